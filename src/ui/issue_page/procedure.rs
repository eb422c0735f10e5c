//! 销号程序: the steps of a round, what the next one lacks, the notice and its objections, older rounds.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use egui::{Align2, Rect, Sense, Ui, vec2};

use crate::{
    domain::{
        RecordId,
        closure::{ChecklistAnswer, Round, RoundCause, StepOutcome},
        procedure::{Procedure, Step},
        record::{Publicity, RecordBody},
        rules::{Missing, StepEntry, missing_for_step, next_step, steps_to_choose},
    },
    ui::{
        fields::sentence_line,
        icon,
        theme::{self, Tone, font, space},
        widgets::{
            StepState, StepView, Weight, banner, button, glyph, hint, line, segmented, stepper, strip, width_of,
        },
        words::{self, issue_page as says},
    },
};

use super::{Here, IssueDraft, dialogs::Dialog, parts::card, step_dialog};

/// The step the issue waits for.
pub(super) fn next(here: Here<'_>) -> Option<&Step> {
    next_step(&here.ledger.directory, here.issue)
}

/// The notice of the round in force that has not been sent back since.
pub(super) fn publicity(here: Here<'_>) -> Option<(RecordId, &Publicity)> {
    let choice = steps_to_choose(&here.ledger.directory, here.issue);
    let step = choice.into_iter().find(|step| step.notice.is_some())?;
    let entry = StepEntry { step: step.key.clone(), ..StepEntry::default() };
    let lacks = missing_for_step(&here.ledger.directory, here.issue, &entry, here.ctx.today());
    if lacks.contains(&Missing::NoticeNotBegun) {
        return None;
    }
    here.issue.live_records().rev().find_map(|record| match &record.body {
        RecordBody::Publicity(publicity) if publicity.step == step.key => Some((record.id, publicity)),
        _ => None,
    })
}

pub(super) fn procedure_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let rounds = here.issue.live_rounds();
    let chosen = draft.round.and_then(|id| rounds.iter().position(|round| round.id == id));
    let at = chosen.unwrap_or_else(|| rounds.len().saturating_sub(1));
    let round = rounds.get(at).copied();
    let procedure = round.map(|round| &*round.procedure).or_else(|| here.ledger.directory.procedure_for(here.issue));
    let aside = aside(here, at, round, procedure);
    card(
        ui,
        (says::PROCEDURE, &aside),
        |_| (),
        |ui| {
            let Some(procedure) = procedure else {
                hint(ui, says::NO_PROCEDURE);
                return;
            };
            if rounds.len() > 1 {
                let names: Vec<String> = (1..=rounds.len()).map(says::round).collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let mut now = at;
                if segmented(ui, &names, &mut now) {
                    draft.round = rounds.get(now).map(|round| round.id);
                }
                ui.add_space(space::XS);
            }
            if let Some(Round { cause: cause @ RoundCause::Relapse { .. }, .. }) = round {
                hint(ui, &words::round_cause(cause));
            }
            let current = at + 1 >= rounds.len();
            let steps = steps_of(here, round, procedure, current);
            let views: Vec<_> =
                steps.iter().map(|(word, when, state)| StepView { word, when, state: *state }).collect();
            if let Some(pressed) = stepper(ui, &views).and_then(|n| procedure.steps.get(n)) {
                draft.dialog = pressed_dialog(here, round, pressed, current);
            }
            if current {
                contradiction_ui(here, ui, draft, round);
                lacks_ui(here, ui, draft);
                notice_ui(here, ui, draft);
            } else {
                hint(ui, says::ROUND_READ_ONLY);
            }
        },
    );
}

fn aside(here: Here<'_>, at: usize, round: Option<&Round>, procedure: Option<&Procedure>) -> String {
    let name = procedure.map(|procedure| procedure.name.clone()).unwrap_or_default();
    let Some(round) = round else {
        return name;
    };
    let standing = here.issue.standing(round);
    let mut said = format!("{name}，{}", says::round(at + 1));
    if standing.returns > 0 {
        said.push('，');
        said.push_str(&says::returned(standing.returns));
    }
    if let Some(used) = days_used(here, round) {
        said.push('，');
        said.push_str(&used);
    }
    said
}

/// Days used of the days the step may take, counted from the step before.
fn days_used(here: Here<'_>, round: &Round) -> Option<String> {
    let standing = here.issue.standing(round);
    let step = round.procedure.steps.get(standing.at)?;
    let limit = step.limit?;
    let from = last_date(here, round)?;
    let used = here.ledger.directory.calendar().days_used(from, here.ctx.today(), limit.count).ok()?;
    Some(says::used(&step.name, used, &words::day_limit(limit)))
}

