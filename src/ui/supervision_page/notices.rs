//! Notices that were not lifted: answers due and overdue, the answer entered from here, the next level.

use egui::Ui;

use crate::{
    app::{
        Command, Page,
        documents::{DocumentOrder, Subject, WordForm},
        duty::NoticeRow,
    },
    domain::{IssueId, RecordId, ledger::Ledger, record::RecordBody},
    ui::{
        deed_rows::{DutyRow, RowAsk, rows_ui},
        documents, icon,
        issue_page::elsewhere::{self, IssueAsk},
        theme::Tone,
        view::ViewCtx,
        widgets::empty_note,
        words::{self, duty as says},
    },
};

use super::{SupervisionDraft, issue_row, notice::NoticeDialog};

pub(super) fn notices_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    draft: &mut SupervisionDraft,
    (ledger, waiting): (&Ledger, bool),
) {
    let notices = if waiting { &draft.lists.waiting } else { &draft.lists.notices };
    if notices.is_empty() {
        empty_note(ui, icon::TASK_ALT, if waiting { says::NOTHING_WAITS } else { says::NO_NOTICES });
        return;
    }
    let today = ctx.today();
    let make = |at| notices.get(at).map_or_else(DutyRow::default, |notice| row(ledger, notice, today));
    let asked = rows_ui(ui, "notices", notices.len(), make);
    let Some((notice, ask)) = asked.and_then(|(at, ask)| Some((notices.get(at)?.clone(), ask))) else {
        return;
    };
    match ask {
        RowAsk::Open | RowAsk::Mark(_) => ctx.commands.send(Command::Go(Page::Issue(notice.issue))),
        RowAsk::Deed(0) => print(ctx, vec![(notice.issue, notice.record)]),
        RowAsk::Deed(1) => {
            elsewhere::open(ctx, &mut draft.issue, notice.issue, IssueAsk::Answer(notice.record));
        }
        RowAsk::Deed(2) => draft.notice = NoticeDialog::escalate(ctx, ledger, &notice),
        RowAsk::Deed(_) => elsewhere::open(ctx, &mut draft.issue, notice.issue, IssueAsk::Lift(notice.record)),
    }
}

/// Asks where the papers of notices should go.
pub(super) fn print(ctx: ViewCtx<'_>, notices: Vec<(IssueId, RecordId)>) {
    if documents::busy(ctx).is_none() {
        let order = DocumentOrder::new(WordForm::SupervisionNotice, Subject::Notices(notices));
        ctx.commands.send(documents::ask(ctx, order));
    }
}

fn row(ledger: &Ledger, notice: &NoticeRow, today: chrono::NaiveDate) -> DutyRow {
    let scale = ledger.directory.fields.scale.get().as_ref();
    let level = words::level(scale, notice.level.as_str());
    let record = ledger.issue(notice.issue).and_then(|issue| issue.record(notice.record));
    let (number, demand) = match record.map(|record| &record.body) {
        Some(RecordBody::Notice(notice)) => (notice.number.as_str(), notice.demand.as_str()),
        Some(_) | None => ("", ""),
    };
    let tone = notice.waits_until.map_or(Tone::Neutral, |due| if due < today { Tone::Danger } else { Tone::Warn });
    let said = match notice.waits_until {
        Some(due) => words::supervision::answer_due(due, today),
        None if notice.answered => says::ANSWERED.to_owned(),
        None => says::NO_ANSWER_DUE.to_owned(),
    };
    let chip_tone = if notice.answered { Tone::Good } else { tone };
    DutyRow {
        note: says::notice_line(&words::supervision::notice(&level, notice.date, demand), number),
        chip: Some((said, chip_tone)),
        sign: Some((icon::MAIL, tone)),
        deeds: vec![words::documents::PRINT, says::ANSWER, says::ESCALATE, says::LIFT],
        ..issue_row(ledger, notice.issue)
    }
}
