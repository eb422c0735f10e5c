//! What the rules suggest, with the figures that suggest it; marked issues get their notices together.

use std::collections::BTreeSet;

use egui::Ui;

use crate::{
    app::{Command, Page},
    domain::{IssueId, issue::Issue, ledger::Ledger},
    ui::{
        deed_rows::{DutyRow, RowAsk, rows_ui},
        icon,
        theme::space,
        view::ViewCtx,
        widgets::{Weight, button, button_unless, empty_note, hint, segmented},
        words::{self, duty as says},
    },
};

use super::{SupervisionDraft, issue_row, notice::NoticeDialog};

/// What is chosen here.
#[derive(Debug, Default)]
pub(super) struct SuggestedDraft {
    kind: usize,
    marked: BTreeSet<IssueId>,
}

pub(super) fn suggested_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SupervisionDraft, ledger: &Ledger) {
    let ids = match draft.suggested.kind {
        0 => draft.lists.suggested.clone(),
        1 => draft.lists.overdue.clone(),
        _ => draft.lists.due_soon.clone(),
    };
    draft.suggested.marked.retain(|issue| ledger.issue(*issue).is_some_and(Issue::is_present));
    tools_ui(ctx, ui, draft, &ids);
    ui.add_space(space::S);
    if ids.is_empty() {
        empty_note(ui, icon::TASK_ALT, words::supervision::NOTHING);
        return;
    }
    let asked = rows_ui(ui, "suggested", ids.len(), |at| {
        ids.get(at).map_or_else(DutyRow::default, |id| row(draft, ledger, *id))
    });
    let Some((issue, ask)) = asked.and_then(|(at, ask)| Some((*ids.get(at)?, ask))) else {
        return;
    };
    match ask {
        RowAsk::Open => ctx.commands.send(Command::Go(Page::Issue(issue))),
        RowAsk::Mark(true) => drop(draft.suggested.marked.insert(issue)),
        RowAsk::Mark(false) => drop(draft.suggested.marked.remove(&issue)),
        RowAsk::Deed(_) => draft.notice = NoticeDialog::open(ctx, ledger, vec![issue]),
    }
}

fn tools_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SupervisionDraft, ids: &[IssueId]) {
    let lists = &draft.lists;
    let counts = [lists.suggested.len(), lists.overdue.len(), lists.due_soon.len()];
    let kinds: Vec<String> = says::KINDS.iter().zip(counts).map(|(word, n)| format!("{word} {n}")).collect();
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        segmented(ui, &kinds, &mut draft.suggested.kind);
        let marked = &mut draft.suggested.marked;
        let all = !ids.is_empty() && marked.len() >= ids.len() && ids.iter().all(|id| marked.contains(id));
        if !ids.is_empty()
            && button(ui, Weight::Quiet, "", if all { says::MARK_NONE } else { says::MARK_ALL }).clicked()
        {
            for id in ids {
                if all {
                    marked.remove(id);
                } else {
                    marked.insert(*id);
                }
            }
        }
        if marked.is_empty() {
            hint(ui, says::MARK_HINT);
            return;
        }
        let refusal = ctx.app.is_read_only().then_some(words::issue_page::READ_ONLY);
        if button_unless(ui, Weight::Primary, icon::CAMPAIGN, &says::issue_for(marked.len()), refusal).clicked()
            && let Some(ledger) = ctx.ledger()
        {
            draft.notice = NoticeDialog::open(ctx, ledger, marked.iter().copied().collect());
        }
    });
}

fn row(draft: &SupervisionDraft, ledger: &Ledger, id: IssueId) -> DutyRow {
    let scale = ledger.directory.fields.scale.get().as_ref();
    let urge = draft.urges.get(id);
    let suggestion = urge.and_then(|urge| urge.suggestion.as_ref());
    let level = suggestion.and_then(|suggestion| scale?.level(&suggestion.level));
    let time = urge.map(|urge| words::time_status(urge.time));
    let mut row = issue_row(ledger, id);
    row.mark = Some(draft.suggested.marked.contains(&id));
    row.deeds = vec![says::ISSUE_NOTICE];
    if let (Some(suggestion), Some(level)) = (suggestion, level) {
        let reasons = words::supervision::reasons(scale, &suggestion.why);
        row.note = words::supervision::suggestion(&level.name, &reasons);
        row.chip = Some((level.name.clone(), words::level_tone(level.tone)));
        row.sign = Some((icon::CAMPAIGN, words::level_tone(level.tone)));
    } else {
        urge.map(|urge| says::no_suggestion(urge.finished)).unwrap_or_default().clone_into(&mut row.note);
        row.chip = time;
    }
    row
}
