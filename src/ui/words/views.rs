//! The words of views: columns, filters of a column, order, groups, saved views.

use crate::{
    app::{BuiltIn, Column, ViewName},
    domain::{stats::Tally, view::Condition},
    ui::words,
};

/// Folds a group.
pub const FOLD: &str = "点击折叠本组";

/// Shows the rows of a group again.
pub const UNFOLD: &str = "点击展开本组";

/// Folds all groups.
pub const FOLD_ALL: &str = "全部折叠";

/// Shows the rows of all groups again.
pub const UNFOLD_ALL: &str = "全部展开";

/// The list of views.
pub const VIEW: &str = "视图";

/// The views saved in the ledger.
pub const SHARED: &str = "台账中的视图";

/// One's own views.
pub const MINE: &str = "我的视图";

/// Saves rows and columns under a name.
pub const SAVE_AS: &str = "另存为视图…";

/// Saves them under the name shown.
pub const SAVE: &str = "保存改动";

/// Takes the saved view out.
pub const REMOVE: &str = "移除这个视图";

/// Shows the view again as it was saved.
pub const AS_SAVED: &str = "还原为保存时的样子";

/// The title of the dialog.
pub const SAVE_TITLE: &str = "保存视图";

/// Its deed.
pub const SAVE_DEED: &str = "保存视图";

/// What the view is called.
pub const NAME: &str = "视图名称";

/// What stands in the field while it is empty.
pub const NAME_HINT: &str = "如 尾矿库专题";

/// What is saved.
pub const SAVE_HINT: &str = "保存现在的条件、排序、分组，以及列的取舍、次序、宽度和行高";

/// For everybody.
pub const FOR_ALL: &str = "存入台账，大家都能用";

/// For this computer.
pub const FOR_ME: &str = "只给自己用，存在这台电脑上";

/// A built-in view has that name.
pub const NAME_BUILT_IN: &str = "这是内置视图的名称，请换一个";

/// A view of that name will be replaced.
pub const NAME_REPLACES: &str = "已有同名视图，保存后以现在的为准";

/// The heading of row heights.
pub const ROW_LINES: &str = "行高";

/// The heading of frozen columns.
pub const FROZEN: &str = "冻结前几列";

/// Puts a column before the one before it.
pub fn move_up(column: Column) -> String {
    format!("前移 {}", words::issues_page::column(column))
}

/// Puts a column behind the one behind it.
pub fn move_down(column: Column) -> String {
    format!("后移 {}", words::issues_page::column(column))
}

/// So many lines a row.
pub fn lines(lines: u8) -> String {
    format!("{lines} 行")
}

/// So many frozen columns.
pub fn frozen(columns: usize) -> String {
    if columns == 0 { "不冻结".to_owned() } else { columns.to_string() }
}

/// The name of a view.
pub fn view(name: &ViewName) -> &str {
    match name {
        ViewName::BuiltIn(view) => built_in(*view),
        ViewName::Shared(name) | ViewName::Mine(name) => name,
    }
}

/// The name of a built-in view.
pub fn built_in(view: BuiltIn) -> &'static str {
    match view {
        BuiltIn::Usual => "常用",
        BuiltIn::Problems => "问题清单",
        BuiltIn::Duties => "责任清单",
        BuiltIn::Rectifications => "整改清单",
        BuiltIn::YearTasks => "年度任务",
    }
}

/// The button of the views, with the name of the one shown.
pub fn view_button(name: &ViewName, changed: bool) -> String {
    let name = view(name);
    if changed { format!("{VIEW} {name}（有改动）") } else { format!("{VIEW} {name}") }
}

// ---------------------------------------------------------------- filters

/// Opens the list of values of a column.
pub fn filter(column: Column) -> String {
    format!("筛选 {}", words::issues_page::column(column))
}

/// Sorts up.
pub const UP: &str = "升序";

/// Sorts down.
pub const DOWN: &str = "降序";

/// Rows of one value stand together.
pub const GROUP_BY: &str = "按此列分组";

/// Rows stand together no longer.
pub const UNGROUP: &str = "取消分组";

/// Hides a column.
pub const HIDE: &str = "隐藏此列";

/// Freezes the columns up to this one.
pub const FREEZE_HERE: &str = "冻结到此列";

/// As wide as what stands in it.
pub const FIT: &str = "按内容调整列宽";

/// Opens the filter.
pub const FILTER: &str = "筛选…";

