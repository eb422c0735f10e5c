//! Which issue a row is: by its id, else inspection and number, else how much the texts agree.

use std::{cell::OnceCell, collections::BTreeMap};

use crate::{
    app::alike::agreement,
    domain::{InspectionId, IssueId, issue::Issue, ledger::Ledger},
};

/// From so much agreement on, in percent, a row may be an issue that is here.
const LIKE: usize = 60;

/// Equal numbers are trusted where texts agree at least so much, in percent.
const NOT_UNLIKE: usize = 35;

/// Pairs of characters that more issues than these share tell nothing apart.
const COMMON: usize = 2_000;

/// What was found for a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// It is this issue.
    Sure(IssueId),
    /// It may be one of these, the likest first, with percent of agreement.
    Unsure(Vec<(IssueId, usize)>),
    /// It is none.
    None,
}

/// Looks rows up among the issues of a ledger.
#[derive(Debug)]
pub struct Matcher<'a> {
    ledger: &'a Ledger,
    /// Made when it is first asked: a file of this very ledger says which issue each row is.
    tables: OnceCell<Tables<'a>>,
    pairs: BTreeMap<InspectionId, Pairs>,
}

/// The issues that stand by number and by text, each in order: lists take a third of the room of maps.
#[derive(Debug)]
struct Tables<'a> {
    by_number: Vec<Entry<'a>>,
    by_text: Vec<Entry<'a>>,
}

/// Inspection, number or text, and the issue.
type Entry<'a> = (InspectionId, &'a str, IssueId);

/// The entries of an inspection and a text.
fn entries<'t>(table: &'t [Entry<'t>], inspection: InspectionId, text: &str) -> &'t [Entry<'t>] {
    let first = table.partition_point(|(of, said, _)| (*of, *said) < (inspection, text));
    let last = table.partition_point(|(of, said, _)| (*of, *said) <= (inspection, text));
    table.get(first..last).unwrap_or_default()
}

/// The issues of an inspection by pairs of characters of their titles.
#[derive(Debug, Default)]
struct Pairs {
    issues: Vec<IssueId>,
    of: BTreeMap<(char, char), Vec<u32>>,
}

impl<'a> Matcher<'a> {
    /// Looks among the issues that stand.
    pub fn new(ledger: &'a Ledger) -> Self {
        Self { ledger, tables: OnceCell::new(), pairs: BTreeMap::new() }
    }

    fn tables(&self) -> &Tables<'a> {
        self.tables.get_or_init(|| Tables::of(self.ledger))
    }

    /// Finds the issue of a row.
    pub fn find(&mut self, inspection: InspectionId, number: &str, text: &str) -> Match {
        let (number, text) = (number.trim(), text.trim());
        if !number.is_empty() {
            let found = entries(&self.tables().by_number, inspection, number);
            if !found.is_empty() {
                return self.of_number(found, text);
            }
        }
        if let [(.., only)] = entries(&self.tables().by_text, inspection, text) {
            let other = self.ledger.issue(*only).map_or("", |issue| issue.fields.number.get().trim());
            let contradicts = !number.is_empty() && !other.is_empty() && number != other;
            return if contradicts { Match::Unsure(vec![(*only, 100)]) } else { Match::Sure(*only) };
        }
        let like = self.alike(inspection, text);
        if like.is_empty() { Match::None } else { Match::Unsure(like) }
    }

    fn of_number(&self, found: &[Entry<'_>], text: &str) -> Match {
        let mut like: Vec<(IssueId, usize)> =
            found.iter().filter_map(|(.., id)| Some((*id, likeness(self.ledger.issue(*id)?, text)))).collect();
        like.sort_by_key(|(id, percent)| (std::cmp::Reverse(*percent), *id));
        match like.as_slice() {
            [(only, percent)] if text.is_empty() || *percent >= NOT_UNLIKE => Match::Sure(*only),
            [(first, most), (_, next), ..] if *most >= LIKE && most - next >= 20 => Match::Sure(*first),
            _ => Match::Unsure(like.into_iter().take(5).collect()),
        }
    }

    fn alike(&mut self, inspection: InspectionId, text: &str) -> Vec<(IssueId, usize)> {
        let ledger = self.ledger;
        let pairs = self.pairs.entry(inspection).or_insert_with(|| Pairs::of(ledger, inspection));
        let mut shared: Vec<u32> = Vec::new();
        for pair in pairs_of(text) {
            shared.extend(pairs.of.get(&pair).filter(|issues| issues.len() <= COMMON).into_iter().flatten());
        }
        shared.sort_unstable();
        let mut counts: Vec<(usize, u32)> =
            shared.chunk_by(|a, b| a == b).filter_map(|run| Some((run.len(), *run.first()?))).collect();
        counts.sort_by_key(|(count, n)| (std::cmp::Reverse(*count), *n));
        let best = counts.into_iter().take(8).filter_map(|(_, n)| pairs.issues.get(n as usize));
        let mut like: Vec<(IssueId, usize)> = best
            .filter_map(|id| Some((*id, likeness(ledger.issue(*id)?, text))))
            .filter(|(_, percent)| *percent >= LIKE)
            .collect();
        like.sort_by_key(|(id, percent)| (std::cmp::Reverse(*percent), *id));
        like.truncate(5);
        like
    }
}

fn likeness(issue: &Issue, text: &str) -> usize {
    agreement(issue.fields.title.get(), text).max(agreement(issue.fields.detail.get(), text))
}

fn pairs_of(text: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).take(200).collect();
    let mut pairs: Vec<_> = letters.array_windows::<2>().map(|[a, b]| (*a, *b)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

impl<'a> Tables<'a> {
    fn of(ledger: &'a Ledger) -> Self {
        let mut tables = Self { by_number: Vec::new(), by_text: Vec::new() };
        for issue in ledger.issues.values().filter(|issue| issue.is_present()) {
            let inspection = *issue.fields.inspection.get();
            let number = issue.fields.number.get().trim();
            if !number.is_empty() {
                tables.by_number.push((inspection, number, issue.id));
            }
            let (title, detail) = (issue.fields.title.get().trim(), issue.fields.detail.get().trim());
            let texts = [title, detail].into_iter().filter(|text| !text.is_empty());
            tables.by_text.extend(texts.map(|text| (inspection, text, issue.id)));
        }
        tables.by_number.sort_unstable();
        tables.by_text.sort_unstable();
        tables.by_text.dedup();
        tables
    }
}

impl Pairs {
    fn of(ledger: &Ledger, inspection: InspectionId) -> Self {
        let mut pairs = Self::default();
        for issue in ledger.issues.values() {
            if !issue.is_present() || *issue.fields.inspection.get() != inspection {
                continue;
            }
            let place = pairs.issues.len() as u32;
            pairs.issues.push(issue.id);
            for pair in pairs_of(issue.fields.title.get()) {
                pairs.of.entry(pair).or_default().push(place);
            }
        }
        pairs
    }
}
