//! Everything the program has said since it was started, newest first, with what lies behind it.

use egui::{Align2, Rect, Sense, Ui, vec2};

use crate::{
    app::Notice,
    ui::{
        icon,
        theme::{self, font, space},
        view::ViewCtx,
        widgets::{
            Dialog, Weight, button, divider, empty_note, glyph, icon_button, inside, line, paragraph, paragraph_height,
            sign_of,
        },
        words,
    },
};

/// Whether the list is open.
#[derive(Debug, Default)]
pub(super) struct NoticesList {
    pub(super) open: bool,
}

/// Shows the list while it is open.
pub(super) fn notices_list_ui(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut NoticesList) {
    if !draft.open {
        return;
    }
    let all: Vec<&Notice> = ctx.app.all_notices().collect();
    let aside = words::notices_since_start(all.len());
    let dialog = Dialog::new("notices", words::NOTICES).aside(&aside).width(720.0);
    let shown = dialog.show(
        ui.ctx(),
        draft,
        |ui, _| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if all.is_empty() {
                empty_note(ui, icon::NOTIFICATIONS, words::NO_NOTICES);
            }
            for notice in all.iter().rev() {
                notice_ui(ctx, ui, notice);
            }
        },
        |ui, _| {
            let close = button(ui, Weight::Normal, "", words::CLOSE).clicked();
            let copy = ui.add_enabled_ui(!all.is_empty(), |ui| {
                button(ui, Weight::Normal, icon::CONTENT_COPY, words::COPY_ALL_NOTICES)
            });
            (close, copy.inner.clicked())
        },
    );
    let (close, copy) = shown.foot;
    if copy {
        let lines: Vec<String> = all.iter().rev().map(|notice| told(ctx, notice)).collect();
        ui.ctx().copy_text(lines.join("\n"));
    }
    draft.open = !(close || shown.closed);
}

/// A notice as it is copied: when, what, and what lies behind it.
fn told(ctx: ViewCtx<'_>, notice: &Notice) -> String {
    let (_, sentence) = words::notice(ctx.ledger(), &notice.kind);
    let detail = words::notice_detail(&notice.kind);
    let detail = detail.map(|detail| format!("\t{detail}")).unwrap_or_default();
    format!("{}\t{sentence}{detail}", words::date_and_time(notice.at))
}

fn notice_ui(ctx: ViewCtx<'_>, ui: &mut Ui, notice: &Notice) {
    let t = theme::of(ui);
    let (tone, sentence) = words::notice(ctx.ledger(), &notice.kind);
    let detail = words::notice_detail(&notice.kind);
    let wide = ui.available_width();
    let room = (wide - 26.0 - 52.0 - 36.0).max(80.0);
    let high = paragraph_height(ui, room, 6, &sentence, font::body());
    let below = detail.as_deref().map_or(0.0, |detail| paragraph_height(ui, room, 6, detail, font::small()));
    let (rect, _) = ui.allocate_exact_size(vec2(wide, (high + below).max(24.0) + 8.0), Sense::hover());
    let sign = Rect::from_min_size(rect.min + vec2(0.0, 4.0), vec2(18.0, 22.0));
    glyph(ui, sign, sign_of(tone), 18.0, t.hue(tone).ink);
    let clock = Rect::from_min_size(rect.min + vec2(26.0, 4.0), vec2(46.0, 22.0));
    line(ui, clock, Align2::LEFT_CENTER, &words::clock_time(notice.at), font::small(), t.text_3);
    let place = Rect::from_min_size(rect.min + vec2(78.0, 4.0), vec2(room, high));
    paragraph(ui, place, 6, &sentence, font::body(), t.text);
    if let Some(detail) = &detail {
        let place = Rect::from_min_size(place.left_bottom(), vec2(room, below));
        paragraph(ui, place, 6, detail, font::small(), t.text_3);
    }
    let corner = Rect::from_min_size(rect.right_top() - vec2(32.0, 0.0), vec2(32.0, 32.0));
    let copied = inside(ui, ("copy notice", notice.number), corner, |ui| {
        icon_button(ui, icon::CONTENT_COPY, words::COPY_NOTICE).clicked()
    });
    if copied {
        ui.ctx().copy_text(told(ctx, notice));
    }
    ui.add_space(space::XS);
    divider(ui);
}
