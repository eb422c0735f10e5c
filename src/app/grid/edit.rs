//! What may be written into a cell, and the actions it comes to.
//!
//! **Invariant:** nothing here changes the ledger; a cell that cannot be written says why, as data.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many columns a few are no plain field")]

use chrono::Datelike as _;

use crate::domain::{
    InspectionId, IssueId, PersonId, RecordId, UnitId,
    deadline::{Deadline, DeadlineDoubt},
    deadline_words::read_deadline,
    directory::Directory,
    edit::Edit,
    facts::IssueFacts,
    issue::{Issue, IssueValue, UnitRole},
    ledger::Ledger,
    record::{Month, ProgressNote, ScheduleRating},
    rules::{Action, Context, NewRecord, plan},
};

use crate::app::rows::Column;

use super::cell::{CellFault, CellKind, Said, WordsOf, kind};

/// Turns what is to stand in cells into actions, and asks the rules about each.
#[derive(Debug)]
pub struct CellWriter<'a> {
    ledger: &'a Ledger,
    context: Context,
    words: WordsOf,
}

/// Marks that part the names of several units.
const BETWEEN_UNITS: [char; 9] = ['、', ',', '，', ';', '；', '/', '\n', '\r', '|'];

impl<'a> CellWriter<'a> {
    /// A writer over the ledger as it is.
    pub fn new(ledger: &'a Ledger, context: Context, words: WordsOf) -> Self {
        Self { ledger, context, words }
    }

