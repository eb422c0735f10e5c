//! The columns of the grid: their stable names, what filters compare and what sorting compares.

use chrono::NaiveDate;

use crate::domain::{
    InspectionId, PersonId, UnitId,
    directory::Directory,
    facts::IssueFacts,
    issue::{Issue, UnitRole},
    record::ScheduleRating,
    stats::StageName,
    supervision::LevelKey,
    time_status::TimeStatus,
};

use super::natural::{Piece, natural};

macro_rules! columns {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A column of the grid.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column {
            $($(#[$doc])* $variant,)*
        }

        impl Column {
            /// All of them, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name settings keep; it never changes.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

columns! {
    /// 编号.
    Number = "number",
    /// 问题.
    Title = "title",
    /// 牵头单位.
    LeadUnit = "lead_unit",
    /// 配合单位, co-leads among them.
    Cooperating = "cooperating_units",
    /// 阶段.
    Stage = "stage",
    /// 整改时限: the day that acts.
    Due = "due",
    /// 时限状态.
    Time = "time_status",
    /// 督办.
    Level = "level",
    /// 月评.
    Rating = "rating",
    /// 类别.
    Category = "category",
    /// 批次.
    Inspection = "inspection",
    /// 责任人.
    Person = "person_in_charge",
    /// 责任领导.
    Leader = "leader_in_charge",
    /// 区域.
    Region = "region",
    /// 整改目标.
    Goal = "goal",
    /// 时限原文.
    DeadlineWords = "deadline_words",
    /// 章节.
    Chapter = "chapter",
    /// 来源.
    Source = "source",
    /// 分类处置.
    Disposal = "disposal",
    /// 督导单位.
    SupervisingUnit = "supervising_unit",
    /// 验收单位.
    AcceptingUnit = "accepting_unit",
    /// 最近进展.
    LatestNote = "latest_note",
    /// 销号日期.
    ClosedOn = "closed_on",
}

/// How an issue stands in time, without the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl From<TimeStatus> for TimeKind {
    fn from(status: TimeStatus) -> Self {
        match status {
            TimeStatus::Overdue(_) => Self::Overdue,
            TimeStatus::DueSoon(_) => Self::DueSoon,
            TimeStatus::Normal(_) => Self::Normal,
            TimeStatus::NoDeadline => Self::NoDeadline,
            TimeStatus::Over => Self::Over,
        }
    }
}

/// The value of a cell as a filter compares it; the words are the screen's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// What sorting compares. Empty cells come last, whichever way round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortKey {
    Number(i64),
    Natural(Vec<Piece>),
    Text(String),
    Empty,
}

impl Column {
    /// The columns shown while nobody has chosen others.
    pub const USUAL: &[Self] = &[
        Self::Number,
        Self::Title,
        Self::LeadUnit,
        Self::Stage,
        Self::Due,
        Self::Time,
        Self::Level,
        Self::Rating,
        Self::Category,
    ];

    /// The column of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.name() == name)
    }

    /// The columns settings ask for: number and title first, unknown names passed over.
    pub fn chosen(names: &[String]) -> Vec<Self> {
        let mut found: Vec<_> = names.iter().filter_map(|name| Self::of_name(name)).collect();
        if found.is_empty() {
            return Self::USUAL.to_vec();
        }
        found.retain(|column| !column.is_frozen());
        let mut all = vec![Self::Number, Self::Title];
        for column in found {
            if !all.contains(&column) {
                all.push(column);
            }
        }
        all
    }

    /// True for the columns that stay while the others scroll.
    pub fn is_frozen(self) -> bool {
        matches!(self, Self::Number | Self::Title)
    }

    /// The values of the cell: one, or several where several units take part.
    pub fn keys(self, issue: &Issue, facts: &IssueFacts) -> Vec<CellKey> {
        let one = |key: Option<CellKey>| vec![key.unwrap_or(CellKey::Empty)];
        match self {
            Self::Cooperating => {
                let units: Vec<_> = issue
                    .units(UnitRole::CoLead)
                    .iter()
                    .chain(issue.units(UnitRole::Cooperating).iter())
                    .map(|unit| CellKey::Unit(*unit))
                    .collect();
                if units.is_empty() { one(None) } else { units }
            }
            Self::Stage => one(Some(CellKey::Stage(StageName::of(facts)))),
            Self::Time => one(Some(CellKey::Time(facts.time.into()))),
            Self::Level => one(facts.level.clone().map(CellKey::Level)),
            Self::Rating => one(facts.rating.map(CellKey::Rating)),
            Self::Due => one(facts.date.map(CellKey::Day)),
            Self::ClosedOn => one(facts.closed_on.map(CellKey::Day)),
            Self::Inspection => {
                one(Some(*issue.fields.inspection.get()).filter(|id| !id.is_nil()).map(CellKey::Inspection))
            }
            Self::Person => one(issue.fields.person_in_charge.get().map(CellKey::Person)),
            Self::Leader => one(issue.fields.leader_in_charge.get().map(CellKey::Person)),
            Self::LeadUnit => one(issue.fields.lead_unit.get().map(CellKey::Unit)),
            Self::SupervisingUnit => one(issue.fields.supervising_unit.get().map(CellKey::Unit)),
            Self::AcceptingUnit => one(issue.fields.accepting_unit.get().map(CellKey::Unit)),
            Self::Number
            | Self::Title
            | Self::Category
            | Self::Region
            | Self::Goal
            | Self::DeadlineWords
            | Self::Chapter
            | Self::Source
            | Self::Disposal
            | Self::LatestNote => {
                let text = self.text(issue);
                one((!text.is_empty()).then(|| CellKey::Text(text.to_owned())))
            }
        }
    }

    /// The text of a column that is a text of the issue; empty for the others.
    pub fn text(self, issue: &Issue) -> &str {
        let f = &issue.fields;
        match self {
            Self::Number => f.number.get(),
            Self::Title => f.title.get(),
            Self::Category => f.category.get(),
            Self::Region => f.region.get(),
            Self::Goal => f.goal.get(),
            Self::DeadlineWords => &issue.first_deadline().words,
            Self::Chapter => f.chapter.get(),
            Self::Source => f.source.get(),
            Self::Disposal => f.disposal.get(),
            Self::LatestNote => issue.latest_note().map_or("", |note| &note.text),
            Self::LeadUnit
            | Self::Cooperating
            | Self::Stage
            | Self::Due
            | Self::Time
            | Self::Level
            | Self::Rating
            | Self::Inspection
            | Self::Person
            | Self::Leader
            | Self::SupervisingUnit
            | Self::AcceptingUnit
            | Self::ClosedOn => "",
        }
    }

    pub(super) fn sort_key(self, issue: &Issue, facts: &IssueFacts, directory: &Directory) -> SortKey {
        let day = |day: Option<NaiveDate>| {
            day.map_or(SortKey::Empty, |day| SortKey::Number((day - NaiveDate::default()).num_days()))
        };
        let text = |text: &str| {
            if text.is_empty() { SortKey::Empty } else { SortKey::Text(text.to_lowercase()) }
        };
        let unit = |unit: Option<UnitId>| text(unit.map_or("", |unit| directory.unit_name(unit)));
        let person = |person: Option<PersonId>| text(person.map_or("", |it| directory.person_name(it)));
        let f = &issue.fields;
        match self {
            Self::Number => SortKey::Natural(natural(f.number.get())),
            Self::LeadUnit => unit(*f.lead_unit.get()),
            Self::SupervisingUnit => unit(*f.supervising_unit.get()),
            Self::AcceptingUnit => unit(*f.accepting_unit.get()),
            Self::Cooperating => unit(issue.units(UnitRole::Cooperating).iter().next().copied()),
            Self::Person => person(*f.person_in_charge.get()),
            Self::Leader => person(*f.leader_in_charge.get()),
            Self::Due => day(facts.date),
            Self::ClosedOn => day(facts.closed_on),
            Self::Stage => stage_key(facts),
            Self::Time => time_key(facts.time),
            Self::Level => level_key(facts, directory),
            Self::Rating => facts.rating.map_or(SortKey::Empty, |it| SortKey::Number(it as i64)),
            Self::Inspection => {
                let inspection = directory.inspections.get(f.inspection.get());
                inspection.map_or(SortKey::Empty, |it| text(it.fields.name.get()))
            }
            Self::Title
            | Self::Category
            | Self::Region
            | Self::Goal
            | Self::DeadlineWords
            | Self::Chapter
            | Self::Source
            | Self::Disposal
            | Self::LatestNote => text(self.text(issue)),
        }
    }
}

/// The way through the procedure in thousandths, after the stage.
fn stage_key(facts: &IssueFacts) -> SortKey {
    let (done, all) = facts.stage.progress;
    let part = done * 1000 / all.max(1);
    SortKey::Number(facts.stage.stage as i64 * 10_000 + i64::try_from(part).unwrap_or_default())
}

/// The most urgent first: late by most days, then due soonest, then without a date.
fn time_key(time: TimeStatus) -> SortKey {
    match time {
        TimeStatus::Overdue(late) => SortKey::Number(-late),
        TimeStatus::DueSoon(left) | TimeStatus::Normal(left) => SortKey::Number(left),
        TimeStatus::NoDeadline => SortKey::Number(i64::MAX - 1),
        TimeStatus::Over => SortKey::Number(i64::MAX),
    }
}

/// The most severe first.
fn level_key(facts: &IssueFacts, directory: &Directory) -> SortKey {
    let scale = directory.fields.scale.get().as_ref();
    let rank = facts.level.as_ref().and_then(|level| scale.and_then(|scale| scale.rank(level)));
    rank.map_or(SortKey::Empty, |rank| SortKey::Number(-i64::try_from(rank).unwrap_or_default()))
}
