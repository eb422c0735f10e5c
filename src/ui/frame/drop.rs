//! Files dragged over the window: what dropping them would do is said while they hover, and done when they fall.

use std::path::{Path, PathBuf};

use egui::{Align2, Area, CornerRadius, Id, Order, Rect, Role, StrokeKind, Ui, vec2};

use crate::{
    app::{
        Command, DropCommand, Page,
        packages::PackageCommand,
        sheet_import::{SheetCommand, is_sheet_path},
    },
    ui::{
        icon,
        theme::{self, Tone, font, radius},
        view::ViewCtx,
        widgets::{glyph, is_dialog_open, name, silent_paragraph},
        words,
    },
};

/// What dropping a file would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drop {
    /// Opens a ledger.
    Open,
    /// Opens a ledger beside an open one, or asks where it is a copy of that one.
    Ask,
    /// Reads a plan into the open ledger.
    ReadPlan,
    /// Begins a new ledger with a plan.
    NewLedger,
    /// Adds evidence to the issue on the screen.
    Evidence,
    /// Looks at a package for taking in.
    TakeIn,
    /// Nothing: it is said what could be dropped.
    Nothing,
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// What a file means where the user is.
fn meaning(page: Page, ledger_is_open: bool, path: &Path) -> Drop {
    let ending = ending(path);
    let plan = ["docx", "txt", "md"].contains(&ending.as_str()) || (ledger_is_open && is_sheet_path(path));
    match page {
        // The page takes them up itself: a package, a supervisor's file, somebody's copy.
        Page::Exchange if ledger_is_open && ["zip", "age"].contains(&ending.as_str()) => Drop::TakeIn,
        _ if ledger_is_open && ending == "ron" => Drop::Ask,
        Page::Issue(_) if ending == "zip" => Drop::Evidence,
        _ if ["zip", "age"].contains(&ending.as_str()) => Drop::Open,
        _ if ["ron", "zst"].contains(&ending.as_str()) => Drop::Open,
        _ if !ledger_is_open => {
            if plan {
                Drop::NewLedger
            } else {
                Drop::Nothing
            }
        }
        // A Word file dropped on an issue is its report far more often than a plan.
        Page::Issue(_) => Drop::Evidence,
        Page::Welcome
        | Page::Overview
        | Page::Issues
        | Page::Supervision
        | Page::Closures
        | Page::Complaints
        | Page::Complaint(_)
        | Page::Case(_)
        | Page::Reports
        | Page::Exchange
        | Page::Import
        | Page::Review
        | Page::Settings => {
            if plan {
                Drop::ReadPlan
            } else {
                Drop::Nothing
            }
        }
    }
}

/// Says what a hovering file would do, and does what a dropped one asks for.
pub(super) fn drop_ui(ctx: ViewCtx<'_>, ui: &Ui) {
    let ledger = ctx.app.document().is_some();
    let page = ctx.app.page();
    let (hovered, dropped) = ui.input(|input| {
        let hovered: Vec<Option<PathBuf>> = input.raw.hovered_files.iter().map(|file| file.path.clone()).collect();
        let dropped: Vec<PathBuf> = input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect();
        (hovered, dropped)
    });
    if !hovered.is_empty() {
        let known: Vec<&PathBuf> = hovered.iter().flatten().collect();
        let what = known.first().map(|path| meaning(page, ledger, path));
        overlay_ui(ctx, ui, what, hovered.len());
    }
    let Some(first) = dropped.first() else {
        return;
    };
    // A dialog takes its own files, or none.
    if is_dialog_open(ui.ctx()) || !ctx.app.identity().is_complete() {
        return;
    }
    match meaning(page, ledger, first) {
        Drop::Open => ctx.commands.send(Command::Open(first.clone())),
        Drop::Ask => {
            ctx.commands.send(Command::Dropped(DropCommand::Dropped { files: dropped.clone(), target: None }));
        }
        Drop::ReadPlan if is_sheet_path(first) => {
            let sheets = dropped.iter().filter(|path| is_sheet_path(path)).cloned().collect();
            ctx.commands.send(Command::Sheets(SheetCommand::Read(sheets)));
        }
        Drop::ReadPlan => ctx.commands.send(Command::ReadPlan(first.clone())),
        // The pages take these up themselves.
        Drop::NewLedger | Drop::Evidence => {}
        Drop::TakeIn => ctx.commands.send(Command::Packages(PackageCommand::Look(dropped.clone()))),
        Drop::Nothing => ctx.commands.send(Command::RefuseFile(first.clone())),
    }
}

