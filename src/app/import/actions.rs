//! What taking a plan means for the ledger: one batch of actions, worked out of report, choices and ledger alone.
//!
//! **Invariant:** planning the batch on a ledger that has taken it already gives no edits.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a field that a person may have filled is only filled where it is empty"
)]

use std::collections::BTreeSet;

use crate::{
    domain::{
        InspectionId, IssueId, MeasureId, TargetId,
        directory::{DirectoryItem, InspectionValue},
        issue::{Issue, IssueItem, IssueValue, Presence, UnitRole},
        ledger::Ledger,
        measure::MeasureValue,
        rules::Action,
    },
    exchange::plan::{PlanItem, PlanReport, PlanTarget},
};

use super::{
    choices::{ImportChoices, ItemChoice, ItemRole, TargetInspection},
    deadlines,
    identity::{ItemState, KnownItem, SourceKey, identify, inspection_id, source_keys},
    names::Names,
    numbers::Numbers,
    progress,
    roles::Roles,
    source::{first_line, headings, source_text, target_values},
};

/// The one action that takes the chosen items of a plan into the ledger.
pub fn plan_actions(report: &PlanReport, choices: &ImportChoices, ledger: &Ledger) -> Action {
    let known = identify(report, choices, ledger);
    let keys = source_keys(&report.items);
    let mut builder = Builder {
        report,
        choices,
        ledger,
        inspection: inspection_id(&choices.target),
        known: &known,
        names: Names::new(choices, ledger),
        actions: Vec::new(),
    };
    let mut numbers = Numbers::new(report, choices, ledger, &known);
    let taken: Vec<usize> = (0..report.items.len()).filter(|n| builder.is_taken(*n)).collect();
    if taken.is_empty() {
        return Action::Batch(Vec::new());
    }
    let (reports, taken): (Vec<usize>, Vec<usize>) = taken.into_iter().partition(|n| builder.reported(*n).is_some());
    if !taken.is_empty() {
        builder.inspection();
    }
    for n in reports {
        builder.report(n);
    }
    let homes: Vec<(usize, Option<IssueId>)> = taken.into_iter().map(|n| (n, builder.home_of(n))).collect();
    for (n, _) in homes.iter().filter(|(_, home)| home.is_none()) {
        builder.issue(*n, &mut numbers);
    }
    for (n, home) in homes {
        if let Some(home) = home {
            builder.item_as_measure(n, home, &keys);
        }
    }
    let mut actions = builder.names.into_actions();
    actions.extend(builder.actions);
    Action::Batch(actions)
}

struct Builder<'a> {
    report: &'a PlanReport,
    choices: &'a ImportChoices,
    ledger: &'a Ledger,
    inspection: InspectionId,
    known: &'a [KnownItem],
    names: Names<'a>,
    actions: Vec<Action>,
}

