//! The card of a form.

use egui::Ui;

use crate::{
    app::{Command, ExportOrder, FormFormat, FormName},
    ui::{
        icon,
        theme::space,
        view::ViewCtx,
        widgets::{Weight, button_unless, card_ui, hint, icon_button},
        words::reports as words,
    },
};

use super::choices::Choices;

/// Cards beside each other are equally high.
const HEIGHT: f32 = 82.0;

pub(super) fn card(ctx: ViewCtx<'_>, ui: &mut Ui, form: FormName, (choices, public): (&Choices, bool)) {
    let aside = choices.taken(ctx, form);
    card_ui(ui, form.title(), &aside, |ui| {
        ui.set_min_height(HEIGHT);
        ui.spacing_mut().item_spacing.y = space::S;
        hint(ui, words::about(form));
        let internal = (public && form == FormName::Notices).then_some(words::NOT_FOR_PUBLIC);
        let busy = ctx.app.is_exporting().then_some(words::BUSY).or(internal);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            for format in form.formats() {
                let label = words::export_as(form, *format);
                let pressed = button_unless(ui, Weight::Normal, sign(*format), words::format(*format), busy);
                pressed.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, busy.is_none(), &label));
                if pressed.on_hover_text(&label).clicked() {
                    let order = ExportOrder { public, ..choices.order(ctx, form, *format) };
                    let name = ctx.app.export_name(&order);
                    ctx.commands.send(Command::AskExport(Box::new(order), name));
                }
            }
            written(ctx, ui, form);
        });
    });
}

fn sign(format: FormFormat) -> &'static str {
    match format {
        FormFormat::Xlsx => icon::TABLE_ROWS,
        FormFormat::Pdf => icon::PICTURE_AS_PDF,
        FormFormat::Docx => icon::DESCRIPTION,
    }
}

/// The ways to the file last written of the form.
fn written(ctx: ViewCtx<'_>, ui: &mut Ui, form: FormName) {
    let Some(path) = ctx.app.exported(form) else {
        return;
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let said = words::written(&name);
    if icon_button(ui, icon::OPEN_IN_NEW, words::OPEN_FILE).on_hover_text(&said).clicked() {
        ctx.commands.send(Command::OpenWritten(path.to_owned()));
    }
    if icon_button(ui, icon::FOLDER_OPEN, words::OPEN_FOLDER).on_hover_text(&said).clicked() {
        ctx.commands.send(Command::ShowWritten(path.to_owned()));
    }
}
