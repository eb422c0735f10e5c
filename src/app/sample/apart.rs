//! Two computers go on apart and meet again: two heads, a field they disagree about, two extensions.

use std::collections::BTreeSet;

use crate::{
    domain::{
        issue::{Issue, IssueValue},
        record::Extension,
        rules::{Action, NewRecord},
    },
    store::{codec::RonParts, ledger_write::LedgerContent},
};

use super::{
    super::{
        identity::Clock,
        scribe::{NotWritten, Scribe},
    },
    at,
    calendar::{from_today, office_day},
    counted_ids,
    directory::person,
    identity,
    story::{Typist, issue_id, record_id},
};

/// The issue whose person in charge they disagree about.
const DISPUTED: &str = "回头看-05";

/// The issue that both extend.
const EXTENDED: &str = "回头看-01";

/// Lets both clerks work on copies of `content` and joins what they did.
pub(super) fn part_and_meet(content: LedgerContent, clock: Clock) -> Result<LedgerContent, NotWritten> {
    let mut mine = content.clone();
    let mut theirs = content;
    for (copy, who, days) in [(&mut mine, Typist::Office, 60), (&mut theirs, Typist::OfficeToo, 45)] {
        let taken = std::mem::take(copy);
        *copy = work(taken, who, days, clock)?;
    }
    let mut touched = BTreeSet::new();
    for change in theirs.history.in_order() {
        if mine.history.insert(change.clone())? {
            touched.extend(change.parts.iter().map(|(key, _)| *key));
        }
    }
    for key in touched {
        mine.history.fold_subject(&mut mine.ledger, key, &RonParts);
    }
    Ok(mine)
}

fn work(content: LedgerContent, who: Typist, days: i64, clock: Clock) -> Result<LedgerContent, NotWritten> {
    let day = office_day(clock.today, 1);
    let is_first = who == Typist::Office;
    let seed = if is_first { "one" } else { "other" };
    let ids = counted_ids(seed);
    let clock = at(clock, day, if is_first { 110 } else { 112 });
    let mut scribe = Scribe::new(content, identity(who), clock, Box::new(ids));
    let named = if is_first { "裴东升" } else { "孔令芳" };
    let value = IssueValue::PersonInCharge(Some(person(named)));
    // Somebody else was in charge before, so that both really change it.
    scribe.act(Action::SetIssue { issue: issue_id(DISPUTED), value })?;
    let issue = issue_id(EXTENDED);
    let first = scribe.content.ledger.issue(issue).and_then(Issue::acting_date);
    let extension = Extension {
        new_date: first.map(|first| from_today(first, days)),
        reason: "设备到货延迟".to_owned(),
        approver: "市领导小组".to_owned(),
        document: format!("示整改组〔延〕{days} 号"),
        date: Some(day),
        after: Vec::new(),
    };
    let record = record_id(EXTENDED, seed);
    scribe.act(Action::Append { issue, record, entry: NewRecord::Extension(extension) })?;
    Ok(scribe.content)
}
