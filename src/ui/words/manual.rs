//! Words of the manual's window.

use crate::ui::keys::Place;

/// The manual.
pub const MANUAL: &str = "手册";

/// Back to the chapter before.
pub const MANUAL_BACK: &str = "上一章";

/// The search in the manual.
pub const MANUAL_SEARCH: &str = "在手册中查找";

/// Puts the manual away.
pub const MANUAL_CLOSE: &str = "关闭手册（F1）";

/// Nothing in the manual holds what was typed.
pub const MANUAL_NO_HIT: &str = "手册中没有这个词，请换一个说法";

/// Heads the keys in their table.
pub const KEY_HEAD: &str = "按键";

/// Heads what they do.
pub const DEED_HEAD: &str = "作用";

/// Heads where they work.
pub const PLACE_HEAD: &str = "适用";

/// Where a key works.
pub fn key_place(place: Place) -> &'static str {
    match place {
        Place::Anywhere => "任何页面",
        Place::Ledger => "台账打开时",
        Place::NotInText => "不在文字框内时",
        Place::IssuePage => "一题一账",
        Place::Grid => "台账表格",
    }
}
