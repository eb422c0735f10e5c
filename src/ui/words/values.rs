//! Values of fields as one line of text.

use chrono::NaiveDate;

use crate::{
    domain::{
        CaseId, ComplaintId, InspectionId, IssueId, MeasureId, PersonId, UnitId,
        complaint::{CaseValue, ComplaintValue},
        directory::{InspectionValue, LedgerValue, PersonValue, UnitValue},
        issue::IssueValue,
        ledger::Ledger,
        measure::{CheckpointValue, MeasureValue, TargetValue},
    },
    ui::words,
};

/// Stands where a value is empty.
pub const EMPTY: &str = "（空）";

/// Stands where a thing is not in this copy of the ledger.
pub const NOT_HERE: &str = "（本台账中没有）";

fn text(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { EMPTY.to_owned() } else { text.to_owned() }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| EMPTY.to_owned(), words::date)
}

fn yes(yes: bool) -> String {
    if yes { "是" } else { "否" }.to_owned()
}

/// A unit by its name.
pub fn unit(ledger: &Ledger, unit: Option<UnitId>) -> String {
    let Some(id) = unit else {
        return EMPTY.to_owned();
    };
    let name = ledger.directory.unit_name(id);
    if name.is_empty() { NOT_HERE.to_owned() } else { name.to_owned() }
}

/// A person by name.
pub fn person(ledger: &Ledger, person: Option<PersonId>) -> String {
    let Some(id) = person else {
        return EMPTY.to_owned();
    };
    let name = ledger.directory.person_name(id);
    if name.is_empty() { NOT_HERE.to_owned() } else { name.to_owned() }
}

/// An inspection by its name.
pub fn inspection(ledger: &Ledger, id: InspectionId) -> String {
    if id.is_nil() {
        return EMPTY.to_owned();
    }
    let found = ledger.directory.inspections.get(&id);
    found.map_or_else(|| NOT_HERE.to_owned(), |found| text(found.fields.name.get()))
}

/// An issue by its number, or its title where it has none.
pub fn issue(ledger: &Ledger, id: IssueId) -> String {
    let Some(issue) = ledger.issue(id) else {
        return NOT_HERE.to_owned();
    };
    let number = issue.fields.number.get().trim();
    if number.is_empty() { words::cut(&text(issue.fields.title.get()), 12) } else { number.to_owned() }
}

/// A complaint by its number.
pub fn complaint(ledger: &Ledger, id: ComplaintId) -> String {
    let found = ledger.complaints.get(&id);
    found.map_or_else(|| NOT_HERE.to_owned(), |found| text(found.fields.number.get()))
}

/// An accountability case by its clue.
pub fn case(ledger: &Ledger, id: CaseId) -> String {
    let found = ledger.cases.get(&id);
    found.map_or_else(|| NOT_HERE.to_owned(), |found| words::cut(&text(found.fields.clue.get()), 12))
}

fn measure(ledger: &Ledger, id: MeasureId) -> String {
    let mut all = ledger.issues.values();
    let found = all.find_map(|issue| issue.measures.get(&id));
    found.map_or_else(|| NOT_HERE.to_owned(), |found| words::cut(&text(found.fields.text.get()), 16))
}

/// A value of an issue.
pub fn value(ledger: &Ledger, value: &IssueValue) -> String {
    match value {
        IssueValue::Number(words)
        | IssueValue::Source(words)
        | IssueValue::Chapter(words)
        | IssueValue::Title(words)
        | IssueValue::Detail(words)
        | IssueValue::Category(words)
        | IssueValue::Region(words)
        | IssueValue::Disposal(words)
        | IssueValue::Goal(words)
        | IssueValue::ClosingStandard(words)
        | IssueValue::ByDocument(words)
        | IssueValue::Procedure(words)
        | IssueValue::SourceText(words) => text(words),
        IssueValue::Inspection(id) => inspection(ledger, *id),
        IssueValue::LeadUnit(id) | IssueValue::SupervisingUnit(id) | IssueValue::AcceptingUnit(id) => unit(ledger, *id),
        IssueValue::LeadToConfirm(flag) => yes(*flag),
        IssueValue::PersonInCharge(id) | IssueValue::LeaderInCharge(id) => person(ledger, *id),
        IssueValue::FirstDeadline(deadline) => words::deadline(deadline),
    }
}

/// A value of a measure.
pub fn measure_value(ledger: &Ledger, value: &MeasureValue) -> String {
    match value {
        MeasureValue::Number(words) | MeasureValue::Text(words) => text(words),
        MeasureValue::Unit(id) => unit(ledger, *id),
        MeasureValue::Due(deadline) => words::deadline(deadline),
        MeasureValue::StartedOn(date) | MeasureValue::DoneOn(date) => day(*date),
    }
}

/// A value of a checkpoint.
pub fn checkpoint_value(ledger: &Ledger, value: &CheckpointValue) -> String {
    match value {
        CheckpointValue::Name(words) => text(words),
        CheckpointValue::OfMeasure(id) => id.map_or_else(|| EMPTY.to_owned(), |id| measure(ledger, id)),
        CheckpointValue::PlannedOn(date) | CheckpointValue::ReachedOn(date) => day(*date),
    }
}

