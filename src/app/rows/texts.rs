//! Every text of every issue, searched as the clerk types: words anywhere, first letters in the short fields.
//!
//! **Invariant:** a search that begins from the hits of a shorter query finds what a search of everything finds.

use std::collections::BTreeMap;

use memchr::memmem::Finder;
use rayon::prelude::*;

use crate::domain::{directory::Directory, issue::Issue};

use super::{
    initials::{Letter, LetterSearch, issue_letters},
    table::Slot,
    text::search_text,
};

/// So many issues stand in one piece of text.
const PIECE: usize = 512;

/// After so many edits the texts are put together anew.
const MOST_CHANGED: usize = 5_000;

/// So many words of 64 bits say which characters an issue's text may have. A text of 300 different characters sets a
/// quarter of these bits, so three of four texts without a rare character are passed by unread.
const SIGNS: usize = 16;

/// Which characters a text may have: a bit for each, by a hash.
type Signs = [u64; SIGNS];

/// The word and the bit of a character.
fn sign(c: char) -> (usize, u64) {
    // The upper bits of a multiplication by the golden ratio spread neighbouring code points.
    let hash = u32::from(c).wrapping_mul(0x9e37_79b1) >> 22;
    (hash as usize / 64, 1 << (hash % 64))
}

fn signs(text: &str) -> Signs {
    let mut signs = [0; SIGNS];
    for (at, bit) in text.chars().map(sign) {
        if let Some(word) = signs.get_mut(at) {
            *word |= bit;
        }
    }
    signs
}

/// The texts of neighbouring slots in one piece.
#[derive(Debug, Default)]
struct Piece {
    text: String,
    ends: Vec<usize>,
    signs: Vec<Signs>,
    letters: Vec<Letter>,
    letter_ends: Vec<usize>,
}

/// The texts of all slots.
#[derive(Debug)]
pub(super) struct Texts {
    pieces: Vec<Piece>,
    n: usize,
    changed: BTreeMap<u32, Piece>,
}

/// The slots in which all words of a query occur.
#[derive(Debug, Default)]
pub(super) struct Hits {
    words: Vec<String>,
    slots: Vec<bool>,
}

impl Hits {
    pub(super) fn has(&self, slot: u32) -> bool {
        self.slots.get(slot as usize).copied().unwrap_or_default()
    }

    /// Whether whatever has the words of `other` was found here already.
    fn covers(&self, words: &[String], n: usize) -> bool {
        self.slots.len() == n && self.words.iter().all(|old| words.iter().any(|new| new.contains(old.as_str())))
    }
}

/// A word to be found: as it is written, or as first letters.
struct Word<'a> {
    text: &'a str,
    finder: Finder<'a>,
    signs: Signs,
    letters: Option<LetterSearch>,
}

impl<'a> Word<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, finder: Finder::new(text.as_bytes()), signs: signs(text), letters: LetterSearch::of(text) }
    }
}

fn span<'a, T>(all: &'a [T], ends: &[usize], at: usize) -> &'a [T] {
    let start = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default();
    let end = ends.get(at).copied().unwrap_or(start);
    all.get(start..end).unwrap_or_default()
}

impl Piece {
    fn add(&mut self, issue: &Issue, directory: &Directory) {
        let start = self.text.len();
        search_text(&mut self.text, issue, directory);
        self.signs.push(signs(self.text.get(start..).unwrap_or_default()));
        self.ends.push(self.text.len());
        issue_letters(&mut self.letters, issue, directory);
        self.letter_ends.push(self.letters.len());
    }

    /// Whether the issue at this place has the word.
    fn has(&self, at: usize, word: &Word<'_>) -> bool {
        let may = self
            .signs
            .get(at)
            .is_some_and(|signs| signs.iter().zip(&word.signs).all(|(has, asked)| has & asked == *asked));
        (may && word.finder.find(span(self.text.as_bytes(), &self.ends, at)).is_some()) || self.has_letters(at, word)
    }

    fn has_letters(&self, at: usize, word: &Word<'_>) -> bool {
        word.letters.as_ref().is_some_and(|search| search.occurs_in(span(&self.letters, &self.letter_ends, at)))
    }
}

impl Texts {
    pub(super) fn of(slots: &[Slot], directory: &Directory) -> Self {
        let piece = |slots: &[Slot]| {
            let mut piece = Piece::default();
            for slot in slots {
                piece.add(&slot.issue, directory);
            }
            piece
        };
        Self { pieces: slots.par_chunks(PIECE).map(piece).collect(), n: slots.len(), changed: BTreeMap::new() }
    }

    /// Reads the texts of a slot again. False where so much was changed that all should be read anew.
    #[must_use]
    pub(super) fn change(&mut self, slot: u32, issue: &Issue, directory: &Directory) -> bool {
        let mut piece = Piece::default();
        piece.add(issue, directory);
        self.n = self.n.max(slot as usize + 1);
        self.changed.insert(slot, piece);
        self.changed.len() <= MOST_CHANGED
    }

    /// Finds the slots that have every word, beginning from earlier hits where those cover them. `None`: stopped.
    pub(super) fn search(
        &self,
        words: Vec<String>,
        before: Option<&Hits>,
        is_stopped: &(dyn Fn() -> bool + Sync),
    ) -> Option<Hits> {
        let before = before.filter(|hits| hits.covers(&words, self.n));
        let mut asked: Vec<_> = words.iter().map(|word| Word::of(word)).collect();
        // What was found before need not be looked for again; the longest word leaves the fewest for the others.
        asked.retain(|word| !before.is_some_and(|hits| hits.words.iter().any(|old| old == word.text)));
        asked.sort_by_key(|word| std::cmp::Reverse(word.text.len()));
        let mut slots = before.map_or_else(|| vec![true; self.n], |hits| hits.slots.clone());
        slots.par_chunks_mut(PIECE).zip(self.pieces.par_iter()).for_each(|(hits, piece)| {
            if !is_stopped() {
                find_in(piece, hits, &asked);
            }
        });
        for (slot, piece) in &self.changed {
            let had = before.is_none_or(|hits| hits.has(*slot));
            let has = had && asked.iter().all(|word| piece.has(0, word));
            slots.iter_mut().skip(*slot as usize).take(1).for_each(|hit| *hit = has);
        }
        (!is_stopped()).then_some(Hits { words, slots })
    }
}

fn find_in(piece: &Piece, hits: &mut [bool], asked: &[Word<'_>]) {
    for word in asked {
        for (at, hit) in hits.iter_mut().enumerate().filter(|(_, hit)| **hit) {
            *hit = piece.has(at, word);
        }
    }
}
