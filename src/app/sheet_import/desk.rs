//! The desk at which rows are worked out: names looked up, faults noted, actions gathered and asked of the rules.

#![expect(clippy::wildcard_enum_match_arm, reason = "only registrations are looked for")]

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    app::import::{Names, UnitPreview, is_a_name, match_unit, unit_choice},
    domain::{
        InspectionId, PersonId, UnitId,
        complaint::ComplaintValue,
        issue::IssueValue,
        ledger::Ledger,
        rules::{Action, Context, Refusal, plan},
        scratch::Scratch,
    },
    exchange::{
        columns::{Field, Placed, Record, Table},
        sheet::Cell,
    },
};

use super::{
    ahead::Ahead,
    choices::{SheetChoices, SheetKey},
    fault::{FaultWhat, SheetFault},
    outcome::{FieldChange, Outcome, RowOutcome},
};

/// A cell of a row, for naming it in a fault.
#[derive(Clone, Debug, Default)]
pub(super) struct At {
    pub row: usize,
    pub column: Option<usize>,
    pub field: Option<Field>,
    pub text: String,
}

/// An action for something that is here; the rules are asked about it at the end.
struct Pending {
    row: usize,
    at: At,
    action: Action,
}

/// Everything that rows share while they are worked out.
pub(super) struct Desk<'a> {
    pub ledger: &'a Ledger,
    pub choices: &'a SheetChoices,
    pub context: &'a Context,
    pub names: Names<'a>,
    pub outcome: Outcome,
    pub key: SheetKey,
    /// Actions of new things, which rules cannot stand against.
    fresh: Vec<Action>,
    pending: Vec<Pending>,
    uses: BTreeMap<String, usize>,
    people: BTreeSet<String>,
    /// Names that were looked up already.
    asked: BTreeSet<(String, Option<UnitId>)>,
    inspections: BTreeMap<&'a str, InspectionId>,
    pub ahead: Ahead,
}

impl<'a> Desk<'a> {
    pub(super) fn new(ledger: &'a Ledger, choices: &'a SheetChoices, context: &'a Context) -> Self {
        let live = ledger.directory.live_inspections();
        let inspections = live.into_iter().map(|it| (it.fields.name.get().as_str(), it.id)).collect();
        Self {
            ledger,
            choices,
            context,
            names: Names::new(&choices.shared, ledger),
            outcome: Outcome::default(),
            key: (0, 0),
            fresh: Vec::new(),
            pending: Vec::new(),
            uses: BTreeMap::new(),
            people: BTreeSet::new(),
            asked: BTreeSet::new(),
            inspections,
            ahead: Ahead::default(),
        }
    }

    /// Notes something that cannot be taken.
    pub(super) fn fault(&mut self, at: At, what: FaultWhat) {
        let At { row, column, field, text } = at;
        let text = if text.chars().count() > 200 { text.chars().take(200).collect::<String>() + "…" } else { text };
        self.outcome.faults.push(SheetFault { key: self.key, row, column, field, text, what });
    }

    /// The text of a field and where it stands; nothing where a cell holds no value that can be taken.
    pub(super) fn text(&mut self, table: &Table<'_>, record: &Record, field: Field) -> Option<(String, At)> {
        if !table.has(field) {
            return None;
        }
        let cells = table.cells(record, field);
        for placed in &cells {
            let what = match placed.cell {
                Cell::Error(error) => FaultWhat::ErrorValue(*error),
                Cell::Lost(_) => FaultWhat::DigitsLost,
                Cell::Empty | Cell::Text(_) | Cell::Number(..) | Cell::Date(..) | Cell::Flag(_) => continue,
            };
            let text = placed.cell.text().into_owned();
            let at = At { row: placed.row, column: Some(placed.column), field: Some(field), text };
            self.fault(at, what);
            return None;
        }
        let at = Self::place_of(table, record, field, &cells);
        Some((at.text.clone(), at))
    }

    /// Where a field of a record stands.
    pub(super) fn place(table: &Table<'_>, record: &Record, field: Field) -> At {
        Self::place_of(table, record, field, &table.cells(record, field))
    }

