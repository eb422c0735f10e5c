//! States that somebody changed in the file itself, with Notepad or another editor: the line no longer fits its checksum
//! but is still a whole record.
//!
//! Nothing of it is trusted: it only tells what whoever did it may have meant.

use crate::store::{
    checksum::{LineFault, MARK, check_line},
    fault::{FaultKind, FileFault},
    recognise::without_mark,
    record::Record,
};

/// The states in a file that were changed by hand, with the numbers of their lines from 1.
pub fn states_by_hand(bytes: &[u8], faults: &[FileFault]) -> Vec<(usize, Record)> {
    let is_broken = |fault: &&FileFault| matches!(fault.kind, FaultKind::WrongChecksum | FaultKind::NoChecksum);
    let broken: std::collections::BTreeSet<usize> = faults.iter().filter(is_broken).filter_map(|it| it.line).collect();
    if broken.is_empty() {
        return Vec::new();
    }
    let lines = without_mark(bytes).split(|byte| *byte == b'\n').enumerate();
    let lines = lines.filter(|(at, _)| broken.contains(&(at + 1)));
    lines.filter_map(|(at, line)| Some((at + 1, state_of(std::str::from_utf8(line).ok()?)?))).collect()
}

fn state_of(line: &str) -> Option<Record> {
    let line = line.trim_end();
    let text = match check_line(line) {
        Ok(_) => return None,
        // The checksum stands there still, of what stood before it once.
        Err(LineFault::WrongSum) => line.rsplit_once(MARK)?.0,
        Err(LineFault::NoSum) => line.rsplit_once(MARK).map_or(line, |(text, _)| text),
    };
    let record: Record = ron::from_str(text.trim_end().strip_suffix(',')?).ok()?;
    match record {
        Record::Directory(_) | Record::Issue(_) | Record::Complaint(_) | Record::Case(_) => Some(record),
        // Private data is not typed into files, and the past cannot be changed.
        Record::Private(_) | Record::Baseline(..) | Record::Part { .. } | Record::Change(_) | Record::Lacks { .. } => {
            None
        }
    }
}
