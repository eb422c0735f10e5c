//! The first start and the welcome page: new, open, import a plan, sample, and the ledgers opened lately.

mod identity_form;
mod new_ledger;
mod recent;

use std::path::{Path, PathBuf};

use egui::{Align2, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, vec2};

use crate::{
    app::{Command, DropCommand, ThemeChoice},
    ui::{
        icon,
        keys::{self, Deed},
        theme::{self, Tone, font, space},
        view::ViewCtx,
        widgets::{
            Field, Weight, button, card, card_ui, drop_tile, glyph, hot, icon_button, is_dialog_open, line, link,
            silent_line, submitted,
        },
        words,
    },
};

pub(in crate::ui) use identity_form::{IdentityDraft, identity_fields_ui};
use new_ledger::NewLedgerDraft;
pub(in crate::ui) use recent::RecentDraft;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct WelcomeDraft {
    identity: Option<IdentityDraft>,
    new_ledger: Option<NewLedgerDraft>,
    recent: RecentDraft,
    path: String,
    path_fault: bool,
}

const WIDTH: f32 = 920.0;

const FORM_WIDTH: f32 = 520.0;

/// Shows the page.
pub fn welcome_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut WelcomeDraft) {
    ScrollArea::vertical().id_salt("welcome").auto_shrink([false, false]).show(ui, |ui| {
        let room = ui.available_width();
        let choosing = ctx.app.identity().is_complete() && draft.identity.is_none();
        let most = if choosing { WIDTH } else { FORM_WIDTH };
        let wide = (room - space::XL * 2.0).min(most);
        let side = ((room - wide) / 2.0).max(0.0);
        let top = (ui.available_height() * 0.08).clamp(space::L, 56.0);
        let place = Rect::from_min_size(ui.max_rect().min + vec2(side, top), vec2(wide, f32::INFINITY));
        let builder = UiBuilder::new().max_rect(place);
        ui.scope_builder(builder, |ui| {
            ui.set_width(wide);
            head_ui(ctx, ui, draft);
            if ctx.app.identity().is_complete() && draft.identity.is_none() {
                choices_ui(ctx, ui, draft);
            } else {
                first_start_ui(ctx, ui, draft);
            }
            ui.add_space(space::XL);
        });
    });
    if ctx.app.identity().is_complete() {
        if keys::asked(ui.ctx(), Deed::Identity) {
            draft.identity = Some(IdentityDraft::of(ctx.app.identity()));
        }
        if keys::asked(ui.ctx(), Deed::NewLedger) {
            draft.new_ledger = Some(NewLedgerDraft::new(ctx, "", None));
        }
        if ctx.app.document().is_none() && !is_dialog_open(ui.ctx()) {
            take_dropped(ctx, ui, draft);
        }
        new_ledger::dialog_ui(ctx, ui, &mut draft.new_ledger);
    }
}

fn head_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut WelcomeDraft) {
    let t = theme::of(ui);
    let wide = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(wide, 64.0), Sense::hover());
    let title = rect.with_max_y(rect.top() + 38.0);
    line(ui, title, Align2::LEFT_CENTER, words::PROGRAM, font::display(), t.text);
    let under = rect.with_min_y(rect.top() + 40.0);
    line(ui, under, Align2::LEFT_CENTER, words::PROGRAM_SAYS, font::small(), t.text_2);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let right = &mut ui.new_child(UiBuilder::new().max_rect(title).layout(layout));
    who_ui(ctx, right, draft);
    ui.add_space(space::M);
}

/// Who sits here, and light or dark, at the right of the head.
fn who_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut WelcomeDraft) {
    let t = theme::of(ui);
    let (sign, says, other) = match ctx.app.settings().theme {
        ThemeChoice::Light => (icon::DARK_MODE, words::TURN_DARK, ThemeChoice::Dark),
        ThemeChoice::Dark => (icon::LIGHT_MODE, words::TURN_LIGHT, ThemeChoice::Light),
    };
    if icon_button(ui, sign, says).clicked() {
        ctx.commands.send(Command::SetTheme(other));
    }
    let who = ctx.app.identity();
    if who.is_complete() && draft.identity.is_none() {
        if link(ui, words::CHANGE_IDENTITY).clicked() {
            draft.identity = Some(IdentityDraft::of(who));
        }
        let said = format!("{} {}", who.unit, who.name);
        let said = egui::RichText::new(said).font(font::small());
        ui.label(said.color(t.text_2));
    }
}

fn first_start_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut WelcomeDraft) {
    let who = ctx.app.identity();
    let form = draft.identity.get_or_insert_with(|| IdentityDraft::of(who));
    let known = who.is_complete();
    if !known {
        form.follow(who);
    }
    let mut done = false;
    ui.vertical(|ui| {
        card_ui(ui, words::FIRST_START, "", |ui| {
            crate::ui::widgets::hint(ui, words::FIRST_START_WHY);
            let entered = identity_fields_ui(ui, form);
            ui.add_space(space::S);
            ui.horizontal(|ui| {
                let word = if known { words::KEEP_IDENTITY } else { words::START_WORK };
                if button(ui, Weight::Primary, "", word).clicked() || entered {
                    done = form.send(ctx);
                }
                if known && button(ui, Weight::Normal, "", words::CANCEL).clicked() {
                    done = true;
                }
            });
        });
    });
    if done {
        draft.identity = None;
    }
}

