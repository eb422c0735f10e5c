//! Reads .xlsx and .xlsm: which sheets there are, the shared texts, what number formats mean.

use std::{collections::BTreeMap, io::BufRead, sync::Arc};

use quick_xml::events::Event;

use super::{
    GoesOn, Sheet, Workbook,
    error::{Excess, SheetError},
    limits::MAX_SHEETS,
    number_format::{Meaning, built_in, of_code},
    package::Package,
    pull::{Pull, add_text, attribute, is_on},
    room::Room,
    xlsx_sheet,
};

/// What all sheets share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub texts: Vec<Arc<str>>,
    pub meanings: Vec<Meaning>,
    pub from_1904: bool,
}

struct Listed {
    name: String,
    relation: String,
    hidden: bool,
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], goes_on: GoesOn<'_>) -> Result<Workbook, SheetError> {
    let mut package = Package::open(bytes)?;
    let mut shared = Shared::default();
    let listed = sheets(&mut package, &mut shared)?;
    let targets = targets(&mut package)?;
    if let Some(part) = package.part("xl/styles.xml")? {
        shared.meanings = styles(Pull::new("styles.xml", part))?;
    }
    let mut room = Room::new();
    if let Some(part) = package.part("xl/sharedStrings.xml")? {
        shared.texts = shared_texts(Pull::new("sharedStrings.xml", part), &mut room)?;
    }
    let mut book = Workbook::default();
    for (n, listed) in listed.into_iter().enumerate() {
        let known = targets.get(&listed.relation).cloned();
        let path = known.unwrap_or_else(|| format!("xl/worksheets/sheet{}.xml", n + 1));
        // Sheets of charts and dialogs hold no cells.
        if path.contains("chartsheets/") || path.contains("dialogsheets/") {
            continue;
        }
        let mut sheet = Sheet { name: listed.name, hidden: listed.hidden, ..Sheet::default() };
        if let Some(part) = package.part(&path)? {
            xlsx_sheet::read(Pull::new(&path, part), &shared, &mut room, &mut sheet, goes_on)?;
        }
        book.sheets.push(sheet);
    }
    Ok(book)
}

fn sheets(package: &mut Package<'_>, shared: &mut Shared) -> Result<Vec<Listed>, SheetError> {
    let part = package.part("xl/workbook.xml")?.ok_or(SheetError::NotASheet)?;
    let mut pull = Pull::new("workbook.xml", part);
    let mut listed = Vec::new();
    loop {
        match pull.next()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().into_inner() {
                "workbookPr" => shared.from_1904 = is_on(&tag, "date1904"),
                "sheet" => listed.push(Listed {
                    name: attribute(&tag, "name").unwrap_or_default(),
                    relation: attribute(&tag, "id").unwrap_or_default(),
                    hidden: attribute(&tag, "state").is_some_and(|state| state != "visible"),
                }),
                _ => {}
            },
            Event::Eof => break,
            Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
        if listed.len() > MAX_SHEETS {
            return Err(SheetError::TooMuch(Excess::Sheets));
        }
    }
    Ok(listed)
}

/// Where each sheet stands in the package, by the name of its relation.
fn targets(package: &mut Package<'_>) -> Result<BTreeMap<String, String>, SheetError> {
    let mut found = BTreeMap::new();
    let Some(part) = package.part("xl/_rels/workbook.xml.rels")? else {
        return Ok(found);
    };
    let mut pull = Pull::new("workbook.xml.rels", part);
    loop {
        match pull.next()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().into_inner() == "Relationship" => {
                let outside = attribute(&tag, "TargetMode").is_some_and(|mode| mode == "External");
                let (id, target) = (attribute(&tag, "Id"), attribute(&tag, "Target"));
                if let (Some(id), Some(target), false) = (id, target, outside) {
                    let inside = target.strip_prefix('/').map(str::to_owned);
                    found.insert(id, inside.unwrap_or_else(|| format!("xl/{target}")));
                }
            }
            Event::Eof => return Ok(found),
            Event::Start(_)
            | Event::Empty(_)
            | Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

/// What each cell format makes of a number.
fn styles<R: BufRead>(mut pull: Pull<R>) -> Result<Vec<Meaning>, SheetError> {
    let mut codes: BTreeMap<u32, Meaning> = BTreeMap::new();
    let mut meanings = Vec::new();
    let mut inside = false;
    loop {
        match pull.next()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().into_inner() {
                "numFmt" => {
                    let id = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok());
                    let code = attribute(&tag, "formatCode").unwrap_or_default();
                    codes.extend(id.map(|id| (id, of_code(&code))));
                }
                "cellXfs" => inside = true,
                "xf" if inside => {
                    let id: u32 = attribute(&tag, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    meanings.push(codes.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().into_inner() == "cellXfs" => inside = false,
            Event::Eof => return Ok(meanings),
            Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
}

/// The texts cells share. Readings of characters (rPh) are no part of them.
fn shared_texts<R: BufRead>(mut pull: Pull<R>, room: &mut Room) -> Result<Vec<Arc<str>>, SheetError> {
    let mut texts = Vec::new();
    let mut text = String::new();
    let (mut in_text, mut in_reading) = (false, false);
    loop {
        match pull.next()? {
            Event::Start(tag) => match tag.local_name().into_inner() {
                "si" => text.clear(),
                "rPh" => in_reading = true,
                "t" => in_text = !in_reading,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().into_inner() {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                "si" => texts.push(room.text(&unescaped(&text))?),
                _ => {}
            },
            Event::Empty(tag) if tag.local_name().into_inner() == "si" => texts.push(Arc::from("")),
            Event::Eof => return Ok(texts),
            other @ (Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) => {
                if in_text {
                    add_text(&mut text, &other);
                }
            }
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// Excel writes what XML cannot hold as `_x000D_`.
pub(super) fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("_x") {
        return std::borrow::Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        whole.push_str(before);
        let code = after.get(..4).filter(|_| after.get(4..5) == Some("_"));
        let meant = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        if let (Some(c), Some(behind)) = (meant, after.get(5..)) {
            whole.push(c);
            rest = behind;
        } else {
            whole.push_str("_x");
            rest = after;
        }
    }
    whole.push_str(rest);
    std::borrow::Cow::Owned(whole)
}
