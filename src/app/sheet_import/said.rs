//! What a table would say of an issue today: a cell that says the same changes nothing.

#![expect(clippy::wildcard_enum_match_arm, reason = "a field that is no such text has none")]

use std::borrow::Cow;

use crate::{
    domain::{
        UnitId,
        issue::{Issue, IssueValue, UnitRole},
        ledger::Ledger,
        record::{Month, ProgressNote},
        register::MemberSet,
    },
    exchange::{
        columns::{Field, values::rating_word},
        form::clean::{CUT_MARK, cell_text},
        sheet::{Cell, DateForm},
    },
};

/// The text of a field as the exporter writes it; empty for fields it does not write.
pub fn said<'a>(ledger: &'a Ledger, issue: &'a Issue, field: Field) -> Cow<'a, str> {
    let f = &issue.fields;
    let directory = &ledger.directory;
    let unit = |id: Option<UnitId>| Cow::Borrowed(id.map_or("", |id| directory.unit_name(id)));
    let person = |id: Option<crate::domain::PersonId>| Cow::Borrowed(id.map_or("", |id| directory.person_name(id)));
    match field {
        Field::Number => Cow::Borrowed(f.number.get()),
        Field::Title => Cow::Borrowed(f.title.get()),
        Field::Detail => Cow::Borrowed(f.detail.get()),
        Field::Category => Cow::Borrowed(f.category.get()),
        Field::Region => Cow::Borrowed(f.region.get()),
        Field::Goal => Cow::Borrowed(f.goal.get()),
        Field::ClosingStandard => Cow::Borrowed(f.closing_standard.get()),
        Field::Chapter => Cow::Borrowed(f.chapter.get()),
        Field::Source => Cow::Borrowed(f.source.get()),
        Field::Disposal => Cow::Borrowed(f.disposal.get()),
        Field::Inspection => {
            let inspection = directory.inspections.get(f.inspection.get());
            Cow::Borrowed(inspection.map_or("", |inspection| inspection.fields.name.get()))
        }
        Field::Measures => Cow::Owned(crate::app::rows::measures(issue)),
        Field::Deadline => deadline(issue),
        Field::LeadUnit => unit(*f.lead_unit.get()),
        Field::CoLeads => Cow::Owned(units(ledger, issue.units(UnitRole::CoLead))),
        Field::Cooperating => Cow::Owned(units(ledger, issue.units(UnitRole::Cooperating))),
        Field::Supervising => unit(*f.supervising_unit.get()),
        Field::Accepting => unit(*f.accepting_unit.get()),
        Field::Leader => person(*f.leader_in_charge.get()),
        Field::Person => person(*f.person_in_charge.get()),
        field if field.is_of_note() => {
            let report = issue.latest_report(*directory.fields.office.get());
            report.map_or(Cow::Borrowed(""), |note| of_note(note, field))
        }
        _ => Cow::Borrowed(""),
    }
}

/// What a note says in one of its columns.
pub fn of_note(note: &ProgressNote, field: Field) -> Cow<'_, str> {
    match field {
        Field::NoteMonth => Cow::Owned(month(note.month)),
        Field::NoteText => Cow::Borrowed(&note.text),
        Field::NoteProblems => Cow::Borrowed(&note.problems),
        Field::NoteNextStep => Cow::Borrowed(&note.next_step),
        Field::NoteRating => Cow::Borrowed(note.rating.map_or("", rating_word)),
        _ => Cow::Borrowed(""),
    }
}

/// A month in words.
pub fn month(month: Month) -> String {
    format!("{}年{}月", month.year, month.month)
}

fn units(ledger: &Ledger, set: &MemberSet<UnitId>) -> String {
    set.iter().map(|id| ledger.directory.unit_name(*id)).collect::<Vec<_>>().join("、")
}

/// The words of the first deadline, else its day.
fn deadline(issue: &Issue) -> Cow<'_, str> {
    let first = issue.first_deadline();
    if !first.words.trim().is_empty() {
        return Cow::Borrowed(&first.words);
    }
    let day = first.date().map(|date| Cell::Date(date, DateForm::Day).text().into_owned());
    day.map_or(Cow::Borrowed(""), Cow::Owned)
}

/// Whether a cell says what the ledger says: line breaks, control characters and blanks at the ends do not matter, and
/// a text that is too long for a cell is the one that was cut for it.
pub fn same(cell: &str, said: &str) -> bool {
    if cell == said {
        return true;
    }
    let rest = |text: &str| -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        text.trim().chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
    };
    rest(cell) == rest(said) || (was_cut(cell) && cell_text(said) == rest(cell))
}

/// Whether the exporter had cut the text of a cell: it is not the whole.
pub fn was_cut(cell: &str) -> bool {
    cell.trim_end().ends_with(CUT_MARK)
}

/// The value of a field that is a plain text.
pub fn text_value(field: Field, text: String) -> Option<IssueValue> {
    Some(match field {
        Field::Number => IssueValue::Number(text),
        Field::Title => IssueValue::Title(text),
        Field::Detail => IssueValue::Detail(text),
        Field::Category => IssueValue::Category(text),
        Field::Region => IssueValue::Region(text),
        Field::Goal => IssueValue::Goal(text),
        Field::ClosingStandard => IssueValue::ClosingStandard(text),
        Field::Chapter => IssueValue::Chapter(text),
        Field::Source => IssueValue::Source(text),
        Field::Disposal => IssueValue::Disposal(text),
        _ => return None,
    })
}

/// The fields that are plain texts and told one by one.
pub const TEXTS: [Field; 8] = [
    Field::Number,
    Field::Category,
    Field::Region,
    Field::Goal,
    Field::ClosingStandard,
    Field::Chapter,
    Field::Source,
    Field::Disposal,
];
