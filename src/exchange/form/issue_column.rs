//! The columns an issue has in the forms: machine name, head, width, kind. The importer knows them by the same names.

use super::table::{ColumnKind, FormColumn};

macro_rules! issue_columns {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $above:literal, $head:literal, $width:literal, $kind:ident;)*) => {
        /// A column of an issue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum IssueColumn {
            $($(#[$doc])* $variant,)*
        }

        impl IssueColumn {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The machine name, which never changes.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// Its head; where it stands under another, that one is [`Self::above`].
            pub fn head(self) -> &'static str {
                match self {
                    $(Self::$variant => $head,)*
                }
            }

            /// The head over it in the forms with two lines of heads; empty where there is none.
            pub fn above(self) -> &'static str {
                match self {
                    $(Self::$variant => $above,)*
                }
            }

            fn width(self) -> f32 {
                match self {
                    $(Self::$variant => $width,)*
                }
            }

            fn kind(self) -> ColumnKind {
                match self {
                    $(Self::$variant => ColumnKind::$kind,)*
                }
            }
        }
    };
}

issue_columns! {
    /// A counter.
    Serial = "", "", "序号", 5.0, Number;
    /// 编号.
    Number = "number", "", "编号", 9.0, Short;
    /// 督察批次.
    Inspection = "inspection", "", "督察批次", 12.0, Text;
    /// 问题.
    Title = "title", "反馈问题", "问题", 24.0, Text;
    /// 问题描述.
    Detail = "detail", "反馈问题", "问题描述", 40.0, Text;
    /// 类别.
    Category = "category", "反馈问题", "类别", 8.0, Short;
    /// 区域.
    Region = "region", "反馈问题", "区域", 8.0, Short;
    /// 来源.
    Source = "source", "反馈问题", "来源", 12.0, Text;
    /// 章节.
    Chapter = "chapter", "反馈问题", "章节", 14.0, Text;
    /// 分类处置.
    Disposal = "disposal", "反馈问题", "分类处置", 10.0, Short;
    /// 整改目标.
    Goal = "goal", "整改要求", "整改目标", 24.0, Text;
    /// 整改措施: a line each, under their numbers.
    Measures = "measures", "整改要求", "整改措施", 40.0, Text;
    /// 整改时限: the words of the first deadline.
    Deadline = "deadline", "整改要求", "整改时限", 14.0, Short;
    /// 现行时限: the day that acts.
    ActingDeadline = "acting_deadline", "整改要求", "现行时限", 11.0, Date;
    /// 销号标准.
    ClosingStandard = "closing_standard", "整改要求", "销号标准", 24.0, Text;
    /// 牵头单位.
    LeadUnit = "lead_unit", "责任单位", "牵头单位", 12.0, Text;
    /// 并列牵头单位.
    CoLeadUnits = "co_lead_units", "责任单位", "并列牵头单位", 14.0, Text;
    /// 配合单位 alone.
    CooperatingUnits = "cooperating_units", "责任单位", "配合单位", 16.0, Text;
    /// 配合单位 as the grid shows them: co-leads among them.
    AllCooperating = "all_cooperating", "责任单位", "配合单位", 16.0, Text;
    /// 督导单位.
    SupervisingUnit = "supervising_unit", "责任单位", "督导单位", 13.0, Text;
    /// 验收单位.
    AcceptingUnit = "accepting_unit", "责任单位", "验收单位", 13.0, Text;
    /// 责任领导.
    LeaderInCharge = "leader_in_charge", "责任人员", "责任领导", 8.0, Short;
    /// 责任人.
    PersonInCharge = "person_in_charge", "责任人员", "责任人", 8.0, Short;
    /// The month of the newest monthly note.
    NoteMonth = "note_month", "进展情况", "进展月份", 10.0, Short;
    /// Its text.
    NoteText = "note_text", "进展情况", "整改进展", 28.0, Text;
    /// Its problems.
    NoteProblems = "note_problems", "进展情况", "存在问题", 20.0, Text;
    /// What it announces.
    NoteNextStep = "note_next_step", "进展情况", "下步措施", 20.0, Text;
    /// Its judgement.
    NoteRating = "note_rating", "进展情况", "序时进度", 9.0, Short;
    /// The latest judgement, in whichever note it stands.
    LatestRating = "rating", "进展情况", "最近月评", 9.0, Short;
    /// 阶段.
    Stage = "stage", "当前状态", "阶段", 9.0, Short;
    /// 时限状态.
    Time = "time_status", "当前状态", "时限状态", 10.0, Short;
    /// 督办级别.
    Level = "level", "当前状态", "督办级别", 8.0, Short;
    /// 销号日期.
    ClosedOn = "closed_on", "当前状态", "销号日期", 11.0, Date;
}

impl IssueColumn {
    /// The column of a machine name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| !name.is_empty() && column.name() == name)
    }

    /// Worked out by the program: an edited cell of it changes nothing in the ledger.
    pub fn is_computed(self) -> bool {
        matches!(
            self,
            Self::Serial
                | Self::ActingDeadline
                | Self::AllCooperating
                | Self::LatestRating
                | Self::Stage
                | Self::Time
                | Self::Level
                | Self::ClosedOn
        )
    }

    /// As a column of a table, under its upper head.
    pub fn column(self) -> FormColumn {
        self.alone().under(self.above())
    }

    /// As a column of a table with one line of heads.
    pub fn alone(self) -> FormColumn {
        FormColumn { name: self.name(), ..FormColumn::new(self.head(), self.width(), self.kind()) }
    }
}
