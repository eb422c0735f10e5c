//! Whole plans, read: those of the seeds where they lie beside the project, and small ones of our own.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use proptest::prelude::*;
use rectification_ledger::{
    domain::{deadline::Deadline, numerals::narrow_text},
    exchange::plan::{
        PlanFault, PlanItem, PlanReport, PlanRole, PlanSource, PlanUnit, decode_text, read_plan, report_json,
    },
};
use serde_json::Value;

#[expect(clippy::print_stdout, reason = "a skipped test must be seen")]
fn skipped(path: &Path) {
    println!("SKIPPED: {} is not there", path.display());
}

/// A file of the shared folder, or nothing with a word about it.
fn shared(name: &str) -> Option<String> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    let Ok(bytes) = fs::read(&path) else {
        skipped(&path);
        return None;
    };
    Some(decode_text(&bytes).expect("a text file"))
}

fn read(text: &str) -> PlanReport {
    read_plan(&PlanSource::Text(text.to_owned()))
}

/// Units as `role:name`, leads and co-leads alike, inherited ones left out.
fn roles(units: &[PlanUnit]) -> BTreeSet<String> {
    let own = units.iter().filter(|unit| !unit.inherited);
    own.map(|unit| {
        let role = if unit.role == PlanRole::CoLead { PlanRole::Lead } else { unit.role };
        format!("{}:{}", role.word(), unit.name)
    })
    .collect()
}

fn wanted_roles(item: &Value) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    for role in item["roles"].as_array().expect("roles") {
        let word = match role["role"].as_str().expect("a role") {
            "牵头" => "lead",
            "参与" => "cooperating",
            "分工负责" => "joint",
            "负责" => "responsible",
            "落实" => "implementing",
            _ => continue,
        };
        for unit in role["units"].as_array().expect("units") {
            wanted.insert(format!("{word}:{}", unit.as_str().expect("a name")));
        }
    }
    wanted
}

/// Compares an item with the truth; says what differs.
fn difference(item: &PlanItem, truth: &Value) -> Option<String> {
    let mut wrong = Vec::new();
    let mut same = |what: &str, got: &str, wanted: &Value| {
        if Some(got) != wanted.as_str() && !(got.is_empty() && wanted.is_null()) {
            wrong.push(format!("{what}: {got}, not {wanted}"));
        }
    };
    same("chapter", item.chapter.as_deref().unwrap_or_default(), &truth["chapter"]);
    same("section", item.section.as_deref().unwrap_or_default(), &truth["section"]);
    same("no", &item.no, &truth["no"]);
    same("title", &item.title, &truth["title"]);
    let found: BTreeSet<_> = item.deadlines.iter().map(|deadline| deadline.words.clone()).collect();
    for words in truth["deadlines"].as_array().expect("deadlines") {
        if !found.contains(words.as_str().expect("words")) {
            wrong.push(format!("no deadline {words}"));
        }
    }
    let line = truth["line"].as_u64().expect("a line");
    let lines = item.line..=item.last_line;
    if !usize::try_from(line).is_ok_and(|line| lines.contains(&line)) {
        wrong.push(format!("line {lines:?}, not {line}"));
    }
    (!wrong.is_empty()).then(|| format!("{} {}: {}", item.no, item.title, wrong.join("; ")))
}

/// Reads a seed and its truth.
fn seed(name: &str) -> Option<(PlanReport, Vec<Value>)> {
    let text = shared(&format!("seeds/{name}.txt"))?;
    let truth = shared(&format!("plans/{name}.items.json"))?;
    let truth: Value = serde_json::from_str(&truth).expect("JSON");
    Some((read(&text), truth.get("items").and_then(Value::as_array).expect("items").clone()))
}

