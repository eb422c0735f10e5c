//! The top bar: the ledger, whether it is saved, undo and redo, search, who sits here.

use egui::{Align, Align2, Layout, Rect, Response, RichText, Role, Sense, Ui, UiBuilder, pos2, vec2};

use crate::{
    app::{Command, Page, Saved},
    ui::{
        icon,
        theme::{self, Tone, font, size, space},
        view::ViewCtx,
        widgets::{
            Edge, MenuItem, SearchField, avatar, chip, edge_line, glyph, hot, icon_button, menu_under, said,
            silent_line, width_of,
        },
        words,
    },
};

use super::keys;

/// What undo and redo would do, worked out once for each revision.
#[derive(Debug, Default)]
pub(super) struct UndoWords {
    of: Option<(u128, u64, String)>,
    undo: Option<String>,
    redo: Option<String>,
}

impl UndoWords {
    fn refresh(&mut self, ctx: ViewCtx<'_>) {
        let Some(document) = ctx.app.document() else {
            *self = Self::default();
            return;
        };
        let who = ctx.app.identity();
        let of = Some((document.id().0, document.revision(), who.name.clone()));
        if self.of == of {
            return;
        }
        let cursor = document.undo_cursor(who);
        let ledger = document.ledger();
        let tell = |change| words::edits(ledger, &ctx.app.edits_of(change));
        let taken_back = |undo| document.content().history.get(undo)?.header.undoes;
        *self = Self { of, undo: cursor.undo.map(tell), redo: cursor.redo.and_then(taken_back).map(tell) };
    }
}

/// Shows the top bar.
pub(super) fn top_bar_ui(ctx: ViewCtx<'_>, ui: &mut Ui, undo: &mut UndoWords, search: &mut String) {
    edge_line(ui, Edge::Bottom);
    undo.refresh(ctx);
    let edge = ui.max_rect();
    let right = UiBuilder::new().max_rect(edge).layout(Layout::right_to_left(Align::Center));
    let right = ui.scope_builder(right, |ui| who_ui(ctx, ui)).response.rect.left();
    let left = UiBuilder::new().max_rect(edge).layout(Layout::left_to_right(Align::Center));
    let left = ui.scope_builder(left, |ui| ledger_ui(ctx, ui, undo)).response.rect.right();
    search_ui(ctx, ui, (left + space::L, right - space::L), search);
}

fn ledger_ui(ctx: ViewCtx<'_>, ui: &mut Ui, undo: &UndoWords) {
    let narrow = ui.max_rect().width() < size::NARROW;
    title_ui(ctx, ui);
    save_state(ctx, ui, narrow);
    ui.add_space(if narrow { 0.0 } else { space::XS });
    let (word, can) = match &undo.undo {
        Some(what) => (format!("{}（Ctrl+Z）", words::would_undo(what)), !ctx.app.is_read_only()),
        None => (words::NOTHING_TO_UNDO.to_owned(), false),
    };
    ui.spacing_mut().item_spacing.x = 0.0;
    if ui.add_enabled_ui(can, |ui| icon_button(ui, icon::UNDO, &word)).inner.clicked() {
        ctx.commands.send(Command::Undo);
    }
    let (word, can) = match &undo.redo {
        Some(what) => (format!("{}（Ctrl+Y）", words::would_redo(what)), !ctx.app.is_read_only()),
        None => (words::NOTHING_TO_REDO.to_owned(), false),
    };
    if ui.add_enabled_ui(can, |ui| icon_button(ui, icon::REDO, &word)).inner.clicked() {
        ctx.commands.send(Command::Redo);
    }
}

/// The title, which opens the menu of the ledger.
fn title_ui(ctx: ViewCtx<'_>, ui: &mut Ui) {
    let t = theme::of(ui);
    let title = ctx.ledger().map_or("", |ledger| ledger.directory.fields.title.get().trim());
    let title = if title.is_empty() { words::UNTITLED } else { title };
    let most = (ui.max_rect().width() * 0.2).clamp(120.0, 260.0);
    let wide = width_of(ui, title, font::strong()).min(most).ceil() + 1.0;
    let room = vec2(wide + 20.0 + space::S, size::BUTTON);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let says = format!("{title} {}", words::LEDGER_MENU);
    let response = hot(ui, "ledger menu", rect, Role::Button, &says, false);
    let words_at = rect.shrink2(vec2(space::XS, 0.0)).with_max_x(rect.left() + space::XS + wide);
    silent_line(ui, words_at, Align2::LEFT_CENTER, title, font::strong(), t.text);
    let sign = rect.with_min_x(rect.right() - 20.0);
    glyph(ui, sign, icon::EXPAND_MORE, 18.0, t.text_3);
    let path = ctx.app.document().map(|document| document.path().display().to_string());
    let response = response.on_hover_text(path.unwrap_or_default());
    ledger_menu(ctx, &response);
}

