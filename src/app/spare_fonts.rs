//! Finds a system font for what our own fonts lack: rare characters of names, in their Simplified Chinese shape.

use std::sync::{Mutex, PoisonError};

use fontique::{
    Collection, CollectionOptions, FallbackKey, Language, QueryFamily, QueryFont, QueryStatus, Script, SourceCache,
    SourceCacheOptions,
};

use crate::exchange::pdf::SpareFace;

/// Fonts with Simplified Chinese shapes, sans first; the `Ext` ones hold the rarest characters.
const CHINESE: &[&str] = &[
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "SimSun",
    "NSimSun",
    "SimSun-ExtB",
    "SimSun-ExtG",
];

/// The fonts of the system.
pub struct Installed {
    /// Their names.
    pub collection: Collection,
    cache: SourceCache,
}

impl std::fmt::Debug for Installed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Installed")
    }
}

impl Default for Installed {
    fn default() -> Self {
        Self {
            collection: Collection::new(CollectionOptions { shared: false, system_fonts: true }),
            cache: SourceCache::new(SourceCacheOptions::default()),
        }
    }
}

impl Installed {
    /// A font that has the character, Chinese ones first.
    pub fn find(&mut self, wanted: char) -> Option<QueryFont> {
        let mut query = self.collection.query(&mut self.cache);
        query.set_families(CHINESE.iter().map(|name| QueryFamily::Named(name)));
        // Singapore writes Simplified too, and unlike China's it is not fontique's default for Han.
        if let Ok(simplified) = Language::parse("zh-SG") {
            let han = Script::from_bytes(*b"Hani");
            query.set_fallbacks(FallbackKey::new(han, Some(&simplified)));
        }
        let mut found = None;
        query.matches_with(|font| {
            let glyph = font.charmap().and_then(|charmap| charmap.map(wanted));
            if glyph.is_some_and(|glyph| glyph != 0) {
                found = Some(font.clone());
                QueryStatus::Stop
            } else {
                QueryStatus::Continue
            }
        });
        found
    }
}

/// Listed when a page first lacks a character: that can take a while.
static INSTALLED: Mutex<Option<Installed>> = Mutex::new(None);

/// A font for a character that our own lack, to be embedded in a page.
pub(super) fn face_for(wanted: char) -> Option<SpareFace> {
    let mut installed = INSTALLED.lock().unwrap_or_else(PoisonError::into_inner);
    let font = installed.get_or_insert_with(Installed::default).find(wanted)?;
    let index = font.index;
    let (bytes, id) = font.blob.into_raw_parts();
    Some(SpareFace { bytes, index, id })
}