/// A value of a target.
pub fn target_value(value: &TargetValue) -> String {
    match value {
        TargetValue::What(words) | TargetValue::Value(words) | TargetValue::Unit(words) => text(words),
        TargetValue::Compared(relation) => words::relation(*relation).to_owned(),
        TargetValue::Due(deadline) => words::deadline(deadline),
    }
}

/// A value of the ledger.
pub fn ledger_value(ledger: &Ledger, value: &LedgerValue) -> String {
    match value {
        LedgerValue::Title(words) | LedgerValue::DefaultProcedure(words) => text(words),
        LedgerValue::Office(id) => unit(ledger, *id),
        LedgerValue::Scale(scale) => scale.as_ref().map_or_else(|| EMPTY.to_owned(), |scale| scale.name.clone()),
        LedgerValue::DueSoonDays(days) => days.map_or_else(|| EMPTY.to_owned(), |days| format!("{days} 天")),
        LedgerValue::LookBackMonths(months) => {
            months.map_or_else(|| EMPTY.to_owned(), |months| format!("{months} 个月"))
        }
    }
}

/// A value of a unit.
pub fn unit_value(ledger: &Ledger, value: &UnitValue) -> String {
    match value {
        UnitValue::Name(words) | UnitValue::Region(words) => text(words),
        UnitValue::Kind(kind) => words::unit_kind(*kind).to_owned(),
        UnitValue::MergedInto(id) => unit(ledger, *id),
    }
}

/// A value of a person.
pub fn person_value(ledger: &Ledger, value: &PersonValue) -> String {
    match value {
        PersonValue::Name(words) | PersonValue::Post(words) => text(words),
        PersonValue::Unit(id) => unit(ledger, *id),
    }
}

/// A value of an inspection.
pub fn inspection_value(value: &InspectionValue) -> String {
    match value {
        InspectionValue::Name(words)
        | InspectionValue::Level(words)
        | InspectionValue::Round(words)
        | InspectionValue::Kind(words)
        | InspectionValue::Procedure(words)
        | InspectionValue::Document(words) => text(words),
        InspectionValue::FeedbackDate(date) | InspectionValue::PlanDue(date) | InspectionValue::ReportDue(date) => {
            day(*date)
        }
    }
}

/// A value of a complaint.
pub fn complaint_value(ledger: &Ledger, value: &ComplaintValue) -> String {
    match value {
        ComplaintValue::Number(words)
        | ComplaintValue::Facts(words)
        | ComplaintValue::Places(words)
        | ComplaintValue::Findings(words)
        | ComplaintValue::HandlingText(words)
        | ComplaintValue::Batch(words)
        | ComplaintValue::Origin(words)
        | ComplaintValue::Responsible(words)
        | ComplaintValue::Remarks(words)
        | ComplaintValue::Accountability(words) => text(words),
        ComplaintValue::Weighty(flag) => yes(*flag),
        ComplaintValue::Inspection(id) => id.map_or_else(|| EMPTY.to_owned(), |id| inspection(ledger, id)),
        ComplaintValue::ReceivedOn(date) | ComplaintValue::Due(date) => day(*date),
        ComplaintValue::FoundTrue(verified) => words::verified(*verified).to_owned(),
        ComplaintValue::Status(handling) => words::handling(*handling).to_owned(),
        ComplaintValue::FineFen(fen) => money(*fen),
        ComplaintValue::CasesFiled(count) | ComplaintValue::Ordered(count) => format!("{count} 家"),
        ComplaintValue::CriminalCases(count) => format!("{count} 件"),
        ComplaintValue::Detained(count) | ComplaintValue::TalkedTo(count) | ComplaintValue::HeldToAccount(count) => {
            format!("{count} 人")
        }
        ComplaintValue::Repeats(id) | ComplaintValue::MergedInto(id) => {
            id.map_or_else(|| EMPTY.to_owned(), |id| complaint(ledger, id))
        }
    }
}

/// A value of an accountability case.
pub fn case_value(ledger: &Ledger, value: &CaseValue) -> String {
    match value {
        CaseValue::Clue(words) | CaseValue::Opinion(words) | CaseValue::Decision(words) | CaseValue::Number(words) => {
            text(words)
        }
        CaseValue::HandledBy(id) => unit(ledger, *id),
        CaseValue::People(count) => format!("{count} 人"),
        CaseValue::HandedOverOn(date)
        | CaseValue::OpinionOn(date)
        | CaseValue::DecidedOn(date)
        | CaseValue::ConsentOn(date)
        | CaseValue::PublishedOn(date) => day(*date),
    }
}

/// Money in yuan, from fen.
pub fn money(fen: u64) -> String {
    let (yuan, rest) = (fen / 100, fen % 100);
    if rest > 0 {
        format!("{yuan}.{rest:02} 元")
    } else if yuan >= 10_000 && yuan.is_multiple_of(100) {
        format!("{} 万元", decimal(yuan / 100))
    } else {
        format!("{yuan} 元")
    }
}

/// Hundredths as a decimal without needless zeros.
fn decimal(hundredths: u64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        _ if rest.is_multiple_of(10) => format!("{whole}.{}", rest / 10),
        _ => format!("{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_told_in_yuan_and_large_sums_in_wan() {
        assert_eq!(money(0), "0 元", "nothing");
        assert_eq!(money(123_450), "1234.50 元", "with fen");
        assert_eq!(money(12_500_000), "12.5 万元", "wan");
    }
}
