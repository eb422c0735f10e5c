//! 信访: complaints of the public and accountability cases, each a list with a panel for the one chosen.

mod bar;
mod case_form;
mod case_panel;
mod cases;
mod complaint_panel;
mod complaints;
mod dialogs;
mod fields;
mod form;
mod list;
mod panel;

use egui::{Align, Layout, Rect, Ui};

use crate::{
    app::{
        Command, Page,
        listing::{Cases, Complaints},
    },
    domain::{CaseId, ComplaintId, ledger::Ledger},
    ui::{
        icon,
        keys::{self, Deed},
        theme::{self, space},
        typed_form::FormSlot,
        view::ViewCtx,
        widgets::{Weight, button_unless, empty_state, inside, tab, take_top},
        words,
    },
};

use case_form::CaseForm;
use dialogs::Asking;
use form::ComplaintForm;
use list::Shelf;

/// Which list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    Complaints,
    Cases,
}

/// What is being typed and chosen.
#[derive(Debug, Default)]
pub struct ComplaintsDraft {
    shown: Shown,
    followed: Option<Page>,
    complaints: Shelf<Complaints>,
    cases: Shelf<Cases>,
    form: FormSlot<ComplaintForm>,
    case_form: FormSlot<CaseForm>,
    asking: Option<Asking>,
    reporter_of: Option<ComplaintId>,
}

/// Shows the page.
pub fn complaints_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ComplaintsDraft) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    follow(ctx, draft);
    take_asked(ctx, ui, draft);
    let mut room = ui.max_rect();
    let head = take_top(&mut room, 48.0);
    head_ui(ctx, ui, head, draft);
    match draft.shown {
        Shown::Complaints => complaints_ui(ctx, ui, (ledger, room), draft),
        Shown::Cases => cases_ui(ctx, ui, (ledger, room), draft),
    }
    form::form_ui(ctx, ui, ledger, &mut draft.form);
    case_form::form_ui(ctx, ui, ledger, &mut draft.case_form);
    dialogs::asking_ui(ctx, ui, ledger, &mut draft.asking);
}

/// Another page led to one of them: it is chosen, and nothing hides it.
fn follow(ctx: ViewCtx<'_>, draft: &mut ComplaintsDraft) {
    let page = ctx.app.page();
    if draft.followed == Some(page) {
        return;
    }
    draft.followed = Some(page);
    if let Page::Complaint(id) = page {
        draft.shown = Shown::Complaints;
        draft.complaints.lead_to(id);
    } else if let Page::Case(id) = page {
        draft.shown = Shown::Cases;
        draft.cases.lead_to(id);
    }
}

fn head_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, draft: &mut ComplaintsDraft) {
    let t = theme::of(ui);
    ui.painter().rect_filled(rect, 0, t.surface);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    inside(ui, "deeds", rect.shrink2(egui::vec2(space::M, 0.0)), |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| deed_ui(ctx, ui, draft));
    });
    let n = ctx.ledger().map_or((0, 0), |ledger| {
        let complaints = ledger.complaints.values().filter(|it| it.is_present()).count();
        (complaints, ledger.cases.values().filter(|it| it.is_present()).count())
    });
    inside(ui, "tabs", rect.shrink2(egui::vec2(space::S, 0.0)), |ui| {
        ui.with_layout(Layout::left_to_right(Align::Max), |ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            let tabs = [(Shown::Complaints, words::complaints::TITLE, n.0), (Shown::Cases, words::cases::TITLE, n.1)];
            for (shown, word, count) in tabs {
                if tab(ui, word, &count.to_string(), draft.shown == shown).clicked() {
                    draft.shown = shown;
                }
            }
        });
    });
}

/// Why nobody may register a complaint here; nothing where it may be done.
pub fn register_refusal(ctx: ViewCtx<'_>) -> Option<String> {
    form::refusal(ctx)
}

/// Why nobody may register a case here; nothing where it may be done.
pub fn register_case_refusal(ctx: ViewCtx<'_>) -> Option<String> {
    case_form::refusal(ctx)
}

/// Takes up what was asked for by the command palette.
fn take_asked(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut ComplaintsDraft) {
    if keys::asked(ui.ctx(), Deed::RegisterComplaint) && form::refusal(ctx).is_none() {
        draft.shown = Shown::Complaints;
        form::open(ctx, &mut draft.form, ComplaintForm::default());
    }
    if keys::asked(ui.ctx(), Deed::RegisterCase) && case_form::refusal(ctx).is_none() {
        draft.shown = Shown::Cases;
        case_form::open(ctx, &mut draft.case_form, CaseForm::default());
    }
}

fn deed_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ComplaintsDraft) {
    match draft.shown {
        Shown::Complaints => {
            let refusal = form::refusal(ctx);
            let says = words::complaints::REGISTER;
            if button_unless(ui, Weight::Primary, icon::ADD, says, refusal.as_deref()).clicked() {
                form::open(ctx, &mut draft.form, ComplaintForm::default());
            }
        }
        Shown::Cases => {
            let refusal = case_form::refusal(ctx);
            let says = words::cases::REGISTER;
            if button_unless(ui, Weight::Primary, icon::ADD, says, refusal.as_deref()).clicked() {
                case_form::open(ctx, &mut draft.case_form, CaseForm::default());
            }
        }
    }
}

fn complaints_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, room): (&Ledger, Rect), draft: &mut ComplaintsDraft) {
    if !ledger.complaints.values().any(|it| it.is_listed()) {
        inside(ui, "none", room, |ui| {
            // The button of the head is the same deed: here it only leads the eye.
            let next = words::complaints::REGISTER_TITLE;
            if empty_state(ui, icon::MAIL, words::complaints::EMPTY, next).clicked() {
                form::open(ctx, &mut draft.form, ComplaintForm::default());
            }
        });
        return;
    }
    let mut shelf = std::mem::take(&mut draft.complaints);
    list::shelf_ui(ctx, ui, (ledger, room), &mut shelf, |ui, id| {
        complaint_panel::panel_ui(ctx, ui, (ledger, id), draft)
    });
    draft.complaints = shelf;
}

fn cases_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, room): (&Ledger, Rect), draft: &mut ComplaintsDraft) {
    if !ledger.cases.values().any(|it| it.is_listed()) {
        inside(ui, "none", room, |ui| {
            if empty_state(ui, icon::GAVEL, words::cases::EMPTY, words::cases::REGISTER_TITLE).clicked() {
                case_form::open(ctx, &mut draft.case_form, CaseForm::default());
            }
        });
        return;
    }
    let mut shelf = std::mem::take(&mut draft.cases);
    list::shelf_ui(ctx, ui, (ledger, room), &mut shelf, |ui, id: CaseId| {
        case_panel::panel_ui(ctx, ui, (ledger, id), draft)
    });
    draft.cases = shelf;
}

/// Leads to an issue.
fn go(ctx: ViewCtx<'_>, issue: crate::domain::IssueId) {
    ctx.commands.send(Command::Go(Page::Issue(issue)));
}
