//! What the program guesses and the clerk may change: category, inspection, and who a name means.

use chrono::NaiveDate;

use crate::{
    domain::{
        UnitId,
        directory::{Directory, Unit, UnitKind},
        numerals::narrow_text,
    },
    exchange::plan::{PlanItem, PlanReport},
};

use super::choices::{NewInspection, TargetInspection};

// ---------------------------------------------------------------- category

/// The category whose words stand in the item's title, else in its headings.
pub fn guess_category(item: &PlanItem, directory: &Directory) -> String {
    let headings = [item.section.as_deref(), item.chapter.as_deref()];
    let texts = std::iter::once(item.title.as_str()).chain(headings.into_iter().flatten());
    for text in texts {
        if let Some(name) = directory.categories.iter().find(|name| share(name, text) >= 1.0) {
            return name.clone();
        }
    }
    let all = format!("{} {}", item.title, headings.into_iter().flatten().collect::<String>());
    let best = directory.categories.iter().map(|name| (share(name, &all), name));
    let best = best.fold((0.49, None), |best, (share, name)| if share > best.0 { (share, Some(name)) } else { best });
    best.1.cloned().unwrap_or_default()
}

/// How much of a category's words, two characters each, stands in the text.
fn share(category: &str, text: &str) -> f32 {
    let mut pieces: Vec<String> = Vec::new();
    for word in category.split(['与', '和', '及', '、', ' ']) {
        let letters: Vec<char> = word.chars().collect();
        pieces.extend(letters.chunks(2).map(|pair| pair.iter().collect()));
    }
    pieces.retain(|piece| !piece.is_empty());
    if pieces.is_empty() {
        return 0.0;
    }
    let found = pieces.iter().filter(|piece| text.contains(piece.as_str())).count();
    found as f32 / pieces.len() as f32
}

// ---------------------------------------------------------------- inspection

/// The inspection of the same document or name, else a new one named from the plan's title.
pub fn guess_inspection(report: &PlanReport, opening: &str, directory: &Directory) -> TargetInspection {
    let title = report.title.as_deref().unwrap_or_default().trim();
    guess_inspection_of_title(title, feedback_date(opening), directory)
}

/// The inspection a title speaks of, else a new one named from it.
pub fn guess_inspection_of_title(title: &str, feedback: Option<NaiveDate>, directory: &Directory) -> TargetInspection {
    let name = inspection_name(title);
    let known = directory.live_inspections().into_iter().find(|inspection| {
        let fields = &inspection.fields;
        let same_name = !name.is_empty() && *fields.name.get() == name;
        same_name || (!title.is_empty() && fields.document.get() == title)
    });
    if let Some(known) = known {
        return TargetInspection::Existing(known.id);
    }
    let levels = [("中央", "中央"), ("省", "省级"), ("自治区", "省级"), ("市", "市级")];
    let level = levels.iter().find(|(word, _)| name.contains(word)).map_or("", |(_, level)| level);
    let look_back = title.contains("回头看");
    let kind = if look_back {
        "回头看"
    } else if title.is_empty() {
        ""
    } else {
        "督察"
    };
    TargetInspection::New(NewInspection {
        name,
        level: level.to_owned(),
        kind: kind.to_owned(),
        feedback_date: feedback,
    })
}

/// What stands between the plan's usual opening and closing words.
fn inspection_name(title: &str) -> String {
    let after = title.split_once("贯彻落实").map_or(title, |(_, after)| after);
    let cuts = ["反馈意见", "反馈问题", "反馈情况", "整改方案", "整改措施", "整改任务", "整改实施", "整改工作"];
    let end = cuts.iter().filter_map(|cut| after.find(cut)).min().unwrap_or(after.len());
    let name = after.get(..end).unwrap_or(after).trim();
    if name.is_empty() { title.to_owned() } else { name.to_owned() }
}

/// The day before the words of feedback: 于2019年5月20日向…反馈.
fn feedback_date(opening: &str) -> Option<NaiveDate> {
    opening.lines().find_map(|line| {
        let line = narrow_text(line);
        let (before, _) = line.split_once("反馈")?;
        // The last complete date before the word, but not one of an earlier sentence.
        let sentence = before.rsplit('。').next().unwrap_or(before);
        last_date(sentence)
    })
}

fn last_date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.rsplitn(2, '日');
    parts.next()?;
    let before_day = parts.next()?;
    let (before_month, day) = before_day.rsplit_once('月')?;
    let (before_year, month) = before_month.rsplit_once('年')?;
    let year: String = before_year.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.trim().parse().ok()?, day.trim().parse().ok()?)
}

// ---------------------------------------------------------------- units

