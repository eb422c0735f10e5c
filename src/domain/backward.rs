//! Backward scheduling (倒排工期): checkpoints spread over the days that are left before a deadline.
//!
//! **Invariant:** every proposed day is a working day after today and not after the deadline; nothing is guessed for
//! a year whose holidays are not known.

use chrono::NaiveDate;

use super::{
    calendar::{MissingYear, WorkCalendar},
    procedure::DayCount,
};

/// Longer than this no plan is drawn up: a deadline so far away is a slip of the pen.
const MOST_DAYS: usize = 366 * 40;

/// The names that are proposed for so many checkpoints, the last one on the last day.
const USUAL: [&str; 6] = ["制定整改方案", "全面启动整改", "完成过半", "主体任务完成", "自查自验", "提请验收"];

/// What is to be scheduled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackwardAsk {
    /// The day before the first that may be used: today, or the day the issue was assigned.
    pub after: NaiveDate,
    /// The deadline.
    pub deadline: NaiveDate,
    /// How many checkpoints there are to be.
    pub checkpoints: usize,
    /// Days kept free before the deadline, for what is found at the end.
    pub reserve: u16,
    /// Which days count.
    pub count: DayCount,
}

/// Why no days can be proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackwardFault {
    /// The deadline is not after the day the plan begins.
    #[error("the deadline {0} has passed")]
    DeadlinePassed(NaiveDate),
    /// The days left are fewer than the checkpoints.
    #[error("{left} days for {wanted} checkpoints")]
    TooFewDays {
        /// How many days are left.
        left: usize,
        /// How many checkpoints are asked for.
        wanted: usize,
    },
    /// The deadline is further away than anybody plans.
    #[error("the deadline {0} is too far away")]
    TooFar(NaiveDate),
    /// The holidays of a year in between are not known.
    #[error(transparent)]
    MissingYear(#[from] MissingYear),
}

/// Proposes a day for each checkpoint, evenly over the days left; the last falls on the last day that counts.
///
/// Counted back from the deadline, so that what does not divide evenly goes to the first checkpoints.
#[doc(alias = "倒排工期")]
pub fn schedule_back(calendar: &WorkCalendar, ask: BackwardAsk) -> Result<Vec<NaiveDate>, BackwardFault> {
    if ask.deadline <= ask.after {
        return Err(BackwardFault::DeadlinePassed(ask.deadline));
    }
    let mut days = Vec::new();
    for day in ask.after.iter_days().skip(1).take_while(|day| *day <= ask.deadline) {
        let counts = match ask.count {
            DayCount::Calendar => true,
            DayCount::Working => calendar.is_workday(day)?,
        };
        if counts {
            days.push(day);
        }
        if days.len() > MOST_DAYS {
            return Err(BackwardFault::TooFar(ask.deadline));
        }
    }
    days.truncate(days.len().saturating_sub(usize::from(ask.reserve)));
    let (left, wanted) = (days.len(), ask.checkpoints);
    if left < wanted || wanted == 0 {
        return Err(BackwardFault::TooFewDays { left, wanted });
    }
    // The k-th from the end lies k shares of all days before the last one.
    let from_end = |k: usize| left - 1 - k * left / wanted;
    Ok((0..wanted).rev().filter_map(|k| days.get(from_end(k)).copied()).collect())
}

