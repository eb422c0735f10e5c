//! Takes out of a stored value what the table does not mark as public.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::mask::masked;

/// What the lines of a table say of one place.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// `+`, `=` or `-` where a line ends here.
    pub(super) sign: Option<char>,
    /// What is inside.
    pub(super) inside: BTreeMap<String, Self>,
}

/// Without its body a record says nothing and is left out.
const BODY: &str = "body";

impl Marks {
    /// Reads a table.
    pub(super) fn read(table: &str) -> Self {
        let mut marks = Self::default();
        for line in table.lines() {
            let Some((sign, path)) = line.split_once(' ') else {
                continue;
            };
            let mut at = &mut marks;
            for name in path.split('.') {
                at = at.inside.entry(name.to_owned()).or_default();
            }
            at.sign = sign.chars().next();
        }
        marks
    }

    /// What is said of a name inside; a map says the same of every key.
    pub(super) fn of(&self, name: &str) -> Option<&Self> {
        self.inside.get(name).or_else(|| self.inside.get("*"))
    }

    /// What of a value is public.
    pub(super) fn keep(&self, value: Value) -> Value {
        match (self.sign, value) {
            (Some('+'), value) => public(value),
            (Some('='), value) => emptied(&value),
            (_, Value::Object(map)) => Value::Object(self.keep_fields(map)),
            (_, Value::Array(members)) => {
                let standing = members.into_iter().filter(is_present);
                let kept = standing.filter_map(|member| {
                    let has_body = member.get(BODY).is_some();
                    let kept = self.keep(member);
                    (!has_body || kept.get(BODY).is_some()).then_some(kept)
                });
                Value::Array(kept.collect())
            }
            // The name of a variant that holds nothing.
            (_, plain) => plain,
        }
    }

    fn keep_fields(&self, map: Map<String, Value>) -> Map<String, Value> {
        let mut kept = Map::new();
        for (name, value) in map {
            let Some(marks) = self.of(&name).filter(|marks| marks.sign != Some('-')) else {
                continue;
            };
            if !is_present(&value) {
                continue;
            }
            let holds_any = value.as_object().is_some_and(|map| !map.is_empty());
            let value = marks.keep(value);
            // A variant of which nothing is public is not there.
            if holds_any && value.as_object().is_some_and(Map::is_empty) {
                continue;
            }
            kept.insert(name, value);
        }
        kept
    }
}

/// False for what was withdrawn or undone.
fn is_present(value: &Value) -> bool {
    value.get("presence").and_then(|presence| presence.get("v")).is_none_or(|v| v == "Present")
}

/// A value as it is, of a register only what is shown, with phone and identity numbers in its texts made unreadable.
fn public(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(masked(text)),
        Value::Array(members) => Value::Array(members.into_iter().map(public).collect()),
        Value::Object(map) => {
            let register = map.contains_key("v") && map.contains_key("others");
            let fields = map.into_iter().filter(|(name, _)| !(register && name == "others"));
            Value::Object(fields.map(|(name, value)| (name, public(value))).collect())
        }
        plain @ (Value::Null | Value::Bool(_) | Value::Number(_)) => plain,
    }
}

fn emptied(value: &Value) -> Value {
    match value {
        Value::String(_) => Value::String(String::new()),
        Value::Array(_) => Value::Array(Vec::new()),
        Value::Object(_) => Value::Object(Map::new()),
        Value::Null | Value::Bool(_) | Value::Number(_) => Value::Null,
    }
}
