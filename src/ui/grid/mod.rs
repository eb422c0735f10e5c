//! The grid's hands: cursor and block, typing into cells, the clipboard, many cells at once.
//!
//! **Invariant:** one text field with one id receives everything that is typed, also while no cell is being edited:
//! an input method composes into it, and it is never rebuilt or moved while it does.

mod ask;
mod cell_edit;
mod deeds;
mod editor;
mod ground;
mod kept;
mod keys;
mod knob;
mod list;
mod offers;
mod pointer;
mod status;

use egui::{Id, Ui};

use crate::{
    app::{
        Column,
        grid::{CellWriter, Selection, Spot},
    },
    domain::IssueId,
    ui::{
        composition::is_composing, dialog::is_dialog_open, issue_page::IssueDraft, theme::size, view::ViewCtx, words,
    },
};

use ask::Ask;
use cell_edit::CellEdit;
use ground::Lines;

pub(in crate::ui) use ask::ask_ui;
pub(in crate::ui) use deeds::{MenuDeed, chosen, from_menu};
pub(in crate::ui) use editor::editor_ui;
pub(in crate::ui) use kept::bring_back;
pub(in crate::ui) use keys::keys;
pub(in crate::ui) use knob::knob_ui;
pub(in crate::ui) use pointer::{pointed, released};
pub(in crate::ui) use status::{STATUS, status_ui};

/// Where the grid is: what it shows, and the id of its one text field.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Here<'a> {
    /// What every view is given.
    pub(in crate::ui) ctx: ViewCtx<'a>,
    /// The columns shown, in their order.
    pub(in crate::ui) columns: &'a [Column],
    /// The grid as one thing the keyboard reaches.
    pub(in crate::ui) id: Id,
}

impl<'a> Here<'a> {
    /// The text field that everything is typed into.
    fn field(&self) -> Id {
        self.id.with("field")
    }

    /// What the cursor moves over.
    fn ground(&self) -> Lines<'a> {
        Lines { ctx: self.ctx, columns: self.columns }
    }

    /// The issue of a line; none in the head of a group.
    fn issue(&self, row: usize) -> Option<IssueId> {
        self.ground().issue(row)
    }

    /// Asks the rules about cells.
    fn writer(&self) -> Option<CellWriter<'a>> {
        let context = self.ctx.app.context()?;
        Some(CellWriter::new(self.ctx.ledger()?, context, words::grid::WORDS))
    }

    /// What a cell says.
    fn text(&self, issue: IssueId, column: Column) -> String {
        let found = self.ctx.ledger().and_then(|ledger| Some((ledger, ledger.issue(issue)?)));
        let facts = self.ctx.app.rows().facts(issue);
        let Some(((ledger, issue), facts)) = found.zip(facts) else {
            return String::new();
        };
        words::issues_page::cell(ledger, column, issue, facts)
    }
}

/// The issues a selection stands on, so that it follows them when the rows are sorted anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Marks {
    cursor: Option<IssueId>,
    from: Option<IssueId>,
    to: Option<IssueId>,
}

/// What the grid's hands remember; nothing of it is in the ledger.
#[derive(Debug, Default)]
pub(in crate::ui) struct GridDraft {
    selection: Option<Selection>,
    marks: Marks,
    version: u64,
    scroll: bool,
    dragging: bool,
    knob: knob::Knob,
    text: String,
    edit: Option<CellEdit>,
    later: Vec<egui::Event>,
    ask: Option<Ask>,
    /// The dialogs that move the deadline of an assigned issue.
    issue: IssueDraft,
    told: Option<String>,
    editor: Option<egui::Rect>,
    brought_back: bool,
}

impl GridDraft {
    /// The cell cursor and its block.
    pub(in crate::ui) fn selection(&self) -> Option<Selection> {
        self.selection
    }

    /// The issue the cursor stands on.
    pub(in crate::ui) fn issue(&self) -> Option<IssueId> {
        self.selection.and(self.marks.cursor)
    }

    /// True while a dialog of it is open.
    pub(in crate::ui) fn is_asking(&self) -> bool {
        self.ask.is_some()
    }

