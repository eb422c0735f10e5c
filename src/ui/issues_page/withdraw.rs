//! The dialog that withdraws an issue (作废), with a reason.

use egui::Ui;

use crate::{
    domain::{IssueId, issue::IssueItem, rules::Action},
    ui::{
        view::ViewCtx,
        widgets::{Dialog, Field, Weight, button, button_unless, hint},
        words,
    },
};

/// What is being typed.
#[derive(Debug)]
pub(super) struct WithdrawDraft {
    issue: IssueId,
    reason: String,
}

impl WithdrawDraft {
    pub(super) fn new(issue: IssueId) -> Self {
        Self { issue, reason: String::new() }
    }

    /// Asks whether the issue could be withdrawn at all, were a reason given.
    pub(super) fn probe(issue: IssueId) -> Action {
        Action::Withdraw { issue, item: IssueItem::Issue, reason: "?".to_owned() }
    }

    fn action(&self) -> Action {
        Action::Withdraw { issue: self.issue, item: IssueItem::Issue, reason: self.reason.trim().to_owned() }
    }
}

pub(super) fn withdraw_ui(ctx: ViewCtx<'_>, ui: &Ui, open: &mut Option<WithdrawDraft>) {
    let Some(draft) = open.as_mut() else {
        return;
    };
    let number = ctx.ledger().map(|ledger| words::issue(ledger, draft.issue)).unwrap_or_default();
    let action = draft.action();
    let refusal = ctx.app.refusal(&action).map(|refusal| words::refusal(ctx.ledger(), &refusal));
    let shown = Dialog::new("withdraw", words::issues_page::WITHDRAW_TITLE).aside(&number).show(
        ui.ctx(),
        draft,
        |ui, draft| {
            Field::new(words::issues_page::REASON).required().rows(2).show(ui, &mut draft.reason);
            hint(ui, words::issues_page::WITHDRAW_HINT);
        },
        |ui, _| {
            let word = words::issues_page::WITHDRAW_NOW;
            let done = button_unless(ui, Weight::Primary, "", word, refusal.as_deref()).clicked();
            let left = button(ui, Weight::Normal, "", words::CANCEL).clicked();
            (done, left)
        },
    );
    let (done, left) = shown.foot;
    if done {
        ctx.commands.act(action);
    }
    if done || left || shown.closed {
        *open = None;
    }
}
