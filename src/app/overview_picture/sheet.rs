//! A sheet of SVG that is written piece by piece: lines, boxes and words cut to their room.

use std::fmt::Write as _;

use crate::{
    app::fonts,
    exchange::pdf::{Shape, ShapeAnchor},
};

/// The colours of the printed page, by what they say; black and white printers still tell them apart.
pub(super) mod ink {
    pub(crate) const TEXT: &str = "#1A1F27";
    pub(crate) const QUIET: &str = "#475160";
    pub(crate) const LINE: &str = "#C8CED7";
    pub(crate) const HAIR: &str = "#E4E7EC";
    pub(crate) const PAPER: &str = "#FFFFFF";
    pub(crate) const DANGER: &str = "#B3261E";
    pub(crate) const WARN: &str = "#DDA23A";
    pub(crate) const NORMAL: &str = "#AAB5C4";
    pub(crate) const GOOD: &str = "#4A9F75";
    pub(crate) const GOOD_TEXT: &str = "#1B6A43";
    pub(crate) const ACCENT: &str = "#1F5AA6";
}

/// Where words stand about their point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How words look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    pub(super) points: f32,
    pub(super) bold: bool,
    pub(super) ink: &'static str,
    pub(super) anchor: Anchor,
}

impl Face {
    pub(super) const fn new(points: f32, ink: &'static str) -> Self {
        Self { points, bold: false, ink, anchor: Anchor::Start }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) const fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

/// A rectangle of the sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) w: f32,
    pub(super) h: f32,
}

impl Room {
    pub(super) const fn new(x: f32, y: f32, w: f32, h: f32) -> Self {
        Self { x, y, w, h }
    }

    pub(super) fn right(self) -> f32 {
        self.x + self.w
    }

    pub(super) fn bottom(self) -> f32 {
        self.y + self.h
    }

    pub(super) fn shrink(self, by: f32) -> Self {
        Self::new(self.x + by, self.y + by, self.w - by * 2.0, self.h - by * 2.0)
    }
}

/// The sheet as far as it is written.
#[derive(Debug)]
pub(super) struct Sheet {
    out: String,
    shapes: Vec<Shape>,
}

