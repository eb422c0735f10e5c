//! Forms that are open while the file is replaced on disk: nothing of what came in is replaced without being seen.

#![expect(clippy::panic, reason = "a test may stop here")]

use std::sync::Arc;

use egui::{Event, Key, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{App, Command, Identity, NoticeKind, Page, Saved, StartOptions, WakeFn},
    domain::{
        ComplaintId, RecordId,
        complaint::{ComplaintField, ComplaintValue},
        issue::{IssueField, IssueValue, UnitRole},
        ledger::Ledger,
        record::ScheduleRating,
        rules::{Action, NewRecord},
    },
    store::paths::DataFolder,
    ui::words::{self, issue_page as says},
};

use crate::{
    desk::{Desk, clock_on, day, desk_on, issue_id, today, unit_id},
    window::press,
};

/// Somebody at another computer opens the same file, works, and saves over it.
fn other_hand(window: &mut Harness<'_, Desk>, actions: Vec<Action>) {
    let desk = window.state_mut();
    desk.app.run(Command::Save);
    desk.app.finish_saving();
    let data = DataFolder::new(desk.folder.path().join("data of another"));
    let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock_on(today()));
    app.run(Command::SetIdentity(Identity {
        name: "周强".to_owned(),
        unit: "市整改办".to_owned(),
        ..Identity::default()
    }));
    app.run(Command::Open(desk.folder.path().join("desk.ron")));
    for action in actions {
        assert_eq!(app.refusal(&action), None, "the other hand is refused");
        app.run(Command::Do(action));
    }
    app.run(Command::CloseLedger);
    assert!(!app.notices().iter().any(|it| matches!(it.kind, NoticeKind::Failed(_))), "{:?}", app.notices());
}

