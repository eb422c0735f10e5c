//! 销号: where closures stand.

use egui::Ui;

use crate::ui::view::ViewCtx;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct ClosuresDraft {}

/// Shows the page.
pub fn closures_page_ui(_ctx: ViewCtx<'_>, _ui: &mut Ui, _draft: &mut ClosuresDraft) {}
