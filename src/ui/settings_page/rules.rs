//! 台账规则: title, thresholds, supervision levels, categories.

use egui::{Align2, Sense, Ui, vec2};

use crate::{
    domain::{
        directory::{LedgerField, LedgerValue},
        ledger::Ledger,
        numerals::read_number,
        rules::Action,
        supervision::{SupervisionLevel, SupervisionScale},
        supervision_presets,
        time_status::DUE_SOON_DAYS,
    },
    ui::{
        signs,
        theme::{self, font, space},
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, Field, FilterAsk, Weight, button, filter_chip, hint, line, submitted, text},
        words,
    },
};

use super::{SettingsDraft, form_card};

/// Shows the tab.
pub(super) fn rules_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, draft: &mut SettingsDraft) {
    form_card(ui, words::BASIC_RULES, "", |ui| {
        basic_ui(ctx, ledger, ui, draft);
    });
    let scale = ledger.directory.fields.scale.get().as_ref();
    let title = words::ledger_field(LedgerField::Scale);
    form_card(ui, title, words::SCALE_SAYS, |ui| scale_ui(ctx, ui, scale));
    form_card(ui, words::CATEGORIES, "", |ui| {
        categories_ui(ctx, ledger, ui, &mut draft.category);
    });
}

fn basic_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, draft: &mut SettingsDraft) {
    let fields = &ledger.directory.fields;
    let title = Field::new(words::ledger_field(LedgerField::Title)).required().width(ui.available_width().min(560.0));
    if let Some(title) = draft.typing.field(ui, title, "title", fields.title.get()) {
        ctx.commands.act(Action::SetLedger(LedgerValue::Title(title)));
    }
    let days = fields.due_soon_days.get().unwrap_or(DUE_SOON_DAYS).to_string();
    let field = Field::new(words::ledger_field(LedgerField::DueSoonDays))
        .note(words::DUE_SOON_SAYS)
        .width(ui.available_width().min(560.0));
    if let Some(days) = draft.typing.field(ui, field, "due soon", &days) {
        let number = read_number::<u16>(&days).filter(|days| (1..=365).contains(days));
        match number {
            Some(days) => ctx.commands.act(Action::SetLedger(LedgerValue::DueSoonDays(Some(days)))),
            None => draft.days_fault = true,
        }
        draft.days_fault = number.is_none();
    }
    if draft.days_fault {
        crate::ui::widgets::fault_line(ui, words::DAYS_FAULT);
    }
}

fn scale_ui(ctx: ViewCtx<'_>, ui: &mut Ui, scale: Option<&SupervisionScale>) {
    let presets = supervision_presets::all();
    let own = scale.filter(|scale| !presets.iter().any(|preset| preset.name == scale.name));
    let scales: Vec<&SupervisionScale> = own.into_iter().chain(&presets).collect();
    let items: Vec<_> = scales.iter().map(|scale| ChoiceItem::new(&scale.name)).collect();
    let mut chosen = scale.and_then(|now| scales.iter().position(|scale| scale.name == now.name));
    let field = Field::new(words::ledger_field(LedgerField::Scale)).width(ui.available_width().min(560.0));
    if Choice::new(field, &items).show(ui, &mut chosen).changed()
        && let Some(scale) = chosen.and_then(|place| scales.get(place))
    {
        ctx.commands.act(Action::SetLedger(LedgerValue::Scale(Some((*scale).clone()))));
    }
    let Some(scale) = scale else {
        return;
    };
    hint(ui, &scale.source);
    ui.spacing_mut().item_spacing.y = 0.0;
    for level in &scale.levels {
        level_ui(ui, level);
    }
}

fn level_ui(ui: &mut Ui, level: &SupervisionLevel) {
    let t = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    signs::level(ui, rect.with_max_x(rect.left() + 160.0), words::tone_dot(level.tone), &level.name);
    let mut said = level.answer_within.map(|limit| words::answer_within(&words::day_limit(limit))).unwrap_or_default();
    if !level.consequence.is_empty() {
        if !said.is_empty() {
            said.push_str(" · ");
        }
        said.push_str(&level.consequence);
    }
    let rest = rect.with_min_x(rect.left() + 172.0);
    line(ui, rest, Align2::LEFT_CENTER, &said, font::small(), t.text_3);
}

fn categories_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, typed: &mut String) {
    let categories = &ledger.directory.categories;
    if categories.is_empty() {
        text(ui, words::NO_CATEGORIES, 1, theme::of(ui).text_3);
    }
    ui.horizontal_wrapped(|ui| {
        for name in categories.iter() {
            let asked = filter_chip(ui, "", name, &words::remove_category(name));
            if asked == Some(FilterAsk::TakeOff) {
                ctx.commands.act(Action::RemoveCategory(name.clone()));
            }
        }
    });
    if let Some(name) = add_field_ui(ui, words::NEW_CATEGORY, typed) {
        ctx.commands.act(Action::AddCategory(name));
    }
}

/// A field with a button beside it that adds what was typed.
pub(super) fn add_field_ui(ui: &mut Ui, label: &str, typed: &mut String) -> Option<String> {
    let mut added = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let wide = (ui.available_width() - 72.0).clamp(80.0, 320.0);
        let response = Field::new(label).bare().hint(label).width(wide).show(ui, typed);
        let empty = typed.trim().is_empty();
        let says = format!("{}{label}", words::ADD);
        let pressed = ui.add_enabled_ui(!empty, |ui| button(ui, Weight::Normal, "", words::ADD)).inner;
        let pressed = pressed.on_hover_text(says).clicked();
        if !empty && (pressed || submitted(ui, &response)) {
            added = Some(std::mem::take(typed).trim().to_owned());
        }
    });
    added
}
