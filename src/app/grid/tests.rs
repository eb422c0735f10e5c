//! A small ledger for the tests of the cells.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{CellWriter, WordsOf};
use crate::{
    app::rows::Column,
    domain::{
        ChangeId, InspectionId, IssueId, LedgerId, RecordId, RoundId, Sha, UnitId,
        deadline::Deadline,
        deadline_words::read_deadline,
        directory::{InspectionValue, UnitValue},
        edit::into_parts,
        facts::IssueFacts,
        issue::{Issue, IssueValue},
        ledger::Ledger,
        record::{ScheduleRating, Signature},
        rules::{Action, Context, Refusal, Role, StepEntry, plan},
    },
};

/// An issue that is not assigned, led by 甲县政府.
pub(super) const FREE: IssueId = IssueId(1);
/// An issue that is assigned.
pub(super) const ASSIGNED: IssueId = IssueId(2);
/// An issue whose deadline is given in words.
pub(super) const WORDED: IssueId = IssueId(3);
/// 市水利局, also called 水务部门.
pub(super) const WATER: UnitId = UnitId(12);

/// A ledger and a clerk.
pub(super) struct Desk {
    ledger: Ledger,
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn context() -> Context {
    Context {
        today: day("2026-09-18"),
        now: day("2026-09-18").and_hms_opt(9, 0, 0).expect("a time"),
        author: "王敏".to_owned(),
        unit: None,
        role: Role::Office,
        newest_change: None,
        clock_confirmed: false,
    }
}

fn cell(_: &Ledger, column: Column, issue: &Issue, _: &IssueFacts) -> String {
    if column == Column::Stage { "stage".to_owned() } else { column.text(issue).to_owned() }
}

fn rating(word: &str) -> Option<ScheduleRating> {
    (word == "behind").then_some(ScheduleRating::Behind)
}

pub(super) fn heading(word: &str) -> Option<Column> {
    Column::of_name(word)
}

impl Desk {
    pub(super) fn new() -> Self {
        let mut desk = Self { ledger: Ledger::new(LedgerId(9)) };
        let unit = |unit, name: &str| Action::AddUnit { unit, values: vec![UnitValue::Name(name.to_owned())] };
        desk.act(&crate::app::founding::actions("测试", &crate::app::Identity::default()));
        desk.act(&unit(UnitId(11), "甲县政府"));
        desk.act(&unit(WATER, "市水利局"));
        desk.act(&Action::AddAlias { unit: WATER, alias: "水务部门".to_owned() });
        let name = InspectionValue::Name("省级督察".to_owned());
        desk.act(&Action::AddInspection { inspection: InspectionId(7), values: vec![name] });
        for (issue, title, deadline) in [
            (FREE, "扬尘", Deadline::on("2026-12-31", day("2026-12-31"))),
            (ASSIGNED, "黑臭水体", Deadline::on("2026-10-31", day("2026-10-31"))),
            (WORDED, "渗滤液", read_deadline("2026年底前", None)),
        ] {
            let values = vec![
                IssueValue::Title(title.to_owned()),
                IssueValue::Inspection(InspectionId(7)),
                IssueValue::LeadUnit(Some(UnitId(11))),
                IssueValue::FirstDeadline(deadline),
            ];
            desk.act(&Action::RegisterIssue { issue, values });
        }
        let signed = Signature { person: "赵立新".to_owned(), unit: None };
        let date = Some(day("2026-09-01"));
        let entry = StepEntry { step: "assignment".into(), date, signed, ..StepEntry::default() };
        let (record, round) = (RecordId(1), RoundId(1));
        desk.act(&Action::TakeStep { issue: ASSIGNED, record, round, entry: Box::new(entry) });
        desk
    }

    fn act(&mut self, action: &Action) {
        let edits = plan(&self.ledger, action, &context()).expect("a plan");
        let change = ChangeId(Sha::of(&[format!("{action:?}").as_bytes()]));
        let mut counts: BTreeMap<_, u32> = BTreeMap::new();
        for (key, part) in into_parts(&edits) {
            let first = counts.entry(key).or_default();
            self.ledger.apply(change, key, &part, *first);
            *first += part.len() as u32;
        }
    }

    pub(super) fn refusal(&self, action: &Action) -> Option<Refusal> {
        plan(&self.ledger, action, &context()).err()
    }

    pub(super) fn writer(&self) -> CellWriter<'_> {
        CellWriter::new(&self.ledger, context(), WordsOf { cell, rating, heading })
    }
}
