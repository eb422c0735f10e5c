//! A field of the facts being edited in its place: leaving it commits, Esc restores.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use egui::{Key, Ui};

use crate::{
    app::{Command, TypedForm},
    domain::{
        InspectionId, IssueId,
        issue::{IssueField, IssueValue, UnitRole},
        ledger::Ledger,
        rules::Action,
    },
    ui::{
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, Field, is_composing},
        words::{self, issue_page as says},
    },
};

use super::{Here, IssueDraft, dialogs::Dialog, dialogs_parts};

/// What is being edited in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A field.
    Field(IssueField),
    /// Adding a unit in a role.
    AddUnit(UnitRole),
}

/// A field being edited, with the text typed so far.
#[derive(Clone, Debug)]
pub(super) struct Editing {
    issue: IssueId,
    place: Place,
    text: String,
    fresh: bool,
    /// Whether the keyboard was here in the frame before: Esc takes it away before we are asked.
    focused: bool,
    /// The ledger's revision when the text was opened: what came from others later was not seen.
    since: Option<u64>,
}

impl Editing {
    pub(super) fn new(issue: IssueId, place: Place, text: String) -> Self {
        Self { issue, place, text, fresh: true, focused: false, since: None }
    }

    pub(super) fn is_at(&self, place: Place) -> bool {
        self.place == place
    }

    /// Sends what was typed, if it differs from what is there. A choice that was not made sends nothing.
    pub(super) fn commit(&self, ctx: ViewCtx<'_>, ledger: &Ledger) {
        let Place::Field(field) = self.place else {
            return;
        };
        let Some(issue) = ledger.issue(self.issue) else {
            return;
        };
        let text = self.text.trim();
        if let Some(value) = text_value(field, text)
            && issue.fields.value(field) != value
        {
            let action = Action::SetIssue { issue: self.issue, value };
            ctx.act_since(self.since, action);
        }
        let name = kept_as(self.issue, field);
        if ctx.app.typed(&name).is_some() {
            ctx.commands.send(Command::KeepTyped(name, TypedForm::new()));
        }
    }
}

/// The value a field of text gets; `None` for a field that is chosen.
fn text_value(field: IssueField, text: &str) -> Option<IssueValue> {
    let text = text.to_owned();
    Some(match field {
        IssueField::Number => IssueValue::Number(text),
        IssueField::Source => IssueValue::Source(text),
        IssueField::Chapter => IssueValue::Chapter(text),
        IssueField::Title => IssueValue::Title(text),
        IssueField::Detail => IssueValue::Detail(text),
        IssueField::Category => IssueValue::Category(text),
        IssueField::Region => IssueValue::Region(text),
        IssueField::Disposal => IssueValue::Disposal(text),
        IssueField::Goal => IssueValue::Goal(text),
        IssueField::ClosingStandard => IssueValue::ClosingStandard(text),
        IssueField::ByDocument => IssueValue::ByDocument(text),
        IssueField::SourceText => IssueValue::SourceText(text),
        IssueField::Inspection
        | IssueField::LeadUnit
        | IssueField::LeadToConfirm
        | IssueField::SupervisingUnit
        | IssueField::AcceptingUnit
        | IssueField::PersonInCharge
        | IssueField::LeaderInCharge
        | IssueField::FirstDeadline
        | IssueField::Procedure => return None,
    })
}

/// How a field is edited.
fn rows_of(field: IssueField) -> usize {
    match field {
        IssueField::Title => 2,
        IssueField::Detail | IssueField::SourceText => 5,
        IssueField::Goal | IssueField::ClosingStandard => 3,
        IssueField::Number
        | IssueField::Inspection
        | IssueField::Source
        | IssueField::Chapter
        | IssueField::Category
        | IssueField::Region
        | IssueField::Disposal
        | IssueField::LeadUnit
        | IssueField::LeadToConfirm
        | IssueField::ByDocument
        | IssueField::SupervisingUnit
        | IssueField::AcceptingUnit
        | IssueField::PersonInCharge
        | IssueField::LeaderInCharge
        | IssueField::FirstDeadline
        | IssueField::Procedure => 1,
    }
}

/// Draws the editor in place of the row. It takes itself away when it is done.
pub(super) fn editor_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let Some(mut editing) = draft.editing.take() else {
        return;
    };
    editing.since.get_or_insert_with(|| here.ctx.app.revision());
    let goes_on = match editing.place {
        Place::Field(field) if text_value(field, "").is_some() => text_ui(here, ui, &mut editing, field),
        Place::Field(field) => choice_ui(here, ui, draft, &mut editing, field),
        Place::AddUnit(role) => unit_ui(here, ui, draft, &mut editing, role),
    };
    keep(here, &editing, goes_on);
    if goes_on && draft.editing.is_none() {
        draft.editing = Some(editing);
    }
}

