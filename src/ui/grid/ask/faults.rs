//! Some of the cells cannot be written: each with its reason, and whether the others are to be.

use egui::{Align2, Rect, ScrollArea, Ui, vec2};

use crate::{
    app::grid::Bulk,
    domain::IssueId,
    ui::{
        theme::{self, font, size, space},
        widgets::{Dialog, Weight, button, inside, line, link, text},
        words,
    },
};

use super::super::{GridDraft, Here, deeds};

/// More lines than these scroll.
const LINES: f32 = 8.0;

/// What is to be decided.
#[derive(Debug)]
pub(in crate::ui::grid) struct FaultsAsk {
    bulk: Bulk,
    lines: Vec<FaultLine>,
    said: String,
}

/// A cell that is left out, in words.
#[derive(Clone, Debug)]
pub(super) struct FaultLine {
    /// Which cell.
    pub(super) cell: String,
    /// Why.
    pub(super) why: String,
    /// The deadline of an assigned issue, and what was to stand there: an extension can take it.
    pub(super) locked: Option<(IssueId, String)>,
}

impl FaultsAsk {
    pub(super) fn new(here: Here<'_>, bulk: Bulk, cut_columns: usize) -> Self {
        let lines = lines_of(here, &bulk);
        let said = words::grid::faults(bulk.cells, bulk.faults.len(), cut_columns);
        Self { bulk, lines, said }
    }

    pub(super) fn told(said: String) -> Self {
        Self { bulk: Bulk::default(), lines: Vec::new(), said }
    }

    /// `false` once it is decided.
    pub(super) fn show(&mut self, here: Here<'_>, ui: &Ui, draft: &mut GridDraft) -> bool {
        let title = if self.bulk.cells > 0 { words::grid::FAULTS_TITLE } else { words::grid::ALL_FAULTS_TITLE };
        let shown = Dialog::new("grid faults", title).width(720.0).show(
            ui.ctx(),
            self,
            |ui, ask| {
                text(ui, &ask.said, 3, theme::of(ui).text);
                faults_ui(ui, &ask.lines)
            },
            |ui, ask| {
                let deed = words::grid::only_the_others(ask.bulk.cells);
                let done = ask.bulk.cells > 0 && button(ui, Weight::Primary, "", &deed).clicked();
                let word = if ask.bulk.cells > 0 { words::CANCEL } else { words::CLOSE };
                let left = button(ui, Weight::Normal, "", word).clicked();
                (done, left)
            },
        );
        let (done, left) = shown.foot;
        if let Some((issue, typed)) = &shown.body {
            deeds::move_deadline(here, draft, (*issue, typed), false);
        }
        if done && let Some(action) = deeds::one(std::mem::take(&mut self.bulk.actions)) {
            here.ctx.commands.act(action);
        }
        !(done || left || shown.closed)
    }
}

pub(super) fn lines_of(here: Here<'_>, bulk: &Bulk) -> Vec<FaultLine> {
    let line = |fault: &crate::app::grid::Fault| FaultLine {
        cell: deeds::cell_of(here, fault),
        why: words::grid::cell_fault(here.ctx.ledger(), &fault.why),
        locked: fault.locked().map(|typed| (fault.issue, typed.to_owned())),
    };
    bulk.faults.iter().map(line).collect()
}

/// The cells that are left out, only those in sight drawn; the locked deadline that is to be extended.
pub(super) fn faults_ui(ui: &mut Ui, lines: &[FaultLine]) -> Option<(IssueId, String)> {
    if lines.is_empty() {
        return None;
    }
    let high = size::ROW * LINES.min(lines.len() as f32);
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("faults").auto_shrink([false, true]).max_height(high);
    let mut asked = None;
    area.show_rows(ui, size::ROW, lines.len(), |ui, rows| {
        let first = rows.start;
        for (n, fault) in lines.get(rows).unwrap_or_default().iter().enumerate() {
            if line_ui(ui, first + n, fault) {
                asked.clone_from(&fault.locked);
            }
        }
    });
    asked
}

fn line_ui(ui: &mut Ui, n: usize, fault: &FaultLine) -> bool {
    let t = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), egui::Sense::hover());
    let cell = Rect::from_min_size(rect.min, vec2(220.0_f32.min(rect.width() * 0.4), rect.height()));
    line(ui, cell, Align2::LEFT_CENTER, &fault.cell, font::body(), t.text);
    let mut why = rect.with_min_x(cell.right() + space::S);
    let mut asked = false;
    if fault.locked.is_some() {
        let place = rect.with_min_x(rect.right() - 96.0);
        why.max.x = place.left() - space::S;
        asked = inside(ui, ("extend", n), place, |ui| link(ui, words::grid::EXTEND).clicked());
    }
    line(ui, why, Align2::LEFT_CENTER, &fault.why, font::small(), t.text_2);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    asked
}
