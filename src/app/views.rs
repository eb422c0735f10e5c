//! Views of the grid: those built in, those saved in the ledger for everybody, and one's own.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::{
    LedgerId,
    ledger::Ledger,
    view::{Condition, SavedView, ViewColumn, ViewFilter, ViewLayout},
};

use super::rows::{Column, Only, RowQuery};

/// A view that is always there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum BuiltIn {
    /// The usual columns and every issue (常用).
    #[default]
    Usual,
    /// What was found (问题清单).
    #[doc(alias = "问题清单")]
    Problems,
    /// Who answers for it (责任清单).
    #[doc(alias = "责任清单")]
    Duties,
    /// How and by when it is put right (整改清单).
    #[doc(alias = "整改清单")]
    Rectifications,
    /// What is due this year, inspection by inspection (年度任务).
    #[doc(alias = "年度任务")]
    YearTasks,
}

/// The name of a view.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ViewName {
    /// One that is always there.
    BuiltIn(BuiltIn),
    /// One saved in the ledger, for everybody.
    Shared(String),
    /// One's own, on this computer.
    Mine(String),
}

impl Default for ViewName {
    fn default() -> Self {
        Self::BuiltIn(BuiltIn::Usual)
    }
}

/// One's own view of a ledger, as settings keep it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnView {
    /// The ledger it is of.
    pub ledger: LedgerId,
    /// Its name.
    pub name: String,
    /// The view.
    pub view: SavedView,
}

/// The columns of the grid as they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The columns shown, from left to right; never none.
    pub columns: Vec<Column>,
    /// Widths that somebody has chosen, in points.
    pub widths: BTreeMap<Column, u16>,
    /// So many columns stay while the others scroll.
    pub frozen: usize,
    /// Lines of text a row has room for, one to five.
    pub lines: u8,
}

impl Default for Layout {
    fn default() -> Self {
        Self::of_columns(Column::USUAL)
    }
}

impl BuiltIn {
    /// All of them, in their order on the screen.
    pub const ALL: [Self; 5] = [Self::Usual, Self::Problems, Self::Duties, Self::Rectifications, Self::YearTasks];

    fn key(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Problems => "problems",
            Self::Duties => "duties",
            Self::Rectifications => "rectifications",
            Self::YearTasks => "year_tasks",
        }
    }

    /// The columns it begins with: those the three lists and the yearly tasks have on paper.
    pub fn layout(self) -> Layout {
        use Column as C;
        let columns: &[Column] = match self {
            Self::Usual => Column::USUAL,
            Self::Problems => {
                &[C::Number, C::Title, C::Inspection, C::Category, C::Chapter, C::Source, C::Region, C::LeadUnit]
            }
            Self::Duties => &[
                C::Number,
                C::Title,
                C::LeadUnit,
                C::Cooperating,
                C::Leader,
                C::Person,
                C::SupervisingUnit,
                C::AcceptingUnit,
            ],
            Self::Rectifications => &[
                C::Number,
                C::Title,
                C::Goal,
                C::Measures,
                C::DeadlineWords,
                C::Due,
                C::LeadUnit,
                C::LatestNote,
                C::Rating,
            ],
            Self::YearTasks => {
                &[C::Number, C::Title, C::LeadUnit, C::Due, C::Time, C::Stage, C::Rating, C::Level, C::LatestNote]
            }
        };
        let lines = if self == Self::Rectifications { 3 } else { 1 };
        let widths = if self == Self::Rectifications { [(C::Title, 280)].into() } else { BTreeMap::new() };
        Layout { widths, lines, ..Layout::of_columns(columns) }
    }

    /// The rows it begins with.
    pub fn query(self, today: NaiveDate) -> RowQuery {
        if self != Self::YearTasks {
            return RowQuery::default();
        }
        let day = |month, day| NaiveDate::from_ymd_opt(today.year(), month, day);
        RowQuery {
            conditions: [(Column::Due, Condition::Between(day(1, 1), day(12, 31)))].into(),
            sort: vec![(Column::Due, false)],
            group: Some(Column::Inspection),
            ..RowQuery::default()
        }
    }
}

