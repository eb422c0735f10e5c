//! Words of merging on the page 交换, and of what this computer remembers.

use std::path::Path;

use chrono::NaiveDateTime;

use crate::{
    app::{
        CopyNotice,
        merge::{Counts, DeltaState, MergePreview, MergeSource, PersonDelta, Receipt},
    },
    ui::{theme::Tone, words},
};

/// Heads the card.
pub const CARD: &str = "合并副本";
/// What it does.
pub const CARD_HINT: &str =
    "把同一本台账的另一份副本并进来：先看清谁改了什么，再合并。两边的改动都保留，填得不一样的逐处选定";
/// Asks which file.
pub const CHOOSE_COPY: &str = "选择副本…";
/// Reads the file named.
pub const LOOK_AT: &str = "预览合并";
/// A copy is being read.
pub const READING: &str = "正在读取副本并比较";
/// Heads what was found beside the ledger.
pub const BESIDE: &str = "同步程序留下的副本";
/// Shows what the computer remembers.
pub const SHOW_LACKING: &str = "查看并找回";
/// The open copy is meant to lack them.
pub const DECLINE: &str = "不再提示";
/// Leads to the page.
pub const TO_EXCHANGE: &str = "去查看";
/// Takes the merge back.
pub const UNDO_MERGE: &str = "撤回合并";
/// What that does.
pub const UNDO_HINT: &str = "恢复到合并之前。开始编辑之后不再提供，可改用逐项撤销";
/// The title over a package that is shown side by side.
pub const INSIDE: &str = "接收之前";
/// Takes the package shown in.
pub const TAKE_PACKAGE: &str = "接收";
/// Shows a package side by side with the own ledger.
pub const LOOK_INSIDE: &str = "并排查看";
/// Takes back what was taken in last.
pub const UNDO_TAKING: &str = "撤回接收";
/// Carries the merge out.
pub const MERGE: &str = "合并";
/// Finds only those.
pub const SEARCH: &str = "在改动中查找";
/// By issue.
pub const BY_SUBJECT: &str = "按问题";
/// By person.
pub const BY_PERSON: &str = "按人";
/// All states.
pub const ALL: &str = "全部";
/// Heads the left column.
pub const MINE: &str = "本台账";
/// Heads the right column.
pub const THEIRS: &str = "对方";
/// Nothing stands there.
pub const NONE: &str = "（无）";
/// Nothing chosen yet.
pub const PICK_ONE: &str = "在左边选一项，看两边各是什么";
/// Nothing left after filtering.
pub const NO_HIT: &str = "没有符合条件的改动";
/// Heads a receipt.
pub const RECEIPT: &str = "合并回执";
/// Heads earlier receipts.
pub const RECEIPTS: &str = "以往的合并";
/// Writes the receipt.
pub const SAVE_RECEIPT: &str = "导出回执…";

/// Writes it as a Word document.
pub const RECEIPT_IN_WORD: &str = "生成 Word 回执…";
/// What the receipt's file is called.
pub const RECEIPT_NAME: &str = "合并回执.txt";
/// Leads to what has to be decided.
pub const TO_REVIEW: &str = "去核对";
/// Puts the receipt away.
pub const DONE: &str = "收起";
/// Opens an earlier receipt.
pub const OPEN_RECEIPT: &str = "查看";
/// Heads what this computer remembers.
pub const HERE: &str = "本机留底";
/// What it is.
pub const HERE_HINT: &str =
    "本机记得编辑过的每一处改动，有人用旧文件盖住新文件时可以找回。换人使用这台电脑前，可从本机清除";
/// Shows the receipt of a package.
pub const RECEIPT_OF: &str = "回执";
/// Opens the folder of older copies.
pub const OLDER: &str = "较早版本…";
/// What is in it.
pub const OLDER_HINT: &str = "打开存放较早版本的文件夹，其中的文件用本程序打开即可查看，也可选来合并";
/// Forgets it.
pub const PURGE: &str = "从本机清除…";
/// What that does.
pub const PURGE_HINT: &str =
    "关闭台账，删除本机的日志、留底、备份、回执和未提交的填写。台账文件和佐证材料不动。此操作不能撤销";
/// Really forgets it.
pub const PURGE_NOW: &str = "清除";
/// The ledger went on while a preview was open.
pub const STALE: &str = "预览期间台账有新的修改，已重新比较，请再看一遍";
/// What was erased is gone here too.
pub const ERASED: &str = "已从本机的日志、留底和备份中擦除";
/// What a word of a text means that is marked.
pub const MARKED: &str = "两边不同的字句有底色";
/// What the computer remembers, as a source.
pub const SHADOW: &str = "本机留底";
/// Some pieces are not here.
pub const WITHHELD: &str = "其中部分内容不在这份副本里，或由新版本写成";
/// Heads what has to be looked at.
pub const FAULTS: &str = "合并后需核对";

/// Where what is previewed comes from.
pub fn source(source: &MergeSource) -> String {
    match source {
        MergeSource::File(path) | MergeSource::Package(path) => path.display().to_string(),
        MergeSource::Shadow => SHADOW.to_owned(),
    }
}

/// What was merged.
pub fn merged(counts: Counts) -> String {
    match (counts.conflicts, counts.faults) {
        (0, 0) => format!("已并入 {} 处改动，没有冲突", counts.taken),
        (conflicts, 0) => format!("已并入 {} 处改动，其中 {conflicts} 处冲突待选定", counts.taken),
        (0, faults) => format!("已并入 {} 处改动，{faults} 处需核对", counts.taken),
        (conflicts, faults) => {
            format!("已并入 {} 处改动，其中 {conflicts} 处冲突待选定，{faults} 处需核对", counts.taken)
        }
    }
}

