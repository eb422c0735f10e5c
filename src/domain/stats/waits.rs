//! What waits for somebody to do it (等我办理), by the role they work in.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for a few")]

mod office;
mod supervisor;
mod unit;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::domain::{
    calendar::WorkCalendar,
    closure::Stage,
    directory::Directory,
    facts::IssueFacts,
    ids::{IssueId, UnitId},
    issue::Issue,
    ledger::Ledger,
    procedure::{DayCount, DayLimit, Step, StepRole},
    record::RecordBody,
    rules::Role,
};

/// Who asks: the role worked in, the own unit, and the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Desk {
    /// As what.
    pub role: Role,
    /// The own unit, where the directory has it.
    pub unit: Option<UnitId>,
    /// The day.
    pub today: NaiveDate,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaitKind {
    /// Issues past their deadline.
    Overdue,
    /// Issues that were sent back and are rectified anew (退回).
    SentBack,
    /// Notices whose answer is overdue.
    AnswerOverdue,
    /// Notices to be answered.
    Answer,
    /// A step of the closure procedure, by its name.
    Step(String),
    /// Lead unit or deadline to be confirmed.
    Confirm,
    /// Issues to be assigned (交办).
    Assign,
    /// Supervision notices that the rules suggest.
    SuggestedNotice,
    /// Monthly reports that are missing (未报送).
    Report,
    /// Leaders' instructions nothing came of yet (领导批示).
    Instruction,
    /// Look-backs that are due (回头看).
    LookBack,
    /// Complaints not settled whose day is near or over.
    Complaint,
    /// Accountability opinions that are due (追责).
    Opinion,
    /// Issues due soon.
    DueSoon,
}

/// What presses most of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressing {
    /// Days used of days allowed.
    Days(i64, DayLimit),
    /// Waiting for so many calendar days, no limit given.
    Since(i64),
    /// The first day by which it is due.
    Due(NaiveDate),
}

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// What is to be done.
    pub kind: WaitKind,
    /// How many of it.
    pub count: usize,
    /// The issues it is about, the most pressing first; none where it is about complaints or cases.
    pub issues: Vec<IssueId>,
    /// What presses most.
    pub pressing: Option<Pressing>,
}

/// What waits for this desk, in the order in which it presses.
#[doc(alias = "等我办理")]
pub fn waits<'a>(ledger: &Ledger, issues: impl Iterator<Item = (&'a Issue, &'a IssueFacts)>, desk: Desk) -> Vec<Wait> {
    let calendar = ledger.directory.calendar();
    let mut found = Found { directory: &ledger.directory, calendar: &calendar, desk, waits: BTreeMap::new() };
    for (issue, facts) in issues.filter(|(issue, _)| issue.is_present()) {
        match desk.role {
            Role::Office => found.office(issue, facts),
            Role::Unit => found.unit(issue, facts),
            Role::Supervisor => found.supervisor(issue, facts),
        }
    }
    if desk.role == Role::Office {
        found.complaints(ledger);
    }
    found.into_waits()
}

/// One thing that waits, with how much it presses: the less, the more.
struct Item {
    order: i64,
    issue: Option<IssueId>,
    pressing: Option<Pressing>,
}

struct Found<'a> {
    directory: &'a Directory,
    calendar: &'a WorkCalendar,
    desk: Desk,
    waits: BTreeMap<(WaitKind, usize), Vec<Item>>,
}

