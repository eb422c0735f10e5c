//! 变更记录: everything done to the issue, the newest first: when, who, what, old value and new.

use egui::{
    Align2, Rect, Sense, Stroke, Ui,
    text::{LayoutJob, TextFormat},
    vec2,
};

use crate::{
    app::{
        back_to::back_to,
        issue_log::{LogEntry, LogLine, issue_log},
    },
    domain::{
        edit::{Edit, IssueEdit},
        history::Turn,
        rules::Action,
    },
    ui::{
        icon,
        theme::{self, font, size, space},
        widgets::{Weight, button, columns, divider, hint, icon_button, line, name},
        words::{self, issue_page as says},
    },
};

use super::{Here, IssueDraft, parts::card};

/// So many changes are shown before the clerk asks for all.
const FIRST: usize = 12;

/// How much of a value a line shows; the whole of it shows on hover.
const CHARS: usize = 80;

pub(super) fn history_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let now = (here.id(), here.revision());
    let known = draft.log.as_ref().is_some_and(|(id, revision, _)| (*id, *revision) == now);
    if !known {
        let log = here.ctx.app.history().map(|history| issue_log(history, here.id())).unwrap_or_default();
        draft.log = Some((now.0, now.1, log));
    }
    let Some((_, _, log)) = &draft.log else {
        return;
    };
    let aside = says::changes_sum(log.len());
    let mut show_all = false;
    card(
        ui,
        (says::HISTORY, &aside),
        |_| (),
        |ui| {
            let most = if draft.all_log { log.len() } else { FIRST };
            for (n, entry) in log.iter().take(most).enumerate() {
                if n > 0 {
                    divider(ui);
                }
                entry_ui(here, ui, entry);
            }
            if log.is_empty() {
                hint(ui, says::NO_HISTORY);
            }
            if log.len() > most {
                show_all = button(ui, Weight::Quiet, "", &says::all_changes(log.len())).clicked();
            }
        },
    );
    draft.all_log |= show_all;
}

fn entry_ui(here: Here<'_>, ui: &mut Ui, entry: &LogEntry) {
    let mut first = true;
    let mut rows: Vec<Row> = entry.lines.iter().map(|line| row_of(here, line)).collect();
    if entry.withheld > 0 {
        rows.push(Row { what: says::WITHHELD.to_owned(), ..Row::default() });
    }
    if let Some(row) = rows.first_mut() {
        let (turn, first) = entry.turn;
        if turn != Turn::Done && row.old.is_empty() && row.new.is_empty() {
            row.what = words::edits(here.ledger, &here.ctx.app.edits_of(first));
        }
        row.what = says::turned(turn, &row.what);
    }
    for row in &rows {
        row_ui(here, ui, first.then_some(entry), row);
        first = false;
    }
    if !entry.reason.trim().is_empty() {
        hint(ui, &says::because(&entry.reason));
    }
}

/// One line: what was done, the old value and the new, and how to go back to it.
#[derive(Default)]
struct Row {
    what: String,
    old: String,
    new: String,
    back: Option<Action>,
}

/// What was done, the old value and the new.
fn row_of(here: Here<'_>, line: &LogLine) -> Row {
    let ledger = here.ledger;
    let Edit::Issue(_, edit) = &line.edit else {
        return Row { what: words::edit(ledger, &line.edit), ..Row::default() };
    };
    let back = back_to(ledger, &line.edit);
    let before: Vec<String> =
        line.before.iter().filter_map(|edit| value_of(here, edit)).map(|(_, value)| value).collect();
    match value_of(here, &line.edit) {
        Some((what, new)) => Row { what, old: before.join("、"), new, back },
        None => Row { what: words::issue_edit(ledger, edit), back, ..Row::default() },
    }
}

