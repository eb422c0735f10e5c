//! Complaints of the public and accountability cases of the sample.

use crate::domain::{
    CaseId, ComplaintId,
    complaint::{CaseValue, ComplaintValue, Handling, Verified},
    edit::PrivateSubject,
    rules::Action,
};

use super::{
    calendar::from_today,
    directory::{inspection, unit},
    story::{Story, Typist, issue_id},
};

/// A complaint: number, days ago, kinds, facts, place, found true, findings, handling, how far, issue it is linked to.
struct ComplaintEntry {
    number: &'static str,
    ago: i64,
    kinds: &'static [&'static str],
    facts: &'static str,
    place: &'static str,
    regions: &'static [&'static str],
    verified: Verified,
    findings: &'static str,
    handling: &'static str,
    status: Handling,
    issue: Option<&'static str>,
    numbers: (u64, u32, u32),
}

const COMPLAINTS: &[ComplaintEntry] = &[
    ComplaintEntry {
        number: "D2SL0001",
        ago: 180,
        kinds: &["大气", "噪声"],
        facts: "南郊工业路夜间有刺鼻气味，伴有机器轰鸣声。",
        place: "高新区南郊街道",
        regions: &["高新区"],
        verified: Verified::True,
        findings: "经查，3 家企业夜间生产，废气收集率不足。",
        handling: "责令限期整改，立案处罚 2 家。",
        status: Handling::InStages,
        issue: Some("回头看-13"),
        numbers: (12_000_000, 2, 3),
    },
    ComplaintEntry {
        number: "X2SL0002",
        ago: 174,
        kinds: &["水"],
        facts: "柳林河边养猪场粪水直接排到河里。",
        place: "柳林县河湾镇",
        regions: &["柳林县"],
        verified: Verified::True,
        findings: "反映的养殖场无粪污处理设施。",
        handling: "责令停养整改，建设沉淀池。",
        status: Handling::Settled,
        issue: Some("省督-09"),
        numbers: (3_000_000, 1, 1),
    },
    ComplaintEntry {
        number: "D2SL0003",
        ago: 171,
        kinds: &["扬尘"],
        facts: "建设路工地不洒水，尘土飞扬。",
        place: "东城区建设路",
        regions: &["东城区"],
        verified: Verified::Mostly,
        findings: "工地围挡破损 40 米，裸土未覆盖。",
        handling: "当日整改到位，约谈项目经理。",
        status: Handling::Settled,
        issue: Some("省督-03"),
        numbers: (0, 0, 1),
    },
    ComplaintEntry {
        number: "X2SL0004",
        ago: 120,
        kinds: &["油烟", "噪声"],
        facts: "河滨夜市烧烤油烟大，凌晨两点还在营业。",
        place: "东城区河滨路",
        regions: &["东城区"],
        verified: Verified::Partly,
        findings: "油烟问题属实，营业时间符合规定。",
        handling: "统一安装净化设施。",
        status: Handling::Settled,
        issue: Some("回头看-02"),
        numbers: (0, 0, 0),
    },
    ComplaintEntry {
        number: "D2SL0005",
        ago: 116,
        kinds: &["固废", "土壤"],
        facts: "有人夜里往城郊废砖厂倒建筑垃圾。",
        place: "东城区城郊",
        regions: &["东城区", "清河县"],
        verified: Verified::True,
        findings: "查实再次倾倒约 400 立方米。",
        handling: "清运覆土，追查运输车辆。",
        status: Handling::InStages,
        issue: Some("回头看-03"),
        numbers: (500_000, 1, 0),
    },
    ComplaintEntry {
        number: "X2SL0006",
        ago: 40,
        kinds: &["水", "垃圾"],
        facts: "村口污水站不转了，污水流到菜地。",
        place: "清河县石桥乡",
        regions: &["清河县"],
        verified: Verified::Open,
        findings: "",
        handling: "",
        status: Handling::Open,
        issue: Some("自查-08"),
        numbers: (0, 0, 0),
    },
    ComplaintEntry {
        number: "D2SL0007",
        ago: 33,
        kinds: &["大气"],
        facts: "南郊还是有臭味，反映过一次没有解决。",
        place: "高新区南郊街道",
        regions: &["高新区"],
        verified: Verified::Open,
        findings: "",
        handling: "",
        status: Handling::Open,
        issue: Some("回头看-13"),
        numbers: (0, 0, 0),
    },
    ComplaintEntry {
        number: "X2SL0008",
        ago: 28,
        kinds: &["辐射"],
        facts: "楼顶新装的通信基站有辐射。",
        place: "东城区文化里",
        regions: &["东城区"],
        verified: Verified::Untrue,
        findings: "经监测，电磁辐射符合国家标准。",
        handling: "向反映人出示监测报告并解释。",
        status: Handling::Settled,
        issue: None,
        numbers: (0, 0, 0),
    },
    ComplaintEntry {
        number: "D2SL0009",
        ago: 30,
        kinds: &["水", "生态"],
        facts: "上游采砂把柳林河挖浑了，清河县和柳林县交界处两岸都有砂坑。",
        place: "清河县石桥乡与柳林县河湾镇交界",
        regions: &["清河县", "柳林县"],
        verified: Verified::Mostly,
        findings: "两县交界河段有无证采砂点 2 处，砂坑 5 个。",
        handling: "责令停止采砂、回填砂坑，立案 2 件，移送公安机关 1 件。",
        status: Handling::InStages,
        issue: Some("省督-09"),
        numbers: (8_650_000, 2, 4),
    },
    ComplaintEntry {
        number: "X2SL0010",
        ago: 26,
        kinds: &["水"],
        facts: "柳林河水变黄，怀疑上游有人挖砂。",
        place: "柳林县河湾镇",
        regions: &["柳林县"],
        verified: Verified::Mostly,
        findings: "与 D2SL0009 反映的为同一采砂点。",
        handling: "并案办理。",
        status: Handling::InStages,
        issue: None,
        numbers: (0, 0, 0),
    },
    ComplaintEntry {
        number: "D2SL0011",
        ago: 4,
        kinds: &["噪声", "扬尘"],
        facts: "高新区工地夜里打桩，白天尘土大。",
        place: "高新区南郊街道创业路",
        regions: &["高新区"],
        verified: Verified::Open,
        findings: "",
        handling: "",
        status: Handling::Open,
        issue: None,
        numbers: (0, 0, 0),
    },
];

