//! 倒排工期: checkpoints proposed back from the deadline, edited, and taken as one change.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        CheckpointId, MeasureId,
        backward::{BackwardAsk, BackwardFault, schedule_back, usual_names},
        measure::CheckpointValue,
        numerals::read_number,
        procedure::DayCount,
        rules::Action,
    },
    ui::{
        fields::sentence_line,
        icon,
        theme::{self, Tone, space},
        widgets::{
            Choice, ChoiceItem, DateField, Dialog as Modal, Field, Weight, button, button_unless, field_label, hint,
            icon_button, segmented,
        },
        words::{self, backward as says, issue_page},
    },
};

use super::{Here, IssueDraft, form::read_date};

/// More checkpoints than these are no plan any more.
const MOST: usize = 24;

/// What is typed into the dialog.
#[derive(Clone, Debug, Default)]
pub(super) struct BackwardDraft {
    number: String,
    reserve: String,
    kind: usize,
    of: Option<MeasureId>,
    rows: Vec<(String, String)>,
    /// What the rows were proposed for: typed days stand until something else is asked for.
    proposed: Option<Asked>,
    fault: Option<BackwardFault>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    ask: BackwardAsk,
}

impl BackwardDraft {
    fn new() -> Self {
        Self { number: "5".to_owned(), ..Self::default() }
    }

    fn count(&self) -> usize {
        read_number(&self.number).unwrap_or_default()
    }

    fn ask(&self, here: Here<'_>) -> Option<BackwardAsk> {
        let count = if self.kind == 0 { DayCount::Working } else { DayCount::Calendar };
        let reserve = read_number(&self.reserve).unwrap_or_default();
        Some(BackwardAsk {
            after: here.ctx.today(),
            deadline: self.deadline(here)?,
            checkpoints: self.count().min(MOST),
            reserve,
            count,
        })
    }

    /// The measure's deadline where one is chosen and has one, else the day that acts.
    fn deadline(&self, here: Here<'_>) -> Option<NaiveDate> {
        let measure = self.of.and_then(|id| here.issue.measures.get(&id));
        measure.and_then(|measure| measure.fields.deadline.get().date()).or_else(|| here.issue.acting_date())
    }

    /// Proposes days anew where something else is asked for; names that were typed stay.
    fn propose(&mut self, here: Here<'_>) {
        let Some(ask) = self.ask(here) else {
            self.rows.clear();
            return;
        };
        if self.proposed == Some(Asked { ask }) {
            return;
        }
        let before = self.proposed.map_or(0, |asked| asked.ask.checkpoints);
        self.proposed = Some(Asked { ask });
        let usual = (usual_names(before), usual_names(ask.checkpoints));
        match schedule_back(&here.ledger.directory.calendar(), ask) {
            Ok(days) => {
                self.fault = None;
                self.rows.resize(days.len(), (String::new(), String::new()));
                for (n, ((name, text), day)) in self.rows.iter_mut().zip(days).enumerate() {
                    *text = words::date(day);
                    // A name nobody typed makes room for the usual one of the new number.
                    if name.trim().is_empty() || usual.0.contains(name) {
                        usual.1.get(n).cloned().unwrap_or_default().clone_into(name);
                    }
                }
            }
            Err(fault) => {
                self.fault = Some(fault);
                self.rows.clear();
            }
        }
    }

    /// What stands against taking the rows.
    fn lacks(&self, here: Here<'_>) -> Option<String> {
        let Some(deadline) = self.deadline(here) else {
            return Some(says::NO_DEADLINE.to_owned());
        };
        if let Some(fault) = self.fault {
            return Some(says::fault(fault));
        }
        let today = here.ctx.today();
        let whole = |(name, day): &(String, String)| !name.trim().is_empty() && read_date(day, today).is_some();
        if self.rows.is_empty() || !self.rows.iter().all(whole) {
            return Some(says::INCOMPLETE.to_owned());
        }
        let late = self.rows.iter().filter_map(|(_, day)| read_date(day, today)).any(|day| day > deadline);
        late.then(|| says::AFTER_DEADLINE.to_owned())
    }

    /// One of them, to be asked for: the others differ in nothing a rule looks at, and none has its id yet.
    fn first(&self, here: Here<'_>) -> Action {
        Action::Batch(self.actions(here).take(1).collect())
    }

    fn actions(&self, here: Here<'_>) -> impl Iterator<Item = Action> {
        let today = here.ctx.today();
        self.rows.iter().map(move |(name, day)| Action::AddCheckpoint {
            issue: here.id(),
            checkpoint: CheckpointId::default(),
            values: vec![
                CheckpointValue::Name(name.trim().to_owned()),
                CheckpointValue::OfMeasure(self.of),
                CheckpointValue::PlannedOn(read_date(day, today)),
            ],
        })
    }
}

