//! What stands around every page: rail, top bar, status bar, notices.

use egui::Ui;

use crate::ui::view::ViewCtx;

/// Text being typed in the bars.
#[derive(Debug, Default)]
pub struct FrameDraft {}

/// Shows the bars; call before the page.
pub fn frame_ui(_ctx: ViewCtx<'_>, _ui: &mut Ui, _draft: &mut FrameDraft) {}
