//! The first page: who sits here, and which ledger to open.

use egui::Ui;

use crate::ui::view::ViewCtx;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct WelcomeDraft {}

/// Shows the page.
pub fn welcome_page_ui(_ctx: ViewCtx<'_>, _ui: &mut Ui, _draft: &mut WelcomeDraft) {}