/// Opens the dialog.
pub(super) fn open(draft: &mut IssueDraft) {
    draft.backward = Some(BackwardDraft::new());
}

/// Shows the dialog while it is open.
pub(super) fn backward_ui(here: Here<'_>, ui: &Ui, draft: &mut IssueDraft) {
    let Some(backward) = draft.backward.as_mut() else {
        return;
    };
    backward.propose(here);
    let aside = backward.deadline(here).map(|deadline| says::from_to(here.ctx.today(), deadline)).unwrap_or_default();
    let mut taken = None;
    let shown = Modal::new("backward", says::TITLE).aside(&aside).width(620.0).show(
        ui.ctx(),
        backward,
        |ui, backward| body_ui(here, ui, backward),
        |ui, backward| {
            let lacks = backward.lacks(here);
            let refused = lacks.or_else(|| here.refused(&backward.first(here)));
            let verb = says::take(backward.rows.len());
            if button_unless(ui, Weight::Primary, "", &verb, refused.as_deref()).clicked() {
                taken = Some(Action::Batch(backward.actions(here).collect()));
            }
            button(ui, Weight::Normal, "", words::CANCEL).clicked()
        },
    );
    if shown.closed || shown.foot || taken.is_some() {
        draft.backward = None;
    }
    if let Some(action) = taken {
        here.act(action);
    }
}

fn body_ui(here: Here<'_>, ui: &mut Ui, draft: &mut BackwardDraft) {
    asks_ui(here, ui, draft);
    let there = here.issue.live_checkpoints().len();
    if there > 0 {
        hint(ui, &says::there(there));
    }
    if let Some(lacks) = draft.lacks(here) {
        sentence_line(ui, icon::WARNING, &lacks, theme::of(ui).hue(Tone::Warn).ink);
    }
    let mut gone = None;
    for (n, row) in draft.rows.iter_mut().enumerate() {
        if row_ui(here, ui, n + 1, row) {
            gone = Some(n);
        }
    }
    if let Some(n) = gone {
        draft.rows.remove(n);
    }
}

/// How many, how much is kept free, which days count, and of which measure.
fn asks_ui(here: Here<'_>, ui: &mut Ui, draft: &mut BackwardDraft) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        Field::new(says::NUMBER).width(88.0).show(ui, &mut draft.number);
        let n = draft.count();
        ui.vertical(|ui| {
            ui.add_space(24.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                if icon_button(ui, icon::REMOVE, says::FEWER).clicked() {
                    draft.number = n.saturating_sub(1).max(1).to_string();
                }
                if icon_button(ui, icon::ADD, says::MORE).clicked() {
                    draft.number = (n + 1).min(MOST).to_string();
                }
            });
        });
        Field::new(says::RESERVE).hint("0").width(88.0).show(ui, &mut draft.reserve);
        ui.vertical(|ui| {
            ui.set_max_width(160.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            field_label(ui, says::COUNTED, "");
            segmented(ui, &says::KINDS, &mut draft.kind);
        });
    });
    let measures = here.issue.live_measures();
    if measures.is_empty() {
        return;
    }
    let names: Vec<_> = measures.iter().map(|measure| words::cut(measure.fields.text.get(), 32)).collect();
    let mut items = vec![ChoiceItem::new(issue_page::WHOLE_ISSUE)];
    items.extend(names.iter().map(|name| ChoiceItem::new(name)));
    let mut chosen = Some(draft.of.and_then(|id| measures.iter().position(|it| it.id == id)).map_or(0, |n| n + 1));
    if Choice::new(Field::new(says::OF), &items).show(ui, &mut chosen).changed() {
        draft.of = chosen.and_then(|n| n.checked_sub(1)).and_then(|n| measures.get(n)).map(|it| it.id);
    }
}

/// One checkpoint to be. True when it is taken out.
fn row_ui(here: Here<'_>, ui: &mut Ui, n: usize, (name, day): &mut (String, String)) -> bool {
    let (label, day_label) = (says::name(n), says::day(n));
    let today = here.ctx.today();
    let parse = |text: &str| read_date(text, today);
    ui.push_id(n, |ui| {
        let shown = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let wide = ui.available_width() - 180.0 - 40.0 - space::S * 2.0;
            Field::new(&label).bare().width(wide.max(120.0)).show(ui, name);
            DateField::new(Field::new(&day_label).bare().width(180.0), &parse, today).show(ui, day);
            icon_button(ui, icon::CLOSE, &says::drop(n)).clicked()
        });
        shown.inner
    })
    .inner
}
