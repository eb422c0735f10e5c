//! The words of random draws and of the scores of units.

use crate::{
    app::{Only, RowQuery},
    domain::{draw::Draw, ledger::Ledger, supervision::SupervisionScale},
    ui::words,
};

/// Draws.
pub const DRAWS: &str = "抽查";

// ---------------------------------------------------------------- draws

/// Opens the dialog.
pub const DRAW_MENU: &str = "随机抽取…";
/// The title of the dialog.
pub const DRAW_TITLE: &str = "随机抽查";
/// What a draw is.
pub const DRAW_HINT: &str = "按随机种子从筛选结果中抽取，种子、范围和结果记入台账，任何人可以复算";
/// No draw yet.
pub const NO_DRAWS: &str = "还没有抽查记录；可先在台账中筛选，再随机抽取";
/// The pools.
pub const POOLS: [&str; 3] = ["台账当前筛选", "全部在办", "全部已销号"];
/// Label of the pool.
pub const OUT_OF: &str = "抽查范围";
/// Label of the number.
pub const COUNT: &str = "抽取件数";
/// Label of the purpose.
pub const PURPOSE: &str = "抽查事由";
/// An example.
pub const PURPOSE_HINT: &str = "如 11 月现场抽查";
/// Label of the seed.
pub const SEED: &str = "随机种子";
/// What happens without a seed.
pub const SEED_HINT: &str = "留空由程序随机给出；也可填当众摇出的号码";
/// How the draw works.
pub const DRAW_SAYS: &str =
    "每个问题的签号为“种子、换行、问题标识”的 SHA-256 值，取最小的若干个；同一种子、同一范围，结果必然相同";
/// Drawing again gives the same.
pub const HOLDS: &str = "按记录的种子和范围复算，结果一致";
/// Drawing again gives something else.
pub const HOLDS_NOT: &str = "按记录的种子和范围复算，结果不一致";
/// A supervisor has remarked since.
pub const LOOKED_AT: &str = "已查";
/// Nobody has.
pub const NOT_LOOKED_AT: &str = "待查";
/// Withdraws a draw.
pub const WITHDRAW_DRAW: &str = "作废本次抽查";
/// The title of that dialog.
pub const WITHDRAW_DRAW_TITLE: &str = "作废抽查";

/// A draw in one line.
pub fn draw_made(draw: &Draw) -> String {
    let on = draw.date.map(words::date).unwrap_or_default();
    format!("{on} 抽查 {} 件（种子 {}）", draw.drawn.len(), draw.seed)
}

/// The title of a draw.
pub fn draw_title(draw: &Draw) -> String {
    let on = draw.date.map(words::date).unwrap_or_default();
    let purpose = if draw.purpose.is_empty() { DRAWS } else { &draw.purpose };
    format!("{on} {purpose}")
}

/// Out of what how many were drawn.
pub fn drawn_from(draw: &Draw) -> String {
    format!("从“{}”{} 件中抽取 {} 件", draw.filter, draw.pool.len(), draw.drawn.len())
}

/// The seed of a draw.
pub fn seed(seed: &str) -> String {
    format!("{SEED} {seed}")
}

/// How many of the drawn were looked at.
pub fn looked_at(done: usize, all: usize) -> String {
    format!("已查 {done} / {all}，在问题中登记督导意见即为已查")
}

/// Shows the whole list.
pub fn show_all(n: usize) -> String {
    format!("显示全部 {n} 件")
}

/// How many there are to draw from.
pub fn pool_of(n: usize) -> String {
    format!("范围内 {n} 件")
}

/// The filter and how many it leaves.
pub fn out_of(filter: &str, n: usize) -> String {
    format!("{filter}，共 {n} 件")
}

/// The number is none, or too many.
pub fn count_fault(n: usize) -> String {
    if n == 0 { "范围内没有问题，请换一个范围".to_owned() } else { format!("请填 1 到 {n}") }
}

/// The deed of the dialog.
pub fn draw_deed(n: usize) -> String {
    format!("抽取 {n} 件并记入台账")
}

/// What the grid is narrowed to, in words.
pub fn query(ledger: &Ledger, query: &RowQuery) -> String {
    let mut parts = vec![words::issues_page::only(query.only).to_owned()];
    if query.only == Only::All && query.is_narrowed() {
        parts.clear();
    }
    if !query.text.trim().is_empty() {
        parts.push(format!("{} {}", words::issues_page::SEARCHED, query.text.trim()));
    }
    if let Some(days) = query.due_within {
        parts.push(words::issues_page::within_days(days));
    }
    for (column, values) in &query.filters {
        let values = words::issues_page::filter_values(ledger, values);
        parts.push(format!("{} {values}", words::issues_page::column(*column)));
    }
    format!("台账筛选：{}", parts.join("，"))
}

// ---------------------------------------------------------------- scores

/// The periods.
pub const PERIODS: [&str; 4] = ["本年", "本季", "本月", "全部"];
/// The first heads.
pub const SCORE_HEADS: [&str; 4] = ["序", "单位", "在办", "超期"];
/// The last heads.
pub const SCORE_TAIL: [&str; 2] = ["扣分", "得分"];
/// The ledger has no levels.
pub const NO_SCALE: &str = "台账还没有督办级别，请先在设置中选定";
/// No unit leads anything.
pub const NO_SCORES: &str = "还没有交办到单位的问题";

/// The rule of the scores.
pub fn score_rule(scale: &SupervisionScale) -> String {
    let costing: Vec<String> = scale
        .levels
        .iter()
        .filter(|level| level.points > 0)
        .map(|level| format!("{}扣 {} 分", level.name, level.points))
        .collect();
    if costing.is_empty() {
        format!("“{}”没有设扣分，只列督办次数；可在设置中换用广元等级别表", scale.name)
    } else {
        format!("按“{}”，满分 100：{}；解除的督办单仍计", scale.name, costing.join("，"))
    }
}

/// A unit's score, as a screen reader says it.
pub fn score_line(unit: &str, points: i64, score: i64, open: usize) -> String {
    format!("{unit} 扣 {points} 分，得 {score} 分，在办 {open} 件")
}
