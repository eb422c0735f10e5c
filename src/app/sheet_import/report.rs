//! Sheets for units without the program: one workbook a unit, with its issues that are under way.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use crate::{
    domain::{UnitId, closure::Stage, issue::Issue, ledger::Ledger, record::Month},
    exchange::report_sheet::{ReportRow, ReportSheet, write},
    store::{Cause, Doing, StoreError, safe_write::safe_write},
};

use super::{Field, month_words, said};

/// The sheets of a month: of these units, or of all that lead something under way where none is named.
pub fn report_sheets(ledger: &Ledger, units: &[UnitId], month: Month) -> Vec<ReportSheet> {
    let mut of_units: BTreeMap<UnitId, Vec<&Issue>> = BTreeMap::new();
    for issue in ledger.issues.values().filter(|issue| issue.is_present()) {
        let under_way = match issue.stage().stage {
            Stage::Rectifying | Stage::Closing => true,
            Stage::Registered | Stage::Closed | Stage::Consolidating | Stage::Withdrawn => false,
        };
        let lead = issue.fields.lead_unit.get().and_then(|unit| ledger.directory.unit(unit)).map(|unit| unit.id);
        if let Some(lead) = lead.filter(|lead| under_way && (units.is_empty() || units.contains(lead))) {
            of_units.entry(lead).or_default().push(issue);
        }
    }
    let sheet = |(unit, mut issues): (UnitId, Vec<&Issue>)| {
        issues.sort_by_key(|issue| issue.fields.number.get());
        ReportSheet {
            ledger: ledger.id,
            title: ledger.directory.fields.title.get().clone(),
            unit: ledger.directory.unit_name(unit).to_owned(),
            month,
            rows: issues.into_iter().map(|issue| row(ledger, issue)).collect(),
        }
    };
    of_units.into_iter().map(sheet).collect()
}

fn row(ledger: &Ledger, issue: &Issue) -> ReportRow {
    let text = |field| said(ledger, issue, field).into_owned();
    let before = issue
        .latest_report(*ledger.directory.fields.office.get())
        .map(|note| format!("{}：{}", month_words(note.month), note.text));
    ReportRow {
        id: issue.id.to_string(),
        number: text(Field::Number),
        title: text(Field::Title),
        goal: text(Field::Goal),
        measures: text(Field::Measures),
        deadline: text(Field::Deadline),
        before: before.unwrap_or_default(),
    }
}

/// Writes the sheets into a folder; a file that is there already keeps its name, the new one gets another.
pub fn write_reports(folder: &Path, sheets: &[ReportSheet]) -> Result<Vec<PathBuf>, StoreError> {
    let mut written = Vec::new();
    for sheet in sheets {
        let bytes = write(sheet)
            .map_err(|error| StoreError::new(Doing::Write, folder, Cause::from(std::io::Error::other(error))))?;
        let path = free_path(folder, &format!("{} {}填报表", sheet.unit, month_words(sheet.month)));
        safe_write(&path, &bytes)?;
        written.push(path);
    }
    Ok(written)
}

/// A name no file has yet, of characters every system takes.
fn free_path(folder: &Path, name: &str) -> PathBuf {
    let name: String =
        name.chars().map(|c| if "/\\:*?\"<>|".contains(c) || c.is_control() { '_' } else { c }).collect();
    let mut path = folder.join(format!("{name}.xlsx"));
    let mut nth = 1;
    while path.exists() {
        nth += 1;
        path = folder.join(format!("{name} ({nth}).xlsx"));
    }
    path
}
