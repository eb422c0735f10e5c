//! Issues that may be about the same problem, by how much of their titles agree.

use std::collections::BTreeSet;

use crate::domain::{IssueId, issue::Issue, ledger::Ledger};

/// So much of two titles must agree, in percent, to be proposed.
const ENOUGH: usize = 34;

/// So many are proposed at most.
const MOST: usize = 5;

/// Pairs of neighbouring characters, signs left out.
fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let plain: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    plain.windows(2).filter_map(|two| Some((*two.first()?, *two.get(1)?))).collect()
}

/// How much two texts agree, in percent: pairs in common, twice, of all pairs.
pub fn agreement(one: &str, two: &str) -> usize {
    agree(&pairs(one), &pairs(two))
}

fn agree(one: &BTreeSet<(char, char)>, two: &BTreeSet<(char, char)>) -> usize {
    let all = one.len() + two.len();
    (one.intersection(two).count() * 200).checked_div(all).unwrap_or_default()
}

/// Issues of other inspections whose titles are like that of this one, the likest first.
///
/// What is linked already is left out.
pub fn alike(ledger: &Ledger, issue: &Issue) -> Vec<IssueId> {
    let title = pairs(issue.fields.title.get());
    let inspection = issue.fields.inspection.get();
    let others = ledger.issues.values().filter(|other| {
        other.id != issue.id
            && other.is_present()
            && other.fields.inspection.get() != inspection
            && !issue.related.contains(&other.id)
    });
    let mut found: Vec<_> = others
        .map(|other| (agree(&title, &pairs(other.fields.title.get())), other.id))
        .filter(|(percent, _)| *percent >= ENOUGH)
        .collect();
    found.sort_by_key(|(percent, id)| (std::cmp::Reverse(*percent), *id));
    found.into_iter().take(MOST).map(|(_, id)| id).collect()
}

/// The names likest to one, the likest first; only those that share something.
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let wanted = letters(name);
    let mut found: Vec<_> = names.map(|other| (near(&wanted, &letters(other)), other)).collect();
    found.retain(|(percent, _)| *percent >= ENOUGH);
    found.sort_by_key(|(percent, other)| (std::cmp::Reverse(*percent), *other));
    found.into_iter().take(most).map(|(_, other)| other).collect()
}

/// Single characters: names of units are short, and 市发改委 shares no pair with 市发展和改革委员会.
fn letters(text: &str) -> BTreeSet<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn near(one: &BTreeSet<char>, two: &BTreeSet<char>) -> usize {
    let least = one.len().min(two.len()).max(1);
    let common = one.intersection(two).count();
    // A short name inside a long one counts nearly as much as an equal one.
    let all = (one.len() + two.len()).max(1);
    usize::midpoint(common * 100 / least, common * 200 / all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ChangeId, InspectionId, LedgerId, Sha,
        edit::{IssueEdit, PartEdits, PartKey},
        issue::IssueValue,
    };

    fn ledger(titles: &[(u8, &str)]) -> Ledger {
        let mut ledger = Ledger::new(LedgerId(1));
        for (n, (inspection, title)) in titles.iter().enumerate() {
            let set = |value| IssueEdit::Set(value, Vec::new());
            let edits = vec![
                IssueEdit::Register,
                set(IssueValue::Inspection(InspectionId(u128::from(*inspection)))),
                set(IssueValue::Title((*title).to_owned())),
            ];
            let key = PartKey::Issue(IssueId(n as u128 + 1));
            ledger.apply(ChangeId(Sha([n as u8 + 1; 32])), key, &PartEdits::Issue(edits), 0);
        }
        ledger
    }

    #[test]
    fn the_same_problem_in_another_inspection_is_proposed() {
        let ledger = ledger(&[
            (1, "城区南渠、西沟两处黑臭水体返黑返臭"),
            (2, "南渠西沟黑臭水体返黑返臭，群众反映强烈"),
            (2, "建筑工地扬尘管控不到位"),
            (1, "城区南渠黑臭水体返黑返臭"),
        ]);
        let first = ledger.issue(IssueId(1)).unwrap();
        assert_eq!(alike(&ledger, first), [IssueId(2)], "not those of its own inspection");
    }

    #[test]
    fn the_nearest_names_of_units_come_first() {
        let names = ["市发展改革委", "市生态环境局", "市财政局", "清河县政府"];
        let near = |name| nearest(name, names.into_iter(), 2);
        assert_eq!(near("市发改委").first(), Some(&"市发展改革委"));
        assert_eq!(near("清河县人民政府").first(), Some(&"清河县政府"));
        assert_eq!(near("ABC"), [] as [&str; 0], "nothing in common");
    }
}