/// The file is met by a save of something else; the form stays open meanwhile.
fn meets(window: &mut Harness<'_, Desk>) {
    let own = Action::SetIssue { issue: issue_id(3), value: IssueValue::Region("我的区".to_owned()) };
    window.state_mut().app.run(Command::Do(own));
    window.state_mut().app.run(Command::Save);
    for _ in 0..400 {
        window.run_steps(1);
        let app = &window.state().app;
        let told = app.notices().iter().any(|notice| matches!(notice.kind, NoticeKind::TakenIn(_)));
        if told && app.saved() == Some(Saved::InFile) && !app.is_saving() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the copies never met: {:?}", window.state().app.notices());
}

fn ledger<'a>(window: &'a Harness<'_, Desk>) -> &'a Ledger {
    window.state().app.ledger().expect("a ledger")
}

fn titles(window: &Harness<'_, Desk>, n: u32) -> Vec<String> {
    let issue = ledger(window).issue(issue_id(n)).expect("the issue");
    let mut all: Vec<String> = issue.fields.title.current().into_iter().map(|(_, title)| title).collect();
    all.sort();
    all
}

fn title(n: u32, text: &str) -> Action {
    Action::SetIssue { issue: issue_id(n), value: IssueValue::Title(text.to_owned()) }
}

fn type_into(window: &mut Harness<'_, Desk>, role: Role, name: &str, text: &str) {
    window.get_by_role_and_label(role, name).focus();
    window.run();
    window.event(Event::Text(text.to_owned()));
    window.run();
}

fn in_vain(window: &Harness<'_, Desk>) -> usize {
    let is = |kind: &NoticeKind| matches!(kind, NoticeKind::Meanwhile(_));
    window.state().app.notices().iter().filter(|notice| is(&notice.kind)).count()
}

#[test]
fn a_cell_being_typed_into_while_the_file_changed_keeps_both_values() {
    let mut window = desk_on(Page::Issues, 5);
    window.get_by_role_and_label(Role::Cell, "农家乐未清退5").click();
    window.run();
    window.event(Event::Text("我的题目".to_owned()));
    window.run();
    other_hand(&mut window, vec![title(5, "他人的题目"), title(4, "他人改的另一题")]);
    meets(&mut window);
    press(&mut window, Key::Enter);
    assert_eq!(titles(&window, 5), ["他人的题目", "我的题目"], "both stand and a person is asked");
    assert_eq!(titles(&window, 4), ["他人改的另一题"]);
    // What was seen before it is typed over is replaced as ever.
    window.get_by_role_and_label(Role::Cell, "他人改的另一题").click();
    window.run();
    window.event(Event::Text("看过才写".to_owned()));
    window.run();
    press(&mut window, Key::Enter);
    assert_eq!(titles(&window, 4), ["看过才写"]);
}

#[test]
fn a_cell_of_several_units_asks_once_before_it_takes_out_what_others_put_in() {
    let mut window = desk_on(Page::Issues, 5);
    let add = |unit| Action::AddIssueUnit { issue: issue_id(5), role: UnitRole::Cooperating, unit: unit_id(unit) };
    let lead = *ledger(&window).issue(issue_id(5)).expect("it").fields.lead_unit.get();
    let mut free = (1..=3).filter(|n| Some(unit_id(*n)) != lead);
    let (first, second) = (free.next().expect("one"), free.next().expect("two"));
    window.state_mut().act(add(first));
    window.run();
    let name = ledger(&window).directory.unit_name(unit_id(first)).to_owned();
    window.get_all_by_role_and_label(Role::Cell, &name).last().expect("the cell of the units that take part").click();
    window.run();
    press(&mut window, Key::F2);
    window.event(Event::Text("、".to_owned()));
    window.run();
    other_hand(&mut window, vec![add(second)]);
    meets(&mut window);
    press(&mut window, Key::Enter);
    let held = |window: &Harness<'_, Desk>| ledger(window).issue(issue_id(5)).expect("it").cooperating_units.len();
    assert_eq!(held(&window), 2, "nothing is taken out: the cell says what came in");
}

#[test]
fn a_complaint_form_open_while_the_file_changed_sends_only_what_was_typed() {
    let mut desk = Desk::with_issues(3);
    let values = vec![
        ComplaintValue::Number("D1".to_owned()),
        ComplaintValue::Facts("河水变黄".to_owned()),
        ComplaintValue::Places("东街".to_owned()),
    ];
    desk.act(Action::RegisterComplaint { complaint: ComplaintId(1), values, kinds: vec!["水".to_owned()] });
    desk.app.run(Command::Go(Page::Complaint(ComplaintId(1))));
    let mut window = desk.window();
    window.get_by_label(words::complaints::EDIT).click();
    window.run();
    type_into(&mut window, Role::MultilineTextInput, words::complaint_field(ComplaintField::Findings), "经查属实");
    let set = |value| Action::SetComplaint { complaint: ComplaintId(1), value };
    let theirs = vec![
        set(ComplaintValue::Places("西街".to_owned())),
        set(ComplaintValue::Findings("经查不实".to_owned())),
        Action::ComplaintKind { complaint: ComplaintId(1), kind: "大气".to_owned(), present: true },
    ];
    other_hand(&mut window, theirs);
    meets(&mut window);
    window.get_by_label(words::complaints::SAVE_NOW).click();
    window.run();
    let held = &ledger(&window).complaints[&ComplaintId(1)];
    assert_eq!(held.fields.places.get(), "西街", "a field that was not typed into keeps what came in");
    assert!(!held.fields.is_conflicted(ComplaintField::Places));
    assert!(held.kinds.contains(&"大气".to_owned()), "a kind that came in is not taken out");
    let mut both: Vec<_> = held.fields.findings.current().into_iter().map(|(_, text)| text).collect();
    both.sort();
    assert_eq!(both, ["经查不实", "经查属实"], "both stand");
}

#[test]
fn a_record_is_not_written_on_top_of_news_that_were_not_seen() {
    let mut desk = Desk::with_issues(3);
    desk.app.run(Command::Go(Page::Issue(issue_id(1))));
    let rating = words::rating(ScheduleRating::OnSchedule).to_owned();
    let typed = [("rating", rating), ("text", "管网贯通八公里".to_owned())];
    let typed = typed.map(|(name, text)| (name.to_owned(), text)).into_iter();
    let form = [("month", "2026-09"), ("date", "2026-09-18")].map(|(name, text)| (name.to_owned(), text.to_owned()));
    desk.app.run(Command::KeepTyped(format!("{}/Note(None)", issue_id(1)), typed.chain(form).collect()));
    let mut window = desk.window();
    window.get_by_label(says::ADD_NOTE).click();
    window.run();
    let instruction =
        NewRecord::Instruction {
            who: "市长".to_owned(), words: "限期办结".to_owned(), date: day(0), person: None
        };
    let append = Action::Append { issue: issue_id(1), record: RecordId(77), entry: instruction };
    other_hand(&mut window, vec![append]);
    meets(&mut window);
    let records = |window: &Harness<'_, Desk>| ledger(window).issue(issue_id(1)).expect("it").live_records().count();
    let before = records(&window);
    window.get_by_role_and_label(Role::Button, says::ENTER).click();
    window.run();
    assert_eq!((records(&window), in_vain(&window)), (before, 1), "what came in is told first");
    window.get_by_role_and_label(Role::Button, says::ENTER).click();
    window.run();
    assert_eq!(records(&window), before + 1, "the form came back as it was typed, and now it is sent");
}

#[test]
fn a_text_kept_over_the_end_of_the_program_remembers_what_its_writer_had_seen() {
    let mut desk = Desk::with_issues(3);
    desk.app.run(Command::Go(Page::Issue(issue_id(2))));
    let kept = format!("{}/field/{:?}", issue_id(2), IssueField::Goal);
    let typed = [("text".to_owned(), "我写的目标".to_owned())].into_iter().collect();
    desk.app.run(Command::KeepTyped(kept.clone(), typed));
    desk.app.finish_typed();
    let mut window = desk.window();
    let goal = Action::SetIssue { issue: issue_id(2), value: IssueValue::Goal("他人的目标".to_owned()) };
    other_hand(&mut window, vec![goal]);
    let path = window.state().folder.path().join("desk.ron");
    window.state_mut().app.run(Command::CloseLedger);
    window.run();
    window.state_mut().app.run(Command::Open(path));
    assert!(window.state().app.typed(&kept).is_some(), "what was typed is still there");
    assert_eq!(window.state().app.typed_since(&kept), Some(0), "and what came in meanwhile was not seen");
    window.state_mut().app.run(Command::Go(Page::Issue(issue_id(2))));
    window.run();
    window.state_mut().app.run(Command::Go(Page::Overview));
    window.run();
    let issue = ledger(&window).issue(issue_id(2)).expect("it");
    assert!(issue.fields.is_conflicted(IssueField::Goal), "both stand: {:?}", issue.fields.goal);
}
