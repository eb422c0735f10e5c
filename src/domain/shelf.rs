//! Changes as a file keeps them: what has to be known of all stands in tables, the rest is read when it is asked for.
//!
//! ```text
//!   entries   c1 c2 c3 c4 …      in the order of the fold, each with a slot for the change once it was read
//!   by_id     places by id       by_part   places by subject
//! ```
//! **Invariant:** a shelf does not change; what is done to one of its changes stands in the history that holds it.

use chrono::NaiveDateTime;

use std::{
    any::Any,
    borrow::Cow,
    collections::BTreeMap,
    fmt,
    ops::Range,
    sync::{Arc, OnceLock},
};

use super::{
    change::{Change, Header, HeldPart},
    edit::PartKey,
    gaps::EarlyChange,
    ids::{ChangeId, DeviceId},
};

/// A change about no more subjects is sooner read once more for each of them than kept.
const FEW: usize = 2;

/// Reads single changes of a file whose shelf was made.
pub trait ReadChange: fmt::Debug + Send + Sync {
    /// Itself, for whoever knows what it is.
    fn as_any(&self) -> &dyn Any;

    /// The change that was entered at this place, from 0; none if it cannot be read any more.
    fn read_change(&self, place: usize) -> Option<Change>;
}

/// Makes the shelf of a file.
pub trait ReadShelf: fmt::Debug + Send + Sync {
    /// Reads what has to be known of every change; called once, by whoever asks first.
    fn read_shelf(&self) -> Shelf;
}

/// A shelf that is made when it is first asked for.
#[derive(Debug)]
pub(super) struct LazyShelf {
    made: OnceLock<Shelf>,
    source: Box<dyn ReadShelf>,
    /// What the file says of itself, until the shelf is made.
    pub(super) heads: Vec<ChangeId>,
}

impl LazyShelf {
    pub(super) fn new(source: Box<dyn ReadShelf>, heads: Vec<ChangeId>) -> Self {
        Self { made: OnceLock::new(), source, heads }
    }

    pub(super) fn get(&self) -> &Shelf {
        self.made.get_or_init(|| self.source.read_shelf())
    }

    pub(super) fn is_made(&self) -> bool {
        self.made.get().is_some()
    }
}

/// What is known of a change without reading it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: ChangeId,
    pub(super) generation: u64,
    /// Where the file has it.
    pub(super) at: u32,
    maker: u32,
    has_child: bool,
    pub(super) is_granted: bool,
    read: OnceLock<Arc<Change>>,
}

/// The changes of a file.
#[derive(Debug, Default)]
pub struct Shelf {
    entries: Vec<Entry>,
    by_id: Vec<u32>,
    /// The subject, the place of a change, and which of its parts is about the subject.
    by_part: Vec<(PartKey, u32, u32)>,
    makers: Vec<(String, DeviceId)>,
    undoes: BTreeMap<ChangeId, ChangeId>,
    pub(super) heads: Vec<ChangeId>,
    /// Parents that are not here, sorted.
    missing: Vec<ChangeId>,
    /// Changes with a parent that is not here, and that parent.
    pub(super) orphans: Vec<(ChangeId, ChangeId)>,
    /// How many parts are hidden and erased of changes of which any are.
    pub(super) gaps: BTreeMap<ChangeId, (usize, usize)>,
    pub(super) early: Vec<EarlyChange>,
    pub(super) erased: BTreeMap<ChangeId, ChangeId>,
    source: Option<Arc<dyn ReadChange>>,
}

impl Shelf {
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn entry(&self, place: usize) -> Option<&Entry> {
        self.entries.get(place)
    }

    pub(super) fn place_of(&self, id: ChangeId) -> Option<usize> {
        let found = self.by_id.binary_search_by_key(&Some(id), |place| self.entry(*place as usize).map(|it| it.id));
        found.ok().and_then(|at| self.by_id.get(at)).map(|place| *place as usize)
    }

    /// The change at a place, read now if it was not before.
    pub(super) fn change(&self, place: usize) -> Option<&Arc<Change>> {
        let entry = self.entry(place)?;
        if entry.read.get().is_none() {
            let mut change = self.source.as_ref()?.read_change(entry.at as usize)?;
            if let Some(by) = self.erased.get(&entry.id) {
                erase_private(&mut change, *by);
            }
            return Some(entry.read.get_or_init(|| Arc::new(change)));
        }
        entry.read.get()
    }

