//! Pieces that the forms of complaints and cases share: days, links to issues, a complaint to be found.

use std::sync::Arc;

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    app::rows::pinyin::initials,
    domain::{ComplaintId, IssueId, deadline_words::read_deadline, ledger::Ledger},
    ui::{
        icon,
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, DateField, Field, Weight, button},
        words,
    },
};

/// A day as it is typed.
pub(super) fn read_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    text.parse().ok().or_else(|| read_deadline(text, Some(today)).date())
}

/// True where something is typed that is no day.
pub(super) fn is_no_day(text: &str, today: NaiveDate) -> bool {
    !text.trim().is_empty() && read_day(text, today).is_none()
}

/// A day as it is shown to be typed.
pub(super) fn day_text(day: Option<NaiveDate>) -> String {
    day.map(words::date).unwrap_or_default()
}

/// A field for a day.
pub(super) fn day_ui(ctx: ViewCtx<'_>, ui: &mut Ui, field: Field<'_>, text: &mut String) {
    let parse = |text: &str| read_day(text, ctx.today());
    DateField::new(field, &parse, ctx.today()).show(ui, text);
}

/// Texts apart from each other by the signs people use.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for part in text.split(['、', '，', ',', ';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        if all.iter().all(|it| it != part) {
            all.push(part.to_owned());
        }
    }
    all
}

/// The linked issues, and a field that finds another, by title, number or first letters.
pub(super) fn issues_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, linked: &mut Vec<IssueId>) {
    if let Some(issue) = issue_choice(ctx, ui, ledger, linked) {
        linked.push(issue);
    }
    if linked.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let mut gone = None;
        for issue in linked.iter() {
            let number = words::issue(ledger, *issue);
            let says = words::complaints::unlink(&number);
            if button(ui, Weight::Quiet, icon::CLOSE, &number).on_hover_text(says).clicked() {
                gone = Some(*issue);
            }
        }
        linked.retain(|issue| Some(*issue) != gone);
    });
}

/// An issue as a field finds it.
#[derive(Clone, Debug)]
struct Known {
    id: IssueId,
    title: String,
    number: String,
    keys: String,
}

/// All of them, and the state of which ledger they are.
type KnownIssues = ((u128, u64), Arc<Vec<Known>>);

/// Every issue that stands, made once for each state of the ledger.
fn known_issues(ctx: ViewCtx<'_>, ui: &Ui, ledger: &Ledger) -> Arc<Vec<Known>> {
    let of = (ledger.id.0, ctx.app.document().map_or(0, crate::app::Document::revision));
    let key = egui::Id::unique("issues to be linked");
    let held: Option<KnownIssues> = ui.data(|data| data.get_temp(key));
    if let Some((_, known)) = held.filter(|(held, _)| *held == of) {
        return known;
    }
    let standing = ledger.issues.values().filter(|it| it.is_present());
    let known = standing.map(|it| {
        let (title, number) = (it.fields.title.get().clone(), it.fields.number.get().clone());
        Known { id: it.id, keys: initials(&title), title, number }
    });
    let known: Arc<Vec<Known>> = Arc::new(known.collect());
    ui.data_mut(|data| data.insert_temp(key, (of, Arc::clone(&known))));
    known
}

/// A field that finds an issue not linked yet.
pub(super) fn issue_choice(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, linked: &[IssueId]) -> Option<IssueId> {
    let known = known_issues(ctx, ui, ledger);
    let free: Vec<_> = known.iter().filter(|it| !linked.contains(&it.id)).collect();
    let items: Vec<_> = free.iter().map(|it| ChoiceItem::new(&it.title).aside(&it.number).keys(&it.keys)).collect();
    let mut chosen = None;
    let field = Field::new(words::complaints::ISSUE).hint(words::complaints::ISSUE_HINT);
    Choice::new(field, &items).may_be_empty().show(ui, &mut chosen);
    chosen.and_then(|n| free.get(n)).map(|issue| issue.id)
}

/// A field that holds another complaint.
pub(super) fn complaint_choice(
    ui: &mut Ui,
    ledger: &Ledger,
    field: Field<'_>,
    but: Option<ComplaintId>,
    held: &mut Option<ComplaintId>,
) -> bool {
    let all: Vec<_> = ledger.complaints.values().filter(|it| it.is_present() && Some(it.id) != but).collect();
    let said: Vec<_> = all.iter().map(|it| (words::complaints::choice(it), initials(it.fields.facts.get()))).collect();
    let items: Vec<_> = said.iter().map(|(word, keys)| ChoiceItem::new(word).keys(keys)).collect();
    let mut chosen = held.and_then(|id| all.iter().position(|it| it.id == id));
    let field = field.hint(words::complaints::FIND_COMPLAINT);
    let changed = Choice::new(field, &items).may_be_empty().show(ui, &mut chosen).changed();
    if changed {
        *held = chosen.and_then(|n| all.get(n)).map(|it| it.id);
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_places_are_told_apart_by_any_sign() {
        assert_eq!(split("清河县、 东城区，清河县;高新区\n"), ["清河县", "东城区", "高新区"], "each once");
        assert!(split(" 、").is_empty(), "nothing");
    }
}
