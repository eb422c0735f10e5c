//! The menu of a row: open, copy, withdraw or bring back.

use egui::Ui;

use crate::{
    app::{Column, Command, Page},
    domain::{
        closure::Stage,
        facts::IssueFacts,
        issue::{Issue, IssueItem},
        rules::Action,
    },
    ui::{
        icon,
        view::ViewCtx,
        widgets::{MenuItem, menu_lines},
        words,
    },
};

use super::{IssuesDraft, WithdrawDraft, cells};

pub(super) fn menu_ui(ctx: ViewCtx<'_>, ui: &mut Ui, issue: &Issue, facts: &IssueFacts, draft: &mut IssuesDraft) {
    ui.set_min_width(160.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let withdrawn = facts.stage.stage == Stage::Withdrawn;
    let restore = Action::Restore { issue: issue.id, item: IssueItem::Issue };
    let withdraw = WithdrawDraft::probe(issue.id);
    let last = if withdrawn { &restore } else { &withdraw };
    let refusal = ctx.app.refusal(last).map(|refusal| words::refusal(ctx.ledger(), &refusal));
    let word = if withdrawn { words::issues_page::RESTORE } else { words::issues_page::WITHDRAW };
    let items = [
        MenuItem::new(icon::OPEN_IN_NEW, words::issues_page::OPEN_ISSUE),
        MenuItem::new(icon::CONTENT_COPY, words::issues_page::COPY_ROW),
        MenuItem::new(icon::BLOCK, word).unless(refusal.as_deref()),
    ];
    match menu_lines(ui, &items) {
        Some(0) => ctx.commands.send(Command::Go(Page::Issue(issue.id))),
        Some(1) => {
            let shown = Column::chosen(&ctx.app.settings().columns);
            ui.ctx().copy_text(cells::row_text(ctx, issue.id, &shown));
        }
        Some(_) if withdrawn => ctx.commands.act(restore),
        Some(_) => draft.withdraw = Some(WithdrawDraft::new(issue.id)),
        None => {}
    }
}