fn complaint_id(number: &str) -> ComplaintId {
    ComplaintId::derived(&["sample", number])
}

impl Story {
    /// Tells the complaints, from being handed on to being settled.
    pub(super) fn tell_complaints(&mut self) {
        for entry in COMPLAINTS {
            self.complaint(entry);
        }
        let again = Action::SetComplaint {
            complaint: complaint_id("D2SL0007"),
            value: ComplaintValue::Repeats(Some(complaint_id("D2SL0001"))),
        };
        self.tell(30, Typist::OfficeToo, again);
        let merged = Action::SetComplaint {
            complaint: complaint_id("X2SL0010"),
            value: ComplaintValue::MergedInto(Some(complaint_id("D2SL0009"))),
        };
        self.tell(22, Typist::OfficeToo, merged);
        let counted = [ComplaintValue::Ordered(3), ComplaintValue::CriminalCases(1), ComplaintValue::Detained(2)];
        let complaint = complaint_id("D2SL0009");
        let counted = counted.into_iter().map(|value| Action::SetComplaint { complaint, value });
        self.tell(20, Typist::OfficeToo, Action::Batch(counted.collect()));
    }

    fn complaint(&mut self, entry: &ComplaintEntry) {
        let complaint = complaint_id(entry.number);
        let text = |words: &str| words.to_owned();
        let received = self.day(entry.ago);
        let place = usize::from(entry.ago <= 130);
        let values = vec![
            ComplaintValue::Number(text(entry.number)),
            ComplaintValue::Weighty(entry.number.ends_with(['1', '5'])),
            ComplaintValue::Inspection((entry.ago > 50).then(|| inspection(place))),
            ComplaintValue::ReceivedOn(Some(received)),
            ComplaintValue::Due(Some(from_today(received, 7))),
            ComplaintValue::Facts(text(entry.facts)),
            ComplaintValue::Places(text(entry.place)),
        ];
        let kinds = entry.kinds.iter().map(|kind| text(kind)).collect();
        let register = Action::RegisterComplaint { complaint, values, kinds };
        let tail: String = entry.number.chars().skip(4).collect();
        let reporter = Action::SetPrivate {
            subject: PrivateSubject::Reporter(complaint),
            text: format!("反映人王某（示例），电话 0900-666{tail}"),
        };
        let region = |region: &&str| Action::ComplaintRegion { complaint, region: text(region), present: true };
        let mut all = vec![register, reporter];
        all.extend(entry.regions.iter().map(region));
        self.tell(entry.ago, Typist::OfficeToo, Action::Batch(all));
        if let Some(number) = entry.issue {
            // An older complaint is linked once the issue is in the ledger.
            let ago = if number.starts_with("回头看") { 100 } else { i64::MAX };
            let link = Action::LinkComplaint { complaint, issue: issue_id(number), linked: true };
            self.tell(ago.min(entry.ago - 3), Typist::OfficeToo, link);
        }
        if entry.status != Handling::Open {
            self.settle(entry);
        }
    }

