//! 核对: what a person has to look at.

use egui::Ui;

use crate::ui::view::ViewCtx;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct ReviewDraft {}

/// Shows the page.
pub fn review_page_ui(_ctx: ViewCtx<'_>, _ui: &mut Ui, _draft: &mut ReviewDraft) {}
