//! One cell of the grid: its words, and how each dimension is painted.

use std::ops::Range;

use egui::{Color32, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::{
    app::{
        Column,
        grid::clipboard,
        rows::{hit_ranges, word_ranges},
    },
    domain::{IssueId, facts::IssueFacts, issue::Issue, ledger::Ledger, time_status::TimeStatus},
    ui::{
        theme::{self, Tone, font},
        view::ViewCtx,
        widgets::{glyph, level_dot, marked_galley, silent_galley, stage_pie, time_sign},
        words,
    },
};

/// What a cell is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct CellOf<'a> {
    /// The issue of the row.
    pub issue: &'a Issue,
    /// What is known of it.
    pub facts: &'a IssueFacts,
    /// So many lines of text show at most.
    pub lines: u8,
    /// The words searched for: they are marked.
    pub search: &'a str,
}

/// Paints a cell into `rect` and tells a screen reader what it says.
pub fn cell_ui(ui: &Ui, rect: Rect, column: Column, ledger: &Ledger, of: CellOf<'_>) {
    let CellOf { issue, facts, .. } = of;
    let said = if column == Column::Due && facts.date.is_none() {
        issue.first_deadline().words.clone()
    } else {
        words::issues_page::cell(ledger, column, issue, facts)
    };
    let cut = if said.is_empty() { false } else { paint(ui, rect, column, (&said, ledger), of) };
    let id = ui.scope_id().with(("cell", issue.id, column));
    let response = ui.interact(rect, id, Sense::hover());
    let name = if said.is_empty() { words::grid::EMPTY_CELL } else { &said };
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, name));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_description(words::grid::cell_name(words::issues_page::column(column), issue.fields.number.get()));
    });
    if matches!((column, facts.time), (Column::Time, TimeStatus::DueSoon(_))) {
        response.on_hover_text(words::due_soon_means(ledger));
    } else if cut {
        response.on_hover_text(said);
    }
}

/// Paints what a cell says; `true` where it is cut short.
fn paint(
    ui: &Ui,
    rect: Rect,
    column: Column,
    (said, ledger): (&str, &Ledger),
    CellOf { facts, lines, search, .. }: CellOf<'_>,
) -> bool {
    let t = theme::of(ui);
    let scale = ledger.directory.fields.scale.get().as_ref();
    let words_at = |left: f32| rect.with_min_x(rect.left() + left);
    match column {
        Column::Stage => {
            stage_pie(ui, pos2(rect.left() + 7.0, rect.center().y), words::stage_sign(&facts.stage));
            one_line(ui, words_at(22.0), said, t.text)
        }
        Column::Level => {
            let key = facts.level.as_ref().map_or("", |key| key.as_str());
            level_dot(ui, pos2(rect.left() + 5.0, rect.center().y), words::level_dot(scale, key));
            one_line(ui, words_at(18.0), said, t.text_2)
        }
        Column::Rating => {
            let Some(rating) = facts.rating else {
                return false;
            };
            let arrow = words::rating_arrow(rating);
            let place = rect.with_max_x(rect.left() + 16.0);
            glyph(ui, place, arrow.sign(), 16.0, t.hue(arrow.tone()).ink);
            one_line(ui, words_at(22.0), said, t.text_2)
        }
        Column::Time => {
            time_sign(ui, rect, said, words::time_status(facts.time).1);
            false
        }
        Column::Number
        | Column::Title
        | Column::LeadUnit
        | Column::Cooperating
        | Column::Due
        | Column::Category
        | Column::Inspection
        | Column::Person
        | Column::Leader
        | Column::Region
        | Column::Goal
        | Column::Measures
        | Column::DeadlineWords
        | Column::Chapter
        | Column::Source
        | Column::Disposal
        | Column::SupervisingUnit
        | Column::AcceptingUnit
        | Column::LatestNote
        | Column::ClosedOn => {
            let quiet = column == Column::Due && facts.date.is_none();
            let ink = if quiet { t.text_3 } else { ink(ui, column, facts) };
            let marks = if search.is_empty() { Vec::new() } else { hits(column, said, search) };
            let room = if lines > 1 { rect.shrink2(vec2(0.0, 4.0)) } else { rect };
            marked_galley(ui, room, said, (font::body(), ink), usize::from(lines), &marks)
        }
    }
}

fn one_line(ui: &Ui, rect: Rect, said: &str, ink: Color32) -> bool {
    silent_galley(ui, rect, said, (font::body(), ink), 1)
}

/// Where the searched words stand; first letters count in the columns in which they are searched for.
fn hits(column: Column, said: &str, search: &str) -> Vec<Range<usize>> {
    let short = matches!(
        column,
        Column::Number
            | Column::Title
            | Column::LeadUnit
            | Column::Cooperating
            | Column::SupervisingUnit
            | Column::AcceptingUnit
            | Column::Person
            | Column::Leader
    );
    if short { hit_ranges(said, search) } else { word_ranges(said, search) }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most columns are quiet")]
fn ink(ui: &Ui, column: Column, facts: &IssueFacts) -> egui::Color32 {
    let t = theme::of(ui);
    let unclear = facts.to_confirm && matches!(column, Column::Due | Column::LeadUnit);
    match column {
        Column::LeadUnit | Column::Due if unclear => t.hue(Tone::Warn).ink,
        Column::Title | Column::LeadUnit | Column::Due => t.text,
        _ => t.text_2,
    }
}

/// The cells of a row, tab-separated, as a spreadsheet pastes them.
pub fn row_text(ctx: ViewCtx<'_>, issue: IssueId, columns: &[Column]) -> String {
    let cells = columns.iter().map(|column| cell_text(ctx, issue, *column));
    clipboard::write(&[cells.collect()])
}

/// What a cell says.
fn cell_text(ctx: ViewCtx<'_>, issue: IssueId, column: Column) -> String {
    let facts = ctx.app.rows().facts(issue);
    let said = ctx.ledger().and_then(|ledger| {
        let issue = ledger.issue(issue)?;
        Some(words::issues_page::cell(ledger, column, issue, facts?))
    });
    said.unwrap_or_default()
}
