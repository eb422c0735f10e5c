//! 个人设置: who sits here, how it looks, where the data lies.

use egui::Ui;

use crate::{
    app::{Command, ThemeChoice},
    domain::numerals::read_number,
    ui::{
        theme::space,
        view::ViewCtx,
        welcome_page::{IdentityDraft, identity_fields_ui},
        widgets::{Field, Weight, button, fault_line, field_label, hint, key_text, segmented},
        words::{self, evidence},
    },
};

use super::{SettingsDraft, computer, form_card};

const ZOOMS: [u16; 7] = [80, 90, 100, 125, 150, 175, 200];

/// Shows the tab.
pub(super) fn personal_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SettingsDraft) {
    form_card(ui, words::OWN_ROLE, "", |ui| {
        identity_ui(ctx, ui, &mut draft.identity);
    });
    form_card(ui, words::DISPLAY, "", |ui| display_ui(ctx, ui));
    form_card(ui, evidence::LIMITS, "", |ui| limits_ui(ctx, ui, draft));
    form_card(ui, words::computer::DRAWING, "", |ui| computer::drawing_ui(ctx, ui));
    if let Some(opener) = ctx.app.computer().opener() {
        form_card(ui, words::computer::OPENING, "", |ui| computer::opening_ui(ctx, ui, opener));
    }
    form_card(ui, words::WHERE_DATA, "", |ui| {
        if let Some(document) = ctx.app.document() {
            key_text(ui, words::LEDGER_FILE_AT, &document.path().display().to_string(), 3);
        }
        key_text(ui, words::OWN_FILES_AT, &ctx.app.data_folder().display().to_string(), 3);
        hint(ui, words::OWN_FILES_SAY);
    });
}

fn identity_ui(ctx: ViewCtx<'_>, ui: &mut Ui, slot: &mut Option<IdentityDraft>) {
    hint(ui, words::FIRST_START_WHY);
    let who = ctx.app.identity();
    let draft = slot.get_or_insert_with(|| IdentityDraft::of(who));
    let wide = ui.available_width().min(480.0);
    let shown = ui.allocate_ui(egui::vec2(wide, 0.0), |ui| identity_fields_ui(ui, draft));
    let entered = shown.inner;
    let new = draft.identity();
    let changed = (&new.name, &new.unit, new.role) != (&who.name, &who.unit, who.role);
    ui.add_space(space::XS);
    let keep = ui.add_enabled_ui(changed, |ui| button(ui, Weight::Primary, "", words::KEEP_IDENTITY));
    if changed && (keep.inner.clicked() || entered) {
        draft.send(ctx);
    }
}

/// From which size on files of the evidence are asked about.
fn limits_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SettingsDraft) {
    let settings = ctx.app.settings();
    let held = [settings.evidence_file_mb, settings.evidence_total_mb];
    let mut now = held;
    let fields = [(evidence::ONE_FILE, "evidence file"), (evidence::ALL_FILES, "evidence total")];
    for ((label, key), value) in fields.into_iter().zip(&mut now) {
        let field = Field::new(label).width(220.0);
        if let Some(text) = draft.typing.field(ui, field, key, &value.to_string()) {
            let number = read_number(&text);
            draft.limit_fault = number.is_none();
            *value = number.unwrap_or(*value);
        }
    }
    if draft.limit_fault {
        fault_line(ui, evidence::LIMIT_FAULT);
    }
    hint(ui, evidence::LIMITS_HINT);
    if ctx.app.document().is_some() {
        let revision = ctx.app.revision();
        let known = draft.evidence.filter(|(of, _)| *of == revision);
        let (_, bytes) = *draft.evidence.insert(known.unwrap_or_else(|| (revision, ctx.app.evidence_bytes())));
        hint(ui, &evidence::now(bytes));
    }
    let [file, total] = now;
    if now != held {
        ctx.commands.send(Command::SetEvidenceLimits(file, total));
    }
}

fn display_ui(ctx: ViewCtx<'_>, ui: &mut Ui) {
    let settings = ctx.app.settings();
    field_label(ui, words::THEME, "");
    let mut theme = match settings.theme {
        ThemeChoice::Light => 0,
        ThemeChoice::Dark => 1,
    };
    if segmented(ui, &words::THEMES, &mut theme) {
        let theme = if theme == 0 { ThemeChoice::Light } else { ThemeChoice::Dark };
        ctx.commands.send(Command::SetTheme(theme));
    }
    field_label(ui, words::ZOOM, "");
    let said = ZOOMS.map(words::zoom);
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    let mut zoom = ZOOMS.iter().position(|zoom| *zoom == settings.zoom).unwrap_or(usize::MAX);
    if segmented(ui, &said, &mut zoom)
        && let Some(zoom) = ZOOMS.get(zoom)
    {
        ctx.commands.send(Command::SetZoom(*zoom));
    }
    hint(ui, words::ZOOM_HINT);
}
