//! What a template is filled with: names with texts, lists and flags; and the description of the names a form knows.

use std::collections::BTreeMap;

/// A value of a placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words; may be empty, may have line breaks.
    Text(String),
    /// Entries, each with names of its own.
    List(Vec<Fields>),
    /// Something that is so or is not.
    Flag(bool),
}

impl Value {
    /// True where `{{?…}}` shows what it encloses.
    pub fn says_anything(&self) -> bool {
        match self {
            Self::Text(text) => !text.trim().is_empty(),
            Self::List(entries) => !entries.is_empty(),
            Self::Flag(flag) => *flag,
        }
    }
}

/// The values by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<String, Value>);

impl Fields {
    /// The same with words under a name.
    #[must_use]
    pub fn text(mut self, name: &str, text: impl Into<String>) -> Self {
        self.0.insert(name.to_owned(), Value::Text(text.into()));
        self
    }

    /// The same with entries under a name.
    #[must_use]
    pub fn list(mut self, name: &str, entries: Vec<Self>) -> Self {
        self.0.insert(name.to_owned(), Value::List(entries));
        self
    }

    /// The same with a flag under a name.
    #[must_use]
    pub fn flag(mut self, name: &str, flag: bool) -> Self {
        self.0.insert(name.to_owned(), Value::Flag(flag));
        self
    }

    /// The same with all of another added; that one's values stand where both have a name.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The words of a name; empty where there are none.
    pub fn words(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Value::Text(text)) => text,
            Some(Value::List(_) | Value::Flag(_)) | None => "",
        }
    }

    /// All names with their values, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// A name a form knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// As it is written between the braces.
    pub name: &'static str,
    /// What kind of value it has.
    pub kind: SpecKind,
    /// What it means, for the list of placeholders.
    pub means: &'static str,
}

/// The kinds of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecKind {
    /// Words.
    Text,
    /// So or not so.
    Flag,
    /// Entries with these names.
    List(&'static [Spec]),
}

impl Spec {
    /// A name for words.
    pub const fn text(name: &'static str, means: &'static str) -> Self {
        Self { name, kind: SpecKind::Text, means }
    }

    /// A name for a flag.
    pub const fn flag(name: &'static str, means: &'static str) -> Self {
        Self { name, kind: SpecKind::Flag, means }
    }

    /// A name for entries.
    pub const fn list(name: &'static str, means: &'static str, inside: &'static [Self]) -> Self {
        Self { name, kind: SpecKind::List(inside), means }
    }
}
