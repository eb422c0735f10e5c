//! What a year demands of each inspection, and what of it is done: 年度任务, cleared (清零) when nothing is left.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use crate::domain::{
    facts::IssueFacts,
    ids::{InspectionId, IssueId},
    issue::Issue,
    ledger::Ledger,
    time_status::TimeStatus,
};

/// The tasks of one inspection in one year.
///
/// A task of the year is an issue whose acting deadline is in the year, or was before it and was not struck off then.
/// Issues without a day to count to belong to no year.
#[doc(alias = "年度任务")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearTasks {
    /// The inspection.
    pub inspection: InspectionId,
    /// Due in the year.
    pub due: usize,
    /// Due earlier, and carried into the year.
    pub carried: usize,
    /// Struck off by the acting deadline.
    pub on_time: usize,
    /// Struck off after it.
    pub late: usize,
    /// Not struck off, those most urgent first.
    pub left: Vec<IssueId>,
    /// Struck off, on time or late.
    pub closed: Vec<IssueId>,
    /// How many of those are past their deadline.
    pub overdue: usize,
    /// Due in the year by their first deadline, and moved beyond it by an extension: no tasks of the year any more.
    pub moved_out: usize,
}

impl YearTasks {
    /// How many tasks there are.
    pub fn all(&self) -> usize {
        self.due + self.carried
    }

    /// How many are struck off.
    pub fn done(&self) -> usize {
        self.on_time + self.late
    }

    /// Struck off of all, from 0 to 1; nothing without tasks.
    pub fn rate(&self) -> Option<f32> {
        super::rate(self.done(), self.all())
    }

    /// True where there were tasks and none is left (销号清零).
    #[doc(alias = "清零")]
    pub fn is_cleared(&self) -> bool {
        self.all() > 0 && self.left.is_empty()
    }

    fn add(&mut self, issue: &Issue, facts: &IssueFacts, year: i32, left: &mut Vec<(NaiveDate, IssueId)>) {
        let Some(date) = facts.date else {
            return;
        };
        if date.year() > year {
            let first = issue.first_deadline().date();
            self.moved_out += usize::from(first.is_some_and(|first| first.year() == year));
            return;
        }
        let closed = facts.is_closed();
        let carried = date.year() < year;
        if carried && closed && facts.closed_on.is_none_or(|day| day.year() < year) {
            return;
        }
        *(if carried { &mut self.carried } else { &mut self.due }) += 1;
        if closed {
            let late = facts.closed_on.is_some_and(|day| day > date);
            *(if late { &mut self.late } else { &mut self.on_time }) += 1;
            self.closed.push(issue.id);
        } else {
            self.overdue += usize::from(matches!(facts.time, TimeStatus::Overdue(_)));
            left.push((date, issue.id));
        }
    }
}

/// The tasks of the year of `today`, inspection by inspection, in the order these were added.
pub fn year_tasks<'a>(
    ledger: &Ledger,
    issues: impl Iterator<Item = (&'a Issue, &'a IssueFacts)>,
    today: NaiveDate,
) -> Vec<YearTasks> {
    let mut all: BTreeMap<InspectionId, (YearTasks, Vec<(NaiveDate, IssueId)>)> = BTreeMap::new();
    for (issue, facts) in issues.filter(|(issue, _)| issue.is_present()) {
        let inspection = *issue.fields.inspection.get();
        let (tasks, left) = all.entry(inspection).or_default();
        tasks.add(issue, facts, today.year(), left);
    }
    let added = |id: &InspectionId| ledger.directory.inspections.get(id).map(|it| it.added);
    let mut found: Vec<_> = all
        .into_iter()
        .map(|(inspection, (tasks, mut left))| {
            left.sort();
            YearTasks { inspection, left: left.into_iter().map(|(_, id)| id).collect(), ..tasks }
        })
        .collect();
    // Those of no inspection come last.
    found.sort_by_key(|it| (it.inspection.is_nil(), added(&it.inspection)));
    found
}
