//! The draft of a public notice (公示稿): tasks with their goals and what was done, how long, whom to ask.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record it looks for one")]

use crate::domain::{issue::Issue, record::RecordBody};

use super::{
    super::{fields::Fields, words},
    desk::Desk,
    issue::issue_fields,
};

/// The values of a notice about one or several issues.
pub fn publicity_fields(desk: &Desk<'_>, issues: &[&Issue]) -> Fields {
    let tasks: Vec<Fields> = issues
        .iter()
        .enumerate()
        .map(|(n, issue)| issue_fields(desk, issue).text("序号", (n + 1).to_string()))
        .collect();
    let first = |name: &str| tasks.iter().map(|task| task.words(name)).find(|text| !text.is_empty()).map(str::to_owned);
    let days = first("公示天数").unwrap_or_default();
    let span = issues.iter().find_map(|issue| span(issue)).unwrap_or_default();
    let publisher = issues.first().map(|issue| desk.unit(*issue.fields.lead_unit.get())).unwrap_or_default();
    let contact = if desk.details.contact_unit.is_empty() { desk.office() } else { &desk.details.contact_unit };
    let title = issues.first().map(|issue| desk.inspection(*issue.fields.inspection.get()).0).unwrap_or_default();
    desk.common()
        .text("批次", title)
        .text("公示单位", if publisher.is_empty() { desk.office() } else { publisher })
        .text("公示天数", days)
        .text("公示时间", span)
        .text("公示媒体", first("公示媒体").unwrap_or_default())
        .text("联系单位", contact)
        .text("任务数", tasks.len().to_string())
        .flag("多项", tasks.len() > 1)
        .list("任务", tasks)
}

fn span(issue: &Issue) -> Option<String> {
    let publicity = issue.live_records().rev().find_map(|record| match &record.body {
        RecordBody::Publicity(it) => Some(it),
        _ => None,
    })?;
    let from = publicity.from.map(words::day)?;
    Some(match publicity.to {
        Some(to) => format!("{from}至{}", words::day(to)),
        None => from,
    })
}
