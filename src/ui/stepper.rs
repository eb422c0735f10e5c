//! The closure stepper: steps along a line, done, under way, to come. Narrow rooms take two rows, or more.

use egui::{Align2, Pos2, Rect, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::ui::{
    icon,
    paint::{columns, focus_ring, glyph, silent_line, take_top, width_of},
    theme::{self, Tone, font, space},
    words,
};

const ROW: f32 = 72.0;

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind: a green tick.
    Done,

    /// Where the issue stands: its number on accent.
    Now,

    /// To come: its number in a ring.
    Later,

    /// It sent the issue back: red.
    Returned,

    /// This round does without it.
    Skipped,
}

impl StepState {
    /// Its word, for a screen reader and for hover.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => words::STEP_DONE,
            Self::Now => words::STEP_NOW,
            Self::Later => words::STEP_LATER,
            Self::Returned => words::STEP_RETURNED,
            Self::Skipped => words::STEP_SKIPPED,
        }
    }
}

/// One step as the stepper shows it.
#[derive(Clone, Debug)]
pub struct StepView<'a> {
    /// The step's name.
    pub word: &'a str,

    /// When it was, or what it still takes.
    pub when: &'a str,

    /// Where it stands.
    pub state: StepState,
}

/// Draws the steps over the whole width. Returns the step that was pressed, to look at its record.
pub fn stepper(ui: &mut Ui, steps: &[StepView<'_>]) -> Option<usize> {
    let wide = ui.available_width();
    let need = |step: &StepView<'_>| {
        let word = width_of(ui, step.word, font::strong());
        word.max(width_of(ui, step.when, font::small()))
    };
    let widest = steps.iter().map(need).fold(48.0, f32::max) + space::M;
    let in_row = ((wide / widest) as usize).clamp(1, steps.len().max(1));
    let rows = steps.len().div_ceil(in_row);
    // As many in each row, so that the rows look alike.
    let in_row = steps.len().div_ceil(rows.max(1)).max(1);
    let high = ROW * rows as f32;
    let (mut rect, _) = ui.allocate_exact_size(vec2(wide, high), Sense::hover());
    let mut pressed = None;
    for (n, part) in steps.chunks(in_row).enumerate() {
        let row = take_top(&mut rect, ROW);
        let first = n * in_row;
        let cells = columns(row, &vec![1.0; in_row], 0.0);
        links(ui, &cells, part, first + part.len() < steps.len());
        for (k, (cell, step)) in cells.iter().zip(part).enumerate() {
            if one(ui, *cell, first + k, step).clicked() {
                pressed = Some(first + k);
            }
        }
    }
    pressed
}

/// The line from each step to the next; a row that goes on below ends in a stub.
fn links(ui: &Ui, cells: &[Rect], steps: &[StepView<'_>], goes_on: bool) {
    let t = theme::of(ui);
    let dot = |cell: &Rect| pos2(cell.center().x, cell.top() + 16.0);
    for (n, (cell, step)) in cells.iter().zip(steps).enumerate() {
        let from = dot(cell);
        let to = match cells.get(n + 1) {
            Some(next) if n + 1 < steps.len() => dot(next).x - 16.0,
            Some(_) | None if goes_on => cell.right(),
            Some(_) | None => continue,
        };
        let ink = if step.state == StepState::Done { t.hue(Tone::Good).solid } else { t.line };
        ui.painter().hline(from.x + 16.0..=to, from.y, Stroke::new(2.0, ink));
    }
}

fn one(ui: &Ui, cell: Rect, n: usize, step: &StepView<'_>) -> Response {
    let t = theme::of(ui);
    let id = ui.make_persistent_id(("step", n, step.word));
    let response = ui.interact(cell, id, Sense::click());
    let said = words::step(n + 1, step.word, step.state.word(), step.when);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    if response.hovered() {
        let round = egui::CornerRadius::same(theme::radius::M);
        ui.painter().rect_filled(cell.shrink2(vec2(4.0, 0.0)), round, t.hover);
    }
    let center = pos2(cell.center().x, cell.top() + 16.0);
    dot(ui, center, n, step.state);
    let (face, ink) = match step.state {
        StepState::Now => (font::strong(), t.hue(Tone::Accent).ink),
        StepState::Returned => (font::strong(), t.hue(Tone::Danger).ink),
        StepState::Done => (font::body(), t.text),
        StepState::Later | StepState::Skipped => (font::body(), t.text_3),
    };
    let room = |y: f32| Rect::from_center_size(center + vec2(0.0, y), vec2(cell.width() - 4.0, 22.0));
    let middle = Align2::CENTER_CENTER;
    silent_line(ui, room(28.0), middle, step.word, face, ink);
    silent_line(ui, room(47.0), middle, step.when, font::small(), t.text_3);
    focus_ring(ui, cell.shrink(3.0), &response);
    response.on_hover_text(said)
}

fn dot(ui: &Ui, center: Pos2, n: usize, state: StepState) {
    let t = theme::of(ui);
    let place = Rect::from_center_size(center, Vec2::splat(24.0));
    let painter = ui.painter();
    let number = (n + 1).to_string();
    let middle = Align2::CENTER_CENTER;
    match state {
        StepState::Done => {
            painter.circle_filled(center, 11.0, t.hue(Tone::Good).solid);
            glyph(ui, place, icon::CHECK, 16.0, t.surface);
        }
        StepState::Now => {
            painter.circle_filled(center, 12.0, t.accent_fill);
            silent_line(ui, place, middle, &number, font::small_strong(), t.on_accent);
        }
        StepState::Returned => {
            painter.circle_filled(center, 12.0, t.hue(Tone::Danger).solid);
            glyph(ui, place, icon::REPLY, 16.0, t.surface);
        }
        StepState::Later => {
            painter.circle(center, 11.0, t.surface, t.border());
            silent_line(ui, place, middle, &number, font::small(), t.text_3);
        }
        StepState::Skipped => {
            painter.circle(center, 11.0, t.surface, t.hairline());
            glyph(ui, place, icon::REMOVE, 14.0, t.text_3);
        }
    }
}
