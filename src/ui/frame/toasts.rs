//! Notices over the page: what is done goes by itself, what was refused or failed stays until it is put away.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use egui::Ui;

use crate::{
    app::{
        Command, CopyNotice, Notice, NoticeKind, Page, RowQuery,
        documents::DocumentNotice,
        told::{Deed, Whereabouts},
    },
    domain::rules::Refusal,
    ui::{
        documents,
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

/// What can be done about it: the word, and the command.
#[expect(clippy::wildcard_enum_match_arm, reason = "most notices leave nothing to do")]
fn deed(ctx: ViewCtx<'_>, kind: &NoticeKind) -> Option<(&'static str, Command)> {
    match kind {
        NoticeKind::Refused(Refusal::ClockDoubtful { .. }) => Some((words::CONFIRM_CLOCK, Command::ConfirmClock)),
        NoticeKind::ReadOnly | NoticeKind::Damaged(..) => Some((words::SAVE_COPY, Command::AskSaveCopy)),
        NoticeKind::Failed(_) if ctx.app.save_failed() => Some((words::SAVE_COPY, Command::AskSaveCopy)),
        NoticeKind::Imported(_) => Some((words::UNDO, Command::Undo)),
        // Later, undo would take back something else.
        NoticeKind::Done(done) if done.revision == ctx.app.revision() => Some((words::UNDO, Command::Undo)),
        NoticeKind::TakenBack(back) => look_at(ctx, &back.place).map(|command| (words::SHOW_PLACE, command)),
        NoticeKind::PictureSaved(path) | NoticeKind::TextSaved(path) | NoticeKind::Exported(path, _) => {
            Some((words::OPEN_WRITTEN, Command::OpenWritten(path.clone())))
        }
        NoticeKind::Copies(CopyNotice::Lacking(_)) => Some((words::merge::SHOW_LACKING, Command::MergeLacking)),
        NoticeKind::Copies(CopyNotice::CopiesBeside(_)) if ctx.app.page() != Page::Exchange => {
            Some((words::merge::TO_EXCHANGE, Command::Go(Page::Exchange)))
        }
        NoticeKind::Copies(CopyNotice::Merged(_)) if ctx.app.merge_to_take_back().is_some() => {
            Some((words::merge::UNDO_MERGE, Command::UndoMerge))
        }
        NoticeKind::Documents(DocumentNotice::Written(path, _)) if is_file(path) => {
            Some((words::documents::OPEN_FILE, Command::OpenWritten(path.clone())))
        }
        NoticeKind::Documents(DocumentNotice::Written(path, _) | DocumentNotice::Templates(path, ..)) => {
            Some((words::SHOW_WRITTEN, Command::OpenWritten(path.clone())))
        }
        NoticeKind::Documents(DocumentNotice::PublicCopy(path)) => {
            Some((words::SHOW_WRITTEN, Command::ShowWritten(path.clone())))
        }
        NoticeKind::CopyFirst { .. } => Some((words::put_off_not_done(true), Command::ForgetPutOff)),
        NoticeKind::EvidenceFirst(quits) => Some((words::put_off_not_done(*quits), Command::ForgetPutOff)),
        NoticeKind::AlreadyOpen(path) => Some((words::computer::LOOK_ONLY, Command::OpenReadOnly(path.clone()))),
        _ => None,
    }
}

/// What shows the place where something was taken back; nothing where it is in sight.
fn look_at(ctx: ViewCtx<'_>, place: &Whereabouts) -> Option<Command> {
    let page = match place {
        Whereabouts::Issue(id) => Page::Issue(*id),
        Whereabouts::Issues(_) if ctx.app.page() == Page::Issues => return None,
        Whereabouts::Issues(ids) => return Some(Command::ShowRows(RowQuery::among(ids.iter().copied()))),
        Whereabouts::Complaint(id) => Page::Complaint(*id),
        Whereabouts::Case(id) => Page::Case(*id),
        Whereabouts::Views => Page::Issues,
        Whereabouts::Settings => Page::Settings,
    };
    (page != ctx.app.page()).then_some(Command::Go(page))
}

/// What else can be done about it.
fn second_deed(ctx: ViewCtx<'_>, kind: &NoticeKind) -> Option<(&'static str, Command)> {
    if let NoticeKind::Done(done) = kind
        && matches!(done.what, Deed::Issued(_))
        && done.revision == ctx.app.revision()
    {
        return documents::print_issued(ctx).map(|command| (words::documents::PRINT_NOTICE, command));
    }
    if let NoticeKind::CopyFirst { stops: false } = kind {
        return Some((words::exchange::STOP_COPY, Command::StopCopy));
    }
    if let NoticeKind::PictureSaved(path) | NoticeKind::Exported(path, _) = kind {
        return Some((words::SHOW_WRITTEN, Command::ShowWritten(path.clone())));
    }
    if let NoticeKind::Documents(DocumentNotice::Written(path, _)) = kind
        && is_file(path)
    {
        return Some((words::SHOW_WRITTEN, Command::ShowWritten(path.clone())));
    }
    None
}

/// One file was written; several go into a folder, which is named itself.
fn is_file(path: &std::path::Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"))
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
        let over = notice.kind.passes() && now.saturating_duration_since(since) >= STAYS;
        let stale = notice.number != newest.number && notice.kind.is_of_the_moment();
        if over || stale {
            ctx.commands.send(Command::Dismiss(notice.number));
        }
    }
    if notices.iter().any(|notice| notice.kind.passes()) {
        ui.ctx().request_repaint_after(Duration::from_millis(500));
    }
    notice_ui(ctx, ui, newest, notices.len());
}

fn notice_ui(ctx: ViewCtx<'_>, ui: &Ui, notice: &Notice, waiting: usize) {
    let (tone, mut sentence) = words::notice(ctx.ledger(), &notice.kind);
    if waiting > 1 {
        sentence.push_str(&words::more_notices(waiting - 1));
    }
    let deeds: Vec<_> = deed(ctx, &notice.kind).into_iter().chain(second_deed(ctx, &notice.kind)).collect();
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
