//! Words of handing out, giving back and taking in (下发、上报、接收).

use chrono::NaiveDateTime;

use crate::{domain::grant::GrantedDeed, ui::words};

/// The tab of what goes out.
pub const TAB_OUT: &str = "下发";
/// The same in a unit's copy.
pub const TAB_RETURN: &str = "上报";
/// The tab of what comes in.
pub const TAB_IN: &str = "接收";
/// The tab of merging copies.
pub const TAB_MERGE: &str = "合并";
/// The tab of plans and whole copies.
pub const TAB_FILES: &str = "方案与副本";

/// Heads the card of handing out.
pub const HAND_OUT: &str = "下发给责任单位";
/// What it does.
pub const HAND_OUT_HINT: &str =
    "每个单位一个材料包，只含它牵头和参与的问题。其他单位的内容不在包内，信访人信息一律不带。下发会记入历史";
/// The folder packages go to.
pub const FOLDER: &str = "写到文件夹或 U 盘";
/// An example.
pub const FOLDER_HINT: &str = "如 E:\\下发";
/// Asks for the folder.
pub const CHOOSE_FOLDER: &str = "选择…";
/// Evidence comes along.
pub const WITH_EVIDENCE: &str = "含佐证材料";
/// A passphrase is set.
pub const WITH_PASSPHRASE: &str = "加口令";
/// The units may apply.
pub const MAY_APPLY: &str = "单位可以申请销号";
/// The passphrase.
pub const PASSPHRASE: &str = "口令";
/// What it protects.
pub const PASSPHRASE_HINT: &str = "口令保护交接途中的材料包；对方接收后，本机台账不加密。口令请另行告知，遗失无法找回";
/// Ticks all.
pub const ALL: &str = "全选";
/// Ticks none.
pub const NONE: &str = "全不选";
/// Nobody has an issue.
pub const NO_UNITS: &str = "还没有单位牵头或参与问题，先在台账中填写牵头单位";
/// No folder yet.
pub const NO_FOLDER: &str = "先选择要写到的文件夹";
/// No unit ticked.
pub const NO_UNIT: &str = "先勾选要下发的单位";
/// No passphrase typed.
pub const NO_PASSPHRASE: &str = "先填写口令，或取消“加口令”";
/// Only the office.
pub const ONLY_OFFICE: &str = "下发由整改办办理，请核对设置中的身份";
/// It is written now.
pub const PACKING: &str = "正在写材料包";
/// Puts the results away.
pub const PUT_AWAY: &str = "知道了";
/// Opens the folder.
pub const SHOW_FOLDER: &str = "打开所在文件夹";
/// The heads of the units' columns.
pub const UNIT_HEADS: [&str; 6] = ["单位", "牵头", "参与", "佐证材料", "上次下发", "最近收到"];
/// Never.
pub const NEVER: &str = "—";

/// Heads the card of giving back.
pub const RETURN: &str = "上报给整改办";
/// What it does.
pub const RETURN_HINT: &str = "把本单位在这份台账上的填报和新增的佐证材料打成一个材料包，交给市整改办接收";
/// Gives back.
pub const DO_RETURN: &str = "生成上报材料包";

/// Heads the card of whole copies as packages.
pub const WHOLE: &str = "整本打包";
/// What it does.
pub const WHOLE_HINT: &str = "整本台账连同佐证材料打成一个材料包，供督导查看或留存。信访人信息不带";
/// Packs it.
pub const DO_WHOLE: &str = "打包";

/// Heads the card of taking in.
pub const TAKE_IN: &str = "接收上报和督导意见";
/// What it does.
pub const TAKE_IN_HINT: &str =
    "先核对清单和每个文件，再列出会带来哪些修改，确认后才并入台账。U 盘上的文件只读不写，也可以把文件拖到这里";
/// Asks for files.
pub const CHOOSE_FILES: &str = "选择文件…";
/// Asks for a folder.
pub const CHOOSE_IN_FOLDER: &str = "选择文件夹…";
/// It is verified now.
pub const LOOKING: &str = "正在核对";
/// It is taken now.
pub const TAKING: &str = "正在接收";
/// It is opened now.
pub const OPENING: &str = "正在打开材料包";
/// Takes one.
pub const TAKE: &str = "接收";
/// Takes it off the list.
pub const DROP: &str = "移出列表";
/// Shows what is new.
pub const DETAILS: &str = "查看修改";
/// Hides it.
pub const NO_DETAILS: &str = "收起";
/// Nothing yet.
pub const NOTHING_YET: &str = "还没有要接收的文件";
/// An encrypted package.
pub const SEALED: &str = "材料包有口令";
/// The passphrase was wrong.
pub const SEALED_WRONG: &str = "口令不对，请核对后重填";
/// Opens it.
pub const UNSEAL: &str = "打开";
/// What taking an encrypted package means.
pub const PLAIN_CONSENT: &str = "已知道：接收后内容以明文存入本机台账和备份";
/// What taking changes without a grant means.
pub const UNGRANTED_CONSENT: &str = "已核实：这些修改不是在下发的副本上做的，仍要接收";
/// It is not this ledger's.
pub const READ_ONLY: &str = "台账以只读方式打开，不能接收";
/// Heads the card of what does not act.
pub const WITHHELD: &str = "超出下发范围的修改";
/// What they are.
pub const WITHHELD_HINT: &str = "已收下并留在历史里，没有生效。核实后可以准许，准许也是一次修改，可以撤销";
/// Admits.
pub const ADMIT: &str = "准许";
/// No longer admits.
pub const NO_LONGER: &str = "不再准许";

