//! Values as compact RON on one line, Chinese as Chinese.
//!
//! `ron`'s own writer asks the Unicode tables about every character, which takes twenty times as long on Chinese text,
//! and spells the full-width space as an escape.
//!
//! **Invariant:** the text holds no line break, and `ron::from_str` reads it back as the same value.

use serde::{Serialize, ser};
use thiserror::Error;

use crate::store::{
    ron_list::List,
    ron_names::LOWER,
    ron_string::{is_plain, push_escape, push_string},
};

/// The name under which `ron::value::RawValue` hands over text that is RON already.
pub const RAW_TOKEN: &str = "$ron::private::RawValue";

/// How deep values may nest: `ron` agrees to read 128 levels, and counts an enum's variant up to three times.
const DEPTH_LIMIT: usize = 40;

/// Names that mean something else in RON.
const RESERVED: &[&str] = &["true", "false", "Some", "None", "inf", "inff32", "inff64", "NaN", "NaNf32", "NaNf64"];

/// Why a value cannot be written as RON.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RonTextError {
    /// The value's own code refused.
    #[error("{0}")]
    Value(String),

    /// A name that RON cannot spell.
    #[error("no name in RON: {0:?}")]
    Name(String),

    /// Deeper than a reader would follow.
    #[error("nested more than {DEPTH_LIMIT} deep")]
    TooDeep,

    /// Raw text that would break the line.
    #[error("raw text with a line break")]
    RawLineBreak,

    /// A raw value whose content is not text.
    #[error("a raw value that is not text")]
    RawNotText,
}

impl ser::Error for RonTextError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::Value(message.to_string())
    }
}

/// Writes `value` as RON on one line.
pub fn to_ron<T: ?Sized + Serialize>(value: &T) -> Result<String, RonTextError> {
    let mut text = String::new();
    push_ron(&mut text, value)?;
    Ok(text)
}

/// Adds `value` as RON to `text`.
pub fn push_ron<T: ?Sized + Serialize>(text: &mut String, value: &T) -> Result<(), RonTextError> {
    value.serialize(&mut Writer { text, depth: 0, raw: false })
}

/// Adds what is RON already.
pub(super) fn push_raw(text: &mut String, raw: &str) -> Result<(), RonTextError> {
    if memchr::memchr2(b'\n', b'\r', raw.as_bytes()).is_some() {
        return Err(RonTextError::RawLineBreak);
    }
    text.push_str(raw);
    Ok(())
}

macro_rules! numbers {
    ($($method:ident($whole:ty)),*) => {
        $(fn $method(self, value: $whole) -> Result<(), RonTextError> {
            self.word(itoa::Buffer::new().format(value))
        })*
    };
}

/// Where the text goes.
pub(super) struct Writer<'a> {
    pub(super) text: &'a mut String,
    depth: usize,
    raw: bool,
}

impl Writer<'_> {
    pub(super) fn name(&mut self, name: &str) -> Result<(), RonTextError> {
        // As nearly all are; `true`, `false` and `inf` alone mean something else.
        let all_lower = LOWER.has_all(name);
        if !name.is_empty() && all_lower && !matches!(name, "true" | "false" | "inf") {
            self.text.push_str(name);
            return Ok(());
        }
        let known = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '+' | '-');
        if name.is_empty() || !name.chars().all(known) {
            return Err(RonTextError::Name(name.to_owned()));
        }
        let plain = name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric())
            && !name.starts_with(|first: char| first.is_ascii_digit());
        if !plain || RESERVED.contains(&name) {
            self.text.push_str("r#");
        }
        self.text.push_str(name);
        Ok(())
    }

    pub(super) fn inner<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), RonTextError> {
        if self.depth >= DEPTH_LIMIT {
            return Err(RonTextError::TooDeep);
        }
        self.depth += 1;
        let done = value.serialize(&mut *self);
        self.depth -= 1;
        done
    }

    fn word(&mut self, text: &str) -> Result<(), RonTextError> {
        self.refuse_raw()?;
        self.text.push_str(text);
        Ok(())
    }

    fn float(&mut self, text: &str, minus_nan: bool) -> Result<(), RonTextError> {
        self.word(if minus_nan { "-" } else { "" })?;
        self.word(text)
    }

    /// A raw value hands over a string and nothing else.
    const fn refuse_raw(&self) -> Result<(), RonTextError> {
        if self.raw {
            return Err(RonTextError::RawNotText);
        }
        Ok(())
    }
}

