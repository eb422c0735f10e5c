//! 单位: names, kinds, aliases, groups, and making two units one.

use std::collections::BTreeMap;

use egui::Ui;

use crate::{
    domain::{
        UnitId,
        directory::{DirectoryItem, Unit, UnitField, UnitKind, UnitValue},
        ledger::Ledger,
        rules::Action,
    },
    ui::{
        icon,
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, Field, FilterAsk, Weight, button_unless, empty_note, filter_chip, hint},
        words,
    },
};

use super::{
    entries::{EntriesDraft, Entry, list_ui, split_ui},
    form_card,
    rules::add_field_ui,
    typing::Typing,
    withdrawing::{WithdrawingDraft, is_withdrawn, withdraw_card, withdrawn_entry},
};

const KINDS: [UnitKind; 5] =
    [UnitKind::Department, UnitKind::County, UnitKind::Office, UnitKind::Group, UnitKind::Other];

/// What is typed and chosen on the tab.
#[derive(Debug, Default)]
pub(super) struct UnitsDraft {
    list: EntriesDraft,
    alias: String,
    into: Option<UnitId>,
    withdrawing: WithdrawingDraft,
    /// The entries, worked out once for each revision.
    known: (u64, Vec<Entry>),
}

/// Shows the tab.
pub(super) fn units_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, draft: &mut UnitsDraft, typing: &mut Typing) {
    let revision = ctx.app.document().map_or(0, crate::app::Document::revision);
    if draft.known.0 != revision {
        draft.known = (revision, entries(ledger));
    }
    split_ui(
        ui,
        draft,
        |ui, draft| {
            if let Some(name) = list_ui(ui, &mut draft.list, &draft.known.1, words::ADD_UNIT) {
                let values = vec![UnitValue::Name(name)];
                ctx.commands.act(Action::AddUnit { unit: UnitId::default(), values });
            }
        },
        |ui, draft| {
            let chosen = draft.list.chosen.and_then(|id| ledger.directory.unit(UnitId(id)));
            match chosen {
                Some(unit) => unit_ui(ctx, ledger, ui, (unit, draft, typing)),
                None => empty_note(ui, icon::APARTMENT, words::CHOOSE_UNIT),
            }
        },
    );
}

fn entries(ledger: &Ledger) -> Vec<Entry> {
    let mut leads: BTreeMap<UnitId, usize> = BTreeMap::new();
    for issue in ledger.issues.values().filter(|issue| issue.is_present()) {
        let lead = issue.fields.lead_unit.get().and_then(|lead| ledger.directory.unit(lead));
        if let Some(unit) = lead {
            *leads.entry(unit.id).or_default() += 1;
        }
    }
    let entry = |unit: &&Unit| Entry {
        id: unit.id.0,
        name: unit.fields.name.get().clone(),
        aside: leads.get(&unit.id).map_or_else(String::new, |count| words::leads(*count)),
        keys: unit.aliases.iter().cloned().collect::<Vec<_>>().join(" "),
    };
    let mut all: Vec<Entry> = ledger.directory.live_units().iter().map(entry).collect();
    let gone = ledger.directory.units.values().filter(|unit| is_withdrawn(unit.presence.get()));
    all.extend(gone.map(|unit| withdrawn_entry(unit.id.0, unit.fields.name.get())));
    all
}

fn unit_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, parts: (&Unit, &mut UnitsDraft, &mut Typing)) {
    let (unit, draft, typing) = parts;
    form_card(ui, unit.fields.name.get(), "", |ui| {
        facts_ui(ctx, ui, unit, typing);
    });
    form_card(ui, words::ALIASES, words::ALIASES_SAY, |ui| {
        aliases_ui(ctx, ledger, ui, (unit, &mut draft.alias));
    });
    if *unit.fields.kind.get() == UnitKind::Group {
        form_card(ui, words::MEMBERS, "", |ui| {
            members_ui(ctx, ledger, ui, unit);
        });
    }
    form_card(ui, words::MERGE_UNIT, "", |ui| {
        merge_ui(ctx, ledger, ui, (unit, &mut draft.into));
    });
    withdraw_card(ctx, ledger, ui, DirectoryItem::Unit(unit.id), &mut draft.withdrawing);
}