impl Sheet {
    /// An A4 sheet on its side, `width` by `height` units.
    pub(super) fn new(width: f32, height: f32, title: &str) -> Self {
        let mut sheet = Self { out: String::with_capacity(32 * 1024), shapes: Vec::new() };
        sheet.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"297mm\" height=\"210mm\" viewBox=\"0 0 {width} {height}\" \
             font-family=\"'{}', 'Noto Sans SC', 'Microsoft YaHei', SimHei, sans-serif\">\n<title>{}</title>\n",
            fonts::FAMILY,
            escaped(title)
        ));
        sheet.rect(Room::new(0.0, 0.0, width, height), ink::PAPER, 0.0);
        sheet
    }

    /// The whole document.
    pub(super) fn end(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }

    /// The same as shapes, for a page that is not SVG.
    pub(super) fn into_shapes(self) -> Vec<Shape> {
        self.shapes
    }

    fn put(&mut self, piece: std::fmt::Arguments<'_>) {
        // Writing to a String does not fail.
        self.out.write_fmt(piece).unwrap_or_default();
    }

    /// Words on the baseline `y`, cut with … to `room`.
    pub(super) fn text(&mut self, (x, y): (f32, f32), face: Face, room: f32, words: &str) {
        if words.is_empty() {
            return;
        }
        let anchor = match face.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = if face.bold { " font-weight=\"700\"" } else { "" };
        let kept = cut(words, room / face.points);
        self.shapes.push(Shape::Words {
            at: (x, y),
            anchor: match face.anchor {
                Anchor::Start => ShapeAnchor::Start,
                Anchor::Middle => ShapeAnchor::Middle,
                Anchor::End => ShapeAnchor::End,
            },
            size: face.points,
            bold: face.bold,
            ink: rgb(face.ink),
            words: kept.clone(),
        });
        let cut = escaped(&kept);
        self.put(format_args!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{}\" fill=\"{}\" text-anchor=\"{anchor}\"{weight}>{cut}</text>\n",
            face.points, face.ink
        ));
    }

    /// A filled box.
    pub(super) fn rect(&mut self, room: Room, fill: &str, round: f32) {
        let Room { x, y, w, h } = room;
        if w > 0.0 && h > 0.0 {
            self.shapes.push(Shape::Box((x, y, w, h), rgb(fill)));
            self.put(format_args!(
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" rx=\"{round}\" fill=\"{fill}\"/>\n"
            ));
        }
    }

    /// The frame of a card.
    pub(super) fn card(&mut self, room: Room) {
        let Room { x, y, w, h } = room;
        let around = vec![(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)];
        self.shapes.push(Shape::Line(around, rgb(ink::LINE), 1.0, Vec::new()));
        self.put(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" rx=\"6\" fill=\"none\" \
             stroke=\"{}\"/>\n",
            ink::LINE
        ));
    }

    /// A line through points.
    pub(super) fn line(&mut self, points: &[(f32, f32)], stroke: &str, width: f32, dashes: &str) {
        let pattern = dashes.split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
        self.shapes.push(Shape::Line(points.to_vec(), rgb(stroke), width, pattern));
        let places: Vec<_> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let dashes = if dashes.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dashes}\"") };
        self.put(format_args!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width}\"{dashes}/>\n",
            places.join(" ")
        ));
    }

    /// A ring at a point.
    pub(super) fn ring(&mut self, (x, y): (f32, f32), stroke: &str) {
        // Eight corners are a circle at this size.
        let corner = |n: u8| {
            let turn = f32::from(n) * std::f32::consts::FRAC_PI_8;
            (x + 4.0 * turn.cos(), y + 4.0 * turn.sin())
        };
        self.shapes.push(Shape::Box((x - 3.0, y - 3.0, 6.0, 6.0), rgb(ink::PAPER)));
        self.shapes.push(Shape::Line((0..=16).map(corner).collect(), rgb(stroke), 2.0, Vec::new()));
        self.put(format_args!(
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{}\" stroke=\"{stroke}\" stroke-width=\"2\"/>\n",
            ink::PAPER
        ));
    }
}

/// A colour of the sheet as a number.
fn rgb(ink: &str) -> u32 {
    u32::from_str_radix(ink.trim_start_matches('#'), 16).unwrap_or_default()
}

/// How wide words are, in units of the font's size: near enough for Noto Sans.
pub(super) fn width(words: &str) -> f32 {
    words.chars().map(char_width).sum()
}

fn char_width(c: char) -> f32 {
    match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | 'i' | 'l' | 'j' => 0.29,
        '0'..='9' | '-' | '/' => 0.56,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.92,
        'A'..='Z' => 0.67,
        c if c.is_ascii() => 0.58,
        _ => 1.0,
    }
}

/// Words cut with … to `room`, in units of the font's size.
fn cut(words: &str, room: f32) -> String {
    let words = words.replace(['\n', '\t', '\r'], " ");
    if width(&words) <= room {
        return words;
    }
    let mut left = room - 1.0;
    let mut kept = String::new();
    for c in words.chars() {
        left -= char_width(c);
        if left < 0.0 {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// Words that mean themselves in XML. What XML cannot hold at all is left out.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_longer_than_their_room_end_with_dots_and_characters_are_never_cut() {
        assert_eq!(cut("整改台账", 4.0), "整改台账");
        assert_eq!(cut("整改台账一览", 4.0), "整改台…");
        assert_eq!(cut("2026-09", 3.0), "202…");
    }

    #[test]
    fn what_means_something_in_xml_is_written_so_that_it_means_itself() {
        assert_eq!(escaped("a<b>&\"c\"\u{1}"), "a&lt;b&gt;&amp;&quot;c&quot; ");
    }
}
