//! Every text of every issue, searched as the clerk types: words anywhere, first letters in the short fields.
//!
//! **Invariant:** a search that begins from the hits of a shorter query finds what a search of everything finds.

use std::collections::BTreeMap;

use memchr::memmem::Finder;
use rayon::prelude::*;

use crate::domain::{directory::Directory, issue::Issue};

use super::{
    initials::{Letter, LetterSearch, issue_letters, signs_of_letters},
    signs::{Signs, text_signs, word_signs},
    table::Slot,
    text::search_text,
};

/// So many issues stand in one piece of text.
const PIECE: usize = 512;

/// After so many edits the texts are put together anew.
const MOST_CHANGED: usize = 5_000;

/// The texts of neighbouring slots in one piece.
#[derive(Debug, Default)]
struct Piece {
    text: String,
    ends: Vec<usize>,
    signs: Signs,
    letters: Vec<Letter>,
    letter_ends: Vec<usize>,
    letter_signs: Signs,
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
    signs: Vec<usize>,
    letters: Option<LetterSearch>,
}

impl<'a> Word<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, finder: Finder::new(text.as_bytes()), signs: word_signs(text), letters: LetterSearch::of(text) }
    }
}

fn span<'a, T>(all: &'a [T], ends: &[usize], at: usize) -> &'a [T] {
    let start = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default();
    let end = ends.get(at).copied().unwrap_or(start);
    all.get(start..end).unwrap_or_default()
}

impl Piece {
    /// Of one issue that was changed: its text is read whenever it is asked for.
    fn of_changed(issue: &Issue, directory: &Directory) -> Self {
        let mut piece = Self::default();
        piece.add(issue, directory);
        piece
    }

    fn of(slots: &[Slot], directory: &Directory) -> Self {
        let (signs, letter_signs) = (Signs::of_texts(slots.len()), Signs::of_letters(slots.len()));
        let mut piece = Self { signs, letter_signs, ..Self::default() };
        for slot in slots {
            piece.add(&slot.issue, directory);
        }
        piece
    }

    fn add(&mut self, issue: &Issue, directory: &Directory) {
        let (at, start, first) = (self.ends.len(), self.text.len(), self.letters.len());
        search_text(&mut self.text, issue, directory);
        self.signs.set(at, text_signs(self.text.get(start..).unwrap_or_default()));
        self.ends.push(self.text.len());
        issue_letters(&mut self.letters, issue, directory);
        self.letter_signs.set(at, signs_of_letters(self.letters.get(first..).unwrap_or_default()));
        self.letter_ends.push(self.letters.len());
    }

    /// Leaves of the issues that are hits those that have the word.
    fn keep(&self, hits: &mut [bool], word: &Word<'_>) {
        let may = self.signs.places(&word.signs);
        let letters = word.letters.as_ref().map(|search| (search, self.letter_signs.places(search.signs())));
        for (at, hit) in hits.iter_mut().enumerate().filter(|(_, hit)| **hit) {
            *hit =
                letters.as_ref().is_some_and(|(it, may_by_letters)| may_by_letters.has(at) && self.has_letters(at, it))
                    || (may.has(at) && word.finder.find(span(self.text.as_bytes(), &self.ends, at)).is_some());
        }
    }

    fn has_letters(&self, at: usize, search: &LetterSearch) -> bool {
        search.occurs_in(span(&self.letters, &self.letter_ends, at))
    }
}

impl Texts {
    pub(super) fn of(slots: &[Slot], directory: &Directory) -> Self {
        let pieces = slots.par_chunks(PIECE).map(|slots| Piece::of(slots, directory)).collect();
        Self { pieces, n: slots.len(), changed: BTreeMap::new() }
    }

    /// Reads the texts of a slot again. False where so much was changed that all should be read anew.
    #[must_use]
    pub(super) fn change(&mut self, slot: u32, issue: &Issue, directory: &Directory) -> bool {
        self.n = self.n.max(slot as usize + 1);
        self.changed.insert(slot, Piece::of_changed(issue, directory));
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
                for word in &asked {
                    piece.keep(hits, word);
                }
            }
        });
        let had = |slot: u32| before.is_none_or(|hits| hits.has(slot));
        let changed = self.changed.par_iter().map(|(slot, piece)| {
            let mut hit = [had(*slot) && !is_stopped()];
            for word in &asked {
                piece.keep(&mut hit, word);
            }
            (*slot, hit)
        });
        for (slot, hit) in changed.collect::<Vec<_>>() {
            slots.iter_mut().skip(slot as usize).zip(hit).for_each(|(slot, hit)| *slot = hit);
        }
        (!is_stopped()).then_some(Hits { words, slots })
    }
}