fn choices_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut WelcomeDraft) {
    let wide = ui.available_width();
    if wide < 720.0 {
        starts_ui(ctx, ui, draft);
        ui.add_space(space::M);
        recent::recent_ui(ctx, ui, &mut draft.recent);
    } else {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let half = (wide - space::M) / 2.0;
            ui.vertical(|ui| {
                ui.set_width(half);
                starts_ui(ctx, ui, draft);
            });
            ui.vertical(|ui| {
                ui.set_width(half);
                recent::recent_ui(ctx, ui, &mut draft.recent);
            });
        });
    }
    ui.add_space(space::M);
    other_ways_ui(ctx, ui, draft);
}

/// The four ways to begin.
fn starts_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut WelcomeDraft) {
    let ways = [
        (icon::NOTE_ADD, words::NEW_LEDGER, words::NEW_LEDGER_SAYS),
        (icon::FOLDER_OPEN, words::OPEN_LEDGER, words::OPEN_LEDGER_SAYS),
        (icon::UPLOAD, words::IMPORT_PLAN, words::IMPORT_PLAN_SAYS),
        (icon::SCIENCE, words::OPEN_SAMPLE, words::OPEN_SAMPLE_SAYS),
    ];
    ui.spacing_mut().item_spacing.y = space::S;
    for (place, (sign, label, says)) in ways.into_iter().enumerate() {
        if !way_ui(ui, sign, label, says) {
            continue;
        }
        match place {
            0 => draft.new_ledger = Some(NewLedgerDraft::new(ctx, "", None)),
            1 => ctx.commands.send(Command::AskOpen),
            2 => draft.new_ledger = Some(NewLedgerDraft::new(ctx, "", None).then_import()),
            _ => ctx.commands.send(Command::OpenSample),
        }
    }
}

fn way_ui(ui: &mut Ui, sign: &str, label: &str, says: &str) -> bool {
    let t = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 64.0), Sense::hover());
    card(ui, rect);
    let response = hot(ui, label, rect, Role::Button, label, false);
    let accent = t.hue(Tone::Accent);
    let tile = Rect::from_center_size(egui::pos2(rect.left() + 36.0, rect.center().y), vec2(40.0, 40.0));
    ui.painter().rect_filled(tile, theme::radius::L, accent.soft);
    glyph(ui, tile, sign, 22.0, accent.ink);
    let mut words_at = rect.with_min_x(rect.left() + 68.0).with_max_x(rect.right() - space::L);
    words_at.min.y += 10.0;
    let first = words_at.with_max_y(words_at.top() + 24.0);
    silent_line(ui, first, Align2::LEFT_CENTER, label, font::strong(), t.text);
    let under = words_at.with_min_y(words_at.top() + 24.0).with_max_y(words_at.top() + 44.0);
    silent_line(ui, under, Align2::LEFT_CENTER, says, font::small(), t.text_3);
    response.on_hover_text(says).on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

/// Dropping a file, and a path typed instead of the system's dialog.
fn other_ways_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut WelcomeDraft) {
    let wide = ui.available_width();
    let over = ui.input(|input| !input.raw.hovered_files.is_empty());
    if drop_tile(ui, wide, icon::DOWNLOAD, words::DROP_HERE, over).clicked() {
        ctx.commands.send(Command::AskOpen);
    }
    ui.add_space(space::S);
    ui.horizontal_top(|ui| {
        let fault = draft.path_fault.then_some(words::NO_FILE);
        let field = Field::new(words::TYPED_PATH).bare().hint(words::TYPED_PATH_HINT).fault(fault).width(wide - 62.0);
        let response = field.show(ui, &mut draft.path);
        if response.changed() {
            draft.path_fault = false;
        }
        let pressed = button(ui, Weight::Normal, "", words::OPEN_TYPED).clicked();
        if (pressed || submitted(ui, &response)) && !draft.path.trim().is_empty() {
            let path = typed_path(&draft.path);
            draft.path_fault = !ctx.app.is_there(&path);
            if !draft.path_fault {
                ctx.commands.send(Command::Open(path));
            }
        }
    });
}

/// The path that was typed; Explorer's “copy as path” puts it in quotation marks.
fn typed_path(text: &str) -> PathBuf {
    PathBuf::from(text.trim().trim_matches(['"', '“', '”', '\'']))
}

/// A plan dropped on the window while no ledger is open begins a new one.
fn take_dropped(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut WelcomeDraft) {
    let dropped: Vec<PathBuf> =
        ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    let Some(path) = dropped.first().filter(|path| is_plan(path)).cloned() else {
        return;
    };
    if dropped.len() > 1 {
        ctx.commands.send(Command::Dropped(DropCommand::FirstOf(dropped)));
    }
    let title = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    draft.new_ledger = Some(NewLedgerDraft::new(ctx, &title, Some(path)));
}

fn is_plan(path: &Path) -> bool {
    let ending = path.extension().map(|ext| ext.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ["docx", "txt", "md"].contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_copied_with_its_quotation_marks_is_taken_without_them() {
        assert_eq!(typed_path(" \"D:\\台账\\a.ron\" "), PathBuf::from("D:\\台账\\a.ron"), "bare");
    }

    #[test]
    fn a_word_document_is_a_plan_and_a_ledger_is_not() {
        assert!(is_plan(Path::new("方案.DOCX")) && !is_plan(Path::new("台账.ron")), "by ending");
    }
}
