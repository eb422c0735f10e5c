//! The counts on rail and status bar, worked out once for each revision and day.

use chrono::NaiveDate;

use crate::{
    domain::{
        closure::Stage, complaint::Handling, issue::Issue, ledger::Ledger, time_status::TimeStatus,
    },
    ui::view::ViewCtx,
};

/// How many there are of what the bars tell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    of: Option<(u128, u64, NaiveDate)>,
    /// Issues that stand.
    pub issues: usize,
    /// Inspections that stand.
    pub inspections: usize,
    /// Issues past their deadline.
    pub overdue: usize,
    /// Issues due soon.
    pub due_soon: usize,
    /// Issues in which a person has to look at something.
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
        let of = Some((document.id().0, document.revision(), ctx.today()));
        if self.of != of {
            *self = Self {
                of,
                ..Self::count(document.ledger(), ctx.today())
            };
        }
    }

    fn count(ledger: &Ledger, today: NaiveDate) -> Self {
        let mut counts = Self {
            inspections: ledger.directory.live_inspections().len(),
            ..Self::default()
        };
        for issue in ledger.issues.values().filter(|issue| issue.is_present()) {
            counts.issues += 1;
            match issue.time_status(&ledger.directory, today) {
                TimeStatus::Overdue(_) => counts.overdue += 1,
                TimeStatus::DueSoon(_) => counts.due_soon += 1,
                TimeStatus::Normal(_) | TimeStatus::NoDeadline | TimeStatus::Over => {}
            }
            let point = issue.stage();
            counts.closing += usize::from(point.stage == Stage::Closing);
            counts.to_review += usize::from(point.contradicted || waits_for_a_look(issue));
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

fn waits_for_a_look(issue: &Issue) -> bool {
    issue.first_deadline().needs_confirmation()
        || *issue.fields.lead_to_confirm.get()
        || !issue.fields.conflicts().is_empty()
        || issue.acting_extensions().len() > 1
}