fn facts_ui(ctx: ViewCtx<'_>, ui: &mut Ui, unit: &Unit, typing: &mut Typing) {
    let id = unit.id;
    let set = |value| ctx.commands.act(Action::SetUnit { unit: id, value });
    let name = Field::new(words::unit_field(UnitField::Name)).required();
    if let Some(name) = typing.field(ui, name, &format!("unit name {id}"), unit.fields.name.get()) {
        set(UnitValue::Name(name));
    }
    let items = KINDS.map(|kind| ChoiceItem::new(words::unit_kind(kind)));
    let mut kind = KINDS.iter().position(|kind| kind == unit.fields.kind.get());
    let field = Field::new(words::unit_field(UnitField::Kind));
    if Choice::new(field, &items).show(ui, &mut kind).changed()
        && let Some(kind) = kind.and_then(|place| KINDS.get(place))
    {
        set(UnitValue::Kind(*kind));
    }
    let region = Field::new(words::unit_field(UnitField::Region));
    if let Some(region) = typing.field(ui, region, &format!("unit region {id}"), unit.fields.region.get()) {
        set(UnitValue::Region(region));
    }
}

fn aliases_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, (unit, typed): (&Unit, &mut String)) {
    ui.horizontal_wrapped(|ui| {
        for alias in unit.aliases.iter() {
            let asked = filter_chip(ui, "", alias, &words::remove_alias(alias));
            if asked == Some(FilterAsk::TakeOff) {
                ctx.commands.act(Action::RemoveAlias { unit: unit.id, alias: alias.clone() });
            }
        }
    });
    let units = ledger.directory.units.values();
    let merged = units.filter(|other| *other.fields.merged_into.get() == Some(unit.id));
    let merged: Vec<&str> = merged.map(|other| other.fields.name.get().as_str()).collect();
    if !merged.is_empty() {
        hint(ui, &words::merged_here(&merged.join("、")));
    }
    if let Some(alias) = add_field_ui(ui, words::NEW_ALIAS, typed) {
        ctx.commands.act(Action::AddAlias { unit: unit.id, alias });
    }
}

fn members_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, group: &Unit) {
    ui.horizontal_wrapped(|ui| {
        for member in group.members.iter() {
            let name = words::unit(ledger, Some(*member));
            let asked = filter_chip(ui, "", &name, &words::remove_member(&name));
            if asked == Some(FilterAsk::TakeOff) {
                ctx.commands.act(Action::RemoveMember { group: group.id, unit: *member });
            }
        }
    });
    let mut chosen = None;
    if unit_choice(ledger, ui, Field::new(words::NEW_MEMBER), &mut chosen)
        && let Some(unit) = chosen
    {
        ctx.commands.act(Action::AddMember { group: group.id, unit });
    }
}

fn merge_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, (unit, into): (&Unit, &mut Option<UnitId>)) {
    hint(ui, words::MERGE_SAYS);
    unit_choice(ledger, ui, Field::new(words::MERGE_INTO), into);
    let Some(other) = *into else {
        return;
    };
    let action = Action::MergeUnits { from: unit.id, into: other };
    let refusal = ctx.app.refusal(&action).map(|refusal| words::refusal(Some(ledger), &refusal));
    if button_unless(ui, Weight::Normal, icon::CALL_MERGE, words::DO_MERGE, refusal.as_deref()).clicked() {
        ctx.commands.act(action);
        *into = None;
    }
}

/// A choice among the standing units. True when another was chosen.
pub(super) fn unit_choice(ledger: &Ledger, ui: &mut Ui, field: Field<'_>, chosen: &mut Option<UnitId>) -> bool {
    let units = ledger.directory.live_units();
    let keys: Vec<String> =
        units.iter().map(|unit| unit.aliases.iter().cloned().collect::<Vec<_>>().join(" ")).collect();
    let items: Vec<_> =
        units.iter().zip(&keys).map(|(unit, keys)| ChoiceItem::new(unit.fields.name.get()).keys(keys)).collect();
    let now = chosen.and_then(|id| ledger.directory.unit(id)).map(|unit| unit.id);
    let mut place = now.and_then(|id| units.iter().position(|unit| unit.id == id));
    let changed = Choice::new(field, &items).may_be_empty().show(ui, &mut place).changed();
    if changed {
        *chosen = place.and_then(|place| units.get(place)).map(|unit| unit.id);
    }
    changed
}
