//! The panel of one complaint: everything about it, and what can be done.

use egui::{RichText, Ui};

use crate::{
    app::{Command, Page, listing::handled_with},
    domain::{
        ComplaintId,
        complaint::{Complaint, ComplaintField as F, ComplaintValue},
        edit::{PartKey, PrivateSubject},
        ledger::Ledger,
        rules::Action,
    },
    ui::{
        icon,
        theme::{self, Tone, font, space},
        view::ViewCtx,
        widgets::{Weight, button, chip, icon_button, key_text, link, segmented},
        words::{self, complaints as says},
    },
};

use super::{
    ComplaintsDraft,
    complaints::{joined, late, number, status},
    dialogs::{Asking, refused},
    form::{self, ComplaintForm, HANDLING},
    panel::{deed, history_ui, linked_issues_ui, panel_ui as frame_ui, prose, section},
};

/// Draws it; true when it is to be closed.
pub(super) fn panel_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (ledger, id): (&Ledger, ComplaintId),
    draft: &mut ComplaintsDraft,
) -> bool {
    let Some(complaint) = ledger.complaints.get(&id).filter(|it| it.is_listed()) else {
        return true;
    };
    let mut asked = Asked { asking: None, edit: false, reporter: draft.reporter_of == Some(id) };
    let close = frame_ui(
        ui,
        &number(complaint),
        &mut asked,
        |ui, asked| body_ui(ctx, ui, (ledger, complaint), asked),
        |ui, asked| foot_ui(ctx, ui, complaint, asked),
    );
    let Asked { asking, edit, reporter } = asked;
    draft.reporter_of = reporter.then_some(id);
    if asking.is_some() {
        draft.asking = asking;
    }
    if edit {
        form::open(ctx, &mut draft.form, ComplaintForm::of(ledger, complaint));
    }
    close
}

/// What was asked on the panel.
struct Asked {
    asking: Option<Asking>,
    edit: bool,
    reporter: bool,
}

fn body_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, complaint): (&Ledger, &Complaint), asked: &mut Asked) {
    let f = &complaint.fields;
    chips_ui(ctx, ui, complaint);
    let t = theme::of(ui);
    ui.add(egui::Label::new(RichText::new(f.facts.get()).font(font::strong()).color(t.text)).wrap());
    status_ui(ctx, ui, complaint);
    facts_ui(ui, ledger, complaint);
    prose(ui, words::complaint_field(F::Findings), f.findings.get());
    prose(ui, words::complaint_field(F::HandlingText), f.handling.get());
    prose(ui, says::COUNTED, &says::outcome(complaint));
    prose(ui, words::complaint_field(F::Accountability), f.accountability.get());
    prose(ui, words::complaint_field(F::Remarks), f.remarks.get());
    issues_ui(ctx, ui, ledger, complaint);
    ties_ui(ctx, ui, ledger, complaint, &mut asked.asking);
    reporter_ui(ctx, ui, (ledger, complaint), asked);
    history_ui(ctx, ui, ledger, PartKey::Complaint(complaint.id));
}

fn chips_ui(ctx: ViewCtx<'_>, ui: &mut Ui, complaint: &Complaint) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let f = &complaint.fields;
        if !complaint.is_present() {
            chip(ui, &words::presence(complaint.presence.get()), Tone::Neutral);
        }
        let (word, tone) = status(*f.status.get());
        chip(ui, word, tone);
        if complaint.is_late(ctx.today()) {
            chip(ui, &late(ctx, complaint), Tone::Danger);
        }
        chip(ui, words::verified(*f.verified.get()), Tone::Neutral);
        if *f.weighty.get() {
            chip(ui, words::complaint_field(F::Weighty), Tone::Neutral);
        }
        if f.repeats.get().is_some() {
            chip(ui, words::complaint_field(F::Repeats), Tone::Neutral);
        }
        if f.merged_into.get().is_some() {
            chip(ui, words::complaint_field(F::MergedInto), Tone::Neutral);
        }
    });
}

/// How far it is settled is set right here.
fn status_ui(ctx: ViewCtx<'_>, ui: &mut Ui, complaint: &Complaint) {
    let held = *complaint.fields.status.get();
    let mut at = HANDLING.iter().position(|it| *it == held).unwrap_or_default();
    let set = |value| Action::SetComplaint { complaint: complaint.id, value };
    let free = refused(ctx, &set(ComplaintValue::Status(held))).is_none();
    ui.add_enabled_ui(free, |ui| {
        if segmented(ui, &HANDLING.map(words::handling), &mut at)
            && let Some(status) = HANDLING.get(at)
        {
            ctx.commands.act(set(ComplaintValue::Status(*status)));
        }
    });
}

fn facts_ui(ui: &mut Ui, ledger: &Ledger, complaint: &Complaint) {
    let f = &complaint.fields;
    let day = |day: &Option<chrono::NaiveDate>| day.map(words::date).unwrap_or_default();
    let inspection = f.inspection.get().map(|id| words::inspection(ledger, id)).unwrap_or_default();
    let lines = [
        (words::complaint_field(F::ReceivedOn), day(f.received_on.get())),
        (words::complaint_field(F::Due), day(f.due.get())),
        (words::complaint_field(F::Inspection), inspection),
        (words::complaint_field(F::Batch), f.batch.get().clone()),
        (words::complaint_field(F::Origin), f.origin.get().clone()),
        (words::complaint_field(F::Responsible), f.responsible.get().clone()),
        (says::REGIONS, joined(complaint.regions.iter())),
        (words::complaint_field(F::Places), f.places.get().clone()),
        (says::KINDS, joined(complaint.kinds.iter())),
    ];
    for (key, value) in lines {
        if !value.trim().is_empty() {
            key_text(ui, key, &value, 3);
        }
    }
}

