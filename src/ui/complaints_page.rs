//! 信访: complaints of the public.

use egui::Ui;

use crate::ui::view::ViewCtx;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct ComplaintsDraft {}

/// Shows the page.
pub fn complaints_page_ui(_ctx: ViewCtx<'_>, _ui: &mut Ui, _draft: &mut ComplaintsDraft) {}
