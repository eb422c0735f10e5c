//! The preview: which inspection, which items, which units, what was not understood.

use egui::{Align, Layout, Rect, ScrollArea, Ui, vec2};

use crate::{
    app::{
        Command,
        import::{ImportChange, ImportSession, ReadPlan},
    },
    ui::{
        icon,
        theme::{self, Tone, size, space},
        view::ViewCtx,
        widgets::{Weight, banner, button, button_unless, card_ui, empty_state, hint, inside, page_head, tab},
        words::import as words,
    },
};

use super::{ImportDraft, cached::Cached, detail, faults, table, target, units};

/// What the parts of the preview read.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub ctx: ViewCtx<'a>,
    pub session: &'a ImportSession,
    pub plan: &'a ReadPlan,
    pub preview: &'a crate::app::import::ImportPreview,
}

/// How wide the panel beside the table is.
const PANEL: f32 = 400.0;

/// Shows what was read.
pub(super) fn preview_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ImportDraft, session: &ImportSession) {
    let Some(plan) = session.plan() else {
        return;
    };
    let mut cache = draft.cached.take();
    let Some(cached) = Cached::refreshed(&mut cache, ctx, session) else {
        return;
    };
    if head(ctx, ui, (session, plan), cached) {
        // What was taken need not be pasted again.
        draft.paste.clear();
    }
    if plan.report.items.is_empty() {
        if empty_state(ui, icon::HELP, words::NO_ITEMS, words::READ_ANOTHER).clicked() {
            ctx.commands.send(Command::DropPlan);
        }
    } else {
        let shown = Shown { ctx, session, plan, preview: &cached.preview };
        body(ui, shown, draft);
    }
    draft.cached = cache;
}

fn unit_list(shown: Shown<'_>) -> units::UnitList<'_> {
    let ask = |name, choice| Command::ChangeImport(ImportChange::Unit(name, choice));
    units::UnitList { ctx: shown.ctx, units: &shown.preview.units, none: words::NO_UNITS, ask }
}

/// True when the plan was asked to be taken.
fn head(ctx: ViewCtx<'_>, ui: &mut Ui, (session, plan): (&ImportSession, &ReadPlan), cached: &Cached) -> bool {
    let aside = words::preview_aside(session.name(), plan.report.items.len());
    let refusal = cached.refusal.as_deref();
    let taken = page_head(ui, words::PREVIEW_TITLE, &aside, |ui| {
        let label = words::take(&cached.preview);
        let taken = button_unless(ui, Weight::Primary, icon::PLAYLIST_ADD_CHECK, &label, refusal).clicked();
        if taken {
            ctx.commands.send(Command::TakePlan);
        }
        if button(ui, Weight::Normal, "", words::DROP_PLAN).clicked() {
            ctx.commands.send(Command::DropPlan);
        }
        taken
    });
    let says_more = refusal.filter(|_| cached.preview.n_taken() > 0);
    if let Some(refusal) = says_more {
        banner(ui, Tone::Danger, refusal, &[]);
    }
    taken
}

fn body(ui: &mut Ui, shown: Shown<'_>, draft: &mut ImportDraft) {
    if ui.available_width() < size::NARROW {
        ScrollArea::vertical().id_salt("preview").auto_shrink([false, false]).show(ui, |ui| {
            target::target_ui(ui, shown, &mut draft.target);
            tabs(ui, shown, &mut draft.tab);
            let wide = ui.available_width();
            match draft.tab {
                0 => {
                    let rows = shown.plan.report.items.len().min(7) as f32;
                    let high = size::GRID_HEAD + rows * size::ROW + 2.0;
                    let (rect, _) = ui.allocate_exact_size(vec2(wide, high), egui::Sense::hover());
                    table::table_ui(ui, rect, shown, &mut draft.chosen);
                    ui.add_space(space::S);
                    card_ui(ui, "", "", |ui| detail::detail_ui(ui, shown, draft));
                }
                1 => card_ui(ui, "", "", |ui| units::units_ui(ui, unit_list(shown))),
                _ => card_ui(ui, "", "", |ui| faults::faults_ui(ui, shown)),
            }
        });
        return;
    }
    target::target_ui(ui, shown, &mut draft.target);
    tabs(ui, shown, &mut draft.tab);
    let room = ui.available_rect_before_wrap();
    match draft.tab {
        0 => tasks(ui, room, shown, draft),
        1 => scrolled(ui, room, "units", |ui| units::units_ui(ui, unit_list(shown))),
        _ => scrolled(ui, room, "faults", |ui| faults::faults_ui(ui, shown)),
    }
}

fn tabs(ui: &mut Ui, shown: Shown<'_>, chosen: &mut usize) {
    let counts = [shown.plan.report.items.len(), shown.preview.units.len(), shown.plan.report.faults.len()];
    let row = vec2(ui.available_width(), 44.0);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        for (n, (label, count)) in words::TABS.iter().zip(counts).enumerate() {
            let count = if count == 0 { String::new() } else { count.to_string() };
            if tab(ui, label, &count, *chosen == n).clicked() {
                *chosen = n;
            }
        }
        ui.add_space(space::M);
        hint(ui, &words::comes_to(shown.preview));
    });
}

fn tasks(ui: &mut Ui, room: Rect, shown: Shown<'_>, draft: &mut ImportDraft) {
    let left = room.with_max_x(room.right() - PANEL - space::M);
    let right = room.with_min_x(room.right() - PANEL);
    table::table_ui(ui, left, shown, &mut draft.chosen);
    crate::ui::widgets::card(ui, right);
    inside(ui, "detail", right.shrink2(vec2(space::L, space::XS)), |ui| {
        ScrollArea::vertical().id_salt("detail").auto_shrink([false, false]).show(ui, |ui| {
            // Room for the focus ring and the scroll bar.
            ui.set_max_width(ui.available_width() - space::S);
            detail::detail_ui(ui, shown, draft);
        });
    });
}

fn scrolled(ui: &mut Ui, room: Rect, salt: &str, add: impl FnOnce(&mut Ui)) {
    let t = theme::of(ui);
    crate::ui::widgets::card(ui, room);
    let inner = room.shrink2(vec2(space::L, space::S));
    inside(ui, salt, inner, |ui| {
        ui.visuals_mut().override_text_color = Some(t.text);
        ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(ui, add);
    });
}
