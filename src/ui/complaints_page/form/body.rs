//! What stands in the dialog over one complaint.

use std::collections::BTreeSet;

use egui::Ui;

use crate::{
    domain::{
        complaint::{ComplaintField as F, usual_due},
        ledger::Ledger,
    },
    ui::{
        theme::space,
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, Field, check_box, field_label, link, segmented},
        words::{self, complaints as says},
    },
};

use super::{ComplaintForm, HANDLING, VERIFIED};
use crate::ui::complaints_page::fields::{complaint_choice, day_text, day_ui, issues_ui, read_day, split};

pub(super) fn body_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, form: &mut ComplaintForm) {
    let label = words::complaint_field;
    thirds(ui, |ui, third| {
        Field::new(label(F::Number)).width(third).show(ui, &mut form.number);
        inspection_ui(ui, ledger, form, third);
        check_ui(ui, form);
    });
    thirds(ui, |ui, third| {
        day_ui(ctx, ui, Field::new(label(F::ReceivedOn)).width(third), &mut form.received);
        day_ui(ctx, ui, Field::new(label(F::Due)).width(third), &mut form.due);
        usual_ui(ctx, ui, ledger, form);
    });
    thirds(ui, |ui, third| {
        Field::new(label(F::Batch)).width(third).show(ui, &mut form.batch);
        Field::new(label(F::Origin)).width(third).show(ui, &mut form.origin);
        Field::new(label(F::Responsible)).width(third).show(ui, &mut form.responsible);
    });
    Field::new(label(F::Facts)).required().rows(3).show(ui, &mut form.facts);
    regions_ui(ui, ledger, form);
    kinds_ui(ui, form);
    issues_ui(ctx, ui, ledger, &mut form.issues);
    states_ui(ui, form);
    Field::new(label(F::Findings)).rows(2).show(ui, &mut form.findings);
    Field::new(label(F::HandlingText)).rows(2).show(ui, &mut form.handling);
    outcome_ui(ui, form);
    ties_ui(ui, ledger, form);
    Field::new(label(F::Remarks)).rows(2).show(ui, &mut form.remarks);
    Field::new(says::REPORTER).note(says::REPORTER_NOTE).show(ui, &mut form.reporter);
}

/// Fields beside each other; each is as wide as a third of the room.
fn thirds(ui: &mut Ui, add: impl FnOnce(&mut Ui, f32)) {
    ui.horizontal_top(|ui| {
        let third = ((ui.available_width() - space::M * 2.0) / 3.0).floor();
        ui.spacing_mut().item_spacing.x = space::M;
        add(ui, third);
    });
}

fn inspection_ui(ui: &mut Ui, ledger: &Ledger, form: &mut ComplaintForm, width: f32) {
    let all = ledger.directory.live_inspections();
    let items: Vec<_> = all.iter().map(|it| ChoiceItem::new(it.fields.name.get())).collect();
    let mut chosen = form.inspection.and_then(|id| all.iter().position(|it| it.id == id));
    let field = Field::new(words::complaint_field(F::Inspection)).width(width);
    if Choice::new(field, &items).may_be_empty().show(ui, &mut chosen).changed() {
        form.inspection = chosen.and_then(|n| all.get(n)).map(|it| it.id);
    }
}

fn check_ui(ui: &mut Ui, form: &mut ComplaintForm) {
    ui.vertical(|ui| {
        ui.add_space(26.0);
        check_box(ui, &mut form.weighty, says::WEIGHTY);
    });
}

/// The term that is usual at the level of its inspection, filled in by one click.
fn usual_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, form: &mut ComplaintForm) {
    let level = form.inspection.and_then(|id| ledger.directory.inspections.get(&id)).map(|it| it.fields.level.get());
    let usual = level.zip(read_day(&form.received, ctx.today()));
    let usual = usual.and_then(|(level, received)| Some((level, usual_due(level, received)?)));
    let Some((level, (days, due))) = usual else {
        return;
    };
    ui.vertical(|ui| {
        ui.add_space(28.0);
        if link(ui, &says::usual_due(level, days, due)).clicked() {
            form.due = day_text(Some(due));
        }
    });
}

