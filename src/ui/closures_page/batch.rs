//! Batch acceptance (集中验收): one step of several issues, a record each, one change.

use std::collections::BTreeSet;

use egui::{ScrollArea, Ui};

use crate::{
    app::duty::BoardColumn,
    domain::{
        IssueId,
        closure::{ChecklistAnswer, MaterialGiven},
        ledger::Ledger,
        procedure::{Step, StepKey},
        rules::{Action, StepEntry},
    },
    ui::{
        fields::{field_label, sentence_line},
        icon,
        issue_page::{
            Here,
            dialogs::{Done, foot_ui},
            elsewhere::here_of,
            form::{Ask, AskKind, Form, asks_ui},
        },
        sent::Sent,
        theme::{self, Tone, space},
        view::ViewCtx,
        widgets::{Dialog as Modal, Field, Weight, button, check_box, segmented},
        words::{self, closures as says, issue_page as issue_says},
    },
};

use super::ClosuresDraft;

/// Issues of one column that are to be taken a step further together.
#[derive(Clone, Debug)]
pub(super) struct BatchDraft {
    step: StepKey,
    issues: Vec<IssueId>,
    chosen: BTreeSet<IssueId>,
    form: Form,
}

impl BatchDraft {
    /// All issues of a column.
    pub(super) fn of(ctx: ViewCtx<'_>, column: Option<&BoardColumn>) -> Option<Self> {
        let column = column?;
        let office = ctx.ledger().and_then(|ledger| *ledger.directory.fields.office.get());
        let unit = office.and_then(|office| Some(ctx.ledger()?.directory.unit_name(office).to_owned()));
        let form = Form::default().with("date", words::date(ctx.today())).with("unit", unit.unwrap_or_default());
        let issues = column.cards.clone();
        Some(Self { step: column.step.key.clone(), chosen: issues.iter().copied().collect(), issues, form })
    }
}

pub(super) fn batch_ui(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut ClosuresDraft, ledger: &Ledger) {
    if let Some(batch) = Sent::come_back(&mut draft.batch_sent, ctx) {
        draft.batch = Some(batch);
    }
    let Some(mut batch) = draft.batch.take() else {
        return;
    };
    let here = batch.issues.first().and_then(|first| here_of(ctx, *first));
    let step = here.and_then(|here| here.issue.current_round()?.procedure.step(&batch.step));
    let (Some(here), Some(step)) = (here, step) else {
        return;
    };
    let (title, aside) = (says::batch_title(&step.name), says::batch_aside(batch.chosen.len()));
    let shown = Modal::new("batch", &title).aside(words::step_role(step.role)).width(640.0).show(
        ui.ctx(),
        &mut batch,
        |ui, batch| {
            issues_ui(here, ui, batch, (ledger, step));
            asks_ui(here, ui, &mut batch.form, &asks());
            demands_ui(ui, batch, step);
            sentence_line(ui, icon::INFO, &aside, theme::of(ui).text_3);
        },
        |ui, batch| {
            let refused = refused(here, batch, step);
            foot_ui(ui, &says::batch_deed(&step.name, batch.chosen.len()), refused.as_deref(), false)
        },
    );
    match if shown.closed { Done::Closed } else { shown.foot } {
        Done::Open | Done::Emptied => draft.batch = Some(batch),
        Done::Closed => {}
        Done::Sent => {
            ctx.commands.act(action_of(here, &batch, step));
            draft.batch_sent = Some(Sent::now(ctx, batch));
        }
    }
}

fn asks() -> Vec<Ask> {
    vec![
        Ask::new("date", issue_says::SIGNED_ON, AskKind::Date).required(),
        Ask::new("person", issue_says::SIGNER, AskKind::Person).required(),
        Ask::new("unit", issue_says::SIGNER_UNIT, AskKind::Unit),
        Ask::new("opinion", issue_says::OPINION, AskKind::Text(2)),
    ]
}