fn last_date(here: Here<'_>, round: &Round) -> Option<chrono::NaiveDate> {
    let standing = here.issue.standing(round);
    let dates = standing.tips.iter().filter_map(|id| match &here.issue.record(*id)?.body {
        RecordBody::Step(step) => step.date,
        _ => None,
    });
    dates.max()
}

fn steps_of(
    here: Here<'_>,
    round: Option<&Round>,
    procedure: &Procedure,
    current: bool,
) -> Vec<(String, String, StepState)> {
    let standing = round.map(|round| here.issue.standing(round));
    let at = standing.as_ref().map_or(0, |standing| standing.at);
    let returned = round.and_then(|round| returned_from(here, round));
    let mut steps = Vec::new();
    for (n, step) in procedure.steps.iter().enumerate() {
        let done = standing.as_ref().and_then(|standing| standing.passed.get(&step.key));
        let done_on = done.and_then(|id| here.issue.record(*id)).and_then(|record| match &record.body {
            RecordBody::Step(step) => step.date,
            _ => None,
        });
        let (when, state) = if done.is_some() {
            (done_on.map(words::date).unwrap_or_default(), StepState::Done)
        } else if let Some((_, date)) = returned.as_ref().filter(|(key, _)| *key == step.key) {
            (says::returned_on(&date.map(words::short_date).unwrap_or_default()), StepState::Returned)
        } else if n < at {
            // A relapse opens its round assigned already.
            let state = if n == 0 { StepState::Done } else { StepState::Skipped };
            (String::new(), state)
        } else {
            let state = if n == at && current { StepState::Now } else { StepState::Later };
            (waiting_words(here, step, n == at), state)
        };
        steps.push((step.name.clone(), when, state));
    }
    steps
}

fn waiting_words(here: Here<'_>, step: &Step, now: bool) -> String {
    if let (true, Some((_, publicity))) = (now, publicity(here))
        && let Some(to) = publicity.to
    {
        return says::until(&words::near_date(to, here.ctx.today()));
    }
    match (step.limit, step.notice) {
        (Some(limit), _) => says::limit(&words::day_limit(limit)),
        (None, Some(rule)) => says::notice_days(rule.days),
        (None, None) if !step.required => says::OPTIONAL_STEP.to_owned(),
        (None, None) => String::new(),
    }
}

/// The step that sent the round back last, if nothing was done since.
fn returned_from(
    here: Here<'_>,
    round: &Round,
) -> Option<(crate::domain::procedure::StepKey, Option<chrono::NaiveDate>)> {
    let standing = here.issue.standing(round);
    standing.tips.iter().find_map(|id| match &here.issue.record(*id)?.body {
        RecordBody::Step(step) if matches!(step.outcome, StepOutcome::SentBack(_)) => {
            Some((step.step.clone(), step.date))
        }
        _ => None,
    })
}

fn pressed_dialog(here: Here<'_>, round: Option<&Round>, step: &Step, current: bool) -> Option<Dialog> {
    let record = round.and_then(|round| {
        let standing = here.issue.standing(round);
        let passed = standing.passed.get(&step.key).copied();
        passed.or_else(|| {
            let of_step = here.issue.steps_of(round.id).into_iter().rev();
            let mut returned =
                of_step.filter(|(_, taken)| taken.step == step.key && taken.outcome != StepOutcome::Passed);
            returned.next().map(|(record, _)| record.id).filter(|id| standing.tips.contains(id))
        })
    });
    match record {
        Some(id) => Some(Dialog::StepRecord(id)),
        None if !current => None,
        None if step.notice.is_some() && publicity(here).is_none() && next(here).is_some_and(|n| n.key == step.key) => {
            Some(Dialog::Publish)
        }
        None => Some(Dialog::Step(step.key.clone())),
    }
}

fn contradiction_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft, round: Option<&Round>) {
    let Some(round) = round else {
        return;
    };
    let standing = here.issue.standing(round);
    for id in &standing.late {
        let said = here.issue.record(*id).map(|record| words::record_line(here.ledger, &record.body));
        hint(ui, &says::late_record(&said.unwrap_or_default()));
    }
    if !standing.is_contradicted() {
        return;
    }
    let tips = standing.tips.iter().filter_map(|id| here.issue.record(*id));
    let said: Vec<String> = tips
        .map(|record| format!("{} {}", words::record_kind(&record.body), words::record_line(here.ledger, &record.body)))
        .collect();
    if banner(ui, Tone::Warn, &says::contradicted(&said.join("；")), &[says::SEND_BACK_MENU]).is_some() {
        draft.dialog = Some(Dialog::SendBack);
    }
}

