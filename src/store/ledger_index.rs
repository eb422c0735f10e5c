//! Verifies a ledger file line by line and notes where each change and each part of it stands.
//!
//! **Invariant:** a shelf is given only if every line, the seal, every id and every part agree; else the file is for
//! `open_ledger`, which says what is wrong with it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use rayon::prelude::*;

use crate::{
    domain::{
        change::{Header, part_hash},
        edit::PartKey,
        ids::{ChangeId, Sha},
        shelf::{Shelf, ShelfMaker},
    },
    store::{
        checksum::{FileHash, FileMark, Hasher, check_line},
        codec::read_header,
        ledger_file::{ERASED, FileArchive, FileText, HIDDEN, StateAt},
        ledger_kept::KeptText,
        ledger_read::{header_text, part_text, read_record},
        record::{Lack, Record},
        room::make_room,
    },
};

/// So many lines are looked at in one piece.
const PIECE: usize = 1 << 10;

/// So many headers are held at once: parsed, they take several times their text.
const HEADERS_AT_ONCE: usize = 1 << 16;

/// How the lines of folded states begin.
const STATES: [&[u8]; 6] = [b"Issue(", b"Directory(", b"Private(", b"Complaint(", b"Case(", b"Baseline("];

/// What the seal says of a file.
#[derive(Debug)]
pub(super) struct Expected {
    pub(super) lines: usize,
    pub(super) changes: usize,
    pub(super) heads: Vec<ChangeId>,
    pub(super) sha256: FileHash,
    /// The first line, each state and the last line, as they were read first: which line it is, and its [`state_sum`].
    pub(super) states: Vec<(u32, u32)>,
    /// Subjects that have a baseline.
    pub(super) baselines: Vec<PartKey>,
}

/// A file whose history is looked through when it is asked for.
#[derive(Debug)]
pub(super) struct FileIndex {
    text: Arc<KeptText>,
    states: Arc<Vec<(PartKey, StateAt, u32)>>,
    expected: Expected,
    mark: OnceLock<FileMark>,
}

/// The part of a change as a line has it.
struct PartLine {
    change: ChangeId,
    key: PartKey,
    held: Held,
}

#[derive(Clone, Copy)]
enum Held {
    Here { sha: Sha, line: u32 },
    Hidden,
    Erased(ChangeId),
}

/// What a piece of the file holds.
#[derive(Default)]
struct Piece {
    parts: Vec<PartLine>,
    headers: Vec<u32>,
    /// The digits of the checksums, each with a line feed, as the seal takes them.
    sums: Vec<u8>,
}

impl FileIndex {
    pub(super) fn new(text: Arc<KeptText>, states: Arc<Vec<(PartKey, StateAt, u32)>>, expected: Expected) -> Self {
        Self { text, states, expected, mark: OnceLock::new() }
    }

    pub(super) fn text(&self) -> &KeptText {
        &self.text
    }

    /// The mark of the whole file, once it is known to be whole.
    pub(super) fn mark(&self) -> Option<FileMark> {
        self.mark.get().copied()
    }

    /// Looks at every byte; none if anything is not as it should be.
    pub(super) fn make_shelf(&self) -> Option<Shelf> {
        // Read twice, it must be the same both times.
        let text = self.text.whole().filter(|text| self.has_its_states(text) && self.has_no_others(text))?;
        let (mark, shelf) = rayon::join(|| FileMark::of(&text.bytes), || self.read(&text));
        let shelf = shelf?;
        self.mark.get_or_init(|| mark);
        Some(shelf)
    }

    /// Whether the file is still what its states were read of, or can be read at all.
    pub(super) fn is_as_read(&self) -> bool {
        self.text.whole().is_some_and(|text| self.has_its_states(&text))
    }

    /// Whether what was read first is still where it was; that is all of a file of which the history is damaged.
    fn has_its_states(&self, text: &FileText) -> bool {
        let Some((seal, states)) = self.expected.states.split_last() else {
            return false;
        };
        let is = |line: usize, sum: u32| text.line(line).is_some_and(|bytes| state_sum(bytes) == sum);
        is(text.n_lines().saturating_sub(1), seal.1) && states.par_iter().all(|(line, sum)| is(*line as usize, *sum))
    }

    /// Whether it has as many lines as it should, and no state but those that were read first.
    fn has_no_others(&self, text: &FileText) -> bool {
        let last = self.expected.lines;
        let is_read = |line: &usize| *line == 0 || *line == last || text.line(*line).is_some_and(is_state);
        let n_read = (0..text.n_lines()).into_par_iter().filter(is_read).count();
        text.n_lines() == last + 1 && n_read == self.expected.states.len()
    }

    fn read(&self, text: &FileText) -> Option<Shelf> {
        let n_lines = self.expected.lines;
        let n_pieces = n_lines.div_ceil(PIECE);
        let pieces: Option<Vec<Piece>> = (0..n_pieces).into_par_iter().map(|n| self.piece(text, n * PIECE)).collect();
        let mut pieces = pieces?;
        let mut hasher = Hasher::new();
        for piece in &pieces {
            hasher.add(&piece.sums);
        }
        if hasher.finish() != self.expected.sha256 {
            return None;
        }
        let headers: Vec<u32> = pieces.iter_mut().flat_map(|piece| std::mem::take(&mut piece.headers)).collect();
        let mut parts: Vec<PartLine> = pieces.into_iter().flat_map(|piece| piece.parts).collect();
        parts.par_sort_unstable_by_key(|part| (part.change, part.key));
        let is_doubled = parts.windows(2).any(|two| matches!(two, [a, b] if (a.change, a.key) == (b.change, b.key)));
        if is_doubled || headers.len() != self.expected.changes {
            return None;
        }
        self.put_together(text, &headers, &parts)
    }

