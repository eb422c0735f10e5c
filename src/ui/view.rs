//! What every view is given, and which page is drawn.

use egui::{Color32, Ui};

use crate::{
    app::{App, Clock, Command, CommandSender, NoticeKind, Page},
    domain::{ledger::Ledger, rules::Action},
    ui::{
        closures_page::{ClosuresDraft, closures_page_ui},
        complaints_page::{ComplaintsDraft, complaints_page_ui},
        drop_question::drop_question_ui,
        evidence_question::evidence_question_ui,
        exchange_page::{ExchangeDraft, SealedDraft, exchange_page_ui, sealed_ui},
        frame::{FrameDraft, frame_ui, over_ui},
        handover::{HandOverDraft, handover_ui},
        import_page::{ImportDraft, import_page_ui},
        issue_page::{IssueDraft, issue_page_left, issue_page_ui},
        issues_page::{IssuesDraft, has_rows, issues_page_ui},
        overview_page::{OverviewDraft, overview_page_ui},
        reports_page::{ReportsDraft, reports_page_ui},
        review_page::{ReviewDraft, review_page_ui},
        settings_page::{SettingsDraft, settings_page_ui},
        supervision_page::{SupervisionDraft, supervision_page_ui},
        theme,
        welcome_page::{WelcomeDraft, welcome_page_ui},
    },
};

/// What every view is given: the app to read, and where to put commands. It can change nothing.
#[derive(Clone, Copy, Debug)]
pub struct ViewCtx<'a> {
    /// The app as it is now.
    pub app: &'a App,
    /// Where commands go.
    pub commands: &'a CommandSender,
}

impl<'a> ViewCtx<'a> {
    /// The open ledger.
    pub fn ledger(&self) -> Option<&'a Ledger> {
        self.app.ledger()
    }

    /// Does what is meant by somebody who had the ledger before the eyes as it was at a revision.
    #[track_caller]
    pub fn act_since(&self, since: Option<u64>, action: Action) {
        match since.filter(|since| self.app.has_come_in_since(*since)) {
            Some(since) => self.commands.send(Command::DoSince(since, action)),
            None => self.commands.act(action),
        }
    }

    /// Whether a page of the ledger is shown, and not who opens it is asked.
    fn is_at_work(&self) -> bool {
        self.app.document().is_some() && self.app.identity().is_complete()
    }

    /// Whether the ground has the colour of the grid's rows, which is that of the bars.
    fn is_ground_surface(&self) -> bool {
        self.is_at_work() && self.app.page() == Page::Issues && has_rows(*self)
    }

    /// What the window is cleared to before it is drawn: the colour most of the page lies on, which costs nothing then. A
    /// computer that draws without a graphics card takes as long for a layer of paint as for the text on it.
    pub fn ground(&self, visuals: &egui::Visuals) -> Color32 {
        let t = theme::of_visuals(visuals);
        if self.is_ground_surface() { t.surface } else { t.canvas }
    }

    /// What a bar is filled with: nothing where the ground has its colour.
    pub fn bar_fill(&self, ui: &Ui) -> Color32 {
        if self.is_ground_surface() { Color32::TRANSPARENT } else { theme::of(ui).surface }
    }

    /// The clock of this frame.
    pub fn clock(&self) -> Clock {
        self.app.clock()
    }

    /// Today.
    pub fn today(&self) -> chrono::NaiveDate {
        self.app.clock().today
    }
}

/// Everything being typed or open on the screen; nothing of it is in the ledger yet.
#[derive(Debug, Default)]
pub struct Drafts {
    /// Of the bars.
    pub frame: FrameDraft,
    /// The search text of the top bar, which narrows the grid.
    pub search: String,
    /// Of `welcome_page`.
    pub welcome_page: WelcomeDraft,
    /// Of `overview_page`.
    pub overview_page: OverviewDraft,
    /// Of `issues_page`.
    pub issues_page: IssuesDraft,
    /// Of `issue_page`.
    pub issue_page: IssueDraft,
    /// Of `supervision_page`.
    pub supervision_page: SupervisionDraft,
    /// Of `closures_page`.
    pub closures_page: ClosuresDraft,
    /// Of `complaints_page`.
    pub complaints_page: ComplaintsDraft,
    /// Of `reports_page`.
    pub reports_page: ReportsDraft,
    /// Of `exchange_page`.
    pub exchange_page: ExchangeDraft,
    /// Of an encrypted package that is being opened.
    pub sealed: SealedDraft,
    /// Of `import_page`.
    pub import_page: ImportDraft,
    /// Of `review_page`.
    pub review_page: ReviewDraft,
    /// Of the staff handover.
    pub handover: HandOverDraft,
    /// Of `settings_page`.
    pub settings_page: SettingsDraft,
    /// Which state of the ledger is before the eyes.
    seen: Seen,
}

