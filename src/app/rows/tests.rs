//! Rows as text: what the grid shows for a query.

mod agreement;
mod jobs;

use super::*;
use crate::domain::{
    ChangeId, InspectionId, RecordId,
    closure::Stage,
    deadline::Deadline,
    directory::{Directory, DirectoryItem, InspectionValue, UnitValue},
    edit::{DirectoryEdit, IssueEdit, PartEdits, PartKey},
    issue::{IssueItem, IssueValue, Presence, UnitRole},
    record::{Month, ProgressNote, RecordBody, ScheduleRating},
    stats::StageName,
};

const TODAY: &str = "2026-09-18";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(n: u128) -> IssueId {
    IssueId(n)
}

fn base(revision: u64) -> RowsBase {
    RowsBase { ledger: LedgerId(1), revision, today: day(TODAY), own_unit: Some(UnitId(2)) }
}

/// Jobs for ledgers of more than so many issues.
fn jobs_above(in_a_frame: usize) -> Desk {
    Desk { now: Instant::now(), wake: Arc::new(|| ()), in_a_frame }
}

fn refresh(rows: &mut Rows, ledger: &Ledger, revision: u64) {
    rows.refresh(ledger, base(revision), &jobs_above(usize::MAX));
}

#[expect(clippy::needless_pass_by_value, reason = "the callers read better")]
fn apply(ledger: &mut Ledger, n: u8, key: PartKey, edits: PartEdits) {
    let change = ChangeId(crate::domain::Sha::of(&[&[n], format!("{key:?}").as_bytes()]));
    ledger.apply(change, key, &edits, 0);
}

fn directory() -> PartEdits {
    let unit = |n: u128, name: &str| {
        let name = UnitValue::Name(name.to_owned());
        [DirectoryEdit::AddUnit(UnitId(n)), DirectoryEdit::SetUnit(UnitId(n), name, Vec::new())]
    };
    let inspection = |n: u128, name: &str| {
        let name = InspectionValue::Name(name.to_owned());
        let n = InspectionId(n);
        [DirectoryEdit::AddInspection(n), DirectoryEdit::SetInspection(n, name, Vec::new())]
    };
    let mut edits = Vec::new();
    edits.extend(unit(1, "甲县政府"));
    edits.extend(unit(2, "市水利局"));
    edits.push(DirectoryEdit::AddAlias(UnitId(2), "水利部门".to_owned()));
    edits.extend(inspection(9, "省级督察"));
    edits.extend(inspection(8, "中央督察"));
    PartEdits::Directory(edits)
}

fn issue(ledger: &mut Ledger, n: u128, unit: u128, number: &str, title: &str, due: &str) {
    let set = |value| IssueEdit::Set(value, Vec::new());
    let mut edits = vec![
        IssueEdit::Register,
        set(IssueValue::Number(number.to_owned())),
        set(IssueValue::Title(title.to_owned())),
        set(IssueValue::LeadUnit(Some(UnitId(unit)))),
        set(IssueValue::Inspection(InspectionId(9))),
    ];
    if !due.is_empty() {
        edits.push(set(IssueValue::FirstDeadline(Deadline::on(due, day(due)))));
    }
    apply(ledger, 1, PartKey::Issue(id(n)), PartEdits::Issue(edits));
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::new(LedgerId(1));
    apply(&mut ledger, 0, PartKey::Directory, directory());
    issue(&mut ledger, 1, 1, "10.", "Sewage 直排", "2026-09-01");
    issue(&mut ledger, 2, 2, "2.", "河道垃圾", "2026-12-31");
    issue(&mut ledger, 3, 1, "1.", "扬尘", "");
    issue(&mut ledger, 4, 1, "3.", "重复登记", "2026-09-20");
    let gone = IssueEdit::SetPresence(IssueItem::Issue, Presence::Withdrawn("重复".to_owned()), Vec::new());
    apply(&mut ledger, 2, PartKey::Issue(id(4)), PartEdits::Issue(vec![gone]));
    ledger
}

fn rows(query: RowQuery) -> Rows {
    let mut rows = Rows::default();
    rows.ask(query);
    refresh(&mut rows, &ledger(), 1);
    rows
}

#[track_caller]
fn check(query: RowQuery, expected: &[u128]) {
    let expected: Vec<_> = expected.iter().copied().map(id).collect();
    assert_eq!(rows(query).ids(), expected);
}

fn text(text: &str) -> RowQuery {
    RowQuery { text: text.to_owned(), ..RowQuery::default() }
}

