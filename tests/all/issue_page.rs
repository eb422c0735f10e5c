//! 一题一账 as a clerk works with it: every part found by name, edited, refused in words, undone.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]
#![expect(clippy::panic, reason = "a test may stop here")]

use egui::Key;
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{Command, NoticeKind, Page},
    domain::{
        UnitId,
        closure::Stage,
        directory::UnitValue,
        edit::IssueEdit,
        issue::{IssueField, IssueValue, UnitRole},
        record::{RecordBody, ScheduleRating},
        rules::{Action, Missing, Refusal},
    },
};

use crate::{
    issue_desk::{COUNTY, Desk, ISSUE, WATER, choose, click, day, fill, press_button, says},
    window::{commit, compose, preedit, press},
};

fn goal(desk: &Desk) -> String {
    desk.issue().fields.goal.get().clone()
}

#[test]
fn a_field_is_edited_in_its_place_and_sends_one_command_when_it_is_left() {
    let mut window = Desk::new().tall_window();
    click(&mut window, "整改目标 清退 4 户");
    window.event(egui::Event::Text("，围网完好".to_owned()));
    window.run();
    assert_eq!(goal(window.state()), "清退 4 户", "nothing is sent while it is typed");
    press(&mut window, Key::Tab);
    assert_eq!(goal(window.state()), "清退 4 户，围网完好", "committed");
    let value = IssueValue::Goal("清退 4 户，围网完好".to_owned());
    assert_eq!(window.state().actions(), [&Action::SetIssue { issue: ISSUE, value }], "one command");
    window.state_mut().app.run(Command::Undo);
    window.run();
    assert_eq!(goal(window.state()), "清退 4 户", "undone");
}

#[test]
fn escape_restores_what_was_there() {
    let mut window = Desk::new().tall_window();
    click(&mut window, "整改目标 清退 4 户");
    window.event(egui::Event::Text("改错了".to_owned()));
    window.run();
    press(&mut window, Key::Escape);
    window.run();
    assert!(window.state().actions().is_empty(), "nothing was sent");
    assert!(says(&window, "整改目标 清退 4 户"), "the old value is shown");
}

#[test]
fn an_input_method_composes_in_a_field_and_only_leaving_it_commits() {
    let mut window = Desk::new().tall_window();
    click(&mut window, "整改目标 清退 4 户");
    compose(&mut window, [preedit("zhengzhi"), preedit("整治")]);
    press(&mut window, Key::Enter);
    press(&mut window, Key::Escape);
    assert!(window.state().actions().is_empty(), "its keys are the input method's");
    compose(&mut window, [commit("，整治到位")]);
    press(&mut window, Key::Tab);
    assert_eq!(goal(window.state()), "清退 4 户，整治到位", "preedit and commit");
    click(&mut window, "整改目标 清退 4 户，整治到位");
    compose(&mut window, [commit("，复绿")]);
    press(&mut window, Key::Tab);
    assert_eq!(goal(window.state()), "清退 4 户，整治到位，复绿", "a commit alone, as some send it");
}

#[test]
fn a_unit_is_chosen_added_and_taken_away() {
    let mut window = Desk::new().tall_window();
    click(&mut window, "添加配合单位");
    window.event(egui::Event::Text("清河".to_owned()));
    window.run();
    press(&mut window, Key::Enter);
    window.run();
    assert!(window.state().issue().cooperating_units.contains(&COUNTY), "found by what was typed");
    click(&mut window, "移除 清河县政府");
    assert!(window.state().issue().cooperating_units.is_empty(), "taken away");
}

#[test]
fn of_several_leads_a_person_says_which_one_leads() {
    let mut desk = Desk::new();
    desk.act(Action::AddIssueUnit {
        issue: ISSUE,
        role: rectification_ledger::domain::issue::UnitRole::CoLead,
        unit: COUNTY,
    });
    desk.act(Action::SetIssue { issue: ISSUE, value: IssueValue::LeadToConfirm(true) });
    let mut window = desk.tall_window();
    click(&mut window, "由 清河县政府 牵头");
    let issue = window.state().issue();
    assert_eq!(*issue.fields.lead_unit.get(), Some(COUNTY), "the county leads");
    assert!(issue.co_lead_units.contains(&WATER), "the other stands beside it");
}

#[test]
fn six_leads_to_choose_from_stay_within_the_window() {
    let mut desk = Desk::new();
    for (place, name) in ["市发改委", "市工信局", "市生态环境局", "市住建局", "市农业农村局"].into_iter().enumerate()
    {
        let unit = UnitId(0xC00 + place as u128);
        desk.act(Action::AddUnit { unit, values: vec![UnitValue::Name(name.to_owned())] });
        desk.act(Action::AddIssueUnit { issue: ISSUE, role: UnitRole::CoLead, unit });
    }
    desk.act(Action::SetIssue { issue: ISSUE, value: IssueValue::LeadToConfirm(true) });
    let window = desk.window_of([1366.0, 768.0]);
    for name in ["由 市农业农村局 牵头", "添加并列牵头单位", "确认时限", "添加文件…"] {
        for found in window.query_all_by_label(name) {
            let place = found.rect();
            assert!(place.right() <= 1366.0, "{name} {place:?}");
        }
    }
}

