//! A field about which copies disagree: every value with who typed it and when; one is chosen.

use egui::Ui;

use crate::{
    domain::{
        EditKey,
        issue::{IssueField, IssueValue},
        rules::Action,
    },
    ui::{
        icon,
        theme::{self, space},
        widgets::{Dialog as Modal, Weight, button, button_unless, divider, hint},
        words::{self, issue_page as says},
    },
};

use super::{
    Here, IssueDraft,
    parts::{body, quiet, typed_by_at},
};

pub(super) fn conflict_ui(here: Here<'_>, ui: &Ui, draft: &mut IssueDraft, field: IssueField) {
    let mut values = here.issue.fields.current(field);
    values.dedup_by(|a, b| a.1 == b.1);
    let name = words::issue_field(field);
    let mut chosen: Option<IssueValue> = None;
    let title = says::conflict_of(name);
    let shown = Modal::new("conflict", &title).width(560.0).show(
        ui.ctx(),
        &mut chosen,
        |ui, chosen| {
            hint(ui, says::CONFLICT_HINT);
            for (n, (key, value)) in values.iter().enumerate() {
                if n > 0 {
                    divider(ui);
                }
                if value_ui(here, ui, (n, *key), value) {
                    *chosen = Some(value.clone());
                }
            }
        },
        |ui, _| button(ui, Weight::Normal, "", words::CANCEL).clicked(),
    );
    if let Some(value) = chosen {
        here.act(Action::Resolve(Box::new(Action::SetIssue { issue: here.id(), value })));
        draft.dialog = None;
    } else if shown.closed || shown.foot || values.len() < 2 {
        draft.dialog = None;
    }
}

/// One of the values. True when it is chosen.
fn value_ui(here: Here<'_>, ui: &mut Ui, (n, key): (usize, EditKey), value: &IssueValue) -> bool {
    let t = theme::of(ui);
    let said = words::value(here.ledger, value);
    body(ui, &said);
    if let IssueValue::FirstDeadline(deadline) = value {
        quiet(ui, &deadline.words);
    }
    quiet(ui, &typed_by_at(here, key));
    if n == 0 {
        ui.label(egui::RichText::new(says::SHOWN_NOW).font(theme::font::small()).color(t.text_3));
    }
    let action = Action::Resolve(Box::new(Action::SetIssue { issue: here.id(), value: value.clone() }));
    let refused = here.refused(&action);
    let label = says::take_value(&words::cut(&said, 16));
    ui.add_space(space::XS);
    button_unless(ui, Weight::Normal, icon::CHECK, &label, refused.as_deref()).clicked()
}
