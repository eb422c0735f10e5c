//! What may stand in a cell that is chosen rather than typed, and what of it the typed letters find.

use std::collections::BTreeMap;

use crate::{
    app::{
        Column,
        grid::{CellKind, Said, kind},
        rows::pinyin::matches_initials,
    },
    domain::{directory::Unit, ledger::Ledger, record::ScheduleRating},
    ui::words,
};

/// More lines than these are not drawn; the clerk types on.
const MOST: usize = 100;

/// One thing that may stand in a cell.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    pub(super) word: String,
    pub(super) aside: String,
    keys: Vec<String>,
    pub(super) said: Said,
}

impl Offer {
    fn new(word: &str, said: Said) -> Self {
        Self { word: word.to_owned(), aside: String::new(), keys: Vec::new(), said }
    }

    fn text(word: &str) -> Self {
        Self::new(word, Said::Text(word.to_owned()))
    }

    /// Another name that finds it.
    pub(super) fn keys(&self) -> &str {
        self.keys.first().map_or("", String::as_str)
    }

    /// 0 the word itself, then how near it is; nothing where it is not found.
    fn rank(&self, needle: &str) -> Option<u8> {
        let word = self.word.to_lowercase();
        if word == needle || self.keys.iter().any(|key| key == needle) {
            Some(0)
        } else if word.starts_with(needle) {
            Some(1)
        } else if word.contains(needle) || self.keys.iter().any(|key| key.to_lowercase().contains(needle)) {
            Some(2)
        } else if matches_initials(&self.word, needle) || self.keys.iter().any(|key| matches_initials(key, needle)) {
            Some(3)
        } else {
            None
        }
    }
}

/// What may be chosen in a column; nothing where it is only typed.
pub(super) fn offers(ledger: &Ledger, column: Column) -> Vec<Offer> {
    let directory = &ledger.directory;
    match kind(column) {
        Some(CellKind::Unit) => {
            let one = |unit: &Unit| of_unit(unit, Said::Unit(Some(unit.id)));
            directory.live_units().into_iter().map(one).collect()
        }
        Some(CellKind::Units) => {
            let one = |unit: &Unit| of_unit(unit, Said::Text(unit.fields.name.get().clone()));
            directory.live_units().into_iter().map(one).collect()
        }
        Some(CellKind::Person) => {
            let people = directory.live_people().into_iter().map(|person| {
                let unit = person.fields.unit.get().map_or("", |unit| directory.unit_name(unit));
                let aside = format!("{} {unit}", person.fields.post.get());
                let offer = Offer::new(person.fields.name.get(), Said::Person(Some(person.id)));
                Offer { aside: aside.trim().to_owned(), ..offer }
            });
            people.collect()
        }
        Some(CellKind::Inspection) => {
            let all = directory.live_inspections().into_iter();
            all.map(|it| Offer::new(it.fields.name.get(), Said::Inspection(it.id))).collect()
        }
        Some(CellKind::Rating) => {
            let all = ScheduleRating::ALL.into_iter();
            all.map(|it| Offer::new(words::issues_page::short_rating(it), Said::Rating(it))).collect()
        }
        Some(CellKind::Category) => directory.categories.iter().map(|it| Offer::text(it)).collect(),
        Some(CellKind::Usual) => usual(ledger, column),
        Some(CellKind::Text | CellKind::Deadline) | None => Vec::new(),
    }
}

fn of_unit(unit: &Unit, said: Said) -> Offer {
    let keys: Vec<_> = unit.aliases.iter().cloned().collect();
    let aside = keys.first().cloned().unwrap_or_default();
    Offer { aside, keys, ..Offer::new(unit.fields.name.get(), said) }
}

/// The texts other issues have in this column, the most frequent first.
fn usual(ledger: &Ledger, column: Column) -> Vec<Offer> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for issue in ledger.issues.values() {
        let text = column.text(issue).trim();
        if !text.is_empty() {
            *counts.entry(text).or_default() += 1;
        }
    }
    let mut all: Vec<_> = counts.into_iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all.into_iter().take(MOST).map(|(text, _)| Offer::text(text)).collect()
}

/// The places of what is found, the nearest first; everything while nothing is typed.
pub(super) fn found(offers: &[Offer], typed: Option<&str>) -> Vec<usize> {
    let Some(needle) = typed.map(|typed| typed.trim().to_lowercase()).filter(|it| !it.is_empty()) else {
        return (0..offers.len().min(MOST)).collect();
    };
    let ranked = offers.iter().enumerate().filter_map(|(n, offer)| Some((offer.rank(&needle)?, n)));
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, n)| n).take(MOST).collect()
}

/// The name being typed at the end of a list of names, and what stands before it.
pub(super) fn last_name(text: &str) -> (&str, &str) {
    let cut = text.char_indices().rev().find(|(_, c)| ['、', ',', '，', ';', '；'].contains(c));
    let at = cut.map_or(0, |(at, c)| at + c.len_utf8());
    text.split_at_checked(at).unwrap_or(("", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_comes_first_and_first_letters_find_it() {
        let offers = ["市生态环境局", "生态环境局分局", "市水利局"].map(Offer::text);
        assert_eq!(found(&offers, Some("生态环境局")), [1, 0], "the one that begins with it");
        assert_eq!(found(&offers, Some("slj")), [2], "by first letters");
        assert_eq!(found(&offers, None), [0, 1, 2], "all while nothing is typed");
        assert!(found(&offers, Some("林业")).is_empty(), "not there");
    }

    #[test]
    fn of_several_names_the_last_is_being_typed() {
        assert_eq!(last_name("市水利局、市住"), ("市水利局、", "市住"));
        assert_eq!(last_name("市住"), ("", "市住"));
    }
}
