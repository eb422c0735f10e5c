//! The dialog of a step: who signed when, opinion, checklist, materials; it always shows what is missing.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use egui::{Ui, vec2};

use crate::{
    app::{Command, EvidenceTarget},
    domain::{
        RecordId,
        closure::{ChecklistAnswer, MaterialGiven, StepOutcome},
        procedure::{MaterialDemand, Step, StepKey, StepKind, StepRole},
        record::{Evidence, RecordBody, Signature},
        rules::{Action, StepEntry, missing_for_step, next_step, steps_to_choose},
    },
    ui::{
        fields::{field_label, sentence_line},
        icon,
        theme::{self, Tone, font, space},
        widgets::{
            Dialog as Modal, Field, FilterAsk, MenuItem, Weight, button, check_line, filter_chip, hint, menu_under,
            segmented, shown_value,
        },
        words::{self, issue_page as says},
    },
};

use super::{
    Here, IssueDraft,
    dialogs::{Dialog, Done, foot_ui, keep, send, taken_up},
    form::{Ask, AskKind, Form, asks_ui, together},
    parts::{body, keyed, quiet, signed_by, unit_name},
    procedure::{answered, publicity},
};

/// The step of that key in the procedure the issue follows.
fn step_of<'a>(here: Here<'a>, key: &StepKey) -> Option<&'a Step> {
    let procedure = match here.issue.current_round() {
        Some(round) => &round.procedure,
        None => here.ledger.directory.procedure_for(here.issue)?,
    };
    procedure.step(key)
}

pub(super) fn step_ui(here: Here<'_>, ui: &Ui, draft: &mut IssueDraft, key: &StepKey) {
    let Some(step) = step_of(here, key) else {
        draft.dialog = None;
        return;
    };
    let dialog = Dialog::Step(key.clone());
    let place = (here.id(), dialog.clone());
    let fresh = fresh(here, step);
    let mut form = taken_up(here, draft, &dialog).unwrap_or_else(|| fresh.clone());
    let title = format!("{} {}", step.name, words::issue(here.ledger, here.id()));
    let aside = words::step_role(step.role);
    let others = steps_to_choose(&here.ledger.directory, here.issue);
    let mut other = None;
    let shown = Modal::new("step", &title).aside(aside).width(640.0).show(
        ui.ctx(),
        &mut form,
        |ui, form| {
            other = choose_ui(ui, &others, step);
            fields_ui(here, ui, form, step);
            lacks_ui(here, ui, form, step);
        },
        |ui, form| {
            let refused = here.refused(&action_of(here, step, form));
            foot_ui(ui, &says::take(&step.name), refused.as_deref(), !form.says_as(&fresh))
        },
    );
    if let Some(other) = other {
        draft.forms.insert(place, form);
        draft.dialog = Some(dialog_of(here, other));
        return;
    }
    match if shown.closed { Done::Closed } else { shown.foot } {
        Done::Open => {
            keep(here, &dialog, Some(&form).filter(|form| !form.says_as(&fresh)));
            draft.forms.insert(place, form);
        }
        Done::Emptied => {
            keep(here, &dialog, None);
            draft.forms.insert(place, fresh);
        }
        Done::Closed => {
            draft.dialog = None;
            if !form.says_as(&fresh) {
                draft.forms.insert(place, form);
            }
        }
        Done::Sent => {
            let action = action_of(here, step, &form);
            send(here, draft, (dialog, form), action);
        }
    }
}

/// The dialog in which a step is taken; a notice that has not begun begins first.
pub(super) fn dialog_of(here: Here<'_>, step: &Step) -> Dialog {
    let waits = step.notice.is_some() && publicity(here).is_none();
    if waits { Dialog::Publish } else { Dialog::Step(step.key.clone()) }
}

/// Where steps may be left out, which one is taken; gives another that was chosen.
fn choose_ui<'a>(ui: &mut Ui, steps: &[&'a Step], here: &Step) -> Option<&'a Step> {
    let at = steps.iter().position(|step| step.key == here.key)?;
    if steps.len() < 2 {
        return None;
    }
    field_label(ui, says::STEPS_TO_CHOOSE, says::STEPS_TO_CHOOSE_HINT);
    let names: Vec<&str> = steps.iter().map(|step| step.name.as_str()).collect();
    let mut chosen = at;
    let changed = segmented(ui, &names, &mut chosen);
    changed.then(|| steps.get(chosen).copied()).flatten()
}

