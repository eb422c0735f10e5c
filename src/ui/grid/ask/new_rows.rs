//! A pasted table as new issues: what each column is, the inspection, and what it comes to before it is done.

use egui::{Align2, Rect, Ui, vec2};

use crate::{
    app::{
        Column,
        grid::{
            Bulk, clipboard,
            new_rows::{NewPlan, NewRows, takes},
        },
        random_id,
    },
    domain::{IssueId, issue::IssueValue, rules::Action},
    ui::{
        icon,
        theme::{self, Tone, font, size, space},
        view::ViewCtx,
        widgets::{
            Choice, ChoiceItem, Dialog, Field, Weight, banner, button, button_unless, check_box, glyph, hint, inside,
            line, radio, section_title, text,
        },
        words,
    },
};

use super::{
    super::{Here, deeds},
    Over,
    faults::{FaultLine, faults_ui, lines_of},
};

/// What is done with a block that is longer than the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Every row is a new issue.
    AllNew,
    /// Over the cells first; the rows below the last one are new.
    RestNew,
    /// Over the cells; the rest is left out.
    OnlyCells,
}

/// What is to be decided.
#[derive(Debug)]
pub(in crate::ui::grid) struct NewRowsAsk {
    /// What was pasted.
    all: NewRows,
    /// Its rows below the last one of the grid.
    rest: NewRows,
    over: Option<(Bulk, usize)>,
    cell_faults: Vec<FaultLine>,
    way: Way,
    typed: String,
    plan: NewPlan,
    faults: Vec<FaultLine>,
    stale: bool,
    refusal: Option<String>,
}

impl NewRowsAsk {
    pub(super) fn new(here: Here<'_>, table: Vec<Vec<String>>, over: Option<Over>) -> Self {
        let heading = words::grid::heading;
        let mut ask = Self {
            all: NewRows::of(table.clone(), heading, here.columns),
            rest: NewRows::default(),
            over: None,
            cell_faults: Vec::new(),
            way: Way::AllNew,
            typed: String::new(),
            plan: NewPlan::default(),
            faults: Vec::new(),
            stale: true,
            refusal: refusal(here.ctx),
        };
        if let Some(((wishes, rows, columns), writer)) = over.zip(here.writer()) {
            let below = table.into_iter().rev().take(rows).collect::<Vec<_>>();
            ask.all = NewRows::of(ask.all.table, heading, &columns);
            ask.rest = NewRows::of(below.into_iter().rev().collect(), heading, &columns);
            let bulk = Bulk::of(&writer, &wishes);
            ask.cell_faults = lines_of(here, &bulk);
            ask.over = Some((bulk, rows));
        }
        let last = here.ctx.ledger().and_then(|ledger| {
            let inspections = ledger.directory.live_inspections();
            inspections.last().map(|last| last.fields.name.get().clone())
        });
        ask.all.inspection = last.unwrap_or_default();
        ask.rest.inspection.clone_from(&ask.all.inspection);
        ask
    }

    fn rows(&mut self) -> &mut NewRows {
        match self.way {
            Way::AllNew | Way::OnlyCells => &mut self.all,
            Way::RestNew => &mut self.rest,
        }
    }

    /// Works out anew what it comes to.
    fn refresh(&mut self, here: Here<'_>) {
        let Some(writer) = here.writer().filter(|_| std::mem::take(&mut self.stale)) else {
            return;
        };
        self.plan = match self.way {
            Way::OnlyCells => NewPlan::default(),
            Way::AllNew | Way::RestNew => self.rows().plan(&writer, &mut random_id),
        };
        let fault = |fault: &crate::app::grid::new_rows::RowFault| FaultLine {
            cell: words::grid::table_cell(fault.row + 1, fault.column),
            why: fault.why.as_ref().map_or_else(
                || words::grid::NO_TITLE.to_owned(),
                |why| words::grid::cell_fault(here.ctx.ledger(), why),
            ),
            locked: None,
        };
        self.faults = self.plan.faults.iter().map(fault).collect();
        if self.way != Way::AllNew {
            self.faults.splice(0..0, self.cell_faults.iter().cloned());
        }
    }

    /// The whole of it as one change.
    fn action(&self) -> Option<Action> {
        let mut all = Vec::new();
        if let Some((bulk, _)) = self.over.as_ref().filter(|_| self.way != Way::AllNew) {
            all.extend(bulk.actions.iter().cloned());
        }
        all.extend(self.plan.actions.iter().cloned());
        deeds::one(all)
    }

