//! 群众信访举报转办和边督边改公开情况一览表, in the columns that are published. Who reported it stands in none.

use crate::domain::complaint::{Complaint, Handling};

use super::{
    desk::FormDesk,
    name::FormName,
    table::{ColumnKind, FormCell, FormColumn, FormRow, FormRows, FormTable, Paper},
    words,
};

/// The number as it is published: cases of weight are marked.
fn number(complaint: &Complaint) -> String {
    let number = complaint.fields.number.get().trim();
    let marked = *complaint.fields.weighty.get() && !number.starts_with('*');
    if marked { format!("*{number}") } else { number.to_owned() }
}

fn row(complaint: &Complaint) -> FormRow {
    let f = &complaint.fields;
    let joined = |all: Vec<&str>| FormCell::text(&all.join(words::AND));
    let regions: Vec<&str> = complaint.regions.iter().map(String::as_str).collect();
    let cells = vec![
        FormCell::text(&number(complaint)),
        FormCell::text(f.facts.get()),
        if regions.is_empty() { FormCell::text(f.places.get()) } else { joined(regions) },
        joined(complaint.kinds.iter().map(String::as_str).collect()),
        FormCell::text(f.findings.get()),
        FormCell::text(words::verified(*f.verified.get())),
        FormCell::text(f.handling.get()),
        FormCell::text(words::handling(*f.status.get())),
        FormCell::text(f.accountability.get()),
    ];
    FormRow { id: complaint.id.to_string(), ..FormRow::of(cells) }
}

pub(super) fn complaints(desk: FormDesk<'_>) -> FormTable<'_> {
    let standing = desk.ledger.complaints.values().filter(|complaint| complaint.is_present());
    let mut all: Vec<&Complaint> = standing.map(AsRef::as_ref).collect();
    all.sort_by_key(|complaint| {
        (*complaint.fields.received_on.get(), complaint.fields.number.get().clone(), complaint.id)
    });
    let with = |status| all.iter().filter(|complaint| *complaint.fields.status.get() == status).count();
    let settled = words::settled(all.len(), with(Handling::Settled), with(Handling::InStages));
    let column = |name, head: &str, width, kind| FormColumn { name, ..FormColumn::new(head, width, kind) };
    FormTable {
        title: desk.title("群众信访举报转办和边督边改公开情况一览表"),
        columns: vec![
            column("number", "受理编号", 20.0, ColumnKind::Short),
            column("facts", "交办问题基本情况", 40.0, ColumnKind::Text),
            column("regions", "行政区域", 10.0, ColumnKind::Short),
            column("kinds", "污染类型", 10.0, ColumnKind::Short),
            column("findings", "调查核实情况", 44.0, ColumnKind::Text),
            column("verified", "是否属实", 9.0, ColumnKind::Short),
            column("handling", "处理和整改情况", 40.0, ColumnKind::Text),
            column("status", "办结状态", 10.0, ColumnKind::Short),
            column("accountability", "责任人被处理情况", 20.0, ColumnKind::Text),
        ],
        frozen: 1,
        rows: FormRows::Held(all.iter().map(|complaint| row(complaint)).collect()),
        notes: vec![settled, words::KINDS_NOTE.to_owned()],
        has_ids: true,
        ..desk.table(FormName::Complaints, Paper::A3Wide)
    }
}