fn fresh(here: Here<'_>, step: &Step) -> Form {
    let fields = &here.issue.fields;
    let unit = match step.role {
        StepRole::LeadUnit | StepRole::CollectingUnit => *fields.lead_unit.get(),
        StepRole::AcceptingUnit => *fields.accepting_unit.get(),
        StepRole::SupervisingUnit => *fields.supervising_unit.get(),
        StepRole::Office => *here.ledger.directory.fields.office.get(),
        StepRole::CountyGovernment
        | StepRole::CountyLeader
        | StepRole::CityGovernment
        | StepRole::CityLeader
        | StepRole::IndustryDepartment
        | StepRole::ProvincialOffice => None,
    };
    Form::default().with("date", words::date(here.ctx.today())).with("unit", unit_name(here, unit))
}

/// What is typed, as a step entry; units that are new are made by the way.
pub(super) fn entry_of(here: Here<'_>, step: &Step, form: &Form, made: &mut Vec<Action>) -> StepEntry {
    let checklist = step.checklist.iter().enumerate().filter_map(|(n, question)| {
        let met = match form.get(&format!("check.{n}")) {
            "yes" => true,
            "no" => false,
            _ => return None,
        };
        Some(ChecklistAnswer { question: question.clone(), met, note: form.text(&format!("note.{n}")) })
    });
    let materials = step.materials.iter().map(|demand| MaterialGiven {
        key: demand.key.clone(),
        evidence: chosen_files(here, form, demand),
        on_paper: form.text(&paper_key(demand)),
    });
    let given = |given: &MaterialGiven| !given.evidence.is_empty() || !given.on_paper.is_empty();
    StepEntry {
        step: step.key.clone(),
        date: form.date("date", here.ctx.today()),
        signed: Signature { person: form.text("person"), unit: form.unit(here, "unit", made) },
        opinion: form.text("opinion"),
        checklist: checklist.collect(),
        materials: materials.filter(given).collect(),
        filing_number: form.text("filing"),
    }
}

fn action_of(here: Here<'_>, step: &Step, form: &Form) -> Action {
    let mut made = Vec::new();
    let entry = Box::new(entry_of(here, step, form, &mut made));
    let (record, round) = Default::default();
    together(made, Action::TakeStep { issue: here.id(), record, round, entry })
}

fn fields_ui(here: Here<'_>, ui: &mut Ui, form: &mut Form, step: &Step) {
    let mut asks = vec![
        Ask::new("date", says::SIGNED_ON, AskKind::Date).required(),
        Ask::new("person", says::SIGNER, AskKind::Person).required(),
        Ask::new("unit", says::SIGNER_UNIT, AskKind::Unit),
    ];
    if step.kind.is_filing() {
        asks.push(Ask::new("filing", says::FILING_NUMBER, AskKind::Line));
    }
    asks.push(Ask::new("opinion", says::OPINION, AskKind::Text(2)));
    asks_ui(here, ui, form, &asks);
    if !step.checklist.is_empty() {
        field_label(ui, says::CHECKLIST, says::CHECKLIST_HINT);
        for (n, question) in step.checklist.iter().enumerate() {
            question_ui(ui, form, n, question);
        }
    }
    if !step.materials.is_empty() {
        ui.add_space(space::XS);
        field_label(ui, says::MATERIALS, says::MATERIALS_HINT);
        for demand in &step.materials {
            material_ui(here, ui, form, (step, demand));
        }
    }
}

