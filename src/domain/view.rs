//! A saved view of the grid (视图): which columns and rows, in which order. Columns go by their stable names.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ids::{InspectionId, PersonId, UnitId},
    record::ScheduleRating,
    stats::StageName,
    supervision::LevelKey,
};

/// How an issue stands in time, without the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TimeKind {
    /// Late.
    Overdue,
    /// Due soon.
    DueSoon,
    /// Time is left.
    Normal,
    /// No date to count to.
    NoDeadline,
    /// Time no longer runs.
    Over,
}

/// The value of a cell as a filter compares it; the words are the screen's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CellKey {
    /// Nothing entered.
    Empty,
    /// A text.
    Text(String),
    /// A unit.
    Unit(UnitId),
    /// A person.
    Person(PersonId),
    /// An inspection.
    Inspection(InspectionId),
    /// A stage.
    Stage(StageName),
    /// A time status.
    Time(TimeKind),
    /// A supervision level.
    Level(LevelKey),
    /// A monthly judgement.
    Rating(ScheduleRating),
    /// A day.
    Day(NaiveDate),
}

/// What a column must say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// The words occur in it.
    Contains(String),
    /// The words do not occur in it.
    Lacks(String),
    /// It begins with the words.
    Begins(String),
    /// Nothing is entered.
    Blank,
    /// Something is entered.
    Filled,
    /// A day not before the first and not after the second.
    Between(Option<NaiveDate>, Option<NaiveDate>),
    /// So many days are left at least and at most; days of delay count below zero.
    DaysLeft(Option<i32>, Option<i32>),
}

/// A column of a view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewColumn {
    /// The column, by name.
    pub name: String,
    /// Its width in points, where it is not the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
}

/// What a view asks of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewFilter {
    /// The column, by name.
    pub column: String,
    /// The values it may have; any where there are none.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub values: BTreeSet<CellKey>,
    /// What it must say besides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
}

/// The columns of a grid, as somebody has put them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewLayout {
    /// The columns shown, from left to right.
    pub columns: Vec<ViewColumn>,
    /// So many of them stay while the others scroll.
    pub frozen: u8,
    /// Lines of text a row has room for, one to five.
    pub lines: u8,
}

/// A saved view (视图).
#[doc(alias = "视图")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedView {
    /// The columns.
    pub layout: ViewLayout,
    /// The quick view, by name; everything where it is empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quick: String,
    /// The filters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<ViewFilter>,
    /// Due from today within so many days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_within: Option<u16>,
    /// Sorted by these columns, by name; `true` turns one round.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<(String, bool)>,
    /// Grouped by this column, by name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group: String,
}
