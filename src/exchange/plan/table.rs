//! Reads a table that is a list of tasks: one row an item, merged rows one item with several measures.

use super::{
    fields::Draft,
    labels::{Label, heading},
    model::{LineFault, PlanItem, PlanMeasure, PlanRole},
    own_text::times_and_targets,
    source::{LedgerTable, Line},
};

use crate::{domain::deadline::Deadline, exchange::docx::DocxCell};

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
    // Of each row: the item it belongs to (counted from 1), its first measure there, its deadlines.
    let mut rows_with_days: Vec<(usize, usize, Vec<Deadline>)> = Vec::new();
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
            let before = (item.measures.len(), item.deadlines.len());
            let mut draft = Draft { item, faults, year, for_all: Vec::new() };
            take_row(&mut draft, &titles, &labels, &cells, line);
            let own = item.deadlines.get(before.1..).unwrap_or_default().to_vec();
            rows_with_days.push((items.len(), before.0, own));
        }
    }
    for (n, item) in items.iter_mut().enumerate() {
        let rows: Vec<_> = rows_with_days.iter().filter(|(item, ..)| *item == n + 1).collect();
        share_days(item, &rows);
        item.several_leads = item.units.iter().any(|unit| unit.role == PlanRole::CoLead);
    }
    items
}

/// Where a task stands over several rows, the day of a row is that of the measures in it.
fn share_days(item: &mut PlanItem, rows: &[&(usize, usize, Vec<Deadline>)]) {
    if rows.len() < 2 {
        return;
    }
    for (at, (_, first, days)) in rows.iter().enumerate() {
        let end = rows.get(at + 1).map_or(item.measures.len(), |(_, next, _)| *next);
        let own = item.measures.get_mut(*first..end).unwrap_or_default();
        own.iter_mut()
            .filter(|measure| measure.deadlines.is_empty())
            .for_each(|measure| measure.deadlines.clone_from(days));
    }
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

/// The item a table of measures without problems belongs to: the one it stands under.
pub(super) fn home<'a>(table: &LedgerTable, items: &'a mut [PlanItem], lines: &[Line]) -> Option<&'a mut PlanItem> {
    let labels: Vec<Label> = table.rows.get(table.header)?.iter().filter_map(|cell| heading(&cell.text)).collect();
    if !labels.contains(&Label::Measures) || labels.contains(&Label::Problem) {
        return None;
    }
    let item = items.iter_mut().filter(|item| item.line < table.first_line).max_by_key(|item| item.line)?;
    let between = item.last_line..table.first_line;
    let parted = lines.iter().any(|line| line.annex && between.contains(&line.number));
    (!parted).then_some(item)
}

/// Takes the rows of a table as measures of the item it stands under.
pub(super) fn take_measures(table: &LedgerTable, item: &mut PlanItem, year: Option<i32>, faults: &mut Vec<LineFault>) {
    let Some(header) = table.rows.get(table.header) else {
        return;
    };
    let titles: Vec<String> =
        columns(header).iter().map(|cell| cell.map(|cell| cell.text.replace('\n', "")).unwrap_or_default()).collect();
    let labels: Vec<Option<Label>> = titles.iter().map(|title| heading(title)).collect();
    // A cell merged with the one above says what that one says.
    let mut above = vec![String::new(); titles.len()];
    for (index, row) in table.rows.iter().enumerate().skip(table.header + 1) {
        let line = table.first_line + index;
        let mut part = PlanItem::default();
        let (mut text, mut rest) = (String::new(), String::new());
        let mut draft = Draft { item: &mut part, faults, year, for_all: Vec::new() };
        for ((column, cell), title) in columns(row).iter().enumerate().zip(&titles) {
            let Some(cell) = cell else { continue };
            let value = if cell.continues { above.get(column).cloned().unwrap_or_default() } else { cell.text.clone() };
            above.iter_mut().skip(column).take(1).for_each(|above| above.clone_from(&value));
            match labels.get(column).and_then(Option::as_ref) {
                _ if value.trim().is_empty() => {}
                Some(Label::Measures) => text.push_str(&value),
                Some(label @ (Label::Units(_) | Label::Deadline | Label::Number)) => {
                    draft.take(label, &value, &[], line);
                }
                Some(_) | None => rest.extend(["\n", title.as_str(), "：", value.as_str()]),
            }
        }
        let said = format!("{text}{rest}");
        if said.trim().is_empty() {
            continue;
        }
        let (mut deadlines, targets) = times_and_targets(&text, year);
        deadlines.extend(part.deadlines);
        let (no, units) = (part.no, part.units);
        item.measures.push(PlanMeasure { no, text: said.trim().to_owned(), units, deadlines, targets, line });
        item.last_line = item.last_line.max(line);
    }
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
