//! The words of the page of complaints.

use chrono::NaiveDate;

use crate::{
    app::listing::{ComplaintColumn, ComplaintFacet, ComplaintTab, FacetValue, Tie},
    domain::{complaint::Complaint, ledger::Ledger},
    ui::words,
};

/// Erases who reported it.
pub const ERASE: &str = "擦除…";
/// Heads the dialog.
pub const ERASE_TITLE: &str = "擦除举报人信息";
/// What that does.
pub const ERASE_HINT: &str = "举报人信息连同以往填写的内容，从台账、本机的日志、留底和备份中永久擦除，不能撤销；别的副本与本台账合并时也随之擦除。擦除本身留有记录";
/// Does it.
pub const ERASE_NOW: &str = "永久擦除";

/// The tab of complaints.
pub const TITLE: &str = "信访件";

/// The list of them, and what it is called for a screen reader.
pub const LIST: &str = "信访件列表";

/// In the empty search field.
pub const SEARCH: &str = "搜索信访件，支持拼音首字母";

/// Opens the dialog that enters a complaint.
pub const REGISTER: &str = "登记信访件…";

/// The title of the dialog for a new complaint.
pub const REGISTER_TITLE: &str = "登记信访件";

/// The deed of the dialog for a new complaint.
pub const REGISTER_NOW: &str = "登记";

/// The title of the dialog for a known complaint.
pub const EDIT_TITLE: &str = "信访件";

/// The deed of the dialog for a known complaint.
pub const SAVE_NOW: &str = "保存修改";

/// No complaints yet.
pub const EMPTY: &str = "还没有信访件，督察转办的举报在这里登记";

/// None in this list.
pub const NONE_HERE: &str = "没有这一类信访件";

/// Past their day and not settled.
pub const LATE: &str = "逾期未办结";

/// Kinds of pollution.
pub const KINDS: &str = "污染类型";

/// The kinds of the public list.
pub const USUAL_KINDS: [&str; 13] =
    ["水", "大气", "土壤", "生态", "噪声", "辐射", "海洋", "扬尘", "油烟", "固废", "垃圾", "重金属", "其他"];

/// Regions.
pub const REGIONS: &str = "行政区域";

/// How several regions are typed.
pub const REGIONS_HINT: &str = "如 清河县、东城区，用顿号分开";

/// Adds a region that is known already.
pub const KNOWN_REGION: &str = "添加已有区域";

/// Linked issues.
pub const ISSUE: &str = "关联问题";

/// What a link means.
pub const ISSUE_HINT: &str = "输入编号或问题查找";

/// Links the issue chosen.
pub const LINK: &str = "关联";

/// Takes a link away.
pub fn unlink(number: &str) -> String {
    format!("取消关联 {number}")
}

/// Who reported it.
pub const REPORTER: &str = "举报人及联系方式";

/// Where it is kept.
pub const REPORTER_NOTE: &str = "仅存于隐私部分，不随下发包和导出带出";

/// A case of weight.
pub const WEIGHTY: &str = "重点件（公示清单标 *）";

/// A fine that cannot be read.
pub const FINE_FAULT: &str = "金额无法识别，如 12.5万元 或 3000元";

/// In the empty field of a fine.
pub const FINE_HINT: &str = "元 或 万元";

/// A count that cannot be read.
pub const COUNT_FAULT: &str = "请填整数";

/// A day that cannot be read.
pub const DATE_FAULT: &str = "日期无法识别，如 2026年9月18日";

/// Nothing stands in the field.
pub const NO_FACTS: &str = "请填写反映问题";

/// Fills the usual day in.
pub fn usual_due(level: &str, days: i64, due: NaiveDate) -> String {
    format!("{level} {days} 天，{}", words::date(due))
}

/// Counts of what came of it, by whom they are counted.
pub const COUNTED: &str = "处理量";

/// How it stands to other complaints.
pub const TIES: &str = "重复与并案";

/// Chooses the complaint it repeats.
pub const REPEATS: &str = "重复件，原件为";

/// Chooses the main case it is merged into.
pub const MERGED: &str = "并案办理，主件为";

