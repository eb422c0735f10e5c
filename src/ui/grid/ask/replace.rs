//! Find and replace: old beside new, each to be ticked, and one change for all of it.

use egui::{Align2, Rect, ScrollArea, Ui, vec2};

use crate::{
    app::{
        Column,
        grid::{
            Wish,
            replace::{Hit, find, text_columns},
        },
    },
    domain::IssueId,
    ui::{
        theme::{self, Tone, font, size, space},
        widgets::{
            Choice, ChoiceItem, Dialog, Field, Weight, button, button_unless, check_box, hint, inside, line, radio,
        },
        words,
    },
};

use super::super::{GridDraft, Here};

const LINES: f32 = 9.0;

/// How many characters of a long text stand before what was found in it.
const BEFORE: usize = 10;

/// What is looked for, and what was found.
#[derive(Debug)]
pub(in crate::ui::grid) struct ReplaceAsk {
    needle: String,
    with: String,
    column: Option<usize>,
    chosen: Vec<IssueId>,
    only_chosen: bool,
    hits: Vec<(Hit, bool)>,
    stale: bool,
    fresh: bool,
}

impl ReplaceAsk {
    pub(super) fn new(here: Here<'_>, draft: &GridDraft) -> Self {
        let ground = here.ground();
        let block = draft.selection().map(|selection| selection.block());
        let chosen = block.map(|block| ground.issues(block)).unwrap_or_default();
        let column = block
            .filter(|block| block.width() == 1 && block.height() > 1)
            .and_then(|block| here.columns.get(block.first.column));
        let column = column.and_then(|column| text_columns().position(|it| it == *column)).map_or(0, |at| at + 1);
        let only_chosen = chosen.len() > 1;
        Self {
            needle: String::new(),
            with: String::new(),
            column: Some(column),
            chosen,
            only_chosen,
            hits: Vec::new(),
            stale: false,
            fresh: true,
        }
    }

    fn refresh(&mut self, here: Here<'_>) {
        let Some(ledger) = here.ctx.ledger().filter(|_| std::mem::take(&mut self.stale)) else {
            return;
        };
        let all: Vec<Column> = text_columns().collect();
        let one = self.column.and_then(|at| at.checked_sub(1)).and_then(|at| all.get(at));
        let columns = one.map_or(all.as_slice(), std::slice::from_ref);
        let issues = if self.only_chosen { &self.chosen } else { here.ctx.app.rows().ids() };
        let found = find(ledger, issues, columns, &self.needle, &self.with);
        self.hits = found.into_iter().map(|hit| (hit, true)).collect();
    }

    fn n_ticked(&self) -> usize {
        self.hits.iter().filter(|(_, ticked)| *ticked).count()
    }

    /// What is to be written, once it is decided; an empty list where it was left.
    pub(super) fn show(&mut self, here: Here<'_>, ui: &Ui) -> Option<Vec<Wish>> {
        self.refresh(here);
        let shown = Dialog::new("grid replace", words::grid::REPLACE_TITLE).width(820.0).show(
            ui.ctx(),
            self,
            |ui, ask| ask.body(here, ui),
            |ui, ask| {
                let n = ask.n_ticked();
                let against = (n == 0).then_some(words::grid::NOTHING_TICKED);
                let deed = words::grid::replace(n);
                let done = button_unless(ui, Weight::Primary, "", &deed, against).clicked();
                let left = button(ui, Weight::Normal, "", words::CANCEL).clicked();
                (done, left)
            },
        );
        let (done, left) = shown.foot;
        if done {
            return Some(self.hits.iter().filter(|(_, ticked)| *ticked).map(|(hit, _)| hit.wish()).collect());
        }
        (left || shown.closed).then(Vec::new)
    }

