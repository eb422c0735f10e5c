//! Single values and sets that several people may edit apart: what is current, and whether copies disagree.
//!
//! **Invariant:** a value that no later edit names in `replaces` is current and can be reached.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    id_map::{grow_by_one, tight},
    ids::{ChangeId, EditKey, EditRef},
};

/// A single-valued field. Unset, it shows the default of its type.
///
/// `value` is the one shown: of several current ones the last in the order of the fold, which depends only on ids.
/// A ledger holds millions of them, nearly all without others: those stand apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reg<T> {
    value: T,
    at: Place,
    others: Others<T>,
}

/// Values that stand beside the one shown.
type Others<T> = Option<Box<Vec<(EditKey, T)>>>;

/// The edit of a value, if any, in the room of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place(EditKey);

impl Place {
    /// No subject has so many changes.
    const NONE: Self = Self(EditKey(u32::MAX, u32::MAX));

    fn get(self) -> Option<EditKey> {
        (self != Self::NONE).then_some(self.0)
    }
}

impl Default for Place {
    fn default() -> Self {
        Self::NONE
    }
}

/// How a value is written.
#[derive(Serialize)]
#[serde(rename = "Reg")]
struct Written<'a, T> {
    v: &'a T,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<EditKey>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    others: &'a [(EditKey, T)],
}

/// How a value is read.
#[derive(Deserialize)]
#[serde(rename = "Reg")]
struct Read<T> {
    v: T,
    #[serde(default)]
    at: Option<EditKey>,
    #[serde(default = "Vec::new")]
    others: Vec<(EditKey, T)>,
}

impl<T: Serialize> Serialize for Reg<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written { v: &self.value, at: self.at.get(), others: self.others() }.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Reg<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Read { v, at, others } = Read::deserialize(deserializer)?;
        Ok(Self { value: v, at: at.map_or(Place::NONE, Place), others: apart(others) })
    }
}

fn apart<T>(others: Vec<(EditKey, T)>) -> Others<T> {
    if others.is_empty() { None } else { Some(Box::new(others)) }
}

impl<T> Reg<T> {
    fn others(&self) -> &[(EditKey, T)] {
        self.others.as_deref().map(Vec::as_slice).unwrap_or_default()
    }
}

impl<T: Clone + Default + PartialEq> Reg<T> {
    /// The value shown.
    pub fn get(&self) -> &T {
        &self.value
    }

    /// True where nobody has ever set it, so that nothing of it need be written.
    pub fn is_unset(&self) -> bool {
        self.at().is_none() && self.others.is_none() && self.value == T::default()
    }

    /// The edit whose value is shown.
    pub fn at(&self) -> Option<EditKey> {
        self.at.get()
    }

    /// True while several different values are current and nobody has chosen.
    #[doc(alias = "冲突")]
    pub fn is_conflicted(&self) -> bool {
        self.others().iter().any(|(_, other)| *other != self.value)
    }

    /// All current values with their edits, the shown one first.
    pub fn current(&self) -> Vec<(EditKey, T)> {
        let shown = self.at().map(|at| (at, self.value.clone()));
        shown.into_iter().chain(self.others().iter().cloned()).collect()
    }

    /// Takes an edit in: it replaces those it names and stands beside the rest.
    pub fn set(&mut self, at: EditKey, value: T, replaces: &[EditKey]) {
        let goes = |key: EditKey| key == at || replaces.contains(&key);
        if self.others.is_none() && self.at().is_none_or(goes) {
            self.at = Place(at);
            self.value = value;
            return;
        }
        let mut left = self.current();
        left.retain(|(key, _)| !goes(*key));
        left.push((at, value));
        left.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
        let mut left = left.into_iter();
        if let Some((key, shown)) = left.next() {
            self.at = Place(key);
            self.value = shown;
        }
        self.others = apart(left.collect());
    }
}

/// A set whose members are added and removed one by one; a removal takes away only the additions it has seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent, bound(deserialize = "T: Deserialize<'de>"))]
pub struct MemberSet<T> {
    #[serde(deserialize_with = "tight")]
    members: Vec<(T, Additions)>,
}

/// The additions of one member: nearly always one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
struct Additions(#[serde(deserialize_with = "tight")] Vec<EditKey>);

impl<T: Clone + PartialEq> MemberSet<T> {
    /// The members in the order they were first added.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.members.iter().map(|(member, _)| member)
    }

    /// Whether `member` is in the set.
    pub fn contains(&self, member: &T) -> bool {
        self.iter().any(|m| m == member)
    }

    /// True without members.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// The additions that hold `member` in the set.
    pub fn additions(&self, member: &T) -> Vec<EditKey> {
        self.members.iter().find(|(m, _)| m == member).map(|(_, keys)| keys.0.clone()).unwrap_or_default()
    }

    /// Takes an addition in.
    pub fn add(&mut self, at: EditKey, member: T) {
        if let Some((_, keys)) = self.members.iter_mut().find(|(m, _)| *m == member) {
            keys.0.push(at);
        } else {
            grow_by_one(&mut self.members);
            self.members.push((member, Additions(vec![at])));
        }
    }

    /// Takes a removal in: `removes` are the additions it has seen.
    pub fn remove(&mut self, member: &T, removes: &[EditKey]) {
        for (m, keys) in &mut self.members {
            if m == member {
                keys.0.retain(|key| !removes.contains(key));
            }
        }
        self.members.retain(|(_, keys)| !keys.0.is_empty());
    }
}

