//! The words of the page of closures: board, drawer, batch acceptance, look-backs.

use chrono::NaiveDate;

use crate::{
    app::duty::{ColumnOf, DaysUsed, NoticeRun},
    domain::look_back::LookBackState,
    ui::words,
};

/// The page.
pub const TITLE: &str = "销号";

/// The views of the page.
pub const VIEWS: [&str; 2] = ["看板", "回头看"];

/// The board, for a screen reader.
pub const BOARD: &str = "销号看板";

/// How the keys move on the board.
pub const BOARD_KEYS: &str = "方向键移动，回车办理下一步，Ctrl+回车打开一题一账";

/// No issue is in the procedure.
pub const EMPTY: &str = "没有正在走销号程序的问题，先在台账中交办；评为完成整改或申请销号后会出现在这里";

/// Nothing is left by the filter.
pub const EMPTY_FILTER: &str = "没有符合筛选的卡片";

/// Takes the filter off.
pub const SHOW_ALL: &str = "显示全部";

/// Of every procedure.
pub const ALL_PROCEDURES: &str = "全部程序";

/// Of every unit.
pub const ALL_UNITS: &str = "全部单位";

/// Puts the side panel away.
pub const CLOSE_DRAWER: &str = "关闭侧栏";

/// Opens the issue's own page.
pub const OPEN_ISSUE: &str = "打开一题一账";

/// What else may be done.
pub const MORE: &str = "更多操作";

/// Accepts several issues together.
pub const BATCH: &str = "集中办理…";

/// Heads of the side panel.
pub const LEAD: &str = "牵头单位";
/// The step before.
pub const BEFORE: &str = "上一环节";
/// Days used.
pub const USED: &str = "办理用时";
/// The procedure.
pub const PROCEDURE: &str = "销号程序";
/// What is missing.
pub const LACKS: &str = "还缺";
/// The materials.
pub const MATERIALS: &str = "所需材料";
/// The public notice.
pub const NOTICE: &str = "公示";
/// Returns with their reasons.
pub const RETURNS: &str = "退回记录";
/// Look-backs of a filed issue.
pub const LOOK_BACKS: &str = "回头看";
/// Nothing is missing.
pub const NOTHING_LACKS: &str = "材料齐备，可以办理";
/// Nothing is missing but the answers, which the dialog asks.
pub const CHECKLIST_LATER: &str = "材料齐备，可以办理；核对清单在办理时填写";
/// Rectification goes on.
pub const STILL_RECTIFYING: &str = "退回后继续整改，完成后重新走销号程序";
/// The notice has not begun.
pub const NOT_BEGUN: &str = "尚未开始公示";
/// The issue was sent back once or more, and is rectified.
pub const CONTRADICTED: &str = "各方记录相互矛盾，需人工裁定";
/// Nobody settled the objection.
pub const OBJECTION_OPEN: &str = "异议未处理";
/// Settles an objection.
pub const SETTLE: &str = "处理异议…";
/// Issues of the batch.
pub const BATCH_ISSUES: &str = "一并办理的问题";
/// Chooses all.
pub const ALL: &str = "全选";
/// Chooses none.
pub const NONE: &str = "全不选";
/// Nothing chosen.
pub const CHOOSE_ISSUES: &str = "请选择至少一个问题";
/// Nothing is due to be looked back at.
pub const NO_LOOK_BACKS: &str = "还没有已销号的问题，销号后按复查周期在这里提醒回头看";

/// How many are under way, beyond their days, on their last day.
pub fn aside(all: usize, beyond: usize, last: usize) -> String {
    let beyond = if beyond > 0 { format!("，超限 {beyond} 件") } else { String::new() };
    let last = if last > 0 { format!("，今日到限 {last} 件") } else { String::new() };
    format!("在办 {all} 件{beyond}{last}")
}

/// The filter on what was sent back.
pub fn returned(n: usize) -> String {
    format!("退回的 {n}")
}

