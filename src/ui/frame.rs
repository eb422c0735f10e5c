//! What stands around every page: rail, top bar, status bar, notices, and the keys that work everywhere.

mod counts;
mod keys;
mod rail;
mod status_bar;
mod toasts;
mod top_bar;

use egui::{Panel, Ui};

use crate::ui::{
    theme::{self, size},
    view::ViewCtx,
    widgets::bar_frame,
};

use counts::Counts;
use toasts::Shown;
use top_bar::UndoWords;

/// What the bars remember from frame to frame.
#[derive(Debug, Default)]
pub struct FrameDraft {
    counts: Counts,
    undo: UndoWords,
    toasts: Shown,
}

/// Shows the bars; call before the page. `search` is what is being looked for.
pub fn frame_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut FrameDraft, search: &mut String) {
    keys::work(ctx, ui);
    toasts::toasts_ui(ctx, ui, &mut draft.toasts);
    if ctx.app.document().is_none() {
        return;
    }
    let t = theme::of(ui);
    let bar = |side| bar_frame(t.surface, side);
    draft.counts.refresh(ctx);
    Panel::top("top bar").exact_size(size::TOP_BAR).frame(bar(12)).show_separator_line(false).show(ui, |ui| {
        top_bar::top_bar_ui(ctx, ui, &mut draft.undo, search);
    });
    Panel::bottom("status bar")
        .exact_size(size::STATUS_BAR)
        .frame(bar(16))
        .show_separator_line(false)
        .show(ui, |ui| status_bar::status_bar_ui(ctx, ui, &draft.counts));
    Panel::left("rail")
        .resizable(false)
        .exact_size(size::RAIL)
        .frame(bar(0))
        .show_separator_line(false)
        .show(ui, |ui| rail::rail_ui(ctx, ui, &draft.counts));
}
