//! Ready-made closure procedures, each as its place wrote it; a ledger copies one and may change every part.
//!
//! What no source says is marked 建议 in the procedure's own `source`, so that a clerk sees what is only our choice.

use super::procedure::{
    BatchAcceptance, DayCount, DayLimit, MaterialDemand, NoticeRule, Procedure, Step, StepKind, StepRole,
};

/// What must not be let go: asked at the review of the papers (榆林 2019).
#[doc(alias = "四个不放过")]
pub const FOUR_NOT_LET_GO: [&str; 4] = [
    "问题已查清（问题不查清不放过）",
    "整改已到位（整改不到位不放过）",
    "责任已落实（责任不落实不放过）",
    "群众满意（群众不满意不放过）",
];

/// The five criteria of closure (安徽 2019).
#[doc(alias = "销号标准五条")]
pub const FIVE_CRITERIA: [&str; 5] = [
    "整改措施全部落实",
    "违法问题处罚到位",
    "整改效果符合法律法规和技术规范",
    "举一反三排查整改同类问题",
    "追根溯源并建立长效机制",
];

/// All presets, the default first.
pub fn all() -> Vec<Procedure> {
    vec![yulin(), boshan(), yichang(), huangshan(), zhangzhou(), hanzhong()]
}

const YULIN: &str = "榆林市 2019 年整改方案，验收销号。\
    建议（原文未列）：交办环节、各环节办理天数、公示 7 个自然日。";

/// 榆林 2019, the default: the rectification plan of Yulin, its clause on acceptance and closure.
///
/// The plan has no assignment step and gives no number of days: the step, the limits and the seven days of notice are suggested.
pub fn yulin() -> Procedure {
    let verification = Step::new(
        "site_verification",
        StepKind::SiteVerification,
        "牵头单位现场核实签字",
        "整改中",
        StepRole::LeadUnit,
    )
    .demanding([
        MaterialDemand::required("acceptance_opinion", "验收意见"),
        MaterialDemand::required("acceptance_report", "验收报告"),
        MaterialDemand::required("leader_signature", "主要负责人签字"),
        MaterialDemand::welcome("supporting_papers", "相关资料"),
    ]);
    let review = Step::new("document_review", StepKind::DocumentReview, "资料审核", "资料审核", StepRole::Office);
    Procedure {
        name: "榆林程序".to_owned(),
        source: YULIN.to_owned(),
        steps: vec![
            assignment(),
            verification,
            application("申请销号"),
            review.within(DayLimit::working(10)).asking(&FOUR_NOT_LET_GO),
            Step::new("site_check", StepKind::SiteCheck, "现场核查", "现场核查", StepRole::Office)
                .within(DayLimit::working(20)),
            publicity("媒体公示", StepRole::Office),
            filing("备案销号", StepRole::Office),
        ],
        batch: None,
        planned_dates: false,
    }
}

const BOSHAN: &str = "淄博市博山区 2025 年：建立台账、区级验收、区级媒体公示、区主要领导审签、申请市级复核、销号报备。\
    建议（原文未列）：办理天数、公示 7 个自然日。";

/// 博山 2025: ledger set up, district acceptance, district media notice, signature of the district's leader, review asked of the city, filing.
///
/// The source gives no number of days: the limits and the seven days of notice are suggested.
pub fn boshan() -> Procedure {
    let acceptance =
        Step::new("district_acceptance", StepKind::CountyAcceptance, "区级验收", "整改中", StepRole::CountyGovernment)
            .demanding([
                MaterialDemand::required("acceptance_opinion", "验收意见"),
                MaterialDemand::required("acceptance_report", "验收报告"),
                MaterialDemand::required("closure_ledger", "销号台账"),
            ]);
    let signature =
        Step::new("leader_signature", StepKind::LeaderSignature, "区主要领导审签", "领导审签", StepRole::CountyLeader)
            .demanding([MaterialDemand::required("leader_signature", "主要领导签字")]);
    let mut ledger = assignment();
    "建立台账".clone_into(&mut ledger.name);
    Procedure {
        name: "博山程序".to_owned(),
        source: BOSHAN.to_owned(),
        steps: vec![
            ledger,
            acceptance,
            publicity("区级媒体公示", StepRole::CountyGovernment),
            signature,
            Step::new(
                "city_review_application",
                StepKind::HigherApplication,
                "申请市级复核",
                "申请市级复核",
                StepRole::CountyGovernment,
            ),
            Step::new("city_review", StepKind::CityReview, "市级复核", "市级复核", StepRole::Office)
                .within(DayLimit::working(20)),
            filing("销号报备", StepRole::Office),
        ],
        batch: None,
        planned_dates: false,
    }
}

const YICHANG: &str = "宜昌市：资料收集责任单位整理、市级验收责任单位验收（须早于时限）、提请市政府、申请省级验收。\
    建议（原文未列）：交办、省级验收与备案单列、办理天数。";

