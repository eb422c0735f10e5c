//! Why something cannot be done now, in words.

use crate::{
    app::{Page, ThemeChoice},
    ui::{complaints_page, issues_page, view::ViewCtx, words},
};

use super::{Deed, Place, TABLE};

/// Why a deed cannot be done now; nothing where it can.
pub fn why_not(ctx: ViewCtx<'_>, deed: Deed) -> Option<String> {
    let app = ctx.app;
    if !app.identity().is_complete() && needs_identity(deed) {
        return Some(words::IDENTITY_FIRST.to_owned());
    }
    let place = TABLE.iter().find(|row| row.deed == deed).map(|row| row.place);
    let needs_ledger = matches!(place, Some(Place::Ledger | Place::NotInText | Place::IssuePage));
    if needs_ledger && app.document().is_none() {
        return Some(words::LEDGER_FIRST.to_owned());
    }
    if place == Some(Place::IssuePage) && !matches!(app.page(), Page::Issue(_)) {
        return Some(words::ISSUE_PAGE_ONLY.to_owned());
    }
    if place == Some(Place::Grid) && app.page() != Page::Issues {
        return Some(words::IN_THE_GRID.to_owned());
    }
    deed_refused(ctx, deed)
}

fn needs_identity(deed: Deed) -> bool {
    matches!(deed, Deed::NewLedger | Deed::OpenLedger | Deed::Recent | Deed::OpenSample | Deed::Identity)
}

fn deed_refused(ctx: ViewCtx<'_>, deed: Deed) -> Option<String> {
    let app = ctx.app;
    let read_only = || app.is_read_only().then(|| words::READ_ONLY_HINT.to_owned());
    let unless = |can: bool, why: &str| (!can).then(|| why.to_owned());
    match deed {
        Deed::Save | Deed::ImportPlan | Deed::PasteCells | Deed::FillDown | Deed::ClearCells => read_only(),
        Deed::RegisterIssue | Deed::PasteTable => read_only().or_else(|| issues_page::register_refusal(ctx)),
        Deed::RegisterComplaint => read_only().or_else(|| complaints_page::register_refusal(ctx)),
        Deed::RegisterCase => read_only().or_else(|| complaints_page::register_case_refusal(ctx)),
        Deed::Undo => read_only().or_else(|| {
            let cursor = app.document()?.undo_cursor(app.identity());
            unless(cursor.undo.is_some(), words::NOTHING_TO_UNDO)
        }),
        Deed::Redo => read_only().or_else(|| {
            let cursor = app.document()?.undo_cursor(app.identity());
            unless(cursor.redo.is_some(), words::NOTHING_TO_REDO)
        }),
        Deed::Back => unless(app.can_go_back(), words::NO_PAGE_BEFORE),
        Deed::Go(page) => unless(app.page() != page, words::PAGE_IS_HERE),
        Deed::ExportView => unless(!app.is_exporting(), words::reports::BUSY),
        Deed::StopJob => unless(app.can_stop(), words::NOTHING_RUNS),
        Deed::Recent => unless(!app.settings().recent.is_empty(), words::NO_RECENT),
        Deed::ZoomIn => unless(app.settings().zoom < 200, words::ZOOM_LARGEST),
        Deed::ZoomOut => unless(app.settings().zoom > 80, words::ZOOM_SMALLEST),
        Deed::ZoomReset => unless(app.settings().zoom != 100, words::ZOOM_USUAL),
        Deed::Palette
        | Deed::Help
        | Deed::HelpKeys
        | Deed::Notices
        | Deed::NewLedger
        | Deed::OpenLedger
        | Deed::OpenSample
        | Deed::SaveCopy
        | Deed::CloseLedger
        | Deed::Search
        | Deed::HandOver
        | Deed::NextIssue
        | Deed::PreviousIssue
        | Deed::TurnTheme
        | Deed::OverviewPicture
        | Deed::EditCell
        | Deed::OpenRow
        | Deed::CopyCells
        | Deed::SelectAll
        | Deed::Replace
        | Deed::Identity
        | Deed::Quit => None,
    }
}

/// The other of light and dark.
pub fn other_theme(theme: ThemeChoice) -> ThemeChoice {
    match theme {
        ThemeChoice::Light => ThemeChoice::Dark,
        ThemeChoice::Dark => ThemeChoice::Light,
    }
}
