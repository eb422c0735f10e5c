//! 抽查: a seeded random draw over a filter, recorded so that anybody can draw it again; what was drawn is followed.

use std::collections::BTreeMap;

use egui::{ScrollArea, Ui};

use crate::{
    app::{
        Command, Page,
        duty::{Kept, Urge},
    },
    domain::{
        DrawId, IssueId,
        directory::DirectoryItem,
        draw::{Draw, DrawEntry},
        facts::IssueFacts,
        issue::Issue,
        ledger::Ledger,
        numerals::{narrow_text, read_number},
        record::RecordBody,
        rules::Action,
    },
    ui::{
        fields::sentence_line,
        icon,
        issue_page::dialogs::{Done, foot_ui},
        sent::Sent,
        theme::{self, Tone, space},
        view::ViewCtx,
        widgets::{
            Dialog as Modal, Field, Weight, button_unless, card_ui, check_line, empty_note, field_label, hint, link,
            segmented,
        },
        words::{self, duty as says},
    },
};

use super::{SupervisionDraft, issue_row};
use crate::ui::lists::{ListRow, list};

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(super) struct DrawsDraft {
    open: Option<DrawDraft>,
    sent: Option<Sent<DrawDraft>>,
    /// The draws whose whole list is shown.
    whole: Vec<DrawId>,
    withdrawing: Option<(DrawId, String)>,
    prepared: Option<Prepared>,
    /// Whether a draw holds; a record never changes, so it is worked out once.
    holds: BTreeMap<DrawId, bool>,
}

/// A draw being prepared.
#[derive(Clone, Debug, Default)]
struct DrawDraft {
    pool: usize,
    count: String,
    purpose: String,
    seed: String,
}

const SHOWN: usize = 10;

pub(super) fn draws_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SupervisionDraft, ledger: &Ledger) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let refusal = ctx.app.is_read_only().then_some(words::issue_page::READ_ONLY);
        if button_unless(ui, Weight::Primary, icon::FACT_CHECK, says::DRAW_MENU, refusal).clicked() {
            let narrowed = ctx.app.rows().query().is_narrowed();
            let pool = usize::from(!narrowed);
            draft.draws.open = Some(DrawDraft { pool, count: "5".to_owned(), ..DrawDraft::default() });
        }
        hint(ui, says::DRAW_HINT);
    });
    ui.add_space(space::S);
    let entries = ledger.directory.live_draws();
    if entries.is_empty() {
        empty_note(ui, icon::FACT_CHECK, says::NO_DRAWS);
    }
    ScrollArea::vertical().id_salt("draws").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        for entry in entries {
            ui.push_id(entry.id, |ui| draw_ui(ctx, ui, draft, (ledger, entry)));
        }
    });
    dialog_ui(ctx, ui, draft);
    withdraw_ui(ctx, ui, draft);
}

/// Whether a drawn issue was looked at: a supervisor's remark since the draw.
fn looked_at(issue: &Issue, draw: &Draw) -> bool {
    issue.live_records().any(
        |record| matches!(&record.body, RecordBody::Remark { date, .. } if draw.date.is_none_or(|drawn| *date >= drawn)),
    )
}

fn draw_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SupervisionDraft, (ledger, entry): (&Ledger, &DrawEntry)) {
    let draw = &entry.draw;
    let done = draw.drawn.iter().filter(|id| ledger.issue(**id).is_some_and(|issue| looked_at(issue, draw))).count();
    let title = says::draw_title(draw);
    card_ui(ui, &title, &says::looked_at(done, draw.drawn.len()), |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        hint(ui, &says::drawn_from(draw));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            hint(ui, &says::seed(&draw.seed));
            if !ctx.app.is_read_only() && link(ui, says::WITHDRAW_DRAW).clicked() {
                draft.draws.withdrawing = Some((entry.id, String::new()));
            }
        });
        let holds = *draft.draws.holds.entry(entry.id).or_insert_with(|| draw.holds());
        check_line(ui, holds, if holds { says::HOLDS } else { says::HOLDS_NOT });
        let whole = draft.draws.whole.contains(&entry.id);
        let shown: Vec<IssueId> = draw.drawn.iter().copied().take(if whole { usize::MAX } else { SHOWN }).collect();
        let rows: Vec<ListRow> = shown.iter().map(|id| row(ledger, draw, *id)).collect();
        if let Some(issue) = list(ui, "drawn", &rows).and_then(|n| shown.get(n)) {
            ctx.commands.send(Command::Go(Page::Issue(*issue)));
        }
        if !whole && draw.drawn.len() > SHOWN && link(ui, &says::show_all(draw.drawn.len())).clicked() {
            draft.draws.whole.push(entry.id);
        }
    });
}

fn row(ledger: &Ledger, draw: &Draw, id: IssueId) -> ListRow {
    let row = issue_row(ledger, id);
    let done = ledger.issue(id).is_some_and(|issue| looked_at(issue, draw));
    let chip = if done { (says::LOOKED_AT, Tone::Good) } else { (says::NOT_LOOKED_AT, Tone::Warn) };
    ListRow {
        number: row.number,
        text: row.text,
        aside: row.aside,
        chip: Some((chip.0.to_owned(), chip.1)),
        ..ListRow::default()
    }
}

// ---------------------------------------------------------------- the dialog

/// What a draw would be made out of, worked out once for what is asked and how the ledger stands.
#[derive(Debug)]
struct Prepared {
    of: (usize, usize, u64, u64),
    issues: Vec<IssueId>,
    filter: String,
    refusal: Option<String>,
}

