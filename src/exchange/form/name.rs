//! The names of the forms: the one list of what can be exported, and in which formats.

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormFormat {
    /// A workbook.
    Xlsx,
    /// For printing.
    Pdf,
    /// A Word document, filled from a template.
    Docx,
}

impl FormFormat {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Pdf, Self::Docx];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    /// The format of files with this ending, whatever its case.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }
}

/// A form of the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormName {
    /// The whole ledger.
    #[doc(alias = "整改台账")]
    Ledger,
    /// What was found.
    #[doc(alias = "问题清单")]
    Problems,
    /// Who answers for it.
    #[doc(alias = "责任清单")]
    Duties,
    /// How and by when it is put right.
    #[doc(alias = "整改清单")]
    Rectifications,
    /// What the year demands, inspection by inspection.
    #[doc(alias = "年度任务表")]
    YearTasks,
    /// The month, unit by unit.
    #[doc(alias = "月调度表")]
    Monthly,
    /// How far each issue is struck off.
    #[doc(alias = "销号汇总表")]
    Closures,
    /// Supervision notices and what came of them.
    #[doc(alias = "督办台账")]
    Notices,
    /// Complaints, in the columns that are published.
    #[doc(alias = "信访一览表")]
    Complaints,
    /// Accountability cases.
    #[doc(alias = "责任追究表")]
    Cases,
    /// Counts with charts.
    #[doc(alias = "统计表")]
    Statistics,
    /// A view of the grid as it stands.
    View,
    /// The one-page picture of 总览.
    Overview,
}

impl FormName {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 13] = [
        Self::Ledger,
        Self::Problems,
        Self::Duties,
        Self::Rectifications,
        Self::YearTasks,
        Self::Monthly,
        Self::Closures,
        Self::Notices,
        Self::Complaints,
        Self::Cases,
        Self::Statistics,
        Self::View,
        Self::Overview,
    ];

    /// The name the command line and the exported file use; it never changes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ledger => "ledger",
            Self::Problems => "problems",
            Self::Duties => "duties",
            Self::Rectifications => "rectifications",
            Self::YearTasks => "year_tasks",
            Self::Monthly => "monthly",
            Self::Closures => "closures",
            Self::Notices => "notices",
            Self::Complaints => "complaints",
            Self::Cases => "cases",
            Self::Statistics => "statistics",
            Self::View => "view",
            Self::Overview => "overview",
        }
    }

    /// The form of a name, machine or Chinese.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name || form.title() == name)
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Ledger => "整改台账",
            Self::Problems => "问题清单",
            Self::Duties => "责任清单",
            Self::Rectifications => "整改清单",
            Self::YearTasks => "年度任务表",
            Self::Monthly => "月调度表",
            Self::Closures => "销号汇总表",
            Self::Notices => "督办台账",
            Self::Complaints => "信访一览表",
            Self::Cases => "责任追究表",
            Self::Statistics => "统计表",
            Self::View => "台账视图",
            Self::Overview => "整改情况一览",
        }
    }

    /// The formats it can be written in.
    pub fn formats(self) -> &'static [FormFormat] {
        match self {
            Self::Overview => &[FormFormat::Pdf],
            Self::Ledger
            | Self::Problems
            | Self::Duties
            | Self::Rectifications
            | Self::YearTasks
            | Self::Monthly
            | Self::Closures
            | Self::Notices
            | Self::Complaints
            | Self::Cases
            | Self::Statistics
            | Self::View => &[FormFormat::Xlsx, FormFormat::Pdf],
        }
    }

    /// True where the issues of a view can be chosen for it.
    pub fn takes_view(self) -> bool {
        match self {
            Self::Ledger
            | Self::Problems
            | Self::Duties
            | Self::Rectifications
            | Self::Monthly
            | Self::Closures
            | Self::Notices
            | Self::View => true,
            Self::YearTasks | Self::Complaints | Self::Cases | Self::Statistics | Self::Overview => false,
        }
    }

    /// True where it is of a month.
    pub fn takes_month(self) -> bool {
        self == Self::Monthly
    }
}