fn kept_as(issue: IssueId, field: IssueField) -> String {
    format!("{issue}/field/{field:?}")
}

/// Keeps the text of a field over the end of the program while it is typed.
fn keep(here: Here<'_>, editing: &Editing, goes_on: bool) {
    let Place::Field(field) = editing.place else {
        return;
    };
    let typed = text_value(field, &editing.text).filter(|value| goes_on && here.issue.fields.value(field) != *value);
    let now = typed.map(|_| TypedForm::from([("text".to_owned(), editing.text.clone())]));
    let name = kept_as(here.id(), field);
    if here.ctx.app.typed(&name) != now.as_ref() {
        here.ctx.commands.send(Command::KeepTyped(name, now.unwrap_or_default()));
    }
}

/// The field that was being typed into when the program last ended, as it was left.
pub(super) fn left_behind(here: Here<'_>) -> Option<Editing> {
    let typed = |field: &IssueField| here.ctx.app.typed(&kept_as(here.id(), *field))?.get("text");
    let (field, text) = IssueField::ALL.iter().find_map(|field| Some((*field, typed(field)?)))?;
    let since = here.ctx.app.typed_since(&kept_as(here.id(), field));
    Some(Editing { since, ..Editing::new(here.id(), Place::Field(field), text.clone()) })
}

/// A text: leaving it commits, Esc restores. While an input method composes, nothing is taken.
fn text_ui(here: Here<'_>, ui: &mut Ui, editing: &mut Editing, field: IssueField) -> bool {
    let label = words::issue_field(field);
    let id = Field::new(label).salt("editing").id(ui);
    let asked = Field::new(label).salt("editing").rows(rows_of(field)).note(says::COMMIT_HINT);
    let response = if field == IssueField::Category {
        let categories: Vec<_> = here.ledger.directory.categories.iter().map(|name| ChoiceItem::new(name)).collect();
        Choice::new(asked, &categories).show_free(ui, &mut editing.text)
    } else {
        asked.show(ui, &mut editing.text)
    };
    if editing.fresh {
        response.request_focus();
        response.scroll_to_me(None);
        editing.fresh = false;
        editing.focused = true;
        return true;
    }
    let has = ui.memory(|memory| memory.has_focus(id));
    let had = std::mem::replace(&mut editing.focused, has);
    if had && !has && ui.input(|input| input.key_pressed(Key::Escape)) {
        return false;
    }
    // A choice keeps its list open while the pointer is at work in it.
    let pointer = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    let busy = field == IssueField::Category && pointer;
    if has || is_composing(ui) || busy {
        return true;
    }
    editing.commit(here.ctx, here.ledger);
    false
}

/// The places of a choice, and what each means.
type Offer<T> = Vec<(String, String, Option<T>)>;

/// A choice among what the directory has; the last line adds to it.
fn choice_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft, editing: &mut Editing, field: IssueField) -> bool {
    let offer = offers(here, field);
    let now = here.issue.fields.value(field);
    let chosen = offer.iter().position(|(_, _, value)| value.as_ref() == Some(&now));
    match offer_ui(ui, editing, words::issue_field(field), &offer, chosen) {
        Picked::Open => true,
        Picked::Left => false,
        Picked::Value(value) => {
            here.act(Action::SetIssue { issue: here.id(), value });
            false
        }
        Picked::New(name) => {
            let dialog = match field {
                IssueField::PersonInCharge | IssueField::LeaderInCharge => Dialog::NewPerson(field),
                _ => Dialog::NewUnit(field),
            };
            ask_new(here, draft, dialog, &name);
            false
        }
    }
}

fn unit_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft, editing: &mut Editing, role: UnitRole) -> bool {
    let free = |id: &crate::domain::UnitId| {
        !here.issue.units(role).contains(id) && *here.issue.fields.lead_unit.get() != Some(*id)
    };
    let units = here.ledger.directory.live_units();
    let mut offer: Offer<crate::domain::UnitId> = units
        .into_iter()
        .filter(|unit| free(&unit.id))
        .map(|unit| (unit.fields.name.get().clone(), aliases(unit), Some(unit.id)))
        .collect();
    offer.push((says::NEW_UNIT.to_owned(), String::new(), None));
    match offer_ui(ui, editing, &says::add_unit(words::unit_role(role)), &offer, None) {
        Picked::Open => true,
        Picked::Left => false,
        Picked::Value(unit) => {
            here.act(Action::AddIssueUnit { issue: here.id(), role, unit });
            false
        }
        Picked::New(name) => {
            ask_new(here, draft, Dialog::NewIssueUnit(role == UnitRole::CoLead), &name);
            false
        }
    }
}

