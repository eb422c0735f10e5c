//! The one table of what can be asked for and by which keys: palette, tooltips, menus, the manual and the key
//! handling all read it.
//!
//! **Invariant:** no key means two things at one place, and the keys of the Chinese input methods are never bound.

mod can;
mod chord;
mod page_table;
mod table;

use egui::{Context, Event, Id, Key, Modifiers, Ui};

use crate::app::Page;

pub use can::{other_theme, why_not};
pub use chord::{Chord, written};
pub use page_table::{KeyList, LIST_TABLE, ListDeed, ListRow, pressed_for, pressed_in};
pub use table::{Place, Row, TABLE};

/// Something the user can ask for by a key, from a menu or from the command palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// Finds a command or an issue.
    Palette,
    /// Opens the manual at the chapter of the page.
    Help,
    /// Opens the manual at the table of keys.
    HelpKeys,
    /// Lists what the program has said.
    Notices,
    /// Makes a new ledger.
    NewLedger,
    /// Asks which ledger to open.
    OpenLedger,
    /// Lists the ledgers opened lately.
    Recent,
    /// Opens the sample.
    OpenSample,
    /// Writes the file now.
    Save,
    /// Writes a copy elsewhere.
    SaveCopy,
    /// Closes the ledger.
    CloseLedger,
    /// Takes the last own change back.
    Undo,
    /// Does it again.
    Redo,
    /// Leads to the search field.
    Search,
    /// Shows the page before.
    Back,
    /// Shows a page of the rail.
    Go(Page),
    /// Registers an issue.
    RegisterIssue,
    /// Hands the issues of a person over to another.
    HandOver,
    /// Registers issues out of a table copied from a spreadsheet.
    PasteTable,
    /// Registers a complaint.
    RegisterComplaint,
    /// Registers an accountability case.
    RegisterCase,
    /// Keeps the overview as a picture.
    OverviewPicture,
    /// Exports the grid as it stands.
    ExportView,
    /// Types into the chosen cell of the grid.
    EditCell,
    /// Opens the page of the chosen row, or fills the chosen cells with what is typed.
    OpenRow,
    /// Copies the chosen cells.
    CopyCells,
    /// Pastes a block of cells.
    PasteCells,
    /// Fills the first chosen row down.
    FillDown,
    /// Empties the chosen cells.
    ClearCells,
    /// Chooses all cells.
    SelectAll,
    /// Finds and replaces in the grid.
    Replace,
    /// Reads a plan.
    ImportPlan,
    /// Stops what runs in the background.
    StopJob,
    /// The next issue of the grid.
    NextIssue,
    /// The issue before.
    PreviousIssue,
    /// Everything larger.
    ZoomIn,
    /// Everything smaller.
    ZoomOut,
    /// As large as usual.
    ZoomReset,
    /// Light or dark.
    TurnTheme,
    /// Changes who sits here.
    Identity,
    /// Ends the program.
    Quit,
}

/// The keys of a deed, as a tooltip or a menu writes them; empty where it has none.
pub fn keys_of(deed: Deed) -> String {
    TABLE
        .iter()
        .find(|row| row.deed == deed)
        .and_then(|row| row.chords.first())
        .map(|chord| written(*chord))
        .unwrap_or_default()
}

/// Where the keys of a deed work.
pub fn place_of(deed: Deed) -> Option<Place> {
    TABLE.iter().find(|row| row.deed == deed).map(|row| row.place)
}

/// The deed that a key pressed there stands for.
pub fn deed_at(place: Place, key: Key, held: Modifiers) -> Option<Deed> {
    let is_it = |chord: &Chord| chord.key == key && held.matches_exact(chord.held);
    let found = TABLE.iter().find(|row| row.place == place && row.chords.iter().any(is_it));
    found.map(|row| row.deed)
}

/// A word with the keys of its deed behind it.
pub fn with_keys(word: &str, deed: Deed) -> String {
    let keys = keys_of(deed);
    if keys.is_empty() { word.to_owned() } else { format!("{word}（{keys}）") }
}

/// Leaves to the input method what is its own: Ctrl+Space, Shift+Space and Ctrl+. switch it, and egui would press the
/// button that has the focus.
pub fn leave_to_input_method(ui: &Ui) {
    ui.input_mut(|input| input.events.retain(|event| !switches_input_method(event)));
}

#[expect(clippy::wildcard_enum_match_arm, reason = "only keys switch an input method")]
fn switches_input_method(event: &Event) -> bool {
    match event {
        Event::Key { key: Key::Space, modifiers, .. } => modifiers.ctrl || modifiers.command || modifiers.shift,
        Event::Key { key: Key::Period, modifiers, .. } => modifiers.ctrl || modifiers.command,
        _ => false,
    }
}

/// Something asked for that a page has to take up.
#[derive(Clone, Copy, Debug)]
struct Asked {
    deed: Deed,
    pass: u64,
}

/// So many passes a request waits for its page.
const WAITS: u64 = 6;

fn key() -> Id {
    Id::unique("deed asked of a page")
}

/// Leaves a request for the page or bar that can do it.
pub fn ask(ctx: &Context, deed: Deed) {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(key(), Asked { deed, pass }));
    ctx.request_repaint();
}

/// Takes the request up; true once.
pub fn asked(ctx: &Context, deed: Deed) -> bool {
    let waiting = ctx.data(|data| data.get_temp::<Asked>(key()));
    let Some(found) = waiting.filter(|found| found.deed == deed) else {
        return false;
    };
    ctx.data_mut(|data| data.remove::<Asked>(key()));
    ctx.cumulative_pass_nr().saturating_sub(found.pass) <= WAITS
}

#[cfg(test)]
mod tests;
