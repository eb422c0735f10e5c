//! Random work on several copies that meet at random: whoever takes whom in, they come to the same, and nothing is lost.
//!
//! 1,024 cases each; with `LONG=1` 100,000 (`.ci/long`).

#![expect(clippy::indexing_slicing, reason = "copies are counted by the test itself")]

use std::collections::BTreeSet;

use chrono::TimeDelta;
use proptest::prelude::*;
use rectification_ledger::{
    domain::{
        ChangeId, ComplaintId, EditRef, UnitId,
        complaint::ComplaintValue,
        directory::UnitValue,
        edit::{Edit, PartKey, PrivateSubject},
        history::History,
        issue::{IssueItem, IssueValue},
        rules::Action,
        slot::{Slot, slot_of},
        slot_values::values_in,
    },
    store::codec::RonParts,
};

use super::history::{Copy, Doing, action, does, issue, text};

/// How many random histories each property is tried on: 1,024, or with `LONG=1` 100,000, or as many as `LONG` says.
fn cases() -> u32 {
    match std::env::var("LONG").map(|many| many.parse().unwrap_or(1)) {
        Err(_) => 1_024,
        Ok(0 | 1) => 100_000,
        Ok(many) => many,
    }
}

const AUTHORS: [&str; 5] = ["王敏", "李强", "周强", "刘敏", "陈国栋"];

/// What happens to one of several copies.
#[derive(Clone, Debug)]
enum Happens {
    /// Somebody works on it.
    Work(usize, Doing),
    /// It takes another one in.
    Meets(usize, usize),
    /// An older state of it is copied over it.
    Restored(usize, usize),
    /// Its clock is set forward or back by a year.
    ClockWrong(usize, bool),
}

/// Deeds beside those of issues: rules and lists that everybody shares, complaints, who reported.
fn shared() -> impl Strategy<Value = Action> {
    let complaint = || (1_u128..=2).prop_map(ComplaintId);
    let unit = || (1_u128..=3).prop_map(UnitId);
    prop_oneof![
        (unit(), text()).prop_map(|(unit, name)| Action::SetUnit { unit, value: UnitValue::Name(name) }),
        (unit(), text()).prop_map(|(unit, region)| Action::SetUnit { unit, value: UnitValue::Region(region) }),
        (unit(), unit()).prop_map(|(from, into)| Action::MergeUnits { from, into }),
        text().prop_map(Action::AddCategory),
        (complaint(), text()).prop_map(|(complaint, facts)| Action::RegisterComplaint {
            complaint,
            values: vec![ComplaintValue::Facts(facts)],
            kinds: Vec::new()
        }),
        (complaint(), text())
            .prop_map(|(complaint, facts)| Action::SetComplaint { complaint, value: ComplaintValue::Facts(facts) }),
        (complaint(), text()).prop_map(|(id, text)| Action::SetPrivate { subject: PrivateSubject::Reporter(id), text }),
        (complaint(), text()).prop_map(|(complaint, reason)| Action::WithdrawComplaint { complaint, reason }),
        (issue(), issue()).prop_map(|(issue, other)| Action::Relate { issue, other, related: true }),
        (issue(), text()).prop_map(|(issue, reason)| Action::Because {
            reason,
            action: Box::new(Action::SetIssue { issue, value: IssueValue::Region("区".to_owned()) })
        }),
        (issue(), any::<bool>()).prop_map(|(issue, withdraw)| {
            let item = IssueItem::Issue;
            if withdraw {
                Action::Withdraw { issue, item, reason: "重复".to_owned() }
            } else {
                Action::Restore { issue, item }
            }
        }),
    ]
}

fn work() -> impl Strategy<Value = Doing> {
    prop_oneof![
        8 => action().prop_map(|action| Doing::Act(Box::new(action))),
        4 => shared().prop_map(|action| Doing::Act(Box::new(action))),
        3 => (issue(), text()).prop_map(|(issue, words)| {
            Doing::Act(Box::new(Action::SetIssue { issue, value: IssueValue::Goal(words) }))
        }),
        2 => Just(Doing::Undo),
        1 => Just(Doing::Redo),
    ]
}

