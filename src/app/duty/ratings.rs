//! The monthly rating round (月评): one row an issue, last month beside this month.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use crate::domain::{
    IssueId, RecordId, UnitId,
    issue::Issue,
    ledger::Ledger,
    record::{Month, ProgressNote, RecordBody, ScheduleRating},
    rules::{Action, NewRecord},
};

use super::Urge;

/// What is known of an issue for one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Monthly {
    /// The month.
    pub month: Month,
    /// Whether the unit has reported on it; a rating by the office alone is no report.
    pub reported: bool,
    /// The judgement that counts, with its record: of several the last typed.
    pub rating: Option<(ScheduleRating, RecordId)>,
    /// The office's own note on the month, which a later one corrects.
    pub own: Option<RecordId>,
}

/// Everything known month by month, the earliest first.
pub fn monthly(issue: &Issue, office: Option<UnitId>) -> Vec<Monthly> {
    let mut months: BTreeMap<Month, Monthly> = BTreeMap::new();
    for record in issue.live_records() {
        let RecordBody::Progress(note) = &record.body else {
            continue;
        };
        let empty = Monthly { month: note.month, reported: false, rating: None, own: None };
        let known = months.entry(note.month).or_insert(empty);
        let report = issue.is_report(note, office);
        known.reported |= report;
        if !report {
            known.own = Some(record.id);
        }
        if let Some(rating) = note.rating {
            known.rating = Some((rating, record.id));
        }
    }
    months.into_values().collect()
}

/// The month a round is about: this one from the 20th on, until then the last.
pub fn round_month(today: NaiveDate) -> Month {
    let this = Month::of(today);
    if today.day() >= 20 { this } else { this.before() }
}

/// An issue in the round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingRow {
    /// The issue.
    pub issue: IssueId,
    /// The lead unit.
    pub unit: Option<UnitId>,
    /// Last month's judgement.
    pub before: Option<ScheduleRating>,
    /// This month's, if there is one already.
    pub now: Option<ScheduleRating>,
    /// Whether the unit has reported on this month.
    pub reported: bool,
}

/// The issues to be judged for a month: assigned by its end and not struck off, unit by unit.
pub fn rating_round<'a>(urges: impl Iterator<Item = &'a Urge>, ledger: &Ledger, month: Month) -> Vec<RatingRow> {
    let due = urges.filter(|urge| urge.is_open() && urge.assigned_on.is_some_and(|day| Month::of(day) <= month));
    let mut rows: Vec<RatingRow> = due
        .map(|urge| RatingRow {
            issue: urge.issue,
            unit: urge.unit,
            before: urge.month(month.before()).and_then(|it| it.rating).map(|(rating, _)| rating),
            now: urge.month(month).and_then(|it| it.rating).map(|(rating, _)| rating),
            reported: urge.month(month).is_some_and(|it| it.reported),
        })
        .collect();
    let name = |unit: Option<UnitId>| unit.map_or("", |unit| ledger.directory.unit_name(unit));
    let number = |issue| ledger.issue(issue).map_or("", |issue| issue.fields.number.get());
    rows.sort_by_cached_key(|row| (name(row.unit).to_owned(), number(row.issue).to_owned()));
    rows
}

/// What is typed for an issue in the round and not saved yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// The judgement.
    pub rating: Option<ScheduleRating>,
    /// Words about it.
    pub text: String,
}

impl Judged {
    /// True where there is something to save.
    pub fn says_anything(&self) -> bool {
        self.rating.is_some() || !self.text.trim().is_empty()
    }
}

/// One note for each issue that was judged, as the office's own; all of them are saved as one change.
pub fn rating_notes(
    ledger: &Ledger,
    judged: &BTreeMap<IssueId, Judged>,
    month: Month,
    today: NaiveDate,
) -> Vec<Action> {
    let office = *ledger.directory.fields.office.get();
    let mut notes = Vec::new();
    for (id, judged) in judged.iter().filter(|(_, judged)| judged.says_anything()) {
        let Some(issue) = ledger.issue(*id) else {
            continue;
        };
        let corrects = monthly(issue, office).into_iter().find(|it| it.month == month).and_then(|it| it.own);
        let note = ProgressNote {
            month,
            unit: office,
            date: Some(today),
            rating: judged.rating,
            text: judged.text.trim().to_owned(),
            corrects,
            ..ProgressNote::default()
        };
        notes.push(Action::Append { issue: *id, record: RecordId::default(), entry: NewRecord::Progress(note) });
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        EditKey,
        record::Record,
        register::{Log, Reg},
    };

    const OFFICE: UnitId = UnitId(1);
    const LEAD: UnitId = UnitId(2);

    fn note(n: u32, month: u32, unit: UnitId, rating: Option<ScheduleRating>, text: &str) -> Record {
        let month = Month { year: 2026, month };
        let note = ProgressNote { month, unit: Some(unit), rating, text: text.to_owned(), ..ProgressNote::default() };
        Record {
            id: RecordId(u128::from(n)),
            at: EditKey(n, 0),
            presence: Reg::default(),
            body: RecordBody::Progress(note),
        }
    }

    #[test]
    fn the_last_typed_rating_of_a_month_counts_and_the_offices_own_note_is_no_report() {
        let mut issue = Issue { registered: true, log: Log::default(), ..Issue::default() };
        issue.fields.lead_unit.set(EditKey(0, 0), Some(LEAD), &[]);
        issue.records.push(note(1, 8, LEAD, Some(ScheduleRating::OnSchedule), "完成 60%"));
        issue.records.push(note(2, 8, OFFICE, Some(ScheduleRating::Behind), "实地仅 40%"));
        issue.records.push(note(3, 9, OFFICE, Some(ScheduleRating::Behind), ""));
        let months = monthly(&issue, Some(OFFICE));
        assert_eq!(months.len(), 2);
        assert_eq!(months[0].rating, Some((ScheduleRating::Behind, RecordId(2))));
        assert_eq!((months[0].reported, months[0].own), (true, Some(RecordId(2))));
        assert_eq!((months[1].reported, months[1].own), (false, Some(RecordId(3))));
    }

    #[test]
    fn the_round_is_about_last_month_until_the_twentieth() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(round_month(day("2026-01-19")), Month { year: 2025, month: 12 });
        assert_eq!(round_month(day("2026-01-20")), Month { year: 2026, month: 1 });
    }
}
