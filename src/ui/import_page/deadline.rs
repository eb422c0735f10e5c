//! Which of the deadlines read is the item's, and what it means.

use egui::Ui;

use crate::{
    app::import::{DeadlineChoice, ImportChange},
    domain::deadline_words::read_deadline,
    ui::{
        theme::Tone,
        widgets::{DateField, Field, banner, field_label, radio},
        words,
    },
};

use super::{
    detail::{Chosen, send},
    preview::Shown,
};

/// The place of the deadline that is chosen now.
fn place(choice: DeadlineChoice) -> Option<usize> {
    match choice {
        DeadlineChoice::Read(n) | DeadlineChoice::Confirmed(n) | DeadlineChoice::On(n, _) => Some(n),
        DeadlineChoice::None | DeadlineChoice::Typed(_) => None,
    }
}

/// Shows the deadlines of the item, the doubt about the chosen one, and a field for another day.
pub(super) fn deadline_ui(ui: &mut Ui, shown: Shown<'_>, chosen: Chosen<'_>, draft: &mut Option<(usize, String)>) {
    field_label(ui, words::import::DEADLINE, "");
    let now = chosen.choice.deadline;
    for (n, deadline) in chosen.item.deadlines.iter().enumerate() {
        if radio(ui, place(now) == Some(n), &words::import::deadline_choice(deadline)).clicked() {
            send(shown, ImportChange::Deadline(chosen.n, DeadlineChoice::Read(n)));
            *draft = None;
        }
    }
    if radio(ui, now == DeadlineChoice::None, words::import::NO_DEADLINE).clicked() {
        send(shown, ImportChange::Deadline(chosen.n, DeadlineChoice::None));
        *draft = None;
    }
    if let Some(doubt) = chosen.row.deadline.doubt {
        let confirm = chosen.row.deadline.shown_date().is_some().then_some(words::import::CONFIRM_DATE);
        let pressed = banner(ui, Tone::Warn, words::doubt(doubt), confirm.as_slice());
        if let Some(n) = place(now).filter(|_| pressed.is_some()) {
            send(shown, ImportChange::Deadline(chosen.n, DeadlineChoice::Confirmed(n)));
        }
    }
    other_day(ui, shown, chosen, draft);
}

fn other_day(ui: &mut Ui, shown: Shown<'_>, chosen: Chosen<'_>, draft: &mut Option<(usize, String)>) {
    let now = chosen.choice.deadline;
    let mut text = match draft.take() {
        Some((n, text)) if n == chosen.n => text,
        _ => match now {
            DeadlineChoice::On(_, date) | DeadlineChoice::Typed(date) => words::date(date),
            DeadlineChoice::None | DeadlineChoice::Read(_) | DeadlineChoice::Confirmed(_) => String::new(),
        },
    };
    let parse = |text: &str| read_deadline(text, Some(shown.ctx.today())).date();
    let field = Field::new(words::import::OTHER_DATE).width(200.0);
    let said = DateField::new(field, &parse, shown.ctx.today()).show(ui, &mut text);
    if let Some(date) = said.date.filter(|_| said.response.changed()) {
        let choice = place(now).map_or(DeadlineChoice::Typed(date), |n| DeadlineChoice::On(n, date));
        send(shown, ImportChange::Deadline(chosen.n, choice));
    }
    *draft = Some((chosen.n, text));
}
