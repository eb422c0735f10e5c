//! The words of the grid's hands: hints, reasons, headings of pasted tables.

use crate::{
    app::{
        Column,
        grid::{CellFault, WordsOf, new_rows::LeftOut},
    },
    domain::{ledger::Ledger, numerals::narrow_text, record::ScheduleRating},
    ui::words,
};

/// The words pasted text is compared with.
pub const WORDS: WordsOf = WordsOf { cell: words::issues_page::cell, rating, heading };

/// While no cell is chosen.
pub const HINT_NOTHING: &str = "单击单元格即可输入，Ctrl+V 粘贴表格";

/// While nothing can be changed.
pub const HINT_LOOKING: &str = "只读，不能修改　Ctrl+C：复制　Ctrl+Enter：打开一题一账";

/// While a cell is chosen.
pub const HINT_CELL: &str = "Enter 或直接输入：编辑　Ctrl+Enter：打开一题一账　Ctrl+H：查找替换";

/// While several cells are chosen.
pub const HINT_BLOCK: &str = "Ctrl+C 复制　Ctrl+V 粘贴　Ctrl+D 向下填充　Delete 清空　输入后 Ctrl+Enter 填满所选";

/// While a cell is typed into.
pub const HINT_EDITING: &str = "Enter：下一行　Tab：下一格　Alt+Enter：换行　Esc：取消";

/// Nothing may be written here.
pub const READ_ONLY: &str = "台账以只读方式打开，不能修改";

/// Moves the deadline of an assigned issue: with the day that was typed.
pub const EXTEND: &str = "登记延期…";

/// Says that the deadline was read wrongly: with what was typed.
pub const CORRECT: &str = "更正时限…";

/// The title of the dialog that lists cells which cannot be written.
pub const FAULTS_TITLE: &str = "部分单元格不能修改";

/// The same where none of them can be.
pub const ALL_FAULTS_TITLE: &str = "所选单元格不能修改";

/// The title of the dialog that makes issues of a table.
pub const NEW_ROWS_TITLE: &str = "粘贴为新问题";

/// The first row of a table names its columns.
pub const HEADED: &str = "首行是表头";

/// A row without a title.
pub const NO_TITLE: &str = "没有问题内容，这一行不登记";

/// The deed has nothing to do.
pub const NOTHING_TO_REGISTER: &str = "没有可登记的行，请指定哪一列是“问题”";

/// Before a table is pasted.
pub const PASTE_HERE: &str = "在 Excel 或 WPS 中复制若干行（可带表头），在下面按 Ctrl+V 粘贴";

/// A pasted block has more cells than are taken.
pub fn too_many_cells(n_cells: usize) -> String {
    let most = crate::app::grid::clipboard::MOST_CELLS;
    format!("粘贴内容展开后有 {n_cells} 个单元格，超过 {most} 个的上限，未粘贴。请分几次复制，或在“交换”中导入文件")
}

/// The name of the field a table is pasted into.
pub const TABLE: &str = "表格";

/// What stands in it while it is empty.
pub const PASTE_HINT: &str = "Ctrl+V";

/// A column of the table that is not taken.
pub const LEAVE_OUT: &str = "不登记";

/// Over the columns of the table.
pub const COLUMNS_TITLE: &str = "各列对应";

/// Beside it.
pub const COLUMNS_ASIDE: &str = "依次为列、登记为、前几行内容";

/// Opens the dialog that makes issues of a table.
pub const PASTE_ROWS: &str = "粘贴表格…";

/// Which column is written.
pub const BULK_COLUMN: &str = "列";

/// What is written.
pub const BULK_VALUE: &str = "改为";

/// While nothing is typed there.
pub const BULK_HINT: &str = "留空则清空";

/// What happens to cells that cannot be written.
pub const BULK_NOTE: &str = "不能修改的单元格会逐一列出，由您决定是否只改其余；一步可撤销";

/// The deed of the dialog.
pub const BULK_WRITE: &str = "批量修改";

/// The same with nothing typed.
pub const BULK_CLEAR: &str = "批量清空";

/// Opens the dialog.
pub const BULK: &str = "批量修改…";

/// The knob at the corner of the chosen cells.
pub const KNOB: &str = "填充柄";

/// What it does.
pub const KNOB_HINT: &str = "向下或向右拖动，按所选单元格填充";

/// Copies the chosen cells.
pub const COPY: &str = "复制";

/// Pastes over the chosen cells.
pub const PASTE: &str = "粘贴";

/// Fills the chosen cells with what stands in the first row.
pub const FILL_DOWN: &str = "向下填充";

/// Clears the chosen cells.
pub const CLEAR_CELLS: &str = "清空";

/// Opens find and replace.
pub const REPLACE: &str = "查找替换…";

/// The title of the dialog that writes one value into many rows.
pub fn bulk_title(n: usize) -> String {
    format!("批量修改所选 {n} 条问题")
}

