//! Reads single cells of a spreadsheet by the rules of the plan reader: units with their roles, measures, goals.

use super::{
    fields::Draft,
    labels::Label,
    model::{PlanItem, PlanMeasure, PlanRole, PlanUnit},
    source::Line,
};

/// The units a cell names; a cell that says roles of its own (甲局牵头，乙局配合) is read by them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellUnits {
    /// The units in the order of the cell.
    pub units: Vec<PlanUnit>,
    /// The document that divides the work, where the cell names one.
    pub document: Option<String>,
}

/// Reads a cell of units; `role` holds where the cell says none.
pub fn read_cell_units(text: &str, role: PlanRole) -> CellUnits {
    let mut item = PlanItem::default();
    let mut faults = Vec::new();
    let mut draft = Draft { item: &mut item, faults: &mut faults, year: None, for_all: Vec::new() };
    let joined = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let joined = joined.iter().map(|line| line.trim_end_matches(['、', '，', ',', ';', '；'])).collect::<Vec<_>>();
    draft.take(&Label::Units(role), &joined.join("、"), &[], 1);
    CellUnits { units: item.units, document: item.document }
}

/// Reads a cell of measures: a measure for each number that goes on counting, else one for each line.
pub fn read_cell_measures(text: &str, year: Option<i32>) -> Vec<PlanMeasure> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let Some(first) = lines.next() else {
        return Vec::new();
    };
    let more: Vec<Line> = lines.enumerate().map(|(n, line)| Line::new(n + 2, line)).collect();
    let mut item = PlanItem::default();
    let mut faults = Vec::new();
    let mut draft = Draft { item: &mut item, faults: &mut faults, year, for_all: Vec::new() };
    draft.take(&Label::Measures, first, &more.iter().collect::<Vec<_>>(), 1);
    item.measures
}

/// Parts a cell that holds goal and measures: by its labels, else what stands before the first number is the goal.
pub fn read_cell_goal(text: &str, year: Option<i32>) -> (String, Vec<PlanMeasure>) {
    const GOALS: [&str; 3] = ["整改目标", "目标", "工作目标"];
    const MEASURES: [&str; 4] = ["整改措施", "具体措施", "主要措施", "措施"];
    let (mut goal, mut measures) = (Vec::new(), Vec::new());
    let mut in_measures = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(rest) = after_label(line, &GOALS) {
            in_measures = Some(false);
            goal.extend(Some(rest).filter(|rest| !rest.is_empty()));
        } else if let Some(rest) = after_label(line, &MEASURES) {
            in_measures = Some(true);
            measures.extend(Some(rest).filter(|rest| !rest.is_empty()));
        } else {
            let numbered = Line::new(1, line).numbered.is_some();
            let is_measure = in_measures.unwrap_or(numbered || !measures.is_empty());
            if is_measure { measures.push(line) } else { goal.push(line) }
        }
    }
    (goal.join("\n"), read_cell_measures(&measures.join("\n"), year))
}

/// What stands behind a label and its colon.
fn after_label<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    let line = line.trim_start_matches(['【', '[']);
    let found = labels.iter().find_map(|label| line.strip_prefix(label))?;
    let rest = found.trim_start_matches(['】', ']']);
    let rest = rest.strip_prefix(['：', ':']).or_else(|| Some(rest).filter(|rest| rest.len() < found.len()))?;
    Some(rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cell_of_several_units_is_split_by_the_rules_of_plans() {
        let read = read_cell_units("市水利局牵头，市住建局、各县市区党委、政府配合", PlanRole::Responsible);
        let units: Vec<_> = read.units.iter().map(|unit| (unit.name.as_str(), unit.role)).collect();
        let wanted = [
            ("市水利局", PlanRole::Lead),
            ("市住建局", PlanRole::Cooperating),
            ("各县市区党委、政府", PlanRole::Cooperating),
        ];
        assert_eq!(units, wanted);
        let plain = read_cell_units("市水利局\n市住建局", PlanRole::Cooperating);
        assert_eq!(plain.units.len(), 2, "a line each: {:?}", plain.units);
    }

    #[test]
    fn measures_are_parted_by_numbers_or_lines() {
        let texts = |text: &str| read_cell_measures(text, None).into_iter().map(|it| it.text).collect::<Vec<_>>();
        assert_eq!(texts("1.截污。2.清淤。"), ["截污。", "清淤。"]);
        assert_eq!(texts("1. 截污\n2. 清淤\n并养护"), ["截污", "清淤\n并养护"]);
        assert_eq!(texts("完成截污。"), ["完成截污。"]);
        assert_eq!(texts("一是完成清淤；二是建成管网"), ["完成清淤；", "建成管网"], "as they are spoken");
        assert!(texts(" \n").is_empty(), "nothing");
    }

    #[test]
    fn a_cell_of_goal_and_measures_is_parted() {
        let (goal, measures) = read_cell_goal("整改目标：消除黑臭。\n整改措施：1.截污。2.清淤。", None);
        assert_eq!((goal.as_str(), measures.len()), ("消除黑臭。", 2));
        let (goal, measures) = read_cell_goal("消除黑臭。\n1.截污。\n2.清淤。", None);
        assert_eq!((goal.as_str(), measures.len()), ("消除黑臭。", 2), "without labels");
    }
}
