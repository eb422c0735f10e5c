//! The dialog over one complaint, new or known. A known one gets only what was changed.

mod body;
mod texts;

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    app::{Command, Page, random_id},
    domain::{
        ComplaintId, InspectionId, IssueId,
        complaint::{Complaint, ComplaintValue as V, Handling, Verified},
        edit::PrivateSubject,
        ledger::Ledger,
        money::{money_to_type, read_money},
        numerals::read_number,
        rules::Action,
    },
    ui::{
        issue_page::dialogs::{Done, foot_ui},
        typed_form::{FormSlot, Meant},
        view::ViewCtx,
        widgets::Dialog,
        words,
    },
};

use super::fields::{day_text, is_no_day, read_day, split};

pub(super) const VERIFIED: [Verified; 5] =
    [Verified::Open, Verified::True, Verified::Mostly, Verified::Partly, Verified::Untrue];
pub(super) const HANDLING: [Handling; 3] = [Handling::Open, Handling::InStages, Handling::Settled];

/// What is typed into the form.
#[derive(Clone, Debug, Default)]
pub(super) struct ComplaintForm {
    known: Option<ComplaintId>,
    number: String,
    weighty: bool,
    inspection: Option<InspectionId>,
    received: String,
    due: String,
    batch: String,
    origin: String,
    responsible: String,
    remarks: String,
    regions: String,
    places: String,
    kinds: Vec<String>,
    facts: String,
    verified: usize,
    findings: String,
    handling: String,
    status: usize,
    fine: String,
    counts: [String; 6],
    accountability: String,
    repeats: Option<ComplaintId>,
    merged_into: Option<ComplaintId>,
    issues: Vec<IssueId>,
    reporter: String,
}

/// Why nobody may enter a complaint here; nothing where it may be done.
pub(super) fn refusal(ctx: ViewCtx<'_>) -> Option<String> {
    let values = vec![V::Number("?".to_owned()), V::Facts("?".to_owned())];
    let probe = Action::RegisterComplaint { complaint: ComplaintId(1), values, kinds: Vec::new() };
    super::dialogs::refused(ctx, &probe)
}

fn count(text: &str) -> Option<u32> {
    if text.trim().is_empty() { Some(0) } else { read_number(text) }
}

fn count_text(n: u32) -> String {
    if n == 0 { String::new() } else { n.to_string() }
}

impl ComplaintForm {
    /// The form of a known complaint.
    pub(super) fn of(ledger: &Ledger, complaint: &Complaint) -> Self {
        let f = &complaint.fields;
        let reporter = ledger.private.texts.get(&PrivateSubject::Reporter(complaint.id));
        let counts = [&f.ordered, &f.cases_filed, &f.criminal_cases, &f.detained, &f.talked_to, &f.held_to_account];
        Self {
            known: Some(complaint.id),
            number: f.number.get().clone(),
            weighty: *f.weighty.get(),
            inspection: *f.inspection.get(),
            received: day_text(*f.received_on.get()),
            due: day_text(*f.due.get()),
            batch: f.batch.get().clone(),
            origin: f.origin.get().clone(),
            responsible: f.responsible.get().clone(),
            remarks: f.remarks.get().clone(),
            regions: complaint.regions.iter().cloned().collect::<Vec<_>>().join("、"),
            places: f.places.get().clone(),
            kinds: complaint.kinds.iter().cloned().collect(),
            facts: f.facts.get().clone(),
            verified: VERIFIED.iter().position(|it| it == f.verified.get()).unwrap_or_default(),
            findings: f.findings.get().clone(),
            handling: f.handling.get().clone(),
            status: HANDLING.iter().position(|it| it == f.status.get()).unwrap_or_default(),
            fine: if *f.fine_fen.get() == 0 { String::new() } else { money_to_type(*f.fine_fen.get()) },
            counts: counts.map(|n| count_text(*n.get())),
            accountability: f.accountability.get().clone(),
            repeats: *f.repeats.get(),
            merged_into: *f.merged_into.get(),
            issues: complaint.issues.iter().copied().collect(),
            reporter: reporter.map(|text| text.get().clone()).unwrap_or_default(),
        }
    }

    fn fine_fen(&self) -> Option<u64> {
        if self.fine.trim().is_empty() { Some(0) } else { read_money(&self.fine) }
    }

