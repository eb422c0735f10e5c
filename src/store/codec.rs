//! Changes as text: written once, hashed, and from then on passed on verbatim.

use std::sync::Arc;

use ron::error::SpannedError;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        change::{Change, Header, HeldPart, PartText, ReadPart, change_id, part_hash},
        edit::{PartEdits, PartKey},
        ids::ChangeId,
    },
    store::{
        raw::Raw,
        ron_read::from_ron,
        ron_text::{RonTextError, to_ron},
    },
};

/// Reads the edits of a part from its RON text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RonParts;

impl ReadPart for RonParts {
    fn read_part(&self, text: &PartText) -> Option<PartEdits> {
        from_ron(&text.text).ok()
    }
}

/// Writes a new change: the bytes of its parts, then of its header, which names their hashes.
///
/// Salts are random texts from the shell, one a part; what `header.parts` held is replaced.
pub fn write_change(
    mut header: Header,
    parts: &[(PartKey, PartEdits)],
    mut salt: impl FnMut() -> String,
) -> Result<Change, RonTextError> {
    let mut held = Vec::with_capacity(parts.len());
    header.parts.clear();
    for (key, edits) in parts {
        let text = PartText { salt: salt().into(), text: to_ron(edits)?.into() };
        header.parts.push((*key, part_hash(&text.salt, &text.text)));
        held.push((*key, HeldPart::Here(text)));
    }
    let text: Arc<str> = to_ron(&header)?.into();
    Ok(Change { id: change_id(&text), text, header, parts: held })
}

/// Reads the header's bytes of a change, and gives the id they make.
pub fn read_header(text: &str) -> Option<(ChangeId, Header)> {
    from_ron(text).ok().map(|header| (change_id(text), header))
}

/// What a line holds of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum PartLine {
    Here { salt: Arc<str>, body: Raw },
    Hidden,
    Erased(ChangeId),
}

/// A whole change on one line, as journals and packages have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct ChangeLine {
    header: Raw,
    parts: Vec<(PartKey, PartLine)>,
}

/// The change on one line.
pub fn change_to_line(change: &Change) -> Result<String, RonTextError> {
    let line_of = |part: &HeldPart| match part {
        HeldPart::Here(text) => PartLine::Here { salt: Arc::clone(&text.salt), body: Raw(Arc::clone(&text.text)) },
        HeldPart::Hidden => PartLine::Hidden,
        HeldPart::Erased(by) => PartLine::Erased(*by),
    };
    let parts = change.parts.iter().map(|(key, part)| (*key, line_of(part)));
    to_ron(&ChangeLine { header: Raw(Arc::clone(&change.text)), parts: parts.collect() })
}

/// Reads what [`change_to_line`] wrote.
///
/// Whether the parts are those the header names is looked at when the change enters a history.
pub fn change_from_line(line: &str) -> Result<Change, Box<SpannedError>> {
    let line: ChangeLine = ron::from_str(line).map_err(Box::new)?;
    let part_of = |part: PartLine| match part {
        PartLine::Here { salt, body } => HeldPart::Here(PartText { salt, text: body.0 }),
        PartLine::Hidden => HeldPart::Hidden,
        PartLine::Erased(by) => HeldPart::Erased(by),
    };
    let parts = line.parts.into_iter().map(|(key, part)| (key, part_of(part)));
    let header = from_ron(&line.header.0).map_err(Box::new)?;
    Ok(Change { id: change_id(&line.header.0), text: line.header.0, header, parts: parts.collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_every_byte_also_of_edits_this_version_does_not_know() {
        let body = "Issue([ Teleport ( \"\u{3000}问题\" , [1 , 2,] ) , ])";
        let id = "0".repeat(32);
        let sha = part_hash("salt", body);
        let header = format!(
            "(parents:[],generation:1,author:\"李明\",unit:\"\",device:\"{id}\",typed_at:\"2026-11-21T12:00:00\",mood:\"new\",parts:[(Issue(\"{id}\"),\"{sha}\"),(Private,\"{sha}\"),(Directory,\"{sha}\")])"
        );
        let by = change_id("x");
        let line = format!(
            "(header:{header},parts:[(Issue(\"{id}\"),Here(salt:\"salt\",body:{body})),(Private,Hidden),(Directory,Erased(\"{by}\"))])"
        );
        // Whether an id of a change is wrapped is the domain's choice.
        let line = line.replace(&format!("Erased(\"{by}\")"), &format!("Erased({})", to_ron(&by).unwrap()));
        let change = change_from_line(&line).unwrap();
        assert_eq!(&*change.text, header);
        assert_eq!(change_to_line(&change).unwrap(), line);
        let HeldPart::Here(part) = &change.parts[0].1 else {
            panic!("{change:?}");
        };
        assert_eq!(&*part.text, body);
        assert_eq!(RonParts.read_part(part), None);
    }
}
