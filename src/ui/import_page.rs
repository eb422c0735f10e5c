//! A plan read for import: preview, choices, faults.

use egui::Ui;

use crate::ui::view::ViewCtx;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct ImportDraft {}

/// Shows the page.
pub fn import_page_ui(_ctx: ViewCtx<'_>, _ui: &mut Ui, _draft: &mut ImportDraft) {}
