//! The ledgers opened lately; one that is not where it was says so and can be forgotten.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use egui::{Align2, Rect, Role, Sense, Ui, UiBuilder, vec2};

use crate::{
    app::Command,
    ui::{
        icon,
        theme::{self, Tone, font, space},
        view::ViewCtx,
        widgets::{card_ui, glyph, hint, hot, icon_button, silent_line},
        words,
    },
};

/// The disk is asked again after so long.
const LOOK_EVERY: Duration = Duration::from_secs(3);

/// Which of the ledgers are where they were, as last looked.
#[derive(Debug, Default)]
pub(in crate::ui) struct RecentDraft {
    looked: Option<Instant>,
    known: Vec<(PathBuf, bool)>,
}

impl RecentDraft {
    fn refresh(&mut self, ctx: ViewCtx<'_>) {
        let recent = &ctx.app.settings().recent;
        let now = ctx.clock().instant;
        let same = self.known.iter().map(|(path, _)| path).eq(recent.iter());
        let fresh = self.looked.is_some_and(|looked| now.saturating_duration_since(looked) < LOOK_EVERY);
        if !same || !fresh {
            self.looked = Some(now);
            self.known = recent.iter().map(|path| (path.clone(), ctx.app.is_there(path))).collect();
        }
    }

    /// The ledgers, one a row; true when one was opened.
    pub fn rows_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui) -> bool {
        self.refresh(ctx);
        let mut opened = false;
        for (path, there) in &self.known {
            opened |= row_ui(ctx, ui, path, *there);
        }
        opened
    }
}

/// Shows the list.
pub(super) fn recent_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut RecentDraft) {
    draft.refresh(ctx);
    card_ui(ui, words::RECENT, "", |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // As tall as the ways to begin beside it.
        ui.set_min_height(224.0);
        if draft.known.is_empty() {
            hint(ui, words::NO_RECENT);
        }
        draft.rows_ui(ctx, ui);
        ui.add_space(space::XS);
    });
}

fn row_ui(ctx: ViewCtx<'_>, ui: &mut Ui, path: &Path, there: bool) -> bool {
    let t = theme::of(ui);
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::hover());
    let row = rect.with_max_x(rect.right() - 36.0).expand2(vec2(space::S, 0.0)).with_max_x(rect.right() - 36.0);
    let response = hot(ui, path, row, Role::Button, &words::open_recent(&name), false);
    let sign = Rect::from_min_size(rect.min, vec2(24.0, rect.height()));
    let (icon, ink) = if there { (icon::MENU_BOOK, t.text_2) } else { (icon::WARNING, t.hue(Tone::Warn).ink) };
    glyph(ui, sign, icon, 20.0, ink);
    let words_at = row.with_min_x(rect.left() + 34.0).shrink2(vec2(0.0, 5.0));
    let first = words_at.with_max_y(words_at.top() + 23.0);
    silent_line(ui, first, Align2::LEFT_CENTER, &name, font::body(), t.text);
    let under = words_at.with_min_y(words_at.top() + 23.0);
    let whole = path.display().to_string();
    let (said, ink) = if there { (whole.as_str(), t.text_3) } else { (words::RECENT_GONE, ink) };
    silent_line(ui, under, Align2::LEFT_CENTER, said, font::small(), ink);
    let clicked = response.on_hover_text(&whole).clicked();
    if clicked {
        ctx.commands.send(Command::Open(path.to_owned()));
    }
    let place = rect.with_min_x(rect.right() - 32.0);
    ui.scope_builder(UiBuilder::new().max_rect(place).id_salt(path), |ui| {
        ui.add_space(10.0);
        if icon_button(ui, icon::CLOSE, &words::forget(&name)).clicked() {
            ctx.commands.send(Command::ForgetRecent(path.to_owned()));
        }
    });
    clicked
}
