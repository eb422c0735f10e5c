//! The fonts: how wide words are, and how they are put on a page.

use std::collections::HashMap;

use krilla::{
    color::rgb,
    geom::{PathBuilder, Point, Rect},
    num::NormalizedF32,
    paint::{Fill, Stroke, StrokeDash},
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};
use skrifa::{FontRef, MetadataProvider as _, instance::LocationRef, prelude::Size};

use super::{Faces, PdfFault};

/// A colour as RRGGBB.
pub(super) type Ink = u32;

/// The black of words and lines.
pub(super) const BLACK: Ink = 0;

struct Face {
    font: Font,
    bytes: &'static [u8],
    /// Glyph and width, in parts of the font's size, of each character met so far.
    known: HashMap<char, (u32, f32)>,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Result<Self, PdfFault> {
        let font = Font::new(bytes.into(), 0).ok_or(PdfFault::Font)?;
        Ok(Self { font, bytes, known: HashMap::new() })
    }

    fn glyph(&mut self, c: char) -> (u32, f32) {
        if let Some(known) = self.known.get(&c) {
            return *known;
        }
        let glyph = self.look_up(c);
        self.known.insert(c, glyph);
        glyph
    }

    /// A character the font lacks is printed as the box that stands for it.
    fn look_up(&self, c: char) -> (u32, f32) {
        let Ok(font) = FontRef::new(self.bytes) else {
            return (0, 1.0);
        };
        let map = font.charmap();
        let glyph = map.map(c).or_else(|| map.map('□')).unwrap_or_default();
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        (glyph.to_u32(), metrics.advance_width(glyph).unwrap_or(1.0))
    }
}

/// Writes and draws with the two faces.
pub(super) struct Pen {
    regular: Face,
    bold: Face,
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) ink: Ink,
}

impl Type {
    pub(super) const fn new(size: f32) -> Self {
        Self { size, bold: false, ink: BLACK }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

impl Pen {
    pub(super) fn new(faces: Faces) -> Result<Self, PdfFault> {
        Ok(Self { regular: Face::new(faces.regular)?, bold: Face::new(faces.bold)? })
    }

    fn face(&mut self, bold: bool) -> &mut Face {
        if bold { &mut self.bold } else { &mut self.regular }
    }

    /// How wide a character is, in parts of the font's size.
    pub(super) fn advance(&mut self, c: char, bold: bool) -> f32 {
        self.face(bold).glyph(c).1
    }

    /// How wide words are, in points.
    pub(super) fn width(&mut self, words: &str, set: Type) -> f32 {
        words.chars().map(|c| self.advance(c, set.bold)).sum::<f32>() * set.size
    }

    /// Puts words on a page, from the left, their baseline at `y`.
    pub(super) fn write(&mut self, surface: &mut Surface<'_>, (x, y): (f32, f32), words: &str, set: Type) {
        if words.is_empty() {
            return;
        }
        let face = self.face(set.bold);
        let glyph = |(at, c): (usize, char)| {
            let (glyph, advance) = face.glyph(c);
            let range = at..at + c.len_utf8();
            KrillaGlyph::new(GlyphId::new(glyph), advance, 0.0, 0.0, 0.0, range, None)
        };
        let glyphs: Vec<KrillaGlyph> = words.char_indices().map(glyph).collect();
        surface.set_stroke(None);
        surface.set_fill(Some(fill(set.ink)));
        surface.draw_glyphs(Point::from_xy(x, y), &glyphs, face.font.clone(), words, set.size, false);
    }
}

pub(super) fn colour(ink: Ink) -> rgb::Color {
    let [_, red, green, blue] = ink.to_be_bytes();
    rgb::Color::new(red, green, blue)
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: colour(ink).into(), opacity: NormalizedF32::ONE, rule: krilla::paint::FillRule::default() }
}

/// A filled box.
pub(super) fn fill_box(surface: &mut Surface<'_>, (x, y, w, h): (f32, f32, f32, f32), ink: Ink) {
    let mut path = PathBuilder::new();
    let Some(rect) = Rect::from_xywh(x, y, w, h) else {
        return;
    };
    path.push_rect(rect);
    if let Some(path) = path.finish() {
        surface.set_stroke(None);
        surface.set_fill(Some(fill(ink)));
        surface.draw_path(&path);
    }
}

/// Lines through points, each its own run.
pub(super) fn lines(surface: &mut Surface<'_>, runs: &[Vec<(f32, f32)>], (ink, width): (Ink, f32), dash: &[f32]) {
    let mut path = PathBuilder::new();
    for run in runs {
        let mut points = run.iter();
        if let Some((x, y)) = points.next() {
            path.move_to(*x, *y);
            points.for_each(|(x, y)| path.line_to(*x, *y));
        }
    }
    let Some(path) = path.finish() else {
        return;
    };
    let dash = (!dash.is_empty()).then(|| StrokeDash { array: dash.to_vec(), offset: 0.0 });
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { paint: colour(ink).into(), width, dash, ..Stroke::default() }));
    surface.draw_path(&path);
}