/// In the field that finds a complaint.
pub const FIND_COMPLAINT: &str = "输入编号或内容查找";

/// Takes the mark of a duplicate away.
pub const NOT_REPEATED: &str = "取消重复标记";

/// Takes it out of the main case.
pub const SEPARATE: &str = "取消并案";

/// Chooses the complaint it repeats, from the panel.
pub const MARK_REPEATED: &str = "标为重复件…";

/// Merges it into a main case, from the panel.
pub const MERGE: &str = "并入主件…";

/// The deed of the dialog that marks a duplicate.
pub const MARK_NOW: &str = "标为重复件";

/// The deed of the dialog that merges.
pub const MERGE_NOW: &str = "并案办理";

/// The title of the dialog that marks a duplicate.
pub const MARK_TITLE: &str = "标为重复件";

/// The title of the dialog that merges.
pub const MERGE_TITLE: &str = "并入主件";

/// What merging does.
pub const MERGE_HINT: &str = "并案后随主件办理，办结期限以主件为准，件数仍各计一件";

/// What marking does.
pub const MARK_HINT: &str = "重复件仍单独计数和办结，页面上相互可见";

/// Complaints that repeat this one or are handled with it.
pub const OTHERS: &str = "重复件与并入件";

/// Edits it.
pub const EDIT: &str = "修改…";

/// Shows or hides who reported it.
pub const SHOW_REPORTER: &str = "显示举报人信息";

/// Hides who reported it.
pub const HIDE_REPORTER: &str = "隐藏举报人信息";

/// Nobody is named.
pub const NO_REPORTER: &str = "未登记";

/// It is there and not shown.
pub const REPORTER_HIDDEN: &str = "已登记，未显示";

/// Everything done to it.
pub const HISTORY: &str = "变更记录";

/// Withdraws it.
pub const WITHDRAW: &str = "作废…";

/// Brings it back.
pub const RESTORE: &str = "恢复";

/// The deed of the dialog that withdraws.
pub const WITHDRAW_NOW: &str = "作废";

/// The title of the dialog that withdraws.
pub const WITHDRAW_TITLE: &str = "作废";

/// Why it is withdrawn.
pub const REASON: &str = "理由";

/// Closes the panel.
pub const CLOSE_PANEL: &str = "关闭详情";

/// Nothing is found.
pub const NOTHING_FOUND: &str = "没有符合条件的记录";

/// Takes all filters off.
pub const CLEAR: &str = "清除条件";

/// Adds a filter.
pub const ADD_FILTER: &str = "加条件";

/// A part of the list.
pub fn part(tab: ComplaintTab) -> &'static str {
    match tab {
        ComplaintTab::All => "全部",
        ComplaintTab::Late => LATE,
        ComplaintTab::Status(status) => words::handling(status),
        ComplaintTab::Withdrawn => "已作废",
    }
}

/// The head of a column.
pub fn column(column: ComplaintColumn) -> &'static str {
    match column {
        ComplaintColumn::Number => "受理编号",
        ComplaintColumn::Received => "交办日期",
        ComplaintColumn::Facts => "反映问题",
        ComplaintColumn::Regions => REGIONS,
        ComplaintColumn::Kinds => KINDS,
        ComplaintColumn::Verified => "是否属实",
        ComplaintColumn::Status => "办结状态",
        ComplaintColumn::Due => "办结期限",
        ComplaintColumn::Fine => "罚款",
        ComplaintColumn::Issues => ISSUE,
        ComplaintColumn::Tie => "重复/并案",
    }
}

/// By what the list is filtered.
pub fn facet(facet: ComplaintFacet) -> &'static str {
    match facet {
        ComplaintFacet::Kind => KINDS,
        ComplaintFacet::Region => REGIONS,
        ComplaintFacet::Verified => "是否属实",
        ComplaintFacet::Inspection => "督察批次",
        ComplaintFacet::Tie => "关系",
    }
}

/// How it stands to others.
pub fn tie(tie: Tie) -> &'static str {
    match tie {
        Tie::Repeats => "重复件",
        Tie::Merged => "并入件",
        Tie::Main => "主件或原件",
        Tie::Linked => "已关联问题",
        Tie::Unlinked => "未关联问题",
    }
}