/// A question with yes and no, and room for words about it.
fn question_ui(ui: &mut Ui, form: &mut Form, n: usize, question: &str) {
    let key = format!("check.{n}");
    ui.push_id(("question", n), |ui| {
        ui.add(egui::Label::new(egui::RichText::new(question).font(font::body())).wrap());
        ui.horizontal(|ui| {
            let mut chosen = match form.get(&key) {
                "yes" => 0,
                "no" => 1,
                _ => 2,
            };
            let yes = says::yes_to(n + 1);
            let no = says::no_to(n + 1);
            if segmented(ui, &[&yes, &no], &mut chosen) {
                form.set(&key, if chosen == 0 { "yes" } else { "no" });
            }
            let label = says::note_to(n + 1);
            let field = Field::new(&label).bare().hint(says::NOTE_HINT).salt("note");
            field.show(ui, form.entry(&format!("note.{n}")));
        });
    });
}

// ---------------------------------------------------------------- materials

fn paper_key(demand: &MaterialDemand) -> String {
    format!("paper.{}", demand.key)
}

fn file_key(demand: &MaterialDemand, id: RecordId) -> String {
    format!("file.{}.{id}", demand.key)
}

fn files(here: Here<'_>) -> impl Iterator<Item = (RecordId, &Evidence)> {
    here.issue.live_records().filter_map(|record| match &record.body {
        RecordBody::Evidence(evidence) => Some((record.id, evidence)),
        _ => None,
    })
}

/// Files of the issue that were chosen for a material.
fn chosen_files(here: Here<'_>, form: &Form, demand: &MaterialDemand) -> Vec<RecordId> {
    files(here).map(|(id, _)| id).filter(|id| form.is(&file_key(demand, *id))).collect()
}

/// A material: the files that are it, a way to add one, or where the paper is kept.
fn material_ui(here: Here<'_>, ui: &mut Ui, form: &mut Form, (step, demand): (&Step, &MaterialDemand)) {
    let round = here.issue.current_round().map(|round| round.id);
    let of_step = |e: &Evidence| e.material == demand.key && e.step.as_ref() == Some(&step.key) && e.round == round;
    let added: Vec<_> = files(here).filter(|(_, e)| of_step(e)).collect();
    let chosen = chosen_files(here, form, demand);
    let need = usize::from(demand.at_least.max(1));
    let on_paper = form.text(&paper_key(demand));
    let have = added.len() + chosen.len();
    ui.push_id(("material", &demand.key), |ui| {
        let name = says::material(&demand.name, demand.required, need, have);
        check_line(ui, have >= need || !on_paper.is_empty() || !demand.required, &name);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, space::XS);
            for (_, evidence) in &added {
                ui.label(egui::RichText::new(&evidence.name).font(font::small()));
            }
            for (id, evidence) in files(here).filter(|(id, _)| chosen.contains(id)) {
                if filter_chip(ui, "", &evidence.name, &says::remove(&evidence.name)) == Some(FilterAsk::TakeOff) {
                    form.set(&file_key(demand, id), "");
                }
            }
            add_file_ui(here, ui, form, (step, demand));
        });
        let label = says::paper_place(&demand.name);
        let field = Field::new(&label).bare().hint(says::PAPER_HINT).salt("paper");
        field.show(ui, form.entry(&paper_key(demand)));
    });
}

fn add_file_ui(here: Here<'_>, ui: &mut Ui, form: &mut Form, (step, demand): (&Step, &MaterialDemand)) {
    let assigned = here.issue.current_round().is_some();
    if button(ui, Weight::Normal, icon::ATTACH_FILE, &says::add_file(&demand.name)).clicked() {
        let target =
            EvidenceTarget { issue: here.id(), step: assigned.then(|| step.key.clone()), material: demand.key.clone() };
        here.ctx.commands.send(Command::AskEvidence(target));
    }
    let free: Vec<_> = files(here).filter(|(id, _)| !form.is(&file_key(demand, *id))).collect();
    if free.is_empty() {
        return;
    }
    let opener = button(ui, Weight::Quiet, "", &says::pick_file(&demand.name));
    let items: Vec<_> = free.iter().map(|(_, evidence)| MenuItem::new("", &evidence.name)).collect();
    if let Some((id, _)) = menu_under(&opener, &items).and_then(|at| free.get(at)) {
        form.set(&file_key(demand, *id), "1");
    }
}

// ---------------------------------------------------------------- what is missing