/// 宜昌: papers gathered by one unit, accepted by another, put to the city government, acceptance asked of the province.
///
/// Three roles are kept apart, so the signing unit must be the one of the role, and the city's acceptance must come before the deadline.
/// Provincial acceptance and filing as steps of their own, and the limits, are suggested.
pub fn yichang() -> Procedure {
    let mut collection = Step::new(
        "material_collection",
        StepKind::MaterialCollection,
        "资料收集整理",
        "整改中",
        StepRole::CollectingUnit,
    )
    .demanding([MaterialDemand::required("supporting_papers", "整改佐证资料")]);
    collection.unit_must_match = true;
    let mut acceptance =
        Step::new("city_acceptance", StepKind::CityAcceptance, "市级验收", "市级验收", StepRole::AcceptingUnit)
            .demanding([
                MaterialDemand::required("acceptance_opinion", "验收意见"),
                MaterialDemand::required("acceptance_report", "验收报告"),
            ]);
    acceptance.unit_must_match = true;
    acceptance.before_deadline = true;
    Procedure {
        name: "宜昌程序".to_owned(),
        source: YICHANG.to_owned(),
        steps: vec![
            assignment(),
            collection,
            acceptance,
            Step::new(
                "city_government_submission",
                StepKind::HigherApplication,
                "提请市政府",
                "提请市政府",
                StepRole::AcceptingUnit,
            ),
            Step::new(
                "provincial_application",
                StepKind::HigherApplication,
                "申请省级验收",
                "申请省级验收",
                StepRole::CityGovernment,
            ),
            Step::new(
                "provincial_acceptance",
                StepKind::ProvincialAcceptance,
                "省级验收",
                "省级验收",
                StepRole::ProvincialOffice,
            ),
            filing("备案销号", StepRole::Office),
        ],
        batch: None,
        planned_dates: false,
    }
}

const HUANGSHAN: &str = "黄山市 2022 年、安徽省 2019 年：提交申请、现场核查、审核签字、公示反馈；谁验收谁负责；销号标准五条。\
    建议（原文未列）：交办、备案单列、办理天数、公示 7 个自然日。";

/// 黄山 2022 after 安徽 2019: application, site check, examination and signature, notice and feedback; who accepts answers for it.
///
/// The five criteria are those of Anhui. Assignment, filing as a step, limits and the seven days of notice are suggested.
pub fn huangshan() -> Procedure {
    let check = Step::new("site_check", StepKind::SiteCheck, "现场核查", "现场核查", StepRole::AcceptingUnit)
        .asking(&FIVE_CRITERIA);
    let apply = application("整改中");
    Procedure {
        name: "黄山程序".to_owned(),
        source: HUANGSHAN.to_owned(),
        steps: vec![
            assignment(),
            apply,
            check.within(DayLimit::working(20)),
            Step::new("leader_signature", StepKind::LeaderSignature, "审核签字", "审核签字", StepRole::AcceptingUnit),
            publicity("公示反馈", StepRole::AcceptingUnit),
            filing("备案销号", StepRole::Office),
        ],
        batch: None,
        planned_dates: false,
    }
}

const ZHANGZHOU: &str = "漳州市 2019 年：县级验收、市级验收、提交行业审查、完成审查；每步有拟定与实际两个日期，超 30 天的列出。\
    建议（原文未列）：交办、备案单列。";

/// 漳州 2019: county acceptance, city acceptance, put to the trade's review, review done; each step has a planned and an actual date.
///
/// The source lists what takes more than 30 days, which is the limit here. Assignment and filing as steps are suggested.
pub fn zhangzhou() -> Procedure {
    let month = DayLimit::calendar(30);
    Procedure {
        name: "漳州程序".to_owned(),
        source: ZHANGZHOU.to_owned(),
        steps: vec![
            assignment(),
            Step::new(
                "county_acceptance",
                StepKind::CountyAcceptance,
                "县级验收",
                "整改中",
                StepRole::CountyGovernment,
            )
            .within(month),
            Step::new("city_acceptance", StepKind::CityAcceptance, "市级验收", "市级验收", StepRole::AcceptingUnit)
                .within(month),
            Step::new(
                "industry_application",
                StepKind::HigherApplication,
                "提交行业审查",
                "提交行业审查",
                StepRole::AcceptingUnit,
            )
            .within(month),
            Step::new(
                "industry_review",
                StepKind::IndustryReview,
                "完成行业审查",
                "行业审查",
                StepRole::IndustryDepartment,
            )
            .within(month),
            filing("备案销号", StepRole::Office),
        ],
        batch: None,
        planned_dates: true,
    }
}

const HANZHONG: &str = "汉中市 2021 年：每月一次集中验收销号。\
    建议（原文未列）：交办、申请、备案各环节及办理天数。";

/// 汉中 2021: accepted and closed together, once a month.
///
/// The source says no more than that: the steps before and after the session are suggested.
pub fn hanzhong() -> Procedure {
    let mut apply = application("整改中");
    apply.materials = vec![
        MaterialDemand::required("acceptance_opinion", "验收意见"),
        MaterialDemand::required("acceptance_report", "验收报告"),
    ];
    let acceptance =
        Step::new("monthly_acceptance", StepKind::CityAcceptance, "集中验收", "待集中验收", StepRole::Office);
    let batch = BatchAcceptance { step: acceptance.key.clone(), every_months: 1, day: None };
    Procedure {
        name: "汉中程序".to_owned(),
        source: HANZHONG.to_owned(),
        steps: vec![assignment(), apply, acceptance, filing("销号", StepRole::Office)],
        batch: Some(batch),
        planned_dates: false,
    }
}

fn assignment() -> Step {
    let kind = StepKind::Assignment;
    Step::new("assignment", kind, "交办", "已登记", StepRole::Office).within(DayLimit::working(5))
}

fn application(stage: &str) -> Step {
    let kind = StepKind::ClosureApplication;
    let role = StepRole::LeadUnit;
    Step::new("closure_application", kind, "申请销号", stage, role)
}

fn publicity(name: &str, by: StepRole) -> Step {
    let mut step = Step::new("publicity", StepKind::Publicity, name, "公示", by);
    step.notice =
        Some(NoticeRule { days: 7, count: DayCount::Calendar, first_day_counts: true, last_day_counts: true, by });
    step
}

fn filing(name: &str, role: StepRole) -> Step {
    Step::new("filing", StepKind::Filing, name, "待备案", role).within(DayLimit::working(10))
}
