//! One step of a closure procedure: its kind, who takes it, how long it may take and what it demands.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};

use super::procedure::ProcedureFault;

/// One step of a procedure.
#[doc(alias = "环节")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What step records name it by; unique in its procedure.
    pub key: StepKey,
    /// What sort of step it is, which is all that the rules look at.
    pub kind: StepKind,
    /// What people call the step.
    pub name: String,
    /// What the stage is called while the issue waits for this step.
    pub stage: String,
    /// Who takes it.
    pub role: StepRole,
    /// Whether nothing may be filed without it.
    pub required: bool,
    /// How long it may take once the step before it is done.
    #[serde(default)]
    pub limit: Option<DayLimit>,
    /// The materials it demands.
    #[serde(default)]
    pub materials: Vec<MaterialDemand>,
    /// The questions that must be answered with yes.
    #[serde(default)]
    pub checklist: Vec<String>,
    /// Whether the unit that signs must be the one that `role` means for the issue.
    #[serde(default)]
    pub unit_must_match: bool,
    /// How long a public notice runs; only a publicity step has it.
    #[serde(default)]
    pub notice: Option<NoticeRule>,
    /// Whether it must be done before the deadline of the issue has passed.
    #[serde(default)]
    pub before_deadline: bool,
}

/// The short ASCII name of a step, such as `document_review`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StepKey(String);

impl StepKey {
    /// A key of these words; [`super::procedure::Procedure::validate`] says whether they will do.
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is lower-case ASCII letters, digits and underscores, at most 40 of them.
    fn is_well_formed(&self) -> bool {
        let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_';
        !self.0.is_empty() && self.0.len() <= 40 && self.0.bytes().all(fits)
    }
}

impl From<&str> for StepKey {
    fn from(key: &str) -> Self {
        Self::new(key)
    }
}

impl fmt::Display for StepKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What sort of step it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum StepKind {
    /// The office hands the issue to its lead unit.
    #[doc(alias = "交办")]
    Assignment,
    /// The lead unit's first person verifies on site and signs.
    #[doc(alias = "现场核实")]
    SiteVerification,
    /// A unit gathers the papers that prove the rectification.
    #[doc(alias = "资料收集")]
    MaterialCollection,
    /// The lead unit applies for closure.
    #[doc(alias = "申请销号")]
    ClosureApplication,
    /// The papers are reviewed.
    #[doc(alias = "资料审核")]
    DocumentReview,
    /// The reviewers look at the site.
    #[doc(alias = "现场核查")]
    SiteCheck,
    /// The result is published and objections are awaited.
    #[doc(alias = "公示")]
    Publicity,
    /// A leader examines and signs.
    #[doc(alias = "审签")]
    LeaderSignature,
    /// The county or district accepts.
    #[doc(alias = "县级验收")]
    CountyAcceptance,
    /// The city accepts.
    #[doc(alias = "市级验收")]
    CityAcceptance,
    /// The case is put to a higher level.
    #[doc(alias = "提请")]
    HigherApplication,
    /// The city looks again at what the county accepted.
    #[doc(alias = "市级复核")]
    CityReview,
    /// The department in charge of the trade reviews.
    #[doc(alias = "行业审查")]
    IndustryReview,
    /// The province accepts.
    #[doc(alias = "省级验收")]
    ProvincialAcceptance,
    /// The closure is filed: the issue is struck off.
    #[doc(alias = "备案")]
    Filing,
}

impl StepKind {
    /// Whether somebody passes a verdict here and may send the issue back.
    pub fn is_review(self) -> bool {
        match self {
            Self::DocumentReview
            | Self::SiteCheck
            | Self::LeaderSignature
            | Self::CountyAcceptance
            | Self::CityAcceptance
            | Self::CityReview
            | Self::IndustryReview
            | Self::ProvincialAcceptance => true,
            Self::Assignment
            | Self::SiteVerification
            | Self::MaterialCollection
            | Self::ClosureApplication
            | Self::Publicity
            | Self::HigherApplication
            | Self::Filing => false,
        }
    }

    /// Whether the issue may be sent back from here: at a review, for an upheld objection, or because filing is refused.
    #[doc(alias = "退回")]
    pub fn may_send_back(self) -> bool {
        self.is_review() || self == Self::Publicity || self.is_filing()
    }

    /// Whether somebody applies here, and so may not be the one who files.
    pub fn is_application(self) -> bool {
        matches!(self, Self::ClosureApplication | Self::HigherApplication)
    }

    /// Whether this is the assignment.
    pub fn is_assignment(self) -> bool {
        self == Self::Assignment
    }

    /// Whether this is the public notice.
    pub fn is_publicity(self) -> bool {
        self == Self::Publicity
    }

    /// Whether this closes the issue.
    pub fn is_filing(self) -> bool {
        self == Self::Filing
    }
}

