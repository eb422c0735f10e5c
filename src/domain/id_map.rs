//! A small map by id that takes no more room than what is in it.
//!
//! A node of a `BTreeMap` has room for eleven entries; an issue has two or three measures, and a ledger 100,000 issues.
//!
//! **Invariant:** the entries are sorted by key, each key once; written, it is a map like any other.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
};

/// Few entries, sorted by key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdMap<K, V> {
    entries: Vec<(K, V)>,
}

impl<K, V> Default for IdMap<K, V> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<K: Copy + Ord, V> IdMap<K, V> {
    fn place(&self, key: &K) -> Result<usize, usize> {
        self.entries.binary_search_by(|(held, _)| held.cmp(key))
    }

    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.entries.get(self.place(key).ok()?).map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let place = self.place(key).ok()?;
        self.entries.get_mut(place).map(|(_, value)| value)
    }

    /// Whether a key is here.
    pub fn contains_key(&self, key: &K) -> bool {
        self.place(key).is_ok()
    }

    /// Puts a value under a key; the one that stood there is given back.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        if let Some(held) = self.get_mut(&key) {
            return Some(std::mem::replace(held, value));
        }
        self.get_or_insert_with(key, || value);
        None
    }

    /// The value of a key, made where there is none.
    pub fn get_or_insert_with(&mut self, key: K, new: impl FnOnce() -> V) -> &mut V {
        let place = match self.place(&key) {
            Ok(place) => place,
            Err(place) => {
                grow_by_one(&mut self.entries);
                self.entries.insert(place, (key, new()));
                place
            }
        };
        #[expect(clippy::indexing_slicing, reason = "found or entered there")]
        &mut self.entries[place].1
    }

    /// The keys in their order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The values by the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The entries in the order of their keys.
    pub fn iter(&self) -> Iter<'_, K, V> {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True without entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Goes over the entries of an [`IdMap`].
pub type Iter<'a, K, V> = std::iter::Map<std::slice::Iter<'a, (K, V)>, fn(&'a (K, V)) -> (&'a K, &'a V)>;

impl<'a, K: Copy + Ord, V> IntoIterator for &'a IdMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Iter<'a, K, V> {
        self.iter()
    }
}

impl<K: Copy + Ord, V> FromIterator<(K, V)> for IdMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::default();
        for (key, value) in entries {
            drop(map.insert(key, value));
        }
        map
    }
}

impl<K: Copy + Ord + Serialize, V: Serialize> Serialize for IdMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<'de, K: Copy + Ord + Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for IdMap<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<K, V>(PhantomData<(K, V)>);

impl<'de, K: Copy + Ord + Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
    type Value = IdMap<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<IdMap<K, V>, A::Error> {
        let mut read = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            read.push(entry);
        }
        // As they are written; of two with the same key the later stands.
        if read.is_sorted_by(|(a, _): &(K, V), (b, _)| a < b) {
            read.shrink_to_fit();
            return Ok(IdMap { entries: read });
        }
        Ok(read.into_iter().collect())
    }
}

/// Below this a list grows by one at a time, from here on by doubling.
const FEW: usize = 8;

/// Makes room for one more without keeping room for many.
pub(super) fn grow_by_one<T>(list: &mut Vec<T>) {
    if list.len() == list.capacity() && list.len() < FEW {
        list.reserve_exact(1);
    }
}

/// Reads a list and gives back the room it does not need.
pub(super) fn tight<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let mut list = Vec::<T>::deserialize(deserializer)?;
    list.shrink_to_fit();
    Ok(list)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn it_holds_reads_and_writes_what_a_btree_map_does() {
        let (mut own, mut known) = (IdMap::default(), BTreeMap::new());
        for n in [5_u32, 1, 9, 3, 5, 200, 4, 1, 77, 78, 79, 80] {
            let value = format!("v{n}-{}", known.len());
            assert_eq!(own.insert(n, value.clone()), known.insert(n, value), "{n}");
        }
        assert!(own.iter().eq(known.iter()), "the same entries in the same order");
        assert!(own.keys().eq(known.keys()) && own.values().eq(known.values()), "apart too");
        for n in 0..10 {
            assert_eq!((own.get(&n), own.contains_key(&n)), (known.get(&n), known.contains_key(&n)), "{n}");
        }
        let (text, other) = (ron::to_string(&own).unwrap(), ron::to_string(&known).unwrap());
        assert_eq!(text, other, "written alike");
        assert_eq!(ron::from_str::<IdMap<u32, String>>(&text).unwrap(), own, "read back");
    }

    #[test]
    fn a_value_is_made_only_where_there_is_none() {
        let mut map = IdMap::default();
        *map.get_or_insert_with(2, || 10) += 1;
        *map.get_or_insert_with(2, || 99) += 1;
        assert_eq!((map.get(&2), map.len()), (Some(&12), 1), "made once");
    }

    #[test]
    fn no_room_is_kept_that_nothing_fills() {
        let mut map = IdMap::default();
        for n in 0..3 {
            map.insert(n, n);
        }
        assert_eq!(map.entries.capacity(), 3, "three entries take the room of three");
    }
}
