//! One cell of the grid: its words, and how each dimension is painted.

use egui::{Align2, Rect, Ui};

use crate::{
    app::Column,
    domain::{IssueId, facts::IssueFacts, issue::Issue, ledger::Ledger},
    ui::{
        theme::{self, Tone, font},
        view::ViewCtx,
        widgets::{level, line, rating, stage, time_status},
        words,
    },
};

/// Paints a cell into `rect`.
pub fn cell_ui(ui: &Ui, rect: Rect, column: Column, ledger: &Ledger, of: (&Issue, &IssueFacts)) {
    let t = theme::of(ui);
    let (issue, facts) = of;
    let scale = ledger.directory.fields.scale.get().as_ref();
    match column {
        Column::Stage => stage(ui, rect, words::stage_sign(&facts.stage), &words::stage(&facts.stage)),
        Column::Time => {
            let (said, tone) = words::time_status(facts.time);
            time_status(ui, rect, &said, tone);
        }
        Column::Level => {
            if let Some(key) = &facts.level {
                let dot = words::level_dot(scale, key.as_str());
                level(ui, rect, dot, &words::level(scale, key.as_str()));
            }
        }
        Column::Rating => {
            if let Some(of) = facts.rating {
                let said = words::issues_page::short_rating(of);
                rating(ui, rect, words::rating_arrow(of), said);
            }
        }
        Column::Due if facts.date.is_none() => {
            let said = &issue.first_deadline().words;
            line(ui, rect, Align2::LEFT_CENTER, said, font::body(), t.text_3);
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
        | Column::DeadlineWords
        | Column::Chapter
        | Column::Source
        | Column::Disposal
        | Column::SupervisingUnit
        | Column::AcceptingUnit
        | Column::LatestNote
        | Column::ClosedOn => {
            let said = words::issues_page::cell(ledger, column, issue, facts);
            let ink = ink(ui, column, facts);
            line(ui, rect, Align2::LEFT_CENTER, &said, font::body(), ink);
        }
    }
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
    cells.collect::<Vec<_>>().join("\t")
}

/// A cell as a spreadsheet pastes it: quoted where it holds what would break it up.
pub(super) fn cell_text(ctx: ViewCtx<'_>, issue: IssueId, column: Column) -> String {
    let facts = ctx.app.rows().facts(issue);
    let said = ctx.ledger().and_then(|ledger| {
        let issue = ledger.issue(issue)?;
        Some(words::issues_page::cell(ledger, column, issue, facts?))
    });
    let said = said.unwrap_or_default();
    if said.contains(['\t', '\n', '\r', '"']) { format!("\"{}\"", said.replace('"', "\"\"")) } else { said }
}
