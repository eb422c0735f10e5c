//! The dialog that registers an issue, with its units and inspection made on the fly: one action for all.

use egui::Ui;

use crate::{
    app::{TypedForm, random_id},
    domain::{
        InspectionId, IssueId, UnitId,
        deadline::Deadline,
        deadline_words::read_deadline,
        directory::{Directory, InspectionValue, UnitValue},
        issue::{IssueValue, UnitRole},
        ledger::Ledger,
        rules::Action,
    },
    ui::{
        icon,
        issue_page::dialogs::{Done, foot_ui},
        theme::space,
        typed_form::{FormSlot, TypedTexts, named},
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, Dialog, Field, Weight, button, hint, submitted},
        words,
    },
};

/// What is being typed.
#[derive(Clone, Debug, Default)]
pub(super) struct RegisterDraft {
    issue: IssueId,
    number: String,
    inspection: String,
    title: String,
    detail: String,
    category: String,
    lead: String,
    cooperating: Vec<String>,
    another: String,
    deadline: String,
    goal: String,
}

/// Makes a value of a text.
type TextValue = fn(String) -> IssueValue;

/// Why nobody may register an issue here; nothing where it may be done.
pub(super) fn refusal(ctx: ViewCtx<'_>) -> Option<String> {
    let title = vec![IssueValue::Title("?".to_owned())];
    let probe = Action::RegisterIssue { issue: IssueId(1), values: title };
    let refusal = ctx.app.refusal(&probe)?;
    Some(words::refusal(ctx.ledger(), &refusal))
}

impl RegisterDraft {
    /// Opens the form; what was typed into it and not sent is in it again.
    pub(super) fn open(ctx: ViewCtx<'_>, slot: &mut FormSlot<Self>) {
        slot.open(ctx, "issue/new", Self::new(ctx));
    }

    /// An empty form; the inspection is the last one added.
    fn new(ctx: ViewCtx<'_>) -> Self {
        let last = ctx.ledger().and_then(|ledger| {
            let inspections = ledger.directory.live_inspections();
            inspections.last().map(|last| last.fields.name.get().clone())
        });
        Self { issue: IssueId(random_id()), inspection: last.unwrap_or_default(), ..Self::default() }
    }

    /// What is typed, by name.
    fn fields(&mut self) -> [(&'static str, &mut String); 9] {
        [
            ("number", &mut self.number),
            ("inspection", &mut self.inspection),
            ("title", &mut self.title),
            ("detail", &mut self.detail),
            ("category", &mut self.category),
            ("lead", &mut self.lead),
            ("another", &mut self.another),
            ("deadline", &mut self.deadline),
            ("goal", &mut self.goal),
        ]
    }

    fn deadline(&self, ctx: ViewCtx<'_>) -> Deadline {
        read_deadline(self.deadline.trim(), Some(ctx.today()))
    }

    /// Everything typed as one action.
    fn action(&self, ctx: ViewCtx<'_>, ledger: &Ledger) -> Action {
        let directory = &ledger.directory;
        let mut all = Vec::new();
        let mut values = Vec::new();
        let texts: [(&String, TextValue); 5] = [
            (&self.number, IssueValue::Number),
            (&self.title, IssueValue::Title),
            (&self.detail, IssueValue::Detail),
            (&self.category, IssueValue::Category),
            (&self.goal, IssueValue::Goal),
        ];
        let filled = texts.iter().filter(|(text, _)| !text.trim().is_empty());
        values.extend(filled.map(|(text, value)| value(text.trim().to_owned())));
        if let Some(inspection) = inspection(directory, &self.inspection, &mut all) {
            values.push(IssueValue::Inspection(inspection));
        }
        if let Some(lead) = unit(directory, &self.lead, &mut all) {
            values.push(IssueValue::LeadUnit(Some(lead)));
        }
        if !self.deadline.trim().is_empty() {
            values.push(IssueValue::FirstDeadline(self.deadline(ctx)));
        }
        let issue = self.issue;
        let units: Vec<_> = self.all_cooperating().iter().filter_map(|name| unit(directory, name, &mut all)).collect();
        all.push(Action::RegisterIssue { issue, values });
        let role = UnitRole::Cooperating;
        all.extend(units.into_iter().map(|unit| Action::AddIssueUnit { issue, role, unit }));
        Action::Batch(all)
    }

    /// A unit typed and not yet taken in counts as well.
    fn all_cooperating(&self) -> Vec<String> {
        let mut all = self.cooperating.clone();
        let another = self.another.trim();
        if !another.is_empty() && !all.iter().any(|it| it == another) {
            all.push(another.to_owned());
        }
        all
    }

    fn take_another(&mut self) {
        self.cooperating = self.all_cooperating();
        self.another.clear();
    }
}

fn is_planned(all: &[Action], wanted: UnitId) -> bool {
    all.iter().any(|action| matches!(action, Action::AddUnit { unit, .. } if *unit == wanted))
}

/// The unit of that name; where there is none, adding it is planned.
fn unit(directory: &Directory, name: &str, all: &mut Vec<Action>) -> Option<UnitId> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    if let Some(known) = directory.find_unit(name) {
        return Some(known);
    }
    let unit = UnitId::derived(&[name]);
    if !is_planned(all, unit) {
        all.push(Action::AddUnit { unit, values: vec![UnitValue::Name(name.to_owned())] });
    }
    Some(unit)
}

