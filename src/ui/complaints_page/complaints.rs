//! The list of complaints in words.

use crate::{
    app::listing::{ComplaintColumn as C, ComplaintFacet, ComplaintTab, Complaints, ListKind},
    domain::{
        ComplaintId,
        complaint::{Complaint, Handling, Verified},
        ledger::Ledger,
    },
    ui::{
        theme::Tone,
        view::ViewCtx,
        widgets::{Cell, TableRow},
        words,
    },
};

use super::list::Spoken;

impl Spoken for Complaints {
    const NAME: &'static str = words::complaints::LIST;
    const SEARCH: &'static str = words::complaints::SEARCH;

    fn tab(tab: ComplaintTab) -> &'static str {
        words::complaints::part(tab)
    }

    fn is_rare(tab: ComplaintTab) -> bool {
        tab == ComplaintTab::Withdrawn
    }

    fn column(column: C) -> (&'static str, f32, bool) {
        let width = match column {
            C::Number | C::Status => 112.0,
            C::Received | C::Due => 104.0,
            C::Facts => 200.0,
            C::Regions | C::Issues => 120.0,
            C::Kinds => 100.0,
            C::Verified => 88.0,
            C::Fine => 92.0,
            C::Tie => 136.0,
        };
        (words::complaints::column(column), width, column == C::Facts)
    }

    fn facet(facet: ComplaintFacet) -> &'static str {
        words::complaints::facet(facet)
    }

    fn row(ctx: ViewCtx<'_>, ledger: &Ledger, id: ComplaintId) -> TableRow {
        let Some(complaint) = ledger.complaints.get(&id) else {
            return TableRow::default();
        };
        let f = &complaint.fields;
        let cells = <Self as ListKind>::COLUMNS.iter().map(|column| cell(ctx, ledger, complaint, *column)).collect();
        (format!("{} {}", number(complaint), f.facts.get()), cells)
    }
}

/// The number with its asterisk.
pub(super) fn number(complaint: &Complaint) -> String {
    words::complaints::number(complaint.fields.number.get(), *complaint.fields.weighty.get())
}

fn cell(ctx: ViewCtx<'_>, ledger: &Ledger, complaint: &Complaint, column: C) -> Cell {
    let f = &complaint.fields;
    let day = |day: &Option<chrono::NaiveDate>| day.map(words::date).unwrap_or_default();
    match column {
        C::Number => Cell::Text(number(complaint)),
        C::Received => Cell::Quiet(day(f.received_on.get())),
        C::Facts => Cell::Text(f.facts.get().clone()),
        C::Regions => Cell::Quiet(joined(complaint.regions.iter())),
        C::Kinds => Cell::Quiet(joined(complaint.kinds.iter())),
        C::Verified => Cell::Quiet(match f.verified.get() {
            Verified::Open => String::new(),
            found @ (Verified::True | Verified::Mostly | Verified::Partly | Verified::Untrue) => {
                words::verified(*found).to_owned()
            }
        }),
        C::Status => {
            let (word, tone) = status(*f.status.get());
            Cell::Chip(word.to_owned(), tone)
        }
        C::Due if complaint.is_late(ctx.today()) => Cell::Chip(late(ctx, complaint), Tone::Danger),
        C::Due => Cell::Quiet(day(f.due.get())),
        C::Fine if *f.fine_fen.get() == 0 => Cell::Right(String::new()),
        C::Fine => Cell::Right(words::money(*f.fine_fen.get())),
        C::Issues => {
            let issues: Vec<_> = complaint.issues.iter().map(|id| words::issue(ledger, *id)).collect();
            Cell::Quiet(issues.join("、"))
        }
        C::Tie => Cell::Quiet(words::complaints::tied_to(ledger, complaint)),
    }
}

/// How far it is settled, with its tone.
pub(super) fn status(status: Handling) -> (&'static str, Tone) {
    let tone = match status {
        Handling::Open => Tone::Warn,
        Handling::InStages => Tone::Accent,
        Handling::Settled => Tone::Good,
    };
    (words::handling(status), tone)
}

/// How late it is.
pub(super) fn late(ctx: ViewCtx<'_>, complaint: &Complaint) -> String {
    let days = complaint.fields.due.get().map_or(0, |due| (ctx.today() - due).num_days());
    words::complaints::late_by(days)
}

/// Several texts in one.
pub(super) fn joined<'a>(texts: impl Iterator<Item = &'a String>) -> String {
    texts.map(String::as_str).collect::<Vec<_>>().join("、")
}
