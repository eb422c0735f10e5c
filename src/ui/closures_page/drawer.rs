//! The side panel of a card: where it stands, what is missing, checklist, notice, returns, and what can be done.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for one")]

use egui::{Align, Layout, Rect, RichText, ScrollArea, Ui, vec2};

use crate::{
    app::{
        Command, Page,
        documents::{DocumentOrder, Subject, WordForm},
        duty::Card,
    },
    domain::{
        IssueId, RecordId,
        closure::{StepOutcome, StepRecord},
        issue::Issue,
        ledger::Ledger,
        procedure::Step,
        record::RecordBody,
        rules::{Missing, StepEntry, missing_for_step, next_step},
    },
    ui::{
        documents,
        fields::sentence_line,
        icon,
        issue_page::elsewhere::{self, IssueAsk, Offer},
        paint::inside,
        theme::{self, Tone, font, space},
        view::ViewCtx,
        widgets::{
            Edge, MenuItem, Weight, banner, button, button_unless, check_line, edge_line, hint, icon_button, key_value,
            link, menu_under, section_title, text,
        },
        words::{self, closures as says, issue_page as issue_says},
    },
};

use super::ClosuresDraft;

const FOOT: f32 = 56.0;

pub(super) fn drawer_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ClosuresDraft, (ledger, id): (&Ledger, IssueId)) {
    let t = theme::of(ui);
    let all = ui.max_rect();
    ui.painter().rect_filled(all, 0, t.surface);
    edge_line(ui, Edge::Left);
    let Some(issue) = ledger.issue(id) else {
        return;
    };
    let card = draft.cards.get(id).cloned();
    let body = Rect::from_min_max(all.min + vec2(space::L, 0.0), all.max - vec2(space::S, FOOT));
    let mut asked = None;
    let mut close = false;
    inside(ui, "body", body, |ui| {
        close = head_ui(ui, issue, card.as_ref());
        ScrollArea::vertical().id_salt(("drawer", id)).auto_shrink(false).show(ui, |ui| {
            ui.set_width(ui.available_width() - space::M);
            ui.spacing_mut().item_spacing.y = space::XS;
            asked = content_ui(ctx, ui, (ledger, issue), card.as_ref());
            ui.add_space(space::L);
        });
    });
    let foot = Rect::from_min_max(all.left_bottom() - vec2(0.0, FOOT), all.max);
    ui.painter().hline(foot.x_range(), foot.top() + 0.5, t.hairline());
    inside(ui, "foot", foot.shrink2(vec2(space::L, 0.0)), |ui| {
        asked = foot_ui(ctx, ui, id, card.as_ref()).or(asked);
    });
    if let Some(ask) = asked {
        elsewhere::open(ctx, &mut draft.issue, id, ask);
    }
    if close {
        draft.choose(None);
    }
}

fn head_ui(ui: &mut Ui, issue: &Issue, card: Option<&Card>) -> bool {
    let t = theme::of(ui);
    let row = vec2(ui.available_width(), 52.0);
    let mut close = false;
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_height(row.y);
        close = icon_button(ui, icon::CLOSE, says::CLOSE_DRAWER).clicked();
        let point = issue.stage();
        if point.round > 1 {
            ui.label(RichText::new(words::supervision::round(point.round)).font(font::small()).color(t.text_3));
        }
        let step = card.map_or_else(|| words::stage(&point), |card| card.step_name.clone());
        let title = says::drawer_title(issue.fields.number.get(), &step);
        let room = ui.available_rect_before_wrap();
        crate::ui::paint::line(ui, room, egui::Align2::LEFT_CENTER, &title, font::heading(), t.text);
    });
    close
}

fn content_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (ledger, issue): (&Ledger, &Issue),
    card: Option<&Card>,
) -> Option<IssueAsk> {
    let t = theme::of(ui);
    text(ui, issue.fields.title.get(), 4, t.text);
    ui.add_space(space::XS);
    let unit = issue.fields.lead_unit.get().map_or("", |unit| ledger.directory.unit_name(unit));
    key_value(ui, says::LEAD, unit);
    let Some(card) = card else {
        filed_ui(ctx, ui, ledger, issue);
        return None;
    };
    papers_ui(ctx, ui, issue.id);
    key_value(ui, says::PROCEDURE, &card.procedure);
    if let Some(since) = card.since {
        key_value(ui, says::BEFORE, &words::date(since));
    }
    if let Some(days) = card.days {
        key_value(ui, says::USED, &says::days(days));
    }
    if card.contradicted {
        sentence_line(ui, icon::WARNING, says::CONTRADICTED, t.hue(Tone::Danger).ink);
    }
    let step = next_step(&ledger.directory, issue);
    let mut asked = None;
    if let Some(step) = step {
        materials_ui(ctx, ui, (ledger, issue), step);
        if step.notice.is_some() {
            asked = notice_ui(ui, ledger, issue, card);
        }
    }
    checklists_ui(ui, issue);
    returns_ui(ui, issue);
    lacks_ui(ui, card, step);
    asked
}

