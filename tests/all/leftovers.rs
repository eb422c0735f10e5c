//! New files that saves left beside a ledger when the program was killed: cleared away, or offered where only they have something.

#![expect(clippy::disallowed_methods, reason = "a test leaves files as a kill does")]

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use rectification_ledger::{
    app::Command,
    domain::{IssueId, issue::IssueValue, rules::Action},
    store::{
        ledger_open::open_ledger,
        ledger_write::{LedgerContent, ledger_to_bytes},
        leftovers::{clear_leftovers, has_nothing_new, is_leftover},
    },
};

use crate::page_window::{Program, clock};

/// A ledger's bytes, and the content of one that has a change more.
fn before_and_after() -> (Vec<u8>, LedgerContent) {
    let mut program = Program::with_ledger();
    let path = program.path("测试台账.ron");
    let values = vec![IssueValue::Title("南渠黑臭".to_owned()), IssueValue::Number("1".to_owned())];
    program.app.run(Command::Do(Action::RegisterIssue { issue: IssueId(1), values }));
    program.app.run(Command::Save);
    settle(&mut program);
    let before = fs::read(&path).expect("the file");
    let title = IssueValue::Title("后来改的标题".to_owned());
    program.app.run(Command::Do(Action::SetIssue { issue: IssueId(1), value: title }));
    program.app.run(Command::Save);
    settle(&mut program);
    let after = open_ledger(&fs::read(&path).expect("the file")).expect("a ledger").content;
    (before, after)
}

fn settle(program: &mut Program) {
    for _ in 0..2000 {
        program.app.tick(clock());
        if !program.app.is_saving() && !program.app.is_looking_beside() {
            return;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn an_hour_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_780_000_000)
}

fn an_hour_later() -> NaiveDateTime {
    DateTime::<Utc>::from(an_hour_ago()).naive_utc() + TimeDelta::hours(8 + 1)
}

/// Leaves a new file as a program does that was killed an hour ago.
fn leave(ledger: &Path, random: &str, bytes: &[u8]) -> PathBuf {
    let mut name = ledger.file_name().expect("a name").to_owned();
    name.push(format!(".{random}.new"));
    let path = ledger.with_file_name(name);
    fs::write(&path, bytes).expect("left");
    File::options().write(true).open(&path).and_then(|file| file.set_modified(an_hour_ago())).expect("an hour ago");
    path
}

#[test]
fn a_new_file_cut_anywhere_has_nothing_the_ledger_lacks() {
    let (before, after) = before_and_after();
    let step = (before.len() / 97).max(1);
    let known = (0..before.len()).step_by(step).filter(|cut| has_nothing_new(&before[..*cut], &after)).count();
    let all = (0..before.len()).step_by(step).count();
    // Only one cut within the first line cannot be told from any other file; it stays.
    assert!(known + 3 >= all, "{known} of {all}");
    assert!(has_nothing_new(&before, &after), "the whole one");
    assert!(has_nothing_new(&[0; 4096], &after), "zeros");
}

#[test]
fn a_new_file_with_a_change_the_ledger_lacks_stays() {
    let (before, after) = before_and_after();
    let older = open_ledger(&before).expect("a ledger").content;
    let newer = ledger_to_bytes(&after).expect("bytes");
    assert!(!has_nothing_new(&newer, &older), "whole");
    let part = String::from_utf8(newer.clone()).expect("UTF-8");
    let in_part = part.find("后来改的标题").expect("the state");
    let line_end = part.match_indices('\n').map(|(at, _)| at).filter(|at| *at > in_part).nth(2).expect("lines");
    assert!(!has_nothing_new(&newer[..line_end], &older), "cut behind the change's part");
    let garbled = part.replace("后来改的标题", "不知谁改的标");
    assert!(!has_nothing_new(garbled.as_bytes(), &after), "a line that is not what was written");
    assert!(!has_nothing_new("别人的笔记".as_bytes(), &after), "no ledger");
}

#[test]
fn only_dead_files_of_this_very_ledger_are_cleared_away() {
    let (before, after) = before_and_after();
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("台账.ron");
    fs::write(&ledger, &before).expect("the ledger");
    let dead = leave(&ledger, "a1B2c3", &before[..before.len() / 2]);
    let empty = leave(&ledger, "ZZZZZZ", b"");
    let others = leave(&folder.path().join("别的台账.ron"), "a1B2c3", &before);
    let notes = leave(&ledger, "abcdef", "别人的笔记".as_bytes());
    let young = leave(&ledger, "x1y2z3", &before);
    let minute_ago = an_hour_ago() + Duration::from_mins(59);
    File::options().write(true).open(&young).and_then(|file| file.set_modified(minute_ago)).expect("a minute ago");
    assert_eq!(clear_leftovers(&ledger, &after, an_hour_later()), 2);
    assert!(!dead.exists() && !empty.exists(), "what was broken off is gone");
    assert!(ledger.exists() && others.exists() && notes.exists() && young.exists(), "nothing else is");
}

#[test]
fn names_that_are_not_of_a_new_file_mean_nothing() {
    assert!(is_leftover("台账.ron", "台账.ron.a1B2c3.new"), "ours");
    for name in
        ["台账.ron.new", "台账.ron.草稿草稿草稿.new", "台账.ron.a1B2c3d.new", "台账.ron.a1B2c3.bak", "台账.a1B2c3.new"]
    {
        assert!(!is_leftover("台账.ron", name), "{name}");
    }
}

#[test]
fn what_only_a_new_file_has_is_offered_as_a_copy_when_its_ledger_is_opened() {
    let (before, after) = before_and_after();
    let mut program = Program::with_ledger();
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("台账.ron");
    fs::write(&ledger, &before).expect("the ledger");
    let kept = leave(&ledger, "a1B2c3", &ledger_to_bytes(&after).expect("bytes"));
    let cut = leave(&ledger, "Q1W2E3", &before[..before.len() / 2]);
    program.app.run(Command::Open(ledger));
    settle(&mut program);
    settle(&mut program);
    assert_eq!(program.app.conflict_copies(), [(kept.clone(), 1)]);
    assert!(kept.exists(), "it stays until somebody removes it");
    assert!(!cut.exists(), "the one without anything is gone");
}
