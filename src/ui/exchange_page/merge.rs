//! A copy before it is merged: who changed what at the left, both sides beside each other at the right.

mod sides;

use std::collections::BTreeSet;

use egui::{Align2, Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, vec2};

use crate::{
    app::{
        Command,
        merge::{DeltaState, MergePreview, MergeSource, SubjectDelta},
    },
    domain::edit::PartKey,
    ui::{
        icon,
        theme::{self, Tone, font, size, space},
        view::ViewCtx,
        widgets::{
            FilterAsk, SearchField, Weight, button, button_unless, card, chip_at, empty_note, filter_chip, hot, inside,
            line, page_head, segmented, silent_line, tab, width_of,
        },
        words::{self, merge as said},
    },
};

/// How wide the list is.
const LIST: f32 = 380.0;

/// How high a row of it is.
const ROW: f32 = 52.0;

/// What is chosen and typed in a preview.
#[derive(Debug, Default)]
pub(super) struct PreviewDraft {
    of: Option<u64>,
    rows: Vec<Row>,
    chosen: Option<PartKey>,
    state: Option<DeltaState>,
    person: Option<usize>,
    by_person: usize,
    text: String,
    sides: Option<(PartKey, Vec<sides::Side>)>,
    to_chosen: bool,
    shown: Vec<PartKey>,
}

/// A subject as the list shows it; worked out once for each preview.
#[derive(Debug)]
struct Row {
    n: usize,
    key: PartKey,
    state: DeltaState,
    name: String,
    note: String,
    needle: String,
}

/// The colour of a state.
fn tone(state: DeltaState) -> Tone {
    match state {
        DeltaState::Conflicting => Tone::Danger,
        DeltaState::Refused => Tone::Warn,
        DeltaState::New => Tone::Good,
        DeltaState::Changed => Tone::Accent,
        DeltaState::Same => Tone::Neutral,
    }
}

const STATES: [DeltaState; 5] =
    [DeltaState::Conflicting, DeltaState::Refused, DeltaState::New, DeltaState::Changed, DeltaState::Same];

/// Shows a preview in the place of the page.
pub(super) fn preview_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (source, preview, missing): (&MergeSource, &MergePreview, Option<&str>),
    draft: &mut PreviewDraft,
) {
    refresh(preview, draft, ctx.app.preview_number());
    let aside = format!("{}　{}", said::source(source), said::preview_aside(preview));
    let (title, sign, deed) = match source {
        MergeSource::Package(_) => (said::INSIDE, icon::DOWNLOAD, said::TAKE_PACKAGE),
        MergeSource::File(_) | MergeSource::Shadow => (said::CARD, icon::CALL_MERGE, said::MERGE),
    };
    page_head(ui, title, &aside, |ui| {
        if button_unless(ui, Weight::Primary, sign, deed, missing).clicked() {
            ctx.commands.send(Command::TakeMerge);
        }
        if button(ui, Weight::Quiet, "", words::CANCEL).clicked() {
            ctx.commands.send(Command::DropMerge);
        }
    });
    filters_ui(ui, preview, draft);
    let mut room = ui.available_rect_before_wrap();
    room.max.y -= space::M;
    let split = if room.width() < size::NARROW { (room.width() * 0.42).max(260.0) } else { LIST };
    let left = room.with_max_x(room.left() + split);
    let right = room.with_min_x(left.right() + space::M);
    card(ui, left);
    inside(ui, "who changed what", left.shrink(space::XS), |ui| {
        if draft.by_person == 1 { people_ui(ui, preview, draft) } else { list_ui(ui, draft) }
    });
    card(ui, right);
    inside(ui, "both sides", right.shrink2(vec2(space::L, space::M)), |ui| chosen_ui(ui, preview, draft));
    ui.allocate_rect(room, Sense::hover());
}