// ---------------------------------------------------------------- what the step demands

fn materials_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, issue): (&Ledger, &Issue), step: &Step) {
    let required: Vec<_> = step.materials.iter().filter(|demand| demand.required).collect();
    if required.is_empty() {
        return;
    }
    let entry = StepEntry { step: step.key.clone(), ..StepEntry::default() };
    let lacks = missing_for_step(&ledger.directory, issue, &entry, ctx.today());
    let there =
        |key: &str| !lacks.iter().any(|lack| matches!(lack, Missing::Material { key: lacking, .. } if lacking == key));
    let have = required.iter().filter(|demand| there(&demand.key)).count();
    section_title(ui, says::MATERIALS, &issue_says::of(have, required.len()));
    for demand in required {
        check_line(ui, there(&demand.key), &demand.name);
    }
}

/// The papers of the closure, each a click away.
fn papers_ui(ctx: ViewCtx<'_>, ui: &mut Ui, issue: IssueId) {
    let busy = documents::busy(ctx);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        for form in [WordForm::ClosureApplication, WordForm::Acceptance, WordForm::Publicity] {
            let label = words::documents::form_button(form);
            let link = ui.add_enabled_ui(busy.is_none(), |ui| link(ui, &label)).inner;
            if link.clicked() {
                let order = DocumentOrder::new(form, Subject::Issues(vec![issue]));
                ctx.commands.send(documents::ask(ctx, order));
            }
        }
    });
}

/// Every checklist of the round's procedure with the answers that count (四个不放过、销号标准五条).
fn checklists_ui(ui: &mut Ui, issue: &Issue) {
    let Some(round) = issue.current_round() else {
        return;
    };
    let standing = issue.standing(round);
    for step in round.procedure.steps.iter().filter(|step| !step.checklist.is_empty()) {
        let taken = standing.passed.get(&step.key).and_then(|id| step_record(issue, *id));
        let met = |question: &String| {
            taken.is_some_and(|taken| taken.checklist.iter().any(|it| it.question == *question && it.met))
        };
        let n = step.checklist.iter().filter(|question| met(question)).count();
        section_title(ui, &issue_says::checklist_of(&step.name), &issue_says::of(n, step.checklist.len()));
        for question in &step.checklist {
            check_line(ui, met(question), question);
        }
    }
}

fn step_record(issue: &Issue, id: RecordId) -> Option<&StepRecord> {
    match &issue.record(id)?.body {
        RecordBody::Step(step) => Some(step),
        _ => None,
    }
}

fn notice_ui(ui: &mut Ui, ledger: &Ledger, issue: &Issue, card: &Card) -> Option<IssueAsk> {
    let Some(run) = &card.notice else {
        section_title(ui, says::NOTICE, "");
        hint(ui, says::NOT_BEGUN);
        return None;
    };
    section_title(ui, says::NOTICE, &says::notice_days(run));
    if let Some(RecordBody::Publicity(publicity)) = issue.record(run.record).map(|record| &record.body) {
        text(ui, &publicity.medium, 2, theme::of(ui).text_2);
    }
    hint(ui, &says::notice_span(run));
    let mut asked = None;
    let settled = |id: RecordId| {
        issue
            .live_records()
            .any(|it| matches!(&it.body, RecordBody::ObjectionSettled { objection, .. } if *objection == id))
    };
    for record in issue.live_records() {
        let open = match &record.body {
            RecordBody::Objection { publicity, .. } if *publicity == run.record => !settled(record.id),
            _ => continue,
        };
        check_line(ui, !open, &words::record_line(ledger, &record.body));
        if open && button(ui, Weight::Normal, "", says::SETTLE).clicked() {
            asked = Some(IssueAsk::Settle(record.id));
        }
    }
    asked
}

