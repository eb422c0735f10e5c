//! The dialog in which notices are written: for one issue or several at once, each its own notice, all one change.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record one is looked for")]

use egui::Ui;

use crate::{
    app::{TypedForm, duty::NoticeRow},
    domain::{
        IssueId, RecordId,
        closure::Stage,
        issue::Issue,
        ledger::Ledger,
        numerals::plain_letter,
        record::{RecordBody, SupervisionNotice},
        rules::{Action, NewRecord},
        supervision::{LevelKey, SupervisionScale, suggest},
    },
    ui::{
        fields::sentence_line,
        icon,
        issue_page::{
            Here,
            dialogs::{Done, foot_ui},
            elsewhere::here_of,
            form::{Ask, AskKind, Form, asks_ui},
        },
        theme::{self, Tone},
        typed_form::{FormSlot, TypedTexts, ids_text},
        view::ViewCtx,
        widgets::{Dialog as Modal, check_box, hint},
        words::{self, duty as says, issue_page as issue_says},
    },
};

use super::SupervisionDraft;

/// The dialog: closed, open with what is typed, or sent.
#[derive(Debug, Default)]
pub(super) struct NoticeDialog(FormSlot<NoticeDraft>);

/// What is typed.
#[derive(Clone, Debug)]
struct NoticeDraft {
    issues: Vec<IssueId>,
    form: Form,
    /// The notice that was let lapse, where this one is the next level.
    after: Option<RecordId>,
}

impl NoticeDraft {
    fn open(self, ctx: ViewCtx<'_>) -> NoticeDialog {
        let mut slot = FormSlot::default();
        let about = self.after.map_or_else(|| ids_text(&self.issues), |after| format!("after {after}"));
        slot.open(ctx, format!("notice/{about}"), self);
        NoticeDialog(slot)
    }
}

impl TypedTexts for NoticeDraft {
    fn texts(&self) -> TypedForm {
        self.form.texts().clone()
    }

    fn fill(&mut self, texts: &TypedForm) {
        for (name, text) in texts {
            self.form.set(name, text.clone());
        }
    }
}

impl NoticeDialog {
    /// Opens it for these issues; the level is the suggested one where all are suggested the same.
    pub(super) fn open(ctx: ViewCtx<'_>, ledger: &Ledger, issues: Vec<IssueId>) -> Self {
        let suggested: Vec<_> = issues.iter().map(|issue| suggested_level(ctx, ledger, *issue)).collect();
        let level = match suggested.first() {
            Some(Some(first)) if suggested.iter().all(|it| it.as_ref() == Some(first)) => {
                words::level(scale(ledger), first.as_str())
            }
            Some(_) if suggested.iter().all(Option::is_some) => says::AS_SUGGESTED.to_owned(),
            _ => String::new(),
        };
        let form = fresh(ctx, ledger).with("level", level);
        NoticeDraft { issues, form, after: None }.open(ctx)
    }

    /// Opens it for the level above a notice that stands.
    pub(super) fn escalate(ctx: ViewCtx<'_>, ledger: &Ledger, notice: &NoticeRow) -> Self {
        let scale = scale(ledger);
        let above = scale.and_then(|scale| scale.levels.get(scale.rank(&notice.level)? + 1));
        let number = match ledger.issue(notice.issue).and_then(|issue| issue.record(notice.record)) {
            Some(record) => match &record.body {
                RecordBody::Notice(notice) => notice.number.clone(),
                _ => String::new(),
            },
            None => String::new(),
        };
        let level = words::level(scale, notice.level.as_str());
        let cause = says::lapsed(&level, &number, notice.waits_until);
        let form = fresh(ctx, ledger)
            .with("level", above.map(|level| level.name.clone()).unwrap_or_default())
            .with("cause", cause);
        NoticeDraft { issues: vec![notice.issue], form, after: Some(notice.record) }.open(ctx)
    }
}

fn scale(ledger: &Ledger) -> Option<&SupervisionScale> {
    ledger.directory.fields.scale.get().as_ref()
}

fn fresh(ctx: ViewCtx<'_>, ledger: &Ledger) -> Form {
    let office = ledger.directory.fields.office.get().map_or("", |unit| ledger.directory.unit_name(unit));
    Form::default().with("date", words::date(ctx.today())).with("unit", office)
}

fn suggested_level(ctx: ViewCtx<'_>, ledger: &Ledger, issue: IssueId) -> Option<LevelKey> {
    let facts = ledger.issue(issue)?.supervision_facts(&ledger.directory, ctx.today());
    Some(suggest(scale(ledger)?, &facts)?.level)
}

