//! Where the workbook lies in a compound file (OLE), followed as calamine follows it.
//!
//! **Invariant:** no chain is followed over more sectors than the file has, whatever its tables say.

use std::ops::Range;

use encoding_rs::UTF_16LE;

/// A shorter stream lies in the mini stream, in mini sectors of [`MINI`] bytes.
const SMALL_STREAM: usize = 4096;

/// The bytes of a mini sector.
const MINI: usize = 64;

/// The bytes of an entry of the directory.
const ENTRY: usize = 128;

/// So many sectors of the table are named in the header.
const IN_HEADER: usize = 109;

/// A chain ends.
const END: u32 = 0xffff_fffe;

/// From here on numbers name no sector of the list that goes on behind the header.
const NO_LIST: u32 = 0xffff_fffa;

/// From here on numbers name no sector of the table.
const NO_TABLE: u32 = 0xffff_fffc;

/// Pieces of the file, in the order of what they make together; all but the last are of one length.
type Pieces = Vec<Range<usize>>;

/// A stream: where its pieces lie in the file.
pub(super) struct Stream {
    pieces: Pieces,
    each: usize,
}

/// A compound file of whole sectors, and where its table of chains lies.
struct Compound<'a> {
    bytes: &'a [u8],
    size: usize,
    table: Pieces,
}

/// A number of two bytes.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk::<2>().map(|two| u16::from_le_bytes(*two))
}

/// A number of four bytes.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk::<4>().map(|four| u32::from_le_bytes(*four))
}

/// The file with its last sector filled up, be a sector of 512 bytes or of 4096: readers differ about a short one.
pub(super) fn of_whole_sectors(bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(bytes.len().next_multiple_of(4096));
    whole.extend_from_slice(bytes);
    whole.resize(bytes.len().next_multiple_of(4096), 0);
    whole
}

/// The stream of the workbook in a file of whole sectors; `None` where there is none, or its chain cannot be followed.
pub(super) fn book_stream(bytes: &[u8]) -> Option<Stream> {
    let file = Compound::open(bytes)?;
    let directory = file.chain(u32_at(bytes, 48)?, usize::MAX)?;
    let sectors = directory.iter().filter_map(|piece| bytes.get(piece.clone()));
    let entries: Vec<&[u8]> = sectors.flat_map(|sector| sector.chunks_exact(ENTRY)).collect();
    let root = *entries.first()?;
    // The mini stream is followed even where nobody needs it: calamine does.
    let n_mini = u32_at(bytes, 64)? as usize;
    let (mut mini, mut mini_table) = (Vec::new(), Vec::new());
    if n_mini > 0 {
        mini = file.chain(start_of(root)?, file.length_of(root)?)?;
        mini_table = file.chain(u32_at(bytes, 60)?, n_mini.saturating_mul(file.size))?;
    }
    let named = |name: &str| entries.iter().find(|entry| name_of(entry).eq_ignore_ascii_case(name));
    let entry = *named("Workbook").or_else(|| named("Book"))?;
    let (start, length) = (start_of(entry)?, file.length_of(entry)?);
    if length < SMALL_STREAM {
        return Some(Stream { pieces: file.mini_chain(start, length, &mini, &mini_table)?, each: MINI });
    }
    Some(Stream { pieces: file.chain(start, length)?, each: file.size })
}

impl Stream {
    /// Its bytes.
    pub(super) fn bytes(&self, file: &[u8]) -> Vec<u8> {
        let pieces: Vec<&[u8]> = self.pieces.iter().filter_map(|piece| file.get(piece.clone())).collect();
        pieces.concat()
    }

    /// Where a byte of it stands in the file.
    pub(super) fn place(&self, at: usize) -> Option<usize> {
        let piece = self.pieces.get(at / self.each)?;
        Some(piece.start + at % self.each).filter(|place| *place < piece.end)
    }
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let size = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self { bytes, size, table: Vec::new() };
        let most = bytes.len() / size;
        let mut list: Vec<u32> = numbers(bytes.get(76..512)?).collect();
        let (mut next, mut n_read) = (u32_at(bytes, 68)?, 0);
        while next < NO_LIST {
            n_read += 1;
            if n_read > most {
                return None;
            }
            list.extend(numbers(bytes.get(file.sector(next)?)?));
            next = list.pop()?;
        }
        list.retain(|sector| *sector < NO_TABLE);
        if list.len() > IN_HEADER + most {
            return None;
        }
        file.table = list.iter().map(|sector| file.sector(*sector)).collect::<Option<_>>()?;
        Some(file)
    }

    /// Where a sector lies; the header is as long as one.
    fn sector(&self, sector: u32) -> Option<Range<usize>> {
        let start = (sector as usize).checked_add(1)?.checked_mul(self.size)?;
        let end = start.checked_add(self.size)?;
        (end <= self.bytes.len()).then_some(start..end)
    }

    /// A number of a table that lies in these pieces.
    fn number(&self, table: &[Range<usize>], at: u32) -> Option<u32> {
        let in_piece = self.size / 4;
        let piece = self.bytes.get(table.get(at as usize / in_piece)?.clone())?;
        u32_at(piece, at as usize % in_piece * 4)
    }

    /// The sectors of a chain, up to so many bytes.
    fn chain(&self, first: u32, most: usize) -> Option<Pieces> {
        let (mut pieces, mut next, mut left) = (Vec::new(), first, most);
        while next != END && left > 0 {
            if pieces.len() > self.bytes.len() / self.size {
                return None;
            }
            let sector = self.sector(next)?;
            let end = sector.end.min(sector.start.saturating_add(left));
            left -= end - sector.start;
            pieces.push(sector.start..end);
            if left > 0 {
                next = self.number(&self.table, next)?;
            }
        }
        Some(pieces)
    }

    /// The mini sectors of a short stream.
    fn mini_chain(&self, first: u32, most: usize, mini: &[Range<usize>], table: &[Range<usize>]) -> Option<Pieces> {
        let (mut pieces, mut next, mut left) = (Vec::new(), first, most);
        while next != END && left > 0 {
            let at = (next as usize).checked_mul(MINI)?;
            let sector = mini.get(at / self.size)?;
            let start = sector.start + at % self.size;
            let end = start + left.min(MINI);
            if end > sector.end {
                return None;
            }
            left -= end - start;
            pieces.push(start..end);
            if left > 0 {
                next = self.number(table, next)?;
            }
        }
        Some(pieces)
    }

    /// The length of an entry's stream; with small sectors it has four bytes.
    fn length_of(&self, entry: &[u8]) -> Option<usize> {
        let low = u32_at(entry, 120)?;
        let high = if self.size == 512 { 0 } else { u32_at(entry, 124)? };
        usize::try_from((u64::from(high) << 32) | u64::from(low)).ok()
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0))
}

fn start_of(entry: &[u8]) -> Option<u32> {
    u32_at(entry, 116)
}

/// Its name, a byte order mark understood as calamine understands it.
fn name_of(entry: &[u8]) -> String {
    let name = UTF_16LE.decode(entry.get(..64).unwrap_or_default()).0;
    name.split('\0').next().unwrap_or_default().to_owned()
}