/// The title of find and replace.
pub const REPLACE_TITLE: &str = "查找替换";

/// What is looked for.
pub const FIND: &str = "查找";

/// What takes its place.
pub const REPLACE_WITH: &str = "替换为";

/// Where it is looked for.
pub const IN_COLUMN: &str = "范围";

/// In every column of text.
pub const ALL_TEXTS: &str = "全部文字列";

/// Before anything is looked for.
pub const FIND_HINT: &str = "输入要查找的文字，逐处预览后再替换";

/// It stands nowhere.
pub const NOTHING_FOUND: &str = "没有找到";

/// No place is ticked.
pub const NOTHING_TICKED: &str = "没有勾选要替换的内容";

/// The deed of find and replace.
pub fn replace(n: usize) -> String {
    format!("替换 {n} 格")
}

/// Ticks every place.
pub fn all_hits(n: usize) -> String {
    format!("全选 {n} 格")
}

/// Only in the chosen rows.
pub fn in_chosen(n: usize) -> String {
    format!("只在所选 {n} 行")
}

/// In every row shown.
pub fn in_all(n: usize) -> String {
    format!("当前列表全部 {n} 行")
}

/// What a screen reader says of an empty cell.
pub const EMPTY_CELL: &str = "空";

/// Opens one issue.
pub fn open(number: &str) -> String {
    format!("打开一题一账 {number}").trim_end().to_owned()
}

/// The name of the grid's text field over a cell.
pub fn field(column: &str) -> String {
    format!("单元格 {column}")
}

/// A cell by its row and column.
pub fn cell_name(number: &str, column: &str) -> String {
    format!("{number} {column}").trim().to_owned()
}

/// What is said of a cell.
pub fn of_cell(cell: &str, said: &str) -> String {
    format!("{cell}：{said}")
}

/// A cell of a pasted table.
pub fn table_cell(row: usize, column: Column) -> String {
    format!("第 {row} 行 {}", words::issues_page::column(column))
}

/// A column of a pasted table.
pub fn table_column(n: usize) -> String {
    format!("第 {n} 列")
}

/// How much is chosen.
pub fn chosen(rows: usize, columns: usize) -> String {
    match (rows, columns) {
        (1, 1) => "已选 1 格".to_owned(),
        _ => format!("已选 {rows} 行 × {columns} 列，{} 格", rows * columns),
    }
}

/// How many cells can be written and how many cannot.
pub fn faults(cells: usize, faults: usize, cut_columns: usize) -> String {
    let mut said = match cells {
        0 => format!("{faults} 格不能修改，原因如下；台账未作改动"),
        _ => format!("{cells} 格可以修改，{faults} 格不能修改，尚未改动任何单元格"),
    };
    if cut_columns > 0 {
        said.push_str("；粘贴内容右侧有 ");
        said.push_str(&cut_columns.to_string());
        said.push_str(" 列超出表格");
    }
    said
}

/// Does the cells that can be done.
pub fn only_the_others(cells: usize) -> String {
    format!("只改可以修改的 {cells} 格")
}

/// The deed of the dialog that makes issues of a table.
pub fn register(issues: usize, cells: usize) -> String {
    match (issues, cells) {
        (0, 0) => "登记问题".to_owned(),
        (issues, 0) => format!("登记 {issues} 条问题"),
        (0, cells) => format!("改写 {cells} 格"),
        (issues, cells) => format!("改写 {cells} 格并登记 {issues} 条"),
    }
}

/// Every pasted row is a new issue.
pub fn all_new(rows: usize) -> String {
    format!("{rows} 行全部登记为新问题")
}

/// Over the cells first, the rest is new.
pub fn rest_new(over: usize, rest: usize) -> String {
    format!("前 {over} 行改写所选位置的问题，超出末行的 {rest} 行登记为新问题")
}

/// Over the cells, the rest is left out.
pub fn only_cells(cells: usize, rest: usize) -> String {
    format!("只改写所选位置的 {cells} 格，超出末行的 {rest} 行不要")
}

/// Units the directory lacks.
pub fn add_units(n: usize) -> String {
    format!("把单位目录中没有的单位一并新增（{n} 个）")
}

/// The columns of a pasted table that are not taken, named.
pub fn columns_left_out(columns: &[LeftOut]) -> String {
    let name = |column: &LeftOut| {
        let name = if column.heading.is_empty() { table_column(column.place + 1) } else { column.heading.clone() };
        format!("“{}”（{} 行有内容）", words::cut(&name, 12), column.filled)
    };
    let named: Vec<_> = columns.iter().map(name).collect();
    format!("有 {} 列不会登记：{}。需要登记的，请在下面为该列选定内容", columns.len(), named.join("、"))
}

/// The measures of a pasted table.
pub fn measures_split(n: usize) -> String {
    format!("整改措施按编号拆分，共 {n} 条")
}

/// How many cells are left out.
pub fn left_out(n: usize) -> String {
    format!("{n} 处不能登记")
}