fn lacks_ui(here: Here<'_>, ui: &mut Ui, form: &Form, step: &Step) {
    let action = action_of(here, step, form);
    let entry = entry_of(here, step, form, &mut Vec::new());
    let lacks = missing_for_step(&here.ledger.directory, here.issue, &entry, here.ctx.today());
    ui.add_space(space::XS);
    let t = theme::of(ui);
    if let Some(first) = next_step(&here.ledger.directory, here.issue).filter(|first| first.key != step.key) {
        hint(ui, &says::waits_for(&first.name));
    }
    let open = here.issue.live_measures().into_iter().filter(|m| m.fields.done_on.get().is_none()).count();
    let looks_at_measures = !matches!(step.kind, StepKind::Assignment | StepKind::MaterialCollection);
    if open > 0 && looks_at_measures {
        sentence_line(ui, icon::INFO, &says::measures_open(open), t.hue(Tone::Warn).ink);
    }
    if lacks.is_empty() {
        match here.refused(&action) {
            Some(refused) => sentence_line(ui, icon::BLOCK, &refused, t.hue(Tone::Danger).ink),
            None => sentence_line(ui, icon::CHECK_CIRCLE, says::NOTHING_LACKS, t.hue(Tone::Good).ink),
        }
        return;
    }
    for missing in &lacks {
        sentence_line(ui, icon::RADIO_BUTTON_UNCHECKED, &words::missing(missing), t.hue(Tone::Warn).ink);
    }
}

// ---------------------------------------------------------------- a step that was taken

pub(super) fn record_ui(here: Here<'_>, ui: &Ui, draft: &mut IssueDraft, id: RecordId) {
    let found = here.issue.record(id).and_then(|record| match &record.body {
        RecordBody::Step(step) => Some((record, step)),
        _ => None,
    });
    let Some((record, step)) = found else {
        draft.dialog = None;
        return;
    };
    let own = here.issue.rounds.iter().find(|round| round.id == step.round);
    let name = own.and_then(|round| round.procedure.step(&step.step)).map(|step| step.name.clone());
    let title = name.unwrap_or_else(|| words::step_name(Some(here.ledger), &step.step));
    let shown = Modal::new("step record", &title).aside(words::record_kind(&record.body)).width(560.0).show(
        ui.ctx(),
        &mut (),
        |ui, ()| {
            shown_value(ui, says::SIGNED_ON, &step.date.map(words::date).unwrap_or_default());
            shown_value(ui, says::SIGNER, &signed_by(here, &step.signed, record.at));
            match &step.outcome {
                StepOutcome::Passed => {}
                StepOutcome::SentBack(reason) | StepOutcome::ApplicationWithdrawn(reason) => {
                    keyed(ui, says::REASON, reason);
                }
            }
            body(ui, &step.opinion);
            for answer in &step.checklist {
                check_line(ui, answer.met, &answered(answer));
            }
            for given in &step.materials {
                keyed(ui, &material_name(here, &given.key), &given_words(here, given));
            }
            if !step.filing_number.is_empty() {
                shown_value(ui, says::FILING_NUMBER, &step.filing_number);
            }
            quiet(ui, &super::parts::typed_by_at(here, record.at));
        },
        |ui, ()| button(ui, Weight::Normal, "", words::CLOSE).clicked(),
    );
    if shown.closed || shown.foot {
        draft.dialog = None;
    }
}

fn given_words(here: Here<'_>, given: &MaterialGiven) -> String {
    let named = files(here).filter(|(id, _)| given.evidence.contains(id)).map(|(_, evidence)| evidence.name.clone());
    let mut parts: Vec<String> = named.collect();
    if !given.on_paper.trim().is_empty() {
        parts.push(says::on_paper(&given.on_paper));
    }
    parts.join("、")
}

/// What people call a material, by the procedure of any round; its own words otherwise.
pub(super) fn material_name(here: Here<'_>, key: &str) -> String {
    let rounds = here.issue.rounds.iter().map(|round| &*round.procedure);
    let ledgers = here.ledger.directory.procedures.values().filter_map(|reg| reg.get().as_ref());
    let mut demands = rounds.chain(ledgers).flat_map(|procedure| &procedure.steps).flat_map(|step| &step.materials);
    demands.find(|demand| demand.key == key).map_or_else(|| key.to_owned(), |demand| demand.name.clone())
}
