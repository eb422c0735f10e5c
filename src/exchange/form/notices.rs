//! 督办台账: every standing notice with its demand, its answer and what became of it.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for one")]

use chrono::NaiveDate;

use crate::domain::{
    RecordId,
    issue::Issue,
    record::{RecordBody, Signature},
    supervision::LevelKey,
    supervision_facts::NoticeState,
};

use super::{
    desk::{FormAsked, FormDesk},
    name::FormName,
    table::{ColumnKind, FormCell, FormColumn, FormRow, FormRows, FormTable, Paper},
    words,
};

/// What came back on a notice: the last answer, and the day it was lifted.
#[derive(Default)]
struct Came<'a> {
    answered: Option<(NaiveDate, &'a str)>,
    lifted: Option<(NaiveDate, &'a str)>,
}

fn came(issue: &Issue, of: RecordId) -> Came<'_> {
    let mut came = Came::default();
    for record in issue.live_records() {
        match &record.body {
            RecordBody::NoticeAnswer { notice, date, text, .. } if *notice == of => came.answered = Some((*date, text)),
            RecordBody::NoticeLifted { notice, date, reason } if *notice == of => came.lifted = Some((*date, reason)),
            _ => {}
        }
    }
    came
}

/// How it stands with the answer, in a word.
fn state(due: Option<NaiveDate>, came: &Came<'_>, today: NaiveDate) -> &'static str {
    match (came.answered, due) {
        (Some((day, _)), Some(due)) if day > due => "逾期答复",
        (Some(_), _) => "已答复",
        (None, _) if came.lifted.is_some() => "已解除",
        (None, Some(due)) if due < today => "逾期未答复",
        (None, Some(_)) => "待答复",
        (None, None) => "",
    }
}

fn signed(desk: FormDesk<'_>, signed: &Signature) -> FormCell {
    let unit = signed.unit.map_or("", |unit| desk.ledger.directory.unit_name(unit));
    FormCell::text(format!("{unit} {}", signed.person).trim())
}

fn row(desk: FormDesk<'_>, issue: &Issue, of: &NoticeState<'_>, number: usize) -> FormRow {
    let (notice, directory) = (of.notice, &desk.ledger.directory);
    let came = came(issue, of.id);
    let scale = directory.fields.scale.get().as_ref();
    let level = scale.and_then(|scale| scale.named(&LevelKey::new(notice.level.clone())));
    let f = &issue.fields;
    let unit = notice.unit.or_else(|| *f.lead_unit.get()).map_or("", |unit| directory.unit_name(unit));
    FormRow::of(vec![
        FormCell::count(number),
        FormCell::text(&notice.number),
        FormCell::text(level.map_or(notice.level.as_str(), |level| &level.name)),
        FormCell::text(unit),
        FormCell::text(&words::task(f.number.get(), f.title.get())),
        FormCell::text(&notice.cause),
        FormCell::text(&notice.demand),
        FormCell::day(notice.date),
        signed(desk, &notice.signed),
        FormCell::day(notice.answer_due),
        FormCell::day(came.answered.map(|(day, _)| day)),
        came.answered.map_or(FormCell::Empty, |(_, text)| FormCell::text(text)),
        FormCell::text(state(notice.answer_due, &came, desk.today)),
        FormCell::day(came.lifted.map(|(day, _)| day)),
    ])
}

pub(super) fn notices<'a>(desk: FormDesk<'a>, asked: &FormAsked) -> FormTable<'a> {
    let issues: Vec<&Issue> = asked.issues().into_iter().filter_map(|id| desk.ledger.issue(id)).collect();
    let mut all: Vec<(&Issue, NoticeState<'_>)> =
        issues.into_iter().flat_map(|issue| issue.notices().into_iter().map(move |of| (issue, of))).collect();
    // By day; the order of the issues stays within a day.
    all.sort_by_key(|(_, of)| of.notice.date);
    let rows = all.iter().enumerate().map(|(at, (issue, of))| row(desk, issue, of, at + 1)).collect();
    let text = |head: &str, width: f32| FormColumn::new(head, width, ColumnKind::Text);
    let short = |head: &str, width: f32| FormColumn::new(head, width, ColumnKind::Short);
    let day = |head: &str| FormColumn::new(head, 12.0, ColumnKind::Date);
    let (sent, back) = ("发出", "答复与解除");
    FormTable {
        columns: vec![
            FormColumn::new(words::SERIAL, 5.0, ColumnKind::Number),
            text("督办单号", 23.0),
            short("督办级别", 10.0),
            text("督办对象", 14.0),
            text("督办问题", 26.0),
            text("督办事由", 26.0).under(sent),
            text("督办要求", 30.0).under(sent),
            day("发出日期").under(sent),
            text("签发", 12.0).under(sent),
            day("答复期限").under(back),
            day("答复日期").under(back),
            text("答复情况", 30.0).under(back),
            short("答复状态", 10.0).under(back),
            day("解除日期").under(back),
        ],
        frozen: 4,
        rows: FormRows::Held(rows),
        notes: if asked.narrowed.is_empty() { Vec::new() } else { vec![asked.narrowed.clone()] },
        ..desk.table(FormName::Notices, Paper::A3Wide)
    }
}
