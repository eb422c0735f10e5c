//! A big ledger is read and searched by jobs: the rows before stay until the new ones are there.

use super::*;

/// Refreshes until the rows are those asked for, with an end to the waiting.
fn settle(rows: &mut Rows, ledger: &Ledger, revision: u64) {
    for _ in 0..20_000 {
        rows.refresh(ledger, base(revision), &jobs_above(0));
        if !rows.is_working() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    panic!("the rows never came");
}

#[test]
fn rows_come_from_a_job_and_the_rows_before_stay_until_then() {
    let ledger = ledger();
    let mut rows = Rows::default();
    rows.refresh(&ledger, base(1), &jobs_above(0));
    assert!(rows.is_working() && rows.ids().is_empty(), "nothing is read in the frame");
    settle(&mut rows, &ledger, 1);
    assert_eq!(rows.ids(), [id(3), id(2), id(1)]);
    rows.ask(text("sewage"));
    rows.refresh(&ledger, base(1), &jobs_above(0));
    assert_eq!(rows.ids(), [id(3), id(2), id(1)], "the rows before");
    settle(&mut rows, &ledger, 1);
    assert_eq!(rows.ids(), [id(1)]);
}

#[test]
fn an_answer_that_nobody_asks_for_any_more_is_dropped() {
    let ledger = ledger();
    let mut rows = Rows::default();
    settle(&mut rows, &ledger, 1);
    rows.ask(text("s"));
    rows.refresh(&ledger, base(1), &jobs_above(0));
    let version = rows.version();
    rows.ask(text("省级 河道"));
    while rows.version() == version {
        rows.refresh(&ledger, base(1), &jobs_above(0));
        assert_ne!(rows.ids(), [id(1)], "rows of the first question");
    }
    assert_eq!(rows.ids(), [id(2)]);
}

#[test]
fn an_edit_during_a_job_is_taken_in_after_it() {
    let mut ledger = ledger();
    let mut rows = Rows::default();
    rows.ask(text("扬尘"));
    rows.refresh(&ledger, base(1), &jobs_above(0));
    issue(&mut ledger, 6, 1, "4.", "扬尘二", "");
    settle(&mut rows, &ledger, 2);
    assert_eq!(rows.ids(), [id(3), id(6)]);
    assert!(rows.facts(id(6)).is_some(), "its facts are known");
}
