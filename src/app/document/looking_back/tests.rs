//! Looking back over a history that stands in a file.

use std::{
    any::Any,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use chrono::NaiveDate;

use super::*;
use crate::{
    domain::{
        change::{Change, Header, change_id},
        shelf::{ReadChange, ReadShelf, Shelf, ShelfMaker},
    },
    store::{codec::write_change, ledger_write::LedgerContent},
};

const OWN: DeviceId = DeviceId(1);
const OTHER: DeviceId = DeviceId(2);

/// A file that counts how many of its changes are read.
#[derive(Clone, Debug)]
struct Counting {
    changes: Arc<Vec<Change>>,
    n_read: Arc<AtomicUsize>,
}

impl Counting {
    fn n_read(&self) -> usize {
        self.n_read.load(Ordering::Relaxed)
    }
}

impl ReadChange for Counting {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn read_change(&self, place: usize) -> Option<Change> {
        self.n_read.fetch_add(1, Ordering::Relaxed);
        self.changes.get(place).cloned()
    }
}

impl ReadShelf for Counting {
    fn read_shelf(&self) -> Shelf {
        let mut maker = ShelfMaker::default();
        for change in self.changes.iter() {
            maker.push(change.id, &change.header, (0, 0));
        }
        maker.finish(Arc::new(self.clone())).expect("no change twice")
    }
}

fn change(parents: &[&Change], device: DeviceId) -> Change {
    let generation = 1 + parents.iter().map(|parent| parent.header.generation).max().unwrap_or_default();
    let mut parents: Vec<ChangeId> = parents.iter().map(|parent| parent.id).collect();
    parents.sort_unstable();
    let header = Header {
        parents,
        generation,
        author: "王敏".to_owned(),
        unit: String::new(),
        device,
        typed_at: NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day").and_hms_opt(9, 0, 0).expect("a time"),
        reason: String::new(),
        undoes: None,
        grant: None,
        erases: Vec::new(),
        parts: Vec::new(),
    };
    write_change(header, &[], || "salt".to_owned()).expect("a change")
}

/// So many changes by others, each after the one before.
fn row(n: usize) -> Vec<Change> {
    let mut row: Vec<Change> = Vec::new();
    for _ in 0..n {
        let next = change(&row.last().into_iter().collect::<Vec<_>>(), OTHER);
        row.push(next);
    }
    row
}

/// Opened to be read, the last of the changes being its only end.
fn opened(changes: Vec<Change>) -> (Document, Counting) {
    let heads: Vec<ChangeId> = changes.last().map(|last| last.id).into_iter().collect();
    let file = Counting { changes: Arc::new(changes), n_read: Arc::default() };
    let content =
        LedgerContent { history: History::shelved(Box::new(file.clone()), heads), ..LedgerContent::default() };
    let (document, _) = Document::new(Path::new("台账.ron"), content, None, None).expect("a document");
    (document, file)
}

fn arrived(document: &Document) -> Vec<ChangeId> {
    document.arrived.keys().copied().collect()
}

#[test]
fn of_a_long_history_only_what_came_in_since_is_read() {
    let row = row(300);
    let base = row[289].id;
    let (mut document, file) = opened(row);
    document.content().history.make_ready();
    assert_eq!(document.look_back_to(&[base], OWN), 0);
    assert_eq!(arrived(&document).len(), 10);
    assert!(file.n_read() < 15, "{} of 300 were read", file.n_read());
    assert!(document.has_come_in_since(0) && !document.has_come_in_since(document.revision()));
}

#[test]
fn what_was_seen_or_done_here_is_no_news() {
    let first = change(&[], OWN);
    let own = change(&[&first], OWN);
    let other = change(&[&first], OTHER);
    let both = change(&[&own, &other], OWN);
    let (seen, news, end) = (own.id, other.id, both.id);
    let all = vec![first, own, other, both];
    let look_back = |heads: &[ChangeId]| {
        let (mut document, _) = opened(all.clone());
        document.content().history.make_ready();
        (document.look_back_to(heads, OWN), arrived(&document))
    };
    assert_eq!(look_back(&[seen]), (0, vec![news]));
    assert_eq!(look_back(&[seen, news]), (1, Vec::new()), "what joined them was made here");
    assert_eq!(look_back(&[end]), (1, Vec::new()));
    let gone = change_id("gone");
    assert_eq!(look_back(&[seen, gone]), (0, vec![news]), "what is not here any more has nothing to say");
}

#[test]
fn a_history_that_is_not_there_yet_is_not_waited_for() {
    let row = row(300);
    let base = row[289].id;
    let (mut document, file) = opened(row);
    assert_eq!(document.look_back_to(&[base], OWN), 0);
    assert!(!document.content().history.is_ready(), "the window would have waited");
    assert!(document.has_come_in_since(document.revision()), "something may have");
    document.verify().expect("nothing is wrong with it");
    assert_eq!(arrived(&document).len(), 10);
    assert!(document.has_come_in_since(0) && !document.has_come_in_since(document.revision()));
    assert!(file.n_read() < 15, "{} of 300 were read", file.n_read());
}

#[test]
fn of_another_copy_nothing_was_seen_and_nothing_is_kept_in_memory() {
    let (mut document, file) = opened(row(300));
    document.content().history.make_ready();
    assert_eq!(document.look_back_to(&[change_id("elsewhere")], OWN), 0);
    assert_eq!((arrived(&document).len(), file.n_read()), (300, 300));
    assert_eq!((document.content().history.in_order().count(), file.n_read()), (300, 600), "read again");
}
