//! The chosen item: what it will be, with the words of the plan beside it.

use egui::{RichText, Ui};

use crate::{
    app::{
        Command,
        import::{ImportChange, ItemChoice, ItemPreview, ItemRole, PlanItem, plan_words, rating_of},
    },
    ui::{
        theme::{self, Tone, font, space},
        widgets::{Choice, ChoiceItem, Field, banner, divider, hint, key_text, section_title},
        words,
    },
};

use super::{ImportDraft, deadline, preview::Shown};

/// One item with what was decided about it.
#[derive(Clone, Copy)]
pub(super) struct Chosen<'a> {
    pub n: usize,
    pub item: &'a PlanItem,
    pub row: &'a ItemPreview,
    pub choice: &'a ItemChoice,
}

/// Shows the chosen item.
pub(super) fn detail_ui(ui: &mut Ui, shown: Shown<'_>, draft: &mut ImportDraft) {
    let n = draft.chosen;
    let parts = (shown.plan.report.items.get(n), shown.preview.items.get(n), shown.session.choices().items.get(n));
    let (Some(item), Some(row), Some(choice)) = parts else {
        return;
    };
    let chosen = Chosen { n, item, row, choice };
    ui.push_id(("item", n), |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        ui.add_space(space::S);
        hint(ui, &words::import::place(item.line, item.last_line, item.confidence));
        title(ui, shown, chosen, draft);
        role(ui, shown, chosen);
        if let ItemRole::ProgressOf(_) = choice.role {
            let rating = rating_of(item.progress.as_deref().unwrap_or_default()).map(words::rating);
            hint(ui, &words::import::progress_hint(rating));
            faults(ui, shown, chosen);
            divider(ui);
            source(ui, chosen);
            return;
        }
        if choice.role == ItemRole::Issue {
            hint(ui, words::import::state_hint(row.known.state));
        }
        lead(ui, shown, chosen);
        category(ui, shown, chosen);
        deadline::deadline_ui(ui, shown, chosen, &mut draft.date);
        what_was_read(ui, chosen);
        faults(ui, shown, chosen);
        divider(ui);
        source(ui, chosen);
    });
}

pub(super) fn send(shown: Shown<'_>, change: ImportChange) {
    shown.ctx.commands.send(Command::ChangeImport(change));
}

fn title(ui: &mut Ui, shown: Shown<'_>, chosen: Chosen<'_>, draft: &mut ImportDraft) {
    let mut text = match draft.title.take() {
        Some((n, text)) if n == chosen.n => text,
        _ => chosen.choice.title.clone(),
    };
    let response = Field::new(words::import::ITEM_TITLE).rows(2).show(ui, &mut text);
    if response.changed() {
        send(shown, ImportChange::Title(chosen.n, text.clone()));
    }
    draft.title = Some((chosen.n, text));
}

/// An issue of its own, or a measure of another one.
fn role(ui: &mut Ui, shown: Shown<'_>, chosen: Chosen<'_>) {
    let mut roles = vec![(words::import::AS_ISSUE.to_owned(), ItemRole::Issue)];
    let pairs = shown.plan.report.items.iter().zip(&shown.session.choices().items).enumerate();
    for (n, (item, choice)) in pairs {
        if n != chosen.n && choice.role == ItemRole::Issue {
            roles.push((words::import::as_measure_of(&item.no, &choice.title), ItemRole::MeasureOfItem(n)));
        }
    }
    let here: Vec<_> = shown.preview.items.iter().map(|row| row.known.issue).collect();
    let inspection = crate::app::import::inspection_id(&shown.session.choices().target);
    let ledger = shown.ctx.ledger().into_iter();
    let of_inspection: Vec<_> = ledger
        .flat_map(|ledger| ledger.issues.values())
        .filter(|issue| issue.is_present() && *issue.fields.inspection.get() == inspection)
        .collect();
    if chosen.item.progress.is_some() {
        roles.extend(of_inspection.iter().map(|issue| {
            let fields = &issue.fields;
            let word = words::import::as_progress_of(fields.number.get(), fields.title.get());
            (word, ItemRole::ProgressOf(issue.id))
        }));
    }
    let issues = of_inspection.into_iter().filter(|issue| !here.contains(&issue.id));
    roles.extend(issues.map(|issue| {
        let fields = &issue.fields;
        (words::import::as_measure_of(fields.number.get(), fields.title.get()), ItemRole::MeasureOfIssue(issue.id))
    }));
    let items: Vec<_> = roles.iter().map(|(word, _)| ChoiceItem::new(word)).collect();
    let mut place = roles.iter().position(|(_, role)| *role == chosen.choice.role);
    let response = Choice::new(Field::new(words::import::ROLE), &items).show(ui, &mut place);
    if let Some((_, role)) = place.and_then(|n| roles.get(n)).filter(|_| response.changed()) {
        send(shown, ImportChange::Role(chosen.n, *role));
    }
}

