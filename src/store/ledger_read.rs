//! Reads the lines of a ledger file into records, on all cores, and says of each line that fails which it is.

use rayon::prelude::*;

use crate::{
    domain::{ChangeId, edit::PartKey},
    store::{
        checksum::{Hasher, LineFault, LineSum, check_line},
        fault::{FaultKind, FileFault},
        raw::Raw,
        recognise::{HEAD, HEAD_END, TAIL, format_of, without_mark},
        record::{Head, PlainLedger, Record, Seal},
        ron_read::from_ron,
        room::make_room,
    },
};

/// What was read of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// The first line.
    pub head: Option<Head>,

    /// The records with the numbers of their lines.
    pub records: Vec<(usize, Record)>,

    /// The last line.
    pub seal: Option<Seal>,

    /// What is wrong, in the order of the lines.
    pub faults: Vec<FileFault>,
}

/// So many lines are read at once at most.
const LINES_AT_ONCE: usize = 1 << 9;

/// One line, read.
enum Line {
    Head(Head),
    Record(Box<Record>),
    Seal(Seal),
    Blank,
    Fault(FaultKind),
}

/// Reads all lines.
pub fn read_lines(bytes: &[u8]) -> Lines {
    let bytes = without_mark(bytes);
    let n_whole = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    let whole = bytes.get(..n_whole).unwrap_or_default();
    let is_last_open = !whole.ends_with(b"\n");
    let whole = whole.trim_ascii_end();
    let pieces: Vec<&[u8]> = whole.split(|byte| *byte == b'\n').collect();
    let look = |(): &mut (), (index, piece): (usize, &&[u8])| read_line(piece, index == 0);
    let mut read: Vec<(Option<LineSum>, Line)> =
        pieces.par_iter().enumerate().with_max_len(LINES_AT_ONCE).map_init(make_room, look).collect();
    if read.iter().all(|(sum, _)| sum.is_none())
        && let Some(lines) = read_reformatted(whole)
    {
        return lines;
    }
    let ends_garbled = matches!(read.last(), Some((_, Line::Fault(_))));
    // The stump of a cut line is what the cut left, not a fault of its own.
    let is_stump = is_last_open && matches!(read.last(), Some((None, Line::Fault(_))));
    if is_stump && read.len() > 1 {
        read.truncate(read.len() - 1);
    }
    let mut lines = gather(read);
    if n_whole < bytes.len() {
        lines.faults.push(FileFault::of_file(FaultKind::ZeroTail));
    } else if lines.seal.is_none() && (is_stump || !ends_garbled) {
        lines.faults.push(FileFault::of_file(FaultKind::Cut));
    }
    lines
}

fn gather(read: Vec<(Option<LineSum>, Line)>) -> Lines {
    let mut lines = Lines::default();
    let mut hasher = Hasher::new();
    for (index, (sum, line)) in read.into_iter().enumerate() {
        let number = index + 1;
        match line {
            Line::Head(head) => lines.head = Some(head),
            Line::Record(record) => {
                if lines.seal.is_some() {
                    lines.faults.push(FileFault::at_line(FaultKind::AfterSeal, number));
                }
                lines.records.push((number, *record));
            }
            Line::Seal(seal) => {
                let is_right = seal.lines == index && hasher.clone().finish() == seal.sha256;
                // Where a line is broken, the seal cannot be right: that is said once.
                if !is_right && lines.faults.is_empty() {
                    lines.faults.push(FileFault::at_line(FaultKind::WrongSeal, number));
                }
                lines.seal = Some(seal);
            }
            Line::Blank => {}
            Line::Fault(kind) => lines.faults.push(FileFault::at_line(kind, number)),
        }
        if let Some(sum) = sum {
            hasher.add_line(sum);
        }
    }
    if lines.head.is_none() && !lines.faults.iter().any(|fault| fault.line == Some(1)) {
        lines.faults.insert(0, FileFault::at_line(FaultKind::HeadBroken, 1));
    }
    lines
}

