//! 设置: who sits here, how it looks, the rules of the ledger.

use egui::Ui;

use crate::ui::view::ViewCtx;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct SettingsDraft {}

/// Shows the page.
pub fn settings_page_ui(_ctx: ViewCtx<'_>, _ui: &mut Ui, _draft: &mut SettingsDraft) {}
