//! The fields a column may hold.

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TableKind {
    /// Issues, with their measures and monthly progress.
    #[default]
    Issues,
    /// Complaints of the public (信访件).
    Complaints,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $kind:ident $name:literal,)*) => {
        /// What a column of a table holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $variant,)*
        }

        impl Field {
            /// All of them, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name files and settings keep; it never changes.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The kind of table it belongs to.
            pub fn kind(self) -> TableKind {
                match self { $(Self::$variant => TableKind::$kind,)* }
            }
        }
    };
}

fields! {
    /// The hidden column 标识: which issue a row is.
    Id = Issues "id",
    /// 编号.
    Number = Issues "number",
    /// 督察批次.
    Inspection = Issues "inspection",
    /// 问题, in one line.
    Title = Issues "title",
    /// 问题描述, in full.
    Detail = Issues "detail",
    /// 类别.
    Category = Issues "category",
    /// 区域.
    Region = Issues "region",
    /// 整改目标.
    Goal = Issues "goal",
    /// 整改措施, one or several.
    Measures = Issues "measures",
    /// 整改目标及整改措施 in one cell.
    GoalAndMeasures = Issues "goal_and_measures",
    /// 整改时限, its words.
    Deadline = Issues "deadline",
    /// 销号标准.
    ClosingStandard = Issues "closing_standard",
    /// 牵头单位.
    LeadUnit = Issues "lead_unit",
    /// 并列牵头单位.
    CoLeads = Issues "co_lead_units",
    /// 责任单位: who leads and who takes part, in one cell.
    Responsible = Issues "responsible_units",
    /// 配合单位.
    Cooperating = Issues "cooperating_units",
    /// 督导单位.
    Supervising = Issues "supervising_unit",
    /// 验收单位.
    Accepting = Issues "accepting_unit",
    /// 责任领导.
    Leader = Issues "leader_in_charge",
    /// 责任人.
    Person = Issues "person_in_charge",
    /// 责任人电话: private.
    Phone = Issues "person_phone",
    /// 章节.
    Chapter = Issues "chapter",
    /// 来源.
    Source = Issues "source",
    /// 分类处置.
    Disposal = Issues "disposal",
    /// 进展月份.
    NoteMonth = Issues "note_month",
    /// 整改进展.
    NoteText = Issues "note_text",
    /// 存在问题, of the month.
    NoteProblems = Issues "note_problems",
    /// 下步措施.
    NoteNextStep = Issues "note_next_step",
    /// 是否达到序时进度.
    NoteRating = Issues "note_rating",
    /// 申请销号, in a sheet a unit fills in.
    Applies = Issues "applies_for_closure",
    /// 填报人, in a sheet a unit fills in.
    ReportedBy = Issues "reported_by",
    /// 填报日期, in a sheet a unit fills in.
    ReportedOn = Issues "reported_on",

    /// The hidden column 标识: which complaint a row is.
    ComplaintId = Complaints "complaint_id",
    /// 受理编号.
    ComplaintNumber = Complaints "complaint_number",
    /// 交办问题基本情况.
    Facts = Complaints "facts",
    /// 行政区域.
    ComplaintRegion = Complaints "complaint_region",
    /// 具体地点.
    Places = Complaints "places",
    /// 污染类型.
    Kinds = Complaints "kinds",
    /// 调查核实情况.
    Findings = Complaints "findings",
    /// 是否属实.
    Verified = Complaints "verified",
    /// 处理和整改情况.
    Handling = Complaints "handling",
    /// 办结状态.
    Status = Complaints "status",
    /// 责任人被处理情况.
    Accountability = Complaints "accountability",
    /// 交办日期.
    ReceivedOn = Complaints "received_on",
    /// 办结时限.
    ComplaintDue = Complaints "complaint_due",
    /// 督察批次.
    ComplaintInspection = Complaints "complaint_inspection",
    /// 是否重点.
    Weighty = Complaints "weighty",
    /// 责令整改, in enterprises.
    Ordered = Complaints "ordered",
    /// 立案处罚, in enterprises.
    CasesFiled = Complaints "cases_filed",
    /// 罚款.
    Fine = Complaints "fine",
    /// 立案侦查, in cases.
    CriminalCases = Complaints "criminal_cases",
    /// 拘留, in people; two columns (行政、刑事) are summed.
    Detained = Complaints "detained",
    /// 约谈, in people.
    TalkedTo = Complaints "talked_to",
    /// 问责, in people.
    HeldToAccount = Complaints "held_to_account",
    /// 重复件: the number of the case it repeats.
    Repeats = Complaints "repeats",
    /// 转办批次.
    Batch = Complaints "batch",
    /// 来源: by telephone, letter or otherwise.
    Origin = Complaints "origin",
    /// 责任单位, in words; several columns are joined.
    ComplaintUnits = Complaints "responsible",
    /// 备注.
    Remarks = Complaints "remarks",
    /// 举报人 and how to reach them: private.
    Reporter = Complaints "reporter",
}

impl Field {
    /// The field of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// Whether it tells which thing a row is.
    pub fn is_key(self) -> bool {
        matches!(
            self,
            Self::Id
                | Self::Number
                | Self::Title
                | Self::Detail
                | Self::ComplaintId
                | Self::ComplaintNumber
                | Self::Facts
        )
    }

    /// Whether several columns may hold it.
    pub fn may_repeat(self) -> bool {
        matches!(
            self,
            Self::Measures
                | Self::Responsible
                | Self::Cooperating
                | Self::Detained
                | Self::Reporter
                | Self::ComplaintUnits
                | Self::Remarks
                | Self::Phone
                | Self::Detail
                | Self::NoteText
        )
    }

    /// Whether it belongs to a monthly note.
    pub fn is_of_note(self) -> bool {
        matches!(self, Self::NoteMonth | Self::NoteText | Self::NoteProblems | Self::NoteNextStep | Self::NoteRating)
    }
}