fn read_line(piece: &[u8], is_first: bool) -> (Option<LineSum>, Line) {
    if piece.trim_ascii().is_empty() {
        return (None, Line::Blank);
    }
    let Ok(line) = simdutf8::basic::from_utf8(piece) else {
        return (None, Line::Fault(FaultKind::NotUtf8));
    };
    let (text, sum) = match check_line(line) {
        Ok(whole) => whole,
        Err(LineFault::NoSum) => return (None, Line::Fault(FaultKind::NoChecksum)),
        Err(LineFault::WrongSum) => return (None, Line::Fault(FaultKind::WrongChecksum)),
    };
    let line = if is_first && text.starts_with(HEAD) {
        read_head(text).map_or(Line::Fault(FaultKind::HeadBroken), Line::Head)
    } else if text.starts_with(TAIL) {
        read_seal(text).map_or(Line::Fault(FaultKind::UnknownRecord), Line::Seal)
    } else {
        let record = text.strip_suffix(',').and_then(read_record);
        record.map_or(Line::Fault(FaultKind::UnknownRecord), |record| Line::Record(Box::new(record)))
    };
    (Some(sum), line)
}

fn read_head(text: &str) -> Option<Head> {
    let fields = text.strip_suffix(HEAD_END)?;
    from_ron(&format!("{fields})")).ok()
}

fn read_seal(text: &str) -> Option<Seal> {
    from_ron(text.strip_prefix(TAIL)?.strip_suffix(')')?).ok()
}

/// Reads the first line with its checksum.
pub(super) fn read_whole_head(line: &str) -> Option<Head> {
    check_line(line).ok().and_then(|(text, _)| read_head(text))
}

/// Reads the last line with its checksum.
pub(super) fn read_whole_seal(line: &str) -> Option<Seal> {
    check_line(line).ok().and_then(|(text, _)| read_seal(text))
}

/// Reads a record without the comma behind it.
pub(super) fn read_record(text: &str) -> Option<Record> {
    let record = read_part(text).or_else(|| read_change(text)).or_else(|| from_ron(text).ok());
    record.filter(is_of_its_subject)
}

/// A baseline that holds the state of another subject is none.
fn is_of_its_subject(record: &Record) -> bool {
    !matches!(record, Record::Baseline(key, baseline) if baseline.state.key() != *key)
}

/// A part as its line has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct PartFields<'a> {
    pub(super) change: ChangeId,
    pub(super) key: PartKey,
    pub(super) salt: &'a str,
    pub(super) body: &'a str,
}

/// Splits a part as this program writes it, with the comma behind it, without walking through its edits.
pub(super) fn part_text(text: &str) -> Option<PartFields<'_>> {
    split_part(text.strip_suffix(',')?)
}

fn split_part(text: &str) -> Option<PartFields<'_>> {
    let fields = text.strip_prefix("Part(change:")?.strip_suffix(')')?;
    let (change, rest) = fields.split_once(",key:")?;
    let (key, rest) = rest.split_once(",salt:\"")?;
    let (salt, body) = rest.split_once("\",body:")?;
    // An escape in the salt, or anything else unusual: left to `ron`.
    if salt.contains(['\\', '"']) || change.contains(',') {
        return None;
    }
    Some(PartFields { change: from_ron(change).ok()?, key: from_ron(key).ok()?, salt, body })
}

/// Reads a part as this program writes it.
fn read_part(text: &str) -> Option<Record> {
    let PartFields { change, key, salt, body } = split_part(text)?;
    Some(Record::Part { change, key, salt: salt.into(), body: Raw(body.into()) })
}

/// The header's bytes of a change, from its line with the comma behind it.
pub(super) fn header_text(text: &str) -> Option<&str> {
    split_change(text.strip_suffix(',')?)
}

fn split_change(text: &str) -> Option<&str> {
    text.strip_prefix("Change(")?.strip_suffix(')').filter(|header| header.starts_with('('))
}

fn read_change(text: &str) -> Option<Record> {
    split_change(text).map(|header| Record::Change(Raw(header.into())))
}

/// Reads a file that another RON program, or a person, has laid out anew.
fn read_reformatted(bytes: &[u8]) -> Option<Lines> {
    format_of(bytes)?;
    let plain: PlainLedger = ron::de::from_bytes(bytes).ok()?;
    if !plain.records.iter().all(is_of_its_subject) {
        return None;
    }
    Some(Lines {
        head: Some(Head {
            format: plain.format,
            program: plain.program,
            id: plain.id,
            title: plain.title,
            grant: plain.grant,
        }),
        records: plain.records.into_iter().map(|record| (0, record)).collect(),
        seal: Some(plain.seal),
        faults: vec![FileFault::of_file(FaultKind::Reformatted)],
    })
}
