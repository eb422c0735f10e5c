//! Shapes plans come in beside the plain one: deep numbers, annexes, printed pages, progress lists.

#![expect(clippy::panic, reason = "a test that finds another number of items stops")]

use rectification_ledger::exchange::plan::{PlanItem, PlanReport, PlanSource, read_plan};

fn read(text: &str) -> PlanReport {
    read_plan(&PlanSource::Text(text.to_owned()))
}

fn only(report: &PlanReport) -> &PlanItem {
    match report.items.as_slice() {
        [item] => item,
        items => panic!("one item: {items:#?}"),
    }
}

fn measures(item: &PlanItem) -> Vec<(&str, &str)> {
    item.measures.iter().map(|measure| (measure.no.as_str(), measure.text.as_str())).collect()
}

fn days(item: &PlanItem) -> Vec<Vec<&str>> {
    item.measures.iter().map(|measure| measure.deadlines.iter().map(|day| day.words.as_str()).collect()).collect()
}

const DEEP: &str = "\
示例市整改方案
一、大气污染防治
（一）散煤治理不到位。
1.整改目标：完成散煤替代5000户。
2.整改措施：
（1）摸清底数。2026年3月底前完成排查。
①逐村登记散煤用户。
②2026年4月底前逐户张贴告知书。
（2）推进替代。2026年10月底前完成。
责任单位：柳河县政府牵头，市发改委配合，下同
（二）砖厂无组织排放。
整改措施：完成密闭改造。
（三）扬尘管控不严。
责任单位：市住建局
";

#[test]
fn what_is_counted_deeper_belongs_to_the_measure_above() {
    let report = read(DEEP);
    let first = report.items.first().expect("an item");
    let said = measures(first);
    assert_eq!(said.iter().map(|(no, _)| *no).collect::<Vec<_>>(), ["（1）", "（2）"], "{said:?}");
    let (_, text) = said[0];
    assert!(text.contains("①逐村登记散煤用户。") && text.contains("②2026年4月底前"), "{text}");
    assert_eq!(days(first), [vec!["2026年3月底前", "2026年4月底前"], vec!["2026年10月底前"]], "its days too");
}

#[test]
fn units_labelled_the_same_below_hold_for_items_that_name_nobody() {
    let report = read(DEEP);
    let units: Vec<Vec<(&str, bool)>> = report
        .items
        .iter()
        .map(|item| item.units.iter().map(|unit| (unit.name.as_str(), unit.inherited)).collect())
        .collect();
    let wanted = [
        vec![("柳河县政府", false), ("市发改委", false)],
        vec![("柳河县政府", true), ("市发改委", true)],
        vec![("市住建局", false)],
    ];
    assert_eq!(units, wanted, "handed on, and not to whoever names its own");
}

#[test]
fn an_annex_ends_the_item_before_it() {
    let text = "示例市整改方案\n一、某河水质不达标。（市水利局负责）\n附件1\n责任分工表\n各单位按职责抓好落实。\n";
    let report = read(text);
    let item = only(&report);
    assert_eq!(item.text, "某河水质不达标。（市水利局负责）", "nothing of the annex");
    assert_eq!(report.title.as_deref(), Some("示例市整改方案"), "its own title, not the annex's");
    let outside: Vec<usize> = report.faults.iter().filter(|it| it.what.is_outside()).map(|it| it.line).collect();
    assert_eq!(outside, [3, 4, 5], "listed");
}

#[test]
fn several_days_in_one_item_go_to_its_measures() {
    let text = "1.推进散煤替代。2026年3月底前完成排查，建立台账，2026年6月底前完成煤改电3000户；力争2026年底前实现清零。加强宣传。（市发改委负责）\n";
    let report = read(text);
    let item = only(&report);
    assert_eq!(days(item), [vec!["2026年3月底前"], vec!["2026年6月底前"], vec!["力争2026年底前"]], "one each");
    let said = measures(item);
    assert_eq!(said[0].1, "2026年3月底前完成排查，建立台账", "what belongs to the day");
    assert!(said.iter().all(|(_, text)| !text.contains("加强宣传")), "a sentence without a day is none: {said:?}");
    assert_eq!(item.deadlines.len(), 3, "the item keeps them all");
}

#[test]
fn one_day_makes_no_measures() {
    let report = read("1.推进散煤替代，2026年6月底前完成，到2026年6月底前全部清零。（市发改委负责）\n");
    assert!(only(&report).measures.is_empty(), "{:?}", only(&report).measures);
}

#[test]
fn an_item_that_runs_over_a_page_is_one_and_the_page_number_is_listed() {
    let text = "示例市整改方案\n一、某河水质不达标，2026年10月底前完成沿线排口的封堵，2027\n— 2 —\n年底前建成管网。（市水利局负责）\n";
    let report = read(text);
    let item = only(&report);
    assert!(item.text.contains("2027年底前建成管网。（市水利局负责）"), "{}", item.text);
    assert_eq!(item.deadlines.len(), 2, "a day cut in two is read: {:?}", item.deadlines);
    assert_eq!(report.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [3], "the page number");
}
