//! Reads a table that is a list of tasks: one row an item, merged rows one item with several measures.

use super::{
    fields::Draft,
    labels::{Label, heading},
    model::{LineFault, PlanItem, PlanRole},
    source::LedgerTable,
};

use crate::exchange::docx::DocxCell;

/// A row spread over the columns of the table; a merged cell stands in its first column.
type Columns<'a> = Vec<Option<&'a DocxCell>>;

/// Reads the rows of a table into items.
pub(super) fn items(table: &LedgerTable, year: Option<i32>, faults: &mut Vec<LineFault>) -> Vec<PlanItem> {
    let Some(header) = table.rows.get(table.header) else {
        return Vec::new();
    };
    let titles: Vec<String> =
        columns(header).iter().map(|cell| cell.map(|cell| cell.text.replace('\n', "")).unwrap_or_default()).collect();
    let labels: Vec<Option<Label>> = titles.iter().map(|title| heading(title)).collect();
    let mut items: Vec<PlanItem> = Vec::new();
    let mut chapter: Option<String> = None;
    for (index, row) in table.rows.iter().enumerate() {
        let line = table.first_line + index;
        if index <= table.header {
            continue;
        }
        let cells = columns(row);
        let filled: Vec<&DocxCell> = cells.iter().flatten().copied().filter(|cell| !cell.text.is_empty()).collect();
        if let [only] = filled.as_slice()
            && row.len() == 1
        {
            chapter = Some(only.text.clone());
            continue;
        }
        if filled.is_empty() {
            continue;
        }
        let goes_on = goes_on(&labels, &cells) && !items.is_empty();
        if !goes_on {
            items.push(PlanItem { chapter: chapter.clone(), line, ..PlanItem::default() });
        }
        if let Some(item) = items.last_mut() {
            item.last_line = line;
            let mut draft = Draft { item, faults, year };
            take_row(&mut draft, &titles, &labels, &cells, line);
        }
    }
    for item in &mut items {
        item.several_leads = item.units.iter().any(|unit| unit.role == PlanRole::CoLead);
    }
    items
}

fn columns(row: &[DocxCell]) -> Columns<'_> {
    let mut columns = Vec::new();
    for cell in row {
        columns.push(Some(cell));
        columns.extend(std::iter::repeat_n(None, cell.span.saturating_sub(1)));
    }
    columns
}

/// The row goes on with the task above: its problem or its number is merged with the one above.
fn goes_on(labels: &[Option<Label>], cells: &Columns<'_>) -> bool {
    labels.iter().zip(cells).any(|(label, cell)| {
        let key = matches!(label, Some(Label::Problem | Label::Number));
        key && cell.is_some_and(|cell| cell.continues)
    })
}

fn take_row(draft: &mut Draft<'_>, titles: &[String], labels: &[Option<Label>], cells: &Columns<'_>, line: usize) {
    for (column, cell) in cells.iter().enumerate() {
        let Some(cell) = cell.filter(|cell| !cell.continues && !cell.text.is_empty()) else {
            continue;
        };
        let title = titles.get(column).map(String::as_str).unwrap_or_default();
        let text = &mut draft.item.text;
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(title);
        if !title.is_empty() {
            text.push('：');
        }
        text.push_str(&cell.text);
        if let Some(label) = labels.get(column).and_then(Option::as_ref) {
            draft.take(label, &cell.text, &[], line);
        }
    }
}
