//! Words of the manual's window.

use crate::ui::{
    keys::{KeyList, ListDeed, Place},
    words,
};

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

/// A list that takes keys of its own.
pub const fn key_list(list: KeyList) -> &'static str {
    match list {
        KeyList::Round => "月评",
        KeyList::Board => "销号看板",
    }
}

/// What a key of such a list does.
pub fn list_deed(deed: ListDeed) -> String {
    let said = match deed {
        ListDeed::Save => "保存月评",
        ListDeed::Down => "下一行",
        ListDeed::Up => "上一行",
        ListDeed::Left => "左边一列",
        ListDeed::Right => "右边一列",
        ListDeed::PageDown => "下一屏",
        ListDeed::PageUp => "上一屏",
        ListDeed::First => "第一行",
        ListDeed::Last => "最后一行",
        ListDeed::Words => "填写说明，Esc 返回",
        ListDeed::Clear => "清除评价",
        ListDeed::Rate(rating) => return format!("评为{}", words::rating(rating)),
        ListDeed::OpenIssue => "打开所选问题",
        ListDeed::NextStep => "办理下一步",
    };
    said.to_owned()
}
