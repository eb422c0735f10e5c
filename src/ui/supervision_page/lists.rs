//! The lists of the page, made of what is known of each issue whenever that changes.

use crate::{
    app::duty::{InstructionRow, NoticeRow, Urge},
    domain::{IssueId, supervision::SupervisionScale, time_status::TimeStatus},
};

/// What stands in the tabs.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Issues for which a level is suggested, the gravest first.
    pub suggested: Vec<IssueId>,
    /// Issues past their deadline.
    pub overdue: Vec<IssueId>,
    /// Issues due soon.
    pub due_soon: Vec<IssueId>,
    /// Notices that wait for an answer, the earliest day first.
    pub waiting: Vec<NoticeRow>,
    /// Notices not lifted, the newest first.
    pub notices: Vec<NoticeRow>,
    /// Instructions nothing has come of yet, the oldest first.
    pub instructions: Vec<InstructionRow>,
    /// Instructions something has come of, the newest first.
    pub followed: Vec<InstructionRow>,
}

impl Lists {
    /// Sorts everything known into lists.
    pub(super) fn of<'a>(urges: impl Iterator<Item = &'a Urge>, scale: Option<&SupervisionScale>) -> Self {
        let mut lists = Self::default();
        let (mut suggested, mut overdue, mut due_soon) = (Vec::new(), Vec::new(), Vec::new());
        for urge in urges {
            let left = days_left(urge.time);
            if let Some(suggestion) = &urge.suggestion {
                let rank = scale.and_then(|scale| scale.rank(&suggestion.level)).unwrap_or_default();
                suggested.push((std::cmp::Reverse(rank), left, urge.issue));
            }
            match urge.time {
                TimeStatus::Overdue(_) => overdue.push((left, urge.issue)),
                TimeStatus::DueSoon(_) => due_soon.push((left, urge.issue)),
                TimeStatus::Normal(_) | TimeStatus::NoDeadline | TimeStatus::Over => {}
            }
            lists.waiting.extend(urge.notices.iter().filter(|notice| notice.waits_until.is_some()).cloned());
            lists.notices.extend(urge.notices.iter().cloned());
            for row in &urge.instructions {
                let list = if row.outcome.is_some() { &mut lists.followed } else { &mut lists.instructions };
                list.push(row.clone());
            }
        }
        suggested.sort_unstable();
        overdue.sort_unstable();
        due_soon.sort_unstable();
        lists.suggested = suggested.into_iter().map(|(.., issue)| issue).collect();
        lists.overdue = overdue.into_iter().map(|(_, issue)| issue).collect();
        lists.due_soon = due_soon.into_iter().map(|(_, issue)| issue).collect();
        lists.waiting.sort_by_key(|notice| notice.waits_until);
        lists.notices.sort_by_key(|notice| std::cmp::Reverse(notice.date));
        lists.instructions.sort_by_key(|row| row.date);
        lists.followed.sort_by_key(|row| std::cmp::Reverse(row.outcome));
        lists
    }
}

fn days_left(time: TimeStatus) -> i64 {
    match time {
        TimeStatus::Overdue(late) => -late,
        TimeStatus::DueSoon(left) | TimeStatus::Normal(left) => left,
        TimeStatus::NoDeadline | TimeStatus::Over => i64::MAX,
    }
}
