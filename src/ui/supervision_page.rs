//! 督办: what is suggested and why, notices, monthly ratings, who has not reported, instructions, draws, scores.

mod chase;
mod draws;
mod instructions;
mod lists;
mod notice;
mod notices;
mod ratings;
mod scores;
mod suggested;

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::{
    app::duty::{Kept, KeptOf, Urge, urge_of},
    domain::{IssueId, ledger::Ledger},
    ui::{
        deed_rows::DutyRow,
        icon,
        issue_page::{IssueDraft, elsewhere},
        theme::{size, space},
        view::ViewCtx,
        widgets::{empty_note, page_head, tab},
        words::{self, duty as says},
    },
};

use lists::Lists;

/// Which list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Suggested,
    Unanswered,
    Notices,
    Ratings,
    Unreported,
    Instructions,
    Draws,
    Scores,
}

const TABS: [Tab; 8] = [
    Tab::Suggested,
    Tab::Unanswered,
    Tab::Notices,
    Tab::Ratings,
    Tab::Unreported,
    Tab::Instructions,
    Tab::Draws,
    Tab::Scores,
];

/// What the page has worked out, what is chosen on it, and what is typed.
#[derive(Debug, Default)]
pub struct SupervisionDraft {
    tab: Tab,
    urges: Kept<Urge>,
    made_of: Option<u64>,
    lists: Lists,
    issue: IssueDraft,
    suggested: suggested::SuggestedDraft,
    notice: notice::NoticeDialog,
    ratings: ratings::RatingsDraft,
    chase: chase::ChaseDraft,
    instructions: instructions::InstructionsDraft,
    draws: draws::DrawsDraft,
    scores: scores::ScoresDraft,
}

impl SupervisionDraft {
    /// Works out what changed; false while there is more to do.
    fn refresh(&mut self, ctx: ViewCtx<'_>, ledger: &Ledger) -> bool {
        let Some(document) = ctx.app.document() else {
            return false;
        };
        let of = KeptOf { ledger: ledger.id, revision: document.revision(), today: ctx.today() };
        let directory = &ledger.directory;
        let urge = |issue: &_| urge_of(issue, directory, ctx.today());
        if !self.urges.refresh(ledger, of, Kept::<Urge>::PORTION, urge) {
            return false;
        }
        if self.made_of != Some(self.urges.version()) {
            self.made_of = Some(self.urges.version());
            self.lists = Lists::of(self.urges.values(), directory.fields.scale.get().as_ref());
        }
        true
    }

    fn count(&self, tab: Tab, ledger: &Ledger) -> String {
        let n = match tab {
            Tab::Suggested => self.lists.suggested.len(),
            Tab::Unanswered => self.lists.waiting.len(),
            Tab::Notices => self.lists.notices.len(),
            Tab::Instructions => self.lists.instructions.len(),
            Tab::Unreported => self.chase.owed(),
            Tab::Draws => ledger.directory.live_draws().len(),
            Tab::Ratings | Tab::Scores => return String::new(),
        };
        n.to_string()
    }
}

/// Shows the page.
pub fn supervision_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SupervisionDraft) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    if !draft.refresh(ctx, ledger) {
        empty_note(ui, icon::HOURGLASS_EMPTY, &words::closures::working_out(draft.urges.missing()));
        ui.ctx().request_repaint();
        return;
    }
    draft.chase.refresh(ctx, ledger, &draft.urges);
    let side = if ui.available_width() < size::NARROW { 16 } else { 24 };
    Frame::new().inner_margin(Margin::symmetric(side, 0)).show(ui, |ui| {
        page_head(ui, words::supervision::TITLE, words::supervision::ASIDE, |ui| ui.set_min_height(size::PAGE_HEAD));
        tabs_ui(ui, draft, ledger);
        ui.add_space(space::XS);
        match draft.tab {
            Tab::Suggested => suggested::suggested_ui(ctx, ui, draft, ledger),
            Tab::Unanswered => notices::notices_ui(ctx, ui, draft, (ledger, true)),
            Tab::Notices => notices::notices_ui(ctx, ui, draft, (ledger, false)),
            Tab::Ratings => ratings::ratings_ui(ctx, ui, draft, ledger),
            Tab::Unreported => chase::chase_ui(ctx, ui, draft, ledger),
            Tab::Instructions => instructions::instructions_ui(ctx, ui, draft, ledger),
            Tab::Draws => draws::draws_ui(ctx, ui, draft, ledger),
            Tab::Scores => scores::scores_ui(ctx, ui, draft, ledger),
        }
    });
    notice::dialog_ui(ctx, ui, draft, ledger);
    elsewhere::dialog_ui(ctx, ui, &mut draft.issue);
}

fn tabs_ui(ui: &mut Ui, draft: &mut SupervisionDraft, ledger: &Ledger) {
    ScrollArea::horizontal().id_salt("tabs").auto_shrink([false, true]).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            for one in TABS {
                let count = draft.count(one, ledger);
                if tab(ui, word(one), &count, draft.tab == one).clicked() {
                    draft.tab = one;
                    draft.ratings.wants_focus = one == Tab::Ratings;
                }
            }
        });
    });
}

fn word(tab: Tab) -> &'static str {
    match tab {
        Tab::Suggested => words::supervision::SUGGESTED,
        Tab::Unanswered => words::supervision::UNANSWERED,
        Tab::Notices => words::supervision::OPEN_NOTICES,
        Tab::Ratings => says::RATINGS,
        Tab::Unreported => says::UNREPORTED,
        Tab::Instructions => says::INSTRUCTIONS,
        Tab::Draws => says::DRAWS,
        Tab::Scores => says::SCORES,
    }
}

/// Number, title and lead unit of an issue, as a row shows them.
fn issue_row(ledger: &Ledger, id: IssueId) -> DutyRow {
    let Some(issue) = ledger.issue(id) else {
        return DutyRow::default();
    };
    let unit = issue.fields.lead_unit.get().map_or("", |unit| ledger.directory.unit_name(unit));
    DutyRow {
        number: words::issue(ledger, id),
        text: issue.fields.title.get().clone(),
        aside: unit.to_owned(),
        ..DutyRow::default()
    }
}