/// The field an edit set, and its value in words.
fn value_of(here: Here<'_>, edit: &Edit) -> Option<(String, String)> {
    let ledger = here.ledger;
    let Edit::Issue(_, edit) = edit else {
        return None;
    };
    match edit {
        IssueEdit::Set(value, _) => Some((words::issue_field(value.field()).to_owned(), words::value(ledger, value))),
        IssueEdit::SetMeasure(_, value, _) => {
            Some((words::measure_field(value.field()).to_owned(), words::measure_value(ledger, value)))
        }
        IssueEdit::SetCheckpoint(_, value, _) => {
            Some((words::checkpoint_field(value.field()).to_owned(), words::checkpoint_value(ledger, value)))
        }
        IssueEdit::SetTarget(_, value, _) => {
            Some((words::target_field(value.field()).to_owned(), words::target_value(value)))
        }
        IssueEdit::Append(_, body) => Some((words::record_kind(body).to_owned(), words::record_line(ledger, body))),
        IssueEdit::Register
        | IssueEdit::Relate(_)
        | IssueEdit::Unrelate(..)
        | IssueEdit::AddUnit(..)
        | IssueEdit::RemoveUnit(..)
        | IssueEdit::AddMeasure(_)
        | IssueEdit::AddCheckpoint(_)
        | IssueEdit::AddTarget(_)
        | IssueEdit::OpenRound(..)
        | IssueEdit::SetPresence(..) => None,
    }
}

fn row_ui(here: Here<'_>, ui: &mut Ui, entry: Option<&LogEntry>, row: &Row) {
    let t = theme::of(ui);
    let Row { what, old, new, back } = row;
    let wide = ui.available_width();
    let (whole, response) = ui.allocate_exact_size(vec2(wide, 28.0), Sense::hover());
    let rect = whole.with_max_x(whole.right() - size::BUTTON - space::XS);
    let narrow = wide < 760.0;
    let weights: &[f32] = if narrow { &[1.2, 1.2, 1.4, 3.0] } else { &[1.0, 1.2, 1.6, 4.4] };
    let cells = columns(rect, weights, space::M);
    let [when, who, field, value] = cells.as_slice() else {
        return;
    };
    let left = Align2::LEFT_CENTER;
    if let Some(entry) = entry {
        let time = words::date_and_time(entry.typed_at);
        line(ui, *when, left, &time, font::small(), t.text_3);
        let by = format!("{} {}", entry.author, entry.unit);
        line(ui, *who, left, by.trim(), font::small(), t.text_2);
    }
    let room = if new.is_empty() && old.is_empty() { field.with_max_x(value.right()) } else { *field };
    line(ui, room, left, what, font::body(), t.text);
    change(ui, *value, old, new);
    let said = if old.is_empty() { new.clone() } else { format!("{old} → {new}") };
    if said.chars().count() > 24 {
        response.on_hover_text(said);
    }
    if let Some(action) = back {
        let place = whole.with_min_x(whole.right() - size::BUTTON);
        back_ui(here, ui, place, (action, &says::back_to(what, &words::cut(new, 24))));
    }
}

/// The button that goes back to a value; grey with the reason where a rule stands against it.
fn back_ui(here: Here<'_>, ui: &mut Ui, place: Rect, (action, label): (&Action, &str)) {
    let salt = ("back to", place.top() as i64);
    super::parts::at(ui, salt, place, |ui| {
        // Only what is in sight is asked about: a history may be long.
        let refused = if ui.is_rect_visible(place) { here.refused(action) } else { None };
        let says = refused.clone().unwrap_or_else(|| label.to_owned());
        let free = refused.is_none();
        let pressed = ui.add_enabled_ui(free, |ui| icon_button(ui, icon::SETTINGS_BACKUP_RESTORE, label)).inner;
        if pressed.on_disabled_hover_text(says).clicked() {
            here.act(action.clone());
        }
    });
}

/// Old value struck through, arrow, new value.
fn change(ui: &Ui, rect: Rect, old: &str, new: &str) {
    if new.is_empty() && old.is_empty() {
        return;
    }
    let t = theme::of(ui);
    let mut job = LayoutJob::default();
    if !old.is_empty() {
        let struck =
            TextFormat { strikethrough: Stroke::new(1.0, t.text_3), ..TextFormat::simple(font::body(), t.text_3) };
        job.append(&words::cut(old, CHARS), 0.0, struck);
        job.append("→", 10.0, TextFormat::simple(font::body(), t.text_3));
    }
    let lead = if old.is_empty() { 0.0 } else { 10.0 };
    job.append(&words::cut(new, CHARS), lead, TextFormat::simple(font::body(), t.text));
    job.wrap.max_width = rect.width();
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.painter().layout_job(job);
    let at = egui::pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, t.text);
    let said = if old.is_empty() { new.to_owned() } else { says::from_to(old, new) };
    name(ui, rect, egui::Role::Label, &said);
}
