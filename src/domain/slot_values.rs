//! What stands in a slot now, as the edits that put it there; and the action that chooses one of several.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a slot of another subject holds nothing here, and what cannot be in conflict is not chosen"
)]

use super::{
    directory::Directory,
    edit::{CaseEdit, ComplaintEdit, DirectoryEdit, Edit, IssueEdit, PartKey, PrivateEdit},
    ids::{ChangeId, EditKey, IssueId},
    issue::{Issue, IssueItem, Presence},
    ledger::Ledger,
    procedure::Procedure,
    register::{Log, MemberSet, Reg},
    rules::Action,
    slot::Slot,
};

/// A value that stands in a slot: the change that put it there and the edit that would put it there again.
pub type Standing = (ChangeId, Edit);

/// Pairs current values with their changes, each as an edit that replaces nothing.
fn standing<V>(log: &Log, current: Vec<(EditKey, V)>, edit: impl Fn(V) -> Edit) -> Vec<Standing> {
    let of = |key: EditKey| log.edit_ref(key).map_or(ChangeId::THIS, |edit| edit.0);
    current.into_iter().map(|(key, value)| (of(key), edit(value))).collect()
}

/// The newest addition that holds a member in a set.
fn member<T: Clone + PartialEq>(log: &Log, set: &MemberSet<T>, of: &T, edit: Edit) -> Vec<Standing> {
    let newest = set.additions(of).into_iter().max();
    newest.map(|key| standing(log, vec![(key, edit)], |edit| edit)).unwrap_or_default()
}

/// What stands in a slot, the value shown first; several different ones are a conflict.
pub fn values_in(ledger: &Ledger, subject: PartKey, slot: &Slot) -> Vec<Standing> {
    match subject {
        PartKey::Issue(id) => ledger.issue(id).map(|issue| in_issue(issue, slot)).unwrap_or_default(),
        PartKey::Directory => in_directory(&ledger.directory, slot),
        PartKey::Complaint(id) => {
            let Some(held) = ledger.complaints.get(&id) else {
                return Vec::new();
            };
            let one = |edit| Edit::Complaint(id, edit);
            let log = &held.log;
            match slot {
                Slot::Registered if held.registered => vec![(first(log), one(ComplaintEdit::Register))],
                Slot::ComplaintField(field) => {
                    standing(log, held.fields.current(*field), |value| one(ComplaintEdit::Set(value, Vec::new())))
                }
                Slot::ComplaintKind(kind) => member(log, &held.kinds, kind, one(ComplaintEdit::AddKind(kind.clone()))),
                Slot::ComplaintRegion(region) => {
                    member(log, &held.regions, region, one(ComplaintEdit::AddRegion(region.clone())))
                }
                Slot::Linked(issue) => member(log, &held.issues, issue, one(ComplaintEdit::Link(*issue))),
                Slot::Presence => {
                    standing(log, held.presence.current(), |it| one(ComplaintEdit::SetPresence(it, Vec::new())))
                }
                _ => Vec::new(),
            }
        }
        PartKey::Case(id) => {
            let Some(held) = ledger.cases.get(&id) else {
                return Vec::new();
            };
            let one = |edit| Edit::Case(id, edit);
            let log = &held.log;
            match slot {
                Slot::Registered if held.registered => vec![(first(log), one(CaseEdit::Register))],
                Slot::CaseField(field) => {
                    standing(log, held.fields.current(*field), |value| one(CaseEdit::Set(value, Vec::new())))
                }
                Slot::Linked(issue) => member(log, &held.issues, issue, one(CaseEdit::Link(*issue))),
                Slot::Presence => {
                    standing(log, held.presence.current(), |it| one(CaseEdit::SetPresence(it, Vec::new())))
                }
                _ => Vec::new(),
            }
        }
        PartKey::Private => {
            let Slot::Private(subject) = slot else {
                return Vec::new();
            };
            let current = ledger.private.texts.get(subject).map(Reg::current).unwrap_or_default();
            let one = |text| Edit::Private(PrivateEdit::Set(*subject, text, Vec::new()));
            standing(&ledger.private.log, current, one)
        }
    }
}

fn first(log: &Log) -> ChangeId {
    log.0.first().copied().unwrap_or(ChangeId::THIS)
}

