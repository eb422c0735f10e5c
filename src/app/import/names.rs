//! Units and people a plan names: found in the directory, or added with the same change.

use std::collections::BTreeMap;

use crate::domain::{
    PersonId, UnitId,
    directory::{DirectoryItem, PersonValue, UnitKind, UnitValue},
    ledger::Ledger,
    rules::Action,
};

use super::{
    choices::{ImportChoices, UnitChoice},
    guess::{UnitMatch, guess_kind, match_unit},
};

/// Looks names up and remembers what has to be added.
#[derive(Debug)]
pub(in crate::app) struct Names<'a> {
    choices: &'a ImportChoices,
    ledger: &'a Ledger,
    units: BTreeMap<String, Option<UnitId>>,
    people: BTreeMap<(String, Option<UnitId>), PersonId>,
    actions: Vec<Action>,
}

impl<'a> Names<'a> {
    pub(in crate::app) fn new(choices: &'a ImportChoices, ledger: &'a Ledger) -> Self {
        Self { choices, ledger, units: BTreeMap::new(), people: BTreeMap::new(), actions: Vec::new() }
    }

    /// What has to be added to the directory.
    pub(in crate::app) fn into_actions(self) -> Vec<Action> {
        self.actions
    }

    /// The unit a name means; `None` where the clerk said that it means none.
    pub(in crate::app) fn unit(&mut self, name: &str) -> Option<UnitId> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        if let Some(known) = self.units.get(name) {
            return *known;
        }
        let unit = match unit_choice(self.choices, self.ledger, name) {
            UnitChoice::Existing(unit) => Some(self.existing(unit, name)),
            UnitChoice::New(kind) => Some(self.new_unit(name, kind)),
            UnitChoice::LeaveOut => None,
        };
        self.units.insert(name.to_owned(), unit);
        unit
    }

    /// The plan's name becomes another the unit goes by, so that it is known the next time.
    fn existing(&mut self, unit: UnitId, name: &str) -> UnitId {
        let directory = &self.ledger.directory;
        if directory.find_unit(name).is_none() && directory.units.contains_key(&unit) {
            let alias = name.to_owned();
            self.actions.push(Action::AddAlias { unit, alias });
        }
        directory.unit(unit).map_or(unit, |unit| unit.id)
    }

    fn new_unit(&mut self, name: &str, kind: UnitKind) -> UnitId {
        let directory = &self.ledger.directory;
        let mut id = UnitId::derived(&[name]);
        let mut nth = 1;
        // A unit that was once added under this name may go by another today.
        while directory.units.get(&id).is_some_and(|unit| unit.presence.get().is_present()) {
            nth += 1;
            id = UnitId::derived(&[name, &nth.to_string()]);
        }
        let values = vec![UnitValue::Name(name.to_owned()), UnitValue::Kind(kind)];
        if directory.units.contains_key(&id) {
            self.actions.push(Action::RestoreEntry { item: DirectoryItem::Unit(id) });
            self.actions.extend(values.into_iter().map(|value| Action::SetUnit { unit: id, value }));
        } else {
            self.actions.push(Action::AddUnit { unit: id, values });
        }
        id
    }

    /// The person a name means; `None` where the words are not one person's name.
    pub(in crate::app) fn person(&mut self, name: &str, unit: Option<UnitId>) -> Option<PersonId> {
        let name = name.trim();
        if !is_a_name(name) {
            return None;
        }
        let key = (name.to_owned(), unit);
        if let Some(known) = self.people.get(&key) {
            return Some(*known);
        }
        let directory = &self.ledger.directory;
        let found = directory.find_person(name, unit);
        let person = found.unwrap_or_else(|| {
            let id = PersonId::derived(&[name, &unit.map(|unit| unit.to_string()).unwrap_or_default()]);
            let values = vec![PersonValue::Name(name.to_owned()), PersonValue::Unit(unit)];
            if directory.people.contains_key(&id) {
                self.actions.push(Action::RestoreEntry { item: DirectoryItem::Person(id) });
                self.actions.extend(values.into_iter().map(|value| Action::SetPerson { person: id, value }));
            } else {
                self.actions.push(Action::AddPerson { person: id, values });
            }
            id
        });
        self.people.insert(key, person);
        Some(person)
    }
}

/// What a name means: what the clerk said, else a unit that goes by it, else a new one.
pub fn unit_choice(choices: &ImportChoices, ledger: &Ledger, name: &str) -> UnitChoice {
    if let Some(choice) = choices.units.get(name.trim()) {
        return *choice;
    }
    match match_unit(&ledger.directory, name) {
        UnitMatch::Known(unit) => UnitChoice::Existing(unit),
        UnitMatch::LooksLike(_) | UnitMatch::New => UnitChoice::New(guess_kind(name)),
    }
}

/// One person's name: two to four characters, nothing between them but a dot.
pub fn is_a_name(text: &str) -> bool {
    let letters = text.chars().filter(|letter| *letter != '·');
    let all_han = letters.clone().all(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    all_han && (2..=4).contains(&letters.count())
}
