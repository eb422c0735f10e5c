//! A deadline: its words for ever, and apart from them what they mean.
//!
//! **Invariant:** nothing here changes [`Deadline::words`]; confirming only settles what they mean.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// When something must be done, as a document says it and as the ledger understands it.
#[doc(alias = "整改时限")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The words of the document, verbatim.
    pub words: String,
    /// What the words mean.
    #[serde(default, skip_serializing_if = "DeadlineKind::is_none")]
    pub kind: DeadlineKind,
    /// The words only hope for the date (力争).
    #[doc(alias = "力争")]
    #[serde(default, skip_serializing_if = "is_false")]
    pub soft: bool,
    /// The duty goes on after the date (长期坚持).
    #[doc(alias = "长期坚持")]
    #[serde(default, skip_serializing_if = "is_false")]
    pub standing: bool,
    /// The work begins at once (立行立改).
    #[doc(alias = "立行立改")]
    #[serde(default, skip_serializing_if = "is_false")]
    pub immediate: bool,
    /// Why a person has to confirm the meaning; empty once confirmed or where nothing is unclear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<DeadlineDoubt>,
}

/// The five ways a deadline can be meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeadlineKind {
    /// Done no later than this day.
    ByDate {
        /// The last day.
        date: NaiveDate,
        /// How finely the words name it.
        precision: Precision,
    },
    /// In force from this day on; it has no end.
    FromDate {
        /// The first day.
        date: NaiveDate,
        /// How finely the words name it.
        precision: Precision,
    },
    /// Within a time counted from a start the words do not name.
    Relative {
        /// How many units.
        count: u32,
        /// Of what.
        unit: RelativeUnit,
        /// The last day, once a start is known.
        due: Option<NaiveDate>,
    },
    /// A time no calendar knows, such as 汛期前.
    Vague {
        /// What a person might confirm.
        suggested: Option<NaiveDate>,
    },
    /// No date at all.
    #[default]
    None,
}

/// How finely the words name a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Precision {
    /// 6月30日.
    #[default]
    Day,
    /// 6月底.
    Month,
    /// 第三季度末.
    Quarter,
    /// 上半年.
    Half,
    /// 2020年底.
    Year,
}

/// What a relative deadline counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RelativeUnit {
    /// Calendar months.
    Month,
    /// Days on which offices work.
    WorkingDay,
    /// Calendar days.
    Day,
}

/// Why the meaning of a deadline must be confirmed by a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DeadlineDoubt {
    /// 2020年前: literally the end of 2019, often used for the end of 2020.
    YearBefore,
    /// 8月前: literally the end of July, often used for the end of August.
    MonthBefore,
    /// A month or a quarter without a year; the year of the document was taken.
    YearAssumed,
    /// A month or a quarter without a year, and no document to take it from.
    NoYear,
    /// 3个月内 without the day it starts.
    NoBase,
    /// Working days in a year whose holidays are not known.
    NoCalendar,
    /// 到2020年: only a year; its last day was taken.
    YearOnly,
    /// 力争 and its like.
    Soft,
    /// 汛期前, 采暖季前: a season begins on another day each year.
    Season,
    /// “十四五”末: a planning period; its last day was taken.
    Period,
    /// 到本世纪中叶.
    MidCentury,
    /// A span such as 2019—2020年; its end was taken.
    Span,
    /// Several dates in one expression; the last one was taken.
    SeveralDates,
    /// A day that does not exist, such as 2月30日.
    NoSuchDay,
    /// Words in which no time was recognised.
    Unreadable,
}

impl Deadline {
    /// A deadline on one day, without doubt.
    pub fn on(words: impl Into<String>, date: NaiveDate) -> Self {
        let kind = DeadlineKind::ByDate { date, precision: Precision::Day };
        Self { words: words.into(), kind, ..Self::default() }
    }

    /// Returns the day that acts: the last day on which the work is in time.
    ///
    /// A start (自…起) and a suggestion for a vague time do not act.
    pub fn date(&self) -> Option<NaiveDate> {
        match &self.kind {
            DeadlineKind::ByDate { date, .. } => Some(*date),
            DeadlineKind::Relative { due, .. } => *due,
            DeadlineKind::FromDate { .. } | DeadlineKind::Vague { .. } | DeadlineKind::None => None,
        }
    }

    /// Returns the day to show: the one that acts, a start, or a suggestion.
    pub fn shown_date(&self) -> Option<NaiveDate> {
        match &self.kind {
            DeadlineKind::ByDate { date, .. } | DeadlineKind::FromDate { date, .. } => Some(*date),
            DeadlineKind::Relative { due, .. } => *due,
            DeadlineKind::Vague { suggested } => *suggested,
            DeadlineKind::None => None,
        }
    }

