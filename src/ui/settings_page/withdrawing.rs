//! 作废 of a unit, a person or an inspection, with its reason, and its return.

use egui::Ui;

use crate::{
    domain::{directory::DirectoryItem, issue::Presence, ledger::Ledger, rules::Action},
    ui::{
        icon,
        theme::Tone,
        view::ViewCtx,
        widgets::{Field, Weight, banner, button_unless, hint},
        words,
    },
};

use super::{entries::Entry, form_card};

/// The reason being typed.
#[derive(Debug, Default)]
pub(super) struct WithdrawingDraft {
    of: Option<DirectoryItem>,
    reason: String,
}

/// An entry that was withdrawn, as the list shows it below those that stand.
pub(super) fn withdrawn_entry(id: u128, name: &str) -> Entry {
    Entry { id, name: name.to_owned(), aside: words::WITHDRAWN_ENTRY.to_owned(), keys: String::new() }
}

/// True where an entry was withdrawn, rather than never made.
pub(super) fn is_withdrawn(presence: &Presence) -> bool {
    match presence {
        Presence::Withdrawn(_) => true,
        Presence::Present | Presence::Undone => false,
    }
}

/// The card at the foot of an entry.
pub(super) fn withdraw_card(
    ctx: ViewCtx<'_>,
    ledger: &Ledger,
    ui: &mut Ui,
    item: DirectoryItem,
    draft: &mut WithdrawingDraft,
) {
    if draft.of != Some(item) {
        *draft = WithdrawingDraft { of: Some(item), reason: String::new() };
    }
    let Some(presence) = ledger.directory.presence_of(item) else {
        return;
    };
    let refused = |action: &Action| ctx.app.refusal(action).map(|refusal| words::refusal(Some(ledger), &refusal));
    form_card(ui, words::WITHDRAW_ENTRY, "", |ui| {
        if let Presence::Withdrawn(reason) = presence.get() {
            banner(ui, Tone::Warn, &words::withdrawn_because(reason), &[]);
            let action = Action::RestoreEntry { item };
            let why = refused(&action);
            if button_unless(ui, Weight::Normal, icon::RESTART_ALT, words::RESTORE_ENTRY, why.as_deref()).clicked() {
                ctx.commands.act(action);
            }
            return;
        }
        hint(ui, words::WITHDRAW_ENTRY_SAYS);
        Field::new(words::WITHDRAW_REASON).required().show(ui, &mut draft.reason);
        let action = Action::WithdrawEntry { item, reason: draft.reason.trim().to_owned() };
        let why = refused(&action);
        if button_unless(ui, Weight::Normal, icon::BLOCK, words::WITHDRAW_ENTRY, why.as_deref()).clicked() {
            ctx.commands.act(action);
            draft.reason.clear();
        }
    });
}
