//! What stands around every page: rail, top bar, status bar, notices, and the keys that work everywhere.

mod clock_bar;
mod counts;
mod drop;
mod keys;
mod notices_list;
mod opening_dialog;
mod palette;
mod rail;
mod recent_list;
mod status_bar;
mod toasts;
mod top_bar;

use egui::{Panel, Ui};

use crate::ui::{
    manual::{ManualDraft, manual_ui},
    theme::size,
    view::ViewCtx,
    widgets::bar_frame,
};

use counts::Counts;
use notices_list::NoticesList;
use palette::{PaletteDraft, Target};
use recent_list::RecentList;
use toasts::Shown;
use top_bar::UndoWords;

/// What the bars remember from frame to frame.
#[derive(Debug, Default)]
pub struct FrameDraft {
    counts: Counts,
    undo: UndoWords,
    toasts: Shown,
    palette: Option<PaletteDraft>,
    recent: Option<RecentList>,
    notices: NoticesList,
    manual: ManualDraft,
    /// The day being typed while the clock is doubted.
    day: String,
    /// How far the wheel was turned with Ctrl since the last step of the zoom.
    wheel: f32,
}

/// Shows the bars; call before the page. `search` is what is being looked for.
pub fn frame_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut FrameDraft, search: &mut String) {
    keys::work(ctx, ui, draft);
    let fill = ctx.bar_fill(ui);
    let bar = |side| bar_frame(fill, side);
    let status = |ui: &mut Ui, counts: &Counts| {
        let panel = Panel::bottom("status bar").exact_size(size::STATUS_BAR).frame(bar(16));
        panel.show_separator_line(false).show(ui, |ui| status_bar::status_bar_ui(ctx, ui, counts)).inner
    };
    if ctx.app.document().is_none() {
        // A copy of the ledger that was open is still being written, and what it is on must not be pulled out.
        draft.notices.open |= ctx.app.is_copying() && status(ui, &draft.counts);
        return;
    }
    draft.counts.refresh(ctx);
    Panel::top("top bar").exact_size(size::TOP_BAR).frame(bar(12)).show_separator_line(false).show(ui, |ui| {
        if let Some(deed) = top_bar::top_bar_ui(ctx, ui, &mut draft.undo, search) {
            keys::run(ctx, ui, deed, draft);
        }
    });
    clock_bar::clock_bar_ui(ctx, ui, &mut draft.day);
    draft.notices.open |= status(ui, &draft.counts);
    Panel::left("rail")
        .resizable(false)
        .exact_size(size::RAIL)
        .frame(bar(0))
        .show_separator_line(false)
        .show(ui, |ui| rail::rail_ui(ctx, ui, &draft.counts));
}

/// Shows what lies over the page: palette, lists, the manual, notices, what hovering files would do. Call after the
/// page, so that a dialog is the next to get the focus, and a notice the last.
pub fn over_ui(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut FrameDraft) {
    drop::drop_ui(ctx, ui);
    manual_ui(ctx, ui, &mut draft.manual);
    notices_list::notices_list_ui(ctx, ui, &mut draft.notices);
    recent_list::recent_list_ui(ctx, ui, &mut draft.recent);
    match palette::palette_ui(ctx, ui, &mut draft.palette) {
        Some(Target::Deed(deed)) => keys::run(ctx, ui, deed, draft),
        Some(Target::Issue(issue)) => keys::show_issue(ctx, issue),
        None => {}
    }
    opening_dialog::opening_dialog_ui(ctx, ui);
    toasts::toasts_ui(ctx, ui, &mut draft.toasts);
}
