//! What the history itself has to say: ends, gaps, clocks.

use chrono::TimeDelta;

use super::Finding;
use crate::domain::{gaps::EarlyChange, history::History};

/// Clocks of different computers may differ by so much without being mentioned.
const SLACK_MINUTES: i64 = 10;

/// Ends, gaps and clocks of the history.
pub(super) fn of_history(history: &History, found: &mut Vec<Finding>) {
    let heads = history.heads().len();
    if heads > 1 {
        found.push(Finding::SeveralHeads(heads));
    }
    let (hidden, erased) = history.gaps();
    let slack = TimeDelta::minutes(SLACK_MINUTES);
    for EarlyChange { change, typed_at, before } in history.early() {
        if typed_at + slack < before {
            found.push(Finding::ClocksDisagree { change, typed_at, before });
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
