//! A computer whose clock is wrong: it is said on every page, nothing is entered unseen, and the day can be given.

use std::sync::Arc;

use chrono::Days;
use egui_kittest::kittest::Queryable as _;
use rectification_ledger::{
    app::{App, Clock, Command, Page, StartOptions, WakeFn},
    domain::{
        issue::IssueValue,
        rules::{Action, Refusal},
    },
    store::paths::DataFolder,
    ui::words,
};

use crate::desk::{Desk, clock_on, issue_id, today};

fn a_year_slow(page: Page) -> egui_kittest::Harness<'static, Desk> {
    let mut desk = Desk::with_issues(2);
    desk.app.run(Command::Go(page));
    desk.clock = clock_on(today().checked_sub_days(Days::new(365)).expect("a day"));
    desk.window()
}

fn title() -> Action {
    Action::SetIssue { issue: issue_id(1), value: IssueValue::Title("改过的标题".to_owned()) }
}

#[test]
fn a_clock_a_year_slow_is_said_on_every_page_and_confirmed_there() {
    let mut window = a_year_slow(Page::Issues);
    window.get_by_label_contains("核对后才能录入");
    assert!(matches!(window.state().app.refusal(&title()), Some(Refusal::ClockDoubtful { .. })));
    window.get_by_label(words::CONFIRM_CLOCK).click();
    window.run();
    assert!(window.query_by_label_contains("核对后才能录入").is_none());
    assert_eq!(window.state().app.refusal(&title()), None);
}

#[test]
fn the_day_given_is_the_business_day_and_the_time_of_a_change_stays_the_clocks_own() {
    let mut window = a_year_slow(Page::Overview);
    window.get_by_label(words::DAY_IS).focus();
    window.run();
    window.get_by_label(words::DAY_IS).type_text(&words::date(today()));
    window.run();
    window.get_by_label(words::GIVE_DAY).click();
    window.run();
    assert_eq!(window.state().app.clock().today, today());
    window.get_by_label_contains("请校准本机时钟");
    window.state_mut().act(title());
    let typed_at =
        window.state().app.history().expect("open").in_order().next_back().expect("a change").header.typed_at;
    assert_eq!(typed_at, window.state().clock.now, "the clock is recorded, not corrected");
    window.run();
    window.get_by_label(words::DAY_AS_CLOCK).click();
    window.run();
    assert_eq!(window.state().app.clock().today, window.state().clock.today);
}

/// Another computer changes the ledger, its clock `days` off and confirmed; then this computer opens it again.
fn acted_elsewhere(window: &mut egui_kittest::Harness<'static, Desk>, days: i64) {
    let desk = window.state_mut();
    let (right, off) = (desk.clock, chrono::TimeDelta::days(days));
    let path = desk.app.document().expect("open").path().to_owned();
    desk.app.run(Command::Save);
    desk.app.run(Command::CloseLedger);
    let data = DataFolder::new(desk.folder.path().join("other computer"));
    let clock = Clock { now: right.now + off, today: (right.now + off).date(), ..right };
    let mut other = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock);
    other.run(Command::SetIdentity(desk.app.identity().clone()));
    other.run(Command::Open(path.clone()));
    other.run(Command::ConfirmClock);
    other.run(Command::Do(title()));
    other.run(Command::Save);
    other.run(Command::CloseLedger);
    desk.app.run(Command::Open(path));
    let last = desk.app.history().expect("open").in_order().next_back().expect("a change").header.typed_at;
    assert_eq!(last, clock.now, "the other computer's change is the last");
    window.run();
}

#[test]
fn another_computers_slow_clock_puts_no_doubt_on_this_one() {
    let mut window = crate::desk::desk_on(Page::Issues, 2);
    acted_elsewhere(&mut window, -365);
    assert_eq!(window.state().app.doubtful_clock(), None);
}

#[test]
fn another_computers_fast_clock_is_asked_about_until_this_one_has_gone_on() {
    let mut window = crate::desk::desk_on(Page::Issues, 2);
    acted_elsewhere(&mut window, 365);
    assert!(window.state().app.doubtful_clock().is_some(), "somebody has to look");
    window.state_mut().app.run(Command::ConfirmClock);
    let other = Action::SetIssue { issue: issue_id(2), value: IssueValue::Title("之后的改动".to_owned()) };
    window.state_mut().act(other);
    let desk = window.state_mut();
    let path = desk.app.document().expect("open").path().to_owned();
    desk.app.run(Command::Save);
    desk.app.run(Command::CloseLedger);
    desk.app.run(Command::Open(path));
    window.run();
    assert_eq!(window.state().app.doubtful_clock(), None, "looked at once");
}
