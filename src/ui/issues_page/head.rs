//! The head of the grid's page: quick views, columns, registering.

use egui::{Align, Layout, Popup, PopupCloseBehavior, Rect, Response, ScrollArea, Ui, vec2};

use crate::{
    app::{Column, Command},
    ui::{
        icon,
        theme::{self, size, space},
        view::ViewCtx,
        widgets::{Weight, button, button_unless, check_box, divider, icon_button, inside, tab},
        words,
    },
};

use super::{IssuesDraft, RegisterDraft, offered};

pub(super) fn head_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, draft: &mut IssuesDraft) {
    let t = theme::of(ui);
    let narrow = rect.width() < size::NARROW;
    ui.painter().rect_filled(rect, 0, t.surface);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    let right = inside(ui, "deeds", rect.shrink2(vec2(space::M, 0.0)), |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            deeds_ui(ctx, ui, draft, narrow);
            ui.min_rect().left()
        })
        .inner
    });
    let left = rect.shrink2(vec2(space::S, 0.0)).with_max_x(right - space::S);
    inside(ui, "views", left, |ui| {
        ScrollArea::horizontal().id_salt("views").show(ui, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Max), |ui| {
                ui.set_height(rect.height());
                ui.spacing_mut().item_spacing.x = space::XS;
                views_ui(ctx, ui);
            });
        });
    });
}

fn views_ui(ctx: ViewCtx<'_>, ui: &mut Ui) {
    let rows = ctx.app.rows();
    for only in offered(ctx) {
        let count = rows.count(only).to_string();
        let here = rows.query().only == only;
        if tab(ui, words::issues_page::only(only), &count, here).clicked() && !here {
            let mut query = rows.query().clone();
            query.only = only;
            ctx.commands.send(Command::SetRows(query));
        }
    }
}

fn deeds_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut IssuesDraft, narrow: bool) {
    let refusal = super::register::refusal(ctx);
    let register = words::issues_page::REGISTER;
    if button_unless(ui, Weight::Primary, icon::ADD, register, refusal.as_deref()).clicked() {
        draft.register = Some(RegisterDraft::new(ctx));
    }
    let paste = words::grid::PASTE_ROWS;
    let asked = if narrow {
        icon_button(ui, icon::CONTENT_PASTE, paste)
    } else {
        button_unless(ui, Weight::Quiet, icon::CONTENT_PASTE, paste, refusal.as_deref())
    };
    if asked.clicked() && refusal.is_none() {
        draft.hands.ask_for_table(ctx);
    }
    let from = if narrow {
        icon_button(ui, icon::VIEW_COLUMN, words::issues_page::COLUMNS)
    } else {
        button(ui, Weight::Quiet, icon::VIEW_COLUMN, words::issues_page::COLUMNS)
    };
    columns_menu(ctx, &from);
}

fn columns_menu(ctx: ViewCtx<'_>, from: &Response) {
    let popup = Popup::menu(from).gap(space::XS).width(200.0).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        ui.set_width(200.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut chosen = Column::chosen(&ctx.app.settings().columns);
        let before = chosen.clone();
        let high = (ui.ctx().content_rect().height() - 180.0).max(200.0);
        ScrollArea::vertical().max_height(high).show(ui, |ui| {
            for column in Column::ALL.iter().filter(|column| !column.is_frozen()) {
                let mut on = chosen.contains(column);
                if check_box(ui, &mut on, words::issues_page::column(*column)).changed() {
                    put(&mut chosen, *column, on);
                }
            }
        });
        divider(ui);
        if button(ui, Weight::Quiet, icon::RESTART_ALT, words::issues_page::USUAL_COLUMNS).clicked() {
            chosen = Column::USUAL.to_vec();
        }
        if chosen != before {
            let names = chosen.iter().map(|column| column.name().to_owned());
            ctx.commands.send(Command::SetColumns(names.collect()));
        }
    });
}

/// Puts a column in at its usual place, or takes it out.
fn put(chosen: &mut Vec<Column>, column: Column, on: bool) {
    chosen.retain(|it| *it != column);
    if on {
        let before = chosen.iter().position(|it| *it > column).unwrap_or(chosen.len());
        chosen.insert(before, column);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_comes_in_at_its_usual_place() {
        let mut chosen = vec![Column::Number, Column::Title, Column::Due];
        put(&mut chosen, Column::LeadUnit, true);
        assert_eq!(chosen, [Column::Number, Column::Title, Column::LeadUnit, Column::Due]);
        put(&mut chosen, Column::Due, false);
        assert_eq!(chosen, [Column::Number, Column::Title, Column::LeadUnit]);
    }
}
