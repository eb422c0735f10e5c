//! The dialogs of the page: which one is open, and how a form is asked, refused or sent.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use egui::{Align2, Sense, Ui, vec2};

use crate::{
    app::Command,
    domain::{
        CheckpointId, MeasureId, RecordId, TargetId,
        issue::{IssueField, IssueItem},
        procedure::StepKey,
        rules::Action,
    },
    ui::{
        fields::sentence_line,
        icon,
        paint::line,
        sent::Sent,
        theme::{self, Tone, font, size, space},
        widgets::{Dialog as Modal, Weight, button, button_unless},
        words::{self, issue_page as says},
    },
};

use super::{
    Here, IssueDraft, conflict, dialogs_closing, dialogs_parts, dialogs_records,
    form::{Ask, Form, asks_ui},
    step_dialog,
};

/// A dialog of the page. Each keeps its own form, by issue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dialog {
    /// Not a dialog: the date typed beside the confirm button.
    Confirm,
    /// A step of the procedure is taken.
    Step(StepKey),
    /// A step that was taken, to look at.
    StepRecord(RecordId),
    /// The public notice begins.
    Publish,
    /// Somebody objects to the notice.
    Objection(RecordId),
    /// An objection was dealt with.
    Settle(RecordId),
    /// 退回.
    SendBack,
    /// 撤回申请.
    TakeBack,
    /// 延期.
    Extend,
    /// One of several extensions is chosen.
    ChooseExtension(RecordId),
    /// 更正时限.
    Correct,
    /// The first deadline before assignment.
    SetDeadline,
    /// 回头看.
    LookBack,
    /// 反弹重新整改.
    Reopen,
    /// 作废 of the issue or a part of it.
    Withdraw(IssueItem),
    /// A measure, new or to be changed.
    Measure(Option<MeasureId>),
    /// A checkpoint, new or to be changed.
    Checkpoint(Option<CheckpointId>),
    /// A quantified target, new or to be changed.
    Target(Option<TargetId>),
    /// A reading of a target.
    Reading(TargetId),
    /// A monthly note, or one that corrects another.
    Note(Option<RecordId>),
    /// A supervision notice.
    Notice,
    /// The answer to a notice.
    Answer(RecordId),
    /// A notice is lifted.
    Lift(RecordId),
    /// A leader's instruction.
    Instruction,
    /// What came of an instruction.
    Outcome(RecordId),
    /// A supervisor's remark.
    Remark,
    /// A new unit for a field.
    NewUnit(IssueField),
    /// A new unit that takes part, or leads beside the lead.
    NewIssueUnit(bool),
    /// A new person for a field.
    NewPerson(IssueField),
    /// A field about which copies disagree.
    Conflict(IssueField),
}

/// What follows from what is typed, in words.
type Follows<'a> = Box<dyn Fn(&Form) -> String + 'a>;

/// A dialog that is a form.
pub(super) struct FormDialog<'a> {
    pub title: String,
    pub aside: String,
    pub verb: &'static str,
    pub asks: Vec<Ask>,
    /// What the form holds when it is first opened.
    pub fresh: Form,
    /// Whether what was typed stays when it is closed without being sent.
    pub keeps: bool,
    pub action: Box<dyn Fn(&Form) -> Action + 'a>,
    /// What follows from what is typed, said under the fields.
    pub follows: Option<Follows<'a>>,
    /// What should be known before it is done; it may be done all the same.
    pub warning: String,
}

impl<'a> FormDialog<'a> {
    pub(super) fn new(
        title: impl Into<String>,
        verb: &'static str,
        asks: Vec<Ask>,
        action: impl Fn(&Form) -> Action + 'a,
    ) -> Self {
        Self {
            title: title.into(),
            aside: String::new(),
            verb,
            asks,
            fresh: Form::default(),
            keeps: true,
            action: Box::new(action),
            follows: None,
            warning: String::new(),
        }
    }

    pub(super) fn fresh(mut self, fresh: Form) -> Self {
        self.fresh = fresh;
        self
    }

    pub(super) fn aside(mut self, aside: impl Into<String>) -> Self {
        self.aside = aside.into();
        self
    }

    /// Says over the fields what should be known before it is done.
    pub(super) fn warning(mut self, warning: impl Into<String>) -> Self {
        self.warning = warning.into();
        self
    }

    /// Says under the fields what follows from what is typed.
    pub(super) fn follows(mut self, follows: impl Fn(&Form) -> String + 'a) -> Self {
        self.follows = Some(Box::new(follows));
        self
    }

    /// What was typed goes when the dialog is closed: it changes something that is there.
    pub(super) fn changes(mut self) -> Self {
        self.keeps = false;
        self
    }
}

pub(super) fn dialogs_ui(here: Here<'_>, ui: &Ui, draft: &mut IssueDraft) {
    let Some(dialog) = draft.dialog.clone() else {
        return;
    };
    match &dialog {
        Dialog::Step(key) => return step_dialog::step_ui(here, ui, draft, key),
        Dialog::StepRecord(id) => return step_dialog::record_ui(here, ui, draft, *id),
        Dialog::Conflict(field) => return conflict::conflict_ui(here, ui, draft, *field),
        _ => {}
    }
    let form = dialogs_closing::of(here, &dialog)
        .or_else(|| dialogs_parts::of(here, &dialog))
        .or_else(|| dialogs_records::of(here, &dialog));
    match form {
        Some(form) => form_ui(here, ui, draft, &dialog, &form),
        None => draft.dialog = None,
    }
}

/// What the clerk did with a dialog.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::ui) enum Done {
    Open,
    Closed,
    Emptied,
    Sent,
}

