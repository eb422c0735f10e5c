//! The text of the file an open ledger was read from, for its history and for the next save: on the disk at first, then
//! whole, then packed.
//!
//! ```text
//!   later ── asked for ──► whole ── verified ──► blocks of some lines, each packed on its own and unpacked when one of its lines is asked for
//! ```
//! **Invariant:** a line is given as it was read, packed or not.

use std::{
    fmt,
    fs::File,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use rayon::prelude::*;
use zstd::zstd_safe::{CCtx, CDict, DCtx, DDict, compress_bound};

use crate::store::ledger_file::{FileText, read_opened};

/// So many bytes are packed together: a line that is asked for alone takes some twenty microseconds.
const BLOCK: usize = 16 << 10;

/// What all blocks are packed with: lines of a ledger are much alike, and a block alone is too short to show it.
const DICTIONARY: usize = 64 << 10;

/// The dictionary is taken from so many places of the file.
const SAMPLES: usize = 16;

/// The fastest that packs well.
const LEVEL: i32 = 1;

/// Blocks that one core packs before it takes others.
const AT_ONCE: usize = 64;

/// The text of a file, to be read line by line.
pub(super) struct KeptText(RwLock<Body>);

#[derive(Clone)]
enum Body {
    /// Not read yet.
    Later(Arc<Later>),
    Whole(Arc<FileText>),
    Packed(Arc<Packed>),
}

/// A file that is read when it is asked for. It stays open: another that takes its place meanwhile is not it.
struct Later {
    file: File,
    path: PathBuf,
    n_bytes: u64,
}

struct Packed {
    /// Where each line begins in its block; the line feed is the last byte of each.
    starts: Vec<u32>,
    /// The first line of each block; the last number is how many lines there are.
    firsts: Vec<u32>,
    /// Each with how long it is unpacked.
    blocks: Vec<(usize, Box<[u8]>)>,
    dictionary: DDict<'static>,
    /// Contexts at rest: each takes longer to make than a block to unpack.
    contexts: Mutex<Vec<DCtx<'static>>>,
}

impl fmt::Debug for KeptText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.body() {
            Body::Later(later) => write!(f, "KeptText({} bytes, not read)", later.n_bytes),
            Body::Whole(text) => text.fmt(f),
            Body::Packed(packed) => write!(f, "KeptText({} blocks, packed)", packed.blocks.len()),
        }
    }
}

impl KeptText {
    pub(super) fn new(text: FileText) -> Self {
        Self(RwLock::new(Body::Whole(Arc::new(text))))
    }

    /// Text that is read when it is asked for.
    pub(super) fn later(file: File, path: PathBuf, n_bytes: u64) -> Self {
        Self(RwLock::new(Body::Later(Arc::new(Later { file, path, n_bytes }))))
    }

    fn body(&self) -> Body {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How long the file is, in bytes.
    pub(super) fn n_bytes(&self) -> u64 {
        match self.body() {
            Body::Later(later) => later.n_bytes,
            Body::Whole(text) => text.bytes.len() as u64,
            Body::Packed(packed) => packed.blocks.iter().map(|(length, _)| *length as u64).sum(),
        }
    }

    /// The text as it was read, until it is packed; none either where it cannot be read any more.
    pub(super) fn whole(&self) -> Option<Arc<FileText>> {
        match self.body() {
            Body::Whole(text) => Some(text),
            Body::Packed(_) => None,
            Body::Later(later) => self.read(&later),
        }
    }

    /// Reads it. Nothing is held meanwhile: reading is shared among threads that may ask for it too.
    fn read(&self, later: &Later) -> Option<Arc<FileText>> {
        let read = read_opened(&later.file, &later.path);
        let read = read.inspect_err(|error| log::warn!("a ledger cannot be read once more: {error}"));
        let text = Arc::new(FileText::new(read.ok()?).ok()?);
        let mut body = self.0.write().unwrap_or_else(PoisonError::into_inner);
        match &*body {
            // Whoever was quicker gave it already.
            Body::Whole(known) => Some(Arc::clone(known)),
            Body::Packed(_) => None,
            Body::Later(_) => {
                *body = Body::Whole(Arc::clone(&text));
                Some(text)
            }
        }
    }

    /// Reads lines, best in their order.
    pub(super) fn reader(&self) -> LineReader {
        // Reads it where nobody has; whether that can be done, the first line says.
        drop(self.whole());
        LineReader { body: self.body(), block: None }
    }

    /// Packs the text into a fifth of its room. Where that cannot be, it stays as it is.
    pub(super) fn pack(&self) {
        let Some(text) = self.whole() else {
            return;
        };
        if let Some(packed) = Packed::of(&text) {
            *self.0.write().unwrap_or_else(PoisonError::into_inner) = Body::Packed(Arc::new(packed));
        }
    }
}

impl Packed {
    fn of(text: &FileText) -> Option<Self> {
        let (starts, firsts) = blocks_of(text)?;
        let dictionary = dictionary_of(&text.bytes);
        let packer = CDict::try_create(&dictionary, LEVEL)?;
        let unpacker = DDict::try_create(&dictionary)?;
        let pack = |blocks: &[[u32; 2]]| -> Option<Vec<(usize, Box<[u8]>)>> {
            let (mut packing, mut unpacking) = (CCtx::try_create()?, DCtx::try_create()?);
            let (mut packed, mut again): (Vec<u8>, Vec<u8>) = Default::default();
            let pack = |lines: &[u32; 2]| {
                let (start, end) = (text.range(lines[0] as usize)?.0, text.range(lines[1] as usize - 1)?.1);
                let bytes = text.bytes.get(start..end)?;
                packed.clear();
                packed.reserve(compress_bound(bytes.len()));
                packing.compress_using_cdict(&mut packed, bytes, &packer).ok()?;
                again.clear();
                again.reserve(bytes.len());
                unpacking.decompress_using_ddict(&mut again, &packed, &unpacker).ok()?;
                // What is let go must be what can be had again.
                (again == bytes).then(|| (bytes.len(), packed.as_slice().into()))
            };
            blocks.iter().map(pack).collect()
        };
        let lines: Vec<[u32; 2]> = firsts.array_windows::<2>().copied().collect();
        let packed: Option<Vec<_>> = lines.par_chunks(AT_ONCE).map(pack).collect();
        let blocks = packed?.into_iter().flatten().collect();
        Some(Self { starts, firsts, blocks, dictionary: unpacker, contexts: Mutex::default() })
    }