fn in_issue(issue: &Issue, slot: &Slot) -> Vec<Standing> {
    let (id, log) = (issue.id, &issue.log);
    let one = |edit| Edit::Issue(id, edit);
    let added = |key: Option<EditKey>, edit: IssueEdit| {
        key.map(|key| standing(log, vec![(key, one(edit))], |edit| edit)).unwrap_or_default()
    };
    match slot {
        Slot::Registered if issue.registered => vec![(first(log), one(IssueEdit::Register))],
        Slot::IssueField(field) => {
            standing(log, issue.fields.current(*field), |value| one(IssueEdit::Set(value, Vec::new())))
        }
        Slot::IssueUnit(role, unit) => member(log, issue.units(*role), unit, one(IssueEdit::AddUnit(*role, *unit))),
        Slot::Measure(it) => added(issue.measures.get(it).map(|m| m.added), IssueEdit::AddMeasure(*it)),
        Slot::MeasureField(it, field) => {
            let current = issue.measures.get(it).map(|m| m.fields.current(*field)).unwrap_or_default();
            standing(log, current, |value| one(IssueEdit::SetMeasure(*it, value, Vec::new())))
        }
        Slot::Checkpoint(it) => added(issue.checkpoints.get(it).map(|c| c.added), IssueEdit::AddCheckpoint(*it)),
        Slot::CheckpointField(it, field) => {
            let current = issue.checkpoints.get(it).map(|c| c.fields.current(*field)).unwrap_or_default();
            standing(log, current, |value| one(IssueEdit::SetCheckpoint(*it, value, Vec::new())))
        }
        Slot::Target(it) => added(issue.targets.get(it).map(|t| t.added), IssueEdit::AddTarget(*it)),
        Slot::TargetField(it, field) => {
            let current = issue.targets.get(it).map(|t| t.fields.current(*field)).unwrap_or_default();
            standing(log, current, |value| one(IssueEdit::SetTarget(*it, value, Vec::new())))
        }
        Slot::Round(it) => {
            let Some(round) = issue.rounds.iter().find(|round| round.id == *it) else {
                return Vec::new();
            };
            let edit = IssueEdit::OpenRound(*it, Box::new(Procedure::clone(&round.procedure)), round.cause.clone());
            added(Some(round.opened), edit)
        }
        Slot::Record(it) => {
            let Some(record) = issue.record(*it) else {
                return Vec::new();
            };
            added(Some(record.at), IssueEdit::Append(*it, Box::new(record.body.clone())))
        }
        Slot::IssuePresence(item) => {
            let current = issue.presence_of(*item).map(Reg::current).unwrap_or_default();
            standing(log, current, |it| one(IssueEdit::SetPresence(*item, it, Vec::new())))
        }
        Slot::Related(other) => member(log, &issue.related, other, one(IssueEdit::Relate(*other))),
        _ => Vec::new(),
    }
}

fn in_directory(directory: &Directory, slot: &Slot) -> Vec<Standing> {
    let log = &directory.log;
    let one = Edit::Directory;
    match slot {
        Slot::LedgerField(field) => {
            standing(log, directory.fields.current(*field), |value| one(DirectoryEdit::Set(value, Vec::new())))
        }
        Slot::Procedure(name) => {
            let current = directory.procedures.get(name).map(Reg::current).unwrap_or_default();
            let edit = |it: Option<_>| one(DirectoryEdit::SetProcedure(name.clone(), it.map(Box::new), Vec::new()));
            standing(log, current, edit)
        }
        Slot::Holidays(year) => {
            let current = directory.holidays.get(year).map(Reg::current).unwrap_or_default();
            standing(log, current, |it| one(DirectoryEdit::SetHolidays(*year, it, Vec::new())))
        }
        Slot::View(name) => {
            let current = directory.views.get(name).map(Reg::current).unwrap_or_default();
            let edit = |it: Option<_>| one(DirectoryEdit::SetView(name.clone(), it.map(Box::new), Vec::new()));
            standing(log, current, edit)
        }
        _ => in_entries(directory, slot),
    }
}

/// Units, people, inspections and draws, and the sets beside them.
fn in_entries(directory: &Directory, slot: &Slot) -> Vec<Standing> {
    let log = &directory.log;
    let one = Edit::Directory;
    let added = |key: Option<EditKey>, edit: DirectoryEdit| {
        key.map(|key| standing(log, vec![(key, one(edit))], |edit| edit)).unwrap_or_default()
    };
    match slot {
        Slot::Category(name) => member(log, &directory.categories, name, one(DirectoryEdit::AddCategory(name.clone()))),
        Slot::Unit(id) => added(directory.units.get(id).map(|it| it.added), DirectoryEdit::AddUnit(*id)),
        Slot::UnitField(id, field) => {
            let current = directory.units.get(id).map(|it| it.fields.current(*field)).unwrap_or_default();
            standing(log, current, |value| one(DirectoryEdit::SetUnit(*id, value, Vec::new())))
        }
        Slot::Alias(id, alias) => {
            let edit = one(DirectoryEdit::AddAlias(*id, alias.clone()));
            directory.units.get(id).map(|it| member(log, &it.aliases, alias, edit)).unwrap_or_default()
        }
        Slot::Member(id, unit) => {
            let edit = one(DirectoryEdit::AddMember(*id, *unit));
            directory.units.get(id).map(|it| member(log, &it.members, unit, edit)).unwrap_or_default()
        }
        Slot::Person(id) => added(directory.people.get(id).map(|it| it.added), DirectoryEdit::AddPerson(*id)),
        Slot::PersonField(id, field) => {
            let current = directory.people.get(id).map(|it| it.fields.current(*field)).unwrap_or_default();
            standing(log, current, |value| one(DirectoryEdit::SetPerson(*id, value, Vec::new())))
        }
        Slot::Inspection(id) => {
            added(directory.inspections.get(id).map(|it| it.added), DirectoryEdit::AddInspection(*id))
        }
        Slot::InspectionField(id, field) => {
            let current = directory.inspections.get(id).map(|it| it.fields.current(*field)).unwrap_or_default();
            standing(log, current, |value| one(DirectoryEdit::SetInspection(*id, value, Vec::new())))
        }
        Slot::HandOut(unit) => {
            let Some(last) = directory.hand_outs.iter().rfind(|it| it.grant.unit == *unit) else {
                return Vec::new();
            };
            added(Some(last.at), DirectoryEdit::HandOut(Box::new(last.grant.clone())))
        }
        Slot::Admission(change) => {
            let current = directory.admissions.get(change).map(Reg::current).unwrap_or_default();
            standing(log, current, |it| one(DirectoryEdit::Admit(*change, it, Vec::new())))
        }
        Slot::Draw(id) => {
            let Some(entry) = directory.draws.get(id) else {
                return Vec::new();
            };
            added(Some(entry.added), DirectoryEdit::AddDraw(*id, Box::new(entry.draw.clone())))
        }
        Slot::EntryPresence(item) => {
            let current = directory.presence_of(*item).map(Reg::current).unwrap_or_default();
            standing(log, current, |it| one(DirectoryEdit::SetPresence(*item, it, Vec::new())))
        }
        _ => Vec::new(),
    }
}

