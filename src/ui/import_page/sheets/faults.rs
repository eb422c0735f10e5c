//! What cannot be taken, by sheet and cell, with what would be; the list can be saved.

use egui::{Ui, vec2};

use crate::{
    app::{
        Command,
        sheet_import::{SheetCommand, SheetFault},
    },
    ui::{
        icon,
        table::{Cell, Head, Table, TableAsk, TableRow},
        theme::{Tone, space},
        widgets::{Weight, button, card, empty_note, hint, inside, take_top},
        words::sheets as words,
    },
};

use super::Shown;

/// Shows the list.
pub(super) fn faults_ui(ui: &mut Ui, shown: Shown<'_>, chosen: &mut usize) {
    let room = ui.available_rect_before_wrap();
    card(ui, room);
    let faults = &shown.outcome.faults;
    let mut list = room.shrink(1.0);
    if faults.is_empty() {
        inside(ui, "none", list, |ui| empty_note(ui, icon::CHECK_CIRCLE, words::NO_FAULTS));
        return;
    }
    let bar = take_top(&mut list, 48.0);
    inside(ui, "bar", bar.shrink2(vec2(space::M, 8.0)), |ui| {
        ui.horizontal(|ui| {
            if button(ui, Weight::Normal, icon::DOWNLOAD, words::SAVE_FAULTS).clicked() {
                let text = words::fault_list(shown.ctx.ledger(), shown.session.files(), faults);
                let ask = SheetCommand::AskSaveText(words::FAULTS_NAME.to_owned(), text);
                shown.ctx.commands.send(Command::Sheets(ask));
            }
            hint(ui, words::FAULTS_HINT);
        });
    });
    inside(ui, "faults", list, |ui| {
        let [place, text, what, accepted] = words::FAULT_HEADS;
        let head = |word, width, grows| Head { word, width, grows, sorted: None };
        let heads =
            [head(place, 150.0, false), head(text, 180.0, false), head(what, 240.0, true), head(accepted, 240.0, true)];
        let table = Table { name: words::TABS[3], heads: &heads, n_rows: faults.len(), cursor: Some(*chosen) };
        let asked = table.show(ui, |n| faults.get(n).map(|fault| line(shown, fault)).unwrap_or_default());
        if let Some(TableAsk::Cursor(n) | TableAsk::Open(n)) = asked {
            *chosen = n;
        }
    });
}

fn line(shown: Shown<'_>, fault: &SheetFault) -> TableRow {
    let place = words::fault_place(shown.session.files(), fault);
    let what = words::fault(shown.ctx.ledger(), fault);
    let said = format!("{place} {what}");
    let what = if fault.what.is_remark() { Cell::Quiet(what) } else { Cell::Chip(what, Tone::Warn) };
    let text = fault.text.replace('\n', " ");
    (said, vec![Cell::Text(place), Cell::Quiet(text), what, Cell::Quiet(words::accepted(fault))])
}
