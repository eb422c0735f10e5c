//! The bracketed parts of RON text on the way in: sequences, tuples, maps, structs and variants.

use serde::de::{self, DeserializeSeed, IntoDeserializer as _, Visitor};

use crate::store::ron_read::{NotStrict, Reader};

/// What stands between two brackets, with commas between.
pub(super) struct Items<'r, 'de> {
    reader: &'r mut Reader<'de>,
    close: u8,
    is_first: bool,
}

impl<'r, 'de> Items<'r, 'de> {
    pub(super) const fn new(reader: &'r mut Reader<'de>, close: u8) -> Self {
        Self { reader, close, is_first: true }
    }

    /// Goes to the next one; `false` where there is none.
    fn go_on(&mut self) -> Result<bool, NotStrict> {
        if self.reader.peek() == Some(self.close) {
            return Ok(false);
        }
        if !self.is_first {
            self.reader.take(b',')?;
            // A closing comma is no part of how this program writes.
            if self.reader.peek() == Some(self.close) {
                return Err(NotStrict);
            }
        }
        self.is_first = false;
        Ok(true)
    }
}

impl<'de> de::SeqAccess<'de> for Items<'_, 'de> {
    type Error = NotStrict;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, NotStrict> {
        if self.go_on()? { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }
}

/// Keys that are values.
pub(super) struct Pairs<'r, 'de>(pub(super) Items<'r, 'de>);

impl<'de> de::MapAccess<'de> for Pairs<'_, 'de> {
    type Error = NotStrict;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, NotStrict> {
        if self.0.go_on()? { seed.deserialize(&mut *self.0.reader).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NotStrict> {
        self.0.reader.take(b':')?;
        seed.deserialize(&mut *self.0.reader)
    }
}

/// Keys that are names.
pub(super) struct Fields<'r, 'de>(pub(super) Items<'r, 'de>);

impl<'de> de::MapAccess<'de> for Fields<'_, 'de> {
    type Error = NotStrict;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, NotStrict> {
        if self.0.go_on()? {
            let name = self.0.reader.name()?;
            return seed.deserialize(de::value::BorrowedStrDeserializer::new(name)).map(Some);
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NotStrict> {
        self.0.reader.take(b':')?;
        seed.deserialize(&mut *self.0.reader)
    }
}

pub(super) struct Variant<'r, 'de>(pub(super) &'r mut Reader<'de>);

impl<'de> de::EnumAccess<'de> for Variant<'_, 'de> {
    type Error = NotStrict;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), NotStrict> {
        let name = self.0.name()?;
        let variant = seed.deserialize(name.into_deserializer())?;
        Ok((variant, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_, 'de> {
    type Error = NotStrict;

    fn unit_variant(self) -> Result<(), NotStrict> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, NotStrict> {
        self.0.inside(b'(', b')', |reader| seed.deserialize(reader))
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, NotStrict> {
        de::Deserializer::deserialize_tuple(self.0, len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotStrict> {
        de::Deserializer::deserialize_struct(self.0, "", fields, visitor)
    }
}
