//! Breaks words into lines: Chinese anywhere, Latin words whole, no line that begins or ends with the wrong mark.

use super::face::{Pen, Type};

/// Marks no line begins with.
const NOT_FIRST: &str = "。，、；：？！）》〉”’】』」…—～·,.;:?!)]}%℃";
/// Marks no line ends with.
const NOT_LAST: &str = "（《〈“‘【『「([{";

/// The lines of a text in a column of that many points; never none.
pub(super) fn wrap(pen: &mut Pen, text: &str, set: Type, room: f32) -> Vec<String> {
    let room = room / set.size;
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_paragraph(pen, paragraph, set.bold, room, &mut lines);
    }
    lines
}

fn wrap_paragraph(pen: &mut Pen, paragraph: &str, bold: bool, room: f32, lines: &mut Vec<String>) {
    let mut line = Line::default();
    for piece in pieces(paragraph) {
        let wide: f32 = piece.chars().map(|c| pen.advance(c, bold)).sum();
        if line.wide + wide <= room || line.text.is_empty() && wide <= room {
            line.add(piece, wide);
        } else if wide <= room {
            let kept = line.cut_before(piece);
            lines.push(std::mem::take(&mut line.text));
            line = Line::default();
            for c in kept.chars().chain(piece.chars()) {
                let wide = pen.advance(c, bold);
                if !(c == ' ' && line.text.is_empty()) {
                    line.add(c.encode_utf8(&mut [0; 4]), wide);
                }
            }
        } else {
            // A word longer than the line: wherever it fits.
            for c in piece.chars() {
                let wide = pen.advance(c, bold);
                if line.wide + wide > room && !line.text.is_empty() {
                    lines.push(std::mem::take(&mut line.text));
                    line = Line::default();
                }
                line.add(c.encode_utf8(&mut [0; 4]), wide);
            }
        }
    }
    lines.push(line.text.trim_end().to_owned());
}

#[derive(Default)]
struct Line {
    text: String,
    wide: f32,
}

impl Line {
    fn add(&mut self, piece: &str, wide: f32) {
        self.text.push_str(piece);
        self.wide += wide;
    }

    /// What of the end of the line goes to the next with `piece`: so that a mark does not stand alone.
    fn cut_before(&mut self, piece: &str) -> String {
        let mut kept = String::new();
        let mut wants = piece.chars().next().is_some_and(|c| NOT_FIRST.contains(c));
        while let Some(last) = self.text.chars().last() {
            let opens = NOT_LAST.contains(last);
            if (!wants && !opens) || self.text.chars().count() < 2 {
                break;
            }
            self.text.pop();
            kept.insert(0, last);
            wants = NOT_FIRST.contains(last);
        }
        kept
    }
}

/// Latin words and numbers whole, everything else by character.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let of_word = c.is_ascii_alphanumeric() || (in_word && matches!(c, '.' | '-' | '_' | '/' | '%' | '\''));
        if !(of_word && in_word) && at > start {
            found.extend(text.get(start..at));
            start = at;
        }
        in_word = of_word;
    }
    found.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    found
}
