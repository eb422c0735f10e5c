//! Into which inspection the plan goes.

use egui::{Ui, vec2};

use crate::{
    app::{
        Command,
        import::{ImportChange, ItemRole, NewInspection, TargetInspection},
    },
    domain::{deadline_words::read_deadline, record::Month},
    ui::{
        theme::{size, space},
        widgets::{Choice, ChoiceItem, DateField, Field, card_ui},
        words,
    },
};

use super::preview::Shown;

/// What is being typed about the inspection.
#[derive(Debug, Default)]
pub(super) struct TargetDraft {
    new: NewInspection,
    date: String,
    prefix: String,
}

impl TargetDraft {
    fn of(target: &TargetInspection, prefix: &str) -> Self {
        let new = match target {
            TargetInspection::New(new) => new.clone(),
            TargetInspection::Existing(_) => NewInspection::default(),
        };
        let date = new.feedback_date.map(words::date).unwrap_or_default();
        Self { new, date, prefix: prefix.to_owned() }
    }
}

/// Shows the fields of the inspection.
pub(super) fn target_ui(ui: &mut Ui, shown: Shown<'_>, draft: &mut Option<TargetDraft>) {
    let choices = shown.session.choices();
    let draft = draft.get_or_insert_with(|| TargetDraft::of(&choices.target, &choices.prefix));
    card_ui(ui, "", "", |ui| {
        let wide = ui.available_width();
        let is_new = matches!(choices.target, TargetInspection::New(_));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::M, space::S);
            let rest = (wide - 240.0 - 120.0 - 170.0 - 130.0 - space::M * 4.0).max(220.0);
            existing(ui, shown, draft, if wide < size::NARROW { 280.0 } else { 240.0 });
            if is_new {
                new_ui(ui, shown, draft, rest);
            }
            let prefix = Field::new(words::import::PREFIX).hint(words::import::PREFIX_HINT).width(130.0);
            months(ui, shown);
            if cell(ui, 130.0, |ui| prefix.show(ui, &mut draft.prefix)).changed() {
                send(shown, ImportChange::Prefix(draft.prefix.clone()));
            }
        });
    });
}

/// Which month progress is told of, where any is.
fn months(ui: &mut Ui, shown: Shown<'_>) {
    let choices = shown.session.choices();
    if !choices.items.iter().any(|item| matches!(item.role, ItemRole::ProgressOf(_))) {
        return;
    }
    let this = Month::of(shown.ctx.today());
    let mut months: Vec<Month> = std::iter::successors(Some(this), |month| Some(month.before())).take(24).collect();
    if let Some(chosen) = choices.month.filter(|month| !months.contains(month)) {
        months.insert(0, chosen);
    }
    let said: Vec<String> = months.iter().map(|month| words::report_month(*month)).collect();
    let items: Vec<_> = said.iter().map(|word| ChoiceItem::new(word)).collect();
    let mut place = choices.month.and_then(|chosen| months.iter().position(|month| *month == chosen));
    let missing = choices.month.is_none().then_some(words::import::MONTH_MISSING);
    let choice = Choice::new(Field::new(words::import::MONTH).fault(missing).width(150.0), &items);
    if cell(ui, 150.0, |ui| choice.show(ui, &mut place)).changed()
        && let Some(month) = place.and_then(|n| months.get(n))
    {
        send(shown, ImportChange::Month(*month));
    }
}

fn existing(ui: &mut Ui, shown: Shown<'_>, draft: &TargetDraft, wide: f32) {
    let Some(ledger) = shown.ctx.ledger() else {
        return;
    };
    let inspections = ledger.directory.live_inspections();
    let new = ChoiceItem::new(words::import::NEW_INSPECTION);
    let known = inspections.iter().map(|inspection| ChoiceItem::new(inspection.fields.name.get()));
    let items: Vec<_> = std::iter::once(new).chain(known).collect();
    let mut chosen = match &shown.session.choices().target {
        TargetInspection::New(_) => Some(0),
        TargetInspection::Existing(id) => inspections.iter().position(|held| held.id == *id).map(|n| n + 1),
    };
    let choice = Choice::new(Field::new(words::import::INSPECTION).width(wide), &items);
    if !cell(ui, wide, |ui| choice.show(ui, &mut chosen)).changed() {
        return;
    }
    let place = chosen.and_then(|n| n.checked_sub(1)).and_then(|n| inspections.get(n));
    let target = match place {
        Some(inspection) => TargetInspection::Existing(inspection.id),
        None => TargetInspection::New(draft.new.clone()),
    };
    send(shown, ImportChange::Target(target));
}

fn new_ui(ui: &mut Ui, shown: Shown<'_>, draft: &mut TargetDraft, wide: f32) {
    let before = draft.new.clone();
    let missing = draft.new.name.trim().is_empty().then_some(words::import::NAME_MISSING);
    let name = Field::new(words::import::INSPECTION_NAME).fault(missing).width(wide);
    let name = cell(ui, wide, |ui| name.show(ui, &mut draft.new.name));
    let levels = words::import::LEVELS.map(ChoiceItem::new);
    let level = Choice::new(Field::new(words::import::LEVEL).width(120.0), &levels);
    let level = cell(ui, 120.0, |ui| level.show_free(ui, &mut draft.new.level));
    let parse = |text: &str| read_deadline(text, Some(shown.ctx.today())).date();
    let date = DateField::new(Field::new(words::import::FEEDBACK).width(170.0), &parse, shown.ctx.today());
    let date = cell(ui, 170.0, |ui| {
        let said = date.show(ui, &mut draft.date);
        draft.new.feedback_date = said.date;
        said.response
    });
    // The name decides which issues are known already: it counts once it is written to its end.
    let left = [&name, &level, &date].iter().any(|field| field.lost_focus());
    let other = matches!(&shown.session.choices().target, TargetInspection::New(known) if *known != draft.new);
    let picked = draft.new.feedback_date != before.feedback_date || (level.changed() && !level.has_focus());
    if other && (left || picked) {
        send(shown, ImportChange::Target(TargetInspection::New(draft.new.clone())));
    }
}

/// A field of fixed width in a row that wraps.
fn cell(ui: &mut Ui, wide: f32, add: impl FnOnce(&mut Ui) -> egui::Response) -> egui::Response {
    let wide = wide.min(ui.available_width().max(100.0));
    let layout = egui::Layout::top_down(egui::Align::Min);
    ui.allocate_ui_with_layout(vec2(wide, 56.0), layout, add).inner
}

fn send(shown: Shown<'_>, change: ImportChange) {
    shown.ctx.commands.send(Command::ChangeImport(change));
}