    /// `false` once it is decided.
    pub(super) fn show(&mut self, here: Here<'_>, ui: &Ui) -> bool {
        self.refresh(here);
        let shown = Dialog::new("grid new rows", words::grid::NEW_ROWS_TITLE).width(860.0).show(
            ui.ctx(),
            self,
            |ui, ask| ask.body(here, ui),
            |ui, ask| {
                let cells = ask.over.as_ref().filter(|_| ask.way != Way::AllNew).map_or(0, |(bulk, _)| bulk.cells);
                let deed = words::grid::register(ask.plan.issues, cells);
                let nothing = (ask.plan.issues + cells == 0).then_some(words::grid::NOTHING_TO_REGISTER);
                let against = ask.refusal.as_deref().or(nothing);
                let done = button_unless(ui, Weight::Primary, "", &deed, against).clicked();
                let left = button(ui, Weight::Normal, "", words::CANCEL).clicked();
                (done, left)
            },
        );
        let (done, left) = shown.foot;
        if done && let Some(action) = self.action() {
            here.ctx.commands.act(action);
        }
        !(done || left || shown.closed)
    }

    fn body(&mut self, here: Here<'_>, ui: &mut Ui) {
        if self.all.table.is_empty() {
            return self.empty_ui(here, ui);
        }
        if let Some((bulk, rows)) = &self.over {
            let ways = [
                (Way::AllNew, words::grid::all_new(self.all.table.len())),
                (Way::RestNew, words::grid::rest_new(self.all.table.len() - rows, *rows)),
                (Way::OnlyCells, words::grid::only_cells(bulk.cells, *rows)),
            ];
            for (way, said) in ways {
                if radio(ui, self.way == way, &said).clicked() {
                    (self.way, self.stale) = (way, true);
                }
            }
        }
        if self.way != Way::OnlyCells {
            self.inspection_ui(here, ui);
            let rows = self.rows();
            let before = rows.clone();
            if before.table.len() > 1 {
                check_box(ui, &mut rows.heading, words::grid::HEADED);
            }
            let left_out = rows.left_out();
            if !left_out.is_empty() {
                banner(ui, Tone::Warn, &words::grid::columns_left_out(&left_out), &[]);
            }
            columns_ui(ui, rows);
            self.stale |= *self.rows() != before;
        }
        self.outcome_ui(ui);
        if self.stale {
            ui.ctx().request_repaint();
        }
    }

    fn inspection_ui(&mut self, here: Here<'_>, ui: &mut Ui) {
        let Some(ledger) = here.ctx.ledger() else {
            return;
        };
        let label = words::issue_field(crate::domain::issue::IssueField::Inspection);
        let inspections = ledger.directory.live_inspections();
        let items: Vec<_> = inspections.iter().map(|it| ChoiceItem::new(it.fields.name.get())).collect();
        let field = Field::new(label).hint(words::register::INSPECTION_HINT).width(420.0);
        let mut name = self.all.inspection.clone();
        if Choice::new(field, &items).show_free(ui, &mut name).changed() {
            self.all.inspection.clone_from(&name);
            self.rest.inspection = name;
            self.stale = true;
        }
        if let Some(name) = &self.plan.new_inspection {
            hint(ui, &words::register::will_be_added(words::register::INSPECTION, name));
        }
    }

    /// What it comes to, before it is done.
    fn outcome_ui(&mut self, ui: &mut Ui) {
        let t = theme::of(ui);
        if self.plan.measures > 0 {
            hint(ui, &words::grid::measures_split(self.plan.measures));
        }
        let mut add = self.all.add_units;
        let unknown = &self.plan.new_units;
        if !unknown.is_empty() || !add {
            let said = words::grid::add_units(unknown.len());
            if check_box(ui, &mut add, &said).changed() {
                (self.all.add_units, self.rest.add_units, self.stale) = (add, add, true);
            }
            if !unknown.is_empty() {
                text(ui, &unknown.join("、"), 3, t.text_2);
            }
        }
        if !self.faults.is_empty() {
            section_title(ui, &words::grid::left_out(self.faults.len()), "");
            faults_ui(ui, &self.faults);
        }
    }

