//! Words of importing spreadsheets.

use crate::{
    app::sheet_import::{
        FaultWhat, Field, Outcome, RowOutcome, RowState, SheetFailure, SheetFault, SheetFile, SheetKey, TableKind, Why,
        cell_name, column_words, sheet_words,
    },
    domain::ledger::Ledger,
    ui::words,
};

/// Heads the card of spreadsheets.
pub const FILE_CARD: &str = "Excel 等表格";
/// What may be read.
pub const FILE_HINT: &str = "能读 .xlsx、.xlsm、.xls、.ods、.csv、.tsv：整改台账、清单、月调度表、信访件一览表，或各单位交回的填报表，可一次选几个。表头自动识别，可以改";
/// Asks for spreadsheets.
pub const CHOOSE: &str = "选择表格…";
/// On the tile where files may be dropped.
pub const DROP: &str = "把表格文件拖到这里，或点击选择";
/// In the file dialog.
pub const SHEET_FILE: &str = "表格";
/// In the file dialog for lists of faults.
pub const CSV_FILE: &str = "CSV 表格";
/// While files are read.
pub const READING: &str = "正在读取表格";
/// While rows are compared.
pub const COMPARING: &str = "正在比对";
/// The page with what was read.
pub const TITLE: &str = "表格导入预览";
/// The tabs.
pub const TABS: [&str; 4] = ["逐行预览", "列的对应", "单位", "有误和提示"];
/// Leaves the preview.
pub const DROP_ALL: &str = "放弃";
/// Nothing would change.
pub const NOTHING_NEW: &str = "表里的内容台账里都已有，没有要导入的";
/// It is not worked out yet.
pub const NOT_YET: &str = "正在比对，请稍候";
/// Why nothing more can be taken while what was asked for is written.
pub const TAKING_IN: &str = "正在写入台账";
/// The ledger cannot be changed.
pub const READ_ONLY: &str = "台账以只读方式打开，不能导入";
/// The new inspection has no name.
pub const NO_NAME: &str = "先写上批次名称";
/// The list of sheets.
pub const SHEETS: &str = "工作表";
/// No heads were found in a sheet.
pub const NO_HEADS: &str = "没有认出表头";
/// The row of heads.
pub const HEAD_ROW: &str = "表头行";
/// What the rows are.
pub const KIND: &str = "每行是";
/// The kinds.
pub const KINDS: [&str; 2] = ["一个问题", "一件信访"];
/// The heads of the table of columns.
pub const COLUMN_HEADS: [&str; 5] = ["列", "表头", "导入为", "依据", "前几行的内容"];
/// The choice that leaves a column out.
pub const LEFT_OUT: &str = "不导入";
/// The heads of the table of rows.
pub const ROW_HEADS: [&str; 5] = ["行", "编号", "内容", "变动", "结果"];
/// The heads of the table of faults.
pub const FAULT_HEADS: [&str; 4] = ["位置", "内容", "问题", "怎么改"];
/// Saves the list of faults.
pub const SAVE_FAULTS: &str = "保存清单…";
/// The name proposed for it.
pub const FAULTS_NAME: &str = "导入问题清单.csv";
/// Nothing is at fault.
pub const NO_FAULTS: &str = "没有发现问题";
/// Above the list of faults.
pub const FAULTS_HINT: &str = "有误的单元格不导入，台账里保持原样；同一行其他内容照常导入";
/// Nothing is shown with this filter.
pub const NO_ROWS: &str = "没有这样的行";
/// The table of rows.
pub const ROWS: &str = "表格的各行";
/// All rows.
pub const ALL: &str = "全部";
/// The month progress is of.
pub const MONTH: &str = "进展所属月份";
/// How it is typed.
pub const MONTH_HINT: &str = "如 2026年9月";
/// It is no month.
pub const MONTH_WRONG: &str = "写成 2026年9月";
/// Corrected deadlines.
pub const CORRECT: &str = "已交办问题的时限按更正导入";
/// Why.
pub const CORRECT_REASON: &str = "更正理由";
/// The page of the source.
pub const CORRECT_PAGE: &str = "原文页码";
/// Rows that are not sure.
pub const UNDECIDED_HINT: &str = "与台账里的问题相似，请确认是不是同一条";
/// All of them are new.
pub const ALL_NEW: &str = "其余都算新问题";
/// All of them are left out.
pub const ALL_LEFT: &str = "其余都不导入";
/// This one is new.
pub const IS_NEW: &str = "是新问题";
/// This one is left out.
pub const LEAVE: &str = "不导入这一行";
/// What stands in the ledger.
pub const OLD: &str = "台账里";
/// What stands in the table.
pub const NEW: &str = "表格里";
/// Nothing stands there.
pub const EMPTY: &str = "（空）";
/// What the row says, for new ones.
pub const ROW_SAYS: &str = "这一行的内容";
/// No row is chosen.
pub const CHOOSE_ROW: &str = "选一行，查看会有什么变动";
/// The encoding of text files.
pub const ENCODING: &str = "编码";
/// The delimiter of text files.
pub const DELIMITER: &str = "分隔符";
/// It is found out.
pub const FOUND_OUT: &str = "自动";
/// Units are not named.
pub const NO_UNITS: &str = "要导入的行没有写单位";