/// Names for so many checkpoints: the usual ones as far as they go, the last always last.
pub fn usual_names(checkpoints: usize) -> Vec<String> {
    let (all, last) = (USUAL.len(), checkpoints.saturating_sub(1));
    let name = |n: usize| {
        if checkpoints <= all {
            // Of fewer checkpoints the names are spread, so that the first and the last stay what they are.
            let place = (n * (all - 1)).checked_div(last).unwrap_or(all - 1);
            USUAL.get(place).map_or_else(String::new, |name| (*name).to_owned())
        } else if n == last {
            USUAL.last().map_or_else(String::new, |name| (*name).to_owned())
        } else {
            USUAL.get(n).filter(|_| n + 1 < all).map_or_else(|| format!("第{}个节点", n + 1), |name| (*name).to_owned())
        }
    };
    (0..checkpoints).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ask(after: &str, deadline: &str, checkpoints: usize) -> BackwardAsk {
        BackwardAsk { after: day(after), deadline: day(deadline), checkpoints, reserve: 0, count: DayCount::Working }
    }

    fn dates(ask: BackwardAsk) -> Vec<String> {
        let found = schedule_back(&WorkCalendar::state_council(), ask).unwrap();
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn checkpoints_pass_over_the_national_day_and_use_the_worked_saturday() {
        // 2026-09-28 to 30 and, after seven days off, 8 to 10 October, the last a worked Saturday.
        let found = dates(ask("2026-09-27", "2026-10-11", 6));
        let wanted = ["2026-09-28", "2026-09-29", "2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10"];
        assert_eq!(found, wanted, "no day off among them");
    }

    #[test]
    fn a_deadline_on_a_day_off_moves_the_last_checkpoint_before_it() {
        let found = dates(ask("2026-09-01", "2026-10-05", 2));
        assert_eq!(found.last().map(String::as_str), Some("2026-09-30"), "the last working day before");
    }

    #[test]
    fn the_days_are_spread_evenly_back_from_the_deadline() {
        // 20 working days in June 2026 after the dragon boat days.
        let calendar = WorkCalendar::state_council();
        for checkpoints in [1, 2, 3, 5, 7] {
            let ask = ask("2026-05-31", "2026-06-30", checkpoints);
            let found = schedule_back(&calendar, ask).unwrap();
            assert_eq!(found.len(), checkpoints);
            assert_eq!(found.last(), Some(&day("2026-06-30")), "the last day is used");
            let mut from = ask.after;
            let gaps: Vec<i64> = found
                .iter()
                .map(|to| calendar.working_days_between(std::mem::replace(&mut from, *to), *to).unwrap())
                .collect();
            let (least, most) = (gaps.iter().min().unwrap(), gaps.iter().max().unwrap());
            assert!(most - least <= 1, "{gaps:?}");
        }
    }

    #[test]
    fn days_kept_free_stay_free() {
        let ask = BackwardAsk { reserve: 5, ..ask("2026-05-31", "2026-06-30", 3) };
        let found = schedule_back(&WorkCalendar::state_council(), ask).unwrap();
        let free = WorkCalendar::state_council().working_days_between(found[2], ask.deadline);
        assert_eq!(free, Ok(5), "five working days after the last checkpoint");
    }

    #[test]
    fn too_little_time_is_said_and_not_squeezed() {
        let calendar = WorkCalendar::state_council();
        let left = BackwardFault::TooFewDays { left: 3, wanted: 4 };
        assert_eq!(schedule_back(&calendar, ask("2026-09-27", "2026-10-05", 4)), Err(left), "three working days");
        let passed = BackwardFault::DeadlinePassed(day("2026-09-27"));
        assert_eq!(schedule_back(&calendar, ask("2026-09-27", "2026-09-27", 1)), Err(passed), "today is over");
        let none = BackwardFault::TooFewDays { left: 3, wanted: 0 };
        assert_eq!(schedule_back(&calendar, ask("2026-09-27", "2026-10-05", 0)), Err(none), "nothing asked");
    }

    #[test]
    fn a_year_without_holidays_is_said_and_calendar_days_need_none() {
        let calendar = WorkCalendar::state_council();
        let over = ask("2026-12-01", "2031-01-31", 3);
        let missing = BackwardFault::MissingYear(MissingYear { year: 2027 });
        assert_eq!(schedule_back(&calendar, over), Err(missing), "nothing is guessed");
        let plain = BackwardAsk { count: DayCount::Calendar, ..over };
        assert_eq!(schedule_back(&calendar, plain).map(|found| found.len()), Ok(3));
    }

    #[test]
    fn names_begin_and_end_the_same_however_many_there_are() {
        assert_eq!(usual_names(1), ["提请验收"]);
        assert_eq!(usual_names(2), ["制定整改方案", "提请验收"]);
        let many = usual_names(9);
        assert_eq!((many.len(), many[8].as_str()), (9, "提请验收"));
        let mut apart = many.clone();
        apart.dedup();
        assert_eq!(apart, many, "each has a name of its own");
    }
}
