//! The rail: the pages of the program, with a count where something waits.

use egui::{ScrollArea, Ui, vec2};

use crate::{
    app::{Command, Page},
    ui::{
        icon,
        theme::{size, space},
        view::ViewCtx,
        widgets::{Edge, RailItem, edge_line, rail_item},
        words,
    },
};

use super::counts::Counts;

/// The pages in the order of the rail and of Ctrl+1 to Ctrl+9.
pub(super) const PAGES: [Page; 9] = [
    Page::Overview,
    Page::Issues,
    Page::Supervision,
    Page::Closures,
    Page::Complaints,
    Page::Reports,
    Page::Exchange,
    Page::Review,
    Page::Settings,
];

const SIGNS: [&str; 9] = [
    icon::SPACE_DASHBOARD,
    icon::TABLE_ROWS,
    icon::CAMPAIGN,
    icon::TASK_ALT,
    icon::MAIL,
    icon::DESCRIPTION,
    icon::SWAP_HORIZ,
    icon::RULE,
    icon::SETTINGS,
];

/// The place in the rail that a page belongs to.
fn home(page: Page) -> Page {
    match page {
        Page::Issue(_) => Page::Issues,
        Page::Import => Page::Exchange,
        Page::Complaint(_) | Page::Case(_) => Page::Complaints,
        Page::Welcome
        | Page::Overview
        | Page::Issues
        | Page::Supervision
        | Page::Closures
        | Page::Complaints
        | Page::Reports
        | Page::Exchange
        | Page::Review
        | Page::Settings => page,
    }
}

/// Shows the rail.
pub(super) fn rail_ui(ctx: ViewCtx<'_>, ui: &mut Ui, counts: &Counts) {
    edge_line(ui, Edge::Right);
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    let room = ui.available_height() - space::XS * 2.0;
    let height = (room / PAGES.len() as f32).clamp(44.0, 60.0);
    let spare = room - height * PAGES.len() as f32;
    ScrollArea::vertical().id_salt("rail").show(ui, |ui| {
        ui.add_space(space::XS);
        for ((page, sign), label) in PAGES.into_iter().zip(SIGNS).zip(words::RAIL_WORDS) {
            if page == Page::Settings {
                ui.add_space(spare.max(0.0));
            }
            let waiting = match page {
                Page::Closures => counts.closing,
                Page::Complaints => counts.complaints,
                Page::Review => counts.to_review,
                Page::Welcome
                | Page::Overview
                | Page::Issues
                | Page::Issue(_)
                | Page::Complaint(_)
                | Page::Case(_)
                | Page::Supervision
                | Page::Reports
                | Page::Exchange
                | Page::Import
                | Page::Settings => 0,
            };
            let here = home(ctx.app.page()) == page;
            let item = RailItem { sign, label, waiting, here };
            if rail_item(ui, height, &item).clicked() {
                ctx.commands.send(Command::Go(page));
            }
        }
        ui.set_width(size::RAIL);
    });
}