    /// Opens the dialog that makes issues of a table, without a table yet; the clipboard is asked for it.
    pub(in crate::ui) fn ask_for_table(&mut self, ctx: ViewCtx<'_>) {
        let here = Here { ctx, columns: Column::USUAL, id: Id::NULL };
        self.ask = Some(Ask::new_rows(here, Vec::new(), None));
    }

    /// On a page without any issue: its dialog, and a table pasted onto the page.
    pub(in crate::ui) fn on_empty_page(&mut self, ctx: ViewCtx<'_>, ui: &Ui) {
        let here = Here { ctx, columns: Column::USUAL, id: ui.scope_id().with("no grid") };
        let free = self.ask.is_none() && ui.memory(egui::Memory::focused).is_none();
        let pasted = ui.input(|input| {
            input.events.iter().find_map(
                |event| {
                    if let egui::Event::Paste(text) = event { Some(text.clone()) } else { None }
                },
            )
        });
        if let Some(text) = pasted.filter(|_| free && !is_dialog_open(ui.ctx())) {
            deeds::paste(here, ui, self, &text);
        }
        ask_ui(here, ui, self);
    }

    /// True while a cell is being typed into.
    pub(in crate::ui) fn is_editing(&self) -> bool {
        self.edit.is_some()
    }

    /// Takes the wish to bring the cursor in sight.
    pub(in crate::ui) fn take_scroll(&mut self) -> bool {
        std::mem::take(&mut self.scroll)
    }

    /// Chooses cells, brings the cursor in sight and gives the grid the keyboard.
    fn select(&mut self, here: Here<'_>, ui: &Ui, selection: Selection) {
        self.selection = Some(selection);
        self.remember(here);
        self.scroll = true;
        self.told = None;
        ui.memory_mut(|memory| memory.request_focus(here.field()));
    }

    fn remember(&mut self, here: Here<'_>) {
        let issue = |spot: Spot| here.issue(spot.row);
        self.marks = self.selection.map_or_else(Marks::default, |selection| Marks {
            cursor: issue(selection.cursor()),
            from: issue(selection.anchor()),
            to: issue(selection.corner()),
        });
    }

    /// Chooses nothing any more and lets the keyboard go.
    fn let_go(&mut self, here: Here<'_>, ui: &Ui) {
        self.selection = None;
        self.marks = Marks::default();
        ui.memory_mut(|memory| memory.surrender_focus(here.field()));
    }

    /// Follows the chosen issues after the rows were worked out anew. Call before anything else.
    ///
    /// Not while an input method composes: its field stays where it is, and what is typed knows its issue.
    pub(in crate::ui) fn follow(&mut self, here: Here<'_>, ui: &Ui) {
        if is_composing(ui) {
            return;
        }
        let version = here.ctx.app.rows().version();
        if std::mem::replace(&mut self.version, version) == version {
            return;
        }
        let Some(before) = self.selection else {
            return;
        };
        let ground = here.ground();
        let place = |issue: Option<IssueId>| issue.and_then(|issue| ground.row(issue));
        let (cursor, from, to) = (place(self.marks.cursor), place(self.marks.from), place(self.marks.to));
        let same_height = from.zip(to).is_some_and(|(from, to)| to + before.anchor().row == from + before.corner().row);
        self.selection = Some(match (cursor, from.zip(to)) {
            (Some(_), Some((from, to))) if same_height && before.cursor() == before.anchor() => {
                before.moved_to(from, to)
            }
            (Some(row), _) if before.is_one() => before.moved_to(row, row),
            (Some(row), _) => Selection::at(Spot { row, ..before.cursor() }),
            (None, _) => before,
        });
        self.selection = self.selection.and_then(|selection| selection.kept_on(&ground));
        self.remember(here);
    }
}

/// How high a row of so many lines is.
pub(in crate::ui) fn row_height(lines: u8) -> f32 {
    size::ROW + f32::from(lines.clamp(1, 5) - 1) * LINE
}

/// How much each further line adds to a row.
pub(in crate::ui) const LINE: f32 = 22.0;
