//! A desk for the tests of 一题一账: the program with one issue of the Yulin procedure in a temporary folder.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use std::{path::PathBuf, sync::Arc};

use chrono::{NaiveDate, TimeDelta};
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{App, Command, Identity, Page, StartOptions, WakeFn, scribe::Scribe},
    domain::{
        IssueId, UnitId,
        deadline::Deadline,
        directory::UnitValue,
        issue::{Issue, IssueValue},
        rules::Action,
    },
    store::{ledger_write::save_ledger, paths::DataFolder, safe_write::Known},
    ui::view::Drafts,
};

pub use crate::desk::Desk;
use crate::desk::clock_on;

/// The issue all tests look at.
pub const ISSUE: IssueId = IssueId(0xA11);

/// A department and a county.
pub const WATER: UnitId = UnitId(0xB01);
pub const COUNTY: UnitId = UnitId(0xB02);

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day of 2026")
}

fn add_unit(unit: UnitId, name: &str) -> Action {
    Action::AddUnit { unit, values: vec![UnitValue::Name(name.to_owned())] }
}

impl Desk {
    /// A ledger with one issue, led by the water bureau, due on 30 September 2026; today is the 18th.
    pub fn new() -> Self {
        let mut desk = Self::empty();
        let values = vec![
            IssueValue::Number("Y-01".to_owned()),
            IssueValue::Title("清河水源地一级保护区内遗留农家乐未清退".to_owned()),
            IssueValue::Goal("清退 4 户".to_owned()),
            IssueValue::LeadUnit(Some(WATER)),
            IssueValue::FirstDeadline(Deadline::on("2026年9月30日", day(9, 30))),
        ];
        let made = [
            add_unit(WATER, "市水利局"),
            add_unit(COUNTY, "清河县政府"),
            Action::RegisterIssue { issue: ISSUE, values },
        ];
        desk.act(Action::Batch(made.into()));
        desk.app.run(Command::Go(Page::Issue(ISSUE)));
        desk.dismiss();
        desk
    }

    pub fn dismiss(&mut self) {
        self.dismiss_all();
    }

    /// It is so many days later.
    pub fn later(&mut self, days: i64) {
        self.clock = clock_on(self.clock.today + TimeDelta::days(days));
    }

    pub fn issue(&self) -> &Issue {
        self.app.ledger().and_then(|ledger| ledger.issue(ISSUE)).expect("the issue")
    }

    /// What was asked of the ledger.
    pub fn actions(&self) -> Vec<&Action> {
        let all = self.asked.iter().filter_map(|command| match command {
            Command::Do(action) => Some(action),
            _ => None,
        });
        all.collect()
    }

    /// Two copies give the goal two values apart, and meet again.
    pub fn make_conflict(&mut self, here: &str, there: &str) {
        self.app.finish_saving();
        let document = self.app.document().expect("a document");
        let known = document.known().map_or(Known::Absent, Known::Mark);
        let who = Identity { name: "陈国栋".to_owned(), unit: "市水利局".to_owned(), ..Identity::default() };
        let path = document.path().to_owned();
        let ids = Box::new(rectification_ledger::app::random_id);
        let mut other = Scribe::new(document.content().clone(), who, self.clock, ids);
        let set = |goal: &str| Action::SetIssue { issue: ISSUE, value: IssueValue::Goal(goal.to_owned()) };
        other.act(set(there)).expect("done on the other copy");
        save_ledger(&path, known, &other.content).expect("saved over ours");
        self.act(set(here));
        self.app.run(Command::Save);
        self.app.finish_saving();
        self.dismiss();
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        rectification_ledger::store::safe_write::safe_write(&path, bytes).expect("written");
        path
    }

    /// The program is killed, whatever it was doing, and started again on the same file.
    pub fn kill_and_start_again(&mut self) {
        let path = self.app.document().expect("a document").path().to_owned();
        let data = DataFolder::new(self.folder.path().join("data"));
        self.app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, self.clock);
        self.drafts = Drafts::default();
        self.app.run(Command::Open(path));
    }

    pub fn tick(&mut self) {
        self.app.tick(self.clock);
    }

    /// Shows it in a window tall enough for the whole page.
    pub fn tall_window<'a>(self) -> Harness<'a, Self> {
        self.window_of([1366.0, 2400.0])
    }
}

/// Clicks what has that name, and lets the window settle.
pub fn click(window: &mut Harness<'_, Desk>, name: &str) {
    window.get_by_label(name).click();
    window.run();
}

/// Puts text into the field of that name.
pub fn fill(window: &mut Harness<'_, Desk>, name: &str, text: &str) {
    let field = window.get_by_role_and_label(egui::accesskit::Role::TextInput, name);
    field.focus();
    window.run();
    type_over(window, text);
}

/// The same for a field that proposes what may be typed.
pub fn choose(window: &mut Harness<'_, Desk>, name: &str, text: &str) {
    let field = window.get_by_role_and_label(egui::accesskit::Role::EditableComboBox, name);
    field.focus();
    window.run();
    type_over(window, text);
    window.key_press(egui::Key::Tab);
    window.run();
}

fn type_over(window: &mut Harness<'_, Desk>, text: &str) {
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run();
    window.event(egui::Event::Text(text.to_owned()));
    window.run();
}

/// Whether these words stand anywhere on the screen.
pub fn says(window: &Harness<'_, Desk>, words: &str) -> bool {
    window
        .query_all_by(|node| {
            let said = [node.label(), node.value()];
            said.into_iter().flatten().any(|text| text.contains(words))
        })
        .next()
        .is_some()
}

/// Presses the button of that name, where other things have the name too.
pub fn press_button(window: &mut Harness<'_, Desk>, name: &str) {
    window.get_by_role_and_label(egui::accesskit::Role::Button, name).click();
    window.run();
}
