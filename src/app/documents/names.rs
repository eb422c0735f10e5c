//! Names of files that Windows takes, made of what a document is about.

use chrono::NaiveDate;

use crate::{
    domain::ledger::Ledger,
    exchange::word::{forms::WordForm, words},
};

use super::{DocumentOrder, Subject};

/// Characters of a title that go into a name.
const TITLE: usize = 20;
/// Characters of a name.
const LONGEST: usize = 80;
/// Names Windows keeps for devices.
const DEVICES: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2",
    "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// A text as a name Windows takes: without its forbidden signs, not too long, no device, no dot or blank at the end.
pub(super) fn clean(text: &str) -> String {
    let forbidden = |c: char| c.is_control() || matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let kept: String = text.chars().map(|c| if forbidden(c) { ' ' } else { c }).collect();
    let joined = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = joined.chars().take(LONGEST).collect();
    let name = short.trim_matches(['.', ' ']).to_owned();
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    if name.is_empty() || DEVICES.contains(&stem.as_str()) { format!("_{name}") } else { name }
}

/// The name of one document, without its ending.
pub fn document_name(ledger: &Ledger, form: WordForm, subject: &Subject) -> String {
    let about = match subject {
        Subject::Notices(notices) => notices.first().map(|(issue, notice)| {
            let issue = ledger.issue(*issue);
            let found = issue.and_then(|issue| issue.notices().into_iter().find(|state| state.id == *notice));
            let number = found.map(|state| state.notice.number.clone()).unwrap_or_default();
            let number = if number.trim().is_empty() { String::new() } else { format!("{number}_") };
            format!("{number}{}", issue.map(about_issue).unwrap_or_default())
        }),
        Subject::Issues(issues) => issues.first().and_then(|issue| ledger.issue(*issue)).map(about_issue),
        Subject::Month(month) => Some(words::month(*month)),
        Subject::Ledger => Some(ledger.directory.fields.title.get().clone()),
        Subject::Merge(receipt) => Some(receipt.merged_at.clone()),
    };
    clean(&format!("{}_{}", form.name(), about.unwrap_or_default()))
}

fn about_issue(issue: &crate::domain::issue::Issue) -> String {
    let title: String = issue.fields.title.get().chars().take(TITLE).collect();
    format!("{} {title}", issue.fields.number.get())
}

/// The name proposed for the file of an order, with its ending.
pub(super) fn file_name(ledger: &Ledger, order: &DocumentOrder, today: NaiveDate) -> String {
    let public = if order.public { crate::exchange::public::SUFFIX } else { "" };
    let stem = match order.subject.count() {
        0 | 1 => document_name(ledger, order.form, &order.subject),
        n => clean(&words::several(order.form, n, today)),
    };
    format!("{stem}{public}.docx")
}

/// A name with its ending and, from the second on, a number.
pub(super) fn numbered(stem: &str, number: usize) -> String {
    if number <= 1 { format!("{stem}.docx") } else { format!("{stem} ({number}).docx") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_such_as_windows_takes() {
        assert_eq!(clean("督办单_3/4:“渗滤液”?*.\u{7}"), "督办单_3 4 “渗滤液”");
        assert_eq!(clean("con"), "_con");
        assert_eq!(clean("COM1.txt"), "_COM1.txt");
        assert_eq!(clean(" .. "), "_");
        assert_eq!(clean(&"长".repeat(200)).chars().count(), 80);
        assert_eq!(numbered("a", 1), "a.docx");
        assert_eq!(numbered("a", 3), "a (3).docx");
    }
}
