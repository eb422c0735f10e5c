//! Progress lists (整改进展情况): which issue an item reports on, for which month, with which judgement.
//!
//! **Invariant:** the same list for the same month gives the same note, so taking it twice adds nothing.

use std::collections::BTreeMap;

use crate::{
    app::alike::agreement,
    domain::{
        InspectionId, IssueId, RecordId,
        issue::Issue,
        ledger::Ledger,
        numerals::{Scan, narrow, narrow_text},
        record::{Month, ProgressNote, ScheduleRating},
        rules::{Action, NewRecord},
    },
    exchange::plan::{PlanItem, PlanReport},
};

use super::choices::TargetInspection;

/// From this agreement of titles on, in percent, an item is taken to report on an issue.
const LIKE: usize = 60;

/// With the same number, this much is enough.
const LIKE_WITH_NUMBER: usize = 34;

/// Whether a report is a list of progress rather than a plan: most of its items tell how far things are, and none
/// says who does what.
pub(super) fn is_progress_list(report: &PlanReport) -> bool {
    let told = report.items.iter().filter(|item| tells_progress(item)).count();
    told > 0 && told * 2 >= report.items.len()
}

/// Whether an item tells how far its problem has come, and hands out no work.
pub(super) fn tells_progress(item: &PlanItem) -> bool {
    item.progress.is_some() && item.units.iter().all(|unit| unit.inherited)
}

/// The inspection whose issues a list reports on: the one most of its items are found in.
pub(super) fn inspection_of(report: &PlanReport, ledger: &Ledger) -> Option<TargetInspection> {
    let mut counts: BTreeMap<InspectionId, usize> = BTreeMap::new();
    for item in report.items.iter().filter(|item| tells_progress(item)) {
        if let Some(issue) = find(item, ledger.issues.values()) {
            *counts.entry(*issue.fields.inspection.get()).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(id, n)| (*n, std::cmp::Reverse(*id)));
    most.map(|(id, _)| TargetInspection::Existing(id))
}

/// The issue of this inspection an item reports on.
pub(super) fn issue_of(item: &PlanItem, inspection: InspectionId, ledger: &Ledger) -> Option<IssueId> {
    let issues = ledger.issues.values().filter(|issue| *issue.fields.inspection.get() == inspection);
    find(item, issues).map(|issue| issue.id)
}

fn find<'a, T: std::ops::Deref<Target = Issue> + 'a>(
    item: &PlanItem,
    issues: impl Iterator<Item = &'a T>,
) -> Option<&'a Issue> {
    let named = problem(&item.title);
    if named.is_empty() {
        return None;
    }
    let number = counted(&item.no);
    let of = |issue: &Issue| {
        let title = problem(issue.fields.title.get());
        let within = named.chars().count() >= 6
            && (title.contains(&named) || (!title.is_empty() && named.contains(&title)) || {
                let detail = plain(issue.fields.detail.get());
                detail.contains(&named)
            });
        let percent = if within { 100 } else { agreement(&named, &title) };
        let same_number = number.is_some() && number == last_count(issue.fields.number.get());
        let enough = if same_number { LIKE_WITH_NUMBER } else { LIKE };
        (percent >= enough).then_some((percent, same_number))
    };
    let found = issues.map(|issue| &**issue).filter(|issue| issue.is_present());
    let found = found.filter_map(|issue| Some((of(issue)?, issue)));
    found.max_by_key(|(rank, issue)| (*rank, std::cmp::Reverse(issue.id))).map(|(_, issue)| issue)
}

/// The words of a problem alone: 关于“某河水质不达标”的问题 is 某河水质不达标.
fn problem(title: &str) -> String {
    let plain = plain(title);
    let bare = plain.strip_prefix("关于").unwrap_or(&plain);
    let bare = bare.strip_suffix("问题").unwrap_or(bare);
    bare.strip_suffix('的').unwrap_or(bare).to_owned()
}

fn plain(text: &str) -> String {
    text.chars().map(narrow).filter(|c| c.is_alphanumeric()).collect()
}

/// The count in the number of an item: 三、 is 3.
fn counted(no: &str) -> Option<u32> {
    let chars: Vec<char> = no.chars().map(narrow).filter(|c| c.is_alphanumeric()).collect();
    Scan::new(&chars).number(0).map(|(count, _)| count)
}

/// The count at the end of an issue's number: S19-03 is 3.
fn last_count(number: &str) -> Option<u32> {
    let narrowed = narrow_text(number);
    let digits: String = narrowed.chars().rev().take_while(char::is_ascii_digit).collect();
    digits.chars().rev().collect::<String>().parse().ok()
}

