//! How much room the shared texts of an .xls take: many cells may show one long text, and the reader copies it for each.

use super::compound::{u16_at, u32_at};

/// The text of the table that is gone through: what is left of a record, and the records that continue it.
struct Rest<'a> {
    now: &'a [u8],
    more: std::slice::Iter<'a, &'a [u8]>,
}

/// The bytes each text of the table takes in memory at most; `None` where the table is broken.
///
/// `records` are the data of the table's own record and of those that continue it.
pub(super) fn sizes(records: &[&[u8]]) -> Option<Vec<u32>> {
    let (first, more) = records.split_first()?;
    let mut rest = Rest { now: first.get(8..)?, more: more.iter() };
    let mut sizes = Vec::new();
    while !rest.now.is_empty() || rest.goes_on() {
        sizes.push(rest.text()?);
    }
    Some(sizes)
}

impl Rest<'_> {
    /// On to the next record.
    fn goes_on(&mut self) -> bool {
        let next = self.more.next();
        self.now = next.copied().unwrap_or_default();
        next.is_some()
    }

    fn step(&mut self, n_bytes: usize) -> Option<()> {
        self.now = self.now.get(n_bytes..)?;
        Some(())
    }

    /// Goes over so many bytes, whatever records they lie in.
    fn skip(&mut self, n_bytes: usize) -> Option<()> {
        let mut left = n_bytes;
        while left > 0 {
            if self.now.is_empty() && !self.goes_on() {
                return None;
            }
            let step = left.min(self.now.len());
            self.step(step)?;
            left -= step;
        }
        Some(())
    }

    /// Goes over one text: its length, flags, what else comes with it, its characters, and that.
    fn text(&mut self) -> Option<u32> {
        if self.now.is_empty() {
            return Some(0);
        }
        let (n_chars, flags) = (usize::from(u16_at(self.now, 0)?), *self.now.get(2)?);
        self.step(3)?;
        let mut behind = 0;
        if flags & 8 != 0 {
            behind += 4 * usize::from(u16_at(self.now, 0)?);
            self.step(2)?;
        }
        if flags & 4 != 0 {
            behind += u32_at(self.now, 0)? as usize;
            self.step(4)?;
        }
        let size = self.chars(n_chars, flags & 1 != 0)?;
        self.skip(behind)?;
        Some(size)
    }

    /// Goes over characters of one or two bytes; each record that continues them says anew which.
    fn chars(&mut self, n_chars: usize, is_wide: bool) -> Option<u32> {
        let (mut left, mut is_wide, mut size) = (n_chars, is_wide, 0);
        while left > 0 {
            let (each, in_memory) = if is_wide { (2, 3) } else { (1, 2) };
            let step = left.min(self.now.len() / each);
            self.step(step * each)?;
            size += step * in_memory;
            left -= step;
            if left > 0 {
                if !self.goes_on() {
                    return None;
                }
                is_wide = *self.now.first()? & 1 != 0;
                self.step(1)?;
            }
        }
        u32::try_from(size).ok()
    }
}
