//! The columns of the grid: their stable names and the values filters compare.

use crate::domain::{issue::Issue, time_status::TimeStatus, view::TimeKind};

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
    /// 整改措施: all of them, numbered.
    Measures = "measures",
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

    /// The columns rows can be grouped by: a row has one value in each.
    pub const GROUPS: &[Self] = &[
        Self::LeadUnit,
        Self::Category,
        Self::Inspection,
        Self::Stage,
        Self::Time,
        Self::Region,
        Self::Person,
        Self::SupervisingUnit,
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
            | Self::Measures
            | Self::ClosedOn => "",
        }
    }
}
