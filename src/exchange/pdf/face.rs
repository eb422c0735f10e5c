//! The fonts: how wide words are, and how they are put on a page.

use std::collections::{BTreeSet, HashMap};

use krilla::{
    color::rgb,
    geom::{PathBuilder, Point, Rect},
    num::NormalizedF32,
    paint::{Fill, Stroke, StrokeDash},
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};
use skrifa::{FontRef, MetadataProvider as _, instance::LocationRef, prelude::Size};

use super::{Faces, PdfFault, SpareFace};

/// A colour as RRGGBB.
pub(super) type Ink = u32;

/// The black of words and lines.
pub(super) const BLACK: Ink = 0;

/// A glyph: the font it is of (0 is the face itself, above that the spare ones), its number, its width in parts of the size.
#[derive(Clone, Copy, Debug)]
struct Glyph {
    font: usize,
    id: u32,
    advance: f32,
}

struct Face {
    font: Font,
    bytes: &'static [u8],
    /// The glyph of each character met so far.
    known: HashMap<char, Glyph>,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Result<Self, PdfFault> {
        let font = Font::new(bytes.into(), 0).ok_or(PdfFault::Font)?;
        Ok(Self { font, bytes, known: HashMap::new() })
    }

    /// The glyph of a character, if the face has it.
    fn own(&self, c: char) -> Option<Glyph> {
        let font = FontRef::new(self.bytes).ok()?;
        // What is never seen takes no room and is no box.
        let (shown, room) = if is_unseen(c) { (' ', 0.0) } else { (c, 1.0) };
        let (id, advance) = glyph_in(&font, shown)?;
        Some(Glyph { font: 0, id, advance: advance * room })
    }

    /// What is printed for a character no font has, so that its place is seen.
    fn boxed(&self) -> Glyph {
        let font = FontRef::new(self.bytes).ok();
        let (id, advance) = font.and_then(|font| glyph_in(&font, '□')).unwrap_or((0, 1.0));
        Glyph { font: 0, id, advance }
    }
}

fn glyph_in(font: &FontRef<'_>, c: char) -> Option<(u32, f32)> {
    let glyph = font.charmap().map(c).filter(|glyph| glyph.to_u32() != 0)?;
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    Some((glyph.to_u32(), metrics.advance_width(glyph).unwrap_or(1.0)))
}

/// Controls, joiners, marks of direction and of variants.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c), 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF
            | 0xE_0000..=0xE_0FFF)
}

/// Writes and draws with the two faces, and with spare ones for what they lack.
pub(super) struct Pen {
    regular: Face,
    bold: Face,
    find: fn(char) -> Option<SpareFace>,
    spares: Vec<(SpareFace, Font)>,
    lacking: BTreeSet<char>,
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
        let (regular, bold) = (Face::new(faces.regular)?, Face::new(faces.bold)?);
        Ok(Self { regular, bold, find: faces.spare, spares: Vec::new(), lacking: BTreeSet::new() })
    }

    /// The characters no font had, each once.
    pub(super) fn lacking(&self) -> Vec<char> {
        self.lacking.iter().copied().collect()
    }

    fn face(&mut self, bold: bool) -> &mut Face {
        if bold { &mut self.bold } else { &mut self.regular }
    }

    fn glyph(&mut self, c: char, bold: bool) -> Glyph {
        if let Some(known) = self.face(bold).known.get(&c) {
            return *known;
        }
        let own = self.face(bold).own(c);
        let found = own.or_else(|| self.spare(c)).unwrap_or_else(|| {
            self.lacking.insert(c);
            self.face(bold).boxed()
        });
        self.face(bold).known.insert(c, found);
        found
    }

    /// The glyph of a character in a font of the system, which is embedded then.
    fn spare(&mut self, c: char) -> Option<Glyph> {
        let found = (self.find)(c)?;
        let read = FontRef::from_index(found.bytes.as_ref().as_ref(), found.index).ok()?;
        let (id, advance) = glyph_in(&read, c)?;
        let known = self.spares.iter().position(|(spare, _)| (spare.id, spare.index) == (found.id, found.index));
        let at = if let Some(at) = known {
            at
        } else {
            let font = Font::new(std::sync::Arc::clone(&found.bytes).into(), found.index)?;
            self.spares.push((found, font));
            self.spares.len() - 1
        };
        Some(Glyph { font: at + 1, id, advance })
    }

    fn font(&self, glyph: Glyph, bold: bool) -> Font {
        let own = if bold { &self.bold } else { &self.regular };
        let spare = glyph.font.checked_sub(1).and_then(|at| self.spares.get(at));
        spare.map_or(&own.font, |(_, font)| font).clone()
    }

    /// How wide a character is, in parts of the font's size.
    pub(super) fn advance(&mut self, c: char, bold: bool) -> f32 {
        self.glyph(c, bold).advance
    }

    /// How wide words are, in points.
    pub(super) fn width(&mut self, words: &str, set: Type) -> f32 {
        words.chars().map(|c| self.advance(c, set.bold)).sum::<f32>() * set.size
    }

    /// Puts words on a page, from the left, their baseline at `y`.
    pub(super) fn write(&mut self, surface: &mut Surface<'_>, (x, y): (f32, f32), words: &str, set: Type) {
        surface.set_stroke(None);
        surface.set_fill(Some(fill(set.ink)));
        let (mut x, mut rest) = (x, words);
        // Run by run of one font.
        while let Some(first) = rest.chars().next() {
            let first = self.glyph(first, set.bold);
            let other = rest.char_indices().find(|(_, c)| self.glyph(*c, set.bold).font != first.font);
            let (run, after) = rest.split_at(other.map_or(rest.len(), |(at, _)| at));
            let glyphs: Vec<KrillaGlyph> = run
                .char_indices()
                .map(|(at, c)| {
                    let glyph = self.glyph(c, set.bold);
                    let range = at..at + c.len_utf8();
                    KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance, 0.0, 0.0, 0.0, range, None)
                })
                .collect();
            let font = self.font(first, set.bold);
            surface.draw_glyphs(Point::from_xy(x, y), &glyphs, font, run, set.size, false);
            x += self.width(run, set);
            rest = after;
        }
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

/// A filled shape with straight sides.
pub(super) fn fill_shape(surface: &mut Surface<'_>, points: &[(f32, f32)], ink: Ink) {
    let mut path = PathBuilder::new();
    let mut points = points.iter();
    if let Some((x, y)) = points.next() {
        path.move_to(*x, *y);
        points.for_each(|(x, y)| path.line_to(*x, *y));
        path.close();
    }
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
