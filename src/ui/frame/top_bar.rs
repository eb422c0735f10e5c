//! The top bar: the ledger, whether it is saved, undo and redo, search, who sits here.

use egui::{Align, Align2, Layout, Rect, Response, RichText, Role, Sense, Ui, UiBuilder, pos2, vec2};

use crate::{
    app::{Command, Page, Saved},
    ui::{
        composition::is_composing,
        icon,
        keys::{self, Deed},
        theme::{self, Tone, font, size, space},
        view::ViewCtx,
        widgets::{
            Edge, MenuItem, SearchField, avatar, chip, edge_line, glyph, hot, icon_button, menu_under, said,
            silent_line, width_of,
        },
        words,
    },
};

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
        let history = &document.content().history;
        let tell = |change| words::edits(ledger, &ctx.app.edits_of(history.turn(change).1));
        *self = Self { of, undo: cursor.undo.map(tell), redo: cursor.redo.map(tell) };
    }
}

/// Shows the top bar.
pub(super) fn top_bar_ui(ctx: ViewCtx<'_>, ui: &mut Ui, undo: &mut UndoWords, search: &mut String) -> Option<Deed> {
    edge_line(ui, Edge::Bottom);
    undo.refresh(ctx);
    let edge = ui.max_rect();
    let right = UiBuilder::new().max_rect(edge).layout(Layout::right_to_left(Align::Center));
    let right = ui.scope_builder(right, |ui| who_ui(ctx, ui)).response.rect.left();
    let left = UiBuilder::new().max_rect(edge).layout(Layout::left_to_right(Align::Center));
    let left = ui.scope_builder(left, |ui| ledger_ui(ctx, ui, undo));
    search_ui(ctx, ui, (left.response.rect.right() + space::L, right - space::L), search);
    left.inner
}

fn ledger_ui(ctx: ViewCtx<'_>, ui: &mut Ui, undo: &UndoWords) -> Option<Deed> {
    let narrow = ui.max_rect().width() < size::NARROW;
    let deed = title_ui(ctx, ui);
    save_state(ctx, ui, narrow);
    ui.add_space(if narrow { 0.0 } else { space::XS });
    let (word, can) = match &undo.undo {
        Some(what) => (keys::with_keys(&words::would_undo(what), Deed::Undo), !ctx.app.is_read_only()),
        None => (words::NOTHING_TO_UNDO.to_owned(), false),
    };
    ui.spacing_mut().item_spacing.x = 0.0;
    if ui.add_enabled_ui(can, |ui| icon_button(ui, icon::UNDO, &word)).inner.clicked() {
        ctx.commands.send(Command::Undo);
    }
    let (word, can) = match &undo.redo {
        Some(what) => (keys::with_keys(&words::would_redo(what), Deed::Redo), !ctx.app.is_read_only()),
        None => (words::NOTHING_TO_REDO.to_owned(), false),
    };
    if ui.add_enabled_ui(can, |ui| icon_button(ui, icon::REDO, &word)).inner.clicked() {
        ctx.commands.send(Command::Redo);
    }
    deed
}

/// The title, which opens the menu of the ledger.
fn title_ui(ctx: ViewCtx<'_>, ui: &mut Ui) -> Option<Deed> {
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
    ledger_menu(ctx, &response)
}

/// What the menu of the ledger offers.
const MENU: [(Deed, &str, &str); 9] = [
    (Deed::Save, icon::SAVE, words::SAVE_NOW),
    (Deed::SaveCopy, icon::CONTENT_COPY, words::SAVE_COPY),
    (Deed::NewLedger, icon::NOTE_ADD, words::NEW_LEDGER),
    (Deed::OpenLedger, icon::FOLDER_OPEN, words::OPEN_OTHER),
    (Deed::Recent, icon::HISTORY, words::RECENT_MENU),
    (Deed::Palette, icon::KEYBOARD, words::PALETTE_MENU),
    (Deed::Help, icon::HELP, words::MANUAL),
    (Deed::CloseLedger, icon::CLOSE, words::CLOSE_LEDGER),
    (Deed::Quit, icon::CANCEL, words::QUIT),
];

fn ledger_menu(ctx: ViewCtx<'_>, from: &Response) -> Option<Deed> {
    // Asked only while the menu is open.
    let open = egui::Popup::is_id_open(&from.ctx, egui::Popup::default_response_id(from));
    let lines = MENU.map(|(deed, _, word)| keys::with_keys(word, deed));
    let refusals = MENU.map(|(deed, ..)| if open { keys::why_not(ctx, deed) } else { None });
    let mut items = Vec::new();
    for (((_, sign, _), line), refusal) in MENU.iter().zip(&lines).zip(&refusals) {
        items.push(MenuItem::new(sign, line).unless(refusal.as_deref()));
    }
    let chosen = menu_under(from, &items)?;
    MENU.get(chosen).map(|(deed, ..)| *deed)
}

fn save_state(ctx: ViewCtx<'_>, ui: &mut Ui, narrow: bool) {
    if let (Some(ledger), Some(history)) = (ctx.ledger(), ctx.app.history())
        && let Some((grant, unit)) = crate::app::packages::held_grant(ledger, history)
    {
        let may = words::exchange_hand_out::may(&grant.may);
        let says = words::exchange_hand_out::held_hint(&unit, grant.n_issues(), &may);
        chip(ui, &words::exchange_hand_out::held_short(&unit), Tone::Accent).on_hover_text(says);
    }
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
    let keys = if wide < 240.0 { String::new() } else { keys::keys_of(Deed::Search) };
    let builder = UiBuilder::new().max_rect(place).id_salt("search");
    ui.scope_builder(builder, |ui| {
        let field = SearchField { name: words::SEARCH, hint: words::SEARCH_HINT, keys: &keys, width: wide };
        if keys::asked(ui.ctx(), Deed::Search) {
            let id = field.id(ui);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let response = field.show(ui, search);
        if response.changed() && !is_composing(ui) && ctx.app.page() != Page::Issues {
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
