//! 督办: what the program suggests and why, notices that wait for an answer, what is late, who has not reported.

#![expect(clippy::cast_possible_wrap, reason = "counts on the screen are small")]

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::{
    app::{Command, Page},
    domain::{
        IssueId,
        facts::IssueFacts,
        issue::Issue,
        ledger::Ledger,
        supervision::{SuggestionReason, suggest},
        time_status::TimeStatus,
    },
    ui::{
        icon,
        lists::{ListRow, list},
        theme::{Tone, size, space},
        view::ViewCtx,
        widgets::{card_ui, empty_note, page_head, tab},
        words,
    },
};

/// Which list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Suggested,
    Unanswered,
    Open,
    Overdue,
    DueSoon,
    Unreported,
}

const TABS: [Tab; 6] = [Tab::Suggested, Tab::Unanswered, Tab::Open, Tab::Overdue, Tab::DueSoon, Tab::Unreported];

/// One row and where it leads; the lower the order, the earlier it stands.
#[derive(Debug)]
struct Entry {
    tab: Tab,
    order: i64,
    issue: IssueId,
    row: ListRow,
}

/// What the page has worked out, for as long as it holds.
#[derive(Debug, Default)]
pub struct SupervisionDraft {
    tab: Tab,
    of: Option<u64>,
    entries: Vec<Entry>,
}

/// Shows the page.
pub fn supervision_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SupervisionDraft) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    if draft.of != Some(ctx.app.rows().version()) {
        draft.of = Some(ctx.app.rows().version());
        draft.entries = entries(ctx, ledger);
    }
    Frame::new().inner_margin(Margin::symmetric(24, 0)).show(ui, |ui| {
        page_head(ui, words::supervision::TITLE, words::supervision::ASIDE, |ui| ui.set_min_height(size::PAGE_HEAD));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            for one in TABS {
                let count = draft.entries.iter().filter(|entry| entry.tab == one).count();
                if tab(ui, word(one), &count.to_string(), draft.tab == one).clicked() {
                    draft.tab = one;
                }
            }
        });
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| entries_ui(ctx, ui, draft));
    });
}

fn word(tab: Tab) -> &'static str {
    match tab {
        Tab::Suggested => words::supervision::SUGGESTED,
        Tab::Unanswered => words::supervision::UNANSWERED,
        Tab::Open => words::supervision::OPEN_NOTICES,
        Tab::Overdue => words::overview::OVERDUE,
        Tab::DueSoon => words::overview::DUE_SOON,
        Tab::Unreported => words::supervision::UNREPORTED,
    }
}

fn entries_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &SupervisionDraft) {
    let shown: Vec<_> = draft.entries.iter().filter(|entry| entry.tab == draft.tab).collect();
    if shown.is_empty() {
        empty_note(ui, icon::TASK_ALT, words::supervision::NOTHING);
        return;
    }
    let rows: Vec<_> = shown.iter().map(|entry| entry.row.clone()).collect();
    card_ui(ui, "", "", |ui| {
        if let Some(entry) = list(ui, "supervision", &rows).and_then(|n| shown.get(n)) {
            ctx.commands.send(Command::Go(Page::Issue(entry.issue)));
        }
    });
    ui.add_space(space::L);
}

fn entries(ctx: ViewCtx<'_>, ledger: &Ledger) -> Vec<Entry> {
    let mut all = Vec::new();
    for issue in ledger.issues.values().filter(|issue| issue.is_present()) {
        let Some(facts) = ctx.app.rows().facts(issue.id) else {
            continue;
        };
        all.extend(late(ledger, issue, facts));
        if !facts.is_closed() {
            all.extend(suggested(ctx, ledger, issue));
            all.extend(unreported(ctx, ledger, issue));
            notices(ctx, ledger, issue, &mut all);
        }
    }
    all.sort_by_key(|entry| entry.order);
    all
}

