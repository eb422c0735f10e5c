//! The bracketed parts of RON text: sequences, tuples, maps and structs.

use serde::{Serialize, ser};

use crate::store::ron_text::{RonTextError, Writer};

/// An open bracket and what has been put into it.
pub(super) struct List<'w, 'a> {
    writer: &'w mut Writer<'a>,
    close: char,
    first: bool,
}

impl<'w, 'a> List<'w, 'a> {
    pub(super) const fn new(writer: &'w mut Writer<'a>, close: char) -> Self {
        Self { writer, close, first: true }
    }

    fn comma(&mut self) {
        if !self.first {
            self.writer.text.push(',');
        }
        self.first = false;
    }

    fn item<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), RonTextError> {
        self.comma();
        self.writer.inner(value)
    }

    fn field<T: ?Sized + Serialize>(&mut self, name: &str, value: &T) -> Result<(), RonTextError> {
        self.comma();
        self.writer.name(name)?;
        self.writer.text.push(':');
        self.writer.inner(value)
    }

    fn finish(self) {
        self.writer.text.push(self.close);
    }
}

/// A kind of serde's lists whose parts are written one after the other by `$put`.
macro_rules! plain_list {
    ($kind:ident, $put:ident) => {
        impl ser::$kind for List<'_, '_> {
            type Ok = ();
            type Error = RonTextError;

            fn $put<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), RonTextError> {
                self.item(value)
            }

            fn end(self) -> Result<(), RonTextError> {
                self.finish();
                Ok(())
            }
        }
    };
}

plain_list!(SerializeSeq, serialize_element);
plain_list!(SerializeTuple, serialize_element);
plain_list!(SerializeTupleStruct, serialize_field);
plain_list!(SerializeTupleVariant, serialize_field);

/// A kind of serde's lists whose parts have names.
macro_rules! named_list {
    ($kind:ident) => {
        impl ser::$kind for List<'_, '_> {
            type Ok = ();
            type Error = RonTextError;

            fn serialize_field<T: ?Sized + Serialize>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), RonTextError> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), RonTextError> {
                self.finish();
                Ok(())
            }
        }
    };
}

named_list!(SerializeStruct);
named_list!(SerializeStructVariant);

impl ser::SerializeMap for List<'_, '_> {
    type Ok = ();
    type Error = RonTextError;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), RonTextError> {
        self.item(key)
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), RonTextError> {
        self.writer.text.push(':');
        self.writer.inner(value)
    }

    fn end(self) -> Result<(), RonTextError> {
        self.finish();
        Ok(())
    }
}