/// What a name of the plan means to the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitMatch {
    /// A unit that goes by this name.
    Known(UnitId),
    /// No unit goes by it, but these are called much the same, the likeliest first.
    LooksLike(Vec<UnitId>),
    /// Nothing like it is here.
    New,
}

/// Looks a name up; similar names are only proposed.
pub fn match_unit(directory: &Directory, name: &str) -> UnitMatch {
    if let Some(known) = directory.find_unit(name) {
        return UnitMatch::Known(known);
    }
    let mut like: Vec<(u32, &Unit)> = Vec::new();
    for unit in directory.live_units() {
        let names = std::iter::once(unit.fields.name.get()).chain(unit.aliases.iter());
        let likeness = names.map(|known| likeness(known, name)).max().unwrap_or(0);
        if likeness >= LIKE {
            like.push((likeness, unit));
        }
    }
    like.sort_by_key(|(likeness, unit)| (std::cmp::Reverse(*likeness), unit.added));
    if like.is_empty() {
        UnitMatch::New
    } else {
        UnitMatch::LooksLike(like.into_iter().take(3).map(|(_, unit)| unit.id).collect())
    }
}

/// From this likeness on, in percent, a name is proposed.
const LIKE: u32 = 60;

/// How alike two names are, in percent: shared pairs of characters, or one being short for the other.
fn likeness(one: &str, other: &str) -> u32 {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() >= 4 && short.len() * 3 >= long.len() && is_short_for(short, long) {
        return 80;
    }
    let pairs = |text: &[char]| -> Vec<[char; 2]> { text.array_windows::<2>().copied().collect() };
    let (first, mut second) = (pairs(&a), pairs(&b));
    let all = first.len() + second.len();
    let mut shared = 0;
    for pair in &first {
        if let Some(at) = second.iter().position(|other| other == pair) {
            second.swap_remove(at);
            shared += 2;
        }
    }
    (shared * 100 / all.max(1)) as u32
}

/// Do all characters of `short` stand in `long` in their order, beginning with the same one?
fn is_short_for(short: &[char], long: &[char]) -> bool {
    let mut rest = long.iter();
    let in_order = short.iter().all(|letter| rest.any(|other| other == letter));
    in_order && (short.first() == long.first() || long.ends_with(short))
}

/// What kind of unit a name speaks of.
pub fn guess_kind(name: &str) -> UnitKind {
    let several = ["各", "有关", "相关", "等", "成员单位", "、", "以及"];
    if several.iter().any(|word| name.contains(word)) {
        UnitKind::Group
    } else if name.ends_with("整改办") {
        UnitKind::Office
    } else if name.starts_with(['市', '省']) {
        UnitKind::Department
    } else if ["公司", "集团", "厂", "法院", "检察院", "大学", "学院"].iter().any(|end| name.ends_with(end))
    {
        UnitKind::Other
    } else if ["政府", "管委会", "党委", "县", "区", "县委", "区委", "街道", "镇"].iter().any(|end| name.ends_with(end))
    {
        UnitKind::County
    } else {
        UnitKind::Department
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_names_are_alike_and_different_ones_are_not() {
        assert!(likeness("市发展和改革委员会", "市发改委") >= LIKE, "short for it");
        assert!(likeness("示例市生态环境局", "市生态环境局") >= LIKE, "without the city");
        assert!(likeness("市水利局", "市林草局") < LIKE, "another bureau");
        assert!(likeness("市委宣传部", "市委") < LIKE, "too short to say");
    }

    #[test]
    fn a_name_for_several_units_is_a_group() {
        for name in ["各县市区党委、政府", "市直有关部门", "领导小组成员单位"] {
            assert_eq!(guess_kind(name), UnitKind::Group, "{name}");
        }
        assert_eq!(guess_kind("市水利局"), UnitKind::Department);
        assert_eq!(guess_kind("清河县人民政府"), UnitKind::County);
        assert_eq!(guess_kind("示例高新区管委会"), UnitKind::County);
    }

    #[test]
    fn the_inspection_is_named_from_the_title_and_dated_from_the_opening() {
        let name = inspection_name("示例市贯彻落实省生态环境保护督察反馈意见整改方案");
        assert_eq!(name, "省生态环境保护督察");
        let opening = "督察组于2026年3月1日进驻。2026年5月20日向示例市反馈了意见。";
        assert_eq!(feedback_date(opening), NaiveDate::from_ymd_opt(2026, 5, 20));
        assert_eq!(feedback_date("没有日期的反馈"), None);
    }

    #[test]
    fn a_category_is_found_in_title_or_headings() {
        assert!(share("蓝天", "打好蓝天保卫战") >= 1.0);
        assert!(share("产业与布局", "优化产业结构和产业布局") >= 1.0);
        assert!(share("碧水", "打好蓝天保卫战") < 0.1);
    }
}
