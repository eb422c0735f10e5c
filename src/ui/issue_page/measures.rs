//! 措施与节点: measures against today, checkpoints, quantified targets with their readings.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use chrono::NaiveDate;
use egui::{Align2, Role, Sense, Ui, vec2};

use crate::{
    domain::{
        issue::IssueItem,
        measure::{Checkpoint, Measure, Target},
        record::RecordBody,
        rules::Action,
    },
    ui::{
        icon,
        theme::{self, Tone, font, size},
        widgets::{
            MeasureBar, MenuItem, Weight, button_unless, columns, divider, field_label, hint, hot, icon_button,
            menu_under, silent_line, timeline,
        },
        words::{self, issue_page as says},
    },
};

use super::{
    Here, IssueDraft,
    dialogs::Dialog,
    parts::{card, unit_name},
};

pub(super) fn measures_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let measures = here.issue.live_measures();
    let today = here.ctx.today();
    let done = measures.iter().filter(|measure| measure.fields.done_on.get().is_some()).count();
    let late = measures.iter().filter(|measure| is_late(measure, today)).count();
    let aside = if measures.is_empty() { String::new() } else { says::measures_sum(measures.len(), done, late) };
    let add = Action::AddMeasure {
        issue: here.id(),
        measure: crate::domain::MeasureId::default(),
        values: vec![crate::domain::measure::MeasureValue::Text("?".to_owned())],
    };
    let refused = here.refused(&add);
    let mut asked = None;
    let mut schedule = false;
    card(
        ui,
        (says::MEASURES, &aside),
        |ui| {
            let backward = words::backward::OPEN;
            schedule = button_unless(ui, Weight::Quiet, icon::EVENT, backward, refused.as_deref()).clicked();
            if button_unless(ui, Weight::Quiet, icon::ADD, says::ADD_TARGET, refused.as_deref()).clicked() {
                asked = Some(Dialog::Target(None));
            }
            if button_unless(ui, Weight::Quiet, icon::ADD, says::ADD_CHECKPOINT, refused.as_deref()).clicked() {
                asked = Some(Dialog::Checkpoint(None));
            }
            if button_unless(ui, Weight::Quiet, icon::ADD, says::ADD_MEASURE, refused.as_deref()).clicked() {
                asked = Some(Dialog::Measure(None));
            }
        },
        |ui| {
            if measures.is_empty() {
                hint(ui, says::NO_MEASURES);
            }
            if !measures.is_empty() || !loose_of(here).is_empty() {
                chart(here, ui, draft, &measures);
            }
            loose_checkpoints(here, ui, draft);
            targets_ui(here, ui, draft);
        },
    );
    if asked.is_some() {
        draft.dialog = asked;
    }
    if schedule {
        super::backward::open(draft);
    }
}

fn is_late(measure: &Measure, today: NaiveDate) -> bool {
    measure.fields.done_on.get().is_none() && measure.fields.deadline.get().date().is_some_and(|due| due < today)
}

/// Each measure against today, then each with its unit and what may be done with it.
fn chart(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft, measures: &[&Measure]) {
    let today = here.ctx.today();
    let said: Vec<(String, String, Tone)> =
        measures.iter().enumerate().map(|(n, measure)| spoken(measure, n + 1, today)).collect();
    let bars: Vec<_> = measures
        .iter()
        .zip(&said)
        .map(|(measure, (label, said, tone))| MeasureBar {
            label,
            from: *measure.fields.started_on.get(),
            due: measure.fields.deadline.get().date(),
            done_on: *measure.fields.done_on.get(),
            said: (said, *tone),
            points: points(here, measure),
        })
        .collect();
    let mut bars = bars;
    bars.extend(whole_bar(here));
    let has_dates = bars
        .iter()
        .any(|bar| bar.due.is_some() || bar.from.is_some() || bar.done_on.is_some() || !bar.points.is_empty());
    if has_dates {
        if let Some(measure) = timeline(ui, &bars, today).and_then(|at| measures.get(at)) {
            draft.dialog = Some(Dialog::Measure(Some(measure.id)));
        }
        divider(ui);
    }
    for (measure, (label, said, tone)) in measures.iter().zip(&said) {
        measure_row(here, ui, draft, measure, (label, said, *tone));
        for checkpoint in here.issue.live_checkpoints() {
            if *checkpoint.fields.measure.get() == Some(measure.id) {
                checkpoint_row(here, ui, draft, checkpoint);
            }
        }
    }
}

