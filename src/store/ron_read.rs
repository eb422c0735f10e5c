//! Reads RON as this program writes it, several times as fast as `ron`, and leaves everything else to `ron`.
//!
//! The strict reader knows compact text on one line: no blanks, no comments, no raw text, no closing commas. Whatever
//! it does not know it gives up at once, and `ron` reads the text from its beginning.
//!
//! **Invariant:** what the strict reader takes, `ron` reads as the same value.

use std::fmt;

use memchr::memchr2;
use ron::error::SpannedError;
use serde::{
    Deserialize,
    de::{self, DeserializeOwned, Visitor},
};

use crate::store::{
    ron_names::IN_NAMES,
    ron_read_list::{Fields, Items, Pairs, Variant},
    ron_text::RAW_TOKEN,
};

/// How deep the strict reader follows: deeper than the writer goes, and far less than a stack holds.
const DEPTH_LIMIT: usize = 64;

/// Reads a value from RON text, however that is laid out.
pub fn from_ron<T: DeserializeOwned>(text: &str) -> Result<T, SpannedError> {
    match from_strict(text) {
        Some(value) => Ok(value),
        None => ron::from_str(text),
    }
}

/// Reads a value from text as this program writes it; none for any other, which `ron` may still know.
pub fn from_strict<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let value = T::deserialize(&mut reader).ok()?;
    (reader.at == text.len()).then_some(value)
}

/// The text is not as this program writes it. Why does not matter: `ron` is asked then, and says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotStrict;

impl fmt::Display for NotStrict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not as this program writes it")
    }
}

impl std::error::Error for NotStrict {}

impl de::Error for NotStrict {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }
}

pub(super) struct Reader<'de> {
    text: &'de str,
    at: usize,
    depth: usize,
}

impl<'de> Reader<'de> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn take(&mut self, byte: u8) -> Result<(), NotStrict> {
        if self.peek() == Some(byte) {
            self.at += 1;
            return Ok(());
        }
        Err(NotStrict)
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_next = self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes()));
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    /// The bytes that follow as long as `is_one` holds.
    fn run(&mut self, is_one: impl Fn(u8) -> bool) -> Result<&'de str, NotStrict> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let n_bytes = rest.iter().take_while(|byte| is_one(**byte)).count();
        let end = self.at + n_bytes;
        let found = self.text.get(self.at..end).filter(|found| !found.is_empty()).ok_or(NotStrict)?;
        self.at = end;
        Ok(found)
    }

    pub(super) fn name(&mut self) -> Result<&'de str, NotStrict> {
        // A name that means something else without it, as of a variant called `None`.
        let is_marked = self.takes("r#");
        let name = self.run(|byte| IN_NAMES.has(byte))?;
        if is_marked {
            return Ok(name);
        }
        // `r"text"`, `b"bytes"` and numbers are no plain names.
        let plain =
            !name.starts_with(|first: char| first.is_ascii_digit()) && !matches!(self.peek(), Some(b'#' | b'"'));
        plain.then_some(name).ok_or(NotStrict)
    }

    fn unsigned(&mut self) -> Result<u64, NotStrict> {
        let digits = self.run(|byte| byte.is_ascii_digit())?;
        let plain = digits == "0" || !digits.starts_with('0');
        // `1.0`, `1u8` and `1_000` are left to `ron`.
        let ends = matches!(self.peek(), None | Some(b',' | b')' | b']' | b'}' | b':'));
        if plain && ends { digits.parse().ok().ok_or(NotStrict) } else { Err(NotStrict) }
    }

    fn signed(&mut self) -> Result<i64, NotStrict> {
        if self.peek() != Some(b'-') {
            return i64::try_from(self.unsigned()?).ok().ok_or(NotStrict);
        }
        self.at += 1;
        let size = i64::try_from(self.unsigned()?).ok().ok_or(NotStrict)?;
        Ok(-size)
    }

    fn float(&mut self) -> Result<&'de str, NotStrict> {
        let text = self.run(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'e'))?;
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = digits.starts_with(|first: char| first.is_ascii_digit()) && digits.contains('.');
        let ends = matches!(self.peek(), None | Some(b',' | b')' | b']' | b'}' | b':'));
        (plain && ends && !digits.ends_with('.')).then_some(text).ok_or(NotStrict)
    }

    fn string(&mut self) -> Result<Text<'de>, NotStrict> {
        self.take(b'"')?;
        let mut made: Option<String> = None;
        loop {
            let rest = self.text.as_bytes().get(self.at..).ok_or(NotStrict)?;
            let end = self.at + memchr2(b'"', b'\\', rest).ok_or(NotStrict)?;
            let plain = self.text.get(self.at..end).ok_or(NotStrict)?;
            let is_end = self.text.as_bytes().get(end) == Some(&b'"');
            self.at = end + 1;
            if is_end {
                return Ok(match made {
                    None => Text::Plain(plain),
                    Some(made) => Text::Made(made + plain),
                });
            }
            let made = made.get_or_insert_default();
            made.push_str(plain);
            made.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, NotStrict> {
        let letter = self.peek().ok_or(NotStrict)?;
        self.at += 1;
        Ok(match letter {
            b'0' => '\0',
            b't' => '\t',
            b'n' => '\n',
            b'r' => '\r',
            b'"' => '"',
            b'\'' => '\'',
            b'\\' => '\\',
            b'u' => {
                self.take(b'{')?;
                let digits = self.run(|byte| byte.is_ascii_hexdigit())?;
                self.take(b'}')?;
                let code = (digits.len() <= 6).then(|| u32::from_str_radix(digits, 16).ok()).flatten();
                code.and_then(char::from_u32).ok_or(NotStrict)?
            }
            _ => return Err(NotStrict),
        })
    }

    /// Follows one level deeper.
    pub(super) fn inside<T>(
        &mut self,
        open: u8,
        close: u8,
        read: impl FnOnce(&mut Self) -> Result<T, NotStrict>,
    ) -> Result<T, NotStrict> {
        self.take(open)?;
        if self.depth >= DEPTH_LIMIT {
            return Err(NotStrict);
        }
        self.depth += 1;
        let value = read(self)?;
        self.depth -= 1;
        self.take(close)?;
        Ok(value)
    }
}

