//! The menu of a row: open, copy, papers of the chosen rows, withdraw or bring back.

use egui::Ui;

use crate::{
    app::{Command, Page},
    domain::{
        closure::Stage,
        facts::IssueFacts,
        issue::{Issue, IssueItem},
        rules::Action,
    },
    ui::{
        grid::{Here, MenuDeed, chosen, from_menu},
        handover, icon,
        keys::{Deed, with_keys},
        widgets::{MenuItem, menu_lines},
        words,
    },
};

use super::{IssuesDraft, PapersDraft, WithdrawDraft, cells};

pub(super) fn menu_ui(here: Here<'_>, ui: &mut Ui, issue: &Issue, facts: &IssueFacts, draft: &mut IssuesDraft) {
    let ctx = here.ctx;
    ui.set_min_width(160.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let withdrawn = facts.stage.stage == Stage::Withdrawn;
    let restore = Action::Restore { issue: issue.id, item: IssueItem::Issue };
    let withdraw = WithdrawDraft::probe(issue.id);
    let last = if withdrawn { &restore } else { &withdraw };
    let refusal = ctx.app.refusal(last).map(|refusal| words::refusal(ctx.ledger(), &refusal));
    let word = if withdrawn { words::issues_page::RESTORE } else { words::issues_page::WITHDRAW };
    let open = with_keys(words::issues_page::OPEN_ISSUE, Deed::OpenRow);
    let copy = with_keys(words::grid::COPY, Deed::CopyCells);
    let paste = with_keys(words::grid::PASTE, Deed::PasteCells);
    let fill_down = with_keys(words::grid::FILL_DOWN, Deed::FillDown);
    let clear = with_keys(words::grid::CLEAR_CELLS, Deed::ClearCells);
    let replace = with_keys(words::grid::REPLACE, Deed::Replace);
    let items = [
        MenuItem::new(icon::OPEN_IN_NEW, &open),
        MenuItem::new(icon::CONTENT_COPY, &copy),
        MenuItem::new("", words::issues_page::COPY_ROW),
        MenuItem::new(icon::CONTENT_PASTE, &paste),
        MenuItem::new("", &fill_down),
        MenuItem::new("", &clear),
        MenuItem::new(icon::EDIT_NOTE, words::grid::BULK),
        MenuItem::new("", &replace),
        MenuItem::new(icon::DESCRIPTION, words::documents::MENU_OF_ROWS),
        MenuItem::new(icon::SWAP_HORIZ, words::handover::OPEN),
        MenuItem::new(icon::BLOCK, word).unless(refusal.as_deref()),
    ];
    match menu_lines(ui, &items) {
        Some(0) => ctx.commands.send(Command::Go(Page::Issue(issue.id))),
        Some(2) => ui.ctx().copy_text(cells::row_text(ctx, issue.id, here.columns)),
        Some(8) => draft.papers = Some(PapersDraft::new(chosen(here, &draft.hands, issue.id))),
        Some(9) => handover::ask(ui.ctx(), *issue.fields.person_in_charge.get()),
        Some(10) if withdrawn => ctx.commands.act(restore),
        Some(10) => draft.withdraw = Some(WithdrawDraft::new(issue.id)),
        Some(n) => {
            let deeds = [
                MenuDeed::Copy,
                MenuDeed::Paste,
                MenuDeed::FillDown,
                MenuDeed::Clear,
                MenuDeed::Bulk,
                MenuDeed::Replace,
            ];
            let places = [1, 3, 4, 5, 6, 7];
            if let Some((_, deed)) = places.into_iter().zip(deeds).find(|(place, _)| *place == n) {
                from_menu(here, ui, &mut draft.hands, deed);
            }
        }
        None => {}
    }
}
