//! Finds the rows of heads under a title and a unit line, and what each column is headed.

use std::collections::BTreeMap;

use crate::exchange::sheet::{Cell, Merge, Sheet};

use super::{field::TableKind, mapping::knows};

/// Heads are looked for in so many rows from the top: a title, a unit line, an explanation of some lines.
const LOOKED_AT: usize = 40;

/// Heads stand in so many rows at most.
const DEEPEST: usize = 4;

/// The rows of heads, from 0, both inclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Band {
    /// The first row of heads.
    pub top: usize,
    /// The last one; data begin below it.
    pub bottom: usize,
}

/// Finds the rows of heads and what the rows below them are; nothing where no head is known.
pub fn find_band(sheet: &Sheet) -> Option<(Band, TableKind)> {
    let mut best: Option<(usize, Band, TableKind)> = None;
    for row in 0..sheet.rows.len().min(LOOKED_AT) {
        let filled = sheet.rows.get(row).map_or(0, |cells| cells.iter().filter(|cell| !cell.is_blank()).count());
        if filled == 0 {
            continue;
        }
        let band = grown(sheet, row);
        let heads = heads(sheet, band);
        for kind in [TableKind::Issues, TableKind::Complaints] {
            let known = heads.iter().filter(|head| knows(head, kind)).count();
            let points = known * 4 + usize::from(kind == TableKind::Issues);
            if known >= 2 && best.is_none_or(|(most, ..)| points > most) {
                best = Some((points, band, kind));
            }
        }
    }
    best.map(|(_, band, kind)| (band, kind))
}

/// The band a row of heads belongs to: merged heads reach down, heads of groups stand above.
fn grown(sheet: &Sheet, row: usize) -> Band {
    if !has_known(sheet, row) {
        return Band { top: row, bottom: row };
    }
    let starting: Vec<&Merge> = sheet.merges.iter().filter(|merge| merge.top == row).collect();
    let down = starting.iter().filter(|merge| merge.is_tall()).map(|merge| merge.bottom).max();
    let down = down.filter(|bottom| bottom - row < DEEPEST).unwrap_or(row);
    let grouped = starting.iter().any(|merge| merge.right > merge.left && merge.bottom == row);
    let bottom = if down == row && (grouped || splits_below(sheet, row)) && has_heads_below(sheet, row) {
        row + 1
    } else {
        down
    };
    Band { top: row, bottom }
}

/// A row of heads has one that is known; a title or a unit line above has none.
fn has_known(sheet: &Sheet, row: usize) -> bool {
    let cells = sheet.rows.get(row).map(Vec::as_slice).unwrap_or_default();
    let known = |text: &str| knows(text, TableKind::Issues) || knows(text, TableKind::Complaints);
    cells.iter().any(|cell| known(&cell.text()))
}

/// Without merges: the row below fills the gaps of this one, and nothing else.
fn splits_below(sheet: &Sheet, row: usize) -> bool {
    let (Some(upper), Some(lower)) = (sheet.rows.get(row), sheet.rows.get(row + 1)) else {
        return false;
    };
    let blank = |cells: &[Cell], n: usize| cells.get(n).is_none_or(Cell::is_blank);
    let gaps = (0..lower.len()).filter(|n| blank(upper, *n) && !blank(lower, *n)).count();
    gaps > 0
}

fn has_heads_below(sheet: &Sheet, row: usize) -> bool {
    let lower = sheet.rows.get(row + 1).map(Vec::as_slice).unwrap_or_default();
    let known = lower.iter().filter(|cell| {
        let text = cell.text();
        knows(&text, TableKind::Issues) || knows(&text, TableKind::Complaints) || is_half(&text)
    });
    let filled = lower.iter().filter(|cell| !cell.is_blank()).count();
    let known = known.count();
    known > 0 && known * 2 >= filled
}

/// Heads that say something only under the head of their group.
fn is_half(text: &str) -> bool {
    ["牵头", "配合", "参与", "姓名", "电话", "目标", "措施", "时限", "领导"].contains(&text.trim())
}

/// What each column is headed: the heads above one another, joined by `/`.
pub fn heads(sheet: &Sheet, band: Band) -> Vec<String> {
    let rows = band.top..=band.bottom;
    let wide = rows.clone().filter_map(|row| sheet.rows.get(row)).map(Vec::len).max().unwrap_or(0);
    let mut anchors: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
    for merge in sheet.merges.iter().filter(|merge| merge.bottom >= band.top && merge.top <= band.bottom) {
        for row in merge.top.max(band.top)..=merge.bottom.min(band.bottom) {
            for column in merge.left..=merge.right.min(wide.max(merge.left)) {
                anchors.insert((row, column), (merge.top, merge.left));
            }
        }
    }
    let last = anchors.keys().map(|(_, column)| column + 1).max().unwrap_or(0).max(wide);
    (0..last).map(|column| head(sheet, band, column, &anchors)).collect()
}

type Anchors = BTreeMap<(usize, usize), (usize, usize)>;

fn head(sheet: &Sheet, band: Band, column: usize, anchors: &Anchors) -> String {
    let mut levels: Vec<String> = Vec::new();
    for row in band.top..=band.bottom {
        let (at, from) = anchors.get(&(row, column)).copied().unwrap_or((row, column));
        let mut text = bare(&sheet.cell(at, from).text());
        if text.is_empty() && row < band.bottom && !anchors.contains_key(&(row, column)) {
            text = group_at(sheet, (row, band.bottom), column);
        }
        if !text.is_empty() && levels.last() != Some(&text) {
            levels.push(text);
        }
    }
    levels.join("/")
}

/// The head of a group whose merge was lost: the nearest one at the left, if nothing below it ends the group.
fn group_at(sheet: &Sheet, (row, below): (usize, usize), column: usize) -> String {
    if sheet.cell(below, column).is_blank() {
        return String::new();
    }
    for left in (0..column).rev() {
        let upper = bare(&sheet.cell(row, left).text());
        let is_group = !sheet.cell(below, left).is_blank();
        if !is_group {
            return String::new();
        }
        if !upper.is_empty() {
            return upper;
        }
    }
    String::new()
}

/// A head in one line, without blanks.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