fn ledger_menu(ctx: ViewCtx<'_>, from: &Response) {
    let read_only = ctx.app.is_read_only().then_some(words::READ_ONLY_HINT);
    let items = [
        MenuItem::new(icon::SAVE, words::SAVE_NOW).unless(read_only),
        MenuItem::new(icon::CONTENT_COPY, words::SAVE_COPY),
        MenuItem::new(icon::FOLDER_OPEN, words::OPEN_OTHER),
        MenuItem::new(icon::CLOSE, words::CLOSE_LEDGER),
    ];
    let command = match menu_under(from, &items) {
        Some(0) => Command::Save,
        Some(1) => Command::AskSaveCopy,
        Some(2) => Command::AskOpen,
        Some(3) => Command::CloseLedger,
        Some(_) | None => return,
    };
    ctx.commands.send(command);
}

fn save_state(ctx: ViewCtx<'_>, ui: &mut Ui, narrow: bool) {
    if ctx.app.is_read_only() {
        chip(ui, words::READ_ONLY, Tone::Warn).on_hover_text(words::READ_ONLY_HINT);
        return;
    }
    let at = ctx.app.document().and_then(crate::app::Document::saved_at);
    let (sign, sentence, tone) = if ctx.app.save_failed() {
        (icon::ERROR, words::SAVE_FAILED.to_owned(), Tone::Danger)
    } else if ctx.app.is_saving() {
        (icon::SAVE, words::SAVING.to_owned(), Tone::Neutral)
    } else {
        match (ctx.app.saved(), at) {
            (Some(Saved::InJournal), _) => (icon::EDIT_NOTE, words::IN_JOURNAL.to_owned(), Tone::Neutral),
            (_, Some(at)) => (icon::CHECK_CIRCLE, words::saved_at(&words::clock_time(at)), Tone::Good),
            (_, None) => (icon::CHECK_CIRCLE, words::SAVED.to_owned(), Tone::Good),
        }
    };
    if narrow && tone == Tone::Neutral {
        said(ui, sign, &words::cut(&sentence, 5), tone);
    } else {
        said(ui, sign, &sentence, tone);
    }
}

fn search_ui(ctx: ViewCtx<'_>, ui: &mut Ui, room: (f32, f32), search: &mut String) {
    let (left, right) = room;
    let edge = ui.max_rect();
    let wide = (right - left).clamp(80.0, 400.0);
    let last = (right - wide).max(left);
    let start = (edge.center().x - wide / 2.0).clamp(left, last);
    let place = Rect::from_min_size(pos2(start, edge.center().y - size::BUTTON / 2.0), vec2(wide, size::BUTTON));
    let keys = if wide < 240.0 { "" } else { words::SEARCH_KEYS };
    let builder = UiBuilder::new().max_rect(place).id_salt("search");
    ui.scope_builder(builder, |ui| {
        let field = SearchField { name: words::SEARCH, hint: words::SEARCH_HINT, keys, width: wide };
        if keys::search_asked(ui) {
            let id = field.id(ui);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let response = field.show(ui, search);
        if response.changed() && ctx.app.page() != Page::Issues {
            ctx.commands.send(Command::Go(Page::Issues));
        }
    });
}

/// Who sits here; a click leads to where it is changed.
fn who_ui(ctx: ViewCtx<'_>, ui: &mut Ui) {
    let t = theme::of(ui);
    let who = ctx.app.identity();
    let narrow = ui.max_rect().width() < size::NARROW;
    let start = ui.cursor().right();
    let name = if who.name.trim().is_empty() { words::NOBODY } else { who.name.trim() };
    let letter: String = name.chars().take(1).collect();
    let shown = ui.scope(|ui| {
        avatar(ui, &letter);
        ui.label(RichText::new(name).font(font::body()));
        if !narrow {
            ui.label(RichText::new(words::cut(&who.unit, 10)).font(font::small()).color(t.text_3));
        }
    });
    let rect = shown.response.rect.expand2(vec2(space::XS, 0.0)).with_max_x(start + space::XS);
    let response = ui.interact(rect, ui.scope_id().with("who"), Sense::click());
    let says = words::who(name, &who.unit);
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, &says));
    crate::ui::widgets::focus_ring(ui, rect, &response);
    if response.on_hover_text(says.as_str()).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        ctx.commands.send(Command::Go(Page::Settings));
    }
}