/// The button that takes everything.
pub fn take(n: usize) -> String {
    format!("导入 {n} 行")
}

/// Where the preview comes from.
pub fn aside(files: &[SheetFile]) -> String {
    match files {
        [] => String::new(),
        [only] => only.name.clone(),
        [first, ..] => format!("{} 等 {} 个文件", first.name, files.len()),
    }
}

/// What it comes to.
pub fn comes_to(outcome: &Outcome) -> String {
    let counts = [
        ("新增", outcome.count(RowState::New)),
        ("更改", outcome.count(RowState::Changed)),
        ("未变", outcome.count(RowState::Unchanged)),
        ("待确认", outcome.count(RowState::Undecided)),
        ("不导入", outcome.count(RowState::Left) + outcome.count(RowState::Faulty)),
        ("进展", outcome.n_notes),
        ("申请销号", outcome.n_applications),
    ];
    let parts: Vec<String> = counts.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word} {n}")).collect();
    parts.join("，")
}

/// The state of a row.
pub fn state(state: RowState) -> &'static str {
    match state {
        RowState::New => "新增",
        RowState::Changed => "更改",
        RowState::Undecided => "待确认",
        RowState::Unchanged => "未变",
        RowState::Left => "不导入",
        RowState::Faulty => "有误",
    }
}

/// A state as JSON has it.
pub fn state_key(state: RowState) -> &'static str {
    match state {
        RowState::New => "new",
        RowState::Changed => "changed",
        RowState::Undecided => "undecided",
        RowState::Unchanged => "unchanged",
        RowState::Left => "left",
        RowState::Faulty => "faulty",
    }
}

/// The fields that change, in short.
pub fn changes(row: &RowOutcome) -> String {
    let names: Vec<&str> = row.changes.iter().map(|change| field(change.field)).collect();
    names.join("、")
}

/// A row's place.
pub fn place(first: usize, last: usize) -> String {
    if last > first { format!("{}–{}", first + 1, last + 1) } else { (first + 1).to_string() }
}

/// The name of a field.
pub fn field(field: Field) -> &'static str {
    column_words::field(field)
}

/// Why a column is what it is.
pub fn why(why: &Why) -> String {
    column_words::why(why)
}

/// The kind of a table.
pub fn kind(kind: TableKind) -> &'static str {
    let [issues, complaints] = KINDS;
    match kind {
        TableKind::Issues => issues,
        TableKind::Complaints => complaints,
    }
}

/// A sheet with its file where there are several.
pub fn sheet(files: &[SheetFile], key: SheetKey) -> String {
    let Some(file) = files.get(key.0) else {
        return String::new();
    };
    let name = file.book.sheets.get(key.1).map(|sheet| sheet.name.as_str()).unwrap_or_default();
    match (files.len() > 1, file.book.csv.is_some()) {
        (_, true) => file.name.clone(),
        (true, false) => format!("{} {name}", file.name),
        (false, false) => name.to_owned(),
    }
}

