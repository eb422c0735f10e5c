//! Icon code points: a subset of Material Symbols Rounded, `assets/fonts/MaterialSymbols-subset.ttf`.

/// Icon `account_circle`.
pub const ACCOUNT_CIRCLE: &str = "\u{f20b}";
/// Icon `add`.
pub const ADD: &str = "\u{e145}";
/// Icon `apartment`.
pub const APARTMENT: &str = "\u{ea40}";
/// Icon `approval`.
pub const APPROVAL: &str = "\u{e982}";
/// Icon `arrow_back`.
pub const ARROW_BACK: &str = "\u{e5c4}";
/// Icon `arrow_downward`.
pub const ARROW_DOWNWARD: &str = "\u{e5db}";
/// Icon `arrow_forward`.
pub const ARROW_FORWARD: &str = "\u{e5c8}";
/// Icon `arrow_upward`.
pub const ARROW_UPWARD: &str = "\u{e5d8}";
/// Icon `assignment`.
pub const ASSIGNMENT: &str = "\u{e85d}";
/// Icon `attach_file`.
pub const ATTACH_FILE: &str = "\u{e226}";
/// Icon `backspace`.
pub const BACKSPACE: &str = "\u{e14a}";
/// Icon `bar_chart`.
pub const BAR_CHART: &str = "\u{e26b}";
/// Icon `block`.
pub const BLOCK: &str = "\u{f08c}";
/// Icon `bookmark`.
pub const BOOKMARK: &str = "\u{e8e7}";
/// Icon `calendar_today`.
pub const CALENDAR_TODAY: &str = "\u{e935}";
/// Icon `call_merge`.
pub const CALL_MERGE: &str = "\u{e0b3}";
/// Icon `campaign`.
pub const CAMPAIGN: &str = "\u{ef49}";
/// Icon `cancel`.
pub const CANCEL: &str = "\u{e888}";
/// Icon `check`.
pub const CHECK: &str = "\u{e668}";
/// Icon `checklist`.
pub const CHECKLIST: &str = "\u{e6b1}";
/// Icon `check_circle`.
pub const CHECK_CIRCLE: &str = "\u{f0be}";
/// Icon `chevron_left`.
pub const CHEVRON_LEFT: &str = "\u{e5cb}";
/// Icon `chevron_right`.
pub const CHEVRON_RIGHT: &str = "\u{e5cc}";
/// Icon `circle`.
pub const CIRCLE: &str = "\u{ef4a}";
/// Icon `close`.
pub const CLOSE: &str = "\u{e5cd}";
/// Icon `content_copy`.
pub const CONTENT_COPY: &str = "\u{e14d}";
/// Icon `content_paste`.
pub const CONTENT_PASTE: &str = "\u{e14f}";
/// Icon `dark_mode`.
pub const DARK_MODE: &str = "\u{e51c}";
/// Icon `description`.
pub const DESCRIPTION: &str = "\u{e873}";
/// Icon `domain_add`.
pub const DOMAIN_ADD: &str = "\u{eb62}";
/// Icon `done_all`.
pub const DONE_ALL: &str = "\u{e877}";
/// Icon `download`.
pub const DOWNLOAD: &str = "\u{f090}";
/// Icon `draft`.
pub const DRAFT: &str = "\u{e66d}";
/// Icon `drag_indicator`.
pub const DRAG_INDICATOR: &str = "\u{e945}";
/// Icon `edit`.
pub const EDIT: &str = "\u{f097}";
/// Icon `edit_calendar`.
pub const EDIT_CALENDAR: &str = "\u{e742}";
/// Icon `edit_note`.
pub const EDIT_NOTE: &str = "\u{e745}";
/// Icon `error`.
pub const ERROR: &str = "\u{f8b6}";
/// Icon `event`.
pub const EVENT: &str = "\u{e878}";
/// Icon `expand_more`.
pub const EXPAND_MORE: &str = "\u{e5cf}";
/// Icon `fact_check`.
pub const FACT_CHECK: &str = "\u{f0c5}";
/// Icon `filter_list`.
pub const FILTER_LIST: &str = "\u{e152}";
/// Icon `first_page`.
pub const FIRST_PAGE: &str = "\u{e5dc}";
/// Icon `flag`.
pub const FLAG: &str = "\u{f0c6}";
/// Icon `folder`.
pub const FOLDER: &str = "\u{e2c7}";
/// Icon `folder_open`.
pub const FOLDER_OPEN: &str = "\u{e2c8}";
/// Icon `format_list_bulleted`.
pub const FORMAT_LIST_BULLETED: &str = "\u{e241}";
/// Icon `gavel`.
pub const GAVEL: &str = "\u{e90e}";
/// Icon `groups`.
pub const GROUPS: &str = "\u{f233}";
/// Icon `help`.
pub const HELP: &str = "\u{e8fd}";
/// Icon `history`.
pub const HISTORY: &str = "\u{e8b3}";
/// Icon `hourglass_empty`.
pub const HOURGLASS_EMPTY: &str = "\u{e88b}";
/// Icon `hub`.
pub const HUB: &str = "\u{e9f4}";
/// Icon `image`.
pub const IMAGE: &str = "\u{e3f4}";
/// Icon `info`.
pub const INFO: &str = "\u{e88e}";
/// Icon `insert_drive_file`.
pub const INSERT_DRIVE_FILE: &str = "\u{e66d}";
/// Icon `inventory_2`.
pub const INVENTORY_2: &str = "\u{e1a1}";
/// Icon `ios_share`.
pub const IOS_SHARE: &str = "\u{e6b8}";
/// Icon `key`.
pub const KEY: &str = "\u{e73c}";
/// Icon `keyboard`.
pub const KEYBOARD: &str = "\u{e312}";
/// Icon `keyboard_arrow_down`.
pub const KEYBOARD_ARROW_DOWN: &str = "\u{e313}";
/// Icon `last_page`.
pub const LAST_PAGE: &str = "\u{e5dd}";
/// Icon `left_click`.
pub const LEFT_CLICK: &str = "\u{f718}";
/// Icon `light_mode`.
pub const LIGHT_MODE: &str = "\u{e518}";
/// Icon `link`.
pub const LINK: &str = "\u{e250}";
/// Icon `location_on`.
pub const LOCATION_ON: &str = "\u{f1db}";
/// Icon `lock`.
pub const LOCK: &str = "\u{e899}";
/// Icon `lock_open`.
pub const LOCK_OPEN: &str = "\u{e898}";
/// Icon `mail`.
pub const MAIL: &str = "\u{e159}";
/// Icon `menu_book`.
pub const MENU_BOOK: &str = "\u{ea19}";
/// Icon `more_horiz`.
pub const MORE_HORIZ: &str = "\u{e5d3}";
/// Icon `more_vert`.
pub const MORE_VERT: &str = "\u{e5d4}";
/// Icon `north_east`.
pub const NORTH_EAST: &str = "\u{f1e1}";
/// Icon `note_add`.
pub const NOTE_ADD: &str = "\u{e89c}";
/// Icon `notifications`.
pub const NOTIFICATIONS: &str = "\u{e7f5}";
/// Icon `open_in_new`.
pub const OPEN_IN_NEW: &str = "\u{e89e}";
/// Icon `pending`.
pub const PENDING: &str = "\u{ef64}";
/// Icon `person`.
pub const PERSON: &str = "\u{f0d3}";
/// Icon `person_add`.
pub const PERSON_ADD: &str = "\u{ea4d}";
/// Icon `photo_camera`.
pub const PHOTO_CAMERA: &str = "\u{e412}";
/// Icon `picture_as_pdf`.
pub const PICTURE_AS_PDF: &str = "\u{e415}";
/// Icon `place`.
pub const PLACE: &str = "\u{f1db}";
/// Icon `playlist_add_check`.
pub const PLAYLIST_ADD_CHECK: &str = "\u{e065}";
/// Icon `play_arrow`.
pub const PLAY_ARROW: &str = "\u{e037}";
/// Icon `print`.
pub const PRINT: &str = "\u{e8ad}";
/// Icon `push_pin`.
pub const PUSH_PIN: &str = "\u{f10d}";
/// Icon `radio_button_unchecked`.
pub const RADIO_BUTTON_UNCHECKED: &str = "\u{e836}";
/// Icon `rate_review`.
pub const RATE_REVIEW: &str = "\u{e560}";
/// Icon `redo`.
pub const REDO: &str = "\u{e15a}";
/// Icon `refresh`.
pub const REFRESH: &str = "\u{e5d5}";
/// Icon `remove`.
pub const REMOVE: &str = "\u{e15b}";
/// Icon `reply`.
pub const REPLY: &str = "\u{e15e}";
/// Icon `report`.
pub const REPORT: &str = "\u{f052}";
/// Icon `restart_alt`.
pub const RESTART_ALT: &str = "\u{f053}";
/// Icon `rule`.
pub const RULE: &str = "\u{f1c2}";
/// Icon `save`.
pub const SAVE: &str = "\u{e161}";
/// Icon `schedule`.
pub const SCHEDULE: &str = "\u{efd6}";
/// Icon `science`.
pub const SCIENCE: &str = "\u{ea4b}";
/// Icon `search`.
pub const SEARCH: &str = "\u{ef7a}";
/// Icon `settings`.
pub const SETTINGS: &str = "\u{e8b8}";
/// Icon `settings_backup_restore`.
pub const SETTINGS_BACKUP_RESTORE: &str = "\u{e8ba}";
/// Icon `sort`.
pub const SORT: &str = "\u{e164}";
/// Icon `space_dashboard`.
pub const SPACE_DASHBOARD: &str = "\u{e66b}";
/// Icon `star`.
pub const STAR: &str = "\u{f09a}";
/// Icon `stop_circle`.
pub const STOP_CIRCLE: &str = "\u{ef71}";
/// Icon `swap_horiz`.
pub const SWAP_HORIZ: &str = "\u{e8d4}";
/// Icon `table_chart`.
pub const TABLE_CHART: &str = "\u{e265}";
/// Icon `table_rows`.
pub const TABLE_ROWS: &str = "\u{f101}";
/// Icon `task_alt`.
pub const TASK_ALT: &str = "\u{e2e6}";
/// Icon `timeline`.
pub const TIMELINE: &str = "\u{e922}";
/// Icon `today`.
pub const TODAY: &str = "\u{e8df}";
/// Icon `trending_down`.
pub const TRENDING_DOWN: &str = "\u{e8e3}";
/// Icon `trending_flat`.
pub const TRENDING_FLAT: &str = "\u{e8e4}";
/// Icon `trending_up`.
pub const TRENDING_UP: &str = "\u{e8e5}";
/// Icon `tune`.
pub const TUNE: &str = "\u{e429}";
/// Icon `undo`.
pub const UNDO: &str = "\u{e166}";
/// Icon `unfold_more`.
pub const UNFOLD_MORE: &str = "\u{e5d7}";
/// Icon `upload`.
pub const UPLOAD: &str = "\u{f09b}";
/// Icon `usb`.
pub const USB: &str = "\u{e1e0}";
/// Icon `usb_off`.
pub const USB_OFF: &str = "\u{e4fa}";
/// Icon `verified`.
pub const VERIFIED: &str = "\u{ef76}";
/// Icon `videocam`.
pub const VIDEOCAM: &str = "\u{e04b}";
/// Icon `view_column`.
pub const VIEW_COLUMN: &str = "\u{e8ec}";
/// Icon `visibility`.
pub const VISIBILITY: &str = "\u{e8f4}";
/// Icon `visibility_off`.
pub const VISIBILITY_OFF: &str = "\u{e8f5}";
/// Icon `warning`.
pub const WARNING: &str = "\u{f083}";
/// Icon `zoom_in`.
pub const ZOOM_IN: &str = "\u{e8ff}";
