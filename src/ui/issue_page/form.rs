//! Forms of the dialogs: what is asked, what is typed so far, and how typed text is read.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use egui::Ui;

use crate::{
    domain::{
        UnitId,
        deadline::Deadline,
        deadline_words::read_deadline,
        directory::UnitValue,
        numerals::narrow_text,
        record::{Month, Signature},
        rules::Action,
    },
    ui::{
        theme,
        widgets::{Choice, ChoiceItem, DateField, Field, hint},
        words::{self, issue_page as says},
    },
};

use super::Here;

/// What is typed into one dialog, by the keys of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct Form(BTreeMap<String, String>);

/// One thing a dialog asks.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Ask {
    pub key: &'static str,
    pub label: &'static str,
    pub kind: AskKind,
    pub required: bool,
    pub hint: &'static str,
}

/// How a thing is asked.
#[derive(Clone, Debug)]
pub(in crate::ui) enum AskKind {
    /// One line of text.
    Line,
    /// Text of several lines.
    Text(usize),
    /// A day.
    Date,
    /// A month.
    Month,
    /// A unit by name; a new name is a new unit.
    Unit,
    /// The name of a person as signed.
    Person,
    /// One of these words.
    Pick(Vec<String>),
    /// The words of a deadline, and the day they mean.
    Deadline,
}

impl Ask {
    pub(in crate::ui) fn new(key: &'static str, label: &'static str, kind: AskKind) -> Self {
        Self { key, label, kind, required: false, hint: "" }
    }

    pub(in crate::ui) fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(in crate::ui) fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }
}

impl Form {
    pub(in crate::ui) fn get(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// The form as its texts, and back.
    pub(in crate::ui) fn texts(&self) -> &BTreeMap<String, String> {
        &self.0
    }

    pub(in crate::ui) fn of_texts(texts: BTreeMap<String, String>) -> Self {
        Self(texts)
    }

    /// What is typed, without blanks around it.
    pub(in crate::ui) fn text(&self, key: &str) -> String {
        self.get(key).trim().to_owned()
    }

    pub(in crate::ui) fn is(&self, key: &str) -> bool {
        !self.get(key).is_empty()
    }

    pub(in crate::ui) fn set(&mut self, key: &str, text: impl Into<String>) {
        self.0.insert(key.to_owned(), text.into());
    }

    pub(in crate::ui) fn with(mut self, key: &str, text: impl Into<String>) -> Self {
        self.set(key, text);
        self
    }

    pub(in crate::ui) fn entry(&mut self, key: &str) -> &mut String {
        self.0.entry(key.to_owned()).or_default()
    }

    /// Whether both say the same: a field that is only there and empty says nothing.
    pub(in crate::ui) fn says_as(&self, other: &Self) -> bool {
        let filled = |form: &Self| {
            form.0.iter().filter(|(_, text)| !text.is_empty()).map(|(k, t)| (k.clone(), t.clone())).collect::<Vec<_>>()
        };
        filled(self) == filled(other)
    }

    pub(in crate::ui) fn date(&self, key: &str, today: NaiveDate) -> Option<NaiveDate> {
        read_date(self.get(key), today)
    }

    /// The unit of that name, made by the way where the directory has none.
    pub(in crate::ui) fn unit(&self, here: Here<'_>, key: &str, made: &mut Vec<Action>) -> Option<UnitId> {
        let name = self.text(key);
        if name.is_empty() {
            return None;
        }
        Some(here.ledger.directory.find_unit(&name).unwrap_or_else(|| {
            let unit = new_unit_id(here, &name);
            let add = Action::AddUnit { unit, values: vec![UnitValue::Name(name)] };
            if !made.contains(&add) {
                made.push(add);
            }
            unit
        }))
    }

    pub(in crate::ui) fn signature(&self, here: Here<'_>, made: &mut Vec<Action>) -> Signature {
        Signature { person: self.text("person"), unit: self.unit(here, "unit", made) }
    }

    pub(in crate::ui) fn month(&self, key: &str, today: NaiveDate) -> Month {
        read_month(self.get(key), today).unwrap_or_default()
    }

    /// The deadline that is typed; one that was there and has the same words keeps its meaning.
    pub(in crate::ui) fn deadline(&self, key: &str, before: &Deadline, today: NaiveDate) -> Deadline {
        let typed = self.text(key);
        let date = self.date(&date_key(key), today);
        let read = if typed == before.words.trim() { before.clone() } else { read_deadline(&typed, Some(today)) };
        match date {
            Some(date) if typed.is_empty() => Deadline::on(words::date(date), date),
            Some(date) => read.confirmed_as(date),
            None => read,
        }
    }

    /// The labels of what is still empty and must not be.
    pub(in crate::ui) fn lacks(&self, asks: &[Ask], today: NaiveDate) -> Vec<&'static str> {
        let empty = |ask: &&Ask| {
            let text = self.get(ask.key).trim();
            match ask.kind {
                AskKind::Date => !text.is_empty() || ask.required,
                AskKind::Month => ask.required,
                AskKind::Line
                | AskKind::Text(_)
                | AskKind::Unit
                | AskKind::Person
                | AskKind::Pick(_)
                | AskKind::Deadline => ask.required && text.is_empty(),
            }
        };
        let unread = |ask: &&Ask| match ask.kind {
            AskKind::Date => self.date(ask.key, today).is_none(),
            AskKind::Month => read_month(self.get(ask.key), today).is_none(),
            AskKind::Line
            | AskKind::Text(_)
            | AskKind::Unit
            | AskKind::Person
            | AskKind::Pick(_)
            | AskKind::Deadline => true,
        };
        asks.iter().filter(empty).filter(unread).map(|ask| ask.label).collect()
    }
}

