//! The dialog over one accountability case, new or known. A known one gets only what was changed.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    app::{Command, Page, random_id},
    domain::{
        CaseId, IssueId, UnitId,
        complaint::{AccountabilityCase, CaseField as F, CaseValue as V},
        ledger::Ledger,
        rules::Action,
    },
    ui::{
        theme::space,
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, Dialog, Field, Weight, button, button_unless, hint},
        words::{self, cases, complaints as says},
    },
};

use super::{
    dialogs::{refused, why_not},
    fields::{day_text, day_ui, is_no_day, issues_ui, read_day},
};

/// What is typed into the form.
#[derive(Clone, Debug, Default)]
pub(super) struct CaseForm {
    known: Option<CaseId>,
    number: String,
    unit: Option<UnitId>,
    clue: String,
    handed_over: String,
    opinion: String,
    opinion_on: String,
    consent_on: String,
    decision: String,
    decided_on: String,
    published_on: String,
    people: String,
    issues: Vec<IssueId>,
}

/// Why nobody may enter a case here; nothing where it may be done.
pub(super) fn refusal(ctx: ViewCtx<'_>) -> Option<String> {
    let probe = Action::RegisterCase { case: CaseId(1), values: vec![V::Clue("?".to_owned())] };
    refused(ctx, &probe)
}

impl CaseForm {
    /// The form of a known case.
    pub(super) fn of(case: &AccountabilityCase) -> Self {
        let f = &case.fields;
        Self {
            known: Some(case.id),
            number: f.number.get().clone(),
            unit: *f.unit.get(),
            clue: f.clue.get().clone(),
            handed_over: day_text(*f.handed_over_on.get()),
            opinion: f.opinion.get().clone(),
            opinion_on: day_text(*f.opinion_on.get()),
            consent_on: day_text(*f.consent_on.get()),
            decision: f.decision.get().clone(),
            decided_on: day_text(*f.decided_on.get()),
            published_on: day_text(*f.published_on.get()),
            people: if *f.people.get() == 0 { String::new() } else { f.people.get().to_string() },
            issues: case.issues.iter().copied().collect(),
        }
    }

    fn n_people(&self) -> Option<u32> {
        if self.people.trim().is_empty() { Some(0) } else { self.people.trim().parse().ok() }
    }

    /// What is typed and cannot be read, or is missing.
    fn fault(&self, today: NaiveDate) -> Option<&'static str> {
        let days = [&self.handed_over, &self.opinion_on, &self.consent_on, &self.decided_on, &self.published_on];
        if days.into_iter().any(|day| is_no_day(day, today)) {
            Some(says::DATE_FAULT)
        } else if self.n_people().is_none() {
            Some(says::COUNT_FAULT)
        } else if self.clue.trim().is_empty() {
            Some(cases::NO_CLUE)
        } else {
            None
        }
    }

    fn values(&self, today: NaiveDate) -> Vec<V> {
        let text = |text: &String| text.trim().to_owned();
        let day = |text: &String| read_day(text, today);
        vec![
            V::Number(text(&self.number)),
            V::Clue(text(&self.clue)),
            V::HandledBy(self.unit),
            V::HandedOverOn(day(&self.handed_over)),
            V::Opinion(text(&self.opinion)),
            V::OpinionOn(day(&self.opinion_on)),
            V::ConsentOn(day(&self.consent_on)),
            V::Decision(text(&self.decision)),
            V::DecidedOn(day(&self.decided_on)),
            V::PublishedOn(day(&self.published_on)),
            V::People(self.n_people().unwrap_or_default()),
        ]
    }

    /// Everything that differs from what the ledger has, as one action.
    fn action(&self, ledger: &Ledger, new: CaseId, today: NaiveDate) -> Action {
        let case = self.known.unwrap_or(new);
        let held = ledger.cases.get(&case).filter(|_| self.known.is_some());
        let old = held.map(|held| Self::of(held)).unwrap_or_default();
        let changed = self.values(today).into_iter().zip(old.values(today));
        let changed = changed.filter(|(new, old)| new != old).map(|(new, _)| new);
        let mut all: Vec<Action> = if held.is_some() {
            changed.map(|value| Action::SetCase { case, value }).collect()
        } else {
            vec![Action::RegisterCase { case, values: changed.collect() }]
        };
        let link = |issue: &IssueId, linked| Action::LinkCase { case, issue: *issue, linked };
        all.extend(self.issues.iter().filter(|it| !old.issues.contains(it)).map(|it| link(it, true)));
        all.extend(old.issues.iter().filter(|it| !self.issues.contains(it)).map(|it| link(it, false)));
        Action::Batch(all)
    }
}

