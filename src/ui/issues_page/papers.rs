//! The dialog 生成文书 over the chosen rows: which form, and all in one file or a file for each.

use egui::Ui;

use crate::{
    app::documents::{DocumentOrder, Subject, WordForm},
    domain::IssueId,
    ui::{
        documents, icon,
        view::ViewCtx,
        widgets::{Dialog, Weight, button, button_unless, field_label, hint, segmented},
        words::{self, documents as says},
    },
};

/// What is being chosen.
#[derive(Debug)]
pub(super) struct PapersDraft {
    issues: Vec<IssueId>,
    form: usize,
}

impl PapersDraft {
    pub(super) fn new(issues: Vec<IssueId>) -> Self {
        Self { issues, form: 0 }
    }
}

pub(super) fn papers_ui(ctx: ViewCtx<'_>, ui: &Ui, open: &mut Option<PapersDraft>) {
    let Some(draft) = open.as_mut() else {
        return;
    };
    let n = draft.issues.len();
    let shown = Dialog::new("papers", says::MENU).aside(&says::of_rows(n)).width(520.0).show(
        ui.ctx(),
        draft,
        |ui, draft| {
            field_label(ui, says::FORM, "");
            segmented(ui, &documents::OF_ISSUE.map(WordForm::name), &mut draft.form);
            if let Some(form) = documents::OF_ISSUE.get(draft.form) {
                hint(ui, says::about(*form));
            }
        },
        |ui, draft| {
            let busy = documents::busy(ctx);
            let one = button_unless(ui, Weight::Primary, icon::DESCRIPTION, says::ALL_IN_ONE, busy).clicked();
            let each = draft.issues.len() > 1 && button_unless(ui, Weight::Normal, "", says::FILE_EACH, busy).clicked();
            let left = button(ui, Weight::Normal, "", words::CANCEL).clicked();
            (one, each, left)
        },
    );
    let (one, each, left) = shown.foot;
    if (one || each)
        && let Some(form) = documents::OF_ISSUE.get(draft.form)
    {
        let order = DocumentOrder::new(*form, Subject::Issues(draft.issues.clone()));
        ctx.commands.send(documents::ask(ctx, DocumentOrder { file_each: each, ..order }));
    }
    if one || each || left || shown.closed {
        *open = None;
    }
}
