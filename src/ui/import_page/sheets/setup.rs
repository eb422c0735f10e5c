//! Where the rows go: inspection, month of progress, corrections of deadlines, how a text file is read.

use egui::{Ui, vec2};

use crate::{
    app::{
        Command,
        import::{NewInspection, TargetInspection},
        sheet_import::{
            CsvOptions, DELIMITERS, Encoding, FaultWhat, SheetChange, SheetCommand, TableKind, month_words, read_month,
        },
    },
    ui::{
        theme::space,
        widgets::{Choice, ChoiceItem, Field, card_ui},
        words::{import, sheets as words},
    },
};

use super::{Shown, has_kind};

/// What is being typed.
#[derive(Debug, Default)]
pub(super) struct SetupDraft {
    name: Option<String>,
    level: Option<String>,
    month: Option<String>,
    reason: String,
    page: String,
}

/// Shows the fields.
pub(super) fn setup_ui(ui: &mut Ui, shown: Shown<'_>, draft: &mut SetupDraft) {
    let notes = shown.session.choices().sheets.iter().any(|sheet| sheet.take && sheet.mapping.has_notes());
    let locked = shown.session.choices().correction.is_some()
        || shown.outcome.faults.iter().any(|fault| matches!(fault.what, FaultWhat::DeadlineLocked(_)));
    let csv = shown.session.files().iter().find_map(|file| file.book.csv);
    card_ui(ui, "", "", |ui| {
        // From the top: a field with a fault under it is higher than its neighbours.
        let row = egui::Layout::left_to_right(egui::Align::Min).with_main_wrap(true);
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 56.0), row, |ui| {
            ui.spacing_mut().item_spacing = vec2(space::M, space::S);
            if has_kind(shown, TableKind::Issues) || has_kind(shown, TableKind::Complaints) {
                target(ui, shown, draft);
            }
            if notes {
                month(ui, shown, draft);
            }
            if locked {
                correction(ui, shown, draft);
            }
            if let Some(csv) = csv {
                text_file(ui, shown, csv);
            }
        });
    });
}

fn target(ui: &mut Ui, shown: Shown<'_>, draft: &mut SetupDraft) {
    let Some(ledger) = shown.ctx.ledger() else {
        return;
    };
    let known = ledger.directory.live_inspections();
    let new = ChoiceItem::new(import::NEW_INSPECTION);
    let items: Vec<_> =
        std::iter::once(new).chain(known.iter().map(|held| ChoiceItem::new(held.fields.name.get()))).collect();
    let now = &shown.session.choices().shared.target;
    let mut chosen = match now {
        TargetInspection::New(_) => Some(0),
        TargetInspection::Existing(id) => known.iter().position(|held| held.id == *id).map(|n| n + 1),
    };
    let choice = Choice::new(Field::new(import::INSPECTION).width(240.0), &items);
    if cell(ui, 240.0, |ui| choice.show(ui, &mut chosen)).changed() {
        let held = chosen.and_then(|n| n.checked_sub(1)).and_then(|n| known.get(n));
        let target = match held {
            Some(held) => TargetInspection::Existing(held.id),
            None => TargetInspection::New(NewInspection::default()),
        };
        draft.name = None;
        shown.send(SheetChange::Target(target));
    }
    if let TargetInspection::New(new) = now {
        new_inspection(ui, shown, draft, new);
    }
}

fn new_inspection(ui: &mut Ui, shown: Shown<'_>, draft: &mut SetupDraft, now: &NewInspection) {
    let mut name = draft.name.take().unwrap_or_else(|| now.name.clone());
    let missing = name.trim().is_empty().then_some(import::NAME_MISSING);
    let field = Field::new(import::INSPECTION_NAME).fault(missing).width(280.0);
    let said = cell(ui, 280.0, |ui| field.show(ui, &mut name));
    let mut level = draft.level.take().unwrap_or_else(|| now.level.clone());
    let levels = import::LEVELS.map(ChoiceItem::new);
    let choice = Choice::new(Field::new(import::LEVEL).width(120.0), &levels);
    let ranked = cell(ui, 120.0, |ui| choice.show_free(ui, &mut level));
    let left = said.lost_focus() || ranked.lost_focus() || (ranked.changed() && !ranked.has_focus());
    let other = name.trim() != now.name || level.trim() != now.level;
    if left && other {
        let new = NewInspection { name: name.trim().to_owned(), level: level.trim().to_owned(), ..now.clone() };
        shown.send(SheetChange::Target(TargetInspection::New(new)));
    }
    (draft.name, draft.level) = (Some(name), Some(level));
}

