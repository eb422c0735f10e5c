//! Files dragged over the window: what dropping them would do is said while they hover, and done when they fall.

use std::path::{Path, PathBuf};

use egui::{Align2, Area, CornerRadius, Id, Order, Rect, Role, StrokeKind, Ui, vec2};

use crate::{
    app::{Command, DropCommand, DropMeaning, Page, may_bring_issues, sheet_import::is_sheet_path},
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
    /// Reads a spreadsheet into the open ledger.
    ReadTable,
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
    let plan = ["docx", "txt", "md"].contains(&ending.as_str());
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
            } else if is_sheet_path(path) {
                Drop::ReadTable
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
        overlay_ui(ctx, ui, what.zip(known.first().copied()), hovered.len());
    }
    let Some(first) = dropped.first() else {
        return;
    };
    // A dialog takes its own files, or none.
    if is_dialog_open(ui.ctx()) || !ctx.app.identity().is_complete() {
        return;
    }
    let known = |meaning| Command::Dropped(DropCommand::Known { files: dropped.clone(), meaning });
    match meaning(page, ledger, first) {
        Drop::Open => ctx.commands.send(known(DropMeaning::Open)),
        Drop::Ask => {
            ctx.commands.send(Command::Dropped(DropCommand::Dropped { files: dropped.clone(), target: None }));
        }
        Drop::ReadPlan | Drop::ReadTable => ctx.commands.send(known(DropMeaning::Import)),
        // The pages take these up themselves.
        Drop::NewLedger | Drop::Evidence => {}
        Drop::TakeIn => ctx.commands.send(known(DropMeaning::TakeIn)),
        Drop::Nothing => ctx.commands.send(Command::RefuseFile(first.clone())),
    }
}

/// What dropping would do, in words; evidence is asked about where it may be meant otherwise, as the page does.
fn said(ctx: ViewCtx<'_>, ui: &Ui, what: Option<(Drop, &PathBuf)>, count: usize) -> String {
    let Some((what, first)) = what else {
        return words::DROP_ANY.to_owned();
    };
    match (what, ctx.app.page()) {
        (Drop::Open, _) => words::DROP_OPENS.to_owned(),
        (Drop::Ask, _) => words::DROP_ASKS.to_owned(),
        (Drop::TakeIn, _) => words::DROP_TAKES.to_owned(),
        (Drop::ReadPlan, _) => words::DROP_READS.to_owned(),
        (Drop::ReadTable, _) => words::DROP_READS_TABLE.to_owned(),
        (Drop::NewLedger, _) => words::DROP_BEGINS.to_owned(),
        (Drop::Evidence, Page::Issue(issue)) if is_dialog_open(ui.ctx()) => {
            words::drop_adds(ctx.ledger(), issue, count)
        }
        (Drop::Evidence, Page::Issue(issue)) if may_bring_issues(first) => {
            words::drop_adds_or_reads(ctx.ledger(), issue)
        }
        (Drop::Evidence, Page::Issue(issue)) if ending(first) == "zip" => {
            words::drop_adds_or_takes(ctx.ledger(), issue)
        }
        (Drop::Evidence, Page::Issue(issue)) => words::drop_adds(ctx.ledger(), issue, count),
        (Drop::Nothing, _) if ctx.app.document().is_none() => words::DROP_NOTHING_YET.to_owned(),
        (Drop::Nothing, _) => words::DROP_NOTHING.to_owned(),
        (Drop::Evidence, _) => words::DROP_ANY.to_owned(),
    }
}

fn overlay_ui(ctx: ViewCtx<'_>, ui: &Ui, what: Option<(Drop, &PathBuf)>, count: usize) {
    let says = said(ctx, ui, what, count);
    let tone = if what.is_some_and(|(what, _)| what == Drop::Nothing) { Tone::Warn } else { Tone::Accent };
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
        check(Page::Issues, true, "问题清单.xlsx", Drop::ReadTable);
        check(Page::Welcome, false, "问题清单.xlsx", Drop::Nothing);
        check(Page::Issues, true, "图.png", Drop::Nothing);
        check(Page::Exchange, true, "东城区.ron", Drop::Ask);
        check(issue, true, "图.png", Drop::Evidence);
        check(issue, true, "验收报告.docx", Drop::Evidence);
        check(issue, true, "另一本.RON", Drop::Ask);
        check(issue, true, "备份.zst", Drop::Open);
        check(issue, true, "资料.zip", Drop::Evidence);
    }
}