/// Returns with date, step and reason, the last first.
fn returns_ui(ui: &mut Ui, issue: &Issue) {
    let Some(round) = issue.current_round() else {
        return;
    };
    let steps = issue.steps_of(round.id);
    let returned = steps.iter().rev().filter_map(|(_, step)| match &step.outcome {
        StepOutcome::SentBack(reason) | StepOutcome::ApplicationWithdrawn(reason) => Some((step, reason)),
        StepOutcome::Passed => None,
    });
    let returned: Vec<_> = returned.collect();
    if returned.is_empty() {
        return;
    }
    section_title(ui, says::RETURNS, &issue_says::returned(issue.standing(round).returns));
    for (step, reason) in returned {
        let name = round.procedure.step(&step.step).map_or("", |step| &step.name);
        let said = match step.outcome {
            StepOutcome::ApplicationWithdrawn(_) => issue_says::TAKE_BACK_TITLE.to_owned(),
            StepOutcome::SentBack(_) | StepOutcome::Passed => says::returned_on(step.date, name),
        };
        hint(ui, &said);
        text(ui, reason, 4, theme::of(ui).text);
    }
}

fn lacks_ui(ui: &mut Ui, card: &Card, step: Option<&Step>) {
    let t = theme::of(ui);
    ui.add_space(space::S);
    if !card.closing {
        if card.just_returned {
            hint(ui, says::STILL_RECTIFYING);
        }
        return;
    }
    if card.lacks.is_empty() {
        let asks = step.is_some_and(|step| !step.checklist.is_empty());
        let said = if asks { says::CHECKLIST_LATER } else { says::NOTHING_LACKS };
        sentence_line(ui, icon::CHECK_CIRCLE, said, t.hue(Tone::Good).ink);
        return;
    }
    let said: Vec<String> = card.lacks.iter().map(words::missing).collect();
    let said = words::supervision::lacks(&said);
    banner(ui, Tone::Warn, &said, &[]);
}

fn filed_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, issue: &Issue) {
    let Some(state) = issue.look_back(&ledger.directory) else {
        return;
    };
    section_title(ui, says::LOOK_BACKS, &says::look_back_due(&state, ctx.today()));
    hint(ui, &says::look_back(&state));
    for record in issue.live_records().rev() {
        if let RecordBody::LookBack { text: words, qualified, date, .. } = &record.body {
            check_line(ui, *qualified, &words::date(*date));
            text(ui, words, 4, theme::of(ui).text_2);
        }
    }
    returns_ui(ui, issue);
}

// ---------------------------------------------------------------- what can be done

fn foot_ui(ctx: ViewCtx<'_>, ui: &mut Ui, id: IssueId, card: Option<&Card>) -> Option<IssueAsk> {
    let mut asked = None;
    let offer = |ask| elsewhere::offer(ctx, id, ask);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        if let Some(next) = offer(IssueAsk::Next)
            && offered(ui, Weight::Primary, &next)
        {
            asked = Some(IssueAsk::Next);
        }
        let second = if card.is_some() { IssueAsk::SendBack } else { IssueAsk::Reopen };
        if let Some(offer) = offer(second)
            && card.is_none_or(|card| card.closing || card.contradicted)
            && offered(ui, Weight::Normal, &offer)
        {
            asked = Some(second);
        }
        let more = icon_button(ui, icon::MORE_HORIZ, says::MORE);
        let mut asks = vec![IssueAsk::TakeBack];
        asks.extend(card.and_then(|card| card.notice).map(|run| IssueAsk::Objection(run.record)));
        asks.push(IssueAsk::Remark);
        let open = egui::Popup::is_id_open(ui.ctx(), egui::Popup::default_response_id(&more));
        let offers: Vec<Option<Offer>> = asks.iter().map(|ask| if open { offer(*ask) } else { None }).collect();
        let items: Vec<MenuItem<'_>> = offers
            .iter()
            .flatten()
            .map(|offer| MenuItem::new("", &offer.label).unless(offer.refusal.as_deref()))
            .collect();
        if let Some(ask) = menu_under(&more, &items).and_then(|at| asks.get(at)) {
            asked = Some(*ask);
        }
        if icon_button(ui, icon::NORTH_EAST, says::OPEN_ISSUE).clicked() {
            ctx.commands.send(Command::Go(Page::Issue(id)));
        }
    });
    asked
}

fn offered(ui: &mut Ui, weight: Weight, offer: &Offer) -> bool {
    button_unless(ui, weight, "", &offer.label, offer.refusal.as_deref()).clicked()
}
