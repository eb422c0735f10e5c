//! Units, groups, people and inspections of the sample.

use chrono::NaiveDate;

use crate::domain::{
    InspectionId, PersonId, UnitId,
    directory::{InspectionValue, PersonValue, UnitKind, UnitValue},
    edit::PrivateSubject,
    procedure_presets,
    rules::Action,
};

use super::super::founding::OFFICE;

/// A unit: its name, kind, other names, leader, post, and who types for it.
struct UnitEntry(&'static str, UnitKind, &'static [&'static str], &'static str, &'static str, &'static str);

use UnitKind::{County, Department};

const UNITS: &[UnitEntry] = &[
    UnitEntry("市住建局", Department, &["市住房和城乡建设局", "市住房城乡建设局"], "顾长青", "局长", "冯晓燕"),
    UnitEntry("市水利局", Department, &["市水务局"], "唐志远", "局长", "罗娟"),
    UnitEntry("市城管局", Department, &["市城市管理执法局"], "邱国平", "局长", "石磊"),
    UnitEntry("市生态环境局", Department, &["市环保局", "市生态环境保护局"], "贺永安", "局长", "姜雯"),
    UnitEntry("市自然资源局", Department, &["市自然资源和规划局"], "裴东升", "局长", "任倩"),
    UnitEntry("市工信局", Department, &["市工业和信息化局"], "龚明德", "局长", "卢伟"),
    UnitEntry("市交通运输局", Department, &["市交通局"], "柏建设", "局长", "苗春"),
    UnitEntry("市农业农村局", Department, &["市农业局"], "尹守田", "局长", "葛丽"),
    UnitEntry("市发展改革委", Department, &["市发改委", "市发展和改革委员会"], "乔正阳", "主任", "段宁"),
    UnitEntry("市委宣传部", Department, &[], "白素琴", "副部长", "毕成"),
    UnitEntry("市委组织部", Department, &[], "雷振华", "副部长", "祁敏"),
    UnitEntry("市纪委监委", Department, &["市纪委", "市监委"], "邵志刚", "副书记", "管静"),
    UnitEntry("清河县政府", County, &["清河县", "清河县人民政府"], "田保国", "县长", "余海燕"),
    UnitEntry("柳林县政府", County, &["柳林县", "柳林县人民政府"], "袁启明", "县长", "尚文"),
    UnitEntry("东城区政府", County, &["东城区", "东城区人民政府"], "夏卫东", "区长", "孔令芳"),
    UnitEntry("高新区管委会", County, &["高新区", "示例高新区"], "秦少峰", "主任", "陶然"),
];

/// A group of units and who is in it.
const GROUPS: &[(&str, &[&str])] = &[
    ("各县（区）政府", &["清河县政府", "柳林县政府", "东城区政府", "高新区管委会"]),
    ("市领导小组成员单位", &["市住建局", "市水利局", "市生态环境局", "市委宣传部", "市委组织部"]),
];

/// People of the office and the supervisors: name, post.
const OFFICE_PEOPLE: &[(&str, &str)] =
    &[("郑文博", "主任"), ("刘敏", "综合科科长"), ("周航", "督办科科员"), ("陈国栋", "督导组组长")];

/// The inspection whose issues are accepted together at monthly sessions.
pub(super) const BY_SESSION: usize = 2;

/// The three inspections: name, level, round, kind, days from feedback to today.
pub(super) const INSPECTIONS: [(&str, &str, &str, &str, i64); 3] = [
    ("省级生态环境保护督察", "省级", "第二轮", "例行督察", 195),
    ("省委“回头看”", "省级", "第二轮", "回头看", 125),
    ("市级自查自纠", "市级", "", "自查", 48),
];

/// The id of a unit by its name.
pub(super) fn unit(name: &str) -> UnitId {
    UnitId::derived(&[name])
}

/// The id of a person by name.
pub(super) fn person(name: &str) -> PersonId {
    PersonId::derived(&["sample", name])
}

/// The id of an inspection by its place.
pub(super) fn inspection(place: usize) -> InspectionId {
    InspectionId::derived(&["sample", &place.to_string()])
}

/// Who leads a unit, and who types for it.
pub(super) fn people_of(name: &str) -> (&'static str, &'static str) {
    let found = UNITS.iter().find(|entry| entry.0 == name);
    found.map_or(("郑文博", "刘敏"), |entry| (entry.3, entry.5))
}

/// The units and people, as one action.
pub(super) fn units_and_people() -> Action {
    let mut all = Vec::new();
    for UnitEntry(name, kind, aliases, ..) in UNITS {
        let values = vec![UnitValue::Name((*name).to_owned()), UnitValue::Kind(*kind)];
        all.push(Action::AddUnit { unit: unit(name), values });
        let aliases = aliases.iter();
        all.extend(aliases.map(|alias| Action::AddAlias { unit: unit(name), alias: (*alias).to_owned() }));
    }
    for (name, members) in GROUPS {
        let values = vec![UnitValue::Name((*name).to_owned()), UnitValue::Kind(UnitKind::Group)];
        all.push(Action::AddUnit { unit: unit(name), values });
        let members = members.iter();
        all.extend(members.map(|member| Action::AddMember { group: unit(name), unit: unit(member) }));
    }
    for UnitEntry(name, _, _, leader, post, clerk) in UNITS {
        all.push(add_person(leader, name, post));
        all.push(add_person(clerk, name, "联络员"));
    }
    all.extend(OFFICE_PEOPLE.iter().map(|(name, post)| add_person(name, OFFICE, post)));
    Action::Batch(all)
}

/// Phone numbers stand in the private part.
pub(super) fn phones() -> Action {
    let numbered = UNITS.iter().zip(1_u32..);
    let set = numbered.map(|(entry, n)| Action::SetPrivate {
        subject: PrivateSubject::Phone(person(entry.5)),
        text: format!("0900-555{n:04}"),
    });
    Action::Batch(set.collect())
}

fn add_person(name: &str, of: &str, post: &str) -> Action {
    Action::AddPerson {
        person: person(name),
        values: vec![
            PersonValue::Name(name.to_owned()),
            PersonValue::Unit(Some(unit(of))),
            PersonValue::Post(post.to_owned()),
        ],
    }
}

/// An inspection whose findings were fed back on that day.
pub(super) fn add_inspection(place: usize, feedback: NaiveDate) -> Option<Action> {
    let (name, level, round, kind, _) = INSPECTIONS.get(place)?;
    let later = |days| feedback.checked_add_days(chrono::Days::new(days));
    let procedure = if place == BY_SESSION { procedure_presets::hanzhong().name } else { String::new() };
    Some(Action::AddInspection {
        inspection: inspection(place),
        values: vec![
            InspectionValue::Procedure(procedure),
            InspectionValue::Name((*name).to_owned()),
            InspectionValue::Level((*level).to_owned()),
            InspectionValue::Round((*round).to_owned()),
            InspectionValue::Kind((*kind).to_owned()),
            InspectionValue::FeedbackDate(Some(feedback)),
            InspectionValue::PlanDue(later(42)),
            InspectionValue::ReportDue(later(183)),
            InspectionValue::Document(format!("示例市{name}反馈问题整改方案")),
        ],
    })
}
