//! The cards about copies: merge one, what lies beside the ledger, the last receipt, what this computer remembers.

use egui::Ui;

use crate::{
    app::{
        Command,
        documents::{DocumentOrder, Subject, WordForm},
        merge::Receipt,
    },
    ui::{
        documents, icon,
        theme::{self, Tone, font, space},
        view::ViewCtx,
        widgets::{Dialog, Field, Weight, banner, button, button_unless, card_ui, divider, hint, link, section_title},
        words::{self, exchange, merge as said},
    },
};

/// What is typed and open on these cards.
#[derive(Debug, Default)]
pub(super) struct CopiesDraft {
    path: String,
    purge: bool,
}

/// Choose a copy, or one that was found.
pub(super) fn merge_card(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut CopiesDraft) {
    card_ui(ui, said::CARD, "", |ui| {
        hint(ui, said::CARD_HINT);
        if ctx.app.is_reading_copy() {
            ui.horizontal(|ui| {
                ui.add(egui::Spinner::new().size(16.0));
                hint(ui, said::READING);
            });
        }
        let lacking = ctx.app.lacking();
        if lacking > 0 {
            let deeds = [said::SHOW_LACKING, said::DECLINE];
            match banner(ui, Tone::Warn, &said::lacking(lacking), &deeds) {
                Some(0) => ctx.commands.send(Command::MergeLacking),
                Some(_) => ctx.commands.send(Command::DeclineLacking),
                None => {}
            }
        }
        let refusal = ctx.app.is_read_only().then_some(words::grid::READ_ONLY);
        ui.horizontal(|ui| {
            if button_unless(ui, Weight::Primary, icon::CALL_MERGE, said::CHOOSE_COPY, refusal).clicked() {
                ctx.commands.send(Command::AskMerge);
            }
            // The receipt has the same button while it is shown.
            if let Some(count) = ctx.app.merge_to_take_back().filter(|_| ctx.app.merge_done().is_none()) {
                let undo = button(ui, Weight::Normal, icon::UNDO, said::UNDO_MERGE).on_hover_text(said::UNDO_HINT);
                if undo.clicked() {
                    ctx.commands.send(Command::UndoMerge);
                }
                hint(ui, &said::places(count));
            }
        });
        let copies = ctx.app.conflict_copies();
        if !copies.is_empty() {
            section_title(ui, said::BESIDE, "");
        }
        for (path, new) in copies {
            ui.push_id(path, |ui| {
                ui.horizontal(|ui| {
                    hint(ui, &said::copy_beside(path, *new));
                    if link(ui, said::LOOK_AT).clicked() {
                        ctx.commands.send(Command::Merge(path.clone()));
                    }
                });
            });
        }
        Field::new(exchange::PATH).salt("copy to merge").hint(exchange::PATH_HINT).show(ui, &mut draft.path);
        let path = draft.path.trim().trim_matches('"');
        let missing = path.is_empty().then_some(exchange::NO_PATH).or(refusal);
        if button_unless(ui, Weight::Normal, icon::VISIBILITY, said::LOOK_AT, missing).clicked() {
            ctx.commands.send(Command::Merge(path.into()));
        }
    });
}

/// The receipt of the merge just done, or of an earlier one.
pub(super) fn receipt_card(ctx: ViewCtx<'_>, ui: &mut Ui, receipt: &Receipt) {
    let aside = words::date_and_time(receipt.at);
    card_ui(ui, said::RECEIPT, &aside, |ui| {
        tiles_ui(ui, receipt);
        hint(ui, &said::sums(receipt.counts));
        let undecided = receipt.counts.conflicts + receipt.counts.faults > 0;
        if undecided {
            banner(ui, Tone::Warn, &said::merged(receipt.counts), &[]);
        }
        ui.horizontal_wrapped(|ui| {
            if undecided && button(ui, Weight::Primary, icon::RULE, said::TO_REVIEW).clicked() {
                ctx.commands.send(Command::Go(crate::app::Page::Review));
            }
            if button(ui, Weight::Normal, icon::SAVE, said::SAVE_RECEIPT).clicked()
                && let Some(ledger) = ctx.ledger()
            {
                let text = said::receipt_text(ledger, receipt);
                ctx.commands.send(Command::AskSaveText(said::RECEIPT_NAME.to_owned(), text));
            }
            print_ui(ctx, ui, receipt);
            if ctx.app.merge_to_take_back().is_some()
                && button(ui, Weight::Normal, icon::UNDO, said::UNDO_MERGE).on_hover_text(said::UNDO_HINT).clicked()
            {
                ctx.commands.send(Command::UndoMerge);
            }
            if button(ui, Weight::Quiet, "", said::DONE).clicked() {
                ctx.commands.send(Command::PutReceiptAway);
            }
        });
    });
}

