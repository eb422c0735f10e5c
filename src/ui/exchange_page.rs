//! Plans and copies in and out (交换).
#![expect(clippy::wildcard_enum_match_arm, reason = "only one kind of notice is repeated here")]

mod copies;
mod drives;
mod hand_out;
mod merge;
mod sealed;
mod take_in;

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::{
    app::{Command, NoticeKind, Page},
    ui::{
        icon,
        theme::{Tone, size, space},
        view::ViewCtx,
        widgets::{Field, Weight, banner, button, button_unless, card_ui, empty_state, hint, page_head, tab},
        words::{exchange as words, exchange_hand_out as says},
    },
};

/// Pages lower than this do without their title.
const LOW: f32 = 460.0;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct ExchangeDraft {
    path: String,
    copies: copies::CopiesDraft,
    preview: merge::PreviewDraft,
    tab: usize,
    hand_out: hand_out::HandOutDraft,
    take_in: take_in::TakeInDraft,
    /// The looks that were there when the page was last drawn: new ones bring their tab forward.
    n_looks: usize,
    /// Copies were waiting to be merged when the page was last drawn.
    had_copies: bool,
}

pub use sealed::{SealedDraft, sealed_ui};

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
            let missing = take_in::missing_consent(ctx, shown.0, &draft.take_in);
            return merge::preview_ui(ctx, ui, (shown.0, shown.1, missing), &mut draft.preview);
        }
        if ui.available_height() > LOW {
            page_head(ui, words::TITLE, words::TITLE_ASIDE, |_| ());
        }
        tabs_ui(ctx, ui, draft);
        ScrollArea::vertical().id_salt(("exchange", draft.tab)).auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::M, space::M);
            match draft.tab {
                0 => out_ui(ctx, ui, draft),
                1 => take_in::take_in_card(ctx, ui, &mut draft.take_in),
                2 => merge_ui(ctx, ui, draft),
                _ => files_ui(ctx, ui, draft),
            }
            ui.add_space(space::L);
        });
    });
}

fn tabs_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ExchangeDraft) {
    let looks = ctx.app.packages().looks();
    let waiting = looks.iter().filter(|look| look.is_plain()).count();
    if looks.len() > draft.n_looks {
        draft.tab = 1;
    }
    draft.n_looks = looks.len();
    let app = ctx.app;
    let copies = app.merge_done().is_some() || app.lacking() > 0 || !app.conflict_copies().is_empty();
    if copies && !draft.had_copies {
        draft.tab = 2;
    }
    draft.had_copies = copies;
    let held = ctx.ledger().is_some_and(|ledger| ledger.grant.is_some());
    let first = if held { says::TAB_RETURN } else { says::TAB_OUT };
    let first = if ctx.app.is_read_only() { says::REVIEW } else { first };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        for (n, word) in [first, says::TAB_IN, says::TAB_MERGE, says::TAB_FILES].into_iter().enumerate() {
            let count = if n == 1 && waiting > 0 { waiting.to_string() } else { String::new() };
            if tab(ui, word, &count, draft.tab == n).clicked() {
                draft.tab = n;
            }
        }
    });
    ui.add_space(space::S);
}

/// What goes out: to units from the office, to the office from a unit, remarks from a supervisor.
fn out_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ExchangeDraft) {
    if ctx.app.is_read_only() {
        take_in::review_card(ctx, ui);
    } else if ctx.ledger().is_some_and(|ledger| ledger.grant.is_some()) {
        hand_out::return_card(ctx, ui, &mut draft.hand_out);
    } else {
        hand_out::hand_out_card(ctx, ui, &mut draft.hand_out);
    }
}

/// Copies that meet: merging, receipts, what this computer keeps.
fn merge_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ExchangeDraft) {
    if let Some(receipt) = ctx.app.merge_done() {
        copies::receipt_card(ctx, ui, receipt);
    }
    copies::merge_card(ctx, ui, &mut draft.copies);
    copies::receipts_card(ctx, ui);
    copies::here_card(ctx, ui, &mut draft.copies);
}

fn files_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ExchangeDraft) {
    if ui.available_width() < size::NARROW {
        plan_card(ctx, ui);
        copy_card(ctx, ui);
    } else {
        ui.columns_const(|[left, right]| {
            plan_card(ctx, left);
            copy_card(ctx, right);
        });
    }
    hand_out::whole_card(ctx, ui, &mut draft.hand_out);
    look_card(ctx, ui, draft);
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
        for copy in ctx.app.copies_under_way() {
            let said = if copy.stops { words::copy_stopping } else { words::copy_under_way }(copy.path);
            banner(ui, Tone::Accent, &said, &[]);
        }
        if let Some(path) = last.filter(|_| !ctx.app.is_copying()) {
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
