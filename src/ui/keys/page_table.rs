//! The keys that a page takes itself while its list has the focus: the round of 月评 and the board of 销号.
//!
//! Page and manual read the same table.

use egui::{Key, Ui};

use crate::domain::record::ScheduleRating;

use super::Chord;

/// A list that takes keys of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyList {
    /// The round of monthly ratings.
    Round,
    /// The board of closures.
    Board,
}

/// What a key does there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListDeed {
    /// Saves what was judged.
    Save,
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// One column to the left.
    Left,
    /// One column to the right.
    Right,
    /// A screen down.
    PageDown,
    /// A screen up.
    PageUp,
    /// The first row.
    First,
    /// The last row.
    Last,
    /// Goes to the words of the row.
    Words,
    /// Takes the judgement back.
    Clear,
    /// Judges.
    Rate(ScheduleRating),
    /// Opens the page of the chosen issue.
    OpenIssue,
    /// Does the next step of the chosen issue.
    NextStep,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct ListRow {
    /// Where the keys work.
    pub list: KeyList,
    /// What they do.
    pub deed: ListDeed,
    /// The keys.
    pub chords: &'static [Chord],
}

const fn round(deed: ListDeed, chords: &'static [Chord]) -> ListRow {
    ListRow { list: KeyList::Round, deed, chords }
}

const fn board(deed: ListDeed, chords: &'static [Chord]) -> ListRow {
    ListRow { list: KeyList::Board, deed, chords }
}

/// Every key of these lists; those with Ctrl first, for a key alone also answers where Shift is held.
pub const LIST_TABLE: &[ListRow] = &[
    round(ListDeed::Down, &[Chord::plain(Key::ArrowDown)]),
    round(ListDeed::Up, &[Chord::plain(Key::ArrowUp)]),
    round(ListDeed::PageDown, &[Chord::plain(Key::PageDown)]),
    round(ListDeed::PageUp, &[Chord::plain(Key::PageUp)]),
    round(ListDeed::First, &[Chord::plain(Key::Home)]),
    round(ListDeed::Last, &[Chord::plain(Key::End)]),
    round(ListDeed::Rate(ScheduleRating::NotStarted), &[Chord::plain(Key::Num1)]),
    round(ListDeed::Rate(ScheduleRating::Behind), &[Chord::plain(Key::Num2)]),
    round(ListDeed::Rate(ScheduleRating::OnSchedule), &[Chord::plain(Key::Num3)]),
    round(ListDeed::Rate(ScheduleRating::Ahead), &[Chord::plain(Key::Num4)]),
    round(ListDeed::Rate(ScheduleRating::Finished), &[Chord::plain(Key::Num5)]),
    round(ListDeed::Clear, &[Chord::plain(Key::Num0), Chord::plain(Key::Delete), Chord::plain(Key::Backspace)]),
    round(ListDeed::Words, &[Chord::plain(Key::Enter)]),
    round(ListDeed::Save, &[Chord::ctrl(Key::Enter)]),
    board(ListDeed::Down, &[Chord::plain(Key::ArrowDown)]),
    board(ListDeed::Up, &[Chord::plain(Key::ArrowUp)]),
    board(ListDeed::Left, &[Chord::plain(Key::ArrowLeft)]),
    board(ListDeed::Right, &[Chord::plain(Key::ArrowRight)]),
    board(ListDeed::First, &[Chord::plain(Key::Home)]),
    board(ListDeed::Last, &[Chord::plain(Key::End)]),
    board(ListDeed::NextStep, &[Chord::plain(Key::Enter)]),
    board(ListDeed::OpenIssue, &[Chord::ctrl(Key::Enter)]),
];

/// Whether the keys of one deed were pressed; then nobody else sees them.
pub fn pressed_for(ui: &Ui, list: KeyList, deed: ListDeed) -> bool {
    let row = LIST_TABLE.iter().find(|row| row.list == list && row.deed == deed);
    row.is_some_and(|row| row.chords.iter().any(|chord| chord.pressed(ui)))
}

/// What was pressed in a list; then nobody else sees it.
pub fn pressed_in(ui: &Ui, list: KeyList) -> Option<ListDeed> {
    let (with_ctrl, alone): (Vec<&ListRow>, Vec<&ListRow>) = LIST_TABLE
        .iter()
        .filter(|row| row.list == list)
        .partition(|row| row.chords.iter().any(|chord| chord.held.command));
    let mut rows = with_ctrl.into_iter().chain(alone);
    rows.find(|row| row.chords.iter().any(|chord| chord.pressed(ui))).map(|row| row.deed)
}
