//! The command palette: every command with its key, and every issue by number, title or initials.

use egui::{Align2, Id, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use crate::{
    app::Page,
    domain::IssueId,
    ui::{
        icon,
        keys::{self, Deed, TABLE},
        theme::{self, Tone, font, radius, size, space},
        view::ViewCtx,
        widgets::{Dialog, Field, glyph, hint, hold_composition_keys, is_composing, silent_line, width_of},
        words,
    },
};

/// At most so many issues are offered.
const MOST_ISSUES: usize = 40;

const LIST_HEIGHT: f32 = 396.0;

/// What the palette leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A command.
    Deed(Deed),
    /// The page of an issue.
    Issue(IssueId),
}

/// One line of the palette.
#[derive(Clone, Debug)]
struct Line {
    target: Target,
    name: String,
    keys: String,
    why_not: Option<String>,
}

/// What is being looked for.
#[derive(Debug, Default)]
pub(super) struct PaletteDraft {
    text: String,
    at: usize,
    moved: bool,
    of: Option<(String, Option<u64>, Page)>,
    lines: Vec<Line>,
}

impl PaletteDraft {
    fn refresh(&mut self, ctx: ViewCtx<'_>) {
        let revision = ctx.app.document().map(crate::app::Document::revision);
        let of = Some((self.text.trim().to_lowercase(), revision, ctx.app.page()));
        if self.of == of {
            return;
        }
        self.of = of;
        self.lines = lines(ctx, self.text.trim());
        let first_free = self.lines.iter().position(|line| line.why_not.is_none());
        self.at = first_free.unwrap_or(0);
        self.moved = true;
    }

    fn step(&mut self, by: isize) {
        let last = self.lines.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
        self.moved = true;
    }
}

/// How well a text answers what was typed: 0 begins with it, 1 holds it, 2 by initials; nothing where it does not.
fn answers(text: &str, typed: &str) -> Option<u8> {
    let (text, typed) = (text.to_lowercase(), typed.to_lowercase());
    if text.starts_with(&typed) {
        return Some(0);
    }
    if text.contains(&typed) {
        return Some(1);
    }
    crate::app::rows::pinyin::matches_initials(&text, &typed).then_some(2)
}

/// A page is looked for by its own name: the words before it do not make it a worse answer.
#[expect(clippy::wildcard_enum_match_arm, reason = "only pages have a name of their own")]
fn answers_deed(deed: Deed, name: &str, typed: &str) -> Option<u8> {
    let whole = answers(name, typed);
    match deed {
        Deed::Go(page) => [whole, answers(words::page_name(page), typed)].into_iter().flatten().min(),
        _ => whole,
    }
}

fn lines(ctx: ViewCtx<'_>, typed: &str) -> Vec<Line> {
    let mut found: Vec<(u8, Line)> = Vec::new();
    for row in TABLE.iter().filter(|row| row.deed != Deed::Palette) {
        let name = words::deed(row.deed);
        let keys = keys::keys_of(row.deed);
        let by_keys = !typed.is_empty() && keys.eq_ignore_ascii_case(typed);
        let rank = if typed.is_empty() || by_keys { Some(0) } else { answers_deed(row.deed, &name, typed) };
        if let Some(rank) = rank {
            found.push((
                rank,
                Line { target: Target::Deed(row.deed), name, keys, why_not: keys::why_not(ctx, row.deed) },
            ));
        }
    }
    if !typed.is_empty() {
        found.extend(issues(ctx, typed));
    }
    // Steady: commands of one rank keep the order of the table and stand before the issues.
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, line)| line).collect()
}

