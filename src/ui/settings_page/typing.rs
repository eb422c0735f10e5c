//! Text fields of values that are in the ledger already: what is typed is sent when the field is left.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use egui::{Key, Response, Ui};

use crate::{
    domain::deadline_words::read_deadline,
    ui::{
        widgets::{DateField, Field, has_focus},
        words,
    },
};

/// What is typed in fields not left yet, by the name of the field and its owner.
#[derive(Debug, Default)]
pub(super) struct Typing {
    texts: BTreeMap<String, String>,
}

impl Typing {
    /// Shows a field that holds `current`. Returns the new text once the field is left; Escape gives the old one back.
    pub fn field(&mut self, ui: &mut Ui, field: Field<'_>, key: &str, current: &str) -> Option<String> {
        let mut text = self.texts.get(key).cloned().unwrap_or_else(|| current.to_owned());
        let response = field.salt(key).show(ui, &mut text);
        self.left(ui, &response, key, text).filter(|text| text != current)
    }

    /// Shows a date field that holds `current`. Returns the new date, or none for an emptied field, once it is left.
    #[expect(clippy::option_option, reason = "not left yet, emptied, or a date: three cases")]
    pub fn date(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        key: &str,
        (current, today): (Option<NaiveDate>, NaiveDate),
    ) -> Option<Option<NaiveDate>> {
        let shown = current.map(words::date).unwrap_or_default();
        let mut text = self.texts.get(key).cloned().unwrap_or(shown);
        let parse = |text: &str| read_day(text, today);
        let shown = DateField::new(field.salt(key).hint(words::DATE_HINT), &parse, today).show(ui, &mut text);
        let empty = text.trim().is_empty();
        if shown.response.changed() && !has_focus(ui, &shown.response) {
            // Picked from the calendar: the field itself was never entered.
            self.texts.remove(key);
            return shown.date.map(Some).filter(|date| *date != current);
        }
        self.left(ui, &shown.response, key, text)?;
        let date = if empty { None } else { Some(shown.date?) };
        (date != current).then_some(date)
    }

    fn left(&mut self, ui: &Ui, response: &Response, key: &str, text: String) -> Option<String> {
        if response.changed() {
            self.texts.insert(key.to_owned(), text);
        }
        if has_focus(ui, response) {
            return None;
        }
        let typed = self.texts.remove(key)?;
        let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        (!escaped).then(|| typed.trim().to_owned())
    }
}

/// A day as people type it.
fn read_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    text.parse().ok().or_else(|| read_deadline(text, Some(today)).date())
}
