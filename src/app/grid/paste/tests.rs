//! Where pasted blocks go, and what many cells come to.

use super::*;
use crate::app::grid::tests::{self as desk, Desk};

/// So many rows and columns; the third row is the head of a group.
struct Field(usize, usize);

impl Ground for Field {
    fn rows(&self) -> usize {
        self.0
    }

    fn columns(&self) -> usize {
        self.1
    }

    fn can_stand(&self, row: usize) -> bool {
        row != 2 && row < self.0
    }

    fn is_filled(&self, _: Spot) -> bool {
        true
    }
}

fn clip(rows: &[&str]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.split(',').map(str::to_owned).collect()).collect()
}

fn block(from: (usize, usize), to: (usize, usize)) -> Block {
    let spot = |(row, column)| Spot { row, column };
    Block::between(spot(from), spot(to))
}

#[track_caller]
fn spreads(rows: &[&str], chosen: Block, expected: &str, surplus: (usize, usize)) {
    let clip = clip(rows);
    let target = spread(&clip, chosen, &Field(6, 3));
    let cells: Vec<_> = target.cells.iter().map(|(at, text)| format!("{}{}{text}", at.row, at.column)).collect();
    assert_eq!(cells.join(" "), expected, "{rows:?}");
    assert_eq!((target.surplus.rows, target.surplus.columns), surplus, "what does not fit");
}

#[test]
fn one_value_fills_every_chosen_cell_but_not_the_head_of_a_group() {
    spreads(&["x"], block((1, 0), (3, 1)), "10x 11x 30x 31x", (0, 0));
}

#[test]
fn a_block_goes_to_the_first_cell_or_is_repeated_a_whole_number_of_times() {
    spreads(&["a,b", "c,d"], block((0, 0), (0, 0)), "00a 01b 10c 11d", (0, 0));
    spreads(&["a", "b"], block((0, 1), (4, 1)), "01a 11b 31a 41b", (0, 0));
    spreads(&["a", "b", "c"], block((0, 0), (1, 0)), "00a 10b 30c", (0, 0));
}

#[test]
fn what_does_not_fit_is_counted() {
    spreads(&["a,b", "c,d", "e,f"], block((4, 2), (4, 2)), "42a 52c", (1, 1));
    spreads(&[], block((0, 0), (0, 0)), "", (0, 0));
}

fn wish(issue: IssueId, column: Column, text: &str) -> Wish {
    Wish { issue, column, said: Said::Text(text.to_owned()) }
}

#[test]
fn what_one_cell_says_counts_for_the_next_one_of_its_row() {
    let desk = Desk::new();
    let wishes = [wish(desk::FREE, Column::LeadUnit, "市水利局"), wish(desk::FREE, Column::Cooperating, "水务部门")];
    let bulk = Bulk::of(&desk.writer(), &wishes);
    assert_eq!((bulk.cells, bulk.faults.len()), (1, 1), "the lead cannot take part as well");
    assert_eq!(desk.refusal(&bulk.action().expect("an action")), None, "what is left can be done as one");
}

#[test]
fn faults_are_named_by_cell_and_the_rest_is_one_change() {
    let desk = Desk::new();
    let issues = [desk::FREE, desk::ASSIGNED];
    let wishes = fill_with("2027-03-01", &issues, &[Column::Due]);
    let bulk = Bulk::of(&desk.writer(), &wishes);
    assert_eq!(bulk.cells, 1, "the one that is not assigned");
    let faults: Vec<_> = bulk.faults.iter().map(|fault| (fault.issue, fault.column)).collect();
    assert_eq!(faults, [(desk::ASSIGNED, Column::Due)]);
}

#[test]
fn filling_down_copies_the_deadline_with_its_words() {
    let desk = Desk::new();
    let wishes = fill_down(&desk.writer(), &[desk::WORDED, desk::FREE], &[Column::Due]);
    let [Wish { issue: desk::FREE, said: Said::Deadline(deadline), .. }] = wishes.as_slice() else {
        panic!("{wishes:?}");
    };
    assert_eq!(deadline.words, "2026年底前");
}