/// Why a cell cannot be written.
pub fn cell_fault(ledger: Option<&Ledger>, fault: &CellFault) -> String {
    match fault {
        CellFault::Computed => "此列由程序按记录推算，不能直接填写，请在一题一账中办理".to_owned(),
        CellFault::NoSuchUnit(name) => format!("单位目录中没有“{name}”，请核对名称或先在设置中新增"),
        CellFault::NoSuchPerson(name) => format!("人员目录中没有“{name}”，请核对姓名或先在设置中新增"),
        CellFault::SeveralPeople(name) => format!("有多人叫“{name}”，请在下拉列表中选定"),
        CellFault::NoSuchInspection(name) => format!("没有名为“{name}”的批次，请核对或先登记"),
        CellFault::InspectionEmpty => "问题须归属一个批次，不能清空".to_owned(),
        CellFault::NotADeadline(text) => format!("“{text}”读不出时限，可写 2026-09-30、2026年底前、3个月内"),
        CellFault::NotARating(text) => format!("“{text}”不是月评，可填：尚未启动、未达到、达到、超过、完成整改"),
        CellFault::RatingStays => "月评是逐月记录，不能清空；如有误请改评".to_owned(),
        CellFault::Refused(refusal) => words::refusal(ledger, refusal),
    }
}

/// Others changed the cell while it was typed into.
pub fn came_meanwhile(now: &str) -> String {
    let now = if now.trim().is_empty() { "空" } else { now };
    format!("输入期间此格并入了他人的修改，现为：{}。请核对后再按一次 Enter 写入", words::cut(now, 40))
}

/// The judgement a word means, in the short and in the full form.
pub fn rating(word: &str) -> Option<ScheduleRating> {
    let word = word.trim();
    let means = |it: &ScheduleRating| words::rating(*it) == word || words::issues_page::short_rating(*it) == word;
    ScheduleRating::ALL.into_iter().find(means)
}

/// The column a heading of somebody's table means.
pub fn heading(text: &str) -> Option<Column> {
    let plain: String = narrow_text(text).split_whitespace().collect();
    if plain.is_empty() {
        return None;
    }
    let own = Column::ALL.iter().copied().find(|column| words::issues_page::column(*column) == plain);
    own.or_else(|| HEADINGS.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(column, _)| *column))
}

/// Headings seen in tables, by what they mean.
const HEADINGS: &[(Column, &[&str])] = &[
    (Column::Number, &["序号", "编号", "任务编号", "问题编号", "问题序号", "原始排序编码"]),
    (
        Column::Title,
        &[
            "反馈问题",
            "问题描述",
            "问题简述",
            "存在问题",
            "整改任务",
            "项目",
            "项目名称",
            "具体问题",
            "问题内容",
            "交办问题基本情况",
        ],
    ),
    (Column::Measures, &["措施", "具体措施", "主要措施", "工作措施", "具体整改措施", "整改具体措施", "整改措施及时限"]),
    (Column::Goal, &["目标", "整改目标", "任务具体整改要求", "整改要求"]),
    (
        Column::DeadlineWords,
        &["时限", "整改时限", "整改期限", "完成时限", "完成时间", "问题整改完成时限", "整改完成时限"],
    ),
    (Column::LeadUnit, &["牵头单位", "牵头责任单位", "主责单位", "责任单位", "整改责任单位", "责任部门", "整改单位"]),
    (Column::Cooperating, &["配合单位", "参与单位", "涉及部门", "配合部门"]),
    (Column::Person, &["责任人", "联系人", "整改责任人"]),
    (Column::Leader, &["责任领导", "牵头领导", "包抓领导"]),
    (Column::SupervisingUnit, &["督导单位", "督办单位", "市级督导单位"]),
    (Column::AcceptingUnit, &["验收单位", "验收责任单位"]),
    (Column::Region, &["行政区划", "所属县区", "属地", "县区", "区域"]),
    (Column::Inspection, &["轮次", "批次", "督察批次"]),
    (Column::Category, &["归类", "类别", "问题类别", "问题类型"]),
    (Column::Source, &["来源", "问题来源"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_real_tables_are_recognised() {
        for (text, column) in [
            ("问题编号", Column::Number),
            (" 反馈问题 ", Column::Title),
            ("牵头责任\n单位", Column::LeadUnit),
            ("完成时限", Column::DeadlineWords),
            ("类别", Column::Category),
        ] {
            assert_eq!(heading(text), Some(column), "{text}");
        }
        assert_eq!(heading("市水利局"), None, "a value");
    }

    #[test]
    fn a_rating_is_read_in_both_forms() {
        assert_eq!(rating("未达到"), Some(ScheduleRating::Behind), "short");
        assert_eq!(rating("达到序时进度"), Some(ScheduleRating::OnSchedule), "full");
        assert_eq!(rating("好"), None, "neither");
    }
}