/// Who takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum StepRole {
    /// The lead unit of the issue.
    #[doc(alias = "牵头单位")]
    LeadUnit,
    /// The unit that gathers the papers.
    #[doc(alias = "资料收集责任单位")]
    CollectingUnit,
    /// The unit that accepts.
    #[doc(alias = "验收单位")]
    AcceptingUnit,
    /// The unit that supervises the issue.
    #[doc(alias = "督导单位")]
    SupervisingUnit,
    /// The rectification office that keeps the ledger.
    #[doc(alias = "整改办")]
    Office,
    /// The government of the county or district.
    CountyGovernment,
    /// A leader of the county or district.
    CountyLeader,
    /// The city government.
    CityGovernment,
    /// A leader of the city.
    CityLeader,
    /// The department in charge of the trade.
    #[doc(alias = "行业主管部门")]
    IndustryDepartment,
    /// The provincial rectification office.
    ProvincialOffice,
}

/// Which days a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DayCount {
    /// Every day of the calendar.
    #[doc(alias = "自然日")]
    Calendar,
    /// Only the days on which offices work.
    #[doc(alias = "工作日")]
    Working,
}

/// A number of days and which days it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayLimit {
    /// How many.
    pub days: u16,
    /// Which days.
    pub count: DayCount,
}

impl DayLimit {
    /// So many days of the calendar.
    pub const fn calendar(days: u16) -> Self {
        let count = DayCount::Calendar;
        Self { days, count }
    }

    /// So many working days.
    pub const fn working(days: u16) -> Self {
        let count = DayCount::Working;
        Self { days, count }
    }
}

/// A material that a step demands.
#[doc(alias = "材料")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaterialDemand {
    /// What evidence names it by; unique in its step.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// How many pieces at least.
    pub at_least: u16,
    /// Whether the step is incomplete without it.
    pub required: bool,
}

/// How long a public notice runs and how its days are counted.
#[doc(alias = "公示天数")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRule {
    /// How many days.
    pub days: u16,
    /// Which days count.
    pub count: DayCount,
    /// Whether the day on which it begins is one of them.
    pub first_day_counts: bool,
    /// Whether the day on which it ends is one of them.
    pub last_day_counts: bool,
    /// Who publishes.
    pub by: StepRole,
}

impl MaterialDemand {
    /// One piece of it is required.
    pub fn required(key: &str, name: &str) -> Self {
        Self { key: key.to_owned(), name: name.to_owned(), at_least: 1, required: true }
    }

    /// One piece of it is welcome.
    pub fn welcome(key: &str, name: &str) -> Self {
        let required = false;
        Self { required, ..Self::required(key, name) }
    }
}

impl Step {
    /// A required step without limit, materials or checklist.
    pub fn new(key: &str, kind: StepKind, name: &str, stage: &str, role: StepRole) -> Self {
        Self {
            key: key.into(),
            kind,
            name: name.to_owned(),
            stage: stage.to_owned(),
            role,
            required: true,
            limit: None,
            materials: Vec::new(),
            checklist: Vec::new(),
            unit_must_match: false,
            notice: None,
            before_deadline: false,
        }
    }

    /// The same step with a limit.
    pub fn within(self, limit: DayLimit) -> Self {
        let limit = Some(limit);
        Self { limit, ..self }
    }

    /// The same step with these materials.
    pub fn demanding(self, materials: impl IntoIterator<Item = MaterialDemand>) -> Self {
        let materials = materials.into_iter().collect();
        Self { materials, ..self }
    }

    /// The same step with this checklist.
    pub fn asking(self, checklist: &[&str]) -> Self {
        let checklist = checklist.iter().map(|line| (*line).to_owned()).collect();
        Self { checklist, ..self }
    }

    /// The materials without which the step is incomplete.
    pub fn required_materials(&self) -> impl Iterator<Item = &MaterialDemand> {
        self.materials.iter().filter(|demand| demand.required)
    }

    pub(super) fn validate(&self) -> Result<(), ProcedureFault> {
        let key = || self.key.clone();
        if !self.key.is_well_formed() {
            return Err(ProcedureFault::KeyMalformed(key()));
        }
        if self.name.trim().is_empty() || self.stage.trim().is_empty() {
            return Err(ProcedureFault::StepWithoutName(key()));
        }
        if !self.required && (self.kind.is_assignment() || self.kind.is_filing()) {
            return Err(ProcedureFault::MustBeRequired(key()));
        }
        if self.kind.is_publicity() != self.notice.is_some() {
            return Err(ProcedureFault::NoticeAndPublicityApart(key()));
        }
        let notice_days = self.notice.map(|notice| notice.days);
        let limit_days = self.limit.map(|limit| limit.days);
        if notice_days == Some(0) || limit_days == Some(0) {
            return Err(ProcedureFault::NoDays(key()));
        }
        if self.checklist.iter().any(|line| line.trim().is_empty()) {
            return Err(ProcedureFault::EmptyChecklistLine(key()));
        }
        let mut materials = BTreeSet::new();
        for demand in &self.materials {
            let nameless = demand.key.trim().is_empty() || demand.name.trim().is_empty();
            if nameless || demand.at_least == 0 || !materials.insert(&demand.key) {
                return Err(ProcedureFault::MaterialMalformed(key(), demand.key.clone()));
            }
        }
        Ok(())
    }
}