    /// What is typed and cannot be read.
    fn fault(&self, today: NaiveDate) -> Option<&'static str> {
        if is_no_day(&self.received, today) || is_no_day(&self.due, today) {
            Some(words::complaints::DATE_FAULT)
        } else if self.fine_fen().is_none() {
            Some(words::complaints::FINE_FAULT)
        } else if self.counts.iter().any(|text| count(text).is_none()) {
            Some(words::complaints::COUNT_FAULT)
        } else if self.facts.trim().is_empty() {
            Some(words::complaints::NO_FACTS)
        } else {
            None
        }
    }

    fn values(&self, today: NaiveDate) -> Vec<V> {
        let text = |text: &String| text.trim().to_owned();
        let [ordered, filed, criminal, detained, talked, held] =
            self.counts.each_ref().map(|text| count(text).unwrap_or_default());
        vec![
            V::Number(text(&self.number)),
            V::Weighty(self.weighty),
            V::Inspection(self.inspection),
            V::ReceivedOn(read_day(&self.received, today)),
            V::Due(read_day(&self.due, today)),
            V::Places(text(&self.places)),
            V::Facts(text(&self.facts)),
            V::FoundTrue(VERIFIED.get(self.verified).copied().unwrap_or_default()),
            V::Findings(text(&self.findings)),
            V::HandlingText(text(&self.handling)),
            V::Status(HANDLING.get(self.status).copied().unwrap_or_default()),
            V::FineFen(self.fine_fen().unwrap_or_default()),
            V::Ordered(ordered),
            V::CasesFiled(filed),
            V::CriminalCases(criminal),
            V::Detained(detained),
            V::TalkedTo(talked),
            V::HeldToAccount(held),
            V::Accountability(text(&self.accountability)),
            V::Repeats(self.repeats),
            V::MergedInto(self.merged_into),
            V::Batch(text(&self.batch)),
            V::Origin(text(&self.origin)),
            V::Responsible(text(&self.responsible)),
            V::Remarks(text(&self.remarks)),
        ]
    }

    /// Everything that differs from what the form was opened with, as one action; `new` names a complaint not yet known.
    fn action(&self, fresh: &Self, new: ComplaintId, today: NaiveDate) -> Action {
        let mut all = Vec::new();
        let complaint = self.known.unwrap_or(new);
        let nothing = Self::default();
        let old = if self.known.is_some() { fresh } else { &nothing };
        let (before, after) = (old.values(today), self.values(today));
        let changed = after.into_iter().zip(before).filter(|(new, old)| new != old).map(|(new, _)| new);
        let kind = |kind: &String, present| Action::ComplaintKind { complaint, kind: kind.clone(), present };
        if self.known.is_some() {
            all.extend(changed.map(|value| Action::SetComplaint { complaint, value }));
            all.extend(self.kinds.iter().filter(|it| !old.kinds.contains(it)).map(|it| kind(it, true)));
            all.extend(old.kinds.iter().filter(|it| !self.kinds.contains(it)).map(|it| kind(it, false)));
        } else {
            all.push(Action::RegisterComplaint { complaint, values: changed.collect(), kinds: self.kinds.clone() });
        }
        let (regions, old_regions) = (split(&self.regions), split(&old.regions));
        let region = |it: &String, present| Action::ComplaintRegion { complaint, region: it.clone(), present };
        all.extend(regions.iter().filter(|it| !old_regions.contains(it)).map(|it| region(it, true)));
        all.extend(old_regions.iter().filter(|it| !regions.contains(it)).map(|it| region(it, false)));
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

/// Opens the form of a new complaint, or of one that is there.
pub(super) fn open(ctx: ViewCtx<'_>, slot: &mut FormSlot<ComplaintForm>, form: ComplaintForm) {
    let name = form.known.map_or_else(|| "complaint/new".to_owned(), |complaint| format!("complaint/{complaint}"));
    slot.open(ctx, name, form);
}

pub(super) fn form_ui(ctx: ViewCtx<'_>, ui: &Ui, ledger: &Ledger, slot: &mut FormSlot<ComplaintForm>) {
    let Some(mut filling) = slot.take(ctx) else {
        return;
    };
    let (title, deed) = match filling.form.known {
        Some(_) => (words::complaints::EDIT_TITLE, words::complaints::SAVE_NOW),
        None => (words::complaints::REGISTER_TITLE, words::complaints::REGISTER_NOW),
    };
    let shown = Dialog::new("complaint", title).width(820.0).show(
        ui.ctx(),
        &mut *filling,
        |ui, filling| body::body_ui(ctx, ui, ledger, &mut filling.form),
        |ui, filling| {
            let fresh = filling.fresh.clone();
            let refusal = filling.refused(ctx, |form| {
                // A name for asking only: the one that is sent is drawn when it is sent.
                let ask = || super::dialogs::refused(ctx, &form.action(&fresh, ComplaintId(1), ctx.today()));
                form.fault(ctx.today()).map(str::to_owned).or_else(ask)
            });
            foot_ui(ui, deed, refusal.as_deref(), filling.is_typed())
        },
    );
    let done = if shown.closed { Done::Closed } else { shown.foot };
    let Some(Meant { form, fresh, since }) = slot.put(ctx, filling, done) else {
        return;
    };
    let id = form.known.unwrap_or_else(|| ComplaintId(random_id()));
    let action = form.action(&fresh, id, ctx.today());
    if action != Action::Batch(Vec::new()) {
        ctx.act_since(Some(since), action);
    }
    if form.known.is_none() {
        ctx.commands.send(Command::Go(Page::Complaint(id)));
    }
}