    /// Unpacks a block.
    fn unpack(&self, place: usize, into: &mut Vec<u8>) -> Option<()> {
        let (length, block) = self.blocks.get(place)?;
        into.clear();
        into.reserve(*length);
        let rest = || self.contexts.lock().unwrap_or_else(PoisonError::into_inner);
        let at_rest = rest().pop();
        let mut context = at_rest.or_else(DCtx::try_create)?;
        let done = context.decompress_using_ddict(into, block, &self.dictionary);
        rest().push(context);
        done.ok().map(drop)
    }
}

/// Cuts a text into blocks of whole lines: where each line begins in its block, and the first line of each.
fn blocks_of(text: &FileText) -> Option<(Vec<u32>, Vec<u32>)> {
    let n_lines = text.n_lines();
    let (mut starts, mut firsts) = (Vec::with_capacity(n_lines), Vec::new());
    let mut block = 0;
    for line in 0..n_lines {
        let (start, end) = text.range(line)?;
        if line == 0 || end - block > BLOCK {
            block = start;
            firsts.push(u32::try_from(line).ok()?);
        }
        starts.push(u32::try_from(start - block).ok()?);
    }
    firsts.push(u32::try_from(n_lines).ok()?);
    Some((starts, firsts))
}

/// Pieces from all over a text.
fn dictionary_of(bytes: &[u8]) -> Vec<u8> {
    let piece = |n: usize| {
        let start = bytes.len() / SAMPLES * n;
        bytes.get(start..(start + DICTIONARY / SAMPLES).min(bytes.len())).unwrap_or_default()
    };
    (0..SAMPLES).flat_map(piece).copied().collect()
}

/// Reads lines of a text one by one; the block last unpacked is kept for the next.
pub(super) struct LineReader {
    body: Body,
    block: Option<(usize, Vec<u8>)>,
}

impl fmt::Debug for LineReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LineReader")
    }
}

impl LineReader {
    /// The text as it was read, if it is not packed: lines of it need not be copied.
    pub(super) fn whole(&self) -> Option<&FileText> {
        match &self.body {
            Body::Whole(text) => Some(text),
            Body::Later(_) | Body::Packed(_) => None,
        }
    }

    /// The bytes of a line, its line feed included.
    pub(super) fn line(&mut self, line: usize) -> Option<&[u8]> {
        let packed = match &self.body {
            Body::Later(_) => return None,
            Body::Whole(text) => return text.line(line),
            Body::Packed(packed) => packed,
        };
        let place = packed.firsts.partition_point(|first| *first as usize <= line).checked_sub(1)?;
        let (known, bytes) = self.block.get_or_insert_with(|| (usize::MAX, Vec::new()));
        if *known != place {
            *known = usize::MAX;
            packed.unpack(place, bytes)?;
            *known = place;
        }
        let start = *packed.starts.get(line)? as usize;
        let is_last = packed.firsts.get(place + 1).is_some_and(|next| *next as usize == line + 1);
        let end = if is_last { bytes.len() } else { *packed.starts.get(line + 1)? as usize };
        bytes.get(start..end)
    }

    /// The text of a line without its checksum.
    pub(super) fn text(&mut self, line: usize) -> Option<&str> {
        FileText::without_sum(self.line(line)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_text_gives_every_line_as_it_was_read_in_any_order() {
        let long = "长".repeat(200_000);
        let line = |n: usize| {
            let tail = if n == 2_000 { long.as_str() } else { "整改到位" };
            format!("Issue(id:{n},title:\"第 {n} 个问题{tail}\"),\n")
        };
        let text: String = (0..5_000).map(line).collect();
        let kept = KeptText::new(FileText::new(text.clone().into_bytes()).unwrap());
        kept.pack();
        assert!(kept.whole().is_none(), "packed");
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut reader = kept.reader();
        for n in (0..5_000).chain((0..5_000).rev().step_by(7)) {
            assert_eq!(reader.line(n), Some(lines[n].as_bytes()), "line {n}");
        }
        assert_eq!(reader.line(5_000), None);
        let Body::Packed(packed) = kept.body() else {
            panic!("packed");
        };
        let bytes: usize = packed.blocks.iter().map(|(_, block)| block.len()).sum();
        assert!(bytes * 4 < text.len(), "{bytes} of {}", text.len());
    }

    #[test]
    fn a_reader_goes_on_with_the_text_it_began_with() {
        let kept = KeptText::new(FileText::new(b"one\ntwo\n".to_vec()).unwrap());
        let mut before = kept.reader();
        kept.pack();
        assert_eq!(before.line(1), Some(&b"two\n"[..]));
        assert_eq!(kept.reader().line(0), Some(&b"one\n"[..]));
    }
}
