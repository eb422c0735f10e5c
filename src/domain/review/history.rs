//! What the history itself has to say: ends, gaps, clocks.

use chrono::TimeDelta;

use super::Finding;
use crate::domain::{change::HeldPart, history::History};

/// Clocks of different computers may differ by so much without being mentioned.
const SLACK_MINUTES: i64 = 10;

/// Ends, gaps and clocks of the history.
pub(super) fn of_history(history: &History, found: &mut Vec<Finding>) {
    let heads = history.heads().len();
    if heads > 1 {
        found.push(Finding::SeveralHeads(heads));
    }
    let (mut hidden, mut erased) = (0, 0);
    let slack = TimeDelta::minutes(SLACK_MINUTES);
    for change in history.in_order() {
        for (_, held) in &change.parts {
            match held {
                HeldPart::Here(_) => {}
                HeldPart::Hidden => hidden += 1,
                HeldPart::Erased(_) => erased += 1,
            }
        }
        let parents = change.header.parents.iter().filter_map(|id| history.get(*id));
        let latest = parents.map(|parent| parent.header.typed_at).max();
        if let Some(before) = latest.filter(|latest| change.header.typed_at + slack < *latest) {
            found.push(Finding::ClocksDisagree { change: change.id, typed_at: change.header.typed_at, before });
        }
    }
    let counted = [
        (hidden, Finding::PartsHidden as fn(usize) -> Finding),
        (erased, Finding::PartsErased),
        (history.baselines().len(), Finding::Baselines),
        (history.missing_ancestors().len(), Finding::AncestorsMissing),
    ];
    found.extend(counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, finding)| finding(n)));
}
