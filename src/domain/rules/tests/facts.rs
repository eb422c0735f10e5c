//! Facts, deadlines, records, roles, the clock.

use super::*;
use crate::domain::directory::{DirectoryItem, UnitField};
use crate::domain::issue::IssueField;
use crate::domain::measure::MeasureValue;
use crate::domain::rules::{AnyField, EntryField, Thing};

fn set(value: IssueValue) -> Action {
    Action::SetIssue { issue: ISSUE, value }
}

fn extension(new_date: &str, date: NaiveDate) -> Extension {
    Extension {
        new_date: Some(day(new_date)),
        reason: "汛期无法施工".to_owned(),
        approver: "市政府".to_owned(),
        document: "示政函〔2026〕8号".to_owned(),
        date: Some(date),
        after: Vec::new(),
    }
}

#[test]
fn after_assignment_only_an_extension_moves_the_deadline_and_the_first_stays_readable() {
    let mut desk = Desk::new();
    let first = day("2026-12-31");
    let later = IssueValue::FirstDeadline(Deadline::on("2027年6月底前", day("2027-06-30")));
    desk.does(set(later.clone()));
    desk.does(set(IssueValue::FirstDeadline(Deadline::on("2026年12月底前", first))));
    desk.up_to("site_verification");
    desk.refuses(set(later), &Refusal::DeadlineLocked);
    desk.refuses(Action::ConfirmDeadline { issue: ISSUE, date: None }, &Refusal::DeadlineLocked);
    desk.does(Desk::append(NewRecord::Extension(extension("2027-03-31", desk.ctx.today))));
    assert_eq!(desk.issue().acting_date(), Some(day("2027-03-31")));
    assert_eq!(desk.issue().first_deadline().date(), Some(first), "for ever");
    desk.does(Desk::append(NewRecord::Extension(extension("2027-05-31", desk.ctx.today))));
    assert_eq!(desk.issue().acting_date(), Some(day("2027-05-31")), "the later one stands in place of the first");
}

#[test]
fn an_extension_names_reason_approver_document_and_a_later_day() {
    let mut desk = Desk::new();
    let today = desk.ctx.today;
    let full = extension("2027-03-31", today);
    let action = Desk::append(NewRecord::Extension(full.clone()));
    desk.refuses(action, &Refusal::DeadlineNotLocked);
    desk.up_to("site_verification");
    let cases = [
        (Extension { reason: String::new(), ..full.clone() }, Refusal::ReasonMissing),
        (Extension { approver: String::new(), ..full.clone() }, Refusal::EntryMissing(EntryField::Approver)),
        (Extension { document: String::new(), ..full.clone() }, Refusal::EntryMissing(EntryField::Document)),
        (Extension { new_date: None, ..full.clone() }, Refusal::EntryMissing(EntryField::Date)),
        (extension("2026-12-31", today), Refusal::NotLater { new: day("2026-12-31"), acting: day("2026-12-31") }),
    ];
    for (entry, refusal) in cases {
        let action = Desk::append(NewRecord::Extension(entry));
        desk.refuses(action, &refusal);
    }
}

#[test]
fn of_extensions_made_apart_the_earlier_acts_until_a_person_chooses() {
    let mut desk = Desk::new();
    desk.up_to("site_verification");
    let one = Desk::append(NewRecord::Extension(extension("2027-06-30", desk.ctx.today))).with_ids(&mut || 81);
    let two = Desk::append(NewRecord::Extension(extension("2027-03-31", desk.ctx.today))).with_ids(&mut || 82);
    let apart = plan(&desk.ledger, &two, &desk.ctx).expect("edits");
    desk.does(one);
    for (key, part) in into_parts(&apart) {
        desk.ledger.apply(ChangeId(Sha::of(&[b"apart"])), key, &part, 0);
    }
    assert_eq!(desk.issue().acting_extensions().len(), 2);
    assert_eq!(desk.issue().acting_date(), Some(day("2027-03-31")), "the earlier");
    let reason = "以市政府批复为准".to_owned();
    desk.does(Desk::append(NewRecord::ExtensionChosen { chosen: RecordId(81), reason }));
    assert_eq!(desk.issue().acting_date(), Some(day("2027-06-30")));
}

