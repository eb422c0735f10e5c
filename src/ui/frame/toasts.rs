//! Notices over the page: what is done goes by itself, what was refused or failed stays until it is put away.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use egui::Ui;

use crate::{
    app::{Command, Notice, NoticeKind},
    domain::rules::Refusal,
    ui::{
        view::ViewCtx,
        widgets::{ToastAsk, toast},
        words,
    },
};

/// How long a notice stays that only says what was done.
const STAYS: Duration = Duration::from_secs(5);

/// When each notice was first on the screen.
#[derive(Debug, Default)]
pub(super) struct Shown {
    since: BTreeMap<u64, Instant>,
}

/// Whether the notice goes by itself.
fn goes_by_itself(kind: &NoticeKind) -> bool {
    match kind {
        NoticeKind::Created(_)
        | NoticeKind::Saved
        | NoticeKind::CopySaved(_)
        | NoticeKind::TakenIn(_)
        | NoticeKind::Imported(_)
        | NoticeKind::EvidenceBack(_)
        | NoticeKind::EvidenceAdded(_) => true,
        NoticeKind::Refused(_)
        | NoticeKind::Failed(_)
        | NoticeKind::ReadOnly
        | NoticeKind::Recovered(_)
        | NoticeKind::TypedKept(_)
        | NoticeKind::NotOpened(..)
        | NoticeKind::Damaged(..)
        | NoticeKind::SettingsSetAside(_)
        | NoticeKind::OpenElsewhere(..)
        | NoticeKind::PlanNotRead(_)
        | NoticeKind::EvidenceMissing(_)
        | NoticeKind::EvidenceOther(_)
        | NoticeKind::EvidenceChanged(_)
        | NoticeKind::CannotDrop(_)
        | NoticeKind::JobFailed(_)
        // Its buttons are wanted for longer than it takes to read it.
        | NoticeKind::PictureSaved(_) => false,
    }
}

/// What can be done about it: the word, and the command.
fn deed(ctx: ViewCtx<'_>, kind: &NoticeKind) -> Option<(&'static str, Command)> {
    match kind {
        NoticeKind::Refused(Refusal::ClockDoubtful { .. }) => Some((words::CONFIRM_CLOCK, Command::ConfirmClock)),
        NoticeKind::ReadOnly | NoticeKind::Damaged(..) => Some((words::SAVE_COPY, Command::AskSaveCopy)),
        NoticeKind::Failed(_) if ctx.app.save_failed() => Some((words::SAVE_COPY, Command::AskSaveCopy)),
        NoticeKind::Imported(_) => Some((words::UNDO, Command::Undo)),
        NoticeKind::PictureSaved(path) => Some((words::OPEN_WRITTEN, Command::OpenWritten(path.clone()))),
        NoticeKind::Refused(_)
        | NoticeKind::Failed(_)
        | NoticeKind::Created(_)
        | NoticeKind::Saved
        | NoticeKind::CopySaved(_)
        | NoticeKind::Recovered(_)
        | NoticeKind::TypedKept(_)
        | NoticeKind::TakenIn(_)
        | NoticeKind::NotOpened(..)
        | NoticeKind::SettingsSetAside(_)
        | NoticeKind::OpenElsewhere(..)
        | NoticeKind::PlanNotRead(_)
        | NoticeKind::EvidenceAdded(_)
        | NoticeKind::EvidenceMissing(_)
        | NoticeKind::EvidenceBack(_)
        | NoticeKind::EvidenceOther(_)
        | NoticeKind::EvidenceChanged(_)
        | NoticeKind::CannotDrop(_)
        | NoticeKind::JobFailed(_) => None,
    }
}

/// What else can be done about it.
fn second_deed(kind: &NoticeKind) -> Option<(&'static str, Command)> {
    if let NoticeKind::PictureSaved(path) = kind {
        return Some((words::SHOW_WRITTEN, Command::ShowWritten(path.clone())));
    }
    None
}

/// Shows the newest notice and puts away those whose time is over.
pub(super) fn toasts_ui(ctx: ViewCtx<'_>, ui: &Ui, shown: &mut Shown) {
    let notices = ctx.app.notices();
    shown.since.retain(|number, _| notices.iter().any(|notice| notice.number == *number));
    let Some(newest) = notices.last() else {
        return;
    };
    let now = ctx.clock().instant;
    for notice in notices {
        let since = *shown.since.entry(notice.number).or_insert(now);
        let over = goes_by_itself(&notice.kind) && now.saturating_duration_since(since) >= STAYS;
        // A refusal speaks of the last try: the ones before it have nothing to say any more.
        let stale = notice.number != newest.number && matches!(notice.kind, NoticeKind::Refused(_));
        if over || stale {
            ctx.commands.send(Command::Dismiss(notice.number));
        }
    }
    if notices.iter().any(|notice| goes_by_itself(&notice.kind)) {
        ui.ctx().request_repaint_after(Duration::from_millis(500));
    }
    notice_ui(ctx, ui, newest, notices.len());
}

fn notice_ui(ctx: ViewCtx<'_>, ui: &Ui, notice: &Notice, waiting: usize) {
    let (tone, mut sentence) = words::notice(ctx.ledger(), &notice.kind);
    if waiting > 1 {
        sentence.push_str(&words::more_notices(waiting - 1));
    }
    let deeds: Vec<_> = deed(ctx, &notice.kind).into_iter().chain(second_deed(&notice.kind)).collect();
    let known: Vec<_> = deeds.iter().map(|(word, _)| *word).collect();
    match toast(ui.ctx(), tone, &sentence, &known) {
        Some(ToastAsk::Act(n)) => {
            if let Some((_, command)) = deeds.into_iter().nth(n) {
                ctx.commands.send(command);
            }
            ctx.commands.send(Command::Dismiss(notice.number));
        }
        Some(ToastAsk::Dismiss) => ctx.commands.send(Command::Dismiss(notice.number)),
        None => {}
    }
}
