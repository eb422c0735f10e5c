//! 一题一账: everything about one issue.

use egui::Ui;

use crate::ui::view::ViewCtx;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct IssueDraft {}

/// Shows the page.
pub fn issue_page_ui(_ctx: ViewCtx<'_>, _ui: &mut Ui, _draft: &mut IssueDraft, _issue_id: crate::domain::IssueId) {}