fn happens(copies: usize) -> impl Strategy<Value = Happens> {
    prop_oneof![
        8 => (0..copies, work()).prop_map(|(copy, doing)| Happens::Work(copy, doing)),
        3 => (0..copies, 0..copies).prop_map(|(one, other)| Happens::Meets(one, other)),
        1 => (0..copies, 0..8_usize).prop_map(|(copy, back)| Happens::Restored(copy, back)),
        1 => (0..copies, any::<bool>()).prop_map(|(copy, forward)| Happens::ClockWrong(copy, forward)),
    ]
}

fn stories() -> impl Strategy<Value = (usize, Vec<Happens>)> {
    (3_usize..=5).prop_flat_map(|copies| (Just(copies), proptest::collection::vec(happens(copies), 0..28)))
}

/// Several copies, and everything that ever stood on any of them.
struct World {
    copies: Vec<Copy>,
    /// What each computer remembers of its own copy: its shadow.
    shadows: Vec<Copy>,
}

impl World {
    fn new(n: usize) -> Self {
        let first = Copy::new();
        let copy = |n: usize| {
            let author = AUTHORS.get(n).copied().unwrap_or_default();
            Copy { author, ids: (n as u128 + 1) << 80, ..first.clone() }
        };
        let copies: Vec<Copy> = (0..n).map(copy).collect();
        let shadows = copies.clone();
        Self { copies, shadows }
    }

    fn lives(n: usize, story: &[Happens]) -> Self {
        let mut world = Self::new(n);
        let mut kept: Vec<Vec<Copy>> = world.copies.iter().map(|copy| vec![copy.clone()]).collect();
        for event in story {
            let at = match event {
                Happens::Work(at, doing) => {
                    does(&mut world.copies[*at], doing);
                    *at
                }
                Happens::Meets(at, other) => {
                    let other = world.copies[*other].clone();
                    world.copies[*at].meet(&other);
                    *at
                }
                Happens::Restored(at, back) => {
                    let old = kept[*at].iter().rev().nth(*back).or_else(|| kept[*at].first()).expect("a first").clone();
                    // Ids go on, as random ones do.
                    let ids = world.copies[*at].ids;
                    world.copies[*at] = Copy { ids, ..old };
                    *at
                }
                Happens::ClockWrong(at, forward) => {
                    let year = TimeDelta::days(365);
                    let now = &mut world.copies[*at].now;
                    *now = if *forward { *now + year } else { *now - year };
                    *at
                }
            };
            let now = world.copies[at].clone();
            world.shadows[at].meet(&now);
            kept[at].push(now);
        }
        world
    }

    /// Every copy with everything its computer remembers.
    fn everything(&self) -> Vec<Copy> {
        let mut all = self.copies.clone();
        for (copy, shadow) in all.iter_mut().zip(&self.shadows) {
            copy.meet(shadow);
        }
        all
    }
}

fn met(one: &Copy, other: &Copy) -> Copy {
    let mut met = one.clone();
    met.meet(other);
    met
}

fn same(one: &Copy, other: &Copy) -> bool {
    one.ledger == other.ledger && one.history == other.history
}

/// All edits of a history with their names and what they stand in the place of.
fn all_edits(history: &History) -> Vec<(EditRef, PartKey, Edit)> {
    let mut all = Vec::new();
    for change in history.in_order() {
        for (key, _) in &change.parts {
            let part = history.part(change.id, *key, &RonParts).expect("its bytes");
            let edits = part.edits(*key).into_iter();
            all.extend((0..).zip(edits).map(|(n, edit)| (EditRef(change.id, n), *key, edit)));
        }
    }
    all
}

