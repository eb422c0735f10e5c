//! Recognises labels such as 责任单位: and 整改时限:, at the head of a line or within it.

use std::ops::Range;

use super::{model::PlanRole, wide::Wide};

/// What a label announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Units(PlanRole),
    Supervising,
    Accepting,
    Person,
    Leader,
    Deadline,
    Goal,
    Measures,
    Progress,
    Problem,
    Number,
    /// A label nobody knows; its words.
    Unknown(String),
}

/// A label in a line, and where its value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LabelHit {
    pub label: Label,
    pub start: usize,
    pub value: Range<usize>,
}

const LABELS: &[(&str, Label)] = &[
    ("牵头责任单位", Label::Units(PlanRole::Lead)),
    ("牵头单位", Label::Units(PlanRole::Lead)),
    ("牵头部门", Label::Units(PlanRole::Lead)),
    ("整改责任单位", Label::Units(PlanRole::Responsible)),
    ("整改责任主体", Label::Units(PlanRole::Responsible)),
    ("主体责任单位", Label::Units(PlanRole::Responsible)),
    ("市级责任单位", Label::Units(PlanRole::Responsible)),
    ("主责单位", Label::Units(PlanRole::Responsible)),
    ("责任单位", Label::Units(PlanRole::Responsible)),
    ("责任部门", Label::Units(PlanRole::Responsible)),
    ("责任主体", Label::Units(PlanRole::Responsible)),
    ("整改单位", Label::Units(PlanRole::Responsible)),
    ("配合责任单位", Label::Units(PlanRole::Cooperating)),
    ("配合单位", Label::Units(PlanRole::Cooperating)),
    ("配合部门", Label::Units(PlanRole::Cooperating)),
    ("参与单位", Label::Units(PlanRole::Cooperating)),
    ("协办单位", Label::Units(PlanRole::Cooperating)),
    ("涉及部门", Label::Units(PlanRole::Cooperating)),
    ("落实单位", Label::Units(PlanRole::Implementing)),
    ("实施单位", Label::Units(PlanRole::Implementing)),
    ("承办单位", Label::Units(PlanRole::Implementing)),
    ("市级督导单位", Label::Supervising),
    ("督导单位", Label::Supervising),
    ("督办单位", Label::Supervising),
    ("督查单位", Label::Supervising),
    ("监督单位", Label::Supervising),
    ("验收责任单位", Label::Accepting),
    ("验收单位", Label::Accepting),
    ("整改责任人", Label::Person),
    ("责任人", Label::Person),
    ("联系人", Label::Person),
    ("责任领导", Label::Leader),
    ("牵头领导", Label::Leader),
    ("包抓领导", Label::Leader),
    ("包保领导", Label::Leader),
    ("问题整改完成时限", Label::Deadline),
    ("整改完成时限", Label::Deadline),
    ("整改时限", Label::Deadline),
    ("整改期限", Label::Deadline),
    ("完成时限", Label::Deadline),
    ("完成时间", Label::Deadline),
    ("完成期限", Label::Deadline),
    ("时限要求", Label::Deadline),
    ("时间要求", Label::Deadline),
    ("时限", Label::Deadline),
    ("整改目标及整改措施", Label::Measures),
    ("整改目标", Label::Goal),
    ("任务具体整改要求", Label::Goal),
    ("工作目标", Label::Goal),
    ("目标任务", Label::Goal),
    ("具体整改措施", Label::Measures),
    ("整改措施", Label::Measures),
    ("整改内容", Label::Measures),
    ("主要措施", Label::Measures),
    ("具体措施", Label::Measures),
    ("工作措施", Label::Measures),
    ("目前进展情况及存在问题", Label::Progress),
    ("整改进展情况", Label::Progress),
    ("整改落实情况", Label::Progress),
    ("整改完成情况", Label::Progress),
    ("最新整改情况", Label::Progress),
    ("目前进展情况", Label::Progress),
    ("目前进展", Label::Progress),
    ("进展情况", Label::Progress),
    ("整改进展", Label::Progress),
    ("整改情况", Label::Progress),
    ("反馈问题", Label::Problem),
    ("问题描述", Label::Problem),
    ("问题简述", Label::Problem),
    ("存在问题", Label::Problem),
    ("具体问题", Label::Problem),
    ("问题表现", Label::Problem),
    ("整改任务", Label::Problem),
    ("整改事项", Label::Problem),
    ("任务名称", Label::Problem),
    ("项目名称", Label::Problem),
    ("工作任务", Label::Problem),
    ("主要任务", Label::Problem),
    ("项目", Label::Problem),
    ("问题", Label::Problem),
    ("任务编号", Label::Number),
    ("问题编号", Label::Number),
    ("序号", Label::Number),
    ("编号", Label::Number),
];

