//! The quick way and the plain way give the same rows, whatever the ledger and the query.

use std::{cmp::Ordering, collections::BTreeSet};

use proptest::{prelude::*, sample::select, test_runner::TestRunner};

use super::*;
use crate::{
    app::rows::{
        pinyin::matches_initials,
        value::{SortKey, cell_sort_key, row_sort_key},
    },
    domain::issue::Issue,
};

/// One issue, as a few small choices.
type Sketch = (u8, u8, u8, u8, u8);

const TITLES: [&str; 5] = ["河道垃圾", "Sewage 直排", "重金属超标", "扬尘", ""];
const CATEGORIES: [&str; 3] = ["碧水", "蓝天", ""];
const DAYS: [&str; 4] = ["2026-09-01", "2026-09-20", "2026-12-31", ""];
const COLUMNS: [Column; 8] = [
    Column::LeadUnit,
    Column::Title,
    Column::Category,
    Column::Due,
    Column::Time,
    Column::Cooperating,
    Column::Number,
    Column::Stage,
];

fn sketched(n: u128, (number, title, unit, due, others): Sketch) -> Vec<IssueEdit> {
    let set = |value| IssueEdit::Set(value, Vec::new());
    let pick = |all: &[&str], n: u8| all[usize::from(n) % all.len()].to_owned();
    let mut edits = vec![
        IssueEdit::Register,
        set(IssueValue::Number(format!("{}-{}", number % 4, n % 3))),
        set(IssueValue::Title(pick(&TITLES, title))),
        set(IssueValue::Category(pick(&CATEGORIES, title.wrapping_add(number)))),
        set(IssueValue::Inspection(InspectionId(8 + u128::from(unit) % 3))),
    ];
    if unit % 3 > 0 {
        edits.push(set(IssueValue::LeadUnit(Some(UnitId(u128::from(unit % 3))))));
    }
    for unit in 1..=2 {
        if u128::from(others) & unit != 0 {
            edits.push(IssueEdit::AddUnit(UnitRole::Cooperating, UnitId(unit)));
        }
    }
    let due = pick(&DAYS, due);
    if !due.is_empty() {
        edits.push(set(IssueValue::FirstDeadline(Deadline::on(due.clone(), day(&due)))));
    }
    edits
}

fn of_sketches(sketches: &[Sketch]) -> Ledger {
    let mut ledger = Ledger::new(LedgerId(1));
    apply(&mut ledger, 0, PartKey::Directory, directory());
    for (n, sketch) in (1..).zip(sketches) {
        apply(&mut ledger, 1, PartKey::Issue(id(n)), PartEdits::Issue(sketched(n, *sketch)));
    }
    ledger
}

fn a_query() -> impl Strategy<Value = RowQuery> {
    let text = select(vec!["", "河", "h", "hd", "sewage 河", "2026", "zjs", "水利", "sew"]);
    let columns = || select(COLUMNS.to_vec());
    let sort = prop::collection::vec((columns(), any::<bool>()), 0..3);
    let filter = prop::option::of((columns(), any::<u8>()));
    let condition = select(vec![
        Condition::Contains("水".to_owned()),
        Condition::Lacks("水".to_owned()),
        Condition::Begins("s".to_owned()),
        Condition::Blank,
        Condition::Filled,
        Condition::Between(None, Some(day("2026-09-20"))),
        Condition::DaysLeft(Some(-20), Some(5)),
    ]);
    let condition = prop::option::of((columns(), condition));
    let only = select(Only::ALL.to_vec());
    (text, sort, filter, condition, only).prop_map(|(text, sort, filter, condition, only)| RowQuery {
        text: text.to_owned(),
        only,
        sort,
        filters: filter.map(|(column, some)| (column, keys(column, some))).into_iter().collect(),
        conditions: condition.into_iter().collect(),
        ..RowQuery::default()
    })
}

