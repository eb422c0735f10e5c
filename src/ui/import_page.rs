//! A plan read for import: choose or paste it, look at what was read, decide, take it as one change.

mod cached;
mod deadline;
mod detail;
mod faults;
mod preview;
mod sheets;
mod source;
mod table;
mod target;
mod units;

use egui::{Frame, Margin, Ui};

use crate::{
    app::{Command, Page},
    ui::{icon, theme::space, view::ViewCtx, widgets::empty_state, words::import as words},
};

use cached::Cached;
use target::TargetDraft;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct ImportDraft {
    paste: String,
    tab: usize,
    chosen: usize,
    title: Option<(usize, String)>,
    date: Option<(usize, String)>,
    target: Option<TargetDraft>,
    cached: Option<Cached>,
    sheets: sheets::SheetDraft,
}

/// Shows the page.
pub fn import_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ImportDraft) {
    if ctx.ledger().is_none() {
        if empty_state(ui, icon::DRAFT, words::NO_LEDGER, words::TO_WELCOME).clicked() {
            ctx.commands.send(Command::Go(Page::Welcome));
        }
        return;
    }
    let side = space::XL as i8;
    let margin = Margin { left: side, right: side, top: 0, bottom: space::M as i8 };
    if let Some(session) = ctx.app.sheet_import().filter(|session| !session.files().is_empty()) {
        Frame::new().inner_margin(margin).show(ui, |ui| sheets::sheets_ui(ctx, ui, &mut draft.sheets, session));
        return;
    }
    draft.sheets = sheets::SheetDraft::default();
    Frame::new().inner_margin(margin).show(ui, |ui| match ctx.app.import() {
        Some(session) if session.plan().is_some() => {
            preview::preview_ui(ctx, ui, draft, session);
        }
        session => {
            // What was typed for another plan does not belong to the next one.
            *draft = ImportDraft { paste: std::mem::take(&mut draft.paste), ..ImportDraft::default() };
            source::source_ui(ctx, ui, &mut draft.paste, session);
        }
    });
}
