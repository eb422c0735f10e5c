//! A card of the board: number, title, unit, days used of days allowed, what asks for attention.

use egui::{Align2, CornerRadius, Id, Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::{
    app::duty::Card,
    domain::ledger::Ledger,
    ui::{
        paint::{silent_line, silent_paragraph},
        signs::meter,
        theme::{self, Tone, font, radius, space},
        words::{self, closures as says},
    },
};

/// The height of a card.
pub(super) const HEIGHT: f32 = 124.0;

const PAD: f32 = 10.0;

/// What a card says about its days: words, tone, and how full its bar is.
pub(super) fn days_of(card: &Card) -> Option<(String, Tone, Option<f32>)> {
    if let Some(run) = &card.notice {
        let part = run.days.0 as f32 / f32::from(run.days.1.max(1));
        let tone = if run.full { Tone::Good } else { Tone::Accent };
        return Some((says::notice_days(run), tone, Some(if run.full { 1.0 } else { part })));
    }
    let days = card.days?;
    let part = days.limit.map(|limit| days.used as f32 / f32::from(limit.days.max(1)));
    let tone = match days.left() {
        Some(left) if left < 0 => Tone::Danger,
        Some(0) => Tone::Warn,
        Some(_) => Tone::Accent,
        None => Tone::Neutral,
    };
    Some((says::days(days), tone, part))
}

/// What asks for attention on a card, the gravest first.
fn attention(card: &Card) -> Option<(String, Tone)> {
    let objections = card.notice.map_or(0, |run| run.open_objections);
    if card.contradicted {
        Some((words::supervision::CONTRADICTED.chars().take(6).collect(), Tone::Danger))
    } else if objections > 0 {
        Some((says::objections(objections), Tone::Danger))
    } else if card.lacks.is_empty() || card.notice.is_some_and(|run| !run.full) {
        None
    } else {
        Some((says::lacks(card.lacks.len()), Tone::Warn))
    }
}

/// Draws a card; a click chooses it.
pub(super) fn card_ui(ui: &Ui, rect: Rect, ledger: &Ledger, (card, chosen, focused): (&Card, bool, bool)) -> Response {
    let t = theme::of(ui);
    let issue = ledger.issue(card.issue);
    let number = issue.map_or("", |issue| issue.fields.number.get());
    let title = issue.map_or("", |issue| issue.fields.title.get());
    let days = days_of(card);
    let response = ui.interact(rect, Id::unique(("closure card", card.issue)), Sense::CLICK);
    let mark = says::card_mark(card.round, card.returns);
    let attention = attention(card);
    let said = [number, title, &card.step_name, days.as_ref().map_or("", |days| &days.0), &mark];
    let said = said.into_iter().chain(attention.iter().map(|it| it.0.as_str())).filter(|it| !it.is_empty());
    let said = said.collect::<Vec<_>>().join(" ");
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, &said));
    let round = CornerRadius::same(radius::M);
    let fill = if response.hovered() { t.hover } else { t.surface };
    let stroke = if chosen { t.focus() } else { t.hairline() };
    ui.painter().rect(rect, round, fill, stroke, StrokeKind::Inside);
    if chosen && focused {
        ui.painter().rect_stroke(rect.expand(2.0), CornerRadius::same(radius::L), t.focus(), StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(PAD, 8.0));
    let (left, right) = (Align2::LEFT_CENTER, Align2::RIGHT_CENTER);
    let row = |top: f32| Rect::from_min_size(pos2(inner.left(), inner.top() + top), vec2(inner.width(), 20.0));
    let warn = t.hue(Tone::Warn).ink;
    let marked = silent_line(ui, row(0.0), right, &mark, font::small(), warn);
    let first = row(0.0).with_max_x(if mark.is_empty() { inner.right() } else { marked.left() - space::XS });
    silent_line(ui, first, left, number, font::small(), t.text_3);
    let place = Rect::from_min_size(inner.min + vec2(0.0, 20.0), vec2(inner.width(), 44.0));
    silent_paragraph(ui, place, 2, title, font::body(), t.text);
    let mut unit = row(66.0);
    if let Some((words, tone)) = &attention {
        let at = silent_line(ui, unit, right, words, font::small(), t.hue(*tone).ink);
        unit.max.x = at.left() - space::XS;
    }
    let name = card.unit.map_or("", |unit| ledger.directory.unit_name(unit));
    silent_line(ui, unit, left, name, font::small(), t.text_2);
    if let Some((words, tone, part)) = days {
        let ink = if tone == Tone::Accent || tone == Tone::Neutral { t.text_3 } else { t.hue(tone).ink };
        let said = silent_line(ui, row(88.0), right, &words, font::small(), ink);
        if let Some(part) = part {
            let y = row(88.0).center().y;
            let bar = Rect::from_min_max(pos2(inner.left(), y - 2.0), pos2(said.left() - space::S, y + 2.0));
            meter(ui, bar, part, tone);
        }
    }
    if title.chars().count() > 18 { response.on_hover_text(title) } else { response }
}
