//! The manual: its chapters, and the window that shows them beside the work.

mod section;
mod window;

use crate::app::Page;

pub use section::{Block, Section, sections};
pub use window::{ManualDraft, manual_ui};

/// A chapter of the manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chapter {
    /// First use.
    First,
    /// Importing a plan.
    Import,
    /// Spreadsheets in, and sheets for units to fill in.
    Sheets,
    /// Giving issues out to units and people.
    Assign,
    /// Editing in the grid.
    Grid,
    /// The monthly round.
    Monthly,
    /// Supervision.
    Supervision,
    /// Closing issues.
    Closure,
    /// Complaints and accountability cases.
    Complaints,
    /// Forms and printing.
    Reports,
    /// What a person should look at.
    Review,
    /// Undo and what was before.
    Undo,
    /// Files and copies.
    Files,
    /// The keys.
    Keys,
    /// What people ask.
    Questions,
}

impl Chapter {
    /// All of them, in their order.
    pub const ALL: [Self; 15] = [
        Self::First,
        Self::Import,
        Self::Sheets,
        Self::Assign,
        Self::Grid,
        Self::Monthly,
        Self::Supervision,
        Self::Closure,
        Self::Complaints,
        Self::Reports,
        Self::Review,
        Self::Undo,
        Self::Files,
        Self::Keys,
        Self::Questions,
    ];

    /// The chapter of a page.
    pub fn of_page(page: Page, ledger_is_open: bool) -> Self {
        if !ledger_is_open {
            return Self::First;
        }
        match page {
            Page::Welcome | Page::Overview => Self::First,
            Page::Issues => Self::Grid,
            Page::Issue(_) => Self::Assign,
            Page::Supervision => Self::Supervision,
            Page::Closures => Self::Closure,
            Page::Complaints | Page::Complaint(_) | Page::Case(_) => Self::Complaints,
            Page::Reports => Self::Reports,
            Page::Exchange | Page::Settings => Self::Files,
            Page::Import => Self::Import,
            Page::Review => Self::Review,
        }
    }

    /// The name other chapters link to it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Import => "import",
            Self::Sheets => "sheets",
            Self::Assign => "assign",
            Self::Grid => "grid",
            Self::Monthly => "monthly",
            Self::Supervision => "supervision",
            Self::Closure => "closure",
            Self::Complaints => "complaints",
            Self::Reports => "reports",
            Self::Review => "review",
            Self::Undo => "undo",
            Self::Files => "files",
            Self::Keys => "keys",
            Self::Questions => "questions",
        }
    }

    /// Its text, as Markdown; the first line is its title.
    fn source(self) -> &'static str {
        match self {
            Self::First => include_str!("../../../assets/manual/01-first.md"),
            Self::Import => include_str!("../../../assets/manual/02-import.md"),
            Self::Sheets => include_str!("../../../assets/manual/15-sheets.md"),
            Self::Assign => include_str!("../../../assets/manual/03-assign.md"),
            Self::Grid => include_str!("../../../assets/manual/04-grid.md"),
            Self::Monthly => include_str!("../../../assets/manual/05-monthly.md"),
            Self::Supervision => include_str!("../../../assets/manual/06-supervision.md"),
            Self::Closure => include_str!("../../../assets/manual/07-closure.md"),
            Self::Complaints => include_str!("../../../assets/manual/08-complaints.md"),
            Self::Reports => include_str!("../../../assets/manual/14-reports.md"),
            Self::Review => include_str!("../../../assets/manual/09-review.md"),
            Self::Undo => include_str!("../../../assets/manual/10-undo.md"),
            Self::Files => include_str!("../../../assets/manual/11-files.md"),
            Self::Keys => include_str!("../../../assets/manual/12-keys.md"),
            Self::Questions => include_str!("../../../assets/manual/13-questions.md"),
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        let first = self.source().lines().next().unwrap_or_default();
        first.trim_start_matches('#').trim()
    }
}

/// The bytes of a picture of the manual, a PNG.
fn picture(name: &str) -> Option<&'static [u8]> {
    let bytes: &[u8] = match name {
        "welcome.png" => include_bytes!("../../../assets/manual/welcome.png"),
        "import.png" => include_bytes!("../../../assets/manual/import.png"),
        "issues.png" => include_bytes!("../../../assets/manual/issues.png"),
        "issue.png" => include_bytes!("../../../assets/manual/issue.png"),
        "supervision.png" => include_bytes!("../../../assets/manual/supervision.png"),
        "closures.png" => include_bytes!("../../../assets/manual/closures.png"),
        "complaints.png" => include_bytes!("../../../assets/manual/complaints.png"),
        "review.png" => include_bytes!("../../../assets/manual/review.png"),
        "views.png" => include_bytes!("../../../assets/manual/views.png"),
        "ratings.png" => include_bytes!("../../../assets/manual/ratings.png"),
        "overview.png" => include_bytes!("../../../assets/manual/overview.png"),
        _ => return None,
    };
    Some(bytes)
}

#[cfg(test)]
mod tests;
