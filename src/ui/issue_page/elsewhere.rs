//! The dialogs of 一题一账, opened from another page for one issue.

use egui::Ui;

use crate::{
    domain::{IssueId, RecordId, deadline_words::read_deadline},
    ui::{
        view::ViewCtx,
        words::{self, issue_page as says},
    },
};

use super::{
    Here, IssueDraft, bring_back,
    dialogs::{self, Dialog},
    dialogs_closing, head,
};

/// Something that may be done to an issue in a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssueAsk {
    /// What the procedure waits for: a step, a public notice, a look-back.
    Next,
    /// 退回.
    SendBack,
    /// 撤回申请.
    TakeBack,
    /// 反弹重新整改.
    Reopen,
    /// Somebody objects to the public notice.
    Objection(RecordId),
    /// An objection was dealt with.
    Settle(RecordId),
    /// The answer to a notice.
    Answer(RecordId),
    /// A notice is lifted.
    Lift(RecordId),
    /// What came of an instruction.
    Outcome(RecordId),
    /// A supervisor's remark.
    Remark,
    /// 延期.
    Extend,
    /// 更正时限.
    Correct,
}

/// What a button for it says, and why it cannot work now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The words of the button.
    pub label: String,
    /// Why not.
    pub refusal: Option<String>,
}

/// The issue with what a dialog of it needs; `None` where it is not here.
pub(in crate::ui) fn here_of(ctx: ViewCtx<'_>, issue: IssueId) -> Option<Here<'_>> {
    let ledger = ctx.ledger()?;
    let issue = ledger.issue(issue).filter(|issue| issue.is_listed())?;
    Some(Here { ctx, ledger, issue })
}

/// What a button that opens this dialog would say; `None` where there is nothing to open.
pub fn offer(ctx: ViewCtx<'_>, issue: IssueId, ask: IssueAsk) -> Option<Offer> {
    let here = here_of(ctx, issue)?;
    let (dialog, label) = dialog_of(here, ask)?;
    let refusal = head::begin_refused(here, &dialog);
    Some(Offer { label, refusal })
}

/// Opens the dialog; [`dialog_ui`] shows it from then on.
pub fn open(ctx: ViewCtx<'_>, draft: &mut IssueDraft, issue: IssueId, ask: IssueAsk) {
    let opened = here_of(ctx, issue).and_then(|here| dialog_of(here, ask));
    draft.shown = Some(issue);
    draft.dialog = opened.map(|(dialog, _)| dialog);
}

/// Opens the dialog of 延期 or 更正时限 with a deadline that was typed elsewhere; what else was typed into it stays.
pub fn open_with_deadline(ctx: ViewCtx<'_>, draft: &mut IssueDraft, (issue, ask): (IssueId, IssueAsk), typed: &str) {
    open(ctx, draft, issue, ask);
    let Some((here, dialog)) = here_of(ctx, issue).zip(draft.dialog.clone()) else {
        return;
    };
    let fresh = dialogs_closing::of(here, &dialog).map(|spec| spec.fresh).unwrap_or_default();
    let mut form = dialogs::taken_up(here, draft, &dialog).unwrap_or(fresh);
    if dialog == Dialog::Extend {
        let day = read_deadline(typed.trim(), Some(ctx.today())).date().map(words::date);
        form.set("new", day.unwrap_or_else(|| typed.trim().to_owned()));
    } else {
        form.set("deadline", typed.trim());
    }
    draft.forms.insert((issue, dialog), form);
}

/// Shows the dialog that is open, if any.
pub fn dialog_ui(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut IssueDraft) {
    let Some(here) = draft.shown.and_then(|issue| here_of(ctx, issue)) else {
        draft.dialog = None;
        return;
    };
    bring_back(here, draft);
    dialogs::dialogs_ui(here, ui, draft);
}

fn dialog_of(here: Here<'_>, ask: IssueAsk) -> Option<(Dialog, String)> {
    let said = |dialog, label: &str| Some((dialog, label.to_owned()));
    match ask {
        IssueAsk::Next => head::next_dialog(here),
        IssueAsk::SendBack => said(Dialog::SendBack, says::SEND_BACK_MENU),
        IssueAsk::TakeBack => said(Dialog::TakeBack, says::TAKE_BACK_MENU),
        IssueAsk::Reopen => said(Dialog::Reopen, says::REOPEN_MENU),
        IssueAsk::Objection(id) => said(Dialog::Objection(id), says::OBJECTION_MENU),
        IssueAsk::Settle(id) => said(Dialog::Settle(id), says::SETTLE_MENU),
        IssueAsk::Answer(id) => said(Dialog::Answer(id), says::ANSWER_TITLE),
        IssueAsk::Lift(id) => said(Dialog::Lift(id), says::LIFT_TITLE),
        IssueAsk::Outcome(id) => said(Dialog::Outcome(id), says::ADD_OUTCOME),
        IssueAsk::Remark => said(Dialog::Remark, says::ADD_REMARK),
        IssueAsk::Extend => said(Dialog::Extend, says::EXTEND_MENU),
        IssueAsk::Correct => said(Dialog::Correct, says::CORRECT_MENU),
    }
}
