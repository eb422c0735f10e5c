//! The line under the grid: what is chosen, and the keys that matter now.

use egui::{Align2, Rect, Ui, vec2};

use crate::ui::{
    paint::line,
    theme::{self, font, space},
    words,
};

use super::{GridDraft, Here};

/// How high it is.
pub(in crate::ui) const STATUS: f32 = 26.0;

pub(in crate::ui) fn status_ui(here: Here<'_>, ui: &Ui, rect: Rect, draft: &GridDraft) {
    let t = theme::of(ui);
    ui.painter().rect_filled(rect, 0, t.sunken);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, t.hairline());
    let room = rect.shrink2(vec2(space::L, 0.0));
    let hint = match (&draft.edit, draft.selection) {
        (Some(_), _) => words::grid::HINT_EDITING,
        (None, _) if here.ctx.app.is_read_only() => words::grid::HINT_LOOKING,
        (None, Some(selection)) if !selection.is_one() => words::grid::HINT_BLOCK,
        (None, Some(_)) => words::grid::HINT_CELL,
        (None, None) => words::grid::HINT_NOTHING,
    };
    let right = line(ui, room, Align2::RIGHT_CENTER, hint, font::small(), t.text_3);
    let Some(selection) = draft.selection else {
        return;
    };
    let ground = here.ground();
    let block = selection.block();
    let rows = (block.first.row..=block.last.row).filter(|row| ground.issue(*row).is_some()).count();
    let said = words::grid::chosen(rows, block.width());
    let left = room.with_max_x(right.left() - space::M);
    line(ui, left, Align2::LEFT_CENTER, &said, font::small(), t.text_2);
}
