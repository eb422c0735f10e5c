//! 节假日: the years whose arrangement is known, those that are missing, and importing more.

use chrono::Datelike as _;
use egui::Ui;

use crate::{
    domain::{calendar_text::import_years, ledger::Ledger, rules::Action},
    ui::{
        theme::Tone,
        view::ViewCtx,
        widgets::{Field, Weight, banner, button, hint, key_text},
        words,
    },
};

use super::form_card;

/// Shows the tab; `typed` is what was pasted.
pub(super) fn holidays_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, typed: &mut String) {
    let known = &ledger.directory.holidays;
    let has = |year: &i32| known.get(year).is_some_and(|reg| reg.get().is_some());
    let this_year = ctx.today().year();
    let missing: Vec<String> =
        [this_year, this_year + 1].iter().filter(|year| !has(year)).map(ToString::to_string).collect();
    if missing.is_empty() {
        banner(ui, Tone::Good, words::YEARS_WHOLE, &[]);
    } else {
        banner(ui, Tone::Warn, &words::years_missing(&missing.join("、")), &[]);
    }
    form_card(ui, words::HOLIDAYS_TEXT, "", |ui| import_ui(ctx, ui, typed));
    form_card(ui, words::YEARS_KNOWN, "", |ui| {
        for (year, reg) in known.iter().rev() {
            if let Some(arranged) = reg.get() {
                let said = words::year_says(arranged.holidays.len(), arranged.workdays.len());
                let said = format!("{said} · {}", arranged.source);
                key_text(ui, &words::year(*year), &said, 2);
            }
        }
    });
}

fn import_ui(ctx: ViewCtx<'_>, ui: &mut Ui, typed: &mut String) {
    hint(ui, words::HOLIDAYS_SAY);
    let read = (!typed.trim().is_empty()).then(|| import_years(typed));
    let fault = read.as_ref().and_then(|read| read.as_ref().err()).map(words::calendar_fault);
    let field = Field::new(words::HOLIDAYS_TEXT).bare().hint(words::HOLIDAYS_HINT).rows(5);
    field.fault(fault.as_deref()).show(ui, typed);
    let years = read.and_then(Result::ok);
    if let Some(years) = &years {
        let said: Vec<String> = years.iter().map(|year| year.year.to_string()).collect();
        hint(ui, &words::years_read(&said.join("、")));
    }
    let import = ui.add_enabled_ui(years.is_some(), |ui| button(ui, Weight::Primary, "", words::IMPORT_HOLIDAYS));
    if let Some(years) = years
        && import.inner.clicked()
    {
        ctx.commands.act(Action::Batch(years.into_iter().map(Action::SetHolidays).collect()));
        typed.clear();
    }
}
