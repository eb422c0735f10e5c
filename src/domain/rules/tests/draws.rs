//! Random draws.

use super::*;
use crate::domain::{DrawId, directory::DirectoryItem, issue::Presence, rules::EntryField, rules::Thing};

fn draw(seed: &str, count: usize, draw: u128) -> Action {
    Action::Draw {
        draw: DrawId(draw),
        seed: seed.to_owned(),
        pool: vec![ISSUE],
        filter: "全部在办".to_owned(),
        count,
        date: day("2026-09-18"),
        purpose: String::new(),
    }
}

#[test]
fn a_draw_is_recorded_with_seed_pool_and_filter_and_holds() {
    let mut desk = Desk::new();
    desk.does(draw(" 42 ", 1, 5));
    let entries = desk.ledger.directory.live_draws();
    let made = &entries[0].draw;
    assert_eq!((made.seed.as_str(), made.filter.as_str()), ("42", "全部在办"));
    assert_eq!((made.pool.as_slice(), made.drawn.as_slice()), ([ISSUE].as_slice(), [ISSUE].as_slice()));
    assert!(made.holds());
}

#[test]
fn a_draw_needs_as_many_issues_that_stand_as_it_draws_and_is_not_a_units() {
    let mut desk = Desk::new();
    desk.refuses(draw("42", 2, 5), &Refusal::EntryMissing(EntryField::Number));
    desk.refuses(draw("42", 0, 5), &Refusal::EntryMissing(EntryField::Number));
    desk.ctx.role = Role::Unit;
    desk.refuses(draw("42", 1, 5), &Refusal::NeedsRole(Role::Supervisor));
    desk.ctx.role = Role::Supervisor;
    desk.does(draw("42", 1, 5));
    desk.refuses(draw("42", 1, 5), &Refusal::ExistsAlready(Thing::Draw));
    desk.ctx.role = Role::Office;
    let presence = desk.ledger.directory.presence_of(DirectoryItem::Draw(DrawId(5)));
    assert_eq!(presence.map(crate::domain::register::Reg::get), Some(&Presence::Present));
    desk.does(Action::WithdrawEntry { item: DirectoryItem::Draw(DrawId(5)), reason: "范围选错".to_owned() });
    assert!(desk.ledger.directory.live_draws().is_empty(), "withdrawn, and still readable");
}

#[test]
fn an_empty_seed_is_given_with_the_ids_as_ten_digits() {
    let mut n = 98_765_432_109_876_u128;
    let mut next = || {
        n += 1;
        n
    };
    let Action::Draw { draw, seed, .. } = draw("", 1, 0).with_ids(&mut next) else { panic!("a draw") };
    assert!(!draw.is_nil());
    assert_eq!(seed, "5432109878");
}
