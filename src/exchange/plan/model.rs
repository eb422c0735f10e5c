//! What reading a plan gives: items, and every line that became none.

use crate::domain::deadline::Deadline;

/// Everything read from one plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanReport {
    /// The plan's own title, where one was found.
    pub title: Option<String>,
    /// The year of the plan, which fills in where a deadline leaves it out.
    pub year: Option<i32>,
    /// The items in their order.
    pub items: Vec<PlanItem>,
    /// What became no item, and what could not be read within one.
    pub faults: Vec<LineFault>,
}

/// One task of a plan: what may become an issue or a measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanItem {
    /// The heading of the first order above it, verbatim.
    pub chapter: Option<String>,
    /// The headings between chapter and item, verbatim.
    pub section: Option<String>,
    /// Its number as written: `1.`, `(三)`.
    pub no: String,
    /// Its first sentence.
    pub title: String,
    /// All of it after the number, verbatim, responsibility groups and labelled lines included.
    pub text: String,
    /// The first line it stands on, counted from 1.
    pub line: usize,
    /// The last line it stands on.
    pub last_line: usize,
    /// Who does it.
    pub units: Vec<PlanUnit>,
    /// By when.
    pub deadlines: Vec<Deadline>,
    /// What is to be reached, in numbers.
    pub targets: Vec<PlanTarget>,
    /// The goal in words (整改目标).
    pub goal: Option<String>,
    /// The measures listed under it.
    pub measures: Vec<PlanMeasure>,
    /// The person in charge (责任人).
    pub person_in_charge: Option<String>,
    /// The leader in charge (责任领导, 包抓领导).
    pub leader_in_charge: Option<String>,
    /// Who supervises (督导单位).
    pub supervising_unit: Option<String>,
    /// Who accepts (验收单位).
    pub accepting_unit: Option<String>,
    /// How far it has come (整改进展情况).
    pub progress: Option<String>,
    /// The words that hand the division of work to another document.
    pub document: Option<String>,
    /// How sure the reader is, in percent.
    pub confidence: u8,
    /// Several units lead; one of them has to be chosen.
    pub several_leads: bool,
    /// Some units were taken over from an earlier item (下同).
    pub inherited_units: bool,
}

/// A unit and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanUnit {
    /// Its name as written.
    pub name: String,
    /// What it does.
    pub role: PlanRole,
    /// Taken over from an earlier item (下同).
    pub inherited: bool,
}

/// What a unit does for an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanRole {
    /// 牵头.
    Lead,
    /// 牵头, named after the first one.
    CoLead,
    /// 参与, 配合.
    Cooperating,
    /// 分别负责, 按职责分工负责.
    Joint,
    /// 负责.
    Responsible,
    /// 落实.
    Implementing,
    /// 按《…》分工负责: another document says who.
    ByDocument,
}

/// A number to be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanTarget {
    /// What is measured.
    pub what: String,
    /// How the number binds.
    pub relation: TargetRelation,
    /// The number as a decimal, as written: `11.06`.
    pub value: String,
    /// What it counts: `%`, `亿立方米`.
    pub unit: String,
    /// By when, where the sentence says so.
    pub by: Option<Deadline>,
    /// The words of the document.
    pub words: String,
}

/// How a number binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetRelation {
    /// 不低于, 达到, 以上.
    AtLeast,
    /// 不超过, 控制在, 以内.
    AtMost,
    /// 保持.
    Equal,
    /// 下降, 削减: by this much.
    Reduce,
    /// 新增, 提高: by this much.
    Increase,
}

/// A measure listed under an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanMeasure {
    /// Its number as written.
    pub no: String,
    /// All of it after the number, verbatim.
    pub text: String,
    /// Its own units.
    pub units: Vec<PlanUnit>,
    /// Its own deadlines.
    pub deadlines: Vec<Deadline>,
    /// Its own numbers.
    pub targets: Vec<PlanTarget>,
    /// The line it begins on, counted from 1.
    pub line: usize,
}

/// Something on a line that was not understood, or belongs to no item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// The line, counted from 1.
    pub line: usize,
    /// What is the matter.
    pub what: PlanFault,
}

/// What may be the matter with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanFault {
    /// The line belongs to no item.
    OutsideItems,
    /// A heading under which no item was found.
    HeadingWithoutItems,
    /// A bracket that seems to name units but could not be read; its words.
    UnreadGroup(String),
    /// Units without a word on what they do; the role was assumed. Their words.
    RoleAssumed(String),
    /// A labelled line whose label is not known; the label.
    UnknownLabel(String),
    /// An item without any unit although others have some.
    NoUnits,
    /// A table whose headings were not recognised.
    UnknownTable,
    /// A page number or a running head, left out of the text.
    PageFurniture,
}

impl PlanFault {
    /// Tells whether the line merely stands outside, as a preamble does.
    pub fn is_outside(&self) -> bool {
        matches!(self, Self::OutsideItems | Self::HeadingWithoutItems | Self::PageFurniture)
    }
}

impl PlanItem {
    /// Tells whether somebody is named, or a document that names them.
    pub fn names_somebody(&self) -> bool {
        self.document.is_some() || self.units.iter().any(|unit| !unit.inherited)
    }
}

impl PlanUnit {
    /// A unit named by the item itself.
    pub fn new(name: impl Into<String>, role: PlanRole) -> Self {
        Self { name: name.into(), role, inherited: false }
    }
}

impl PlanRole {
    /// Names the role as the command line prints it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::CoLead => "co_lead",
            Self::Cooperating => "cooperating",
            Self::Joint => "joint",
            Self::Responsible => "responsible",
            Self::Implementing => "implementing",
            Self::ByDocument => "by_document",
        }
    }
}

impl TargetRelation {
    /// Names the relation as the command line prints it.
    pub fn word(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Equal => "equal",
            Self::Reduce => "reduce",
            Self::Increase => "increase",
        }
    }
}