fn refresh(preview: &MergePreview, draft: &mut PreviewDraft, number: u64) {
    if draft.of == Some(number) {
        return;
    }
    let ledger = &preview.merged.ledger;
    let row = |(n, subject): (usize, &SubjectDelta)| {
        let name = said::subject(ledger, subject.key);
        let changes = subject.changes.iter().filter_map(|id| preview.merged.history.get(*id));
        let who: BTreeSet<&str> = changes.map(|change| change.header.author.as_str()).collect();
        let who = who.into_iter().collect::<Vec<_>>().join("、");
        let places: Vec<String> =
            subject.facets.iter().map(|facet| said::slot(ledger, subject.key, &facet.slot)).collect();
        let values = subject.facets.iter().map(|facet| said::value(ledger, &facet.theirs));
        let needle = format!("{name} {who} {} {}", places.join(" "), values.collect::<Vec<_>>().join(" "));
        let note = format!("{who}　{}", shortened(&places));
        Row { n, key: subject.key, state: subject.state, name, note, needle: needle.to_lowercase() }
    };
    let rows: Vec<Row> = preview.subjects.iter().enumerate().map(row).collect();
    let chosen = rows.first().map(|row| row.key);
    *draft = PreviewDraft { of: Some(number), rows, chosen, ..PreviewDraft::default() };
}

/// The places of a subject, each named once.
fn shortened(places: &[String]) -> String {
    let mut once: Vec<&str> = Vec::new();
    for place in places {
        if !once.contains(&place.as_str()) {
            once.push(place);
        }
    }
    once.join("、")
}

fn filters_ui(ui: &mut Ui, preview: &MergePreview, draft: &mut PreviewDraft) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        segmented(ui, &[said::BY_SUBJECT, said::BY_PERSON], &mut draft.by_person);
        ui.add_space(space::S);
        let all = preview.subjects.len();
        if tab(ui, said::ALL, &all.to_string(), draft.state.is_none()).clicked() {
            draft.state = None;
        }
        for state in STATES {
            let count = preview.count(state);
            if count > 0 && tab(ui, said::state(state), &count.to_string(), draft.state == Some(state)).clicked() {
                draft.state = Some(state);
                draft.by_person = 0;
            }
        }
        let person = draft.person.and_then(|n| preview.people.get(n));
        if let Some(person) = person {
            let name = said::person_name(&person.author, &person.unit);
            match filter_chip(ui, said::BY_PERSON, &name, words::TAKE_OFF) {
                Some(FilterAsk::TakeOff) => draft.person = None,
                Some(FilterAsk::Open) => draft.by_person = 1,
                None => {}
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let name = said::SEARCH;
            let width = ui.available_width().clamp(120.0, 240.0);
            SearchField { name, hint: name, keys: "", width }.show(ui, &mut draft.text);
        });
    });
    ui.add_space(space::S);
    let needle = draft.text.trim().to_lowercase();
    let person = draft.person.and_then(|n| preview.people.get(n));
    let shows = |row: &&Row| {
        draft.state.is_none_or(|state| row.state == state)
            && person.is_none_or(|person| person.subjects.contains(&row.n))
            && (needle.is_empty() || row.needle.contains(&needle))
    };
    let shown: Vec<PartKey> = draft.rows.iter().filter(shows).map(|row| row.key).collect();
    if draft.chosen.is_none_or(|chosen| !shown.contains(&chosen)) {
        draft.chosen = shown.first().copied();
    }
    step_by_keys(ui, &shown, draft);
    draft.shown = shown;
}

/// The arrow keys go through the list wherever the keyboard is, but not out of a text.
fn step_by_keys(ui: &Ui, shown: &[PartKey], draft: &mut PreviewDraft) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    let (down, up) = ui.input_mut(|input| {
        let down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
        (down, input.consume_key(Modifiers::NONE, Key::ArrowUp))
    });
    let at = shown.iter().position(|key| Some(*key) == draft.chosen).unwrap_or_default();
    let next = match (down, up) {
        (true, _) => at + 1,
        (_, true) => at.saturating_sub(1),
        (false, false) => return,
    };
    if let Some(key) = shown.get(next) {
        draft.chosen = Some(*key);
        draft.to_chosen = true;
    }
}

