//! The value a column has in an issue: what filters compare, and where it stands when the column is sorted.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::domain::{
    InspectionId, PersonId, UnitId,
    closure::Stage,
    directory::Directory,
    facts::IssueFacts,
    issue::{Issue, UnitRole},
    numerals::narrow,
    record::ScheduleRating,
    stats::StageName,
    supervision::LevelKey,
    time_status::TimeStatus,
    view::{CellKey, TimeKind},
};

use super::{
    column::Column,
    natural::{Piece, natural},
};

/// The value of a cell, borrowed: a hundred thousand of them are compared without a copy.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Value<'a> {
    Empty,
    Text(Cow<'a, str>),
    Unit(UnitId),
    Units(Vec<UnitId>),
    Person(PersonId),
    Inspection(InspectionId),
    Stage(Stage, &'a str),
    Time(TimeKind),
    Level(&'a LevelKey),
    Rating(ScheduleRating),
    Day(NaiveDate),
}

/// The value of a cell, kept: one key, or several where several units take part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    One(CellKey),
    Several(Vec<CellKey>),
}

impl Cell {
    pub(super) fn keys(&self) -> &[CellKey] {
        match self {
            Self::One(key) => std::slice::from_ref(key),
            Self::Several(keys) => keys,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.keys().iter().all(|key| *key == CellKey::Empty)
    }
}

impl Value<'_> {
    pub(super) fn to_cell(&self) -> Cell {
        Cell::One(match self {
            Self::Empty => CellKey::Empty,
            Self::Text(text) => CellKey::Text(text.clone().into_owned()),
            Self::Unit(unit) => CellKey::Unit(*unit),
            Self::Units(units) => return Cell::Several(units.iter().copied().map(CellKey::Unit).collect()),
            Self::Person(person) => CellKey::Person(*person),
            Self::Inspection(inspection) => CellKey::Inspection(*inspection),
            Self::Stage(stage, step) => CellKey::Stage(StageName { stage: *stage, step: (*step).to_owned() }),
            Self::Time(kind) => CellKey::Time(*kind),
            Self::Level(level) => CellKey::Level((*level).clone()),
            Self::Rating(rating) => CellKey::Rating(*rating),
            Self::Day(day) => CellKey::Day(*day),
        })
    }
}

impl Column {
    pub(super) fn value<'a>(self, issue: &'a Issue, facts: &'a IssueFacts) -> Value<'a> {
        let unit = |unit: &Option<UnitId>| unit.map_or(Value::Empty, Value::Unit);
        let person = |person: &Option<PersonId>| person.map_or(Value::Empty, Value::Person);
        let day = |day: Option<NaiveDate>| day.map_or(Value::Empty, Value::Day);
        let f = &issue.fields;
        match self {
            Self::Cooperating => cooperating(issue),
            Self::Stage => {
                let stage = facts.stage.stage;
                Value::Stage(stage, if stage == Stage::Closing { &facts.stage.name } else { "" })
            }
            Self::Time => Value::Time(facts.time.into()),
            Self::Level => facts.level.as_ref().map_or(Value::Empty, Value::Level),
            Self::Rating => facts.rating.map_or(Value::Empty, Value::Rating),
            Self::Due => day(facts.date),
            Self::ClosedOn => day(facts.closed_on),
            Self::Inspection if f.inspection.get().is_nil() => Value::Empty,
            Self::Inspection => Value::Inspection(*f.inspection.get()),
            Self::Person => person(f.person_in_charge.get()),
            Self::Leader => person(f.leader_in_charge.get()),
            Self::LeadUnit => unit(f.lead_unit.get()),
            Self::SupervisingUnit => unit(f.supervising_unit.get()),
            Self::AcceptingUnit => unit(f.accepting_unit.get()),
            Self::Number
            | Self::Title
            | Self::Category
            | Self::Region
            | Self::Goal
            | Self::DeadlineWords
            | Self::Chapter
            | Self::Source
            | Self::Disposal
            | Self::LatestNote => match self.text(issue) {
                "" => Value::Empty,
                text => Value::Text(Cow::Borrowed(text)),
            },
            Self::Measures => match measures(issue) {
                text if text.is_empty() => Value::Empty,
                text => Value::Text(Cow::Owned(text)),
            },
        }
    }
}

/// All measures in one text, a line each, under their numbers.
pub fn measures(issue: &Issue) -> String {
    issue.measures_text()
}

fn cooperating(issue: &Issue) -> Value<'static> {
    let all = issue.units(UnitRole::CoLead).iter().chain(issue.units(UnitRole::Cooperating).iter());
    let all: Vec<_> = all.copied().collect();
    match all.as_slice() {
        [] => Value::Empty,
        [one] => Value::Unit(*one),
        _ => Value::Units(all),
    }
}

