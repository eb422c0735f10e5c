//! Pieces of both panels: head, sections, links, history.

use egui::{Align, Layout, Margin, RichText, ScrollArea, Ui, vec2};

use crate::{
    app::{
        back_to::back_to,
        issue_log::{LogEntry, part_log},
    },
    domain::{IssueId, edit::PartKey, ledger::Ledger, rules::Action},
    ui::{
        icon,
        theme::{self, font, size, space},
        view::ViewCtx,
        widgets::{Weight, button_unless, icon_button, link},
        words::{self, complaints as says},
    },
};

use super::{dialogs::refused, fields::issue_choice};

/// So many changes are shown.
const CHANGES: usize = 8;

/// Draws a panel: head, body that scrolls, foot; both work on `state`. True when it is to be closed.
pub(super) fn panel_ui<S>(
    ui: &mut Ui,
    number: &str,
    state: &mut S,
    body: impl FnOnce(&mut Ui, &mut S),
    foot: impl FnOnce(&mut Ui, &mut S),
) -> bool {
    let margin = Margin { left: 16, right: 12, top: 8, bottom: 12 };
    let shown = egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        let close = head_ui(ui, number);
        let room = ui.available_height() - size::BUTTON - space::M;
        ScrollArea::vertical().id_salt(("panel", number)).auto_shrink(false).max_height(room).show(ui, |ui| {
            ui.set_width(ui.available_width() - space::S);
            ui.spacing_mut().item_spacing.y = space::XS;
            body(ui, state);
        });
        ui.add_space(space::S);
        let row = vec2(ui.available_width(), size::BUTTON);
        ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| foot(ui, state));
        close
    });
    shown.inner
}

fn head_ui(ui: &mut Ui, number: &str) -> bool {
    let t = theme::of(ui);
    let row = vec2(ui.available_width(), size::BUTTON);
    let shown = ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        let close = icon_button(ui, icon::CLOSE, says::CLOSE_PANEL).clicked();
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.label(RichText::new(number).font(font::strong()).color(t.text_2));
        });
        close
    });
    shown.inner
}

/// A heading inside a panel.
pub(super) fn section(ui: &mut Ui, title: &str) {
    let t = theme::of(ui);
    ui.add_space(space::S);
    ui.label(RichText::new(title).font(font::heading()).color(t.text));
}

/// A long text of a section; nothing where it is empty.
pub(super) fn prose(ui: &mut Ui, title: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    let t = theme::of(ui);
    section(ui, title);
    ui.add(egui::Label::new(RichText::new(text).color(t.text)).wrap());
}

/// A button that is grey while a rule stands against it.
pub(super) fn deed(ui: &mut Ui, sign: &str, label: &str, refusal: Option<&str>) -> bool {
    button_unless(ui, Weight::Normal, sign, label, refusal).clicked()
}

/// Everything done to a part of the ledger, the newest first.
pub(super) fn history_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, key: PartKey) {
    let Some(history) = ctx.app.history() else {
        return;
    };
    section(ui, says::HISTORY);
    for entry in part_log(history, key).iter().take(CHANGES) {
        entry_ui(ctx, ui, ledger, entry);
    }
}

fn entry_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, entry: &LogEntry) {
    let t = theme::of(ui);
    let head = format!("{} {}", words::date_and_time(entry.typed_at), entry.author);
    ui.label(RichText::new(head).font(font::small()).color(t.text_3));
    for (n, line) in entry.lines.iter().enumerate() {
        let said = words::edit_itself(ledger, &line.edit);
        let label = RichText::new(words::cut(&said, 60)).color(t.text_2);
        let Some(action) = back_to(ledger, &line.edit) else {
            ui.add(egui::Label::new(label).wrap()).on_hover_text(said);
            continue;
        };
        ui.push_id((entry.change, n), |ui| {
            ui.horizontal_top(|ui| {
                let room = ui.available_width() - size::BUTTON - space::S;
                ui.allocate_ui(vec2(room, 0.0), |ui| {
                    ui.set_width(room);
                    ui.add(egui::Label::new(label).wrap()).on_hover_text(&said);
                });
                back_ui(ctx, ui, action, &said);
            });
        });
    }
}

/// The button that goes back to a value; grey with the reason where a rule stands against it.
fn back_ui(ctx: ViewCtx<'_>, ui: &mut Ui, action: Action, said: &str) {
    let refusal = refused(ctx, &action);
    let label = words::issue_page::back_to(said, "");
    let pressed = ui.add_enabled_ui(refusal.is_none(), |ui| icon_button(ui, icon::SETTINGS_BACKUP_RESTORE, &label));
    let response = match &refusal {
        Some(refusal) => pressed.inner.on_disabled_hover_text(refusal),
        None => pressed.inner,
    };
    if response.clicked() {
        ctx.commands.act(action);
    }
}

/// The linked issues, to be opened and, where that is `free`, let go, and a field that links another.
pub(super) fn linked_issues_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    ledger: &Ledger,
    (linked, free): (&[IssueId], bool),
    act: impl Fn(IssueId, bool) -> Action,
) {
    section(ui, says::ISSUE);
    for issue in linked {
        ui.horizontal(|ui| {
            let number = words::issue(ledger, *issue);
            if free && icon_button(ui, icon::CLOSE, &says::unlink(&number)).clicked() {
                ctx.commands.act(act(*issue, false));
            }
            let title = ledger.issue(*issue).map(|it| words::cut(it.fields.title.get(), 18)).unwrap_or_default();
            if link(ui, format!("{number} {title}").trim()).clicked() {
                super::go(ctx, *issue);
            }
        });
    }
    if free && let Some(issue) = issue_choice(ctx, ui, ledger, linked) {
        ctx.commands.act(act(issue, true));
    }
}