fn issues(ctx: ViewCtx<'_>, typed: &str) -> Vec<(u8, Line)> {
    let Some(ledger) = ctx.ledger() else {
        return Vec::new();
    };
    let mut found: Vec<(u8, IssueId)> = Vec::new();
    for issue in ledger.issues.values().filter(|issue| issue.is_listed()) {
        let fields = &issue.fields;
        let unit = || fields.lead_unit.get().map(|unit| ledger.directory.unit_name(unit).to_owned());
        let rank = answers(fields.number.get(), typed)
            .or_else(|| answers(fields.title.get(), typed))
            .or_else(|| unit().and_then(|unit| answers(&unit, typed)).map(|rank| rank + 2));
        if let Some(rank) = rank {
            found.push((rank, issue.id));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.truncate(MOST_ISSUES);
    let line = |(rank, id): (u8, IssueId)| {
        let issue = ledger.issue(id)?;
        let name = format!("{}　{}", issue.fields.number.get(), words::cut(issue.fields.title.get(), 60));
        let unit = issue.fields.lead_unit.get().map(|unit| words::unit(ledger, Some(unit)));
        let keys = unit.map(|unit| words::cut(&unit, 12)).unwrap_or_default();
        Some((rank, Line { target: Target::Issue(id), name, keys, why_not: None }))
    };
    found.into_iter().filter_map(line).collect()
}

/// Shows the palette while it is open; returns what was chosen.
pub(super) fn palette_ui(ctx: ViewCtx<'_>, ui: &Ui, slot: &mut Option<PaletteDraft>) -> Option<Target> {
    let draft = slot.as_mut()?;
    draft.refresh(ctx);
    let dialog = Dialog::new("palette", words::PALETTE).width(640.0);
    let shown = dialog.show(ui.ctx(), draft, body_ui, |ui, _| hint(ui, words::PALETTE_KEYS));
    let chosen = shown.body;
    if chosen.is_some() || shown.closed {
        *slot = None;
    }
    chosen
}

fn body_ui(ui: &mut Ui, draft: &mut PaletteDraft) -> Option<Target> {
    let field = Field::new(words::PALETTE_HINT).bare().hint(words::PALETTE_HINT).salt("palette");
    let id = field.id(ui);
    let entered = keys_ui(ui, id, draft);
    field.show(ui, &mut draft.text);
    ui.spacing_mut().item_spacing.y = 0.0;
    let room = LIST_HEIGHT.min((ui.ctx().content_rect().height() - 240.0).max(120.0));
    let area = ScrollArea::vertical().id_salt("palette lines").min_scrolled_height(room).max_height(room);
    let clicked = area.auto_shrink([false, false]).show(ui, |ui| {
        if draft.lines.is_empty() {
            hint(ui, words::PALETTE_EMPTY);
        }
        lines_ui(ui, draft)
    });
    let at = clicked.inner.or_else(|| entered.then_some(draft.at))?;
    let line = draft.lines.get(at)?;
    line.why_not.is_none().then_some(line.target)
}

/// The keys that move in the list while the field has the focus; true for Enter.
fn keys_ui(ui: &Ui, id: Id, draft: &mut PaletteDraft) -> bool {
    // An open composition keeps its own keys.
    hold_composition_keys(ui, id);
    if is_composing(ui) || !ui.memory(|memory| memory.has_focus(id)) {
        return false;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (key, by) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, 10), (Key::PageUp, -10)] {
        if pressed(key) {
            draft.step(by);
        }
    }
    pressed(Key::Enter)
}

fn lines_ui(ui: &mut Ui, draft: &mut PaletteDraft) -> Option<usize> {
    let mut clicked = None;
    for (n, line) in draft.lines.iter().enumerate() {
        let response = line_ui(ui, line, n == draft.at);
        if n == draft.at && draft.moved {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            clicked = Some(n);
        }
    }
    draft.moved = false;
    clicked
}

fn line_ui(ui: &mut Ui, line: &Line, at: bool) -> Response {
    let t = theme::of(ui);
    let free = line.why_not.is_none();
    // Not reached by Tab: the focus stays in the field, where the arrows move.
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, free, at, &line.name));
    let round = egui::CornerRadius::same(radius::S);
    if at {
        ui.painter().rect_filled(rect, round, t.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, round, t.hover);
    }
    // The scroll bar floats at the right.
    let inner = rect.shrink2(vec2(space::S, 0.0)).with_max_x(rect.right() - space::L);
    let sign = match line.target {
        Target::Deed(_) => icon::CHEVRON_RIGHT,
        Target::Issue(_) => icon::DESCRIPTION,
    };
    let ink = if free { t.text } else { t.text_3 };
    glyph(ui, inner.with_max_x(inner.left() + 18.0), sign, 18.0, if free { t.hue(Tone::Accent).ink } else { t.text_3 });
    let why_not = line.why_not.as_deref().unwrap_or_default();
    let aside = format!("{why_not}　{}", line.keys);
    let aside = aside.trim();
    let wide = width_of(ui, aside, font::small()).min(inner.width() * 0.5);
    let place: Rect = inner.with_min_x(inner.right() - wide - 1.0);
    silent_line(ui, place, Align2::RIGHT_CENTER, aside, font::small(), t.text_3);
    let words = inner.with_min_x(inner.left() + 26.0).with_max_x(place.left() - space::S);
    silent_line(ui, words, Align2::LEFT_CENTER, &line.name, font::body(), ink);
    match &line.why_not {
        Some(why) => response.on_hover_text(why),
        None => response,
    }
}
