//! 销号程序: the ledger's procedures, read only, and which one is the default.

use egui::{Align2, RichText, Sense, Ui, vec2};

use crate::{
    domain::{
        directory::LedgerValue,
        ledger::Ledger,
        procedure::{Procedure, Step},
        rules::Action,
    },
    ui::{
        theme::{self, Tone, font, space},
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, Field, Weight, button, chip, divider, hint, line},
        words,
    },
};

use super::form_card;

/// Shows the tab; `chosen` is the procedure looked at.
pub(super) fn procedures_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, chosen: &mut Option<String>) {
    let default = ledger.directory.fields.procedure.get();
    let all: Vec<&Procedure> = ledger.directory.procedures.values().filter_map(|reg| reg.get().as_ref()).collect();
    let items: Vec<_> = all
        .iter()
        .map(|procedure| {
            let aside = if procedure.name == *default { words::IS_DEFAULT } else { "" };
            ChoiceItem::new(&procedure.name).aside(aside)
        })
        .collect();
    let looked_at = chosen.clone().unwrap_or_else(|| default.clone());
    let mut place = all.iter().position(|procedure| procedure.name == looked_at);
    let title = words::SETTINGS_TABS.get(2).copied().unwrap_or_default();
    form_card(ui, title, words::DEFAULT_SAYS, |ui| {
        ui.horizontal(|ui| {
            let field = Field::new(title).bare().width((ui.available_width() - 140.0).min(480.0));
            if Choice::new(field, &items).show(ui, &mut place).changed() {
                *chosen = place.and_then(|place| all.get(place)).map(|procedure| procedure.name.clone());
            }
            let shown = place.and_then(|place| all.get(place));
            if shown.is_some_and(|shown| shown.name == *default) {
                chip(ui, words::IS_DEFAULT, Tone::Accent);
            } else if let Some(shown) = shown
                && button(ui, Weight::Normal, "", words::MAKE_DEFAULT).clicked()
            {
                let value = LedgerValue::DefaultProcedure(shown.name.clone());
                ctx.commands.act(Action::SetLedger(value));
            }
        });
        if let Some(shown) = place.and_then(|place| all.get(place)) {
            hint(ui, &shown.source);
        }
    });
    if let Some(shown) = place.and_then(|place| all.get(place)) {
        form_card(ui, &shown.name, &words::steps(shown.steps.len()), |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (place, step) in shown.steps.iter().enumerate() {
                if place > 0 {
                    divider(ui);
                }
                step_ui(ui, place + 1, step);
            }
        });
    }
}

fn step_ui(ui: &mut Ui, number: usize, step: &Step) {
    let t = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let left = Align2::LEFT_CENTER;
    line(ui, rect.with_max_x(rect.left() + 28.0), left, &number.to_string(), font::strong(), t.text_3);
    let name = rect.with_min_x(rect.left() + 32.0).with_max_x(rect.right() - 220.0);
    line(ui, name, left, &step.name, font::strong(), t.text);
    let mut aside = words::step_role(step.role).to_owned();
    if let Some(limit) = step.limit {
        aside = format!("{aside} · {}", words::step_limit(&words::day_limit(limit)));
    }
    if !step.required {
        aside = format!("{aside} · {}", words::STEP_OPTIONAL);
    }
    let rest = rect.with_min_x(rect.right() - 216.0);
    line(ui, rest, Align2::RIGHT_CENTER, &aside, font::small(), t.text_2);
    let materials: Vec<String> =
        step.materials.iter().map(|it| words::material(&it.name, it.at_least, it.required)).collect();
    part_ui(ui, words::MATERIALS, &materials.join("、"));
    part_ui(ui, words::CHECKLIST, &step.checklist.join("；"));
    let notice = step.notice.map(words::notice_rule).unwrap_or_default();
    part_ui(ui, words::NOTICE, &notice);
}

fn part_ui(ui: &mut Ui, key: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    let t = theme::of(ui);
    ui.horizontal_top(|ui| {
        ui.add_space(32.0);
        ui.spacing_mut().item_spacing.x = space::S;
        ui.label(RichText::new(key).font(font::small()).color(t.text_3));
        ui.add(egui::Label::new(RichText::new(value).font(font::small()).color(t.text_2)).wrap());
    });
}