#[test]
fn yulin_gives_its_eighteen_measures_with_every_unit() {
    let Some((report, truth)) = seed("yulin-2019") else {
        return;
    };
    assert_eq!(report.items.len(), 18, "one for each measure");
    assert_eq!(report.year, Some(2019), "by the line that is its date");
    let mut wrong = Vec::new();
    for (item, truth) in report.items.iter().zip(&truth) {
        wrong.extend(difference(item, truth));
        let (got, wanted) = (roles(&item.units), wanted_roles(truth));
        if got != wanted {
            wrong.push(format!("{}: {got:?}, not {wanted:?}", item.title));
        }
        let dated = !truth["deadlines"].as_array().expect("deadlines").is_empty();
        if dated == item.deadlines.is_empty() {
            wrong.push(format!("{}: {:?}", item.title, item.deadlines));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let by_document = report.items.iter().filter(|item| item.document.is_some() && item.units.is_empty());
    assert_eq!(by_document.count(), 4, "by another document");
    let several = report.items.iter().filter(|item| item.several_leads).count();
    assert_eq!(several, 6, "led by several");
}

#[test]
fn yulin_in_full_width_means_the_same() {
    let Some(text) = shared("seeds/yulin-2019.txt") else {
        return;
    };
    let (narrow, wide) = (read(&text), read(&widened(&text)));
    assert_eq!(meaning(&narrow), meaning(&wide), "whatever the width");
}

#[test]
fn ankang_gives_its_thirty_six_items_and_hands_the_implementing_units_on() {
    let Some((report, truth)) = seed("ankang-2023") else {
        return;
    };
    assert_eq!(report.items.len(), 36, "one for each item");
    let mut wrong = Vec::new();
    let mut right = 0;
    for (item, truth) in report.items.iter().zip(&truth) {
        wrong.extend(difference(item, truth));
        right += usize::from(roles(&item.units) == wanted_roles(truth));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(right >= 35, "{right} groups of 36");
    for item in report.items.iter().skip(1) {
        assert!(item.inherited_units, "{} inherits", item.no);
        let handed_on = item.units.iter().filter(|unit| unit.inherited && unit.role == PlanRole::Implementing);
        assert_eq!(handed_on.count(), 4, "{}", item.no);
    }
}

#[test]
fn jilin_gives_its_chapters_and_deadlines_without_an_invented_unit() {
    let Some(text) = shared("seeds/jilin-2020.txt") else {
        return;
    };
    let report = read(&text);
    assert_eq!(report.year, Some(2020), "by its date");
    let chapters: BTreeSet<_> = report.items.iter().filter_map(|item| item.chapter.clone()).collect();
    assert_eq!(chapters.len(), 11, "{chapters:?}");
    for item in &report.items {
        assert_eq!(item.units, [], "{} names nobody", item.title);
        assert_eq!(item.document, None, "{}", item.title);
    }
    let found: BTreeSet<_> = report
        .items
        .iter()
        .flat_map(|item| item.deadlines.iter())
        .map(|deadline| (deadline.words.clone(), deadline.date().map(|date| date.to_string())))
        .collect();
    for (words, date) in [
        ("11月底前", "2020-11-30"),
        ("6月底前", "2020-06-30"),
        ("力争6月底前", "2020-06-30"),
        ("4月底前", "2020-04-30"),
        ("力争9月底前", "2020-09-30"),
        ("9月底前", "2020-09-30"),
        ("力争年底前", "2020-12-31"),
    ] {
        let wanted = (words.to_owned(), Some(date.to_owned()));
        assert!(found.contains(&wanted), "{words} in {found:?}");
    }
}

#[test]
fn the_prose_layout_is_read() {
    let Some(text) = shared("plans/layouts/A-plan-prose.fullwidth.txt") else {
        return;
    };
    let report = read(&text);
    assert_eq!(report.items.len(), 4, "four measures");
    let [first, second, third, fourth] = report.items.as_slice() else {
        return;
    };
    assert_eq!(first.chapter.as_deref(), Some("四、整改措施"), "chapter");
    assert_eq!(first.section.as_deref(), Some("（一）压实整改责任"), "section");
    assert!(first.several_leads, "two lead");
    let names: Vec<_> = second.units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(
        names,
        ["市住建局", "市水利局", "市生态环境局", "各县市区党委、政府", "示例高新区管委会"],
        "the comma is no border here"
    );
    let [october, end] = second.deadlines.as_slice() else { panic!("two deadlines: {:?}", second.deadlines) };
    assert_eq!((october.words.as_str(), end.words.as_str()), ("2019年10月底前", "到2020年底"), "in order");
    let [target] = second.targets.as_slice() else { panic!("one target: {:?}", second.targets) };
    assert_eq!((target.value.as_str(), target.unit.as_str()), ("90", "%"), "target");
    assert!(third.document.is_some() && third.units.is_empty(), "by another document");
    assert!(third.deadlines.iter().all(Deadline::needs_confirmation), "2020年前 is doubtful");
    assert_eq!(roles(&fourth.units), BTreeSet::from(["responsible:市生态环境局".to_owned()]), "fourth");
}

#[test]
fn the_labelled_layout_is_read_in_both_widths() {
    for name in ["B-measures-list.txt", "B-measures-list.fullwidth.txt"] {
        let Some(text) = shared(&format!("plans/layouts/{name}")) else {
            return;
        };
        let report = read(&text);
        assert_eq!(report.items.len(), 2, "{name}");
        let [first, second] = report.items.as_slice() else {
            return;
        };
        let names: Vec<_> = first.units.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!(names, ["示例县委、县政府", "市城管执法局"], "{name}");
        assert_eq!(first.supervising_unit.as_deref(), Some("市住建局"), "{name}");
        assert!(first.person_in_charge.is_some(), "{name}");
        let [deadline] = first.deadlines.as_slice() else { panic!("one deadline: {:?}", first.deadlines) };
        assert!(deadline.immediate && deadline.standing, "{name}");
        assert_eq!(deadline.date().map(|date| date.to_string()).as_deref(), Some("2020-06-30"), "{name}");
        assert_eq!(first.measures.len(), 2, "{name}");
        let led = first.measures.get(1).map(|measure| roles(&measure.units));
        let wanted = BTreeSet::from(["lead:示例县政府".to_owned(), "cooperating:市城管执法局".to_owned()]);
        assert_eq!(led, Some(wanted), "{name}");
        assert!(first.goal.is_some(), "{name}");
        assert!(second.deadlines.iter().all(|deadline| deadline.standing), "{name}");
        assert_eq!(second.measures.len(), 1, "{name}");
        assert_eq!(second.units.len(), 3, "{name}: {:?}", second.units);
    }
}

#[test]
fn the_progress_layout_is_read_with_its_progress() {
    let Some(text) = shared("plans/layouts/E-progress-list.fullwidth.txt") else {
        return;
    };
    let report = read(&text);
    assert_eq!(report.items.len(), 2, "two items");
    for (item, steps) in report.items.iter().zip([3, 2]) {
        let progress = item.progress.as_deref().unwrap_or_default();
        assert_eq!(progress.lines().count(), steps, "{progress}");
        assert!(item.title.starts_with("关于"), "{}", item.title);
    }
}

const MIXED: &str = "\
示例市2021年整改措施清单
一、某河水质不达标。
牵头单位：市水利局
配合单位：市住建局、示例县政府
整改时限：2021年底前
整改措施：1.封堵排口3处。2.新建管网，2021年6月底前完成。
整改要求：举一反三。
二、某矿未复绿。
责任单位：市自然资源局（牵头）、市林业局（配合）
整改时限：尽快
";

#[test]
fn labels_nobody_knows_and_dates_nobody_can_read_are_listed() {
    let report = read(MIXED);
    let [first, second] = report.items.as_slice() else { panic!("two items: {:#?}", report.items) };
    assert_eq!(first.measures.len(), 2, "{:?}", first.measures);
    assert_eq!(first.units.len(), 3, "{:?}", first.units);
    assert!(first.text.contains("整改要求"), "what is not understood stays");
    let unknown = PlanFault::UnknownLabel("整改要求".to_owned());
    assert!(report.faults.iter().any(|fault| fault.what == unknown), "{:?}", report.faults);
    assert!(second.deadlines.iter().all(Deadline::needs_confirmation), "尽快 is no date");
    let led = BTreeSet::from(["lead:市自然资源局".to_owned(), "cooperating:市林业局".to_owned()]);
    assert_eq!(roles(&second.units), led, "roles in brackets");
}

#[test]
fn paragraphs_without_numbers_are_items_when_they_name_units() {
    let report = read("完成清运。（示例县政府负责）\n建成管网，2021年底前投运。（市住建局牵头，示例县政府配合）\n");
    assert_eq!(report.items.len(), 2, "{:?}", report.items);
    assert_eq!(report.faults, [], "all read");
}

#[test]
fn the_json_has_the_documented_keys() {
    let json = report_json(&read(MIXED));
    let item = &json["items"][0];
    for key in ["chapter", "section", "no", "title", "text", "line", "units", "deadlines", "targets", "confidence"] {
        assert!(item.get(key).is_some(), "{key} in {item}");
    }
    for key in ["words", "kind", "date", "precision", "soft", "standing", "immediate", "needs_confirmation", "reason"] {
        assert!(item["deadlines"][0].get(key).is_some(), "{key} in {item}");
    }
    assert_eq!(item["units"][0]["role"], "lead", "a role by its word");
    assert!(json["faults"][0]["line"].is_u64() && json["faults"][0]["what"].is_string(), "{json}");
}

/// Full width for whatever has one.
fn widened(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        other => other,
    };
    text.chars().map(wide).collect()
}

/// What a report says, its width aside.
fn meaning(report: &PlanReport) -> String {
    narrow_text(&format!("{:#?}", (&report.title, &report.items, &report.faults)))
        .replace("\\t", " ")
        .replace("\\u{3000}", " ")
}

fn bare(text: &str) -> String {
    narrow_text(text).chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect()
}

/// Every line that is not blank is found again.
fn lost(text: &str, report: &PlanReport) -> Vec<String> {
    let listed: BTreeSet<usize> = report.faults.iter().map(|fault| fault.line).collect();
    let mut kept: Vec<String> = report.title.iter().map(|title| bare(title)).collect();
    for item in &report.items {
        kept.push(bare(&format!("{}{}", item.no, item.text)));
        kept.extend(item.chapter.iter().chain(&item.section).map(|heading| bare(heading)));
    }
    let lines = text.lines().enumerate();
    lines
        .filter(|(index, line)| {
            let line = bare(line);
            if line.is_empty() {
                return false;
            }
            // A heading may be quoted without its full stop.
            let heading = line.trim_end_matches('。');
            let found = kept.iter().any(|kept| kept.contains(&line) || kept == heading);
            !found && !listed.contains(&(index + 1))
        })
        .map(|(_, line)| line.to_owned())
        .collect()
}

#[test]
fn no_line_of_a_seed_is_lost() {
    for name in ["yulin-2019", "ankang-2023", "jilin-2020"] {
        let Some(text) = shared(&format!("seeds/{name}.txt")) else {
            return;
        };
        assert_eq!(lost(&text, &read(&text)), Vec::<String>::new(), "{name}");
    }
}

/// Pieces of which plans, whole and broken ones, are made.
const PIECES: &[&str] = &[
    "一、",
    "二、",
    "（一）",
    "(二)",
    "1.",
    "2.",
    "3.2公里",
    "①",
    "第一章",
    "责任单位：",
    "牵头单位:",
    "整改时限：",
    "整改措施：",
    "整改目标：",
    "整改进展情况：",
    "问题：",
    "【责任单位】",
    "市住建局",
    "各县市区党委、政府",
    "县（市、区）",
    "牵头",
    "参与",
    "负责",
    "按职责分工负责",
    "下同",
    "，",
    "、",
    "；",
    "。",
    "（",
    "）",
    "〔",
    "〕",
    "《",
    "》",
    "“",
    "”",
    "和",
    "及",
    "2020年底前",
    "2020年前",
    "8月前",
    "3个月内",
    "达到90%以上",
    "完成清运",
    "立行立改",
    "长期坚持",
    " ",
    "\n",
    "\n",
    "\n",
    "\t",
    "整改要求：",
    "\n附件2\n",
    "\n— 2 —\n",
    "\u{3000}",
    "示例市整改方案",
];

proptest! {
    #[test]
    fn no_plan_breaks_the_reader_or_loses_a_line(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)
    ) {
        let text: String = pieces.concat();
        let report = read(&text);
        prop_assert_eq!(lost(&text, &report), Vec::<String>::new());
        prop_assert!(report_json(&report).is_object());
    }

    #[test]
    fn any_text_at_all_is_read(text in "(.|\n){0,200}") {
        let report = read(&text);
        prop_assert_eq!(lost(&text, &report), Vec::<String>::new());
    }

    #[test]
    fn both_widths_of_a_plan_mean_the_same(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)
    ) {
        let text: String = pieces.concat();
        prop_assert_eq!(meaning(&read(&narrow_text(&text))), meaning(&read(&widened(&text))));
    }
}