/// The issues with a mark each, and why one cannot go along.
fn issues_ui(here: Here<'_>, ui: &mut Ui, batch: &mut BatchDraft, (ledger, step): (&Ledger, &Step)) {
    ui.horizontal(|ui| {
        let label = issue_says::of(batch.chosen.len(), batch.issues.len());
        ui.allocate_ui(egui::vec2(ui.available_width() - 190.0, 32.0), |ui| {
            field_label(ui, says::BATCH_ISSUES, &label);
        });
        if button(ui, Weight::Quiet, "", says::ALL).clicked() {
            batch.chosen = batch.issues.iter().copied().collect();
        }
        if button(ui, Weight::Quiet, "", says::NONE).clicked() {
            batch.chosen.clear();
        }
    });
    let refused: Vec<(IssueId, String)> = batch
        .chosen
        .iter()
        .take(200)
        .filter_map(|issue| Some((*issue, here.refused(&one(here, batch, (*issue, step)))?)))
        .collect();
    let row = 28.0;
    ScrollArea::vertical().id_salt("issues of the batch").max_height(row * 6.0).show_rows(
        ui,
        row,
        batch.issues.len(),
        |ui, range| {
            ui.set_width(ui.available_width());
            for issue in batch.issues.clone().get(range).unwrap_or_default() {
                let mut on = batch.chosen.contains(issue);
                let name = words::cut(&words::duty::issue_line(ledger, *issue), 36);
                if check_box(ui, &mut on, &name).changed() {
                    if on {
                        batch.chosen.insert(*issue);
                    } else {
                        batch.chosen.remove(issue);
                    }
                }
            }
        },
    );
    let lacks_form = form_lacks(here, batch).is_some();
    for (issue, why) in refused.iter().filter(|_| !lacks_form).take(3) {
        let said = format!("{} {why}", words::issue(ledger, *issue));
        sentence_line(ui, icon::BLOCK, &said, theme::of(ui).hue(Tone::Danger).ink);
    }
}

/// The checklist answered once for all, and where the papers of all are kept.
fn demands_ui(ui: &mut Ui, batch: &mut BatchDraft, step: &Step) {
    if !step.checklist.is_empty() {
        field_label(ui, issue_says::CHECKLIST, issue_says::CHECKLIST_HINT);
    }
    for (n, question) in step.checklist.iter().enumerate() {
        let key = format!("check.{n}");
        ui.push_id(("question", n), |ui| {
            ui.label(question);
            let mut chosen = match batch.form.get(&key) {
                "yes" => 0,
                "no" => 1,
                _ => 2,
            };
            if segmented(ui, &[&issue_says::yes_to(n + 1), &issue_says::no_to(n + 1)], &mut chosen) {
                batch.form.set(&key, if chosen == 0 { "yes" } else { "no" });
            }
        });
    }
    for demand in step.materials.iter().filter(|demand| demand.required) {
        let label = issue_says::paper_place(&demand.name);
        let field = Field::new(&label).hint(issue_says::PAPER_HINT).salt(&demand.key);
        field.show(ui, batch.form.entry(&format!("paper.{}", demand.key)));
    }
    ui.add_space(space::XS);
}

fn form_lacks(here: Here<'_>, batch: &BatchDraft) -> Option<String> {
    let lacks = batch.form.lacks(&asks(), here.ctx.today());
    (!lacks.is_empty()).then(|| issue_says::lacks(&lacks))
}

fn refused(here: Here<'_>, batch: &BatchDraft, step: &Step) -> Option<String> {
    if batch.chosen.is_empty() {
        return Some(says::CHOOSE_ISSUES.to_owned());
    }
    form_lacks(here, batch).or_else(|| here.refused(&action_of(here, batch, step)))
}

fn entry_of(here: Here<'_>, batch: &BatchDraft, step: &Step, made: &mut Vec<Action>) -> StepEntry {
    let form = &batch.form;
    let answered = step.checklist.iter().enumerate().filter_map(|(n, question)| {
        let met = match form.get(&format!("check.{n}")) {
            "yes" => true,
            "no" => false,
            _ => return None,
        };
        Some(ChecklistAnswer { question: question.clone(), met, note: String::new() })
    });
    let given = step.materials.iter().filter_map(|demand| {
        let on_paper = form.text(&format!("paper.{}", demand.key));
        let given = MaterialGiven { key: demand.key.clone(), evidence: Vec::new(), on_paper };
        (!given.on_paper.is_empty()).then_some(given)
    });
    StepEntry {
        step: step.key.clone(),
        date: form.date("date", here.ctx.today()),
        signed: form.signature(here, made),
        opinion: form.text("opinion"),
        checklist: answered.collect(),
        materials: given.collect(),
        filing_number: String::new(),
    }
}

fn one(here: Here<'_>, batch: &BatchDraft, (issue, step): (IssueId, &Step)) -> Action {
    let entry = Box::new(entry_of(here, batch, step, &mut Vec::new()));
    let (record, round) = Default::default();
    Action::TakeStep { issue, record, round, entry }
}

fn action_of(here: Here<'_>, batch: &BatchDraft, step: &Step) -> Action {
    let mut all = Vec::new();
    let entry = entry_of(here, batch, step, &mut all);
    all.extend(batch.chosen.iter().map(|issue| {
        let (record, round) = Default::default();
        Action::TakeStep { issue: *issue, record, round, entry: Box::new(entry.clone()) }
    }));
    Action::Batch(all)
}
