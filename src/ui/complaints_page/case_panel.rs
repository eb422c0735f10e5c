//! The panel of one accountability case: its way from clue to publication, and its clock.

use egui::{RichText, Ui};

use crate::{
    domain::{
        CaseId,
        complaint::{AccountabilityCase, CaseField as F, CaseValue},
        edit::PartKey,
        ledger::Ledger,
        rules::Action,
    },
    ui::{
        icon,
        theme::{self, Tone, font, space},
        view::ViewCtx,
        widgets::{Weight, button, check_line, chip, key_text},
        words::{self, cases, complaints as says},
    },
};

use super::{
    ComplaintsDraft,
    case_form::{self, CaseForm},
    dialogs::{Asking, refused},
    panel::{deed, history_ui, linked_issues_ui, panel_ui as frame_ui, prose, section},
};

/// Draws it; true when it is to be closed.
pub(super) fn panel_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (ledger, id): (&Ledger, CaseId),
    draft: &mut ComplaintsDraft,
) -> bool {
    let Some(case) = ledger.cases.get(&id).filter(|it| it.is_listed()) else {
        return true;
    };
    let mut asked = Asked::default();
    let number = case.fields.number.get();
    let head = if number.trim().is_empty() { cases::TITLE } else { number };
    let close = frame_ui(
        ui,
        head,
        &mut asked,
        |ui, _| {
            chips_ui(ctx, ui, case);
            let t = theme::of(ui);
            let clue = RichText::new(case.fields.clue.get()).font(font::strong()).color(t.text);
            ui.add(egui::Label::new(clue).wrap());
            facts_ui(ui, ledger, case);
            way_ui(ui, case);
            prose(ui, words::case_field(F::Opinion), case.fields.opinion.get());
            prose(ui, words::case_field(F::Decision), case.fields.decision.get());
            issues_ui(ctx, ui, ledger, case);
            history_ui(ctx, ui, ledger, PartKey::Case(id));
        },
        |ui, asked| foot_ui(ctx, ui, case, asked),
    );
    if asked.asking.is_some() {
        draft.asking = asked.asking;
    }
    if asked.edit {
        case_form::open(ctx, &mut draft.case_form, CaseForm::of(case));
    }
    close
}

/// What was asked on the panel.
#[derive(Default)]
struct Asked {
    asking: Option<Asking>,
    edit: bool,
}

fn chips_ui(ctx: ViewCtx<'_>, ui: &mut Ui, case: &AccountabilityCase) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        if !case.is_present() {
            chip(ui, &words::presence(case.presence.get()), Tone::Neutral);
        }
        let (word, tone) = cases::state(case.state(ctx.today()), ctx.today());
        chip(ui, &word, tone);
        if let Some(days) = case.opinion_late_by() {
            chip(ui, &cases::opinion_late(days), Tone::Warn);
        }
    });
}

fn facts_ui(ui: &mut Ui, ledger: &Ledger, case: &AccountabilityCase) {
    let f = &case.fields;
    let unit = f.unit.get().map_or_else(String::new, |id| ledger.directory.unit_name(id).to_owned());
    let due = case.opinion_due().map(words::date).unwrap_or_default();
    let people = if *f.people.get() == 0 {
        String::new()
    } else {
        words::case_value(ledger, &CaseValue::People(*f.people.get()))
    };
    for (key, value) in
        [(words::case_field(F::HandledBy), unit), (cases::DUE, due), (words::case_field(F::People), people)]
    {
        if !value.trim().is_empty() {
            key_text(ui, key, &value, 2);
        }
    }
}

/// From the clue to its publication: what is done and when, what is still missing.
fn way_ui(ui: &mut Ui, case: &AccountabilityCase) {
    section(ui, cases::WAY);
    for (what, on) in cases::steps(case) {
        let said = on.map_or_else(|| what.to_owned(), |on| format!("{what} {}", words::date(on)));
        check_line(ui, on.is_some(), &said);
    }
}

/// The linked issues, to be opened or let go, and a field that links another.
fn issues_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, case: &AccountabilityCase) {
    let act = |issue, linked| Action::LinkCase { case: case.id, issue, linked };
    let probe = Action::SetCase { case: case.id, value: CaseValue::Clue(case.fields.clue.get().clone()) };
    let free = refused(ctx, &probe).is_none();
    let linked: Vec<_> = case.issues.iter().copied().collect();
    linked_issues_ui(ctx, ui, ledger, (&linked, free), act);
}

fn foot_ui(ctx: ViewCtx<'_>, ui: &mut Ui, case: &AccountabilityCase, asked: &mut Asked) {
    if !case.is_present() {
        let restore = Action::RestoreCase { case: case.id };
        let refusal = refused(ctx, &restore);
        if deed(ui, icon::RESTART_ALT, says::RESTORE, refusal.as_deref()) {
            ctx.commands.act(restore);
        }
        return;
    }
    let withdraw = Action::WithdrawCase { case: case.id, reason: "?".to_owned() };
    let refusal = refused(ctx, &withdraw);
    asked.edit = deed(ui, icon::EDIT, says::EDIT, refusal.as_deref());
    if refusal.is_none() && button(ui, Weight::Quiet, icon::BLOCK, says::WITHDRAW).clicked() {
        asked.asking = Some(Asking::WithdrawCase(case.id, String::new()));
    }
}