    fn place_of(table: &Table<'_>, record: &Record, field: Field, cells: &[Placed<'_>]) -> At {
        let first = cells.first();
        let text = Table::text_of(cells).into_owned();
        let column = first.map(|placed| placed.column).or_else(|| table.mapping.column_of(field));
        At { row: first.map_or(record.first, |placed| placed.row), column, field: Some(field), text }
    }

    /// The unit a name means, counted as used.
    pub(super) fn unit(&mut self, name: &str) -> Option<UnitId> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        match self.uses.get_mut(name) {
            Some(count) => *count += 1,
            None => drop(self.uses.insert(name.to_owned(), 1)),
        }
        self.names.unit(name)
    }

    /// The person a name means; one that is not here is added.
    pub(super) fn person(&mut self, name: &str, unit: Option<UnitId>) -> Option<PersonId> {
        let name = name.trim();
        let first = is_a_name(name) && self.asked.insert((name.to_owned(), unit));
        if first && self.ledger.directory.find_person(name, unit).is_none() {
            self.people.insert(name.to_owned());
        }
        self.names.person(name, unit)
    }

    /// The inspection of a name.
    pub(super) fn inspection(&self, name: &str) -> Option<InspectionId> {
        self.inspections.get(name.trim()).copied()
    }

    /// The names of all inspections.
    pub(super) fn inspection_names(&self) -> Vec<String> {
        self.inspections.keys().map(|name| (*name).to_owned()).collect()
    }

    /// Does something for a thing that is entered with this import.
    pub(super) fn enter(&mut self, action: Action) {
        self.fresh.push(action);
    }

    /// Does something for a thing that is here, if the rules let it.
    pub(super) fn change(&mut self, at: At, action: Action) {
        self.pending.push(Pending { row: self.outcome.rows.len(), at, action });
    }

    /// How many actions wait for the rules.
    pub(super) fn n_pending(&self) -> usize {
        self.pending.len()
    }

    /// Whether anything new goes into this inspection.
    pub(super) fn enters_into(&self, inspection: InspectionId) -> bool {
        self.fresh.iter().any(|action| match action {
            Action::RegisterIssue { values, .. } => values.contains(&IssueValue::Inspection(inspection)),
            Action::RegisterComplaint { values, .. } => values.contains(&ComplaintValue::Inspection(Some(inspection))),
            _ => false,
        })
    }

    /// Ends a row.
    pub(super) fn row(&mut self, row: RowOutcome) {
        self.outcome.rows.push(row);
    }

    /// Asks the rules about everything that changes what is here, and puts all in order.
    pub(super) fn finish(mut self, opening: Vec<Action>) -> Outcome {
        self.outcome.units = self.units();
        self.outcome.people = std::mem::take(&mut self.people).into_iter().collect();
        // A doubtful clock stands against everything alike: it is said once, and the rows are looked at all the same.
        let idle = self.fresh.is_empty() && self.pending.is_empty();
        let clock = plan(self.ledger, &Action::Batch(Vec::new()), self.context).err().filter(|_| !idle);
        let clock = clock.filter(|refusal| matches!(refusal, Refusal::ClockDoubtful { .. }));
        let context = Context { clock_confirmed: true, ..self.context.clone() };
        let mut work = Scratch::new(self.ledger);
        let mut first = opening;
        first.extend(self.names.into_actions());
        let mut refusal = first.iter().find_map(|action| take(&mut work, action, &context).err());
        let mut outcome = self.outcome;
        // What stands against one new row stands against all: it is who asks, and in which inspection.
        refusal = refusal.or_else(|| self.fresh.first().and_then(|action| take(&mut work, action, &context).err()));
        outcome.refusal = clock.or(refusal);
        // Put before the many, which are not moved into another list for it.
        let mut actions = self.fresh;
        drop(actions.splice(0..0, first));
        for pending in self.pending {
            match take(&mut work, &pending.action, &context) {
                Ok(true) => actions.push(pending.action),
                Ok(false) => {}
                Err(refusal) => refused(&mut outcome, &pending, refusal),
            }
        }
        outcome.count_faults();
        outcome.rows.shrink_to_fit();
        actions.shrink_to_fit();
        outcome.action = std::sync::Arc::new(actions);
        outcome
    }

    fn units(&self) -> Vec<UnitPreview> {
        let preview = |(name, n_items): (&String, &usize)| UnitPreview {
            name: name.clone(),
            found: match_unit(&self.ledger.directory, name),
            choice: unit_choice(&self.choices.shared, self.ledger, name),
            n_items: *n_items,
        };
        self.uses.iter().map(preview).collect()
    }
}

/// Takes back the change of a field that a rule stands against.
fn refused(outcome: &mut Outcome, pending: &Pending, refusal: Refusal) {
    let Some(row) = outcome.rows.get_mut(pending.row) else {
        return;
    };
    row.changes.retain(|change: &FieldChange| Some(change.field) != pending.at.field);
    if row.changes.is_empty() && row.state == super::RowState::Changed {
        row.state = super::RowState::Unchanged;
    }
    let At { row: place, column, field, text } = pending.at.clone();
    let what = FaultWhat::Refused(refusal);
    outcome.faults.push(SheetFault { key: row.key, row: place, column, field, text, what });
}

impl Outcome {
    /// Tells each row how many of its cells are at fault.
    fn count_faults(&mut self) {
        self.faults.sort_by_key(|fault| (fault.key, fault.row, fault.column));
        let mut at = 0;
        for row in &mut self.rows {
            let before = |fault: &SheetFault| (fault.key, fault.row) < (row.key, row.row);
            while self.faults.get(at).is_some_and(before) {
                at += 1;
            }
            let own = self.faults.iter().skip(at);
            let own = own.take_while(|fault| (fault.key, fault.row) <= (row.key, row.last));
            row.n_faults = own.filter(|fault| !fault.what.is_remark()).count();
        }
    }
}

/// Whether an action comes to anything on the ledger as it will be.
fn take(work: &mut Scratch<'_>, action: &Action, context: &Context) -> Result<bool, Refusal> {
    let edits = plan(work.ledger(), action, context)?;
    work.take(&edits);
    Ok(!edits.is_empty())
}
