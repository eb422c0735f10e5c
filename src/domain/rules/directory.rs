//! Rules about what issues share: only the office edits titles, rules, units, people, inspections.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each is sent only the variants it plans; anything else is refused or does not matter to it"
)]

use super::{Action, AnyField, Context, EntryField, Mode, Refusal, Role, Thing, has_text, set_field};
use crate::domain::{
    directory::{
        Directory, DirectoryItem, InspectionField, InspectionValue, LedgerField, LedgerValue, PersonField, PersonValue,
        UnitField, UnitValue,
    },
    draw::{self, Draw},
    edit::{DirectoryEdit, Edit, PrivateEdit, PrivateSubject},
    ids::{EditRef, UnitId},
    issue::Presence,
    ledger::Ledger,
    register::Reg,
    view::SavedView,
};

type Edits = Result<Vec<Edit>, Refusal>;

pub(super) fn plan(ledger: &Ledger, action: &Action, ctx: &Context, mode: Mode) -> Edits {
    if let Action::Draw { .. } = action {
        return draw(ledger, action, ctx);
    }
    ctx.needs(Role::Office)?;
    let directory = &*ledger.directory;
    let edits = match action {
        Action::SetLedger(value) => set_ledger(directory, value, mode)?,
        Action::SetProcedure(procedure) => {
            procedure.validate().map_err(Refusal::ProcedureFaulty)?;
            let held = directory.procedures.get(&procedure.name);
            let value = Some((**procedure).clone());
            let replaces = set_reg(directory, held, &value, AnyField::Procedure, mode)?;
            let edit = |r| DirectoryEdit::SetProcedure(procedure.name.clone(), Some(procedure.clone()), r);
            replaces.map(edit).into_iter().collect()
        }
        Action::SetHolidays(year) => {
            let value = Some(year.clone());
            let held = directory.holidays.get(&year.year);
            let replaces = set_reg(directory, held, &value, AnyField::Holidays, mode)?;
            replaces.map(|r| DirectoryEdit::SetHolidays(year.year, value, r)).into_iter().collect()
        }
        Action::SaveView { name, view } => set_view(directory, name, Some(&**view))?,
        Action::RemoveView { name } => {
            if directory.live_views().all(|(other, _)| other != name) {
                return Err(Refusal::NotHere(Thing::View));
            }
            set_view(directory, name, None)?
        }
        Action::AddCategory(name) => {
            let new = has_text(name) && !directory.categories.contains(name);
            new.then(|| DirectoryEdit::AddCategory(name.clone())).into_iter().collect()
        }
        Action::RemoveCategory(name) => {
            let seen = directory.log.edit_refs(directory.categories.additions(name));
            vec![DirectoryEdit::RemoveCategory(name.clone(), seen)]
        }
        Action::SetPrivate { subject, text } => return set_private(ledger, *subject, text, mode),
        Action::ErasePrivate { subject, reason } => return erase_private(ledger, *subject, reason),
        Action::WithdrawEntry { item, reason } => {
            if !has_text(reason) {
                return Err(Refusal::ReasonMissing);
            }
            presence(directory, *item, Presence::Withdrawn(reason.trim().to_owned()))?
        }
        Action::RestoreEntry { item } => presence(directory, *item, Presence::Present)?,
        Action::AddPerson { .. }
        | Action::SetPerson { .. }
        | Action::AddInspection { .. }
        | Action::SetInspection { .. } => people_and_inspections(directory, action, mode)?,
        _ => units(directory, action, mode)?,
    };
    Ok(edits.into_iter().map(Edit::Directory).collect())
}

