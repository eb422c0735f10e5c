//! Cards and columns.

use super::*;
use crate::domain::procedure_presets;

fn card(n: u128, procedure: &str, step: &str, used: i64) -> Card {
    let procedure = procedure_presets::all().into_iter().find(|it| it.name == procedure).unwrap();
    let steps: Vec<_> = procedure
        .steps
        .iter()
        .skip(1)
        .map(|it| ColumnOf {
            key: it.key.clone(),
            name: it.name.clone(),
            role: it.role,
            limit: it.limit,
            notice: it.notice,
            batch: procedure.batch.as_ref().is_some_and(|batch| batch.step == it.key),
        })
        .collect();
    let at = procedure.step(&step.into()).unwrap();
    Card {
        issue: IssueId(n),
        unit: Some(UnitId(n % 2)),
        procedure: procedure.name.clone(),
        steps,
        step: at.key.clone(),
        step_name: at.name.clone(),
        round: 1,
        returns: usize::from(n == 3),
        just_returned: false,
        since: None,
        days: Some(DaysUsed { used, limit: at.limit }),
        notice: None,
        lacks: Vec::new(),
        contradicted: false,
        closing: step != "site_verification",
        finished: n == 7,
    }
}

const YULIN: &str = "榆林程序";
const HANZHONG: &str = "汉中程序";

fn cards() -> Vec<Card> {
    vec![
        card(1, YULIN, "document_review", 2),
        card(2, YULIN, "document_review", 30),
        card(3, YULIN, "site_check", 1),
        card(4, HANZHONG, "monthly_acceptance", 3),
        card(5, HANZHONG, "monthly_acceptance", 9),
        card(6, YULIN, "site_verification", 9),
        card(7, YULIN, "site_verification", 9),
    ]
}

#[test]
fn procedures_share_the_columns_of_equal_steps_and_keep_their_own_order() {
    let cards = cards();
    let board = Board::of(cards.iter(), &BoardQuery::default());
    for procedure in [YULIN, HANZHONG] {
        let own = cards.iter().find(|card| card.procedure == procedure).unwrap();
        let places: Vec<_> = own
            .steps
            .iter()
            .map(|step| board.columns.iter().position(|it| it.step.key == step.key && it.step.name == step.name))
            .collect();
        assert!(places.is_sorted() && places.iter().all(Option::is_some), "{procedure} {places:?}");
    }
    let applications = board.columns.iter().filter(|it| it.step.key.as_str() == "closure_application");
    assert_eq!(applications.count(), 1, "one column for both procedures");
    assert_eq!(board.procedures, [(YULIN.to_owned(), 4), (HANZHONG.to_owned(), 2)]);
}

#[test]
fn the_card_with_the_fewest_days_left_stands_first_and_what_goes_on_is_only_counted() {
    let cards = cards();
    let board = Board::of(cards.iter(), &BoardQuery::default());
    let column = |key: &str| board.columns.iter().find(|it| it.step.key.as_str() == key).unwrap();
    assert_eq!(column("document_review").cards, [IssueId(2), IssueId(1)]);
    let first = column("site_verification");
    assert_eq!((first.cards.as_slice(), first.others), ([IssueId(7)].as_slice(), 1));
    assert_eq!((board.all, board.beyond, board.returned), (6, 1, 1));
}

#[test]
fn a_query_narrows_the_cards_and_not_the_counts() {
    let cards = cards();
    let query = BoardQuery { procedure: Some(HANZHONG.to_owned()), ..BoardQuery::default() };
    let board = Board::of(cards.iter(), &query);
    assert!(board.columns.iter().any(|it| it.step.batch && it.cards.len() == 2));
    assert!(board.columns.iter().all(|it| it.step.key.as_str() != "document_review"));
    assert_eq!(board.all, 6);
    let returned = Board::of(cards.iter(), &BoardQuery { returned: true, ..BoardQuery::default() });
    let shown: usize = returned.columns.iter().map(|it| it.cards.len()).sum();
    assert_eq!(shown, 1);
}

#[test]
fn the_arrows_pass_over_empty_columns() {
    let cards = cards();
    let board = Board::of(cards.iter(), &BoardQuery::default());
    let (column, row) = board.place(IssueId(1)).unwrap();
    assert_eq!(board.at(column, row + 5), Some(IssueId(1)), "the last of the column");
    let right = board.beside(column, true).unwrap();
    assert!(!board.columns[right].cards.is_empty());
    assert_eq!(board.beside(0, false), None);
}
