//! First letters of the short fields of an issue, two bytes a character, and looking for typed letters in them.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::domain::{
    UnitId,
    directory::Directory,
    issue::{Issue, UnitRole},
};

use super::{
    pinyin::{Letters, letters, typed_letters},
    signs::signs_of_sets,
};

/// A character by the letters it may stand for, as a place in the list of all such sets. Zero parts two fields.
pub(super) type Letter = u16;

/// Every set of letters that a character of the common planes may stand for.
struct Alphabet {
    sets: Vec<Letters>,
    places: BTreeMap<Letters, Letter>,
    /// The place of each character from the first Chinese one to the last.
    han: Vec<Letter>,
}

const HAN: std::ops::RangeInclusive<char> = '\u{3400}'..='\u{9fff}';

static ALPHABET: LazyLock<Alphabet> = LazyLock::new(|| {
    let mut alphabet = Alphabet { sets: vec![0], places: BTreeMap::from([(0, 0)]), han: Vec::new() };
    for c in ('0'..='9').chain('a'..='z') {
        alphabet.place(letters(c));
    }
    alphabet.han = HAN.map(|c| alphabet.place(letters(c))).collect();
    alphabet
});

impl Alphabet {
    fn place(&mut self, set: Letters) -> Letter {
        let next = self.sets.len() as Letter;
        let place = *self.places.entry(set).or_insert(next);
        if place == next {
            self.sets.push(set);
        }
        place
    }

    fn of(&self, c: char) -> Letter {
        let from = u32::from(*HAN.start());
        let han = u32::from(c).checked_sub(from).and_then(|at| self.han.get(at as usize));
        han.copied().unwrap_or_else(|| self.places.get(&letters(c)).copied().unwrap_or_default())
    }
}

/// Adds the letters of number, title, units and people, field by field.
pub(super) fn issue_letters(all: &mut Vec<Letter>, issue: &Issue, directory: &Directory) {
    let mut add = |text: &str| {
        all.extend(text.chars().map(|c| ALPHABET.of(c)).filter(|letter| *letter != 0));
        all.push(0);
    };
    let f = &issue.fields;
    add(f.number.get());
    add(f.title.get());
    let leads = f.lead_unit.get().iter();
    let others = issue.units(UnitRole::CoLead).iter().chain(issue.units(UnitRole::Cooperating).iter());
    let units = leads.chain(others).chain(f.supervising_unit.get()).chain(f.accepting_unit.get());
    units.for_each(|unit: &UnitId| add(directory.unit_name(*unit)));
    let people = f.person_in_charge.get().iter().chain(f.leader_in_charge.get());
    people.for_each(|person| add(directory.person_name(*person)));
}

/// The signs of letters that stand side by side.
pub(super) fn signs_of_letters(letters: &[Letter]) -> impl Iterator<Item = usize> {
    signs_of_sets(letters.iter().map(|letter| ALPHABET.sets.get(usize::from(*letter)).copied().unwrap_or_default()))
}

/// Typed letters, ready to be looked for: for each set of letters, the places of what was typed that it fits.
pub(super) struct LetterSearch {
    fits: Vec<u64>,
    last: u64,
    signs: Vec<usize>,
}

impl LetterSearch {
    /// `None` where something else than letters was typed, or more than anybody types.
    pub(super) fn of(typed: &str) -> Option<Self> {
        let wanted = typed_letters(typed).filter(|wanted| wanted.len() <= 64)?;
        let fits = |set: &Letters| {
            let fitting = wanted.iter().enumerate().filter(|(_, letter)| set & **letter != 0);
            fitting.fold(0, |fits, (n, _)| fits | 1 << n)
        };
        let signs = signs_of_sets(wanted.iter().copied()).collect();
        Some(Self { fits: ALPHABET.sets.iter().map(fits).collect(), last: 1 << (wanted.len() - 1), signs })
    }

    /// What a text that has the letters has at least.
    pub(super) fn signs(&self) -> &[usize] {
        &self.signs
    }

    /// Whether the letters stand somewhere side by side: one step a character (Shift-And).
    pub(super) fn occurs_in(&self, text: &[Letter]) -> bool {
        let mut under_way = 0;
        text.iter().any(|letter| {
            let fits = self.fits.get(usize::from(*letter)).copied().unwrap_or_default();
            under_way = (under_way << 1 | 1) & fits;
            under_way & self.last != 0
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::rows::{pinyin::matches_initials, signs::Signs};

    fn of(text: &str) -> Vec<Letter> {
        text.chars().map(|c| ALPHABET.of(c)).filter(|letter| *letter != 0).collect()
    }

    proptest! {
        #[test]
        fn letters_are_found_as_they_are_in_a_single_text(text in "[重行长县局A1， ]{0,9}", typed in "[a-z1]{1,3}") {
            let found = LetterSearch::of(&typed).unwrap().occurs_in(&of(&text));
            prop_assert_eq!(found, matches_initials(&text, &typed));
        }

        #[test]
        fn a_text_with_the_letters_is_never_passed_by(text in "[重行长县局A1， ]{0,9}", typed in "[a-z1]{1,3}") {
            let (search, letters) = (LetterSearch::of(&typed).unwrap(), of(&text));
            let mut signs = Signs::of_letters(1);
            signs.set(0, signs_of_letters(&letters));
            let may = signs.places(search.signs()).has(0);
            prop_assert!(may || !search.occurs_in(&letters));
            prop_assert!(typed.len() > 2 || may == search.occurs_in(&letters), "a letter and a pair stand for themselves");
        }
    }

    #[test]
    fn letters_do_not_reach_from_one_field_into_the_next() {
        let mut all = of("横山");
        all.push(0);
        all.extend(of("县"));
        assert!(LetterSearch::of("hs").unwrap().occurs_in(&all));
        assert!(!LetterSearch::of("hsx").unwrap().occurs_in(&all));
    }
}
