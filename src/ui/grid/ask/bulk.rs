//! One value into one column of all chosen rows.

use egui::Ui;

use crate::{
    app::{
        Column,
        grid::{Said, Wish, kind},
    },
    domain::IssueId,
    ui::{
        widgets::{Choice, ChoiceItem, Dialog, Field, Weight, button, button_unless, hint},
        words,
    },
};

use super::super::{GridDraft, Here, offers::offers};

/// What is to be decided.
#[derive(Debug)]
pub(in crate::ui::grid) struct BulkAsk {
    issues: Vec<IssueId>,
    columns: Vec<Column>,
    column: Option<usize>,
    text: String,
}

impl BulkAsk {
    pub(super) fn new(here: Here<'_>, draft: &GridDraft) -> Option<Self> {
        let selection = draft.selection()?;
        let issues = here.ground().issues(selection.block());
        // A number or a title is one issue's own.
        let shared = |column: &Column| kind(*column).is_some() && !column.is_frozen();
        let columns: Vec<_> = Column::ALL.iter().copied().filter(shared).collect();
        let here = here.columns.get(selection.cursor().column);
        let column = here.and_then(|here| columns.iter().position(|column| column == here)).or(Some(0));
        (!issues.is_empty()).then_some(Self { issues, columns, column, text: String::new() })
    }

    fn chosen(&self) -> Option<Column> {
        self.column.and_then(|at| self.columns.get(at)).copied()
    }

    /// What is to be written, once it is decided; an empty list where it was left.
    pub(super) fn show(&mut self, here: Here<'_>, ui: &Ui) -> Option<Vec<Wish>> {
        let title = words::grid::bulk_title(self.issues.len());
        let shown = Dialog::new("grid bulk", &title).show(
            ui.ctx(),
            self,
            |ui, ask| ask.body(here, ui),
            |ui, ask| {
                let deed = if ask.text.trim().is_empty() { words::grid::BULK_CLEAR } else { words::grid::BULK_WRITE };
                let against = ask.chosen().is_none().then_some(words::CHOOSE);
                let done = button_unless(ui, Weight::Primary, "", deed, against).clicked();
                let left = button(ui, Weight::Normal, "", words::CANCEL).clicked();
                (done, left)
            },
        );
        let (done, left) = shown.foot;
        if let Some(column) = self.chosen().filter(|_| done) {
            let said = Said::Text(self.text.trim().to_owned());
            let wish = |issue: &IssueId| Wish { issue: *issue, column, said: said.clone() };
            return Some(self.issues.iter().map(wish).collect());
        }
        (left || shown.closed).then(Vec::new)
    }

    fn body(&mut self, here: Here<'_>, ui: &mut Ui) {
        let items: Vec<_> = self.columns.iter().map(|it| ChoiceItem::new(words::issues_page::column(*it))).collect();
        if Choice::new(Field::new(words::grid::BULK_COLUMN), &items).show(ui, &mut self.column).changed() {
            self.text.clear();
        }
        let Some((column, ledger)) = self.chosen().zip(here.ctx.ledger()) else {
            return;
        };
        let offers = offers(ledger, column);
        let items: Vec<_> =
            offers.iter().map(|it| ChoiceItem::new(&it.word).aside(&it.aside).keys(it.keys())).collect();
        let field = Field::new(words::grid::BULK_VALUE).hint(words::grid::BULK_HINT);
        if items.is_empty() {
            field.show(ui, &mut self.text);
        } else {
            Choice::new(field, &items).show_free(ui, &mut self.text);
        }
        hint(ui, words::grid::BULK_NOTE);
    }
}
