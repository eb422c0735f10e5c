//! Two computers go on apart and meet again: two heads, a field they disagree about, two extensions.

use std::collections::BTreeSet;

use crate::{
    domain::{
        IssueId, RecordId,
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

/// The issue that both extended before, and for which one extension was chosen.
const CHOSEN: &str = "省督-08";

/// Lets both clerks work on copies of `content` and joins what they did.
pub(super) fn part_and_meet(content: LedgerContent, clock: Clock) -> Result<LedgerContent, NotWritten> {
    let mine = extend_and_dispute(content.clone(), Typist::Office, 60, clock)?;
    let theirs = extend_and_dispute(content, Typist::OfficeToo, 45, clock)?;
    join(mine, &theirs)
}

/// Both clerks extend one issue apart; when their copies meet, the first chooses.
pub(super) fn part_and_choose(content: LedgerContent, clock: Clock) -> Result<LedgerContent, NotWritten> {
    let day = office_day(clock.today, 1);
    let issue = issue_id(CHOSEN);
    let mine = begin(content.clone(), Typist::Office, at(clock, day, 100), "chosen");
    let mine = extend(mine, issue, (40, "chosen"))?;
    let theirs = begin(content, Typist::OfficeToo, at(clock, day, 101), "passed over");
    let theirs = extend(theirs, issue, (25, "passed over"))?;
    let met = join(mine.content, &theirs.content)?;
    let mut scribe = begin(met, Typist::Office, at(clock, day, 104), "choice");
    let (chosen, reason) = (extension_id(issue, "chosen"), "市领导小组会议纪要明确按四十天办理。".to_owned());
    let entry = NewRecord::ExtensionChosen { chosen, reason };
    scribe.act(Action::Append { issue, record: record_id(CHOSEN, "choice"), entry })?;
    Ok(scribe.content)
}

fn begin(content: LedgerContent, who: Typist, clock: Clock, seed: &str) -> Scribe {
    Scribe::new(content, identity(who), clock, Box::new(counted_ids(seed)))
}

fn extend(mut scribe: Scribe, issue: IssueId, (days, word): (i64, &str)) -> Result<Scribe, NotWritten> {
    let first = scribe.content.ledger.issue(issue).and_then(Issue::acting_date);
    let extension = Extension {
        new_date: first.map(|first| from_today(first, days)),
        reason: "设备到货延迟".to_owned(),
        approver: "市领导小组".to_owned(),
        document: format!("示整改组〔延〕{days} 号"),
        date: Some(scribe.clock.today),
        after: Vec::new(),
    };
    let record = extension_id(issue, word);
    scribe.act(Action::Append { issue, record, entry: NewRecord::Extension(extension) })?;
    Ok(scribe)
}

fn extension_id(issue: IssueId, word: &str) -> RecordId {
    RecordId::derived(&["sample", &issue.to_string(), word])
}

fn join(mut mine: LedgerContent, theirs: &LedgerContent) -> Result<LedgerContent, NotWritten> {
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

fn extend_and_dispute(
    content: LedgerContent,
    who: Typist,
    days: i64,
    clock: Clock,
) -> Result<LedgerContent, NotWritten> {
    let is_first = who == Typist::Office;
    let seed = if is_first { "one" } else { "other" };
    let clock = at(clock, office_day(clock.today, 1), if is_first { 110 } else { 112 });
    let mut scribe = begin(content, who, clock, seed);
    let named = if is_first { "裴东升" } else { "孔令芳" };
    let value = IssueValue::PersonInCharge(Some(person(named)));
    // Somebody else was in charge before, so that both really change it.
    scribe.act(Action::SetIssue { issue: issue_id(DISPUTED), value })?;
    Ok(extend(scribe, issue_id(EXTENDED), (days, seed))?.content)
}
