//! What cells of complaints say, and how values stand in them.

use chrono::NaiveDate;

use crate::{
    domain::{complaint::ComplaintValue, ledger::Ledger},
    exchange::columns::{
        Field, Record, Table,
        values::{YES_NO, settled_word, verified_word},
        words::field as field_word,
    },
};

/// Names in a cell: regions, kinds of pollution.
pub(super) fn names(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in text.split(['、', ',', '，', ';', '；', '/', '\n', ' ', '|']) {
        let name = name.trim().trim_end_matches('。').to_owned();
        if !name.is_empty() && !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

/// The cells of a field a line each; a column that is not called as the field is says its head.
pub(super) fn labelled(table: &Table<'_>, record: &Record, field: Field) -> String {
    let name = field_word(field);
    joined(table, record, field, |head| head == name)
}

/// Who reported and how to reach them; the numbers of other people say whose they are.
pub(super) fn who_reported(table: &Table<'_>, record: &Record) -> String {
    joined(table, record, Field::Reporter, |head| !head.starts_with("责任人") && !head.starts_with("承办人"))
}

fn joined(table: &Table<'_>, record: &Record, field: Field, is_plain: impl Fn(&str) -> bool) -> String {
    let cells = table.cells(record, field).into_iter().map(|placed| {
        let text = placed.cell.text().into_owned();
        let head = table.mapping.columns.get(placed.column).map(|guess| guess.head.as_str()).unwrap_or_default();
        let head: String = head.rsplit('/').next().unwrap_or_default().split_whitespace().collect();
        if is_plain(&head) || head.is_empty() { text } else { format!("{head}：{text}") }
    });
    cells.collect::<Vec<_>>().join("\n")
}

/// A value as a table writes it.
pub(super) fn shown(ledger: &Ledger, value: &ComplaintValue) -> String {
    let day = |day: &Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    match value {
        ComplaintValue::Number(text)
        | ComplaintValue::Facts(text)
        | ComplaintValue::Places(text)
        | ComplaintValue::Findings(text)
        | ComplaintValue::HandlingText(text)
        | ComplaintValue::Accountability(text)
        | ComplaintValue::Batch(text)
        | ComplaintValue::Origin(text)
        | ComplaintValue::Responsible(text)
        | ComplaintValue::Remarks(text) => text.clone(),
        ComplaintValue::Weighty(flag) => YES_NO.get(usize::from(!flag)).copied().unwrap_or_default().to_owned(),
        ComplaintValue::ReceivedOn(date) | ComplaintValue::Due(date) => day(date),
        ComplaintValue::FoundTrue(verified) => verified_word(*verified).to_owned(),
        ComplaintValue::Status(status) => settled_word(*status).to_owned(),
        ComplaintValue::FineFen(fen) => format!("{}.{:02} 元", fen / 100, fen % 100),
        ComplaintValue::CasesFiled(count)
        | ComplaintValue::Detained(count)
        | ComplaintValue::TalkedTo(count)
        | ComplaintValue::HeldToAccount(count)
        | ComplaintValue::Ordered(count)
        | ComplaintValue::CriminalCases(count) => count.to_string(),
        ComplaintValue::Inspection(id) => id.map(|id| id.to_string()).unwrap_or_default(),
        ComplaintValue::Repeats(id) | ComplaintValue::MergedInto(id) => {
            let held = id.and_then(|id| ledger.complaints.get(&id));
            let number = held.map(|held| held.fields.number.get().clone()).filter(|number| !number.is_empty());
            number.or_else(|| id.map(|id| id.to_string())).unwrap_or_default()
        }
    }
}
