//! 人员: names, units, posts; phone numbers stand in the private part.

use egui::Ui;

use crate::{
    app::handover::Seat,
    domain::{
        PersonId,
        directory::{DirectoryItem, Person, PersonField, PersonValue},
        edit::PrivateSubject,
        ledger::Ledger,
        rules::Action,
    },
    ui::{
        handover, icon,
        view::ViewCtx,
        widgets::{Field, Weight, button, empty_note},
        words,
    },
};

use super::{
    entries::{EntriesDraft, Entry, list_ui, split_ui},
    form_card,
    typing::Typing,
    units::unit_choice,
    withdrawing::{WithdrawingDraft, is_withdrawn, withdraw_card, withdrawn_entry},
};

/// What is typed and chosen on the tab.
#[derive(Debug, Default)]
pub(super) struct PeopleDraft {
    list: EntriesDraft,
    withdrawing: WithdrawingDraft,
}

/// Shows the tab.
pub(super) fn people_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, draft: &mut PeopleDraft, typing: &mut Typing) {
    let entry = |person: &&Person| {
        let unit = person.fields.unit.get().map(|unit| ledger.directory.unit_name(unit).to_owned());
        Entry {
            id: person.id.0,
            name: person.fields.name.get().clone(),
            aside: words::cut(unit.as_deref().unwrap_or_default(), 10),
            keys: format!("{} {}", unit.unwrap_or_default(), person.fields.post.get()),
        }
    };
    let mut entries: Vec<Entry> = ledger.directory.live_people().iter().map(entry).collect();
    let gone = ledger.directory.people.values().filter(|person| is_withdrawn(person.presence.get()));
    entries.extend(gone.map(|person| withdrawn_entry(person.id.0, person.fields.name.get())));
    split_ui(
        ui,
        draft,
        |ui, draft| {
            if let Some(name) = list_ui(ui, &mut draft.list, &entries, words::ADD_PERSON) {
                let values = vec![PersonValue::Name(name)];
                ctx.commands.act(Action::AddPerson { person: PersonId::default(), values });
            }
        },
        |ui, draft| {
            let chosen = draft.list.chosen.and_then(|id| ledger.directory.people.get(&PersonId(id)));
            match chosen {
                Some(person) => {
                    form_card(ui, person.fields.name.get(), "", |ui| {
                        person_ui(ctx, ledger, ui, (person, typing));
                    });
                    withdraw_card(ctx, ledger, ui, DirectoryItem::Person(person.id), &mut draft.withdrawing);
                }
                None => empty_note(ui, icon::PERSON, words::CHOOSE_PERSON),
            }
        },
    );
}

fn person_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, (person, typing): (&Person, &mut Typing)) {
    let id = person.id;
    let set = |value| ctx.commands.act(Action::SetPerson { person: id, value });
    let name = Field::new(words::person_field(PersonField::Name)).required();
    if let Some(name) = typing.field(ui, name, &format!("person name {id}"), person.fields.name.get()) {
        set(PersonValue::Name(name));
    }
    let mut unit = *person.fields.unit.get();
    if unit_choice(ledger, ui, Field::new(words::person_field(PersonField::Unit)), &mut unit) {
        set(PersonValue::Unit(unit));
    }
    let post = Field::new(words::person_field(PersonField::Post));
    if let Some(post) = typing.field(ui, post, &format!("person post {id}"), person.fields.post.get()) {
        set(PersonValue::Post(post));
    }
    let carries = ledger.issues.values().any(|issue| Seat::ALL.iter().any(|seat| seat.of(issue) == Some(id)));
    if carries && button(ui, Weight::Normal, icon::SWAP_HORIZ, words::handover::OPEN).clicked() {
        handover::ask(ui.ctx(), Some(id));
    }
    let subject = PrivateSubject::Phone(id);
    let phone = ledger.private.texts.get(&subject).map(|reg| reg.get().clone()).unwrap_or_default();
    let field = Field::new(words::PHONE).note(words::PHONE_SAYS);
    if let Some(text) = typing.field(ui, field, &format!("person phone {id}"), &phone) {
        ctx.commands.act(Action::SetPrivate { subject, text });
    }
}