    /// The change at a place, not kept when it was not read before.
    pub(super) fn passing(&self, place: usize) -> Option<Cow<'_, Change>> {
        let entry = self.entry(place)?;
        if let Some(read) = entry.read.get() {
            return Some(Cow::Borrowed(read));
        }
        let mut change = self.source.as_ref()?.read_change(entry.at as usize)?;
        if let Some(by) = self.erased.get(&entry.id) {
            erase_private(&mut change, *by);
        }
        Some(Cow::Owned(change))
    }

    /// The same for one who asks subject by subject: a change about many is kept, so that it is read once.
    pub(super) fn lent(&self, place: usize) -> Option<Cow<'_, Change>> {
        match self.passing(place)? {
            Cow::Owned(change) if change.parts.len() > FEW => {
                let kept = self.entry(place)?.read.get_or_init(|| Arc::new(change));
                Some(Cow::Borrowed(kept.as_ref()))
            }
            read @ (Cow::Borrowed(_) | Cow::Owned(_)) => Some(read),
        }
    }

    /// The places of the changes that touched a subject, as a range of those by subject.
    pub(super) fn touching(&self, key: PartKey) -> Range<usize> {
        let first = self.by_part.partition_point(|(of, ..)| *of < key);
        let last = self.by_part.partition_point(|(of, ..)| *of <= key);
        first..last
    }

    /// The place of the change, and which of its parts it is.
    pub(super) fn touched(&self, n: usize) -> Option<(usize, usize)> {
        self.by_part.get(n).map(|(_, place, part)| (*place as usize, *part as usize))
    }

    /// The subjects its changes are about.
    pub fn subjects(&self) -> impl Iterator<Item = PartKey> {
        self.by_part.chunk_by(|a, b| a.0 == b.0).filter_map(|same| same.first()).map(|(key, ..)| *key)
    }

    pub(super) fn is_parent(&self, id: ChangeId) -> bool {
        self.missing.binary_search(&id).is_ok()
            || self.place_of(id).and_then(|place| self.entry(place)).is_some_and(|entry| entry.has_child)
    }

    /// The changes nobody has gone on from, sorted.
    pub fn heads(&self) -> &[ChangeId] {
        &self.heads
    }

    pub(super) fn missing(&self) -> &[ChangeId] {
        &self.missing
    }

    pub(super) fn maker(&self, entry: &Entry) -> Option<(&str, DeviceId)> {
        self.makers.get(entry.maker as usize).map(|(author, device)| (author.as_str(), *device))
    }

    pub(super) fn undone_by(&self, id: ChangeId) -> Option<ChangeId> {
        self.undoes.get(&id).copied()
    }

    pub(super) fn source(&self) -> Option<&Arc<dyn ReadChange>> {
        self.source.as_ref()
    }
}

/// Takes the private part of a change away.
pub(super) fn erase_private(change: &mut Change, by: ChangeId) {
    for (_, part) in change.parts.iter_mut().filter(|(key, _)| *key == PartKey::Private) {
        *part = HeldPart::Erased(by);
    }
}

/// Gathers the changes of a file for its shelf.
#[derive(Debug, Default)]
pub struct ShelfMaker {
    shelf: Shelf,
    makers: BTreeMap<(String, DeviceId), u32>,
    last_maker: Option<u32>,
    parents: Vec<(ChangeId, u32)>,
    typed: Vec<NaiveDateTime>,
    parts: Vec<(PartKey, u32, u32)>,
}

impl ShelfMaker {
    /// Enters a change, of which so many parts are hidden and erased; its place is how many were entered before.
    pub fn push(&mut self, id: ChangeId, header: &Header, gaps: (usize, usize)) {
        let at = self.shelf.entries.len() as u32;
        self.parents.extend(header.parents.iter().map(|parent| (*parent, at)));
        self.typed.push(header.typed_at);
        if gaps != (0, 0) {
            self.shelf.gaps.insert(id, gaps);
        }
        self.parts.extend((0_u32..).zip(&header.parts).map(|(part, (key, _))| (*key, at, part)));
        if let Some(target) = header.undoes {
            self.shelf.undoes.insert(id, target);
        }
        for erased in &header.erases {
            let by = self.shelf.erased.entry(*erased).or_insert(id);
            *by = id.min(*by);
        }
        let entry = Entry {
            id,
            generation: header.generation,
            at,
            maker: self.maker(header),
            has_child: false,
            is_granted: header.grant.is_some(),
            read: OnceLock::new(),
        };
        self.shelf.entries.push(entry);
    }

