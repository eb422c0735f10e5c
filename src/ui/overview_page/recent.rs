//! The latest changes of the ledger.

use egui::{Align2, Rect, Role, Ui, vec2};

use crate::{
    app::{Command, Page},
    domain::{IssueId, edit::PartKey},
    ui::{
        theme::{self, font, space},
        view::ViewCtx,
        widgets::{hot, line, silent_line, take_top, titled_card},
        words,
    },
};

/// A change in a line.
#[derive(Debug)]
pub(super) struct Recent {
    issue: Option<IssueId>,
    what: String,
    who: String,
}

const SHOWN: usize = 6;

/// The latest changes, the newest first.
pub(super) fn recent(ctx: ViewCtx<'_>) -> Vec<Recent> {
    let (Some(ledger), Some(history)) = (ctx.ledger(), ctx.app.history()) else {
        return Vec::new();
    };
    let latest = history.in_order().rev().take(SHOWN);
    latest
        .map(|change| {
            let issue = change.parts.iter().find_map(|(key, _)| match key {
                PartKey::Issue(issue) => Some(*issue),
                PartKey::Directory | PartKey::Complaint(_) | PartKey::Case(_) | PartKey::Private => None,
            });
            let when = words::date_and_time(change.header.typed_at);
            let (turn, first) = history.turn(change.id);
            let what = words::issue_page::turned(turn, &words::edits(ledger, &ctx.app.edits_of(first)));
            Recent { issue, what, who: words::overview::who_when(&change.header.author, &when) }
        })
        .collect()
}

pub(super) fn recent_ui(ctx: ViewCtx<'_>, ui: &Ui, rect: Rect, recent: &[Recent]) {
    let t = theme::of(ui);
    let mut inner = titled_card(ui, rect, words::overview::LATEST, "");
    for (n, change) in recent.iter().enumerate() {
        let row = take_top(&mut inner, 32.0);
        if let Some(issue) = change.issue {
            let place = row.expand2(vec2(space::S, 0.0));
            if hot(ui, ("change", n), place, Role::Link, &change.what, false).clicked() {
                ctx.commands.send(Command::Go(Page::Issue(issue)));
            }
        }
        if n > 0 {
            ui.painter().hline(row.x_range(), row.top() + 0.5, t.hairline());
        }
        let said =
            line(ui, row.with_min_x(row.right() - 168.0), Align2::RIGHT_CENTER, &change.who, font::small(), t.text_3);
        let room = row.with_max_x(said.left() - space::M);
        if change.issue.is_some() {
            silent_line(ui, room, Align2::LEFT_CENTER, &change.what, font::body(), t.text);
        } else {
            line(ui, room, Align2::LEFT_CENTER, &change.what, font::body(), t.text);
        }
    }
}
