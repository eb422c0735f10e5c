//! Reads a responsibility group: A牵头,B参与; C、D按职责分工负责; 按《…》分工负责.

use std::ops::Range;

use crate::domain::{deadline_find::find_deadlines, numerals::narrow_text};

use super::{
    model::{PlanRole, PlanUnit},
    units::{is_unit_like, split_units, with_role},
    wide::{Wide, trim_marks},
};

/// What a responsibility group says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub units: Vec<PlanUnit>,
    /// The words that point to another document.
    pub document: Option<String>,
    /// Units that hold for the items that follow too (下同).
    pub for_all: Vec<PlanUnit>,
    /// Words whose role had to be assumed.
    pub assumed: Vec<String>,
}

const BY_DUTY: &[&str] = &[
    "按照各自职责",
    "按各自职责",
    "按照职责",
    "按职责",
    "依照职责",
    "依职责",
    "根据职责",
    "按照职能",
    "按职能",
    "按照部门职责",
    "按部门职责",
    "按照分工",
    "按分工",
    "各按职责",
    "结合职责",
];

const DUTIES: &[(&str, PlanRole)] = &[
    ("分工负责落实", PlanRole::Joint),
    ("分工抓好落实", PlanRole::Joint),
    ("分工负责", PlanRole::Joint),
    ("分工落实", PlanRole::Joint),
    ("分别负责", PlanRole::Joint),
    ("共同负责", PlanRole::Joint),
    ("各负其责", PlanRole::Joint),
    ("牵头负责", PlanRole::Lead),
    ("牵头落实", PlanRole::Lead),
    ("牵头实施", PlanRole::Lead),
    ("牵头组织实施", PlanRole::Lead),
    ("牵头", PlanRole::Lead),
    ("参与配合", PlanRole::Cooperating),
    ("配合落实", PlanRole::Cooperating),
    ("协同配合", PlanRole::Cooperating),
    ("积极配合", PlanRole::Cooperating),
    ("密切配合", PlanRole::Cooperating),
    ("参与", PlanRole::Cooperating),
    ("参加", PlanRole::Cooperating),
    ("配合", PlanRole::Cooperating),
    ("协助", PlanRole::Cooperating),
    ("协同", PlanRole::Cooperating),
    ("具体负责", PlanRole::Responsible),
    ("负责落实", PlanRole::Implementing),
    ("负责实施", PlanRole::Implementing),
    ("负责", PlanRole::Responsible),
    ("抓好落实", PlanRole::Implementing),
    ("具体落实", PlanRole::Implementing),
    ("组织落实", PlanRole::Implementing),
    ("贯彻落实", PlanRole::Implementing),
    ("组织实施", PlanRole::Implementing),
    ("具体实施", PlanRole::Implementing),
    ("落实", PlanRole::Implementing),
    ("实施", PlanRole::Implementing),
];

/// Words that carry a group over to the items that follow.
const SCOPES: &[&str] = &["下同", "以下同", "以下相同", "不再一一列出", "不再逐一列出", "不再列出", "以下均同"];

/// No list of units is longer than this, in characters.
pub(super) const LONGEST: usize = 2000;

/// Reads the inside of a bracket, or nothing if it names nobody.
pub(super) fn read_group(inside: &str) -> Option<Group> {
    let wide = Wide::new(inside);
    if wide.len() > LONGEST {
        return None;
    }
    let mut group = Group::default();
    let mut start = 0;
    let mut cuts = wide.outside_brackets(0..wide.len(), ";。");
    cuts.push(wide.len());
    let mut last_part: Vec<PlanUnit> = Vec::new();
    for cut in cuts {
        let part = start..cut;
        start = cut + 1;
        if wide.narrow(part.clone()).trim().is_empty() {
            continue;
        }
        let before = group.units.len();
        let (part, scoped) = without_scope(&wide, part);
        if !part.is_empty() {
            read_part(&wide, part, &mut group)?;
            last_part = group.units.get(before..).unwrap_or_default().to_vec();
        }
        if scoped {
            group.for_all.clone_from(&last_part);
        }
    }
    (!group.units.is_empty() || group.document.is_some()).then_some(group)
}