    /// Most changes of a file are made by the one who made the change before.
    fn maker(&mut self, header: &Header) -> u32 {
        let last = self.last_maker.and_then(|last| Some((last, self.shelf.makers.get(last as usize)?)));
        if let Some((last, (author, device))) = last
            && *author == header.author
            && *device == header.device
        {
            return last;
        }
        let next = self.shelf.makers.len() as u32;
        let maker = (header.author.clone(), header.device);
        let number = *self.makers.entry(maker.clone()).or_insert(next);
        if number == next {
            self.shelf.makers.push(maker);
        }
        self.last_maker = Some(number);
        number
    }

    /// The shelf; none if two of its changes are the same.
    pub fn finish(self, source: Arc<dyn ReadChange>) -> Option<Shelf> {
        let Self { mut shelf, parents, typed, mut parts, .. } = self;
        shelf.entries.sort_by_key(|entry| (entry.generation, entry.id));
        let mut place_of = vec![0_u32; shelf.entries.len()];
        for (place, entry) in (0_u32..).zip(&shelf.entries) {
            if let Some(slot) = place_of.get_mut(entry.at as usize) {
                *slot = place;
            }
        }
        for (_, at, _) in &mut parts {
            *at = place_of.get(*at as usize).copied().unwrap_or_default();
        }
        parts.sort_unstable();
        shelf.by_part = parts;
        let mut by_id: Vec<(ChangeId, u32)> =
            (0_u32..).zip(&shelf.entries).map(|(place, entry)| (entry.id, place)).collect();
        by_id.sort_unstable();
        if by_id.windows(2).any(|two| matches!(two, [(a, _), (b, _)] if a == b)) {
            return None;
        }
        shelf.by_id = by_id.into_iter().map(|(_, place)| place).collect();
        shelf.meet(parents, &place_of, &typed);
        shelf.heads = shelf.entries.iter().filter(|entry| !entry.has_child).map(|entry| entry.id).collect();
        shelf.heads.sort_unstable();
        shelf.source = Some(source);
        Some(shelf)
    }
}

impl Shelf {
    /// Parents and children: who has gone on from whom, and whose clock was behind.
    fn meet(&mut self, mut parents: Vec<(ChangeId, u32)>, place_of: &[u32], typed: &[NaiveDateTime]) {
        // Mostly the parent is the change before, which a sorted row would only hide.
        let mut last: Option<(ChangeId, usize)> = None;
        let mut early: BTreeMap<u32, NaiveDateTime> = BTreeMap::new();
        parents.sort_unstable_by_key(|(parent, at)| (place_of.get(*at as usize).copied(), *parent));
        for (parent, at) in parents {
            let place = place_of.get(at as usize).copied().unwrap_or_default();
            let before = (place as usize).checked_sub(1).filter(|n| self.entry(*n).is_some_and(|it| it.id == parent));
            let known = last.filter(|(id, _)| *id == parent).map(|(_, found)| found);
            let Some(found) = before.or(known).or_else(|| self.place_of(parent)) else {
                self.missing.push(parent);
                self.orphans.extend(self.entry(place as usize).map(|child| (child.id, parent)));
                continue;
            };
            last = Some((parent, found));
            let Some(entry) = self.entries.get_mut(found) else {
                continue;
            };
            entry.has_child = true;
            let times = (typed.get(entry.at as usize), typed.get(at as usize));
            if let (Some(parent), Some(child)) = times
                && child < parent
            {
                let latest = early.entry(place).or_insert(*parent);
                *latest = (*latest).max(*parent);
            }
        }
        self.missing.sort_unstable();
        self.missing.dedup();
        for (place, before) in early {
            let Some(entry) = self.entry(place as usize) else {
                continue;
            };
            let typed_at = typed.get(entry.at as usize).copied().unwrap_or_default();
            self.early.push(EarlyChange { change: entry.id, typed_at, before });
        }
    }
}
