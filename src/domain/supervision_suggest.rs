//! Which level of supervision the facts of an issue suggest, and why.

use chrono::{Datelike as _, NaiveDate};

use super::supervision::{LevelKey, SuggestionRule, SupervisionScale};

/// What is known of an issue on one day, as far as supervision looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupervisionFacts {
    /// The day on which it is known.
    pub today: NaiveDate,
    /// Days until the deadline that acts; below zero when overdue, none without a deadline.
    pub days_left: Option<i64>,
    /// Months in a row, up to the latest rating, in which it was behind schedule.
    pub months_behind: u16,
    /// Months in a row, up to the latest that is due, without a report.
    pub months_unreported: u16,
    /// Whether nothing has begun yet.
    pub not_begun: bool,
    /// Checkpoints whose planned day has passed and which are not done.
    pub checkpoints_missed: u16,
    /// Whether a higher authority criticised it or the press exposed it.
    pub exposed: bool,
    /// Whether a person marked it as grave and urgent.
    pub urgent: bool,
    /// Whether the office accepted a reason for the delay.
    pub delay_accepted: bool,
    /// Whether rectification is completed or the issue closed, so that nothing is to be urged.
    pub settled: bool,
    /// The notices on it that were not withdrawn, the oldest first.
    pub notices: Vec<NoticeFact>,
}

impl SupervisionFacts {
    /// An issue of which nothing bad is known on that day.
    pub fn clean(today: NaiveDate) -> Self {
        Self {
            today,
            days_left: None,
            months_behind: 0,
            months_unreported: 0,
            not_begun: false,
            checkpoints_missed: 0,
            exposed: false,
            urgent: false,
            delay_accepted: false,
            settled: false,
            notices: Vec::new(),
        }
    }
}

/// What is known of one notice.
#[doc(alias = "督办单")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeFact {
    /// Its level.
    pub level: LevelKey,
    /// When it was issued.
    pub issued: NaiveDate,
    /// Until when it must be answered, if at all.
    pub answer_due: Option<NaiveDate>,
    /// Whether it was answered.
    pub answered: bool,
    /// Whether it still stands.
    pub open: bool,
}

/// A level that the facts suggest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The level.
    pub level: LevelKey,
    /// Everything that suggests it, never empty.
    pub why: Vec<SuggestionReason>,
}

/// One thing that suggests a level, as measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuggestionReason {
    /// Overdue by so many days.
    Overdue {
        /// Days since the deadline.
        days: i64,
    },
    /// Due soon and behind schedule.
    DueSoonAndBehind {
        /// Days until the deadline.
        days_left: i64,
        /// Months in a row behind.
        months: u16,
    },
    /// Due soon and not yet begun.
    DueSoonAndNotBegun {
        /// Days until the deadline.
        days_left: i64,
    },
    /// Behind schedule for months.
    Behind {
        /// Months in a row.
        months: u16,
    },
    /// No report for months.
    Unreported {
        /// Months in a row.
        months: u16,
    },
    /// Checkpoints missed.
    CheckpointsMissed {
        /// How many.
        count: u16,
    },
    /// A notice stayed unanswered.
    Unanswered {
        /// The level of that notice.
        level: LevelKey,
        /// When it should have been answered.
        due: NaiveDate,
    },
    /// Several notices of a level on this issue.
    Repeated {
        /// The level of those notices.
        level: LevelKey,
        /// How many.
        times: usize,
    },
    /// Criticised from above or exposed.
    Exposed,
    /// Grave and urgent.
    Urgent,
}

/// The most severe level that the facts suggest, unless one as severe stands already.
#[doc(alias = "督办建议")]
pub fn suggest(scale: &SupervisionScale, facts: &SupervisionFacts) -> Option<Suggestion> {
    if facts.settled {
        return None;
    }
    let standing = facts
        .notices
        .iter()
        .filter(|notice| notice.open)
        .filter(|notice| !scale.judged_monthly || same_month(notice.issued, facts.today))
        .filter_map(|notice| scale.rank(&notice.level))
        .max();
    for (rank, level) in scale.levels.iter().enumerate().rev() {
        if standing.is_some_and(|standing| rank <= standing) {
            return None;
        }
        let since = last_notice_place(facts, &level.key);
        let why = level.suggest.iter().filter_map(|rule| reason(rule, facts, since)).collect::<Vec<_>>();
        if !why.is_empty() {
            let level = level.key.clone();
            return Some(Suggestion { level, why });
        }
    }
    None
}

/// The notices after the last one of a level are the ones that can lead to it again.
fn last_notice_place(facts: &SupervisionFacts, level: &LevelKey) -> usize {
    let last = facts.notices.iter().rposition(|it| it.level == *level);
    last.map_or(0, |place| place + 1)
}

fn reason(rule: &SuggestionRule, facts: &SupervisionFacts, since: usize) -> Option<SuggestionReason> {
    let later = facts.notices.get(since..).unwrap_or_default();
    let due_within = |days: u16| {
        let left = facts.days_left?;
        (0..=i64::from(days)).contains(&left).then_some(left)
    };
    match rule {
        SuggestionRule::OverdueBy(least) => {
            let days = facts.days_left?.checked_neg()?;
            let late = days >= i64::from(*least).max(1) && !facts.delay_accepted;
            late.then_some(SuggestionReason::Overdue { days })
        }
        SuggestionRule::DueWithinAndBehind(days) => {
            let days_left = due_within(*days)?;
            let months = facts.months_behind;
            (months > 0).then_some(SuggestionReason::DueSoonAndBehind { days_left, months })
        }
        SuggestionRule::DueWithinAndNotBegun(days) => {
            let days_left = due_within(*days)?;
            let why = SuggestionReason::DueSoonAndNotBegun { days_left };
            facts.not_begun.then_some(why)
        }
        SuggestionRule::MonthsBehind(least) => {
            let months = facts.months_behind;
            (months >= (*least).max(1)).then_some(SuggestionReason::Behind { months })
        }
        SuggestionRule::MonthsUnreported(least) => {
            let months = facts.months_unreported;
            (months >= (*least).max(1)).then_some(SuggestionReason::Unreported { months })
        }
        SuggestionRule::CheckpointsMissed(least) => {
            let count = facts.checkpoints_missed;
            (count >= (*least).max(1)).then_some(SuggestionReason::CheckpointsMissed { count })
        }
        SuggestionRule::Unanswered(level) => unanswered(later, level, facts),
        SuggestionRule::Repeated(level, least) => {
            let times = later.iter().filter(|it| it.level == *level).count();
            let level = level.clone();
            (times >= usize::from(*least).max(1)).then_some(SuggestionReason::Repeated { level, times })
        }
        SuggestionRule::Exposed => facts.exposed.then_some(SuggestionReason::Exposed),
        SuggestionRule::Urgent => facts.urgent.then_some(SuggestionReason::Urgent),
    }
}

fn unanswered(later: &[NoticeFact], level: &LevelKey, facts: &SupervisionFacts) -> Option<SuggestionReason> {
    if facts.delay_accepted {
        return None;
    }
    let lapsed = |it: &&NoticeFact| !it.answered && it.answer_due.is_some_and(|due| due < facts.today);
    let notice = later.iter().filter(|it| it.level == *level).find(lapsed)?;
    let due = notice.answer_due?;
    let level = level.clone();
    Some(SuggestionReason::Unanswered { level, due })
}

fn same_month(a: NaiveDate, b: NaiveDate) -> bool {
    (a.year(), a.month()) == (b.year(), b.month())
}
