//! 月调度表: the month, unit by unit – what was done, whether it is on schedule, what stands in the way, what comes next.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record it looks for one")]

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use crate::domain::{
    UnitId,
    closure::Stage,
    issue::Issue,
    record::{Month, ProgressNote, RecordBody, ScheduleRating},
};

use super::{
    desk::{FormAsked, FormDesk},
    name::FormName,
    table::{ColumnKind, FormCell, FormColumn, FormRow, FormRows, FormTable, Paper},
    words,
};

/// What an issue has to say of a month.
struct MonthOf<'a> {
    note: Option<&'a ProgressNote>,
    rating: Option<ScheduleRating>,
}

impl<'a> MonthOf<'a> {
    fn of(issue: &'a Issue, month: Month, office: Option<UnitId>) -> Self {
        let notes = || {
            issue.live_records().filter_map(move |record| match &record.body {
                RecordBody::Progress(note) if note.month == month => Some((record.at, note)),
                _ => None,
            })
        };
        // What the office notes with its judgement is no report of the unit.
        let said = notes().filter(|(_, note)| !note.text.trim().is_empty() && !issue.is_judgement(note, office));
        let rated = notes().filter_map(|(at, note)| Some((at, note.rating?)));
        Self {
            note: said.max_by_key(|(at, _)| *at).map(|(_, note)| note),
            rating: rated.max_by_key(|(at, _)| *at).map(|(_, rating)| rating),
        }
    }

    fn is_silent(&self) -> bool {
        self.note.is_none()
    }
}

/// The issues a month is about: those under way, and those struck off that still reported.
fn belongs(issue: &Issue, of: &MonthOf<'_>) -> bool {
    match issue.stage().stage {
        Stage::Rectifying | Stage::Closing => true,
        Stage::Registered | Stage::Closed | Stage::Consolidating => !of.is_silent() || of.rating.is_some(),
        Stage::Withdrawn => false,
    }
}

/// Checkpoints, measures and the deadline that fall in the month after.
fn next_month(issue: &Issue, month: Month) -> String {
    let next = month.after();
    let falls = |day: &NaiveDate| day.year() == next.year && day.month() == next.month;
    let mut planned: Vec<(NaiveDate, String)> = Vec::new();
    for checkpoint in issue.live_checkpoints() {
        let f = &checkpoint.fields;
        let day = f.planned_on.get().filter(falls).filter(|_| f.reached_on.get().is_none());
        planned.extend(day.map(|day| (day, words::planned(day, f.name.get()))));
    }
    for measure in issue.live_measures() {
        let f = &measure.fields;
        let day = f.deadline.get().date().filter(falls).filter(|_| f.done_on.get().is_none());
        planned.extend(day.map(|day| (day, words::planned(day, f.text.get()))));
    }
    let due = issue.acting_date().filter(falls);
    planned.extend(due.map(|day| (day, words::falls_due(day))));
    planned.sort();
    planned.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("\n")
}

fn row(issue: &Issue, of: &MonthOf<'_>, month: Month, number: usize) -> FormRow {
    let f = &issue.fields;
    let text = |pick: fn(&ProgressNote) -> &str| of.note.map_or(FormCell::Empty, |note| FormCell::text(pick(note)));
    let progress = if of.is_silent() { FormCell::text(words::SILENT) } else { text(|note| &note.text) };
    let cells = vec![
        FormCell::count(number),
        FormCell::text(&words::task(f.number.get(), f.title.get())),
        progress,
        of.rating.map_or(FormCell::Empty, |rating| FormCell::text(words::rating(rating))),
        text(|note| &note.problems),
        text(|note| &note.next_step),
        FormCell::text(&next_month(issue, month)),
    ];
    FormRow { id: issue.id.to_string(), ..FormRow::of(cells) }
}

pub(super) fn monthly<'a>(desk: FormDesk<'a>, asked: &FormAsked) -> FormTable<'a> {
    let (ledger, month) = (desk.ledger, asked.month);
    let mut units: BTreeMap<_, Vec<(&Issue, MonthOf<'_>)>> = BTreeMap::new();
    for issue in asked.issues().into_iter().filter_map(|id| ledger.issue(id)) {
        let of = MonthOf::of(issue, month, *ledger.directory.fields.office.get());
        if belongs(issue, &of) {
            let unit: Option<UnitId> = *issue.fields.lead_unit.get();
            let added = unit.and_then(|unit| ledger.directory.unit(unit)).map(|unit| unit.added);
            // Without a lead unit: last.
            units.entry((unit.is_none(), added, unit)).or_default().push((issue, of));
        }
    }
    let (mut held, mut number, mut silent) = (Vec::new(), 0, 0);
    for ((_, _, unit), issues) in units {
        let name = unit.map_or(words::NO_UNIT, |unit| ledger.directory.unit_name(unit));
        let n_silent = issues.iter().filter(|(_, of)| of.is_silent()).count();
        silent += n_silent;
        held.push(FormRow::group(&words::month_group(name, issues.len(), n_silent)));
        for (issue, of) in issues {
            number += 1;
            held.push(row(issue, &of, month, number));
        }
    }
    let text = |head: &str, width: f32| FormColumn::new(head, width, ColumnKind::Text);
    FormTable {
        title: desk.title(&words::month_title(month)),
        columns: vec![
            FormColumn::new(words::SERIAL, 5.0, ColumnKind::Number),
            text("整改任务", 30.0),
            text("进展情况", 42.0),
            FormColumn::new("是否达到序时进度", 18.0, ColumnKind::Short),
            text("存在问题", 22.0),
            text("下步措施", 26.0),
            text("下月安排", 28.0),
        ],
        frozen: 2,
        rows: FormRows::Held(held),
        notes: vec![words::month_note(month, number, silent)],
        has_ids: true,
        ..desk.table(FormName::Monthly, Paper::A4Wide)
    }
}