fn find_inspection(directory: &Directory, name: &str) -> Option<InspectionId> {
    let inspections = directory.live_inspections();
    inspections.iter().find(|it| it.fields.name.get() == name.trim()).map(|it| it.id)
}

/// The inspection of that name; where there is none, adding it is planned.
fn inspection(directory: &Directory, name: &str, all: &mut Vec<Action>) -> Option<InspectionId> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    let known = find_inspection(directory, name);
    Some(known.unwrap_or_else(|| {
        let inspection = InspectionId::derived(&[name]);
        all.push(Action::AddInspection { inspection, values: vec![InspectionValue::Name(name.to_owned())] });
        inspection
    }))
}

impl TypedTexts for RegisterDraft {
    fn texts(&self) -> TypedForm {
        let mut draft = self.clone();
        let cooperating = ("cooperating", draft.cooperating.join("\n"));
        let typed = draft.fields().map(|(name, text)| (name, std::mem::take(text)));
        named(typed.into_iter().chain([cooperating]))
    }

    fn fill(&mut self, texts: &TypedForm) {
        for (name, field) in self.fields() {
            if let Some(text) = texts.get(name) {
                field.clone_from(text);
            }
        }
        if let Some(units) = texts.get("cooperating") {
            self.cooperating = units.lines().map(str::to_owned).collect();
        }
    }
}

pub(super) fn register_ui(ctx: ViewCtx<'_>, ui: &Ui, slot: &mut FormSlot<RegisterDraft>) {
    let (Some(mut filling), Some(ledger)) = (slot.take(ctx), ctx.ledger()) else {
        return;
    };
    let shown = Dialog::new("register", words::register::TITLE).width(720.0).show(
        ui.ctx(),
        &mut *filling,
        |ui, filling| form_ui(ctx, ui, ledger, &mut filling.form),
        |ui, filling| {
            let refusal = filling.refused(ctx, |draft| {
                let refusal = ctx.app.refusal(&draft.action(ctx, ledger))?;
                Some(words::refusal_of_form(ctx.ledger(), &refusal))
            });
            foot_ui(ui, words::register::DEED, refusal.as_deref(), filling.is_typed())
        },
    );
    let done = if shown.closed { Done::Closed } else { shown.foot };
    if let Some(meant) = slot.put(ctx, filling, done) {
        ctx.act_since(Some(meant.since), meant.form.action(ctx, ledger));
    }
}