/// Some values of a column.
#[expect(clippy::wildcard_enum_match_arm, reason = "of many columns a few are sketched")]
fn keys(column: Column, some: u8) -> BTreeSet<CellKey> {
    let text = |text: &str| if text.is_empty() { CellKey::Empty } else { CellKey::Text(text.to_owned()) };
    let all: Vec<CellKey> = match column {
        Column::LeadUnit | Column::Cooperating => {
            vec![CellKey::Unit(UnitId(1)), CellKey::Unit(UnitId(2)), CellKey::Empty]
        }
        Column::Title => TITLES.map(text).to_vec(),
        Column::Category => CATEGORIES.map(text).to_vec(),
        Column::Due => vec![CellKey::Day(day(DAYS[0])), CellKey::Empty],
        Column::Time => vec![CellKey::Time(TimeKind::Overdue), CellKey::Time(TimeKind::NoDeadline)],
        _ => vec![CellKey::Stage(StageName { stage: Stage::Registered, step: String::new() })],
    };
    all.into_iter().enumerate().filter(|(n, _)| some >> n & 1 == 1).map(|(_, key)| key).collect()
}

/// The rows of a query, read off issue by issue.
fn plainly(ledger: &Ledger, query: &RowQuery) -> Vec<IssueId> {
    let directory = &ledger.directory;
    let mut rows = Vec::new();
    for issue in ledger.issues.values() {
        let facts = IssueFacts::of(issue, directory, day(TODAY));
        if !query.only.shows(issue, &facts, base(1).own_unit) || !has_words(issue, directory, &query.text) {
            continue;
        }
        let cell = |column: Column| column.value(issue, &facts).to_cell();
        let ticked =
            |(column, keys): (&Column, &BTreeSet<CellKey>)| cell(*column).keys().iter().any(|key| keys.contains(key));
        let meets = |(column, condition): (&Column, &Condition)| {
            condition.lowered().is_met_by(&cell(*column), directory) && condition.is_met_by_days(&facts)
        };
        if query.filters.iter().all(ticked) && query.conditions.iter().all(meets) {
            let key = |column| match row_sort_key(column, &facts) {
                Some(number) => SortKey::Number(number),
                None => cell_sort_key(column, &cell(column), directory),
            };
            let mut sort: Vec<_> = query.sort.iter().map(|(column, down)| (key(*column), *down)).collect();
            let inspection = directory.inspections.get(issue.fields.inspection.get());
            let place = inspection
                .map_or(SortKey::Empty, |it| SortKey::Number(i64::from(it.added.0) << 32 | i64::from(it.added.1)));
            sort.extend([(place, false), (key(Column::Number), false)]);
            rows.push((sort, issue.id));
        }
    }
    rows.sort_by(|a, b| compare(&a.0, &b.0).then(a.1.cmp(&b.1)));
    rows.into_iter().map(|(_, id)| id).collect()
}

fn has_words(issue: &Issue, directory: &Directory, words: &str) -> bool {
    let mut text = String::new();
    crate::app::rows::text::search_text(&mut text, issue, directory);
    let units = issue.units(UnitRole::Cooperating).iter().chain(issue.fields.lead_unit.get());
    let mut short = vec![issue.fields.number.get().clone(), issue.fields.title.get().clone()];
    short.extend(units.map(|unit| directory.unit_name(*unit).to_owned()));
    words
        .split_whitespace()
        .all(|word| text.contains(&word.to_lowercase()) || short.iter().any(|field| matches_initials(field, word)))
}