/// What sorting compares. Empty cells come last, whichever way round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortKey {
    Number(i64),
    Natural(Vec<Piece>),
    Text(String),
    Empty,
}

/// Where a value stands when its column is sorted: words by their sound, days by date, levels by severity.
pub(super) fn cell_sort_key(column: Column, cell: &Cell, directory: &Directory) -> SortKey {
    let text = |text: &str| if text.is_empty() { SortKey::Empty } else { SortKey::Text(sound(text)) };
    match cell.keys().first() {
        None | Some(CellKey::Empty) => SortKey::Empty,
        Some(CellKey::Text(number)) if column == Column::Number => SortKey::Natural(natural(number)),
        Some(CellKey::Text(words)) => text(words),
        Some(CellKey::Unit(unit)) => text(directory.unit_name(*unit)),
        Some(CellKey::Person(person)) => text(directory.person_name(*person)),
        Some(CellKey::Inspection(inspection)) => {
            text(directory.inspections.get(inspection).map_or("", |it| it.fields.name.get()))
        }
        Some(CellKey::Stage(name)) => SortKey::Number(name.stage as i64),
        Some(CellKey::Time(kind)) => SortKey::Number(*kind as i64),
        Some(CellKey::Level(level)) => level_key(level, directory),
        Some(CellKey::Rating(rating)) => SortKey::Number(*rating as i64),
        Some(CellKey::Day(day)) => SortKey::Number((*day - NaiveDate::default()).num_days()),
    }
}

/// What a row adds to its value where rows of one value are not equal: the way through the procedure, the days.
pub(super) fn row_sort_key(column: Column, facts: &IssueFacts) -> Option<i64> {
    if column == Column::Stage {
        let (done, all) = facts.stage.progress;
        let part = i64::try_from(done * 1000 / all.max(1)).unwrap_or_default();
        return Some(facts.stage.stage as i64 * 10_000 + part);
    }
    (column == Column::Time).then(|| time_key(facts.time))
}

/// The most urgent first: late by most days, then due soonest, then without a date.
fn time_key(time: TimeStatus) -> i64 {
    match time {
        TimeStatus::Overdue(late) => -late,
        TimeStatus::DueSoon(left) | TimeStatus::Normal(left) => left,
        TimeStatus::NoDeadline => i64::MAX - 1,
        TimeStatus::Over => i64::MAX,
    }
}

/// The most severe first.
fn level_key(level: &LevelKey, directory: &Directory) -> SortKey {
    let rank = directory.fields.scale.get().as_ref().and_then(|scale| scale.rank(level));
    rank.map_or(SortKey::Empty, |rank| SortKey::Number(-i64::try_from(rank).unwrap_or_default()))
}

/// So many characters are compared by sound; what follows, as it is written.
const BY_SOUND: usize = 32;

/// A text as it sorts: Latin letters and digits first, then Chinese by its usual reading, as in a dictionary.
fn sound(text: &str) -> String {
    use pinyin::ToPinyin as _;
    let mut key = String::with_capacity(text.len() * 3);
    let mut rest = text.trim().chars();
    for c in rest.by_ref().take(BY_SOUND) {
        if let Some(reading) = c.to_pinyin() {
            key.push('\u{7f}');
            key.push_str(reading.plain());
            key.push('\u{1}');
            key.push(c);
        } else {
            key.extend(narrow(c).to_lowercase());
        }
    }
    key.push_str(rest.as_str());
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_sort_by_their_sound_and_after_latin_ones() {
        let mut names = ["榆阳区", "横山县", "靖边县", "Ａ区", "a1", "府谷县", "横河县"];
        names.sort_by_key(|name| sound(name));
        assert_eq!(names, ["a1", "Ａ区", "府谷县", "横河县", "横山县", "靖边县", "榆阳区"]);
    }
}
