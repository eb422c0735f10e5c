//! 群众信访举报转办和边督边改公开情况一览表, in the columns that are published, and folded behind them those of the
//! register. Who reported it stands in none.

use crate::domain::{
    complaint::{Complaint, Handling},
    ledger::Ledger,
};

use super::{
    desk::FormDesk,
    marks,
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

/// What the register has and the public list has not: folded away, and not in the public edition.
const REGISTER: [(&str, &str, ColumnKind); 17] = [
    ("places", "具体地点", ColumnKind::Text),
    ("complaint_inspection", "督察批次", ColumnKind::Text),
    ("batch", "转办批次", ColumnKind::Short),
    ("origin", "来源", ColumnKind::Short),
    ("received_on", "交办日期", ColumnKind::Date),
    ("complaint_due", "办结时限", ColumnKind::Date),
    ("responsible", "责任单位", ColumnKind::Text),
    ("ordered", "责令整改（家）", ColumnKind::Number),
    ("cases_filed", "立案处罚（家）", ColumnKind::Number),
    ("fine_fen", "罚款（元）", ColumnKind::Money),
    ("criminal_cases", "立案侦查（件）", ColumnKind::Number),
    ("detained", "拘留（人）", ColumnKind::Number),
    ("talked_to", "约谈（人）", ColumnKind::Number),
    ("held_to_account", "问责（人）", ColumnKind::Number),
    ("repeats", "重复件编号", ColumnKind::Short),
    ("weighty", "是否重点", ColumnKind::Short),
    ("remarks", "备注", ColumnKind::Text),
];

/// The cells of [`REGISTER`].
fn register(ledger: &Ledger, complaint: &Complaint) -> Vec<FormCell> {
    let f = &complaint.fields;
    let inspection = f.inspection.get().and_then(|id| ledger.directory.inspections.get(&id));
    let repeats = f.repeats.get().and_then(|id| ledger.complaints.get(&id));
    let counted = |n: &u32| FormCell::Number(u64::from(*n));
    vec![
        FormCell::text(f.places.get()),
        FormCell::text(inspection.map_or("", |it| it.fields.name.get())),
        FormCell::text(f.batch.get()),
        FormCell::text(f.origin.get()),
        FormCell::day(*f.received_on.get()),
        FormCell::day(*f.due.get()),
        FormCell::text(f.responsible.get()),
        counted(f.ordered.get()),
        counted(f.cases_filed.get()),
        FormCell::Money(*f.fine_fen.get()),
        counted(f.criminal_cases.get()),
        counted(f.detained.get()),
        counted(f.talked_to.get()),
        counted(f.held_to_account.get()),
        FormCell::text(repeats.map_or("", |it| it.fields.number.get())),
        FormCell::text(if *f.weighty.get() { marks::YES } else { marks::NO }),
        FormCell::text(f.remarks.get()),
    ]
}

fn row(ledger: &Ledger, complaint: &Complaint, public: bool) -> FormRow {
    let f = &complaint.fields;
    let joined = |all: Vec<&str>| FormCell::text(&all.join(words::AND));
    let regions: Vec<&str> = complaint.regions.iter().map(String::as_str).collect();
    let mut cells = vec![
        FormCell::text(&number(complaint)),
        FormCell::text(f.facts.get()),
        if regions.is_empty() && public { FormCell::text(f.places.get()) } else { joined(regions) },
        joined(complaint.kinds.iter().map(String::as_str).collect()),
        FormCell::text(f.findings.get()),
        FormCell::text(words::verified(*f.verified.get())),
        FormCell::text(f.handling.get()),
        FormCell::text(words::handling(*f.status.get())),
        FormCell::text(f.accountability.get()),
    ];
    if !public {
        cells.extend(register(ledger, complaint));
    }
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
    let register = REGISTER.iter().filter(|_| !desk.public);
    let register = register.map(|(name, head, kind)| column(*name, head, 14.0, *kind).fold());
    let mut table = FormTable {
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
        rows: FormRows::Held(all.iter().map(|complaint| row(desk.ledger, complaint, desk.public)).collect()),
        notes: vec![settled, words::KINDS_NOTE.to_owned()],
        has_ids: true,
        ..desk.table(FormName::Complaints, Paper::A3Wide)
    };
    table.columns.extend(register);
    table
}
