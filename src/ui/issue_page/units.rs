//! The units of an issue: which one leads, who leads beside it, who takes part.

use egui::Ui;

use crate::{
    domain::{UnitId, issue::UnitRole, rules::Action},
    ui::{
        fields::sentence_line,
        icon,
        theme::{self, Tone, font, space},
        widgets::{FilterAsk, Weight, button_unless, filter_chip, hint, link},
        words::{self, issue_page as says},
    },
};

use super::{
    Here, IssueDraft,
    editing::{Editing, Place, editor_ui},
    parts::unit_name,
};

/// The plan named several leads, or none: a person says which one leads.
pub(super) fn lead_to_confirm(here: Here<'_>, ui: &mut Ui) {
    if !*here.issue.fields.lead_to_confirm.get() {
        return;
    }
    let lead = *here.issue.fields.lead_unit.get();
    let mut candidates: Vec<UnitId> = lead.into_iter().collect();
    candidates.extend(here.issue.co_lead_units.iter().copied());
    let ink = theme::of(ui).hue(Tone::Warn).ink;
    let said = if candidates.is_empty() { says::LEAD_NOT_NAMED } else { says::LEAD_TO_CONFIRM };
    sentence_line(ui, icon::WARNING, said, ink);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        for unit in candidates {
            let action = Action::ConfirmLead { issue: here.id(), unit };
            let name = unit_name(here, Some(unit));
            let refused = here.refused(&action);
            if button_unless(ui, Weight::Normal, "", &says::led_by(&name), refused.as_deref()).clicked() {
                here.act(action);
            }
        }
    });
    ui.add_space(space::S);
}

/// Co-leads and units that take part, as chips that can be taken away, and a way to add one.
pub(super) fn units_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    for role in [UnitRole::CoLead, UnitRole::Cooperating] {
        let units: Vec<UnitId> = here.issue.units(role).iter().copied().collect();
        if role == UnitRole::CoLead && units.is_empty() && !*here.issue.fields.lead_to_confirm.get() {
            continue;
        }
        role_ui(here, ui, draft, role, &units);
    }
}

fn role_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft, role: UnitRole, units: &[UnitId]) {
    let place = Place::AddUnit(role);
    ui.add_space(space::XS);
    hint(ui, words::unit_role(role));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, space::XS);
        ui.horizontal_wrapped(|ui| {
            for unit in units {
                unit_chip(here, ui, role, *unit);
            }
            let label = says::add_unit(words::unit_role(role));
            let sample = here.ledger.directory.live_units().first().map(|unit| unit.id);
            let action = Action::AddIssueUnit { issue: here.id(), role, unit: sample.unwrap_or_default() };
            // Whether that very unit is there already is no reason against adding another.
            let may = !here.ctx.app.is_read_only()
                && !matches!(
                    here.ctx.app.refusal(&action),
                    Some(crate::domain::rules::Refusal::NeedsRole(_) | crate::domain::rules::Refusal::IsWithdrawn)
                );
            if may && link(ui, &label).clicked() {
                draft.editing = Some(Editing::new(here.id(), place, String::new()));
            }
        });
    });
    if draft.editing.as_ref().is_some_and(|editing| editing.is_at(place)) {
        editor_ui(here, ui, draft);
    }
    ui.add_space(space::XS);
}

fn unit_chip(here: Here<'_>, ui: &mut Ui, role: UnitRole, unit: UnitId) {
    let name = unit_name(here, Some(unit));
    let action = Action::RemoveIssueUnit { issue: here.id(), role, unit };
    if here.refused(&action).is_some() {
        ui.label(egui::RichText::new(name).font(font::body()));
    } else if filter_chip(ui, "", &name, &says::remove(&name)) == Some(FilterAsk::TakeOff) {
        here.act(action);
    }
}