fn overlay_ui(ctx: ViewCtx<'_>, ui: &Ui, what: Option<Drop>, count: usize) {
    let says = match (what, ctx.app.page()) {
        (Some(Drop::Open), _) => words::DROP_OPENS.to_owned(),
        (Some(Drop::Ask), _) => words::DROP_ASKS.to_owned(),
        (Some(Drop::TakeIn), _) => words::DROP_TAKES.to_owned(),
        (Some(Drop::ReadPlan), _) => words::DROP_READS.to_owned(),
        (Some(Drop::NewLedger), _) => words::DROP_BEGINS.to_owned(),
        (Some(Drop::Evidence), Page::Issue(issue)) => words::drop_adds(ctx.ledger(), issue, count),
        (Some(Drop::Nothing), _) => words::DROP_NOTHING.to_owned(),
        (Some(Drop::Evidence) | None, _) => words::DROP_ANY.to_owned(),
    };
    let tone = if what == Some(Drop::Nothing) { Tone::Warn } else { Tone::Accent };
    let screen = ui.ctx().content_rect();
    let area = Area::new(Id::unique("drop overlay")).order(Order::Tooltip).fixed_pos(screen.min).interactable(false);
    area.show(ui.ctx(), |ui| {
        let t = theme::of(ui);
        let hue = t.hue(tone);
        let round = CornerRadius::same(radius::L);
        ui.painter().rect_filled(screen, 0, t.scrim);
        let card = Rect::from_center_size(screen.center(), vec2(460.0_f32.min(screen.width() - 48.0), 132.0));
        ui.painter().rect_filled(card, round, t.surface);
        ui.painter().rect_stroke(card, round, egui::Stroke::new(2.0, hue.ink), StrokeKind::Inside);
        let sign = Rect::from_min_size(card.min + vec2(0.0, 12.0), vec2(card.width(), 44.0));
        glyph(ui, sign, if tone == Tone::Warn { icon::BLOCK } else { icon::DOWNLOAD }, 32.0, hue.ink);
        name(ui, card, Role::Status, &says);
        let words_at = Rect::from_min_max(card.min + vec2(24.0, 62.0), card.max - vec2(24.0, 8.0));
        let high = crate::ui::widgets::paragraph_height(ui, words_at.width(), 2, &says, font::body());
        let wide = crate::ui::widgets::width_of(ui, &says, font::body()).min(words_at.width()) + 1.0;
        let place = Align2::CENTER_CENTER.align_size_within_rect(vec2(wide, high), words_at);
        silent_paragraph(ui, place, 2, &says, font::body(), t.text);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::IssueId;

    #[track_caller]
    fn check(page: Page, open: bool, path: &str, expected: Drop) {
        assert_eq!(meaning(page, open, Path::new(path)), expected, "{path} on {page:?}");
    }

    #[test]
    fn a_dropped_file_means_what_it_is_where_one_is() {
        let issue = Page::Issue(IssueId(1));
        check(Page::Welcome, false, "a.ron", Drop::Open);
        check(Page::Welcome, false, "方案.DOCX", Drop::NewLedger);
        check(Page::Welcome, false, "图.png", Drop::Nothing);
        check(Page::Issues, true, "方案.txt", Drop::ReadPlan);
        check(Page::Issues, true, "图.png", Drop::Nothing);
        check(Page::Exchange, true, "东城区.ron", Drop::Ask);
        check(issue, true, "图.png", Drop::Evidence);
        check(issue, true, "验收报告.docx", Drop::Evidence);
        check(issue, true, "另一本.RON", Drop::Ask);
        check(issue, true, "备份.zst", Drop::Open);
        check(issue, true, "资料.zip", Drop::Evidence);
    }
}
