//! Tests of importing: what a plan comes to, twice, taken back, and brought up to date.

use chrono::{NaiveDate, NaiveDateTime};

use super::*;
use crate::{
    app::Identity,
    domain::{
        ChangeId, IssueId, LedgerId,
        deadline::DeadlineDoubt,
        directory::UnitKind,
        edit::{Edit, into_parts},
        issue::{Issue, IssueItem, UnitRole},
        ledger::Ledger,
        record::{Month, RecordBody, ScheduleRating},
        rules::{Action, Context, Role, plan},
    },
    exchange::plan::PlanSource,
};

/// A plan of our own making.
const PLAN: &str = "示例市贯彻落实省生态环境保护督察反馈意见整改方案
2026年5月20日，省督察组向示例市反馈了督察意见。
一、打好碧水保卫战
1.整治黑臭水体。完成南渠、西沟两处黑臭水体整治，2026年底前水质达标。（市水利局、市住建局牵头，清河县人民政府、东城区人民政府参与）
2.保护饮用水水源地。拆除一级保护区内违法建筑，2027年6月底前完成。（市生态环境局牵头，清河县人民政府参与）
二、打好蓝天保卫战
1.淘汰燃煤小锅炉。全市淘汰燃煤小锅炉120台，淘汰率达到95%以上。（市发改委负责）
";

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn now() -> NaiveDateTime {
    day(2026, 9, 18).and_hms_opt(9, 0, 0).expect("a time")
}

fn ctx() -> Context {
    Context {
        today: day(2026, 9, 18),
        now: now(),
        author: "王敏".to_owned(),
        unit: None,
        role: Role::Office,
        newest_change: None,
        clock_confirmed: false,
    }
}

/// Plans and applies an action as the document does; gives the edits.
fn act(ledger: &mut Ledger, action: &Action, n: u8) -> Vec<Edit> {
    let edits = plan(ledger, action, &ctx()).expect("allowed");
    let change = ChangeId(crate::domain::Sha([n; 32]));
    for (key, part) in into_parts(&edits) {
        ledger.apply(change, key, &part, 0);
    }
    edits
}

fn founded() -> Ledger {
    let mut ledger = Ledger::new(LedgerId(1));
    let who = Identity { name: "王敏".to_owned(), unit: "市整改办".to_owned(), ..Identity::default() };
    act(&mut ledger, &crate::app::founding::actions("示例市整改台账", &who), 1);
    ledger
}

fn read() -> ReadPlan {
    read_source(&PlanSource::Text(PLAN.to_owned()))
}

/// Takes a plan with changed choices.
fn take(ledger: &mut Ledger, read: &ReadPlan, change: impl FnOnce(&mut ImportChoices), n: u8) -> Vec<Edit> {
    let mut choices = proposed_choices(read, ledger);
    change(&mut choices);
    let action = plan_actions(&read.report, &choices, ledger);
    act(ledger, &action, n)
}

fn issue<'a>(ledger: &'a Ledger, title: &str) -> &'a Issue {
    let found = ledger.issues.values().find(|issue| issue.fields.title.get().contains(title));
    found.expect("imported")
}

#[test]
fn a_plan_becomes_issues_with_units_deadlines_and_source() {
    let (mut ledger, read) = (founded(), read());
    assert_eq!(read.report.items.len(), 3, "{:?}", read.report.faults);
    take(&mut ledger, &read, |_| (), 2);
    let name = |id: Option<crate::domain::UnitId>| id.map(|id| ledger.directory.unit_name(id)).unwrap_or_default();
    let water = issue(&ledger, "黑臭水体");
    assert_eq!(name(*water.fields.lead_unit.get()), "市水利局");
    assert!(*water.fields.lead_to_confirm.get(), "two lead: a person has to say");
    let in_role = |role| water.units(role).iter().map(|id| ledger.directory.unit_name(*id)).collect::<Vec<_>>();
    assert_eq!(in_role(UnitRole::CoLead), ["市住建局"]);
    assert_eq!(in_role(UnitRole::Cooperating), ["清河县人民政府", "东城区人民政府"]);
    assert_eq!(water.fields.deadline.get().date(), Some(day(2026, 12, 31)));
    assert_eq!(water.fields.category.get(), "碧水", "guessed from the chapter");
    assert!(water.fields.source_text.get().contains("第 4 行"), "{}", water.fields.source_text.get());
    assert!(water.fields.detail.get().contains("水质达标"), "the whole text");
    let boilers = issue(&ledger, "燃煤小锅炉");
    assert_eq!(boilers.live_targets().len(), 1, "95 %");
    let inspection = ledger.directory.live_inspections();
    let fields = &inspection.first().expect("added").fields;
    assert_eq!(
        (fields.name.get().as_str(), *fields.feedback_date.get()),
        ("省生态环境保护督察", Some(day(2026, 5, 20)))
    );
}

