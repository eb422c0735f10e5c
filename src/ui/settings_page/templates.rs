//! Word 模板: which template each form is filled from, whether it is sound, and where to put one's own.

use egui::Ui;

use crate::{
    app::{
        Command,
        documents::{DocumentCommand, TemplateLook},
    },
    ui::{
        icon,
        theme::{Tone, space},
        view::ViewCtx,
        widgets::{Field, Weight, banner, button, button_unless, hint, key_text},
        words::documents as says,
    },
};

use super::form_card;

/// What is typed here: whom the public may ask, and under which number; none until it is touched.
pub(super) type ContactDraft = Option<(String, String)>;

/// Shows the tab.
pub(super) fn templates_ui(ctx: ViewCtx<'_>, ui: &mut Ui, contact: &mut ContactDraft) {
    let send = |command| ctx.commands.send(Command::Document(command));
    if ctx.app.templates().is_none() && !ctx.app.is_checking_templates() {
        send(DocumentCommand::CheckTemplates);
    }
    form_card(ui, says::TEMPLATES, "", |ui| {
        hint(ui, says::TEMPLATES_HINT);
        if let Some(folder) = ctx.app.template_folder() {
            key_text(ui, says::BESIDE, &folder.display().to_string(), 2);
        }
        let folder = ctx.app.settings().templates.as_ref();
        let shown = folder.map_or_else(|| says::FOLDER_NONE.to_owned(), |folder| folder.display().to_string());
        key_text(ui, says::FOLDER, &shown, 2);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            if button(ui, Weight::Normal, icon::FOLDER_OPEN, says::OPEN_FOLDER).clicked() {
                send(DocumentCommand::OpenTemplateFolder);
            }
            if button(ui, Weight::Normal, "", says::EXPORT_BUILT_IN).clicked() {
                send(DocumentCommand::AskExportTemplates);
            }
            if button(ui, Weight::Normal, "", says::CHOOSE_FOLDER).clicked() {
                send(DocumentCommand::AskTemplateFolder);
            }
            if folder.is_some() && button(ui, Weight::Quiet, "", says::NO_FOLDER).clicked() {
                send(DocumentCommand::SetTemplateFolder(None));
            }
            let busy = ctx.app.is_checking_templates().then_some(says::CHECKING);
            if button_unless(ui, Weight::Normal, icon::RULE, says::CHECK, busy).clicked() {
                send(DocumentCommand::CheckTemplates);
            }
        });
    });
    form_card(ui, says::IN_USE, "", |ui| {
        for look in ctx.app.templates().unwrap_or_default() {
            look_ui(ui, look);
        }
    });
    form_card(ui, says::CONTACT, "", |ui| contact_ui(ctx, ui, contact));
}

fn look_ui(ui: &mut Ui, look: &TemplateLook) {
    let said = match &look.state {
        Ok(names) => says::sound(&look.source, *names),
        Err(_) => says::source(&look.source),
    };
    key_text(ui, look.form.name(), &said, 2);
    if let Err(why) = &look.state {
        banner(ui, Tone::Danger, why, &[]);
    }
}

fn contact_ui(ctx: ViewCtx<'_>, ui: &mut Ui, contact: &mut ContactDraft) {
    hint(ui, says::CONTACT_HINT);
    let settings = ctx.app.settings();
    let kept = (settings.contact_unit.clone(), settings.contact_phone.clone());
    let mut typed = contact.clone().unwrap_or_else(|| kept.clone());
    let unit = Field::new(says::CONTACT_UNIT).show(ui, &mut typed.0);
    let phone = Field::new(says::CONTACT_PHONE).show(ui, &mut typed.1);
    if unit.changed() || phone.changed() {
        *contact = Some(typed.clone());
    }
    let same = (typed == kept).then_some(says::CONTACT_SAME);
    if button_unless(ui, Weight::Primary, "", says::CONTACT_SAVE, same).clicked() {
        ctx.commands.send(Command::Document(DocumentCommand::SetContact(typed.0, typed.1)));
        *contact = None;
    }
}
