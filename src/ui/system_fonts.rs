//! Finds a system font for what our own fonts lack: rare characters of names, in their Simplified Chinese shape.
//!
//! egui's own provider takes the first face of a font collection, which for Noto CJK is the Japanese one,
//! whatever language it is asked for. So Chinese characters are first looked for by the names of Chinese fonts.

use std::sync::{Mutex, OnceLock};

use egui::epaint::text::{FallbackRequest, FontData, FontInsert, FontPriority, FontProvider, InsertFontFamily};
use egui_system_font_provider::SystemFontProvider;

use crate::app::spare_fonts::Installed;

/// The system's fonts, listed only when a character is first missing: that can take a while.
#[derive(Default)]
pub struct ChineseSystemFonts {
    han: Mutex<Option<Installed>>,
    others: OnceLock<SystemFontProvider>,
}

impl FontProvider for ChineseSystemFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let wanted = request.cluster.chars().next()?;
        if !is_han(wanted) {
            let others = self.others.get_or_init(|| SystemFontProvider::new().with_locale(Some("zh-Hans")));
            return others.font_for(request);
        }
        let mut han = self.han.lock().ok()?;
        let installed = han.get_or_insert_with(Installed::default);
        let font = installed.find(wanted)?;
        let family = installed.collection.family_name(font.family.0);
        let name = family.unwrap_or("unknown");
        let name = format!("system:{name}:{}:{}", font.family.1, font.index);
        let (bytes, _) = font.blob.into_raw_parts();
        Some(FontInsert {
            name,
            data: FontData::from_blob(bytes, font.index),
            families: vec![InsertFontFamily { family: request.family.clone(), priority: FontPriority::Lowest }],
        })
    }
}

/// Is this a Chinese character? The blocks of Unicode 17, compatibility forms among them.
fn is_han(c: char) -> bool {
    matches!(
        u32::from(c),
        0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
            | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_characters_of_names_are_han_and_punctuation_is_not() {
        for c in ['㐀', '一', '龥', '鿃', '𠮷', '𰻝', '〇'] {
            assert!(is_han(c), "{c}");
        }
        for c in ['。', '，', 'A', '１', 'あ', '한'] {
            assert!(!is_han(c), "{c}");
        }
    }
}