/// Where a fault stands.
pub fn fault_place(files: &[SheetFile], fault: &SheetFault) -> String {
    let cell = match fault.column {
        Some(column) => cell_name(fault.row, column),
        None => format!("第 {} 行", fault.row + 1),
    };
    format!("{} {cell}", sheet(files, fault.key))
}

/// What is the matter.
pub fn fault(ledger: Option<&Ledger>, fault: &SheetFault) -> String {
    match &fault.what {
        FaultWhat::ErrorValue(error) => format!("单元格是错误值 {}", error.code()),
        FaultWhat::DigitsLost => "超过 15 位的号码存成了数字，末几位已丢失".to_owned(),
        FaultWhat::NoTitle => "没有写问题".to_owned(),
        FaultWhat::NoFacts => "没有受理编号，也没有问题情况".to_owned(),
        FaultWhat::NoSuchInspection(_) => "台账里没有这个督察批次".to_owned(),
        FaultWhat::NotADeadline(doubt) => words::doubt(*doubt).to_owned(),
        FaultWhat::DeadlineLocked(now) => format!("已交办，时限不能直接改（台账里是 {now}）"),
        FaultWhat::NotADate => "不是日期，或日期在今天之后".to_owned(),
        FaultWhat::NotAMonth => "不是月份".to_owned(),
        FaultWhat::MonthAhead => "这个月还没有到".to_owned(),
        FaultWhat::NoteEmpty => "进展情况和序时进度都没有写".to_owned(),
        FaultWhat::NotAWord(_) => "不是可填的词".to_owned(),
        FaultWhat::NotANumber => "不是整数".to_owned(),
        FaultWhat::NotMoney => "不是金额".to_owned(),
        FaultWhat::NotAPerson => "不是一个人的姓名".to_owned(),
        FaultWhat::MeasuresMissing(n) => format!("台账里另有 {n} 条措施表里没有，保持不动"),
        FaultWhat::WasCut => "导出时这一格已截断，不能当作全文".to_owned(),
        FaultWhat::UnknownId => "台账里没有这个标识的问题".to_owned(),
        FaultWhat::TwiceInTable(row) => format!("与第 {row} 行是同一条"),
        FaultWhat::Withdrawn => "台账里这一条已作废".to_owned(),
        FaultWhat::NoSuchComplaint => "没有找到它所重复的那一件".to_owned(),
        FaultWhat::PublicEdition => "这是公开版，缺少内部内容，不能用来更新台账".to_owned(),
        FaultWhat::Undecided => "与台账里的问题相似，还没有确认是不是同一条".to_owned(),
        FaultWhat::CannotApply => "这个问题现在还不到申请销号的环节，或已销号".to_owned(),
        FaultWhat::Refused(refusal) => words::refusal(ledger, refusal),
        FaultWhat::PassedOver => "不是一条问题，已跳过".to_owned(),
    }
}

