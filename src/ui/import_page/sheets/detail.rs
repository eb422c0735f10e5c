//! The chosen row: what changes, old beside new; which issue it is; what of it cannot be taken.

use egui::{RichText, Ui};

use crate::{
    app::sheet_import::{Decision, FieldChange, RowOutcome, RowState, SheetChange},
    ui::{
        theme::{self, Tone, font, space},
        widgets::{Weight, banner, button, divider, field_label, hint, key_text, section_title},
        words::sheets as sheet_words,
    },
};

use super::Shown;

/// Shows the row.
pub(super) fn detail_ui(ui: &mut Ui, shown: Shown<'_>, row: &RowOutcome) {
    ui.push_id((row.key, row.row), |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        ui.add_space(space::S);
        let files = shown.session.files();
        let place = format!("{} {}", sheet_words::sheet(files, row.key), sheet_words::place(row.row, row.last));
        hint(ui, &place);
        section_title(ui, &row.title, sheet_words::state(row.state));
        if row.state == RowState::Undecided || decided(shown, row) {
            candidates(ui, shown, row);
        }
        for change in &row.changes {
            change_ui(ui, change);
        }
        faults(ui, shown, row);
        if matches!(row.state, RowState::New | RowState::Undecided | RowState::Faulty) {
            divider(ui);
            says(ui, shown, row);
        }
    });
}

fn decided(shown: Shown<'_>, row: &RowOutcome) -> bool {
    shown.session.choices().decisions.contains_key(&(row.key, row.row)) && !row.candidates.is_empty()
}

fn candidates(ui: &mut Ui, shown: Shown<'_>, row: &RowOutcome) {
    hint(ui, sheet_words::UNDECIDED_HINT);
    for (id, percent) in &row.candidates {
        let Some(issue) = shown.ctx.ledger().and_then(|ledger| ledger.issue(*id)) else {
            continue;
        };
        let title: String = issue.fields.title.get().chars().take(24).collect();
        let label = sheet_words::is_this(issue.fields.number.get(), &title, *percent);
        if button(ui, Weight::Normal, "", &label).clicked() {
            shown.send(SheetChange::Decide(row.key, row.row, Decision::Same(*id)));
        }
    }
    ui.horizontal(|ui| {
        if button(ui, Weight::Normal, "", sheet_words::IS_NEW).clicked() {
            shown.send(SheetChange::Decide(row.key, row.row, Decision::New));
        }
        if button(ui, Weight::Normal, "", sheet_words::LEAVE).clicked() {
            shown.send(SheetChange::Decide(row.key, row.row, Decision::Leave));
        }
    });
}

/// One field, what stands there and what will.
fn change_ui(ui: &mut Ui, change: &FieldChange) {
    let t = theme::of(ui);
    field_label(ui, sheet_words::field(change.field), "");
    let old = if change.old.is_empty() { sheet_words::EMPTY } else { &change.old };
    let new = if change.new.is_empty() { sheet_words::EMPTY } else { &change.new };
    for (word, text, ink) in [(sheet_words::OLD, old, t.text_3), (sheet_words::NEW, new, t.hue(Tone::Accent).ink)] {
        ui.horizontal_top(|ui| {
            ui.add_sized([48.0, 22.0], egui::Label::new(RichText::new(word).font(font::small()).color(t.text_3)));
            ui.add(egui::Label::new(RichText::new(text).font(font::body()).color(ink)).wrap());
        });
    }
}

fn faults(ui: &mut Ui, shown: Shown<'_>, row: &RowOutcome) {
    let own =
        shown.outcome.faults.iter().filter(|fault| fault.key == row.key && (row.row..=row.last).contains(&fault.row));
    for fault in own {
        let place = sheet_words::fault_place(shown.session.files(), fault);
        let accepted = sheet_words::accepted(fault);
        let said = sheet_words::fault(shown.ctx.ledger(), fault);
        let whole =
            if accepted.is_empty() { format!("{place}：{said}") } else { format!("{place}：{said}。{accepted}") };
        banner(ui, if fault.what.is_remark() { Tone::Neutral } else { Tone::Warn }, &whole, &[]);
    }
}

/// What the table says, column by column.
fn says(ui: &mut Ui, shown: Shown<'_>, row: &RowOutcome) {
    section_title(ui, sheet_words::ROW_SAYS, "");
    let sheets = &shown.session.choices().sheets;
    let Some(choice) = sheets.iter().find(|sheet| sheet.key == row.key) else {
        return;
    };
    let file = shown.session.files().get(row.key.0);
    let Some(sheet) = file.and_then(|file| file.book.sheets.get(row.key.1)) else {
        return;
    };
    for (column, guess) in choice.mapping.columns.iter().enumerate() {
        let Some(field) = guess.field else {
            continue;
        };
        let texts = (row.row..=row.last).map(|at| sheet.cell(at, column).text().into_owned());
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            key_text(ui, sheet_words::field(field), &texts.join("\n"), 4);
        }
    }
}
