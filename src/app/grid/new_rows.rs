//! A pasted table as new issues: which column is what, which names are new, and the one change that registers all.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many columns a few are no plain field")]

use std::collections::BTreeMap;

use chrono::Datelike as _;

use crate::{
    app::{import::measures_of_cell, rows::Column},
    domain::{
        InspectionId, IssueId, UnitId,
        deadline::DeadlineKind,
        directory::{InspectionValue, UnitValue},
        issue::{IssueValue, UnitRole},
        rules::Action,
    },
};

use super::{
    cell::{CellFault, Said, kind},
    edit::{CellWriter, Reading, find_unit, read_cell, unit_names},
};

/// A pasted table, and what was decided about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewRows {
    /// The cells, the heading among them.
    pub table: Vec<Vec<String>>,
    /// The first row is a heading.
    pub heading: bool,
    /// What each column of the table is; `None`: it is left out.
    pub columns: Vec<Option<Column>>,
    /// The inspection the issues belong to, by name; a new name makes a new one.
    pub inspection: String,
    /// Units the directory does not know are added to it.
    pub add_units: bool,
}

/// A cell of the table that cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The row of the table, from 0, the heading counted.
    pub row: usize,
    /// The column it was to go to.
    pub column: Column,
    /// Why; `None`: the title is empty, without which there is no issue.
    pub why: Option<CellFault>,
}

/// What the table comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPlan {
    /// Everything that has to be done, in order.
    pub actions: Vec<Action>,
    /// How many issues are registered.
    pub issues: usize,
    /// How many measures they get.
    pub measures: usize,
    /// Units that are added to the directory.
    pub new_units: Vec<String>,
    /// The inspection that is made.
    pub new_inspection: Option<String>,
    /// The cells that are left out.
    pub faults: Vec<RowFault>,
    /// The issues in their order.
    pub ids: Vec<IssueId>,
}

/// A column of the table that is not taken and says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its place, from 0.
    pub place: usize,
    /// Its heading; empty where the table has none.
    pub heading: String,
    /// How many rows say something in it.
    pub filled: usize,
}

/// Every column a pasted one can be taken as.
pub fn takes() -> impl Iterator<Item = Column> {
    let typed = |column: &Column| *column != Column::Rating && kind(*column).is_some();
    Column::ALL.iter().copied().filter(move |column| typed(column) || *column == Column::Measures)
}

/// The columns a heading names; nothing where the row is none.
pub fn read_heading(row: &[String], heading: fn(&str) -> Option<Column>) -> Option<Vec<Option<Column>>> {
    let mut columns: Vec<Option<Column>> = Vec::new();
    for cell in row {
        let known = heading(cell).filter(|column| !columns.contains(&Some(*column)));
        columns.push(known);
    }
    let known = columns.iter().flatten().count();
    let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
    (known > 0 && known * 2 >= filled).then_some(columns)
}

impl NewRows {
    /// Takes a table in: by its heading, else by the shown columns from `first` on.
    pub fn of(table: Vec<Vec<String>>, heading: fn(&str) -> Option<Column>, shown: &[Column]) -> Self {
        let wide = table.first().map_or(0, Vec::len);
        let named = table.first().and_then(|row| read_heading(row, heading));
        let by_place = || {
            let takes: Vec<_> = takes().collect();
            let mut shown = shown.iter().filter(|column| takes.contains(column)).copied();
            if wide == 1 { vec![Some(Column::Title)] } else { (0..wide).map(|_| shown.next()).collect() }
        };
        let is_headed = named.is_some();
        let mut columns = named.unwrap_or_else(by_place);
        for column in &mut columns {
            *column = column.filter(|it| takes().any(|can| can == *it));
        }
        Self { table, heading: is_headed, columns, inspection: String::new(), add_units: true }
    }

