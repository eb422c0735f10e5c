//! 台账: the grid of issues.

use egui::Ui;

use crate::ui::view::ViewCtx;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct IssuesDraft {}

/// Shows the page.
pub fn issues_page_ui(_ctx: ViewCtx<'_>, _ui: &mut Ui, _draft: &mut IssuesDraft, _search: &mut String) {}
