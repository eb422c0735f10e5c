//! This computer: what the window is drawn with, and what a double click on a ledger does.

use egui::{Event, Ui};

use crate::{
    app::{
        Command,
        computer::{ComputerCommand, Opener, RendererName},
    },
    ui::{
        theme::Tone,
        view::ViewCtx,
        widgets::{banner, check_box, field_label, hint, key_text, segmented},
        words::computer as words,
    },
};

/// What to draw with: whatever works, or one way by name.
pub(super) fn drawing_ui(ctx: ViewCtx<'_>, ui: &mut Ui) {
    let computer = ctx.app.computer();
    let send = |command| ctx.commands.send(Command::Computer(command));
    if let Some(runs) = computer.runs() {
        key_text(ui, words::DRAWN_WITH, words::renderer(runs), 1);
    }
    field_label(ui, words::DRAW_WITH, "");
    let here = RendererName::of_this_system();
    let said: Vec<&str> =
        std::iter::once(words::DRAW_ANY).chain(here.iter().map(|name| words::renderer(*name))).collect();
    let wanted = computer.renderers().wanted;
    let place = wanted.and_then(|wanted| here.iter().position(|name| *name == wanted));
    let mut chosen = place.map_or(0, |place| place + 1);
    if segmented(ui, &said, &mut chosen) {
        let name = chosen.checked_sub(1).and_then(|place| here.get(place)).copied();
        send(ComputerCommand::SetRenderer(name));
    }
    hint(ui, words::DRAW_SAYS);
    let crashed = &computer.renderers().crashed;
    if !crashed.is_empty() && banner(ui, Tone::Warn, &words::avoided(crashed), &[words::RETRY]).is_some() {
        send(ComputerCommand::RetryRenderers);
    }
}

/// Whether a double click on a ledger opens this program.
pub(super) fn opening_ui(ctx: ViewCtx<'_>, ui: &mut Ui, opener: Opener) {
    // It may have been changed in Explorer meanwhile.
    if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::WindowFocused(true)))) {
        ctx.commands.send(Command::Computer(ComputerCommand::LookForOpener));
    }
    let mut ours = opener != Opener::Nobody;
    if check_box(ui, &mut ours, words::OPENS_LEDGERS).changed() {
        let called = ours.then(|| words::LEDGER_FILE.to_owned());
        ctx.commands.send(Command::Computer(ComputerCommand::OpenLedgers(called)));
    }
    hint(ui, words::OPENING_SAYS);
    if opener == Opener::Other {
        banner(ui, Tone::Warn, words::OTHER_OPENER, &[]);
    }
}