/// Heads the card of the supervisor's file.
pub const REVIEW: &str = "督导意见";
/// What it does.
pub const REVIEW_HINT: &str =
    "台账以只读方式打开，本身不会改动。在一题一账中添加的督导意见写入单独的文件，交给整改办接收";
/// Heads the dialog of a sealed package.
pub const SEALED_TITLE: &str = "打开加密的材料包";
/// What is shown of an encrypted package.
pub const SEALED_CARD: &str = "加密材料包";
/// What can be done with it.
pub const SEALED_CARD_HINT: &str =
    "内容只在内存中，本机没有写下任何东西，也不能填报。建立工作副本后可以填报，但本机上的副本不再加密";
/// Makes the copy.
pub const KEEP_PLAIN: &str = "在本机建立工作副本（不加密）";

/// So many units.
pub fn do_hand_out(count: usize) -> String {
    if count == 0 { "下发".to_owned() } else { format!("下发给 {count} 个单位") }
}

/// Takes all that need no second thought.
pub fn take_all(count: usize) -> String {
    format!("接收全部 {count} 份")
}

/// How many are ticked.
pub fn ticked(ticked: usize, all: usize) -> String {
    format!("已选 {ticked} / {all} 个单位")
}

/// Issues of a unit.
pub fn count(count: usize) -> String {
    if count == 0 { NEVER.to_owned() } else { count.to_string() }
}

/// Files of a unit.
pub fn files(count: usize, bytes: u64) -> String {
    if count == 0 { NEVER.to_owned() } else { format!("{count} 份 {}", words::exchange_packages::bytes(bytes)) }
}

/// A day, or never.
pub fn day(at: Option<NaiveDateTime>) -> String {
    at.map_or_else(|| NEVER.to_owned(), |at| words::date(at.date()))
}

/// What a unit may do, in words.
pub fn may(may: &[GrantedDeed]) -> String {
    let word = |deed: &GrantedDeed| match deed {
        GrantedDeed::Report => "报送进展",
        GrantedDeed::Evidence => "添加佐证材料",
        GrantedDeed::Dates => "填写措施和节点的完成日期",
        GrantedDeed::Apply => "办理现场核实、申请销号",
    };
    may.iter().map(word).collect::<Vec<_>>().join("、")
}

/// Whose copy this is.
pub fn held(unit: &str, leads: usize, helps: usize) -> String {
    format!("下发给{unit}：牵头 {leads} 个、参与 {helps} 个问题")
}

/// The same, short, for the top bar.
pub fn held_short(unit: &str) -> String {
    format!("{} 下发副本", words::cut(unit, 8))
}

/// The same on hover.
pub fn held_hint(unit: &str, n_issues: usize, may: &str) -> String {
    format!("这是下发给{unit}的台账，共 {n_issues} 个问题。可以{may}；其余内容不能修改，需要修改请报市整改办")
}

/// What was new for one issue.
pub fn issue_news(number: &str, title: &str, count: usize) -> String {
    let what = format!("{number} {}", words::cut(title, 24));
    let what = if what.trim().is_empty() { "单位、规则等共用内容".to_owned() } else { what };
    format!("{}：{count} 处", what.trim())
}

/// Who did how much.
pub fn person(author: &str, unit: &str, count: usize) -> String {
    format!("{author}（{unit}）{count} 处")
}

/// The package: what it is, from whom, when.
pub fn made(kind: &str, unit: &str, by: &str, at: NaiveDateTime) -> String {
    let parts = [format!("{kind}包"), unit.to_owned(), by.to_owned(), words::date_and_time(at)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// It was taken.
pub fn taken(changes: usize, files: usize) -> String {
    format!("已接收：修改 {changes} 处，佐证材料 {files} 份")
}

/// What a file of remarks brings.
pub fn review(new: usize, known: usize, lost: usize) -> String {
    let known = if known > 0 { format!("，{known} 条已接收过") } else { String::new() };
    let lost = if lost > 0 { format!("，{lost} 条所指问题不在本台账或已作废") } else { String::new() };
    format!("督导意见 {new} 条可接收{known}{lost}")
}

/// The remarks are about another ledger.
pub const REVIEW_OTHER: &str = "是另一本台账的督导意见，不能接收到本台账";

/// One remark.
pub fn remark(number: &str, signed: &str, text: &str) -> String {
    format!("{number} {signed}：{}", words::cut(text, 60))
}

/// Evidence that did not come along.
pub fn left_out(names: &[String]) -> String {
    format!("未随包带来的佐证材料 {} 份：{}", names.len(), words::cut(&names.join("、"), 80))
}

/// A package of a unit was not written.
pub fn not_written(name: &str, why: &str) -> String {
    format!("{name}：没有写成，U 盘上没有留下不完整的文件。{why}")
}

/// A package of a unit was written.
pub fn written(name: &str, file: &str, bytes: u64) -> String {
    format!("{name}：{file}（{}）已读回比对", words::exchange_packages::bytes(bytes))
}

/// All of them were written and read back.
pub fn all_written(count: usize) -> String {
    format!("{count} 个材料包已写入并读回比对，内容一致，可以拔出")
}

/// Some were not.
pub fn some_failed(failed: usize, all: usize) -> String {
    format!("{all} 个材料包中有 {failed} 个没有写成，已写成的完整可用")
}

/// The supervisor's file.
pub fn reviewing(path: &std::path::Path, count: usize) -> String {
    format!("已写入 {count} 条：{}", path.display())
}

/// A change that does not act.
pub fn withheld(author: &str, unit: &str, at: NaiveDateTime, why: &str) -> String {
    format!("{author}（{unit}）{} · {why}", words::date_and_time(at))
}
