//! What a column must say, beside the values ticked in its list.

use std::borrow::Cow;

use crate::domain::{
    directory::Directory,
    facts::IssueFacts,
    numerals::searchable,
    time_status::TimeStatus,
    view::{CellKey, Condition},
};

use super::{column::Column, value::Cell};

impl Condition {
    /// True while it asks for nothing: words or bounds are still to be typed.
    pub fn is_idle(&self) -> bool {
        match self {
            Self::Contains(words) | Self::Lacks(words) | Self::Begins(words) => words.trim().is_empty(),
            Self::Blank | Self::Filled => false,
            Self::Between(from, to) => from.is_none() && to.is_none(),
            Self::DaysLeft(from, to) => from.is_none() && to.is_none(),
        }
    }

    /// True where it asks for the days of a row rather than for a value of the column.
    pub(super) fn is_of_days(&self) -> bool {
        matches!(self, Self::DaysLeft(..))
    }

    /// With its words in lower case and nothing around them, as [`Self::is_met_by`] takes them.
    pub(super) fn lowered(&self) -> Self {
        let low = |words: &str| searchable(words.trim()).into_owned();
        match self {
            Self::Contains(words) => Self::Contains(low(words)),
            Self::Lacks(words) => Self::Lacks(low(words)),
            Self::Begins(words) => Self::Begins(low(words)),
            Self::Blank | Self::Filled | Self::Between(..) | Self::DaysLeft(..) => self.clone(),
        }
    }

    /// Whether a value of the column meets it; its words are in lower case.
    pub(super) fn is_met_by(&self, cell: &Cell, directory: &Directory) -> bool {
        let any = |meets: &dyn Fn(&str) -> bool| {
            cell.keys().iter().any(|key| meets(searchable(&key_words(key, directory)).trim()))
        };
        match self {
            Self::Contains(words) => any(&|text| text.contains(words)),
            Self::Lacks(words) => !any(&|text| text.contains(words)),
            Self::Begins(words) => any(&|text| text.starts_with(words)),
            Self::Blank => cell.is_empty(),
            Self::Filled => !cell.is_empty(),
            Self::Between(from, to) => cell.keys().iter().any(|key| match key {
                CellKey::Day(day) => from.is_none_or(|from| from <= *day) && to.is_none_or(|to| *day <= to),
                CellKey::Empty
                | CellKey::Text(_)
                | CellKey::Unit(_)
                | CellKey::Person(_)
                | CellKey::Inspection(_)
                | CellKey::Stage(_)
                | CellKey::Time(_)
                | CellKey::Level(_)
                | CellKey::Rating(_) => false,
            }),
            Self::DaysLeft(..) => true,
        }
    }

    /// Whether the days of a row meet it; what does not ask for days is met.
    pub(super) fn is_met_by_days(&self, facts: &IssueFacts) -> bool {
        let Self::DaysLeft(from, to) = self else {
            return true;
        };
        let left = match facts.time {
            TimeStatus::Overdue(late) => -late,
            TimeStatus::DueSoon(left) | TimeStatus::Normal(left) => left,
            TimeStatus::NoDeadline | TimeStatus::Over => return false,
        };
        from.is_none_or(|from| i64::from(from) <= left) && to.is_none_or(|to| left <= i64::from(to))
    }
}

/// The words of a value that come from the ledger; the words of states are the screen's and are chosen from a list.
fn key_words<'a>(key: &'a CellKey, directory: &'a Directory) -> Cow<'a, str> {
    match key {
        CellKey::Text(text) => Cow::Borrowed(text),
        CellKey::Unit(unit) => Cow::Borrowed(directory.unit_name(*unit)),
        CellKey::Person(person) => Cow::Borrowed(directory.person_name(*person)),
        CellKey::Inspection(inspection) => {
            Cow::Borrowed(directory.inspections.get(inspection).map_or("", |it| it.fields.name.get()))
        }
        CellKey::Day(day) => Cow::Owned(day.to_string()),
        CellKey::Empty | CellKey::Stage(_) | CellKey::Time(_) | CellKey::Level(_) | CellKey::Rating(_) => {
            Cow::Borrowed("")
        }
    }
}

impl Column {
    /// True for the columns whose cells are days.
    pub fn is_day(self) -> bool {
        matches!(self, Self::Due | Self::ClosedOn)
    }

    /// True for the columns whose cells are words that can be typed; the others are chosen from a list.
    pub fn is_words(self) -> bool {
        !self.is_day() && !matches!(self, Self::Stage | Self::Time | Self::Level | Self::Rating)
    }
}