/// Finds the labels of a line from this position on, each with its value.
pub(super) fn labels(line: &Wide, from: usize) -> Vec<LabelHit> {
    let mut hits: Vec<LabelHit> = Vec::new();
    let mut at = from;
    while at < line.len() {
        let opens = at == from || line.scan().before(at).is_some_and(|c| "。;,( 【[".contains(c));
        let Some((label, value)) = opens.then(|| known(line, at)).flatten() else {
            at += 1;
            continue;
        };
        if let Some(last) = hits.last_mut() {
            last.value.end = at;
        }
        hits.push(LabelHit { label, start: at, value: value..line.len() });
        at = value.max(at + 1);
    }
    let first_at_head = hits.first().is_some_and(|hit| hit.start == line.scan().skip(from));
    for (index, hit) in hits.iter_mut().enumerate() {
        let head = index == 0 && first_at_head;
        hit.value = trimmed(line, hit.value.clone(), head);
    }
    hits
}

/// The label of one table heading, blanks and line breaks aside.
pub(super) fn heading(cell: &str) -> Option<Label> {
    let bare: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let line = Wide::new(&bare);
    let text = line.narrow(0..line.len());
    let text = text.split(['(', ':']).next().unwrap_or_default();
    LABELS.iter().find(|(word, _)| *word == text).map(|(_, label)| label.clone())
}

/// A label of a few characters that is not in the list: 整改要求:.
pub(super) fn unknown(line: &Wide, from: usize) -> Option<LabelHit> {
    let scan = line.scan();
    let start = scan.skip(from);
    let colon = (start..line.len().min(start + 11)).find(|at| scan.at(*at) == Some(':'))?;
    let words = line.quote(start..colon);
    let han = words.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    (words.chars().count() >= 2 && han).then(|| LabelHit {
        label: Label::Unknown(words),
        start,
        value: colon + 1..line.len(),
    })
}

fn known(line: &Wide, at: usize) -> Option<(Label, usize)> {
    let scan = line.scan();
    let boxed = scan.any(at, &["【", "["]);
    let start = boxed.unwrap_or(at);
    LABELS.iter().find_map(|(word, label)| {
        let end = scan.word(start, word)?;
        let closed = scan.any(end, &["】", "]"]).filter(|_| boxed.is_some());
        let colon = scan.word(closed.unwrap_or(end), ":");
        Some((label.clone(), colon.or(closed)?))
    })
}

/// Takes the punctuation off a value; a value within a line ends with its sentence or its bracket.
fn trimmed(line: &Wide, mut value: Range<usize>, head: bool) -> Range<usize> {
    let scan = line.scan();
    if !head {
        let stop = line.outside_brackets(value.clone(), "。)】").first().copied();
        value.end = stop.unwrap_or(value.end);
    }
    while value.end > value.start && scan.before(value.end).is_some_and(|c| ";,( 【[".contains(c)) {
        value.end -= 1;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Label, String)> {
        let line = Wide::new(text);
        let hits = labels(&line, 0);
        hits.into_iter().map(|hit| (hit.label, line.quote(hit.value))).collect()
    }

    #[test]
    fn labels_are_found_at_the_head_and_within_a_line() {
        let unit = Label::Units(PlanRole::Responsible);
        let cases = [
            ("责任单位：甲局、乙局", vec![(unit.clone(), "甲局、乙局")]),
            ("【责任单位】甲局", vec![(unit.clone(), "甲局")]),
            ("整改目标：甲。乙。整改时限：2020年底", vec![(Label::Goal, "甲。乙。"), (Label::Deadline, "2020年底")]),
            (
                "完成清运。(责任单位:甲局;完成时限:2020年底前)",
                vec![(unit.clone(), "甲局"), (Label::Deadline, "2020年底前")],
            ),
            ("完成清运,责任单位要负总责", vec![]),
        ];
        for (text, wanted) in cases {
            let wanted: Vec<_> = wanted.into_iter().map(|(label, value)| (label, value.to_owned())).collect();
            assert_eq!(found(text), wanted, "{text}");
        }
        assert_eq!(heading("整改\n时限"), Some(Label::Deadline), "a heading over two lines");
    }
}
