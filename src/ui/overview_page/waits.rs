//! 等我办理: what waits for whoever sits here, each row opening the place where it is done.

use egui::{Align2, Rect, Role, Ui, pos2, vec2};

use crate::{
    app::{Command, Page, RowQuery},
    domain::{
        rules::Role as Work,
        stats::{Wait, WaitKind},
    },
    ui::{
        icon,
        theme::{self, Tone, font, space},
        view::ViewCtx,
        widgets::{glyph, hot, paragraph, silent_line, titled_card},
        words,
    },
};

use super::charts::rows_ui;

/// How high a row is.
const ROW: f32 = 38.0;

pub(super) fn waits_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, waits: &[Wait]) {
    let count = waits.iter().map(|wait| wait.count).sum();
    let aside = if waits.is_empty() { String::new() } else { words::overview_cards::waiting(waits.len(), count) };
    let inner = titled_card(ui, rect, words::overview_cards::WAITS, &aside);
    if waits.is_empty() {
        let t = theme::of(ui);
        let role = ctx.app.identity().role;
        let homeless = role != Work::Office && ctx.app.own_unit().is_none();
        let says = if homeless { words::overview_cards::NO_OWN_UNIT } else { words::overview_cards::NOTHING_WAITS };
        paragraph(ui, inner, 4, says, font::body(), t.text_3);
        return;
    }
    rows_ui(ui, "waits", inner, (waits.len(), ROW), |ui, n, row| {
        if let Some(wait) = waits.get(n) {
            wait_ui(ctx, ui, row, (n, wait));
        }
    });
}

fn wait_ui(ctx: ViewCtx<'_>, ui: &Ui, row: Rect, (n, wait): (usize, &Wait)) {
    let t = theme::of(ui);
    let word = words::overview_cards::wait(&wait.kind);
    let (note, late) = words::overview_cards::pressing(wait, ctx.today());
    let said = words::overview_cards::wait_said(&word, wait.count, &note);
    if hot(ui, ("wait", &word), row.expand2(vec2(space::S, 0.0)), Role::Link, &said, false).clicked() {
        ctx.commands.send(place_of(ctx.app.identity().role, wait));
    }
    if n > 0 {
        ui.painter().hline(row.x_range(), row.top() + 0.5, t.hairline());
    }
    let (sign, tone) = sign_of(&wait.kind);
    let tone = if late { Tone::Danger } else { tone };
    let ink = t.hue(tone).ink;
    glyph(ui, row.with_max_x(row.left() + 20.0), sign, 18.0, ink);
    let left = Align2::LEFT_CENTER;
    let name = silent_line(ui, row.with_min_x(row.left() + 30.0), left, &word, font::body(), t.text);
    let note_room =
        Rect::from_min_max(pos2(name.right() + space::S, row.top()), pos2(row.right() - 60.0, row.bottom()));
    if note_room.width() > 40.0 {
        let ink = if late { t.hue(Tone::Danger).ink } else { t.text_3 };
        silent_line(ui, note_room, left, &note, font::small(), ink);
    }
    let count = row.with_max_x(row.right() - 22.0);
    silent_line(ui, count, Align2::RIGHT_CENTER, &wait.count.to_string(), font::strong(), t.text);
    glyph(ui, row.with_min_x(row.right() - 18.0), icon::CHEVRON_RIGHT, 18.0, t.text_3);
}

/// Where it is done: the page made for it, the one issue, or the grid with these issues.
fn place_of(role: Work, wait: &Wait) -> Command {
    let office = role == Work::Office;
    let page = match wait.kind {
        WaitKind::Complaint | WaitKind::Opinion => Some(Page::Complaints),
        WaitKind::Confirm if office => Some(Page::Review),
        WaitKind::Step(_) | WaitKind::LookBack if office => Some(Page::Closures),
        WaitKind::SuggestedNotice | WaitKind::AnswerOverdue | WaitKind::Report | WaitKind::Instruction if office => {
            Some(Page::Supervision)
        }
        WaitKind::Overdue
        | WaitKind::SentBack
        | WaitKind::AnswerOverdue
        | WaitKind::Answer
        | WaitKind::Step(_)
        | WaitKind::Confirm
        | WaitKind::Assign
        | WaitKind::SuggestedNotice
        | WaitKind::Report
        | WaitKind::Instruction
        | WaitKind::LookBack
        | WaitKind::DueSoon => None,
    };
    match (page, wait.issues.as_slice()) {
        (_, [only]) => Command::Go(Page::Issue(*only)),
        (Some(page), _) => Command::Go(page),
        (None, several) => Command::ShowRows(RowQuery::among(several.iter().copied())),
    }
}

fn sign_of(kind: &WaitKind) -> (&'static str, Tone) {
    match kind {
        WaitKind::Overdue => (icon::ERROR, Tone::Danger),
        WaitKind::SentBack => (icon::REPLY, Tone::Danger),
        WaitKind::AnswerOverdue => (icon::MAIL, Tone::Danger),
        WaitKind::Answer => (icon::MAIL, Tone::Warn),
        WaitKind::Step(_) => (icon::FACT_CHECK, Tone::Accent),
        WaitKind::Confirm => (icon::RULE, Tone::Warn),
        WaitKind::Assign => (icon::ASSIGNMENT, Tone::Accent),
        WaitKind::SuggestedNotice => (icon::CAMPAIGN, Tone::Danger),
        WaitKind::Report => (icon::EDIT_CALENDAR, Tone::Warn),
        WaitKind::Instruction => (icon::RATE_REVIEW, Tone::Warn),
        WaitKind::LookBack => (icon::HISTORY, Tone::Accent),
        WaitKind::Complaint => (icon::GROUPS, Tone::Warn),
        WaitKind::Opinion => (icon::GAVEL, Tone::Warn),
        WaitKind::DueSoon => (icon::SCHEDULE, Tone::Warn),
    }
}