fn form_ui(here: Here<'_>, ui: &Ui, draft: &mut IssueDraft, dialog: &Dialog, spec: &FormDialog<'_>) {
    let key = (here.id(), dialog.clone());
    let mut form = taken_up(here, draft, &key.1).unwrap_or_else(|| spec.fresh.clone());
    let today = here.ctx.today();
    let modal = Modal::new("form", &spec.title).aside(&spec.aside).width(560.0);
    let shown = modal.show(
        ui.ctx(),
        &mut form,
        |ui, form| {
            issue_ui(here, ui);
            if !spec.warning.is_empty() {
                sentence_line(ui, icon::WARNING, &spec.warning, theme::of(ui).hue(Tone::Warn).ink);
            }
            asks_ui(here, ui, form, &spec.asks);
            let said = spec.follows.as_ref().map(|follows| follows(form)).unwrap_or_default();
            if !said.is_empty() {
                sentence_line(ui, icon::EVENT, &said, theme::of(ui).text_2);
            }
            why_not(here, ui, form, spec);
        },
        |ui, form| {
            let lacks = form.lacks(&spec.asks, today);
            let refused = if lacks.is_empty() { here.refused(&(spec.action)(form)) } else { Some(says::lacks(&lacks)) };
            foot_ui(ui, spec.verb, refused.as_deref(), spec.keeps && !form.says_as(&spec.fresh))
        },
    );
    let done = if shown.closed { Done::Closed } else { shown.foot };
    match done {
        Done::Open => {
            keep(here, dialog, Some(&form).filter(|form| spec.keeps && !form.says_as(&spec.fresh)));
            draft.forms.insert(key, form);
        }
        Done::Emptied => {
            keep(here, dialog, None);
            draft.forms.insert(key, spec.fresh.clone());
        }
        Done::Closed => {
            draft.dialog = None;
            if spec.keeps {
                draft.forms.insert(key, form);
            }
        }
        Done::Sent => {
            let action = (spec.action)(&form);
            send(here, draft, (dialog.clone(), form), action);
        }
    }
}

/// Which issue it is about: dialogs are also opened from lists, where the page of the issue is not behind them.
pub(super) fn issue_ui(here: Here<'_>, ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::CHIP), Sense::hover());
    let name = words::issue(here.ledger, here.id());
    line(ui, rect, Align2::LEFT_CENTER, &name, font::small(), theme::of(ui).text_2);
}

/// The name under which what is typed into a dialog is kept.
fn kept_as(here: Here<'_>, dialog: &Dialog) -> String {
    format!("{}/{dialog:?}", here.id())
}

/// The form of a dialog as it was left: on this page, or when the program last ended.
pub(super) fn taken_up(here: Here<'_>, draft: &mut IssueDraft, dialog: &Dialog) -> Option<Form> {
    let key = (here.id(), dialog.clone());
    let here_still = draft.forms.remove(&key);
    let name = kept_as(here, dialog);
    let since = || here.ctx.app.typed_since(&name).unwrap_or_else(|| here.revision());
    if here_still.is_none() {
        draft.since.insert(key, since());
    } else {
        draft.since.entry(key).or_insert_with(since);
    }
    here_still.or_else(|| here.ctx.app.typed(&name).cloned().map(Form::of_texts))
}

/// Keeps what is typed over the end of the program, or forgets it.
pub(super) fn keep(here: Here<'_>, dialog: &Dialog, form: Option<&Form>) {
    let name = kept_as(here, dialog);
    let (kept, now) = (here.ctx.app.typed(&name), form.map(Form::texts));
    if kept != now {
        here.ctx.commands.send(Command::KeepTyped(name, now.cloned().unwrap_or_default()));
    }
}

/// Sends an action of a dialog and closes it; the form comes back if the disk fails.
pub(super) fn send(here: Here<'_>, draft: &mut IssueDraft, (dialog, form): (Dialog, Form), action: Action) {
    let since = draft.since.remove(&(here.id(), dialog.clone()));
    here.ctx.act_since(since, action);
    keep(here, &dialog, None);
    draft.sent = Some(Sent::now(here.ctx, (here.id(), dialog, form)));
    draft.dialog = None;
}

/// What is wrong, at the end of the body, so that it is read and not only hovered.
fn why_not(here: Here<'_>, ui: &mut Ui, form: &Form, spec: &FormDialog<'_>) {
    let lacks = form.lacks(&spec.asks, here.ctx.today());
    if !lacks.is_empty() {
        return;
    }
    if let Some(refused) = here.refused(&(spec.action)(form)) {
        let ink = theme::of(ui).hue(Tone::Danger).ink;
        sentence_line(ui, icon::BLOCK, &refused, ink);
    }
}

/// The deed at the right, the way out beside it; what still lacks stands in words at the left.
pub(in crate::ui) fn foot_ui(ui: &mut Ui, verb: &str, refused: Option<&str>, may_empty: bool) -> Done {
    let mut done = Done::Open;
    if button_unless(ui, Weight::Primary, "", verb, refused).clicked() {
        done = Done::Sent;
    }
    if button(ui, Weight::Normal, "", words::CANCEL).clicked() {
        done = Done::Closed;
    }
    if may_empty && button(ui, Weight::Quiet, "", says::EMPTY_FORM).clicked() {
        done = Done::Emptied;
    }
    if let Some(refused) = refused {
        let t = theme::of(ui);
        let mut room = ui.available_rect_before_wrap();
        room.min.x += space::XS;
        room.max.x -= space::S;
        if room.width() > 60.0 {
            line(ui, room, Align2::LEFT_CENTER, refused, font::small(), t.text_3);
        }
    }
    done
}
