//! The list of columns: which are shown, in which order, how many are frozen, how high a row is.

use egui::{Align, Layout as Lay, Popup, PopupCloseBehavior, Response, ScrollArea, Ui, vec2};

use crate::{
    app::{Column, Command, Layout},
    ui::{
        icon,
        theme::{size, space},
        view::ViewCtx,
        widgets::{Weight, button, check_box, divider, field_label, icon_button, segmented},
        words,
    },
};

const WIDTH: f32 = 300.0;

/// The most columns that can be frozen from here.
const MOST_FROZEN: usize = 4;

/// Opens under `from`.
pub(super) fn columns_menu(ctx: ViewCtx<'_>, from: &Response) {
    let popup = Popup::menu(from).gap(space::XS).width(WIDTH).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        ui.set_width(WIDTH);
        let mut layout = ctx.app.layout().clone();
        rows_ui(ui, &mut layout);
        divider(ui);
        list_ui(ui, &mut layout);
        divider(ui);
        if layout != *ctx.app.layout() {
            ctx.commands.send(Command::SetLayout(Box::new(layout)));
        }
        if button(ui, Weight::Quiet, icon::RESTART_ALT, words::issues_page::USUAL_COLUMNS).clicked() {
            ctx.commands.send(Command::ResetLayout);
        }
    });
}

fn rows_ui(ui: &mut Ui, layout: &mut Layout) {
    ui.spacing_mut().item_spacing.y = space::XS;
    field_label(ui, words::views::ROW_LINES, "");
    let lines: Vec<_> = (1..=5).map(words::views::lines).collect();
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    let mut chosen = usize::from(layout.lines.saturating_sub(1));
    if segmented(ui, &lines, &mut chosen) {
        layout.lines = chosen as u8 + 1;
    }
    field_label(ui, words::views::FROZEN, "");
    let counts: Vec<_> = (0..=MOST_FROZEN).map(words::views::frozen).collect();
    let counts: Vec<_> = counts.iter().map(String::as_str).collect();
    let mut frozen = layout.frozen.min(MOST_FROZEN);
    if segmented(ui, &counts, &mut frozen) {
        layout.frozen = frozen;
    }
}

/// The columns shown in their order, then the others.
fn list_ui(ui: &mut Ui, layout: &mut Layout) {
    let high = (ui.ctx().content_rect().height() - 380.0).max(160.0);
    let shown = layout.columns.clone();
    let hidden = Column::ALL.iter().filter(|column| !shown.contains(column));
    ScrollArea::vertical().max_height(high).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (n, column) in shown.iter().enumerate() {
            column_ui(ui, layout, (n, *column), shown.len());
        }
        for column in hidden {
            let mut on = false;
            if check_box(ui, &mut on, words::issues_page::column(*column)).changed() {
                layout.show(*column, true);
            }
        }
    });
}

/// A column that is shown: hide it, or put it elsewhere.
fn column_ui(ui: &mut Ui, layout: &mut Layout, (n, column): (usize, Column), all: usize) {
    let room = vec2(WIDTH - space::M, size::BUTTON);
    ui.allocate_ui_with_layout(room, Lay::left_to_right(Align::Center), |ui| {
        let mut on = true;
        if check_box(ui, &mut on, words::issues_page::column(column)).changed() {
            layout.show(column, false);
        }
        ui.with_layout(Lay::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_enabled_ui(n + 1 < all, |ui| {
                if icon_button(ui, icon::ARROW_DOWNWARD, &words::views::move_down(column)).clicked() {
                    layout.move_to(column, n + 2);
                }
            });
            ui.add_enabled_ui(n > 0, |ui| {
                if icon_button(ui, icon::ARROW_UPWARD, &words::views::move_up(column)).clicked() {
                    layout.move_to(column, n.saturating_sub(1));
                }
            });
        });
    });
}
