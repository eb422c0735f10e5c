//! What a column must say, as it is being typed.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    app::Column,
    domain::{deadline_words::read_deadline, numerals::read_number, view::Condition},
    ui::{
        theme::space,
        widgets::{Field, segmented},
        words::{self, views as says},
    },
};

/// What kind of thing the column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Words,
    Days,
    DaysLeft,
    /// Only chosen from the list.
    Listed,
}

/// What is being typed.
#[derive(Debug)]
pub(super) struct ConditionDraft {
    kind: Kind,
    how: usize,
    words: String,
    from: String,
    to: String,
}

const BLANK: (usize, usize) = (3, 1);

impl ConditionDraft {
    pub(super) fn of(column: Column, condition: Option<&Condition>) -> Self {
        let kind = if column == Column::Time {
            Kind::DaysLeft
        } else if column.is_day() {
            Kind::Days
        } else if column.is_words() {
            Kind::Words
        } else {
            Kind::Listed
        };
        let mut draft = Self { kind, how: 0, words: String::new(), from: String::new(), to: String::new() };
        let blank = if kind == Kind::Days { BLANK.1 } else { BLANK.0 };
        let day = |day: &Option<NaiveDate>| day.map(words::date).unwrap_or_default();
        let days = |days: &Option<i32>| days.map(|days| days.to_string()).unwrap_or_default();
        match condition {
            Some(Condition::Contains(text)) => (draft.how, draft.words) = (0, text.clone()),
            Some(Condition::Lacks(text)) => (draft.how, draft.words) = (1, text.clone()),
            Some(Condition::Begins(text)) => (draft.how, draft.words) = (2, text.clone()),
            Some(Condition::Blank) => draft.how = blank,
            Some(Condition::Filled) => draft.how = blank + 1,
            Some(Condition::Between(from, to)) => (draft.from, draft.to) = (day(from), day(to)),
            Some(Condition::DaysLeft(from, to)) => (draft.from, draft.to) = (days(from), days(to)),
            None => {}
        }
        draft
    }

    /// Draws the fields; `true` where something changed.
    pub(super) fn show(&mut self, ui: &mut Ui, today: NaiveDate) -> bool {
        match self.kind {
            Kind::Words => {
                let chosen = segmented(ui, &says::WORDS, &mut self.how);
                let typed = self.how < BLANK.0 && {
                    let field = Field::new(says::CONDITION).bare().hint(says::CONDITION);
                    field.show(ui, &mut self.words).changed()
                };
                chosen | typed
            }
            Kind::Days => {
                let chosen = segmented(ui, &says::DAYS, &mut self.how);
                let fault = |text: &str| unreadable(text, day(text, today).is_none(), words::NOT_A_DATE);
                let names = (says::FROM, says::TO, words::DATE_HINT);
                chosen | (self.how < BLANK.1 && self.bounds_ui(ui, names, fault))
            }
            Kind::DaysLeft => {
                let fault = |text: &str| unreadable(text, number(text).is_none(), says::NOT_A_NUMBER);
                self.bounds_ui(ui, (says::LEFT_FROM, says::LEFT_TO, says::LEFT_HINT), fault)
            }
            Kind::Listed => false,
        }
    }

    /// Two fields side by side.
    fn bounds_ui(
        &mut self,
        ui: &mut Ui,
        (from, to, hint): (&str, &str, &str),
        fault: impl Fn(&str) -> Option<&'static str>,
    ) -> bool {
        let half = ((ui.available_width() - space::S) / 2.0).floor();
        let shown = ui.horizontal_top(|ui| {
            let mut changed = false;
            for (label, text) in [(from, &mut self.from), (to, &mut self.to)] {
                let field = Field::new(label).hint(hint).width(half).fault(fault(text));
                changed |= field.show(ui, text).changed();
            }
            changed
        });
        shown.inner
    }

    /// What the column must say; nothing while that is not typed or cannot be read.
    pub(super) fn read(&self, today: NaiveDate) -> Option<Condition> {
        let text = || self.words.clone();
        let condition = match (self.kind, self.how) {
            (Kind::Words, 0) => Condition::Contains(text()),
            (Kind::Words, 1) => Condition::Lacks(text()),
            (Kind::Words, 2) => Condition::Begins(text()),
            (Kind::Words, 3) | (Kind::Days, 1) => Condition::Blank,
            (Kind::Words | Kind::Days, how) if how > 0 => Condition::Filled,
            (Kind::Words | Kind::Days, _) => Condition::Between(day(&self.from, today), day(&self.to, today)),
            (Kind::DaysLeft, _) => Condition::DaysLeft(number(&self.from), number(&self.to)),
            (Kind::Listed, _) => return None,
        };
        (!condition.is_idle()).then_some(condition)
    }
}

fn unreadable(text: &str, faulty: bool, says: &'static str) -> Option<&'static str> {
    (faulty && !text.trim().is_empty()).then_some(says)
}

fn number(text: &str) -> Option<i32> {
    read_number(text)
}

/// A day in any form that deadlines are written in.
fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    text.parse().ok().or_else(|| read_deadline(text, Some(today)).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, 18).unwrap()
    }

    #[test]
    fn a_condition_comes_back_as_it_was_opened() {
        let day = |text: &str| text.parse().ok();
        let all = [
            (Column::Title, Condition::Contains("河".to_owned())),
            (Column::LeadUnit, Condition::Lacks("县".to_owned())),
            (Column::Number, Condition::Begins("S26".to_owned())),
            (Column::Title, Condition::Blank),
            (Column::Title, Condition::Filled),
            (Column::Due, Condition::Blank),
            (Column::Due, Condition::Filled),
            (Column::Due, Condition::Between(day("2026-01-01"), None)),
            (Column::ClosedOn, Condition::Between(day("2026-01-01"), day("2026-12-31"))),
            (Column::Time, Condition::DaysLeft(Some(-10), Some(30))),
        ];
        for (column, condition) in all {
            let draft = ConditionDraft::of(column, Some(&condition));
            assert_eq!(draft.read(today()), Some(condition), "{column:?}");
        }
        assert_eq!(ConditionDraft::of(Column::Title, None).read(today()), None, "nothing typed asks for nothing");
        assert_eq!(ConditionDraft::of(Column::Stage, None).read(today()), None, "chosen from its list");
    }
}
