//! The dialog that sorts by several columns.

use egui::Ui;

use crate::{
    app::{Column, Command, RowQuery},
    ui::{
        icon,
        theme::space,
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, Dialog, Field, Weight, button, hint, icon_button, segmented},
        words::{self, views as says},
    },
};

/// The keys as they are being chosen: the column, and which way round.
#[derive(Debug)]
pub(super) struct SortDraft {
    keys: Vec<(Option<usize>, usize)>,
}

/// What is asked of a key.
#[derive(Clone, Copy)]
enum Ask {
    Remove(usize),
    Up(usize),
}

impl SortDraft {
    pub(super) fn of(query: &RowQuery) -> Self {
        let place = |column: &Column| Column::ALL.iter().position(|it| it == column);
        Self { keys: query.sort.iter().map(|(column, down)| (place(column), usize::from(*down))).collect() }
    }

    fn sort(&self) -> Vec<(Column, bool)> {
        let mut sort: Vec<(Column, bool)> = Vec::new();
        for (place, down) in &self.keys {
            let column = place.and_then(|n| Column::ALL.get(n)).copied();
            if let Some(column) = column.filter(|column| sort.iter().all(|(it, _)| it != column)) {
                sort.push((column, *down == 1));
            }
        }
        sort
    }
}

pub(super) fn sort_ui(ctx: ViewCtx<'_>, ui: &Ui, open: &mut Option<SortDraft>) {
    let Some(draft) = open.as_mut() else {
        return;
    };
    let shown = Dialog::new("sort", says::SORT_TITLE).width(520.0).show(ui.ctx(), draft, keys_ui, |ui, draft| {
        let done = button(ui, Weight::Primary, "", says::SORT_DEED).clicked().then(|| draft.sort());
        (done, button(ui, Weight::Normal, "", words::CANCEL).clicked())
    });
    let (done, left) = shown.foot;
    let over = done.is_some() || left || shown.closed;
    if let Some(sort) = done {
        let mut query = ctx.app.rows().query().clone();
        query.sort = sort;
        ctx.commands.send(Command::SetRows(query));
    }
    if over {
        *open = None;
    }
}

fn keys_ui(ui: &mut Ui, draft: &mut SortDraft) {
    let items: Vec<_> = Column::ALL.iter().map(|it| ChoiceItem::new(words::issues_page::column(*it))).collect();
    let mut asked = None;
    for (n, (column, down)) in draft.keys.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            let label = says::sort_key(n);
            let field = Field::new(&label).bare().hint(&label).width(200.0);
            Choice::new(field, &items).show(ui, column);
            ui.add_space(space::S);
            segmented(ui, &[says::UP, says::DOWN], down);
            if n > 0 && icon_button(ui, icon::ARROW_UPWARD, &says::sort_up(n)).clicked() {
                asked = Some(Ask::Up(n));
            }
            if icon_button(ui, icon::CLOSE, &says::sort_remove(n)).clicked() {
                asked = Some(Ask::Remove(n));
            }
        });
    }
    match asked {
        Some(Ask::Up(n)) => draft.keys.swap(n - 1, n),
        Some(Ask::Remove(n)) => drop(draft.keys.remove(n)),
        None => {}
    }
    if button(ui, Weight::Normal, icon::ADD, says::SORT_ADD).clicked() {
        draft.keys.push((None, 0));
    }
    hint(ui, says::SORT_HINT);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_without_a_column_and_a_column_named_twice_do_not_sort() {
        let query = RowQuery { sort: vec![(Column::Due, true), (Column::Title, false)], ..RowQuery::default() };
        let mut draft = SortDraft::of(&query);
        assert_eq!(draft.sort(), query.sort);
        draft.keys.insert(0, (None, 1));
        draft.keys.push((draft.keys[1].0, 0));
        assert_eq!(draft.sort(), query.sort);
    }
}