#[test]
fn a_person_the_directory_lacks_is_added_from_the_field_under_the_name_that_was_typed() {
    let mut window = Desk::new().tall_window();
    click(&mut window, "责任人 未填写");
    compose(&mut window, [preedit("lijianguo"), commit("李建国")]);
    click(&mut window, "新增责任人…");
    click(&mut window, "新增并使用");
    let desk = window.state();
    let person = desk.issue().fields.person_in_charge.get().expect("a person");
    let directory = &desk.app.ledger().expect("a ledger").directory;
    assert_eq!(directory.person_name(person), "李建国", "the name as typed, without what stood in the field");
}

#[test]
fn a_measure_is_added_changed_and_withdrawn_with_a_reason() {
    let mut window = Desk::new().tall_window();
    click(&mut window, "措施…");
    fill_text(&mut window, "整改措施", "逐户签订清退协议");
    fill(&mut window, "完成时限", "2026年5月15日");
    press_button(&mut window, "添加");
    let issue = window.state().issue();
    let measure = issue.live_measures().first().map(|measure| measure.fields.clone()).expect("a measure");
    assert_eq!(measure.text.get(), "逐户签订清退协议", "as typed");
    assert_eq!(measure.deadline.get().date(), Some(day(5, 15)), "its words were understood");
    assert!(says(&window, "超期 126 天"), "late against today");
}

/// A field of several lines.
fn fill_text(window: &mut Harness<'_, Desk>, name: &str, text: &str) {
    window.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, name).focus();
    window.run();
    window.event(egui::Event::Text(text.to_owned()));
    window.run();
}

#[test]
fn a_note_is_added_and_what_was_typed_survives_closing_the_dialog() {
    let mut window = Desk::new().tall_window();
    click(&mut window, "添加月进展…");
    fill_text(&mut window, "进展情况", "4 户已全部拆除");
    press(&mut window, Key::Escape);
    window.run();
    assert!(!says(&window, "报送单位"), "the dialog is closed");
    click(&mut window, "添加月进展…");
    choose(&mut window, "序时进度", "达到序时进度");
    press_button(&mut window, "登记");
    let note = window.state().issue().latest_note().expect("a note").clone();
    assert_eq!(
        (note.text.as_str(), note.rating),
        ("4 户已全部拆除", Some(ScheduleRating::OnSchedule)),
        "nothing was lost"
    );
    assert_eq!((note.month.year, note.month.month), (2026, 9), "this month's");
    assert!(says(&window, "4 户已全部拆除"), "it is on the page");
}

#[test]
fn what_was_being_typed_is_there_again_after_the_program_was_killed() {
    let mut window = Desk::new().window();
    click(&mut window, "添加月进展…");
    fill_text(&mut window, "进展情况", "已拆除 3 台燃煤锅炉");
    let typed = window.state().folder.path().join("data/typed");
    for _ in 0..200 {
        window.state_mut().later(0);
        window.state_mut().tick();
        if std::fs::read_dir(&typed).is_ok_and(|mut files| files.next().is_some()) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    window.state_mut().kill_and_start_again();
    let told = window.state().app.notices().iter().any(|notice| matches!(notice.kind, NoticeKind::TypedKept(1)));
    assert!(told, "the clerk hears of it");
    window.state_mut().app.run(Command::Go(Page::Issue(ISSUE)));
    window.state_mut().dismiss();
    window.run();
    click(&mut window, "添加月进展…");
    let text = window.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "进展情况").value();
    assert_eq!(text.as_deref(), Some("已拆除 3 台燃煤锅炉"), "as it was typed");
}

#[test]
fn copies_that_disagree_are_shown_and_one_value_is_chosen() {
    let mut desk = Desk::new();
    desk.make_conflict("清退 5 户", "清退 6 户");
    assert!(desk.issue().fields.is_conflicted(IssueField::Goal), "two values stand");
    let mut window = desk.tall_window();
    assert!(says(&window, "1 处冲突待选定"), "the card counts it");
    let shown = goal(window.state());
    click(&mut window, &format!("整改目标 {shown} 冲突"));
    assert!(says(&window, "清退 5 户") && says(&window, "清退 6 户"), "both are listed");
    click(&mut window, "选定 清退 5 户");
    assert_eq!(goal(window.state()), "清退 5 户", "chosen");
    assert!(!window.state().issue().fields.is_conflicted(IssueField::Goal), "settled");
}