    fn settle(&mut self, entry: &ComplaintEntry) {
        let complaint = complaint_id(entry.number);
        let text = |words: &str| words.to_owned();
        let (fine, cases, talked) = entry.numbers;
        let found = [
            ComplaintValue::FoundTrue(entry.verified),
            ComplaintValue::Findings(text(entry.findings)),
            ComplaintValue::HandlingText(text(entry.handling)),
            ComplaintValue::FineFen(fine),
            ComplaintValue::CasesFiled(cases),
            ComplaintValue::TalkedTo(talked),
            ComplaintValue::Status(entry.status),
        ];
        let set = found.into_iter().map(|value| Action::SetComplaint { complaint, value });
        self.tell(entry.ago - 6, Typist::OfficeToo, Action::Batch(set.collect()));
    }

    /// Tells the accountability cases: one made public, one decided, one overdue, two whose clock runs.
    pub(super) fn tell_cases(&mut self) {
        let published =
            self.register_case("追〔1〕号", 150, "养殖粪污设施配套率虚报，有关人员审核把关不严。", "省督-10");
        let values = [
            CaseValue::Opinion("建议对 2 名责任人予以诫勉谈话。".to_owned()),
            CaseValue::OpinionOn(Some(self.day(80))),
            CaseValue::ConsentOn(Some(self.day(72))),
            CaseValue::Decision("诫勉谈话 2 人，责令市农业农村局作出书面检查。".to_owned()),
            CaseValue::DecidedOn(Some(self.day(66))),
            CaseValue::PublishedOn(Some(self.day(60))),
            CaseValue::People(2),
        ];
        self.set_case(published, 60, values);
        let decided = self.register_case("追〔2〕号", 140, "河道采砂监管缺位，多次群众举报未核实。", "省督-09");
        let values = [
            CaseValue::Opinion("建议对 1 名分管负责人予以政务警告，对 1 名站长予以调整岗位。".to_owned()),
            CaseValue::OpinionOn(Some(self.day(40))),
            CaseValue::ConsentOn(Some(self.day(30))),
            CaseValue::Decision("政务警告 1 人，调整岗位 1 人。".to_owned()),
            CaseValue::DecidedOn(Some(self.day(12))),
            CaseValue::People(2),
        ];
        self.set_case(decided, 12, values);
        _ = self.register_case("追〔3〕号", 112, "工地扬尘长期超标，属地和行业主管部门相互推诿。", "省督-03");
        _ = self.register_case("追〔4〕号", 78, "铸造企业炉窑改造验收走过场，在线数据异常未处置。", "省督-05");
        _ = self.register_case("追〔5〕号", 5, "化工园区事故应急池长期未建，涉嫌履职不力。", "省督-13");
    }

    fn set_case<const N: usize>(&mut self, case: CaseId, ago: i64, values: [CaseValue; N]) {
        let set = values.into_iter().map(|value| Action::SetCase { case, value });
        self.tell(ago, Typist::Office, Action::Batch(set.collect()));
    }

    fn register_case(&mut self, number: &str, ago: i64, clue: &str, issue: &str) -> CaseId {
        let case = CaseId::derived(&["sample", number]);
        let values = vec![
            CaseValue::Number(number.to_owned()),
            CaseValue::Clue(clue.to_owned()),
            CaseValue::HandedOverOn(Some(self.day(ago))),
            CaseValue::HandledBy(Some(unit("市纪委监委"))),
        ];
        let link = Action::LinkCase { case, issue: issue_id(issue), linked: true };
        self.tell(ago, Typist::Office, Action::Batch(vec![Action::RegisterCase { case, values }, link]));
        case
    }
}
