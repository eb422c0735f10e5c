//! 督办: who is late, notices, answers due.

use egui::Ui;

use crate::ui::view::ViewCtx;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct SupervisionDraft {}

/// Shows the page.
pub fn supervision_page_ui(_ctx: ViewCtx<'_>, _ui: &mut Ui, _draft: &mut SupervisionDraft) {}