#[test]
fn two_items_numbered_one_get_numbers_that_tell_them_apart() {
    let (mut ledger, read) = (founded(), read());
    take(&mut ledger, &read, |choices| choices.prefix = "S-".to_owned(), 2);
    let mut numbers: Vec<_> = ledger.issues.values().map(|issue| issue.fields.number.get().clone()).collect();
    numbers.sort();
    assert_eq!(numbers, ["S-01", "S-02", "S-03"]);
}

#[test]
fn the_same_plan_twice_gives_no_new_edits() {
    let (mut ledger, read) = (founded(), read());
    take(&mut ledger, &read, |_| (), 2);
    let again = proposed_choices(&read, &ledger);
    assert!(again.items.iter().all(|item| !item.take), "all are here");
    assert_eq!(plan_actions(&read.report, &again, &ledger), Action::Batch(Vec::new()), "nothing to do");
    let all = |choices: &mut ImportChoices| choices.items.iter_mut().for_each(|item| item.take = true);
    let edits = take(&mut ledger, &read, all, 3);
    assert_eq!(edits, [], "brought up to date with what they are");
}

#[test]
fn a_corrected_plan_updates_what_is_not_assigned_and_keeps_what_a_person_decided() {
    let (mut ledger, first) = (founded(), read());
    take(&mut ledger, &first, |_| (), 2);
    let id = issue(&ledger, "黑臭水体").id;
    let housing = ledger.directory.find_unit("市住建局").expect("added");
    act(&mut ledger, &Action::ConfirmLead { issue: id, unit: housing }, 3);
    let text = PLAN.replace("水质达标", "水质稳定达标");
    let second = read_source(&PlanSource::Text(text));
    let all = |choices: &mut ImportChoices| choices.items.iter_mut().for_each(|item| item.take = true);
    take(&mut ledger, &second, all, 4);
    let water = ledger.issue(id).expect("the same issue");
    assert!(water.fields.detail.get().contains("水质稳定达标"), "the new words");
    assert_eq!(*water.fields.lead_unit.get(), Some(housing), "confirmed by a person");
    assert_eq!(ledger.issues.len(), 3, "never doubled");
}

#[test]
fn an_item_may_become_a_measure_of_another_and_may_be_left() {
    let (mut ledger, read) = (founded(), read());
    let choose = |choices: &mut ImportChoices| {
        choices.items[1].role = ItemRole::MeasureOfItem(0);
        choices.items[2].take = false;
    };
    take(&mut ledger, &read, choose, 2);
    assert_eq!(ledger.issues.len(), 1, "one issue");
    let water = issue(&ledger, "黑臭水体");
    let measures = water.live_measures();
    let measure = measures.first().expect("a measure");
    assert!(measure.fields.text.get().contains("水源地"));
    assert_eq!(measure.fields.deadline.get().date(), Some(day(2027, 6, 30)), "its own deadline");
    let bureau = ledger.directory.find_unit("市生态环境局");
    assert_eq!(*measure.fields.unit.get(), bureau, "its own unit");
    assert!(ledger.directory.find_unit("市发改委").is_none(), "an item that is left adds no unit");
}

#[test]
fn units_are_listed_before_they_are_added_and_may_be_mapped_or_left_out() {
    let (mut ledger, read) = (founded(), read());
    let add = Action::AddUnit {
        unit: crate::domain::UnitId(77),
        values: vec![crate::domain::directory::UnitValue::Name("市发展和改革委员会".to_owned())],
    };
    act(&mut ledger, &add, 2);
    let choices = proposed_choices(&read, &ledger);
    let preview = ImportPreview::of(&read.report, &choices, &ledger);
    let like = preview.units.iter().find(|unit| unit.name == "市发改委").expect("listed");
    assert_eq!(like.found, UnitMatch::LooksLike(vec![crate::domain::UnitId(77)]));
    assert_eq!(like.choice, UnitChoice::New(UnitKind::Department), "never mapped without being asked");
    let choose = |choices: &mut ImportChoices| {
        choices.units.insert("市发改委".to_owned(), UnitChoice::Existing(crate::domain::UnitId(77)));
        choices.units.insert("东城区人民政府".to_owned(), UnitChoice::LeaveOut);
    };
    take(&mut ledger, &read, choose, 3);
    let boilers = issue(&ledger, "燃煤小锅炉");
    assert_eq!(*boilers.fields.lead_unit.get(), Some(crate::domain::UnitId(77)));
    assert_eq!(ledger.directory.find_unit("市发改委"), Some(crate::domain::UnitId(77)), "known from now on");
    assert!(ledger.directory.find_unit("东城区人民政府").is_none(), "left out");
}