/// A value a list is filtered by.
pub fn facet_value(ledger: &Ledger, value: &FacetValue) -> String {
    match value {
        FacetValue::None => "未填".to_owned(),
        FacetValue::Text(text) => text.clone(),
        FacetValue::Verified(verified) => words::verified(*verified).to_owned(),
        FacetValue::Inspection(id) => words::inspection(ledger, *id),
        FacetValue::Unit(id) => words::unit(ledger, Some(*id)),
        FacetValue::Tie(of) => tie(*of).to_owned(),
        FacetValue::Year(year) => format!("{year} 年"),
    }
}

/// How it stands to its main case, in the grid.
pub fn tied_to(ledger: &Ledger, complaint: &Complaint) -> String {
    let f = &complaint.fields;
    let number = |id| words::complaint(ledger, id);
    match (*f.merged_into.get(), *f.repeats.get()) {
        (Some(main), _) => format!("并入 {}", number(main)),
        (None, Some(first)) => format!("重复 {}", number(first)),
        (None, None) => String::new(),
    }
}

/// The day it was due, and how late it is.
pub fn late_by(days: i64) -> String {
    format!("逾期 {days} 天")
}

/// How many of how many are shown.
pub fn shown(shown: usize, all: usize) -> String {
    if shown == all { format!("{all} 件") } else { format!("显示 {shown} / {all} 件") }
}

/// Which values are wanted, for a chip.
pub fn wanted(ledger: &Ledger, values: &std::collections::BTreeSet<FacetValue>) -> String {
    const SHOWN: usize = 3;
    let all: Vec<_> = values.iter().take(SHOWN).map(|value| facet_value(ledger, value)).collect();
    let more = if values.len() > SHOWN { format!("等 {} 项", values.len()) } else { String::new() };
    format!("{}{more}", all.join("、"))
}

/// What came of it, in one line: only what is not nothing.
pub fn outcome(complaint: &Complaint) -> String {
    let f = &complaint.fields;
    let counted = [
        ("责令整改", *f.ordered.get(), "家"),
        ("立案处罚", *f.cases_filed.get(), "家"),
        ("立案侦查", *f.criminal_cases.get(), "件"),
        ("拘留", *f.detained.get(), "人"),
        ("约谈", *f.talked_to.get(), "人"),
        ("问责", *f.held_to_account.get(), "人"),
    ];
    let counted = counted.into_iter().filter(|(_, n, _)| *n > 0).map(|(what, n, of)| format!("{what} {n} {of}"));
    let mut said: Vec<_> = counted.collect();
    if *f.fine_fen.get() > 0 {
        said.insert(said.len().min(2), format!("罚款 {}", words::money(*f.fine_fen.get())));
    }
    said.join("，")
}

/// A complaint for a field that finds one.
pub fn choice(complaint: &Complaint) -> String {
    format!("{} {}", complaint.fields.number.get(), words::cut(complaint.fields.facts.get(), 24)).trim().to_owned()
}

/// The number of a weighty complaint carries the asterisk of the public list.
pub fn number(number: &str, weighty: bool) -> String {
    if weighty { format!("{number}*") } else { number.to_owned() }
}

/// A count with its unit, over its field.
pub fn counted(field: crate::domain::complaint::ComplaintField) -> &'static str {
    use crate::domain::complaint::ComplaintField as F;
    match field {
        F::Ordered => "责令整改（家）",
        F::CasesFiled => "立案处罚（家）",
        F::CriminalCases => "立案侦查（件）",
        F::Detained => "拘留（人）",
        F::TalkedTo => "约谈（人）",
        F::HeldToAccount => "问责（人）",
        F::Number
        | F::Weighty
        | F::Inspection
        | F::ReceivedOn
        | F::Due
        | F::Facts
        | F::Places
        | F::FoundTrue
        | F::Findings
        | F::HandlingText
        | F::Status
        | F::FineFen
        | F::Accountability
        | F::Batch
        | F::Origin
        | F::Responsible
        | F::Remarks
        | F::Repeats
        | F::MergedInto => words::complaint_field(field),
    }
}
