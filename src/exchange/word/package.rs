//! The package of a Word document: read within limits, written back with some of its parts replaced.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write as _},
};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{fault::TemplateError, limits};
use crate::exchange::zipped;

/// How a .doc of Word 97–2003 begins.
const OLE_MAGIC: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// A package that was looked through.
#[derive(Clone, Debug)]
pub(super) struct Package {
    bytes: Vec<u8>,
    /// The parts that may hold text, by name.
    pub(super) texts: BTreeMap<String, String>,
}

impl Package {
    /// Looks a package through.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, TemplateError> {
        if bytes.starts_with(OLE_MAGIC) {
            return Err(TemplateError::OldWord);
        }
        if bytes.len() > limits::FILE {
            return Err(TemplateError::TooLarge);
        }
        if zipped::has_too_many_parts(bytes) {
            return Err(TemplateError::TooManyParts);
        }
        let mut archive = open(bytes)?;
        if archive.len() > limits::PARTS {
            return Err(TemplateError::TooManyParts);
        }
        let mut texts = BTreeMap::new();
        let mut room = Room { inflated: limits::INFLATED, text: limits::TEXT, tags: limits::TAGS };
        for place in 0..archive.len() {
            let file = archive.by_index(place).map_err(|error| TemplateError::Broken(error.to_string()))?;
            let name = file.name().map_err(|error| TemplateError::Broken(error.to_string()))?.into_owned();
            if file.enclosed_name().is_none() || zipped::unsafe_name(name.as_bytes()).is_some() {
                return Err(TemplateError::BadName(name));
            }
            let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
            if name.to_ascii_lowercase().ends_with("vbaproject.bin") {
                return Err(TemplateError::Macros);
            }
            if ending != "xml" && ending != "rels" {
                room.pass_over(&name, file)?;
                continue;
            }
            let content = room.unpack(&name, file)?;
            if declares_entities(&content) {
                return Err(TemplateError::Entities(name));
            }
            if ending == "rels" {
                look_for_strangers(&String::from_utf8_lossy(&content))?;
            }
            if holds_text(&name) {
                room.keep(&content)?;
                drop(texts.insert(name.clone(), text_of(name, content)?));
            }
        }
        if !texts.contains_key(DOCUMENT) {
            return Err(TemplateError::NotWord);
        }
        Ok(Self { bytes: bytes.to_vec(), texts })
    }

    /// The package with these parts in place of its own; all others are copied as they are packed.
    pub(super) fn with(&self, replaced: &BTreeMap<String, String>) -> Result<Vec<u8>, TemplateError> {
        let broken = |error: zip::result::ZipError| TemplateError::Broken(error.to_string());
        let mut archive = open(&self.bytes)?;
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for place in 0..archive.len() {
            let file = archive.by_index_raw(place).map_err(broken)?;
            let name = file.name().map_err(broken)?.into_owned();
            let Some(text) = replaced.get(&name) else {
                out.raw_copy_file(file).map_err(broken)?;
                continue;
            };
            let time = file.last_modified().unwrap_or_default();
            let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            out.start_file(name, options.last_modified_time(time)).map_err(broken)?;
            out.write_all(text.as_bytes()).map_err(|error| TemplateError::Broken(error.to_string()))?;
        }
        Ok(out.finish().map_err(broken)?.into_inner())
    }
}

/// How much a template may still unpack to.
struct Room {
    inflated: u64,
    text: usize,
    tags: usize,
}

impl Room {
    /// Unpacks a picture or the like to nothing: only how much it is counts.
    fn pass_over(&mut self, name: &str, file: impl Read) -> Result<(), TemplateError> {
        let copied = std::io::copy(&mut file.take(self.inflated + 1), &mut std::io::sink());
        let length = copied.map_err(|error| TemplateError::BrokenPart(name.to_owned(), error.to_string()))?;
        self.inflated = self.inflated.checked_sub(length).ok_or(TemplateError::Inflates)?;
        Ok(())
    }

    fn unpack(&mut self, name: &str, file: impl Read) -> Result<Vec<u8>, TemplateError> {
        let mut content = Vec::new();
        let read = file.take(limits::TEXT as u64 + 1).read_to_end(&mut content);
        let length = read.map_err(|error| TemplateError::BrokenPart(name.to_owned(), error.to_string()))?;
        self.inflated = self.inflated.checked_sub(length as u64).ok_or(TemplateError::Inflates)?;
        if length > limits::TEXT { Err(TemplateError::Inflates) } else { Ok(content) }
    }

    /// What holds text stays in memory, as a tree as well.
    fn keep(&mut self, content: &[u8]) -> Result<(), TemplateError> {
        self.text = self.text.checked_sub(content.len()).ok_or(TemplateError::Inflates)?;
        let tags = memchr::memchr_iter(b'<', content).count();
        self.tags = self.tags.checked_sub(tags).ok_or(TemplateError::Inflates)?;
        Ok(())
    }
}

/// Word writes no document type; what has one means harm or was made by hand.
fn declares_entities(content: &[u8]) -> bool {
    let has = |word: &[u8]| memchr::memmem::find(content, word).is_some();
    has(b"<!DOCTYPE") || has(b"<!ENTITY")
}

/// The part that holds the text itself.
pub(super) const DOCUMENT: &str = "word/document.xml";

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, TemplateError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| TemplateError::Broken(error.to_string()))
}

fn holds_text(name: &str) -> bool {
    let Some(inside) = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")) else {
        return false;
    };
    inside == "document" || ["header", "footer", "footnotes", "endnotes"].iter().any(|kind| inside.starts_with(kind))
}

fn text_of(name: String, content: Vec<u8>) -> Result<String, TemplateError> {
    String::from_utf8(content).map_err(|error| TemplateError::BrokenPart(name, error.to_string()))
}

/// A template that takes its style sheet or a picture from the network would do so on every computer it is opened on.
fn look_for_strangers(rels: &str) -> Result<(), TemplateError> {
    for relation in rels.split('<').filter(|it| it.starts_with("Relationship ")) {
        let external = relation.contains("TargetMode=\"External\"") || relation.contains("TargetMode='External'");
        let link = relation.contains("/hyperlink\"") || relation.contains("/hyperlink'");
        let far = ["http:", "https:", "ftp:", "\\\\", "file://"].iter().find_map(|kind| relation.find(kind));
        let target = relation.split("Target=").nth(1).and_then(|it| it.get(1..)).unwrap_or_default();
        let target = target.split(['"', '\'']).next().unwrap_or_default();
        let of_own_disk = target.starts_with("file:///") && !target.starts_with("file:////");
        if external && !link && far.is_some() && !of_own_disk {
            return Err(TemplateError::FetchesFrom(target.to_owned()));
        }
    }
    Ok(())
}
