//! What a person has to look at (核对): by kind with counts, each with the button that settles it.

mod actions;
mod apart;
mod units;
mod values;

use std::collections::BTreeMap;

use egui::{Frame, Margin, Rect, RichText, Role, ScrollArea, Ui, vec2};

use crate::{
    app::{Command, Page},
    domain::{
        ledger::Ledger,
        review::{Finding, FindingGroup},
    },
    ui::{
        icon,
        theme::{self, font, size, space},
        view::ViewCtx,
        widgets::{
            SearchField, Weight, button, card_ui, divider, empty_note, empty_state, hint, hot, inside, line, link,
            page_head, silent_line,
        },
        words,
    },
};

/// So many of a group are drawn at first, and so many more each time.
const PORTION: usize = 30;

/// How wide the list of kinds is.
const NAV: f32 = 232.0;

/// Which of them are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Filter {
    #[default]
    All,
    Group(FindingGroup),
    Kind(&'static str),
}

impl Filter {
    fn shows(self, finding: &Finding) -> bool {
        match self {
            Self::All => true,
            Self::Group(group) => finding.group() == group,
            Self::Kind(kind) => words::review::kind(finding) == kind,
        }
    }
}

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct ReviewDraft {
    of: Option<(u128, u64, u64, chrono::NaiveDate)>,
    found: Vec<Finding>,
    shown: BTreeMap<FindingGroup, usize>,
    filter: Filter,
    text: String,
    typing: Typing,
}

/// A day being typed, and the finding it is for.
#[derive(Debug, Default)]
struct Typing {
    date: Option<(String, String)>,
}

impl ReviewDraft {
    fn refresh(&mut self, ctx: ViewCtx<'_>) {
        let Some(document) = ctx.app.document() else {
            return;
        };
        let of = Some((document.id().0, document.revision(), ctx.app.review_version(), ctx.today()));
        if self.of != of {
            self.found = ctx.app.review();
            // By number, as the clerk's list is; findings without an issue come first.
            let ledger = document.ledger();
            let number = |finding: &Finding| {
                let issue = finding.issue().and_then(|id| ledger.issue(id));
                issue.map(|issue| issue.fields.number.get().clone())
            };
            self.found.sort_by_cached_key(number);
            self.of = of;
        }
        // What is settled takes its filter along.
        if !self.found.iter().any(|finding| self.filter.shows(finding)) {
            self.filter = Filter::All;
        }
    }
}

/// Shows the page.
pub fn review_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ReviewDraft) {
    let Some(ledger) = ctx.ledger() else {
        if empty_state(ui, icon::RULE, words::review::NO_LEDGER, words::exchange::TO_WELCOME).clicked() {
            ctx.commands.send(Command::Go(Page::Welcome));
        }
        return;
    };
    draft.refresh(ctx);
    let side = space::XL as i8;
    let margin = Margin { left: side, right: side, top: 0, bottom: 0 };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        let to_know = draft.found.iter().filter(|finding| finding.group() == FindingGroup::Copies).count();
        let aside = words::review::aside(draft.found.len() - to_know, to_know);
        page_head(ui, words::review::TITLE, &aside, |ui| {
            if !draft.found.is_empty() {
                let name = words::review::SEARCH;
                SearchField { name, hint: name, keys: "", width: 240.0 }.show(ui, &mut draft.text);
            }
        });
        if draft.found.is_empty() {
            return empty_note(ui, icon::TASK_ALT, words::review::NOTHING);
        }
        let mut room = ui.available_rect_before_wrap();
        if room.width() + size::RAIL < size::NARROW {
            groups_ui(ui, draft);
            room = ui.available_rect_before_wrap();
        } else {
            let nav = room.with_max_x(room.left() + NAV);
            inside(ui, "kinds", nav, |ui| nav_ui(ui, draft));
            room.min.x += NAV + space::M;
        }
        inside(ui, "findings", room, |ui| findings_ui(ctx, ui, ledger, draft));
    });
}

// ---------------------------------------------------------------- kinds

/// The kinds of a group with their counts, the most frequent first.
fn kinds_of(found: &[Finding], group: FindingGroup) -> Vec<(&'static str, usize)> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for finding in found.iter().filter(|finding| finding.group() == group) {
        *counts.entry(words::review::kind(finding)).or_default() += 1;
    }
    let mut all: Vec<_> = counts.into_iter().collect();
    all.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
    all
}

fn nav_ui(ui: &mut Ui, draft: &mut ReviewDraft) {
    ScrollArea::vertical().id_salt("kinds").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        nav_row(ui, draft, (Filter::All, words::review::ALL, draft.found.len()), 0.0);
        for group in FindingGroup::ALL {
            let kinds = kinds_of(&draft.found, group);
            let count: usize = kinds.iter().map(|(_, count)| count).sum();
            if count == 0 {
                continue;
            }
            ui.add_space(space::XS);
            nav_row(ui, draft, (Filter::Group(group), words::review::group(group), count), 0.0);
            for (kind, count) in kinds {
                nav_row(ui, draft, (Filter::Kind(kind), kind, count), space::L);
            }
        }
    });
}

fn nav_row(ui: &mut Ui, draft: &mut ReviewDraft, (filter, word, count): (Filter, &str, usize), indent: f32) {
    let t = theme::of(ui);
    let wide = vec2(ui.available_width() - space::XS, size::ROW);
    let (rect, _) = ui.allocate_exact_size(wide, egui::Sense::hover());
    let said = words::review::counted(word, count);
    let here = draft.filter == filter;
    if hot(ui, ("kind", word, indent as i32), rect, Role::ListItem, &said, here).clicked() {
        draft.filter = filter;
    }
    let inner = rect.shrink2(vec2(space::S, 0.0)).with_min_x(rect.left() + space::S + indent);
    let (face, ink) = if indent > 0.0 { (font::body(), t.text_2) } else { (font::strong(), t.text) };
    let words = inner.with_max_x(inner.right() - 36.0);
    silent_line(ui, words, egui::Align2::LEFT_CENTER, word, face, ink);
    silent_line(ui, inner, egui::Align2::RIGHT_CENTER, &count.to_string(), font::small(), t.text_3);
}

