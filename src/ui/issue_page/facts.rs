//! 基本情况: the facts of the issue; each line is edited in its place.

use egui::{Align2, Rect, Role, Sense, Ui, vec2};

use crate::{
    domain::{
        issue::{IssueField, IssueValue},
        rules::Action,
    },
    ui::{
        icon,
        theme::{self, Tone, font, space},
        widgets::{chip_at, glyph, hot, paragraph_height, silent_line, silent_paragraph},
        words::{self, issue_page as says},
    },
};

use super::{
    Here, IssueDraft, deadline,
    dialogs::Dialog,
    editing::{Editing, Place, editor_ui},
    parts::card,
    units,
};

/// How wide the key column is.
const KEY: f32 = 84.0;

/// Lines of a long value before it is cut.
const ROWS: usize = 6;

pub(super) fn facts_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let conflicts = here.issue.fields.conflicts().len();
    let aside = if conflicts > 0 { says::conflicts(conflicts) } else { String::new() };
    card(
        ui,
        (says::FACTS, &aside),
        |_| (),
        |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            units::lead_to_confirm(here, ui);
            for field in [IssueField::Number, IssueField::Title, IssueField::Inspection, IssueField::Category] {
                fact(here, ui, draft, field);
            }
            fact(here, ui, draft, IssueField::LeadUnit);
            units::units_ui(here, ui, draft);
            for field in [
                IssueField::LeaderInCharge,
                IssueField::PersonInCharge,
                IssueField::SupervisingUnit,
                IssueField::AcceptingUnit,
            ] {
                fact(here, ui, draft, field);
            }
            deadline::deadline_ui(here, ui, draft);
            for field in [
                IssueField::Goal,
                IssueField::ClosingStandard,
                IssueField::Detail,
                IssueField::Region,
                IssueField::Disposal,
                IssueField::ByDocument,
                IssueField::Source,
                IssueField::Chapter,
                IssueField::Procedure,
                IssueField::SourceText,
            ] {
                fact(here, ui, draft, field);
            }
            ui.add_space(space::XS);
        },
    );
}

/// The words of a field as they are typed; empty where nothing is set.
fn shown(here: Here<'_>, value: &IssueValue) -> String {
    let said = words::value(here.ledger, value);
    if said == words::EMPTY { String::new() } else { said }
}

/// One line: its value, or the editor while it is edited.
fn fact(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft, field: IssueField) {
    let place = Place::Field(field);
    if draft.editing.as_ref().is_some_and(|editing| editing.is_at(place)) {
        editor_ui(here, ui, draft);
        ui.add_space(space::S);
        return;
    }
    let value = here.issue.fields.value(field);
    let text = shown(here, &value);
    let conflicted = here.issue.fields.is_conflicted(field);
    let refused = if conflicted { None } else { here.refused(&Action::SetIssue { issue: here.id(), value }) };
    if line_ui(ui, (words::issue_field(field), &text), conflicted, refused.as_deref()) {
        if conflicted {
            draft.dialog = Some(Dialog::Conflict(field));
        } else {
            if let Some(before) = draft.editing.take() {
                before.commit(here.ctx, here.ledger);
            }
            draft.editing = Some(Editing::new(here.id(), place, text));
        }
    }
}

/// A quiet key, its value wrapped beside it, and a mark where copies disagree. True when it is pressed.
pub(super) fn line_ui(ui: &mut Ui, (key, text): (&str, &str), conflicted: bool, refused: Option<&str>) -> bool {
    let t = theme::of(ui);
    let wide = ui.available_width();
    let mark = if conflicted { 56.0 } else { 20.0 };
    let room = (wide - KEY - mark).max(40.0);
    let filled = if text.is_empty() { says::UNFILLED } else { text };
    let high = paragraph_height(ui, room, ROWS, filled, font::body());
    let (rect, _) = ui.allocate_exact_size(vec2(wide, (high + 6.0).max(28.0)), Sense::hover());
    let place = rect.expand2(vec2(6.0, 0.0));
    let said = if conflicted { format!("{key} {filled} {}", says::CONFLICT) } else { format!("{key} {filled}") };
    let free = refused.is_none();
    let response = ui
        .add_enabled_ui(free, |ui| {
            let response = hot(ui, ("fact", key), place, Role::Button, &said, false);
            if free && response.hovered() && !conflicted {
                let sign = Rect::from_min_size(rect.right_top() - vec2(18.0, 0.0), vec2(18.0, 28.0));
                glyph(ui, sign, icon::EDIT, 16.0, t.text_3);
            }
            response
        })
        .inner;
    let first = Rect::from_min_size(rect.min, vec2(KEY - space::XS, 28.0));
    silent_line(ui, first, Align2::LEFT_CENTER, key, font::small(), t.text_3);
    let ink = if text.is_empty() { t.text_3 } else { t.text };
    let words = Rect::from_min_size(rect.min + vec2(KEY, 3.0), vec2(room, high));
    silent_paragraph(ui, words, ROWS, filled, font::body(), ink);
    if conflicted {
        chip_at(ui, rect.right_top() + vec2(-46.0, 14.0), says::CONFLICT, Tone::Warn);
    }
    let response = match refused {
        Some(reason) => response.on_disabled_hover_text(reason),
        None => response,
    };
    response.clicked()
}
