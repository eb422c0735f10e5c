//! 总览: how the ledger stands as a whole.

use egui::Ui;

use crate::ui::view::ViewCtx;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct OverviewDraft {}

/// Shows the page.
pub fn overview_page_ui(_ctx: ViewCtx<'_>, _ui: &mut Ui, _draft: &mut OverviewDraft) {}
