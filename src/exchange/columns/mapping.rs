//! Which field each column is, and why: known words, what a person chose, what the program's own files say.

use crate::domain::numerals::narrow_text;

use super::{
    field::{Field, TableKind},
    synonyms::{COMPLAINTS, ISSUES, Meaning},
};

/// Why a column is taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its head is a known word.
    Known,
    /// Its head holds a known word.
    Holds(String),
    /// The program wrote the table.
    Exported,
    /// A person chose it for these heads before.
    Kept,
    /// A person chose it now.
    Chosen,
    /// Another column is that field already.
    Taken,
    /// Nothing is read from it.
    LeftOut,
    /// Its head is not known.
    Unknown,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Its head.
    pub head: String,
    /// What it is; `None`: it is left out.
    pub field: Option<Field>,
    /// Why.
    pub why: Why,
}

/// All columns of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The columns from the left.
    pub columns: Vec<Guess>,
}

/// A head as it is compared: half width, without blanks, what stands in brackets, and marks.
fn plain(head: &str) -> String {
    let narrow = narrow_text(head);
    let mut plain = String::new();
    let mut depth = 0_u32;
    for c in narrow.chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            '*' | ':' | '?' | '.' => {}
            _ if depth == 0 && !c.is_whitespace() => plain.push(c),
            _ => {}
        }
    }
    plain
}

fn table(kind: TableKind) -> &'static [(&'static str, Meaning)] {
    match kind {
        TableKind::Issues => ISSUES,
        TableKind::Complaints => COMPLAINTS,
    }
}

fn known(word: &str, kind: TableKind) -> Option<Meaning> {
    table(kind).iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
}

/// The words a head may be known by: the last level, and levels put together (责任单位/牵头 -> 牵头责任单位).
fn readings(head: &str) -> Vec<String> {
    let levels: Vec<String> = head.split('/').map(plain).filter(|level| !level.is_empty()).collect();
    let mut all = Vec::new();
    let Some(last) = levels.last() else {
        return all;
    };
    all.push(last.clone());
    if let Some(group) = levels.len().checked_sub(2).and_then(|n| levels.get(n)) {
        all.push(format!("{last}{group}"));
        all.push(format!("{group}{last}"));
        if group.ends_with("单位") {
            all.push(format!("{last}单位"));
        }
        if last == "姓名" {
            all.push(group.clone());
        }
        if last == "电话" || last == "联系电话" {
            all.push("联系电话".to_owned());
        }
    }
    // 牵头单位/责任单位 written with a slash in one cell is one head.
    all.push(plain(head));
    all
}

/// Whether a head is a known word of such tables.
pub(super) fn knows(head: &str, kind: TableKind) -> bool {
    readings(head).iter().any(|word| known(word, kind).is_some())
}

/// The field a head means when it stands alone.
pub(super) fn meaning_of(head: &str, kind: TableKind) -> Option<Field> {
    let found = readings(head).iter().find_map(|word| known(word, kind))?;
    match found {
        Meaning::Field(field) => Some(field),
        Meaning::TitleOrDetail | Meaning::ProblemsOrTitle => Some(Field::Title),
        Meaning::CounterOrNumber => Some(Field::Number),
        Meaning::LeftOut => None,
    }
}

impl Mapping {
    /// Guesses what the columns are.
    pub fn guess(heads: &[String], kind: TableKind) -> Self {
        let found: Vec<Option<(Meaning, Why)>> = heads.iter().map(|head| meaning(head, kind)).collect();
        let has = |wanted: &dyn Fn(Field) -> bool| {
            found.iter().flatten().any(|(meaning, _)| matches!(meaning, Meaning::Field(field) if wanted(*field)))
        };
        let titled = has(&|field| field == Field::Title);
        let described = found.iter().flatten().any(|(meaning, _)| *meaning == Meaning::TitleOrDetail);
        let reports = has(&|field| field.is_of_note());
        let numbered = has(&|field| field == Field::Number);
        let mut mapping = Self::default();
        let mut has_title = titled;
        for (head, found) in heads.iter().zip(found) {
            let (field, why) = match found {
                None => (None, Why::Unknown),
                Some((Meaning::LeftOut, _)) => (None, Why::LeftOut),
                Some((Meaning::Field(field), why)) => (Some(field), why),
                Some((Meaning::TitleOrDetail, why)) => {
                    let field = if has_title { Field::Detail } else { Field::Title };
                    has_title = true;
                    (Some(field), why)
                }
                Some((Meaning::ProblemsOrTitle, why)) => {
                    let of_month = reports || titled || described;
                    (Some(if of_month { Field::NoteProblems } else { Field::Title }), why)
                }
                Some((Meaning::CounterOrNumber, _)) if numbered => (None, Why::LeftOut),
                Some((Meaning::CounterOrNumber, why)) => (Some(Field::Number), why),
            };
            mapping.push(head, field, why);
        }
        mapping
    }