    fn body(&mut self, here: Here<'_>, ui: &mut Ui) {
        let before = (self.needle.clone(), self.with.clone(), self.column, self.only_chosen);
        ui.horizontal_top(|ui| {
            let third = ((ui.available_width() - space::M * 2.0) / 3.0).floor();
            let gap = space::M - ui.spacing().item_spacing.x;
            let find = Field::new(words::grid::FIND).width(third);
            let id = find.id(ui);
            find.show(ui, &mut self.needle);
            if std::mem::take(&mut self.fresh) {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            ui.add_space(gap);
            Field::new(words::grid::REPLACE_WITH).width(third).show(ui, &mut self.with);
            ui.add_space(gap);
            let names = text_columns().map(words::issues_page::column);
            let items: Vec<_> = std::iter::once(words::grid::ALL_TEXTS).chain(names).map(ChoiceItem::new).collect();
            Choice::new(Field::new(words::grid::IN_COLUMN).width(third), &items).show(ui, &mut self.column);
        });
        if self.chosen.len() > 1 {
            ui.horizontal(|ui| {
                let rows = here.ctx.app.rows().ids().len();
                for (only, said) in
                    [(true, words::grid::in_chosen(self.chosen.len())), (false, words::grid::in_all(rows))]
                {
                    if radio(ui, self.only_chosen == only, &said).clicked() {
                        self.only_chosen = only;
                    }
                }
            });
        }
        if before != (self.needle.clone(), self.with.clone(), self.column, self.only_chosen) {
            self.stale = true;
            ui.ctx().request_repaint();
        }
        self.hits_ui(here, ui);
    }

    fn hits_ui(&mut self, here: Here<'_>, ui: &mut Ui) {
        if self.hits.is_empty() {
            hint(ui, if self.needle.is_empty() { words::grid::FIND_HINT } else { words::grid::NOTHING_FOUND });
            return;
        }
        let mut all = self.n_ticked() == self.hits.len();
        if check_box(ui, &mut all, &words::grid::all_hits(self.hits.len())).changed() {
            self.hits.iter_mut().for_each(|(_, ticked)| *ticked = all);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let high = size::ROW * LINES.min(self.hits.len() as f32);
        let area = ScrollArea::vertical().id_salt("hits").auto_shrink([false, true]).max_height(high);
        let (needle, with) = (self.needle.clone(), self.with.clone());
        area.show_rows(ui, size::ROW, self.hits.len(), |ui, rows| {
            let first = rows.start;
            for (n, (hit, ticked)) in self.hits.get_mut(rows).into_iter().flatten().enumerate() {
                hit_ui(here, ui, (first + n, hit, ticked), (&needle, &with));
            }
        });
    }
}

fn hit_ui(here: Here<'_>, ui: &mut Ui, (n, hit, ticked): (usize, &Hit, &mut bool), (needle, with): (&str, &str)) {
    let t = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), egui::Sense::hover());
    let room = rect.width() - 250.0;
    let cell = words::grid::cell_name(&here.text(hit.issue, Column::Number), words::issues_page::column(hit.column));
    let tick = Rect::from_min_size(rect.min, vec2(240.0, rect.height()));
    inside(ui, ("hit", n), tick, |ui| check_box(ui, ticked, &words::cut(&cell, 13)));
    let old = Rect::from_min_size(rect.min + vec2(250.0, 0.0), vec2(room / 2.0 - space::M, rect.height()));
    let new = old.translate(vec2(room / 2.0, 0.0));
    line(ui, old, Align2::LEFT_CENTER, &around(&hit.old, needle), font::body(), t.text_2);
    let ink = if *ticked { t.hue(Tone::Accent).ink } else { t.text_3 };
    line(ui, new, Align2::LEFT_CENTER, &around_new(&hit.old, (needle, with)), font::body(), ink);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
}

/// The text from shortly before what was found.
fn around(text: &str, needle: &str) -> String {
    let at = text.find(needle).unwrap_or_default();
    let before = text.get(..at).unwrap_or_default();
    let skip = before.chars().count().saturating_sub(BEFORE);
    let kept: String = text.chars().skip(skip).collect();
    if skip > 0 { format!("…{kept}") } else { kept }
}

fn around_new(old: &str, (needle, with): (&str, &str)) -> String {
    around(old, needle).replace(needle, with)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shown_from_shortly_before_what_was_found() {
        assert_eq!(around("推进污水处理厂提标改造，完成管网建设", "管网"), "…处理厂提标改造，完成管网建设");
        assert_eq!(around("管网", "管网"), "管网");
        assert_eq!(around_new("完成管网", ("管网", "管道")), "完成管道");
    }
}