    /// The rows of the table that are issues, with their places.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &Vec<String>)> {
        let filled = |row: &Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
        self.table.iter().enumerate().skip(usize::from(self.heading)).filter(move |(_, row)| filled(row))
    }

    /// The heading of a column; empty where the table has none.
    pub fn heading_of(&self, place: usize) -> &str {
        let head = self.table.first().filter(|_| self.heading);
        head.and_then(|row| row.get(place)).map_or("", |cell| cell.trim())
    }

    /// The columns that are not taken though they say something.
    pub fn left_out(&self) -> Vec<LeftOut> {
        let free = self.columns.iter().enumerate().filter(|(_, column)| column.is_none());
        let left_out = free.map(|(place, _)| {
            let says = |row: &&Vec<String>| row.get(place).is_some_and(|cell| !cell.trim().is_empty());
            let filled = self.rows().filter(|(_, row)| says(row)).count();
            LeftOut { place, heading: self.heading_of(place).to_owned(), filled }
        });
        left_out.filter(|column| column.filled > 0).collect()
    }

    /// Takes a column of the table as something else; no two are the same.
    pub fn take_as(&mut self, place: usize, column: Option<Column>) {
        if column.is_some() {
            for taken in self.columns.iter_mut().filter(|it| **it == column) {
                *taken = None;
            }
        }
        if let Some(slot) = self.columns.get_mut(place) {
            *slot = column;
        }
    }

    /// Works out what the table comes to.
    pub fn plan(&self, writer: &CellWriter<'_>, new_id: &mut dyn FnMut() -> u128) -> NewPlan {
        let mut plan = NewPlan::default();
        let inspection = self.inspection_id(writer, &mut plan);
        for (place, row) in self.rows() {
            let mut maker = RowMaker { writer, plan: &mut plan, place, add_units: self.add_units };
            let cells: BTreeMap<Column, &str> = self
                .columns
                .iter()
                .zip(row)
                .filter_map(|(column, cell)| Some(((*column)?, cell.trim())))
                .filter(|(_, cell)| !cell.is_empty())
                .collect();
            maker.make(&cells, inspection, IssueId(new_id()));
        }
        plan
    }

    fn inspection_id(&self, writer: &CellWriter<'_>, plan: &mut NewPlan) -> Option<InspectionId> {
        let name = self.inspection.trim();
        if name.is_empty() {
            return None;
        }
        let all = writer.ledger().directory.live_inspections();
        let known = all.iter().find(|it| it.fields.name.get() == name).map(|it| it.id);
        Some(known.unwrap_or_else(|| {
            let inspection = InspectionId::derived(&[name]);
            let values = vec![InspectionValue::Name(name.to_owned())];
            plan.actions.push(Action::AddInspection { inspection, values });
            plan.new_inspection = Some(name.to_owned());
            inspection
        }))
    }
}

/// Columns of a row that are read together, or become more than one field.
const READ_APART: [Column; 5] =
    [Column::LeadUnit, Column::Cooperating, Column::Due, Column::DeadlineWords, Column::Measures];

/// Makes one issue of one row.
struct RowMaker<'a, 'p> {
    writer: &'a CellWriter<'a>,
    plan: &'p mut NewPlan,
    place: usize,
    add_units: bool,
}

impl RowMaker<'_, '_> {
    fn make(&mut self, cells: &BTreeMap<Column, &str>, inspection: Option<InspectionId>, issue: IssueId) {
        if !cells.contains_key(&Column::Title) {
            self.plan.faults.push(RowFault { row: self.place, column: Column::Title, why: None });
            return;
        }
        let mut values = Vec::new();
        let leads = self.units(cells, Column::LeadUnit);
        let lead = leads.first().copied();
        values.extend(lead.map(|unit| IssueValue::LeadUnit(Some(unit))));
        if leads.len() > 1 {
            values.push(IssueValue::LeadToConfirm(true));
        }
        for (column, text) in cells.iter().filter(|(column, _)| !READ_APART.contains(column)) {
            values.extend(self.value(*column, text, lead));
        }
        // The row's own inspection stands in the place of the one for all.
        if !values.iter().any(|value| matches!(value, IssueValue::Inspection(_))) {
            values.extend(inspection.map(IssueValue::Inspection));
        }
        self.deadline(cells, &mut values);
        let mut with = self.units(cells, Column::Cooperating);
        with.retain(|unit| !leads.contains(unit));
        self.plan.actions.push(Action::RegisterIssue { issue, values });
        let add = |role| move |unit| Action::AddIssueUnit { issue, role, unit };
        self.plan.actions.extend(leads.into_iter().skip(1).map(add(UnitRole::CoLead)));
        self.plan.actions.extend(with.into_iter().map(add(UnitRole::Cooperating)));
        self.measures(cells.get(&Column::Measures).copied().unwrap_or_default(), issue);
        self.plan.issues += 1;
        self.plan.ids.push(issue);
    }

