//! The keys that work on every page, and never while an input method composes; and what each deed sends.

use egui::{Popup, Ui};

use crate::{
    app::{Command, Page},
    domain::IssueId,
    ui::{
        keys::{self, Deed, Place, Row, TABLE},
        manual::Chapter,
        view::ViewCtx,
        widgets::{is_composing, is_dialog_open},
    },
};

use super::{FrameDraft, palette::PaletteDraft, recent_list::RecentList};

/// The steps of the zoom, in percent.
const ZOOMS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

/// How far a notch of the wheel zooms by egui's reckoning, which spreads it over several frames.
const NOTCH: f32 = 0.15;

/// The zoom one step larger or smaller.
fn next_zoom(zoom: u16, larger: bool) -> u16 {
    if larger {
        ZOOMS.into_iter().find(|step| *step > zoom).unwrap_or(200)
    } else {
        let smaller = ZOOMS.into_iter().rev().find(|step| *step < zoom);
        smaller.unwrap_or(80)
    }
}

/// Takes the keys that were pressed and does what they ask for.
pub(super) fn work(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut FrameDraft) {
    wheel_zoom(ctx, ui, draft);
    keys::leave_to_input_method(ui);
    if is_composing(ui) {
        return;
    }
    let dialog = is_dialog_open(ui.ctx());
    if !dialog && !Popup::is_any_open(ui.ctx()) {
        draft.manual.escape(ui);
    }
    // Keys with Shift first: without it a chord also answers where Shift is held.
    let (with_shift, without): (Vec<&Row>, Vec<&Row>) =
        TABLE.iter().partition(|row| row.chords.iter().any(|chord| chord.held.shift));
    for row in with_shift.into_iter().chain(without) {
        if works_now(ctx, ui, row, dialog) && row.chords.iter().any(|chord| chord.pressed(ui)) {
            run(ctx, ui, row.deed, draft);
        }
    }
}

fn works_now(ctx: ViewCtx<'_>, ui: &Ui, row: &Row, dialog: bool) -> bool {
    let zooms = matches!(row.deed, Deed::ZoomIn | Deed::ZoomOut | Deed::ZoomReset);
    if dialog && !zooms {
        return false;
    }
    let ledger = ctx.app.document().is_some();
    match row.place {
        Place::Anywhere => true,
        Place::Ledger => ledger,
        // In a text field these keys take back what was typed, not what is in the ledger.
        Place::NotInText => ledger && !ui.ctx().text_edit_focused(),
        Place::Grid => false,
        Place::IssuePage => ledger && matches!(ctx.app.page(), Page::Issue(_)),
    }
}

/// Ctrl and the wheel: one step of the zoom for each notch.
fn wheel_zoom(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut FrameDraft) {
    let turned = ui.input(egui::InputState::zoom_delta);
    if (turned - 1.0).abs() < f32::EPSILON {
        return;
    }
    draft.wheel += turned.ln();
    if draft.wheel.abs() >= NOTCH {
        let larger = draft.wheel > 0.0;
        draft.wheel = 0.0;
        ctx.commands.send(Command::SetZoom(next_zoom(ctx.app.settings().zoom, larger)));
    }
}

/// Does what was chosen, by key, menu or palette.
#[expect(clippy::wildcard_enum_match_arm, reason = "what is no command of the window is one of the app")]
pub(super) fn run(ctx: ViewCtx<'_>, ui: &Ui, deed: Deed, draft: &mut FrameDraft) {
    match deed {
        Deed::Palette => draft.palette = Some(PaletteDraft::default()),
        Deed::Help => draft.manual.open(ui, Chapter::of_page(ctx.app.page(), ctx.app.document().is_some())),
        Deed::HelpKeys => draft.manual.open(ui, Chapter::Keys),
        Deed::Notices => draft.notices.open = true,
        Deed::Recent => draft.recent = Some(RecentList::default()),
        Deed::Identity => identity(ctx, ui),
        _ => {
            if let Some(command) = command_of(ctx, deed) {
                ctx.commands.send(command);
            }
            // A page or bar opens what it alone knows.
            if is_taken_up(deed) {
                keys::ask(ui.ctx(), deed);
            }
        }
    }
}

/// What a page or the grid does when it is asked through [`keys::ask`].
fn is_taken_up(deed: Deed) -> bool {
    matches!(
        deed,
        Deed::NewLedger
            | Deed::Search
            | Deed::HandOver
            | Deed::RegisterIssue
            | Deed::PasteTable
            | Deed::RegisterComplaint
            | Deed::RegisterCase
    ) || keys::place_of(deed) == Some(Place::Grid)
}

/// What a deed asks of the app; nothing where the window or the grid does it alone.
#[expect(clippy::wildcard_enum_match_arm, reason = "what a page or the grid does alone asks nothing of the app")]
fn command_of(ctx: ViewCtx<'_>, deed: Deed) -> Option<Command> {
    let settings = ctx.app.settings();
    Some(match deed {
        Deed::NewLedger => Command::Go(Page::Welcome),
        Deed::RegisterIssue | Deed::PasteTable => Command::Go(Page::Issues),
        Deed::RegisterComplaint | Deed::RegisterCase => Command::Go(Page::Complaints),
        Deed::OpenLedger => Command::AskOpen,
        Deed::OpenSample => Command::OpenSample,
        Deed::Save => Command::Save,
        Deed::SaveCopy => Command::AskSaveCopy,
        Deed::CloseLedger => Command::CloseLedger,
        Deed::Undo => Command::Undo,
        Deed::Redo => Command::Redo,
        Deed::Back => Command::Back,
        Deed::Go(page) => Command::Go(page),
        Deed::OverviewPicture => Command::AskOverviewPicture,
        Deed::ExportView => crate::ui::reports_page::export_view(ctx),
        Deed::ImportPlan => Command::Go(Page::Import),
        Deed::StopJob => Command::StopJob,
        Deed::NextIssue => Command::Neighbour(true),
        Deed::PreviousIssue => Command::Neighbour(false),
        Deed::ZoomIn => Command::SetZoom(next_zoom(settings.zoom, true)),
        Deed::ZoomOut => Command::SetZoom(next_zoom(settings.zoom, false)),
        Deed::ZoomReset => Command::SetZoom(100),
        Deed::TurnTheme => Command::SetTheme(keys::other_theme(settings.theme)),
        Deed::Quit => Command::Quit,
        _ => return None,
    })
}

/// Who sits here is changed in the settings of a ledger, or on the welcome page.
fn identity(ctx: ViewCtx<'_>, ui: &Ui) {
    if ctx.app.document().is_some() {
        ctx.commands.send(Command::Go(Page::Settings));
    } else {
        keys::ask(ui.ctx(), Deed::Identity);
    }
}

/// Shows an issue that was found.
pub(super) fn show_issue(ctx: ViewCtx<'_>, issue: IssueId) {
    ctx.commands.send(Command::Go(Page::Issue(issue)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zoom_goes_by_steps_and_stops_at_both_ends() {
        assert_eq!(next_zoom(100, true), 110, "larger");
        assert_eq!(next_zoom(117, false), 110, "from between");
        assert_eq!((next_zoom(200, true), next_zoom(80, false)), (200, 80), "the ends");
    }
}