#[test]
fn without_a_query_issues_stand_in_the_order_of_their_numbers_and_withdrawn_ones_are_hidden() {
    check(RowQuery::default(), &[3, 2, 1]);
    check(RowQuery::only(Only::Withdrawn), &[4]);
}

#[test]
fn text_is_found_in_every_text_whatever_its_case_and_all_words_must_occur() {
    check(text("sewage"), &[1]);
    check(text("水利部门"), &[2]);
    check(text("省级 河道"), &[2]);
    check(text("2026-12"), &[2]);
    check(text("没有这个"), &[]);
}

#[test]
fn what_a_monthly_note_says_is_found_once_it_is_written() {
    let mut ledger = ledger();
    let mut rows = Rows::default();
    rows.ask(text("截污管网"));
    refresh(&mut rows, &ledger, 1);
    assert!(rows.ids().is_empty(), "nobody has written it yet");
    let note = ProgressNote {
        month: Month { year: 2026, month: 8 },
        rating: Some(ScheduleRating::Behind),
        text: "截污管网贯通".to_owned(),
        ..ProgressNote::default()
    };
    let append = IssueEdit::Append(RecordId(5), Box::new(RecordBody::Progress(note)));
    apply(&mut ledger, 3, PartKey::Issue(id(3)), PartEdits::Issue(vec![append]));
    refresh(&mut rows, &ledger, 2);
    assert_eq!(rows.ids(), [id(3)]);
    assert_eq!(rows.facts(id(3)).unwrap().rating, Some(ScheduleRating::Behind));
}

#[test]
fn a_column_sorts_up_and_down_and_empty_cells_come_last_both_times() {
    let sorted = |column, down| RowQuery { sort: vec![(column, down)], ..RowQuery::default() };
    check(sorted(Column::Due, false), &[1, 2, 3]);
    check(sorted(Column::Due, true), &[2, 1, 3]);
    check(sorted(Column::Number, true), &[1, 2, 3]);
}

#[test]
fn a_click_on_a_head_sorts_up_then_down_then_no_more() {
    let mut query = RowQuery::default();
    query.click(Column::Due);
    assert_eq!(query.sort, [(Column::Due, false)]);
    query.click(Column::Due);
    assert_eq!(query.sort, [(Column::Due, true)]);
    query.click_more(Column::Title);
    assert_eq!(query.sort, [(Column::Due, true), (Column::Title, false)]);
    query.click(Column::Title);
    assert_eq!(query.sort, [(Column::Title, false)]);
    query.click(Column::Title);
    query.click(Column::Title);
    assert_eq!(query.sort, []);
}

#[test]
fn filters_of_several_columns_hold_together() {
    let lead = CellKey::Unit(UnitId(1));
    check(RowQuery::with(Column::LeadUnit, lead.clone()), &[3, 1]);
    let mut query = RowQuery::with(Column::LeadUnit, lead);
    query.filters.insert(Column::Time, [CellKey::Time(TimeKind::Overdue)].into());
    check(query, &[1]);
    let registered = StageName { stage: Stage::Registered, step: String::new() };
    check(RowQuery::with(Column::Stage, CellKey::Stage(registered)), &[3, 2, 1]);
    check(RowQuery { due_within: Some(120), ..RowQuery::default() }, &[2]);
}

#[test]
fn each_quick_view_says_how_many_it_would_show() {
    let rows = rows(RowQuery::only(Only::OwnUnit));
    let counts = Only::ALL.map(|only| rows.count(only));
    assert_eq!(counts, [3, 1, 0, 0, 0, 1, 1]);
    assert_eq!(rows.ids(), [id(2)]);
}

#[test]
fn a_filter_list_counts_the_values_as_if_it_were_not_there() {
    let query = RowQuery::with(Column::LeadUnit, CellKey::Unit(UnitId(2)));
    let rows = rows(query);
    let expected = [(CellKey::Unit(UnitId(1)), 2), (CellKey::Unit(UnitId(2)), 1)];
    assert_eq!(rows.values(Column::LeadUnit), expected);
}

#[test]
fn rows_are_worked_out_again_only_when_something_changed() {
    let ledger = ledger();
    let mut rows = Rows::default();
    refresh(&mut rows, &ledger, 1);
    let version = rows.version();
    refresh(&mut rows, &ledger, 1);
    rows.ask(RowQuery::default());
    refresh(&mut rows, &ledger, 1);
    assert_eq!(rows.version(), version, "nothing changed");
    refresh(&mut rows, &ledger, 2);
    assert_ne!(rows.version(), version, "the ledger changed");
    rows.ask(RowQuery::only(Only::Closed));
    refresh(&mut rows, &ledger, 2);
    assert!(rows.ids().is_empty(), "nothing is closed");
}