#[test]
fn a_correction_names_reason_and_page() {
    let mut desk = Desk::new();
    let correct = |reason: &str, page: &str| Action::CorrectDeadline {
        record: RecordId(0),
        issue: ISSUE,
        deadline: Deadline::on("2026年11月底前", day("2026-11-30")),
        reason: reason.to_owned(),
        page: page.to_owned(),
    };
    desk.refuses(correct("录入有误", "第7页"), &Refusal::DeadlineNotLocked);
    desk.up_to("site_verification");
    desk.refuses(correct("", "第7页"), &Refusal::ReasonMissing);
    desk.refuses(correct("录入有误", ""), &Refusal::EntryMissing(EntryField::Page));
    desk.does(correct("录入有误", "第7页"));
    assert_eq!(desk.issue().acting_date(), Some(day("2026-11-30")));
    assert_eq!(desk.issue().fields.deadline.get().date(), Some(day("2026-12-31")), "what was entered stays");
}

#[test]
fn nothing_is_deleted_only_withdrawn_with_a_reason() {
    let mut desk = Desk::new();
    let withdraw = |reason: &str| Action::Withdraw { issue: ISSUE, item: IssueItem::Issue, reason: reason.to_owned() };
    desk.refuses(withdraw("  "), &Refusal::ReasonMissing);
    desk.does(withdraw("重复登记"));
    assert_eq!(desk.stage(), Stage::Withdrawn);
    assert_eq!(desk.issue().fields.title.get(), "水源地围网破损", "all of it stays readable");
    desk.refuses(set(IssueValue::Goal("x".to_owned())), &Refusal::IsWithdrawn);
    desk.does(Action::Restore { issue: ISSUE, item: IssueItem::Issue });
    assert_eq!(desk.stage(), Stage::Registered);
    desk.refuses(Action::Restore { issue: ISSUE, item: IssueItem::Issue }, &Refusal::NotWithdrawn);
}

#[test]
fn only_the_office_edits_rules_and_facts() {
    let mut desk = Desk::new();
    desk.up_to("site_verification");
    desk.ctx.role = Role::Unit;
    desk.refuses(Action::SetLedger(LedgerValue::DueSoonDays(Some(10))), &Refusal::NeedsRole(Role::Office));
    desk.refuses(set(IssueValue::Goal("x".to_owned())), &Refusal::NeedsRole(Role::Office));
    let step = desk.step("site_verification", "陈国栋");
    desk.does(step);
    let step = desk.step("closure_application", "陈国栋");
    desk.does(step);
    let step = desk.step("document_review", "王敏");
    desk.refuses(step, &Refusal::NeedsRole(Role::Office));
    desk.ctx.role = Role::Supervisor;
    let note = ProgressNote { month: Month { year: 2026, month: 9 }, text: "x".to_owned(), ..ProgressNote::default() };
    let action = Desk::append(NewRecord::Progress(note));
    desk.refuses(action, &Refusal::NeedsRole(Role::Unit));
}

