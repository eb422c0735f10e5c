//! The first page: who sits here, and which ledger to open.

use egui::Ui;

use crate::ui::view::ViewCtx;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct WelcomeDraft {}

/// Shows the page.
pub fn welcome_page_ui(_ctx: ViewCtx<'_>, _ui: &mut Ui, _draft: &mut WelcomeDraft) {}

/// Lets the welcome page open with the dialog for a new ledger.
pub fn ask_new_ledger(ctx: &egui::Context) {
    ctx.data_mut(|data| data.insert_temp(egui::Id::unique("new ledger asked"), true));
}
