//! 督办与批示: notices with their answers, instructions with what came of them, remarks.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use egui::{Rect, Sense, Ui, vec2};

use crate::{
    domain::{
        RecordId,
        record::{Record, RecordBody, SupervisionNotice},
    },
    ui::{
        icon,
        theme::{self, Tone, font},
        widgets::{Weight, button, chip, divider, hint, level, link},
        words::{self, issue_page as says},
    },
};

use super::{
    Here, IssueDraft,
    dialogs::Dialog,
    parts::{body, card, keyed, quiet, signed_by, typed_by_at, unit_name},
};

pub(super) fn supervision_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let shown: Vec<&Record> = here
        .issue
        .live_records()
        .rev()
        .filter(|record| {
            matches!(
                record.body,
                RecordBody::Notice(_)
                    | RecordBody::Instruction { .. }
                    | RecordBody::Remark { .. }
                    | RecordBody::LookBack { .. }
            )
        })
        .collect();
    let mut asked = None;
    let mut asked_below = None;
    let may = !here.ctx.app.is_read_only() && here.issue.is_present();
    card(
        ui,
        (says::SUPERVISION, ""),
        |ui| {
            // Whoever only looks at a copy may still remark: that goes to a file of its own.
            let remarks = here.issue.is_present();
            for (label, dialog) in [
                (says::ADD_REMARK, Dialog::Remark),
                (says::ADD_INSTRUCTION, Dialog::Instruction),
                (says::ADD_NOTICE, Dialog::Notice),
            ] {
                let may = may || (remarks && dialog == Dialog::Remark);
                if ui.add_enabled_ui(may, |ui| button(ui, Weight::Quiet, icon::ADD, label)).inner.clicked() {
                    asked = Some(dialog);
                }
            }
        },
        |ui| {
            if shown.is_empty() {
                hint(ui, says::NO_SUPERVISION);
            }
            for (n, record) in shown.iter().enumerate() {
                if n > 0 {
                    divider(ui);
                }
                record_ui(here, ui, &mut asked_below, record, may);
            }
        },
    );
    if let Some(dialog) = asked.or(asked_below) {
        draft.dialog = Some(dialog);
    }
}

fn record_ui(here: Here<'_>, ui: &mut Ui, asked: &mut Option<Dialog>, record: &Record, may: bool) {
    match &record.body {
        RecordBody::Notice(notice) => notice_ui(here, ui, asked, (record, notice), may),
        RecordBody::Instruction { who, words: said, date, .. } => {
            heading(ui, &format!("{} {who} {}", words::record_kind(&record.body), words::date(*date)));
            body(ui, said);
            let outcomes = here.issue.live_records().filter_map(|other| match &other.body {
                RecordBody::InstructionOutcome { instruction, date, text } if *instruction == record.id => {
                    Some((*date, text))
                }
                _ => None,
            });
            for (date, text) in outcomes {
                keyed(ui, &says::outcome_on(&words::date(date)), text);
            }
            quiet(ui, &typed_by_at(here, record.at));
            if may && link(ui, says::ADD_OUTCOME).clicked() {
                *asked = Some(Dialog::Outcome(record.id));
            }
        }
        RecordBody::Remark { date, signed, text, verdict } => {
            heading(ui, &format!("{} {}", words::record_kind(&record.body), words::date(*date)));
            body(ui, text);
            keyed(ui, says::VERDICT, words::verdict(*verdict));
            quiet(ui, &signed_by(here, signed, record.at));
        }
        RecordBody::LookBack { date, signed, qualified, text, .. } => {
            heading(ui, &format!("{} {}", words::record_kind(&record.body), words::date(*date)));
            let verdict = if *qualified { says::QUALIFIED } else { says::UNQUALIFIED };
            keyed(ui, says::VERDICT, verdict);
            body(ui, text);
            quiet(ui, &signed_by(here, signed, record.at));
        }
        _ => {}
    }
}

fn heading(ui: &mut Ui, words: &str) {
    let ink = theme::of(ui).text;
    ui.add(egui::Label::new(egui::RichText::new(words).font(font::strong()).color(ink)).wrap());
}

fn notice_ui(
    here: Here<'_>,
    ui: &mut Ui,
    asked: &mut Option<Dialog>,
    (record, notice): (&Record, &SupervisionNotice),
    may: bool,
) {
    let scale = here.ledger.directory.fields.scale.get().as_ref();
    let lifted = lifted(here, record.id);
    let answers = answers(here, record.id);
    ui.horizontal_wrapped(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(110.0, 26.0), Sense::hover());
        let place = Rect::from_min_size(rect.min, rect.size());
        level(ui, place, words::level_dot(scale, &notice.level), &words::level(scale, &notice.level));
        heading(ui, &notice.number);
        let due = notice.answer_due;
        let (word, tone) = match (&lifted, answers.is_empty(), due) {
            (Some(_), ..) => (says::LIFTED.to_owned(), Tone::Good),
            (None, false, _) => (says::ANSWERED.to_owned(), Tone::Good),
            (None, true, Some(due)) if due < here.ctx.today() => {
                (says::answer_late((here.ctx.today() - due).num_days()), Tone::Danger)
            }
            (None, true, Some(due)) => (says::answer_due(&words::date(due)), Tone::Warn),
            (None, true, None) => (says::NOT_ANSWERED.to_owned(), Tone::Neutral),
        };
        chip(ui, &word, tone);
    });
    keyed(ui, says::NOTICE_TO, &unit_name(here, notice.unit));
    keyed(ui, says::NOTICE_CAUSE, &notice.cause);
    keyed(ui, says::DEMAND, &notice.demand);
    for (date, text) in answers {
        keyed(ui, &says::answered_on(&words::date(date)), text);
    }
    if let Some((date, reason)) = lifted {
        keyed(ui, &says::lifted_on(&words::date(date)), reason);
    }
    let on = notice.date.map(words::date).unwrap_or_default();
    quiet(ui, &format!("{on} {}", signed_by(here, &notice.signed, record.at)));
    if may && lifted.is_none() {
        let name = words::cut(&notice.number, 16);
        ui.horizontal(|ui| {
            if link(ui, &says::answer_menu(&name)).clicked() {
                *asked = Some(Dialog::Answer(record.id));
            }
            if link(ui, &says::lift_menu(&name)).clicked() {
                *asked = Some(Dialog::Lift(record.id));
            }
        });
    }
}

fn answers(here: Here<'_>, of: RecordId) -> Vec<(chrono::NaiveDate, &str)> {
    let all = here.issue.live_records().filter_map(|record| match &record.body {
        RecordBody::NoticeAnswer { notice, date, text, .. } if *notice == of => Some((*date, text.as_str())),
        _ => None,
    });
    all.collect()
}

fn lifted(here: Here<'_>, of: RecordId) -> Option<(chrono::NaiveDate, &str)> {
    here.issue.live_records().find_map(|record| match &record.body {
        RecordBody::NoticeLifted { notice, date, reason } if *notice == of => Some((*date, reason.as_str())),
        _ => None,
    })
}
