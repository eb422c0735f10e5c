//! The day the office works on: the computer's, unless a person has said that its clock is wrong.
//!
//! **Invariant:** what a person said moves the business day only; the time shown with a change stays the clock's own.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::{App, Clock};
use crate::domain::rules::Refusal;

/// How far the business day lies from the computer's, in calendar days; 0 while its clock is believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DayOff(i64);

impl DayOff {
    /// The distance that makes `today` the business day of a clock that reads `now`.
    fn to(today: NaiveDate, now: NaiveDateTime) -> Self {
        Self((today - now.date()).num_days())
    }

    /// The clock with the business day moved; a day beyond the calendar leaves it as it is.
    pub(super) fn apply(self, clock: Clock) -> Clock {
        let days = Days::new(self.0.unsigned_abs());
        let today = if self.0 < 0 { clock.today.checked_sub_days(days) } else { clock.today.checked_add_days(days) };
        Clock { today: today.unwrap_or(clock.today), ..clock }
    }
}

impl App {
    /// The clock's reading and the newest change, while the two lie so far apart that nothing may be entered.
    pub fn doubtful_clock(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        match self.context()?.check_clock() {
            Err(Refusal::ClockDoubtful { now, newest }) if !self.is_read_only() => Some((now, newest)),
            _ => None,
        }
    }

    /// The business day a person gave and the computer's own, where they differ.
    pub fn day_given(&self) -> Option<(NaiveDate, NaiveDate)> {
        (self.day_off != DayOff::default()).then(|| (self.clock.today, self.clock.now.date()))
    }

    /// Takes `today` as the business day until the program ends, and the clock as looked at.
    pub(super) fn give_day(&mut self, today: NaiveDate) {
        self.day_off = DayOff::to(today, self.clock.now);
        let machine = Clock { today: self.clock.now.date(), ..self.clock };
        self.clock = self.day_off.apply(machine);
        if let Some(document) = &mut self.document {
            document.confirm_clock();
        }
    }
}
