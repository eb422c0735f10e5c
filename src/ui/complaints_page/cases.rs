//! The list of accountability cases in words.

use crate::{
    app::listing::{CaseColumn as C, CaseFacet, CaseTab, Cases, ListKind},
    domain::{CaseId, complaint::AccountabilityCase, ledger::Ledger},
    ui::{
        view::ViewCtx,
        widgets::{Cell, TableRow},
        words,
    },
};

use super::list::Spoken;

impl Spoken for Cases {
    const NAME: &'static str = words::cases::LIST;
    const SEARCH: &'static str = words::cases::SEARCH;

    fn tab(tab: CaseTab) -> &'static str {
        words::cases::part(tab)
    }

    fn is_rare(tab: CaseTab) -> bool {
        tab == CaseTab::Withdrawn
    }

    fn column(column: C) -> (&'static str, f32, bool) {
        let width = match column {
            C::Number => 112.0,
            C::Clue => 260.0,
            C::Unit | C::Issues => 128.0,
            C::HandedOver | C::Due | C::OpinionOn | C::DecidedOn | C::PublishedOn => 108.0,
            C::State => 148.0,
            C::People => 88.0,
        };
        (words::cases::column(column), width, column == C::Clue)
    }

    fn facet(facet: CaseFacet) -> &'static str {
        words::cases::facet(facet)
    }

    fn row(ctx: ViewCtx<'_>, ledger: &Ledger, id: CaseId) -> TableRow {
        let Some(case) = ledger.cases.get(&id) else {
            return TableRow::default();
        };
        let cells = <Self as ListKind>::COLUMNS.iter().map(|column| cell(ctx, ledger, case, *column)).collect();
        (words::cases::name(case), cells)
    }
}

fn cell(ctx: ViewCtx<'_>, ledger: &Ledger, case: &AccountabilityCase, column: C) -> Cell {
    let f = &case.fields;
    let day = |day: Option<chrono::NaiveDate>| Cell::Quiet(day.map(words::date).unwrap_or_default());
    match column {
        C::Number => Cell::Text(f.number.get().clone()),
        C::Clue => Cell::Text(f.clue.get().clone()),
        C::Unit => Cell::Quiet(f.unit.get().map_or_else(String::new, |id| ledger.directory.unit_name(id).to_owned())),
        C::HandedOver => day(*f.handed_over_on.get()),
        C::Due => day(case.opinion_due()),
        C::State => {
            let (word, tone) = words::cases::state(case.state(ctx.today()), ctx.today());
            Cell::Chip(word, tone)
        }
        C::OpinionOn => day(*f.opinion_on.get()),
        C::DecidedOn => day(*f.decided_on.get()),
        C::PublishedOn => day(*f.published_on.get()),
        C::People if *f.people.get() == 0 => Cell::Right(String::new()),
        C::People => Cell::Right(f.people.get().to_string()),
        C::Issues => {
            let issues: Vec<_> = case.issues.iter().map(|id| words::issue(ledger, *id)).collect();
            Cell::Quiet(issues.join("、"))
        }
    }
}
