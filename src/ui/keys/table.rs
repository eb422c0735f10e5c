//! The table itself.

use egui::Key;

use crate::app::Page;

use super::{Chord, Deed};

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Everywhere, with or without a ledger.
    Anywhere,
    /// On every page of an open ledger.
    Ledger,
    /// On every page of an open ledger, but not while text is typed: there the key is the text's.
    NotInText,
    /// On the page of one issue.
    IssuePage,
    /// In the grid of issues, which takes them itself: while a cell is typed into they are the text's.
    Grid,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What it does.
    pub deed: Deed,
    /// Where its keys work.
    pub place: Place,
    /// Its keys; the first is the one that is shown.
    pub chords: &'static [Chord],
}

const fn row(deed: Deed, place: Place, chords: &'static [Chord]) -> Row {
    Row { deed, place, chords }
}

/// Every command with its keys, in the order of palette and manual.
pub const TABLE: &[Row] = &[
    row(Deed::Palette, Place::Anywhere, &[Chord::ctrl(Key::K)]),
    row(Deed::Help, Place::Anywhere, &[Chord::plain(Key::F1)]),
    row(Deed::HelpKeys, Place::Anywhere, &[]),
    row(Deed::Notices, Place::Anywhere, &[]),
    row(Deed::NewLedger, Place::Anywhere, &[Chord::ctrl(Key::N)]),
    row(Deed::OpenLedger, Place::Anywhere, &[Chord::ctrl(Key::O)]),
    row(Deed::Recent, Place::Anywhere, &[Chord::ctrl_shift(Key::O)]),
    row(Deed::OpenSample, Place::Anywhere, &[]),
    row(Deed::Save, Place::Ledger, &[Chord::ctrl(Key::S)]),
    row(Deed::SaveCopy, Place::Ledger, &[]),
    row(Deed::CloseLedger, Place::Ledger, &[]),
    row(Deed::Undo, Place::NotInText, &[Chord::ctrl(Key::Z)]),
    row(Deed::Redo, Place::NotInText, &[Chord::ctrl(Key::Y), Chord::ctrl_shift(Key::Z)]),
    row(Deed::Search, Place::Ledger, &[Chord::ctrl(Key::F)]),
    row(Deed::Back, Place::Ledger, &[Chord::alt(Key::ArrowLeft)]),
    row(Deed::Go(Page::Overview), Place::Ledger, &[Chord::ctrl(Key::Num1)]),
    row(Deed::Go(Page::Issues), Place::Ledger, &[Chord::ctrl(Key::Num2)]),
    row(Deed::Go(Page::Supervision), Place::Ledger, &[Chord::ctrl(Key::Num3)]),
    row(Deed::Go(Page::Closures), Place::Ledger, &[Chord::ctrl(Key::Num4)]),
    row(Deed::Go(Page::Complaints), Place::Ledger, &[Chord::ctrl(Key::Num5)]),
    row(Deed::Go(Page::Reports), Place::Ledger, &[Chord::ctrl(Key::Num6)]),
    row(Deed::Go(Page::Exchange), Place::Ledger, &[Chord::ctrl(Key::Num7)]),
    row(Deed::Go(Page::Review), Place::Ledger, &[Chord::ctrl(Key::Num8)]),
    row(Deed::Go(Page::Settings), Place::Ledger, &[Chord::ctrl(Key::Num9)]),
    row(Deed::RegisterIssue, Place::Ledger, &[Chord::ctrl_shift(Key::N)]),
    row(Deed::HandOver, Place::Ledger, &[]),
    row(Deed::PasteTable, Place::Ledger, &[]),
    row(Deed::RegisterComplaint, Place::Ledger, &[]),
    row(Deed::RegisterCase, Place::Ledger, &[]),
    row(Deed::OverviewPicture, Place::Ledger, &[]),
    row(Deed::ExportView, Place::Ledger, &[]),
    row(Deed::ImportPlan, Place::Ledger, &[]),
    row(Deed::StopJob, Place::Ledger, &[]),
    row(Deed::NextIssue, Place::IssuePage, &[Chord::alt(Key::ArrowDown)]),
    row(Deed::PreviousIssue, Place::IssuePage, &[Chord::alt(Key::ArrowUp)]),
    row(Deed::EditCell, Place::Grid, &[Chord::plain(Key::F2), Chord::plain(Key::Enter)]),
    row(Deed::OpenRow, Place::Grid, &[Chord::ctrl(Key::Enter)]),
    row(Deed::CopyCells, Place::Grid, &[Chord::ctrl(Key::C)]),
    row(Deed::PasteCells, Place::Grid, &[Chord::ctrl(Key::V)]),
    row(Deed::FillDown, Place::Grid, &[Chord::ctrl(Key::D)]),
    row(Deed::ClearCells, Place::Grid, &[Chord::plain(Key::Delete)]),
    row(Deed::SelectAll, Place::Grid, &[Chord::ctrl(Key::A)]),
    row(Deed::Replace, Place::Grid, &[Chord::ctrl(Key::H)]),
    row(Deed::ZoomIn, Place::Anywhere, &[Chord::ctrl(Key::Plus), Chord::ctrl(Key::Equals)]),
    row(Deed::ZoomOut, Place::Anywhere, &[Chord::ctrl(Key::Minus)]),
    row(Deed::ZoomReset, Place::Anywhere, &[Chord::ctrl(Key::Num0)]),
    row(Deed::TurnTheme, Place::Anywhere, &[]),
    row(Deed::Identity, Place::Anywhere, &[]),
    row(Deed::Quit, Place::Anywhere, &[]),
];