    /// Returns how finely the words name the date, where they name one.
    pub fn precision(&self) -> Option<Precision> {
        match &self.kind {
            DeadlineKind::ByDate { precision, .. } | DeadlineKind::FromDate { precision, .. } => Some(*precision),
            DeadlineKind::Relative { due, .. } => due.map(|_| Precision::Day),
            DeadlineKind::Vague { .. } | DeadlineKind::None => None,
        }
    }

    /// Tells whether a person still has to say what the words mean.
    pub fn needs_confirmation(&self) -> bool {
        self.doubt.is_some()
    }

    /// Tells whether there is nothing in it: no date, no flag, no words.
    pub fn is_empty(&self) -> bool {
        self.kind.is_none() && !self.standing && !self.immediate && self.words.trim().is_empty()
    }

    /// Accepts the meaning as it is; a suggestion becomes the date. The words stay.
    pub fn confirmed(self) -> Self {
        let kind = match self.kind {
            DeadlineKind::Vague { suggested: Some(date) } => DeadlineKind::ByDate { date, precision: Precision::Day },
            other @ (DeadlineKind::ByDate { .. }
            | DeadlineKind::FromDate { .. }
            | DeadlineKind::Relative { .. }
            | DeadlineKind::Vague { suggested: None }
            | DeadlineKind::None) => other,
        };
        Self { kind, doubt: None, ..self }
    }

    /// Settles the meaning as this day. The words stay.
    pub fn confirmed_as(self, date: NaiveDate) -> Self {
        let unchanged = self.shown_date() == Some(date);
        let precision = self.precision().filter(|_| unchanged).unwrap_or(Precision::Day);
        let kind = match self.kind {
            DeadlineKind::FromDate { .. } => DeadlineKind::FromDate { date, precision },
            DeadlineKind::Relative { count, unit, .. } => DeadlineKind::Relative { count, unit, due: Some(date) },
            DeadlineKind::ByDate { .. } | DeadlineKind::Vague { .. } | DeadlineKind::None => {
                DeadlineKind::ByDate { date, precision }
            }
        };
        Self { kind, doubt: None, ..self }
    }

    /// Names the kind as the command line prints it.
    pub fn kind_word(&self) -> &'static str {
        match &self.kind {
            DeadlineKind::ByDate { .. } => "by_date",
            DeadlineKind::FromDate { .. } => "from_date",
            DeadlineKind::Relative { .. } => "relative",
            DeadlineKind::Vague { .. } => "vague",
            DeadlineKind::None => "none",
        }
    }
}

impl DeadlineKind {
    /// Tells whether there is no date at all.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

impl Precision {
    /// Names the precision as the command line prints it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Half => "half",
            Self::Year => "year",
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field by reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn confirming_keeps_the_words_and_takes_the_doubt_away() {
        let read = Deadline {
            words: "2020年前".to_owned(),
            kind: DeadlineKind::ByDate { date: day(2020, 12, 31), precision: Precision::Year },
            doubt: Some(DeadlineDoubt::YearBefore),
            ..Deadline::default()
        };
        assert!(read.needs_confirmation(), "before a person looked");
        let same = read.clone().confirmed();
        assert_eq!(same.words, "2020年前", "the words are the document's");
        assert_eq!(same.date(), Some(day(2020, 12, 31)), "accepted as it was");
        let other = read.confirmed_as(day(2019, 12, 31));
        assert_eq!(other.words, "2020年前", "the words are the document's");
        assert_eq!(other.date(), Some(day(2019, 12, 31)), "corrected");
        assert!(!other.needs_confirmation(), "a person looked");
    }

    #[test]
    fn a_suggestion_acts_only_when_confirmed() {
        let vague = Deadline {
            words: "到本世纪中叶".to_owned(),
            kind: DeadlineKind::Vague { suggested: Some(day(2050, 12, 31)) },
            doubt: Some(DeadlineDoubt::MidCentury),
            ..Deadline::default()
        };
        assert_eq!(vague.date(), None, "only suggested");
        assert_eq!(vague.shown_date(), Some(day(2050, 12, 31)), "but shown");
        assert_eq!(vague.confirmed().date(), Some(day(2050, 12, 31)), "now set");
    }

    #[test]
    fn a_start_is_no_last_day() {
        let start = Deadline {
            words: "自2019年10月起".to_owned(),
            kind: DeadlineKind::FromDate { date: day(2019, 10, 1), precision: Precision::Month },
            ..Deadline::default()
        };
        assert_eq!(start.date(), None, "nothing becomes overdue by a start");
        assert_eq!(start.kind_word(), "from_date", "as printed");
    }

    #[test]
    fn a_plain_deadline_is_short_in_the_file() {
        let text = ron::to_string(&Deadline::on("2026年9月30日", day(2026, 9, 30))).unwrap();
        assert!(!text.contains("soft"), "{text}");
        assert!(!text.contains("doubt"), "{text}");
        let back: Deadline = ron::from_str(&text).unwrap();
        assert_eq!(back.date(), Some(day(2026, 9, 30)), "read back");
    }
}