impl Found<'_> {
    fn put(&mut self, kind: WaitKind, issue: &Issue, order: i64, pressing: Option<Pressing>) {
        self.put_at((kind, 0), Item { order, issue: Some(issue.id), pressing });
    }

    fn put_at(&mut self, key: (WaitKind, usize), item: Item) {
        self.waits.entry(key).or_default().push(item);
    }

    fn put_due(&mut self, kind: WaitKind, issue: &Issue, due: NaiveDate) {
        self.put(kind, issue, self.days_to(due), Some(Pressing::Due(due)));
    }

    fn days_to(&self, day: NaiveDate) -> i64 {
        (day - self.desk.today).num_days()
    }

    /// The step waited for, where `takes` says that it is this desk's to take.
    fn step(&mut self, issue: &Issue, facts: &IssueFacts, takes: impl FnOnce(&Step) -> bool) {
        if facts.stage.stage != Stage::Closing {
            return;
        }
        let Some(round) = issue.current_round() else {
            return;
        };
        let standing = issue.standing(round);
        let Some(step) = round.procedure.steps.get(standing.at).filter(|step| takes(step)) else {
            return;
        };
        let dates = standing.passed.values().filter_map(|id| match &issue.record(*id)?.body {
            RecordBody::Step(step) => step.date,
            _ => None,
        });
        let (order, pressing) = self.pressing(dates.max(), step.limit);
        self.put_at((WaitKind::Step(step.name.clone()), standing.at), Item { order, issue: Some(issue.id), pressing });
    }

    fn pressing(&self, since: Option<NaiveDate>, limit: Option<DayLimit>) -> (i64, Option<Pressing>) {
        let Some(since) = since else {
            return (i64::MAX, None);
        };
        let count = limit.map_or(DayCount::Calendar, |limit| limit.count);
        let Ok(used) = self.calendar.days_used(since, self.desk.today, count) else {
            return (i64::MAX, None);
        };
        match limit {
            Some(limit) => (i64::from(limit.days) - used, Some(Pressing::Days(used, limit))),
            None => (1_000_000 - used, Some(Pressing::Since(used))),
        }
    }

    /// The look-back of a filed issue, once it is due.
    fn look_back(&mut self, issue: &Issue) {
        let due = issue.look_back(self.directory).and_then(|state| state.due);
        if let Some(due) = due.filter(|due| *due <= self.desk.today) {
            self.put_due(WaitKind::LookBack, issue, due);
        }
    }

    /// Notices nobody has answered; `mine` says which of them concern this desk, `all` asks for those not late too.
    fn answers(&mut self, issue: &Issue, all: bool, mine: impl Fn(Option<UnitId>) -> bool) {
        for state in issue.notices().into_iter().filter(|state| state.waits_for_answer() && mine(state.notice.unit)) {
            let Some(due) = state.notice.answer_due else {
                continue;
            };
            if due < self.desk.today {
                self.put_due(WaitKind::AnswerOverdue, issue, due);
            } else if all {
                self.put_due(WaitKind::Answer, issue, due);
            }
        }
    }

    fn into_waits(self) -> Vec<Wait> {
        let wait = |((kind, _), mut items): ((WaitKind, usize), Vec<Item>)| {
            items.sort_by_key(|item| (item.order, item.issue));
            let mut issues: Vec<IssueId> = Vec::new();
            for id in items.iter().filter_map(|item| item.issue) {
                // Several notices of one issue are one row of the grid.
                if issues.last() != Some(&id) {
                    issues.push(id);
                }
            }
            let pressing = items.first().and_then(|item| item.pressing);
            Wait { kind, count: items.len(), issues, pressing }
        };
        let mut waits: Vec<_> = self.waits.into_iter().collect();
        // Steps stand in the order of the procedure, not of their names.
        waits.sort_by(|(a, _), (b, _)| place(&a.0).cmp(&place(&b.0)).then(a.1.cmp(&b.1)).then_with(|| a.0.cmp(&b.0)));
        waits.into_iter().map(wait).collect()
    }
}

/// The place of a kind among the kinds, whatever its step.
fn place(kind: &WaitKind) -> u8 {
    match kind {
        WaitKind::Overdue => 0,
        WaitKind::SentBack => 1,
        WaitKind::AnswerOverdue => 2,
        WaitKind::Answer => 3,
        WaitKind::Step(_) => 4,
        WaitKind::Confirm => 5,
        WaitKind::Assign => 6,
        WaitKind::SuggestedNotice => 7,
        WaitKind::Report => 8,
        WaitKind::Instruction => 9,
        WaitKind::LookBack => 10,
        WaitKind::Complaint => 11,
        WaitKind::Opinion => 12,
        WaitKind::DueSoon => 13,
    }
}

/// Whether a unit takes the step itself, as the rules have it.
fn is_units(step: &Step) -> bool {
    matches!(step.role, StepRole::LeadUnit | StepRole::CollectingUnit)
}

/// So many days from a day.
fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}
