//! Looks at a ledger: its issues, one issue, the log, the counts.

use serde_json::{Value, json};

use crate::{
    app::issue_log::{issue_log, ledger_log},
    domain::{IssueId, facts::IssueFacts, issue::Issue, ledger::Ledger, numerals::searchable, stats::Stats},
};

use super::{
    Desk, Done, Exit, Stop,
    args::{LogArgs, ShowArgs, StatsArgs},
    json, list,
    open::open,
    words,
};

/// Fewer digits of an id than this could be a number on paper.
const MIN_PREFIX: usize = 4;

/// The issue meant by a number, an id or the beginning of one.
pub(super) fn find<'a>(ledger: &'a Ledger, meant: &str) -> Result<&'a Issue, Stop> {
    let meant = meant.trim();
    if let Some(issue) = meant.parse::<IssueId>().ok().and_then(|id| ledger.issue(id)) {
        return Ok(issue);
    }
    let by_number = |issue: &&Issue| issue.is_listed() && issue.fields.number.get() == meant;
    let plain = searchable(meant);
    // In full width, or in small letters.
    let by_plain_number = |issue: &&Issue| issue.is_listed() && searchable(issue.fields.number.get()) == plain;
    let by_prefix = |issue: &&Issue| {
        issue.is_listed() && meant.len() >= MIN_PREFIX && issue.id.to_string().starts_with(&meant.to_ascii_lowercase())
    };
    let all = || ledger.issues.values().map(AsRef::as_ref);
    let mut found: Vec<&Issue> = all().filter(by_number).collect();
    if found.is_empty() {
        found = all().filter(by_plain_number).collect();
    }
    if found.is_empty() {
        found = all().filter(by_prefix).collect();
    }
    match found.as_slice() {
        [] => Err(Stop::wrong_use(words::no_such_issue(meant))),
        [one] => Ok(one),
        several => Err(Stop::wrong_use(words::several_issues(meant, several))),
    }
}

pub(super) fn show(asked: &ShowArgs, desk: &mut Desk<'_>) -> Done {
    let today = desk.clock_on(asked.today).today;
    let content = open(&asked.file, desk)?.content;
    let ledger = &content.ledger;
    if let Some(meant) = &asked.issue {
        let issue = find(ledger, meant)?;
        let facts = IssueFacts::of(issue, &ledger.directory, today);
        if asked.json {
            desk.json(&json::whole(ledger, issue, &facts))?;
        } else {
            desk.line(&words::whole_issue(ledger, issue, &facts))?;
        }
        return Ok(Exit::Fine);
    }
    let mut listed: Vec<&Issue> = ledger.issues.values().map(AsRef::as_ref).filter(|it| it.is_listed()).collect();
    listed.sort_by_key(|issue| {
        let inspection = ledger.directory.inspections.get(issue.fields.inspection.get());
        (inspection.map(|it| it.added), issue.fields.number.get().clone(), issue.id)
    });
    let mut rows = Vec::new();
    for issue in listed {
        let facts = IssueFacts::of(issue, &ledger.directory, today);
        if asked.json {
            rows.push(json::summary(ledger, issue, &facts));
        } else {
            desk.line(&words::issue_line(ledger, issue, &facts))?;
        }
    }
    if asked.json {
        let title = ledger.directory.fields.title.get();
        desk.json(&json!({"title": title, "today": today.to_string(), "issues": rows}))?;
    }
    Ok(Exit::Fine)
}

pub(super) fn log(asked: &LogArgs, desk: &mut Desk<'_>) -> Done {
    let content = open(&asked.file, desk)?.content;
    let ledger = &content.ledger;
    let entries = match &asked.issue {
        Some(meant) => issue_log(&content.history, find(ledger, meant)?.id),
        None => ledger_log(&content.history, usize::MAX),
    };
    if asked.json {
        let changes: Vec<Value> = entries.iter().map(|entry| json::log_entry(ledger, entry)).collect();
        desk.json(&json!({"changes": changes}))?;
        return Ok(Exit::Fine);
    }
    for entry in &entries {
        desk.line(&words::log_entry(ledger, entry))?;
    }
    Ok(Exit::Fine)
}

pub(super) fn stats(asked: &StatsArgs, desk: &mut Desk<'_>) -> Done {
    let today = desk.clock_on(asked.today).today;
    let content = open(&asked.file, desk)?.content;
    let stats = Stats::of_ledger(&content.ledger, today);
    if asked.json {
        desk.json(&list::stats_json(&content.ledger, &stats, today))?;
    } else {
        desk.line(&words::stats(&content.ledger, &stats, today))?;
    }
    Ok(Exit::Fine)
}