/// Every value that no other edit has seen stands, and can be chosen; every other one is in the history.
fn unreachable(copy: &Copy) -> Vec<String> {
    let all = all_edits(&copy.history);
    let mut replaced: BTreeSet<(PartKey, EditRef)> = BTreeSet::new();
    for (at, key, edit) in &all {
        let mut edit = edit.clone();
        let named = edit.replaces_mut().map(std::mem::take).unwrap_or_default();
        let own = |it: EditRef| if it.0 == ChangeId::THIS { EditRef(at.0, it.1) } else { it };
        replaced.extend(named.into_iter().map(|it| (*key, own(it))));
    }
    let mut lost = Vec::new();
    for (at, key, mut edit) in all {
        let Some(named) = edit.replaces_mut() else {
            continue;
        };
        named.clear();
        if !replaced.contains(&(key, at)) {
            let standing = values_in(&copy.ledger, key, &slot_of(&edit));
            if !standing.iter().any(|(by, value)| *by == at.0 && *value == edit) {
                lost.push(format!("{at:?} {edit:?}"));
            }
        }
    }
    lost
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: cases(),
        failure_persistence: None,
        max_shrink_iters: 400,
        ..ProptestConfig::default()
    })]

    #[test]
    fn merging_is_commutative_associative_and_idempotent((n, story) in stories()) {
        let world = World::lives(n, &story);
        let [a, b, c] = [&world.copies[0], &world.copies[1], &world.copies[2]];
        let ab = met(a, b);
        prop_assert!(same(&ab, &met(b, a)), "commutative");
        prop_assert!(same(&met(&ab, c), &met(a, &met(b, c))), "associative");
        prop_assert!(same(&met(a, a), a), "idempotent");
        prop_assert!(same(&met(&ab, b), &ab), "the same again brings nothing");
        prop_assert!(ab.fold() == ab.ledger, "what is stored is the fold");
    }

    #[test]
    fn copies_that_all_meet_converge_in_whatever_order_and_lose_nothing((n, story) in stories(), seed in any::<u64>()) {
        let world = World::lives(n, &story);
        let all = world.everything();
        let forward = all.iter().skip(1).fold(all[0].clone(), |sum, copy| met(&sum, copy));
        let mut order: Vec<usize> = (0..n).collect();
        order.rotate_left((seed % n as u64) as usize);
        order.reverse();
        let backward = order[1..].iter().fold(all[order[0]].clone(), |sum, copy| met(&sum, &all[*copy]));
        prop_assert!(same(&forward, &backward), "convergent");
        prop_assert!(forward.fold() == forward.ledger, "what is stored is the fold");
        for copy in world.copies.iter().chain(&world.shadows) {
            for change in copy.history.in_order() {
                prop_assert_eq!(forward.history.get(change.id), Some(change), "every change is there, byte for byte");
            }
        }
        prop_assert_eq!(unreachable(&forward), Vec::<String>::new(), "every value stands or was replaced knowingly");
    }

    #[test]
    fn after_a_merge_undo_takes_back_what_is_ones_own_and_never_what_somebody_changed_since((n, story) in stories()) {
        let world = World::lives(n, &story);
        let mut merged = met(&world.copies[0], &world.copies[1]);
        let before = merged.history.len();
        let others: Vec<_> = values_of_others(&merged);
        if merged.undo(false).is_ok() {
            prop_assert_eq!(merged.history.len(), before + 1, "a new change");
            for (key, by, edit) in others {
                let standing = values_in(&merged.ledger, key, &slot_of(&edit));
                prop_assert!(standing.iter().any(|(who, value)| *who == by && *value == edit), "{edit:?}");
            }
        }
        prop_assert!(merged.fold() == merged.ledger);
    }
}

/// Values of other people that are shown in places where nobody else has a value.
fn values_of_others(copy: &Copy) -> Vec<(PartKey, ChangeId, Edit)> {
    let mut found = Vec::new();
    for (at, key, mut edit) in all_edits(&copy.history) {
        let theirs = copy.history.get(at.0).is_some_and(|change| change.header.author != copy.author);
        let Some(named) = edit.replaces_mut().filter(|_| theirs) else {
            continue;
        };
        named.clear();
        // Taking a registration back withdraws the thing, whoever restored it meanwhile.
        let is_presence = matches!(slot_of(&edit), Slot::IssuePresence(_) | Slot::EntryPresence(_) | Slot::Presence);
        if !is_presence && values_in(&copy.ledger, key, &slot_of(&edit)) == [(at.0, edit.clone())] {
            found.push((key, at.0, edit));
        }
    }
    found
}
