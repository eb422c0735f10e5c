//! The dialog over one accountability case, new or known. A known one gets only what was changed.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    app::{Command, Page, TypedForm, random_id},
    domain::{
        CaseId, IssueId, UnitId,
        complaint::{AccountabilityCase, CaseField as F, CaseValue as V},
        ledger::Ledger,
        numerals::read_number,
        rules::Action,
    },
    ui::{
        issue_page::dialogs::{Done, foot_ui},
        theme::space,
        typed_form::{FormSlot, Meant, TypedTexts, ids_text, named, read_ids},
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, Dialog, Field, hint},
        words::{self, cases, complaints as says},
    },
};

use super::{
    dialogs::refused,
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

    /// What is typed, by name.
    fn fields(&mut self) -> [(&'static str, &mut String); 10] {
        [
            ("number", &mut self.number),
            ("clue", &mut self.clue),
            ("handed_over", &mut self.handed_over),
            ("opinion", &mut self.opinion),
            ("opinion_on", &mut self.opinion_on),
            ("consent_on", &mut self.consent_on),
            ("decision", &mut self.decision),
            ("decided_on", &mut self.decided_on),
            ("published_on", &mut self.published_on),
            ("people", &mut self.people),
        ]
    }

    fn n_people(&self) -> Option<u32> {
        if self.people.trim().is_empty() { Some(0) } else { read_number(&self.people) }
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

    /// Everything that differs from what the form was opened with, as one action.
    fn action(&self, fresh: &Self, new: CaseId, today: NaiveDate) -> Action {
        let case = self.known.unwrap_or(new);
        let nothing = Self::default();
        let old = if self.known.is_some() { fresh } else { &nothing };
        let changed = self.values(today).into_iter().zip(old.values(today));
        let changed = changed.filter(|(new, old)| new != old).map(|(new, _)| new);
        let mut all: Vec<Action> = if self.known.is_some() {
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

impl TypedTexts for CaseForm {
    fn texts(&self) -> TypedForm {
        let mut form = self.clone();
        let unit = form.unit.map(|unit| unit.to_string()).unwrap_or_default();
        let chosen = [("unit", unit), ("issues", ids_text(&form.issues))];
        let typed = form.fields().map(|(name, text)| (name, std::mem::take(text)));
        named(typed.into_iter().chain(chosen))
    }

    fn fill(&mut self, texts: &TypedForm) {
        for (name, field) in self.fields() {
            if let Some(text) = texts.get(name) {
                field.clone_from(text);
            }
        }
        if let Some(unit) = texts.get("unit") {
            self.unit = unit.parse().ok();
        }
        if let Some(issues) = texts.get("issues") {
            self.issues = read_ids(issues);
        }
    }
}

/// The name of the form of a case.
fn name_of(known: Option<CaseId>) -> String {
    known.map_or_else(|| "case/new".to_owned(), |case| format!("case/{case}"))
}

/// Opens the form of a new case, or of one that is there.
pub(super) fn open(ctx: ViewCtx<'_>, slot: &mut FormSlot<CaseForm>, form: CaseForm) {
    slot.open(ctx, name_of(form.known), form);
}

pub(super) fn form_ui(ctx: ViewCtx<'_>, ui: &Ui, ledger: &Ledger, slot: &mut FormSlot<CaseForm>) {
    let Some(mut filling) = slot.take(ctx) else {
        return;
    };
    let (title, deed) = match filling.form.known {
        Some(_) => (cases::EDIT_TITLE, says::SAVE_NOW),
        None => (cases::REGISTER_TITLE, says::REGISTER_NOW),
    };
    let shown = Dialog::new("case", title).width(760.0).show(
        ui.ctx(),
        &mut *filling,
        |ui, filling| body_ui(ctx, ui, ledger, &mut filling.form),
        |ui, filling| {
            let fresh = filling.fresh.clone();
            let refusal = filling.refused(ctx, |form| {
                // A name for asking only: the one that is sent is drawn when it is sent.
                let ask = || refused(ctx, &form.action(&fresh, CaseId(1), ctx.today()));
                form.fault(ctx.today()).map(str::to_owned).or_else(ask)
            });
            foot_ui(ui, deed, refusal.as_deref(), filling.is_typed())
        },
    );
    let done = if shown.closed { Done::Closed } else { shown.foot };
    let Some(Meant { form, fresh, since }) = slot.put(ctx, filling, done) else {
        return;
    };
    let id = form.known.unwrap_or_else(|| CaseId(random_id()));
    let action = form.action(&fresh, id, ctx.today());
    if action != Action::Batch(Vec::new()) {
        ctx.act_since(Some(since), action);
    }
    if form.known.is_none() {
        ctx.commands.send(Command::Go(Page::Case(id)));
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