    /// The ledger it writes for.
    pub fn ledger(&self) -> &'a Ledger {
        self.ledger
    }

    /// The day it writes on.
    pub fn today(&self) -> chrono::NaiveDate {
        self.context.today
    }

    /// What the rules may know.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The screen's words.
    pub fn words(&self) -> WordsOf {
        self.words
    }

    /// The actions that make a cell say this; none where it does already.
    ///
    /// `by_hand`: one person typed it into this one cell and has seen what it means.
    pub fn actions(
        &self,
        issue: IssueId,
        column: Column,
        said: &Said,
        by_hand: bool,
    ) -> Result<Vec<Action>, CellFault> {
        let edited = self.edits(self.ledger, (issue, column), said, by_hand)?;
        Ok(edited.into_iter().map(|(action, _)| action).collect())
    }

    /// The same over a ledger in which other cells are written already, with the edits each action comes to.
    pub(super) fn edits(
        &self,
        ledger: &Ledger,
        (issue, column): (IssueId, Column),
        said: &Said,
        by_hand: bool,
    ) -> Result<Vec<(Action, Vec<Edit>)>, CellFault> {
        let Some(here) = ledger.issue(issue) else {
            return Ok(Vec::new());
        };
        if let Said::Text(text) = said
            && self.says_already(here, column, text)
        {
            return Ok(Vec::new());
        }
        let wanted = self.wanted(here, column, said, by_hand)?;
        let mut all = Vec::new();
        for action in wanted {
            match plan(ledger, &action, &self.context) {
                Ok(edits) if edits.is_empty() => {}
                Ok(edits) => all.push((action, edits)),
                Err(refusal) => return Err(CellFault::Refused(refusal)),
            }
        }
        Ok(all)
    }

    /// A computed cell that is pasted over itself is no fault.
    fn says_already(&self, issue: &Issue, column: Column, text: &str) -> bool {
        if kind(column).is_some_and(|kind| kind != CellKind::Rating) {
            return false;
        }
        let facts = IssueFacts::of(issue, &self.ledger.directory, self.context.today);
        (self.words.cell)(self.ledger, column, issue, &facts).trim() == text.trim()
    }

    fn wanted(&self, issue: &Issue, column: Column, said: &Said, by_hand: bool) -> Result<Vec<Action>, CellFault> {
        let set = |value| vec![Action::SetIssue { issue: issue.id, value }];
        match column {
            Column::Cooperating => self.cooperating(issue, said),
            Column::Rating => Ok(vec![rate(issue.id, self.rating(said)?, &self.context)]),
            Column::Due | Column::DeadlineWords => {
                let reading = Reading { strict: column == Column::Due, by_hand };
                self.deadline(said, reading).map(|it| set(IssueValue::FirstDeadline(it)))
            }
            Column::LeadUnit => {
                let unit = self.unit(said)?;
                let among = |unit| issue.units(UnitRole::CoLead).contains(&unit);
                let confirms = by_hand && *issue.fields.lead_to_confirm.get();
                Ok(match unit.filter(|unit| confirms && among(*unit)) {
                    Some(unit) => vec![Action::ConfirmLead { issue: issue.id, unit }],
                    None => set(IssueValue::LeadUnit(unit)),
                })
            }
            _ => self.value(column, said, *issue.fields.lead_unit.get()).map(set),
        }
    }

    /// The value of a column that is one plain field. `lead` helps to tell people of one name apart.
    pub(super) fn value(&self, column: Column, said: &Said, lead: Option<UnitId>) -> Result<IssueValue, CellFault> {
        let text = || said.text().trim().to_owned();
        Ok(match column {
            Column::Number => IssueValue::Number(text()),
            Column::Title => IssueValue::Title(text()),
            Column::Category => IssueValue::Category(text()),
            Column::Region => IssueValue::Region(text()),
            Column::Goal => IssueValue::Goal(text()),
            Column::Chapter => IssueValue::Chapter(text()),
            Column::Source => IssueValue::Source(text()),
            Column::Disposal => IssueValue::Disposal(text()),
            Column::LeadUnit => IssueValue::LeadUnit(self.unit(said)?),
            Column::SupervisingUnit => IssueValue::SupervisingUnit(self.unit(said)?),
            Column::AcceptingUnit => IssueValue::AcceptingUnit(self.unit(said)?),
            Column::Person => IssueValue::PersonInCharge(self.person(said, lead)?),
            Column::Leader => IssueValue::LeaderInCharge(self.person(said, lead)?),
            Column::Inspection => IssueValue::Inspection(self.inspection(said)?),
            Column::Due | Column::DeadlineWords => {
                let reading = Reading { strict: column == Column::Due, by_hand: false };
                IssueValue::FirstDeadline(self.deadline(said, reading)?)
            }
            Column::Cooperating
            | Column::Stage
            | Column::Time
            | Column::Level
            | Column::Rating
            | Column::Measures
            | Column::LatestNote
            | Column::ClosedOn => return Err(CellFault::Computed),
        })
    }

    fn unit(&self, said: &Said) -> Result<Option<UnitId>, CellFault> {
        if let Said::Unit(unit) = said {
            return Ok(*unit);
        }
        let name = said.text().trim();
        if name.is_empty() {
            return Ok(None);
        }
        let found = find_unit(&self.ledger.directory, name);
        found.map(Some).ok_or_else(|| CellFault::NoSuchUnit(name.to_owned()))
    }

    fn person(&self, said: &Said, lead: Option<UnitId>) -> Result<Option<PersonId>, CellFault> {
        if let Said::Person(person) = said {
            return Ok(*person);
        }
        let name = said.text().trim();
        if name.is_empty() {
            return Ok(None);
        }
        let directory = &self.ledger.directory;
        let all = directory.live_people();
        let mut named = all.iter().filter(|person| person.fields.name.get() == name);
        let first = named.next().ok_or_else(|| CellFault::NoSuchPerson(name.to_owned()))?;
        if named.next().is_none() {
            return Ok(Some(first.id));
        }
        let of_lead = lead.and_then(|lead| directory.find_person(name, Some(lead)));
        of_lead.map(Some).ok_or_else(|| CellFault::SeveralPeople(name.to_owned()))
    }

    fn inspection(&self, said: &Said) -> Result<InspectionId, CellFault> {
        if let Said::Inspection(inspection) = said {
            return Ok(*inspection);
        }
        let name = said.text().trim();
        if name.is_empty() {
            return Err(CellFault::InspectionEmpty);
        }
        let all = self.ledger.directory.live_inspections();
        let found = all.iter().find(|it| it.fields.name.get() == name).map(|it| it.id);
        found.ok_or_else(|| CellFault::NoSuchInspection(name.to_owned()))
    }

    fn deadline(&self, said: &Said, reading: Reading) -> Result<Deadline, CellFault> {
        if let Said::Deadline(deadline) = said {
            return Ok((**deadline).clone());
        }
        read_cell(said.text(), &self.context, reading)
    }

    fn rating(&self, said: &Said) -> Result<ScheduleRating, CellFault> {
        if let Said::Rating(rating) = said {
            return Ok(*rating);
        }
        let word = said.text().trim();
        if word.is_empty() {
            return Err(CellFault::RatingStays);
        }
        (self.words.rating)(word).ok_or_else(|| CellFault::NotARating(word.to_owned()))
    }

    /// Units are added and taken out one by one: a set is never written as a whole.
    fn cooperating(&self, issue: &Issue, said: &Said) -> Result<Vec<Action>, CellFault> {
        let directory = &self.ledger.directory;
        let mut wanted = Vec::new();
        for name in unit_names(said.text()) {
            let unit = find_unit(directory, name).ok_or_else(|| CellFault::NoSuchUnit(name.to_owned()))?;
            if !wanted.contains(&unit) {
                wanted.push(unit);
            }
        }
        let mut all = Vec::new();
        let mut there = Vec::new();
        for role in [UnitRole::CoLead, UnitRole::Cooperating] {
            for unit in issue.units(role).iter() {
                there.push(*unit);
                let kept = directory.unit(*unit).is_some_and(|it| wanted.contains(&it.id));
                if !kept {
                    all.push(Action::RemoveIssueUnit { issue: issue.id, role, unit: *unit });
                }
            }
        }
        let new = wanted.into_iter().filter(|unit| !there.contains(unit));
        let add = |unit| Action::AddIssueUnit { issue: issue.id, role: UnitRole::Cooperating, unit };
        all.extend(new.map(add));
        Ok(all)
    }

    /// What another issue would be told so that its cell says the same.
    pub fn copied(&self, from: &Issue, facts: &IssueFacts, column: Column) -> Said {
        let deadline = from.first_deadline();
        match column {
            Column::Due | Column::DeadlineWords if deadline.date() == facts.date && !deadline.is_empty() => {
                Said::Deadline(Box::new(deadline.clone()))
            }
            Column::LeadUnit => Said::Unit(*from.fields.lead_unit.get()),
            Column::SupervisingUnit => Said::Unit(*from.fields.supervising_unit.get()),
            Column::AcceptingUnit => Said::Unit(*from.fields.accepting_unit.get()),
            Column::Person => Said::Person(*from.fields.person_in_charge.get()),
            Column::Leader => Said::Person(*from.fields.leader_in_charge.get()),
            Column::Inspection => Said::Inspection(*from.fields.inspection.get()),
            _ => Said::Text((self.words.cell)(self.ledger, column, from, facts)),
        }
    }
}

