//! 人员交接: the issues of one person are listed, ticked, and handed to another with a reason.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use egui::{Context, Id, ScrollArea, Ui};

use crate::{
    app::{
        handover::{Carried, Seat, carried_by, hand_over, loads},
        rows::pinyin::initials,
    },
    domain::{IssueId, PersonId, ledger::Ledger},
    ui::{
        keys::{self, Deed},
        theme::{size, space},
        view::ViewCtx,
        widgets::{
            Choice, ChoiceItem, Dialog, Field, Weight, button, button_unless, check_box, field_label, hint, segmented,
        },
        words::{self, handover as says},
    },
};

/// The dialog while it is open.
#[derive(Debug, Default)]
pub struct HandOverDraft(Option<Open>);

#[derive(Debug, Default)]
struct Open {
    seat: usize,
    from: Option<PersonId>,
    to: Option<PersonId>,
    reason: String,
    ticked: BTreeSet<IssueId>,
    /// Whose issues are ticked: of another person all open ones are ticked anew.
    of: Option<(usize, PersonId)>,
    /// What the ledger says of it, made once for each state of the ledger and of the form.
    held: Held,
    asked: Option<(Question, Option<String>)>,
}

/// Of which ledger, seat and person the issues were listed; who carries how many.
#[derive(Debug, Default)]
struct Held {
    of: Option<(u64, usize, Option<PersonId>)>,
    carried: Arc<Vec<Carried>>,
    loads: Arc<BTreeMap<PersonId, usize>>,
}

/// What the rules were asked last: whether this would be refused.
type Question = (u64, usize, Option<PersonId>, String, Vec<IssueId>);

fn key() -> Id {
    Id::unique("staff handover asked for")
}

/// Asks for the dialog, from any page: who hands over, where that is known.
pub fn ask(ctx: &Context, from: Option<PersonId>) {
    ctx.data_mut(|data| data.insert_temp(key(), from));
    ctx.request_repaint();
}

/// Shows the dialog while it is open; opens it where a page or the palette asked for it.
pub fn handover_ui(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut HandOverDraft) {
    let Some(ledger) = ctx.ledger() else {
        draft.0 = None;
        return;
    };
    let from: Option<Option<PersonId>> = ui.ctx().data_mut(|data| data.remove_temp(key()));
    if let Some(from) = from.or_else(|| keys::asked(ui.ctx(), Deed::HandOver).then_some(None)) {
        draft.0 = Some(Open { from, ..Open::default() });
    }
    let Some(open) = draft.0.as_mut() else {
        return;
    };
    let revision = ctx.app.revision();
    let all = open.issues(ledger, revision);
    let mut done = None;
    let shown = Dialog::new("handover", says::TITLE).width(640.0).show(
        ui.ctx(),
        open,
        |ui, open| body_ui(ui, ledger, &all, open),
        |ui, open| {
            let chosen = open.chosen(&all);
            let refusal = open.lacks(&chosen).map(str::to_owned).or_else(|| {
                let question = (revision, open.seat, open.to, open.reason.clone(), chosen.clone());
                if let Some((_, refusal)) = open.asked.as_ref().filter(|(asked, _)| *asked == question) {
                    return refusal.clone();
                }
                let action = open.to.map(|to| hand_over(open.seat(), &chosen, to, &open.reason))?;
                let refusal = ctx.app.refusal(&action).map(|refusal| words::refusal(Some(ledger), &refusal));
                open.asked = Some((question, refusal.clone()));
                refusal
            });
            let verb = says::deed(chosen.len());
            if button_unless(ui, Weight::Primary, "", &verb, refusal.as_deref()).clicked() {
                done = open.to.map(|to| hand_over(open.seat(), &chosen, to, &open.reason));
            }
            button(ui, Weight::Normal, "", words::CANCEL).clicked()
        },
    );
    if shown.closed || shown.foot || done.is_some() {
        draft.0 = None;
    }
    if let Some(action) = done {
        ctx.commands.act(action);
    }
}

impl Open {
    fn seat(&self) -> Seat {
        Seat::ALL.get(self.seat).copied().unwrap_or_default()
    }

    /// What the person carries; of another one all that are open are ticked.
    fn issues(&mut self, ledger: &Ledger, revision: u64) -> Arc<Vec<Carried>> {
        let of = Some((revision, self.seat, self.from));
        if self.held.of != of {
            let carried = self.from.map(|from| carried_by(ledger, self.seat(), Some(from)));
            let loads = Arc::new(loads(ledger, self.seat()));
            self.held = Held { of, carried: Arc::new(carried.unwrap_or_default()), loads };
        }
        let of = self.from.map(|from| (self.seat, from));
        if self.of != of && of.is_some() {
            self.of = of;
            let open = self.held.carried.iter().filter(|it| it.open && !it.conflicted);
            self.ticked = open.map(|it| it.issue).collect();
        }
        Arc::clone(&self.held.carried)
    }

