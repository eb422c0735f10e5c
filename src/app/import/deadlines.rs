//! Which of several deadlines in a text is the item's.

use chrono::NaiveDate;

use crate::domain::deadline::{Deadline, DeadlineDoubt, DeadlineKind, Precision};

use super::choices::DeadlineChoice;

/// The last date named: the item is done when its last part is.
pub fn proposed(deadlines: &[Deadline]) -> DeadlineChoice {
    latest(deadlines).map_or(DeadlineChoice::None, DeadlineChoice::Read)
}

/// The place of the deadline that ends last; the first one where none has a date.
pub fn latest(deadlines: &[Deadline]) -> Option<usize> {
    let dated = deadlines.iter().enumerate().filter_map(|(n, deadline)| Some((deadline.date()?, n)));
    // Of equal days the first stands, for it has the words the reader sees first.
    let last = dated.max_by_key(|(date, n)| (*date, std::cmp::Reverse(*n)));
    last.map(|(_, n)| n).or_else(|| (!deadlines.is_empty()).then_some(0))
}

/// The deadline as it goes into the ledger; with several dates in the text a person has to confirm it.
pub fn chosen(deadlines: &[Deadline], choice: DeadlineChoice) -> Deadline {
    let read = |n: usize| deadlines.get(n).cloned().unwrap_or_default();
    match choice {
        DeadlineChoice::None => Deadline::default(),
        DeadlineChoice::Read(n) => with_doubt(deadlines, read(n)),
        DeadlineChoice::Confirmed(n) => read(n).confirmed(),
        DeadlineChoice::On(n, date) => read(n).confirmed_as(date),
        DeadlineChoice::Typed(date) => typed(date),
    }
}

/// The deadline of a measure, which has no choice of its own.
pub fn of_measure(deadlines: &[Deadline]) -> Deadline {
    chosen(deadlines, proposed(deadlines))
}

fn with_doubt(deadlines: &[Deadline], mut deadline: Deadline) -> Deadline {
    let mut dates: Vec<NaiveDate> = deadlines.iter().filter_map(Deadline::date).collect();
    dates.sort_unstable();
    dates.dedup();
    if dates.len() > 1 && deadline.doubt.is_none() {
        deadline.doubt = Some(DeadlineDoubt::SeveralDates);
    }
    deadline
}

fn typed(date: NaiveDate) -> Deadline {
    Deadline { kind: DeadlineKind::ByDate { date, precision: Precision::Day }, ..Deadline::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, 12, 31).expect("a day")
    }

    #[test]
    fn of_several_dates_the_last_is_proposed_and_doubted() {
        let several = [Deadline::on("2027年底前", day(2027)), Deadline::on("2026年底前", day(2026))];
        let choice = proposed(&several);
        assert_eq!(choice, DeadlineChoice::Read(0), "2027 ends later");
        let deadline = chosen(&several, choice);
        assert_eq!(deadline.doubt, Some(DeadlineDoubt::SeveralDates), "a person has to say");
        let confirmed = chosen(&several, DeadlineChoice::On(1, day(2026)));
        assert_eq!((confirmed.words.as_str(), confirmed.doubt), ("2026年底前", None), "said");
    }

    #[test]
    fn one_date_is_taken_as_it_was_read_and_none_stays_none() {
        let one = [Deadline::on("2026年底前", day(2026))];
        assert_eq!(chosen(&one, proposed(&one)), one[0], "nothing to doubt");
        assert!(chosen(&[], proposed(&[])).is_empty(), "a plan may name no time");
    }
}