#[test]
fn what_was_withdrawn_or_assigned_is_left_and_an_undone_import_comes_back() {
    let (mut ledger, read) = (founded(), read());
    take(&mut ledger, &read, |_| (), 2);
    let id: IssueId = issue(&ledger, "黑臭水体").id;
    let reason = "重复".to_owned();
    act(&mut ledger, &Action::Withdraw { issue: id, item: IssueItem::Issue, reason }, 3);
    let all = |choices: &mut ImportChoices| choices.items.iter_mut().for_each(|item| item.take = true);
    let edits = take(&mut ledger, &read, all, 4);
    assert_eq!(edits, [], "a person withdrew it");
}

#[test]
fn a_chosen_lead_and_a_confirmed_date_are_not_asked_again() {
    let (mut ledger, read) = (founded(), read());
    let mut choices = proposed_choices(&read, &ledger);
    let change = ImportChange::Lead(0, Some("市住建局".to_owned()));
    choices.change(&read.report, change, &ledger);
    let typed = DeadlineChoice::Typed(day(2026, 10, 1));
    choices.change(&read.report, ImportChange::Deadline(2, typed), &ledger);
    let action = plan_actions(&read.report, &choices, &ledger);
    act(&mut ledger, &action, 2);
    let water = issue(&ledger, "黑臭水体");
    assert!(!*water.fields.lead_to_confirm.get(), "a person chose");
    assert_eq!(ledger.directory.unit_name(water.fields.lead_unit.get().expect("a lead")), "市住建局");
    let boilers = issue(&ledger, "燃煤小锅炉");
    assert_eq!(boilers.fields.deadline.get().date(), Some(day(2026, 10, 1)));
    assert_eq!(boilers.fields.deadline.get().doubt, None::<DeadlineDoubt>);
}

/// A list of progress of our own making: the first two problems of the plan, and one nobody knows.
const PROGRESS: &str = "示例市整改进展情况（截至2026年8月底）
一、关于“整治黑臭水体”的问题。
整改进展情况：达到序时进度，正在推进。
1.完成南渠清淤。
二、关于“保护饮用水水源地”的问题。
整改进展情况：已完成2处拆除，其余正在推进。
三、关于“秸秆露天焚烧”的问题。
整改进展情况：尚未启动。
";

fn reports(issue: &Issue) -> Vec<(Month, Option<ScheduleRating>, String)> {
    let notes = issue.records.iter().filter_map(|record| match &record.body {
        RecordBody::Progress(note) => Some((note.month, note.rating, note.text.clone())),
        _ => None,
    });
    notes.collect()
}

#[test]
fn a_list_of_progress_becomes_reports_of_its_month_on_the_issues_that_are_here() {
    let (mut ledger, plan) = (founded(), read());
    take(&mut ledger, &plan, |_| (), 2);
    let n_issues = ledger.issues.len();
    let list = read_source(&PlanSource::Text(PROGRESS.to_owned()));
    let choices = proposed_choices(&list, &ledger);
    assert!(matches!(choices.target, TargetInspection::Existing(_)), "the plan's own inspection");
    let preview = ImportPreview::of(&list.report, &choices, &ledger);
    assert_eq!((preview.n_reports, preview.n_new), (2, 0), "the third is nobody's");
    take(&mut ledger, &list, |_| (), 3);
    assert_eq!(ledger.issues.len(), n_issues, "no issue is doubled");
    let august = Month { year: 2026, month: 8 };
    let water = reports(issue(&ledger, "黑臭水体"));
    let text = "达到序时进度，正在推进。\n1.完成南渠清淤。".to_owned();
    assert_eq!(water, [(august, Some(ScheduleRating::OnSchedule), text)]);
    let source = reports(issue(&ledger, "水源地"));
    assert_eq!(source.iter().map(|(_, rating, _)| *rating).collect::<Vec<_>>(), [None], "a part done is not finished");
    assert_eq!(take(&mut ledger, &list, |_| (), 4), [], "once only");
}

#[test]
fn a_list_without_a_month_is_refused_until_one_is_chosen() {
    let (mut ledger, plan_read) = (founded(), read());
    take(&mut ledger, &plan_read, |_| (), 2);
    let list = read_source(&PlanSource::Text(PROGRESS.replace("（截至2026年8月底）", "")));
    let mut choices = proposed_choices(&list, &ledger);
    assert_eq!(choices.month, None, "nobody said");
    let action = plan_actions(&list.report, &choices, &ledger);
    assert!(plan(&ledger, &action, &ctx()).is_err(), "which month is asked");
    choices.change(&list.report, ImportChange::Month(Month { year: 2026, month: 7 }), &ledger);
    let action = plan_actions(&list.report, &choices, &ledger);
    assert!(plan(&ledger, &action, &ctx()).is_ok_and(|edits| edits.len() == 2), "two reports");
}