/// The checkpoints of the issue as a whole against its deadline, as one row.
fn whole_bar(here: Here<'_>) -> Option<MeasureBar<'static>> {
    let loose = loose_of(here);
    let points = loose.iter().filter_map(|checkpoint| point(checkpoint)).collect::<Vec<_>>();
    (!points.is_empty()).then(|| MeasureBar {
        label: says::CHECKPOINTS,
        due: here.issue.acting_date(),
        points,
        ..MeasureBar::default()
    })
}

/// Where a checkpoint stands on the line of time, and whether it was reached.
fn point(checkpoint: &Checkpoint) -> Option<(NaiveDate, bool)> {
    let reached = *checkpoint.fields.reached_on.get();
    reached.or_else(|| *checkpoint.fields.planned_on.get()).map(|date| (date, reached.is_some()))
}

fn spoken(measure: &Measure, n: usize, today: NaiveDate) -> (String, String, Tone) {
    let number = measure.fields.number.get();
    let number = if number.trim().is_empty() { n.to_string() } else { number.clone() };
    // `1 8座` would be read as eighteen.
    let dot = if number.ends_with(|c: char| c.is_ascii_digit()) { "." } else { "" };
    let label = format!("{number}{dot} {}", measure.fields.text.get());
    let due = measure.fields.deadline.get();
    let (said, tone) = match (*measure.fields.done_on.get(), due.date()) {
        (Some(done), Some(date)) if done > date => (says::done_late((done - date).num_days()), Tone::Neutral),
        (Some(_), _) => (says::DONE.to_owned(), Tone::Good),
        (None, Some(date)) if date < today => (says::late((today - date).num_days()), Tone::Danger),
        (None, Some(date)) => (says::due(&words::near_date(date, today)), Tone::Neutral),
        (None, None) if due.is_empty() => (says::NO_DEADLINE.to_owned(), Tone::Neutral),
        (None, None) => (words::deadline(due), Tone::Neutral),
    };
    (label, said, tone)
}

fn points(here: Here<'_>, measure: &Measure) -> Vec<(NaiveDate, bool)> {
    let of = here.issue.live_checkpoints().into_iter().filter(|c| *c.fields.measure.get() == Some(measure.id));
    of.filter_map(point).collect()
}

/// A row that opens its dialog; the menu at its end withdraws it.
fn measure_row(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft, measure: &Measure, said: (&str, &str, Tone)) {
    let unit = unit_name(here, *measure.fields.unit.get());
    let cells = [said.0.to_owned(), unit, words::deadline(measure.fields.deadline.get()), said.1.to_owned()];
    let item = IssueItem::Measure(measure.id);
    row_ui(here, ui, draft, (&cells, said.2), (Dialog::Measure(Some(measure.id)), item));
}

fn checkpoint_row(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft, checkpoint: &Checkpoint) {
    let today = here.ctx.today();
    let fields = &checkpoint.fields;
    let planned = fields.planned_on.get().map(words::date).unwrap_or_default();
    let (said, tone) = match (*fields.reached_on.get(), *fields.planned_on.get()) {
        (Some(on), _) => (says::reached(&words::near_date(on, today)), Tone::Good),
        (None, Some(date)) if date < today => (says::late((today - date).num_days()), Tone::Danger),
        (None, _) => (says::NOT_REACHED.to_owned(), Tone::Neutral),
    };
    let cells = [says::checkpoint(fields.name.get()), String::new(), planned, said];
    let item = IssueItem::Checkpoint(checkpoint.id);
    row_ui(here, ui, draft, (&cells, tone), (Dialog::Checkpoint(Some(checkpoint.id)), item));
}

fn row_ui(
    here: Here<'_>,
    ui: &mut Ui,
    draft: &mut IssueDraft,
    (cells, tone): (&[String; 4], Tone),
    (open, item): (Dialog, IssueItem),
) {
    let t = theme::of(ui);
    let wide = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(wide, size::ROW), Sense::hover());
    let mut room = rect;
    room.max.x -= size::BUTTON + 4.0;
    let name = cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    if hot(ui, format!("part {item:?}"), room, Role::Row, &name, false).on_hover_text(&name).clicked() {
        draft.dialog = Some(open);
    }
    let parts = columns(room.shrink2(vec2(4.0, 0.0)), &[4.6, 1.7, 1.6, 1.9], 8.0);
    let inks = [t.text, t.text_2, t.text_2, if tone == Tone::Neutral { t.text_3 } else { t.hue(tone).ink }];
    for (n, (cell, (place, ink))) in cells.iter().zip(parts.into_iter().zip(inks)).enumerate() {
        let face = if n == 0 { font::body() } else { font::small() };
        let at = if n == 3 { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
        silent_line(ui, place, at, cell, face, ink);
    }
    let end = rect.with_min_x(rect.right() - size::BUTTON);
    super::parts::at(ui, format!("row menu {item:?}"), end, |ui| {
        let more = icon_button(ui, icon::MORE_HORIZ, &says::more_of(cells.first().map_or("", String::as_str)));
        let action = Action::Withdraw { issue: here.id(), item, reason: "?".to_owned() };
        let open = egui::Popup::is_id_open(ui.ctx(), egui::Popup::default_response_id(&more));
        let refused = if open { here.refused(&action) } else { None };
        let line = MenuItem::new(icon::BLOCK, says::WITHDRAW_MENU).unless(refused.as_deref());
        if menu_under(&more, &[line]).is_some() {
            draft.dialog = Some(Dialog::Withdraw(item));
        }
    });
}

/// The checkpoints of no standing measure, by their planned day.
fn loose_of(here: Here<'_>) -> Vec<&Checkpoint> {
    let all = here.issue.live_checkpoints();
    let known = |c: &&Checkpoint| {
        c.fields
            .measure
            .get()
            .is_none_or(|id| !here.issue.measures.get(&id).is_some_and(|m| m.presence.get().is_present()))
    };
    let mut loose: Vec<_> = all.into_iter().filter(known).collect();
    loose.sort_by_key(|c| c.fields.planned_on.get().unwrap_or(NaiveDate::MAX));
    loose
}

/// Checkpoints of the issue as a whole: places struck off one by one, say.
fn loose_checkpoints(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let loose = loose_of(here);
    if loose.is_empty() {
        return;
    }
    let reached = loose.iter().filter(|c| c.fields.reached_on.get().is_some()).count();
    field_label(ui, says::CHECKPOINTS, &says::of(reached, loose.len()));
    for checkpoint in loose {
        checkpoint_row(here, ui, draft, checkpoint);
    }
}

// ---------------------------------------------------------------- targets

fn targets_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let targets = here.issue.live_targets();
    if targets.is_empty() {
        return;
    }
    field_label(ui, says::TARGETS, "");
    for target in targets {
        target_row(here, ui, draft, target);
    }
}

