//! 量化目标: the readings, whether the target will be met by a straight line through them, and why.

use egui::{Align2, Rect, Role, Ui, pos2, vec2};

use crate::{
    app::{Command, Page},
    domain::stats::{Outlook, TargetOutlook},
    ui::{
        icon,
        theme::{self, Tone, font, space},
        view::ViewCtx,
        widgets::{glyph, hot, paragraph, silent_line, titled_card, width_of},
        words,
    },
};

use super::{charts::rows_ui, meaning::meaning};

/// How high a row is.
const ROW: f32 = 50.0;

pub(super) fn targets_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, targets: &[TargetOutlook]) {
    let aside = words::overview_cards::targets_aside(targets);
    let inner = titled_card(ui, rect, words::overview_cards::TARGETS, &aside);
    let after = rect.left() + space::L + width_of(ui, words::overview_cards::TARGETS, font::heading()) + space::XS;
    let sign = Rect::from_center_size(pos2(after + 12.0, rect.top() + 22.0), vec2(24.0, 24.0));
    meaning(ui, sign, words::overview_cards::TARGETS, words::overview_cards::TARGETS_MEAN);
    if targets.is_empty() {
        let ink = theme::of(ui).text_3;
        paragraph(ui, inner, 3, words::overview_cards::NO_TARGETS, font::body(), ink);
        return;
    }
    rows_ui(ui, "targets", inner, (targets.len(), ROW), |ui, n, row| {
        if let Some(target) = targets.get(n) {
            target_ui(ctx, ui, row, (n, target));
        }
    });
}

fn target_ui(ctx: ViewCtx<'_>, ui: &Ui, row: Rect, (n, it): (usize, &TargetOutlook)) {
    let issue = ctx.ledger().and_then(|ledger| ledger.issue(it.issue));
    let Some((issue, target)) = issue.and_then(|issue| Some((issue, issue.targets.get(&it.target)?))) else {
        return;
    };
    let t = theme::of(ui);
    let what = words::overview_cards::target(target);
    let why = words::overview_cards::outlook_why(target, it);
    let (word, sign, tone) = (words::overview_cards::outlook(it.outlook), sign_of(it.outlook), tone_of(it.outlook));
    let said = words::overview_cards::target_said(issue.fields.number.get(), &what, word, &why);
    let response = hot(ui, ("target", it.target), row.expand2(vec2(space::S, 0.0)), Role::Link, &said, false);
    if response.clicked() {
        ctx.commands.send(Command::Go(Page::Issue(it.issue)));
    }
    response.on_hover_text(words::overview_cards::readings(target, it));
    if n > 0 {
        ui.painter().hline(row.x_range(), row.top() + 0.5, t.hairline());
    }
    let first = Rect::from_min_max(row.min + vec2(0.0, 4.0), pos2(row.right(), row.top() + 27.0));
    let second = Rect::from_min_max(pos2(row.left(), row.top() + 26.0), row.max - vec2(0.0, 3.0));
    let ink = if tone == Tone::Neutral { t.text_2 } else { t.hue(tone).ink };
    let outlook = silent_line(ui, first, Align2::RIGHT_CENTER, word, font::small_strong(), ink);
    let place = Rect::from_center_size(outlook.left_center() - vec2(11.0, 0.0), vec2(16.0, 16.0));
    glyph(ui, place, sign, 16.0, ink);
    let room = first.with_max_x(place.left() - space::S);
    silent_line(ui, room, Align2::LEFT_CENTER, &what, font::body(), t.text);
    let number = issue.fields.number.get();
    let why = if number.is_empty() { why } else { format!("{number}  {why}") };
    silent_line(ui, second, Align2::LEFT_CENTER, &why, font::small(), t.text_3);
}

fn tone_of(outlook: Outlook) -> Tone {
    match outlook {
        Outlook::Met | Outlook::OnTrack { .. } => Tone::Good,
        Outlook::WillMiss(_) => Tone::Danger,
        Outlook::NoReading | Outlook::NoNumber => Tone::Warn,
        Outlook::OneReading => Tone::Neutral,
    }
}

fn sign_of(outlook: Outlook) -> &'static str {
    match outlook {
        Outlook::Met => icon::CHECK_CIRCLE,
        Outlook::OnTrack { .. } => icon::TRENDING_UP,
        Outlook::WillMiss(_) => icon::ERROR,
        Outlook::NoReading | Outlook::NoNumber => icon::HELP,
        Outlook::OneReading => icon::HOURGLASS_EMPTY,
    }
}
