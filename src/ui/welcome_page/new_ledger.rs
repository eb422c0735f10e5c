//! The dialog that makes a new ledger: title, place, and whether a plan is imported at once.

use std::path::PathBuf;

use egui::Ui;

use crate::{
    app::{Command, NewLedger},
    ui::{
        theme::space,
        view::ViewCtx,
        widgets::{Dialog, Field, Weight, button, check_box, submitted},
        words,
    },
};

/// A new ledger being described.
#[derive(Clone, Debug)]
pub(super) struct NewLedgerDraft {
    title: String,
    office: String,
    path: String,
    /// The proposed path follows the title until somebody types another.
    path_typed: bool,
    then_import: bool,
    plan: Option<PathBuf>,
    tried: bool,
    /// The number of the last place chosen in the system's dialog that was taken over.
    place: u64,
}

impl NewLedgerDraft {
    /// A dialog for a ledger called `title`; `plan` is read into it at once.
    pub fn new(ctx: ViewCtx<'_>, title: &str, plan: Option<PathBuf>) -> Self {
        let mut draft = Self {
            title: title.to_owned(),
            office: ctx.app.usual_office(),
            path: String::new(),
            path_typed: false,
            then_import: plan.is_some(),
            plan,
            tried: false,
            place: ctx.app.picked_place().map_or(0, |(number, _)| number),
        };
        draft.propose(ctx);
        draft
    }

    /// The same, going on with the import of a plan.
    pub fn then_import(mut self) -> Self {
        self.then_import = true;
        self
    }

    fn propose(&mut self, ctx: ViewCtx<'_>) {
        if !self.path_typed {
            let path = ctx.app.usual_folder().join(words::file_name(&self.title));
            self.path = path.display().to_string();
        }
    }

    /// What was chosen in the system's dialog stands in the field; everything typed stays.
    fn take_place(&mut self, ctx: ViewCtx<'_>) {
        if let Some((number, path)) = ctx.app.picked_place()
            && number > self.place
        {
            self.place = number;
            self.path = path.display().to_string();
            self.path_typed = true;
        }
    }

    fn ledger(&self) -> NewLedger {
        NewLedger {
            title: self.title.trim().to_owned(),
            office: self.office.trim().to_owned(),
            path: super::typed_path(&self.path),
            then_import: self.then_import,
        }
    }

    fn faults(&self, ctx: ViewCtx<'_>) -> (Option<&'static str>, Option<&'static str>) {
        if !self.tried {
            return (None, None);
        }
        let title = self.title.trim().is_empty().then_some(words::TITLE_MISSING);
        let path = if self.path.trim().is_empty() {
            Some(words::WHERE_MISSING)
        } else {
            ctx.app.is_there(&self.ledger().path).then_some(words::WHERE_TAKEN)
        };
        (title, path)
    }
}

/// Shows the dialog while there is a draft.
pub(super) fn dialog_ui(ctx: ViewCtx<'_>, ui: &Ui, slot: &mut Option<NewLedgerDraft>) {
    let Some(draft) = slot.as_mut() else {
        return;
    };
    draft.take_place(ctx);
    let dialog = Dialog::new("new ledger", words::NEW_LEDGER_TITLE).width(560.0);
    let shown = dialog.show(
        ui.ctx(),
        draft,
        |ui, draft| fields_ui(ctx, ui, draft),
        |ui, _| {
            let make = button(ui, Weight::Primary, "", words::MAKE_LEDGER).clicked();
            let leave = button(ui, Weight::Normal, "", words::CANCEL).clicked();
            (make, leave)
        },
    );
    let (make, leave) = shown.foot;
    let mut closed = shown.closed || leave;
    if make || shown.body {
        draft.tried = true;
        if draft.faults(ctx) == (None, None) {
            ctx.commands.send(Command::CreateLedger(draft.ledger()));
            if let Some(plan) = draft.plan.take() {
                ctx.commands.send(Command::ReadPlan(plan));
            }
            closed = true;
        }
    }
    if closed {
        *slot = None;
    }
}

/// The fields; true when Enter was pressed in one.
fn fields_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut NewLedgerDraft) -> bool {
    let (title_fault, path_fault) = draft.faults(ctx);
    let title = words::ledger_field(crate::domain::directory::LedgerField::Title);
    let title = Field::new(title).required().hint(words::TITLE_HINT).fault(title_fault);
    let title = title.show(ui, &mut draft.title);
    if title.changed() {
        draft.propose(ctx);
    }
    let office = Field::new(words::ledger_field(crate::domain::directory::LedgerField::Office));
    let office = office.note(words::OFFICE_NOTE).hint(words::USUAL_UNIT).show(ui, &mut draft.office);
    let path = Field::new(words::WHERE).required().fault(path_fault);
    let path = path.show(ui, &mut draft.path);
    draft.path_typed |= path.changed();
    if button(ui, Weight::Quiet, crate::ui::icon::FOLDER_OPEN, words::PICK_WHERE).clicked() {
        ctx.commands.send(Command::AskNewLedger(draft.ledger()));
    }
    ui.add_space(space::XS);
    check_box(ui, &mut draft.then_import, words::THEN_IMPORT);
    [title, office, path].iter().any(|field| submitted(ui, field))
}