fn row(ledger: &Ledger, issue: &Issue) -> ListRow {
    let unit = issue.fields.lead_unit.get().map_or("", |unit| ledger.directory.unit_name(unit));
    ListRow {
        number: issue.fields.number.get().clone(),
        text: issue.fields.title.get().clone(),
        aside: unit.to_owned(),
        ..ListRow::default()
    }
}

fn late(ledger: &Ledger, issue: &Issue, facts: &IssueFacts) -> Option<Entry> {
    let (tab, order) = match facts.time {
        TimeStatus::Overdue(late) => (Tab::Overdue, -late),
        TimeStatus::DueSoon(left) => (Tab::DueSoon, left),
        TimeStatus::Normal(_) | TimeStatus::NoDeadline | TimeStatus::Over => return None,
    };
    let note = facts.rating.map(words::rating).unwrap_or_default().to_owned();
    let due = facts.date.map(words::date).unwrap_or_default();
    let note = [words::stage(&facts.stage), due, note].into_iter().filter(|it| !it.is_empty());
    let row = ListRow {
        note: note.collect::<Vec<_>>().join("，"),
        chip: Some(words::time_status(facts.time)),
        ..row(ledger, issue)
    };
    Some(Entry { tab, order, issue: issue.id, row })
}

/// The level the rules suggest, with everything that suggests it.
fn suggested(ctx: ViewCtx<'_>, ledger: &Ledger, issue: &Issue) -> Option<Entry> {
    let scale = ledger.directory.fields.scale.get().as_ref()?;
    let figures = issue.supervision_facts(&ledger.directory, ctx.today());
    let suggestion = suggest(scale, &figures)?;
    let level = scale.level(&suggestion.level)?;
    let why = |reason: &SuggestionReason| words::supervision::reason(Some(scale), reason);
    let reasons: Vec<_> = suggestion.why.iter().map(why).collect();
    let rank = scale.rank(&suggestion.level).unwrap_or_default() as i64;
    let row = ListRow {
        note: words::supervision::suggestion(&level.name, &reasons),
        chip: Some((level.name.clone(), words::level_tone(level.tone))),
        sign: Some((icon::CAMPAIGN, words::level_tone(level.tone))),
        ..row(ledger, issue)
    };
    let order = figures.days_left.unwrap_or(9_999) - rank * 100_000;
    Some(Entry { tab: Tab::Suggested, order, issue: issue.id, row })
}

fn unreported(ctx: ViewCtx<'_>, ledger: &Ledger, issue: &Issue) -> Option<Entry> {
    let months = issue.months_unreported(&ledger.directory, ctx.today());
    if months == 0 {
        return None;
    }
    let chip = Some((words::supervision::unreported(months), Tone::Warn));
    let row = ListRow { chip, ..row(ledger, issue) };
    Some(Entry { tab: Tab::Unreported, order: -i64::from(months), issue: issue.id, row })
}

fn notices(ctx: ViewCtx<'_>, ledger: &Ledger, issue: &Issue, all: &mut Vec<Entry>) {
    let scale = ledger.directory.fields.scale.get().as_ref();
    for state in issue.notices().into_iter().filter(|state| !state.lifted) {
        let level = words::level(scale, &state.notice.level);
        let note = words::supervision::notice(&level, state.notice.date, &state.notice.demand);
        let due = state.notice.answer_due;
        let waits = due.filter(|_| state.waits_for_answer());
        let tone = waits.map_or(Tone::Neutral, |due| if due < ctx.today() { Tone::Danger } else { Tone::Warn });
        let said = waits.map_or(level, |due| words::supervision::answer_due(due, ctx.today()));
        let row = ListRow { note, chip: Some((said, tone)), sign: Some((icon::MAIL, tone)), ..row(ledger, issue) };
        let order = due.map_or(i64::MAX, |due| (due - ctx.today()).num_days());
        if waits.is_some() {
            all.push(Entry { tab: Tab::Unanswered, order, issue: issue.id, row: row.clone() });
        }
        all.push(Entry { tab: Tab::Open, order, issue: issue.id, row });
    }
}
