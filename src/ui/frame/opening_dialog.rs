//! The file that is being read, or looked through for a change somebody asked for: said over the page until that is done.

use std::{borrow::Cow, path::Path};

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
        return checking_dialog_ui(ctx, ui);
    };
    let name = name_of(path);
    let dialog = Dialog::new("opening", words::OPENING).width(420.0);
    let shown = dialog.show(
        ui.ctx(),
        &mut (),
        |ui, ()| waiting_ui(ui, name, words::OPENING_SAYS),
        |ui, ()| button(ui, Weight::Normal, "", words::STOP).clicked(),
    );
    if shown.foot || shown.closed {
        ctx.commands.send(Command::StopJob);
    }
}

/// Says that what was asked will be done as soon as the file is known to be whole. There is nothing to stop: that takes a
/// few seconds for the biggest.
fn checking_dialog_ui(ctx: ViewCtx<'_>, ui: &Ui) {
    let Some(document) = ctx.app.document().filter(|_| ctx.app.is_holding_back_long()) else {
        return;
    };
    Dialog::new("checking", words::CHECKING).width(420.0).show(
        ui.ctx(),
        &mut (),
        |ui, ()| waiting_ui(ui, name_of(document.path()), words::CHECKING_SAYS),
        |_, ()| {},
    );
}

fn name_of(path: &Path) -> Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

fn waiting_ui(ui: &mut Ui, name: Cow<'_, str>, says: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.add(Spinner::new().size(18.0));
        ui.label(name);
    });
    hint(ui, says);
}