/// The receipt as a Word document.
fn print_ui(ctx: ViewCtx<'_>, ui: &mut Ui, receipt: &Receipt) {
    let (Some(ledger), Some(document)) = (ctx.ledger(), ctx.app.document()) else {
        return;
    };
    documents::document_button(ctx, ui, said::RECEIPT_IN_WORD, || {
        let mine = document.path().display().to_string();
        let receipt = said::receipt_document(ledger, receipt, &mine);
        DocumentOrder::new(WordForm::Receipt, Subject::Merge(Box::new(receipt)))
    });
}

fn tiles_ui(ui: &mut Ui, receipt: &Receipt) {
    let t = theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XL;
        for (label, count) in said::tiles(receipt.counts) {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(egui::RichText::new(count.to_string()).font(font::title()).color(t.text));
                ui.label(egui::RichText::new(label).font(font::small()).color(t.text_3));
            });
        }
    });
}

/// Earlier merges on this computer.
pub(super) fn receipts_card(ctx: ViewCtx<'_>, ui: &mut Ui) {
    let receipts = ctx.app.receipts();
    if receipts.is_empty() {
        return;
    }
    card_ui(ui, said::RECEIPTS, "", |ui| {
        for (n, receipt) in receipts.iter().enumerate().take(12) {
            if n > 0 {
                divider(ui);
            }
            ui.push_id(n, |ui| {
                ui.horizontal(|ui| {
                    hint(ui, &said::receipt_line(receipt));
                    if link(ui, said::OPEN_RECEIPT).clicked() {
                        ctx.commands.send(Command::ShowReceipt(n));
                    }
                });
            });
        }
    });
}

/// What this computer remembers of the ledger, and how to make it forget.
pub(super) fn here_card(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut CopiesDraft) {
    if ctx.app.is_read_only() {
        return;
    }
    let (changes, bytes) = ctx.app.remembered();
    card_ui(ui, said::HERE, &said::remembered(changes, bytes), |ui| {
        hint(ui, said::HERE_HINT);
        let lacking = ctx.app.lacking();
        if lacking > 0 {
            banner(ui, Tone::Warn, &said::compared(changes, lacking), &[]);
        } else {
            hint(ui, &said::compared(changes, lacking));
        }
        ui.horizontal_wrapped(|ui| {
            if lacking > 0 && button(ui, Weight::Primary, icon::RESTART_ALT, said::SHOW_LACKING).clicked() {
                ctx.commands.send(Command::MergeLacking);
            }
            if let Some(folder) = ctx.app.older_copies() {
                let open = button(ui, Weight::Normal, icon::FOLDER_OPEN, said::OLDER).on_hover_text(said::OLDER_HINT);
                if open.clicked() {
                    ctx.commands.send(Command::OpenWritten(folder));
                }
            }
            if button(ui, Weight::Normal, "", said::PURGE).clicked() {
                draft.purge = true;
            }
        });
    });
    if !draft.purge {
        return;
    }
    let shown = Dialog::new("purge", said::HERE).show(
        ui.ctx(),
        draft,
        |ui, _| hint(ui, said::PURGE_HINT),
        |ui, draft| {
            if button(ui, Weight::Normal, "", said::PURGE_NOW).clicked() {
                ctx.commands.send(Command::Purge);
                draft.purge = false;
            }
            button(ui, Weight::Quiet, "", words::CANCEL).clicked()
        },
    );
    if shown.closed || shown.foot {
        draft.purge = false;
    }
}
