//! Counts over the issues of a ledger on one day. Withdrawn issues are in none of them but their own.

mod heat;
mod targets;
#[cfg(test)]
mod tests;
mod waits;
mod year_tasks;

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

pub use heat::{Heat, HeatCell, HeatRow, HeatSign, heat, heat_issues};
pub use targets::{Miss, Outlook, TargetOutlook, target_outlooks};
pub use waits::{Desk, Pressing, Wait, WaitKind, waits};
pub use year_tasks::{YearTasks, year_tasks};

use super::{
    closure::Stage,
    facts::IssueFacts,
    ids::{InspectionId, IssueId, UnitId},
    issue::Issue,
    ledger::Ledger,
    time_status::TimeStatus,
};

/// The issues of one group by how they stand in time; the four sum up to the group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Late.
    pub overdue: usize,
    /// Due soon.
    pub due_soon: usize,
    /// Anything else that is not struck off.
    pub normal: usize,
    /// Struck off.
    pub closed: usize,
}

impl Tally {
    /// How many there are.
    pub fn all(&self) -> usize {
        self.overdue + self.due_soon + self.normal + self.closed
    }

    /// How many are not struck off.
    pub fn left(&self) -> usize {
        self.all() - self.closed
    }

    /// The parts in the order in which they are drawn: overdue, due soon, normal, closed.
    pub fn parts(&self) -> [usize; 4] {
        [self.overdue, self.due_soon, self.normal, self.closed]
    }

    /// Counts one more issue.
    pub fn add(&mut self, facts: &IssueFacts) {
        let place = if facts.is_closed() {
            &mut self.closed
        } else {
            match facts.time {
                TimeStatus::Overdue(_) => &mut self.overdue,
                TimeStatus::DueSoon(_) => &mut self.due_soon,
                TimeStatus::Normal(_) | TimeStatus::NoDeadline | TimeStatus::Over => &mut self.normal,
            }
        };
        *place += 1;
    }
}

/// A stage as lists name it: steps of the closure procedure apart, by the name the procedure gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StageName {
    /// Which stage.
    pub stage: Stage,
    /// The name of the step waited for; empty but while closing.
    pub step: String,
}

impl StageName {
    /// The name of the stage of an issue.
    pub fn of(facts: &IssueFacts) -> Self {
        let stage = facts.stage.stage;
        let step = if stage == Stage::Closing { facts.stage.name.clone() } else { String::new() };
        Self { stage, step }
    }
}

/// How many issues stand at a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageCount {
    /// The stage.
    pub name: StageName,
    /// Steps behind and all, of one of them: for the sign.
    pub progress: (usize, usize),
    /// How many issues.
    pub count: usize,
}

/// What was to be closed by the end of a month, and what was, since the beginning of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthPoint {
    /// 1 to 12.
    pub month: u32,
    /// Issues whose acting deadline has passed by then.
    pub planned: usize,
    /// Issues struck off by then; none for months to come.
    pub actual: Option<usize>,
    /// Issues whose acting deadline is in this month.
    pub due: usize,
    /// Issues struck off in this month; none for months to come.
    pub closed: Option<usize>,
}

/// The counts of a ledger on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// All that stand.
    pub all: Tally,
    /// Assigned and not struck off (在办).
    pub under_way: usize,
    /// A person has to confirm something.
    pub to_confirm: usize,
    /// Finished by the monthly judgement, or struck off (完成整改).
    pub finished: usize,
    /// Withdrawn (作废).
    pub withdrawn: usize,
    /// By stage, in the order of the procedure.
    pub stages: Vec<StageCount>,
    /// By lead unit, those with most left first.
    pub units: Vec<(Option<UnitId>, Tally)>,
    /// By category, the largest first.
    pub categories: Vec<(String, Tally)>,
    /// By region, the largest first.
    pub regions: Vec<(String, Tally)>,
    /// Not struck off and without a day to count to; they are part of the normal ones.
    pub no_deadline: usize,
    /// By inspection, in the order they were added.
    pub inspections: Vec<(InspectionId, Tally)>,
    /// What is due from today on, the first first, within the days asked for.
    pub due: Vec<(NaiveDate, IssueId)>,
    /// Plan and reality by the months of this year.
    pub months: Vec<MonthPoint>,
}

/// How many days ahead [`Stats::due`] looks.
pub const DUE_DAYS: i64 = 30;

impl Stats {
    /// Counts a whole ledger.
    pub fn of_ledger(ledger: &Ledger, today: NaiveDate) -> Self {
        let facts: Vec<_> = ledger
            .issues
            .values()
            .filter(|issue| issue.is_listed())
            .map(|issue| (issue.as_ref(), IssueFacts::of(issue, &ledger.directory, today)))
            .collect();
        Self::of(ledger, facts.iter().map(|(issue, facts)| (*issue, facts)), today)
    }