    fn piece(&self, whole: &FileText, first: usize) -> Option<Piece> {
        let mut piece = Piece::default();
        for line in first..(first + PIECE).min(self.expected.lines) {
            let bytes = whole.line(line)?;
            let text = simdutf8::basic::from_utf8(bytes).ok()?;
            let (text, _) = check_line(text).ok()?;
            // A carriage return is a line's own, but none of this program's.
            if bytes.len() != text.len() + 21 {
                return None;
            }
            piece.sums.extend(bytes.get(bytes.len() - 17..)?);
            if line > 0 && !is_state(bytes) {
                look_at(line, text, &mut piece)?;
            }
        }
        Some(piece)
    }

    /// Every part finds its change, and every change its parts.
    fn put_together(&self, text: &FileText, headers: &[u32], parts: &[PartLine]) -> Option<Shelf> {
        let mut archive = FileArchive {
            text: Arc::clone(&self.text),
            states: Arc::clone(&self.states),
            changes: Vec::with_capacity(headers.len()),
            parts: Vec::with_capacity(parts.len()),
            erased: BTreeMap::new(),
        };
        let mut maker = ShelfMaker::default();
        let mut erases: Vec<ChangeId> = Vec::new();
        for some in headers.chunks(HEADERS_AT_ONCE) {
            let read = |(): &mut (), line: &u32| header_text(text.text(*line as usize)?).and_then(read_header);
            let read: Option<Vec<(ChangeId, Header)>> =
                some.par_iter().with_min_len(256).map_init(make_room, read).collect();
            for (line, (id, header)) in some.iter().zip(read?) {
                let gaps = enter(&mut archive, *line, (id, &header), parts)?;
                erases.extend(&header.erases);
                maker.push(id, &header, gaps);
            }
        }
        // A part without a change is kept apart, and one that should be erased is not kept: neither is usual.
        let is_held = |id: &ChangeId| {
            let part = part_of(parts, *id, PartKey::Private);
            part.is_some_and(|part| !matches!(part.held, Held::Erased(_)))
        };
        if archive.parts.len() != parts.len() || erases.iter().any(is_held) {
            return None;
        }
        let shelf = maker.finish(Arc::new(archive))?;
        let stated = |key: PartKey| self.states.binary_search_by_key(&key, |(of, ..)| *of).is_ok();
        // A copy for a unit names subjects of which it has no part; a part that is here makes a state.
        let unstated: BTreeSet<PartKey> = shelf.subjects().filter(|key| !stated(*key)).collect();
        let is_here = |part: &PartLine| matches!(part.held, Held::Here { .. }) && unstated.contains(&part.key);
        let is_lost = !unstated.is_empty() && parts.iter().any(is_here);
        let all_stated = !is_lost && self.expected.baselines.iter().all(|key| stated(*key));
        (all_stated && shelf.heads() == self.expected.heads).then_some(shelf)
    }
}

fn look_at(line: usize, text: &str, piece: &mut Piece) -> Option<()> {
    if text.starts_with("Part(") {
        let part = part_text(text)?;
        let held = Held::Here { sha: part_hash(part.salt, part.body), line: line as u32 };
        piece.parts.push(PartLine { change: part.change, key: part.key, held });
    } else if text.starts_with("Change(") {
        piece.headers.push(line as u32);
    } else if text.starts_with("Lacks(") {
        let Record::Lacks { change, key, why } = text.strip_suffix(',').and_then(read_record)? else {
            return None;
        };
        let held = match why {
            Lack::Hidden => Held::Hidden,
            Lack::Erased(by) => Held::Erased(by),
        };
        piece.parts.push(PartLine { change, key, held });
    } else {
        // Nothing this program knows.
        return None;
    }
    Some(())
}

/// Whether a line is that of a folded state.
pub(super) fn is_state(line: &[u8]) -> bool {
    // Most lines are parts and headers.
    !line.starts_with(b"Part(") && !line.starts_with(b"Change(") && STATES.iter().any(|begin| line.starts_with(begin))
}

/// What tells that a line which was read before is still the same, accidents apart; whether it is right, its checksum says.
pub(super) fn state_sum(line: &[u8]) -> u32 {
    crc32fast::hash(line)
}

fn part_of(parts: &[PartLine], change: ChangeId, key: PartKey) -> Option<&PartLine> {
    let found = parts.binary_search_by_key(&(change, key), |part| (part.change, part.key)).ok()?;
    parts.get(found)
}

/// Notes where a change and its parts are. Returns how many are hidden and erased.
fn enter(
    archive: &mut FileArchive,
    line: u32,
    (id, header): (ChangeId, &Header),
    parts: &[PartLine],
) -> Option<(usize, usize)> {
    let mut gaps = (0, 0);
    archive.changes.push((line, archive.parts.len() as u32));
    for (key, named) in &header.parts {
        let place = archive.parts.len() as u32;
        archive.parts.push(match part_of(parts, id, *key)?.held {
            Held::Here { sha, line } if sha == *named => line,
            Held::Here { .. } => return None,
            Held::Hidden => {
                gaps.0 += 1;
                HIDDEN
            }
            Held::Erased(by) => {
                gaps.1 += 1;
                archive.erased.insert(place, by);
                ERASED
            }
        });
    }
    Some(gaps)
}
