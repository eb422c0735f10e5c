//! The dialog over one complaint, new or known. A known one gets only what was changed.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    app::random_id,
    domain::{
        ComplaintId, IssueId,
        complaint::{Complaint, ComplaintField as F, ComplaintValue as V, Handling, Verified},
        deadline_words::read_deadline,
        edit::PrivateSubject,
        ledger::Ledger,
        rules::Action,
    },
    ui::{
        icon,
        theme::space,
        view::ViewCtx,
        widgets::{
            Choice, ChoiceItem, DateField, Dialog, Field, Weight, button, button_unless, check_box, field_label,
            segmented,
        },
        words,
    },
};

const VERIFIED: [Verified; 5] = [Verified::Open, Verified::True, Verified::Mostly, Verified::Partly, Verified::Untrue];
const HANDLING: [Handling; 3] = [Handling::Open, Handling::InStages, Handling::Settled];

/// What is being typed.
#[derive(Clone, Debug, Default)]
pub(super) struct ComplaintForm {
    known: Option<ComplaintId>,
    number: String,
    weighty: bool,
    received: String,
    due: String,
    places: String,
    kinds: String,
    facts: String,
    verified: usize,
    findings: String,
    handling: String,
    status: usize,
    issues: Vec<IssueId>,
    reporter: String,
}

/// Why nobody may enter a complaint here; nothing where it may be done.
pub(super) fn refusal(ctx: ViewCtx<'_>) -> Option<String> {
    let values = vec![V::Number("?".to_owned()), V::Facts("?".to_owned())];
    let probe = Action::RegisterComplaint { complaint: ComplaintId(1), values, kinds: Vec::new() };
    ctx.app.refusal(&probe).map(|refusal| words::refusal(ctx.ledger(), &refusal))
}

fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    text.parse().ok().or_else(|| read_deadline(text, Some(today)).date())
}

impl ComplaintForm {
    /// The form of a known complaint.
    pub(super) fn of(ledger: &Ledger, complaint: &Complaint) -> Self {
        let f = &complaint.fields;
        let date = |day: &Option<NaiveDate>| day.map(words::date).unwrap_or_default();
        let reporter = ledger.private.texts.get(&PrivateSubject::Reporter(complaint.id));
        Self {
            known: Some(complaint.id),
            number: f.number.get().clone(),
            weighty: *f.weighty.get(),
            received: date(f.received_on.get()),
            due: date(f.due.get()),
            places: f.places.get().clone(),
            kinds: complaint.kinds.iter().cloned().collect::<Vec<_>>().join("、"),
            facts: f.facts.get().clone(),
            verified: VERIFIED.iter().position(|it| it == f.verified.get()).unwrap_or_default(),
            findings: f.findings.get().clone(),
            handling: f.handling.get().clone(),
            status: HANDLING.iter().position(|it| it == f.status.get()).unwrap_or_default(),
            issues: complaint.issues.iter().copied().collect(),
            reporter: reporter.map(|text| text.get().clone()).unwrap_or_default(),
        }
    }

    fn values(&self, today: NaiveDate) -> Vec<V> {
        let text = |text: &String| text.trim().to_owned();
        vec![
            V::Number(text(&self.number)),
            V::Weighty(self.weighty),
            V::ReceivedOn(day(&self.received, today)),
            V::Due(day(&self.due, today)),
            V::Places(text(&self.places)),
            V::Facts(text(&self.facts)),
            V::FoundTrue(VERIFIED.get(self.verified).copied().unwrap_or_default()),
            V::Findings(text(&self.findings)),
            V::HandlingText(text(&self.handling)),
            V::Status(HANDLING.get(self.status).copied().unwrap_or_default()),
        ]
    }

    fn kinds(&self) -> Vec<String> {
        let kinds = self.kinds.split(['、', '，', ',', ';', '；']).map(str::trim);
        kinds.filter(|kind| !kind.is_empty()).map(str::to_owned).collect()
    }

    /// Everything that differs from what the ledger has, as one action; `new` names a complaint not yet known.
    fn action(&self, ledger: &Ledger, new: ComplaintId, today: NaiveDate) -> Action {
        let mut all = Vec::new();
        let complaint = self.known.unwrap_or(new);
        let held = ledger.complaints.get(&complaint).filter(|_| self.known.is_some());
        let old = held.map(|held| Self::of(ledger, held)).unwrap_or_default();
        let (before, after) = (old.values(today), self.values(today));
        let changed = after.into_iter().zip(before).filter(|(new, old)| new != old).map(|(new, _)| new);
        if held.is_some() {
            all.extend(changed.map(|value| Action::SetComplaint { complaint, value }));
            let (kinds, old_kinds) = (self.kinds(), old.kinds());
            let kind = |kind: &String, present| Action::ComplaintKind { complaint, kind: kind.clone(), present };
            all.extend(kinds.iter().filter(|it| !old_kinds.contains(it)).map(|it| kind(it, true)));
            all.extend(old_kinds.iter().filter(|it| !kinds.contains(it)).map(|it| kind(it, false)));
        } else {
            all.push(Action::RegisterComplaint { complaint, values: changed.collect(), kinds: self.kinds() });
        }
        let link = |issue: &IssueId, linked| Action::LinkComplaint { complaint, issue: *issue, linked };
        all.extend(self.issues.iter().filter(|it| !old.issues.contains(it)).map(|it| link(it, true)));
        all.extend(old.issues.iter().filter(|it| !self.issues.contains(it)).map(|it| link(it, false)));
        if self.reporter.trim() != old.reporter {
            let subject = PrivateSubject::Reporter(complaint);
            all.push(Action::SetPrivate { subject, text: self.reporter.trim().to_owned() });
        }
        Action::Batch(all)
    }
}

