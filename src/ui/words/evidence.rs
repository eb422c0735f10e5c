//! What is asked about files of the evidence, and the limits in the settings.

use std::path::Path;

use crate::ui::words::file_size;

/// The title where files are large.
pub const TOO_LARGE: &str = "佐证材料超出大小上限";
/// What follows from large files.
pub const LARGE_HINT: &str = "文件较大会使台账文件夹和材料包变大，U 盘拷贝变慢。上限在“设置 → 个人设置”中修改";
/// Adds all files.
pub const ADD_ALL: &str = "全部添加";
/// Adds the files within the limits.
pub const ADD_FITTING: &str = "只添加未超限的";
/// The title where a file is a program.
pub const DANGEROUS: &str = "打开前请确认";
/// Opens the folder of the file.
pub const OPEN_FOLDER: &str = "打开所在文件夹";
/// Opens the file after all.
pub const OPEN_ANYWAY: &str = "仍要打开";
/// The card in the settings.
pub const LIMITS: &str = "佐证材料大小上限";
/// One file.
pub const ONE_FILE: &str = "单个文件（MB）";
/// All files of a ledger.
pub const ALL_FILES: &str = "一本台账合计（MB）";
/// How the limits work.
pub const LIMITS_HINT: &str = "超出时先询问再复制，填 0 表示不限";
/// What is typed is no number.
pub const LIMIT_FAULT: &str = "请填整数";

/// Some files are larger than the limit.
pub fn larger_than(most: u64) -> String {
    format!("下列文件超过单个文件上限 {}：", file_size(most))
}

/// One file with its size.
pub fn file(path: &Path, bytes: u64) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!("　{name}（{}）", file_size(bytes))
}

/// All evidence together is more than the limit.
pub fn more_than(total: u64, limit: u64) -> String {
    format!("添加后本台账佐证材料合计 {}，超过上限 {}", file_size(total), file_size(limit))
}

/// How much evidence the ledger has.
pub fn now(bytes: u64) -> String {
    format!("当前台账已有 {}", file_size(bytes))
}

/// A file is a program or may hold one.
pub fn dangerous(name: &str, is_document: bool) -> String {
    if is_document {
        format!("“{name}”是可带宏的文档，宏可能危害电脑。请先向提供单位核实来源，打开后不要启用宏")
    } else {
        format!("“{name}”是程序、脚本或快捷方式，可能危害电脑，本程序不直接打开。请核实来源，必要时在文件夹中自行处理")
    }
}