fn target_row(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft, target: &Target) {
    let fields = &target.fields;
    let readings: Vec<_> = here
        .issue
        .live_records()
        .filter_map(|record| match &record.body {
            RecordBody::Reading { target: of, date, value, note } if *of == target.id => Some((*date, value, note)),
            _ => None,
        })
        .collect();
    let newest = readings.iter().max_by_key(|(date, ..)| *date);
    let (said, tone) = match newest.map(|(_, value, _)| (value, target.is_reached_by(value))) {
        None => (says::NO_READING.to_owned(), Tone::Neutral),
        Some((value, Some(true))) => (says::reading_reached(value, fields.unit.get()), Tone::Good),
        Some((value, Some(false))) => (says::reading_short(value, fields.unit.get()), Tone::Warn),
        Some((value, None)) => ((*value).clone(), Tone::Neutral),
    };
    let goal = format!("{} {}{}", words::relation(*fields.relation.get()), fields.value.get(), fields.unit.get());
    let label = format!("{} {goal}", fields.what.get());
    let cells = [label, String::new(), words::deadline(fields.due.get()), said];
    row_ui(here, ui, draft, (&cells, tone), (Dialog::Target(Some(target.id)), IssueItem::Target(target.id)));
    ui.horizontal_wrapped(|ui| {
        for (date, value, note) in &readings {
            hint(ui, &format!("{} {value}{} {note}", words::date(*date), fields.unit.get()));
        }
        let link = crate::ui::widgets::link(ui, &says::add_reading(fields.what.get()));
        if !here.ctx.app.is_read_only() && link.clicked() {
            draft.dialog = Some(Dialog::Reading(target.id));
        }
    });
}