    /// The value of a column that is one plain field; a unit the directory does not know is added to it.
    fn value(&mut self, column: Column, text: &str, lead: Option<UnitId>) -> Option<IssueValue> {
        match column {
            Column::SupervisingUnit => Some(IssueValue::SupervisingUnit(Some(self.unit(column, text)?))),
            Column::AcceptingUnit => Some(IssueValue::AcceptingUnit(Some(self.unit(column, text)?))),
            _ => match self.writer.value(column, &Said::Text(text.to_owned()), lead) {
                Ok(value) => Some(value),
                Err(why) => {
                    self.fault(column, why);
                    None
                }
            },
        }
    }

    /// Each numbered line is a measure of its own.
    fn measures(&mut self, text: &str, issue: IssueId) {
        let directory = &self.writer.ledger().directory;
        let year = self.writer.today().year();
        let measures = measures_of_cell((issue, text), year, |name| find_unit(directory, name));
        self.plan.measures += measures.len();
        self.plan.actions.extend(measures);
    }

    fn fault(&mut self, column: Column, why: CellFault) {
        self.plan.faults.push(RowFault { row: self.place, column, why: Some(why) });
    }

    /// The words of the deadline stay; a day beside them says what they mean.
    fn deadline(&mut self, cells: &BTreeMap<Column, &str>, values: &mut Vec<IssueValue>) {
        let read = |column, strict| {
            let text = cells.get(&column).copied().unwrap_or_default();
            read_cell(text, self.writer.context(), Reading { strict, by_hand: false })
        };
        let (words, day) =
            (read(Column::DeadlineWords, false), read(Column::Due, cells.contains_key(&Column::DeadlineWords)));
        let day = match day {
            Ok(day) => day,
            Err(why) => return self.fault(Column::Due, why),
        };
        let words = words.unwrap_or_default();
        let deadline = match (words.is_empty(), &day.kind) {
            (true, _) => day,
            (false, DeadlineKind::ByDate { date, .. }) => words.confirmed_as(*date),
            (false, _) => words,
        };
        if !deadline.is_empty() {
            values.push(IssueValue::FirstDeadline(deadline));
        }
    }

    /// The units a cell names, each once. Of several leads a person confirms one.
    fn units(&mut self, cells: &BTreeMap<Column, &str>, column: Column) -> Vec<UnitId> {
        let mut all = Vec::new();
        for name in unit_names(cells.get(&column).copied().unwrap_or_default()) {
            let unit = self.unit(column, name);
            all.extend(unit.filter(|unit| !all.contains(unit)));
        }
        all
    }

    fn unit(&mut self, column: Column, name: &str) -> Option<UnitId> {
        if let Some(known) = find_unit(&self.writer.ledger().directory, name) {
            return Some(known);
        }
        let name = name.trim().to_owned();
        if !self.add_units {
            self.fault(column, CellFault::NoSuchUnit(name));
            return None;
        }
        let unit = UnitId::derived(&[&name]);
        if !self.plan.new_units.contains(&name) {
            let values = vec![UnitValue::Name(name.clone())];
            self.plan.actions.push(Action::AddUnit { unit, values });
            self.plan.new_units.push(name);
        }
        Some(unit)
    }
}

#[cfg(test)]
mod tests;
