//! 月进展: what the unit reported each month; old notes stay, a later one corrects.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use std::collections::BTreeSet;

use egui::{Align2, Sense, Ui, vec2};

use crate::{
    domain::{
        RecordId,
        record::{ProgressNote, Record, RecordBody},
        rules::{Action, NewRecord},
    },
    ui::{
        icon,
        theme::{self, Tone, font, size},
        widgets::{Weight, button, button_unless, chip_at, divider, hint, line, link, rating},
        words::{self, issue_page as says},
    },
};

use super::{
    Here, IssueDraft,
    dialogs::Dialog,
    parts::{body, card, keyed, typed_by, unit_name},
};

/// So many are shown before the clerk asks for all.
const FIRST: usize = 6;

pub(super) fn notes_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let mut notes: Vec<(&Record, &ProgressNote)> = here
        .issue
        .live_records()
        .filter_map(|record| match &record.body {
            RecordBody::Progress(note) => Some((record, note)),
            _ => None,
        })
        .collect();
    notes.sort_by_key(|(record, note)| std::cmp::Reverse((note.month, record.at)));
    let corrected: BTreeSet<RecordId> = notes.iter().filter_map(|(_, note)| note.corrects).collect();
    let months: BTreeSet<_> = notes.iter().map(|(_, note)| note.month).collect();
    let aside = if notes.is_empty() { String::new() } else { says::notes_sum(months.len()) };
    let sample = ProgressNote {
        month: crate::domain::record::Month { year: 2026, month: 1 },
        text: "?".to_owned(),
        ..ProgressNote::default()
    };
    let add = Action::Append { issue: here.id(), record: RecordId::default(), entry: NewRecord::Progress(sample) };
    let refused = here.refused(&add);
    let mut asked = false;
    card(
        ui,
        (says::NOTES, &aside),
        |ui| asked = button_unless(ui, Weight::Quiet, icon::ADD, says::ADD_NOTE, refused.as_deref()).clicked(),
        |ui| {
            if notes.is_empty() {
                hint(ui, says::NO_NOTES);
            }
            let most = if draft.all_notes { notes.len() } else { FIRST };
            for (n, (record, note)) in notes.iter().take(most).enumerate() {
                if n > 0 {
                    divider(ui);
                }
                let disputed = is_disputed(&notes, &corrected, record, note);
                note_ui(here, ui, draft, (record, note), (corrected.contains(&record.id), disputed));
            }
            if notes.len() > most && button(ui, Weight::Quiet, "", &says::all_notes(notes.len())).clicked() {
                draft.all_notes = true;
            }
        },
    );
    if asked {
        draft.dialog = Some(Dialog::Note(None));
    }
}

/// Two ratings of one unit for one month that nobody corrected.
fn is_disputed(
    notes: &[(&Record, &ProgressNote)],
    corrected: &BTreeSet<RecordId>,
    record: &Record,
    note: &ProgressNote,
) -> bool {
    !corrected.contains(&record.id)
        && notes.iter().any(|(other, said)| {
            other.id != record.id
                && !corrected.contains(&other.id)
                && said.month == note.month
                && said.unit == note.unit
                && said.rating.is_some()
                && note.rating.is_some()
                && said.rating != note.rating
                && said.corrects != Some(record.id)
                && note.corrects != Some(other.id)
        })
}

fn note_ui(
    here: Here<'_>,
    ui: &mut Ui,
    draft: &mut IssueDraft,
    (record, note): (&Record, &ProgressNote),
    (corrected, disputed): (bool, bool),
) {
    let t = theme::of(ui);
    let wide = ui.available_width();
    let (top, _) = ui.allocate_exact_size(vec2(wide, size::ROW), Sense::hover());
    let month = words::report_month(note.month);
    let at = Align2::LEFT_CENTER;
    let ink = if corrected { t.text_3 } else { t.text };
    let said = line(ui, top.with_max_x(top.left() + 120.0), at, &month, font::strong(), ink);
    let mut x = said.right() + 12.0;
    if let Some(given) = note.rating {
        let room = top.with_min_x(x).with_max_x(x + 140.0);
        rating(ui, room, words::rating_arrow(given), words::rating(given));
        x += 140.0;
    }
    let mark = match (corrected, disputed, note.corrects.is_some()) {
        (true, ..) => Some((says::CORRECTED, Tone::Neutral)),
        (_, true, _) => Some((says::CONFLICT, Tone::Warn)),
        (_, _, true) => Some((says::CORRECTS, Tone::Accent)),
        (false, false, false) => None,
    };
    if let Some((word, tone)) = mark {
        x = chip_at(ui, egui::pos2(x, top.center().y), word, tone).right() + 8.0;
    }
    let who = reporter(here, record, note);
    line(ui, top.with_min_x(x), Align2::RIGHT_CENTER, &who, font::small(), t.text_3);
    body(ui, &note.text);
    keyed(ui, says::PROBLEMS, &note.problems);
    keyed(ui, says::NEXT_STEP, &note.next_step);
    if !corrected && !here.ctx.app.is_read_only() {
        let label = says::correct_note(&month);
        if link(ui, &label).clicked() {
            draft.dialog = Some(Dialog::Note(Some(record.id)));
        }
    }
}

fn reporter(here: Here<'_>, record: &Record, note: &ProgressNote) -> String {
    let unit = unit_name(here, note.unit);
    let on = note.date.map(|date| says::reported_on(&words::near_date(date, here.ctx.today()))).unwrap_or_default();
    let by = typed_by(here, record.at);
    let by = if by.is_empty() { by } else { says::typed_by(&by) };
    [unit, on, by].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
}