// ---------------------------------------------------------------- the whole procedure

fn sign(window: &mut Harness<'_, Desk>, person: &str) {
    choose(window, "签字人", person);
}

fn stage(window: &Harness<'_, Desk>) -> (Stage, String) {
    let point = window.state().issue().stage();
    (point.stage, point.name)
}

fn assign(window: &mut Harness<'_, Desk>) {
    click(window, "交办…");
    sign(window, "王敏");
    click(window, "办理 交办");
}

fn verify_and_apply(window: &mut Harness<'_, Desk>) {
    click(window, "现场核实签字…");
    assert!(says(window, "缺验收意见"), "what is missing is said while typing");
    for material in ["验收意见", "验收报告", "主要负责人签字"] {
        fill(window, &format!("{material} 纸质件存放处"), "档案柜 3-12");
    }
    sign(window, "陈国栋");
    assert!(says(window, "王敏 代录"), "typed for somebody else");
    click(window, "办理 牵头单位现场核实签字");
    click(window, "申请销号…");
    sign(window, "陈国栋");
    click(window, "办理 申请销号");
}

fn review(window: &mut Harness<'_, Desk>) {
    click(window, "资料审核…");
    for n in 1..=4 {
        click(window, &format!("{n} 达到"));
    }
    sign(window, "王敏");
    click(window, "办理 资料审核");
}

#[test]
fn the_whole_procedure_is_walked_by_names_refused_sent_back_filed_and_reopened() {
    let mut window = Desk::new().tall_window();
    assign(&mut window);
    assert_eq!(stage(&window).0, Stage::Rectifying, "assigned");

    // Too early: the last step is pressed on the stepper, and its dialog says why not.
    let filing = window.get_by(|node| node.label().is_some_and(|label| label.starts_with("第 7 步")));
    filing.click();
    window.run();
    sign(&mut window, "李局长");
    assert!(says(&window, "前序环节“申请销号”未办结"), "refused in words");
    click(&mut window, "办理 备案销号");
    assert_eq!(stage(&window).0, Stage::Rectifying, "nothing happened");
    press(&mut window, Key::Escape);
    window.run();

    verify_and_apply(&mut window);
    assert_eq!(stage(&window).1, "资料审核", "applied");
    click(&mut window, "退回…");
    choose(&mut window, "签字人", "王敏");
    fill_text(&mut window, "退回意见", "监测报告未附");
    click(&mut window, "退回整改");
    assert_eq!(stage(&window).0, Stage::Rectifying, "sent back");
    assert!(says(&window, "退回 1 次"), "and counted");

    verify_and_apply(&mut window);
    review(&mut window);
    click(&mut window, "现场核查…");
    sign(&mut window, "王敏");
    click(&mut window, "办理 现场核查");
    publish_and_file(&mut window);
    reopen(&mut window);
}

fn publish_and_file(window: &mut Harness<'_, Desk>) {
    click(window, "开始公示…");
    fill(window, "公示媒体", "市政府网站");
    press_button(window, "开始公示");
    assert!(says(window, "2026-09-18 至 2026-09-24"), "seven days, both ends counted");
    window.state_mut().later(7);
    window.run();
    click(window, "公示完成…");
    sign(window, "王敏");
    click(window, "办理 媒体公示");
    click(window, "备案销号…");
    sign(window, "陈国栋");
    assert!(says(window, "陈国栋"), "who applied");
    click(window, "办理 备案销号");
    assert_eq!(stage(window).0, Stage::Closing, "who files is not who applied");
    fill(window, "签字日期", "2026-09-25");
    choose(window, "签字人", "刘主任");
    fill(window, "备案文号", "榆整改备〔2026〕12号");
    click(window, "办理 备案销号");
    assert_eq!(stage(window).0, Stage::Closed, "struck off");
}

fn reopen(window: &mut Harness<'_, Desk>) {
    click(window, "更多操作");
    click(window, "反弹重新整改…");
    sign(window, "王敏");
    fill_text(window, "反弹情况", "现场又见经营");
    click(window, "重新整改");
    assert_eq!(stage(window).0, Stage::Rectifying, "a new round, assigned already");
    assert_eq!(window.state().issue().live_rounds().len(), 2, "the old one stays");
    click(window, "第 1 轮");
    assert!(says(window, "以往轮次只读保留"), "readable");
}

