//! The list of views, and the dialog that saves one under a name.

use egui::{Align2, Popup, Sense, Ui, vec2};

use crate::{
    app::{BuiltIn, Command, ViewName},
    domain::{rules::Action, view::SavedView},
    ui::{
        icon,
        theme::{self, font, size, space},
        view::ViewCtx,
        widgets::{
            Dialog, Field, MenuItem, Weight, button, button_unless, divider, hint, icon_button, line, menu_lines,
            radio, submitted,
        },
        words::{self, views as says},
    },
};

const WIDTH: f32 = 240.0;

/// A view about to be saved.
#[derive(Debug, Default)]
pub(super) struct SavingDraft {
    name: String,
    mine: bool,
}

/// The button with the view shown, and the list under it.
pub(super) fn views_menu(ctx: ViewCtx<'_>, ui: &mut Ui, saving: &mut Option<SavingDraft>) {
    let here = ctx.app.view();
    // Whoever filters all issues has changed no view.
    let changed = *here != ViewName::default() && ctx.app.view_is_changed();
    let label = says::view_button(here, changed);
    // At a high zoom the quick views beside it need the room.
    let from = if ui.ctx().content_rect().width() < size::NARROW {
        icon_button(ui, icon::BOOKMARK, &label)
    } else {
        button(ui, Weight::Quiet, icon::BOOKMARK, &label)
    };
    Popup::menu(&from).gap(space::XS).width(WIDTH).show(|ui| {
        ui.set_width(WIDTH);
        ui.spacing_mut().item_spacing.y = 0.0;
        let built_in: Vec<_> = BuiltIn::ALL.into_iter().map(ViewName::BuiltIn).collect();
        let (shared, mine): (Vec<_>, Vec<_>) =
            ctx.app.saved_views().into_iter().partition(|name| matches!(name, ViewName::Shared(_)));
        for (title, names) in [(says::VIEW, built_in), (says::SHARED, shared), (says::MINE, mine)] {
            names_ui(ctx, ui, title, &names);
        }
        divider(ui);
        deeds_ui(ctx, ui, saving);
    });
}

fn names_ui(ctx: ViewCtx<'_>, ui: &mut Ui, title: &str, names: &[ViewName]) {
    if names.is_empty() {
        return;
    }
    let t = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(WIDTH, 26.0), Sense::hover());
    line(ui, rect.shrink2(vec2(space::S, 0.0)), Align2::LEFT_CENTER, title, font::small(), t.text_3);
    let sign = |name: &ViewName| if name == ctx.app.view() { icon::CHECK } else { icon::TABLE_ROWS };
    let items: Vec<_> = names.iter().map(|name| MenuItem::new(sign(name), says::view(name))).collect();
    if let Some(name) = menu_lines(ui, &items).and_then(|n| names.get(n)) {
        ctx.commands.send(Command::ShowView(name.clone()));
    }
}

/// What can be done with the view shown.
fn deeds_ui(ctx: ViewCtx<'_>, ui: &mut Ui, saving: &mut Option<SavingDraft>) {
    let here = ctx.app.view();
    let saved = !matches!(here, ViewName::BuiltIn(_));
    let refusal = refusal(ctx, here);
    let mut items = vec![(says::SAVE_AS, MenuItem::new(icon::NOTE_ADD, says::SAVE_AS))];
    if ctx.app.view_is_changed() {
        if saved {
            items.push((says::SAVE, MenuItem::new(icon::SAVE, says::SAVE).unless(refusal.as_deref())));
        }
        items.push((says::AS_SAVED, MenuItem::new(icon::RESTART_ALT, says::AS_SAVED)));
    }
    if saved {
        items.push((says::REMOVE, MenuItem::new(icon::REMOVE, says::REMOVE).unless(refusal.as_deref())));
    }
    let lines: Vec<_> = items.iter().map(|(_, item)| *item).collect();
    match menu_lines(ui, &lines).and_then(|n| items.get(n)).map(|(word, _)| *word) {
        Some(says::SAVE_AS) => *saving = Some(SavingDraft::default()),
        Some(says::SAVE) => ctx.commands.send(Command::SaveView(here.clone())),
        Some(says::REMOVE) => ctx.commands.send(Command::RemoveView(here.clone())),
        Some(_) => {
            ctx.commands.send(Command::ResetLayout);
            ctx.commands.send(Command::ShowView(here.clone()));
        }
        None => {}
    }
}

/// Why the view may not be saved here; one's own always may.
fn refusal(ctx: ViewCtx<'_>, name: &ViewName) -> Option<String> {
    let ViewName::Shared(name) = name else {
        return None;
    };
    if ctx.app.is_read_only() {
        return Some(words::grid::READ_ONLY.to_owned());
    }
    // A view unlike any other: whether something can be saved at all is asked.
    let view = Box::new(SavedView { quick: "?".to_owned(), ..SavedView::default() });
    let action = Action::SaveView { name: name.clone(), view };
    ctx.app.refusal(&action).map(|refusal| words::refusal(ctx.ledger(), &refusal))
}

pub(super) fn saving_ui(ctx: ViewCtx<'_>, ui: &Ui, open: &mut Option<SavingDraft>) {
    let Some(draft) = open.as_mut() else {
        return;
    };
    let name = draft.name.trim().to_owned();
    let view = if draft.mine { ViewName::Mine(name.clone()) } else { ViewName::Shared(name.clone()) };
    let built_in = BuiltIn::ALL.into_iter().any(|it| says::built_in(it) == name);
    let refusal = if built_in { Some(says::NAME_BUILT_IN.to_owned()) } else { refusal(ctx, &view) };
    let refusal = refusal.or_else(|| name.is_empty().then(|| words::REQUIRED.to_owned()));
    let replaces = ctx.app.saved_views().contains(&view);
    let shown = Dialog::new("save view", says::SAVE_TITLE).show(
        ui.ctx(),
        draft,
        |ui, draft| {
            let field = Field::new(says::NAME).required().hint(says::NAME_HINT);
            let typed = field.show(ui, &mut draft.name);
            for (mine, word) in [(false, says::FOR_ALL), (true, says::FOR_ME)] {
                if radio(ui, draft.mine == mine, word).clicked() {
                    draft.mine = mine;
                }
            }
            hint(ui, if replaces { says::NAME_REPLACES } else { says::SAVE_HINT });
            submitted(ui, &typed)
        },
        |ui, _| {
            let done = button_unless(ui, Weight::Primary, "", says::SAVE_DEED, refusal.as_deref()).clicked();
            (done, button(ui, Weight::Normal, "", words::CANCEL).clicked())
        },
    );
    let (done, left) = shown.foot;
    let done = (done || shown.body) && refusal.is_none();
    if done {
        ctx.commands.send(Command::SaveView(view));
    }
    if done || left || shown.closed {
        *open = None;
    }
}
