//! The changes of a history in the order of the fold: those of its shelf and its own, as one row.

use std::{borrow::Cow, collections::btree_map, ops::Range, sync::Arc};

use super::{
    change::{Change, HeldPart},
    edit::PartKey,
    history::History,
    ids::{ChangeId, DeviceId},
    own_changes::{Ordered, Spot},
    shelf::{Entry, Shelf},
};

/// Where a change of a history is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'a> {
    /// The place of the change, and which of its parts is asked for.
    Shelved(&'a Shelf, usize, usize),
    Own(Own<'a>),
}

/// A change of a history's own, which is looked up when it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    history: &'a History,
    id: ChangeId,
    spot: Spot,
}

impl<'a> Own<'a> {
    fn shared(self) -> Option<&'a Arc<Change>> {
        self.history.own_at(self.spot)
    }

    /// The change.
    pub fn change(self) -> Option<&'a Change> {
        self.shared().map(Arc::as_ref)
    }

    /// What is held of its part about a subject; first looked for where that was found to be.
    pub fn part(self, key: PartKey) -> Option<&'a HeldPart> {
        let change = self.change()?;
        let found = change.parts.get(self.spot.part as usize).filter(|(of, _)| *of == key);
        found.map_or_else(|| change.part(key), |(_, held)| Some(held))
    }
}

/// A change as the writer of a file needs it.
#[derive(Clone, Copy, Debug)]
pub enum Kept<'a> {
    /// It stands in the file its history came from.
    InFile {
        /// The so-manieth change that was entered, from 0.
        change: usize,
        /// Which of its parts is about the subject asked for, from 0.
        part: usize,
    },
    /// It was made, filled in or erased since, or came from elsewhere.
    Here(Own<'a>),
}

/// What is known of a change without reading it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark<'a> {
    pub(super) id: ChangeId,
    pub(super) author: &'a str,
    pub(super) device: DeviceId,
    pub(super) undoes: Option<ChangeId>,
}

impl<'a> Place<'a> {
    pub(super) fn change(self) -> Option<&'a Arc<Change>> {
        match self {
            Self::Shelved(shelf, place, _) => shelf.change(place),
            Self::Own(own) => own.shared(),
        }
    }

    pub(super) fn is_granted(self) -> bool {
        match self {
            Self::Shelved(shelf, place, _) => shelf.entry(place).is_some_and(|entry| entry.is_granted),
            Self::Own(own) => own.change().is_some_and(|change| change.header.grant.is_some()),
        }
    }

    pub(super) fn id(self) -> Option<ChangeId> {
        match self {
            Self::Shelved(shelf, place, _) => shelf.entry(place).map(|entry| entry.id),
            Self::Own(own) => Some(own.id),
        }
    }

    pub(super) fn mark(self) -> Option<Mark<'a>> {
        match self {
            Self::Shelved(shelf, place, _) => {
                let entry = shelf.entry(place)?;
                let (author, device) = shelf.maker(entry)?;
                Some(Mark { id: entry.id, author, device, undoes: shelf.undone_by(entry.id) })
            }
            Self::Own(own) => {
                let change = own.change()?;
                let header = &change.header;
                Some(Mark { id: change.id, author: &header.author, device: header.device, undoes: header.undoes })
            }
        }
    }

    pub(super) fn kept(self) -> Option<Kept<'a>> {
        match self {
            Self::Shelved(shelf, place, part) => {
                shelf.entry(place).map(|entry| Kept::InFile { change: entry.at as usize, part })
            }
            Self::Own(own) => Some(Kept::Here(own)),
        }
    }
}

impl History {
    /// The changes whose id is wanted, in the order of the fold, none kept in memory that was not before.
    pub fn passing(&self, wanted: impl Fn(ChangeId) -> bool) -> impl Iterator<Item = Cow<'_, Change>> {
        let places = self.places().filter(move |place| place.id().is_some_and(&wanted));
        places.filter_map(|place| match place {
            Place::Shelved(shelf, place, _) => shelf.passing(place),
            Place::Own(own) => own.change().map(Cow::Borrowed),
        })
    }
}

