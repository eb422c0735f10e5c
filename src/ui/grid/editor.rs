//! The one text field of the grid: unseen over the chosen cell, and the editor of the cell once something is typed.

use egui::{
    CornerRadius, EventFilter, Frame, Key, KeyboardShortcut, Margin, Modifiers, Rect, Response, Stroke, StrokeKind,
    TextEdit, Ui, UiBuilder,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
    vec2,
};

use crate::{
    app::{
        Column,
        grid::{CellKind, kind},
    },
    domain::IssueId,
    ui::{
        composition::is_composing,
        theme::{self, font, radius},
        words,
    },
};

use super::{GridDraft, Here, cell_edit::CellEdit, deeds, kept, list::Under, offers};

/// Begins to edit the cell of the cursor, with what it says or empty. Where it cannot be, the reason is told.
pub(super) fn begin(here: Here<'_>, ui: &Ui, draft: &mut GridDraft, empty: bool) {
    let Some((issue, column)) = cell(here, draft) else {
        return;
    };
    if let Some(denial) = deeds::denial(here, issue, column).filter(|denial| !denial.locked) {
        draft.told = Some(denial.said);
        return;
    }
    let before = here.text(issue, column);
    draft.text = if empty { String::new() } else { before.clone() };
    forget_typing(here, ui, &draft.text);
    start(here, draft, (issue, column, before));
    draft.scroll = true;
    ui.memory_mut(|memory| memory.request_focus(here.field()));
}

/// Goes on with a text that was typed before the program ended.
pub(super) fn resume(here: Here<'_>, ui: &Ui, draft: &mut GridDraft, text: String) {
    begin(here, ui, draft, false);
    if let Some(edit) = &mut draft.edit {
        edit.since = kept::since(here).unwrap_or(edit.since);
        forget_typing(here, ui, &text);
        draft.text = text;
    }
}

/// Something was typed over the chosen cell: the text is in the field already.
fn begin_typed(here: Here<'_>, ui: &Ui, draft: &mut GridDraft) {
    let Some((issue, column)) = cell(here, draft) else {
        return;
    };
    let composing = is_composing(ui);
    if let Some(denial) = deeds::denial(here, issue, column).filter(|denial| !denial.locked) {
        draft.told = Some(denial.said);
        if !composing {
            end(here, ui, draft);
        }
        return;
    }
    start(here, draft, (issue, column, here.text(issue, column)));
    draft.scroll = true;
    if let Some(edit) = &mut draft.edit {
        (edit.by_typing, edit.composed, edit.at) = (true, composing, 0);
    }
    ui.ctx().request_repaint();
}

fn start(here: Here<'_>, draft: &mut GridDraft, (issue, column, before): (IssueId, Column, String)) {
    let Some(kind) = kind(column) else {
        return;
    };
    let offers = here.ctx.ledger().map(|ledger| offers::offers(ledger, column)).unwrap_or_default();
    let at = offers.iter().position(|offer| offer.word == before).unwrap_or_default();
    let locked = deeds::denial(here, issue, column).filter(|denial| denial.locked).map(|denial| denial.said);
    draft.told = None;
    draft.edit = Some(CellEdit {
        issue,
        column,
        kind,
        before,
        since: here.ctx.app.revision(),
        by_typing: false,
        composed: false,
        fault: None,
        locked,
        tried: false,
        offers,
        at,
        arrowed: false,
        moved: true,
    });
}

fn cell(here: Here<'_>, draft: &GridDraft) -> Option<(IssueId, Column)> {
    let at = draft.selection?.cursor();
    Some((here.issue(at.row)?, *here.columns.get(at.column)?))
}

/// The text field forgets what was typed into other cells, so that Ctrl+Z does not bring it back.
fn forget_typing(here: Here<'_>, ui: &Ui, text: &str) {
    let mut state = TextEditState::default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(text.chars().count()))));
    state.store(ui.ctx(), here.field());
}

fn end(here: Here<'_>, ui: &Ui, draft: &mut GridDraft) {
    if draft.edit.take().is_some() {
        kept::keep(here, None);
    }
    draft.text.clear();
    forget_typing(here, ui, "");
}

/// Leaves the cell as it was.
pub(super) fn cancel(here: Here<'_>, ui: &Ui, draft: &mut GridDraft) {
    end(here, ui, draft);
}

/// F2 while typing: the arrows move in the text from now on.
pub(super) fn stay(draft: &mut GridDraft) {
    if let Some(edit) = &mut draft.edit {
        edit.by_typing = !edit.by_typing;
    }
}