fn month(ui: &mut Ui, shown: Shown<'_>, draft: &mut SetupDraft) {
    let now = shown.session.choices().month;
    let mut text = draft.month.take().unwrap_or_else(|| month_words(now));
    let wrong = read_month(&text).is_none().then_some(words::MONTH_WRONG);
    let field = Field::new(words::MONTH).hint(words::MONTH_HINT).fault(wrong).width(150.0);
    let said = cell(ui, 150.0, |ui| field.show(ui, &mut text));
    if let Some(month) = read_month(&text).filter(|month| *month != now && said.lost_focus()) {
        shown.send(SheetChange::Month(month));
    }
    draft.month = Some(text);
}

/// Reason and page under which changed deadlines of assigned issues are taken.
fn correction(ui: &mut Ui, shown: Shown<'_>, draft: &mut SetupDraft) {
    let reason = Field::new(words::CORRECT_REASON).note(words::CORRECT).width(300.0);
    let reason = cell(ui, 300.0, |ui| reason.show(ui, &mut draft.reason));
    let page = Field::new(words::CORRECT_PAGE).width(120.0);
    let page = cell(ui, 120.0, |ui| page.show(ui, &mut draft.page));
    if reason.lost_focus() || page.lost_focus() {
        let whole = !draft.reason.trim().is_empty() && !draft.page.trim().is_empty();
        let said = whole.then(|| (draft.reason.trim().to_owned(), draft.page.trim().to_owned()));
        if said != shown.session.choices().correction {
            shown.send(SheetChange::Correction(said));
        }
    }
}

/// Encoding and delimiter, found out or named.
fn text_file(ui: &mut Ui, shown: Shown<'_>, found: CsvOptions) {
    let asked = shown.session.csv();
    let names: Vec<_> = Encoding::ALL.iter().map(|encoding| ChoiceItem::new(encoding.name())).collect();
    let mut encoding = Encoding::ALL.iter().position(|known| Some(*known) == found.encoding);
    let choice = Choice::new(Field::new(words::ENCODING).width(130.0), &names);
    let encoded = cell(ui, 130.0, |ui| choice.show(ui, &mut encoding)).changed();
    let names: Vec<_> = DELIMITERS.iter().map(|delimiter| ChoiceItem::new(words::delimiter(*delimiter))).collect();
    let mut delimiter = DELIMITERS.iter().position(|known| Some(*known) == found.delimiter);
    let choice = Choice::new(Field::new(words::DELIMITER).width(110.0), &names);
    let parted = cell(ui, 110.0, |ui| choice.show(ui, &mut delimiter)).changed();
    if encoded || parted {
        let encoding = encoding.and_then(|n| Encoding::ALL.get(n)).copied().filter(|_| encoded).or(asked.encoding);
        let delimiter = delimiter.and_then(|n| DELIMITERS.get(n)).copied().filter(|_| parted).or(asked.delimiter);
        shown.ctx.commands.send(Command::Sheets(SheetCommand::ReadAs(CsvOptions { encoding, delimiter })));
    }
}

/// A field of fixed width in a row that wraps.
fn cell(ui: &mut Ui, wide: f32, add: impl FnOnce(&mut Ui) -> egui::Response) -> egui::Response {
    let wide = wide.min(ui.available_width().max(100.0));
    let layout = egui::Layout::top_down(egui::Align::Min);
    ui.allocate_ui_with_layout(vec2(wide, 56.0), layout, add).inner
}
