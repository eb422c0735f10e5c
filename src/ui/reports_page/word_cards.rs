//! The cards of the Word forms, and of the public copy of the ledger.

use egui::Ui;

use crate::{
    app::{
        Command,
        documents::{About, DocumentCommand, DocumentOrder, Subject, WordForm},
    },
    domain::{IssueId, RecordId},
    ui::{
        documents, icon,
        theme::{Tone, space},
        view::ViewCtx,
        widgets::{Weight, button_unless, card_ui, hint, link, said},
        words::{documents as says, reports},
    },
};

use super::{NARROWEST, choices::Choices};

/// Cards beside each other are equally high.
const HEIGHT: f32 = 116.0;

/// The forms offered here; the receipt of a merge is offered where one has merged.
const FORMS: [WordForm; 7] = [
    WordForm::SupervisionNotice,
    WordForm::IssueAccount,
    WordForm::ClosureApplication,
    WordForm::Acceptance,
    WordForm::Publicity,
    WordForm::Monthly,
    WordForm::Complaints,
];

/// Shows the group.
pub(super) fn word_cards_ui(ctx: ViewCtx<'_>, ui: &mut Ui, choices: &Choices, public: bool) {
    crate::ui::widgets::section_title(ui, says::GROUP, "");
    let n = ((ui.available_width() / NARROWEST) as usize).clamp(1, 3);
    let all: Vec<Option<WordForm>> = FORMS.into_iter().map(Some).chain([None]).collect();
    for row in all.chunks(n) {
        ui.columns(n, |columns| {
            for (ui, form) in columns.iter_mut().zip(row) {
                match form {
                    Some(form) => ui.push_id(form.key(), |ui| card(ctx, ui, *form, (choices, public))),
                    None => ui.push_id("public copy", |ui| public_card(ctx, ui)),
                };
            }
        });
    }
}

fn card(ctx: ViewCtx<'_>, ui: &mut Ui, form: WordForm, (choices, public): (&Choices, bool)) {
    card_ui(ui, form.name(), says::WORD, |ui| {
        ui.set_min_height(HEIGHT);
        ui.spacing_mut().item_spacing.y = space::S;
        hint(ui, says::about(form));
        let internal = (public && form == WordForm::SupervisionNotice).then_some(says::NOT_FOR_PUBLIC);
        let busy = documents::busy(ctx).or(internal);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            for each in ways(form) {
                let label = says::way(form, *each);
                let pressed = button_unless(ui, Weight::Normal, icon::DESCRIPTION, &label, busy);
                let name = format!("{} {label}", form.name());
                pressed.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, busy.is_none(), &name));
                if pressed.on_hover_text(&name).clicked() {
                    let order = DocumentOrder::new(form, subject(ctx, form, choices));
                    let order = DocumentOrder { file_each: *each, public, ..order };
                    ctx.commands.send(documents::ask(ctx, order));
                }
            }
        });
        written(ctx, ui, form);
    });
}

/// In one file, or also a file for each.
fn ways(form: WordForm) -> &'static [bool] {
    match form.about() {
        About::Notice | About::Issue | About::Issues => &[false, true],
        About::Month | About::Ledger | About::Merge => &[false],
    }
}

fn subject(ctx: ViewCtx<'_>, form: WordForm, choices: &Choices) -> Subject {
    match form.about() {
        About::Notice => Subject::Notices(notices(ctx, &issues(ctx, choices))),
        About::Issue | About::Issues | About::Merge => Subject::Issues(issues(ctx, choices)),
        About::Month => Subject::Month(choices.month(ctx)),
        About::Ledger => Subject::Ledger,
    }
}

fn issues(ctx: ViewCtx<'_>, choices: &Choices) -> Vec<IssueId> {
    ctx.app.issues_of_rows(&choices.rows(ctx))
}

/// The notices of these issues that were not lifted.
fn notices(ctx: ViewCtx<'_>, issues: &[IssueId]) -> Vec<(IssueId, RecordId)> {
    let found = issues.iter().filter_map(|id| ctx.ledger()?.issue(*id));
    let open = found.flat_map(|issue| {
        let open = issue.notices().into_iter().filter(|state| !state.lifted);
        open.map(|state| (issue.id, state.id)).collect::<Vec<_>>()
    });
    open.collect()
}

fn public_card(ctx: ViewCtx<'_>, ui: &mut Ui) {
    card_ui(ui, says::PUBLIC_COPY_TITLE, "", |ui| {
        ui.set_min_height(HEIGHT);
        ui.spacing_mut().item_spacing.y = space::S;
        hint(ui, says::PUBLIC_COPY_HINT);
        let pressed = button_unless(ui, Weight::Normal, icon::DESCRIPTION, says::PUBLIC_COPY, documents::busy(ctx));
        if pressed.clicked() {
            let name = ctx.app.public_copy_name();
            ctx.commands.send(Command::Document(DocumentCommand::AskPublicCopy(name)));
        }
        if let Some(path) = ctx.app.public_copy_written() {
            ways_to(ctx, ui, path);
        }
    });
}

/// The file last written of the form, with the ways to it.
fn written(ctx: ViewCtx<'_>, ui: &mut Ui, form: WordForm) {
    if let Some(path) = ctx.app.document_written(form) {
        ways_to(ctx, ui, path);
    }
}

fn ways_to(ctx: ViewCtx<'_>, ui: &mut Ui, path: &std::path::Path) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    ui.spacing_mut().item_spacing.y = 0.0;
    said(ui, icon::CHECK, &reports::written(&name), Tone::Good);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        if link(ui, reports::OPEN_FILE).clicked() {
            ctx.commands.send(Command::OpenWritten(path.to_owned()));
        }
        if link(ui, reports::OPEN_FOLDER).clicked() {
            ctx.commands.send(Command::ShowWritten(path.to_owned()));
        }
    });
}
