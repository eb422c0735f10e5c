//! What the tables of the sample say of an issue; dates are days from the sample's day.

use crate::domain::{
    measure::Relation,
    record::{ScheduleRating, Verdict},
};

/// A deadline, worded as plans word it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Due {
    /// By the day so many days from today; negative: in the past.
    Day(i64),
    /// By the end of the month so many months from this one.
    MonthEnd(i32),
    /// By the end of the year so many years from this one.
    YearEnd(i32),
    /// By the end of that year, and kept up from then on.
    YearEndStanding(i32),
    /// By the day so many days from today, and kept up from then on.
    DayStanding(i64),
    /// Kept up, without a date.
    Standing,
    /// Begun at once, by that day.
    AtOnce(i64),
    /// Hoped for by the end of that month.
    Soft(i32),
    /// Before the flood season.
    FloodSeason,
    /// Within so many months, without saying from when.
    Within(u32),
    /// From the first day of that month on.
    From(i32),
    /// The plan says nothing.
    Silent,
}

/// How far an issue has come; the number tells how many days ago.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fate {
    /// Registered only.
    Registered,
    /// Assigned.
    Rectifying,
    /// Verified on site.
    Verified(i64),
    /// Applied for.
    Applied(i64),
    /// Papers reviewed.
    Reviewed(i64),
    /// Checked on site.
    Checked(i64),
    /// A public notice has begun.
    Noticed(i64),
    /// The public notice is over.
    Published(i64),
    /// Struck off.
    Filed(i64),
    /// Sent back at the check on site.
    SentBack(i64),
    /// Applied for, and the application taken back.
    TakenBack(i64),
    /// Struck off, and found again.
    Relapsed(i64),
    /// Withdrawn.
    Withdrawn(i64),
}

/// What came of a notice.
#[derive(Clone, Copy, Debug)]
pub(super) enum Answer {
    /// Nothing yet.
    Open,
    /// It was answered so many days ago.
    Given(i64),
    /// It was answered and lifted so many days ago.
    Lifted(i64),
}

/// Something told of an issue beside its facts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Extra {
    /// A supervision notice: level, days ago, why, what is demanded, what came of it.
    Notice(&'static str, i64, &'static str, &'static str, Answer),
    /// An extension: days ago, by how many days, why.
    Extension(i64, i64, &'static str),
    /// A correction of the deadline: days ago, what it is, page.
    Correction(i64, Due, &'static str),
    /// An instruction: days ago, by whom, its words, what came of it.
    Instruction(i64, &'static str, &'static str, Option<(i64, &'static str)>),
    /// A remark: days ago, words, verdict.
    Remark(i64, &'static str, Verdict),
    /// A target: what, compared how, value, unit, readings.
    Target(&'static str, Relation, &'static str, &'static str, &'static [(i64, &'static str)]),
    /// Checkpoints: name, planned day from today, days ago when it was reached.
    Checkpoints(&'static [(&'static str, i64, Option<i64>)]),
    /// The plan named more leads.
    CoLeads(&'static [&'static str]),
    /// A look-back: days ago, whether it was found in order, words.
    LookBack(i64, bool, &'static str),
    /// An objection to the public notice, and how it was settled.
    Objection(&'static str, Option<&'static str>),
    /// The work is divided by another document.
    ByDocument(&'static str),
    /// The measure of that place is withdrawn, days ago.
    MeasureWithdrawn(usize, i64, &'static str),
    /// The last note is corrected, days ago, by these words.
    NoteCorrected(i64, &'static str),
}

/// An issue of the sample.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) number: &'static str,
    pub(super) category: &'static str,
    pub(super) title: &'static str,
    pub(super) detail: &'static str,
    pub(super) goal: &'static str,
    pub(super) measures: &'static [&'static str],
    pub(super) lead: &'static str,
    pub(super) with: &'static [&'static str],
    pub(super) region: &'static str,
    pub(super) due: Due,
    pub(super) fate: Fate,
    /// The monthly judgements, the last letter for the last month: see [`rating`]; a dot for no report.
    pub(super) ratings: &'static str,
    pub(super) extras: &'static [Extra],
}

/// What most entries leave out.
pub(super) const ENTRY: Entry = Entry {
    number: "",
    category: "",
    title: "",
    detail: "",
    goal: "",
    measures: &[],
    lead: "",
    with: &[],
    region: "",
    due: Due::Silent,
    fate: Fate::Rectifying,
    ratings: "",
    extras: &[],
};

/// The judgement a letter stands for.
pub(super) fn rating(letter: char) -> Option<ScheduleRating> {
    match letter {
        'n' => Some(ScheduleRating::NotStarted),
        'b' => Some(ScheduleRating::Behind),
        'o' => Some(ScheduleRating::OnSchedule),
        'a' => Some(ScheduleRating::Ahead),
        'f' => Some(ScheduleRating::Finished),
        _ => None,
    }
}
