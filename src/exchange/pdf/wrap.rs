//! Breaks words into lines: Chinese anywhere, Latin words whole, no line that begins or ends with the wrong mark.

use super::face::{Pen, Type};

/// Marks no line begins with.
const NOT_FIRST: &str = "。，、；：？！）》〉〕”’】』」…—～·,.;:?!)]}%℃";
/// Marks no line ends with.
const NOT_LAST: &str = "（《〈〔“‘【『「([{";

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
            // A word is not torn for the mark that follows it.
            let torn = is_of_word(last) && kept.chars().next().is_some_and(is_of_word);
            if !(wants || opens || torn) || self.text.chars().count() < 2 {
                break;
            }
            self.text.pop();
            kept.insert(0, last);
            wants = NOT_FIRST.contains(last);
        }
        kept
    }
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '%' | '\'')
}

/// Latin words and numbers whole, everything else by character.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let of_word = if in_word { is_of_word(c) } else { c.is_ascii_alphanumeric() };
        if !(of_word && in_word) && at > start {
            found.extend(text.get(start..at));
            start = at;
        }
        in_word = of_word;
    }
    found.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::pdf::tests::FACES;

    #[track_caller]
    fn check(text: &str, characters: f32, expected: &[&str]) {
        let mut pen = Pen::new(FACES).unwrap();
        let set = Type::new(10.0);
        assert_eq!(wrap(&mut pen, text, set, characters * 10.0 + 0.5), expected, "{text}");
    }

    #[test]
    fn no_line_begins_or_ends_with_the_wrong_mark_and_no_number_is_torn() {
        check("整改目标已完成", 4.0, &["整改目标", "已完成"]);
        check("整改目标，已完成", 4.0, &["整改目", "标，已完", "成"]);
        check("整改目（已完成）", 4.0, &["整改目", "（已完", "成）"]);
        check("收集率62.5%，低于", 6.0, &["收集率", "62.5%，低于"]);
        check("一\n\n二", 4.0, &["一", "", "二"]);
        check("", 4.0, &[""]);
    }

    #[test]
    fn a_word_longer_than_its_line_is_broken_anywhere_and_nothing_is_lost() {
        let mut pen = Pen::new(FACES).unwrap();
        for text in
            ["D3SX202505280018D3SX202505280018", "。。。。。。。。。。", "（（（（（（（（（", "a b c d e f g h i j k"]
        {
            for room in [1.0, 3.0, 5.0] {
                let lines = wrap(&mut pen, text, Type::new(10.0), room * 10.0);
                let (mut back, mut whole) = (lines.concat(), text.to_owned());
                back.retain(|c| c != ' ');
                whole.retain(|c| c != ' ');
                assert_eq!(back, whole, "in {room}");
            }
        }
    }
}
