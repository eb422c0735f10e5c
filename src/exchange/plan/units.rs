//! Splits a list of units, and leaves whole what is one name.

use std::ops::Range;

use super::{
    model::{PlanRole, PlanUnit},
    wide::{Wide, trim_end_marks},
};

/// The last characters of what is called a unit.
const ENDINGS: &[&str] = &[
    "局",
    "委",
    "办",
    "部",
    "厅",
    "府",
    "会",
    "院",
    "校",
    "司",
    "站",
    "所",
    "中心",
    "队",
    "处",
    "区",
    "县",
    "市",
    "镇",
    "乡",
    "街道",
    "单位",
    "部门",
    "集团",
    "企业",
    "科",
    "室",
    "署",
    "州",
    "盟",
    "旗",
    "团",
    "组",
    "园",
    "场",
    "社",
    "台",
    "馆",
    "库",
    "厂",
    "矿",
    "党委",
    "各县(市、区)",
    "(州)",
    "(市、区)",
    "村",
    "银行",
    "分行",
    "农商行",
    "学校",
    "公安",
    "法院",
    "机关",
    "组织",
    "团体",
    "支行",
    "分局",
    "省",
    "军分区",
    "支队",
];

/// Names that are only the second half of the one before: 党委、政府.
const SECOND_HALVES: &[&str] = &[
    "政府",
    "人民政府",
    "县政府",
    "区政府",
    "县人民政府",
    "区人民政府",
    "县区政府",
    "县市区政府",
    "县市区人民政府",
    "县(市、区)政府",
    "县(市、区)人民政府",
    "县(区)政府",
    "县(区)人民政府",
    "管委会",
    "乡镇政府",
    "镇政府",
    "乡政府",
    "办事处",
];

/// Splits a list into names.
pub(super) fn split_units(list: &Wide, range: Range<usize>) -> Vec<String> {
    let mut cuts: Vec<(usize, usize)> =
        list.outside_brackets(range.clone(), "、,;").into_iter().map(|at| (at, at + 1)).collect();
    cuts.extend(conjunctions(list, range.clone()));
    cuts.sort_unstable();
    let mut parts = Vec::new();
    let mut start = range.start;
    for (from, to) in cuts {
        if from >= start {
            parts.push(start..from);
            start = to;
        }
    }
    parts.push(start..range.end);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for part in parts {
        let glue = joined.last().is_some_and(|before| belongs_together(list, before, &part));
        match joined.last_mut().filter(|_| glue) {
            Some(before) => before.end = part.end,
            None => joined.push(part),
        }
    }
    joined.into_iter().map(|part| name(list, part)).filter(|name| !name.is_empty()).collect()
}

/// 各县市区党委、政府 is one unit; 市委、市政府 are two.
fn belongs_together(list: &Wide, before: &Range<usize>, part: &Range<usize>) -> bool {
    let before = list.narrow(before.clone());
    let before = before.trim();
    let part = list.narrow(part.clone());
    let party = ["党委", "党工委"].iter().any(|ending| before.ends_with(ending))
        || (before.ends_with('委') && before.chars().count() > 2);
    let second = part.trim().trim_end_matches("等");
    party && SECOND_HALVES.contains(&second)
}

/// Where 和, 及, 与 join two names, rather than stand within one (发展和改革委员会).
fn conjunctions(list: &Wide, range: Range<usize>) -> Vec<(usize, usize)> {
    let scan = list.scan();
    let mut found = Vec::new();
    for at in list.outside_brackets(range.clone(), "和及与以暨") {
        let Some(end) = scan.any(at, &["以及", "和", "及", "与", "暨"]) else {
            continue;
        };
        if scan.at(at) == Some(' ') || (scan.at(at) == Some('及') && scan.ends(at, "以")) {
            continue;
        }
        let left = list.narrow(range.start..at);
        let right = list.narrow(end..range.end);
        let right = right.split(['、', ',', ';']).next().unwrap_or_default();
        let second_half = SECOND_HALVES.contains(&right.trim());
        if is_unit_like(&left) && is_unit_like(right) && !second_half {
            found.push((at, end));
        }
    }
    found
}

/// Tells whether words end as names of units do.
pub(super) fn is_unit_like(words: &str) -> bool {
    let words = words.trim();
    let bare = words.strip_suffix("等").unwrap_or(words).trim_end_matches("等部门").trim_end_matches("等单位");
    let length = bare.chars().count();
    let ended = ENDINGS.iter().any(|ending| bare.ends_with(ending));
    length >= 2 && ended && !bare.ends_with("等相关")
}

/// Cleans a name: no joining words before it, no 等 after it.
fn name(list: &Wide, range: Range<usize>) -> String {
    let scan = list.scan();
    let mut start = scan.skip(range.start);
    while let Some(after) = scan.any(start, &["会同", "由", "并由", "以及", "和", "及", "与", ":"]) {
        if after >= range.end {
            break;
        }
        start = scan.skip(after);
    }
    let whole = list.quote(start..range.end.max(start));
    let mut name = trim_end_marks(&whole, "。. ");
    for rest in ["等有关部门", "等相关部门", "等部门和单位", "等有关单位", "等相关单位", "等部门", "等单位", "等"]
    {
        if let Some(shorter) = name.strip_suffix(rest) {
            name = shorter;
            break;
        }
    }
    name.trim().to_owned()
}

/// Gives the names a role, the first of several leads apart from the rest.
pub(super) fn with_role(names: Vec<String>, role: PlanRole, so_far: &[PlanUnit]) -> Vec<PlanUnit> {
    let mut led = so_far.iter().any(|unit| unit.role == PlanRole::Lead);
    names
        .into_iter()
        .map(|name| {
            let role = if role == PlanRole::Lead && led { PlanRole::CoLead } else { role };
            led |= role == PlanRole::Lead;
            PlanUnit::new(name, role)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(list: &str) -> Vec<String> {
        let wide = Wide::new(list);
        split_units(&wide, 0..wide.len())
    }

    #[test]
    fn lists_are_split_and_names_are_not() {
        let cases: &[(&str, &[&str])] = &[
            ("市委办、市政府办", &["市委办", "市政府办"]),
            ("市委、市政府", &["市委", "市政府"]),
            ("市水利局和各县市区党委、政府", &["市水利局", "各县市区党委、政府"]),
            ("各县（市、区）党委和政府", &["各县（市、区）党委和政府"]),
            ("示例县委、县政府，市城管执法局", &["示例县委、县政府", "市城管执法局"]),
            ("各县市区委、县市区人民政府", &["各县市区委、县市区人民政府"]),
            ("市发展和改革委员会、市工业和信息化局", &["市发展和改革委员会", "市工业和信息化局"]),
            ("市住房和城乡建设局及市自然资源和规划局", &["市住房和城乡建设局", "市自然资源和规划局"]),
            (
                "示例高新区、示例工业区管委会及各县(市、区)人民政府",
                &["示例高新区", "示例工业区管委会", "各县(市、区)人民政府"],
            ),
            ("市能源局,各县市区党委、政府,示例高新区管委会", &["市能源局", "各县市区党委、政府", "示例高新区管委会"]),
            ("市交通局、市商务局等部门", &["市交通局", "市商务局"]),
            ("由市财政局", &["市财政局"]),
        ];
        for (list, names) in cases {
            assert_eq!(&split(list), names, "{list}");
        }
    }
}
