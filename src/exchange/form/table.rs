//! A form as a table: title, heads, columns, rows, footnotes, charts. No file format is known here.

use chrono::NaiveDate;

use crate::domain::LedgerId;

use super::{clean, words};

/// The sheet of paper a table is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// A4 upright.
    A4,
    /// A4 on its side.
    A4Wide,
    /// A3 on its side.
    A3Wide,
}

impl Paper {
    /// True where the sheet lies on its side.
    pub fn is_wide(self) -> bool {
        matches!(self, Self::A4Wide | Self::A3Wide)
    }

    /// Width and height in millimetres, as it lies.
    pub fn millimetres(self) -> (f32, f32) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::A4Wide => (297.0, 210.0),
            Self::A3Wide => (420.0, 297.0),
        }
    }
}

/// What a column holds, and how it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Running text, from the left.
    Text,
    /// A short text, centred.
    Short,
    /// A whole number.
    Number,
    /// A day.
    Date,
    /// A share, from 0 to 1.
    Percent,
    /// A sum of money, in fen.
    Money,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct FormColumn {
    /// The machine name of the field; empty where it is none.
    pub name: &'static str,
    /// The head over several columns; empty where there is none.
    pub above: String,
    /// Its own head.
    pub head: String,
    /// Width in half-width characters of the table's font.
    pub width: f32,
    /// What it holds.
    pub kind: ColumnKind,
    /// Folded away on the sheet and left out on paper; the sheet shows it at a click.
    pub folded: bool,
}

impl FormColumn {
    /// A column that is no field of its own.
    pub fn new(head: &str, width: f32, kind: ColumnKind) -> Self {
        Self { name: "", above: String::new(), head: head.to_owned(), width, kind, folded: false }
    }

    /// The same under a head that spans several.
    pub fn under(self, above: &str) -> Self {
        Self { above: above.to_owned(), ..self }
    }

    /// The same, folded away.
    pub fn fold(self) -> Self {
        Self { folded: true, ..self }
    }
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum FormCell {
    /// Nothing.
    #[default]
    Empty,
    /// A text, cleaned.
    Text(String),
    /// A whole number.
    Number(u64),
    /// A day.
    Date(NaiveDate),
    /// A share, from 0 to 1.
    Percent(f32),
    /// A sum of money, in fen.
    Money(u64),
}

impl FormCell {
    /// A text as a cell can hold it; nothing where there is no text.
    pub fn text(text: &str) -> Self {
        match clean::cell_text(text) {
            kept if kept.is_empty() => Self::Empty,
            kept => Self::Text(kept.into_owned()),
        }
    }

    /// A day, or nothing.
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Date)
    }

    /// A number of things.
    pub fn count(count: usize) -> Self {
        Self::Number(count as u64)
    }

    /// A share, or nothing.
    pub fn share(share: Option<f32>) -> Self {
        share.map_or(Self::Empty, Self::Percent)
    }

    /// As it is printed.
    pub fn words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(day) => words::day(*day),
            Self::Percent(share) => words::percent(*share),
            Self::Money(fen) => words::money(*fen),
        }
    }

    /// Whether a text of it was cut.
    pub fn is_cut(&self) -> bool {
        matches!(self, Self::Text(text) if clean::is_cut(text))
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// A thing of the ledger.
    #[default]
    Data,
    /// The head of a group: its first cell spans the table.
    Group,
    /// Sums.
    Sum,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormRow {
    /// What it is.
    pub kind: RowKind,
    /// The id of the thing; empty where it is none.
    pub id: String,
    /// One cell a column; those that lack are empty.
    pub cells: Vec<FormCell>,
}

impl FormRow {
    /// The head of a group.
    pub fn group(words: &str) -> Self {
        Self { kind: RowKind::Group, id: String::new(), cells: vec![FormCell::text(words)] }
    }

    /// A row without an id.
    pub fn of(cells: Vec<FormCell>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// A row of sums.
    pub fn sum(cells: Vec<FormCell>) -> Self {
        Self { kind: RowKind::Sum, cells, ..Self::default() }
    }
}

/// Makes the row of a place.
type MakeRow<'a> = Box<dyn Fn(usize) -> FormRow + Send + Sync + 'a>;

/// The rows: held, or made one by one while they are written, so that a hundred thousand take no memory.
pub enum FormRows<'a> {
    /// All of them.
    Held(Vec<FormRow>),
    /// So many, each made when it is asked for.
    Made(usize, MakeRow<'a>),
}

impl std::fmt::Debug for FormRows<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FormRows({})", self.len())
    }
}

impl FormRows<'_> {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Held(rows) => rows.len(),
            Self::Made(n, _) => *n,
        }
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row of a place; an empty one beyond the last.
    pub fn row(&self, at: usize) -> FormRow {
        match self {
            Self::Held(rows) => rows.get(at).cloned().unwrap_or_default(),
            Self::Made(_, make) => make(at),
        }
    }

    /// All of them, from the first to the last.
    pub fn iter(&self) -> impl Iterator<Item = FormRow> {
        (0..self.len()).map(|at| self.row(at))
    }
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Bars from the left, one on the other.
    StackedBars,
    /// Columns beside each other.
    Columns,
    /// Lines.
    Lines,
    /// Shares of a whole.
    Pie,
}

/// A chart over columns of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormChart {
    /// What it is called.
    pub title: String,
    /// How it is drawn.
    pub kind: ChartKind,
    /// The column of names.
    pub names: usize,
    /// The columns of values, each with its colour as RRGGBB.
    pub values: Vec<(usize, u32)>,
    /// So many rows from the first.
    pub rows: usize,
}

/// A table with everything around it.
#[derive(Debug)]
pub struct FormTable<'a> {
    /// The name on the sheet's tab.
    pub sheet: String,
    /// The title over it.
    pub title: String,
    /// Under the title on the left: who made it.
    pub unit: String,
    /// Under the title on the right: of which day.
    pub date: String,
    /// The paper it is meant for.
    pub paper: Paper,
    /// Its columns, from left to right.
    pub columns: Vec<FormColumn>,
    /// So many columns stay while the others scroll.
    pub frozen: usize,
    /// Its rows.
    pub rows: FormRows<'a>,
    /// Under it: definitions and notes.
    pub notes: Vec<String>,
    /// Its charts.
    pub charts: Vec<FormChart>,
    /// Whether rows carry ids, in a hidden last column.
    pub has_ids: bool,
}

impl FormTable<'_> {
    /// True where some head spans several columns.
    pub fn has_two_heads(&self) -> bool {
        self.columns.iter().any(|column| !column.above.is_empty())
    }

    /// Where the columns shown stand.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &FormColumn)> {
        self.columns.iter().enumerate().filter(|(_, column)| !column.folded)
    }
}

/// What is exported: one table or several, and what it is of.
#[derive(Debug)]
pub struct FormBook<'a> {
    /// The machine name of the form.
    pub form: &'static str,
    /// The ledger.
    pub ledger: LedgerId,
    /// Its name.
    pub ledger_title: String,
    /// The day it is of.
    pub today: NaiveDate,
    /// True for the public edition.
    pub public: bool,
    /// The tables, each on its own sheet.
    pub tables: Vec<FormTable<'a>>,
}

impl FormBook<'_> {
    /// How many rows all tables have together.
    pub fn n_rows(&self) -> usize {
        self.tables.iter().map(|table| table.rows.len()).sum()
    }
}
