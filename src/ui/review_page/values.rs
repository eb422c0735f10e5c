//! The values about which copies disagree, each with who entered it, to choose one.
#![expect(clippy::wildcard_enum_match_arm, reason = "only conflicts have values to choose from")]

use egui::{Align2, Sense, Ui, vec2};

use crate::{
    domain::{EditKey, ledger::Ledger, register::Log, review::Finding, rules::Action},
    ui::{
        theme::{self, font, size, space},
        view::ViewCtx,
        widgets::{Weight, button_unless, inside, line, paragraph, paragraph_height, width_of},
        words,
    },
};

/// One of several values.
struct ValueShown {
    key: EditKey,
    text: String,
    action: Action,
}

/// Shows the values of a conflict; nothing for other findings.
pub(super) fn values_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, finding: &Finding) {
    let Some((log, values)) = values(ledger, finding) else {
        return;
    };
    let mut seen: Vec<&str> = Vec::new();
    for (n, value) in values.iter().enumerate() {
        if !seen.contains(&value.text.as_str()) {
            seen.push(&value.text);
            value_ui(ctx, ui, (log, n), value);
        }
    }
}

fn value_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (log, n): (&Log, usize), value: &ValueShown) {
    let t = theme::of(ui);
    let change = log.edit_ref(value.key).map(|edit| edit.0);
    let header = change.and_then(|change| ctx.app.history()?.get(change)).map(|change| &change.header);
    let who = header.map(|header| words::review::entered(&header.author, &header.unit, header.typed_at));
    let who = who.unwrap_or_default();
    let wide = ui.available_width();
    let foot = width_of(ui, words::review::TAKE, font::body()) + space::M * 2.0 + space::L;
    let said = (width_of(ui, &who, font::small()) + space::L).min(wide / 3.0);
    let room = (wide - foot - said).max(100.0);
    let high = paragraph_height(ui, room, 3, &value.text, font::body()).max(size::BUTTON);
    let (rect, _) = ui.allocate_exact_size(vec2(wide, high), Sense::hover());
    let text = paragraph_height(ui, room, 3, &value.text, font::body());
    let place = egui::Rect::from_min_size(rect.min + vec2(0.0, (high - text) / 2.0), vec2(room, text));
    paragraph(ui, place, 3, &value.text, font::body(), t.text);
    let beside = egui::Rect::from_min_size(rect.min + vec2(room + space::S, 0.0), vec2(said - space::S, high));
    line(ui, beside, Align2::RIGHT_CENTER, &who, font::small(), t.text_3);
    let at = rect.with_min_x(rect.right() - foot + space::L);
    let refusal = ctx.app.refusal(&value.action).map(|refusal| words::refusal(ctx.ledger(), &refusal));
    let pressed = inside(ui, ("take", n), at, |ui| {
        button_unless(ui, Weight::Normal, "", words::review::TAKE, refusal.as_deref()).clicked()
    });
    if pressed {
        ctx.commands.act(value.action.clone());
    }
}

fn shown<V>(current: Vec<(EditKey, V)>, text: impl Fn(&V) -> String, action: impl Fn(V) -> Action) -> Vec<ValueShown> {
    let one = |(key, value)| ValueShown { key, text: text(&value), action: Action::Resolve(Box::new(action(value))) };
    current.into_iter().map(one).collect()
}

fn values<'a>(ledger: &'a Ledger, finding: &Finding) -> Option<(&'a Log, Vec<ValueShown>)> {
    of_issue(ledger, finding).or_else(|| of_directory(ledger, finding)).or_else(|| of_others(ledger, finding))
}

fn of_issue<'a>(ledger: &'a Ledger, finding: &Finding) -> Option<(&'a Log, Vec<ValueShown>)> {
    let held = ledger.issue(finding.issue()?)?;
    let issue = held.id;
    let values =
        match finding {
            Finding::IssueConflict { field, .. } => shown(
                held.fields.current(*field),
                |value| words::value(ledger, value),
                |value| Action::SetIssue { issue, value },
            ),
            Finding::MeasureConflict { measure, field, .. } => shown(
                held.measures.get(measure)?.fields.current(*field),
                |value| words::measure_value(ledger, value),
                |value| Action::SetMeasure { issue, measure: *measure, value },
            ),
            Finding::CheckpointConflict { checkpoint, field, .. } => shown(
                held.checkpoints.get(checkpoint)?.fields.current(*field),
                |value| words::checkpoint_value(ledger, value),
                |value| Action::SetCheckpoint { issue, checkpoint: *checkpoint, value },
            ),
            Finding::TargetConflict { target, field, .. } => {
                shown(held.targets.get(target)?.fields.current(*field), words::target_value, |value| {
                    Action::SetTarget { issue, target: *target, value }
                })
            }
            _ => return None,
        };
    Some((&held.log, values))
}

fn of_directory<'a>(ledger: &'a Ledger, finding: &Finding) -> Option<(&'a Log, Vec<ValueShown>)> {
    let directory = &ledger.directory;
    let values = match finding {
        Finding::LedgerConflict(field) => {
            shown(directory.fields.current(*field), |value| words::ledger_value(ledger, value), Action::SetLedger)
        }
        Finding::UnitConflict { unit, field } => shown(
            directory.units.get(unit)?.fields.current(*field),
            |value| words::unit_value(ledger, value),
            |value| Action::SetUnit { unit: *unit, value },
        ),
        Finding::PersonConflict { person, field } => shown(
            directory.people.get(person)?.fields.current(*field),
            |value| words::person_value(ledger, value),
            |value| Action::SetPerson { person: *person, value },
        ),
        Finding::ProcedureConflict(name) => {
            let current = directory.procedures.get(name)?.current();
            let written = current.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
            shown(written, words::review::procedure, |value| Action::SetProcedure(Box::new(value)))
        }
        Finding::HolidaysConflict(year) => {
            let current = directory.holidays.get(year)?.current();
            let written = current.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
            shown(written, words::review::holidays, Action::SetHolidays)
        }
        Finding::InspectionConflict { inspection, field } => {
            shown(directory.inspections.get(inspection)?.fields.current(*field), words::inspection_value, |value| {
                Action::SetInspection { inspection: *inspection, value }
            })
        }
        _ => return None,
    };
    Some((&directory.log, values))
}

fn of_others<'a>(ledger: &'a Ledger, finding: &Finding) -> Option<(&'a Log, Vec<ValueShown>)> {
    match finding {
        Finding::ComplaintConflict { complaint, field } => {
            let held = ledger.complaints.get(complaint)?;
            let values = shown(
                held.fields.current(*field),
                |value| words::complaint_value(ledger, value),
                |value| Action::SetComplaint { complaint: *complaint, value },
            );
            Some((&held.log, values))
        }
        Finding::CaseConflict { case, field } => {
            let held = ledger.cases.get(case)?;
            let action = |value| Action::SetCase { case: *case, value };
            Some((&held.log, shown(held.fields.current(*field), |value| words::case_value(ledger, value), action)))
        }
        Finding::PrivateConflict(subject) => {
            let current = ledger.private.texts.get(subject)?.current();
            let action = |text| Action::SetPrivate { subject: *subject, text };
            Some((&ledger.private.log, shown(current, Clone::clone, action)))
        }
        _ => None,
    }
}
