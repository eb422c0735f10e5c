//! Finds numbers to be reached: 达到90%以上, 控制在11.06亿立方米以内.

use crate::domain::deadline_find::FoundDeadline;

use super::{
    model::{PlanTarget, TargetRelation},
    wide::{Wide, trim_marks},
};

const RELATIONS: &[(&str, TargetRelation)] = &[
    ("不低于", TargetRelation::AtLeast),
    ("不少于", TargetRelation::AtLeast),
    ("不小于", TargetRelation::AtLeast),
    ("不高于", TargetRelation::AtMost),
    ("不超过", TargetRelation::AtMost),
    ("不大于", TargetRelation::AtMost),
    ("不多于", TargetRelation::AtMost),
    ("控制在", TargetRelation::AtMost),
    ("提升到", TargetRelation::AtLeast),
    ("提高到", TargetRelation::AtLeast),
    ("提升至", TargetRelation::AtLeast),
    ("提高至", TargetRelation::AtLeast),
    ("增加到", TargetRelation::AtLeast),
    ("达到", TargetRelation::AtLeast),
    ("达", TargetRelation::AtLeast),
    ("至少", TargetRelation::AtLeast),
    ("≥", TargetRelation::AtLeast),
    ("降低到", TargetRelation::AtMost),
    ("下降到", TargetRelation::AtMost),
    ("下降至", TargetRelation::AtMost),
    ("减少到", TargetRelation::AtMost),
    ("降到", TargetRelation::AtMost),
    ("降至", TargetRelation::AtMost),
    ("≤", TargetRelation::AtMost),
    ("保持在", TargetRelation::Equal),
    ("保持", TargetRelation::Equal),
    ("下降", TargetRelation::Reduce),
    ("降低", TargetRelation::Reduce),
    ("削减", TargetRelation::Reduce),
    ("减少", TargetRelation::Reduce),
    ("压减", TargetRelation::Reduce),
    ("新增", TargetRelation::Increase),
    ("增加", TargetRelation::Increase),
    ("增长", TargetRelation::Increase),
    ("提高", TargetRelation::Increase),
    ("提升", TargetRelation::Increase),
];

const UNITS: &[&str] = &[
    "%",
    "‰",
    "个百分点",
    "微克/立方米",
    "毫克/立方米",
    "毫克/升",
    "亿立方米",
    "万立方米",
    "立方米",
    "亿吨",
    "万吨",
    "千克",
    "公斤",
    "吨/日",
    "吨",
    "平方公里",
    "公里",
    "千米",
    "平方米",
    "米",
    "公顷",
    "万亩",
    "亩",
    "亿元",
    "万元",
    "元",
    "万千瓦",
    "千瓦",
    "蒸吨",
    "天",
    "万户",
    "户",
    "万人",
    "人",
    "座",
    "个",
    "家",
    "台",
    "项",
    "处",
    "条",
    "辆",
    "套",
    "起",
    "次",
    "件",
    "分贝",
    "倍",
];

/// No sentence is longer than this, in characters.
const LOOK_BACK: usize = 500;

/// A number with its unit: the decimal, the unit and where it ends.
struct Amount {
    value: String,
    unit: &'static str,
    end: usize,
}

