//! What stands in the cell of an issue: the same for whoever writes a form and for whoever compares one that came back.

use chrono::NaiveDate;

use crate::domain::{
    PersonId, UnitId,
    directory::Directory,
    facts::IssueFacts,
    issue::{Issue, UnitRole},
    register::MemberSet,
};

use super::{issue_column::IssueColumn, table::FormCell, words};

/// An issue with what is known of it on one day.
#[derive(Clone, Debug)]
pub struct IssueRow<'a> {
    /// The issue.
    pub issue: &'a Issue,
    /// What was worked out of it.
    pub facts: IssueFacts,
    /// Where names stand.
    pub directory: &'a Directory,
    /// Its place in the table, counted from one.
    pub number: usize,
}

impl<'a> IssueRow<'a> {
    /// An issue on a day.
    pub fn new(issue: &'a Issue, directory: &'a Directory, today: NaiveDate, number: usize) -> Self {
        Self { issue, facts: IssueFacts::of(issue, directory, today), directory, number }
    }

    fn unit(&self, unit: Option<UnitId>) -> FormCell {
        unit.map_or(FormCell::Empty, |unit| FormCell::text(self.directory.unit_name(unit)))
    }

    fn units(&self, sets: &[&MemberSet<UnitId>]) -> FormCell {
        let names: Vec<_> =
            sets.iter().flat_map(|set| set.iter()).map(|unit| self.directory.unit_name(*unit)).collect();
        FormCell::text(&names.join(words::AND))
    }

    fn person(&self, person: Option<PersonId>) -> FormCell {
        person.map_or(FormCell::Empty, |person| FormCell::text(self.directory.person_name(person)))
    }

    fn level(&self) -> FormCell {
        let Some(key) = &self.facts.level else {
            return FormCell::Empty;
        };
        let scale = self.directory.fields.scale.get().as_ref();
        let level = scale.and_then(|scale| scale.named(key));
        FormCell::text(level.map_or(key.as_str(), |level| &level.name))
    }

    /// The words of the first deadline; where a person gave only a day, that day.
    fn deadline(&self) -> FormCell {
        let deadline = self.issue.first_deadline();
        if !deadline.words.trim().is_empty() {
            return FormCell::text(&deadline.words);
        }
        deadline.date().map_or(FormCell::Empty, |day| FormCell::text(&words::long_day(day)))
    }
}

impl IssueColumn {
    /// What stands in the cell of this column.
    pub fn cell(self, row: &IssueRow<'_>) -> FormCell {
        let (issue, f) = (row.issue, &row.issue.fields);
        let note = || issue.latest_report(*row.directory.fields.office.get());
        let rating = |rating| FormCell::text(words::rating(rating));
        match self {
            Self::Serial => FormCell::count(row.number),
            Self::Number => FormCell::text(f.number.get()),
            Self::Inspection => {
                let inspection = row.directory.inspections.get(f.inspection.get());
                inspection.map_or(FormCell::Empty, |it| FormCell::text(it.fields.name.get()))
            }
            Self::Title => FormCell::text(f.title.get()),
            Self::Detail => FormCell::text(f.detail.get()),
            Self::Category => FormCell::text(f.category.get()),
            Self::Region => FormCell::text(f.region.get()),
            Self::Source => FormCell::text(f.source.get()),
            Self::Chapter => FormCell::text(f.chapter.get()),
            Self::Disposal => FormCell::text(f.disposal.get()),
            Self::Goal => FormCell::text(f.goal.get()),
            Self::Measures => FormCell::text(&issue.measures_text()),
            Self::Deadline => row.deadline(),
            Self::ActingDeadline => FormCell::day(row.facts.date),
            Self::ClosingStandard => FormCell::text(f.closing_standard.get()),
            Self::LeadUnit => row.unit(*f.lead_unit.get()),
            Self::CoLeadUnits => row.units(&[issue.units(UnitRole::CoLead)]),
            Self::CooperatingUnits => row.units(&[issue.units(UnitRole::Cooperating)]),
            Self::AllCooperating => row.units(&[issue.units(UnitRole::CoLead), issue.units(UnitRole::Cooperating)]),
            Self::SupervisingUnit => row.unit(*f.supervising_unit.get()),
            Self::AcceptingUnit => row.unit(*f.accepting_unit.get()),
            Self::LeaderInCharge => row.person(*f.leader_in_charge.get()),
            Self::PersonInCharge => row.person(*f.person_in_charge.get()),
            Self::NoteMonth => note().map_or(FormCell::Empty, |note| FormCell::text(&words::month(note.month))),
            Self::NoteText => note().map_or(FormCell::Empty, |note| FormCell::text(&note.text)),
            Self::NoteProblems => note().map_or(FormCell::Empty, |note| FormCell::text(&note.problems)),
            Self::NoteNextStep => note().map_or(FormCell::Empty, |note| FormCell::text(&note.next_step)),
            Self::NoteRating => note().and_then(|note| note.rating).map_or(FormCell::Empty, rating),
            Self::LatestRating => row.facts.rating.map_or(FormCell::Empty, rating),
            Self::Stage => FormCell::text(&words::stage(&row.facts.stage)),
            Self::Time => FormCell::text(&words::time_status(row.facts.time)),
            Self::Level => row.level(),
            Self::ClosedOn => FormCell::day(row.facts.closed_on),
        }
    }

    /// The cell as text: what an exported sheet says and what one that came back is compared with.
    pub fn text(self, row: &IssueRow<'_>) -> String {
        self.cell(row).words()
    }
}
