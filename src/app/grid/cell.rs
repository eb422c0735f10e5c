//! A cell of the grid: how it is typed into, what may be said of it, and why it may not.

use crate::{
    app::rows::Column,
    domain::{
        InspectionId, PersonId, UnitId, deadline::Deadline, facts::IssueFacts, issue::Issue, ledger::Ledger,
        record::ScheduleRating, rules::Refusal,
    },
};

/// How a column is typed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// A text.
    Text,
    /// A text of the ledger's list of categories, or any other.
    Category,
    /// A text that other issues have too.
    Usual,
    /// A unit by its name or alias, or nobody.
    Unit,
    /// Several units.
    Units,
    /// A person by name, or nobody.
    Person,
    /// An inspection by its name.
    Inspection,
    /// A day, or the words of a deadline.
    Deadline,
    /// The judgement of this month.
    Rating,
}

/// How a column is typed into; `None` for what the program works out.
pub fn kind(column: Column) -> Option<CellKind> {
    Some(match column {
        Column::Number | Column::Title | Column::Goal | Column::Chapter => CellKind::Text,
        Column::Source | Column::Disposal | Column::Region => CellKind::Usual,
        Column::Category => CellKind::Category,
        Column::LeadUnit | Column::SupervisingUnit | Column::AcceptingUnit => CellKind::Unit,
        Column::Cooperating => CellKind::Units,
        Column::Person | Column::Leader => CellKind::Person,
        Column::Inspection => CellKind::Inspection,
        Column::Due | Column::DeadlineWords => CellKind::Deadline,
        Column::Rating => CellKind::Rating,
        Column::Stage | Column::Time | Column::Level | Column::Measures | Column::LatestNote | Column::ClosedOn => {
            return None;
        }
    })
}

/// What is to stand in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// What was typed or pasted.
    Text(String),
    /// A unit chosen from the list.
    Unit(Option<UnitId>),
    /// A person chosen from the list.
    Person(Option<PersonId>),
    /// An inspection chosen from the list.
    Inspection(InspectionId),
    /// A judgement chosen from the list.
    Rating(ScheduleRating),
    /// The deadline of another issue.
    Deadline(Box<Deadline>),
}

/// Why a cell cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellFault {
    /// The program works it out.
    Computed,
    /// No unit goes by this name.
    NoSuchUnit(String),
    /// Nobody in the directory has this name.
    NoSuchPerson(String),
    /// Several people have this name.
    SeveralPeople(String),
    /// No inspection has this name.
    NoSuchInspection(String),
    /// An issue belongs to an inspection.
    InspectionEmpty,
    /// No day can be read from it.
    NotADeadline(String),
    /// It is no judgement.
    NotARating(String),
    /// A judgement once given stays in its month.
    RatingStays,
    /// A rule stands against it.
    Refused(Refusal),
}

/// The screen's words, which pasted text is compared with.
#[derive(Clone, Copy, Debug)]
pub struct WordsOf {
    /// What a cell says.
    pub cell: fn(&Ledger, Column, &Issue, &IssueFacts) -> String,
    /// The judgement a word means.
    pub rating: fn(&str) -> Option<ScheduleRating>,
    /// The column a heading means.
    pub heading: fn(&str) -> Option<Column>,
}

impl Said {
    /// The words typed; empty for what was chosen.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Unit(_) | Self::Person(_) | Self::Inspection(_) | Self::Rating(_) | Self::Deadline(_) => "",
        }
    }
}
