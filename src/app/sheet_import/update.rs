//! A row compared with the issue that is here, field by field.

use crate::{
    domain::{
        UnitId,
        issue::{Issue, IssueValue, UnitRole},
        rules::Action,
    },
    exchange::columns::{Field, Record},
};

use super::{
    deadline,
    desk::{At, Desk},
    fault::FaultWhat,
    issue::{Known, SheetOf, inspection_fault, split_problem},
    measures, note,
    outcome::{FieldChange, RowOutcome, RowState},
    said::{TEXTS, said, same, text_value, was_cut},
    who::{Units, one_person, single_unit},
};

struct Update<'a, 't, 'o> {
    of: &'o SheetOf<'a, 't>,
    record: &'o Record,
    issue: &'o Issue,
    changes: Vec<FieldChange>,
}

/// Compares a row with the issue that is here, field by field.
pub(super) fn update(
    desk: &mut Desk<'_>,
    of: &SheetOf<'_, '_>,
    record: &Record,
    issue: &Issue,
    known: &Known,
    mut outcome: RowOutcome,
) {
    let mut update = Update { of, record, issue, changes: Vec::new() };
    if outcome.title.is_empty() {
        outcome.title = issue.fields.title.get().as_str().into();
    }
    update.problem(desk, known);
    for field in TEXTS {
        update.text(desk, field);
    }
    update.inspection(desk);
    update.deadline(desk);
    update.units(desk);
    for field in [Field::Supervising, Field::Accepting] {
        update.single_unit(desk, field);
    }
    for field in [Field::Person, Field::Leader] {
        update.person(desk, field);
    }
    let changed = measures::update(desk, of, record, issue);
    update.changes.extend(changed);
    if let Some(read) = note::read(desk, of.table, record, Some(issue)) {
        update.changes.extend(note::changes(Some(issue), &read.note, *desk.ledger.directory.fields.office.get()));
        desk.outcome.n_notes += 1;
        desk.change(read.at, note::append(issue.id, Some(issue), read.note));
    }
    if note::application(desk, of.table, record, issue).is_some() {
        let new = crate::exchange::columns::values::YES_NO.first().copied().unwrap_or_default().to_owned();
        update.changes.push(FieldChange { field: Field::Applies, old: String::new(), new });
        desk.outcome.n_applications += 1;
    }
    outcome.changes = update.changes;
    outcome.state = if outcome.changes.is_empty() { RowState::Unchanged } else { RowState::Changed };
    desk.row(outcome);
}

