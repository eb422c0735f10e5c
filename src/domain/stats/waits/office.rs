//! What waits for the rectification office: everything that no unit does itself.

use super::{Found, Item, Pressing, WaitKind, after, is_units};
use crate::domain::{
    closure::Stage,
    complaint::Handling,
    facts::IssueFacts,
    issue::{Issue, Presence},
    ledger::Ledger,
    register::Reg,
    supervision::suggest,
};

/// Complaints and opinions wait from so many days before their day.
const NEAR_DAYS: u64 = 7;

impl Found<'_> {
    pub(super) fn office(&mut self, issue: &Issue, facts: &IssueFacts) {
        if facts.to_confirm {
            self.put(WaitKind::Confirm, issue, 0, None);
        }
        self.look_back(issue);
        self.instructions(issue);
        if facts.is_closed() {
            return;
        }
        if facts.stage.stage == Stage::Registered && !facts.to_confirm {
            let order = facts.date.map_or(i64::MAX, |day| self.days_to(day));
            self.put(WaitKind::Assign, issue, order, facts.date.map(Pressing::Due));
        }
        self.step(issue, facts, |step| !is_units(step));
        self.answers(issue, false, |_| true);
        self.suggestion(issue);
        self.reports_missing(issue);
    }

    fn suggestion(&mut self, issue: &Issue) {
        let Some(scale) = self.directory.fields.scale.get().as_ref() else {
            return;
        };
        let figures = issue.supervision_facts(self.directory, self.desk.today);
        if let Some(suggestion) = suggest(scale, &figures) {
            // The most severe first, then by days left.
            let rank = i64::try_from(scale.rank(&suggestion.level).unwrap_or_default()).unwrap_or_default();
            let order = figures.days_left.unwrap_or(9_999) - rank * 100_000;
            self.put(WaitKind::SuggestedNotice, issue, order, None);
        }
    }

    fn reports_missing(&mut self, issue: &Issue) {
        let months = issue.months_unreported(self.directory, self.desk.today);
        if months > 0 {
            self.put(WaitKind::Report, issue, -i64::from(months), None);
        }
    }

    /// Complaints and accountability cases have no issue to open.
    pub(super) fn complaints(&mut self, ledger: &Ledger) {
        let near = after(self.desk.today, NEAR_DAYS);
        let stands = |registered: bool, presence: &Reg<Presence>| registered && presence.get().is_present();
        for complaint in ledger.complaints.values().filter(|it| stands(it.registered, &it.presence)) {
            let due = complaint.fields.due.get().filter(|due| *due <= near);
            if let (Some(due), Handling::Open | Handling::InStages) = (due, *complaint.fields.status.get()) {
                let (order, pressing) = (self.days_to(due), Some(Pressing::Due(due)));
                self.put_at((WaitKind::Complaint, 0), Item { order, issue: None, pressing });
            }
        }
        for case in ledger.cases.values().filter(|it| stands(it.registered, &it.presence)) {
            let due = case.opinion_due().filter(|due| *due <= near);
            if let (Some(due), None) = (due, case.fields.opinion_on.get()) {
                let (order, pressing) = (self.days_to(due), Some(Pressing::Due(due)));
                self.put_at((WaitKind::Opinion, 0), Item { order, issue: None, pressing });
            }
        }
    }
}
