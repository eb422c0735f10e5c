//! What waits for a supervisor: the issues of the own unit to supervise, or all where it supervises none.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for a few")]

use super::{Found, Pressing, WaitKind};
use crate::domain::{
    facts::IssueFacts, issue::Issue, procedure::StepRole, record::RecordBody, time_status::TimeStatus,
};

impl Found<'_> {
    pub(super) fn supervisor(&mut self, issue: &Issue, facts: &IssueFacts) {
        let unit = *issue.fields.supervising_unit.get();
        let today = unit.and_then(|unit| self.directory.unit(unit)).map(|unit| unit.id);
        if self.desk.unit.is_none() || today != self.desk.unit {
            return;
        }
        self.look_back(issue);
        self.instructions(issue);
        if facts.is_closed() {
            return;
        }
        if let TimeStatus::Overdue(late) = facts.time {
            self.put(WaitKind::Overdue, issue, -late, facts.date.map(Pressing::Due));
        }
        self.step(issue, facts, |step| step.role == StepRole::SupervisingUnit);
        self.answers(issue, false, |_| true);
    }

    /// Leaders' instructions that nothing came of yet.
    pub(super) fn instructions(&mut self, issue: &Issue) {
        let settled: Vec<_> = issue
            .live_records()
            .filter_map(|record| match &record.body {
                RecordBody::InstructionOutcome { instruction, .. } => Some(*instruction),
                _ => None,
            })
            .collect();
        for record in issue.live_records().filter(|record| !settled.contains(&record.id)) {
            if let RecordBody::Instruction { date, .. } = &record.body {
                let waited = -self.days_to(*date);
                self.put(WaitKind::Instruction, issue, -waited, Some(Pressing::Since(waited)));
            }
        }
    }
}
