//! The rules: what may be done, and which edits it comes to. [`plan`] is the only place that decides.

#![expect(clippy::wildcard_enum_match_arm, reason = "a command or action that is not meant here goes its usual way")]

mod action;
mod action_ids;
mod closing;
mod complaints;
mod deadlines;
mod directory;
mod handing;
mod issues;
mod long;
mod records;
mod refusal;
mod steps;
mod undo;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

pub use action::{Action, NewRecord, StepEntry};
pub use long::{plan_all, plan_each, plan_long};
pub use refusal::{AnyField, EntryField, Missing, Refusal, Thing};
pub use steps::{filed_lacks, missing_for_step, next_step, notice_end, publicity_of_step, steps_to_choose};
pub use undo::{PastEdits, undo_edits};

use super::{
    edit::Edit,
    ids::{IssueId, UnitId},
    issue::Issue,
    ledger::Ledger,
    scratch::Scratch,
};

/// As what somebody works (自报).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// The rectification office (市整改办): everything, also on behalf of others.
    #[default]
    Office,
    /// A unit: its own reports, measures, evidence, applications.
    Unit,
    /// A supervisor: remarks and instructions.
    Supervisor,
}

/// Who asks, and when: everything a rule may know beside the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Today, UTC+8.
    pub today: NaiveDate,
    /// The clock, UTC+8.
    pub now: NaiveDateTime,
    /// The name typed under.
    pub author: String,
    /// The unit worked for, where it is in the directory.
    pub unit: Option<UnitId>,
    /// As what.
    pub role: Role,
    /// When the newest change was typed, by its own clock.
    pub newest_change: Option<NaiveDateTime>,
    /// A person has looked at a doubtful clock and said it is right.
    pub clock_confirmed: bool,
}

/// Days after the newest change from which the clock must be confirmed (DESIGN: business dates).
pub const CLOCK_DOUBT_DAYS: i64 = 60;

/// Clocks of different computers may differ by so much without being doubted.
const CLOCK_SLACK_MINUTES: i64 = 10;

impl Context {
    /// Refuses where the clock and the newest change lie so far apart that nothing may be entered.
    pub fn check_clock(&self) -> Result<(), Refusal> {
        let Some(newest) = self.newest_change else {
            return Ok(());
        };
        let slow = self.now + TimeDelta::minutes(CLOCK_SLACK_MINUTES) < newest;
        let fast = self.now - newest >= TimeDelta::days(CLOCK_DOUBT_DAYS);
        if (slow || fast) && !self.clock_confirmed {
            return Err(Refusal::ClockDoubtful { now: self.now, newest });
        }
        Ok(())
    }

    fn needs(&self, role: Role) -> Result<(), Refusal> {
        if self.role == Role::Office || self.role == role { Ok(()) } else { Err(Refusal::NeedsRole(role)) }
    }

    fn not_future(&self, date: NaiveDate) -> Result<(), Refusal> {
        if date > self.today { Err(Refusal::InTheFuture(date)) } else { Ok(()) }
    }
}

/// Works out the edits that `action` comes to, or why it may not be done.
///
/// No edits: everything is already as the action wants it.
pub fn plan(ledger: &Ledger, action: &Action, ctx: &Context) -> Result<Vec<Edit>, Refusal> {
    ctx.check_clock()?;
    match action {
        Action::Batch(actions) => batch(ledger, actions, ctx),
        Action::Resolve(inner) => resolve(ledger, inner, ctx),
        Action::Because { reason, action } if has_text(reason) => plan(ledger, action, ctx),
        Action::Because { .. } => Err(Refusal::ReasonMissing),
        single => handing::within_grant(ledger, one(ledger, single, ctx, Mode::Set)?),
    }
}

/// Whether a single-valued field is set as usual or chosen out of a conflict.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Set,
    Choose,
}

fn resolve(ledger: &Ledger, inner: &Action, ctx: &Context) -> Result<Vec<Edit>, Refusal> {
    match inner {
        Action::SetLedger(_)
        | Action::SetProcedure(_)
        | Action::SetHolidays(_)
        | Action::SetUnit { .. }
        | Action::SetPerson { .. }
        | Action::SetInspection { .. }
        | Action::SetPrivate { .. }
        | Action::SetIssue { .. }
        | Action::SetMeasure { .. }
        | Action::SetCheckpoint { .. }
        | Action::SetTarget { .. }
        | Action::SetComplaint { .. }
        | Action::SetCase { .. } => handing::within_grant(ledger, one(ledger, inner, ctx, Mode::Choose)?),
        _ => Err(Refusal::NotInside),
    }
}

