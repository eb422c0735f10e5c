//! What waits for the clerk of a unit: the issues it leads, and notices addressed to it.

use super::{Found, Pressing, WaitKind, is_units};
use crate::domain::{closure::Stage, facts::IssueFacts, ids::UnitId, issue::Issue, time_status::TimeStatus};

impl Found<'_> {
    pub(super) fn unit(&mut self, issue: &Issue, facts: &IssueFacts) {
        let Some(own) = self.desk.unit else {
            return;
        };
        if facts.is_closed() {
            return;
        }
        let leads = self.is_own(*issue.fields.lead_unit.get(), own);
        self.answers_of(issue, own, leads);
        if !leads {
            return;
        }
        let date = facts.date.map(Pressing::Due);
        match facts.time {
            TimeStatus::Overdue(late) => self.put(WaitKind::Overdue, issue, -late, date),
            TimeStatus::DueSoon(left) => self.put(WaitKind::DueSoon, issue, left, date),
            TimeStatus::Normal(_) | TimeStatus::NoDeadline | TimeStatus::Over => {}
        }
        if facts.stage.stage == Stage::Rectifying && was_sent_back(issue) {
            self.put(WaitKind::SentBack, issue, 0, None);
        }
        self.step(issue, facts, is_units);
        let months = issue.months_unreported(self.directory, self.desk.today);
        if months > 0 {
            self.put(WaitKind::Report, issue, -i64::from(months), None);
        }
    }

    /// Whether a unit of the issue is the own one today; merged units lead to the one they were merged into.
    fn is_own(&self, unit: Option<UnitId>, own: UnitId) -> bool {
        unit.and_then(|unit| self.directory.unit(unit)).is_some_and(|unit| unit.id == own)
    }

    fn answers_of(&mut self, issue: &Issue, own: UnitId, leads: bool) {
        let directory = self.directory;
        let today = |unit: UnitId| directory.unit(unit).map(|unit| unit.id);
        self.answers(issue, true, |to| match to {
            Some(to) => today(to) == Some(own),
            None => leads,
        });
    }
}

fn was_sent_back(issue: &Issue) -> bool {
    issue.current_round().is_some_and(|round| issue.standing(round).returns > 0)
}
