//! 总览 as a leader reads it and a clerk works from it.

use std::time::Duration;

use egui::accesskit::Role;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rectification_ledger::{
    app::{App, Command, Identity, NoticeKind, Only, Page},
    domain::{
        RecordId, TargetId,
        measure::TargetValue,
        rules::{Action, NewRecord, Role as Work},
    },
    ui::words,
};

use crate::desk::{Desk, day, desk_on, flood, issue_id};

const CARDS: [&str; 13] = [
    words::overview::BY_UNIT,
    words::overview::PLAN_AND_ACTUAL,
    words::overview::BY_STAGE,
    words::overview::DUE_30,
    words::overview_cards::WAITS,
    "2026 年度任务",
    words::overview_cards::TARGETS,
    words::overview_cards::HEAT,
    words::overview_cards::BY_TIME,
    words::overview::BY_CATEGORY,
    words::overview_cards::BY_REGION,
    words::overview::BY_INSPECTION,
    words::overview::LATEST,
];

fn shows_every_card(window: &Harness<'_, Desk>) {
    for card in CARDS {
        assert!(window.query_all_by_label(card).next().is_some(), "{card}");
    }
}

fn shown(window: &Harness<'_, Desk>) -> Vec<rectification_ledger::domain::IssueId> {
    window.state().app.rows().ids().to_vec()
}

/// Clicks the row that is so named, wherever on the page it is.
fn click_on_page(window: &mut Harness<'_, Desk>, name: &str) {
    window.get_by_label_contains(name).scroll_to_me();
    window.run();
    window.get_by_label_contains(name).click();
    window.run();
}

/// As the clerk of a unit.
fn works_as(desk: &mut Desk, unit: &str, role: Work) {
    let who = Identity { name: "李华".to_owned(), unit: unit.to_owned(), role, ..Identity::default() };
    desk.app.run(Command::SetIdentity(who));
}

#[test]
fn every_card_is_there_in_a_wide_window_and_in_a_narrow_one_and_in_the_dark() {
    shows_every_card(&desk_on(Page::Overview, 6));
    let mut desk = Desk::with_issues(6);
    desk.app.run(Command::Go(Page::Overview));
    desk.app.run(Command::SetTheme(rectification_ledger::app::ThemeChoice::Dark));
    shows_every_card(&desk.window_of([910.0, 512.0]));
}

#[test]
fn the_tasks_of_the_year_lead_to_what_is_left_of_them() {
    let mut window = desk_on(Page::Overview, 6);
    let tasks = "省级督察 2026 年度任务 6，已销号 0，余 6，销号率 0.0%，超期 1";
    click_on_page(&mut window, tasks);
    assert_eq!(window.state().app.page(), Page::Issues);
    assert_eq!(shown(&window).len(), 6);
    assert!(window.query_all_by_label_contains(words::issues_page::AMONG).next().is_some(), "the filter is told");
}

#[test]
fn a_bar_of_the_time_statuses_filters_the_grid() {
    let mut window = desk_on(Page::Overview, 6);
    click_on_page(&mut window, "超期 1 条");
    assert_eq!(shown(&window), [issue_id(1)]);
}

#[test]
fn what_a_rate_counts_is_read_out_and_opens_by_keyboard() {
    let mut window = desk_on(Page::Overview, 6);
    for (name, means) in [
        (words::overview::FINISHED_RATE, words::overview::FINISHED_RATE_MEANS),
        (words::overview::CLOSED_RATE, words::overview::CLOSED_RATE_MEANS),
    ] {
        let sign = words::overview_cards::meaning_of(name);
        let node = window.get_by_role_and_label(Role::Button, &sign);
        assert_eq!(node.accesskit_node().description().as_deref(), Some(means), "for a screen reader");
        node.focus();
        window.run();
        window.key_press(egui::Key::Enter);
        window.run();
        window.get_by_label(means);
        window.key_press(egui::Key::Escape);
        window.run();
    }
}

#[test]
fn the_chart_says_each_month_as_a_sum_and_by_itself() {
    let mut window = desk_on(Page::Overview, 6);
    window.get_by_label("9月底 计划累计销号 3，实际累计销号 0");
    window.get_by_role_and_label(Role::RadioButton, words::overview_cards::MONTHLY).click();
    window.run();
    window.get_by_label("9月 计划销号 3，实际销号 0");
    window.get_by_label("12月 计划销号 0");
}

#[test]
fn a_cell_of_the_ratings_says_unit_month_and_judgement() {
    let window = desk_on(Page::Overview, 6);
    window.get_by_label("市水利局 2026 年 8 月：未达到序时进度 1");
    window.get_by_label("市生态环境局 2026 年 8 月：未报送 1");
}

