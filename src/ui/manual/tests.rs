//! The promises of the manual.

use super::{Block, Chapter, picture, sections};
use crate::ui::{
    keys::{LIST_TABLE, TABLE, written},
    words,
};

#[test]
fn every_chapter_has_a_title_and_something_to_read() {
    for chapter in Chapter::ALL {
        assert!(!chapter.title().is_empty(), "{chapter:?} has a title");
        let all = sections(chapter);
        assert!(all.iter().any(|section| !section.plain().trim().is_empty()), "{chapter:?} says something");
    }
}

#[test]
fn every_picture_of_the_manual_is_there_and_can_be_decoded() {
    for chapter in Chapter::ALL {
        for section in sections(chapter) {
            for block in section.blocks {
                let Block::Picture(file, caption) = block else {
                    continue;
                };
                let bytes = picture(&file).unwrap_or_default();
                assert!(image::load_from_memory(bytes).is_ok(), "{file} of {chapter:?}");
                assert!(!caption.is_empty(), "{file} says what it shows");
            }
        }
    }
}

#[test]
fn every_link_of_the_manual_leads_to_a_chapter() {
    for chapter in Chapter::ALL {
        for rest in chapter.source().split("](").skip(1) {
            let target = rest.split(')').next().unwrap_or_default();
            let known = picture(target).is_some() || Chapter::ALL.iter().any(|known| known.name() == target);
            assert!(known, "{target} of {chapter:?}");
        }
    }
}

#[test]
fn the_chapter_of_keys_lists_every_key_of_the_table() {
    let all: String = sections(Chapter::Keys).iter().map(super::Section::plain).collect();
    for row in TABLE.iter().filter(|row| !row.chords.is_empty()) {
        assert!(all.contains(&words::deed(row.deed)), "{:?}", row.deed);
        assert!(row.chords.iter().all(|chord| all.contains(&written(*chord))), "{:?}", row.deed);
    }
    for row in LIST_TABLE {
        assert!(all.contains(&words::list_deed(row.deed)), "{row:?}");
    }
}