impl Prepared {
    fn action(&self, ctx: ViewCtx<'_>, open: &DrawDraft, count: usize) -> Action {
        Action::Draw {
            draw: DrawId::default(),
            seed: narrow_text(open.seed.trim()),
            count,
            date: ctx.today(),
            purpose: open.purpose.trim().to_owned(),
            filter: self.filter.clone(),
            pool: self.issues.clone(),
        }
    }
}

impl DrawsDraft {
    fn prepare(&mut self, ctx: ViewCtx<'_>, urges: &Kept<Urge>, (open, count): (&DrawDraft, usize)) {
        let of = (open.pool, count, urges.version(), ctx.app.rows().version());
        if self.prepared.as_ref().is_some_and(|prepared| prepared.of == of) {
            return;
        }
        let (issues, filter) = pool(ctx, urges, open.pool);
        let mut prepared = Prepared { of, issues, filter, refusal: None };
        let refusal = ctx.app.refusal(&prepared.action(ctx, open, count));
        prepared.refusal = refusal.map(|refusal| words::refusal(ctx.ledger(), &refusal));
        self.prepared = Some(prepared);
    }
}

/// The issues a draw is made out of, with the words of their filter.
fn pool(ctx: ViewCtx<'_>, urges: &Kept<Urge>, kind: usize) -> (Vec<IssueId>, String) {
    let Some(ledger) = ctx.ledger() else {
        return (Vec::new(), String::new());
    };
    let name = says::POOLS.get(kind).copied().unwrap_or_default().to_owned();
    let rows = ctx.app.rows();
    match kind {
        0 => {
            let stands = |id: &IssueId| ledger.issue(*id).is_some_and(Issue::is_present);
            (rows.ids().iter().copied().filter(stands).collect(), says::query(ledger, rows.query()))
        }
        1 => (urges.values().filter(|urge| urge.is_open()).map(|urge| urge.issue).collect(), name),
        _ => {
            let is_closed = |id: &IssueId| rows.facts(*id).is_some_and(IssueFacts::is_closed);
            (ledger.issues.keys().copied().filter(is_closed).collect(), name)
        }
    }
}

fn dialog_ui(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut SupervisionDraft) {
    if let Some(open) = Sent::come_back(&mut draft.draws.sent, ctx) {
        draft.draws.open = Some(open);
    }
    let Some(mut open) = draft.draws.open.take() else {
        return;
    };
    let count = read_number::<usize>(&open.count).unwrap_or_default();
    draft.draws.prepare(ctx, &draft.urges, (&open, count));
    let Some(prepared) = &draft.draws.prepared else {
        return;
    };
    let n = prepared.issues.len();
    let shown = Modal::new("draw", says::DRAW_TITLE).aside(&says::pool_of(n)).width(560.0).show(
        ui.ctx(),
        &mut open,
        |ui, open| {
            field_label(ui, says::OUT_OF, "");
            segmented(ui, &says::POOLS, &mut open.pool);
            sentence_line(ui, icon::FILTER_LIST, &says::out_of(&prepared.filter, n), theme::of(ui).text_2);
            let fault = (count == 0 || count > n).then(|| says::count_fault(n));
            ui.columns(2, |columns| {
                let [left, right] = columns else { return };
                let field = Field::new(says::COUNT).required().salt("count");
                field.fault(fault.as_deref()).show(left, &mut open.count);
                Field::new(says::PURPOSE).hint(says::PURPOSE_HINT).salt("purpose").show(right, &mut open.purpose);
            });
            Field::new(says::SEED).note(words::OPTIONAL).hint(says::SEED_HINT).salt("seed").show(ui, &mut open.seed);
            sentence_line(ui, icon::INFO, says::DRAW_SAYS, theme::of(ui).text_3);
        },
        |ui, _| foot_ui(ui, &says::draw_deed(count), prepared.refusal.as_deref(), false),
    );
    match if shown.closed { Done::Closed } else { shown.foot } {
        Done::Open | Done::Emptied => draft.draws.open = Some(open),
        Done::Closed => {}
        Done::Sent => {
            ctx.commands.act(prepared.action(ctx, &open, count));
            draft.draws.sent = Some(Sent::now(ctx, open));
        }
    }
}

/// A draw made by mistake is withdrawn with a reason, and stays in the history.
fn withdraw_ui(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut SupervisionDraft) {
    let Some((id, mut reason)) = draft.draws.withdrawing.take() else {
        return;
    };
    let action = |reason: &str| Action::WithdrawEntry { item: DirectoryItem::Draw(id), reason: reason.to_owned() };
    let shown = Modal::new("withdraw draw", says::WITHDRAW_DRAW_TITLE).show(
        ui.ctx(),
        &mut reason,
        |ui, reason| {
            Field::new(words::issue_page::REASON).required().rows(2).salt("reason").show(ui, reason);
        },
        |ui, reason| {
            let refusal = ctx.app.refusal(&action(reason)).map(|refusal| words::refusal(ctx.ledger(), &refusal));
            foot_ui(ui, words::issue_page::WITHDRAW, refusal.as_deref(), false)
        },
    );
    match if shown.closed { Done::Closed } else { shown.foot } {
        Done::Open | Done::Emptied => draft.draws.withdrawing = Some((id, reason)),
        Done::Closed => {}
        Done::Sent => ctx.commands.act(action(&reason)),
    }
}
