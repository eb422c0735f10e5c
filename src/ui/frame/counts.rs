//! The counts on rail and status bar, worked out once for each revision and day.

use chrono::NaiveDate;

use crate::{
    domain::{closure::Stage, complaint::Handling, ledger::Ledger, time_status::TimeStatus},
    ui::view::ViewCtx,
};

/// How many there are of what the bars tell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    of: Option<(u128, u64, u64, NaiveDate)>,
    /// Issues that stand.
    pub issues: usize,
    /// Inspections that stand.
    pub inspections: usize,
    /// Issues past their deadline.
    pub overdue: usize,
    /// Issues due soon.
    pub due_soon: usize,
    /// Findings a person has to look at, as 核对 lists them.
    pub to_review: usize,
    /// Issues in the closure procedure.
    pub closing: usize,
    /// Complaints not settled.
    pub complaints: usize,
}

impl Counts {
    /// Counts anew when the ledger or the day is another.
    pub fn refresh(&mut self, ctx: ViewCtx<'_>) {
        let Some(document) = ctx.app.document() else {
            *self = Self::default();
            return;
        };
        let of = Some((document.id().0, document.revision(), ctx.app.review_version(), ctx.today()));
        if self.of != of {
            *self = Self { of, to_review: ctx.app.review().len(), ..Self::count(document.ledger(), ctx.today()) };
        }
    }

    fn count(ledger: &Ledger, today: NaiveDate) -> Self {
        let mut counts = Self { inspections: ledger.directory.live_inspections().len(), ..Self::default() };
        for issue in ledger.issues.values().filter(|issue| issue.is_present()) {
            counts.issues += 1;
            match issue.time_status(&ledger.directory, today) {
                TimeStatus::Overdue(_) => counts.overdue += 1,
                TimeStatus::DueSoon(_) => counts.due_soon += 1,
                TimeStatus::Normal(_) | TimeStatus::NoDeadline | TimeStatus::Over => {}
            }
            counts.closing += usize::from(issue.stage().stage == Stage::Closing);
        }
        let open = ledger.complaints.values().filter(|complaint| {
            complaint.registered
                && complaint.presence.get().is_present()
                && *complaint.fields.status.get() != Handling::Settled
        });
        counts.complaints = open.count();
        counts
    }
}
