//! The small dialogs: mark a duplicate, merge into a main case, withdraw with a reason.

use egui::Ui;

use crate::{
    domain::{CaseId, ComplaintId, complaint::ComplaintValue, edit::PrivateSubject, ledger::Ledger, rules::Action},
    ui::{
        issue_page::dialogs::{Done, foot_ui},
        view::ViewCtx,
        widgets::{Dialog, Field, hint},
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
    /// Why who reported a complaint is erased.
    Erase(ComplaintId, String),
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
            Self::Erase(complaint, reason) => {
                Action::ErasePrivate { subject: PrivateSubject::Reporter(*complaint), reason: reason.clone() }
            }
            Self::WithdrawCase(case, reason) => Action::WithdrawCase { case: *case, reason: reason.clone() },
        })
    }

    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Repeats(..) => (says::MARK_TITLE, says::MARK_NOW),
            Self::Merge(..) => (says::MERGE_TITLE, says::MERGE_NOW),
            Self::Erase(..) => (says::ERASE_TITLE, says::ERASE_NOW),
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
    let shown = Dialog::new("asking", title).show(
        ui.ctx(),
        asking,
        |ui, asking| body_ui(ui, ledger, asking),
        |ui, asking| {
            let refusal = match asking.action() {
                Some(action) => refused(ctx, &action),
                None => Some(says::FIND_COMPLAINT.to_owned()),
            };
            foot_ui(ui, deed, refusal.as_deref(), false)
        },
    );
    let done = if shown.closed { Done::Closed } else { shown.foot };
    let action = asking.action().filter(|_| done == Done::Sent);
    if done != Done::Open {
        *open = None;
    }
    if let Some(action) = action {
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
        Asking::Erase(_, reason) => {
            hint(ui, says::ERASE_HINT);
            Field::new(says::REASON).required().rows(2).show(ui, reason);
        }
        Asking::Withdraw(_, reason) | Asking::WithdrawCase(_, reason) => {
            Field::new(says::REASON).required().rows(2).show(ui, reason);
        }
    }
}
