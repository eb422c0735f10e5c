//! Lines on their way into a file: copied from the file before, or new text.

use std::io::{self, Write};

use crate::{
    domain::{change::PartText, edit::PartKey, ids::ChangeId},
    store::{
        Cause,
        checksum::end_line,
        ledger_kept::{KeptText, LineReader},
        record::Record,
        ron_string::push_string,
        ron_text::{RonTextError, push_raw, push_ron},
    },
};

/// The digits of a checksum and a line feed.
const SUM: usize = 17;

/// Where a stretch of lines is, from and up to which byte.
#[derive(Debug, Clone, Copy)]
enum Stretch {
    InFile(usize, usize),
    New(usize, usize),
}

/// Some lines in their order.
#[derive(Debug, Default)]
pub(super) struct Lines {
    stretches: Vec<Stretch>,
    /// What lines are copied from, once one was.
    file: Option<LineReader>,
    new: String,
    sums: Vec<u8>,
}

impl Lines {
    /// None as yet, with room for so many bytes of new text, if there is so much.
    pub(super) fn with_room(n_bytes: usize) -> Self {
        let mut new = String::new();
        if new.try_reserve(n_bytes).is_err() {
            log::info!("no {n_bytes} bytes at once: room for lines grows as they come");
        }
        Self { new, ..Self::default() }
    }

    /// Copies a line of the file.
    pub(super) fn copy(&mut self, file: &KeptText, line: usize) -> Result<(), Cause> {
        let reader = self.file.get_or_insert_with(|| file.reader());
        let range = reader.whole().and_then(|text| text.range(line));
        // A line that cannot be read any more must not be left out of the file.
        let bytes = reader.line(line).ok_or_else(|| io::Error::other("a line cannot be read back"))?;
        self.sums.extend(bytes.get(bytes.len().saturating_sub(SUM)..).unwrap_or_default());
        let Some((start, end)) = range else {
            let from = self.new.len();
            self.new.push_str(std::str::from_utf8(bytes).map_err(io::Error::other)?);
            self.is_new(from);
            return Ok(());
        };
        match self.stretches.last_mut() {
            Some(Stretch::InFile(_, last)) if *last == start => *last = end,
            Some(_) | None => self.stretches.push(Stretch::InFile(start, end)),
        }
        Ok(())
    }

    fn is_new(&mut self, start: usize) {
        let end = self.new.len();
        match self.stretches.last_mut() {
            Some(Stretch::New(_, last)) => *last = end,
            Some(Stretch::InFile(..)) | None => self.stretches.push(Stretch::New(start, end)),
        }
    }

    /// Adds a record.
    pub(super) fn record(&mut self, record: &Record) -> Result<(), Cause> {
        self.made(|text| push_ron(text, record))
    }

    /// Adds a part of a change, as its record is written: a ledger has more of them than of all others.
    pub(super) fn part(&mut self, change: ChangeId, key: PartKey, part: &PartText) -> Result<(), Cause> {
        self.made(|text| {
            text.push_str("Part(change:");
            push_ron(text, &change)?;
            text.push_str(",key:");
            push_ron(text, &key)?;
            text.push_str(",salt:");
            push_string(text, &part.salt);
            text.push_str(",body:");
            push_raw(text, &part.text)?;
            text.push(')');
            Ok(())
        })
    }

    /// Adds the header's bytes of a change, as their record is written.
    pub(super) fn header(&mut self, header: &str) -> Result<(), Cause> {
        self.made(|text| {
            text.push_str("Change(");
            push_raw(text, header)?;
            text.push(')');
            Ok(())
        })
    }

    /// Adds a record that `push` writes; nothing of it where it cannot be written.
    fn made(&mut self, push: impl FnOnce(&mut String) -> Result<(), RonTextError>) -> Result<(), Cause> {
        let start = self.new.len();
        if let Err(err) = push(&mut self.new) {
            self.new.truncate(start);
            return Err(err.into());
        }
        self.new.push(',');
        self.end(start);
        Ok(())
    }

    /// Adds a line with its checksum.
    pub(super) fn line(&mut self, text: &str) {
        let start = self.new.len();
        self.new.push_str(text);
        self.end(start);
    }

    fn end(&mut self, start: usize) {
        end_line(&mut self.new, start);
        self.sums.extend(self.new.as_bytes().get(self.new.len().saturating_sub(SUM)..).unwrap_or_default());
        self.is_new(start);
    }

    /// Takes the lines away and keeps their room: memory that was used before is at hand sooner.
    pub(super) fn clear(&mut self) {
        let Self { stretches, file, new, sums } = self;
        stretches.clear();
        *file = None;
        new.clear();
        sums.clear();
    }

    /// How many bytes of new text there is room for.
    pub(super) const fn room(&self) -> usize {
        self.new.capacity()
    }

    /// The digits of all checksums, each with a line feed.
    pub(super) fn sums(&self) -> &[u8] {
        &self.sums
    }

    /// How many bytes of new text they have, which is what they take of memory.
    pub(super) const fn n_new(&self) -> usize {
        self.new.len()
    }

    /// How many bytes they have.
    pub(super) fn n_bytes(&self) -> usize {
        let length = |stretch: &Stretch| match *stretch {
            Stretch::InFile(start, end) | Stretch::New(start, end) => end.saturating_sub(start),
        };
        self.stretches.iter().map(length).sum()
    }

    /// How many lines there are.
    pub(super) fn n_lines(&self) -> usize {
        self.sums.len() / SUM
    }

    /// Writes them.
    pub(super) fn write_to(&self, out: &mut dyn Write) -> io::Result<()> {
        let file = self.file.as_ref().and_then(LineReader::whole);
        for stretch in &self.stretches {
            let bytes = match *stretch {
                Stretch::InFile(start, end) => file.and_then(|file| file.bytes.get(start..end)),
                Stretch::New(start, end) => self.new.as_bytes().get(start..end),
            };
            out.write_all(bytes.unwrap_or_default())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{domain::ids::IssueId, store::raw::Raw};

    fn text_of(lines: &Lines) -> String {
        let mut text = Vec::new();
        lines.write_to(&mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn a_part_and_a_header_are_the_lines_their_records_are() {
        for (salt, text) in [("00ff", "Issue([])"), ("a\"b\\整\n", "r#\"整改\"#"), ("", "")] {
            let (salt, text): (Arc<str>, Arc<str>) = (salt.into(), text.into());
            let (change, key) = (ChangeId::default(), PartKey::Issue(IssueId(7)));
            let (mut by_hand, mut records) = (Lines::default(), Lines::default());
            by_hand.part(change, key, &PartText { salt: Arc::clone(&salt), text: Arc::clone(&text) }).unwrap();
            by_hand.header(&text).unwrap();
            records.record(&Record::Part { change, key, salt, body: Raw(Arc::clone(&text)) }).unwrap();
            records.record(&Record::Change(Raw(text))).unwrap();
            assert_eq!(text_of(&by_hand), text_of(&records));
            assert_eq!(by_hand.n_lines(), 2);
        }
    }

    #[test]
    fn what_would_break_its_line_leaves_nothing_of_itself() {
        let mut lines = Lines::default();
        lines.header("(整改)").unwrap();
        let before = text_of(&lines);
        let broken = PartText { salt: "".into(), text: "Issue([\n])".into() };
        assert!(lines.part(ChangeId::default(), PartKey::Directory, &broken).is_err());
        assert!(lines.header("(\r)").is_err());
        assert_eq!((text_of(&lines), lines.n_lines()), (before, 1));
    }
}