    fn chosen(&self, all: &[Carried]) -> Vec<IssueId> {
        all.iter().map(|it| it.issue).filter(|id| self.ticked.contains(id)).collect()
    }

    fn lacks(&self, chosen: &[IssueId]) -> Option<&'static str> {
        if self.from.is_none() {
            Some(says::CHOOSE_FROM)
        } else if self.to.is_none() {
            Some(says::CHOOSE_TO)
        } else if self.to == self.from {
            Some(says::SAME)
        } else if chosen.is_empty() {
            Some(says::TICK)
        } else if self.reason.trim().is_empty() {
            Some(says::NO_REASON)
        } else {
            None
        }
    }
}

fn body_ui(ui: &mut Ui, ledger: &Ledger, all: &[Carried], open: &mut Open) {
    field_label(ui, says::SEAT, "");
    segmented(ui, &Seat::ALL.map(|seat| words::issue_field(seat.field())), &mut open.seat);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let half = ((ui.available_width() - space::M) / 2.0).floor();
        let loads = Arc::clone(&open.held.loads);
        person_ui(ui, ledger, (Field::new(says::FROM).required().width(half), &loads), &mut open.from);
        person_ui(ui, ledger, (Field::new(says::TO).required().width(half), &loads), &mut open.to);
    });
    Field::new(says::REASON).required().hint(says::REASON_HINT).show(ui, &mut open.reason);
    issues_ui(ui, ledger, all, open);
}

/// A person of the directory, with how much is carried.
fn person_ui(
    ui: &mut Ui,
    ledger: &Ledger,
    (field, loads): (Field<'_>, &BTreeMap<PersonId, usize>),
    held: &mut Option<PersonId>,
) {
    let people = ledger.directory.live_people();
    let said: Vec<_> = people
        .iter()
        .map(|person| {
            let name = person.fields.name.get();
            let unit = person.fields.unit.get().map(|id| ledger.directory.unit_name(id)).unwrap_or_default();
            let load = loads.get(&person.id).map(|n| says::load(*n)).unwrap_or_default();
            (name, format!("{unit} {load}").trim().to_owned(), initials(name))
        })
        .collect();
    let items: Vec<_> = said.iter().map(|(name, aside, keys)| ChoiceItem::new(name).aside(aside).keys(keys)).collect();
    let mut chosen = held.and_then(|id| people.iter().position(|person| person.id == id));
    if Choice::new(field, &items).show(ui, &mut chosen).changed() {
        *held = chosen.and_then(|n| people.get(n)).map(|person| person.id);
    }
}

/// The issues of who hands over, each to be ticked.
fn issues_ui(ui: &mut Ui, ledger: &Ledger, all: &[Carried], open: &mut Open) {
    if open.from.is_none() {
        return hint(ui, says::CHOOSE_FROM);
    }
    if all.is_empty() {
        return hint(ui, says::NOTHING);
    }
    ui.horizontal(|ui| {
        if button(ui, Weight::Quiet, "", says::ALL).clicked() {
            open.ticked = all.iter().filter(|it| !it.conflicted).map(|it| it.issue).collect();
        }
        if button(ui, Weight::Quiet, "", says::NONE).clicked() {
            open.ticked.clear();
        }
        hint(ui, &says::ticked(open.chosen(all).len(), all.len()));
    });
    let rows = ScrollArea::vertical().id_salt("carried").max_height(8.0 * size::ROW).auto_shrink([false, true]);
    ui.spacing_mut().item_spacing.y = 0.0;
    rows.show_rows(ui, 28.0, all.len(), |ui, range| {
        for carried in all.get(range).unwrap_or_default() {
            ui.push_id(carried.issue, |ui| ui.horizontal(|ui| issue_ui(ui, ledger, carried, open)));
        }
    });
}

fn issue_ui(ui: &mut Ui, ledger: &Ledger, carried: &Carried, open: &mut Open) {
    let Some(issue) = ledger.issue(carried.issue) else {
        return;
    };
    let f = &issue.fields;
    let label = format!("{} {}", f.number.get(), words::cut(f.title.get(), 28)).trim().to_owned();
    let mut on = open.ticked.contains(&carried.issue);
    let response = ui.add_enabled_ui(!carried.conflicted, |ui| check_box(ui, &mut on, &label)).inner;
    if response.changed() {
        if on {
            open.ticked.insert(carried.issue);
        } else {
            open.ticked.remove(&carried.issue);
        }
    }
    if carried.conflicted {
        hint(ui, says::CONFLICTED);
    } else if !carried.open {
        hint(ui, says::CLOSED);
    }
}
