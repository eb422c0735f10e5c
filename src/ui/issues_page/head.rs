//! The head of the grid's page: quick views, columns, registering.

use egui::{Align, Layout, Rect, ScrollArea, Ui, vec2};

use crate::{
    app::{Command, Only},
    ui::{
        icon,
        keys::{self, Deed},
        theme::{self, size, space},
        view::ViewCtx,
        widgets::{Weight, button, button_unless, icon_button, inside, tab},
        words,
    },
};

use super::{IssuesDraft, RegisterDraft, columns_menu, offered, views_menu};

pub(super) fn head_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, draft: &mut IssuesDraft) {
    let t = theme::of(ui);
    let narrow = rect.width() < size::NARROW;
    ui.painter().rect_filled(rect, 0, ctx.bar_fill(ui));
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
                quick_ui(ctx, ui);
            });
        });
    });
}

fn quick_ui(ctx: ViewCtx<'_>, ui: &mut Ui) {
    let rows = ctx.app.rows();
    // Nothing is known yet of a big ledger that has just been opened.
    let is_counted = !rows.is_working() || rows.count(Only::All) > 0;
    for only in offered(ctx) {
        let count = if is_counted { rows.count(only).to_string() } else { String::new() };
        let here = rows.query().only == only;
        let mut response = tab(ui, words::issues_page::only(only), &count, here);
        if let Some(ledger) = ctx.ledger().filter(|_| only == Only::LateOrSoon) {
            response = response.on_hover_text(words::due_soon_means(ledger));
        }
        if response.clicked() && !here {
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
        RegisterDraft::open(ctx, &mut draft.register);
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
    columns_menu::columns_menu(ctx, &from);
    views_menu::views_menu(ctx, ui, &mut draft.saving);
    export_ui(ctx, ui, narrow);
}

/// The view as it stands, as a workbook.
fn export_ui(ctx: ViewCtx<'_>, ui: &mut Ui, narrow: bool) {
    let busy = keys::why_not(ctx, Deed::ExportView);
    let asked = if narrow {
        icon_button(ui, icon::IOS_SHARE, words::reports::EXPORT_VIEW)
    } else {
        button_unless(ui, Weight::Quiet, icon::IOS_SHARE, words::reports::EXPORT, busy.as_deref())
    };
    if asked.clicked() && busy.is_none() {
        ctx.commands.send(crate::ui::reports_page::export_view(ctx));
    }
}