pub(super) fn form_ui(ctx: ViewCtx<'_>, ui: &Ui, ledger: &Ledger, open: &mut Option<Box<ComplaintForm>>) {
    let Some(form) = open.as_deref_mut() else {
        return;
    };
    let (title, deed) = match form.known {
        Some(_) => (words::complaints::EDIT_TITLE, words::complaints::SAVE_NOW),
        None => (words::complaints::REGISTER_TITLE, words::complaints::REGISTER_NOW),
    };
    let mut done = None;
    let shown = Dialog::new("complaint", title).width(760.0).show(
        ui.ctx(),
        form,
        |ui, form| fields_ui(ctx, ui, ledger, form),
        |ui, form| {
            // A name for asking only: the one that is sent is drawn when it is sent.
            let probe = form.action(ledger, ComplaintId(1), ctx.today());
            let refusal = ctx.app.refusal(&probe).map(|refusal| words::refusal(Some(ledger), &refusal));
            if button_unless(ui, Weight::Primary, "", deed, refusal.as_deref()).clicked() {
                done = Some(form.action(ledger, ComplaintId(random_id()), ctx.today()));
            }
            button(ui, Weight::Normal, "", words::CANCEL).clicked()
        },
    );
    if shown.foot || shown.closed || done.is_some() {
        *open = None;
    }
    match done {
        Some(Action::Batch(all)) if all.is_empty() => {}
        Some(action) => ctx.commands.act(action),
        None => {}
    }
}

fn fields_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, form: &mut ComplaintForm) {
    let label = words::complaint_field;
    let parse = |text: &str| day(text, ctx.today());
    let gap = space::M - ui.spacing().item_spacing.x;
    ui.horizontal_top(|ui| {
        let third = ((ui.available_width() - space::M * 2.0) / 3.0).floor();
        Field::new(label(F::Number)).required().width(third).show(ui, &mut form.number);
        ui.add_space(gap);
        DateField::new(Field::new(label(F::ReceivedOn)).width(third), &parse, ctx.today()).show(ui, &mut form.received);
        ui.add_space(gap);
        DateField::new(Field::new(label(F::Due)).width(third), &parse, ctx.today()).show(ui, &mut form.due);
    });
    ui.horizontal_top(|ui| {
        let half = ((ui.available_width() - space::M) / 2.0).floor();
        Field::new(label(F::Places)).width(half).show(ui, &mut form.places);
        ui.add_space(gap);
        Field::new(words::complaints::KINDS).hint(words::complaints::KINDS_HINT).width(half).show(ui, &mut form.kinds);
    });
    check_box(ui, &mut form.weighty, words::complaints::WEIGHTY);
    Field::new(label(F::Facts)).required().rows(3).show(ui, &mut form.facts);
    issues_ui(ui, ledger, form);
    states_ui(ui, form);
    Field::new(label(F::Findings)).rows(2).show(ui, &mut form.findings);
    Field::new(label(F::HandlingText)).rows(2).show(ui, &mut form.handling);
    let note = words::complaints::REPORTER_NOTE;
    Field::new(words::complaints::REPORTER).note(note).show(ui, &mut form.reporter);
}

/// Whether it was found true, and how far it is settled.
fn states_ui(ui: &mut Ui, form: &mut ComplaintForm) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::XL, 10.0);
        ui.vertical(|ui| {
            ui.set_max_width(380.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            field_label(ui, words::complaint_field(F::FoundTrue), "");
            segmented(ui, &VERIFIED.map(words::verified), &mut form.verified);
        });
        ui.vertical(|ui| {
            ui.set_max_width(260.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            field_label(ui, words::complaint_field(F::Status), "");
            segmented(ui, &HANDLING.map(words::handling), &mut form.status);
        });
    });
}

/// The linked issues, and a field that finds another.
fn issues_ui(ui: &mut Ui, ledger: &Ledger, form: &mut ComplaintForm) {
    let issues: Vec<_> = ledger.issues.values().filter(|it| it.is_present() && !form.issues.contains(&it.id)).collect();
    let items: Vec<_> =
        issues.iter().map(|it| ChoiceItem::new(it.fields.title.get()).aside(it.fields.number.get())).collect();
    let mut chosen = None;
    let field = Field::new(words::complaints::ISSUE).hint(words::complaints::ISSUE_HINT);
    if Choice::new(field, &items).may_be_empty().show(ui, &mut chosen).changed() {
        form.issues.extend(chosen.and_then(|n| issues.get(n)).map(|issue| issue.id));
    }
    if form.issues.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let mut gone = None;
        for issue in &form.issues {
            let number = words::issue(ledger, *issue);
            let says = words::complaints::unlink(&number);
            if button(ui, Weight::Quiet, icon::CLOSE, &number).on_hover_text(says).clicked() {
                gone = Some(*issue);
            }
        }
        form.issues.retain(|issue| Some(*issue) != gone);
    });
}
