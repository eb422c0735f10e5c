//! A file of lines read piece by piece: while the lines of one are worked on, the next is read.

use std::io::{self, Read};

use memchr::{memchr_iter, memrchr};

/// So many bytes are read at once.
const PIECE: usize = 8 << 20;

/// Hands on all whole lines of `source`, those of a piece together and in their order, and gives what stands after the last;
/// none once `take` gives none.
pub(super) fn in_pieces(
    source: &mut (dyn Read + Send),
    mut take: impl FnMut(&[&[u8]]) -> Option<()> + Send,
) -> io::Result<Option<Vec<u8>>> {
    let (mut text, mut next) = (Vec::new(), Vec::new());
    let mut is_end = fill(source, &mut text)? == 0;
    while !is_end {
        let whole = memrchr(b'\n', &text).map_or(0, |last| last + 1);
        let (lines, rest) = text.split_at(whole);
        next.clear();
        next.try_reserve_exact(rest.len() + PIECE / 4)?;
        next.extend_from_slice(rest);
        let (taken, read) = rayon::join(|| take(&lines_of(lines)), || fill(source, &mut next));
        if taken.is_none() {
            return Ok(None);
        }
        is_end = read? == 0;
        std::mem::swap(&mut text, &mut next);
    }
    Ok(Some(text))
}

fn fill(source: &mut (dyn Read + Send), text: &mut Vec<u8>) -> io::Result<usize> {
    text.try_reserve_exact(PIECE.saturating_sub(text.len()).max(PIECE / 4))?;
    let room = (text.capacity() - text.len()) as u64;
    source.take(room).read_to_end(text)
}

/// The lines of a text, each with its line feed.
fn lines_of(text: &[u8]) -> Vec<&[u8]> {
    let mut start = 0;
    let line = |end: usize| text.get(std::mem::replace(&mut start, end + 1)..=end).unwrap_or_default();
    memchr_iter(b'\n', text).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line that is handed on, and the rest.
    fn read(text: &[u8]) -> (Vec<u8>, usize, Vec<u8>) {
        let (mut all, mut n_lines) = (Vec::new(), 0);
        let rest = in_pieces(&mut &*text, |lines| {
            n_lines += lines.len();
            all.extend(lines.concat());
            Some(())
        });
        (all, n_lines, rest.unwrap().unwrap())
    }

    #[test]
    fn every_line_is_handed_on_whole_and_once() {
        assert_eq!(read(b""), (Vec::new(), 0, Vec::new()));
        assert_eq!(read(b"one\n\ntwo"), (b"one\n\n".to_vec(), 2, b"two".to_vec()));
        // Longer than two pieces, with a line that is longer than one.
        let mut text = Vec::new();
        (0..50_000).for_each(|n| text.extend(format!("{n}: {}\n", "整改".repeat(n % 90)).into_bytes()));
        text.extend(vec![b'a'; PIECE + PIECE / 2]);
        text.push(b'\n');
        (0..50_000).for_each(|n| text.extend(format!("{n}: {}\n", "到位".repeat(n % 90)).into_bytes()));
        assert!(text.len() > 2 * PIECE, "{} bytes", text.len());
        let (all, n_lines, rest) = read(&text);
        assert!(all == text, "the same bytes");
        assert_eq!((n_lines, rest), (100_001, Vec::new()));
    }

    #[test]
    fn what_nobody_takes_is_not_read_to_its_end() {
        // It has none.
        let stopped = in_pieces(&mut io::repeat(0), |lines| lines.first().map(drop));
        assert_eq!(stopped.unwrap(), None);
    }
}