/// Plans several actions, each on what the ones before it come to. All or none.
fn batch(ledger: &Ledger, actions: &[Action], ctx: &Context) -> Result<Vec<Edit>, Refusal> {
    let mut work = Scratch::new(ledger);
    let mut all: Vec<Edit> = Vec::new();
    for (n, action) in actions.iter().enumerate() {
        let edits = plan(work.ledger(), action, ctx).map_err(|refusal| Refusal::InBatch(n + 1, Box::new(refusal)))?;
        // Nothing is planned on what the last one comes to.
        if n + 1 < actions.len() {
            work.take(&edits);
        }
        all.extend(edits);
    }
    Ok(all)
}

fn one(ledger: &Ledger, action: &Action, ctx: &Context, mode: Mode) -> Result<Vec<Edit>, Refusal> {
    match action {
        Action::SetLedger(_)
        | Action::SetProcedure(_)
        | Action::SetHolidays(_)
        | Action::SaveView { .. }
        | Action::RemoveView { .. }
        | Action::AddCategory(_)
        | Action::RemoveCategory(_)
        | Action::AddUnit { .. }
        | Action::SetUnit { .. }
        | Action::AddAlias { .. }
        | Action::RemoveAlias { .. }
        | Action::AddMember { .. }
        | Action::RemoveMember { .. }
        | Action::MergeUnits { .. }
        | Action::Draw { .. }
        | Action::AddPerson { .. }
        | Action::SetPerson { .. }
        | Action::AddInspection { .. }
        | Action::SetInspection { .. }
        | Action::WithdrawEntry { .. }
        | Action::RestoreEntry { .. }
        | Action::SetPrivate { .. }
        | Action::ErasePrivate { .. } => directory::plan(ledger, action, ctx, mode),
        Action::RegisterIssue { .. }
        | Action::SetIssue { .. }
        | Action::ConfirmLead { .. }
        | Action::AddIssueUnit { .. }
        | Action::RemoveIssueUnit { .. }
        | Action::AddMeasure { .. }
        | Action::SetMeasure { .. }
        | Action::AddCheckpoint { .. }
        | Action::SetCheckpoint { .. }
        | Action::AddTarget { .. }
        | Action::SetTarget { .. }
        | Action::Withdraw { .. }
        | Action::Restore { .. }
        | Action::Relate { .. } => issues::plan(ledger, action, ctx, mode),
        Action::ConfirmDeadline { .. } | Action::CorrectDeadline { .. } => deadlines::plan(ledger, action, ctx),
        Action::Append { issue, record, entry } => records::plan(ledger, *issue, *record, entry, ctx),
        Action::TakeStep { .. }
        | Action::SendBack { .. }
        | Action::WithdrawApplication { .. }
        | Action::Reopen { .. } => closing::plan(ledger, action, ctx),
        Action::RegisterComplaint { .. }
        | Action::SetComplaint { .. }
        | Action::ComplaintKind { .. }
        | Action::LinkComplaint { .. }
        | Action::WithdrawComplaint { .. }
        | Action::RegisterCase { .. }
        | Action::SetCase { .. }
        | Action::LinkCase { .. }
        | Action::WithdrawCase { .. }
        | Action::ComplaintRegion { .. }
        | Action::RestoreComplaint { .. }
        | Action::RestoreCase { .. } => complaints::plan(ledger, action, ctx, mode),
        Action::HandOut(_) | Action::Admit { .. } => handing::plan(ledger, action, ctx),
        Action::Resolve(_) | Action::Batch(_) | Action::Because { .. } => Err(Refusal::NotInside),
    }
}

/// The issue, which must stand.
fn standing_issue(ledger: &Ledger, id: IssueId) -> Result<&Issue, Refusal> {
    let issue = ledger.issue(id).filter(|issue| issue.registered).ok_or(Refusal::NotHere(Thing::Issue))?;
    if issue.is_present() { Ok(issue) } else { Err(Refusal::IsWithdrawn) }
}

fn has_text(text: &str) -> bool {
    !text.trim().is_empty()
}

/// Plans setting one single-valued field: nothing where it has the value, refused where copies disagree.
///
/// `current` are the values in force with their names; gives the edits to replace, or `None` for nothing to do.
fn set_field<V: PartialEq>(
    log: &super::register::Log,
    current: &[(super::ids::EditKey, V)],
    value: &V,
    unset: &V,
    field: AnyField,
    mode: Mode,
) -> Result<Option<Vec<super::ids::EditRef>>, Refusal> {
    let conflicted = current.iter().any(|(_, v)| current.first().is_some_and(|(_, first)| first != v));
    match mode {
        Mode::Set if conflicted => return Err(Refusal::Conflicted(field)),
        Mode::Choose if !conflicted => return Err(Refusal::NotConflicted(field)),
        Mode::Set | Mode::Choose => {}
    }
    let shown = current.first().map_or(unset, |(_, v)| v);
    if mode == Mode::Set && shown == value {
        return Ok(None);
    }
    Ok(Some(log.edit_refs(current.iter().map(|(key, _)| *key))))
}

#[cfg(test)]
pub(super) mod tests;