fn lead(ui: &mut Ui, shown: Shown<'_>, chosen: Chosen<'_>) {
    let named: Vec<(&str, &str)> =
        chosen.item.units.iter().map(|unit| (unit.name.as_str(), words::import::role(unit.role))).collect();
    let known = shown.ctx.ledger().map(|ledger| ledger.directory.live_units()).unwrap_or_default();
    let others = known.iter().map(|unit| unit.fields.name.get().as_str());
    let others = others.filter(|name| !named.iter().any(|(plan, _)| plan == name)).map(ChoiceItem::new);
    let mut items: Vec<_> = named.iter().map(|(name, role)| ChoiceItem::new(name).aside(role)).collect();
    items.extend(others);
    let now = chosen.row.lead.as_deref();
    if let Some(now) = now.filter(|now| !items.iter().any(|item| item.word == *now)) {
        items.push(ChoiceItem::new(now));
    }
    let mut place = items.iter().position(|item| Some(item.word) == now);
    let choice = Choice::new(Field::new(words::import::LEAD), &items).may_be_empty();
    if choice.show(ui, &mut place).changed() {
        let lead = place.and_then(|n| items.get(n)).map(|item| item.word.to_owned());
        send(shown, ImportChange::Lead(chosen.n, lead));
    }
    if chosen.row.lead_to_confirm {
        let pressed = banner(ui, Tone::Warn, words::import::SEVERAL_LEADS, &[words::import::CONFIRM_LEAD]);
        if pressed.is_some() {
            send(shown, ImportChange::Lead(chosen.n, chosen.row.lead.clone()));
        }
    }
    let listed = [
        (words::import::CO_LEADS, chosen.row.co_leads.join("、")),
        (words::import::COOPERATING, chosen.row.cooperating.join("、")),
        (words::import::BY_DOCUMENT, chosen.item.document.clone().unwrap_or_default()),
    ];
    for (key, value) in listed.iter().filter(|(_, value)| !value.is_empty()) {
        key_text(ui, key, value, 6);
    }
}

fn category(ui: &mut Ui, shown: Shown<'_>, chosen: Chosen<'_>) {
    let Some(ledger) = shown.ctx.ledger() else {
        return;
    };
    let names: Vec<_> = ledger.directory.categories.iter().collect();
    let items: Vec<_> = names.iter().map(|name| ChoiceItem::new(name)).collect();
    let mut place = names.iter().position(|name| **name == chosen.choice.category);
    let choice = Choice::new(Field::new(words::import::CATEGORY), &items).may_be_empty();
    if choice.show(ui, &mut place).changed() {
        let name = place.and_then(|n| names.get(n)).map(|name| (*name).clone());
        send(shown, ImportChange::Category(chosen.n, name.unwrap_or_default()));
    }
}

/// What needs no decision: goal, people, measures, targets.
fn what_was_read(ui: &mut Ui, chosen: Chosen<'_>) {
    let item = chosen.item;
    let people = [item.leader_in_charge.as_deref(), item.person_in_charge.as_deref()];
    let people: Vec<_> = people.into_iter().flatten().collect();
    for (key, value) in
        [(words::import::GOAL, item.goal.clone().unwrap_or_default()), (words::import::PEOPLE, people.join("、"))]
    {
        if !value.is_empty() {
            key_text(ui, key, &value, 4);
        }
    }
    if !item.measures.is_empty() {
        section_title(ui, words::import::MEASURES, &words::import::n_items(item.measures.len()));
        for measure in &item.measures {
            let due: Vec<_> = measure.deadlines.iter().map(words::deadline).collect();
            key_text(ui, &measure.no, &measure.text, 3);
            if !due.is_empty() {
                hint(ui, &due.join("，"));
            }
        }
    }
    let targets: Vec<_> =
        item.targets.iter().chain(item.measures.iter().flat_map(|measure| &measure.targets)).collect();
    if !targets.is_empty() {
        section_title(ui, words::import::TARGETS, &words::import::n_items(targets.len()));
        for target in targets {
            hint(ui, &words::import::target(target));
        }
    }
}

fn faults(ui: &mut Ui, shown: Shown<'_>, chosen: Chosen<'_>) {
    let lines = chosen.item.line..=chosen.item.last_line.max(chosen.item.line);
    let found = shown.plan.report.faults.iter().filter(|fault| lines.contains(&fault.line));
    for fault in found {
        let said = format!("{} {}", words::import::line(fault.line), plan_words::fault_words(&fault.what));
        banner(ui, Tone::Warn, &said, &[]);
    }
}

fn source(ui: &mut Ui, chosen: Chosen<'_>) {
    let t = theme::of(ui);
    let headings = [chosen.item.chapter.as_deref(), chosen.item.section.as_deref()];
    let headings: Vec<_> = headings.into_iter().flatten().collect();
    section_title(ui, words::import::SOURCE, &words::import::line(chosen.item.line));
    if !headings.is_empty() {
        hint(ui, &headings.join("\n"));
    }
    let whole = format!("{}{}", chosen.item.no, chosen.item.text);
    ui.label(RichText::new(whole).font(font::body()).color(t.text_2));
    ui.add_space(space::M);
}