fn compare(a: &[(SortKey, bool)], b: &[(SortKey, bool)]) -> Ordering {
    for ((a, down), (b, _)) in a.iter().zip(b) {
        let either_empty = *a == SortKey::Empty || *b == SortKey::Empty;
        let order = if *down && !either_empty { b.cmp(a) } else { a.cmp(b) };
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    prop::collection::vec(any::<Sketch>(), 0..12)
}

fn rows_of(ledger: &Ledger, query: &RowQuery) -> Rows {
    let mut rows = Rows::default();
    rows.ask(query.clone());
    refresh(&mut rows, ledger, 1);
    rows
}

#[test]
fn filters_search_and_order_agree_with_reading_issue_by_issue() {
    let given = (sketches(), a_query());
    let agree = |(sketches, query): (Vec<Sketch>, RowQuery)| {
        let ledger = of_sketches(&sketches);
        let rows = rows_of(&ledger, &query);
        prop_assert_eq!(rows.ids(), plainly(&ledger, &query));
        for column in COLUMNS {
            let mut without = query.clone();
            without.filters.remove(&column);
            without.conditions.remove(&column);
            let shown = plainly(&ledger, &without);
            for (key, count) in rows.values(column) {
                let has = |id: &&IssueId| {
                    let issue = ledger.issue(**id).unwrap();
                    let facts = IssueFacts::of(issue, &ledger.directory, day(TODAY));
                    column.value(issue, &facts).to_cell().keys().contains(&key)
                };
                prop_assert_eq!(count, shown.iter().filter(has).count(), "{:?} {:?}", column, key);
            }
        }
        Ok(())
    };
    TestRunner::default().run(&given, agree).unwrap();
}

#[test]
fn a_search_that_grows_finds_what_a_fresh_one_finds() {
    let typed = select(vec!["河道垃圾", "hdlj", "sewage 直排", "2026-09-20", "1-2", "zjscb", "s水", "slj 河"]);
    let given = (sketches(), typed, any::<bool>());
    let agree = |(sketches, typed, edit): (Vec<Sketch>, &str, bool)| {
        let mut ledger = of_sketches(&sketches);
        let mut rows = Rows::default();
        let mut so_far = String::new();
        for (n, c) in (1..).zip(typed.chars()) {
            so_far.push(c);
            rows.ask(text(&so_far));
            if edit && n == 2 {
                apply(&mut ledger, 9, PartKey::Issue(id(1)), PartEdits::Issue(sketched(1, (1, 0, 2, 3, 1))));
            }
            refresh(&mut rows, &ledger, n);
            prop_assert_eq!(rows.ids(), plainly(&ledger, &text(&so_far)), "{}", so_far);
        }
        Ok(())
    };
    TestRunner::default().run(&given, agree).unwrap();
}

#[test]
fn rows_kept_up_with_edits_are_those_read_anew() {
    let edits = prop::collection::vec((1..8_u128, any::<Sketch>(), any::<bool>()), 0..6);
    let given = (sketches(), edits, a_query());
    let agree = |(sketches, edits, query): (Vec<Sketch>, Vec<(u128, Sketch, bool)>, RowQuery)| {
        let mut ledger = of_sketches(&sketches);
        let mut rows = rows_of(&ledger, &query);
        for (revision, (n, sketch, undone)) in (2..).zip(edits) {
            let presence = if undone { Presence::Undone } else { Presence::Present };
            let mut edits = sketched(n, sketch);
            edits.push(IssueEdit::SetPresence(IssueItem::Issue, presence, Vec::new()));
            apply(&mut ledger, revision as u8, PartKey::Issue(id(n)), PartEdits::Issue(edits));
            refresh(&mut rows, &ledger, revision);
            let anew = rows_of(&ledger, &query);
            prop_assert_eq!(rows.ids(), anew.ids());
            for column in COLUMNS {
                prop_assert_eq!(rows.values(column), anew.values(column));
            }
        }
        Ok(())
    };
    TestRunner::default().run(&given, agree).unwrap();
}

#[test]
fn a_search_through_several_pieces_of_texts_agrees_with_reading_issue_by_issue() {
    let sketch = |n: u32| -> Sketch {
        let [a, b, c, d] = n.wrapping_mul(0x9e37_79b1).to_be_bytes();
        (a, b, c, d, n as u8)
    };
    let sketches: Vec<_> = (0..1_100).map(sketch).collect();
    let mut ledger = of_sketches(&sketches);
    let mut rows = Rows::default();
    // The first and the last of a piece, of 64, and new ones at the end.
    let edited = [1, 64, 65, 512, 513, 600, 1_024, 1_100, 1_101, 1_102];
    let typed =
        ["河", "河道", "河道垃", "h", "hd", "hdl", "s", "sew", "sewage 直", "2026-09-2", "1-", "1-2", "zj", "zjs"];
    for (revision, typed) in (1..).zip(typed) {
        if let Some(n) = edited.get(revision as usize - 1) {
            let edits = PartEdits::Issue(sketched(*n, sketch(*n as u32 + 7)));
            apply(&mut ledger, revision as u8 + 1, PartKey::Issue(id(*n)), edits);
        }
        rows.ask(text(typed));
        refresh(&mut rows, &ledger, revision);
        let found = plainly(&ledger, &text(typed));
        assert!(found.len() > 10, "{typed} is found: {}", found.len());
        assert_eq!(rows.ids(), found, "{typed}");
    }
}
