//! Look-backs (回头看): when a filed issue is to be looked at again.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for one")]

use chrono::{Months, NaiveDate};

use super::{
    closure::Stage,
    directory::Directory,
    issue::Issue,
    record::{Record, RecordBody},
};

/// Months after filing, and between look-backs at what is kept up standing, where the rules say nothing.
pub const LOOK_BACK_MONTHS: u16 = 6;

/// A filed issue with its look-backs.
#[doc(alias = "回头看")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookBackState {
    /// The day the round was filed.
    pub filed_on: Option<NaiveDate>,
    /// The last look-back of the round: the day, and whether it was found in order.
    pub last: Option<(NaiveDate, bool)>,
    /// When the next one is due; none after the one look-back that an issue not kept up needs.
    pub due: Option<NaiveDate>,
    /// Whether it is kept up standing and looked at again and again.
    pub standing: bool,
}

impl LookBackState {
    /// True where the last look-back found the problem again and nobody has reopened it.
    pub fn is_unqualified(&self) -> bool {
        self.last.is_some_and(|(_, qualified)| !qualified)
    }
}

impl Issue {
    /// Where a filed issue stands with its look-backs; `None` while it is not filed.
    ///
    /// What is kept up standing (持续巩固) is looked at every so many months; anything else once, so many months after filing.
    pub fn look_back(&self, directory: &Directory) -> Option<LookBackState> {
        let standing = match self.stage().stage {
            Stage::Consolidating => true,
            Stage::Closed => false,
            Stage::Registered | Stage::Rectifying | Stage::Closing | Stage::Withdrawn => return None,
        };
        let round = self.current_round()?.id;
        let looks = self.live_records().filter_map(|record: &Record| match &record.body {
            RecordBody::LookBack { round: of, date, qualified, .. } if *of == round => Some((*date, *qualified)),
            _ => None,
        });
        let last = looks.max_by_key(|(date, _)| *date);
        let filed_on = self.closed_on();
        let months = directory.fields.look_back_months.get().unwrap_or(LOOK_BACK_MONTHS);
        let from = match last {
            Some((date, _)) if standing => Some(date),
            Some(_) => None,
            None => filed_on,
        };
        let due = from.and_then(|from| from.checked_add_months(Months::new(u32::from(months))));
        Some(LookBackState { filed_on, last, due, standing })
    }
}