/// The unit of a name or an alias; blanks inside the name do not matter.
pub(super) fn find_unit(directory: &Directory, name: &str) -> Option<UnitId> {
    directory.find_unit(name).or_else(|| {
        let squeezed: String = name.split_whitespace().collect();
        (squeezed != name).then(|| directory.find_unit(&squeezed)).flatten()
    })
}

/// The names in a cell of several units.
pub(super) fn unit_names(text: &str) -> impl Iterator<Item = &str> {
    text.split(BETWEEN_UNITS).map(str::trim).filter(|name| !name.is_empty())
}

/// How the words of a deadline are taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// A day must be in it; else any words may stand and are confirmed later.
    pub(super) strict: bool,
    /// One person typed it into this one cell and has seen what it means.
    pub(super) by_hand: bool,
}

/// Reads the deadline of a cell.
pub(super) fn read_cell(text: &str, context: &Context, reading: Reading) -> Result<Deadline, CellFault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Deadline::default());
    }
    let read = read_deadline(text, Some(context.today));
    match read.doubt {
        Some(DeadlineDoubt::Unreadable | DeadlineDoubt::NoSuchDay) if reading.strict => {
            Err(CellFault::NotADeadline(text.to_owned()))
        }
        // Who types 9月30日 into a cell reads the year under it.
        Some(DeadlineDoubt::YearAssumed) if reading.by_hand => Ok(read.confirmed()),
        Some(_) | None => Ok(read),
    }
}

fn rate(issue: IssueId, rating: ScheduleRating, context: &Context) -> Action {
    let note = ProgressNote {
        month: Month { year: context.today.year(), month: context.today.month() },
        date: Some(context.today),
        rating: Some(rating),
        ..ProgressNote::default()
    };
    Action::Append { issue, record: RecordId::default(), entry: NewRecord::Progress(note) }
}

#[cfg(test)]
mod tests;
