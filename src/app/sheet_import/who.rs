//! Units and people of a row.

use crate::{
    app::import::{Roles, is_a_name},
    domain::{PersonId, UnitId, edit::PrivateSubject, rules::Action},
    exchange::{
        columns::{Field, Record, Table},
        plan::{CellUnits, PlanRole, PlanUnit, read_cell_units},
    },
};

use super::{
    desk::{At, Desk},
    fault::FaultWhat,
};

/// No column says it, or what it says cannot be taken.
pub(super) struct NotSaid;

/// The units of a row by what they do; `None`: no column says.
#[derive(Default)]
pub(super) struct Units {
    pub lead: Option<UnitId>,
    pub co_leads: Option<Vec<UnitId>>,
    pub cooperating: Option<Vec<UnitId>>,
    pub document: Option<String>,
    pub unsure: bool,
    pub named_no_lead: bool,
}

impl Units {
    /// Reads the columns of units of a row.
    pub(super) fn read(desk: &mut Desk<'_>, table: &Table<'_>, record: &Record) -> Self {
        let mut named: Vec<PlanUnit> = Vec::new();
        let mut document = None;
        let columns = [
            (Field::LeadUnit, PlanRole::Lead),
            (Field::CoLeads, PlanRole::CoLead),
            (Field::Responsible, PlanRole::Responsible),
            (Field::Cooperating, PlanRole::Cooperating),
        ];
        for (field, role) in columns {
            let Some((text, _)) = desk.text(table, record, field).filter(|(text, _)| !text.is_empty()) else {
                continue;
            };
            let read = read_units(desk, &text, role);
            document = document.or(read.document);
            for unit in read.units {
                if !named.iter().any(|known| known.name == unit.name) {
                    named.push(unit);
                }
            }
        }
        let roles = Roles::of_units(&named);
        let lead = roles.lead.and_then(|name| desk.unit(name));
        let mut seen: Vec<UnitId> = lead.into_iter().collect();
        let mut set = |desk: &mut Desk<'_>, names: &[&str]| {
            let mut found = Vec::new();
            for name in names {
                if let Some(unit) = desk.unit(name).filter(|unit| !seen.contains(unit)) {
                    seen.push(unit);
                    found.push(unit);
                }
            }
            found
        };
        let co_leads = set(desk, &roles.co_leads);
        let cooperating = set(desk, &roles.cooperating);
        let says_leads = table.has(Field::CoLeads) || table.has(Field::Responsible) || !co_leads.is_empty();
        let says_others = table.has(Field::Cooperating) || table.has(Field::Responsible);
        Self {
            lead,
            co_leads: says_leads.then_some(co_leads),
            cooperating: says_others.then_some(cooperating),
            document,
            unsure: roles.unsure && !table.has(Field::CoLeads),
            named_no_lead: table.has(Field::LeadUnit),
        }
    }
}

/// A name the directory knows is one unit, whatever marks stand in it.
fn read_units(desk: &mut Desk<'_>, text: &str, role: PlanRole) -> CellUnits {
    let directory = &desk.ledger.directory;
    desk.ahead.units(text, role, || {
        if directory.find_unit(text).is_some() {
            return CellUnits { units: vec![PlanUnit::new(text.trim(), role)], document: None };
        }
        read_cell_units(text, role)
    })
}

/// The unit of a cell that holds one; `None` is an empty cell.
pub(super) fn single_unit(
    desk: &mut Desk<'_>,
    table: &Table<'_>,
    record: &Record,
    field: Field,
) -> Result<Option<UnitId>, NotSaid> {
    let (text, _) = desk.text(table, record, field).ok_or(NotSaid)?;
    if text.is_empty() {
        return Ok(None);
    }
    let read = read_units(desk, &text, PlanRole::Responsible);
    Ok(read.units.first().and_then(|unit| desk.unit(&unit.name.clone())))
}

/// The person of a cell; a number beside the name is the phone, which is private.
pub(super) fn one_person(
    desk: &mut Desk<'_>,
    table: &Table<'_>,
    record: &Record,
    field: Field,
    unit: Option<UnitId>,
) -> Result<Option<PersonId>, NotSaid> {
    let (text, at) = desk.text(table, record, field).ok_or(NotSaid)?;
    if text.is_empty() {
        return Ok(None);
    }
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    let name: String =
        text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace() && !"-:：（）()".contains(*c)).collect();
    if !is_a_name(&name) {
        desk.fault(at, FaultWhat::NotAPerson);
        return Err(NotSaid);
    }
    let person = desk.person(&name, unit);
    let beside = if digits.len() >= 7 { digits } else { String::new() };
    let phone = desk.text(table, record, Field::Phone).map(|(text, _)| text).filter(|_| field == Field::Person);
    let phone = phone.filter(|phone| !phone.is_empty()).unwrap_or(beside);
    if let Some(person) = person.filter(|_| !phone.is_empty()) {
        let subject = PrivateSubject::Phone(person);
        let known = desk.ledger.private.texts.get(&subject).map(|text| text.get().as_str());
        if known != Some(phone.as_str()) {
            let at = At { field: Some(Field::Phone), ..at };
            desk.change(at, Action::SetPrivate { subject, text: phone });
        }
    }
    Ok(person)
}