/// The revision before the eyes of whoever fills in a form: it stays while the form is open, whatever comes in behind it.
#[derive(Debug, Default)]
struct Seen {
    revision: u64,
    was_busy: bool,
    notice: u64,
}

/// Looks at the ledger as it is now, unless something is being filled in.
fn look(ctx: ViewCtx<'_>, ui: &Ui, drafts: &mut Drafts) {
    let in_grid = ctx.app.page() == Page::Issues;
    // The grid has its field over the chosen cell all the time; only a cell that is edited is a form.
    let types = if in_grid { drafts.issues_page.is_editing() } else { ui.ctx().text_edit_focused() };
    let busy = types || ui.memory(|memory| memory.top_modal_layer().is_some());
    let told = |notice: &&crate::app::Notice| matches!(notice.kind, NoticeKind::Meanwhile(_));
    let notice = ctx.app.notices().iter().filter(told).map(|notice| notice.number).max().unwrap_or_default();
    let seen = &mut drafts.seen;
    let is_told = notice > std::mem::replace(&mut seen.notice, notice);
    // A field is left in the frame after the last one in which it had the keyboard.
    let stays = std::mem::replace(&mut seen.was_busy, busy) || busy;
    if !stays || is_told || seen.revision > ctx.app.revision() {
        seen.revision = ctx.app.revision();
    }
    ctx.commands.look_at(Some(seen.revision).filter(|since| ctx.app.has_come_in_since(*since)));
}

/// Draws the bars and the page.
pub fn view_ui(ctx: ViewCtx<'_>, ui: &mut Ui, drafts: &mut Drafts) {
    look(ctx, ui, drafts);
    frame_ui(ctx, ui, &mut drafts.frame, &mut drafts.search);
    egui::CentralPanel::no_frame().show(ui, |ui| {
        page_ui(ctx, ui, drafts);
        handover_ui(ctx, ui, &mut drafts.handover);
        sealed_ui(ctx, ui, &mut drafts.sealed);
        evidence_question_ui(ctx, ui);
        drop_question_ui(ctx, ui);
    });
    over_ui(ctx, ui, &mut drafts.frame);
}

fn page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, drafts: &mut Drafts) {
    issue_page_left(ctx, &mut drafts.issue_page);
    // Whoever opens a ledger or a package for the first time says who that is before anything is typed.
    if !ctx.is_at_work() {
        return welcome_page_ui(ctx, ui, &mut drafts.welcome_page);
    }
    match ctx.app.page() {
        Page::Welcome => welcome_page_ui(ctx, ui, &mut drafts.welcome_page),
        Page::Overview => overview_page_ui(ctx, ui, &mut drafts.overview_page),
        Page::Issues => issues_page_ui(ctx, ui, &mut drafts.issues_page, &mut drafts.search),
        Page::Issue(issue_id) => issue_page_ui(ctx, ui, &mut drafts.issue_page, issue_id),
        Page::Supervision => supervision_page_ui(ctx, ui, &mut drafts.supervision_page),
        Page::Closures => closures_page_ui(ctx, ui, &mut drafts.closures_page),
        Page::Complaints | Page::Complaint(_) | Page::Case(_) => {
            complaints_page_ui(ctx, ui, &mut drafts.complaints_page);
        }
        Page::Reports => reports_page_ui(ctx, ui, &mut drafts.reports_page),
        Page::Exchange => exchange_page_ui(ctx, ui, &mut drafts.exchange_page),
        Page::Import => import_page_ui(ctx, ui, &mut drafts.import_page),
        Page::Review => review_page_ui(ctx, ui, &mut drafts.review_page),
        Page::Settings => settings_page_ui(ctx, ui, &mut drafts.settings_page),
    }
}