    /// Nothing was pasted yet.
    fn empty_ui(&mut self, here: Here<'_>, ui: &mut Ui) {
        text(ui, words::grid::PASTE_HERE, 3, theme::of(ui).text_2);
        let field = Field::new(words::grid::TABLE).bare().rows(8).hint(words::grid::PASTE_HINT);
        let id = field.id(ui);
        let response = field.show(ui, &mut self.typed);
        if !ui.memory(|memory| memory.has_focus(id)) && self.typed.is_empty() {
            response.request_focus();
        }
        if self.typed.contains(['\t', '\n']) {
            let table = match clipboard::read(&std::mem::take(&mut self.typed)) {
                Ok(table) => table,
                Err(clipboard::TooManyCells(n_cells)) => {
                    self.refusal = Some(words::grid::too_many_cells(n_cells));
                    return;
                }
            };
            let inspection = std::mem::take(&mut self.all.inspection);
            self.all = NewRows::of(table, words::grid::heading, here.columns);
            self.all.inspection = inspection;
            self.stale = true;
        }
    }
}

/// Why nobody may register an issue here.
fn refusal(ctx: ViewCtx<'_>) -> Option<String> {
    if ctx.app.is_read_only() {
        return Some(words::grid::READ_ONLY.to_owned());
    }
    let values = vec![IssueValue::Title("?".to_owned())];
    let refusal = ctx.app.refusal(&Action::RegisterIssue { issue: IssueId(1), values })?;
    Some(words::refusal(ctx.ledger(), &refusal))
}

/// How wide the name of a column and the choice of what it is are.
const NAME: f32 = 150.0;
const CHOICE: f32 = 180.0;

/// Each pasted column with its heading, what it is taken as, and its first texts.
fn columns_ui(ui: &mut Ui, rows: &mut NewRows) {
    let all: Vec<Column> = takes().collect();
    let names = std::iter::once(words::grid::LEAVE_OUT).chain(all.iter().map(|it| words::issues_page::column(*it)));
    let items: Vec<_> = names.map(ChoiceItem::new).collect();
    let mut decided = None;
    section_title(ui, words::grid::COLUMNS_TITLE, words::grid::COLUMNS_ASIDE);
    let missed: Vec<usize> = rows.left_out().iter().map(|column| column.place).collect();
    for (n, column) in rows.columns.iter().enumerate() {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW + space::XS), egui::Sense::hover());
        name_ui(ui, rect.with_max_x(rect.left() + NAME), rows, n, missed.contains(&n));
        let choice = Rect::from_min_size(rect.min + vec2(NAME + space::S, 0.0), vec2(CHOICE, rect.height()));
        let label = words::grid::table_column(n + 1);
        let mut chosen = Some(column.and_then(|it| all.iter().position(|other| *other == it)).map_or(0, |at| at + 1));
        inside(ui, ("column", n), choice, |ui| {
            let field = Field::new(&label).salt(&label).bare().width(CHOICE);
            if Choice::new(field, &items).show(ui, &mut chosen).changed() {
                let place = chosen.and_then(|at| at.checked_sub(1));
                decided = Some((n, place.and_then(|at| all.get(at)).copied()));
            }
        });
        let said = rect.with_min_x(choice.right() + space::M);
        let ink = if column.is_some() { theme::of(ui).text_2 } else { theme::of(ui).text_3 };
        line(ui, said, Align2::LEFT_CENTER, &sample(rows, n), font::body(), ink);
    }
    if let Some((n, column)) = decided {
        rows.take_as(n, column);
    }
}

/// The first texts of a column.
fn sample(rows: &NewRows, n: usize) -> String {
    let cells = rows.rows().filter_map(|(_, row)| row.get(n)).map(|cell| cell.trim());
    let cells: Vec<_> = cells.filter(|cell| !cell.is_empty()).take(4).collect();
    cells.join("　").replace(['\n', '\r'], " ")
}

/// The heading of a column; one that is left out though it says something is marked.
fn name_ui(ui: &Ui, rect: Rect, rows: &NewRows, n: usize, missed: bool) {
    let t = theme::of(ui);
    let heading = rows.heading_of(n);
    let name = if heading.is_empty() { words::grid::table_column(n + 1) } else { heading.replace('\n', "") };
    let (mut room, mut ink) = (rect, t.text);
    if missed {
        ink = t.hue(Tone::Warn).ink;
        glyph(ui, room.with_max_x(room.left() + 18.0), icon::WARNING, 16.0, ink);
        room.min.x += 22.0;
    }
    line(ui, room, Align2::LEFT_CENTER, &name, font::body(), ink);
}