impl ViewName {
    /// Whether a built-in view is called so by its machine name.
    pub fn is_called(&self, name: &str) -> bool {
        match self {
            Self::BuiltIn(view) => view.key() == name,
            Self::Shared(_) | Self::Mine(_) => false,
        }
    }

    /// The name settings keep the columns under.
    pub(super) fn key(&self, ledger: LedgerId) -> String {
        match self {
            Self::BuiltIn(view) => view.key().to_owned(),
            Self::Shared(name) => format!("shared {ledger} {name}"),
            Self::Mine(name) => format!("mine {ledger} {name}"),
        }
    }
}

impl Layout {
    /// These columns in their usual widths.
    pub fn of_columns(columns: &[Column]) -> Self {
        Self { columns: columns.to_vec(), widths: BTreeMap::new(), frozen: 2, lines: 1 }
    }

    /// What was saved; unknown columns are passed over.
    pub fn of_saved(saved: &ViewLayout) -> Self {
        let known = saved.columns.iter().filter_map(|it| Some((Column::of_name(&it.name)?, it.width)));
        let mut layout = Self { columns: Vec::new(), widths: BTreeMap::new(), frozen: saved.frozen.into(), lines: 1 };
        for (column, width) in known {
            if !layout.columns.contains(&column) {
                layout.columns.push(column);
                layout.widths.extend(width.map(|width| (column, width)));
            }
        }
        layout.lines = saved.lines.clamp(1, 5);
        if layout.columns.is_empty() { Self::default() } else { layout }
    }

    /// As it is saved.
    pub fn to_saved(&self) -> ViewLayout {
        let column =
            |column: &Column| ViewColumn { name: column.name().to_owned(), width: self.widths.get(column).copied() };
        let frozen = u8::try_from(self.frozen).unwrap_or(u8::MAX);
        ViewLayout { columns: self.columns.iter().map(column).collect(), frozen, lines: self.lines }
    }

    /// Shows a column, at the place where it usually stands, or hides it; the last one stays.
    pub fn show(&mut self, column: Column, on: bool) {
        if on && !self.columns.contains(&column) {
            let last_before = self.columns.iter().rposition(|it| *it < column);
            self.columns.insert(last_before.map_or(0, |at| at + 1), column);
        } else if !on && self.columns.len() > 1 {
            self.columns.retain(|it| *it != column);
        }
    }

    /// Puts a column to another place; `to` counts the places between the columns as they are.
    pub fn move_to(&mut self, column: Column, to: usize) {
        let Some(from) = self.columns.iter().position(|it| *it == column) else {
            return;
        };
        self.columns.remove(from);
        let to = if from < to { to - 1 } else { to };
        self.columns.insert(to.min(self.columns.len()), column);
    }
}

/// A query and columns as one view.
pub fn to_saved(query: &RowQuery, layout: &Layout) -> SavedView {
    let asked = Column::ALL.iter().filter(|it| query.filters.contains_key(it) || query.conditions.contains_key(it));
    let filter = |column: &Column| ViewFilter {
        column: column.name().to_owned(),
        values: query.filters.get(column).cloned().unwrap_or_default(),
        condition: query.conditions.get(column).cloned(),
    };
    SavedView {
        layout: layout.to_saved(),
        quick: if query.only == Only::All { String::new() } else { query.only.name().to_owned() },
        filters: asked.map(filter).collect(),
        due_within: query.due_within,
        sort: query.sort.iter().map(|(column, down)| (column.name().to_owned(), *down)).collect(),
        group: query.group.map_or("", Column::name).to_owned(),
    }
}

