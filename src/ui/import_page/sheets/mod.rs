//! Spreadsheets read for import: where they go, what each row comes to, what each column is, units, faults.

mod columns;
mod detail;
mod faults;
mod rows;
mod setup;

use std::sync::Arc;

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use crate::{
    app::{
        Command,
        import::TargetInspection,
        sheet_import::{Outcome, RowState, SheetChange, SheetCommand, SheetSession, TableKind},
    },
    domain::rules::Refusal,
    ui::{
        icon,
        theme::{Tone, size, space},
        view::ViewCtx,
        widgets::{Weight, banner, button, button_unless, card_ui, hint, inside, page_head, tab},
        words::{self, sheets as sheet_words},
    },
};

use super::units::{UnitList, units_ui};

/// Text being typed and choices open while spreadsheets are looked at.
#[derive(Debug, Default)]
pub(super) struct SheetDraft {
    tab: usize,
    filter: usize,
    chosen: usize,
    fault: usize,
    setup: setup::SetupDraft,
}

/// What the parts of the preview read.
#[derive(Clone, Copy)]
struct Shown<'a> {
    ctx: ViewCtx<'a>,
    session: &'a SheetSession,
    outcome: &'a Arc<Outcome>,
}

impl Shown<'_> {
    fn send(self, change: SheetChange) {
        self.ctx.commands.send(Command::Sheets(SheetCommand::Change(change)));
    }
}

/// Shows what was read.
pub(super) fn sheets_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SheetDraft, session: &SheetSession) {
    let empty = Arc::new(Outcome::default());
    let outcome = session.outcome().unwrap_or(&empty);
    let shown = Shown { ctx, session, outcome };
    head(ui, shown);
    if ui.available_width() < size::NARROW || ui.available_height() < 420.0 {
        ScrollArea::vertical().id_salt("sheets").auto_shrink([false, false]).show(ui, |ui| {
            setup::setup_ui(ui, shown, &mut draft.setup);
            tabs(ui, shown, &mut draft.tab);
            let high = if draft.tab == 0 { 640.0 } else { 480.0 };
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), high), egui::Sense::hover());
            inside(ui, "body", rect, |ui| body(ui, shown, draft));
        });
        return;
    }
    setup::setup_ui(ui, shown, &mut draft.setup);
    tabs(ui, shown, &mut draft.tab);
    body(ui, shown, draft);
}

fn head(ui: &mut Ui, shown: Shown<'_>) {
    let refusal = refusal(shown);
    page_head(ui, sheet_words::TITLE, &sheet_words::aside(shown.session.files()), |ui| {
        let label = sheet_words::take(shown.outcome.n_taken());
        if button_unless(ui, Weight::Primary, icon::PLAYLIST_ADD_CHECK, &label, refusal.as_deref()).clicked() {
            shown.ctx.commands.send(Command::Sheets(SheetCommand::Take));
        }
        if button(ui, Weight::Normal, "", sheet_words::DROP_ALL).clicked() {
            shown.ctx.commands.send(Command::Sheets(SheetCommand::Drop));
        }
    });
    if shown.session.is_comparing() {
        banner(ui, Tone::Accent, sheet_words::COMPARING, &[]);
    }
    if let Some(refusal) = shown.outcome.refusal.as_ref() {
        let confirm = matches!(refusal, Refusal::ClockDoubtful { .. }).then_some(words::CONFIRM_CLOCK);
        let said = words::refusal(shown.ctx.ledger(), refusal);
        if banner(ui, Tone::Danger, &said, confirm.as_slice()).is_some() {
            shown.ctx.commands.send(Command::ConfirmClock);
        }
    }
}

/// Why nothing can be taken now.
fn refusal(shown: Shown<'_>) -> Option<String> {
    if shown.ctx.app.is_read_only() {
        return Some(sheet_words::READ_ONLY.to_owned());
    }
    if shown.ctx.app.is_taking_in() {
        return Some(sheet_words::TAKING_IN.to_owned());
    }
    if shown.session.is_comparing() || shown.session.outcome().is_none() {
        return Some(sheet_words::NOT_YET.to_owned());
    }
    if shown.outcome.action.is_empty() {
        return Some(sheet_words::NOTHING_NEW.to_owned());
    }
    let nameless = match &shown.session.choices().shared.target {
        TargetInspection::New(new) => new.name.trim().is_empty() && shown.outcome.count(RowState::New) > 0,
        TargetInspection::Existing(_) => false,
    };
    if nameless {
        return Some(sheet_words::NO_NAME.to_owned());
    }
    shown.outcome.refusal.as_ref().map(|refusal| words::refusal(shown.ctx.ledger(), refusal))
}

fn tabs(ui: &mut Ui, shown: Shown<'_>, chosen: &mut usize) {
    let columns =
        shown.session.choices().sheets.iter().filter(|sheet| sheet.take).map(|sheet| sheet.mapping.columns.len());
    let counts = [shown.outcome.rows.len(), columns.sum(), shown.outcome.units.len(), shown.outcome.faults.len()];
    let row = vec2(ui.available_width(), 44.0);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        for (n, (label, count)) in sheet_words::TABS.iter().zip(counts).enumerate() {
            let count = if count == 0 { String::new() } else { count.to_string() };
            if tab(ui, label, &count, *chosen == n).clicked() {
                *chosen = n;
            }
        }
        ui.add_space(space::M);
        hint(ui, &sheet_words::comes_to(shown.outcome));
    });
}

fn body(ui: &mut Ui, shown: Shown<'_>, draft: &mut SheetDraft) {
    match draft.tab {
        0 => rows::rows_ui(ui, shown, draft),
        1 => {
            ScrollArea::vertical().id_salt("columns").auto_shrink([false, false]).show(ui, |ui| {
                columns::columns_ui(ui, shown);
            });
        }
        2 => {
            let ask = |name, choice| Command::Sheets(SheetCommand::Change(SheetChange::Unit(name, choice)));
            let list = UnitList { ctx: shown.ctx, units: &shown.outcome.units, none: sheet_words::NO_UNITS, ask };
            ScrollArea::vertical().id_salt("units").auto_shrink([false, false]).show(ui, |ui| {
                card_ui(ui, "", "", |ui| units_ui(ui, list));
            });
        }
        _ => faults::faults_ui(ui, shown, &mut draft.fault),
    }
}

/// Whether any sheet that is read holds rows of a kind.
fn has_kind(shown: Shown<'_>, kind: TableKind) -> bool {
    shown.session.choices().sheets.iter().any(|sheet| sheet.take && sheet.kind == kind)
}
