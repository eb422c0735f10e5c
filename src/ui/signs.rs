//! The signs of the program: pies, dots, arrows, meters, bars. Each dimension of an issue has its own shape.
//!
//! Stage = pie and word; time status = words, a chip only when it asks for attention;
//! supervision = dot and word; rating = arrow and word. They never look alike.

use std::f32::consts::{FRAC_PI_2, TAU};

use egui::{Align2, Color32, CornerRadius, Mesh, Pos2, Rect, Role, Shape, Stroke, Ui, Vec2, pos2, vec2};

use crate::ui::{
    icon,
    paint::{glyph, line, name, silent_line},
    theme::{self, Tone, font, radius, space},
};

// ---------------------------------------------------------------- stage

/// How far an issue is through its procedure, as a pie shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StageSign {
    /// 0 (not begun: a hollow ring) to 1 (closed: a tick).
    pub part: f32,

    /// Accent under way, Good when closed, Danger when it came back.
    pub tone: Tone,
}

impl StageSign {
    /// The sign of a stage that has `done` of `all` steps behind it.
    pub fn steps(done: usize, all: usize) -> Self {
        let part = if all == 0 { 0.0 } else { done as f32 / all as f32 };
        let tone = if all > 0 && done >= all {
            Tone::Good
        } else if done == 0 {
            Tone::Neutral
        } else {
            Tone::Accent
        };
        Self { part, tone }
    }
}

/// The pie alone, centred at a point, 14 px wide.
pub fn stage_pie(ui: &Ui, center: Pos2, sign: StageSign) {
    let t = theme::of(ui);
    let color = t.hue(sign.tone).solid;
    if sign.part >= 1.0 {
        ui.painter().circle_filled(center, 7.0, color);
        let place = Rect::from_center_size(center, Vec2::splat(14.0));
        glyph(ui, place, icon::CHECK, 12.0, t.surface);
        return;
    }
    let ring = if sign.part <= 0.0 { t.text_3 } else { color };
    ui.painter().circle_stroke(center, 6.0, Stroke::new(1.5, ring));
    sector(ui, center, 4.0, sign.part, color);
}

/// A sector from twelve o'clock, clockwise: one mesh, because a sector over a half is not convex.
fn sector(ui: &Ui, center: Pos2, radius: f32, part: f32, color: Color32) {
    let steps = (part.clamp(0.0, 1.0) * 48.0) as u32;
    let mut mesh = Mesh::default();
    mesh.colored_vertex(center, color);
    for step in 0..=steps {
        let turn = step as f32 / 48.0 * TAU - FRAC_PI_2;
        mesh.colored_vertex(center + radius * Vec2::angled(turn), color);
        if step > 0 {
            mesh.add_triangle(0, step, step + 1);
        }
    }
    ui.painter().add(Shape::mesh(mesh));
}

/// Pie and word; the only way a stage is shown in lists.
pub fn stage(ui: &Ui, rect: Rect, sign: StageSign, word: &str) {
    let t = theme::of(ui);
    stage_pie(ui, pos2(rect.left() + 7.0, rect.center().y), sign);
    let words = rect.with_min_x(rect.left() + 22.0);
    line(ui, words, Align2::LEFT_CENTER, word, font::body(), t.text);
}

// ---------------------------------------------------------------- supervision

/// The dot of a supervision level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelDot {
    /// The lowest level: a ring, as for a white notice.
    Ring,

    /// A filled dot.
    Filled(Tone),
}

/// The dot alone, centred at a point.
pub fn level_dot(ui: &Ui, center: Pos2, dot: LevelDot) {
    let t = theme::of(ui);
    match dot {
        LevelDot::Ring => {
            let ring = Stroke::new(1.5, t.text_3);
            ui.painter().circle(center, 4.5, t.surface, ring);
        }
        LevelDot::Filled(tone) => {
            ui.painter().circle_filled(center, 5.0, t.hue(tone).solid);
        }
    }
}

/// Dot and word of a supervision level.
pub fn level(ui: &Ui, rect: Rect, dot: LevelDot, word: &str) {
    let t = theme::of(ui);
    level_dot(ui, pos2(rect.left() + 5.0, rect.center().y), dot);
    let words = rect.with_min_x(rect.left() + 18.0);
    line(ui, words, Align2::LEFT_CENTER, word, font::body(), t.text_2);
}

// ---------------------------------------------------------------- rating

/// The arrow of a monthly rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatingArrow {
    /// Ahead of the schedule.
    Ahead,

    /// On schedule.
    OnTime,

    /// Behind the schedule.
    Behind,

    /// Rectified.
    Finished,

    /// Not begun.
    NotBegun,
}

impl RatingArrow {
    /// The icon.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Ahead => icon::TRENDING_UP,
            Self::OnTime => icon::TRENDING_FLAT,
            Self::Behind => icon::TRENDING_DOWN,
            Self::Finished => icon::CHECK,
            Self::NotBegun => icon::REMOVE,
        }
    }

    /// What its colour says.
    pub fn tone(self) -> Tone {
        match self {
            Self::Ahead | Self::Finished => Tone::Good,
            Self::Behind => Tone::Danger,
            Self::OnTime | Self::NotBegun => Tone::Neutral,
        }
    }
}