/// Opens the dialog for what the directory lacks, with the name that was typed in vain.
fn ask_new(here: Here<'_>, draft: &mut IssueDraft, dialog: Dialog, name: &str) {
    if !name.is_empty() {
        let mut form = dialogs_parts::of(here, &dialog).map(|spec| spec.fresh).unwrap_or_default();
        form.set("name", name);
        draft.forms.insert((here.id(), dialog.clone()), form);
    }
    draft.dialog = Some(dialog);
}

enum Picked<T> {
    Open,
    Left,
    Value(T),
    /// What is missing is to be added, under the name that was typed.
    New(String),
}

fn offer_ui<T: Clone>(
    ui: &mut Ui,
    editing: &mut Editing,
    label: &str,
    offer: &Offer<T>,
    chosen: Option<usize>,
) -> Picked<T> {
    let items: Vec<_> = offer
        .iter()
        .map(|(word, keys, value)| ChoiceItem { always: value.is_none(), ..ChoiceItem::new(word).keys(keys) })
        .collect();
    let field = Field::new(label).salt("editing").note(says::CHOICE_HINT);
    let id = field.id(ui);
    let mut now = chosen;
    let typed = Choice::typed(ui, &field);
    let response = Choice::new(field, &items).opens().show(ui, &mut now);
    if editing.fresh {
        response.request_focus();
        response.scroll_to_me(None);
        editing.fresh = false;
        editing.focused = true;
        return Picked::Open;
    }
    // Typing changes the response too; only another choice counts.
    if now != chosen {
        return match now.and_then(|at| offer.get(at)) {
            Some((_, _, Some(value))) => Picked::Value(value.clone()),
            Some((_, _, None)) => Picked::New(typed),
            None => Picked::Left,
        };
    }
    let focused = ui.memory(egui::Memory::focused);
    let elsewhere = focused.is_some_and(|other| other != id);
    let had = std::mem::replace(&mut editing.focused, focused == Some(id));
    let escaped = had && focused.is_none() && ui.input(|input| input.key_pressed(Key::Escape));
    if elsewhere || escaped { Picked::Left } else { Picked::Open }
}

fn aliases(unit: &crate::domain::directory::Unit) -> String {
    unit.aliases.iter().cloned().collect::<Vec<_>>().join(" ")
}

fn offers(here: Here<'_>, field: IssueField) -> Offer<IssueValue> {
    let directory = &here.ledger.directory;
    let none = || (says::NOBODY.to_owned(), String::new());
    let mut offer: Offer<IssueValue> = Vec::new();
    match field {
        IssueField::LeadUnit | IssueField::SupervisingUnit | IssueField::AcceptingUnit => {
            let value = |id| match field {
                IssueField::LeadUnit => IssueValue::LeadUnit(id),
                IssueField::SupervisingUnit => IssueValue::SupervisingUnit(id),
                _ => IssueValue::AcceptingUnit(id),
            };
            let units = directory.live_units();
            let one = |unit: &crate::domain::directory::Unit| {
                (unit.fields.name.get().clone(), aliases(unit), Some(value(Some(unit.id))))
            };
            offer.extend(units.into_iter().map(one));
            let (word, keys) = none();
            offer.push((word, keys, Some(value(None))));
            offer.push((says::NEW_UNIT.to_owned(), String::new(), None));
        }
        IssueField::PersonInCharge | IssueField::LeaderInCharge => {
            let value = |id| match field {
                IssueField::PersonInCharge => IssueValue::PersonInCharge(id),
                _ => IssueValue::LeaderInCharge(id),
            };
            for person in directory.live_people() {
                let unit = super::parts::unit_name(here, *person.fields.unit.get());
                let word = format!("{} {} {unit}", person.fields.name.get(), person.fields.post.get());
                let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
                offer.push((word, String::new(), Some(value(Some(person.id)))));
            }
            let (word, keys) = none();
            offer.push((word, keys, Some(value(None))));
            offer.push((says::NEW_PERSON.to_owned(), String::new(), None));
        }
        IssueField::Inspection => {
            let one = |id: InspectionId| IssueValue::Inspection(id);
            let all = directory.live_inspections();
            offer.extend(all.into_iter().map(|i| (i.fields.name.get().clone(), String::new(), Some(one(i.id)))));
        }
        IssueField::Procedure => {
            let all = directory.procedures.iter().filter(|(_, reg)| reg.get().is_some());
            offer.push((
                says::PROCEDURE_OF_INSPECTION.to_owned(),
                String::new(),
                Some(IssueValue::Procedure(String::new())),
            ));
            offer.extend(all.map(|(name, _)| (name.clone(), String::new(), Some(IssueValue::Procedure(name.clone())))));
        }
        _ => {}
    }
    offer
}