/// The regions in one line, and those the ledger knows, to be added by a choice.
fn regions_ui(ui: &mut Ui, ledger: &Ledger, form: &mut ComplaintForm) {
    let held = split(&form.regions);
    let of_complaints = ledger.complaints.values().flat_map(|it| it.regions.iter());
    let known = of_complaints.chain(ledger.issues.values().map(|it| it.fields.region.get()));
    let known: BTreeSet<&String> = known.filter(|it| !it.trim().is_empty() && !held.contains(it)).collect();
    let known: Vec<&String> = known.into_iter().collect();
    let items: Vec<_> = known.iter().map(|it| ChoiceItem::new(it)).collect();
    thirds(ui, |ui, third| {
        Field::new(says::REGIONS).hint(says::REGIONS_HINT).width(third).show(ui, &mut form.regions);
        let mut chosen = None;
        let field = Field::new(says::KNOWN_REGION).width(third);
        if Choice::new(field, &items).may_be_empty().show(ui, &mut chosen).changed()
            && let Some(region) = chosen.and_then(|n| known.get(n))
        {
            let mut all = held.clone();
            all.push((*region).clone());
            form.regions = all.join("、");
        }
        Field::new(words::complaint_field(F::Places)).width(third).show(ui, &mut form.places);
    });
}

/// Every usual kind to be ticked, and others that are there.
fn kinds_ui(ui: &mut Ui, form: &mut ComplaintForm) {
    field_label(ui, says::KINDS, "");
    let mut all: Vec<String> = says::USUAL_KINDS.map(str::to_owned).into();
    all.extend(form.kinds.iter().filter(|kind| !says::USUAL_KINDS.contains(&kind.as_str())).cloned());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::M, 0.0);
        for kind in all {
            let mut on = form.kinds.contains(&kind);
            if check_box(ui, &mut on, &kind).changed() {
                form.kinds.retain(|it| *it != kind);
                if on {
                    form.kinds.push(kind);
                }
            }
        }
    });
}

/// Whether it was found true, and how far it is settled.
fn states_ui(ui: &mut Ui, form: &mut ComplaintForm) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::XL, 10.0);
        ui.vertical(|ui| {
            ui.set_max_width(400.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            field_label(ui, words::complaint_field(F::FoundTrue), "");
            segmented(ui, &VERIFIED.map(words::verified), &mut form.verified);
        });
        ui.vertical(|ui| {
            ui.set_max_width(280.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            field_label(ui, words::complaint_field(F::Status), "");
            segmented(ui, &HANDLING.map(words::handling), &mut form.status);
        });
    });
}

/// The fine and the counts of what came of it.
fn outcome_ui(ui: &mut Ui, form: &mut ComplaintForm) {
    let bad = form.fine_fen().is_none();
    let labels =
        [F::Ordered, F::CasesFiled, F::CriminalCases, F::Detained, F::TalkedTo, F::HeldToAccount].map(says::counted);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::M, 10.0);
        let sixth = ((ui.available_width() - space::M * 6.0 - 150.0) / 6.0).floor().max(84.0);
        let fault = bad.then_some(says::FINE_FAULT);
        let field = Field::new(words::complaint_field(F::FineFen)).hint(says::FINE_HINT).fault(fault).width(150.0);
        field.show(ui, &mut form.fine);
        for (label, text) in labels.into_iter().zip(&mut form.counts) {
            let fault = super::count(text).is_none().then_some(says::COUNT_FAULT);
            Field::new(label).fault(fault).width(sixth).show(ui, text);
        }
    });
    Field::new(words::complaint_field(F::Accountability)).show(ui, &mut form.accountability);
}

/// The complaint it repeats, and the main case it is merged into.
fn ties_ui(ui: &mut Ui, ledger: &Ledger, form: &mut ComplaintForm) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let half = ((ui.available_width() - space::M) / 2.0).floor();
        complaint_choice(ui, ledger, Field::new(says::REPEATS).width(half), form.known, &mut form.repeats);
        complaint_choice(ui, ledger, Field::new(says::MERGED).width(half), form.known, &mut form.merged_into);
    });
}
