//! Tests of the shadow store.

use chrono::NaiveDate;
use tempfile::TempDir;

use super::*;
use crate::{
    domain::{
        ComplaintId, DeviceId,
        change::{Header, HeldPart},
        edit::{PartEdits, PartKey, PrivateEdit, PrivateSubject},
    },
    store::codec::write_change,
};

fn change(parents: Vec<ChangeId>, generation: u64, text: &str, erases: Vec<ChangeId>) -> Change {
    let header = Header {
        parents,
        generation,
        author: "王敏".to_owned(),
        unit: String::new(),
        device: DeviceId(1),
        typed_at: NaiveDate::from_ymd_opt(2026, 9, 18).unwrap().and_hms_opt(9, 0, 0).unwrap(),
        reason: String::new(),
        undoes: None,
        grant: None,
        erases,
        parts: Vec::new(),
    };
    let edit = PrivateEdit::Set(PrivateSubject::Reporter(ComplaintId(1)), text.to_owned(), Vec::new());
    write_change(header, &[(PartKey::Private, PartEdits::Private(vec![edit]))], || "salt".to_owned()).unwrap()
}

fn history(n: u64) -> History {
    let mut history = History::default();
    for generation in 1..=n {
        let next = change(history.heads(), generation, &format!("举报人{generation}"), Vec::new());
        history.insert(next).unwrap();
    }
    history
}

#[test]
fn an_older_copy_lacks_what_was_remembered_and_declined_changes_are_not_offered() {
    let root = TempDir::new().unwrap();
    let shadow = Shadow::new(root.path().join("shadow/a"));
    assert_eq!(shadow.lacking_in(&history(2)).unwrap(), [], "nothing is remembered yet");
    assert_eq!(shadow.remember(&history(3)).unwrap(), 3);
    assert_eq!(shadow.remember(&history(5)).unwrap(), 2, "only what is new");
    assert_eq!(shadow.remember(&history(5)).unwrap(), 0);
    let lacking = shadow.lacking_in(&history(2)).unwrap();
    let whole = history(5);
    let wanted: Vec<&Change> = whole.in_order().skip(2).collect();
    assert_eq!(lacking.iter().collect::<Vec<_>>(), wanted, "in order, byte for byte");
    let last = lacking.last().unwrap().id;
    shadow.decline(&[last]).unwrap();
    assert_eq!(shadow.lacking_in(&history(2)).unwrap().len(), 2, "not offered again");
    shadow.accept(&[last]).unwrap();
    assert_eq!(shadow.lacking_in(&history(2)).unwrap().len(), 3, "wanted after all");
    shadow.forget().unwrap();
    assert_eq!(shadow.ids().unwrap().len(), 0, "forgotten");
    shadow.forget().unwrap();
}

#[test]
fn many_batches_become_one_and_nothing_is_lost() {
    let root = TempDir::new().unwrap();
    let shadow = Shadow::new(root.path().join("a"));
    for n in 1..=60 {
        shadow.remember(&history(n)).unwrap();
    }
    assert!(shadow.batches().unwrap().len() < 20, "put together");
    assert_eq!(shadow.lacking_in(&History::default()).unwrap().len(), 60);
}

#[test]
fn a_batch_without_its_ids_and_a_broken_one_cost_only_what_is_broken() {
    let root = TempDir::new().unwrap();
    let shadow = Shadow::new(root.path().join("a"));
    shadow.remember(&history(2)).unwrap();
    let batch = shadow.batches().unwrap().remove(0);
    fs::remove_file(batch.with_extension("").with_extension("ids")).unwrap();
    assert_eq!(shadow.ids().unwrap().len(), 2, "read from the batch itself");
    shadow.remember(&history(3)).unwrap();
    safe_write(&batch, b"torn").unwrap();
    assert_eq!(shadow.lacking_in(&History::default()).unwrap().len(), 1, "the other batch is whole");
}

#[test]
fn what_is_erased_is_in_no_batch_any_more() {
    let root = TempDir::new().unwrap();
    let shadow = Shadow::new(root.path().join("a"));
    let mut history = history(2);
    shadow.remember(&history).unwrap();
    let first = history.in_order().next().unwrap().id;
    history.insert(change(history.heads(), 3, "", vec![first])).unwrap();
    shadow.remember(&history).unwrap();
    shadow.obey_erasures(&history).unwrap();
    let kept = shadow.lacking_in(&History::default()).unwrap();
    assert_eq!(kept.len(), 3, "the change itself stays");
    let erased = kept.iter().find(|change| change.id == first).unwrap();
    assert!(matches!(erased.parts[0].1, HeldPart::Erased(_)), "its words do not");
}
