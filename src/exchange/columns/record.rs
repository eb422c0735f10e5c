//! Which rows of a table are one thing: a problem whose cell is merged down over several rows of measures is one.

use std::{borrow::Cow, collections::BTreeMap};

use crate::exchange::sheet::{Cell, Merge, Sheet};

use super::{band::Band, field::Field, mapping::Mapping};

/// One thing of a table, with its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Its first row, from 0.
    pub first: usize,
    /// Its last row.
    pub last: usize,
    /// The head of the group it stands under.
    pub group: usize,
}

/// A table: a sheet with its heads understood.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// What its columns are.
    pub mapping: &'a Mapping,
    /// Its things in their order.
    pub records: Vec<Record>,
    /// The heads of groups; the first is the empty one.
    pub groups: Vec<String>,
    /// Rows that are neither heads, nor things, nor empty: sums, footnotes, rows without a problem.
    pub passed_over: Vec<usize>,
    tall: BTreeMap<usize, Vec<(usize, usize)>>,
    columns: BTreeMap<Field, Vec<usize>>,
}

/// A cell of a record and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    /// Its row, from 0.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
    /// The cell.
    pub cell: &'a Cell,
}

/// What a row is.
enum RowKind {
    Empty,
    Begins,
    GoesOn,
    Group(String),
    PassedOver,
}

impl<'a> Table<'a> {
    /// Reads the rows below the heads.
    pub fn new(sheet: &'a Sheet, band: Band, mapping: &'a Mapping) -> Self {
        let mut columns: BTreeMap<Field, Vec<usize>> = BTreeMap::new();
        for (column, guess) in mapping.columns.iter().enumerate() {
            if let Some(field) = guess.field {
                columns.entry(field).or_default().push(column);
            }
        }
        let mut table = Self {
            sheet,
            mapping,
            records: Vec::new(),
            groups: vec![String::new()],
            passed_over: Vec::new(),
            tall: tall_merges(sheet, mapping.columns.len()),
            columns,
        };
        let wide: BTreeMap<usize, Merge> = wide_merges(sheet);
        for row in band.bottom + 1..sheet.rows.len() {
            match table.kind_of(row, &wide) {
                RowKind::Empty => {}
                RowKind::Begins => {
                    let group = table.groups.len() - 1;
                    table.records.push(Record { first: row, last: row, group });
                }
                RowKind::GoesOn => {
                    if let Some(record) = table.records.last_mut() {
                        record.last = row;
                    }
                }
                RowKind::Group(head) => table.groups.push(head),
                RowKind::PassedOver => table.passed_over.push(row),
            }
        }
        table
    }

    fn kind_of(&self, row: usize, wide: &BTreeMap<usize, Merge>) -> RowKind {
        let Some(cells) = self.sheet.rows.get(row) else {
            return RowKind::Empty;
        };
        let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let Some((first, first_cell)) = filled.next() else {
            return RowKind::Empty;
        };
        let more = filled.count();
        if let Some(mark) = self.mark(row) {
            return match mark.as_str() {
                "#组" => RowKind::Group(first_cell.text().into_owned()),
                _ => RowKind::PassedOver,
            };
        }
        let text = first_cell.text();
        let merged = wide.get(&row).is_some_and(|merge| merge.left == first && merge.right >= first + 2);
        if more == 0 && (merged || opens_group(&text) && !self.is_key_column(first, false)) {
            return if is_footnote(&text) { RowKind::PassedOver } else { RowKind::Group(text.into_owned()) };
        }
        if is_sum(&text) || (more <= 2 && is_footnote(&text)) || self.repeats_heads(row) {
            return RowKind::PassedOver;
        }
        let keys =
            |merged: bool| self.keys().any(|column| merged == self.tall_at(row, column).is_some_and(|top| top < row));
        let said = self.keys().any(|column| !self.sheet.cell(row, column).is_blank());
        if keys(true) && !self.says_another(row) {
            return if self.records.is_empty() { RowKind::Begins } else { RowKind::GoesOn };
        }
        if said {
            return RowKind::Begins;
        }
        let has_fields = self.columns.values().flatten().any(|column| !self.sheet.cell(row, *column).is_blank());
        if has_fields && !self.records.is_empty() { RowKind::GoesOn } else { RowKind::PassedOver }
    }

    /// The mark of a row that is no thing, in the hidden column of the program's own files.
    fn mark(&self, row: usize) -> Option<String> {
        let columns = [Field::Id, Field::ComplaintId].into_iter().filter_map(|field| self.mapping.column_of(field));
        let mut texts = columns.map(|column| self.sheet.cell(row, column).text().into_owned());
        texts.find(|text| text.starts_with('#'))
    }

