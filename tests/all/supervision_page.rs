//! 督办 as a clerk works with it: notices, ratings by keyboard, reminders, instructions, draws, scores.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use egui::{Key, Modifiers, OutputCommand, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{Command, Page},
    domain::{
        IssueId,
        issue::Issue,
        record::{Month, RecordBody, ScheduleRating, SupervisionNotice},
        rules::Action,
    },
    ui::words::{self, duty as says, issue_page, supervision},
};

use crate::{
    desk::{Desk, desk_on, issue_id},
    window::{commit, compose, preedit, press},
};

fn click(window: &mut Harness<'_, Desk>, name: &str) {
    window.get_by_label(name).click();
    window.run();
}

fn tab(window: &mut Harness<'_, Desk>, name: &str) {
    window.get_by_role_and_label(Role::Tab, name).click();
    window.run();
}

fn choose(window: &mut Harness<'_, Desk>, name: &str, text: &str) {
    window.get_by_role_and_label(Role::EditableComboBox, name).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    compose(window, [commit(text)]);
    press(window, Key::Tab);
}

fn issue(window: &Harness<'_, Desk>, n: u32) -> Issue {
    let ledger = window.state().app.ledger().expect("a ledger");
    ledger.issue(issue_id(n)).expect("an issue").clone()
}

fn notices(issue: &Issue) -> Vec<SupervisionNotice> {
    let all = issue.live_records().filter_map(|record| match &record.body {
        RecordBody::Notice(notice) => Some(notice.clone()),
        _ => None,
    });
    all.collect()
}

fn rating_of(issue: &Issue, month: u32) -> Option<ScheduleRating> {
    let month = Month { year: 2026, month };
    let mut ratings = issue.live_records().filter_map(|record| match &record.body {
        RecordBody::Progress(note) if note.month == month => note.rating,
        _ => None,
    });
    ratings.next_back()
}

fn changes(window: &Harness<'_, Desk>) -> usize {
    window.state().app.history().expect("a history").in_order().count()
}

#[test]
fn a_notice_is_written_by_input_method_and_its_cause_names_the_figures() {
    let mut window = desk_on(Page::Supervision, 4);
    click(&mut window, "签发 S26-002");
    choose(&mut window, issue_page::LEVEL, "通报");
    window.get_by_label("答复期限 10 个工作日，至 2026-10-09 周五");
    window.get_by_role_and_label(Role::MultilineTextInput, issue_page::DEMAND).focus();
    window.run();
    compose(&mut window, [preedit("dao pai"), preedit("dao pai gong qi"), commit("倒排工期")]);
    compose(&mut window, [commit("，")]);
    window.key_press(Key::Enter);
    window.run();
    compose(&mut window, [commit("十日内报送")]);
    choose(&mut window, issue_page::ISSUER, "郑文博");
    click(&mut window, &says::issue_deed(1));
    let given = notices(&issue(&window, 2));
    assert_eq!(given.len(), 1);
    let notice = given.first().expect("a notice");
    assert_eq!((notice.level.as_str(), notice.demand.as_str()), ("circular", "倒排工期，\n十日内报送"));
    assert!(notice.cause.contains("未报送进展"), "{}", notice.cause);
    assert_eq!(notice.answer_due.map(words::date).as_deref(), Some("2026-10-09"));
}

#[test]
fn an_enter_that_ends_a_composition_does_not_send_the_notice() {
    let mut window = desk_on(Page::Supervision, 4);
    click(&mut window, "签发 S26-002");
    window.get_by_role_and_label(Role::TextInput, issue_page::NOTICE_NUMBER).focus();
    window.run();
    compose(&mut window, [preedit("shi")]);
    press(&mut window, Key::Enter);
    press(&mut window, Key::Escape);
    compose(&mut window, [commit("示")]);
    let shown = window.get_by_role_and_label(Role::TextInput, issue_page::NOTICE_NUMBER).value();
    assert_eq!(shown.as_deref(), Some("示"), "still open, and typed once");
}