/// Takes 下同,不再一一列出 off the end of a part.
fn without_scope(wide: &Wide, mut part: Range<usize>) -> (Range<usize>, bool) {
    let scan = wide.scan();
    let mut scoped = false;
    loop {
        while part.end > part.start && scan.before(part.end).is_some_and(|c| ", 、。".contains(c)) {
            part.end -= 1;
        }
        let scope = SCOPES.iter().find(|word| scan.ends(part.end, word));
        let Some(word) = scope else {
            return (part, scoped);
        };
        scoped = true;
        part.end = part.end.saturating_sub(word.chars().count()).max(part.start);
    }
}

fn read_part(wide: &Wide, part: Range<usize>, group: &mut Group) -> Option<()> {
    if by_document(wide, &part) {
        group.document = Some(wide.quote(part));
        return Some(());
    }
    let mut start = part.start;
    let mut at = part.start;
    let mut any_role = false;
    let mut depth = 0_usize;
    while at < part.end {
        let c = wide.scan().at(at)?;
        depth = match c {
            '(' | '〔' | '《' => depth + 1,
            ')' | '〕' | '》' => depth.saturating_sub(1),
            _ => depth,
        };
        let duty = if depth == 0 { duty_at(wide, at, part.end) } else { None };
        let Some((role, end)) = duty else {
            at += 1;
            continue;
        };
        let names = split_units(wide, start..at);
        let named = names.iter().all(|name| name.chars().count() <= 40);
        if names.is_empty() || !named {
            return None;
        }
        let units = with_role(names, role, &group.units);
        group.units.extend(units);
        any_role = true;
        (start, at) = (end, end);
    }
    let rest = wide.quote(start..part.end);
    let rest = trim_marks(&rest, ",、。 ");
    if rest.is_empty() {
        return Some(());
    }
    rest_of_part(wide, start..part.end, any_role, group)
}

/// Names after the last role, or without any: their role is assumed, if they are names at all.
fn rest_of_part(wide: &Wide, rest: Range<usize>, after_role: bool, group: &mut Group) -> Option<()> {
    let names = split_units(wide, rest.clone());
    let dated = after_role && !find_deadlines(&wide.quote(rest.clone()), None).is_empty();
    if names.is_empty() || dated {
        return Some(());
    }
    let (names, marked): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| role_in_bracket(name).is_none());
    for (name, role) in marked.iter().filter_map(|name| role_in_bracket(name)) {
        let units = with_role(vec![name], role, &group.units);
        group.units.extend(units);
    }
    if names.is_empty() {
        return Some(());
    }
    if !names.iter().all(|name| is_unit_like(&narrow_text(name)) && !explains(name)) {
        return None;
    }
    let led = after_role || group.units.iter().any(|unit| unit.role == PlanRole::Lead);
    let role = if led { PlanRole::Cooperating } else { PlanRole::Responsible };
    group.assumed.push(wide.quote(rest));
    let units = with_role(names, role, &group.units);
    group.units.extend(units);
    Some(())
}

/// 以下简称督察组 explains a word and names nobody.
fn explains(words: &str) -> bool {
    const OPENERS: &[&str] = &["以下", "简称", "即", "含", "不含", "详见", "见", "包括", "其中", "原"];
    OPENERS.iter().any(|word| words.starts_with(word))
}

/// 市住建局(牵头): the role stands in a bracket after the name.
fn role_in_bracket(name: &str) -> Option<(String, PlanRole)> {
    let wide = Wide::new(name);
    let range = wide.brackets().pop().filter(|range| range.end == wide.len())?;
    let inside = wide.narrow(range.start + 1..range.end.saturating_sub(1));
    let (_, role) = DUTIES.iter().find(|(word, _)| *word == inside.trim())?;
    let bare = wide.quote(0..range.start);
    (!bare.is_empty()).then_some((bare, *role))
}

/// The duty that is written here, if a name or the end of the part follows.
fn duty_at(wide: &Wide, at: usize, end: usize) -> Option<(PlanRole, usize)> {
    let scan = wide.scan();
    if scan.at(at) == Some(' ') {
        return None;
    }
    let stops = |pos: usize| pos >= end || scan.at(pos).is_some_and(|c| ",;。、 ".contains(c));
    if let Some(duty) = scan.any(at, BY_DUTY) {
        let verb = DUTIES.iter().find_map(|(word, _)| {
            let end = scan.word(duty, word)?;
            stops(end).then_some(end)
        });
        let bare = scan.any(duty, &["分工"]).unwrap_or(duty);
        let found = verb.or_else(|| stops(bare).then_some(bare));
        return found.map(|end| (PlanRole::Joint, end));
    }
    DUTIES.iter().find_map(|(word, role)| {
        let end = scan.word(at, word)?;
        stops(end).then_some((*role, end))
    })
}

