//! The knob at the corner of the chosen cells: dragged down or to the right it goes on with what stands in them.

use egui::{CornerRadius, CursorIcon, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use crate::{
    app::grid::{Block, Selection, Spot, fill_across, fill_on},
    ui::{composition::is_composing, theme, words},
};

use super::{GridDraft, Here, deeds};

/// How large it is, and how far around it the pointer still means it.
const SIZE: f32 = 8.0;
const AROUND: f32 = 3.0;

/// Where the knob is, and how far it is dragged.
#[derive(Debug, Default)]
pub(super) struct Knob {
    place: Option<Rect>,
    to: Option<Block>,
}

impl Knob {
    /// Whether the pointer is at work with it: the cells under it are not meant.
    pub(super) fn holds(&self, at: Option<Pos2>) -> bool {
        self.to.is_some() || self.place.zip(at).is_some_and(|(place, at)| place.contains(at))
    }
}

/// The block that dragging to a cell goes on with: down or to the right, whichever goes further.
fn onward(block: Block, at: Spot) -> Option<Block> {
    let (down, right) = (at.row.saturating_sub(block.last.row), at.column.saturating_sub(block.last.column));
    let last = match (down, right) {
        (0, 0) => return None,
        (down, right) if down >= right => Spot { row: at.row, ..block.last },
        _ => Spot { column: at.column, ..block.last },
    };
    Some(Block { last, ..block })
}

/// Where a cell is, and which cell is at a point.
type PlaceOf<'a> = &'a dyn Fn(Spot) -> Option<Rect>;
type SpotAt<'a> = &'a dyn Fn(Pos2) -> Option<Spot>;

/// Draws the knob over the cells. `body` is their room, `place` tells where a cell is, `spot` which cell is where.
pub(in crate::ui) fn knob_ui(
    here: Here<'_>,
    ui: &Ui,
    draft: &mut GridDraft,
    body: Rect,
    (place, spot): (PlaceOf<'_>, SpotAt<'_>),
) {
    let free = !draft.is_editing() && !is_composing(ui) && !here.ctx.app.is_read_only();
    let block = draft.selection.filter(|_| free).map(|selection| selection.block());
    let corner = block.and_then(|block| place(block.last)).map(|cell| cell.right_bottom());
    let (Some(block), Some(corner)) = (block, corner.filter(|at| body.expand(1.0).contains(*at))) else {
        draft.knob = Knob::default();
        return;
    };
    let t = theme::of(ui);
    let knob = Rect::from_center_size(corner, Vec2::splat(SIZE));
    let grip = knob.expand(AROUND);
    let response = ui.interact(grip, here.id.with("knob"), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words::grid::KNOB));
    let painter = ui.painter().with_clip_rect(body.expand(SIZE));
    painter.rect(knob, CornerRadius::ZERO, t.focus().color, Stroke::new(1.0, t.surface), StrokeKind::Outside);
    draft.knob.place = Some(grip);
    if response.dragged() {
        let at = ui.input(|input| input.pointer.interact_pos());
        draft.knob.to = at.and_then(spot).and_then(|at| onward(block, at));
    }
    if let Some(to) = draft.knob.to {
        let from = place(block.first).zip(place(to.last));
        if let Some((first, last)) = from {
            let whole = first.union(last);
            painter.rect_stroke(whole, CornerRadius::same(2), Stroke::new(1.5, t.focus().color), StrokeKind::Outside);
        }
        if response.drag_stopped() {
            draft.knob.to = None;
            fill(here, ui, draft, (block, to));
        }
    }
    response.on_hover_text(words::grid::KNOB_HINT).on_hover_cursor(CursorIcon::Crosshair);
}

/// Goes on with a block up to a larger one, as one change.
fn fill(here: Here<'_>, ui: &Ui, draft: &mut GridDraft, (block, to): (Block, Block)) {
    let Some(writer) = here.writer() else {
        return;
    };
    let ground = here.ground();
    let wishes = if to.last.row > block.last.row {
        let below = Spot { row: block.last.row + 1, ..block.first };
        let on = ground.issues(Block { first: below, last: to.last });
        fill_on(&writer, &ground.issues(block), &on, ground.columns_of(block))
    } else {
        let beside = Spot { column: block.last.column + 1, ..block.first };
        let on = ground.columns_of(Block { first: beside, last: to.last });
        let text = |issue, column| here.text(issue, column);
        fill_across(&writer, &ground.issues(block), (ground.columns_of(block), on), text)
    };
    draft.select(here, ui, Selection::spanning(to.first, to.last));
    deeds::run(here, draft, &wishes, 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_knob_goes_on_the_way_it_is_dragged_further() {
        let spot = |row, column| Spot { row, column };
        let block = Block { first: spot(1, 1), last: spot(2, 2) };
        let onto = |row, column| onward(block, spot(row, column)).map(|to| (to.last.row, to.last.column));
        assert_eq!(onto(6, 3), Some((6, 2)), "down");
        assert_eq!(onto(3, 6), Some((2, 6)), "to the right");
        assert_eq!(onto(1, 1), None, "back into the block: nothing");
    }
}
