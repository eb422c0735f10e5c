//! Look-backs (回头看): filed issues, those first whose look-back is overdue or found the problem again.

use egui::{ScrollArea, Ui};

use crate::{
    domain::{IssueId, ledger::Ledger, look_back::LookBackState},
    ui::{
        icon,
        lists::{ListRow, list},
        theme::{Tone, space},
        view::ViewCtx,
        widgets::{card_ui, empty_note},
        words::closures as says,
    },
};

use super::ClosuresDraft;

fn order(state: &LookBackState) -> (bool, i64) {
    let due = state.due.map_or(i64::MAX, |due| i64::from(chrono::Datelike::num_days_from_ce(&due)));
    (!state.is_unqualified(), due)
}

pub(super) fn look_backs_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ClosuresDraft, ledger: &Ledger) {
    let mut backs: Vec<&(IssueId, LookBackState)> = draft.backs.values().collect();
    if backs.is_empty() {
        empty_note(ui, icon::VISIBILITY, says::NO_LOOK_BACKS);
        return;
    }
    backs.sort_by_key(|(_, state)| order(state));
    let today = ctx.today();
    let rows: Vec<ListRow> = backs.iter().map(|back| row(ledger, back, today)).collect();
    let mut chosen = None;
    ScrollArea::vertical().id_salt("look backs").auto_shrink(false).show(ui, |ui| {
        card_ui(ui, "", "", |ui| {
            if let Some((issue, _)) = list(ui, "look backs", &rows).and_then(|n| backs.get(n)) {
                chosen = Some(*issue);
            }
        });
        ui.add_space(space::L);
    });
    if chosen.is_some() {
        draft.choose(chosen);
    }
}

fn row(ledger: &Ledger, (issue, state): &(IssueId, LookBackState), today: chrono::NaiveDate) -> ListRow {
    let found = ledger.issue(*issue);
    let unit = found.and_then(|issue| *issue.fields.lead_unit.get());
    let late = state.due.is_some_and(|due| due < today);
    let soon = state.due.is_some_and(|due| due >= today && (due - today).num_days() <= 30);
    let tone = match (state.is_unqualified() || late, soon, state.due) {
        (true, ..) => Tone::Danger,
        (false, true, _) => Tone::Warn,
        (false, false, None) => Tone::Good,
        (false, false, Some(_)) => Tone::Neutral,
    };
    ListRow {
        number: found.map(|issue| issue.fields.number.get().clone()).unwrap_or_default(),
        text: found.map(|issue| issue.fields.title.get().clone()).unwrap_or_default(),
        note: says::look_back(state),
        aside: unit.map(|unit| ledger.directory.unit_name(unit).to_owned()).unwrap_or_default(),
        chip: Some((says::look_back_due(state, today), tone)),
        sign: None,
    }
}