/// The rows a saved view asks for; what this program does not know of it is passed over.
pub fn query_of(view: &SavedView) -> RowQuery {
    let filters = || view.filters.iter().filter_map(|filter| Some((Column::of_name(&filter.column)?, filter)));
    let values = filters().filter(|(_, filter)| !filter.values.is_empty());
    RowQuery {
        text: String::new(),
        only: Only::of_name(&view.quick).unwrap_or_default(),
        filters: values.map(|(column, filter)| (column, filter.values.clone())).collect(),
        conditions: filters().filter_map(|(column, filter)| Some((column, filter.condition.clone()?))).collect(),
        among: None,
        due_within: view.due_within,
        sort: view.sort.iter().filter_map(|(name, down)| Some((Column::of_name(name)?, *down))).collect(),
        group: Column::of_name(&view.group),
        folded: std::collections::BTreeSet::new(),
    }
}

/// The rows and the columns of a view that needs no settings: built in, or saved in the ledger.
pub fn view_of(ledger: &Ledger, name: &ViewName, today: NaiveDate) -> (RowQuery, Layout) {
    let saved = match name {
        ViewName::BuiltIn(view) => return (view.query(today), view.layout()),
        ViewName::Shared(name) | ViewName::Mine(name) => name,
    };
    let view = ledger.directory.views.get(saved).and_then(|held| held.get().as_ref());
    view.map_or_else(Default::default, |view| (query_of(view), Layout::of_saved(&view.layout)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{UnitId, view::CellKey};

    #[test]
    fn a_view_comes_back_as_it_was_saved() {
        let query = RowQuery {
            only: Only::UnderWay,
            filters: [(Column::LeadUnit, [CellKey::Unit(UnitId(3)), CellKey::Empty].into())].into(),
            conditions: [(Column::Title, Condition::Contains("河".to_owned()))].into(),
            due_within: Some(30),
            sort: vec![(Column::Due, true), (Column::Title, false)],
            group: Some(Column::Category),
            ..RowQuery::default()
        };
        let mut layout = Layout { lines: 3, frozen: 1, ..BuiltIn::Duties.layout() };
        layout.widths.insert(Column::Title, 300);
        let saved = to_saved(&query, &layout);
        assert_eq!((query_of(&saved), Layout::of_saved(&saved.layout)), (query, layout));
    }

    #[test]
    fn what_is_not_known_of_a_view_is_passed_over() {
        let column = |name: &str| ViewColumn { name: name.to_owned(), width: None };
        let saved = ViewLayout { columns: vec![column("later"), column("due"), column("due")], frozen: 9, lines: 0 };
        let layout = Layout::of_saved(&saved);
        assert_eq!((layout.columns.as_slice(), layout.lines), ([Column::Due].as_slice(), 1));
        assert_eq!(Layout::of_saved(&ViewLayout::default()), Layout::default(), "never without columns");
        let view = SavedView { quick: "later".to_owned(), group: "later".to_owned(), ..SavedView::default() };
        assert_eq!(query_of(&view), RowQuery::default());
    }

    #[test]
    fn a_column_is_shown_at_its_usual_place_hidden_and_moved() {
        use Column as C;
        let mut layout = Layout::of_columns(&[C::Number, C::Title, C::Due]);
        layout.show(C::LeadUnit, true);
        assert_eq!(layout.columns, [C::Number, C::Title, C::LeadUnit, C::Due]);
        layout.move_to(C::Number, 3);
        assert_eq!(layout.columns, [C::Title, C::LeadUnit, C::Number, C::Due]);
        layout.move_to(C::Due, 0);
        assert_eq!(layout.columns, [C::Due, C::Title, C::LeadUnit, C::Number]);
        for column in [C::Due, C::Title, C::LeadUnit, C::Number] {
            layout.show(column, false);
        }
        assert_eq!(layout.columns, [C::Number], "the last one stays");
    }

    #[test]
    fn the_tasks_of_a_year_are_those_due_in_it_inspection_by_inspection() {
        let today = NaiveDate::from_ymd_opt(2026, 9, 18).unwrap();
        let query = BuiltIn::YearTasks.query(today);
        let day = |text: &str| text.parse().ok();
        let year = Condition::Between(day("2026-01-01"), day("2026-12-31"));
        assert_eq!((query.conditions.get(&Column::Due), query.group), (Some(&year), Some(Column::Inspection)));
    }
}