    fn keys(&self) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().filter(|(field, _)| field.is_key()).flat_map(|(_, columns)| columns.iter().copied())
    }

    fn is_key_column(&self, column: usize, _whole: bool) -> bool {
        self.columns
            .iter()
            .any(|(field, columns)| field.is_key() && *field != Field::Number && columns.contains(&column))
    }

    /// A number of its own in a column that is not merged begins another thing, though its group is merged down.
    fn says_another(&self, row: usize) -> bool {
        let own = |field: Field| {
            let mut columns = self.columns.get(&field).into_iter().flatten();
            columns.any(|column| !self.sheet.cell(row, *column).is_blank() && self.tall_at(row, *column).is_none())
        };
        own(Field::Title) || own(Field::Id) || own(Field::ComplaintNumber)
    }

    /// The heads printed again on another page.
    fn repeats_heads(&self, row: usize) -> bool {
        let mut alike = 0;
        for (column, guess) in self.mapping.columns.iter().enumerate() {
            let cell = self.sheet.cell(row, column);
            if cell.is_blank() {
                continue;
            }
            let text: String = cell.text().chars().filter(|c| !c.is_whitespace()).collect();
            if guess.head.rsplit('/').next() != Some(text.as_str()) {
                return false;
            }
            alike += 1;
        }
        alike >= 2
    }

    /// The top of the tall merge a cell stands in.
    fn tall_at(&self, row: usize, column: usize) -> Option<usize> {
        let merges = self.tall.get(&column)?;
        let place = merges.partition_point(|(top, _)| *top <= row);
        let (top, bottom) = *merges.get(place.checked_sub(1)?)?;
        (row <= bottom).then_some(top)
    }

    /// The filled cells of a field in a record, from above.
    ///
    /// A cell merged down over several records is the value of each of them.
    pub fn cells(&self, record: &Record, field: Field) -> Vec<Placed<'_>> {
        let mut found = Vec::new();
        for column in self.columns.get(&field).into_iter().flatten().copied() {
            for row in record.first..=record.last {
                let cell = self.sheet.cell(row, column);
                if !cell.is_blank() {
                    found.push(Placed { row, column, cell });
                } else if row == record.first
                    && let Some(top) = self.tall_at(row, column)
                {
                    let cell = self.sheet.cell(top, column);
                    if !cell.is_blank() {
                        found.push(Placed { row: top, column, cell });
                    }
                }
            }
        }
        found
    }

    /// The only cell of a field, or the first of several.
    pub fn cell(&self, record: &Record, field: Field) -> Option<Placed<'_>> {
        self.cells(record, field).into_iter().next()
    }

    /// The text that several filled cells of a field make together.
    pub fn text_of<'c>(cells: &[Placed<'c>]) -> Cow<'c, str> {
        match cells {
            [] => Cow::Borrowed(""),
            [only] => only.cell.text(),
            several => {
                let mut lines: Vec<Cow<'_, str>> = Vec::new();
                for text in several.iter().map(|placed| placed.cell.text()) {
                    if !lines.contains(&text) {
                        lines.push(text);
                    }
                }
                Cow::Owned(lines.join("\n"))
            }
        }
    }

    /// The text of a field; several cells are lines of one text, equal ones once.
    pub fn text(&self, record: &Record, field: Field) -> Cow<'_, str> {
        Self::text_of(&self.cells(record, field))
    }

    /// Whether any column is of this field.
    pub fn has(&self, field: Field) -> bool {
        self.columns.contains_key(&field)
    }
}

/// Merges over several rows, by column, in ascending order.
fn tall_merges(sheet: &Sheet, columns: usize) -> BTreeMap<usize, Vec<(usize, usize)>> {
    let mut tall: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for merge in sheet.merges.iter().filter(|merge| merge.is_tall()) {
        for column in merge.left..=merge.right.min(columns.max(1) - 1) {
            tall.entry(column).or_default().push((merge.top, merge.bottom));
        }
    }
    for merges in tall.values_mut() {
        merges.sort_unstable();
    }
    tall
}

/// The first merge over several columns of each row.
fn wide_merges(sheet: &Sheet) -> BTreeMap<usize, Merge> {
    let mut wide: BTreeMap<usize, Merge> = BTreeMap::new();
    for merge in sheet.merges.iter().filter(|merge| merge.right > merge.left) {
        let known = wide.entry(merge.top).or_insert(*merge);
        if merge.left < known.left {
            *known = *merge;
        }
    }
    wide
}

fn is_sum(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ["合计", "总计", "小计", "共计"].contains(&bare.as_str())
}

fn is_footnote(text: &str) -> bool {
    let starts =
        ["注：", "注:", "备注：", "备注:", "说明：", "说明:", "填表人", "审核人", "制表", "填报单位", "联系人："];
    starts.iter().any(|start| text.starts_with(start))
}

/// 一、… and （一）… head a group where nothing else stands in the row.
fn opens_group(text: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let mut chars = text.chars().peekable();
    let bracket = chars.next_if(|c| matches!(c, '（' | '(')).is_some();
    let mut digits = 0;
    while chars.next_if(|c| numeral(*c)).is_some() {
        digits += 1;
    }
    let closes = chars.next();
    let mark = if bracket { matches!(closes, Some('）' | ')')) } else { matches!(closes, Some('、' | '.' | '．')) };
    digits > 0 && mark
}
