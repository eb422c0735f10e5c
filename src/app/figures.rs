//! The figures of 总览: worked out once for each revision and day, and only while somebody looks at them.
//!
//! **Invariant:** no frame waits for the figures of a large ledger; those before are shown until they are there.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::{
    LedgerId, UnitId,
    facts::IssueFacts,
    ledger::Ledger,
    rules::Role,
    stats::{self, Desk, Heat, Stats, TargetOutlook, Wait, YearTasks},
};

use super::{
    command::Page,
    jobs::{Job, JobEvent},
    notice::NoticeKind,
    rows::IN_A_FRAME,
    state::App,
};

/// The figures of a ledger on one day, as somebody sees them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Counts by stage, time status, unit, category, region, inspection and month.
    pub stats: Stats,
    /// The tasks of the year, inspection by inspection.
    pub tasks: Vec<YearTasks>,
    /// Quantified targets, what will be missed first.
    pub targets: Vec<TargetOutlook>,
    /// The monthly judgements of the units.
    pub heat: Heat,
    /// What waits for whoever sits here.
    pub waits: Vec<Wait>,
}

impl Figures {
    /// Works all of them out.
    pub fn of(ledger: &Ledger, desk: Desk) -> Self {
        let directory = &ledger.directory;
        let listed = ledger.issues.values().filter(|issue| issue.is_listed());
        let facts: Vec<_> =
            listed.map(|issue| (issue.as_ref(), IssueFacts::of(issue, directory, desk.today))).collect();
        let known = || facts.iter().map(|(issue, facts)| (*issue, facts));
        Self {
            stats: Stats::of(ledger, known(), desk.today),
            tasks: stats::year_tasks(ledger, known(), desk.today),
            targets: stats::target_outlooks(known(), desk.today),
            heat: stats::heat(ledger, known(), desk.today),
            waits: stats::waits(ledger, known(), desk),
        }
    }
}

/// What figures are worked out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FiguresBase {
    ledger: LedgerId,
    revision: u64,
    today: NaiveDate,
    unit: Option<UnitId>,
    role: Role,
}

/// The figures as far as they are known.
#[derive(Debug, Default)]
pub(super) struct FiguresWork {
    of: Option<FiguresBase>,
    figures: Option<Figures>,
    version: u64,
    job: Option<(FiguresBase, Job<Figures>)>,
}

impl FiguresWork {
    fn take(&mut self, of: FiguresBase, figures: Figures) {
        self.of = Some(of);
        self.figures = Some(figures);
        self.version += 1;
    }
}

impl App {
    /// The figures of 总览; nothing until they are worked out for the first time.
    pub fn figures(&self) -> Option<&Figures> {
        self.figures.figures.as_ref()
    }

    /// Grows whenever the figures were worked out anew.
    pub fn figures_version(&self) -> u64 {
        self.figures.version
    }

    /// Who asks for figures, and on which day.
    pub(super) fn desk(&self) -> Desk {
        Desk { role: self.identity().role, unit: self.own_unit(), today: self.clock.today }
    }

    /// Works the figures out where the page shows them and what they come from has changed.
    pub(super) fn refresh_figures(&mut self) {
        self.take_figures();
        let Some(document) = self.document.as_ref() else {
            self.figures = FiguresWork { version: self.figures.version + 1, ..FiguresWork::default() };
            return;
        };
        if self.page != Page::Overview {
            return;
        }
        let desk = self.desk();
        let (ledger, revision) = (document.id(), document.revision());
        let of = FiguresBase { ledger, revision, today: desk.today, unit: desk.unit, role: desk.role };
        if self.figures.of == Some(of) || self.figures.job.is_some() {
            return;
        }
        if self.figures.of.is_some_and(|old| old.ledger != ledger) {
            self.figures.figures = None;
        }
        let ledger = document.ledger();
        if ledger.issues.len() <= IN_A_FRAME {
            let figures = Figures::of(ledger, desk);
            return self.figures.take(of, figures);
        }
        let snapshot = ledger.clone();
        let wake = Arc::clone(&self.wake);
        match Job::start("figures", self.clock.instant, wake, move |_| Figures::of(&snapshot, desk)) {
            Ok(job) => self.figures.job = Some((of, job)),
            Err(error) => log::warn!("no thread for the figures: {error}"),
        }
    }

    fn take_figures(&mut self) {
        let Some((of, mut job)) = self.figures.job.take() else {
            return;
        };
        for event in job.take_events() {
            match event {
                JobEvent::Progress(_) => {}
                JobEvent::Ended(figures) => self.figures.take(of, figures),
                JobEvent::Failed(failed) => self.tell(NoticeKind::JobFailed(failed.name)),
            }
        }
        if job.is_over() {
            // Not tried again for the same ledger and day where it broke off.
            self.figures.of = Some(of);
        } else {
            self.figures.job = Some((of, job));
        }
    }
}
