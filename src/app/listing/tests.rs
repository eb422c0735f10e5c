//! Tests of the lists: found, counted, filtered and sorted as a clerk asks.

use super::*;
use crate::domain::{
    CaseId, ChangeId, ComplaintId, Sha,
    complaint::{CaseValue, ComplaintValue, Handling},
    edit::{CaseEdit, ComplaintEdit, PartEdits, PartKey},
    issue::Presence,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-09-18")
}

/// A ledger, and a way to put complaints and cases into it.
struct Shelf(Ledger, u32);

impl Shelf {
    fn change(&mut self) -> ChangeId {
        self.1 += 1;
        ChangeId(Sha::of(&[&self.1.to_be_bytes()]))
    }

    fn complaint(&mut self, n: u128, values: &[ComplaintValue], more: &[ComplaintEdit]) {
        let mut edits = vec![ComplaintEdit::Register];
        edits.extend(values.iter().map(|value| ComplaintEdit::Set(value.clone(), Vec::new())));
        edits.extend(more.iter().cloned());
        let change = self.change();
        self.0.apply(change, PartKey::Complaint(ComplaintId(n)), &PartEdits::Complaint(edits), 0);
    }

    fn case(&mut self, n: u128, values: &[CaseValue]) {
        let mut edits = vec![CaseEdit::Register];
        edits.extend(values.iter().map(|value| CaseEdit::Set(value.clone(), Vec::new())));
        let change = self.change();
        self.0.apply(change, PartKey::Case(CaseId(n)), &PartEdits::Case(edits), 0);
    }

    /// Three complaints: one late in two regions, one settled that repeats it, one withdrawn.
    fn new() -> Self {
        let mut shelf = Self(Ledger::new(LedgerId(1)), 0);
        let number = |text: &str| ComplaintValue::Number(text.to_owned());
        let region = |name: &str| ComplaintEdit::AddRegion(name.to_owned());
        let kind = |name: &str| ComplaintEdit::AddKind(name.to_owned());
        shelf.complaint(
            1,
            &[
                number("D2"),
                ComplaintValue::Facts("养猪场粪水直排".to_owned()),
                ComplaintValue::ReceivedOn(Some(day("2026-08-01"))),
                ComplaintValue::Due(Some(day("2026-09-17"))),
            ],
            &[region("清河县"), region("东城区"), kind("水")],
        );
        shelf.complaint(
            2,
            &[
                number("D10"),
                ComplaintValue::Facts("还是臭".to_owned()),
                ComplaintValue::ReceivedOn(Some(day("2026-09-01"))),
                ComplaintValue::Status(Handling::Settled),
                ComplaintValue::FineFen(12_500_000),
                ComplaintValue::Repeats(Some(ComplaintId(1))),
            ],
            &[region("东城区"), kind("水"), kind("大气")],
        );
        let gone = Presence::Withdrawn("登记错误".to_owned());
        shelf.complaint(3, &[number("D3")], &[ComplaintEdit::SetPresence(gone, Vec::new())]);
        shelf
    }
}

fn list(shelf: &Shelf, change: impl FnOnce(&mut ListQuery<Complaints>)) -> Vec<u128> {
    let mut listing = Listing::<Complaints>::default();
    change(&mut listing.query);
    listing.refresh(&shelf.0, 1, today());
    listing.ids().iter().map(|id| id.0).collect()
}

#[test]
fn the_newest_stand_first_and_what_is_withdrawn_apart() {
    let shelf = Shelf::new();
    assert_eq!(list(&shelf, |_| ()), [2, 1]);
    assert_eq!(list(&shelf, |query| query.tab = ComplaintTab::Withdrawn), [3]);
    assert_eq!(list(&shelf, |query| query.tab = ComplaintTab::Late), [1], "a day past");
}

#[test]
fn each_part_is_counted_under_the_same_text_and_filters() {
    let shelf = Shelf::new();
    let mut listing = Listing::<Complaints>::default();
    listing.query.want(ComplaintFacet::Region, &FacetValue::Text("东城区".to_owned()), true);
    listing.query.text = "粪水".to_owned();
    listing.refresh(&shelf.0, 1, today());
    let counts = [ComplaintTab::All, ComplaintTab::Late, ComplaintTab::Status(Handling::Settled)];
    assert_eq!(counts.map(|tab| listing.count(tab)), [1, 1, 0]);
}