impl History {
    /// The changes that touched a subject, in the order of the fold, for one who asks of all subjects: few are kept in
    /// memory that were not before.
    pub(super) fn lent(&self, key: PartKey) -> impl Iterator<Item = Cow<'_, Change>> {
        self.places_of(key).filter_map(|place| match place {
            Place::Shelved(shelf, place, _) => shelf.lent(place),
            Place::Own(own) => own.change().map(Cow::Borrowed),
        })
    }
}

/// The changes, from both ends.
#[derive(Clone, Debug)]
pub(super) struct InOrder<'a> {
    history: &'a History,
    shelf: Option<&'a Shelf>,
    shelved: Range<usize>,
    /// Whether `shelved` counts the places by subject.
    is_by_part: bool,
    own: Option<btree_map::Iter<'a, (u64, ChangeId), Spot>>,
}

impl<'a> InOrder<'a> {
    pub(super) fn all(history: &'a History, own: &'a Ordered) -> Self {
        let shelf = history.shelf();
        let shelved = 0..shelf.map_or(0, Shelf::len);
        Self { history, shelf, shelved, is_by_part: false, own: Some(own.iter()) }
    }

    pub(super) fn of_part(history: &'a History, key: PartKey, own: Option<&'a Ordered>) -> Self {
        let shelf = history.shelf();
        let shelved = shelf.map_or(0..0, |shelf| shelf.touching(key));
        Self { history, shelf, shelved, is_by_part: true, own: own.map(Ordered::iter) }
    }

    fn entry(&self, n: usize) -> Option<(Place<'a>, &'a Entry)> {
        let shelf = self.shelf?;
        let (place, part) = if self.is_by_part { shelf.touched(n)? } else { (n, 0) };
        Some((Place::Shelved(shelf, place, part), shelf.entry(place)?))
    }

    fn shelved_place(&self, n: usize) -> Option<Place<'a>> {
        let (place, entry) = self.entry(n)?;
        // What was done to it since stands in the history itself.
        Some(self.history.own_spot(entry.id).map_or(place, |spot| self.own_place(entry.id, spot)))
    }

    fn own_place(&self, id: ChangeId, spot: Spot) -> Place<'a> {
        Place::Own(Own { history: self.history, id, spot })
    }
}

impl<'a> Iterator for InOrder<'a> {
    type Item = Place<'a>;

    fn next(&mut self) -> Option<Place<'a>> {
        let shelved = self.entry(self.shelved.start).filter(|_| !self.shelved.is_empty());
        let own = self.own.as_ref().and_then(|own| own.clone().next());
        match (shelved, own) {
            (Some((_, entry)), own) if own.is_none_or(|(own, _)| (entry.generation, entry.id) < *own) => {
                let n = self.shelved.next()?;
                self.shelved_place(n)
            }
            _ => self.own.as_mut().and_then(Iterator::next).map(|((_, id), spot)| self.own_place(*id, *spot)),
        }
    }
}

impl DoubleEndedIterator for InOrder<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let last = self.shelved.end.checked_sub(1).filter(|_| !self.shelved.is_empty());
        let shelved = last.and_then(|last| self.entry(last));
        let own = self.own.as_ref().and_then(|own| own.clone().next_back());
        match (shelved, own) {
            (Some((_, entry)), own) if own.is_none_or(|(own, _)| (entry.generation, entry.id) > *own) => {
                let n = self.shelved.next_back()?;
                self.shelved_place(n)
            }
            _ => self
                .own
                .as_mut()
                .and_then(DoubleEndedIterator::next_back)
                .map(|((_, id), spot)| self.own_place(*id, *spot)),
        }
    }
}