impl<'w, 'a> Writer<'a> {
    fn list(&'w mut self, open: &str, close: char) -> Result<List<'w, 'a>, RonTextError> {
        self.refuse_raw()?;
        self.text.push_str(open);
        Ok(List::new(self, close))
    }
}

impl<'w, 'a> ser::Serializer for &'w mut Writer<'a> {
    type Ok = ();
    type Error = RonTextError;
    type SerializeSeq = List<'w, 'a>;
    type SerializeTuple = List<'w, 'a>;
    type SerializeTupleStruct = List<'w, 'a>;
    type SerializeTupleVariant = List<'w, 'a>;
    type SerializeMap = List<'w, 'a>;
    type SerializeStruct = List<'w, 'a>;
    type SerializeStructVariant = List<'w, 'a>;

    fn serialize_bool(self, value: bool) -> Result<(), RonTextError> {
        self.word(if value { "true" } else { "false" })
    }

    numbers! {
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64)
    }

    // `Debug` gives the shortest digits that come back as the same number, and always a point or an exponent.
    fn serialize_f32(self, value: f32) -> Result<(), RonTextError> {
        let minus_nan = value.is_nan() && value.is_sign_negative();
        self.float(&format!("{value:?}"), minus_nan)
    }

    fn serialize_f64(self, value: f64) -> Result<(), RonTextError> {
        let minus_nan = value.is_nan() && value.is_sign_negative();
        self.float(&format!("{value:?}"), minus_nan)
    }

    fn serialize_char(self, value: char) -> Result<(), RonTextError> {
        self.refuse_raw()?;
        self.text.push('\'');
        if is_plain(value) && !matches!(value, '\'' | '\\') {
            self.text.push(value);
        } else {
            push_escape(self.text, value);
        }
        self.text.push('\'');
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), RonTextError> {
        if self.raw {
            return push_raw(self.text, value);
        }
        push_string(self.text, value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), RonTextError> {
        self.refuse_raw()?;
        self.text.push_str("b\"");
        let escaped = value.iter().flat_map(|byte| byte.escape_ascii());
        self.text.extend(escaped.map(char::from));
        self.text.push('"');
        Ok(())
    }

    fn serialize_none(self) -> Result<(), RonTextError> {
        self.word("None")
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), RonTextError> {
        self.word("Some(")?;
        self.inner(value)?;
        self.word(")")
    }

    fn serialize_unit(self) -> Result<(), RonTextError> {
        self.word("()")
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), RonTextError> {
        self.word("()")
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), RonTextError> {
        self.refuse_raw()?;
        self.name(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), RonTextError> {
        self.refuse_raw()?;
        if name == RAW_TOKEN {
            self.raw = true;
            let done = self.inner(value);
            self.raw = false;
            return done;
        }
        self.text.push('(');
        self.inner(value)?;
        self.text.push(')');
        Ok(())
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), RonTextError> {
        self.refuse_raw()?;
        self.name(variant)?;
        self.text.push('(');
        self.inner(value)?;
        self.text.push(')');
        Ok(())
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<List<'w, 'a>, RonTextError> {
        self.list("[", ']')
    }

    fn serialize_tuple(self, _len: usize) -> Result<List<'w, 'a>, RonTextError> {
        self.list("(", ')')
    }

    fn serialize_tuple_struct(self, _name: &'static str, _len: usize) -> Result<List<'w, 'a>, RonTextError> {
        self.list("(", ')')
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<List<'w, 'a>, RonTextError> {
        self.refuse_raw()?;
        self.name(variant)?;
        self.list("(", ')')
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<List<'w, 'a>, RonTextError> {
        self.list("{", '}')
    }

    fn serialize_struct(self, _name: &'static str, _len: usize) -> Result<List<'w, 'a>, RonTextError> {
        self.list("(", ')')
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _len: usize,
    ) -> Result<List<'w, 'a>, RonTextError> {
        self.refuse_raw()?;
        self.name(variant)?;
        self.list("(", ')')
    }
}