/// In a narrow window the groups stand in a row.
fn groups_ui(ui: &mut Ui, draft: &mut ReviewDraft) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::XS, 0.0);
        let all = [(Filter::All, words::review::ALL, draft.found.len())].into_iter();
        let groups = FindingGroup::ALL.into_iter().map(|group| {
            let count = draft.found.iter().filter(|finding| finding.group() == group).count();
            (Filter::Group(group), words::review::group(group), count)
        });
        let shown: Vec<_> = all.chain(groups).filter(|(_, _, count)| *count > 0).collect();
        for (filter, word, count) in shown {
            if crate::ui::widgets::tab(ui, word, &count.to_string(), draft.filter == filter).clicked() {
                draft.filter = filter;
            }
        }
    });
}

// ---------------------------------------------------------------- findings

fn findings_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, draft: &mut ReviewDraft) {
    let needle = draft.text.trim().to_lowercase();
    let found = std::mem::take(&mut draft.found);
    let wanted: Vec<&Finding> = found
        .iter()
        .filter(|finding| draft.filter.shows(finding))
        .filter(|finding| needle.is_empty() || words::review::says(ledger, finding).to_lowercase().contains(&needle))
        .collect();
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        for group in FindingGroup::ALL {
            group_ui(ctx, ui, (ledger, &wanted, group), draft);
        }
        if wanted.is_empty() {
            empty_note(ui, icon::FILTER_LIST, words::review::NONE_FOUND);
        }
        ui.add_space(space::M);
    });
    draft.found = found;
}

fn group_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (ledger, wanted, group): (&Ledger, &[&Finding], FindingGroup),
    draft: &mut ReviewDraft,
) {
    let of_group: Vec<_> = wanted.iter().filter(|finding| finding.group() == group).collect();
    if of_group.is_empty() {
        return;
    }
    let shown = draft.shown.get(&group).copied().unwrap_or_default() + PORTION;
    let title = words::review::counted(words::review::group(group), of_group.len());
    let title = title.as_str();
    card_ui(ui, title, words::review::group_hint(group), |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        for finding in of_group.iter().take(shown) {
            divider(ui);
            // Named by what it is: what is typed into one does not go over to its neighbour when it is settled.
            let salt = format!("{finding:?}");
            ui.push_id(&salt, |ui| finding_ui(ctx, ui, (ledger, finding), &mut draft.typing));
        }
        let left = of_group.len().saturating_sub(shown);
        if left > 0 && link(ui, &words::review::more(left.min(PORTION))).clicked() {
            *draft.shown.entry(group).or_default() += PORTION;
        }
    });
}

fn finding_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, finding): (&Ledger, &Finding), typing: &mut Typing) {
    let t = theme::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        ui.label(RichText::new(words::review::title(finding)).font(font::strong()).color(t.text));
        if let Some(issue) = finding.issue()
            && link(ui, &words::review::issue(ledger, issue)).clicked()
        {
            ctx.commands.send(Command::Go(Page::Issue(issue)));
        }
        other_link(ctx, ui, ledger, finding);
    });
    let detail = words::review::detail(ledger, finding);
    if !detail.is_empty() {
        hint(ui, &detail);
    }
    values::values_ui(ctx, ui, ledger, finding);
    actions::actions_ui(ctx, ui, (ledger, finding), typing);
}

/// Findings about a complaint or a case lead to it.
fn other_link(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, finding: &Finding) {
    let page = match words::review::about(finding) {
        Some(words::review::About::Complaint(id)) => {
            ledger.complaints.get(&id).map(|it| (Page::Complaint(id), words::complaints::choice(it)))
        }
        Some(words::review::About::Case(id)) => {
            ledger.cases.get(&id).map(|it| (Page::Case(id), words::cut(&words::cases::name(it), 28)))
        }
        None => None,
    };
    if let Some((page, name)) = page
        && link(ui, &name).clicked()
    {
        ctx.commands.send(Command::Go(page));
    }
}

/// A line with a button at its end: what it is about, and what the button does.
fn choice_line(ctx: ViewCtx<'_>, ui: &mut Ui, said: &str, label: &str, action: crate::domain::rules::Action) {
    let wide = vec2(ui.available_width(), size::BUTTON);
    let t = theme::of(ui);
    let refusal = ctx.app.refusal(&action).map(|refusal| words::refusal(ctx.ledger(), &refusal));
    let (rect, _) = ui.allocate_exact_size(wide, egui::Sense::hover());
    let foot = crate::ui::widgets::width_of(ui, label, font::body()) + space::M * 2.0 + space::XS;
    let words: Rect = rect.with_max_x(rect.right() - foot - space::S);
    line(ui, words, egui::Align2::LEFT_CENTER, said, font::body(), t.text_2);
    let at = rect.with_min_x(rect.right() - foot);
    let pressed = inside(ui, ("choice", said, label), at, |ui| {
        crate::ui::widgets::button_unless(ui, Weight::Normal, "", label, refusal.as_deref()).clicked()
    });
    if pressed {
        ctx.commands.act(action);
    }
}

/// A quiet button that only opens something.
fn open_ui(ui: &mut Ui, label: &str) -> bool {
    button(ui, Weight::Quiet, "", label).clicked()
}
