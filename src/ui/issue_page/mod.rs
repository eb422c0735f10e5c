//! 一题一账: everything about one issue on one page. The head stays; the cards scroll.

mod backward;
mod conflict;
mod deadline;
pub(in crate::ui) mod dialogs;
mod dialogs_closing;
mod dialogs_parts;
mod dialogs_records;
mod editing;
pub(in crate::ui) mod elsewhere;
mod evidence;
mod facts;
pub(in crate::ui) mod form;
mod head;
mod history;
mod measures;
mod notes;
mod parts;
mod procedure;
mod related;
mod step_dialog;
mod supervision;
mod units;

use std::collections::BTreeMap;

use egui::{Align, Layout, Margin, ScrollArea, TextureHandle, Ui, vec2};

use crate::{
    app::{Page, issue_log::LogEntry},
    domain::{
        IssueId, RoundId, Sha,
        issue::Issue,
        ledger::Ledger,
        rules::{Action, Refusal},
    },
    ui::{
        icon,
        sent::Sent,
        theme::{size, space},
        view::ViewCtx,
        widgets::empty_note,
        words::{self, issue_page as says},
    },
};

use dialogs::Dialog;
use editing::Editing;
use form::Form;

/// Text being typed and choices open on this page. What is closed by accident is still there when it is opened again.
#[derive(Default)]
pub struct IssueDraft {
    shown: Option<IssueId>,
    dialog: Option<Dialog>,
    forms: BTreeMap<(IssueId, Dialog), Form>,
    /// The revision each form was opened on: what came from others later was not seen by who fills it in.
    since: BTreeMap<(IssueId, Dialog), u64>,
    sent: Option<Sent<(IssueId, Dialog, Form)>>,
    editing: Option<Editing>,
    backward: Option<backward::BackwardDraft>,
    alike: Option<related::Alike>,
    round: Option<RoundId>,
    material: String,
    textures: BTreeMap<Sha, TextureHandle>,
    log: Option<(IssueId, u64, Vec<LogEntry>)>,
    all_log: bool,
    all_notes: bool,
}

impl std::fmt::Debug for IssueDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IssueDraft").field("dialog", &self.dialog).finish_non_exhaustive()
    }
}

/// What every part of the page looks at.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Here<'a> {
    pub ctx: ViewCtx<'a>,
    pub ledger: &'a Ledger,
    pub issue: &'a Issue,
}

impl Here<'_> {
    fn id(&self) -> IssueId {
        self.issue.id
    }

    /// Why an action cannot be done, in words.
    pub(in crate::ui) fn refused(&self, action: &Action) -> Option<String> {
        let remark = matches!(action, Action::Append { entry: crate::domain::rules::NewRecord::Remark { .. }, .. });
        if self.ctx.app.is_read_only() && !remark {
            return Some(says::READ_ONLY.to_owned());
        }
        let refusal = self.ctx.app.refusal(action)?;
        Some(words::refusal(Some(self.ledger), &refusal))
    }

    /// The same, but a step that only lacks something may still be opened: its dialog says what.
    fn refused_to_begin(&self, action: &Action) -> Option<String> {
        match self.ctx.app.refusal(action) {
            Some(Refusal::StepLacks(_)) if !self.ctx.app.is_read_only() => None,
            Some(_) | None => self.refused(action),
        }
    }

    #[track_caller]
    fn act(&self, action: Action) {
        self.ctx.commands.act(action);
    }

    fn revision(&self) -> u64 {
        self.ctx.app.document().map_or(0, crate::app::Document::revision)
    }
}

/// Shows the page.
pub fn issue_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut IssueDraft, issue_id: IssueId) {
    let is_new = draft.shown != Some(issue_id);
    if is_new {
        leave_issue(ctx, draft);
        draft.shown = Some(issue_id);
    }
    let found = ctx.ledger().and_then(|ledger| Some((ledger, ledger.issue(issue_id)?)));
    let Some((ledger, issue)) = found.filter(|(_, issue)| issue.is_listed()) else {
        empty_note(ui, icon::INFO, says::NO_ISSUE);
        return;
    };
    let here = Here { ctx, ledger, issue };
    if is_new {
        draft.editing = editing::left_behind(here);
    }
    bring_back(here, draft);
    head::head_ui(here, ui, draft);
    let margin = egui::Frame::new().inner_margin(Margin::symmetric(24, 0));
    ScrollArea::vertical().id_salt(("issue", issue_id.0 as u64)).auto_shrink(false).show(ui, |ui| {
        margin.show(ui, |ui| {
            ui.add_space(space::L);
            cards(here, ui, draft);
            ui.add_space(space::XL);
        });
    });
    evidence::drop_files(here, ui, draft);
    dialogs::dialogs_ui(here, ui, draft);
    backward::backward_ui(here, ui, draft);
}

/// The page is left: a field that was being typed into is committed, as when it is left by Tab.
pub fn leave_issue(ctx: ViewCtx<'_>, draft: &mut IssueDraft) {
    if let (Some(editing), Some(ledger)) = (draft.editing.take(), ctx.ledger()) {
        editing.commit(ctx, ledger);
    }
    draft.shown = None;
    draft.dialog = None;
    draft.backward = None;
    draft.round = None;
    draft.log = None;
    draft.all_log = false;
    draft.all_notes = false;
    draft.textures.clear();
}

/// Commits what was being typed when another page is shown.
pub fn issue_page_left(ctx: ViewCtx<'_>, draft: &mut IssueDraft) {
    let is_here = matches!(ctx.app.page(), Page::Issue(_));
    if !is_here && draft.shown.is_some() {
        leave_issue(ctx, draft);
    }
}

/// A form whose change could not be written comes back as it was typed.
fn bring_back(here: Here<'_>, draft: &mut IssueDraft) {
    if let Some((issue, dialog, form)) = Sent::come_back(&mut draft.sent, here.ctx) {
        draft.dialog = Some(dialog.clone());
        draft.forms.insert((issue, dialog), form);
    }
}

fn cards(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    ui.spacing_mut().item_spacing = vec2(space::M, space::M);
    procedure::procedure_ui(here, ui, draft);
    let wide = ui.available_width();
    if wide + size::RAIL < size::NARROW {
        facts::facts_ui(here, ui, draft);
        measures::measures_ui(here, ui, draft);
        notes::notes_ui(here, ui, draft);
        evidence::evidence_ui(here, ui, draft);
        related::related_ui(here, ui, draft);
        supervision::supervision_ui(here, ui, draft);
    } else {
        let left = ((wide - space::M) * 0.64).floor();
        let right = wide - space::M - left;
        ui.horizontal_top(|ui| {
            column(ui, left, |ui| {
                measures::measures_ui(here, ui, draft);
                notes::notes_ui(here, ui, draft);
                supervision::supervision_ui(here, ui, draft);
            });
            column(ui, right, |ui| {
                facts::facts_ui(here, ui, draft);
                evidence::evidence_ui(here, ui, draft);
                related::related_ui(here, ui, draft);
            });
        });
    }
    history::history_ui(here, ui, draft);
}

fn column(ui: &mut Ui, wide: f32, add: impl FnOnce(&mut Ui)) {
    let layout = Layout::top_down(Align::Min);
    ui.allocate_ui_with_layout(vec2(wide, 0.0), layout, |ui| {
        ui.set_width(wide);
        add(ui);
    });
}