#[test]
fn a_conflicted_field_is_changed_only_by_choosing() {
    let mut desk = Desk::new();
    let one = plan(&desk.ledger, &set(IssueValue::Goal("甲".to_owned())), &desk.ctx).expect("edits");
    let two = plan(&desk.ledger, &set(IssueValue::Goal("乙".to_owned())), &desk.ctx).expect("edits");
    for (name, edits) in [("one", one), ("two", two)] {
        for (key, part) in into_parts(&edits) {
            desk.ledger.apply(ChangeId(Sha::of(&[name.as_bytes()])), key, &part, 0);
        }
    }
    assert_eq!(desk.issue().fields.conflicts(), vec![IssueField::Goal]);
    let field = AnyField::Issue(IssueField::Goal);
    desk.refuses(set(IssueValue::Goal("丙".to_owned())), &Refusal::Conflicted(field));
    desk.does(Action::Resolve(Box::new(set(IssueValue::Goal("甲".to_owned())))));
    assert!(desk.issue().fields.conflicts().is_empty(), "chosen");
    assert_eq!(desk.issue().fields.goal.get(), "甲");
    let again = Action::Resolve(Box::new(set(IssueValue::Goal("甲".to_owned()))));
    desk.refuses(again, &Refusal::NotConflicted(field));
}

#[test]
fn a_doubtful_clock_must_be_confirmed() {
    let mut desk = Desk::new();
    let newest = desk.ctx.now;
    desk.ctx.newest_change = Some(newest);
    desk.ctx.now = newest - TimeDelta::days(1);
    let now = desk.ctx.now;
    let action = set(IssueValue::Goal("x".to_owned()));
    desk.refuses(action.clone(), &Refusal::ClockDoubtful { now, newest });
    desk.ctx.now = newest + TimeDelta::days(60);
    let now = desk.ctx.now;
    desk.refuses(action.clone(), &Refusal::ClockDoubtful { now, newest });
    desk.ctx.clock_confirmed = true;
    desk.does(action);
}

#[test]
fn a_batch_is_done_whole_or_not_at_all() {
    let mut desk = Desk::new();
    let good = set(IssueValue::Goal("甲".to_owned()));
    let bad = set(IssueValue::Title(String::new()));
    let inner = Refusal::TextMissing(AnyField::Issue(IssueField::Title));
    desk.refuses(Action::Batch(vec![good.clone(), bad]), &Refusal::InBatch(2, Box::new(inner)));
    let again = set(IssueValue::Goal("乙".to_owned()));
    desk.does(Action::Batch(vec![good, again]));
    assert_eq!(desk.issue().fields.goal.get(), "乙");
    assert!(desk.issue().fields.conflicts().is_empty(), "the second has seen the first");
}

#[test]
fn saying_what_is_so_already_changes_nothing() {
    let desk = Desk::new();
    let same = set(IssueValue::Title("水源地围网破损".to_owned()));
    assert_eq!(plan(&desk.ledger, &same, &desk.ctx), Ok(Vec::new()));
}

#[test]
fn a_renamed_unit_keeps_its_old_name_as_an_alias() {
    let mut desk = Desk::new();
    let rename = |name: &str| Action::SetUnit { unit: LEAD, value: UnitValue::Name(name.to_owned()) };
    desk.refuses(rename("市住建局"), &Refusal::NameTaken("市住建局".to_owned()));
    desk.refuses(rename(""), &Refusal::TextMissing(AnyField::Unit(UnitField::Name)));
    desk.does(rename("市水务局"));
    assert_eq!(desk.ledger.directory.find_unit("市水利局"), Some(LEAD));
}

#[test]
fn merged_units_mean_one() {
    let mut desk = Desk::new();
    desk.refuses(Action::MergeUnits { from: LEAD, into: LEAD }, &Refusal::CannotMerge);
    desk.does(Action::MergeUnits { from: LEAD, into: OTHER });
    assert_eq!(desk.ledger.directory.unit_name(LEAD), "市住建局");
    desk.refuses(Action::MergeUnits { from: OTHER, into: LEAD }, &Refusal::CannotMerge);
}

#[test]
fn a_unit_stands_once_in_a_role() {
    let mut desk = Desk::new();
    let add = |unit| Action::AddIssueUnit { issue: ISSUE, role: UnitRole::Cooperating, unit };
    desk.refuses(add(LEAD), &Refusal::UnitThere);
    desk.refuses(add(UnitId(99)), &Refusal::NotHere(Thing::Unit));
    desk.does(add(OTHER));
    desk.refuses(add(OTHER), &Refusal::UnitThere);
    let remove = Action::RemoveIssueUnit { issue: ISSUE, role: UnitRole::Cooperating, unit: OTHER };
    desk.does(remove.clone());
    desk.refuses(remove, &Refusal::UnitNotThere);
}

