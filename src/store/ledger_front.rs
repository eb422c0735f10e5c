//! How far a ledger file has to be read for its states: what stands behind them nobody needs who only looks.
//!
//! ```text
//!   head, states each with its parts, baselines, what is loose │ changes, each with what it lacks │ seal
//!                                                              └ found by halving: what stands between is not read
//! ```
//! **Invariant:** what is found is where a line begins. That no state stands behind it is only likely: whoever reads the
//! history compares every state and counts the lines.

use std::{fs::File, io};

use memchr::{memchr, memrchr};

use crate::store::{ledger_file::read_at, recognise::TAIL};

/// So much is read at once to find where a line begins.
const LOOK: usize = 64 << 10;

/// Lines that are no longer than this together are sooner read than looked through.
const NEAR: u64 = 4 << 10;

/// How the lines begin that follow the states.
const CHANGES: [&[u8]; 3] = [b"Change(", b"Lacks(", TAIL.as_bytes()];

/// What of a file is to be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Front {
    /// So many bytes from its beginning, up to a line's end.
    pub(super) n_bytes: u64,

    /// And the last line, its line feed included.
    pub(super) seal: Vec<u8>,
}

/// Looks for the end of the states in a file of so many bytes; none where it has to be read as a whole.
pub(super) fn front_of(file: &File, n_bytes: u64) -> io::Result<Option<Front>> {
    match look_for(file, n_bytes) {
        // It became shorter meanwhile: whoever reads it says so.
        Err(err) if err.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        found => found,
    }
}

fn look_for(file: &File, n_bytes: u64) -> io::Result<Option<Front>> {
    let Some(seal) = last_line(file, n_bytes)? else {
        return Ok(None);
    };
    let mut found = n_bytes - seal.len() as u64;
    let (mut low, mut high) = (0, found);
    while high - low > NEAR {
        let middle = low.midpoint(high);
        match next_line(file, middle, high)? {
            Some(line) if is_change(file, line)? => (found, high) = (line, middle),
            Some(line) => low = line,
            None => high = middle,
        }
    }
    Ok(Some(Front { n_bytes: found, seal }))
}

/// The last line with its line feed, if that of a seal stands there.
fn last_line(file: &File, n_bytes: u64) -> io::Result<Option<Vec<u8>>> {
    let n_read = n_bytes.min(LOOK as u64);
    let mut end = vec![0; n_read as usize];
    read_at(file, &mut end, n_bytes - n_read)?;
    let Some(line) = end.strip_suffix(b"\n").and_then(|text| memrchr(b'\n', text)) else {
        return Ok(None);
    };
    let seal = end.split_off(line + 1);
    Ok(seal.starts_with(TAIL.as_bytes()).then_some(seal))
}

/// Where the first line begins behind `from` and before `up_to`.
fn next_line(file: &File, from: u64, up_to: u64) -> io::Result<Option<u64>> {
    let mut at = from;
    while at < up_to {
        let mut bytes = vec![0; (up_to - at).min(LOOK as u64) as usize];
        read_at(file, &mut bytes, at)?;
        if let Some(end) = memchr(b'\n', &bytes) {
            let line = at + end as u64 + 1;
            return Ok((line < up_to).then_some(line));
        }
        at += bytes.len() as u64;
    }
    Ok(None)
}

fn is_change(file: &File, line: u64) -> io::Result<bool> {
    // Every line is longer: its checksum alone has twenty-one bytes.
    let mut begin = [0; 16];
    read_at(file, &mut begin, line)?;
    Ok(CHANGES.iter().any(|known| begin.starts_with(known)))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// A file of so many lines of each kind, and where the first change begins.
    fn file_of(n_states: usize, n_changes: usize, seal: &str) -> (File, u64, u64) {
        let line = |begin: &str, n: usize| format!("{begin}{n:04}{}), // 0123456789abcdef\n", "整改".repeat(n % 400));
        let states: String = (0..n_states).map(|n| line("Issue(", n)).collect();
        let changes: String = (0..n_changes).map(|n| line(["Change(", "Lacks("][n % 2], n)).collect();
        let mut file = tempfile::tempfile().unwrap();
        write!(file, "{states}{changes}{seal}").unwrap();
        let n_bytes = file.metadata().unwrap().len();
        (file, n_bytes, states.len() as u64)
    }

    fn seal() -> String {
        format!("{TAIL}…) // 0123456789abcdef\n")
    }

    #[test]
    fn the_states_end_where_changes_begin_however_many_there_are_of_each() {
        for (n_states, n_changes) in [(1, 9_000), (3_000, 9_000), (9_000, 3_000), (9_000, 1), (9_000, 0), (2, 0)] {
            let (file, n_bytes, states) = file_of(n_states, n_changes, &seal());
            let front = front_of(&file, n_bytes).unwrap().expect("a front");
            assert_eq!(front.seal, seal().as_bytes());
            let is_near = (states..=states + NEAR + (1 << 12)).contains(&front.n_bytes);
            assert!(is_near, "{n_states} and {n_changes}: {} for {states}", front.n_bytes);
            let mut before = [0];
            read_at(&file, &mut before, front.n_bytes - 1).unwrap();
            assert_eq!(&before, b"\n", "a line ends there");
        }
    }

    #[test]
    fn a_line_longer_than_what_is_looked_at_is_gone_over() {
        let mut file = tempfile::tempfile().unwrap();
        let long = "Part(".to_owned() + &"长".repeat(1 << 20) + "\n";
        write!(file, "{long}{long}{}{}", "Change(…), // 0123456789abcdef\n".repeat(100_000), seal()).unwrap();
        let n_bytes = file.metadata().unwrap().len();
        let front = front_of(&file, n_bytes).unwrap().expect("a front");
        let states = 2 * long.len() as u64;
        assert!((states..=states + NEAR + LOOK as u64).contains(&front.n_bytes), "{} for {states}", front.n_bytes);
    }

    #[test]
    fn a_file_without_a_seal_or_shorter_than_it_was_is_read_as_a_whole() {
        for seal in ["", "Change(…)", "\n", "],seal:(…)"] {
            let (file, n_bytes, _) = file_of(2_000, 2_000, seal);
            assert_eq!(front_of(&file, n_bytes).unwrap(), None, "{seal}");
        }
        let (file, n_bytes, _) = file_of(2_000, 2_000, &seal());
        assert_eq!(front_of(&file, n_bytes + 9).unwrap(), None);
        let empty = tempfile::tempfile().unwrap();
        assert_eq!(front_of(&empty, 0).unwrap(), None);
    }
}
