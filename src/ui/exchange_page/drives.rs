//! Drives that can be pulled out, offered where packages come and go.

use egui::{Event, Id, Ui};

use crate::{
    app::{
        Command,
        computer::{ComputerCommand, Drive},
    },
    ui::{
        icon,
        theme::space,
        view::ViewCtx,
        widgets::{Weight, button},
        words::computer as words,
    },
};

/// The drives in a row, each a button that says `verb`; the one that was pressed. Nothing where there are none.
pub(super) fn drives_ui(ctx: ViewCtx<'_>, ui: &mut Ui, verb: &str) -> Option<Drive> {
    look(ctx, ui);
    let drives = ctx.app.computer().drives();
    if drives.is_empty() {
        return None;
    }
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        for drive in drives {
            let says = words::drive(verb, drive);
            if button(ui, Weight::Normal, icon::SAVE, &says).on_hover_text(drive.folder.display().to_string()).clicked()
            {
                pressed = Some(drive.clone());
            }
        }
    });
    pressed
}

/// Looks when the page is shown and whenever the window is come back to: a stick was put in meanwhile.
fn look(ctx: ViewCtx<'_>, ui: &Ui) {
    let id = Id::unique("drives looked for");
    let pass = ui.ctx().cumulative_pass_nr();
    let before = ui.data(|data| data.get_temp::<u64>(id));
    ui.data_mut(|data| data.insert_temp(id, pass));
    let shown = before.is_none_or(|before| before + 2 < pass);
    let back = ui.input(|input| input.events.iter().any(|event| matches!(event, Event::WindowFocused(true))));
    if shown || back {
        ctx.commands.send(Command::Computer(ComputerCommand::LookForDrives));
    }
}
