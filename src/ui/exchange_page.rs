//! Plans and copies in and out (交换).
#![expect(clippy::wildcard_enum_match_arm, reason = "only one kind of notice is repeated here")]

mod copies;
mod merge;

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::{
    app::{Command, NoticeKind, Page},
    ui::{
        icon,
        theme::{Tone, size, space},
        view::ViewCtx,
        widgets::{Field, Weight, banner, button, button_unless, card_ui, empty_state, hint, page_head},
        words::exchange as words,
    },
};

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct ExchangeDraft {
    path: String,
    copies: copies::CopiesDraft,
    preview: merge::PreviewDraft,
}

/// Shows the page.
pub fn exchange_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ExchangeDraft) {
    if ctx.ledger().is_none() {
        if empty_state(ui, icon::SWAP_HORIZ, words::NO_LEDGER, words::TO_WELCOME).clicked() {
            ctx.commands.send(Command::Go(Page::Welcome));
        }
        return;
    }
    let side = space::XL as i8;
    let margin = Margin { left: side, right: side, top: 0, bottom: 0 };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        if let Some(shown) = ctx.app.merge_preview() {
            return merge::preview_ui(ctx, ui, shown, &mut draft.preview);
        }
        page_head(ui, words::TITLE, words::TITLE_ASIDE, |_| ());
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::M, space::M);
            if let Some(receipt) = ctx.app.merge_done() {
                copies::receipt_card(ctx, ui, receipt);
            }
            copies::merge_card(ctx, ui, &mut draft.copies);
            if ui.available_width() < size::NARROW {
                plan_card(ctx, ui);
                copy_card(ctx, ui);
            } else {
                ui.columns_const(|[left, right]| {
                    plan_card(ctx, left);
                    copy_card(ctx, right);
                });
            }
            look_card(ctx, ui, draft);
            copies::receipts_card(ctx, ui);
            copies::here_card(ctx, ui, &mut draft.copies);
            ui.add_space(space::M);
        });
    });
}

fn plan_card(ctx: ViewCtx<'_>, ui: &mut Ui) {
    card_ui(ui, words::PLAN, "", |ui| {
        hint(ui, words::PLAN_HINT);
        if button(ui, Weight::Primary, icon::DOWNLOAD, words::TO_IMPORT).clicked() {
            ctx.commands.send(Command::Go(Page::Import));
        }
    });
}

fn copy_card(ctx: ViewCtx<'_>, ui: &mut Ui) {
    card_ui(ui, words::COPY, "", |ui| {
        hint(ui, words::COPY_HINT);
        if button(ui, Weight::Normal, icon::USB, words::SAVE_COPY).clicked() {
            ctx.commands.send(Command::AskSaveCopy);
        }
        // The word stands here as long as its notice does: the stick is in the hand now.
        let last = ctx.app.notices().iter().rev().find_map(|notice| match &notice.kind {
            NoticeKind::CopySaved(path) => Some(path),
            _ => None,
        });
        if let Some(path) = last {
            banner(ui, Tone::Good, &words::copy_done(path), &[]);
        }
    });
}

fn look_card(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ExchangeDraft) {
    card_ui(ui, words::LOOK, "", |ui| {
        hint(ui, words::LOOK_HINT);
        Field::new(words::PATH).hint(words::PATH_HINT).show(ui, &mut draft.path);
        let path = draft.path.trim().trim_matches('"');
        let missing = path.is_empty().then_some(words::NO_PATH);
        if button_unless(ui, Weight::Normal, icon::VISIBILITY, words::OPEN_COPY, missing).clicked() {
            ctx.commands.send(Command::OpenReadOnly(path.into()));
        }
    });
}
