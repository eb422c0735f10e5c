//! The rows that the sheets of 统计表 share: a tally as cells, and the overall figures.

use crate::domain::stats::{Stats, Tally};

use super::{
    statistics::Part,
    table::{ChartKind, ColumnKind, FormCell, FormChart, FormColumn, FormRow},
    words,
};

/// The colours of overdue, due soon, normal and closed, as on 总览.
const PARTS: [(&str, u32); 4] =
    [("超期", 0x00D6_4545), ("临期", 0x00E0_9A2B), ("正常", 0x008F_B3E8), ("已销号", 0x0046_A36B)];

pub(super) fn tally_columns(head: &str) -> Vec<FormColumn> {
    let mut columns =
        vec![FormColumn::new(head, 26.0, ColumnKind::Text), FormColumn::new(words::SUM, 9.0, ColumnKind::Number)];
    columns.extend(PARTS.iter().map(|(part, _)| FormColumn::new(part, 9.0, ColumnKind::Number).under("按时限状态")));
    columns.push(FormColumn::new("验收销号率", 11.0, ColumnKind::Percent));
    columns
}

pub(super) fn tally_cells(name: &str, tally: Tally) -> Vec<FormCell> {
    let mut cells = vec![FormCell::text(name), FormCell::count(tally.all())];
    cells.extend(tally.parts().map(FormCell::count));
    cells.push(FormCell::share((tally.all() > 0).then(|| tally.closed as f32 / tally.all() as f32)));
    cells
}

/// The chart beside the first rows of tallies.
pub(super) fn chart(rows: usize, kind: ChartKind) -> Option<FormChart> {
    let values = PARTS.iter().enumerate().map(|(at, (_, colour))| (at + 2, *colour)).collect();
    // More bars than these cannot be told apart.
    (rows > 0).then(|| FormChart { title: String::new(), kind, names: 0, values, rows: rows.min(20) })
}

/// Everything at a glance.
pub(super) fn overall(stats: &Stats) -> Part {
    let all = stats.all.all();
    let share = |part: usize| (all > 0).then(|| part as f32 / all as f32);
    let waiting = stats.all.left().saturating_sub(stats.under_way);
    let lines: [(&str, usize, Option<f32>, &str); 10] = [
        ("问题总数", all, None, "未作废的全部问题"),
        ("未交办", waiting, share(waiting), "已登记，尚未交办牵头单位"),
        ("在办", stats.under_way, share(stats.under_way), "已交办、未销号"),
        ("超期", stats.all.overdue, share(stats.all.overdue), "过了现行时限仍未销号"),
        ("临期", stats.all.due_soon, share(stats.all.due_soon), "距现行时限不足规定天数"),
        ("正常", stats.all.normal, share(stats.all.normal), "其余未销号的，含无期限"),
        ("其中：无期限", stats.no_deadline, share(stats.no_deadline), "没有可计算的时限"),
        ("完成整改", stats.finished, share(stats.finished), "月评为“完成整改”或已销号"),
        ("已销号", stats.all.closed, share(stats.all.closed), "走完销号程序并备案"),
        ("已作废", stats.withdrawn, None, "不计入以上各项"),
    ];
    let row = |(name, count, share, means): (&str, usize, Option<f32>, &str)| {
        FormRow::of(vec![FormCell::text(name), FormCell::count(count), FormCell::share(share), FormCell::text(means)])
    };
    Part {
        columns: vec![
            FormColumn::new("指标", 20.0, ColumnKind::Text),
            FormColumn::new("数量", 10.0, ColumnKind::Number),
            FormColumn::new("占比", 10.0, ColumnKind::Percent),
            FormColumn::new("口径", 40.0, ColumnKind::Text),
        ],
        rows: lines.into_iter().map(row).collect(),
        chart: None,
        note: None,
    }
}
