//! What the clerk decides about a plan before it is taken: which items, as what, into which inspection, with which units.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    domain::{InspectionId, IssueId, UnitId, directory::UnitKind, ledger::Ledger, record::Month},
    exchange::plan::{PlanItem, PlanReport},
};

use super::{
    guess::{guess_category, guess_inspection},
    progress,
    roles::Roles,
};

/// Everything decided about a plan that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportChoices {
    /// The inspection the issues belong to.
    pub target: TargetInspection,
    /// What stands before every number (e.g. S19-).
    pub prefix: String,
    /// What becomes of each item, in the order of the report.
    pub items: Vec<ItemChoice>,
    /// What the names of units mean, where the clerk said so.
    pub units: BTreeMap<String, UnitChoice>,
    /// The month that progress is told of; `None` until a person or the list says it.
    pub month: Option<Month>,
}

/// The inspection the issues belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetInspection {
    /// One of the ledger's.
    Existing(InspectionId),
    /// One to be added.
    New(NewInspection),
}

/// An inspection to be added with the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewInspection {
    /// What it is called.
    pub name: String,
    /// Central, provincial, municipal.
    pub level: String,
    /// Inspection, look-back, special.
    pub kind: String,
    /// The day the findings were fed back.
    pub feedback_date: Option<NaiveDate>,
}

impl Default for TargetInspection {
    fn default() -> Self {
        Self::New(NewInspection::default())
    }
}

/// What becomes of one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemChoice {
    /// It is taken; for an issue that is here already: it is brought up to date.
    pub take: bool,
    /// As what.
    pub role: ItemRole,
    /// Its title.
    pub title: String,
    /// The unit that leads, by its name in the plan or in the directory.
    pub lead: Option<String>,
    /// A person has said that this unit leads.
    pub lead_confirmed: bool,
    /// Its deadline.
    pub deadline: DeadlineChoice,
    /// Its category.
    pub category: String,
}

/// As what an item is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ItemRole {
    /// An issue of its own.
    #[default]
    Issue,
    /// A measure of another item of the plan.
    MeasureOfItem(usize),
    /// A measure of an issue that is here.
    MeasureOfIssue(IssueId),
    /// A monthly report on an issue that is here.
    ProgressOf(IssueId),
}

/// Which of the deadlines read is the item's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeadlineChoice {
    /// None of them.
    #[default]
    None,
    /// This one, with the reader's doubt if it has one.
    Read(usize),
    /// This one, its meaning confirmed.
    Confirmed(usize),
    /// This one, meaning that day.
    On(usize, NaiveDate),
    /// A day the plan does not name.
    Typed(NaiveDate),
}

/// What the name of a unit means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitChoice {
    /// A unit of the directory; the name becomes another it goes by.
    Existing(UnitId),
    /// A unit to be added, of this kind.
    New(UnitKind),
    /// No unit: it stays in the text only.
    LeaveOut,
}

/// One decision of the clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportChange {
    /// Takes an item or leaves it.
    Take(usize, bool),
    /// Takes all items that are new, or leaves all.
    TakeAll(bool),
    /// Makes an item an issue or a measure.
    Role(usize, ItemRole),
    /// Words its title.
    Title(usize, String),
    /// Says which unit leads.
    Lead(usize, Option<String>),
    /// Says which deadline it has.
    Deadline(usize, DeadlineChoice),
    /// Sorts it into a category.
    Category(usize, String),
    /// Says what the name of a unit means.
    Unit(String, UnitChoice),
    /// Says into which inspection.
    Target(TargetInspection),
    /// Says what stands before every number.
    Prefix(String),
    /// Says of which month progress is told.
    Month(Month),
}

impl ImportChoices {
    /// What the program proposes for a plan.
    ///
    /// `opening` are the lines before the first item, in which the day of feedback may stand.
    pub fn proposed(report: &PlanReport, opening: &str, ledger: &Ledger) -> Self {
        let list = progress::is_progress_list(report);
        let found = if list { progress::inspection_of(report, ledger) } else { None };
        let target = found.unwrap_or_else(|| guess_inspection(report, opening, &ledger.directory));
        let items = report.items.iter().map(|item| proposed_item(item, ledger)).collect();
        let month = if list { progress::month_of(report, opening) } else { None };
        let mut choices = Self { target, items, month, ..Self::default() };
        choices.leave_known(report, ledger);
        choices
    }

    /// What is here already is left as it is unless the clerk asks for it.
    fn leave_known(&mut self, report: &PlanReport, ledger: &Ledger) {
        let known = super::identity::identify(report, self, ledger);
        for (choice, known) in self.items.iter_mut().zip(known) {
            choice.take = known.state.is_new();
        }
        self.report_progress(report, ledger);
    }

    /// Items that tell how far a known problem has come report on it; in a list of progress the others are left.
    fn report_progress(&mut self, report: &PlanReport, ledger: &Ledger) {
        let inspection = super::identity::inspection_id(&self.target);
        let list = progress::is_progress_list(report);
        for (item, choice) in report.items.iter().zip(&mut self.items) {
            if !progress::tells_progress(item) {
                continue;
            }
            if let Some(issue) = progress::issue_of(item, inspection, ledger) {
                choice.role = ItemRole::ProgressOf(issue);
                choice.take = progress::note(item, issue, self.month.unwrap_or_default(), ledger).is_some();
            } else {
                choice.role = ItemRole::Issue;
                choice.take &= !list;
            }
        }
    }

    /// Takes a decision in.
    pub fn change(&mut self, report: &PlanReport, change: ImportChange, ledger: &Ledger) {
        let mut item = |n: usize, set: &mut dyn FnMut(&mut ItemChoice)| {
            if let Some(choice) = self.items.get_mut(n) {
                set(choice);
            }
        };
        match change {
            ImportChange::Take(n, take) => item(n, &mut |choice| choice.take = take),
            ImportChange::TakeAll(true) => self.leave_known(report, ledger),
            ImportChange::TakeAll(false) => {
                self.items.iter_mut().for_each(|choice| choice.take = false);
            }
            ImportChange::Role(n, role) => item(n, &mut |choice| choice.role = role),
            ImportChange::Title(n, title) => {
                item(n, &mut |choice| title.trim().clone_into(&mut choice.title));
            }
            ImportChange::Lead(n, lead) => item(n, &mut |choice| {
                choice.lead.clone_from(&lead);
                choice.lead_confirmed = true;
            }),
            ImportChange::Deadline(n, deadline) => {
                item(n, &mut |choice| choice.deadline = deadline);
            }
            ImportChange::Category(n, category) => {
                item(n, &mut |choice| choice.category.clone_from(&category));
            }
            ImportChange::Unit(name, unit) => drop(self.units.insert(name, unit)),
            ImportChange::Target(target) => {
                self.target = target;
                self.leave_known(report, ledger);
            }
            ImportChange::Month(month) => self.month = Some(month),
            ImportChange::Prefix(prefix) => prefix.trim().clone_into(&mut self.prefix),
        }
    }
}

fn proposed_item(item: &PlanItem, ledger: &Ledger) -> ItemChoice {
    let roles = Roles::of(item);
    ItemChoice {
        take: true,
        role: ItemRole::Issue,
        title: item.title.clone(),
        lead: roles.lead.map(str::to_owned),
        lead_confirmed: false,
        deadline: super::deadlines::proposed(&item.deadlines),
        category: guess_category(item, &ledger.directory),
    }
}
