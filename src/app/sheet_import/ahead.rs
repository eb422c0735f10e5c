//! Cells read ahead of the rows they stand in, on all cores: units and measures are read as a plan's are.
//!
//! **Invariant:** what is kept depends on the text of a cell alone, so a row comes to the same whether it was read ahead
//! or not.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::exchange::{
    columns::{Field, Record, Table},
    plan::{CellUnits, PlanMeasure, PlanRole, read_cell_measures},
    sheet::Cell,
};

/// So many texts of units are kept; a table names the same few again and again.
const MOST_UNITS: usize = 20_000;

/// The readings of cells.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    units: BTreeMap<PlanRole, HashMap<String, CellUnits>>,
    measures: HashMap<String, Vec<PlanMeasure>>,
    n_new: usize,
}

impl Ahead {
    /// Reads the measures of the rows that come next, where most rows before them were new.
    ///
    /// Rows that are here already say what the ledger says, and are compared unread.
    pub(super) fn look(&mut self, table: &Table<'_>, records: &[Record], year: Option<i32>, n_new: usize) {
        let mostly_new = (n_new - self.n_new) * 2 > records.len();
        (self.n_new, self.measures) = (n_new, HashMap::new());
        if !mostly_new {
            return;
        }
        let cells = records.iter().flat_map(|record| table.cells(record, Field::Measures));
        let texts: Vec<&Cell> = cells.map(|placed| placed.cell).collect();
        let read = |cell: &&Cell| {
            let text = cell.text().into_owned();
            let measures = read_cell_measures(&text, year);
            (text, measures)
        };
        self.measures = texts.par_iter().map(read).collect();
    }

    /// The measures of a cell.
    pub(super) fn measures(&mut self, text: &str, year: Option<i32>) -> Vec<PlanMeasure> {
        self.measures.remove(text).unwrap_or_else(|| read_cell_measures(text, year))
    }

    /// The units of a cell.
    pub(super) fn units(&mut self, text: &str, role: PlanRole, read: impl FnOnce() -> CellUnits) -> CellUnits {
        let known = self.units.entry(role).or_default();
        if let Some(units) = known.get(text) {
            return units.clone();
        }
        let units = read();
        if known.len() < MOST_UNITS {
            known.insert(text.to_owned(), units.clone());
        }
        units
    }
}
