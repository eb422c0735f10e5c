//! The cursor on a small field: `#` filled, `.` empty, `=` the head of a group.

use proptest::prelude::*;

use super::*;

struct Field(Vec<&'static str>);

impl Ground for Field {
    fn rows(&self) -> usize {
        self.0.len()
    }

    fn columns(&self) -> usize {
        self.0.first().map_or(0, |row| row.len())
    }

    fn can_stand(&self, row: usize) -> bool {
        self.0.get(row).is_some_and(|row| !row.starts_with('='))
    }

    fn is_filled(&self, spot: Spot) -> bool {
        self.0.get(spot.row).and_then(|row| row.chars().nth(spot.column)) == Some('#')
    }
}

fn field() -> Field {
    Field(vec!["####", "#..#", "====", "#.##", "####"])
}

fn spot(row: usize, column: usize) -> Spot {
    Spot { row, column }
}

#[track_caller]
fn goes(from: (usize, usize), motion: Motion, to: (usize, usize)) {
    let mut selection = Selection::at(spot(from.0, from.1));
    selection.go(motion, false, &field());
    assert_eq!(selection, Selection::at(spot(to.0, to.1)), "{motion:?} from {from:?}");
}

#[test]
fn arrows_step_over_the_head_of_a_group_and_stop_at_the_edges() {
    goes((1, 1), Motion::Step(Direction::Down), (3, 1));
    goes((3, 1), Motion::Step(Direction::Up), (1, 1));
    goes((0, 0), Motion::Step(Direction::Up), (0, 0));
    goes((4, 3), Motion::Step(Direction::Right), (4, 3));
    goes((1, 2), Motion::Step(Direction::Left), (1, 1));
}

#[test]
fn control_and_arrows_go_to_the_edge_of_what_is_filled() {
    goes((0, 0), Motion::Edge(Direction::Right), (0, 3));
    goes((1, 0), Motion::Edge(Direction::Right), (1, 3));
    goes((1, 1), Motion::Edge(Direction::Right), (1, 3));
    goes((0, 1), Motion::Edge(Direction::Down), (4, 1));
    goes((0, 0), Motion::Edge(Direction::Down), (4, 0));
    goes((4, 3), Motion::Edge(Direction::Up), (0, 3));
}

#[test]
fn home_end_and_pages_stay_on_the_ground() {
    goes((3, 2), Motion::RowStart, (3, 0));
    goes((3, 2), Motion::RowEnd, (3, 3));
    goes((3, 2), Motion::Start, (0, 0));
    goes((0, 0), Motion::End, (4, 3));
    goes((0, 1), Motion::PageDown(2), (3, 1));
    goes((4, 1), Motion::PageUp(9), (0, 1));
    goes((3, 1), Motion::PageDown(9), (4, 1));
}

#[test]
fn shift_draws_a_block_and_the_cursor_stays() {
    let mut selection = Selection::at(spot(1, 1));
    selection.go(Motion::Step(Direction::Right), true, &field());
    selection.go(Motion::Step(Direction::Down), true, &field());
    assert_eq!(selection.cursor(), spot(1, 1), "typed into here");
    assert_eq!(selection.block(), Block::between(spot(1, 1), spot(3, 2)), "over the head of the group");
    selection.go(Motion::Step(Direction::Up), true, &field());
    assert_eq!(selection.block(), Block::between(spot(1, 1), spot(1, 2)), "back again");
    selection.go(Motion::Step(Direction::Left), false, &field());
    assert!(selection.is_one(), "an arrow alone lets the block go");
}

#[test]
fn enter_after_tabs_goes_back_under_the_first_edited_column() {
    let mut selection = Selection::at(spot(0, 1));
    selection.tab(false, &field());
    selection.tab(false, &field());
    assert_eq!(selection.cursor(), spot(0, 3), "two to the right");
    selection.enter(false, &field());
    assert_eq!(selection.cursor(), spot(1, 1), "under the first");
    selection.enter(false, &field());
    assert_eq!(selection.cursor(), spot(3, 1), "straight down afterwards");
    selection.enter(true, &field());
    assert_eq!(selection.cursor(), spot(1, 1), "and up with Shift");
}

#[test]
fn in_a_block_enter_and_tab_go_round_it() {
    let mut selection = Selection::spanning(spot(1, 0), spot(3, 1));
    let mut seen = Vec::new();
    for _ in 0..4 {
        selection.enter(false, &field());
        seen.push((selection.cursor().row, selection.cursor().column));
    }
    assert_eq!(seen, [(3, 0), (1, 1), (3, 1), (1, 0)], "down the columns, round again");
    selection.tab(true, &field());
    assert_eq!(selection.cursor(), spot(3, 1), "backwards");
    assert_eq!(selection.block(), Block::between(spot(1, 0), spot(3, 1)), "the block stays");
}

#[test]
fn everything_is_chosen_at_once_and_lines_as_a_whole() {
    let all = Selection::all(&field(), None).expect("cells");
    assert_eq!(all.block(), Block::between(spot(0, 0), spot(4, 3)), "every cell");
    let rows = Selection::rows(3, 4, 4);
    assert_eq!((rows.block().height(), rows.block().width()), (2, 4), "two whole lines");
}

#[test]
fn a_selection_is_kept_on_the_ground_when_lines_go_away() {
    let gone = Selection::at(spot(9, 9)).kept_on(&field()).expect("somewhere");
    assert_eq!(gone.cursor(), spot(4, 3), "the last cell");
    let head = Selection::at(spot(2, 1)).kept_on(&field()).expect("somewhere");
    assert_eq!(head.cursor(), spot(3, 1), "not on the head of a group");
    assert_eq!(Selection::at(spot(0, 0)).kept_on(&Field(Vec::new())), None, "nothing to stand on");
}

fn motion() -> impl Strategy<Value = Motion> {
    let direction =
        || prop_oneof![Just(Direction::Left), Just(Direction::Right), Just(Direction::Up), Just(Direction::Down)];
    prop_oneof![
        direction().prop_map(Motion::Step),
        direction().prop_map(Motion::Edge),
        Just(Motion::RowStart),
        Just(Motion::RowEnd),
        Just(Motion::Start),
        Just(Motion::End),
        (0usize..9).prop_map(Motion::PageUp),
        (0usize..9).prop_map(Motion::PageDown),
    ]
}

proptest! {
    #[test]
    fn whatever_is_pressed_the_cursor_stands_in_a_cell_of_an_issue(
        moves in prop::collection::vec((motion(), any::<bool>(), 0u8..6), 0..40)
    ) {
        let field = field();
        let mut selection = Selection::at(spot(0, 0));
        for (motion, extend, other) in moves {
            match other {
                0 => selection.enter(extend, &field),
                1 => selection.tab(extend, &field),
                _ => selection.go(motion, extend, &field),
            }
            let at = selection.cursor();
            prop_assert!(field.can_stand(at.row) && at.column < 4, "{at:?}");
            prop_assert!(selection.block().contains(at), "{selection:?}");
        }
    }
}