fn date_key(key: &str) -> String {
    format!("{key}.date")
}

/// The id of a unit made from its name; another where a renamed unit has it.
pub(in crate::ui) fn new_unit_id(here: Here<'_>, name: &str) -> UnitId {
    let units = &here.ledger.directory.units;
    let first = UnitId::derived(&[name]);
    (1..100)
        .map(|n: u32| if n == 1 { first } else { UnitId::derived(&[name, &n.to_string()]) })
        .find(|id| !units.contains_key(id))
        .unwrap_or(first)
}

/// Several actions as one change; a single one stays itself.
pub(in crate::ui) fn together(mut made: Vec<Action>, last: Action) -> Action {
    if made.is_empty() {
        return last;
    }
    made.push(last);
    Action::Batch(made)
}

/// Reads a day as people write it; without a year it is this year's.
pub(in crate::ui) fn read_date(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let numbers = numbers_of(text)?;
    match numbers.as_slice() {
        [year, month, day] => NaiveDate::from_ymd_opt(i32::try_from(*year).ok().filter(|y| *y > 999)?, *month, *day),
        [month, day] => NaiveDate::from_ymd_opt(today.year(), *month, *day),
        _ => None,
    }
}

/// Reads a month; without a year it is this year's.
pub(in crate::ui) fn read_month(text: &str, today: NaiveDate) -> Option<Month> {
    let numbers = numbers_of(text)?;
    let (year, month) = match numbers.as_slice() {
        [year, month] => (i32::try_from(*year).ok()?, *month),
        [month] => (today.year(), *month),
        _ => return None,
    };
    ((1..=12).contains(&month) && year > 999).then_some(Month { year, month })
}

/// The numbers of a text that holds nothing but numbers and what stands between them in dates.
fn numbers_of(text: &str) -> Option<Vec<u32>> {
    let plain = narrow_text(text.trim());
    let between = |c: char| c.is_whitespace() || says::DATE_SIGNS.contains(c);
    let parts = plain.split(between).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().ok()).collect()
}

// ---------------------------------------------------------------- drawing

/// Draws what is asked, one under the other; short fields stand side by side.
pub(in crate::ui) fn asks_ui(here: Here<'_>, ui: &mut Ui, form: &mut Form, asks: &[Ask]) {
    let mut rest = asks;
    while let [first, after @ ..] = rest {
        match after {
            [second, after @ ..] if is_short(first) && is_short(second) => {
                ui.columns(2, |columns| {
                    for (column, ask) in columns.iter_mut().zip([first, second]) {
                        ask_ui(here, column, form, ask);
                    }
                });
                rest = after;
            }
            [..] => {
                ask_ui(here, ui, form, first);
                rest = after;
            }
        }
    }
}

fn is_short(ask: &Ask) -> bool {
    match ask.kind {
        AskKind::Text(_) | AskKind::Deadline => false,
        AskKind::Line | AskKind::Date | AskKind::Month | AskKind::Unit | AskKind::Person | AskKind::Pick(_) => true,
    }
}