#[test]
fn several_marked_issues_get_their_notices_as_one_change() {
    let mut window = desk_on(Page::Supervision, 4);
    window.get_by_role_and_label(Role::RadioButton, "超期 1").click();
    window.run();
    window.get_by_role_and_label(Role::CheckBox, "S26-001").click();
    window.run();
    window.get_by_role_and_label(Role::RadioButton, "建议督办 2").click();
    window.run();
    window.get_by_role_and_label(Role::CheckBox, "S26-002").click();
    window.run();
    let before = changes(&window);
    click(&mut window, &says::issue_for(2));
    choose(&mut window, issue_page::LEVEL, "约谈");
    window.get_by_role_and_label(Role::TextInput, issue_page::NOTICE_NUMBER).focus();
    window.run();
    compose(&mut window, [commit("督 9 号")]);
    click(&mut window, says::RUNNING_NUMBERS);
    window.get_by_role_and_label(Role::MultilineTextInput, issue_page::DEMAND).focus();
    window.run();
    compose(&mut window, [commit("倒排工期")]);
    choose(&mut window, issue_page::ISSUER, "郑文博");
    click(&mut window, &says::issue_deed(2));
    assert_eq!(changes(&window), before + 1, "one change");
    let numbers = [1, 2].map(|n| notices(&issue(&window, n)).last().expect("a notice").number.clone());
    assert_eq!(numbers, ["督 9 号", "督 10 号"]);
}

#[test]
fn a_notice_left_unanswered_goes_to_the_next_level_and_its_answer_is_entered_here() {
    let mut window = desk_on(Page::Supervision, 4);
    tab(&mut window, supervision::UNANSWERED);
    window.get_by_label("逾期 3 天未答复");
    click(&mut window, "升级 S26-001");
    let cause = window.get_by_role_and_label(Role::MultilineTextInput, issue_page::NOTICE_CAUSE).value();
    assert_eq!(cause.as_deref(), Some("通报应于 2026-09-15 前答复，至今未答复"));
    window.get_by_role_and_label(Role::MultilineTextInput, issue_page::DEMAND).focus();
    window.run();
    compose(&mut window, [commit("当面说明")]);
    choose(&mut window, issue_page::ISSUER, "郑文博");
    click(&mut window, &says::issue_deed(1));
    let levels: Vec<_> = notices(&issue(&window, 1)).into_iter().map(|notice| notice.level).collect();
    assert_eq!(levels, ["circular", "talk"]);
    tab(&mut window, supervision::UNANSWERED);
    window.get_all_by_label("登记答复 S26-001").next().expect("a row").click();
    window.run();
    window.get_by_role_and_label(Role::MultilineTextInput, issue_page::ANSWER).focus();
    window.run();
    compose(&mut window, [commit("已召开专题会")]);
    click(&mut window, issue_page::ENTER);
    assert!(issue(&window, 1).notices().iter().any(|state| state.answered), "answered");
}

#[test]
fn the_month_is_rated_by_keyboard_alone_and_saved_as_one_change() {
    let mut window = desk_on(Page::Supervision, 4);
    tab(&mut window, says::RATINGS);
    let before = changes(&window);
    press(&mut window, Key::Num4);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Num2);
    press(&mut window, Key::Enter);
    compose(&mut window, [preedit("jin du"), commit("进度偏慢")]);
    press(&mut window, Key::Enter);
    window.get_by_label("保存 2 条月评");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run();
    assert_eq!(changes(&window), before + 1, "one change");
    let rated = [1, 2].map(|n| rating_of(&issue(&window, n), 8));
    assert!(rated.contains(&Some(ScheduleRating::Ahead)) && rated.contains(&Some(ScheduleRating::Behind)), "{rated:?}");
    window.get_by_label("已评 2 / 2");
    window.state_mut().app.run(Command::Undo);
    window.run();
    window.get_by_label("已评 1 / 2");
}

#[test]
fn a_rating_by_the_office_is_no_report_of_the_unit() {
    let mut window = desk_on(Page::Supervision, 4);
    tab(&mut window, says::RATINGS);
    window.get_by_label("S26-002 评为 尚未启动").click();
    window.run();
    click(&mut window, "保存 1 条月评");
    assert_eq!(rating_of(&issue(&window, 2), 8), Some(ScheduleRating::NotStarted));
    tab(&mut window, says::UNREPORTED);
    window.get_by_label("1 个单位 1 项未报送");
}

#[test]
fn the_reminder_names_who_has_not_reported_and_is_copied() {
    let mut window = desk_on(Page::Supervision, 4);
    tab(&mut window, says::UNREPORTED);
    window.get_by_role_and_label(Role::TextInput, says::REPORT_BY).focus();
    window.run();
    compose(&mut window, [commit("9月25日前")]);
    window.get_by_label(says::COPY).click();
    window.step();
    let copied = window.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let text = copied.expect("copied");
    assert!(
        text.starts_with("【催报】截至 2026-09-18，以下单位2026年8月整改进展尚未报送，请于9月25日前报市整改办："),
        "{text}"
    );
    assert!(text.contains("1. 市生态环境局（1 项）") && text.contains("S26-002 垃圾填埋场渗滤液积存2"), "{text}");
}

