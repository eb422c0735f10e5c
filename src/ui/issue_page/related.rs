//! 同类问题: the same problem in other inspections, the complaints and the cases linked to this one.

use egui::{RichText, Ui};

use crate::{
    app::{Command, Page, alike::alike},
    domain::{IssueId, rules::Action},
    ui::{
        icon,
        theme::{self, font, space},
        widgets::{Choice, ChoiceItem, Field, Weight, button, button_unless, field_label, hint, icon_button, link},
        words::{self, issue_page as says},
    },
};

use super::{Here, IssueDraft, parts::card};

/// More titles than these are compared only when asked for.
const MANY: usize = 5_000;

/// Proposals made for one state of the ledger.
pub(super) type Alike = (IssueId, u64, Vec<IssueId>);

pub(super) fn related_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let related: Vec<_> = here.issue.related.iter().copied().collect();
    let aside = if related.is_empty() { String::new() } else { says::related_sum(related.len()) };
    card(
        ui,
        (says::RELATED, &aside),
        |_| (),
        |ui| {
            for other in &related {
                related_row(here, ui, *other);
            }
            choose_ui(here, ui, &related);
            proposals_ui(here, ui, draft);
            let linked = linked_ui(here, ui);
            if related.is_empty() && !linked && here.ctx.app.is_read_only() {
                hint(ui, says::NOTHING_RELATED);
            }
        },
    );
}

/// An issue by its inspection, number and title.
fn name_of(here: Here<'_>, id: IssueId) -> String {
    let Some(other) = here.ledger.issue(id) else {
        return words::NOT_HERE.to_owned();
    };
    let inspection = words::inspection(here.ledger, *other.fields.inspection.get());
    let inspection = if inspection == words::EMPTY { String::new() } else { inspection };
    let title = words::cut(other.fields.title.get(), 26);
    format!("{} {title} {inspection}", other.fields.number.get()).trim().to_owned()
}

fn related_row(here: Here<'_>, ui: &mut Ui, other: IssueId) {
    ui.horizontal(|ui| {
        let name = name_of(here, other);
        let off = Action::Relate { issue: here.id(), other, related: false };
        let free = here.refused(&off).is_none();
        let number = words::issue(here.ledger, other);
        if free && icon_button(ui, icon::CLOSE, &says::unrelate(&number)).clicked() {
            here.act(off);
        }
        if link(ui, &name).clicked() {
            here.ctx.commands.send(Command::Go(Page::Issue(other)));
        }
    });
}

fn choose_ui(here: Here<'_>, ui: &mut Ui, related: &[IssueId]) {
    if here.ctx.app.is_read_only() {
        return;
    }
    let inspection = here.issue.fields.inspection.get();
    let mut found = here
        .ledger
        .issues
        .values()
        .filter(|it| it.id != here.id() && it.is_present() && !related.contains(&it.id))
        .filter(|it| it.fields.inspection.get() != inspection)
        .peekable();
    if found.peek().is_none() {
        return hint(ui, says::NO_OTHER_INSPECTION);
    }
    // All of them are walked only while somebody looks for one, the pointer in the list counted.
    let id = Field::new(says::RELATE).id(ui).with("sought");
    let before = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or_default();
    let pressed = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    let sought = ui.memory(|memory| memory.has_focus(Field::new(says::RELATE).id(ui))) || (before && pressed);
    ui.data_mut(|data| data.insert_temp(id, sought));
    let others: Vec<_> = if sought || before { found.collect() } else { Vec::new() };
    let items: Vec<_> =
        others.iter().map(|it| ChoiceItem::new(it.fields.title.get()).aside(it.fields.number.get())).collect();
    let mut chosen = None;
    let field = Field::new(says::RELATE).hint(says::RELATE_HINT).bare();
    Choice::new(field, &items).may_be_empty().show(ui, &mut chosen);
    if let Some(other) = chosen.and_then(|n| others.get(n)) {
        here.act(Action::Relate { issue: here.id(), other: other.id, related: true });
    }
}

/// Issues with a similar title, each linked by one click.
fn proposals_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let now = (here.id(), here.revision());
    let known = draft.alike.as_ref().is_some_and(|(id, revision, _)| (*id, *revision) == now);
    // Comparing a great many titles takes longer than a frame may: then it is asked for.
    if !known && here.ledger.issues.len() > MANY && !button(ui, Weight::Quiet, icon::SEARCH, says::FIND_ALIKE).clicked()
    {
        return;
    }
    if draft.alike.as_ref().is_none_or(|(id, revision, _)| (*id, *revision) != now) {
        draft.alike = Some((now.0, now.1, alike(here.ledger, here.issue)));
    }
    let Some((_, _, found)) = draft.alike.as_ref().filter(|(_, _, found)| !found.is_empty()) else {
        return;
    };
    field_label(ui, says::ALIKE, "");
    for other in found {
        let other = *other;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let relate = Action::Relate { issue: here.id(), other, related: true };
            let refused = here.refused(&relate);
            let label = says::relate(&words::issue(here.ledger, other));
            if button_unless(ui, Weight::Quiet, icon::LINK, &label, refused.as_deref()).clicked() {
                here.act(relate);
            }
            let title = here.ledger.issue(other).map(|it| words::cut(it.fields.title.get(), 24)).unwrap_or_default();
            ui.label(RichText::new(title).font(font::small()).color(theme::of(ui).text_2));
        });
    }
}

/// Complaints and accountability cases that name this issue.
/// Shows what is linked; false where nothing is.
fn linked_ui(here: Here<'_>, ui: &mut Ui) -> bool {
    let id = here.id();
    let complaints = here.ledger.complaints.values().filter(|it| it.is_present() && it.issues.contains(&id));
    let complaints: Vec<_> = complaints.map(|it| (Page::Complaint(it.id), words::complaints::choice(it))).collect();
    let cases = here.ledger.cases.values().filter(|it| it.is_present() && it.issues.contains(&id));
    let cases: Vec<_> = cases.map(|it| (Page::Case(it.id), words::cut(&words::cases::name(it), 32))).collect();
    let any = !complaints.is_empty() || !cases.is_empty();
    for (title, all) in [(words::complaints::TITLE, complaints), (words::cases::TITLE, cases)] {
        if all.is_empty() {
            continue;
        }
        field_label(ui, title, "");
        for (page, name) in all {
            if link(ui, &name).clicked() {
                here.ctx.commands.send(Command::Go(page));
            }
        }
    }
    any
}
