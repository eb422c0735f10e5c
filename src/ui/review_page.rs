//! What a person has to look at (核对): grouped, each with what to do about it.

mod actions;
mod values;

use egui::{Frame, Margin, RichText, ScrollArea, Ui};

use crate::{
    app::{Command, Page},
    domain::{
        IssueId,
        review::{Finding, FindingGroup, findings},
    },
    ui::{
        icon,
        theme::{self, font, space},
        view::ViewCtx,
        widgets::{card_ui, divider, empty_note, empty_state, hint, link, page_head},
        words,
    },
};

/// So many of a group are drawn at first, and so many more each time.
const PORTION: usize = 30;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct ReviewDraft {
    of: Option<(u128, u64)>,
    found: Vec<Finding>,
    shown: [usize; FindingGroup::ALL.len()],
    date: Option<(IssueId, String)>,
}

impl ReviewDraft {
    fn refresh(&mut self, ctx: ViewCtx<'_>) {
        let (Some(document), Some(history)) = (ctx.app.document(), ctx.app.history()) else {
            return;
        };
        let of = Some((document.id().0, document.revision()));
        if self.of != of {
            self.found = findings(document.ledger(), history);
            // By number, as the clerk's list is; findings without an issue come first.
            let ledger = document.ledger();
            let number = |finding: &Finding| {
                let issue = finding.issue().and_then(|id| ledger.issue(id));
                issue.map(|issue| issue.fields.number.get().clone())
            };
            self.found.sort_by_cached_key(number);
            self.of = of;
        }
    }
}

/// Shows the page.
pub fn review_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ReviewDraft) {
    if ctx.ledger().is_none() {
        if empty_state(ui, icon::RULE, words::review::NO_LEDGER, words::exchange::TO_WELCOME).clicked() {
            ctx.commands.send(Command::Go(Page::Welcome));
        }
        return;
    }
    draft.refresh(ctx);
    let side = space::XL as i8;
    let margin = Margin { left: side, right: side, top: 0, bottom: 0 };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        let to_know = draft.found.iter().filter(|finding| finding.group() == FindingGroup::Copies).count();
        let aside = words::review::aside(draft.found.len() - to_know, to_know);
        page_head(ui, words::review::TITLE, &aside, |_| ());
        if draft.found.is_empty() {
            return empty_note(ui, icon::TASK_ALT, words::review::NOTHING);
        }
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            for (n, group) in FindingGroup::ALL.into_iter().enumerate() {
                group_ui(ctx, ui, draft, (n, group));
            }
            ui.add_space(space::M);
        });
    });
}

fn group_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ReviewDraft, (n, group): (usize, FindingGroup)) {
    let found = std::mem::take(&mut draft.found);
    let of_group: Vec<_> = found.iter().filter(|finding| finding.group() == group).collect();
    let shown = draft.shown.get(n).copied().unwrap_or_default() + PORTION;
    if !of_group.is_empty() {
        let title = format!("{} {}", words::review::group(group), of_group.len());
        card_ui(ui, &title, words::review::group_hint(group), |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            for (nth, finding) in of_group.iter().take(shown).enumerate() {
                divider(ui);
                ui.push_id((n, nth), |ui| finding_ui(ctx, ui, finding, &mut draft.date));
            }
            let left = of_group.len().saturating_sub(shown);
            if left > 0
                && link(ui, &words::review::more(left.min(PORTION))).clicked()
                && let Some(more) = draft.shown.get_mut(n)
            {
                *more += PORTION;
            }
        });
    }
    draft.found = found;
}

fn finding_ui(ctx: ViewCtx<'_>, ui: &mut Ui, finding: &Finding, date: &mut Option<(IssueId, String)>) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    let t = theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        ui.label(RichText::new(words::review::title(finding)).font(font::strong()).color(t.text));
        if let Some(issue) = finding.issue()
            && link(ui, &words::review::issue(ledger, issue)).clicked()
        {
            ctx.commands.send(Command::Go(Page::Issue(issue)));
        }
    });
    let detail = words::review::detail(ledger, finding);
    if !detail.is_empty() {
        hint(ui, &detail);
    }
    values::values_ui(ctx, ui, ledger, finding);
    actions::actions_ui(ctx, ui, (ledger, finding), date);
}
