//! 信访: complaints of the public, entered, followed up and linked to issues.

mod form;

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::{
    domain::{
        complaint::{Complaint, Handling},
        ledger::Ledger,
    },
    ui::{
        icon,
        lists::{ListRow, list},
        theme::{Tone, space},
        view::ViewCtx,
        widgets::{Weight, button_unless, card_ui, empty_note, empty_state, page_head, tab},
        words,
    },
};

use form::ComplaintForm;

/// Which complaints are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    All,
    Late,
    Status(Handling),
}

const TABS: [Tab; 5] =
    [Tab::All, Tab::Late, Tab::Status(Handling::Open), Tab::Status(Handling::InStages), Tab::Status(Handling::Settled)];

/// What is being typed.
#[derive(Debug, Default)]
pub struct ComplaintsDraft {
    tab: Tab,
    form: Option<Box<ComplaintForm>>,
}

/// Shows the page.
pub fn complaints_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ComplaintsDraft) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    let mut all: Vec<&Complaint> = ledger.complaints.values().map(AsRef::as_ref).collect();
    all.retain(|it| it.registered && it.presence.get().is_present());
    all.sort_by_key(|it| (std::cmp::Reverse(*it.fields.received_on.get()), it.fields.number.get().clone()));
    Frame::new().inner_margin(Margin::symmetric(24, 0)).show(ui, |ui| {
        head_ui(ctx, ui, &all, draft);
        if all.is_empty() {
            if empty_state(ui, icon::MAIL, words::complaints::EMPTY, words::complaints::REGISTER).clicked() {
                draft.form = Some(Box::default());
            }
            return;
        }
        tabs_ui(ctx, ui, &all, draft);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| list_ui(ctx, ui, ledger, &all, draft));
    });
    form::form_ui(ctx, ui, ledger, &mut draft.form);
}

fn head_ui(ctx: ViewCtx<'_>, ui: &mut Ui, all: &[&Complaint], draft: &mut ComplaintsDraft) {
    let settled = all.iter().filter(|it| *it.fields.status.get() == Handling::Settled).count();
    let aside = words::complaints::counts(all.len(), settled);
    page_head(ui, words::complaints::TITLE, &aside, |ui| {
        let refusal = form::refusal(ctx);
        let register = words::complaints::REGISTER;
        if !all.is_empty() && button_unless(ui, Weight::Primary, icon::ADD, register, refusal.as_deref()).clicked() {
            draft.form = Some(Box::default());
        }
    });
}

fn is_late(ctx: ViewCtx<'_>, complaint: &Complaint) -> bool {
    let open = *complaint.fields.status.get() != Handling::Settled;
    open && complaint.fields.due.get().is_some_and(|due| due < ctx.today())
}

fn shows(ctx: ViewCtx<'_>, tab: Tab, complaint: &Complaint) -> bool {
    match tab {
        Tab::All => true,
        Tab::Late => is_late(ctx, complaint),
        Tab::Status(status) => *complaint.fields.status.get() == status,
    }
}

fn tabs_ui(ctx: ViewCtx<'_>, ui: &mut Ui, all: &[&Complaint], draft: &mut ComplaintsDraft) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        for one in TABS {
            let word = match one {
                Tab::All => words::complaints::ALL,
                Tab::Late => words::complaints::LATE,
                Tab::Status(status) => words::handling(status),
            };
            let count = all.iter().filter(|it| shows(ctx, one, it)).count();
            if tab(ui, word, &count.to_string(), draft.tab == one).clicked() {
                draft.tab = one;
            }
        }
    });
}

fn list_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, all: &[&Complaint], draft: &mut ComplaintsDraft) {
    let shown: Vec<_> = all.iter().filter(|it| shows(ctx, draft.tab, it)).collect();
    if shown.is_empty() {
        empty_note(ui, icon::MAIL, words::complaints::NONE_HERE);
        return;
    }
    let rows: Vec<_> = shown.iter().map(|it| row(ctx, ledger, it)).collect();
    card_ui(ui, "", "", |ui| {
        if let Some(complaint) = list(ui, "complaints", &rows).and_then(|n| shown.get(n)) {
            draft.form = Some(Box::new(ComplaintForm::of(ledger, complaint)));
        }
    });
    ui.add_space(space::L);
}

fn row(ctx: ViewCtx<'_>, ledger: &Ledger, complaint: &Complaint) -> ListRow {
    let f = &complaint.fields;
    let day = |day: &Option<chrono::NaiveDate>| day.map(words::date).unwrap_or_default();
    let mut note = vec![words::complaints::dates(&day(f.received_on.get()), &day(f.due.get()))];
    note.push(complaint.kinds.iter().cloned().collect::<Vec<_>>().join("、"));
    note.push(words::verified(*f.verified.get()).to_owned());
    let numbers: Vec<_> = complaint.issues.iter().map(|issue| words::issue(ledger, *issue)).collect();
    if !numbers.is_empty() {
        note.push(words::complaints::linked(&numbers.join("、")));
    }
    note.retain(|it| !it.is_empty());
    let status = *f.status.get();
    let chip = if is_late(ctx, complaint) {
        (words::complaints::LATE.to_owned(), Tone::Danger)
    } else {
        let tone = match status {
            Handling::Open => Tone::Neutral,
            Handling::InStages => Tone::Accent,
            Handling::Settled => Tone::Good,
        };
        (words::handling(status).to_owned(), tone)
    };
    ListRow {
        number: words::complaints::number(f.number.get(), *f.weighty.get()),
        text: f.facts.get().clone(),
        note: note.join("，"),
        aside: f.places.get().clone(),
        chip: Some(chip),
        sign: None,
    }
}
