//! What the clerk decides about spreadsheets before they are taken.

use std::collections::BTreeMap;

use crate::{
    app::import::{ImportChoices, TargetInspection, UnitChoice},
    domain::{IssueId, record::Month},
    exchange::{
        columns::{Band, Field, Mapping, TableKind, find_band, heads},
        sheet::Sheet,
    },
};

use super::origin::Origin;

/// A table by file and sheet, both from 0.
pub type SheetKey = (usize, usize);

/// What is decided about one sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetChoice {
    /// The file and the sheet.
    pub key: SheetKey,
    /// It is read.
    pub take: bool,
    /// What its rows are.
    pub kind: TableKind,
    /// Where its heads stand; nothing where none were found.
    pub band: Option<Band>,
    /// What its columns are.
    pub mapping: Mapping,
}

/// What becomes of a row that may be an issue that is here, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is another issue.
    New,
    /// It is this issue.
    Same(IssueId),
    /// It is left out.
    Leave,
}

/// Everything decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetChoices {
    /// The sheets in the order of the files.
    pub sheets: Vec<SheetChoice>,
    /// The inspection of issues that name none, the prefix of numbers, and what names of units mean.
    pub shared: ImportChoices,
    /// The month that columns of progress report on.
    pub month: Month,
    /// The month was said: by the file, or by the clerk.
    pub month_said: bool,
    /// What becomes of single rows, by sheet and first row.
    pub decisions: BTreeMap<(SheetKey, usize), Decision>,
    /// Reason and page under which changed deadlines of assigned issues are corrected; without, they are not taken.
    pub correction: Option<(String, String)>,
}

/// One decision of the clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetChange {
    /// Reads a sheet or leaves it out.
    Take(usize, bool),
    /// Says what the rows of a sheet are.
    Kind(usize, TableKind),
    /// Says in which rows the heads stand, from 0.
    Band(usize, Band),
    /// Takes a column as something else.
    Column(usize, usize, Option<Field>),
    /// Says into which inspection.
    Target(TargetInspection),
    /// Says which month columns of progress report on.
    Month(Month),
    /// Says what a name of a unit means.
    Unit(String, UnitChoice),
    /// Says what becomes of a row.
    Decide(SheetKey, usize, Decision),
    /// Says what becomes of all rows that are not sure: they are new (`true`), or left out.
    DecideAll(bool),
    /// Gives reason and page for corrected deadlines, or takes them back.
    Correction(Option<(String, String)>),
}

/// A choice of columns that is remembered for a set of heads.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct KeptColumns {
    /// The heads from the left.
    pub heads: Vec<String>,
    /// The fields by name; empty: the column is left out.
    pub fields: Vec<String>,
}

/// So many sets of heads are remembered.
pub const MOST_KEPT: usize = 60;

impl SheetChoice {
    /// What is proposed for a sheet.
    pub fn proposed(key: SheetKey, sheet: &Sheet, origin: &Origin, kept: &[KeptColumns]) -> Self {
        let found = find_band(sheet);
        let kind = origin.kind.or_else(|| found.map(|(_, kind)| kind)).unwrap_or_default();
        let band = found.map(|(band, _)| band);
        let mut choice = Self { key, take: band.is_some() && !sheet.hidden, kind, band, mapping: Mapping::default() };
        choice.read_heads(sheet, origin, kept);
        choice
    }

    /// Guesses the columns anew.
    pub fn read_heads(&mut self, sheet: &Sheet, origin: &Origin, kept: &[KeptColumns]) {
        let Some(band) = self.band else {
            self.mapping = Mapping::default();
            return;
        };
        let heads = heads(sheet, band);
        let known = kept.iter().find(|kept| kept.heads == heads);
        self.mapping = match known {
            Some(kept) => Mapping::kept(&heads, &kept.fields, self.kind),
            None if !origin.heads.is_empty() => Mapping::exported(&heads, &origin.heads, self.kind),
            None => Mapping::guess(&heads, self.kind),
        };
    }

    /// Whether anything can be read from it.
    pub fn is_usable(&self) -> bool {
        let has = |field| self.mapping.column_of(field).is_some();
        match self.kind {
            TableKind::Issues => has(Field::Title) || has(Field::Detail) || has(Field::Id) || has(Field::Number),
            TableKind::Complaints => has(Field::ComplaintNumber) || has(Field::Facts) || has(Field::ComplaintId),
        }
    }
}
