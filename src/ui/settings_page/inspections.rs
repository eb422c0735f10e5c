//! 督察批次: the inspections of the ledger and their dates.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        InspectionId,
        directory::{DirectoryItem, Inspection, InspectionField, InspectionValue},
        ledger::Ledger,
        rules::Action,
    },
    ui::{
        icon,
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, Field, empty_note},
        words,
    },
};

use super::{
    entries::{EntriesDraft, Entry, list_ui, split_ui},
    form_card,
    typing::Typing,
    withdrawing::{WithdrawingDraft, is_withdrawn, withdraw_card, withdrawn_entry},
};

/// What is typed and chosen on the tab.
#[derive(Debug, Default)]
pub(super) struct InspectionsDraft {
    list: EntriesDraft,
    withdrawing: WithdrawingDraft,
}

/// Shows the tab.
pub(super) fn inspections_ui(
    ctx: ViewCtx<'_>,
    ledger: &Ledger,
    ui: &mut Ui,
    draft: &mut InspectionsDraft,
    typing: &mut Typing,
) {
    let entry = |inspection: &&Inspection| Entry {
        id: inspection.id.0,
        name: inspection.fields.name.get().clone(),
        aside: inspection.fields.level.get().clone(),
        keys: inspection.fields.round.get().clone(),
    };
    let mut entries: Vec<Entry> = ledger.directory.live_inspections().iter().map(entry).collect();
    let gone = ledger.directory.inspections.values().filter(|one| is_withdrawn(one.presence.get()));
    entries.extend(gone.map(|one| withdrawn_entry(one.id.0, one.fields.name.get())));
    split_ui(
        ui,
        draft,
        |ui, draft| {
            if let Some(name) = list_ui(ui, &mut draft.list, &entries, words::ADD_INSPECTION) {
                let values = vec![InspectionValue::Name(name)];
                ctx.commands.act(Action::AddInspection { inspection: InspectionId::default(), values });
            }
        },
        |ui, draft| {
            let chosen = draft.list.chosen.and_then(|id| ledger.directory.inspections.get(&InspectionId(id)));
            match chosen {
                Some(one) => {
                    form_card(ui, one.fields.name.get(), "", |ui| {
                        texts_ui(ctx, ui, one, typing);
                        dates_ui(ctx, ui, one, typing);
                        procedure_ui(ctx, ledger, ui, one);
                    });
                    withdraw_card(ctx, ledger, ui, DirectoryItem::Inspection(one.id), &mut draft.withdrawing);
                }
                None => empty_note(ui, icon::INVENTORY_2, words::CHOOSE_INSPECTION),
            }
        },
    );
}

fn set(ctx: ViewCtx<'_>, inspection: &Inspection, value: InspectionValue) {
    ctx.commands.act(Action::SetInspection { inspection: inspection.id, value });
}

type FromText = fn(String) -> InspectionValue;

fn texts_ui(ctx: ViewCtx<'_>, ui: &mut Ui, one: &Inspection, typing: &mut Typing) {
    let fields = &one.fields;
    let texts: [(InspectionField, &String, FromText); 5] = [
        (InspectionField::Name, fields.name.get(), InspectionValue::Name),
        (InspectionField::Level, fields.level.get(), InspectionValue::Level),
        (InspectionField::Round, fields.round.get(), InspectionValue::Round),
        (InspectionField::Kind, fields.kind.get(), InspectionValue::Kind),
        (InspectionField::Document, fields.document.get(), InspectionValue::Document),
    ];
    for (field, now, value) in texts {
        let key = format!("inspection {field:?} {}", one.id);
        if let Some(text) = typing.field(ui, Field::new(words::inspection_field(field)), &key, now) {
            set(ctx, one, value(text));
        }
    }
}

type FromDate = fn(Option<NaiveDate>) -> InspectionValue;

fn dates_ui(ctx: ViewCtx<'_>, ui: &mut Ui, one: &Inspection, typing: &mut Typing) {
    let fields = &one.fields;
    let dates: [(InspectionField, Option<NaiveDate>, FromDate); 3] = [
        (InspectionField::FeedbackDate, *fields.feedback_date.get(), InspectionValue::FeedbackDate),
        (InspectionField::PlanDue, *fields.plan_due.get(), InspectionValue::PlanDue),
        (InspectionField::ReportDue, *fields.report_due.get(), InspectionValue::ReportDue),
    ];
    for (field, now, value) in dates {
        let key = format!("inspection {field:?} {}", one.id);
        let shown = Field::new(words::inspection_field(field)).width(ui.available_width().min(320.0));
        if let Some(date) = typing.date(ui, shown, &key, (now, ctx.today())) {
            set(ctx, one, value(date));
        }
    }
}

fn procedure_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, one: &Inspection) {
    let names: Vec<&String> = ledger.directory.procedures.keys().collect();
    let items: Vec<_> = names.iter().map(|name| ChoiceItem::new(name)).collect();
    let mut place = names.iter().position(|name| *name == one.fields.procedure.get());
    let default = ledger.directory.fields.procedure.get();
    let hint = format!("{} {default}", words::IS_DEFAULT);
    let field = Field::new(words::inspection_field(InspectionField::Procedure)).hint(&hint);
    if Choice::new(field, &items).may_be_empty().show(ui, &mut place).changed() {
        let name = place.and_then(|place| names.get(place)).map(|name| (*name).clone());
        set(ctx, one, InspectionValue::Procedure(name.unwrap_or_default()));
    }
}
