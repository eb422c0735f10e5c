//! The forms: what each is called, which placeholders it knows, our own template of it, and its values.

mod closing;
mod complaints;
mod desk;
mod issue;
mod monthly;
mod monthly_units;
mod oversight;
mod publicity;
mod receipt;
mod spec;
mod spec_ledger;
#[cfg(test)]
mod tests;

pub use complaints::complaint_fields;
pub use desk::{Desk, Details};
pub use monthly::monthly_fields;
pub use oversight::notice_fields;
pub use publicity::publicity_fields;
pub use receipt::{Receipt, ReceiptLine, receipt_fields};

use zip::result::ZipResult;

use crate::domain::issue::Issue;

use super::{
    blanks,
    fields::{Fields, Spec},
};

/// A Word form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordForm {
    /// 督办单: one notice.
    SupervisionNotice,
    /// 销号申请表: one issue.
    ClosureApplication,
    /// 验收意见: one issue.
    Acceptance,
    /// 公示稿: one or several issues.
    Publicity,
    /// 月调度通报: a month.
    Monthly,
    /// 一题一账: one issue.
    IssueAccount,
    /// 信访一览表: all complaints.
    Complaints,
    /// 合并回执: one merge.
    Receipt,
}

/// What a form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A supervision notice.
    Notice,
    /// An issue, or each of several.
    Issue,
    /// Several issues together.
    Issues,
    /// A month.
    Month,
    /// The whole ledger.
    Ledger,
    /// A merge.
    Merge,
}

impl WordForm {
    /// All forms, in the order in which they are listed.
    pub const ALL: [Self; 8] = [
        Self::SupervisionNotice,
        Self::ClosureApplication,
        Self::Acceptance,
        Self::Publicity,
        Self::Monthly,
        Self::IssueAccount,
        Self::Complaints,
        Self::Receipt,
    ];

    /// What people call it; its template's file is called so too.
    pub fn name(self) -> &'static str {
        match self {
            Self::SupervisionNotice => "督办单",
            Self::ClosureApplication => "销号申请表",
            Self::Acceptance => "验收意见",
            Self::Publicity => "公示稿",
            Self::Monthly => "月调度通报",
            Self::IssueAccount => "一题一账",
            Self::Complaints => "信访一览表",
            Self::Receipt => "合并回执",
        }
    }

    /// The name the command line knows it by, beside the Chinese one.
    pub fn key(self) -> &'static str {
        match self {
            Self::SupervisionNotice => "supervision-notice",
            Self::ClosureApplication => "closure-application",
            Self::Acceptance => "acceptance-opinion",
            Self::Publicity => "publicity",
            Self::Monthly => "monthly-bulletin",
            Self::IssueAccount => "issue-account",
            Self::Complaints => "complaint-list",
            Self::Receipt => "merge-receipt",
        }
    }

    /// The form of that name, Chinese or the command line's.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name || form.key() == name)
    }

    /// What it is about.
    pub fn about(self) -> About {
        match self {
            Self::SupervisionNotice => About::Notice,
            Self::ClosureApplication | Self::Acceptance | Self::IssueAccount => About::Issue,
            Self::Publicity => About::Issues,
            Self::Monthly => About::Month,
            Self::Complaints => About::Ledger,
            Self::Receipt => About::Merge,
        }
    }

    /// The placeholders it knows.
    pub fn spec(self) -> &'static [Spec] {
        match self {
            Self::SupervisionNotice => spec::SUPERVISION,
            Self::ClosureApplication | Self::Acceptance | Self::IssueAccount => spec::ISSUE,
            Self::Publicity => spec::PUBLICITY,
            Self::Monthly => spec_ledger::MONTHLY,
            Self::Complaints => spec_ledger::COMPLAINTS,
            Self::Receipt => spec_ledger::RECEIPT,
        }
    }

    /// The file name of its template, ours and the office's own.
    pub fn file_name(self) -> String {
        format!("{}.docx", self.name())
    }

    /// Our own template.
    pub fn built_in(self) -> &'static [u8] {
        match self {
            Self::SupervisionNotice => include_bytes!("../../../../assets/templates/督办单.docx"),
            Self::ClosureApplication => include_bytes!("../../../../assets/templates/销号申请表.docx"),
            Self::Acceptance => include_bytes!("../../../../assets/templates/验收意见.docx"),
            Self::Publicity => include_bytes!("../../../../assets/templates/公示稿.docx"),
            Self::Monthly => include_bytes!("../../../../assets/templates/月调度通报.docx"),
            Self::IssueAccount => include_bytes!("../../../../assets/templates/一题一账.docx"),
            Self::Complaints => include_bytes!("../../../../assets/templates/信访一览表.docx"),
            Self::Receipt => include_bytes!("../../../../assets/templates/合并回执.docx"),
        }
    }

    /// Writes our own template anew: the committed file is what this gives.
    ///
    /// # Errors
    /// When the package cannot be packed.
    pub fn write_built_in(self) -> ZipResult<Vec<u8>> {
        match self {
            Self::SupervisionNotice => blanks::supervision_notice(),
            Self::ClosureApplication => blanks::closure_application(),
            Self::Acceptance => blanks::acceptance(),
            Self::Publicity => blanks::publicity(),
            Self::Monthly => blanks::monthly(),
            Self::IssueAccount => blanks::issue_account(),
            Self::Complaints => blanks::complaints(),
            Self::Receipt => blanks::receipt(),
        }
    }
}

/// The values of a form about one issue.
pub fn issue_document(desk: &Desk<'_>, issue: &Issue) -> Fields {
    desk.common().with(issue::issue_fields(desk, issue))
}