const FORMS: &str = "\
示例市2022年行动方案
一、重点任务
1.推进锅炉改造。6月底前完成。责任单位：市市场监管局，各县（市、区）人民政府。
2.加强扬尘治理。（市住建局、市城管局等按职责分工负责）
3.强化督查。市生态环境局牵头，市公安局配合。
4.整治排污口（市水利局负责，2022年9月底前完成）。
问题一：某河水质不达标。
1.责任单位：市工业和信息化局、
市生态环境局
2.整改时限：2022.12.31
3.整改措施：一是封堵排口。二是建成管网。
";

#[test]
fn duties_are_read_wherever_a_plan_puts_them() {
    let report = read(FORMS);
    let wanted: [(&str, &[&str]); 5] = [
        ("1.", &["responsible:市市场监管局", "responsible:各县（市、区）人民政府"]),
        ("2.", &["joint:市住建局", "joint:市城管局"]),
        ("3.", &["lead:市生态环境局", "cooperating:市公安局"]),
        ("4.", &["responsible:市水利局"]),
        ("问题一：", &["responsible:市工业和信息化局", "responsible:市生态环境局"]),
    ];
    let got: Vec<_> = report.items.iter().map(|item| (item.no.clone(), roles(&item.units))).collect();
    let wanted: Vec<_> = wanted
        .into_iter()
        .map(|(no, units)| (no.to_owned(), units.iter().map(|unit| (*unit).to_owned()).collect()))
        .collect();
    assert_eq!(got, wanted, "label, bracket, sentence, date in the bracket, list over two lines");
    let fourth = report.items.get(3).map(|item| item.deadlines.len());
    assert_eq!(fourth, Some(1), "the date in the bracket is its deadline");
    let last = report.items.last().map(|item| (item.measures.len(), item.deadlines.len()));
    assert_eq!(last, Some((2, 1)), "its measures and its deadline");
}