#[test]
fn a_notice_is_issued_by_a_person_at_a_known_level() {
    let mut desk = Desk::new();
    let scale = supervision_presets::yulin();
    let level = scale.levels.first().expect("a level").key.to_string();
    let notice = SupervisionNotice {
        level,
        date: Some(desk.ctx.today),
        demand: "五日内报送整改计划".to_owned(),
        signed: Signature { person: "王敏".to_owned(), unit: Some(OFFICE) },
        ..SupervisionNotice::default()
    };
    let unknown = SupervisionNotice { level: "紫色".to_owned(), ..notice.clone() };
    let action = Desk::append(NewRecord::Notice(unknown));
    desk.refuses(action, &Refusal::NotHere(Thing::Level));
    let nobody = SupervisionNotice { signed: Signature::default(), ..notice.clone() };
    let action = Desk::append(NewRecord::Notice(nobody));
    desk.refuses(action, &Refusal::EntryMissing(EntryField::Signature));
    desk.does(Desk::append(NewRecord::Notice(notice)));
}

#[test]
fn a_report_has_a_month_and_words_or_a_rating() {
    let mut desk = Desk::new();
    let month = Month { year: 2026, month: 9 };
    let empty = ProgressNote { month, ..ProgressNote::default() };
    let action = Desk::append(NewRecord::Progress(empty.clone()));
    desk.refuses(action, &Refusal::EntryMissing(EntryField::Text));
    let no_month = ProgressNote { text: "x".to_owned(), ..ProgressNote::default() };
    let action = Desk::append(NewRecord::Progress(no_month));
    desk.refuses(action, &Refusal::EntryMissing(EntryField::Month));
    let rated = ProgressNote { rating: Some(ScheduleRating::OnSchedule), ..empty };
    desk.does(Desk::append(NewRecord::Progress(rated)));
    assert_eq!(desk.issue().latest_note().and_then(|note| note.unit), Some(LEAD), "the lead unit reports");
}

#[test]
fn an_entry_of_the_directory_is_withdrawn_with_a_reason_too() {
    let mut desk = Desk::new();
    let item = DirectoryItem::Unit(OTHER);
    desk.refuses(Action::WithdrawEntry { item, reason: String::new() }, &Refusal::ReasonMissing);
    desk.does(Action::WithdrawEntry { item, reason: "机构撤销".to_owned() });
    assert_eq!(desk.ledger.directory.find_unit("市住建局"), None);
    assert_eq!(desk.ledger.directory.unit_name(OTHER), "市住建局", "issues that name it still show it");
    desk.does(Action::RestoreEntry { item });
}

#[test]
fn a_measures_deadline_nobody_confirmed_is_still_confirmed_after_assignment_but_not_moved() {
    let mut desk = Desk::new();
    let measure = crate::domain::MeasureId(5);
    let doubt = Some(crate::domain::deadline::DeadlineDoubt::Soft);
    let due = Deadline { doubt, ..Deadline::on("力争2026年12月底前", day("2026-12-31")) };
    let values = vec![MeasureValue::Text("完善围网".to_owned()), MeasureValue::Due(due.clone())];
    desk.does(Action::AddMeasure { issue: ISSUE, measure, values });
    desk.up_to("site_verification");
    let set = |due: Deadline| Action::SetMeasure { issue: ISSUE, measure, value: MeasureValue::Due(due) };
    desk.refuses(set(Deadline::on("2027年", day("2027-12-31"))), &Refusal::DeadlineLocked);
    desk.does(set(due.clone().confirmed()));
    desk.refuses(set(due.confirmed_as(day("2027-12-31"))), &Refusal::DeadlineLocked);
}
