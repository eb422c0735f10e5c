//! The file that is being read: said over the page until it is there, with a way to leave it.

use egui::{Spinner, Ui};

use crate::{
    app::Command,
    ui::{
        theme::space,
        view::ViewCtx,
        widgets::{Dialog, Weight, button, hint},
        words,
    },
};

/// Shows which file is read, once that has lasted long enough to be worth a word.
pub(super) fn opening_dialog_ui(ctx: ViewCtx<'_>, ui: &Ui) {
    let Some(path) = ctx.app.opening() else {
        return;
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let dialog = Dialog::new("opening", words::OPENING).width(420.0);
    let shown = dialog.show(
        ui.ctx(),
        &mut (),
        |ui, ()| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                ui.add(Spinner::new().size(18.0));
                ui.label(name);
            });
            hint(ui, words::OPENING_SAYS);
        },
        |ui, ()| button(ui, Weight::Normal, "", words::STOP).clicked(),
    );
    if shown.foot || shown.closed {
        ctx.commands.send(Command::StopJob);
    }
}
