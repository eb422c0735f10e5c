//! What the preview shows: what each item comes to, and every unit the plan names.

use std::collections::BTreeSet;

use crate::{
    domain::{deadline::Deadline, ledger::Ledger},
    exchange::plan::{PlanItem, PlanReport},
};

use super::{
    choices::{ImportChoices, ItemRole, UnitChoice},
    deadlines,
    guess::{UnitMatch, match_unit},
    identity::{KnownItem, identify},
    names::{is_a_name, unit_choice},
    roles::Roles,
};

/// What taking the plan comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPreview {
    /// The items in the order of the plan.
    pub items: Vec<ItemPreview>,
    /// The names of units that taken items use, in the order they come.
    pub units: Vec<UnitPreview>,
    /// The names of people that would be added.
    pub people: Vec<String>,
    /// So many issues would be entered.
    pub n_new: usize,
    /// So many issues that are here would be brought up to date.
    pub n_updated: usize,
    /// So many measures would be added beside those inside issues.
    pub n_measures: usize,
    /// So many monthly reports would be added to issues that are here.
    pub n_reports: usize,
}

/// One item of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemPreview {
    /// Which issue it is, and whether it is here.
    pub known: KnownItem,
    /// The unit that leads.
    pub lead: Option<String>,
    /// The others named as leading.
    pub co_leads: Vec<String>,
    /// Those that take part.
    pub cooperating: Vec<String>,
    /// A person has to say who leads.
    pub lead_to_confirm: bool,
    /// Its deadline as it would be entered.
    pub deadline: Deadline,
}

/// One name of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPreview {
    /// The name in the plan.
    pub name: String,
    /// What it means to the directory.
    pub found: UnitMatch,
    /// What it will be taken for.
    pub choice: UnitChoice,
    /// How many items name it.
    pub n_items: usize,
}

impl ImportPreview {
    /// Works it out.
    pub fn of(report: &PlanReport, choices: &ImportChoices, ledger: &Ledger) -> Self {
        let known = identify(report, choices, ledger);
        let mut preview = Self::default();
        for ((item, choice), known) in report.items.iter().zip(&choices.items).zip(known) {
            let mut roles = Roles::of(item).led_by(choice.lead.as_deref());
            roles.unsure &= !choice.lead_confirmed;
            let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
            let row = ItemPreview {
                known,
                lead: roles.lead.map(str::to_owned),
                co_leads: owned(&roles.co_leads),
                cooperating: owned(&roles.cooperating),
                lead_to_confirm: roles.unsure && roles.lead.is_some(),
                deadline: deadlines::chosen(&item.deadlines, choice.deadline),
            };
            let count = match choice.role {
                ItemRole::Issue if known.state.is_new() => Some(&mut preview.n_new),
                ItemRole::Issue if known.state.can_be_taken() => Some(&mut preview.n_updated),
                ItemRole::Issue => None,
                ItemRole::MeasureOfItem(_) | ItemRole::MeasureOfIssue(_) => Some(&mut preview.n_measures),
                ItemRole::ProgressOf(_) => Some(&mut preview.n_reports),
            };
            if let Some(count) = count.filter(|_| choice.take) {
                *count += 1;
            }
            let enters_units = !matches!(choice.role, ItemRole::ProgressOf(_));
            if choice.take && enters_units {
                preview.count_units(item, &row, choices, ledger);
                preview.count_people(item, ledger);
            }
            preview.items.push(row);
        }
        preview
    }

    /// How many issues and measures taking the plan touches.
    pub fn n_taken(&self) -> usize {
        self.n_new + self.n_updated + self.n_measures + self.n_reports
    }

    /// The names that would be added to the directory.
    pub fn new_units(&self) -> impl Iterator<Item = &UnitPreview> {
        self.units.iter().filter(|unit| matches!(unit.choice, UnitChoice::New(_)))
    }

    fn count_units(&mut self, item: &PlanItem, row: &ItemPreview, choices: &ImportChoices, ledger: &Ledger) {
        let of_measures = item.measures.iter().filter_map(|measure| Roles::of_units(&measure.units).lead);
        let others = [&item.supervising_unit, &item.accepting_unit];
        let names: BTreeSet<&str> = row
            .lead
            .iter()
            .chain(&row.co_leads)
            .chain(&row.cooperating)
            .chain(others.into_iter().flatten())
            .map(String::as_str)
            .chain(of_measures)
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        for name in names {
            if let Some(unit) = self.units.iter_mut().find(|unit| unit.name == name) {
                unit.n_items += 1;
                continue;
            }
            self.units.push(UnitPreview {
                name: name.to_owned(),
                found: match_unit(&ledger.directory, name),
                choice: unit_choice(choices, ledger, name),
                n_items: 1,
            });
        }
    }

    fn count_people(&mut self, item: &PlanItem, ledger: &Ledger) {
        for name in [&item.person_in_charge, &item.leader_in_charge].into_iter().flatten() {
            let name = name.trim();
            let new = is_a_name(name) && ledger.directory.find_person(name, None).is_none();
            if new && !self.people.iter().any(|known| known == name) {
                self.people.push(name.to_owned());
            }
        }
    }
}