impl Builder<'_> {
    fn parts(&self, n: usize) -> Option<(&PlanItem, &ItemChoice, KnownItem)> {
        Some((self.report.items.get(n)?, self.choices.items.get(n)?, *self.known.get(n)?))
    }

    fn is_taken(&self, n: usize) -> bool {
        self.parts(n).is_some_and(|(_, choice, known)| {
            choice.take && (known.state.can_be_taken() || choice.role != ItemRole::Issue)
        })
    }

    /// The issue an item reports on.
    fn reported(&self, n: usize) -> Option<IssueId> {
        match self.choices.items.get(n)?.role {
            ItemRole::ProgressOf(issue) => Some(issue),
            ItemRole::Issue | ItemRole::MeasureOfItem(_) | ItemRole::MeasureOfIssue(_) => None,
        }
    }

    fn report(&mut self, n: usize) {
        let month = self.choices.month.unwrap_or_default();
        if let (Some(issue), Some(item)) = (self.reported(n), self.report.items.get(n)) {
            self.actions.extend(progress::note(item, issue, month, self.ledger));
        }
    }

    /// The issue an item becomes a measure of; an item whose home is not there becomes an issue.
    fn home_of(&self, n: usize) -> Option<IssueId> {
        let (_, choice, _) = self.parts(n)?;
        match choice.role {
            ItemRole::Issue | ItemRole::ProgressOf(_) => None,
            ItemRole::MeasureOfIssue(id) => {
                self.ledger.issue(id).filter(|issue| issue.is_present()).map(|issue| issue.id)
            }
            ItemRole::MeasureOfItem(home) => {
                let (_, home_choice, known) = self.parts(home)?;
                let stands = known.state == ItemState::Here || known.state == ItemState::Assigned;
                let is_issue = home_choice.role == ItemRole::Issue && home != n;
                (is_issue && (stands || self.is_taken(home))).then_some(known.issue)
            }
        }
    }

    fn inspection(&mut self) {
        let id = self.inspection;
        let held = self.ledger.directory.inspections.get(&id);
        let document = self.report.title.clone().unwrap_or_default();
        let mut values = vec![InspectionValue::Document(document)];
        if let TargetInspection::New(new) = &self.choices.target {
            values.extend([
                InspectionValue::Name(new.name.trim().to_owned()),
                InspectionValue::Level(new.level.clone()),
                InspectionValue::Kind(new.kind.clone()),
                InspectionValue::FeedbackDate(new.feedback_date),
            ]);
        }
        values.retain(|value| *value != InspectionValue::unset(value.field()));
        let Some(held) = held else {
            return self.actions.push(Action::AddInspection { inspection: id, values });
        };
        if !held.presence.get().is_present() {
            self.actions.push(Action::RestoreEntry { item: DirectoryItem::Inspection(id) });
        }
        // What a person has filled in stays.
        let unset = |value: &InspectionValue| held.fields.value(value.field()) == InspectionValue::unset(value.field());
        let missing = values.into_iter().filter(unset);
        self.actions.extend(missing.map(|value| Action::SetInspection { inspection: id, value }));
    }

    fn issue(&mut self, n: usize, numbers: &mut Numbers) {
        let Some((item, choice, known)) = self.parts(n) else {
            return;
        };
        let (item, choice) = (item.clone(), choice.clone());
        let mut roles = Roles::of(&item).led_by(choice.lead.as_deref());
        roles.unsure &= !choice.lead_confirmed;
        let values = self.values(&item, &choice, &roles);
        let id = known.issue;
        match self.ledger.issue(id).filter(|issue| issue.registered) {
            None => {
                let number = IssueValue::Number(numbers.next(n));
                let values = std::iter::once(number).chain(values).collect();
                self.actions.push(Action::RegisterIssue { issue: id, values });
            }
            Some(held) => self.update(held, values, known.state),
        }
        self.units(id, &roles);
        for (nth, measure) in item.measures.iter().enumerate() {
            let number = measure.no.trim().to_owned();
            let key = [id.to_string(), "listed".to_owned(), number.clone(), nth.to_string()];
            let unit = Roles::of_units(&measure.units).lead.map(str::to_owned);
            let deadline = deadlines::of_measure(&measure.deadlines);
            let mut values = vec![MeasureValue::Number(number), MeasureValue::Text(measure.text.trim().to_owned())];
            values.push(MeasureValue::Unit(unit.and_then(|name| self.names.unit(&name))));
            values.push(MeasureValue::Due(deadline));
            self.measure(id, &key, values);
        }
        let targets = item.targets.iter().chain(item.measures.iter().flat_map(|measure| &measure.targets));
        for (nth, target) in targets.enumerate() {
            self.target(id, nth, target);
        }
    }

    /// All that an item says of its issue, empty values left out.
    fn values(&mut self, item: &PlanItem, choice: &ItemChoice, roles: &Roles<'_>) -> Vec<IssueValue> {
        let lead = roles.lead.and_then(|name| self.names.unit(name));
        let unit = |names: &mut Names<'_>, name: &Option<String>| name.as_deref().and_then(|name| names.unit(name));
        let person = item.person_in_charge.as_deref().and_then(|name| self.names.person(name, lead));
        let leader = item.leader_in_charge.as_deref().and_then(|name| self.names.person(name, None));
        let title = [&choice.title, &item.title, &item.text].into_iter().find(|text| !text.trim().is_empty());
        let mut values = vec![
            IssueValue::Inspection(self.inspection),
            IssueValue::Source(self.report.title.clone().unwrap_or_default()),
            IssueValue::Chapter(headings(item)),
            IssueValue::Title(title.map(|title| first_line(title)).unwrap_or_default()),
            IssueValue::Detail(item.text.clone()),
            IssueValue::Category(choice.category.clone()),
            IssueValue::Goal(item.goal.clone().unwrap_or_default()),
            IssueValue::LeadUnit(lead),
            IssueValue::LeadToConfirm(roles.unsure && lead.is_some()),
            IssueValue::ByDocument(item.document.clone().unwrap_or_default()),
            IssueValue::SupervisingUnit(unit(&mut self.names, &item.supervising_unit)),
            IssueValue::AcceptingUnit(unit(&mut self.names, &item.accepting_unit)),
            IssueValue::PersonInCharge(person),
            IssueValue::LeaderInCharge(leader),
            IssueValue::FirstDeadline(deadlines::chosen(&item.deadlines, choice.deadline)),
            IssueValue::SourceText(source_text(item)),
        ];
        values.retain(|value| *value != IssueValue::unset(value.field()));
        values
    }

    /// An issue that is here takes what the plan says now; what a person decided since stays.
    fn update(&mut self, held: &Issue, values: Vec<IssueValue>, state: ItemState) {
        let id = held.id;
        if state == ItemState::Undone {
            self.actions.push(Action::Restore { issue: id, item: IssueItem::Issue });
        }
        for value in values {
            let field = value.field();
            let now = held.fields.value(field);
            let unset = now == IssueValue::unset(field);
            let takes = match &value {
                IssueValue::Title(_)
                | IssueValue::Detail(_)
                | IssueValue::Chapter(_)
                | IssueValue::SourceText(_)
                | IssueValue::Goal(_)
                | IssueValue::ByDocument(_) => true,
                IssueValue::FirstDeadline(new) => held.fields.deadline.get().words != new.words,
                IssueValue::LeadToConfirm(_) => held.fields.lead_unit.get().is_none(),
                _ => unset,
            };
            let takes = takes || state == ItemState::Undone;
            if takes && now != value && !held.fields.is_conflicted(field) {
                self.actions.push(Action::SetIssue { issue: id, value });
            }
        }
    }

    /// Co-leads and those that take part, each once.
    fn units(&mut self, id: IssueId, roles: &Roles<'_>) {
        let held = self.ledger.issue(id);
        let lead_here = held.and_then(|issue| *issue.fields.lead_unit.get());
        let lead = roles.lead.and_then(|name| self.names.unit(name));
        let mut there: BTreeSet<_> = lead.into_iter().chain(lead_here).collect();
        if let Some(held) = held {
            there.extend(held.co_lead_units.iter().chain(held.cooperating_units.iter()));
        }
        let co = roles.co_leads.iter().map(|name| (UnitRole::CoLead, *name));
        let cooperating = roles.cooperating.iter().map(|name| (UnitRole::Cooperating, *name));
        for (role, name) in co.chain(cooperating) {
            if let Some(unit) = self.names.unit(name).filter(|unit| there.insert(*unit)) {
                self.actions.push(Action::AddIssueUnit { issue: id, role, unit });
            }
        }
    }

    fn item_as_measure(&mut self, n: usize, home: IssueId, keys: &[SourceKey]) {
        let (Some((item, choice, _)), Some(key)) = (self.parts(n), keys.get(n)) else {
            return;
        };
        let (item, choice) = (item.clone(), choice.clone());
        let id_parts: Vec<String> = std::iter::once(home.to_string()).chain(key.iter().cloned()).collect();
        let unit = choice.lead.as_deref().and_then(|name| self.names.unit(name));
        let values = vec![
            MeasureValue::Number(item.no.trim().to_owned()),
            MeasureValue::Text(item.text.clone()),
            MeasureValue::Unit(unit),
            MeasureValue::Due(deadlines::chosen(&item.deadlines, choice.deadline)),
        ];
        self.measure(home, &id_parts, values);
    }

    fn measure(&mut self, issue: IssueId, key: &[String], mut values: Vec<MeasureValue>) {
        let measure = MeasureId::derived(&key.iter().map(String::as_str).collect::<Vec<_>>());
        values.retain(|value| *value != MeasureValue::unset(value.field()));
        let held = self.ledger.issue(issue).and_then(|issue| issue.measures.get(&measure));
        match held.map(|held| held.presence.get()) {
            None if values.iter().any(|value| matches!(value, MeasureValue::Text(_))) => {
                self.actions.push(Action::AddMeasure { issue, measure, values });
            }
            Some(Presence::Undone) => {
                self.actions.push(Action::Restore { issue, item: IssueItem::Measure(measure) });
            }
            // A person may have worded it since.
            None | Some(Presence::Present | Presence::Withdrawn(_)) => {}
        }
    }

    fn target(&mut self, issue: IssueId, nth: usize, read: &PlanTarget) {
        let target = TargetId::derived(&[&issue.to_string(), &read.words, &nth.to_string()]);
        let held = self.ledger.issue(issue).and_then(|issue| issue.targets.get(&target));
        match held.map(|held| held.presence.get()) {
            None => {
                let values = target_values(read);
                self.actions.push(Action::AddTarget { issue, target, values });
            }
            Some(Presence::Undone) => {
                self.actions.push(Action::Restore { issue, item: IssueItem::Target(target) });
            }
            Some(Presence::Present | Presence::Withdrawn(_)) => {}
        }
    }
}