/// The action that chooses a value out of those that stand in a conflicted slot; `None` where nothing can be chosen.
pub fn choose(value: &Edit) -> Option<Action> {
    let action = match value {
        Edit::Issue(issue, edit) => return choose_in_issue(*issue, edit),
        Edit::Directory(edit) => match edit {
            DirectoryEdit::Set(value, _) => Action::SetLedger(value.clone()),
            DirectoryEdit::SetProcedure(_, Some(it), _) => Action::SetProcedure(it.clone()),
            DirectoryEdit::SetHolidays(_, Some(it), _) => Action::SetHolidays(it.clone()),
            DirectoryEdit::SetUnit(unit, value, _) => Action::SetUnit { unit: *unit, value: value.clone() },
            DirectoryEdit::SetPerson(person, value, _) => Action::SetPerson { person: *person, value: value.clone() },
            DirectoryEdit::SetInspection(inspection, value, _) => {
                Action::SetInspection { inspection: *inspection, value: value.clone() }
            }
            DirectoryEdit::SetPresence(item, it, _) => {
                let item = *item;
                return stands(it, Action::RestoreEntry { item }, |reason| Action::WithdrawEntry { item, reason });
            }
            _ => return None,
        },
        Edit::Complaint(complaint, edit) => {
            let complaint = *complaint;
            match edit {
                ComplaintEdit::Set(value, _) => Action::SetComplaint { complaint, value: value.clone() },
                ComplaintEdit::SetPresence(it, _) => {
                    let restore = Action::RestoreComplaint { complaint };
                    return stands(it, restore, |reason| Action::WithdrawComplaint { complaint, reason });
                }
                _ => return None,
            }
        }
        Edit::Case(case, edit) => {
            let case = *case;
            match edit {
                CaseEdit::Set(value, _) => Action::SetCase { case, value: value.clone() },
                CaseEdit::SetPresence(it, _) => {
                    return stands(it, Action::RestoreCase { case }, |reason| Action::WithdrawCase { case, reason });
                }
                _ => return None,
            }
        }
        Edit::Private(PrivateEdit::Set(subject, text, _)) => {
            Action::SetPrivate { subject: *subject, text: text.clone() }
        }
    };
    Some(Action::Resolve(Box::new(action)))
}

fn choose_in_issue(issue: IssueId, edit: &IssueEdit) -> Option<Action> {
    let action = match edit {
        IssueEdit::Set(value, _) => Action::SetIssue { issue, value: value.clone() },
        IssueEdit::SetMeasure(measure, value, _) => {
            Action::SetMeasure { issue, measure: *measure, value: value.clone() }
        }
        IssueEdit::SetCheckpoint(checkpoint, value, _) => {
            Action::SetCheckpoint { issue, checkpoint: *checkpoint, value: value.clone() }
        }
        IssueEdit::SetTarget(target, value, _) => Action::SetTarget { issue, target: *target, value: value.clone() },
        IssueEdit::SetPresence(item, it, _) => {
            let item: IssueItem = *item;
            return stands(it, Action::Restore { issue, item }, |reason| Action::Withdraw { issue, item, reason });
        }
        _ => return None,
    };
    Some(Action::Resolve(Box::new(action)))
}

/// Choosing that a thing stands brings it back; choosing that it does not withdraws it for the same reason.
fn stands(it: &Presence, restore: Action, withdraw: impl Fn(String) -> Action) -> Option<Action> {
    match it {
        Presence::Present => Some(restore),
        Presence::Withdrawn(reason) => Some(withdraw(reason.clone())),
        Presence::Undone => None,
    }
}