/// Moves in the list under the editor.
pub(super) fn move_in_list(draft: &mut GridDraft, up: bool) {
    let Some(edit) = &mut draft.edit else {
        return;
    };
    let last = edit.found(&draft.text).len().saturating_sub(1);
    edit.at = match (edit.arrowed || edit.is_choice(), up) {
        (false, _) => 0,
        (true, true) => edit.at.saturating_sub(1),
        (true, false) => (edit.at + 1).min(last),
    };
    edit.arrowed = true;
    edit.moved = true;
}

/// Writes what was typed; `false` where it cannot be, and the reason stands under the editor.
pub(super) fn commit(here: Here<'_>, ui: &Ui, draft: &mut GridDraft) -> bool {
    let Some(edit) = &mut draft.edit else {
        return true;
    };
    if draft.text == edit.before && !edit.arrowed {
        end(here, ui, draft);
        return true;
    }
    let said = edit.said(&draft.text);
    let Some(writer) = here.writer() else {
        return true;
    };
    let now = here.text(edit.issue, edit.column);
    if edit.is_whole() && now != edit.before {
        // The cell stands for several entries: what is typed would take out what others have just put in.
        edit.fault = Some(words::grid::came_meanwhile(&now));
        (edit.before, edit.since) = (now, here.ctx.app.revision());
        return false;
    }
    match writer.actions(edit.issue, edit.column, &said, true) {
        Ok(actions) => {
            if let Some(action) = deeds::one(actions) {
                here.ctx.act_since(Some(edit.since), action);
            }
            end(here, ui, draft);
            true
        }
        Err(why) => {
            edit.fault = Some(words::grid::cell_fault(here.ctx.ledger(), &why));
            false
        }
    }
}

/// Enter over the deadline of an assigned issue: the second one opens the extension, with the day that was typed.
pub(super) fn extends(here: Here<'_>, ui: &Ui, draft: &mut GridDraft) -> bool {
    let Some(edit) = draft.edit.as_mut().filter(|edit| edit.locked.is_some() && draft.text != edit.before) else {
        return false;
    };
    let again = std::mem::replace(&mut edit.tried, true);
    if again {
        move_deadline(here, ui, draft, false);
    }
    again
}

/// Hands what was typed over a locked deadline to the dialog that can move it.
fn move_deadline(here: Here<'_>, ui: &Ui, draft: &mut GridDraft, correct: bool) {
    let Some(issue) = draft.edit.as_ref().map(|edit| edit.issue) else {
        return;
    };
    let typed = std::mem::take(&mut draft.text);
    end(here, ui, draft);
    deeds::move_deadline(here, draft, (issue, &typed), correct);
}

/// Writes what was typed into every chosen cell.
pub(super) fn fill(here: Here<'_>, ui: &Ui, draft: &mut GridDraft) {
    let Some((selection, said)) = draft.selection.zip(draft.edit.as_ref().map(|edit| edit.said(&draft.text))) else {
        return;
    };
    if selection.is_one() {
        commit(here, ui, draft);
        return;
    }
    end(here, ui, draft);
    deeds::fill(here, draft, selection, &said);
}

/// Draws the text field over the chosen cell, whose place is `cell`; `body` is the room of the rows.
pub(in crate::ui) fn editor_ui(here: Here<'_>, ui: &mut Ui, draft: &mut GridDraft, (body, cell): (Rect, Rect)) {
    if draft.selection.is_none() {
        return;
    }
    if draft.edit.is_none() {
        unseen_ui(here, ui, draft, (body, cell));
    } else {
        seen_ui(here, ui, draft, (body, cell));
    }
}

