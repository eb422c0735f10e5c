//! The ledgers opened lately, as a list over any page.

use egui::Ui;

use crate::ui::{
    view::ViewCtx,
    welcome_page::RecentDraft,
    widgets::{Dialog, Weight, button, hint},
    words,
};

/// The list while it is open.
#[derive(Debug, Default)]
pub(super) struct RecentList {
    known: RecentDraft,
}

/// Shows the list while it is open.
pub(super) fn recent_list_ui(ctx: ViewCtx<'_>, ui: &Ui, slot: &mut Option<RecentList>) {
    let Some(draft) = slot.as_mut() else {
        return;
    };
    let dialog = Dialog::new("recent ledgers", words::RECENT).aside(words::RECENT_SAYS).width(560.0);
    let shown = dialog.show(
        ui.ctx(),
        draft,
        |ui, draft| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if ctx.app.settings().recent.is_empty() {
                hint(ui, words::NO_RECENT);
            }
            draft.known.rows_ui(ctx, ui)
        },
        |ui, _| button(ui, Weight::Normal, "", words::CLOSE).clicked(),
    );
    if shown.body || shown.foot || shown.closed {
        *slot = None;
    }
}