/// Finds the targets of a text whose deadlines are known.
pub(super) fn find_targets(text: &Wide, deadlines: &[FoundDeadline]) -> Vec<PlanTarget> {
    let mut found = Vec::new();
    let mut at = if text.has_figures() { 0 } else { text.len() };
    while at < text.len() {
        match target_at(text, at, deadlines) {
            Some((targets, end)) => {
                found.extend(targets);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

fn target_at(text: &Wide, at: usize, deadlines: &[FoundDeadline]) -> Option<(Vec<PlanTarget>, usize)> {
    let (relation, number) = relation_at(text, at)?;
    let first = amount(text, number)?;
    let mut amounts = vec![(first, number)];
    while let Some(next) = amounts.last().and_then(|(last, _)| following(text, last.end)) {
        amounts.push(next);
    }
    let end = amounts.last().map(|(last, _)| last.end)?;
    let (relation, end) = bounded(text, end, relation);
    let start = clause_start(text, at, deadlines, amounts.len() > 1);
    let names = names(text, start, at, amounts.len());
    let sentence = sentence_start(text, at);
    let by = deadlines
        .iter()
        .rev()
        .find(|hit| hit.range.start >= sentence && hit.range.end <= at)
        .map(|hit| hit.deadline.clone());
    let words = text.quote(start..end);
    let targets = amounts
        .into_iter()
        .zip(names)
        .map(|((amount, _), what)| PlanTarget {
            what,
            relation,
            value: amount.value,
            unit: amount.unit.to_owned(),
            by: by.clone(),
            words: words.clone(),
        })
        .collect();
    Some((targets, end))
}

/// A relation that begins here and the position of its number; 率100% has none and means equal.
fn relation_at(text: &Wide, at: usize) -> Option<(TargetRelation, usize)> {
    let scan = text.scan();
    if scan.at(at) == Some(' ') {
        return None;
    }
    let written = RELATIONS.iter().find_map(|(word, relation)| {
        let end = scan.word(at, word)?;
        let end = scan.any(end, &["到", "至", "约", "为", "在"]).unwrap_or(end);
        Some((*relation, scan.skip(end)))
    });
    let figure = |pos: usize| scan.at(pos).is_some_and(|c| c.is_ascii_digit());
    if let Some(found) = written {
        return figure(found.1).then_some(found);
    }
    let rate = scan.before(at).is_some_and(|c| c == '率');
    let percent = rate && figure(at) && amount(text, at).is_some_and(|found| found.unit == "%");
    percent.then_some((TargetRelation::Equal, at))
}

fn amount(text: &Wide, start: usize) -> Option<Amount> {
    let scan = text.scan();
    let mut end = start;
    let mut value = String::new();
    while let Some(c) = scan.at(end) {
        let point = c == '.' && !value.contains('.') && !value.is_empty();
        if !c.is_ascii_digit() && !point {
            break;
        }
        value.push(c);
        end += 1;
    }
    if value.is_empty() || value.ends_with('.') {
        return None;
    }
    let (unit, end) = UNITS.iter().find_map(|unit| Some((*unit, scan.word(end, unit)?)))?;
    Some(Amount { value, unit, end })
}

/// 93%和84%: the second number of the same relation.
fn following(text: &Wide, end: usize) -> Option<(Amount, usize)> {
    let next = text.scan().any(end, &["和", "、", "及", "以上和", "以上、"])?;
    Some((amount(text, next)?, next))
}

/// 以上 and 以内 after the number bind it, whatever stood before.
fn bounded(text: &Wide, end: usize, relation: TargetRelation) -> (TargetRelation, usize) {
    let scan = text.scan();
    let by_much = matches!(relation, TargetRelation::Reduce | TargetRelation::Increase);
    if let Some(end) = scan.any(end, &["以上", "及以上"]) {
        let relation = if by_much { relation } else { TargetRelation::AtLeast };
        return (relation, end);
    }
    match scan.any(end, &["以内", "以下", "之内", "及以下"]) {
        Some(end) if by_much => (relation, end),
        Some(end) => (TargetRelation::AtMost, end),
        None => (relation, end),
    }
}

fn sentence_start(text: &Wide, at: usize) -> usize {
    (at.saturating_sub(LOOK_BACK)..at)
        .rev()
        .find(|pos| text.scan().at(*pos).is_some_and(|c| "。;\n".contains(c)))
        .map_or_else(|| at.saturating_sub(LOOK_BACK), |pos| pos + 1)
}

/// Where the words begin that say what is measured.
fn clause_start(text: &Wide, at: usize, deadlines: &[FoundDeadline], several: bool) -> usize {
    let stops = if several { ",。;:\n" } else { ",。;:、\n" };
    let clause = (at.saturating_sub(LOOK_BACK)..at)
        .rev()
        .find(|pos| text.scan().at(*pos).is_some_and(|c| stops.contains(c)))
        .map_or_else(|| at.saturating_sub(LOOK_BACK), |pos| pos + 1);
    let after_deadline = deadlines.iter().map(|hit| hit.range.end).filter(|end| *end > clause && *end <= at).max();
    let start = after_deadline.unwrap_or(clause);
    text.scan().any(start, &["确保", "力争", "使", "实现", "其中"]).filter(|end| *end < at).unwrap_or(start)
}

/// The names of what is measured, one for each number.
fn names(text: &Wide, start: usize, at: usize, wanted: usize) -> Vec<String> {
    let whole = text.quote(start..at);
    let mut whole = trim_marks(&whole, ", ");
    for word in ["分别", "稳定", "总体", "均", "要"] {
        whole = whole.trim_end_matches(word);
    }
    let whole = whole.trim_end_matches("分别");
    let parts: Vec<_> = whole.split('、').collect();
    if wanted > 1 && parts.len() == wanted {
        return parts.into_iter().map(|part| part.trim().to_owned()).collect();
    }
    vec![whole.trim().to_owned(); wanted]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadline_find::find_deadlines;

    fn short(text: &str) -> Vec<String> {
        let deadlines = find_deadlines(text, Some(2019));
        let found = find_targets(&Wide::new(text), &deadlines);
        found
            .iter()
            .map(|t| {
                let by = t.by.as_ref().map_or("", |by| by.words.as_str());
                format!("{}|{}|{}{}|{by}", t.what, t.relation.word(), t.value, t.unit)
            })
            .collect()
    }

    #[test]
    fn numbers_to_be_reached_are_found_with_what_they_measure() {
        let cases: &[(&str, &[&str])] = &[
            ("到2020年底污泥无害化处置率达到90%以上", &["污泥无害化处置率|at_least|90%|到2020年底"]),
            ("污泥无害化处置率达到９０％以上", &["污泥无害化处置率|at_least|90%|"]),
            ("再生水利用率不低于30%。", &["再生水利用率|at_least|30%|"]),
            ("2019年底,用水总量控制在11.06亿立方米以内", &["用水总量|at_most|11.06亿立方米|2019年底"]),
            ("甲率、乙率分别达到73%和90%", &["甲率|at_least|73%|", "乙率|at_least|90%|"]),
            ("排放强度下降17%", &["排放强度|reduce|17%|"]),
            ("水质达标率100%", &["水质达标率|equal|100%|"]),
            ("优良率保持100%", &["优良率|equal|100%|"]),
            ("新增灌溉面积3万亩", &[]),
            ("完成3座污水处理厂提标改造", &[]),
            ("不再新建35蒸吨/小时以下的锅炉", &[]),
        ];
        for (text, wanted) in cases {
            assert_eq!(&short(text), wanted, "{text}");
        }
    }
}
