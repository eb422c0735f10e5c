//! What a form is made of, and the way from its name to its tables.

use chrono::NaiveDate;

use crate::domain::{IssueId, ledger::Ledger, record::Month};

use super::{
    accountability, closures, complaints,
    issue_column::IssueColumn,
    issues, monthly,
    name::FormName,
    notices, statistics,
    table::{FormBook, FormTable, Paper},
    words,
};

/// Who makes forms, of which ledger and day.
#[derive(Clone, Copy, Debug)]
pub struct FormDesk<'a> {
    /// The ledger.
    pub ledger: &'a Ledger,
    /// The day.
    pub today: NaiveDate,
    /// The unit that makes them (编制单位).
    pub unit: &'a str,
    /// True for the public edition: the ledger is a redacted one already.
    pub public: bool,
}

/// A line of a table of issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormLine {
    /// An issue.
    Issue(IssueId),
    /// The head of a group.
    Group(String),
}

/// The columns of a view as somebody has put them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ViewForm {
    /// The name of the view.
    pub title: String,
    /// Its columns, with the widths chosen, in half-width characters.
    pub columns: Vec<(IssueColumn, Option<f32>)>,
    /// So many columns stay while the others scroll.
    pub frozen: usize,
}

/// What is asked of a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormAsked {
    /// The issues, in their order, with the heads of groups.
    pub lines: Vec<FormLine>,
    /// Which of all these are, in words; empty where they are all.
    pub narrowed: String,
    /// The month of a monthly form.
    pub month: Month,
    /// The columns of a view.
    pub view: ViewForm,
}

impl FormAsked {
    /// The issues without the heads of groups.
    pub fn issues(&self) -> Vec<IssueId> {
        let issue = |line: &FormLine| match line {
            FormLine::Issue(issue) => Some(*issue),
            FormLine::Group(_) => None,
        };
        self.lines.iter().filter_map(issue).collect()
    }
}

impl<'a> FormDesk<'a> {
    /// A table without columns and rows yet.
    pub(super) fn table(&self, form: FormName, paper: Paper) -> FormTable<'a> {
        FormTable {
            sheet: form.title().to_owned(),
            title: self.title(form.title()),
            unit: words::made_by(self.unit),
            date: words::as_of(self.today),
            paper,
            columns: Vec::new(),
            frozen: 0,
            rows: super::table::FormRows::Held(Vec::new()),
            notes: Vec::new(),
            charts: Vec::new(),
            has_ids: false,
        }
    }

    /// The name of the ledger, and of the form where the ledger does not bear it already.
    pub(super) fn title(&self, form: &str) -> String {
        let ledger = self.ledger.directory.fields.title.get().trim();
        if ledger.ends_with(form) {
            return ledger.to_owned();
        }
        let stem = ledger.strip_suffix(FormName::Ledger.title()).unwrap_or(ledger);
        format!("{stem}{form}")
    }
}

/// The tables of a form. A form without tables (a Word form, the one-page picture) has none.
pub fn book<'a>(form: FormName, desk: FormDesk<'a>, asked: &FormAsked) -> FormBook<'a> {
    let tables = match form {
        FormName::Ledger => vec![issues::ledger(desk, asked)],
        FormName::Problems | FormName::Duties | FormName::Rectifications => vec![issues::list(form, desk, asked)],
        FormName::YearTasks => vec![issues::year_tasks(desk)],
        FormName::View => vec![issues::view(desk, asked)],
        FormName::Monthly => vec![monthly::monthly(desk, asked)],
        FormName::Closures => vec![closures::closures(desk, asked)],
        FormName::Notices => vec![notices::notices(desk, asked)],
        FormName::Complaints => vec![complaints::complaints(desk)],
        FormName::Cases => vec![accountability::cases(desk)],
        FormName::Statistics => statistics::statistics(desk),
        FormName::Overview => Vec::new(),
    };
    FormBook {
        form: form.name(),
        ledger: desk.ledger.id,
        ledger_title: desk.ledger.directory.fields.title.get().clone(),
        today: desk.today,
        public: desk.public,
        tables,
    }
}