#[test]
fn an_instruction_is_entered_for_several_issues_and_followed_up() {
    let mut window = desk_on(Page::Supervision, 4);
    tab(&mut window, says::INSTRUCTIONS);
    click(&mut window, says::ENTER_INSTRUCTION);
    for n in ["S26-003", "S26-001"] {
        window.get_by_role_and_label(Role::TextInput, says::ABOUT_ISSUES).focus();
        window.run();
        compose(&mut window, [commit(n)]);
        let found = window.get_by(|node| {
            node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with(&format!("{n} ")))
        });
        found.click();
        window.run();
    }
    choose(&mut window, issue_page::LEADER, "市长 李明");
    window.get_by_role_and_label(Role::MultilineTextInput, issue_page::INSTRUCTION).focus();
    window.run();
    compose(&mut window, [preedit("xian qi"), commit("限期整改到位")]);
    click(&mut window, issue_page::ENTER);
    window.get_by_label("待落实 2");
    click(&mut window, "登记落实 S26-003");
    window.get_by_role_and_label(Role::MultilineTextInput, issue_page::INSTRUCTION_OUTCOME).focus();
    window.run();
    compose(&mut window, [commit("已完成")]);
    click(&mut window, issue_page::ENTER);
    window.get_by_label("待落实 1");
    window.get_by_label("已落实 1");
}

fn draw(window: &mut Harness<'_, Desk>, seed: &str) {
    click(window, says::DRAW_MENU);
    window.get_by_role_and_label(Role::TextInput, says::COUNT).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    compose(window, [commit("3")]);
    window.get_by_role_and_label(Role::RadioButton, "台账当前筛选").click();
    window.run();
    window.get_by_role_and_label(Role::TextInput, says::SEED).focus();
    window.run();
    compose(window, [commit(seed)]);
    click(window, &says::draw_deed(3));
}

#[test]
fn the_same_seed_over_the_same_filter_draws_the_same_issues_and_undo_takes_the_record_back() {
    let mut window = desk_on(Page::Supervision, 9);
    tab(&mut window, says::DRAWS);
    draw(&mut window, "4821");
    draw(&mut window, "4821");
    draw(&mut window, "");
    let drawn: Vec<(String, Vec<IssueId>)> = {
        let ledger = window.state().app.ledger().expect("a ledger");
        let draws = ledger.directory.draws.values().map(|entry| (entry.added, entry.draw.clone()));
        let mut draws: Vec<_> = draws.collect();
        draws.sort_by_key(|(added, _)| *added);
        draws.into_iter().map(|(_, draw)| (draw.seed, draw.drawn)).collect()
    };
    let [(first, a), (second, b), (third, _)] = drawn.as_slice() else { panic!("three draws: {drawn:?}") };
    assert_eq!((first, a), (second, b));
    assert_eq!((a.len(), third.len()), (3, 10), "a seed of ten digits was given");
    window.get_all_by_label("已有 按记录的种子和范围复算，结果一致").next().expect("it says so");
    window.state_mut().app.run(Command::Undo);
    window.run();
    let desk = window.state();
    assert_eq!(desk.app.ledger().expect("a ledger").directory.live_draws().len(), 2);
}

#[test]
fn a_unit_loses_the_points_of_the_notices_it_was_given() {
    let mut window = desk_on(Page::Supervision, 4);
    tab(&mut window, says::SCORES);
    window.get_by_role_and_label(Role::Row, "市水利局 扣 1 分，得 99 分，在办 1 件").click();
    window.run();
    assert_eq!(window.state().app.page(), Page::Issues);
    assert!(!window.state().app.rows().query().filters.is_empty(), "filtered by the unit");
}

#[test]
fn a_unit_may_not_draw_and_is_told_why() {
    let mut desk = Desk::with_issues(3);
    let who = desk.app.identity().clone();
    desk.app.run(Command::SetIdentity(rectification_ledger::app::Identity {
        role: rectification_ledger::domain::rules::Role::Unit,
        ..who
    }));
    let action = Action::Draw {
        draw: rectification_ledger::domain::DrawId(1),
        seed: "1".to_owned(),
        pool: vec![issue_id(1)],
        filter: String::new(),
        count: 1,
        date: crate::desk::today(),
        purpose: String::new(),
    };
    assert!(desk.app.refusal(&action).is_some(), "refused");
}