#[test]
fn what_waits_is_another_list_for_another_role_and_opens_its_place() {
    let mut window = desk_on(Page::Overview, 6);
    window.get_by_role_and_label(Role::Link, "待交办 4 件，最早 09-30 到期");
    click_on_page(&mut window, "督办答复超期 1 件，最早 09-15 到期，已超 3 天");
    assert_eq!(window.state().app.page(), Page::Issue(issue_id(1)), "the one issue");

    let mut desk = Desk::with_issues(6);
    works_as(&mut desk, "市水利局", Work::Unit);
    desk.app.run(Command::Go(Page::Overview));
    let mut window = desk.window();
    window.get_by_label_contains("超期问题 1 件");
    assert!(window.query_by_label_contains("待交办").is_none(), "not a unit's to do");
    click_on_page(&mut window, "督办答复超期 1 件");
    assert_eq!(window.state().app.page(), Page::Issue(issue_id(1)));
}

#[test]
fn a_unit_that_the_directory_lacks_is_told_why_its_list_is_empty() {
    let mut desk = Desk::with_issues(6);
    works_as(&mut desk, "某单位", Work::Unit);
    desk.app.run(Command::Go(Page::Overview));
    desk.window().get_by_label(words::overview_cards::NO_OWN_UNIT);
}

#[test]
fn a_target_says_whether_it_will_be_met_and_why_and_opens_its_issue() {
    let mut desk = Desk::with_issues(3);
    let values = vec![
        TargetValue::What("污泥无害化处置率".to_owned()),
        TargetValue::Value("90".to_owned()),
        TargetValue::Unit("%".to_owned()),
    ];
    desk.act(Action::AddTarget { issue: issue_id(3), target: TargetId(0), values });
    let target =
        *desk.app.ledger().expect("a ledger").issue(issue_id(3)).expect("it").targets.keys().next().expect("one");
    for (days, value) in [(-60, "60"), (-30, "62")] {
        let entry = NewRecord::Reading { target, date: day(days), value: value.to_owned(), note: String::new() };
        desk.act(Action::Append { issue: issue_id(3), record: RecordId(0), entry });
    }
    desk.app.run(Command::Go(Page::Overview));
    let mut window = desk.window();
    let said = "S26-003 污泥无害化处置率 不低于 90%，预计达不到";
    click_on_page(&mut window, said);
    assert_eq!(window.state().app.page(), Page::Issue(issue_id(3)));
}

fn wait_for(app: &mut App, is: impl Fn(&App) -> bool) {
    for _ in 0..30_000 {
        app.tick(app.clock());
        if is(app) {
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    assert!(is(app), "it never came");
}

#[test]
fn the_one_page_picture_is_written_as_png_or_svg_and_can_be_opened_from_the_notice() {
    let mut window = desk_on(Page::Overview, 6);
    window.get_by_role_and_label(Role::Button, words::overview_cards::SAVE_PICTURE).click();
    window.run();
    assert!(window.state().asked.contains(&Command::AskOverviewPicture), "the dialog is asked for");
    let folder = tempfile::tempdir().expect("a folder");
    for (name, starts) in [("一页图.png", b"\x89PNG".as_slice()), ("一页图.svg", b"<svg".as_slice())] {
        let path = folder.path().join(name);
        let app = &mut window.state_mut().app;
        app.run(Command::SaveOverviewPicture(path.clone()));
        wait_for(app, |app| !app.is_drawing_picture());
        let told = app.notices().last().map(|notice| &notice.kind);
        assert!(matches!(told, Some(NoticeKind::PictureSaved(at)) if *at == path), "{told:?}");
        assert!(std::fs::read(&path).expect("a file").starts_with(starts), "{name}");
    }
    window.run();
    window.get_by_role_and_label(Role::Button, words::OPEN_WRITTEN);
    window.get_by_role_and_label(Role::Button, words::SHOW_WRITTEN);
}

#[test]
fn a_picture_that_cannot_be_written_says_so_and_leaves_nothing() {
    let mut desk = Desk::with_issues(2);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gone").join("a.svg");
    desk.app.run(Command::SaveOverviewPicture(path));
    wait_for(&mut desk.app, |app| !app.is_drawing_picture());
    assert!(matches!(desk.app.notices().last().map(|notice| &notice.kind), Some(NoticeKind::Failed(_))), "told");
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0);
}

#[test]
fn the_figures_of_a_large_ledger_are_counted_aside_and_no_frame_waits_for_them() {
    let mut desk = Desk::with_issues(6);
    flood(&mut desk, 4_500);
    desk.app.run(Command::Go(Page::Overview));
    assert!(desk.app.figures().is_none(), "a job counts them");
    let mut window = desk.window();
    wait_for(&mut window.state_mut().app, |app| app.figures().is_some());
    window.run();
    window.get_by_label("问题总数 4506");
    let before = window.state().app.figures_version();
    window.run();
    window.state_mut().app.run(Command::Go(Page::Issues));
    window.state_mut().app.run(Command::Go(Page::Overview));
    window.run();
    assert_eq!(window.state().app.figures_version(), before, "nothing changed, so nothing is counted again");
    assert_eq!(window.state().app.rows().query().only, Only::All);
}
