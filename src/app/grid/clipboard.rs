//! A block of cells as Excel and WPS put it on the clipboard and take it from there.
//!
//! **Invariant:** what [`write()`] made of a block, [`read()`] makes the block again.

/// A block has no more cells, its rows filled up to the widest: a hundred thousand issues in ten columns. A text of 200 KB
/// could ask for ten thousand million.
pub const MOST_CELLS: usize = 1_000_000;

/// A text asks for so many cells, and none was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyCells(pub usize);

/// The text of a block: cells parted by tabs, rows ended by a line break, quotes where a cell would break it up.
pub fn write(block: &[Vec<String>]) -> String {
    let mut text = String::new();
    for row in block {
        for (n, cell) in row.iter().enumerate() {
            if n > 0 {
                text.push('\t');
            }
            write_cell(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    text
}

fn write_cell(text: &mut String, cell: &str) {
    if cell.starts_with('"') || cell.contains(['\t', '\n', '\r']) {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

/// The block of a text; shorter rows are filled up with empty cells.
pub fn read(text: &str) -> Result<Vec<Vec<String>>, TooManyCells> {
    // Counted before anything is built: a row may end in two characters, and some of them may stand inside a cell.
    let n_ends = memchr::memchr3_iter(b'\t', b'\n', b'\r', text.as_bytes()).count();
    if n_ends > 2 * MOST_CELLS + 2 {
        return Err(TooManyCells(n_ends));
    }
    let chars: Vec<char> = text.trim_end_matches('\0').chars().collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut rest = chars.as_slice();
    if rest.is_empty() {
        return Ok(rows);
    }
    loop {
        let (cell, after) = quoted(rest).unwrap_or_else(|| plain(rest));
        row.push(cell);
        rest = after;
        match rest {
            ['\t', more @ ..] => rest = more,
            ['\r', '\n', more @ ..] | ['\n' | '\r', more @ ..] => {
                rows.push(std::mem::take(&mut row));
                rest = more;
                if rest.is_empty() {
                    break;
                }
            }
            _ => {
                rows.push(std::mem::take(&mut row));
                break;
            }
        }
    }
    let wide = rows.iter().map(Vec::len).max().unwrap_or_default();
    let n_cells = wide.saturating_mul(rows.len());
    if n_cells > MOST_CELLS {
        return Err(TooManyCells(n_cells));
    }
    for row in &mut rows {
        row.resize(wide, String::new());
    }
    Ok(rows)
}

/// A cell in quotes, and what comes after it; `None` where the quotes are the cell's own text.
fn quoted(chars: &[char]) -> Option<(String, &[char])> {
    let mut rest = chars.strip_prefix(&['"'])?;
    let mut cell = String::new();
    loop {
        match rest {
            ['"', '"', more @ ..] => {
                cell.push('"');
                rest = more;
            }
            ['"', more @ ..] => {
                let ends = more.first().is_none_or(|next| ['\t', '\n', '\r'].contains(next));
                return ends.then_some((cell, more));
            }
            [one, more @ ..] => {
                cell.push(*one);
                rest = more;
            }
            [] => return None,
        }
    }
}

fn plain(chars: &[char]) -> (String, &[char]) {
    let end = chars.iter().position(|c| ['\t', '\n', '\r'].contains(c)).unwrap_or(chars.len());
    let (cell, rest) = chars.split_at(end);
    (cell.iter().collect(), rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn block(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[track_caller]
    fn reads(text: &str, rows: &[&[&str]]) {
        assert_eq!(read(text), Ok(block(rows)), "{text:?}");
    }

    #[test]
    fn a_block_from_a_spreadsheet_is_read_with_its_line_breaks_and_quotes() {
        reads("编号\t问题\r\n1\t\"两行\n问题\"\r\n", &[&["编号", "问题"], &["1", "两行\n问题"]]);
        reads("\"他说\"\"好\"\"\"\tx", &[&["他说\"好\"", "x"]]);
        reads("a\nb", &[&["a"], &["b"]]);
        reads("", &[]);
        reads("\r\n", &[&[""]]);
        reads("a\tb\r\nc\r\n", &[&["a", "b"], &["c", ""]]);
    }

    #[test]
    fn a_short_text_that_asks_for_ten_thousand_million_cells_is_refused() {
        let text = format!("{}\n{}", "\t".repeat(99_999), "\n".repeat(99_999));
        assert_eq!(read(&text), Err(TooManyCells(10_000_000_000)), "a wide row, and many");
    }

    #[test]
    fn a_text_of_nothing_but_ends_of_cells_is_refused_before_a_cell_is_built() {
        for end in ["\t", "\n", "\r", "\"\n"] {
            let n_ends = 2 * MOST_CELLS + 3;
            assert_eq!(read(&end.repeat(n_ends)), Err(TooManyCells(n_ends)), "{end:?}");
        }
        let most = "1\r\n".repeat(MOST_CELLS);
        assert_eq!(read(&most).map(|rows| rows.len()), Ok(MOST_CELLS), "as many as there may be");
    }

    #[test]
    fn quotes_inside_a_text_are_the_texts_own() {
        reads("\"五一\"前\t好", &[&["\"五一\"前", "好"]]);
        reads("管径 5\" 的管道", &[&["管径 5\" 的管道"]]);
        reads("\"没有结束", &[&["\"没有结束"]]);
    }

    #[test]
    fn plain_cells_are_written_without_quotes_as_spreadsheets_do() {
        assert_eq!(write(&block(&[&["市水利局", "5\" 管"], &["", "甲\n乙"]])), "市水利局\t5\" 管\r\n\t\"甲\n乙\"\r\n");
    }

    fn cell() -> impl Strategy<Value = String> {
        proptest::string::string_regex("[a\"\t\r\n 问题🚰，x\u{a0}]{0,8}").expect("a pattern")
    }

    proptest! {
        #[test]
        fn what_was_copied_is_pasted_again(
            block in (1usize..5).prop_flat_map(|wide| prop::collection::vec(prop::collection::vec(cell(), wide), 1..6))
        ) {
            prop_assert_eq!(read(&write(&block)), Ok(block));
        }

        #[test]
        fn any_text_is_read_as_a_rectangle(text in any::<String>()) {
            let block = read(&text).unwrap();
            let wide = block.first().map(Vec::len);
            prop_assert!(block.iter().all(|row| Some(row.len()) == wide), "{block:?}");
        }
    }
}