enum Text<'de> {
    Plain(&'de str),
    Made(String),
}

macro_rules! numbers {
    ($($method:ident: $read:ident => $visit:ident),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotStrict> {
            visitor.$visit(self.$read()?)
        })*
    };
}

macro_rules! unknown {
    ($($method:ident),*) => {
        $(fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, NotStrict> {
            Err(NotStrict)
        })*
    };
}

impl<'de> de::Deserializer<'de> for &mut Reader<'de> {
    type Error = NotStrict;

    numbers! {
        deserialize_u8: unsigned => visit_u64, deserialize_u16: unsigned => visit_u64,
        deserialize_u32: unsigned => visit_u64, deserialize_u64: unsigned => visit_u64,
        deserialize_i8: signed => visit_i64, deserialize_i16: signed => visit_i64,
        deserialize_i32: signed => visit_i64, deserialize_i64: signed => visit_i64
    }

    // A field this version does not know is read over by `ron`.
    unknown!(deserialize_any, deserialize_bytes, deserialize_byte_buf, deserialize_ignored_any);

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotStrict> {
        match self.name()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(NotStrict),
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotStrict> {
        visitor.visit_f32(self.float()?.parse().ok().ok_or(NotStrict)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotStrict> {
        visitor.visit_f64(self.float()?.parse().ok().ok_or(NotStrict)?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotStrict> {
        self.take(b'\'')?;
        let letter = self.text.get(self.at..).and_then(|rest| rest.chars().next()).ok_or(NotStrict)?;
        self.at += letter.len_utf8();
        let letter = match letter {
            '\\' => self.escape()?,
            '\'' => return Err(NotStrict),
            plain => plain,
        };
        self.take(b'\'')?;
        visitor.visit_char(letter)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotStrict> {
        match self.string()? {
            Text::Plain(text) => visitor.visit_borrowed_str(text),
            Text::Made(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotStrict> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotStrict> {
        if self.takes("None") {
            return visitor.visit_none();
        }
        if self.takes("Some") {
            return self.inside(b'(', b')', |reader| visitor.visit_some(reader));
        }
        Err(NotStrict)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotStrict> {
        self.take(b'(')?;
        self.take(b')')?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, NotStrict> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, NotStrict> {
        // Where a raw value ends only who understands it can say.
        if name == RAW_TOKEN {
            return Err(NotStrict);
        }
        self.inside(b'(', b')', |reader| visitor.visit_newtype_struct(reader))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotStrict> {
        self.inside(b'[', b']', |reader| visitor.visit_seq(Items::new(reader, b']')))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, NotStrict> {
        self.inside(b'(', b')', |reader| visitor.visit_seq(Items::new(reader, b')')))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, NotStrict> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotStrict> {
        self.inside(b'{', b'}', |reader| visitor.visit_map(Pairs(Items::new(reader, b'}'))))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotStrict> {
        self.inside(b'(', b')', |reader| visitor.visit_map(Fields(Items::new(reader, b')'))))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotStrict> {
        visitor.visit_enum(Variant(self))
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotStrict> {
        visitor.visit_borrowed_str(self.name()?)
    }

    fn is_human_readable(&self) -> bool {
        true
    }
}
