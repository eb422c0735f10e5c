//! The deadline of an issue: its words for ever, what they mean, what acts now, and what moved it.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        RecordId,
        closure::Stage,
        deadline::Deadline,
        issue::{IssueField, IssueValue},
        record::RecordBody,
        rules::Action,
    },
    ui::{
        fields::sentence_line,
        icon,
        theme::{self, Tone, space},
        widgets::{DateField, Field, Weight, button, button_unless},
        words::{self, issue_page as says},
    },
};

use super::{Here, IssueDraft, dialogs::Dialog, facts::line_ui, form::Form, parts::signed_by};

pub(super) fn deadline_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let first = here.issue.first_deadline();
    let conflicted = here.issue.fields.is_conflicted(IssueField::FirstDeadline);
    let registered = here.issue.stage().stage == Stage::Registered;
    let meaning = words::deadline(first);
    let change = if registered { Dialog::SetDeadline } else { Dialog::Correct };
    let refused = may_not_change(here, first, registered);
    let label = words::issue_field(IssueField::FirstDeadline);
    if line_ui(ui, (label, &meaning), conflicted, refused.as_deref()) {
        draft.dialog = Some(if conflicted { Dialog::Conflict(IssueField::FirstDeadline) } else { change });
    }
    let original = &here.issue.fields.deadline.get().words;
    if !original.trim().is_empty() {
        let why = Some(says::WORDS_STAY);
        line_ui(ui, (says::DEADLINE_WORDS, original), false, why);
    }
    if first.needs_confirmation() && registered && !conflicted {
        confirm_ui(here, ui, draft, first);
    }
    moved_ui(here, ui, draft);
}

fn may_not_change(here: Here<'_>, first: &Deadline, registered: bool) -> Option<String> {
    if registered {
        here.refused(&Action::SetIssue { issue: here.id(), value: IssueValue::FirstDeadline(first.clone()) })
    } else {
        let (reason, page) = ("?".to_owned(), "?".to_owned());
        let deadline = first.clone();
        here.refused(&Action::CorrectDeadline { record: RecordId::default(), issue: here.id(), deadline, reason, page })
    }
}

/// Why the date has to be confirmed, the day as understood, and the two ways to settle it.
fn confirm_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft, first: &Deadline) {
    let today = here.ctx.today();
    if let Some(doubt) = first.doubt {
        let ink = theme::of(ui).hue(Tone::Warn).ink;
        sentence_line(ui, icon::WARNING, words::doubt(doubt), ink);
    }
    let form = draft
        .forms
        .entry((here.id(), Dialog::Confirm))
        .or_insert_with(|| Form::default().with("date", first.shown_date().map(words::date).unwrap_or_default()));
    let parse = |text: &str| super::form::read_date(text, today);
    let date = DateField::new(Field::new(says::CONFIRM_DATE), &parse, today).show(ui, form.entry("date")).date;
    ui.add_space(space::XS);
    let same = date == first.shown_date();
    let verb = if same { says::CONFIRM_DEADLINE } else { says::SET_DEADLINE_DATE };
    let action = confirmation(here, first, date);
    let refused = match (&action, date) {
        (_, None) if !form.text("date").is_empty() => Some(words::NOT_A_DATE.to_owned()),
        (action, _) => here.refused(action),
    };
    ui.horizontal(|ui| {
        if button_unless(ui, Weight::Normal, icon::CHECK, verb, refused.as_deref()).clicked() {
            here.act(action);
        }
        if date.is_some() && first.shown_date().is_none() {
            return;
        }
        let without = Action::ConfirmDeadline { issue: here.id(), date: None };
        if first.shown_date().is_none() && button(ui, Weight::Quiet, "", says::CONFIRM_WITHOUT_DATE).clicked() {
            here.act(without);
        }
    });
    ui.add_space(space::S);
}

fn confirmation(here: Here<'_>, first: &Deadline, date: Option<NaiveDate>) -> Action {
    // Accepting the day as it stands also accepts how finely the words name it.
    let date = date.filter(|date| first.shown_date() != Some(*date));
    Action::ConfirmDeadline { issue: here.id(), date }
}

/// Extensions and corrections, the newest last, and what acts now.
fn moved_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let acting = here.issue.acting_extensions();
    if !acting.is_empty()
        && let Some(date) = here.issue.acting_date()
    {
        line_ui(ui, (says::ACTING_DEADLINE, &words::date(date)), false, Some(says::ACTING_BY_EXTENSION));
    }
    for record in here.issue.live_records() {
        let said = match &record.body {
            RecordBody::Extension(_) | RecordBody::DeadlineCorrected { .. } | RecordBody::ExtensionChosen { .. } => {
                words::record_line(here.ledger, &record.body)
            }
            _ => continue,
        };
        let by = signed_by(here, &crate::domain::record::Signature::default(), record.at);
        line_ui(ui, (words::record_kind(&record.body), &format!("{said} {by}")), false, Some(says::RECORDS_STAY));
    }
    if acting.len() > 1 {
        let ink = theme::of(ui).hue(Tone::Warn).ink;
        sentence_line(ui, icon::WARNING, says::SEVERAL_EXTENSIONS, ink);
        ui.horizontal_wrapped(|ui| {
            for (id, extension) in &acting {
                let date = extension.new_date.map(words::date).unwrap_or_default();
                if button(ui, Weight::Normal, "", &says::choose_extension(&date)).clicked() {
                    draft.dialog = Some(Dialog::ChooseExtension(*id));
                }
            }
        });
    }
}