/// The linked issues, to be opened or let go, and a field that links another.
fn issues_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, complaint: &Complaint) {
    let act = |issue, linked| Action::LinkComplaint { complaint: complaint.id, issue, linked };
    let free = refused(
        ctx,
        &Action::SetComplaint {
            complaint: complaint.id,
            value: ComplaintValue::Facts(complaint.fields.facts.get().clone()),
        },
    )
    .is_none();
    let linked: Vec<_> = complaint.issues.iter().copied().collect();
    linked_issues_ui(ctx, ui, ledger, (&linked, free), act);
}

/// The complaint it repeats, its main case, and those that repeat it or are handled with it.
fn ties_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, complaint: &Complaint, asked: &mut Option<Asking>) {
    let f = &complaint.fields;
    let id = complaint.id;
    section(ui, says::TIES);
    let ties = [
        (says::REPEATS, *f.repeats.get(), says::NOT_REPEATED, ComplaintValue::Repeats(None)),
        (says::MERGED, *f.merged_into.get(), says::SEPARATE, ComplaintValue::MergedInto(None)),
    ];
    for (word, to, off, value) in ties {
        let Some(main) = to.and_then(|to| ledger.complaints.get(&to)) else {
            continue;
        };
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(word).font(font::small()).color(theme::of(ui).text_3));
            if link(ui, main.fields.number.get()).on_hover_text(main.fields.facts.get()).clicked() {
                ctx.commands.send(Command::Go(Page::Complaint(main.id)));
            }
            let action = Action::SetComplaint { complaint: id, value };
            let refusal = refused(ctx, &action);
            if crate::ui::widgets::button_unless(ui, Weight::Quiet, "", off, refusal.as_deref()).clicked() {
                ctx.commands.act(action);
            }
        });
    }
    let others = handled_with(ledger, id);
    if !others.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(says::OTHERS).font(font::small()).color(theme::of(ui).text_3));
            for other in others {
                if link(ui, other.fields.number.get()).on_hover_text(other.fields.facts.get()).clicked() {
                    ctx.commands.send(Command::Go(Page::Complaint(other.id)));
                }
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        let none = Action::SetComplaint { complaint: id, value: ComplaintValue::Repeats(*f.repeats.get()) };
        let refusal = refused(ctx, &none);
        if f.repeats.get().is_none() && deed(ui, icon::CONTENT_COPY, says::MARK_REPEATED, refusal.as_deref()) {
            *asked = Some(Asking::Repeats(id, None));
        }
        if f.merged_into.get().is_none() && deed(ui, icon::CALL_MERGE, says::MERGE, refusal.as_deref()) {
            *asked = Some(Asking::Merge(id, None));
        }
    });
}

/// Who reported it is shown only when asked for.
fn reporter_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, complaint): (&Ledger, &Complaint), asked: &mut Asked) {
    let Asked { asking, reporter: shown, .. } = asked;
    section(ui, says::REPORTER);
    let held = ledger.private.texts.get(&PrivateSubject::Reporter(complaint.id)).map(|text| text.get().clone());
    let Some(text) = held.filter(|text| !text.trim().is_empty()) else {
        ui.label(RichText::new(says::NO_REPORTER).color(theme::of(ui).text_3));
        return;
    };
    ui.horizontal_wrapped(|ui| {
        let t = theme::of(ui);
        let (sign, word) =
            if *shown { (icon::VISIBILITY_OFF, says::HIDE_REPORTER) } else { (icon::VISIBILITY, says::SHOW_REPORTER) };
        if icon_button(ui, sign, word).clicked() {
            *shown = !*shown;
        }
        let said = if *shown { text.as_str() } else { says::REPORTER_HIDDEN };
        ui.label(RichText::new(said).color(if *shown { t.text } else { t.text_3 }));
        let subject = PrivateSubject::Reporter(complaint.id);
        let refusal = refused(ctx, &Action::ErasePrivate { subject, reason: "?".to_owned() });
        if refusal.is_none() && button(ui, Weight::Quiet, "", says::ERASE).clicked() {
            *asking = Some(Asking::Erase(complaint.id, String::new()));
        }
    });
}

fn foot_ui(ctx: ViewCtx<'_>, ui: &mut Ui, complaint: &Complaint, asked: &mut Asked) {
    if !complaint.is_present() {
        let restore = Action::RestoreComplaint { complaint: complaint.id };
        let refusal = refused(ctx, &restore);
        if deed(ui, icon::RESTART_ALT, says::RESTORE, refusal.as_deref()) {
            ctx.commands.act(restore);
        }
        return;
    }
    let withdraw = Action::WithdrawComplaint { complaint: complaint.id, reason: "?".to_owned() };
    let refusal = refused(ctx, &withdraw);
    asked.edit = deed(ui, icon::EDIT, says::EDIT, refusal.as_deref());
    if refusal.is_none() && button(ui, Weight::Quiet, icon::BLOCK, says::WITHDRAW).clicked() {
        asked.asking = Some(Asking::Withdraw(complaint.id, String::new()));
    }
}