#[test]
fn settings_name_columns_and_unknown_names_are_passed_over() {
    let names = ["due", "unheard_of", "title", "due", "goal"].map(str::to_owned);
    let expected = [Column::Number, Column::Title, Column::Due, Column::Goal];
    assert_eq!(Column::chosen(&names), expected);
    assert_eq!(Column::chosen(&[]), Column::USUAL);
    for column in Column::ALL {
        assert_eq!(Column::of_name(column.name()), Some(*column));
    }
}

#[test]
fn an_issue_taken_back_leaves_the_rows() {
    let mut ledger = ledger();
    let mut rows = Rows::default();
    refresh(&mut rows, &ledger, 1);
    let undone = IssueEdit::SetPresence(IssueItem::Issue, Presence::Undone, Vec::new());
    apply(&mut ledger, 7, PartKey::Issue(id(1)), PartEdits::Issue(vec![undone]));
    refresh(&mut rows, &ledger, 2);
    assert_eq!(rows.ids(), [id(3), id(2)]);
    assert!(rows.facts(id(1)).is_none(), "forgotten");
}

#[test]
fn cooperating_units_filter_by_each_of_them() {
    let mut ledger = ledger();
    let add = IssueEdit::AddUnit(UnitRole::Cooperating, UnitId(2));
    apply(&mut ledger, 8, PartKey::Issue(id(1)), PartEdits::Issue(vec![add]));
    let mut rows = Rows::default();
    rows.ask(RowQuery::with(Column::Cooperating, CellKey::Unit(UnitId(2))));
    refresh(&mut rows, &ledger, 1);
    assert_eq!(rows.ids(), [id(1)]);
    let item = DirectoryItem::Unit(UnitId(2));
    assert!(Directory::default().presence_of(item).is_none());
}

#[test]
fn a_column_must_say_what_is_typed() {
    let with = |column, condition| RowQuery { conditions: [(column, condition)].into(), ..RowQuery::default() };
    let words = str::to_owned;
    check(with(Column::Title, Condition::Contains(words("垃圾"))), &[2]);
    check(with(Column::Title, Condition::Lacks(words("垃圾"))), &[3, 1]);
    check(with(Column::Title, Condition::Begins(words("SEWAGE"))), &[1]);
    check(with(Column::LeadUnit, Condition::Contains(words("水利"))), &[2]);
    check(with(Column::LeadUnit, Condition::Contains(words("  "))), &[3, 2, 1]);
    check(with(Column::Due, Condition::Blank), &[3]);
    check(with(Column::Due, Condition::Filled), &[2, 1]);
    check(with(Column::Due, Condition::Between(Some(day("2026-09-01")), Some(day("2026-12-30")))), &[1]);
    check(with(Column::Due, Condition::Between(Some(day("2026-09-02")), None)), &[2]);
    check(with(Column::Time, Condition::DaysLeft(None, Some(-1))), &[1]);
    check(with(Column::Time, Condition::DaysLeft(Some(-17), Some(104))), &[2, 1]);
    let mut both = with(Column::Due, Condition::Filled);
    both.filters.insert(Column::LeadUnit, [CellKey::Unit(UnitId(1))].into());
    check(both, &[1]);
}

#[test]
fn first_letters_find_title_unit_person_and_number() {
    check(text("hdlj"), &[2]);
    check(text("jxzf"), &[3, 1]);
    check(text("slj"), &[2]);
    check(text("jxzf sewage"), &[1]);
    check(text("10"), &[1]);
}

#[test]
fn grouped_rows_stand_under_heads_with_their_subtotals() {
    let rows = rows(RowQuery { group: Some(Column::LeadUnit), ..RowQuery::default() });
    let lines = [Line::Group(0), Line::Issue(id(3)), Line::Issue(id(1)), Line::Group(1), Line::Issue(id(2))];
    assert_eq!(rows.lines(), lines);
    assert_eq!(rows.ids(), [id(3), id(1), id(2)]);
    assert_eq!([1, 2, 4].map(|line| rows.number(line)), [1, 2, 3]);
    let [first, second] = rows.groups() else {
        panic!("two groups, not {:?}", rows.groups());
    };
    assert_eq!((&first.key, first.tally.all(), first.tally.overdue), (&CellKey::Unit(UnitId(1)), 2, 1));
    assert_eq!((&second.key, second.tally.all(), second.finished), (&CellKey::Unit(UnitId(2)), 1, 0));
}