    /// The columns as the program's own file names them; heads it does not name are guessed.
    pub fn exported(heads: &[String], named: &[(String, String)], kind: TableKind) -> Self {
        let guessed = Self::guess(heads, kind);
        let mut mapping = Self::default();
        for guess in guessed.columns {
            let said = named.iter().find(|(head, _)| *head == guess.head).map(|(_, name)| name.as_str());
            let (field, why) = match said {
                Some(name) => match exported_field(name, kind) {
                    Some(field) => (Some(field), Why::Exported),
                    None => (None, Why::LeftOut),
                },
                None => (guess.field, guess.why),
            };
            mapping.push(&guess.head, field, why);
        }
        mapping
    }

    /// The columns as a person chose them for these heads before, by the names of the fields; empty: left out.
    pub fn kept(heads: &[String], names: &[String], kind: TableKind) -> Self {
        let mut mapping = Self::default();
        for (head, name) in heads.iter().zip(names) {
            mapping.push(head, Field::of_name(name).filter(|field| field.kind() == kind), Why::Kept);
        }
        mapping
    }

    fn push(&mut self, head: &str, field: Option<Field>, why: Why) {
        let twice = field.is_some_and(|field| !field.may_repeat() && self.column_of(field).is_some());
        let (field, why) = if twice { (None, Why::Taken) } else { (field, why) };
        self.columns.push(Guess { head: head.to_owned(), field, why });
    }

    /// Takes a column as something else; a field that stands once leaves the column it was.
    pub fn choose(&mut self, column: usize, field: Option<Field>) {
        if let Some(field) = field.filter(|field| !field.may_repeat()) {
            for other in self.columns.iter_mut().filter(|guess| guess.field == Some(field)) {
                (other.field, other.why) = (None, Why::Chosen);
            }
        }
        if let Some(guess) = self.columns.get_mut(column) {
            (guess.field, guess.why) = (field, Why::Chosen);
        }
    }

    /// The first column of a field.
    pub fn column_of(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|guess| guess.field == Some(field))
    }

    /// All columns of a field.
    pub fn columns_of(&self, field: Field) -> impl Iterator<Item = usize> + '_ {
        let of_field = move |(_, guess): &(usize, &Guess)| guess.field == Some(field);
        self.columns.iter().enumerate().filter(of_field).map(|(column, _)| column)
    }

    /// Whether any column is of a monthly note.
    pub fn has_notes(&self) -> bool {
        self.columns.iter().filter_map(|guess| guess.field).any(|field| field.is_of_note() && field != Field::NoteMonth)
    }

    /// The names of the fields, as settings keep them.
    pub fn names(&self) -> Vec<String> {
        self.columns.iter().map(|guess| guess.field.map_or_else(String::new, |field| field.name().to_owned())).collect()
    }

    /// The heads.
    pub fn heads(&self) -> Vec<String> {
        self.columns.iter().map(|guess| guess.head.clone()).collect()
    }
}

/// The field of a name the exporter uses; what the program works out has none.
fn exported_field(name: &str, kind: TableKind) -> Option<Field> {
    match (name, kind) {
        ("id", TableKind::Complaints) => Some(Field::ComplaintId),
        ("number", TableKind::Complaints) => Some(Field::ComplaintNumber),
        ("region" | "regions", TableKind::Complaints) => Some(Field::ComplaintRegion),
        ("inspection", TableKind::Complaints) => Some(Field::ComplaintInspection),
        ("due", TableKind::Complaints) => Some(Field::ComplaintDue),
        ("fine_fen", TableKind::Complaints) => Some(Field::Fine),
        (name, kind) => Field::of_name(name).filter(|field| field.kind() == kind),
    }
}

fn meaning(head: &str, kind: TableKind) -> Option<(Meaning, Why)> {
    let readings = readings(head);
    if let Some(meaning) = readings.iter().find_map(|word| known(word, kind)) {
        return Some((meaning, Why::Known));
    }
    let words = table(kind).iter().filter(|(word, _)| word.chars().count() >= 3);
    let held = words.filter(|(word, _)| readings.iter().any(|reading| reading.contains(word)));
    let (word, meaning) = held.max_by_key(|(word, _)| word.chars().count())?;
    Some((*meaning, Why::Holds((*word).to_owned())))
}
