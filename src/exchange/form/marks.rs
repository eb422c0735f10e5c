//! The marks by which an exported sheet is known again: the hidden column of ids and the hidden sheet about the export.

/// The head of the hidden last column, which carries the id of each row.
pub const ID_HEAD: &str = "标识";
/// The machine name of that column.
pub const ID_NAME: &str = "id";
/// In the column of ids: the head of a group.
pub const GROUP_ROW: &str = "#组";
/// In the column of ids: a row of sums.
pub const SUM_ROW: &str = "#计";
/// In the column of ids: a footnote.
pub const NOTE_ROW: &str = "#注";

/// The hidden sheet that tells what the visible one is.
pub const ABOUT_SHEET: &str = "_整改台账";
/// The version of what the hidden sheet says.
pub const ABOUT_VERSION: &str = "1";
/// Key: the version.
pub const VERSION_KEY: &str = "格式";
/// Key: the id of the ledger.
pub const LEDGER_KEY: &str = "台账标识";
/// Key: the name of the ledger.
pub const TITLE_KEY: &str = "台账名称";
/// Key: the machine name of the form.
pub const FORM_KEY: &str = "表";
/// Key: the day of the export.
pub const DATE_KEY: &str = "导出日期";
/// Key: whether it is the public edition.
pub const PUBLIC_KEY: &str = "公开版";
/// Key: the first row of heads, counted from one.
pub const HEAD_ROW_KEY: &str = "表头行";
/// Key: the first row of data, counted from one.
pub const DATA_ROW_KEY: &str = "数据行";
/// Key: a column, its head, its machine name.
pub const COLUMN_KEY: &str = "列";
/// The value for yes.
pub const YES: &str = "是";
/// The value for no.
pub const NO: &str = "否";