fn list_ui(ui: &mut Ui, draft: &mut PreviewDraft) {
    let wanted: BTreeSet<PartKey> = draft.shown.iter().copied().collect();
    let rows: Vec<&Row> = draft.rows.iter().filter(|row| wanted.contains(&row.key)).collect();
    if rows.is_empty() {
        return empty_note(ui, icon::FILTER_LIST, said::NO_HIT);
    }
    let mut clicked = None;
    let (chosen, to_chosen) = (draft.chosen, draft.to_chosen);
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let wide = vec2(ui.available_width() - space::S, ROW * rows.len() as f32);
        let (all, _) = ui.allocate_exact_size(wide, Sense::hover());
        for (n, row) in rows.iter().enumerate() {
            let top = all.top() + ROW * n as f32;
            let rect = Rect::from_min_size(egui::pos2(all.left(), top), vec2(all.width(), ROW));
            let here = chosen == Some(row.key);
            if here && to_chosen {
                ui.scroll_to_rect(rect, None);
            }
            if ui.is_rect_visible(rect) && row_ui(ui, rect, row, here) {
                clicked = Some(row.key);
            }
        }
    });
    draft.to_chosen = false;
    if clicked.is_some() {
        draft.chosen = clicked;
    }
}

fn row_ui(ui: &Ui, rect: Rect, row: &Row, here: bool) -> bool {
    let t = theme::of(ui);
    let name = format!("{} {}", said::state(row.state), row.name);
    let response = hot(ui, ("merge row", row.key), rect, Role::ListItem, &name, here);
    let inner = rect.shrink2(vec2(space::S, 6.0));
    let word = said::state(row.state);
    let chip = width_of(ui, word, font::small()) + space::L;
    chip_at(ui, egui::pos2(inner.right() - chip, inner.top() + 10.0), word, tone(row.state));
    let first = inner.with_max_y(inner.top() + 20.0).with_max_x(inner.right() - chip - space::S);
    silent_line(ui, first, Align2::LEFT_CENTER, &row.name, font::body(), t.text);
    let second = inner.with_min_y(inner.top() + 21.0);
    line(ui, second, Align2::LEFT_CENTER, &row.note, font::small(), t.text_3);
    response.clicked()
}

fn people_ui(ui: &mut Ui, preview: &MergePreview, draft: &mut PreviewDraft) {
    let mut clicked = None;
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        for (n, person) in preview.people.iter().enumerate() {
            let wide = vec2(ui.available_width() - space::S, ROW);
            let (rect, _) = ui.allocate_exact_size(wide, Sense::hover());
            let t = theme::of(ui);
            let name = said::person_name(&person.author, &person.unit);
            let here = draft.person == Some(n);
            let response = hot(ui, ("merge person", n), rect, Role::ListItem, &name, here);
            let inner = rect.shrink2(vec2(space::S, 6.0));
            silent_line(ui, inner.with_max_y(inner.top() + 20.0), Align2::LEFT_CENTER, &name, font::body(), t.text);
            let second = inner.with_min_y(inner.top() + 21.0);
            line(ui, second, Align2::LEFT_CENTER, &said::person(person), font::small(), t.text_3);
            if response.clicked() {
                clicked = Some(n);
            }
        }
    });
    if clicked.is_some() {
        draft.person = clicked;
        draft.state = None;
        draft.by_person = 0;
    }
}

fn chosen_ui(ui: &mut Ui, preview: &MergePreview, draft: &mut PreviewDraft) {
    let found = draft.chosen.and_then(|key| preview.subjects.iter().find(|subject| subject.key == key));
    let Some(subject) = found else {
        return empty_note(ui, icon::SWAP_HORIZ, said::PICK_ONE);
    };
    if draft.sides.as_ref().is_none_or(|(key, _)| *key != subject.key) {
        draft.sides = Some((subject.key, sides::of(preview, subject)));
    }
    let name = said::subject(&preview.merged.ledger, subject.key);
    if let Some((_, all)) = &draft.sides {
        ScrollArea::vertical().id_salt(("sides", subject.key)).auto_shrink([false, false]).show(ui, |ui| {
            sides::sides_ui(ui, (&name, subject), all);
            let t = theme::of(ui);
            ui.add_space(space::S);
            ui.label(egui::RichText::new(said::unchanged(preview.unchanged)).font(font::small()).color(t.text_3));
        });
    }
}