/// The changes that touched one subject (an issue, the directory), in the order of the fold.
///
/// A folded state names edits by their place in this list, which keeps it short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Log(#[serde(deserialize_with = "tight")] pub Vec<ChangeId>);

impl Log {
    /// The place of `change`, entered now if it is new.
    pub fn enter(&mut self, change: ChangeId) -> u32 {
        if self.0.last() != Some(&change) {
            grow_by_one(&mut self.0);
            self.0.push(change);
        }
        (self.0.len() - 1) as u32
    }

    /// The key of an edit named from outside; an edit this copy does not have gives none.
    pub fn key(&self, edit: EditRef, this: ChangeId) -> Option<EditKey> {
        let change = if edit.0 == ChangeId::THIS { this } else { edit.0 };
        let place = self.0.iter().rposition(|c| *c == change)?;
        Some(EditKey(place as u32, edit.1))
    }

    /// The keys of several edits.
    pub fn keys(&self, edits: &[EditRef], this: ChangeId) -> Vec<EditKey> {
        edits.iter().filter_map(|edit| self.key(*edit, this)).collect()
    }

    /// The name an edit goes by outside this subject.
    pub fn edit_ref(&self, key: EditKey) -> Option<EditRef> {
        self.0.get(key.0 as usize).map(|change| EditRef(*change, key.1))
    }

    /// The names of several edits.
    pub fn edit_refs(&self, keys: impl IntoIterator<Item = EditKey>) -> Vec<EditRef> {
        keys.into_iter().filter_map(|key| self.edit_ref(key)).collect()
    }
}

/// Makes, from one list of fields: the struct of registers, the enum of field names and the enum of typed values.
macro_rules! fields {
    (
        $(#[$doc:meta])* $fields:ident, $field:ident, $value:ident {
            $($(#[$fdoc:meta])* $name:ident: $variant:ident($ty:ty),)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $fields {
            $($(#[$fdoc])* #[serde(skip_serializing_if = "Reg::is_unset")] pub $name: Reg<$ty>,)*
        }

        /// Names a field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $field {
            $($(#[$fdoc])* $variant,)*
        }

        /// A field with a value for it.
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum $value {
            $($(#[$fdoc])* $variant($ty),)*
        }

        impl $field {
            /// All fields in their order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];
        }

        impl $value {
            /// The field it is for.
            pub fn field(&self) -> $field {
                match self { $(Self::$variant(_) => $field::$variant,)* }
            }

            /// What the field shows while nobody has set it.
            pub fn unset(field: $field) -> Self {
                match field { $($field::$variant => Self::$variant(<$ty>::default()),)* }
            }
        }

        impl $fields {
            /// The value shown.
            pub fn value(&self, field: $field) -> $value {
                match field { $($field::$variant => $value::$variant(self.$name.get().clone()),)* }
            }

            /// All current values with their edits, the shown one first.
            pub fn current(&self, field: $field) -> Vec<($crate::domain::EditKey, $value)> {
                match field {
                    $($field::$variant => self.$name.current().into_iter().map(|(key, v)| (key, $value::$variant(v))).collect(),)*
                }
            }

            /// True while copies disagree about the field.
            pub fn is_conflicted(&self, field: $field) -> bool {
                match field { $($field::$variant => self.$name.is_conflicted(),)* }
            }

            /// The fields about which copies disagree.
            pub fn conflicts(&self) -> Vec<$field> {
                $field::ALL.iter().copied().filter(|field| self.is_conflicted(*field)).collect()
            }

            /// Takes an edit in.
            pub fn set(&mut self, at: $crate::domain::EditKey, value: $value, replaces: &[$crate::domain::EditKey]) {
                match value { $($value::$variant(v) => self.$name.set(at, v, replaces),)* }
            }
        }
    };
}
pub(crate) use fields;

#[cfg(test)]
mod tests {
    use super::*;

    const A: EditKey = EditKey(0, 0);
    const B: EditKey = EditKey(1, 0);
    const C: EditKey = EditKey(1, 1);

    #[test]
    fn an_edit_replaces_only_what_it_has_seen() {
        let mut reg = Reg::default();
        reg.set(A, 1, &[]);
        reg.set(B, 2, &[A]);
        assert!(!reg.is_conflicted(), "B has seen A");
        reg.set(C, 3, &[A]);
        assert!(reg.is_conflicted(), "C has not seen B");
        assert_eq!(reg.current(), vec![(C, 3), (B, 2)], "both can be reached, the last is shown");
        reg.set(EditKey(2, 0), 2, &[B, C]);
        assert_eq!((reg.is_conflicted(), *reg.get()), (false, 2), "a choice replaces them all");
    }

    #[test]
    fn the_same_value_twice_is_no_conflict() {
        let mut reg = Reg::default();
        reg.set(A, 1, &[]);
        reg.set(B, 1, &[]);
        assert!(!reg.is_conflicted(), "they agree");
    }

    #[test]
    fn the_order_of_arrival_does_not_matter() {
        let mut one = Reg::default();
        one.set(B, 2, &[]);
        one.set(C, 3, &[]);
        let mut two = Reg::default();
        two.set(C, 3, &[]);
        two.set(B, 2, &[]);
        assert_eq!(one, two, "sorted by the order of the fold");
    }

    #[test]
    fn a_removal_leaves_an_addition_it_has_not_seen() {
        let mut set = MemberSet::default();
        set.add(A, "x");
        set.add(B, "x");
        set.remove(&"x", &[A]);
        assert!(set.contains(&"x"), "B was added elsewhere");
        set.remove(&"x", &[B]);
        assert!(set.is_empty(), "now both are gone");
    }
}
