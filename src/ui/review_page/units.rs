//! A unit that is not in the directory: brought back, or another one in its place; the nearest names come first.

use egui::Ui;

use crate::{
    app::{alike::nearest, rows::pinyin::initials},
    domain::{
        IssueId, MeasureId, UnitId,
        directory::DirectoryItem,
        issue::{Issue, IssueValue, UnitRole},
        ledger::Ledger,
        measure::MeasureValue,
        rules::Action,
    },
    ui::{
        theme::space,
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, Field},
        words,
    },
};

use super::actions::act;

/// So many near names are offered as buttons.
const NEAR: usize = 3;

/// Where the unit stands that is not there.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Issue(IssueId),
    Measure(IssueId, MeasureId),
}

/// Puts another unit wherever the one that is gone stands.
fn replace(ledger: &Ledger, place: Place, gone: UnitId, new: UnitId) -> Action {
    match place {
        Place::Measure(issue, measure) => Action::SetMeasure { issue, measure, value: MeasureValue::Unit(Some(new)) },
        Place::Issue(issue) => {
            let all = ledger.issue(issue).map(|held| in_issue(held, gone, new)).unwrap_or_default();
            Action::Batch(all)
        }
    }
}

fn in_issue(held: &Issue, gone: UnitId, new: UnitId) -> Vec<Action> {
    let f = &held.fields;
    let issue = held.id;
    let mut all = Vec::new();
    let single = [
        (f.lead_unit.get(), IssueValue::LeadUnit(Some(new))),
        (f.supervising_unit.get(), IssueValue::SupervisingUnit(Some(new))),
        (f.accepting_unit.get(), IssueValue::AcceptingUnit(Some(new))),
    ];
    let leads = *f.lead_unit.get() == Some(new) || *f.lead_unit.get() == Some(gone);
    all.extend(
        single.into_iter().filter(|(at, _)| **at == Some(gone)).map(|(_, value)| Action::SetIssue { issue, value }),
    );
    for role in [UnitRole::CoLead, UnitRole::Cooperating] {
        if !held.units(role).contains(&gone) {
            continue;
        }
        all.push(Action::RemoveIssueUnit { issue, role, unit: gone });
        if !held.units(role).contains(&new) && !leads {
            all.push(Action::AddIssueUnit { issue, role, unit: new });
        }
    }
    all
}

/// Shows what can be done about it.
pub(super) fn units_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, (place, gone): (Place, UnitId)) {
    let units = ledger.directory.live_units();
    let name = ledger.directory.unit_name(gone);
    let known = units.iter().map(|unit| unit.fields.name.get().as_str());
    let near = nearest(name, known, NEAR);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        if ledger.directory.units.contains_key(&gone) {
            act(ctx, ui, words::review::RESTORE_UNIT, Action::RestoreEntry { item: DirectoryItem::Unit(gone) });
        }
        for name in near {
            if let Some(new) = units.iter().find(|unit| unit.fields.name.get() == name) {
                act(ctx, ui, &words::review::use_unit(name), replace(ledger, place, gone, new.id));
            }
        }
    });
    let keys: Vec<_> = units.iter().map(|unit| initials(unit.fields.name.get())).collect();
    let items: Vec<_> =
        units.iter().zip(&keys).map(|(unit, keys)| ChoiceItem::new(unit.fields.name.get()).keys(keys)).collect();
    let mut chosen = None;
    let field = Field::new(words::review::OTHER_UNIT).bare().hint(words::review::OTHER_UNIT).width(280.0);
    if Choice::new(field, &items).show(ui, &mut chosen).changed()
        && let Some(new) = chosen.and_then(|n| units.get(n))
    {
        ctx.commands.act(replace(ledger, place, gone, new.id));
    }
}