pub(super) fn dialog_ui(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut SupervisionDraft, ledger: &Ledger) {
    let slot = &mut draft.notice.0;
    let Some(mut filling) = slot.take(ctx) else {
        return;
    };
    let open = &filling.form;
    let Some(here) = open.issues.first().and_then(|first| here_of(ctx, *first)) else {
        return;
    };
    let asks = asks(ledger, open.issues.len());
    let title = if open.after.is_some() { says::ESCALATE_TITLE } else { issue_says::NOTICE_TITLE };
    let aside = says::for_issues(open.issues.len());
    let shown = Modal::new("notice", title).aside(&aside).width(620.0).show(
        ui.ctx(),
        &mut *filling,
        |ui, filling| {
            let open = &mut filling.form;
            issues_ui(here, ui, open);
            asks_ui(here, ui, &mut open.form, &asks);
            if open.issues.len() > 1 {
                let mut on = open.form.is("running");
                if check_box(ui, &mut on, says::RUNNING_NUMBERS).changed() {
                    open.form.set("running", if on { "1" } else { "" });
                }
            }
            follows_ui(here, ui, open);
        },
        |ui, filling| {
            let refused = filling.refused(ctx, |open| refused(here, open, &asks));
            foot_ui(ui, &says::issue_deed(filling.form.issues.len()), refused.as_deref(), filling.is_typed())
        },
    );
    let done = if shown.closed { Done::Closed } else { shown.foot };
    if let Some(meant) = slot.put(ctx, filling, done) {
        ctx.act_since(Some(meant.since), action_of(here, &meant.form));
    }
}

fn asks(ledger: &Ledger, issues: usize) -> Vec<Ask> {
    let mut levels = Vec::new();
    if issues > 1 {
        levels.push(says::AS_SUGGESTED.to_owned());
    }
    levels.extend(scale(ledger).map_or(&[][..], |scale| &scale.levels).iter().map(|level| level.name.clone()));
    vec![
        Ask::new("level", issue_says::LEVEL, AskKind::Pick(levels)).required(),
        Ask::new("number", issue_says::NOTICE_NUMBER, AskKind::Line).hint(says::NUMBER_EXAMPLE),
        Ask::new("date", issue_says::DATE, AskKind::Date).required(),
        Ask::new("due", issue_says::ANSWER_DUE, AskKind::Date),
        Ask::new("cause", issue_says::NOTICE_CAUSE, AskKind::Text(2)).hint(says::CAUSE_HINT),
        Ask::new("demand", issue_says::DEMAND, AskKind::Text(3)).required().hint(says::DEMAND_HINT),
        Ask::new("person", issue_says::ISSUER, AskKind::Person).required(),
        Ask::new("unit", issue_says::SIGNER_UNIT, AskKind::Unit),
    ]
}

/// To whom the notices go, and what is suggested for each.
fn issues_ui(here: Here<'_>, ui: &mut Ui, open: &NoticeDraft) {
    const SHOWN: usize = 4;
    let alone = open.issues.len() == 1;
    for issue in open.issues.iter().take(SHOWN) {
        let unit = here.ledger.issue(*issue).and_then(|issue| *issue.fields.lead_unit.get());
        let said = says::addressed(&words::duty::issue_line(here.ledger, *issue), &words::unit(here.ledger, unit));
        let ink = theme::of(ui).text_2;
        let why = reasons(here, *issue).map(|(level, why)| words::supervision::suggestion(&level, &why));
        match why {
            Some(why) if alone => {
                hint(ui, &said);
                sentence_line(ui, icon::CAMPAIGN, &why, ink);
            }
            Some(why) => {
                let number = words::issue(here.ledger, *issue);
                sentence_line(ui, icon::CAMPAIGN, &format!("{number} {why}"), ink);
            }
            None => hint(ui, &said),
        }
    }
    if open.issues.len() > SHOWN {
        hint(ui, &says::and_more(open.issues.len() - SHOWN));
    }
    let issues = open.issues.iter().filter_map(|issue| here.ledger.issue(*issue));
    let early: Vec<_> = issues
        .filter(|issue| issue.stage().stage == Stage::Registered)
        .map(|issue| words::issue(here.ledger, issue.id))
        .collect();
    if !early.is_empty() {
        sentence_line(ui, icon::WARNING, &says::not_assigned(&early), theme::of(ui).hue(Tone::Warn).ink);
    }
}

/// The level suggested for an issue, and everything that suggests it, in words.
fn reasons(here: Here<'_>, issue: IssueId) -> Option<(String, Vec<String>)> {
    let scale = scale(here.ledger)?;
    let facts = here.ledger.issue(issue)?.supervision_facts(&here.ledger.directory, here.ctx.today());
    let suggestion = suggest(scale, &facts)?;
    let why = words::supervision::reasons(Some(scale), &suggestion.why);
    Some((words::level(Some(scale), suggestion.level.as_str()), why))
}

