//! The forms of measures, checkpoints, targets and readings, and of new units and persons.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use chrono::NaiveDate;

use crate::{
    domain::{
        CheckpointId, MeasureId, PersonId, RecordId, TargetId,
        deadline::Deadline,
        directory::{PersonValue, UnitKind, UnitValue},
        issue::{IssueField, IssueValue, UnitRole},
        measure::{
            CheckpointFields, CheckpointValue, MeasureFields, MeasureValue, Relation, TargetFields, TargetValue,
        },
        rules::{Action, NewRecord},
    },
    ui::words::{self, issue_page as says},
};

use super::{
    Here,
    dialogs::{Dialog, FormDialog},
    form::{Ask, AskKind, Form, new_unit_id, together},
    parts::unit_name,
};

pub(super) fn of<'a>(here: Here<'a>, dialog: &Dialog) -> Option<FormDialog<'a>> {
    match dialog {
        Dialog::Measure(id) => Some(measure(here, *id)),
        Dialog::Checkpoint(id) => Some(checkpoint(here, *id)),
        Dialog::Target(id) => Some(target(here, *id)),
        Dialog::Reading(id) => Some(reading(here, *id)),
        Dialog::NewUnit(field) => Some(new_unit(here, *field)),
        Dialog::NewIssueUnit(co_lead) => Some(new_issue_unit(here, *co_lead)),
        Dialog::NewPerson(field) => Some(new_person(here, *field)),
        _ => None,
    }
}

fn ask(key: &'static str, label: &'static str, kind: AskKind) -> Ask {
    Ask::new(key, label, kind)
}

fn shown(date: Option<NaiveDate>) -> String {
    date.map(words::date).unwrap_or_default()
}

/// The values that differ from those there, each as its own edit; all of them for a new thing.
fn changed<V: PartialEq + Clone>(values: Vec<V>, before: Option<&dyn Fn(&V) -> V>) -> Vec<V> {
    match before {
        Some(before) => values.into_iter().filter(|value| before(value) != *value).collect(),
        None => values,
    }
}

// ---------------------------------------------------------------- measures