pub(super) fn form_ui(ctx: ViewCtx<'_>, ui: &Ui, ledger: &Ledger, open: &mut Option<Box<CaseForm>>) {
    let Some(form) = open.as_deref_mut() else {
        return;
    };
    let (title, deed) = match form.known {
        Some(_) => (cases::EDIT_TITLE, says::SAVE_NOW),
        None => (cases::REGISTER_TITLE, says::REGISTER_NOW),
    };
    let mut done = None;
    let shown = Dialog::new("case", title).width(760.0).show(
        ui.ctx(),
        form,
        |ui, form| body_ui(ctx, ui, ledger, form),
        |ui, form| {
            let refusal = form.fault(ctx.today()).map(str::to_owned);
            // A name for asking only: the one that is sent is drawn when it is sent.
            let refusal = refusal.or_else(|| refused(ctx, &form.action(ledger, CaseId(1), ctx.today())));
            if button_unless(ui, Weight::Primary, "", deed, refusal.as_deref()).clicked() {
                let id = form.known.unwrap_or_else(|| CaseId(random_id()));
                done = Some((id, form.action(ledger, id, ctx.today())));
            }
            let left = button(ui, Weight::Normal, "", words::CANCEL).clicked();
            why_not(ui, refusal.as_deref());
            left
        },
    );
    let known = form.known.is_some();
    if shown.foot || shown.closed || done.is_some() {
        *open = None;
    }
    match done {
        Some((_, Action::Batch(all))) if all.is_empty() => {}
        Some((id, action)) => {
            ctx.commands.act(action);
            if !known {
                ctx.commands.send(Command::Go(Page::Case(id)));
            }
        }
        None => {}
    }
}

fn body_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, form: &mut CaseForm) {
    let label = words::case_field;
    row(ui, |ui, third| {
        Field::new(label(F::Number)).width(third).show(ui, &mut form.number);
        unit_ui(ui, ledger, form, third);
        day_ui(ctx, ui, Field::new(label(F::HandedOverOn)).width(third), &mut form.handed_over);
    });
    Field::new(label(F::Clue)).required().rows(3).show(ui, &mut form.clue);
    if let Some(due) = read_day(&form.handed_over, ctx.today()).and_then(crate::domain::complaint::opinion_due) {
        hint(ui, &cases::due_on(due));
    }
    issues_ui(ctx, ui, ledger, &mut form.issues);
    Field::new(label(F::Opinion)).rows(2).show(ui, &mut form.opinion);
    row(ui, |ui, third| {
        day_ui(ctx, ui, Field::new(label(F::OpinionOn)).width(third), &mut form.opinion_on);
        day_ui(ctx, ui, Field::new(label(F::ConsentOn)).width(third), &mut form.consent_on);
    });
    Field::new(label(F::Decision)).rows(2).show(ui, &mut form.decision);
    row(ui, |ui, third| {
        day_ui(ctx, ui, Field::new(label(F::DecidedOn)).width(third), &mut form.decided_on);
        day_ui(ctx, ui, Field::new(label(F::PublishedOn)).width(third), &mut form.published_on);
        let fault = form.n_people().is_none().then_some(says::COUNT_FAULT);
        Field::new(label(F::People)).fault(fault).width(third).show(ui, &mut form.people);
    });
}

fn row(ui: &mut Ui, add: impl FnOnce(&mut Ui, f32)) {
    ui.horizontal_top(|ui| {
        let third = ((ui.available_width() - space::M * 2.0) / 3.0).floor();
        ui.spacing_mut().item_spacing.x = space::M;
        add(ui, third);
    });
}

fn unit_ui(ui: &mut Ui, ledger: &Ledger, form: &mut CaseForm, width: f32) {
    let units = ledger.directory.live_units();
    let keys: Vec<_> = units.iter().map(|unit| crate::app::rows::pinyin::initials(unit.fields.name.get())).collect();
    let items: Vec<_> =
        units.iter().zip(&keys).map(|(unit, keys)| ChoiceItem::new(unit.fields.name.get()).keys(keys)).collect();
    let mut chosen = form.unit.and_then(|id| units.iter().position(|unit| unit.id == id));
    let field = Field::new(words::case_field(F::HandledBy)).width(width);
    if Choice::new(field, &items).may_be_empty().show(ui, &mut chosen).changed() {
        form.unit = chosen.and_then(|n| units.get(n)).map(|unit| unit.id);
    }
}