/// Draws one thing that is asked.
pub(in crate::ui) fn ask_ui(here: Here<'_>, ui: &mut Ui, form: &mut Form, ask: &Ask) {
    let today = here.ctx.today();
    let mut field = Field::new(ask.label).salt(ask.key).hint(ask.hint).goes_on();
    if ask.required {
        field = field.required();
    }
    match &ask.kind {
        AskKind::Line => drop(field.show(ui, form.entry(ask.key))),
        AskKind::Text(rows) => drop(field.rows(*rows).show(ui, form.entry(ask.key))),
        AskKind::Date => date_ui(ui, form, (field, ask.key), today),
        AskKind::Month => {
            let text = form.get(ask.key).to_owned();
            let unread = !text.trim().is_empty() && read_month(&text, today).is_none();
            field.fault(unread.then_some(says::NOT_A_MONTH)).show(ui, form.entry(ask.key));
        }
        AskKind::Unit => unit_ui(here, ui, form, (field, ask.key)),
        AskKind::Person => person_ui(here, ui, form, (field, ask.key)),
        AskKind::Pick(choices) => {
            let items: Vec<_> = choices.iter().map(|word| ChoiceItem::new(word)).collect();
            let mut chosen = choices.iter().position(|word| word == form.get(ask.key));
            if Choice::new(field, &items).show(ui, &mut chosen).changed()
                && let Some(word) = chosen.and_then(|at| choices.get(at))
            {
                form.set(ask.key, word.clone());
            }
        }
        AskKind::Deadline => deadline_ui(here, ui, form, (field, ask.key)),
    }
}

fn date_ui(ui: &mut Ui, form: &mut Form, (field, key): (Field<'_>, &str), today: NaiveDate) {
    let parse = |text: &str| read_date(text, today);
    DateField::new(field, &parse, today).show(ui, form.entry(key));
}

fn unit_ui(here: Here<'_>, ui: &mut Ui, form: &mut Form, (field, key): (Field<'_>, &str)) {
    let directory = &here.ledger.directory;
    let units = directory.live_units();
    let keys: Vec<String> =
        units.iter().map(|unit| unit.aliases.iter().cloned().collect::<Vec<_>>().join(" ")).collect();
    let items: Vec<_> =
        units.iter().zip(&keys).map(|(unit, keys)| ChoiceItem::new(unit.fields.name.get()).keys(keys)).collect();
    Choice::new(field, &items).show_free(ui, form.entry(key));
    let name = form.text(key);
    if !name.is_empty() && directory.find_unit(&name).is_none() {
        hint(ui, says::UNIT_WILL_BE_ADDED);
    }
}

fn person_ui(here: Here<'_>, ui: &mut Ui, form: &mut Form, (field, key): (Field<'_>, &str)) {
    let directory = &here.ledger.directory;
    let mut people = directory.live_people();
    // One's own people first: it is they who sign here.
    let own_unit = here.ctx.app.own_unit();
    people.sort_by_key(|person| own_unit.is_none() || *person.fields.unit.get() != own_unit);
    let own = here.ctx.app.identity().name.clone();
    let units: Vec<String> =
        people.iter().map(|person| super::parts::unit_name(here, *person.fields.unit.get())).collect();
    let mut items: Vec<_> =
        people.iter().zip(&units).map(|(person, unit)| ChoiceItem::new(person.fields.name.get()).aside(unit)).collect();
    if !own.is_empty() && items.iter().all(|item| item.word != own) {
        items.push(ChoiceItem::new(&own).aside(says::MYSELF));
    }
    Choice::new(field, &items).show_free(ui, form.entry(key));
    let name = form.text(key);
    if !name.is_empty() && !own.is_empty() && name != own {
        hint(ui, &says::typed_for(&own));
    }
}

/// The words of a deadline, what they are understood as, and the day where a person has to say it.
fn deadline_ui(here: Here<'_>, ui: &mut Ui, form: &mut Form, (field, key): (Field<'_>, &'static str)) {
    let today = here.ctx.today();
    field.show(ui, form.entry(key));
    let typed = form.text(key);
    let read = read_deadline(&typed, Some(today));
    if !typed.is_empty() {
        hint(ui, &says::understood(&words::deadline(&read)));
        if let Some(doubt) = read.doubt {
            let ink = theme::of(ui).hue(theme::Tone::Warn).ink;
            crate::ui::fields::sentence_line(ui, crate::ui::icon::WARNING, words::doubt(doubt), ink);
        }
    }
    let date = date_key(key);
    let label = Field::new(says::MEANS_DATE).salt(says::MEANS_DATE).note(words::OPTIONAL).goes_on();
    date_ui(ui, form, (label, &date), today);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let today = NaiveDate::from_ymd_opt(2026, 9, 18).unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 9, 30);
        for text in ["2026-09-30", "2026年9月30日", "2026/9/30", "9月30日", "９-30", "２０２６－０９－３０"]
        {
            assert_eq!(read_date(text, today), day, "{text}");
        }
        for text in ["", "2026-09-", "2月30日", "下周"] {
            assert_eq!(read_date(text, today), None, "{text}");
        }
        assert_eq!(read_month("9月", today), Some(Month { year: 2026, month: 9 }), "this year's");
        assert_eq!(read_month("13月", today), None, "no month");
    }
}