/// Until when an answer is due by the level's own rule, and what follows from the level.
fn follows_ui(here: Here<'_>, ui: &mut Ui, open: &NoticeDraft) {
    let Some(scale) = scale(here.ledger) else {
        return;
    };
    let Some(level) = scale.levels.iter().find(|level| level.name == open.form.get("level")) else {
        return;
    };
    let date = open.form.date("date", here.ctx.today());
    let due = date.zip(level.answer_within).and_then(|(date, limit)| {
        let end = here.ledger.directory.calendar().limit_end(date, limit).ok()?;
        Some((end, words::day_limit(limit)))
    });
    if open.form.text("due").is_empty()
        && let Some((end, limit)) = due
    {
        sentence_line(ui, icon::EVENT, &says::due_by_rule(end, &limit), theme::of(ui).text_2);
    }
    if !level.consequence.is_empty() || level.points > 0 {
        sentence_line(ui, icon::GAVEL, &says::consequence(level), theme::of(ui).hue(Tone::Warn).ink);
    }
}

fn refused(here: Here<'_>, open: &NoticeDraft, asks: &[Ask]) -> Option<String> {
    let lacks = open.form.lacks(asks, here.ctx.today());
    if !lacks.is_empty() {
        return Some(issue_says::lacks(&lacks));
    }
    let without = open.issues.iter().find(|issue| level_of(here, open, **issue).is_none());
    if let Some(issue) = without {
        return Some(says::nothing_suggested(&words::issue(here.ledger, *issue)));
    }
    here.refused(&action_of(here, open))
}

fn level_of(here: Here<'_>, open: &NoticeDraft, issue: IssueId) -> Option<LevelKey> {
    let chosen = open.form.get("level");
    if chosen == says::AS_SUGGESTED {
        return suggested_level(here.ctx, here.ledger, issue);
    }
    let level = scale(here.ledger)?.levels.iter().find(|level| level.name == chosen)?;
    Some(level.key.clone())
}

fn action_of(here: Here<'_>, open: &NoticeDraft) -> Action {
    let mut all = Vec::new();
    let signed = open.form.signature(here, &mut all);
    let today = here.ctx.today();
    let date = open.form.date("date", today).unwrap_or(today);
    let typed = (open.form.text("number"), open.form.text("cause"));
    for (n, id) in open.issues.iter().enumerate() {
        let (Some(level), Some(issue)) = (level_of(here, open, *id), here.ledger.issue(*id)) else {
            continue;
        };
        let running = open.form.is("running");
        let own_cause = || reasons(here, *id).map(|(_, why)| words::supervision::cause(&why)).unwrap_or_default();
        let notice = SupervisionNotice {
            number: if running { numbered(&typed.0, n) } else { typed.0.clone() },
            unit: *issue.fields.lead_unit.get(),
            date: Some(date),
            cause: if typed.1.is_empty() { own_cause() } else { typed.1.clone() },
            demand: open.form.text("demand"),
            answer_due: open.form.date("due", today).or_else(|| due_of(here, &level, date)),
            signed: signed.clone(),
            level: level.to_string(),
        };
        all.push(append(issue, notice));
    }
    if all.len() == 1 { all.remove(0) } else { Action::Batch(all) }
}

fn append(issue: &Issue, notice: SupervisionNotice) -> Action {
    Action::Append { issue: issue.id, record: RecordId::default(), entry: NewRecord::Notice(notice) }
}

fn due_of(here: Here<'_>, level: &LevelKey, from: chrono::NaiveDate) -> Option<chrono::NaiveDate> {
    let limit = scale(here.ledger)?.level(level)?.answer_within?;
    here.ledger.directory.calendar().limit_end(from, limit).ok()
}

/// The `n`-th number after a document number: its last run of digits grows.
fn numbered(number: &str, n: usize) -> String {
    let number = &number.chars().map(plain_letter).collect::<String>();
    let is_digit = |c: char| c.is_ascii_digit();
    let Some(last) = number.rfind(is_digit) else {
        return number.clone();
    };
    let (head, tail) = number.split_at_checked(last + 1).unwrap_or((number, ""));
    let stem = head.trim_end_matches(is_digit);
    let digits = head.strip_prefix(stem).unwrap_or_default();
    let grown = digits.parse::<u64>().unwrap_or_default() + n as u64;
    format!("{stem}{grown:0width$}{tail}", width = digits.len())
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn running_numbers_grow_by_their_last_digits() {
        assert_eq!(numbered("示整改督〔2026〕9 号", 2), "示整改督〔2026〕11 号");
        assert_eq!(numbered("督 007", 1), "督 008");
        assert_eq!(numbered("督〔２０２６〕９号", 1), "督〔2026〕10号");
        assert_eq!(numbered("督办单", 3), "督办单");
        assert_eq!(numbered("", 1), "");
    }
}