#[test]
fn words_and_first_letters_find_and_the_reporter_never_does() {
    let shelf = Shelf::new();
    let by = |text: &str| list(&shelf, |query| query.text = text.to_owned());
    assert_eq!(by("直排 d2"), [1], "both words");
    assert_eq!(by("yzc"), [1], "养猪场");
    assert_eq!(by("qhx"), [1], "a region");
    assert_eq!(by("王某"), [] as [u128; 0], "nobody");
}

#[test]
fn sorting_reads_numbers_and_leaves_what_is_not_set_at_the_end() {
    let shelf = Shelf::new();
    let by = |column, down| list(&shelf, |query| query.sort = Some((column, down)));
    assert_eq!(by(ComplaintColumn::Number, false), [1, 2], "D2 before D10");
    assert_eq!(by(ComplaintColumn::Number, true), [2, 1]);
    assert_eq!(by(ComplaintColumn::Fine, false), [2, 1], "no fine is last");
    assert_eq!(by(ComplaintColumn::Fine, true), [2, 1], "both ways");
    let mut query = ListQuery::<Complaints>::default();
    let sorts = [0; 3].map(|_| {
        query.click(ComplaintColumn::Due);
        query.sort
    });
    let due = ComplaintColumn::Due;
    assert_eq!(sorts, [Some((due, false)), Some((due, true)), None], "three clicks");
}

#[test]
fn the_values_of_a_facet_are_counted_without_its_own_filter() {
    let shelf = Shelf::new();
    let mut listing = Listing::<Complaints>::default();
    let water = FacetValue::Text("水".to_owned());
    let air = FacetValue::Text("大气".to_owned());
    listing.query.want(ComplaintFacet::Kind, &air, true);
    listing.refresh(&shelf.0, 1, today());
    assert_eq!(listing.ids(), [ComplaintId(2)]);
    let kinds = listing.values(&shelf.0, 1, today(), ComplaintFacet::Kind);
    assert_eq!(kinds, [(air, 1), (water, 2)], "sums over kinds may exceed the number of cases");
    let ties = listing.values(&shelf.0, 1, today(), ComplaintFacet::Tie);
    assert_eq!(ties, [(FacetValue::Tie(Tie::Repeats), 1), (FacetValue::Tie(Tie::Unlinked), 1)]);
    assert_eq!(handled_with(&shelf.0, ComplaintId(1)).len(), 1, "one repeats it");
}

#[test]
fn a_list_is_worked_out_anew_only_when_something_changed() {
    let mut shelf = Shelf::new();
    let mut listing = Listing::<Complaints>::default();
    listing.refresh(&shelf.0, 1, today());
    shelf.complaint(4, &[ComplaintValue::Number("D4".to_owned())], &[]);
    listing.refresh(&shelf.0, 1, today());
    assert_eq!(listing.ids().len(), 2, "the same revision");
    listing.refresh(&shelf.0, 2, today());
    assert_eq!(listing.ids().len(), 3, "another one");
    listing.refresh(&shelf.0, 2, day("2026-09-19"));
    assert_eq!(listing.count(ComplaintTab::Late), 1, "another day");
}

#[test]
fn cases_are_parted_by_how_far_they_have_come() {
    let mut shelf = Shelf::new();
    let handed = |text: &str| CaseValue::HandedOverOn(Some(day(text)));
    shelf.case(1, &[handed("2026-09-01")]);
    shelf.case(2, &[handed("2026-05-01")]);
    shelf.case(3, &[handed("2026-05-01"), CaseValue::OpinionOn(Some(day("2026-07-01")))]);
    shelf.case(4, &[handed("2025-05-01"), CaseValue::PublishedOn(Some(day("2025-12-01")))]);
    let mut listing = Listing::<Cases>::default();
    listing.query.sort = Some((CaseColumn::State, false));
    listing.refresh(&shelf.0, 1, today());
    let order: Vec<u128> = listing.ids().iter().map(|id| id.0).collect();
    assert_eq!(order, [2, 1, 3, 4], "the most urgent first");
    let tabs = [CaseTab::All, CaseTab::Running, CaseTab::Overdue, CaseTab::ToDecide, CaseTab::ToPublish, CaseTab::Done];
    assert_eq!(tabs.map(|tab| listing.count(tab)), [4, 1, 1, 1, 0, 1]);
    let years = listing.values(&shelf.0, 1, today(), CaseFacet::Year);
    assert_eq!(years, [(FacetValue::Year(2025), 1), (FacetValue::Year(2026), 3)]);
}