fn measure(here: Here<'_>, id: Option<MeasureId>) -> FormDialog<'_> {
    let before = id.and_then(|id| here.issue.measures.get(&id)).map(|measure| measure.fields.clone());
    let asks = vec![
        ask("text", says::MEASURE, AskKind::Text(3)).required(),
        ask("number", says::NUMBER, AskKind::Line),
        ask("unit", says::DOING_UNIT, AskKind::Unit),
        ask("deadline", says::MEASURE_DEADLINE, AskKind::Deadline).hint(says::DEADLINE_EXAMPLE),
        ask("started", says::STARTED_ON, AskKind::Date),
        ask("done", says::DONE_ON, AskKind::Date),
    ];
    let fields = before.clone().unwrap_or_default();
    let fresh = Form::default()
        .with("text", fields.text.get().clone())
        .with("number", fields.number.get().clone())
        .with("unit", unit_name(here, *fields.unit.get()))
        .with("deadline", fields.deadline.get().words.clone())
        .with("started", shown(*fields.started_on.get()))
        .with("done", shown(*fields.done_on.get()));
    let (title, verb) =
        if id.is_some() { (says::CHANGE_MEASURE, says::SAVE) } else { (says::ADD_MEASURE_TITLE, says::ADD) };
    let form = FormDialog::new(title, verb, asks, move |form| measure_action(here, id, before.as_ref(), form));
    let form = form.fresh(fresh);
    if id.is_some() { form.changes() } else { form }
}

fn measure_action(here: Here<'_>, id: Option<MeasureId>, before: Option<&MeasureFields>, form: &Form) -> Action {
    let today = here.ctx.today();
    let mut made = Vec::new();
    let old = before.map(|fields| fields.deadline.get().clone()).unwrap_or_default();
    let values = vec![
        MeasureValue::Text(form.text("text")),
        MeasureValue::Number(form.text("number")),
        MeasureValue::Unit(form.unit(here, "unit", &mut made)),
        MeasureValue::Due(form.deadline("deadline", &old, today)),
        MeasureValue::StartedOn(form.date("started", today)),
        MeasureValue::DoneOn(form.date("done", today)),
    ];
    if let (Some(measure), Some(fields)) = (id, before) {
        let values = changed(values, Some(&|value: &MeasureValue| fields.value(value.field())));
        made.extend(values.into_iter().map(|value| Action::SetMeasure { issue: here.id(), measure, value }));
        return Action::Batch(made);
    }
    let unset = |value: &MeasureValue| *value != MeasureValue::unset(value.field());
    let values = values.into_iter().filter(unset).collect();
    together(made, Action::AddMeasure { issue: here.id(), measure: MeasureId::default(), values })
}

// ---------------------------------------------------------------- checkpoints

fn checkpoint(here: Here<'_>, id: Option<CheckpointId>) -> FormDialog<'_> {
    let before = id.and_then(|id| here.issue.checkpoints.get(&id)).map(|checkpoint| checkpoint.fields.clone());
    let measures = measures_of(here);
    let mut words_of: Vec<String> = vec![says::WHOLE_ISSUE.to_owned()];
    words_of.extend(measures.iter().map(|(word, _)| word.clone()));
    let fields = before.clone().unwrap_or_default();
    let of = measures.iter().find(|(_, id)| Some(*id) == *fields.measure.get());
    let asks = vec![
        ask("name", says::CHECKPOINT, AskKind::Line).required(),
        ask("measure", says::OF_MEASURE, AskKind::Pick(words_of)),
        ask("planned", says::PLANNED_ON, AskKind::Date),
        ask("reached", says::REACHED_ON, AskKind::Date),
    ];
    let fresh = Form::default()
        .with("name", fields.name.get().clone())
        .with("measure", of.map_or_else(|| says::WHOLE_ISSUE.to_owned(), |(word, _)| word.clone()))
        .with("planned", shown(*fields.planned_on.get()))
        .with("reached", shown(*fields.reached_on.get()));
    let (title, verb) =
        if id.is_some() { (says::CHANGE_CHECKPOINT, says::SAVE) } else { (says::ADD_CHECKPOINT_TITLE, says::ADD) };
    let form = FormDialog::new(title, verb, asks, move |form| {
        let of = measures.iter().find(|(word, _)| word == form.get("measure")).map(|(_, id)| *id);
        checkpoint_action(here, (id, of), before.as_ref(), form)
    });
    let form = form.fresh(fresh);
    if id.is_some() { form.changes() } else { form }
}

fn measures_of(here: Here<'_>) -> Vec<(String, MeasureId)> {
    let all = here.issue.live_measures();
    let numbered = all.into_iter().enumerate();
    numbered
        .map(|(n, measure)| (format!("{} {}", n + 1, words::cut(measure.fields.text.get(), 24)), measure.id))
        .collect()
}

fn checkpoint_action(
    here: Here<'_>,
    (id, of): (Option<CheckpointId>, Option<MeasureId>),
    before: Option<&CheckpointFields>,
    form: &Form,
) -> Action {
    let today = here.ctx.today();
    let values = vec![
        CheckpointValue::Name(form.text("name")),
        CheckpointValue::OfMeasure(of),
        CheckpointValue::PlannedOn(form.date("planned", today)),
        CheckpointValue::ReachedOn(form.date("reached", today)),
    ];
    match (id, before) {
        (Some(checkpoint), Some(fields)) => {
            let values = changed(values, Some(&|value: &CheckpointValue| fields.value(value.field())));
            let set = values.into_iter().map(|value| Action::SetCheckpoint { issue: here.id(), checkpoint, value });
            Action::Batch(set.collect())
        }
        _ => Action::AddCheckpoint { issue: here.id(), checkpoint: CheckpointId::default(), values },
    }
}

// ---------------------------------------------------------------- targets

const RELATIONS: [Relation; 3] = [Relation::AtLeast, Relation::AtMost, Relation::Equal];

fn target(here: Here<'_>, id: Option<TargetId>) -> FormDialog<'_> {
    let before = id.and_then(|id| here.issue.targets.get(&id)).map(|target| target.fields.clone());
    let fields = before.clone().unwrap_or_default();
    let relations = RELATIONS.iter().map(|relation| words::relation(*relation).to_owned()).collect();
    let asks = vec![
        ask("what", says::TARGET, AskKind::Line).required().hint(says::TARGET_EXAMPLE),
        ask("relation", says::RELATION, AskKind::Pick(relations)).required(),
        ask("value", says::TARGET_VALUE, AskKind::Line).required(),
        ask("unit", says::TARGET_UNIT, AskKind::Line),
        ask("deadline", says::TARGET_DEADLINE, AskKind::Deadline).hint(says::DEADLINE_EXAMPLE),
    ];
    let fresh = Form::default()
        .with("what", fields.what.get().clone())
        .with("relation", words::relation(*fields.relation.get()))
        .with("value", fields.value.get().clone())
        .with("unit", fields.unit.get().clone())
        .with("deadline", fields.due.get().words.clone());
    let (title, verb) =
        if id.is_some() { (says::CHANGE_TARGET, says::SAVE) } else { (says::ADD_TARGET_TITLE, says::ADD) };
    let form = FormDialog::new(title, verb, asks, move |form| target_action(here, id, before.as_ref(), form));
    let form = form.fresh(fresh);
    if id.is_some() { form.changes() } else { form }
}

fn target_action(here: Here<'_>, id: Option<TargetId>, before: Option<&TargetFields>, form: &Form) -> Action {
    let none = Deadline::default();
    let old = before.map_or(&none, |fields| fields.due.get());
    let relation = RELATIONS.into_iter().find(|relation| words::relation(*relation) == form.get("relation"));
    let values = vec![
        TargetValue::What(form.text("what")),
        TargetValue::Compared(relation.unwrap_or_default()),
        TargetValue::Value(form.text("value")),
        TargetValue::Unit(form.text("unit")),
        TargetValue::Due(form.deadline("deadline", old, here.ctx.today())),
    ];
    match (id, before) {
        (Some(target), Some(fields)) => {
            let values = changed(values, Some(&|value: &TargetValue| fields.value(value.field())));
            let set = values.into_iter().map(|value| Action::SetTarget { issue: here.id(), target, value });
            Action::Batch(set.collect())
        }
        _ => Action::AddTarget { issue: here.id(), target: TargetId::default(), values },
    }
}

fn reading(here: Here<'_>, target: TargetId) -> FormDialog<'_> {
    let what = here.issue.targets.get(&target).map(|target| target.fields.what.get().clone()).unwrap_or_default();
    let asks = vec![
        ask("date", says::DATE, AskKind::Date).required(),
        ask("value", says::READING, AskKind::Line).required().hint(says::NUMBER_EXAMPLE),
        ask("note", says::NOTE, AskKind::Line),
    ];
    let form = FormDialog::new(says::READING_TITLE, says::ENTER, asks, move |form| {
        let today = here.ctx.today();
        let date = form.date("date", today).unwrap_or(today);
        let entry = NewRecord::Reading { target, date, value: form.text("value"), note: form.text("note") };
        Action::Append { issue: here.id(), record: RecordId::default(), entry }
    });
    form.fresh(Form::default().with("date", words::date(here.ctx.today()))).aside(what)
}

// ---------------------------------------------------------------- units and persons

const KINDS: [UnitKind; 5] =
    [UnitKind::Department, UnitKind::County, UnitKind::Office, UnitKind::Group, UnitKind::Other];

fn unit_asks() -> Vec<Ask> {
    let kinds = KINDS.iter().map(|kind| words::unit_kind(*kind).to_owned()).collect();
    vec![
        ask("name", says::UNIT_NAME, AskKind::Line).required(),
        ask("kind", says::UNIT_KIND, AskKind::Pick(kinds)).required(),
    ]
}

fn unit_form() -> Form {
    Form::default().with("kind", words::unit_kind(UnitKind::Department))
}

/// The unit of the typed name, and the action that makes it where it is not there.
fn typed_unit(here: Here<'_>, form: &Form, made: &mut Vec<Action>) -> crate::domain::UnitId {
    let name = form.text("name");
    if let Some(known) = here.ledger.directory.find_unit(&name) {
        return known;
    }
    let unit = new_unit_id(here, &name);
    let kind = KINDS.into_iter().find(|kind| words::unit_kind(*kind) == form.get("kind"));
    let values = vec![UnitValue::Name(name), UnitValue::Kind(kind.unwrap_or_default())];
    made.push(Action::AddUnit { unit, values });
    unit
}

fn new_unit(here: Here<'_>, field: IssueField) -> FormDialog<'_> {
    let form = FormDialog::new(says::NEW_UNIT_TITLE, says::ADD_AND_USE, unit_asks(), move |form| {
        let mut made = Vec::new();
        let unit = Some(typed_unit(here, form, &mut made));
        let value = match field {
            IssueField::SupervisingUnit => IssueValue::SupervisingUnit(unit),
            IssueField::AcceptingUnit => IssueValue::AcceptingUnit(unit),
            _ => IssueValue::LeadUnit(unit),
        };
        together(made, Action::SetIssue { issue: here.id(), value })
    });
    form.fresh(unit_form()).aside(words::issue_field(field))
}

fn new_issue_unit(here: Here<'_>, co_lead: bool) -> FormDialog<'_> {
    let role = if co_lead { UnitRole::CoLead } else { UnitRole::Cooperating };
    let form = FormDialog::new(says::NEW_UNIT_TITLE, says::ADD_AND_USE, unit_asks(), move |form| {
        let mut made = Vec::new();
        let unit = typed_unit(here, form, &mut made);
        together(made, Action::AddIssueUnit { issue: here.id(), role, unit })
    });
    form.fresh(unit_form()).aside(words::unit_role(role))
}

fn new_person(here: Here<'_>, field: IssueField) -> FormDialog<'_> {
    let asks = vec![
        ask("name", says::PERSON_NAME, AskKind::Line).required(),
        ask("post", says::POST, AskKind::Line),
        ask("unit", says::OF_UNIT, AskKind::Unit),
    ];
    let form = FormDialog::new(says::NEW_PERSON_TITLE, says::ADD_AND_USE, asks, move |form| {
        let mut made = Vec::new();
        let (name, unit) = (form.text("name"), form.unit(here, "unit", &mut made));
        let known = here.ledger.directory.find_person(&name, unit).filter(|_| unit.is_some());
        let person = known.unwrap_or_else(|| {
            let person = new_person_id(here, &name, form.get("unit"));
            let (name, post) = (PersonValue::Name(name), PersonValue::Post(form.text("post")));
            made.push(Action::AddPerson { person, values: vec![name, PersonValue::Unit(unit), post] });
            person
        });
        let value = if field == IssueField::LeaderInCharge {
            IssueValue::LeaderInCharge(Some(person))
        } else {
            IssueValue::PersonInCharge(Some(person))
        };
        together(made, Action::SetIssue { issue: here.id(), value })
    });
    let lead = *here.issue.fields.lead_unit.get();
    form.fresh(Form::default().with("unit", unit_name(here, lead))).aside(words::issue_field(field))
}

fn new_person_id(here: Here<'_>, name: &str, unit: &str) -> PersonId {
    let people = &here.ledger.directory.people;
    let first = PersonId::derived(&[unit, name]);
    (1..100)
        .map(|n: u32| if n == 1 { first } else { PersonId::derived(&[unit, name, &n.to_string()]) })
        .find(|id| !people.contains_key(id))
        .unwrap_or(first)
}
