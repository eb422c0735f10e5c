//! The small dialogs: mark a duplicate, merge into a main case, withdraw with a reason.

use egui::{Align2, Ui};

use crate::{
    domain::{CaseId, ComplaintId, complaint::ComplaintValue, ledger::Ledger, rules::Action},
    ui::{
        paint::line,
        theme::{self, font, space},
        view::ViewCtx,
        widgets::{Dialog, Field, Weight, button, button_unless, hint},
        words::{self, complaints as says},
    },
};

use super::fields::complaint_choice;

/// What is asked.
#[derive(Clone, Debug)]
pub(super) enum Asking {
    /// Which complaint it repeats.
    Repeats(ComplaintId, Option<ComplaintId>),
    /// Into which main case it is merged.
    Merge(ComplaintId, Option<ComplaintId>),
    /// Why a complaint is withdrawn.
    Withdraw(ComplaintId, String),
    /// Why a case is withdrawn.
    WithdrawCase(CaseId, String),
}

/// Why an action cannot be done, in words.
pub(super) fn refused(ctx: ViewCtx<'_>, action: &Action) -> Option<String> {
    if ctx.app.is_read_only() {
        return Some(words::READ_ONLY_HINT.to_owned());
    }
    ctx.app.refusal(action).map(|refusal| words::refusal(ctx.ledger(), &refusal))
}

/// What stands against a deed, in the room that is left of its buttons.
pub(super) fn why_not(ui: &Ui, refusal: Option<&str>) {
    let Some(refusal) = refusal else {
        return;
    };
    let t = theme::of(ui);
    let mut room = ui.available_rect_before_wrap();
    room.min.x += space::XS;
    room.max.x -= space::S;
    if room.width() > 60.0 {
        line(ui, room, Align2::LEFT_CENTER, refusal, font::small(), t.text_3);
    }
}

impl Asking {
    fn action(&self) -> Option<Action> {
        Some(match self {
            Self::Repeats(complaint, to) => {
                Action::SetComplaint { complaint: *complaint, value: ComplaintValue::Repeats(Some((*to)?)) }
            }
            Self::Merge(complaint, to) => {
                Action::SetComplaint { complaint: *complaint, value: ComplaintValue::MergedInto(Some((*to)?)) }
            }
            Self::Withdraw(complaint, reason) => {
                Action::WithdrawComplaint { complaint: *complaint, reason: reason.clone() }
            }
            Self::WithdrawCase(case, reason) => Action::WithdrawCase { case: *case, reason: reason.clone() },
        })
    }

    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Repeats(..) => (says::MARK_TITLE, says::MARK_NOW),
            Self::Merge(..) => (says::MERGE_TITLE, says::MERGE_NOW),
            Self::Withdraw(..) | Self::WithdrawCase(..) => (says::WITHDRAW_TITLE, says::WITHDRAW_NOW),
        }
    }
}

/// Shows the dialog that is open, if one is.
pub(super) fn asking_ui(ctx: ViewCtx<'_>, ui: &Ui, ledger: &Ledger, open: &mut Option<Asking>) {
    let Some(asking) = open.as_mut() else {
        return;
    };
    let (title, deed) = asking.words();
    let mut done = None;
    let shown = Dialog::new("asking", title).show(
        ui.ctx(),
        asking,
        |ui, asking| body_ui(ui, ledger, asking),
        |ui, asking| {
            let action = asking.action();
            let refusal = match &action {
                Some(action) => refused(ctx, action),
                None => Some(says::FIND_COMPLAINT.to_owned()),
            };
            if button_unless(ui, Weight::Primary, "", deed, refusal.as_deref()).clicked() {
                done = action;
            }
            let left = button(ui, Weight::Normal, "", words::CANCEL).clicked();
            why_not(ui, refusal.as_deref());
            left
        },
    );
    if shown.foot || shown.closed || done.is_some() {
        *open = None;
    }
    if let Some(action) = done {
        ctx.commands.act(action);
    }
}

fn body_ui(ui: &mut Ui, ledger: &Ledger, asking: &mut Asking) {
    match asking {
        Asking::Repeats(of, to) => {
            hint(ui, says::MARK_HINT);
            complaint_choice(ui, ledger, Field::new(says::REPEATS), Some(*of), to);
        }
        Asking::Merge(of, to) => {
            hint(ui, says::MERGE_HINT);
            complaint_choice(ui, ledger, Field::new(says::MERGED), Some(*of), to);
        }
        Asking::Withdraw(_, reason) | Asking::WithdrawCase(_, reason) => {
            Field::new(says::REASON).required().rows(2).show(ui, reason);
        }
    }
}
