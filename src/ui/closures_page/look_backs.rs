//! Look-backs (回头看): filed issues, those first whose look-back found the problem again, then by the day it is due.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    app::duty::Kept,
    domain::{IssueId, ledger::Ledger, look_back::LookBackState},
    ui::{
        deed_rows::{DutyRow, RowAsk, rows_ui},
        icon,
        theme::Tone,
        view::ViewCtx,
        widgets::empty_note,
        words::{self, closures as says},
    },
};

use super::ClosuresDraft;

/// The issues in their order.
pub(super) fn sorted(backs: &Kept<(IssueId, LookBackState)>) -> Vec<IssueId> {
    let mut sorted: Vec<_> = backs
        .values()
        .map(|(issue, state)| (!state.is_unqualified(), state.due.unwrap_or(NaiveDate::MAX), *issue))
        .collect();
    sorted.sort_unstable();
    sorted.into_iter().map(|(.., issue)| issue).collect()
}

pub(super) fn look_backs_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ClosuresDraft, ledger: &Ledger) {
    if draft.look_backs.is_empty() {
        empty_note(ui, icon::VISIBILITY, says::NO_LOOK_BACKS);
        return;
    }
    let today = ctx.today();
    let make = |at: usize| {
        let back = draft.look_backs.get(at).and_then(|issue| draft.backs.get(*issue));
        back.map_or_else(DutyRow::default, |(issue, state)| row(ledger, (*issue, state), today))
    };
    let asked = rows_ui(ui, "look backs", draft.look_backs.len(), make);
    if let Some((at, RowAsk::Open)) = asked {
        let issue = draft.look_backs.get(at).copied();
        draft.choose(issue);
    }
}

fn row(ledger: &Ledger, (id, state): (IssueId, &LookBackState), today: NaiveDate) -> DutyRow {
    let issue = ledger.issue(id);
    let unit = issue.and_then(|issue| *issue.fields.lead_unit.get());
    let late = state.due.is_some_and(|due| due < today);
    let soon = state.due.is_some_and(|due| due >= today && (due - today).num_days() <= 30);
    let tone = match (state.is_unqualified() || late, soon, state.due) {
        (true, ..) => Tone::Danger,
        (false, true, _) => Tone::Warn,
        (false, false, None) => Tone::Good,
        (false, false, Some(_)) => Tone::Neutral,
    };
    DutyRow {
        number: words::issue(ledger, id),
        text: issue.map(|issue| issue.fields.title.get().clone()).unwrap_or_default(),
        note: says::look_back(state),
        aside: unit.map(|unit| ledger.directory.unit_name(unit).to_owned()).unwrap_or_default(),
        chip: Some((says::look_back_due(state, today), tone)),
        ..DutyRow::default()
    }
}