/// Ticks everything that is listed.
pub const ALL: &str = "全选";

/// Ticks what is not ticked, and the other way round.
pub const INVERT: &str = "反选";

/// Takes every tick away.
pub const NONE: &str = "清空";

/// Finds a value in the list.
pub const FIND_VALUE: &str = "查找值，可用拼音首字母";

/// No value is found.
pub const NO_VALUE: &str = "没有这样的值";

/// What the words of a column must do.
pub const WORDS: [&str; 5] = ["包含", "不含", "开头", "空白", "非空"];

/// What the days of a column must do.
pub const DAYS: [&str; 3] = ["日期范围", "空白", "非空"];

/// The first day.
pub const FROM: &str = "从";

/// The last day.
pub const TO: &str = "到";

/// Days left at least.
pub const LEFT_FROM: &str = "剩余天数不少于";

/// Days left at most.
pub const LEFT_TO: &str = "剩余天数不多于";

/// How days of delay are written.
pub const LEFT_HINT: &str = "超期写负数";

/// Not a whole number.
pub const NOT_A_NUMBER: &str = "请写整数，如 30 或 -10";

/// The heading of the words a column must have.
pub const CONDITION: &str = "文字条件";

/// What a column must say, in its chip.
pub fn condition(condition: &Condition) -> String {
    let day = |day: &Option<chrono::NaiveDate>| day.map(words::date).unwrap_or_default();
    match condition {
        Condition::Contains(text) => format!("包含“{}”", text.trim()),
        Condition::Lacks(text) => format!("不含“{}”", text.trim()),
        Condition::Begins(text) => format!("开头是“{}”", text.trim()),
        Condition::Blank => "空白".to_owned(),
        Condition::Filled => "非空".to_owned(),
        Condition::Between(from, None) => format!("{} 起", day(from)),
        Condition::Between(None, to) => format!("至 {}", day(to)),
        Condition::Between(from, to) => format!("{} 至 {}", day(from), day(to)),
        Condition::DaysLeft(from, to) => match (from, to) {
            (Some(from), Some(to)) => format!("剩余 {from} 至 {to} 天"),
            (Some(from), None) => format!("剩余不少于 {from} 天"),
            (None, Some(to)) => format!("剩余不多于 {to} 天"),
            (None, None) => String::new(),
        },
    }
}

// ---------------------------------------------------------------- order and groups

/// Opens the dialog of the order.
pub const SORT: &str = "排序…";

/// The title of the dialog.
pub const SORT_TITLE: &str = "排序";

/// What the dialog does.
pub const SORT_DEED: &str = "按此排序";

/// Adds a key.
pub const SORT_ADD: &str = "加一列";

/// Before any key was added.
pub const SORT_HINT: &str = "没有排序列时，按批次和编号排列；前面的列相同时才比较后面的列";

/// A key by its place.
pub fn sort_key(n: usize) -> String {
    format!("第 {} 列", n + 1)
}

/// Takes a key away.
pub fn sort_remove(n: usize) -> String {
    format!("去掉第 {} 列", n + 1)
}

/// Puts a key before the one before it.
pub fn sort_up(n: usize) -> String {
    format!("第 {} 列提前", n + 1)
}

/// Opens the list of groups, saying which is chosen.
pub fn group_button(column: Option<Column>) -> String {
    column.map_or_else(|| "分组".to_owned(), |column| format!("分组 {}", words::issues_page::column(column)))
}

/// No groups.
pub const NO_GROUPS: &str = "不分组";

/// The group, in its chip.
pub const GROUPED: &str = "分组";

/// The subtotals in the head of a group: how many, closed, late, and both rates; `true` for what is late.
pub fn subtotals(tally: &Tally, finished: usize) -> Vec<(String, bool)> {
    let rate = |part: usize| part * 100 / tally.all().max(1);
    let mut said = vec![(format!("{} 条", tally.all()), false), (format!("已销号 {}", tally.closed), false)];
    if tally.overdue > 0 {
        said.push((format!("超期 {}", tally.overdue), true));
    }
    if tally.all() > 0 && tally.left() == 0 {
        said.push(("清零".to_owned(), false));
    }
    said.push((format!("销号率 {}%", rate(tally.closed)), false));
    said.push((format!("完成率 {}%", rate(finished)), false));
    said
}

/// The rows are being worked out.
pub const WORKING: &str = "正在整理…";
