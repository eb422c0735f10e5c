//! What a new ledger begins with: procedures, levels, holidays, the office, the categories of the Yulin plan of 2019.

use crate::domain::{
    UnitId,
    directory::{LedgerValue, UnitKind, UnitValue},
    holidays, procedure_presets,
    rules::{Action, Role},
    supervision_presets,
};

use super::identity::Identity;

/// The chapters of the Yulin plan of 2019 as categories.
const CATEGORIES: [&str; 7] = ["思想责任", "蓝天", "碧水", "净土", "青山", "产业与布局", "长效机制"];

/// The name of the rectification office, a unit of its own.
pub const OFFICE: &str = "市整改办";

/// The name proposed for the office: the own unit of who works there.
pub fn office_of(who: &Identity) -> String {
    let own = who.unit.trim();
    if who.role == Role::Office && !own.is_empty() { own.to_owned() } else { OFFICE.to_owned() }
}

/// The one action that makes an empty ledger ready for work.
pub fn actions(title: &str, who: &Identity) -> Action {
    actions_for(title, &office_of(who), who)
}

/// The same with another name of the office; an empty one is the proposed.
pub fn actions_for(title: &str, office: &str, who: &Identity) -> Action {
    let name = match office.trim() {
        "" => office_of(who),
        name => name.to_owned(),
    };
    let office = UnitId::derived(&[&name]);
    let mut all = vec![Action::SetLedger(LedgerValue::Title(title.trim().to_owned()))];
    all.extend(procedure_presets::all().into_iter().map(|preset| Action::SetProcedure(Box::new(preset))));
    all.push(Action::SetLedger(LedgerValue::DefaultProcedure(procedure_presets::yulin().name)));
    all.push(Action::SetLedger(LedgerValue::Scale(Some(supervision_presets::yulin()))));
    all.extend(holidays::state_council().into_iter().map(Action::SetHolidays));
    all.extend(CATEGORIES.iter().map(|name| Action::AddCategory((*name).to_owned())));
    let values = vec![UnitValue::Name(name.clone()), UnitValue::Kind(UnitKind::Office)];
    all.push(Action::AddUnit { unit: office, values });
    all.push(Action::SetLedger(LedgerValue::Office(Some(office))));
    let own = who.unit.trim();
    if !own.is_empty() && own != name {
        let unit = UnitId::derived(&[own]);
        all.push(Action::AddUnit { unit, values: vec![UnitValue::Name(own.to_owned())] });
    }
    Action::Batch(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_office_is_the_unit_of_who_works_there() {
        let who = |role, unit: &str| Identity { role, unit: unit.to_owned(), ..Identity::default() };
        assert_eq!(office_of(&who(Role::Office, "清河区整改办")), "清河区整改办", "its own");
        assert_eq!(office_of(&who(Role::Unit, "市水利局")), OFFICE, "a unit is not the office");
        assert_eq!(office_of(&who(Role::Office, " ")), OFFICE, "nobody said");
    }
}