    /// Counts issues whose facts are known.
    pub fn of<'a>(
        ledger: &Ledger,
        issues: impl Iterator<Item = (&'a Issue, &'a IssueFacts)>,
        today: NaiveDate,
    ) -> Self {
        let mut count = Count::default();
        issues.for_each(|(issue, facts)| count.add(issue, facts, today));
        count.into_stats(ledger, today)
    }

    /// Struck off of all (验收销号率), from 0 to 1; nothing without issues.
    #[doc(alias = "验收销号率")]
    pub fn closed_rate(&self) -> Option<f32> {
        rate(self.all.closed, self.all.all())
    }

    /// Finished of all (完成整改率), from 0 to 1; nothing without issues.
    #[doc(alias = "完成整改率")]
    pub fn finished_rate(&self) -> Option<f32> {
        rate(self.finished, self.all.all())
    }
}

fn rate(part: usize, all: usize) -> Option<f32> {
    (all > 0).then(|| part as f32 / all as f32)
}

#[derive(Default)]
struct Count {
    stats: Stats,
    stages: BTreeMap<StageName, (usize, usize, usize)>,
    units: BTreeMap<Option<UnitId>, Tally>,
    categories: BTreeMap<String, Tally>,
    regions: BTreeMap<String, Tally>,
    inspections: BTreeMap<InspectionId, Tally>,
    planned: Vec<NaiveDate>,
    actual: Vec<NaiveDate>,
}

impl Count {
    fn add(&mut self, issue: &Issue, facts: &IssueFacts, today: NaiveDate) {
        if !issue.is_present() {
            self.stats.withdrawn += usize::from(issue.is_listed());
            return;
        }
        let stats = &mut self.stats;
        stats.all.add(facts);
        stats.under_way += usize::from(facts.is_under_way());
        stats.to_confirm += usize::from(facts.to_confirm);
        stats.finished += usize::from(facts.is_finished());
        stats.no_deadline += usize::from(facts.time == TimeStatus::NoDeadline);
        let (done, all) = facts.stage.progress;
        let stage = self.stages.entry(StageName::of(facts)).or_default();
        *stage = (done, all, stage.2 + 1);
        let fields = &issue.fields;
        let unit = *fields.lead_unit.get();
        self.units.entry(unit).or_default().add(facts);
        self.categories.entry(fields.category.get().clone()).or_default().add(facts);
        self.regions.entry(fields.region.get().clone()).or_default().add(facts);
        let inspection = *fields.inspection.get();
        self.inspections.entry(inspection).or_default().add(facts);
        self.planned.extend(facts.date);
        self.actual.extend(facts.closed_on);
        if let Some(date) = facts.date.filter(|_| !facts.is_closed())
            && (0..=DUE_DAYS).contains(&(date - today).num_days())
        {
            stats.due.push((date, issue.id));
        }
    }

    fn into_stats(self, ledger: &Ledger, today: NaiveDate) -> Stats {
        let mut stats = self.stats;
        stats.due.sort();
        stats.months = months(&self.planned, &self.actual, today);
        let stages = self.stages.into_iter();
        stats.stages =
            stages.map(|(name, (done, all, count))| StageCount { name, progress: (done, all), count }).collect();
        stats.stages.sort_by_key(|it| (it.name.stage, it.progress.0));
        stats.units = self.units.into_iter().collect();
        stats.units.sort_by_key(|(_, tally)| std::cmp::Reverse((tally.all(), tally.overdue)));
        stats.categories = self.categories.into_iter().collect();
        stats.categories.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.all()));
        stats.regions = self.regions.into_iter().collect();
        stats.regions.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.all()));
        stats.inspections = self.inspections.into_iter().collect();
        let added = |id: &InspectionId| ledger.directory.inspections.get(id).map(|it| it.added);
        stats.inspections.sort_by_key(|(id, _)| added(id));
        stats
    }
}

fn months(planned: &[NaiveDate], actual: &[NaiveDate], today: NaiveDate) -> Vec<MonthPoint> {
    let (planned, actual) = (by_month(planned, today.year()), by_month(actual, today.year()));
    let (mut planned_by, mut actual_by) = (0, 0);
    let mut points = Vec::new();
    for (month, (due, closed)) in (0..=12).zip(planned.into_iter().zip(actual)) {
        planned_by += due;
        actual_by += closed;
        let known = month <= today.month();
        let (actual, closed) = (known.then_some(actual_by), known.then_some(closed));
        points.push(MonthPoint { month, planned: planned_by, actual, due, closed });
    }
    // The first is everything before this year.
    points.split_off(1)
}

/// How many days there are before the year, and in each of its months.
fn by_month(days: &[NaiveDate], year: i32) -> [usize; 13] {
    let mut counts = [0; 13];
    for day in days.iter().filter(|day| day.year() <= year) {
        let month = if day.year() == year { day.month() as usize } else { 0 };
        if let Some(count) = counts.get_mut(month) {
            *count += 1;
        }
    }
    counts
}
