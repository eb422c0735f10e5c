//! What every form is built from: the ledger, the day, and what the clerk adds.

use chrono::NaiveDate;

use crate::domain::{
    InspectionId, PersonId, UnitId, directory::Directory, issue::Issue, ledger::Ledger, record::Signature,
    supervision::LevelKey,
};

use super::super::{fields::Fields, words};

/// What a document says besides the ledger: typed by the clerk, empty where it is to be filled in by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Whom the public may ask.
    pub contact_unit: String,
    /// Under which number.
    pub contact_phone: String,
}

/// What forms are built from.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// The ledger; for a public edition the redacted one.
    pub ledger: &'a Ledger,
    /// The day.
    pub today: NaiveDate,
    /// What the clerk adds.
    pub details: &'a Details,
    /// Whether it is for the public.
    pub public: bool,
}

impl<'a> Desk<'a> {
    /// What issues share.
    pub fn directory(&self) -> &'a Directory {
        &self.ledger.directory
    }

    /// The values every form has.
    pub fn common(&self) -> Fields {
        Fields::default()
            .text("台账名称", self.directory().fields.title.get().as_str())
            .text("整改办", self.office())
            .text("今日", words::day(self.today))
            .text("联系单位", self.details.contact_unit.as_str())
            .text("联系电话", self.details.contact_phone.as_str())
            .flag("公开版", self.public)
    }

    /// The name of the rectification office.
    pub fn office(&self) -> &'a str {
        self.unit(*self.directory().fields.office.get())
    }

    /// The name of a unit.
    pub fn unit(&self, unit: Option<UnitId>) -> &'a str {
        unit.map_or("", |unit| self.directory().unit_name(unit))
    }

    /// The name of a person and the post.
    pub fn person(&self, person: Option<PersonId>) -> (&'a str, &'a str) {
        let found = person.and_then(|id| self.directory().people.get(&id));
        found.map_or(("", ""), |person| (person.fields.name.get().as_str(), person.fields.post.get().as_str()))
    }

    /// The name of an inspection and its level.
    pub fn inspection(&self, id: InspectionId) -> (&'a str, &'a str) {
        let found = self.directory().inspections.get(&id);
        found.map_or(("", ""), |it| (it.fields.name.get().as_str(), it.fields.level.get().as_str()))
    }

    /// Who signed, with the unit where one is named.
    pub fn signed(&self, signed: &Signature) -> (&'a str, String) {
        (self.unit(signed.unit), signed.person.clone())
    }

    /// The name of a supervision level.
    pub fn level(&self, key: &str) -> String {
        let scale = self.directory().fields.scale.get().as_ref();
        let level = scale.and_then(|scale| scale.named(&LevelKey::from(key)));
        level.map_or_else(|| key.to_owned(), |level| level.name.clone())
    }

    /// The issues that stand, in the order of inspections and numbers.
    pub fn issues(&self) -> Vec<&'a Issue> {
        let mut found: Vec<&Issue> =
            self.ledger.issues.values().map(AsRef::as_ref).filter(|it| it.is_present()).collect();
        let added = |issue: &Issue| {
            self.directory().inspections.get(issue.fields.inspection.get()).map(|inspection| inspection.added)
        };
        found.sort_by_cached_key(|issue| (added(issue), number_key(issue.fields.number.get()), issue.id));
        found
    }
}

/// Numbers sorted as people count: 2 before 10.
pub(super) fn number_key(text: &str) -> Vec<(u64, String)> {
    let mut key = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        rest = rest.strip_prefix(digits.as_str()).unwrap_or_default();
        let words: String = rest.chars().take_while(|c| !c.is_ascii_digit()).collect();
        rest = rest.strip_prefix(words.as_str()).unwrap_or_default();
        key.push((digits.parse().unwrap_or(0), words));
    }
    key
}
