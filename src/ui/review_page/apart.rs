//! What copies did apart and a person puts together: ratings, step records, rounds, late records, presence.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind of record")]

use egui::Ui;

use crate::{
    domain::{
        IssueId, RecordId, RoundId,
        directory::DirectoryItem,
        issue::{Issue, IssueItem},
        ledger::Ledger,
        record::RecordBody,
        review::Finding,
        rules::{Action, NewRecord},
    },
    ui::{view::ViewCtx, words},
};

use super::choice_line;

/// Two ratings of a month: the one that holds is entered again and corrects the others.
pub(super) fn ratings_ui(ctx: ViewCtx<'_>, ui: &mut Ui, issue: &Issue, records: &[RecordId]) {
    for record in records {
        let Some(RecordBody::Progress(note)) = issue.record(*record).map(|it| &it.body) else {
            continue;
        };
        let corrects = records.iter().filter(|other| *other != record).map(|other| Action::Append {
            issue: issue.id,
            record: RecordId::default(),
            entry: NewRecord::Progress(crate::domain::record::ProgressNote { corrects: Some(*other), ..note.clone() }),
        });
        // Each needs an id of its own, which is given only when it is sent; one is enough to be asked about.
        let all: Vec<_> = corrects.collect();
        let action = match <[Action; 1]>::try_from(all) {
            Ok([only]) => only,
            Err(many) => Action::Batch(many).with_ids(&mut crate::app::random_id),
        };
        let rating = note.rating.map(words::rating).unwrap_or_default();
        let said = format!("{rating} {} {}", entered(ctx, issue, *record), words::cut(&note.text, 30));
        choice_line(ctx, ui, said.trim(), words::review::THIS_ONE, action);
    }
}

/// Who typed a record, and when.
fn entered(ctx: ViewCtx<'_>, issue: &Issue, record: RecordId) -> String {
    let change = issue.record(record).and_then(|it| issue.change_of(it.at));
    let header = change.and_then(|change| ctx.app.history()?.get(change)).map(|change| &change.header);
    header.map(|it| words::review::entered(&it.author, &it.unit, it.typed_at)).unwrap_or_default()
}

fn withdraw(issue: IssueId, record: RecordId, reason: &str) -> Action {
    Action::Withdraw { issue, item: IssueItem::Record(record), reason: reason.to_owned() }
}

/// Step records that contradict each other: of the last ones one stands, what was made apart from it goes.
pub(super) fn steps_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, issue): (&Ledger, &Issue), round: RoundId) {
    let Some(round) = issue.rounds.iter().find(|it| it.id == round) else {
        return;
    };
    for tip in issue.standing(round).tips {
        let apart = issue.made_apart_from(round.id, tip);
        let all = apart.iter().map(|record| withdraw(issue.id, *record, words::review::NOT_CHOSEN));
        let said = record_line(ctx, ledger, issue, tip);
        choice_line(ctx, ui, &said, words::review::THIS_ONE, Action::Batch(all.collect()));
    }
}

fn record_line(ctx: ViewCtx<'_>, ledger: &Ledger, issue: &Issue, record: RecordId) -> String {
    let body = issue.record(record).map(|it| &it.body);
    let said = body.map(|body| format!("{} {}", words::record_kind(body), words::record_line(ledger, body)));
    format!("{}，{}", said.unwrap_or_default(), entered(ctx, issue, record))
}

/// Records that came for a filed round: kept and moving nothing, or withdrawn.
pub(super) fn late_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, issue): (&Ledger, &Issue), records: &[RecordId]) {
    for record in records {
        let said = record_line(ctx, ledger, issue, *record);
        let action = withdraw(issue.id, *record, words::review::CAME_LATE);
        choice_line(ctx, ui, &said, words::review::WITHDRAW_RECORD, action);
    }
}

/// Rounds opened apart: one of them goes.
pub(super) fn rounds_ui(ctx: ViewCtx<'_>, ui: &mut Ui, issue: &Issue) {
    for (n, round) in issue.live_rounds().into_iter().enumerate() {
        if issue.standing(round).filed.is_some() {
            continue;
        }
        let said = words::review::round(n + 1, issue.steps_of(round.id).len());
        let (item, reason) = (IssueItem::Round(round.id), words::review::ROUND_APART.to_owned());
        choice_line(ctx, ui, &said, words::review::WITHDRAW_ROUND, Action::Withdraw { issue: issue.id, item, reason });
    }
}

/// One copy withdrew it, another went on: bringing it back or withdrawing it settles that.
pub(super) fn presence_actions(finding: &Finding) -> Option<(Action, Action)> {
    let reason = words::review::SETTLED.to_owned();
    Some(match finding {
        Finding::PresenceConflict { issue, item } => {
            let (issue, item) = (*issue, *item);
            (Action::Restore { issue, item }, Action::Withdraw { issue, item, reason })
        }
        Finding::ComplaintPresence(id) => {
            let complaint = *id;
            (Action::RestoreComplaint { complaint }, Action::WithdrawComplaint { complaint, reason })
        }
        Finding::CasePresence(id) => (Action::RestoreCase { case: *id }, Action::WithdrawCase { case: *id, reason }),
        Finding::EntryPresence(item) => {
            let item: DirectoryItem = *item;
            (Action::RestoreEntry { item }, Action::WithdrawEntry { item, reason })
        }
        _ => return None,
    })
}
