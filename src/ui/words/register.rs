//! The words of the dialog that registers an issue.

use chrono::NaiveDate;

use crate::{domain::deadline::Deadline, ui::words};

/// Its title.
pub const TITLE: &str = "登记问题";

/// Its deed.
pub const DEED: &str = "登记";

/// What stands in the number while it is empty.
pub const NUMBER_HINT: &str = "如 S26-041";

/// What stands in the title while it is empty.
pub const TITLE_HINT: &str = "一句话说清问题";

/// What stands in the detail while it is empty.
pub const DETAIL_HINT: &str = "反馈意见或方案中的原文";

/// What stands in a unit while it is empty.
pub const UNIT_HINT: &str = "输入名称或别名，可新增";

/// What stands in the inspection while it is empty.
pub const INSPECTION_HINT: &str = "选择或新写一个批次";

/// What stands in the deadline while it is empty.
pub const DEADLINE_HINT: &str = "如 2026年9月底前、立行立改";

/// The label of the deadline's words.
pub const DEADLINE: &str = "整改时限（原文）";

/// Adds the unit typed to the cooperating ones.
pub const ADD_UNIT: &str = "加入";

/// Takes a cooperating unit out.
pub fn remove_unit(name: &str) -> String {
    format!("移出 {name}")
}

/// A unit or inspection that is not in the directory yet.
pub fn will_be_added(what: &str, name: &str) -> String {
    format!("目录中没有“{name}”，登记时新增为{what}")
}

/// A unit.
pub const UNIT: &str = "单位";

/// An inspection.
pub const INSPECTION: &str = "批次";

/// What was understood of the deadline's words.
pub fn understood(deadline: &Deadline) -> String {
    let day = |day: NaiveDate| words::date_with_weekday(day);
    let mut parts: Vec<String> = Vec::new();
    match (deadline.date(), deadline.shown_date()) {
        (Some(date), _) => parts.push(format!("理解为 {}", day(date))),
        (None, Some(date)) => parts.push(format!("{} {}", words::deadline_kind(&deadline.kind), day(date))),
        (None, None) => parts.push(words::deadline_kind(&deadline.kind).to_owned()),
    }
    if deadline.immediate {
        parts.push("立行立改".to_owned());
    }
    if deadline.standing {
        parts.push("长期坚持".to_owned());
    }
    if let Some(doubt) = deadline.doubt {
        parts.push(format!("登记后待确认，{}", words::doubt(doubt)));
    }
    parts.join("，")
}