/// The month a list reports on: the last one named before its first item or in its title.
pub(super) fn month_of(report: &PlanReport, opening: &str) -> Option<Month> {
    let title = report.title.as_deref().unwrap_or_default();
    let text = narrow_text(&format!("{opening}\n{title}"));
    let chars: Vec<char> = text.chars().collect();
    let scan = Scan::new(&chars);
    let mut found = None;
    for at in 0..chars.len() {
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        if before.is_some_and(char::is_ascii_digit) {
            continue;
        }
        let Some((year, end)) = scan.year(at) else { continue };
        let month = scan
            .word(end, "年")
            .and_then(|end| scan.number(end))
            .and_then(|(month, end)| scan.word(end, "月").map(|_| month));
        if let Some(month) = month.filter(|month| (1..=12).contains(month)) {
            found = Some(Month { year, month });
        }
    }
    found
}

/// The judgement the first words of a report give, where they give one.
pub fn rating_of(text: &str) -> Option<ScheduleRating> {
    const DONE: [&str; 8] =
        ["已完成", "已经完成", "完成整改", "已完成整改", "整改完成", "已整改完成", "已整改到位", "已完成并长期坚持"];
    let narrowed = narrow_text(text.trim());
    let first = narrowed.split([',', '。', ';', '\n', '(']).next().unwrap_or_default().trim();
    if DONE.contains(&first) {
        return Some(ScheduleRating::Finished);
    }
    let told = [
        ("未达到序时", ScheduleRating::Behind),
        ("滞后", ScheduleRating::Behind),
        ("超过序时", ScheduleRating::Ahead),
        ("超序时", ScheduleRating::Ahead),
        ("达到序时", ScheduleRating::OnSchedule),
        ("符合序时", ScheduleRating::OnSchedule),
        ("尚未启动", ScheduleRating::NotStarted),
        ("未启动", ScheduleRating::NotStarted),
    ];
    told.into_iter().find(|(words, _)| first.contains(words)).map(|(_, rating)| rating)
}

/// All an item says of its progress: the labelled words, and what is counted under them.
pub(super) fn words_of(item: &PlanItem) -> String {
    let mut text = item.progress.clone().unwrap_or_else(|| item.text.clone()).trim().to_owned();
    for measure in item.measures.iter().filter(|_| item.progress.is_some()) {
        let line = format!("{}{}", measure.no, measure.text);
        if !text.contains(&line) {
            text.push('\n');
            text.push_str(&line);
        }
    }
    text
}

/// The note an item becomes; nothing where the issue has it already.
pub(super) fn note(item: &PlanItem, issue: IssueId, month: Month, ledger: &Ledger) -> Option<Action> {
    let held = ledger.issue(issue)?;
    let text = words_of(item);
    let when = format!("{:04}-{:02}", month.year, month.month);
    let record = RecordId::derived(&[&issue.to_string(), "progress list", &when, &text]);
    if held.record(record).is_some() {
        return None;
    }
    let rating = rating_of(&text);
    let note = ProgressNote { month, rating, text, ..ProgressNote::default() };
    Some(Action::Append { issue, record, entry: NewRecord::Progress(note) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_give_the_judgement_and_a_part_done_gives_none() {
        let cases = [
            ("已完成。", Some(ScheduleRating::Finished)),
            ("已经完成，长期坚持。", Some(ScheduleRating::Finished)),
            ("已完成煤改电1200户，正在推进。", None),
            ("达到序时进度，正在推进。", Some(ScheduleRating::OnSchedule)),
            ("未达到序时进度", Some(ScheduleRating::Behind)),
            ("超过序时进度", Some(ScheduleRating::Ahead)),
            ("尚未启动", Some(ScheduleRating::NotStarted)),
            ("正在推进", None),
        ];
        for (text, rating) in cases {
            assert_eq!(rating_of(text), rating, "{text}");
        }
    }

    #[test]
    fn the_month_is_the_last_one_named_before_the_items() {
        let report = PlanReport::default();
        let month = month_of(&report, "根据2026年3月印发的方案，截至2026年8月底，进展如下：");
        assert_eq!(month, Some(Month { year: 2026, month: 8 }));
        assert_eq!(month_of(&report, "进展情况如下"), None, "not guessed");
    }

    #[test]
    fn a_problem_is_its_own_words() {
        assert_eq!(problem("关于“某河水质不达标”的问题。"), "某河水质不达标");
        assert_eq!((counted("三、"), counted("（12）"), counted("")), (Some(3), Some(12), None));
        assert_eq!((last_count("S19-03"), last_count("省督")), (Some(3), None));
    }
}