/// A draw is made by the office or a supervisor, out of issues that stand.
fn draw(ledger: &Ledger, action: &Action, ctx: &Context) -> Edits {
    let Action::Draw { draw, seed, pool, filter, count, date, purpose } = action else {
        return Err(Refusal::NotInside);
    };
    ctx.needs(Role::Supervisor)?;
    ctx.not_future(*date)?;
    if ledger.directory.draws.contains_key(draw) {
        return Err(Refusal::ExistsAlready(Thing::Draw));
    }
    let mut pool = pool.clone();
    pool.sort_unstable();
    pool.dedup();
    if pool.iter().any(|id| ledger.issue(*id).is_none_or(|issue| !issue.is_present())) {
        return Err(Refusal::NotHere(Thing::Issue));
    }
    if *count == 0 || *count > pool.len() {
        return Err(Refusal::EntryMissing(EntryField::Number));
    }
    let drawn = draw::draw(seed.trim(), &pool, *count);
    let text = |words: &str| words.trim().to_owned();
    let (seed, filter, purpose) = (text(seed), text(filter), text(purpose));
    let made = Draw { seed, filter, pool, drawn, date: Some(*date), purpose };
    Ok(vec![Edit::Directory(DirectoryEdit::AddDraw(*draw, Box::new(made)))])
}

/// Saving a view anew settles what copies disagree about: a view can always be saved again.
fn set_view(directory: &Directory, name: &str, view: Option<&SavedView>) -> Result<Vec<DirectoryEdit>, Refusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::TextMissing(AnyField::View));
    }
    let value = view.cloned();
    let held = directory.views.get(name);
    if held.is_some_and(|held| !held.is_conflicted() && *held.get() == value) {
        return Ok(Vec::new());
    }
    let replaces = directory.log.edit_refs(held.map(Reg::current).unwrap_or_default().into_iter().map(|(key, _)| key));
    Ok(vec![DirectoryEdit::SetView(name.to_owned(), value.map(Box::new), replaces)])
}

fn set_reg<T: Clone + Default + PartialEq>(
    directory: &Directory,
    held: Option<&Reg<T>>,
    value: &T,
    field: AnyField,
    mode: Mode,
) -> Result<Option<Vec<EditRef>>, Refusal> {
    let current = held.map(Reg::current).unwrap_or_default();
    set_field(&directory.log, &current, value, &T::default(), field, mode)
}

fn set_ledger(directory: &Directory, value: &LedgerValue, mode: Mode) -> Result<Vec<DirectoryEdit>, Refusal> {
    match value {
        LedgerValue::Title(title) if !has_text(title) => {
            return Err(Refusal::TextMissing(AnyField::Ledger(LedgerField::Title)));
        }
        LedgerValue::Office(Some(unit)) if !directory.units.contains_key(unit) => {
            return Err(Refusal::NotHere(Thing::Unit));
        }
        LedgerValue::DefaultProcedure(name) if !directory.procedures.contains_key(name) => {
            return Err(Refusal::NotHere(Thing::Procedure));
        }
        _ => {}
    }
    let field = value.field();
    let current = directory.fields.current(field);
    let unset = LedgerValue::unset(field);
    let replaces = set_field(&directory.log, &current, value, &unset, AnyField::Ledger(field), mode)?;
    Ok(replaces.map(|r| DirectoryEdit::Set(value.clone(), r)).into_iter().collect())
}

fn set_private(ledger: &Ledger, subject: PrivateSubject, text: &str, mode: Mode) -> Edits {
    let there = match subject {
        PrivateSubject::Phone(person) => ledger.directory.people.contains_key(&person),
        PrivateSubject::Reporter(complaint) => ledger.complaints.contains_key(&complaint),
    };
    if !there {
        return Err(Refusal::NotHere(Thing::Person));
    }
    let current = ledger.private.texts.get(&subject).map(Reg::current).unwrap_or_default();
    let (value, unset) = (text.to_owned(), String::new());
    let replaces = set_field(&ledger.private.log, &current, &value, &unset, AnyField::Private, mode)?;
    Ok(replaces.map(|r| Edit::Private(PrivateEdit::Set(subject, value, r))).into_iter().collect())
}

/// What is shown is emptied here; the change that carries this names the parts that go.
fn erase_private(ledger: &Ledger, subject: PrivateSubject, reason: &str) -> Edits {
    if !has_text(reason) {
        return Err(Refusal::ReasonMissing);
    }
    let held = ledger.private.texts.get(&subject).ok_or(Refusal::NotHere(Thing::Person))?;
    let replaces = ledger.private.log.edit_refs(held.current().into_iter().map(|(key, _)| key));
    Ok(vec![Edit::Private(PrivateEdit::Set(subject, String::new(), replaces))])
}