#[test]
fn an_extension_is_entered_from_the_menu_and_the_first_deadline_stays() {
    let mut window = Desk::new().tall_window();
    assign(&mut window);
    click(&mut window, "更多操作");
    click(&mut window, "延期…");
    fill(&mut window, "延至", "2026-12-31");
    fill(&mut window, "批准日期", "2026-09-10");
    fill(&mut window, "批准人", "周明远");
    fill(&mut window, "批准文号", "榆整改〔2026〕7号");
    fill_text(&mut window, "理由", "冬季停工");
    press_button(&mut window, "登记延期");
    let issue = window.state().issue();
    assert_eq!(issue.acting_date(), Some(day(12, 31)), "it acts");
    assert_eq!(issue.first_deadline().date(), Some(day(9, 30)), "the first stays");
}

#[test]
fn a_step_that_lacks_something_is_refused_by_the_rules_as_well() {
    let desk = Desk::new();
    let entry = rectification_ledger::domain::rules::StepEntry { step: "assignment".into(), ..Default::default() };
    let action = Action::TakeStep {
        issue: ISSUE,
        record: rectification_ledger::domain::RecordId::default(),
        round: rectification_ledger::domain::RoundId::default(),
        entry: Box::new(entry),
    };
    let lacks = vec![Missing::Signature, Missing::Date];
    assert_eq!(desk.app.refusal(&action), Some(Refusal::StepLacks(lacks)), "the page asks the same rule");
}

#[test]
fn the_log_tells_old_and_new_values_with_who_and_when() {
    let mut desk = Desk::new();
    desk.act(Action::SetIssue { issue: ISSUE, value: IssueValue::Goal("清退 5 户".to_owned()) });
    let log = rectification_ledger::app::issue_log::issue_log(desk.app.history().expect("a history"), ISSUE);
    let newest = log.first().expect("an entry");
    assert_eq!((newest.author.as_str(), newest.unit.as_str()), ("王敏", "市整改办"), "who");
    let line = newest.lines.first().expect("a line");
    let old = line.before.first().expect("an old value");
    let is_old = matches!(old, rectification_ledger::domain::edit::Edit::Issue(_, IssueEdit::Set(IssueValue::Goal(text), _)) if text == "清退 4 户");
    assert!(is_old, "{old:?}");
    let whole = rectification_ledger::app::issue_log::ledger_log(desk.app.history().expect("a history"), 100);
    assert_eq!(whole.first(), Some(newest), "the newest of the ledger too");
    let window = desk.tall_window();
    assert!(says(&window, "由 清退 4 户 改为 清退 5 户"), "on the page");
}

#[test]
fn nothing_is_cut_off_at_one_hundred_and_fifty_percent() {
    let window = Desk::new().window_of([910.0, 512.0]);
    for name in ["交办…", "更多操作", "下一条（Alt+↓）"] {
        let place = window.get_by_label(name).rect();
        assert!(place.right() <= 910.0 && place.left() >= 0.0, "{name} {place:?}");
    }
}

// ---------------------------------------------------------------- evidence

#[test]
fn a_picture_is_stored_by_hash_shown_and_undo_leaves_its_file() {
    let mut desk = Desk::new();
    let picture = image::DynamicImage::new_rgb8(64, 48);
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    let path = desk.file("整改后.png", &bytes.into_inner());
    let target =
        rectification_ledger::app::EvidenceTarget { issue: ISSUE, step: None, material: "整改后照片".to_owned() };
    desk.app.run(Command::AddEvidence(target, vec![path]));
    wait(&mut desk, |desk| desk.issue().live_records().count() == 1);
    let sha = match &desk.issue().live_records().next().expect("a record").body {
        RecordBody::Evidence(evidence) => evidence.sha,
        other => panic!("{other:?}"),
    };
    wait(&mut desk, |desk| desk.app.picture(sha).is_some());
    assert_eq!(desk.app.picture(sha).map(|picture| (picture.width, picture.height)), Some((64, 48)), "decoded");
    let stored = desk.folder.path().join("desk.files").join(format!("{sha}.png"));
    assert!(stored.exists(), "named by its hash");
    desk.dismiss();
    let mut window = desk.tall_window();
    assert!(says(&window, "整改后.png"), "a tile");
    window.state_mut().app.run(Command::Undo);
    window.run();
    assert_eq!(window.state().issue().live_records().count(), 0, "undone");
    assert!(stored.exists(), "the file stays");
}

#[test]
fn a_file_that_is_not_there_is_said_and_changes_nothing() {
    let mut desk = Desk::new();
    let target = rectification_ledger::app::EvidenceTarget { issue: ISSUE, step: None, material: String::new() };
    desk.app.run(Command::AddEvidence(target, vec![desk.folder.path().join("没有.pdf")]));
    wait(&mut desk, |desk| !desk.app.notices().is_empty());
    assert_eq!(desk.issue().live_records().count(), 0, "no record");
}

fn wait(desk: &mut Desk, until: impl Fn(&Desk) -> bool) {
    for _ in 0..2_000 {
        desk.tick();
        if until(desk) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    panic!("it never came");
}