/// Arrow and word of a monthly rating.
pub fn rating(ui: &Ui, rect: Rect, arrow: RatingArrow, word: &str) {
    let t = theme::of(ui);
    let place = rect.with_max_x(rect.left() + 16.0);
    glyph(ui, place, arrow.sign(), 16.0, t.hue(arrow.tone()).ink);
    let words = rect.with_min_x(rect.left() + 22.0);
    line(ui, words, Align2::LEFT_CENTER, word, font::body(), t.text_2);
}

// ---------------------------------------------------------------- time and chips

/// Like [`time_status`] without a name of its own: inside a cell that already says it.
pub fn time_sign(ui: &Ui, rect: Rect, word: &str, tone: Tone) {
    let t = theme::of(ui);
    match tone {
        Tone::Danger | Tone::Warn => {
            silent_chip_at(ui, rect.left_center() - vec2(space::S, 0.0), word, tone, 0.0);
        }
        Tone::Good | Tone::Neutral | Tone::Accent => {
            let ink = if tone == Tone::Good { t.hue(tone).ink } else { t.text_3 };
            silent_line(ui, rect, Align2::LEFT_CENTER, word, font::small(), ink);
        }
    }
}

/// Time status: plain words while there is time, a chip as soon as it asks for attention.
pub fn time_status(ui: &Ui, rect: Rect, word: &str, tone: Tone) {
    let t = theme::of(ui);
    let ink = match tone {
        Tone::Danger | Tone::Warn => {
            chip_at(ui, rect.left_center() - vec2(space::S, 0.0), word, tone);
            return;
        }
        Tone::Good => t.hue(Tone::Good).ink,
        Tone::Neutral | Tone::Accent => t.text_3,
    };
    line(ui, rect, Align2::LEFT_CENTER, word, font::small(), ink);
}

/// A chip painted at a left-centre point; returns its rectangle.
pub fn chip_at(ui: &Ui, left: Pos2, text: &str, tone: Tone) -> Rect {
    lead_chip_at(ui, left, text, tone, 0.0)
}

/// A chip led by the sign of its dimension, so that the four never look alike; returns its rectangle.
pub fn fact_chip_at(ui: &Ui, left: Pos2, text: &str, tone: Tone, lead: impl FnOnce(&Ui, Pos2)) -> Rect {
    let rect = lead_chip_at(ui, left, text, tone, 18.0);
    lead(ui, rect.left_center() + vec2(14.0, 0.0));
    rect
}

fn lead_chip_at(ui: &Ui, left: Pos2, text: &str, tone: Tone, lead: f32) -> Rect {
    let rect = silent_chip_at(ui, left, text, tone, lead);
    name(ui, rect, Role::Label, text);
    rect
}

fn silent_chip_at(ui: &Ui, left: Pos2, text: &str, tone: Tone, lead: f32) -> Rect {
    let hue = theme::of(ui).hue(tone);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font::small(), hue.ink);
    let wide = vec2(galley.size().x + lead + space::S * 2.0, 22.0);
    let rect = Rect::from_min_size(left - vec2(0.0, 11.0), wide);
    ui.painter().rect_filled(rect, CornerRadius::same(radius::S), hue.soft);
    let place = rect.center() + vec2(lead / 2.0, 0.0) - galley.size() / 2.0;
    ui.painter().galley(place, galley, hue.ink);
    rect
}

// ---------------------------------------------------------------- meters and bars

/// A meter: how much of a whole. The empty part is the neutral soft fill.
pub fn meter(ui: &Ui, rect: Rect, part: f32, tone: Tone) {
    let t = theme::of(ui);
    let round = CornerRadius::same((rect.height() / 2.0) as u8);
    ui.painter().rect_filled(rect, round, t.hue(Tone::Neutral).soft);
    if part > 0.0 {
        let width = (rect.width() * part.clamp(0.0, 1.0)).max(rect.height());
        let full = Rect::from_min_size(rect.min, vec2(width, rect.height()));
        ui.painter().rect_filled(full, round, t.hue(tone).solid);
    }
}

/// A bar of several tones side by side, each as wide as said, with 1 px between.
pub fn stacked_bar(ui: &Ui, rect: Rect, parts: &[(f32, Tone)]) {
    let t = theme::of(ui);
    let mut x = rect.left();
    for &(width, tone) in parts.iter().filter(|part| part.0 > 0.0) {
        let piece = vec2((width - 1.0).max(1.0), rect.height());
        let piece = Rect::from_min_size(pos2(x, rect.top()), piece);
        ui.painter().rect_filled(piece, CornerRadius::same(2), t.hue(tone).solid);
        x += width;
    }
}

/// A legend on one line that ends at `right`; returns where it begins.
pub fn legend(ui: &Ui, right: Pos2, words: &[(&str, Tone)]) -> f32 {
    let t = theme::of(ui);
    let mut x = right.x;
    for (word, tone) in words.iter().rev() {
        let room = Rect::from_min_max(pos2(0.0, right.y - 10.0), pos2(x, right.y + 10.0));
        let at = Align2::RIGHT_CENTER;
        let said = line(ui, room, at, word, font::small(), t.text_2);
        let dot = pos2(said.left() - 10.0, right.y);
        let dot = Rect::from_center_size(dot, Vec2::splat(8.0));
        ui.painter().rect_filled(dot, CornerRadius::same(2), t.hue(*tone).solid);
        x = dot.left() - space::M;
    }
    x
}