/// A merge was taken back.
pub fn taken_back(count: usize) -> String {
    format!("已撤回合并，台账恢复到合并之前；对方的 {count} 处改动没有并入")
}

/// The open copy lacks what was done here.
pub fn lacking(count: usize) -> String {
    format!("这份文件缺少本机做过的 {count} 处改动，可能被旧文件盖住了。改动仍在本机，可以找回")
}

/// Copies were found.
pub fn copies_beside(count: usize) -> String {
    format!("台账旁边有 {count} 份同步程序留下的副本，里面有本台账没有的改动")
}

/// One of them.
pub fn copy_beside(path: &Path, new: usize) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!("{name}　{new} 处改动")
}

/// Everything kept here is gone.
pub fn purged(path: &Path) -> String {
    format!("已从本机清除。台账文件仍在 {}", path.display())
}

/// What this computer remembers.
pub fn remembered(changes: usize, bytes: u64) -> String {
    format!("{changes} 处改动，{}", words::file_size(bytes))
}

/// Whether the open ledger has all of it, and what can be done where it has not.
pub fn compared(remembered: usize, lacking: usize) -> String {
    match (remembered, lacking) {
        (0, _) => "这台电脑还没有这本台账的留底，保存一次后就有".to_owned(),
        (_, 0) => "当前台账与留底一致，一处不缺".to_owned(),
        (_, lacking) => format!("当前台账比留底少 {lacking} 处改动，可能被旧文件覆盖过，可以找回"),
    }
}

/// Beside the page's title while a preview is shown.
pub fn preview_aside(preview: &MergePreview) -> String {
    format!("对方 {} 处改动，其中 {} 处本台账没有", preview.receipt.counts.theirs, preview.receipt.counts.taken)
}

/// A filter with its count.
pub fn tally(state: DeltaState, count: usize) -> String {
    format!("{} {count}", super::state(state))
}

/// What a person did.
pub fn person(person: &PersonDelta) -> String {
    let (from, to) = person.between;
    let when = if from.date() == to.date() {
        words::short_date(from.date())
    } else {
        format!("{} 至 {}", words::short_date(from.date()), words::short_date(to.date()))
    };
    let conflicts = if person.conflicts > 0 { format!("，{} 项冲突", person.conflicts) } else { String::new() };
    format!("{} 处改动，{} 项{conflicts}　{when}", person.changes, person.subjects.len())
}

/// Who a person is.
pub fn person_name(author: &str, unit: &str) -> String {
    if unit.is_empty() { author.to_owned() } else { format!("{author}（{unit}）") }
}

/// How many places of a subject are touched.
pub fn places(count: usize) -> String {
    format!("{count} 处")
}

/// Issues that stay as they are.
pub fn unchanged(count: usize) -> String {
    format!("另有 {count} 个问题不受影响")
}

/// Who entered a value and when.
pub fn by(author: &str, at: NaiveDateTime) -> String {
    format!("{author}　{}", words::date_and_time(at))
}

/// An earlier merge in one line.
pub fn receipt_line(receipt: &Receipt) -> String {
    let from = Path::new(&receipt.source).file_name().map(|name| name.to_string_lossy().into_owned());
    let from = from.unwrap_or_else(|| SHADOW.to_owned());
    format!("{}　{from}　{}", words::date_and_time(receipt.at), merged(receipt.counts))
}

/// The counts of a receipt, one a tile: what, and how many.
pub fn tiles(counts: Counts) -> [(&'static str, usize); 6] {
    [
        ("本台账原有", counts.mine),
        ("对方", counts.theirs),
        ("两边都有", counts.common),
        ("并入", counts.taken),
        ("冲突", counts.conflicts),
        ("拒收", counts.refused),
    ]
}

/// How the counts add up.
pub fn sums(counts: Counts) -> String {
    format!(
        "对方 {} = 两边都有 {} + 并入 {} + 拒收 {}；合并后 {} = 原有 {} + 并入 {}",
        counts.theirs,
        counts.common,
        counts.taken,
        counts.refused,
        counts.mine + counts.taken,
        counts.mine,
        counts.taken
    )
}

/// What is told of copies, and how grave it is.
pub fn notice(kind: &CopyNotice) -> (Tone, String) {
    match kind {
        CopyNotice::NothingToMerge => (Tone::Good, super::NOTHING.to_owned()),
        CopyNotice::OtherOrigin(path) => (Tone::Warn, format!("{}：{}", path.display(), super::OTHER_ORIGIN)),
        CopyNotice::Merged(counts) => (Tone::Good, merged(*counts)),
        CopyNotice::PreviewStale => (Tone::Accent, STALE.to_owned()),
        CopyNotice::ByHand(taken, left) => (Tone::Warn, by_hand(*taken, *left)),
        CopyNotice::MergeTakenBack(count) => (Tone::Good, taken_back(*count)),
        CopyNotice::Lacking(count) => (Tone::Warn, lacking(*count)),
        CopyNotice::CopiesBeside(count) => (Tone::Warn, copies_beside(*count)),
        CopyNotice::Erased => (Tone::Good, ERASED.to_owned()),
        CopyNotice::Purged(path) => (Tone::Good, purged(path)),
    }
}

/// A file was changed with another program: what becomes of that.
fn by_hand(taken: usize, left: usize) -> String {
    let left = if left > 0 { format!("，另有 {left} 处与规则不符，不能采用") } else { String::new() };
    format!("这个文件用别的程序直接改过：{taken} 处改动已按您的一次修改列在预览中{left}。合并后才生效，不采用请取消")
}