/// The strip under the stepper: what is missing first, what is there after.
fn lacks_ui(here: Here<'_>, ui: &mut Ui, draft: &IssueDraft) {
    let Some(step) = next(here) else {
        return;
    };
    let typed = draft.forms.get(&(here.id(), Dialog::Step(step.key.clone())));
    let entry = typed.map(|form| step_dialog::entry_of(here, step, form, &mut Vec::new()));
    let begun = entry.is_some();
    let entry = entry.unwrap_or_else(|| StepEntry { step: step.key.clone(), ..StepEntry::default() });
    let mut lacks = missing_for_step(&here.ledger.directory, here.issue, &entry, here.ctx.today());
    if !begun {
        // Who signs and when is asked in the dialog; on the page it is no fault.
        lacks.retain(|missing| !matches!(missing, Missing::Signature | Missing::Date));
    }
    let there = there(step, &lacks);
    let title = if lacks.is_empty() { says::may_begin(&step.name) } else { says::still_lacks(&step.name, lacks.len()) };
    strip(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, 2.0);
        said(ui, None, &title);
        for missing in &lacks {
            said(ui, Some(false), &words::missing(missing));
        }
        for what in &there {
            said(ui, Some(true), what);
        }
    });
}

fn there(step: &Step, lacks: &[Missing]) -> Vec<String> {
    let lacking = |name: &str| lacks.iter().any(|m| matches!(m, Missing::Material { name: n, .. } if n == name));
    let materials = step.materials.iter().filter(|demand| demand.required && !lacking(&demand.name));
    materials.map(|demand| demand.name.clone()).collect()
}

/// A word of the strip with its sign, as wide as it is.
fn said(ui: &mut Ui, there: Option<bool>, text: &str) {
    let t = theme::of(ui);
    let (face, ink) = match there {
        None => (font::strong(), t.text),
        Some(true) => (font::body(), t.text_3),
        Some(false) => (font::body(), t.text),
    };
    let lead = if there.is_some() { 24.0 } else { 0.0 };
    let wide = (width_of(ui, text, face.clone()) + lead + 1.0).min(ui.max_rect().width());
    let (rect, _) = ui.allocate_exact_size(vec2(wide, 26.0), Sense::hover());
    if let Some(there) = there {
        let (sign, tone) =
            if there { (icon::CHECK_CIRCLE, Tone::Good) } else { (icon::RADIO_BUTTON_UNCHECKED, Tone::Warn) };
        let place = Rect::from_min_size(rect.min, vec2(18.0, rect.height()));
        glyph(ui, place, sign, 18.0, t.hue(tone).ink);
    }
    line(ui, rect.with_min_x(rect.left() + lead), Align2::LEFT_CENTER, text, face, ink);
}

/// The notice that runs: where, from when to when, its objections.
fn notice_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let Some((id, publicity)) = publicity(here) else {
        return;
    };
    let said = words::record_line(here.ledger, &RecordBody::Publicity(publicity.clone()));
    hint(ui, &format!("{} {said}", says::NOTICE_RUNNING));
    let is_settled = |objection: RecordId| {
        here.issue
            .live_records()
            .any(|record| matches!(&record.body, RecordBody::ObjectionSettled { objection: o, .. } if *o == objection))
    };
    for record in here.issue.live_records() {
        let settles = match &record.body {
            RecordBody::Objection { publicity, .. } if *publicity == id => false,
            RecordBody::ObjectionSettled { .. } => true,
            _ => continue,
        };
        let said = format!("{} {}", words::record_kind(&record.body), words::record_line(here.ledger, &record.body));
        let open = !settles && !is_settled(record.id);
        if open {
            sentence_line(ui, icon::WARNING, &said, theme::of(ui).hue(Tone::Warn).ink);
            if button(ui, Weight::Normal, "", says::SETTLE_MENU).clicked() {
                draft.dialog = Some(Dialog::Settle(record.id));
            }
        } else {
            hint(ui, &said);
        }
    }
    if button(ui, Weight::Quiet, icon::ADD, says::OBJECTION_MENU).clicked() {
        draft.dialog = Some(Dialog::Objection(id));
    }
}

/// One line of a checklist as it was answered.
pub(super) fn answered(answer: &ChecklistAnswer) -> String {
    let note = if answer.note.trim().is_empty() { String::new() } else { format!("（{}）", answer.note.trim()) };
    format!("{}{note}", answer.question)
}
