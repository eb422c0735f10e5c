//! What a new ledger begins with: procedures, levels, holidays, the office, the categories of the Yulin plan of 2019.

use crate::domain::{
    UnitId,
    directory::{LedgerValue, UnitKind, UnitValue},
    holidays, procedure_presets,
    rules::Action,
    supervision_presets,
};

use super::identity::Identity;

/// The chapters of the Yulin plan of 2019 as categories.
const CATEGORIES: [&str; 7] = ["思想责任", "蓝天", "碧水", "净土", "青山", "产业与布局", "长效机制"];

/// The name of the rectification office, a unit of its own.
pub const OFFICE: &str = "市整改办";

/// The one action that makes an empty ledger ready for work.
pub fn actions(title: &str, who: &Identity) -> Action {
    let office = UnitId::derived(&[OFFICE]);
    let mut all = vec![Action::SetLedger(LedgerValue::Title(title.trim().to_owned()))];
    all.extend(procedure_presets::all().into_iter().map(|preset| Action::SetProcedure(Box::new(preset))));
    all.push(Action::SetLedger(LedgerValue::DefaultProcedure(procedure_presets::yulin().name)));
    all.push(Action::SetLedger(LedgerValue::Scale(Some(supervision_presets::yulin()))));
    all.extend(holidays::state_council().into_iter().map(Action::SetHolidays));
    all.extend(CATEGORIES.iter().map(|name| Action::AddCategory((*name).to_owned())));
    let values = vec![UnitValue::Name(OFFICE.to_owned()), UnitValue::Kind(UnitKind::Office)];
    all.push(Action::AddUnit { unit: office, values });
    all.push(Action::SetLedger(LedgerValue::Office(Some(office))));
    let own = who.unit.trim();
    if !own.is_empty() && own != OFFICE {
        let unit = UnitId::derived(&[own]);
        all.push(Action::AddUnit { unit, values: vec![UnitValue::Name(own.to_owned())] });
    }
    Action::Batch(all)
}
