//! A file that was changed by hand: what differs becomes a change by whoever takes the file in, and nothing without one.
//!
//! ```text
//! history of the file ── folded ──┐
//!                                 ├─ differing values ─> one change on the file's own heads, by the person who looks
//! states as somebody left them ───┘
//! ```

use crate::{
    app::{
        identity::{Clock, Identity, random_id},
        scribe::{Scribe, context},
    },
    domain::{
        complaint::{CaseField, ComplaintField},
        directory::{InspectionField, LedgerField, PersonField, UnitField},
        history::SubjectState as State,
        issue::IssueField,
        ledger::Ledger,
        measure::{CheckpointField, MeasureField, TargetField},
        rules::{Action, plan},
    },
    store::{
        by_hand::states_by_hand,
        codec::RonParts,
        fault::FaultKind,
        ledger_check::differing,
        ledger_open::{OpenedFile, state_of},
        ledger_write::LedgerContent,
        record::Record,
    },
};

/// Values that differ between two states and are not what stands in the own ledger already.
macro_rules! differing_fields {
    ($all:expr, $stated:expr, $folded:expr, $own:expr, $action:expr) => {
        $all.iter()
            .map(|field| ($stated.value(*field), $folded.value(*field), $own.map(|own| own.value(*field))))
            .filter(|(stated, folded, own)| stated != folded && own.as_ref() != Some(stated))
            .map(|(stated, ..)| $action(stated))
    };
}

/// What somebody changed in the file itself, entered into its ledger as one change by `who`. How many values, and how
/// many more cannot be taken because a rule stands against them.
pub fn enter_by_hand(
    bytes: &[u8],
    opened: &mut OpenedFile,
    own: &LedgerContent,
    (who, clock): (&Identity, Clock),
) -> (usize, usize) {
    let stated = stated(bytes, opened);
    let content = &opened.content;
    let same = content.ledger.id == own.ledger.id;
    let wanted: Vec<Action> = stated.iter().flat_map(|it| actions(it, &content.ledger, &own.ledger)).collect();
    if wanted.is_empty() || !same {
        return (0, 0);
    }
    let context = context(content, who, clock, true);
    let (may, may_not): (Vec<_>, Vec<_>) =
        wanted.into_iter().partition(|action| plan(&content.ledger, action, &context).is_ok());
    if may.is_empty() {
        return (0, may_not.len());
    }
    let mut scribe = Scribe::new(content.clone(), who.clone(), clock, Box::new(random_id));
    scribe.clock_confirmed = true;
    let n_taken = may.len();
    match scribe.act(Action::Batch(may)) {
        Ok(_) => {
            opened.content = scribe.content;
            (n_taken, may_not.len())
        }
        Err(error) => {
            log::warn!("what was changed by hand cannot be entered: {error}");
            (0, n_taken + may_not.len())
        }
    }
}

/// The states as somebody left them; the ledger itself says what its history gives from then on.
fn stated(bytes: &[u8], opened: &mut OpenedFile) -> Vec<Record> {
    let is_reformatted = opened.faults.iter().any(|fault| fault.kind == FaultKind::Reformatted);
    if !is_reformatted {
        return states_by_hand(bytes, &opened.faults).into_iter().map(|(_, record)| record).collect();
    }
    let LedgerContent { ledger, history, .. } = &mut opened.content;
    let mut found = Vec::new();
    for key in differing(ledger, history).collect::<Vec<_>>() {
        let record = state_of(ledger, key).and_then(|state| match state {
            State::Directory(it) => Some(Record::Directory(it)),
            State::Issue(it) => Some(Record::Issue(it)),
            State::Complaint(it) => Some(Record::Complaint(it)),
            State::Case(it) => Some(Record::Case(it)),
            State::Private(_) => None,
        });
        found.extend(record);
        history.fold_subject(ledger, key, &RonParts);
    }
    found
}