impl Update<'_, '_, '_> {
    /// True where the cell says what the ledger does, or says nothing and may not empty the field.
    fn is_same(&self, desk: &Desk<'_>, field: Field) -> bool {
        if !self.of.table.has(field) {
            return true;
        }
        let cell = self.of.table.text(self.record, field);
        let here = said(desk.ledger, self.issue, field);
        same(&cell, &here) || (cell.is_empty() && !self.of.own)
    }

    fn set(&mut self, desk: &mut Desk<'_>, at: At, old: String, value: IssueValue) {
        if self.issue.fields.value(value.field()) == value {
            return;
        }
        if let Some(field) = at.field {
            self.changes.push(FieldChange { field, old, new: at.text.clone() });
        }
        desk.change(at, Action::SetIssue { issue: self.issue.id, value });
    }

    fn text(&mut self, desk: &mut Desk<'_>, field: Field) {
        if self.is_same(desk, field) {
            return;
        }
        if let Some((text, at)) = desk.text(self.of.table, self.record, field)
            && !Self::was_cut(desk, &text, &at)
            && let Some(value) = text_value(field, text)
        {
            let old = said(desk.ledger, self.issue, field).into_owned();
            self.set(desk, at, old, value);
        }
    }

    /// A text the exporter had cut is not taken for the whole.
    fn was_cut(desk: &mut Desk<'_>, text: &str, at: &At) -> bool {
        let cut = was_cut(text);
        if cut {
            desk.fault(at.clone(), FaultWhat::WasCut);
        }
        cut
    }

    /// Title and full text, which other tables have in one cell.
    fn problem(&mut self, desk: &mut Desk<'_>, known: &Known) {
        if self.of.own || (self.of.table.has(Field::Title) && self.of.table.has(Field::Detail)) {
            self.text(desk, Field::Title);
            self.text(desk, Field::Detail);
            return;
        }
        let (title, detail) = (self.issue.fields.title.get().clone(), self.issue.fields.detail.get().clone());
        let column = if self.of.table.has(Field::Title) { Field::Title } else { Field::Detail };
        let whole = self.of.table.text(self.record, column).into_owned();
        if whole.is_empty() || same(&whole, &title) || same(&whole, &detail) {
            return;
        }
        let Some((_, at)) = desk.text(self.of.table, self.record, column) else {
            return;
        };
        let title_follows = detail.is_empty() || title == split_problem(&detail).0;
        if !known.detail.is_empty() || !detail.is_empty() {
            let at = At { field: Some(Field::Detail), ..at.clone() };
            self.set(desk, at, detail.clone(), IssueValue::Detail(whole.clone()));
        }
        if title_follows && known.title != title {
            let at = At { field: Some(Field::Title), text: known.title.clone(), ..at };
            self.set(desk, at, title, IssueValue::Title(known.title.clone()));
        }
    }

    fn inspection(&mut self, desk: &mut Desk<'_>) {
        if self.is_same(desk, Field::Inspection) {
            return;
        }
        if let Some(id) = inspection_fault(desk, self.of, self.record) {
            let at = Desk::place(self.of.table, self.record, Field::Inspection);
            let old = said(desk.ledger, self.issue, Field::Inspection).into_owned();
            self.set(desk, at, old, IssueValue::Inspection(id));
        }
    }

    fn deadline(&mut self, desk: &mut Desk<'_>) {
        if self.is_same(desk, Field::Deadline) {
            return;
        }
        let old = said(desk.ledger, self.issue, Field::Deadline).into_owned();
        if let Some((at, action)) = deadline::of_known(desk, self.of.table, self.record, self.issue) {
            self.changes.push(FieldChange { field: Field::Deadline, old, new: at.text.clone() });
            desk.change(at, action);
        }
    }

    fn single_unit(&mut self, desk: &mut Desk<'_>, field: Field) {
        if self.is_same(desk, field) {
            return;
        }
        let Ok(unit) = single_unit(desk, self.of.table, self.record, field) else {
            return;
        };
        let value = if field == Field::Supervising {
            IssueValue::SupervisingUnit(unit)
        } else {
            IssueValue::AcceptingUnit(unit)
        };
        let at = Desk::place(self.of.table, self.record, field);
        let old = said(desk.ledger, self.issue, field).into_owned();
        self.set(desk, at, old, value);
    }

    fn person(&mut self, desk: &mut Desk<'_>, field: Field) {
        let phone = field == Field::Person && self.of.table.has(Field::Phone);
        if self.is_same(desk, field) && !phone {
            return;
        }
        let lead = *self.issue.fields.lead_unit.get();
        let unit = if field == Field::Person { lead } else { None };
        let same_name = self.is_same(desk, field);
        let before = desk.n_pending();
        let Ok(person) = one_person(desk, self.of.table, self.record, field, unit) else {
            return;
        };
        if desk.n_pending() > before {
            let new = self.of.table.text(self.record, Field::Phone).into_owned();
            self.changes.push(FieldChange { field: Field::Phone, old: String::new(), new });
        }
        let value = if field == Field::Person {
            IssueValue::PersonInCharge(person)
        } else {
            IssueValue::LeaderInCharge(person)
        };
        if !same_name {
            let at = Desk::place(self.of.table, self.record, field);
            let old = said(desk.ledger, self.issue, field).into_owned();
            self.set(desk, at, old, value);
        }
    }

    /// Lead, co-leads and those that take part, each as a set.
    fn units(&mut self, desk: &mut Desk<'_>) {
        let exact = [Field::LeadUnit, Field::CoLeads, Field::Cooperating];
        let all_same = exact.iter().all(|field| self.is_same(desk, *field));
        let open =
            self.of.table.has(Field::Responsible) && !self.of.table.text(self.record, Field::Responsible).is_empty();
        if all_same && !open {
            return;
        }
        let units = Units::read(desk, self.of.table, self.record);
        let issue = self.issue;
        let mut actions = Vec::new();
        let lead = units
            .lead
            .filter(|_| open || !self.is_same(desk, Field::LeadUnit))
            .or_else(|| *issue.fields.lead_unit.get());
        for (role, wanted, field) in [
            (UnitRole::CoLead, &units.co_leads, Field::CoLeads),
            (UnitRole::Cooperating, &units.cooperating, Field::Cooperating),
        ] {
            let Some(wanted) = wanted.as_ref().filter(|_| open || !self.is_same(desk, field)) else {
                continue;
            };
            self.members(desk, (role, field), wanted, lead, &mut actions);
        }
        let before = *issue.fields.lead_unit.get();
        if lead.is_some() && lead != before {
            let field = if self.of.table.has(Field::LeadUnit) { Field::LeadUnit } else { Field::Responsible };
            let at = Desk::place(self.of.table, self.record, field);
            let old = said(desk.ledger, issue, Field::LeadUnit).into_owned();
            self.set(desk, At { field: Some(Field::LeadUnit), ..at }, old, IssueValue::LeadUnit(lead));
        } else if self.of.own && !self.is_same(desk, Field::LeadUnit) && units.lead.is_none() && units.named_no_lead {
            let at = Desk::place(self.of.table, self.record, Field::LeadUnit);
            let old = said(desk.ledger, issue, Field::LeadUnit).into_owned();
            self.set(desk, at, old, IssueValue::LeadUnit(None));
        }
        for (at, action) in actions {
            desk.change(at, action);
        }
    }

    /// Removals at once, additions after the lead has changed.
    fn members(
        &mut self,
        desk: &mut Desk<'_>,
        (role, field): (UnitRole, Field),
        wanted: &[UnitId],
        lead: Option<UnitId>,
        later: &mut Vec<(At, Action)>,
    ) {
        let issue = self.issue;
        let shown = if self.of.table.has(field) { field } else { Field::Responsible };
        let at = At { field: Some(field), ..Desk::place(self.of.table, self.record, shown) };
        let today = |unit: &UnitId| desk.ledger.directory.unit(*unit).map_or(*unit, |unit| unit.id);
        let here: Vec<UnitId> = issue.units(role).iter().copied().collect();
        let gone: Vec<UnitId> = here.iter().copied().filter(|unit| !wanted.contains(&today(unit))).collect();
        let there: Vec<UnitId> = here.iter().map(today).collect();
        let other = if role == UnitRole::CoLead { UnitRole::Cooperating } else { UnitRole::CoLead };
        let elsewhere =
            |unit: &UnitId| role == UnitRole::Cooperating && issue.units(other).contains(unit) && !self.of.own;
        let new: Vec<UnitId> = wanted
            .iter()
            .copied()
            .filter(|unit| !there.contains(unit) && Some(*unit) != lead && !elsewhere(unit))
            .collect();
        if gone.is_empty() && new.is_empty() {
            return;
        }
        let old = here.iter().map(|unit| desk.ledger.directory.unit_name(*unit)).collect::<Vec<_>>().join("、");
        self.changes.push(FieldChange { field, old, new: at.text.clone() });
        for unit in gone {
            desk.change(at.clone(), Action::RemoveIssueUnit { issue: issue.id, role, unit });
        }
        later.extend(new.into_iter().map(|unit| (at.clone(), Action::AddIssueUnit { issue: issue.id, role, unit })));
    }
}
