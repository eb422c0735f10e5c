//! Pulls XML events out of a part: no entities of its own, no bottomless nesting, nothing beyond the limits.

use std::io::BufRead;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::{
    error::{Excess, SheetError},
    limits::MAX_DEPTH,
    package::Counted,
};

/// A part read event by event.
pub(super) struct Pull<R: BufRead> {
    reader: Reader<Counted<R>>,
    buffer: Vec<u8>,
    depth: usize,
    part: String,
}

impl<R: BufRead> Pull<R> {
    pub(super) fn new(part: &str, source: Counted<R>) -> Self {
        let mut reader = Reader::from_reader(source);
        reader.config_mut().check_end_names = false;
        Self { reader, buffer: Vec::new(), depth: 0, part: part.to_owned() }
    }

    /// The next event; comments and declarations come as they are.
    pub(super) fn next(&mut self) -> Result<Event<'_>, SheetError> {
        self.buffer.clear();
        self.reader.get_mut().begin_event();
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => {
                let over = self.reader.get_ref().over();
                return Err(over.map_or_else(|| SheetError::broken(&self.part, error), SheetError::TooMuch));
            }
        };
        match &event {
            Event::Start(_) => {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return Err(SheetError::TooMuch(Excess::Depth));
                }
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => return Err(SheetError::Entities(self.part.clone())),
            Event::Eof if self.depth > 0 => return Err(SheetError::broken(&self.part, "cut off")),
            Event::Empty(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::GeneralRef(_)
            | Event::Eof => {}
        }
        Ok(event)
    }

    /// How far reading has come, in bytes.
    pub(super) fn progress(&self) -> (u64, u64) {
        self.reader.get_ref().progress()
    }
}

/// Adds the characters of an event to a text.
pub(super) fn add_text(text: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(more) => text.push_str(&more.xml10_content()),
        Event::CData(more) => text.push_str(more),
        Event::GeneralRef(entity) => {
            let known = entity.resolve_char_ref().ok().flatten();
            text.extend(known.or_else(|| predefined(entity)));
        }
        Event::Start(_)
        | Event::End(_)
        | Event::Empty(_)
        | Event::Comment(_)
        | Event::Decl(_)
        | Event::PI(_)
        | Event::DocType(_)
        | Event::Eof => {}
    }
}

fn predefined(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// An attribute by its name without prefix.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let mut found = attributes.with_checks(false).flatten();
    let found = found.find(|attribute| attribute.key.local_name().into_inner() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default().into_owned())
}

/// Whether an attribute says yes.
pub(super) fn is_on(start: &BytesStart<'_>, name: &str) -> bool {
    attribute(start, name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}
