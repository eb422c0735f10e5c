//! The public list of complaints (群众信访举报转办和边督边改公开情况一览表): one row a case.

use crate::domain::complaint::{Complaint, Handling, Verified};

use super::{
    super::{fields::Fields, words},
    desk::Desk,
};

/// The values of the list of complaints. Who reported stands in none of them.
pub fn complaint_fields(desk: &Desk<'_>) -> Fields {
    let mut complaints: Vec<&Complaint> =
        desk.ledger.complaints.values().map(AsRef::as_ref).filter(|it| it.is_present()).collect();
    complaints.sort_by_cached_key(|it| (*it.fields.received_on.get(), it.fields.number.get().clone(), it.id));
    let status = |wanted: Handling| complaints.iter().filter(|it| *it.fields.status.get() == wanted).count();
    let found = |wanted: &[Verified]| complaints.iter().filter(|it| wanted.contains(it.fields.verified.get())).count();
    let (settled, in_stages, all) = (status(Handling::Settled), status(Handling::InStages), complaints.len());
    desk.common()
        .text("件数", all.to_string())
        .text("已办结数", settled.to_string())
        .text("阶段性办结数", in_stages.to_string())
        .text("未办结数", status(Handling::Open).to_string())
        .text("办结率", words::rate(settled, all))
        .text("含阶段性办结率", words::rate(settled + in_stages, all))
        .text("属实数", found(&[Verified::True, Verified::Mostly, Verified::Partly]).to_string())
        .text("不属实数", found(&[Verified::Untrue]).to_string())
        .list("信访件", complaints.iter().enumerate().map(|(n, it)| row(desk, n, it)).collect())
}

fn row(desk: &Desk<'_>, n: usize, complaint: &Complaint) -> Fields {
    let f = &complaint.fields;
    let star = if *f.weighty.get() { "*" } else { "" };
    let regions = words::joined(complaint.regions.iter().map(String::as_str));
    let main = complaint.main().and_then(|id| desk.ledger.complaints.get(&id));
    let repeated = main.map(|main| format!("（与 {} 重复或并案办理）", main.fields.number.get())).unwrap_or_default();
    Fields::default()
        .text("序号", (n + 1).to_string())
        .text("受理编号", format!("{star}{}", f.number.get()))
        .text("交办问题基本情况", format!("{}{repeated}", f.facts.get()))
        .text("行政区域", if regions.is_empty() { f.places.get().clone() } else { regions })
        .text("污染类型", words::joined(complaint.kinds.iter().map(String::as_str)))
        .text("调查核实情况", f.findings.get().as_str())
        .text("是否属实", words::verified(*f.verified.get()))
        .text("处理和整改情况", f.handling.get().as_str())
        .text("办结状态", words::handling(*f.status.get()))
        .text("责任人被处理情况", f.accountability.get().as_str())
        .text("转办日期", words::maybe_day(*f.received_on.get()))
        .text("办结期限", words::maybe_day(*f.due.get()))
}