/// 按《…》分工负责.
fn by_document(wide: &Wide, part: &Range<usize>) -> bool {
    let text = wide.narrow(part.clone());
    let text = text.trim();
    let opens = ["按", "依据", "根据", "依照", "参照", "对照", "详见", "见"];
    let ends = ["负责", "执行", "落实", "实施", "分工", "办理", "推进", "》"];
    text.contains('《')
        && opens.iter().any(|word| text.starts_with(word))
        && ends.iter().any(|word| text.ends_with(word))
}

/// Reads a sentence that does nothing but share out duties: 市水利局牵头,市住建局配合。
pub(super) fn read_sentence(sentence: &str) -> Option<Group> {
    read_group(sentence).filter(|group| mentions_duty(sentence) && shares_out(group))
}

/// Tells whether a group names units and nothing else, each with its role.
pub(super) fn shares_out(group: &Group) -> bool {
    let named =
        group.units.iter().all(|unit| is_unit_like(&narrow_text(&unit.name)) && unit.name.chars().count() <= 20);
    let shared_out =
        group.units.iter().any(|unit| matches!(unit.role, PlanRole::Lead | PlanRole::Joint | PlanRole::Responsible));
    let plain = group.assumed.is_empty() && group.document.is_none();
    named && shared_out && plain
}

/// Tells whether the inside of a bracket speaks of duties at all.
pub(super) fn mentions_duty(inside: &str) -> bool {
    let wide = Wide::new(inside);
    let text = wide.narrow(0..wide.len());
    let text = text.trim().trim_end_matches(['。', ',']);
    let scoped = SCOPES.iter().any(|word| text.ends_with(word));
    scoped || DUTIES.iter().any(|(word, _)| text.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(inside: &str) -> String {
        let Some(group) = read_group(inside) else {
            return "nobody".to_owned();
        };
        let units = group.units.iter();
        let units = units.map(|unit| format!("{}:{}", unit.role.word(), unit.name));
        let document = group.document.map(|words| format!("document:{words}"));
        units.chain(document).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_wording_of_duties_is_read() {
        let cases = [
            ("市住建局牵头，市水利局参与", "lead:市住建局 cooperating:市水利局"),
            ("市住建局牵头,市水利局、市公安局配合", "lead:市住建局 cooperating:市水利局 cooperating:市公安局"),
            ("甲局、乙局牵头,丙局参与", "lead:甲局 co_lead:乙局 cooperating:丙局"),
            ("市生态环境局负责", "responsible:市生态环境局"),
            ("市生态环境局牵头负责", "lead:市生态环境局"),
            ("甲局负责,乙局配合", "responsible:甲局 cooperating:乙局"),
            ("甲局、乙局分别负责", "joint:甲局 joint:乙局"),
            ("甲局、乙局按照职责分工负责", "joint:甲局 joint:乙局"),
            ("甲局、乙局,按职责分工负责", "joint:甲局 joint:乙局"),
            ("甲局按职责负责;乙区管委会落实", "joint:甲局 implementing:乙区管委会"),
            ("由甲局牵头,会同乙局落实", "lead:甲局 implementing:乙局"),
            ("甲局（牵头）、乙局（配合）", "lead:甲局 cooperating:乙局"),
            ("按《通知》分工负责", "document:按《通知》分工负责"),
            (
                "按《方案》（示政办发〔2019〕7号，以下简称《通知》）分工负责",
                "document:按《方案》（示政办发〔2019〕7号，以下简称《通知》）分工负责",
            ),
            ("示例县政府", "responsible:示例县政府"),
            ("甲局负责，2022年9月底前完成", "responsible:甲局"),
            ("以下简称督察组", "nobody"),
            ("PM2.5", "nobody"),
            ("试行", "nobody"),
            ("含废渣", "nobody"),
            ("2021—2030年", "nobody"),
        ];
        for (inside, meaning) in cases {
            assert_eq!(short(inside), meaning, "{inside}");
        }
    }

    #[test]
    fn the_part_before_the_scope_word_holds_for_all() {
        let group = read_group("甲局按职责分工负责;乙区、丙区管委会落实,下同,不再一一列出").unwrap();
        let names: Vec<_> = group.for_all.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!(names, ["乙区", "丙区管委会"], "only the implementing part");
    }
}
