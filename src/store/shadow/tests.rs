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
    for _ in 0..n {
        grow(&mut history);
    }
    history
}

fn grow(history: &mut History) {
    let generation = history.generation() + 1;
    let next = change(history.heads(), generation, &format!("举报人{generation}"), Vec::new());
    history.insert(next).unwrap();
}

/// A shadow in `root` on a computer of which the memory holds so few changes.
fn small(root: &TempDir, most_in_batch: usize) -> Shadow {
    Shadow { most_in_batch, ..Shadow::new(root.path().join("a")) }
}

/// How many changes stand in each batch.
fn n_lines(shadow: &Shadow) -> Vec<usize> {
    shadow.batches().unwrap().iter().map(|batch| lines_of(batch).unwrap().count()).collect()
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

#[test]
fn no_batch_ever_grows_above_what_memory_holds_and_full_ones_are_left_alone() {
    let root = TempDir::new().unwrap();
    let shadow = small(&root, 20);
    let mut history = history(100);
    shadow.remember(&history).unwrap();
    let full = shadow.batches().unwrap();
    assert_eq!(n_lines(&shadow), [20; 5]);
    for _ in 0..60 {
        grow(&mut history);
        shadow.remember(&history).unwrap();
    }
    let now = shadow.batches().unwrap();
    assert!(full.iter().all(|batch| now.contains(batch)), "never written anew");
    let n_lines = n_lines(&shadow);
    assert!(n_lines.iter().all(|n| *n <= 20) && n_lines.len() < 5 + 20, "{n_lines:?}");
    assert_eq!(shadow.ids().unwrap().len(), 160);
    assert_eq!(shadow.lacking_in(&History::default()).unwrap().len(), 160, "nothing is lost");
}

#[test]
fn a_kill_before_the_old_batches_are_gone_costs_nothing() {
    let root = TempDir::new().unwrap();
    let shadow = small(&root, MOST_IN_BATCH);
    let mut history = history(0);
    let mut before = Vec::new();
    for _ in 0..16 {
        let files = fs::read_dir(&shadow.folder).into_iter().flatten().flatten().map(|entry| entry.path());
        before = files.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
        grow(&mut history);
        shadow.remember(&history).unwrap();
    }
    assert_eq!((before.len(), n_lines(&shadow)), (30, vec![16]), "put together");
    for (path, bytes) in before {
        safe_write(&path, &bytes).unwrap();
    }
    assert_eq!(n_lines(&shadow).len(), 16, "as after a kill");
    assert_eq!(shadow.lacking_in(&History::default()).unwrap().len(), 16, "each once");
    grow(&mut history);
    shadow.remember(&history).unwrap();
    assert_eq!(n_lines(&shadow), [16, 16], "the doubled ones are put together again");
    assert_eq!(shadow.lacking_in(&History::default()).unwrap().len(), 17);
}

#[test]
fn a_batch_of_a_newer_program_is_never_taken_away() {
    let root = TempDir::new().unwrap();
    let shadow = small(&root, MOST_IN_BATCH);
    let mut history = history(3);
    shadow.remember(&history).unwrap();
    let mut text = String::new();
    push_line(&mut text, "(header:(mood:\"new\"),parts:[(Budget(7),Hidden)])");
    let packed = zstd::encode_all(text.as_bytes(), 3).unwrap();
    let newer = shadow.folder.join(format!("000000000001-newer{CHANGES}"));
    safe_write(&newer, &packed).unwrap();
    for _ in 0..20 {
        grow(&mut history);
        shadow.remember(&history).unwrap();
    }
    shadow.put_together(&history).unwrap();
    assert!(shadow.batches().unwrap().len() < 15, "put together");
    assert_eq!(fs::read(&newer).unwrap(), packed, "nothing else holds what it says");
    assert_eq!(shadow.lacking_in(&History::default()).unwrap().len(), 23);
}

#[test]
fn a_batch_larger_than_memory_holds_is_cleaned_in_pieces() {
    let root = TempDir::new().unwrap();
    let mut history = history(50);
    small(&root, MOST_IN_BATCH).remember(&history).unwrap();
    let first = history.in_order().next().unwrap().id;
    history.insert(change(history.heads(), 51, "", vec![first])).unwrap();
    let shadow = small(&root, 20);
    shadow.obey_erasures(&history).unwrap();
    assert_eq!(n_lines(&shadow), [20, 20, 10]);
    let kept = shadow.lacking_in(&History::default()).unwrap();
    let erased = kept.iter().find(|change| change.id == first).unwrap();
    assert!(matches!(erased.parts[0].1, HeldPart::Erased(_)), "as from a small one");
    assert_eq!(kept.len(), 50);
}