fn presence(directory: &Directory, item: DirectoryItem, wanted: Presence) -> Result<Vec<DirectoryEdit>, Refusal> {
    let reg = directory.presence_of(item).ok_or(Refusal::NotHere(Thing::Unit))?;
    match (reg.get().is_present(), wanted.is_present()) {
        (true, true) if !reg.is_conflicted() => return Err(Refusal::NotWithdrawn),
        (false, false) => return Err(Refusal::IsWithdrawn),
        _ => {}
    }
    let replaces = directory.log.edit_refs(reg.current().into_iter().map(|(key, _)| key));
    Ok(vec![DirectoryEdit::SetPresence(item, wanted, replaces)])
}

/// A name or alias leads to one unit only.
fn name_free(directory: &Directory, name: &str, of: UnitId) -> Result<(), Refusal> {
    match directory.find_unit(name) {
        Some(other) if other != of => Err(Refusal::NameTaken(name.trim().to_owned())),
        _ => Ok(()),
    }
}

fn unit_there(directory: &Directory, id: UnitId) -> Result<&super::super::directory::Unit, Refusal> {
    directory.units.get(&id).ok_or(Refusal::NotHere(Thing::Unit))
}

fn units(directory: &Directory, action: &Action, mode: Mode) -> Result<Vec<DirectoryEdit>, Refusal> {
    match action {
        Action::AddUnit { unit, values } => add_unit(directory, *unit, values),
        Action::SetUnit { unit, value } => set_unit(directory, *unit, value, mode),
        Action::AddAlias { unit, alias } => {
            unit_there(directory, *unit)?;
            name_free(directory, alias, *unit)?;
            let new = has_text(alias) && directory.find_unit(alias).is_none();
            Ok(new.then(|| DirectoryEdit::AddAlias(*unit, alias.trim().to_owned())).into_iter().collect())
        }
        Action::RemoveAlias { unit, alias } => {
            let seen = directory.log.edit_refs(unit_there(directory, *unit)?.aliases.additions(alias));
            Ok(vec![DirectoryEdit::RemoveAlias(*unit, alias.clone(), seen)])
        }
        Action::AddMember { group, unit } => {
            unit_there(directory, *unit)?;
            if group == unit {
                return Err(Refusal::CannotMerge);
            }
            if unit_there(directory, *group)?.members.contains(unit) {
                return Err(Refusal::UnitThere);
            }
            Ok(vec![DirectoryEdit::AddMember(*group, *unit)])
        }
        Action::RemoveMember { group, unit } => {
            let seen = directory.log.edit_refs(unit_there(directory, *group)?.members.additions(unit));
            if seen.is_empty() {
                return Err(Refusal::UnitNotThere);
            }
            Ok(vec![DirectoryEdit::RemoveMember(*group, *unit, seen)])
        }
        Action::MergeUnits { from, into } => merge(directory, *from, *into),
        _ => Err(Refusal::NotInside),
    }
}

fn add_unit(directory: &Directory, id: UnitId, values: &[UnitValue]) -> Result<Vec<DirectoryEdit>, Refusal> {
    if directory.units.contains_key(&id) {
        return Err(Refusal::ExistsAlready(Thing::Unit));
    }
    let name = values.iter().find_map(|value| match value {
        UnitValue::Name(name) if has_text(name) => Some(name),
        _ => None,
    });
    name_free(directory, name.ok_or(Refusal::TextMissing(AnyField::Unit(UnitField::Name)))?, id)?;
    let set = values.iter().map(|value| DirectoryEdit::SetUnit(id, value.clone(), Vec::new()));
    Ok(std::iter::once(DirectoryEdit::AddUnit(id)).chain(set).collect())
}