fn form_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, draft: &mut RegisterDraft) {
    use crate::domain::issue::IssueField as F;
    let label = words::issue_field;
    ui.horizontal_top(|ui| {
        let room = ui.available_width() - space::M;
        Field::new(label(F::Number))
            .hint(words::register::NUMBER_HINT)
            .width((room * 0.3).floor())
            .show(ui, &mut draft.number);
        ui.add_space(space::M - ui.spacing().item_spacing.x);
        let field = Field::new(label(F::Inspection)).hint(words::register::INSPECTION_HINT).width((room * 0.7).floor());
        let inspections = ledger.directory.live_inspections();
        let items: Vec<_> = inspections.iter().map(|it| ChoiceItem::new(it.fields.name.get())).collect();
        Choice::new(field, &items).show_free(ui, &mut draft.inspection);
    });
    new_hint(
        ui,
        &draft.inspection,
        words::register::INSPECTION,
        find_inspection(&ledger.directory, &draft.inspection).is_some(),
    );
    Field::new(label(F::Title)).required().hint(words::register::TITLE_HINT).show(ui, &mut draft.title);
    Field::new(label(F::Detail)).hint(words::register::DETAIL_HINT).rows(3).show(ui, &mut draft.detail);
    ui.horizontal_top(|ui| {
        let half = ((ui.available_width() - space::M) / 2.0).floor();
        let field = Field::new(label(F::LeadUnit)).hint(words::register::UNIT_HINT).width(half);
        unit_choice(ui, ledger, field, &mut draft.lead);
        ui.add_space(space::M - ui.spacing().item_spacing.x);
        let categories: Vec<_> = ledger.directory.categories.iter().map(|it| ChoiceItem::new(it)).collect();
        Choice::new(Field::new(label(F::Category)).width(half), &categories).show_free(ui, &mut draft.category);
    });
    new_hint(ui, &draft.lead, words::register::UNIT, ledger.directory.find_unit(&draft.lead).is_some());
    cooperating_ui(ui, ledger, draft);
    Field::new(words::register::DEADLINE).hint(words::register::DEADLINE_HINT).show(ui, &mut draft.deadline);
    if !draft.deadline.trim().is_empty() {
        hint(ui, &words::register::understood(&draft.deadline(ctx)));
    }
    Field::new(label(F::Goal)).rows(2).show(ui, &mut draft.goal);
}

fn new_hint(ui: &mut Ui, name: &str, what: &str, known: bool) {
    if !name.trim().is_empty() && !known {
        hint(ui, &words::register::will_be_added(what, name.trim()));
    }
}

fn unit_choice(ui: &mut Ui, ledger: &Ledger, field: Field<'_>, text: &mut String) -> egui::Response {
    let units = ledger.directory.live_units();
    let aliases: Vec<String> =
        units.iter().map(|unit| unit.aliases.iter().cloned().collect::<Vec<_>>().join(" ")).collect();
    let named = units.iter().zip(&aliases);
    let items: Vec<_> = named.map(|(unit, keys)| ChoiceItem::new(unit.fields.name.get()).keys(keys)).collect();
    Choice::new(field, &items).show_free(ui, text)
}

fn cooperating_ui(ui: &mut Ui, ledger: &Ledger, draft: &mut RegisterDraft) {
    let field =
        Field::new(words::issues_page::column(crate::app::Column::Cooperating)).hint(words::register::UNIT_HINT);
    let response = unit_choice(ui, ledger, field, &mut draft.another);
    let entered = submitted(ui, &response);
    if draft.another.trim().is_empty() && draft.cooperating.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if !draft.another.trim().is_empty()
            && (button(ui, Weight::Normal, icon::ADD, words::register::ADD_UNIT).clicked() || entered)
        {
            draft.take_another();
        }
        let mut gone = None;
        for (n, name) in draft.cooperating.iter().enumerate() {
            let says = words::register::remove_unit(name);
            if button(ui, Weight::Quiet, icon::CLOSE, name).on_hover_text(says).clicked() {
                gone = Some(n);
            }
        }
        if let Some(n) = gone {
            draft.cooperating.remove(n);
        }
    });
}
