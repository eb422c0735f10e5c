//! 交换: plans and copies in and out.

use egui::Ui;

use crate::ui::view::ViewCtx;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct ExchangeDraft {}

/// Shows the page.
pub fn exchange_page_ui(_ctx: ViewCtx<'_>, _ui: &mut Ui, _draft: &mut ExchangeDraft) {}
