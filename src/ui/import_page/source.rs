//! Where a plan comes from: a file chosen or dropped, or pasted text.

use egui::{ScrollArea, Ui};

use crate::{
    app::{
        Command,
        import::ImportSession,
        sheet_import::{SheetCommand, SheetSession},
    },
    ui::{
        icon,
        theme::{Tone, size, space},
        view::ViewCtx,
        widgets::{Field, Weight, banner, button, button_unless, card_ui, drop_tile, hint, page_head},
        words::{import as words, sheets},
    },
};

/// Shows how to give a plan, and why the last one could not be read.
pub(super) fn source_ui(ctx: ViewCtx<'_>, ui: &mut Ui, paste: &mut String, session: Option<&ImportSession>) {
    let job = session.and_then(ImportSession::job);
    let asked = page_head(ui, words::TITLE, words::TITLE_ASIDE, |ui| {
        button(ui, Weight::Primary, icon::FOLDER_OPEN, words::CHOOSE_FILE).clicked()
    });
    if asked {
        ctx.commands.send(Command::AskPlan);
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        if job.is_some_and(|job| job.shown(ctx.clock().instant).is_some()) {
            banner(ui, Tone::Accent, words::READING, &[]);
        }
        if let Some(failure) = session.and_then(ImportSession::failure) {
            banner(ui, Tone::Danger, &words::failure(failure), &[]);
            ui.add_space(space::XS);
        }
        if ui.available_width() < size::NARROW {
            file_card(ctx, ui);
            sheet_card(ctx, ui);
            paste_card(ctx, ui, paste);
        } else {
            ui.spacing_mut().item_spacing.x = space::M;
            ui.columns_const(|[left, right]| {
                file_card(ctx, left);
                sheet_card(ctx, left);
                paste_card(ctx, right, paste);
            });
        }
    });
}

fn file_card(ctx: ViewCtx<'_>, ui: &mut Ui) {
    let over = ui.input(|input| !input.raw.hovered_files.is_empty());
    card_ui(ui, words::FILE_CARD, "", |ui| {
        let wide = ui.available_width();
        if drop_tile(ui, wide, icon::UPLOAD, words::DROP_FILE, over).clicked() {
            ctx.commands.send(Command::AskPlan);
        }
        hint(ui, words::FILE_HINT);
    });
}

/// Spreadsheets: several at once, as units hand them back.
fn sheet_card(ctx: ViewCtx<'_>, ui: &mut Ui) {
    let session = ctx.app.sheet_import();
    card_ui(ui, sheets::FILE_CARD, "", |ui| {
        let wide = ui.available_width();
        if drop_tile(ui, wide, icon::TABLE_ROWS, sheets::DROP, false).clicked() {
            ctx.commands.send(Command::Sheets(SheetCommand::Ask));
        }
        if session.is_some_and(|session| session.progress(ctx.clock().instant).is_some()) {
            banner(ui, Tone::Accent, sheets::READING, &[]);
        }
        if let Some(failure) = session.and_then(SheetSession::failure) {
            banner(ui, Tone::Danger, &sheets::failure(failure), &[]);
        }
        hint(ui, sheets::FILE_HINT);
    });
}

fn paste_card(ctx: ViewCtx<'_>, ui: &mut Ui, paste: &mut String) {
    card_ui(ui, words::PASTE_CARD, "", |ui| {
        // A long plan scrolls inside its field; the button stays in sight.
        let room = (ui.ctx().content_rect().height() - 360.0).clamp(88.0, 320.0);
        ScrollArea::vertical().id_salt("pasted").max_height(room).show(ui, |ui| {
            let rows = (room / 22.0) as usize;
            Field::new(words::PASTE_CARD).bare().hint(words::PASTE_HINT).rows(rows).show(ui, paste);
        });
        let empty = paste.trim().is_empty().then_some(words::NOTHING_PASTED);
        if button_unless(ui, Weight::Normal, icon::CONTENT_PASTE, words::READ_PASTED, empty).clicked() {
            ctx.commands.send(Command::ReadPlanText(paste.clone()));
        }
    });
}
