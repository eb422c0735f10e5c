//! A chapter cut into sections, and each into text and pictures.

use std::fmt::Write as _;

use crate::ui::{
    keys::{Chord, LIST_TABLE, TABLE, written},
    words,
};

use super::Chapter;

/// A section of a chapter: what stands under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading; empty for what stands before the first one.
    pub heading: String,
    /// Text and pictures in their order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Markdown.
    Text(String),
    /// A picture: its file, and what it shows.
    Picture(String, String),
}

impl Section {
    /// Its words without the marks of Markdown, for the search.
    pub fn plain(&self) -> String {
        let mut said = self.heading.clone();
        for block in &self.blocks {
            let (Block::Text(text) | Block::Picture(_, text)) = block;
            said.push('\n');
            said.extend(text.chars().filter(|c| !matches!(c, '*' | '`' | '#' | '|' | '>')));
        }
        said
    }
}

/// Where the table of keys stands in its chapter.
const KEYS_MARK: &str = "<!-- keys -->";

/// The sections of a chapter, without its title.
pub fn sections(chapter: Chapter) -> Vec<Section> {
    let source = chapter.source();
    let text = if source.contains(KEYS_MARK) { source.replace(KEYS_MARK, &key_table()) } else { source.to_owned() };
    let mut all = vec![Section { heading: String::new(), blocks: Vec::new() }];
    for line in text.lines().skip(1) {
        if let Some(heading) = line.strip_prefix("## ") {
            all.push(Section { heading: heading.trim().to_owned(), blocks: Vec::new() });
        } else if let Some(section) = all.last_mut() {
            add_line(section, line);
        }
    }
    all.retain(|section| !section.heading.is_empty() || !section.blocks.is_empty());
    all
}

fn add_line(section: &mut Section, line: &str) {
    if let Some((caption, file)) = picture_of(line) {
        section.blocks.push(Block::Picture(file.to_owned(), caption.to_owned()));
        return;
    }
    if let Some(Block::Text(text)) = section.blocks.last_mut() {
        text.push('\n');
        text.push_str(line);
    } else if !line.trim().is_empty() {
        section.blocks.push(Block::Text(line.to_owned()));
    }
}

/// The caption and the file of a line that is a picture.
fn picture_of(line: &str) -> Option<(&str, &str)> {
    let (caption, rest) = line.trim().strip_prefix("![")?.split_once("](")?;
    Some((caption, rest.strip_suffix(')')?))
}

/// The table of keys, from the one table of the program.
fn key_table() -> String {
    let mut said = format!("| {} | {} | {} |\n|---|---|---|\n", words::KEY_HEAD, words::DEED_HEAD, words::PLACE_HEAD);
    for row in TABLE.iter().filter(|row| !row.chords.is_empty()) {
        key_line(&mut said, row.chords, &words::deed(row.deed), words::key_place(row.place));
    }
    for row in LIST_TABLE {
        key_line(&mut said, row.chords, &words::list_deed(row.deed), words::key_list(row.list));
    }
    said
}

fn key_line(said: &mut String, chords: &[Chord], deed: &str, place: &str) {
    let mut keys: Vec<String> = chords.iter().map(|chord| format!("`{}`", written(*chord))).collect();
    keys.dedup();
    // Writing into a String does not fail.
    writeln!(said, "| {} | {deed} | {place} |", keys.join(" ")).ok();
}