/// What would have to be done to come from the folded state to the one that somebody left.
fn actions(stated: &Record, folded: &Ledger, own: &Ledger) -> Vec<Action> {
    match stated {
        Record::Issue(issue) => in_issue(issue, folded, own),
        Record::Complaint(stated) => {
            let (complaint, Some(held)) = (stated.id, folded.complaints.get(&stated.id)) else {
                return Vec::new();
            };
            let own = own.complaints.get(&complaint).map(|it| &it.fields);
            let set = |value| Action::SetComplaint { complaint, value };
            differing_fields!(ComplaintField::ALL, stated.fields, held.fields, own, set).collect()
        }
        Record::Case(stated) => {
            let (case, Some(held)) = (stated.id, folded.cases.get(&stated.id)) else {
                return Vec::new();
            };
            let own = own.cases.get(&case).map(|it| &it.fields);
            let set = |value| Action::SetCase { case, value };
            differing_fields!(CaseField::ALL, stated.fields, held.fields, own, set).collect()
        }
        Record::Directory(stated) => in_directory(stated, folded, own),
        Record::Private(_) | Record::Baseline(..) | Record::Part { .. } | Record::Change(_) | Record::Lacks { .. } => {
            Vec::new()
        }
    }
}

fn in_issue(stated: &crate::domain::issue::Issue, folded: &Ledger, own: &Ledger) -> Vec<Action> {
    let (issue, own) = (stated.id, own.issue(stated.id));
    let Some(held) = folded.issue(issue) else {
        return Vec::new();
    };
    let set = |value| Action::SetIssue { issue, value };
    let mut all: Vec<Action> =
        differing_fields!(IssueField::ALL, stated.fields, held.fields, own.map(|it| &it.fields), set).collect();
    for (measure, stated) in &stated.measures {
        let own = own.and_then(|it| it.measures.get(measure)).map(|it| &it.fields);
        let set = |value| Action::SetMeasure { issue, measure: *measure, value };
        if let Some(held) = held.measures.get(measure) {
            all.extend(differing_fields!(MeasureField::ALL, stated.fields, held.fields, own, set));
        }
    }
    for (checkpoint, stated) in &stated.checkpoints {
        let own = own.and_then(|it| it.checkpoints.get(checkpoint)).map(|it| &it.fields);
        let set = |value| Action::SetCheckpoint { issue, checkpoint: *checkpoint, value };
        if let Some(held) = held.checkpoints.get(checkpoint) {
            all.extend(differing_fields!(CheckpointField::ALL, stated.fields, held.fields, own, set));
        }
    }
    for (target, stated) in &stated.targets {
        let own = own.and_then(|it| it.targets.get(target)).map(|it| &it.fields);
        let set = |value| Action::SetTarget { issue, target: *target, value };
        if let Some(held) = held.targets.get(target) {
            all.extend(differing_fields!(TargetField::ALL, stated.fields, held.fields, own, set));
        }
    }
    all
}

fn in_directory(stated: &crate::domain::directory::Directory, folded: &Ledger, own: &Ledger) -> Vec<Action> {
    let (held, own) = (&folded.directory, &own.directory);
    let mut all: Vec<Action> =
        differing_fields!(LedgerField::ALL, stated.fields, held.fields, Some(&own.fields), Action::SetLedger).collect();
    for (unit, stated) in &stated.units {
        let set = |value| Action::SetUnit { unit: *unit, value };
        if let Some(held) = held.units.get(unit) {
            let own = own.units.get(unit).map(|it| &it.fields);
            all.extend(differing_fields!(UnitField::ALL, stated.fields, held.fields, own, set));
        }
    }
    for (person, stated) in &stated.people {
        let set = |value| Action::SetPerson { person: *person, value };
        if let Some(held) = held.people.get(person) {
            let own = own.people.get(person).map(|it| &it.fields);
            all.extend(differing_fields!(PersonField::ALL, stated.fields, held.fields, own, set));
        }
    }
    for (inspection, stated) in &stated.inspections {
        let set = |value| Action::SetInspection { inspection: *inspection, value };
        if let Some(held) = held.inspections.get(inspection) {
            let own = own.inspections.get(inspection).map(|it| &it.fields);
            all.extend(differing_fields!(InspectionField::ALL, stated.fields, held.fields, own, set));
        }
    }
    all
}
