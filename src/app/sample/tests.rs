//! The sample is sound, the same each time, and has everything in it.

#![expect(clippy::wildcard_enum_match_arm, reason = "each test looks for one kind among many")]

use std::collections::BTreeSet;

use super::*;
use crate::{
    domain::{
        closure::Stage,
        facts::IssueFacts,
        record::{RecordBody, ScheduleRating},
        supervision::LevelKey,
        time_status::TimeStatus,
    },
    store::{ledger_check::check_ledger, ledger_write::ledger_to_bytes},
};

fn clock(year: i32, month: u32, day: u32) -> Clock {
    let today = NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let now = today.and_hms_opt(8, 0, 0).unwrap();
    Clock { now, today, instant: std::time::Instant::now() }
}

#[test]
fn the_sample_is_sound_on_every_day_of_a_year_and_longer() {
    for days in (0..400).step_by(23) {
        let start = clock(2026, 1, 1);
        let today = start.today + TimeDelta::days(days);
        let clock = Clock { today, now: start.now + TimeDelta::days(days), ..start };
        let content = sample(clock).unwrap_or_else(|error| panic!("{today}: {error}"));
        let check = check_ledger(&ledger_to_bytes(&content).unwrap()).unwrap();
        assert!(check.ok, "{today}: {:?}", check.faults);
        assert_eq!(check.issues, 40, "{today}");
        assert_eq!(check.heads.len(), 2, "{today}: two copies met");
        assert!(
            content.history.in_order().all(|change| change.header.typed_at < clock.now),
            "{today}: typed in the future"
        );
    }
}

#[test]
fn the_same_day_gives_the_same_bytes_and_another_day_others() {
    let bytes = |day| ledger_to_bytes(&sample(clock(2026, 11, day)).unwrap()).unwrap();
    assert!(bytes(20) == bytes(20), "the same day");
    assert!(bytes(20) != bytes(23), "another day");
}

#[test]
fn every_stage_level_time_status_and_rating_is_in_the_sample() {
    let clock = clock(2026, 11, 20);
    let content = sample(clock).unwrap();
    let ledger = &content.ledger;
    let facts: Vec<_> =
        ledger.issues.values().map(|issue| IssueFacts::of(issue, &ledger.directory, clock.today)).collect();
    let stages: BTreeSet<_> = facts.iter().map(|it| it.stage.stage).collect();
    let all =
        [Stage::Registered, Stage::Rectifying, Stage::Closing, Stage::Closed, Stage::Consolidating, Stage::Withdrawn];
    assert_eq!(stages, BTreeSet::from(all));
    let names: BTreeSet<_> = facts.iter().map(|it| it.stage.name.as_str()).filter(|name| !name.is_empty()).collect();
    let expected = ["整改中", "申请销号", "资料审核", "现场核查", "公示", "待备案", "待集中验收"];
    assert_eq!(names, BTreeSet::from(expected));
    let levels: BTreeSet<_> = facts.iter().filter_map(|it| it.level.as_ref()).map(LevelKey::as_str).collect();
    assert_eq!(levels, BTreeSet::from(["reminder", "circular", "talk", "order"]));
    let times: BTreeSet<_> = facts
        .iter()
        .map(|it| match it.time {
            TimeStatus::Overdue(_) => 0,
            TimeStatus::DueSoon(_) => 1,
            TimeStatus::Normal(_) => 2,
            TimeStatus::NoDeadline => 3,
            TimeStatus::Over => 4,
        })
        .collect();
    assert_eq!(times.len(), 5);
    let ratings: BTreeSet<_> = facts.iter().filter_map(|it| it.rating).collect();
    assert_eq!(ratings, BTreeSet::from(ScheduleRating::ALL));
    assert!(facts.iter().any(|it| it.stage.round == 2), "a relapse");
    assert!(facts.iter().filter(|it| it.to_confirm).count() >= 4, "something to confirm");
}

#[test]
fn every_kind_of_record_is_in_the_sample() {
    let content = sample(clock(2026, 11, 20)).unwrap();
    let mut kinds = BTreeSet::new();
    for record in content.ledger.issues.values().flat_map(|issue| &issue.records) {
        kinds.insert(match &record.body {
            RecordBody::Progress(note) if note.corrects.is_some() => "correcting note",
            RecordBody::Progress(_) => "note",
            RecordBody::Notice(_) => "notice",
            RecordBody::NoticeAnswer { .. } => "answer",
            RecordBody::NoticeLifted { .. } => "lifted",
            RecordBody::Extension(_) => "extension",
            RecordBody::ExtensionChosen { .. } => "extension chosen",
            RecordBody::DeadlineCorrected { .. } => "correction",
            RecordBody::Step(_) => "step",
            RecordBody::Publicity(_) => "publicity",
            RecordBody::Objection { .. } => "objection",
            RecordBody::ObjectionSettled { .. } => "settled",
            RecordBody::LookBack { qualified, .. } => {
                if *qualified {
                    "look-back"
                } else {
                    "failed look-back"
                }
            }
            RecordBody::Evidence(_) => "evidence",
            RecordBody::Instruction { .. } => "instruction",
            RecordBody::InstructionOutcome { .. } => "outcome",
            RecordBody::Remark { .. } => "remark",
            RecordBody::Reading { .. } => "reading",
        });
    }
    assert!(kinds.contains("extension chosen"), "two copies extended it and a person chose");
    assert!(kinds.len() >= 19, "{kinds:?}");
}

#[test]
fn two_copies_disagree_about_one_field_and_both_extended_one_issue() {
    let content = sample(clock(2026, 11, 20)).unwrap();
    let of = |number| content.ledger.issue(story::issue_id(number)).unwrap();
    assert!(of("回头看-05").fields.person_in_charge.is_conflicted(), "the person in charge");
    assert_eq!(of("回头看-01").acting_extensions().len(), 2);
}

#[test]
fn a_spot_check_was_drawn_and_may_be_drawn_again() {
    let ledger = sample(clock(2026, 11, 20)).unwrap().ledger;
    let draws = ledger.directory.live_draws();
    let [entry] = draws.as_slice() else { panic!("one draw") };
    assert!(entry.draw.holds());
    assert_eq!((entry.draw.drawn.len(), entry.draw.pool.len()), (4, 16));
}

#[test]
fn complaints_cases_and_private_data_are_there() {
    let ledger = sample(clock(2026, 11, 20)).unwrap().ledger;
    assert_eq!((ledger.complaints.len(), ledger.cases.len()), (11, 5));
    assert!(ledger.private.texts.len() > 20, "phones and reporters");
    assert_eq!(ledger.directory.inspections.len(), 3);
    assert!(ledger.directory.units.len() >= 17, "units and groups");
}

#[test]
fn the_pictures_of_the_sample_are_written_beside_it_and_are_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("示例.ron");
    let ledger = sample(clock(2026, 11, 20)).unwrap().ledger;
    write_files(&path, ledger.id).unwrap();
    let kept = crate::store::evidence::EvidenceFolder::find(&path, &ledger.id.to_string()).unwrap();
    let issue = ledger.issue(story::issue_id("省督-02")).unwrap();
    let shas = issue.live_records().filter_map(|record| match &record.body {
        RecordBody::Evidence(evidence) => Some(evidence.sha),
        _ => None,
    });
    let shas: Vec<_> = shas.collect();
    assert_eq!(shas.len(), 2, "before and after");
    for sha in shas {
        assert!(kept.path_of(sha.to_string().parse().unwrap()).is_some(), "{sha} is there");
    }
}
