//! Says in Chinese why a spreadsheet cannot be read, and what to do.

use crate::exchange::zipped::MAX_PARTS;

use super::{
    error::{Excess, SheetError},
    limits::{
        MAX_CELLS, MAX_COLUMNS, MAX_DEPTH, MAX_EVENT, MAX_FILE, MAX_MERGES, MAX_OLD_FILE, MAX_PART, MAX_RATIO,
        MAX_ROWS, MAX_SHEETS, MAX_TEXT, MAX_TEXT_FILE,
    },
};

const MIB: usize = 1024 * 1024;

/// Says why a spreadsheet cannot be read.
pub fn error_words(error: &SheetError) -> String {
    match error {
        SheetError::NotASheet => "这不是表格文件，请选择 .xlsx、.xls、.ods、.csv".to_owned(),
        SheetError::Binary => "这是二进制工作簿（.xlsb），请在 Excel 里另存为 .xlsx 再导入".to_owned(),
        SheetError::Encrypted => "文件有打开密码。请在 Excel 或 WPS 里去掉密码，另存一份再导入".to_owned(),
        SheetError::Broken { part, why } => {
            format!("文件已损坏，读不了其中的 {part}（{why}）。请在 Excel 或 WPS 里打开后另存一份再导入")
        }
        SheetError::TooMuch(excess) => format!("{}。为安全起见不予读取，台账没有改动", excess_words(*excess)),
        SheetError::UnsafeName(name) => {
            format!("文件内部有不安全的路径“{name}”，可能是恶意文件，不予读取")
        }
        SheetError::Entities(part) => format!("文件内部的 {part} 带有外部实体声明，可能是恶意文件，不予读取"),
        SheetError::Encoding => "文字编码认不出来。请换一种编码再读，或在 Excel 里另存为 .xlsx".to_owned(),
        SheetError::Empty => "文件里没有内容".to_owned(),
        SheetError::Stopped => "读取已停止，台账没有改动".to_owned(),
    }
}

fn excess_words(excess: Excess) -> String {
    match excess {
        Excess::File => format!("文件超过 {} MB", MAX_FILE / MIB),
        Excess::OldFile => format!(".xls 文件超过 {} MB，请在 Excel 里另存为 .xlsx 再导入", MAX_OLD_FILE / MIB),
        Excess::TextFile => format!("文本表格超过 {} MB，请分成几个文件", MAX_TEXT_FILE / MIB),
        Excess::Parts => format!("文件内部的部件太多，超过 {MAX_PARTS} 个"),
        Excess::Part => format!("文件解压后异常大，其中一个部件超过 {} MB", MAX_PART / MIB as u64),
        Excess::Ratio => format!("文件的压缩比异常，超过 {MAX_RATIO} 倍，像是压缩炸弹"),
        Excess::Value => format!("有单元格的内容异常长，超过 {} MB", MAX_EVENT / MIB as u64),
        Excess::Depth => format!("文件内部的层次异常深，超过 {MAX_DEPTH} 层"),
        Excess::Columns => format!("表格超过 {MAX_COLUMNS} 列"),
        Excess::Rows => format!("表格的行数超过 Excel 的上限 {MAX_ROWS} 行"),
        Excess::Cells => format!("表格超过 {} 万个单元格，请分成几个文件", MAX_CELLS / 10_000),
        Excess::Text => format!("表格的文字超过 {} MB，请分成几个文件", MAX_TEXT / MIB),
        Excess::Sheets => format!("工作表超过 {MAX_SHEETS} 张"),
        Excess::Merges => format!("合并单元格太多，超过 {} 万处", MAX_MERGES / 10_000),
    }
}
