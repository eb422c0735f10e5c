//! A computer whose clock is wrong: it is said on every page, nothing is entered unseen, and the day can be given.

use chrono::Days;
use egui_kittest::kittest::Queryable as _;
use rectification_ledger::{
    app::Page,
    domain::{
        issue::IssueValue,
        rules::{Action, Refusal},
    },
    ui::words,
};

use crate::desk::{Desk, clock_on, issue_id, today};

fn a_year_slow(page: Page) -> egui_kittest::Harness<'static, Desk> {
    let mut desk = Desk::with_issues(2);
    desk.app.run(rectification_ledger::app::Command::Go(page));
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