/// A choice of a filter with its count.
pub fn with_count(name: &str, n: usize) -> String {
    format!("{name}（{n}）")
}

/// Who takes the step of a column, and how long it may take.
pub fn column_aside(column: &ColumnOf, others: usize) -> String {
    let limit = match (column.notice, column.limit) {
        (Some(rule), _) => format!("，限 {} 个{}", rule.days, words::day_count(rule.count)),
        (None, Some(limit)) => format!("，限 {}", words::day_limit(limit)),
        (None, None) => String::new(),
    };
    let others = if others > 0 { format!("，另 {others} 件整改中") } else { String::new() };
    format!("{}{limit}{others}", words::step_role(column.role))
}

/// Days used of days allowed.
pub fn days(days: DaysUsed) -> String {
    match days.limit {
        Some(limit) => words::supervision::days_used(days.used, limit),
        None => words::supervision::days_since(days.used),
    }
}

/// Days of a public notice.
pub fn notice_days(run: &NoticeRun) -> String {
    if run.full { "已满".to_owned() } else { format!("{} / {} 天", run.days.0, run.days.1) }
}

/// From when to when a public notice runs.
pub fn notice_span(run: &NoticeRun) -> String {
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "?".to_owned(), words::date);
    format!("{} 至 {}，{}", day(run.from), day(run.to), notice_days(run))
}

/// The round, and how often it was sent back, on a card.
pub fn card_mark(round: usize, returns: usize) -> String {
    match (round > 1, returns) {
        (true, 0) => words::supervision::round(round),
        (true, n) => format!("{}，退 {n}", words::supervision::round(round)),
        (false, 0) => String::new(),
        (false, n) => format!("退回 {n} 次"),
    }
}

/// How many things a step lacks.
pub fn lacks(n: usize) -> String {
    format!("缺 {n} 项")
}

/// Open objections on a card.
pub fn objections(n: usize) -> String {
    format!("异议 {n} 件")
}

/// When and why it was sent back.
pub fn returned_on(date: Option<NaiveDate>, step: &str) -> String {
    format!("{} {step}退回", date.map(words::date).unwrap_or_default()).trim().to_owned()
}

/// The side panel's title.
pub fn drawer_title(number: &str, step: &str) -> String {
    format!("{number} {step}").trim().to_owned()
}

/// The title of the batch dialog.
pub fn batch_title(step: &str) -> String {
    format!("集中办理 {step}")
}

/// The deed of the batch dialog.
pub fn batch_deed(step: &str, n: usize) -> String {
    format!("办理 {n} 件{step}")
}

/// What becomes of the batch.
pub fn batch_aside(n: usize) -> String {
    format!("逐件留一条环节记录，共 {n} 件，一次保存，可一次撤销")
}

/// Still being worked out.
pub fn working_out(left: usize) -> String {
    format!("正在整理，还有 {left} 件")
}

/// Where a filed issue stands with its look-backs.
pub fn look_back(state: &LookBackState) -> String {
    let filed = state.filed_on.map(|day| format!("{} 备案", words::date(day)));
    let looked = state.last.map(|(day, qualified)| {
        let verdict = if qualified { "合格" } else { "不合格" };
        format!("{} 回头看{verdict}", words::date(day))
    });
    let standing = state.standing.then(|| "长期坚持".to_owned());
    [filed, looked, standing].into_iter().flatten().collect::<Vec<_>>().join("，")
}

/// When the next look-back is due.
pub fn look_back_due(state: &LookBackState, today: NaiveDate) -> String {
    if state.is_unqualified() {
        return "不合格待处理".to_owned();
    }
    match state.due.map(|due| (due - today).num_days()) {
        None => "已回头看".to_owned(),
        Some(late) if late < 0 => format!("逾期 {} 天", -late),
        Some(0) => "今天应看".to_owned(),
        Some(left) => format!("{left} 天后"),
    }
}
