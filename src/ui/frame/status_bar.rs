//! The status bar: how many, what is late, and what runs.

use egui::{Align, Align2, Layout, RichText, Ui};

use crate::{
    app::Command,
    ui::{
        theme::{self, font, space},
        view::ViewCtx,
        widgets::{Edge, bar_button, edge_line, line, small_button},
        words,
    },
};

use super::counts::Counts;

/// Shows the status bar; true when the list of notices was asked for.
pub(super) fn status_bar_ui(ctx: ViewCtx<'_>, ui: &mut Ui, counts: &Counts) -> bool {
    edge_line(ui, Edge::Top);
    let t = theme::of(ui);
    let edge = ui.max_rect();
    if ctx.app.document().is_some() {
        let all = words::in_all(counts.issues, counts.inspections);
        line(ui, edge, Align2::LEFT_CENTER, &all, font::small(), t.text_2);
    }
    let builder = egui::UiBuilder::new().max_rect(edge).layout(Layout::right_to_left(Align::Center));
    let shown = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        let told = ctx.app.all_notices().count();
        let notices = bar_button(ui, &words::notices_button(told)).clicked();
        if ctx.app.document().is_some() {
            let said = words::counts(counts.overdue, counts.due_soon, counts.to_review);
            for sentence in said.iter().rev() {
                ui.label(RichText::new(sentence).font(font::small()).color(t.text_2));
            }
        }
        let jobs = [
            ("evidence", ctx.app.adding_evidence()),
            ("import", ctx.app.reading_plan()),
            ("export", ctx.app.exporting()),
            ("change", ctx.app.changing()),
            ("documents", ctx.app.writing_documents()),
        ];
        for (job, progress) in jobs {
            let Some(progress) = progress else {
                continue;
            };
            if small_button(ui, words::STOP).clicked() {
                ctx.commands.send(Command::StopJob);
            }
            let said = words::job_progress(words::job(job), progress.done, progress.total);
            ui.label(RichText::new(said).font(font::small()).color(t.text_2));
        }
        copying_ui(ctx, ui);
        if ctx.app.is_saving() {
            ui.label(RichText::new(words::SAVING).font(font::small()).color(t.text_2));
        }
        notices
    });
    shown.inner
}

/// The copy that is being written, and what stops it.
fn copying_ui(ctx: ViewCtx<'_>, ui: &mut Ui) {
    if !ctx.app.is_copying() {
        return;
    }
    let stops = ctx.app.is_stopping_copy();
    if !stops && small_button(ui, words::STOP).clicked() {
        ctx.commands.send(Command::StopCopy);
    }
    let said = if stops { words::STOPPING_COPY } else { words::COPYING };
    ui.label(RichText::new(said).font(font::small()).color(theme::of(ui).text_2));
}