/// Where the field is while nothing is edited: on the cell, so that the input method's window opens there.
fn unseen_ui(here: Here<'_>, ui: &mut Ui, draft: &mut GridDraft, (body, cell): (Rect, Rect)) {
    let min = body.clamp(cell.min + vec2(2.0, 4.0));
    let place = Rect::from_min_size(min, vec2(24.0, cell.height() - 8.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt("unseen"));
    // One point wide: a click beside it belongs to the cell.
    child.shrink_clip_rect(Rect::from_min_size(min, vec2(1.0, place.height())));
    let cursor = &mut child.visuals_mut().text_cursor;
    (cursor.stroke, cursor.blink) = (Stroke::NONE, false);
    let response = field(here, &mut child, &mut draft.text, (Frame::NONE, place.width()));
    name(here, &child, &response, draft);
    if draft.told.is_some() {
        let under = Under { place: cell, id: here.field(), fault: draft.told.as_deref(), ..Under::default() };
        under.show(ui);
    }
    if !draft.text.is_empty() {
        begin_typed(here, ui, draft);
    }
}

fn seen_ui(here: Here<'_>, ui: &mut Ui, draft: &mut GridDraft, (body, cell): (Rect, Rect)) {
    let t = theme::of(ui);
    let left = cell.left().clamp(body.left(), (body.right() - 160.0).max(body.left()));
    let wide = cell.width().clamp(160.0, 560.0).min(body.right() - left);
    let place = Rect::from_min_size(egui::pos2(left, cell.top()), vec2(wide, cell.height()));
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt("editor"));
    child.set_clip_rect(body.expand(2.0));
    let frame = Frame::NONE.fill(t.surface).inner_margin(Margin { left: 10, right: 10, top: 5, bottom: 5 });
    let before = draft.text.clone();
    let response = field(here, &mut child, &mut draft.text, (frame, wide));
    draft.editor = Some(response.rect);
    let round = CornerRadius::same(radius::S);
    child.painter().rect_stroke(response.rect, round, Stroke::new(2.0, t.focus().color), StrokeKind::Inside);
    name(here, &child, &response, draft);
    let understood = understood(here, draft);
    let Some(edit) = &mut draft.edit else {
        return;
    };
    if draft.text != before {
        (edit.at, edit.arrowed, edit.fault, edit.tried) = (0, false, None, false);
    }
    let found = edit.found(&draft.text);
    let under = Under {
        place: response.rect,
        id: here.field(),
        fault: edit.fault.as_deref().or(edit.locked.as_deref()),
        deeds: if edit.locked.is_some() { &[words::grid::EXTEND, words::grid::CORRECT] } else { &[] },
        says: understood.as_deref(),
        offers: &edit.offers,
        found: &found,
        at: (edit.is_choice() || edit.arrowed).then_some(edit.at),
        moved: std::mem::take(&mut edit.moved),
    };
    let shown = under.show(ui);
    if let Some(picked) = shown.picked {
        (edit.at, edit.arrowed) = (picked, true);
        commit(here, ui, draft);
        ui.memory_mut(|memory| memory.request_focus(here.field()));
        return;
    }
    if let Some(deed) = shown.deed {
        return move_deadline(here, ui, draft, deed == 1);
    }
    let abandoned = edit.composed && draft.text.is_empty() && !is_composing(ui);
    if abandoned {
        return end(here, ui, draft);
    }
    edit.composed &= is_composing(ui) || draft.text.is_empty();
    let typed = (draft.text != edit.before).then_some((edit.issue, edit.column, draft.text.as_str()));
    kept::keep(here, typed);
    let left = !ui.memory(|memory| memory.has_focus(here.field()));
    if left && !shown.at_work && !is_composing(ui) {
        commit(here, ui, draft);
    }
}

/// What a deadline being typed means, so that a slip is seen.
fn understood(here: Here<'_>, draft: &GridDraft) -> Option<String> {
    let edit = draft.edit.as_ref()?;
    let typed = draft.text.trim();
    let wanted = edit.kind == CellKind::Deadline && !typed.is_empty() && typed != edit.before;
    wanted.then(|| {
        let read = crate::domain::deadline_words::read_deadline(typed, Some(here.ctx.today()));
        words::register::understood(&read)
    })
}

/// The text field itself: always the same one.
fn field(here: Here<'_>, ui: &mut Ui, text: &mut String, (frame, wide): (Frame, f32)) -> Response {
    let t = theme::of(ui);
    let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    let edit = TextEdit::multiline(text)
        .id(here.field())
        .frame(frame)
        .font(font::body())
        .text_color(t.text)
        .desired_rows(1)
        .desired_width(wide)
        .min_size(vec2(0.0, 0.0))
        .return_key(KeyboardShortcut::new(Modifiers::ALT, Key::Enter))
        .event_filter(filter);
    ui.add(edit)
}

/// What a screen reader says of the field: which cell it stands over, and what that says.
fn name(here: Here<'_>, ui: &Ui, response: &Response, draft: &GridDraft) {
    let cell = cell(here, draft);
    let column = cell.map_or("", |(_, column)| words::issues_page::column(column));
    let says = words::grid::field(column);
    let node = response.clone().accessible_name(&says);
    ui.ctx().accesskit_node_builder(node.id, |node| {
        if let Some((issue, column)) = cell {
            node.set_description(words::grid::cell_name(&here.text(issue, Column::Number), &here.text(issue, column)));
        }
    });
}