/// A renamed unit keeps going by its old name.
fn set_unit(directory: &Directory, id: UnitId, value: &UnitValue, mode: Mode) -> Result<Vec<DirectoryEdit>, Refusal> {
    let unit = unit_there(directory, id)?;
    let mut edits = Vec::new();
    if let UnitValue::Name(name) = value {
        if !has_text(name) {
            return Err(Refusal::TextMissing(AnyField::Unit(UnitField::Name)));
        }
        name_free(directory, name, id)?;
        // Where copies gave it different names, those not chosen stay known as well.
        let old = unit.fields.name.current().into_iter().map(|(_, old)| old);
        for old in old.filter(|old| old != name && has_text(old) && !unit.aliases.contains(old)) {
            edits.push(DirectoryEdit::AddAlias(id, old));
        }
    }
    if let (UnitValue::MergedInto(_), Mode::Set) = (value, mode) {
        return Err(Refusal::CannotMerge);
    }
    let field = value.field();
    let (current, unset) = (unit.fields.current(field), UnitValue::unset(field));
    let replaces = set_field(&directory.log, &current, value, &unset, AnyField::Unit(field), mode)?;
    Ok(replaces.map_or_else(Vec::new, |r| {
        edits.push(DirectoryEdit::SetUnit(id, value.clone(), r));
        edits
    }))
}

fn merge(directory: &Directory, from: UnitId, into: UnitId) -> Result<Vec<DirectoryEdit>, Refusal> {
    let unit = unit_there(directory, from)?;
    unit_there(directory, into)?;
    if from == into || directory.unit(into).is_some_and(|unit| unit.id == from) {
        return Err(Refusal::CannotMerge);
    }
    let value = UnitValue::MergedInto(Some(into));
    let current = unit.fields.current(UnitField::MergedInto);
    let unset = UnitValue::unset(UnitField::MergedInto);
    let field = AnyField::Unit(UnitField::MergedInto);
    let replaces = set_field(&directory.log, &current, &value, &unset, field, Mode::Set)?;
    Ok(replaces.map(|r| DirectoryEdit::SetUnit(from, value, r)).into_iter().collect())
}

fn people_and_inspections(directory: &Directory, action: &Action, mode: Mode) -> Result<Vec<DirectoryEdit>, Refusal> {
    match action {
        Action::AddPerson { person, values } => {
            if directory.people.contains_key(person) {
                return Err(Refusal::ExistsAlready(Thing::Person));
            }
            if !values.iter().any(|v| matches!(v, PersonValue::Name(name) if has_text(name))) {
                return Err(Refusal::TextMissing(AnyField::Person(PersonField::Name)));
            }
            let set = values.iter().map(|value| DirectoryEdit::SetPerson(*person, value.clone(), Vec::new()));
            Ok(std::iter::once(DirectoryEdit::AddPerson(*person)).chain(set).collect())
        }
        Action::SetPerson { person, value } => {
            let held = directory.people.get(person).ok_or(Refusal::NotHere(Thing::Person))?;
            let field = value.field();
            let (current, unset) = (held.fields.current(field), PersonValue::unset(field));
            let replaces = set_field(&directory.log, &current, value, &unset, AnyField::Person(field), mode)?;
            Ok(replaces.map(|r| DirectoryEdit::SetPerson(*person, value.clone(), r)).into_iter().collect())
        }
        Action::AddInspection { inspection, values } => {
            if directory.inspections.contains_key(inspection) {
                return Err(Refusal::ExistsAlready(Thing::Inspection));
            }
            if !values.iter().any(|v| matches!(v, InspectionValue::Name(name) if has_text(name))) {
                return Err(Refusal::TextMissing(AnyField::Inspection(InspectionField::Name)));
            }
            let set = values.iter().map(|value| DirectoryEdit::SetInspection(*inspection, value.clone(), Vec::new()));
            Ok(std::iter::once(DirectoryEdit::AddInspection(*inspection)).chain(set).collect())
        }
        Action::SetInspection { inspection, value } => {
            let held = directory.inspections.get(inspection).ok_or(Refusal::NotHere(Thing::Inspection))?;
            let field = value.field();
            let (current, unset) = (held.fields.current(field), InspectionValue::unset(field));
            let replaces = set_field(&directory.log, &current, value, &unset, AnyField::Inspection(field), mode)?;
            Ok(replaces.map(|r| DirectoryEdit::SetInspection(*inspection, value.clone(), r)).into_iter().collect())
        }
        _ => Err(Refusal::NotInside),
    }
}
