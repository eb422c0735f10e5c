//! Tests of finding heads and records.

use std::sync::Arc;

use super::*;
use crate::exchange::sheet::{Cell, Merge, Sheet};

/// A sheet of text; blank cells are empty.
pub fn sheet(rows: &[&[&str]], merges: &[(usize, usize, usize, usize)]) -> Sheet {
    let row = |cells: &&[&str]| {
        let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text(Arc::from(*text)) };
        cells.iter().map(cell).collect()
    };
    let merge = |(top, left, bottom, right): &(usize, usize, usize, usize)| Merge {
        top: *top,
        left: *left,
        bottom: *bottom,
        right: *right,
    };
    Sheet { rows: rows.iter().map(row).collect(), merges: merges.iter().map(merge).collect(), ..Sheet::default() }
}

fn fields(sheet: &Sheet) -> Vec<Option<Field>> {
    let (band, kind) = find_band(sheet).expect("heads");
    Mapping::guess(&heads(sheet, band), kind).columns.into_iter().map(|guess| guess.field).collect()
}

#[test]
fn heads_are_found_under_a_title_and_a_unit_line() {
    let sheet = sheet(
        &[
            &["示例市整改台账"],
            &["编制单位：市整改办", "", "", "2026年9月18日"],
            &["序号", "反馈问题", "整改目标", "整改时限", "责任单位", "存在问题"],
            &["1", "水体黑臭", "消除", "2026年底前", "市水利局", ""],
        ],
        &[(0, 0, 0, 5)],
    );
    let (band, kind) = find_band(&sheet).expect("heads");
    assert_eq!((band, kind), (Band { top: 2, bottom: 2 }, TableKind::Issues));
    let wanted =
        [Field::Number, Field::Title, Field::Goal, Field::Deadline, Field::Responsible, Field::NoteProblems].map(Some);
    assert_eq!(fields(&sheet), wanted);
}

#[test]
fn heads_of_two_levels_are_read_with_and_without_their_merges() {
    let rows: &[&[&str]] = &[
        &["序号", "反馈问题", "整改要求", "", "责任单位", "", "责任人员", ""],
        &["", "", "整改目标", "整改时限", "牵头", "配合", "姓名", "电话"],
        &["1", "水体黑臭", "消除", "2026年底前", "市水利局", "清河县", "王敏", "13800000000"],
    ];
    let merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (0, 6, 0, 7)];
    let wanted = [
        Some(Field::Number),
        Some(Field::Title),
        Some(Field::Goal),
        Some(Field::Deadline),
        Some(Field::LeadUnit),
        Some(Field::Cooperating),
    ];
    for merges in [&merges[..], &[]] {
        let found = fields(&sheet(rows, merges));
        assert_eq!(found[..6], wanted, "{} merges", merges.len());
        assert_eq!(found[7], Some(Field::Phone), "the phone of the person");
    }
}

#[test]
fn one_problem_over_several_rows_of_measures_is_one_record() {
    let sheet = sheet(
        &[
            &["序号", "问题", "整改措施", "完成时限", "责任单位"],
            &["一、打好碧水保卫战"],
            &["1", "水体黑臭", "截污", "2026年6月底前", "市水利局"],
            &["", "", "清淤", "2026年9月底前", ""],
            &["2", "扬尘", "洒水", "2026年底前", ""],
            &["合计", "2"],
            &["注：牵头单位负总责"],
        ],
        &[(1, 0, 1, 4), (2, 0, 3, 0), (2, 1, 3, 1), (2, 4, 4, 4)],
    );
    let (band, kind) = find_band(&sheet).expect("heads");
    let mapping = Mapping::guess(&heads(&sheet, band), kind);
    let table = Table::new(&sheet, band, &mapping);
    let spans: Vec<_> = table.records.iter().map(|record| (record.first, record.last, record.group)).collect();
    assert_eq!(spans, [(2, 3, 1), (4, 4, 1)]);
    assert_eq!(table.groups, ["", "一、打好碧水保卫战"]);
    assert_eq!(table.passed_over, [5, 6]);
    assert_eq!(table.text(&table.records[0], Field::Measures), "截污\n清淤");
    assert_eq!(table.text(&table.records[1], Field::Responsible), "市水利局", "merged down over two problems");
}

#[test]
fn a_list_of_complaints_is_known_by_its_heads() {
    let heads = [
        "序号",
        "受理编号",
        "交办问题基本情况",
        "行政区域",
        "污染类型",
        "调查核实情况",
        "是否属实",
        "处理和整改情况",
        "办结状态",
        "责任人被处理情况",
    ];
    let sheet = sheet(
        &[&heads, &["1", "*D3SX202505280018", "恶臭", "清河县", "大气、水", "属实", "属实", "已改", "已办结", "无"]],
        &[],
    );
    let (_, kind) = find_band(&sheet).expect("heads");
    assert_eq!(kind, TableKind::Complaints);
    assert_eq!(fields(&sheet).into_iter().flatten().count(), 9, "all but the counter");
}

#[test]
fn heads_nobody_knows_by_heart_are_guessed_with_the_reason() {
    let heads = ["市级牵头单位（盖章）", "问题", "颜色"].map(str::to_owned);
    let mapping = Mapping::guess(&heads, TableKind::Issues);
    assert_eq!(mapping.columns[0].field, Some(Field::LeadUnit));
    assert_eq!(mapping.columns[0].why, Why::Holds("牵头单位".to_owned()));
    assert_eq!((mapping.columns[2].field, &mapping.columns[2].why), (None, &Why::Unknown));
    let mut chosen = mapping.clone();
    chosen.choose(2, Some(Field::Title));
    assert_eq!(chosen.columns[1].field, None, "a table has one title");
    assert_eq!(Mapping::kept(&chosen.heads(), &chosen.names(), TableKind::Issues).names(), chosen.names());
}
