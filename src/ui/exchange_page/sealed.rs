//! The passphrase of an encrypted package that was opened, asked over whatever page is shown.

use egui::Ui;

use crate::{
    app::{
        Command,
        packages::{PackageCommand, Passphrase},
    },
    ui::{
        view::ViewCtx,
        widgets::{Dialog, Field, Weight, button, button_unless, hint},
        words::{self, exchange_hand_out as says},
    },
};

/// What is being typed.
#[derive(Debug, Default)]
pub struct SealedDraft(String);

/// Shows the dialog while an opened package waits for its passphrase.
pub fn sealed_ui(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut SealedDraft) {
    let work = ctx.app.packages();
    let Some((path, wrong)) = work.sealed().filter(|_| !work.is_busy()) else {
        return;
    };
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut given = None;
    let shown = Dialog::new("sealed package", says::SEALED_TITLE).width(460.0).show(
        ui.ctx(),
        draft,
        |ui, draft| {
            hint(ui, &file);
            let fault = wrong.then_some(says::SEALED_WRONG);
            Field::new(says::PASSPHRASE).required().fault(fault).show(ui, &mut draft.0);
        },
        |ui, draft| {
            let missing = draft.0.is_empty().then_some(says::NO_PASSPHRASE);
            if button_unless(ui, Weight::Primary, "", says::UNSEAL, missing).clicked() {
                given = Passphrase::new(&draft.0);
            }
            button(ui, Weight::Normal, "", words::CANCEL).clicked()
        },
    );
    if given.is_some() || shown.closed || shown.foot {
        draft.0.clear();
    }
    match given {
        Some(passphrase) => {
            let asked = PackageCommand::Open(path.to_owned(), Some(passphrase));
            ctx.commands.send(Command::Packages(asked));
        }
        None if shown.closed || shown.foot => {
            ctx.commands.send(Command::Packages(PackageCommand::LeaveSealed));
        }
        None => {}
    }
}
