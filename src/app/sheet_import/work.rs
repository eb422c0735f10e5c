//! Works out what taking spreadsheets comes to, from files, choices and ledger alone.
//!
//! **Invariant:** working the same files out on a ledger that has taken them gives no actions.

use std::sync::Arc;

use chrono::Datelike as _;

use crate::{
    app::import::{TargetInspection, inspection_id},
    domain::{
        directory::{DirectoryItem, InspectionValue},
        ledger::Ledger,
        rules::{Action, Context},
    },
    exchange::{
        columns::{Table, TableKind},
        sheet::Workbook,
    },
};

use super::{
    choices::{SheetChoice, SheetChoices},
    complaint,
    desk::{At, Desk},
    fault::FaultWhat,
    issue::{self, Keys, SheetOf},
    matching::Matcher,
    origin::Origin,
    outcome::Outcome,
};

/// A spreadsheet that was read.
#[derive(Clone, Debug, Default)]
pub struct SheetFile {
    /// The name of the file.
    pub name: String,
    /// What it holds.
    pub book: Arc<Workbook>,
    /// What it says of itself.
    pub origin: Origin,
}

/// After so many rows it is asked whether to go on.
const ROWS_A_WORD: usize = 500;

/// Works everything out; nothing where it was told to stop.
pub fn work_out(
    files: &[SheetFile],
    choices: &SheetChoices,
    ledger: &Ledger,
    context: &Context,
    goes_on: &dyn Fn(usize, usize) -> bool,
) -> Option<Outcome> {
    let mut desk = Desk::new(ledger, choices, context);
    let mut matcher = Matcher::new(ledger);
    let (mut keys, mut complaints) = (Keys::default(), complaint::Known::new(ledger));
    for sheet in choices.sheets.iter().filter(|sheet| sheet.take) {
        let Some((file, book_sheet, band)) = part(files, sheet) else {
            continue;
        };
        desk.key = sheet.key;
        if file.origin.public {
            desk.fault(At::default(), FaultWhat::PublicEdition);
            continue;
        }
        let table = Table::new(book_sheet, band, &sheet.mapping);
        let own = file.origin.ledger == Some(ledger.id);
        let of = SheetOf { table: &table, own };
        let total = table.records.len();
        for (n, record) in table.records.iter().enumerate() {
            if n % ROWS_A_WORD == 0 && !goes_on(n, total) {
                return None;
            }
            if n % ROWS_A_WORD == 0 && sheet.kind == TableKind::Issues {
                let next = table.records.get(n..total.min(n + ROWS_A_WORD)).unwrap_or_default();
                let n_new = keys.n_derived();
                desk.ahead.look(&table, next, Some(context.today.year()), n_new);
            }
            match sheet.kind {
                TableKind::Issues => issue::row(&mut desk, &mut matcher, &of, record, &mut keys),
                TableKind::Complaints => complaint::row(&mut desk, &mut complaints, &of, record),
            }
        }
        passed_over(&mut desk, &table);
    }
    let opening = inspection(&desk, choices, ledger);
    Some(desk.finish(opening))
}

fn part<'a>(
    files: &'a [SheetFile],
    choice: &SheetChoice,
) -> Option<(&'a SheetFile, &'a crate::exchange::sheet::Sheet, crate::exchange::columns::Band)> {
    let (file, sheet) = choice.key;
    let file = files.get(file)?;
    Some((file, file.book.sheets.get(sheet)?, choice.band?))
}

/// Rows that are nothing are told, so that nobody misses one.
fn passed_over(desk: &mut Desk<'_>, table: &Table<'_>) {
    for row in &table.passed_over {
        let cells = table.sheet.rows.get(*row).map(Vec::as_slice).unwrap_or_default();
        let filled = cells.iter().enumerate().find(|(_, cell)| !cell.is_blank());
        let (column, text) = filled.map_or((None, String::new()), |(n, cell)| (Some(n), cell.text().into_owned()));
        if !text.starts_with('#') {
            desk.fault(At { row: *row, column, field: None, text }, FaultWhat::PassedOver);
        }
    }
}

/// The inspection that new rows belong to, where it has to be added.
fn inspection(desk: &Desk<'_>, choices: &SheetChoices, ledger: &Ledger) -> Vec<Action> {
    let id = inspection_id(&choices.shared.target);
    if !desk.enters_into(id) {
        return Vec::new();
    }
    match (ledger.directory.inspections.get(&id), &choices.shared.target) {
        (Some(held), _) if !held.presence.get().is_present() => {
            vec![Action::RestoreEntry { item: DirectoryItem::Inspection(id) }]
        }
        (None, TargetInspection::New(new)) => {
            let mut values = vec![
                InspectionValue::Name(new.name.trim().to_owned()),
                InspectionValue::Level(new.level.clone()),
                InspectionValue::Kind(new.kind.clone()),
                InspectionValue::FeedbackDate(new.feedback_date),
            ];
            values.retain(|value| *value != InspectionValue::unset(value.field()));
            vec![Action::AddInspection { inspection: id, values }]
        }
        (Some(_), _) | (None, TargetInspection::Existing(_)) => Vec::new(),
    }
}