/// What would be accepted, or what to do.
pub fn accepted(fault: &SheetFault) -> String {
    match &fault.what {
        FaultWhat::ErrorValue(_) => "在 Excel 里改正公式，或直接填写内容".to_owned(),
        FaultWhat::DigitsLost => "把单元格设为文本，重新填写全部数字".to_owned(),
        FaultWhat::NoTitle => "写上问题，或删去这一行".to_owned(),
        FaultWhat::NoFacts => "写上受理编号".to_owned(),
        FaultWhat::NoSuchInspection(names) if names.is_empty() => "先在设置里添加批次".to_owned(),
        FaultWhat::NoSuchInspection(names) => format!("可填：{}", names.join("、")),
        FaultWhat::NotADeadline(_) => "如 2026年底前、2026年6月30日、立行立改、长期坚持".to_owned(),
        FaultWhat::DeadlineLocked(_) => "在一题一账办延期或更正；或在上方填写更正理由后导入".to_owned(),
        FaultWhat::NotADate => "如 2026年9月18日".to_owned(),
        FaultWhat::NotAMonth | FaultWhat::MonthAhead => "如 2026年8月，不晚于本月".to_owned(),
        FaultWhat::NoteEmpty => "写上进展情况，或选一个序时进度".to_owned(),
        FaultWhat::NotAWord(list) => format!("可填：{}", list.join("、")),
        FaultWhat::NotANumber => "如 3 或 3家，没有写 0".to_owned(),
        FaultWhat::NotMoney => "如 12.5万元、3000元".to_owned(),
        FaultWhat::NotAPerson => "只写一个人的姓名，两到四个字".to_owned(),
        FaultWhat::MeasuresMissing(_) => "不再需要的措施请在一题一账里作废".to_owned(),
        FaultWhat::WasCut => "请在一题一账里改".to_owned(),
        FaultWhat::UnknownId => "清空隐藏的“标识”列，按编号和文字比对".to_owned(),
        FaultWhat::TwiceInTable(_) => "保留一行".to_owned(),
        FaultWhat::Withdrawn => "先在台账里恢复".to_owned(),
        FaultWhat::NoSuchComplaint => {
            "写上那一件的受理编号，那一件须已在台账里或在表的前面；登记后再导入一次即可补上".to_owned()
        }
        FaultWhat::PublicEdition => "请用内部版导出的表格".to_owned(),
        FaultWhat::Undecided => "在逐行预览里选“是这一条”或“是新问题”".to_owned(),
        FaultWhat::CannotApply => "先办完前面的环节".to_owned(),
        FaultWhat::Refused(_) | FaultWhat::PassedOver => String::new(),
    }
}

/// The list of faults as a text table, for Excel too.
pub fn fault_list(ledger: Option<&Ledger>, files: &[SheetFile], faults: &[SheetFault]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut list = String::from("\u{feff}");
    let line = |cells: [String; 4]| cells.map(|cell| quoted(&cell)).join(",") + "\r\n";
    list.push_str(&line(FAULT_HEADS.map(str::to_owned)));
    for one in faults {
        let cells = [fault_place(files, one), guarded(&one.text), fault(ledger, one), accepted(one)];
        list.push_str(&line(cells));
    }
    list
}

/// Excel takes = + - @ at the head of a cell for a formula.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() }
}

/// Why nothing was read.
pub fn failure(failure: &SheetFailure) -> String {
    match failure {
        SheetFailure::File(error) => words::store_error(error),
        SheetFailure::Format(name, error) => format!("{name}：{}", sheet_words::error_words(error)),
        SheetFailure::Broken => "读取中断，台账没有改动。请再试一次".to_owned(),
    }
}

/// Chooses a candidate.
pub fn is_this(number: &str, title: &str, percent: usize) -> String {
    format!("是这一条：{number} {title}（相似 {percent}%）")
}

/// Names the choice of a column.
pub fn column_choice(head: &str) -> String {
    format!("{head} 导入为")
}

/// A count of rows with hidden ones among them.
pub fn hidden_rows(n: usize) -> String {
    format!("有 {n} 行被隐藏，也会导入")
}

/// A delimiter.
pub fn delimiter(delimiter: char) -> &'static str {
    match delimiter {
        ',' => "逗号",
        '\t' => "制表符",
        ';' => "分号",
        '|' => "竖线",
        _ => "其他",
    }
}

/// What a run of the command line did.
pub fn done(outcome: &Outcome, dry_run: bool) -> String {
    let what = comes_to(outcome);
    let what = if what.is_empty() { "没有内容".to_owned() } else { what };
    if dry_run { format!("预览：{what}（未存盘）") } else { format!("已导入：{what}") }
}

/// Makes sheets for units to fill in.
pub const REPORTS: &str = "填报表…";
/// What they are for.
pub const REPORTS_HINT: &str = "给没有本程序的单位：每家一个 Excel 文件，填好交回后在 交换 → 导入 里一次选入";

/// Sheets were written.
pub fn reports_written(folder: &std::path::Path, n: usize) -> String {
    if n == 0 {
        "没有正在整改的问题，没有写出填报表".to_owned()
    } else {
        format!("已写出 {n} 份填报表，在 {}", folder.display())
    }
}
