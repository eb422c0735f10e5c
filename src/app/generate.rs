//! A big ledger for measuring: texts as long as real ones, units, deadlines, some issues assigned and reported on.
//!
//! **Invariant:** the same numbers, seed and day give the same bytes.

use chrono::{Datelike as _, Days, NaiveDate};

use crate::{
    domain::{
        InspectionId, IssueId, LedgerId, MeasureId, RecordId, RoundId, UnitId,
        deadline::Deadline,
        deadline_words::read_deadline,
        directory::{InspectionValue, UnitValue},
        issue::{IssueValue, UnitRole},
        ledger::Ledger,
        measure::MeasureValue,
        record::{Month, ProgressNote, ScheduleRating, Signature, Verdict},
        rules::{Action, NewRecord, Role, StepEntry},
    },
    store::ledger_write::LedgerContent,
};

use super::{
    founding::{self, OFFICE},
    identity::{Clock, Identity},
    sample::counted_ids,
    scribe::{NotWritten, Scribe},
};

/// So many issues are registered by one change: each batch clones the list of issues once.
const PER_CHANGE: usize = 500;

/// Every so-manieth issue is assigned and reported on.
const ASSIGNED_EVERY: usize = 20;

const N_UNITS: u64 = 48;
const N_INSPECTIONS: u64 = 6;

const PLACES: [&str; 12] =
    ["东河", "西沟", "南岭", "北塬", "清水", "柳林", "石门", "双桥", "龙口", "红旗", "新民", "高台"];
const THINGS: [&str; 10] =
    ["生活污水处理厂", "垃圾填埋场", "工业园区", "养殖场", "矿山", "水源地", "建筑工地", "燃煤锅炉", "加油站", "河道"];
const FAULTS: [&str; 10] = [
    "设施建设滞后，未按期投入运行",
    "管理台账不实，记录与现场不符",
    "污染防治设施不正常运行，存在超标排放",
    "生态修复进展缓慢，边坡大面积裸露",
    "管网不完善，雨天污水溢流入河",
    "扬尘管控措施落实不到位",
    "环评要求未落实，擅自投入生产",
    "风险隐患排查不彻底，应急物资不足",
    "自动监测数据异常未及时处置",
    "固体废物去向不明，转移联单缺失",
];
const STEPS: [&str; 8] = [
    "制定专项整改方案，明确责任人和完成节点",
    "完成主体工程建设并组织竣工验收",
    "开展全面排查，建立问题清单逐一销号",
    "依法查处违法行为，公开处理结果",
    "落实资金保障，按月调度工程进度",
    "建立长效管理机制，纳入年度考核",
    "委托第三方开展监测评估，公布评估结论",
    "组织联合执法检查，防止问题反弹",
];

/// Numbers that look random and are the same each time (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below.max(1)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let place = self.roll(from.len() as u64) as usize;
        from.get(place).copied().unwrap_or_default()
    }
}

fn unit(n: u64) -> UnitId {
    UnitId::derived(&["generated", &n.to_string()])
}

fn inspection(n: u64) -> InspectionId {
    InspectionId::derived(&["generated", &n.to_string()])
}

fn issue_id(seed: u64, n: usize) -> IssueId {
    IssueId::derived(&["generated", &seed.to_string(), &n.to_string()])
}

/// Makes a ledger of `n_issues` issues with `n_changes` further changes.
pub fn generate(n_issues: usize, n_changes: usize, seed: u64, clock: Clock) -> Result<LedgerContent, NotWritten> {
    let id = LedgerId::derived(&["generated", &seed.to_string(), &n_issues.to_string(), &n_changes.to_string()]);
    let who =
        Identity { name: "生成器".to_owned(), unit: OFFICE.to_owned(), role: Role::Office, ..Identity::default() };
    let content = LedgerContent { ledger: Ledger::new(id), ..LedgerContent::default() };
    let now = clock.today.and_hms_opt(9, 0, 0).unwrap_or(clock.now);
    let ids = Box::new(counted_ids(&id.to_string()));
    let mut scribe = Scribe::new(content, who.clone(), Clock { now, ..clock }, ids);
    let mut maker = Maker { dice: Dice(seed), seed, today: clock.today };
    scribe.act(founding::actions("生成的台账", &who))?;
    scribe.act(directory())?;
    let mut first = 0;
    while first < n_issues {
        let last = (first + PER_CHANGE).min(n_issues);
        let batch = (first..last).flat_map(|n| maker.register(n));
        let batch = Action::Batch(batch.collect());
        scribe.act(batch)?;
        first = last;
    }
    for n in 0..n_changes {
        // A value rolled twice changes nothing; that is no fault.
        if let Some(action) = maker.change(n, n_issues) {
            scribe.act(action)?;
        }
    }
    Ok(scribe.content)
}

fn directory() -> Action {
    let units = (0..N_UNITS).map(|n| {
        let place = PLACES.get((n % 12) as usize).copied().unwrap_or_default();
        let kind = ["县政府", "区管委会", "县住建局", "县水利局"].get((n / 12) as usize).copied().unwrap_or_default();
        Action::AddUnit { unit: unit(n), values: vec![UnitValue::Name(format!("{place}{kind}"))] }
    });
    let inspections = (0..N_INSPECTIONS).map(|n| Action::AddInspection {
        inspection: inspection(n),
        values: vec![InspectionValue::Name(format!("第 {} 批督察", n + 1))],
    });
    Action::Batch(units.chain(inspections).collect())
}

struct Maker {
    dice: Dice,
    seed: u64,
    today: NaiveDate,
}

impl Maker {
    fn register(&mut self, n: usize) -> Vec<Action> {
        let issue = issue_id(self.seed, n);
        let (place, thing, fault) = (self.dice.pick(&PLACES), self.dice.pick(&THINGS), self.dice.pick(&FAULTS));
        let title = format!("{place}{thing}{fault}，涉及点位 {} 处", 1 + self.dice.roll(40));
        let mut detail = format!(
            "督察发现，{place}片区{thing}{fault}。现场抽查 {} 处，{} 处不符合要求；{}。群众多次反映，有关部门未及时查处，问题长期存在。",
            20 + self.dice.roll(30),
            1 + self.dice.roll(19),
            self.dice.pick(&FAULTS)
        );
        let earlier = (0..=self.dice.roll(4)).map(|_| self.earlier_fault()).collect::<String>();
        detail.push_str(&earlier);
        let categories = ["思想责任", "蓝天", "碧水", "净土", "青山", "产业与布局", "长效机制"];
        let lead = self.dice.roll(N_UNITS);
        let values = vec![
            IssueValue::Number(format!("G{:06}", n + 1)),
            IssueValue::Inspection(inspection(self.dice.roll(N_INSPECTIONS))),
            IssueValue::Title(title),
            IssueValue::Detail(detail),
            IssueValue::Category(self.dice.pick(&categories).to_owned()),
            IssueValue::Region(place.to_owned()),
            IssueValue::Goal(format!("{thing}问题整改到位，稳定达到国家和省级标准要求，群众满意。")),
            IssueValue::LeadUnit(Some(unit(lead))),
            IssueValue::FirstDeadline(self.deadline()),
        ];
        let mut all = vec![Action::RegisterIssue { issue, values }];
        let other = unit((lead + 1 + self.dice.roll(N_UNITS - 1)) % N_UNITS);
        all.push(Action::AddIssueUnit { issue, role: UnitRole::Cooperating, unit: other });
        for place in 0..2 + self.dice.roll(4) {
            let steps: Vec<&str> = (0..3 + self.dice.roll(2)).map(|_| self.dice.pick(&STEPS)).collect();
            let values = vec![
                MeasureValue::Number((place + 1).to_string()),
                MeasureValue::Text(format!("{}。", steps.join("，"))),
            ];
            let measure = MeasureId::derived(&[&issue.to_string(), &place.to_string()]);
            all.push(Action::AddMeasure { issue, measure, values });
        }
        if n.is_multiple_of(ASSIGNED_EVERY) {
            all.push(self.assign(issue));
            all.push(self.report(issue, 0));
        }
        all
    }

    /// A sentence about what was found before.
    fn earlier_fault(&mut self) -> String {
        let (place, thing) = (self.dice.pick(&PLACES), self.dice.pick(&THINGS));
        let (fault, other) = (self.dice.pick(&FAULTS), self.dice.pick(&FAULTS));
        let year = 2018 + self.dice.roll(8);
        format!("{year}年以来，{place}{thing}{fault}，{other}，虽经多次督办仍未整改到位。")
    }

    /// Most deadlines are days of the two years around today; few are missing or kept up.
    fn deadline(&mut self) -> Deadline {
        match self.dice.roll(20) {
            0 => Deadline::default(),
            1 => read_deadline("长期坚持", None),
            _ => {
                let day = self.today - Days::new(300) + Days::new(self.dice.roll(730));
                Deadline::on(format!("{}年{}月{}日前", day.year(), day.month(), day.day()), day)
            }
        }
    }

    fn assign(&mut self, issue: IssueId) -> Action {
        let step = StepEntry {
            step: "assignment".into(),
            date: Some(self.today - Days::new(self.dice.roll(200))),
            signed: Signature { person: "郑文博".to_owned(), unit: None },
            ..StepEntry::default()
        };
        Action::TakeStep { issue, record: RecordId::default(), round: RoundId::default(), entry: Box::new(step) }
    }

    fn report(&mut self, issue: IssueId, n: usize) -> Action {
        let place = self.dice.roll(ScheduleRating::ALL.len() as u64) as usize;
        let month = Month { year: self.today.year(), month: 1 + (n % 12) as u32 };
        let note = ProgressNote {
            month,
            date: Some(self.today),
            rating: ScheduleRating::ALL.get(place).copied(),
            text: format!("{}；累计完成 {}%。", self.dice.pick(&STEPS), self.dice.roll(101)),
            problems: self.dice.pick(&FAULTS).to_owned(),
            next_step: self.dice.pick(&STEPS).to_owned(),
            ..ProgressNote::default()
        };
        Action::Append { issue, record: RecordId::default(), entry: NewRecord::Progress(note) }
    }

    /// One more change of a random issue.
    fn change(&mut self, n: usize, n_issues: usize) -> Option<Action> {
        if n_issues == 0 {
            return None;
        }
        let issue = issue_id(self.seed, self.dice.roll(n_issues as u64) as usize);
        Some(match self.dice.roll(10) {
            0..=4 => self.report(issue, n),
            5 | 6 => {
                let value = IssueValue::Detail(format!(
                    "{}。{}。（第 {n} 次核实）",
                    self.dice.pick(&FAULTS),
                    self.dice.pick(&FAULTS)
                ));
                Action::SetIssue { issue, value }
            }
            7 => Action::SetIssue { issue, value: IssueValue::Region(self.dice.pick(&PLACES).to_owned()) },
            _ => {
                let remark = NewRecord::Remark {
                    date: self.today,
                    signed: Signature { person: "陈国栋".to_owned(), unit: None },
                    text: format!("现场核查：{}。", self.dice.pick(&FAULTS)),
                    verdict: Verdict::Unsatisfied,
                };
                Action::Append { issue, record: RecordId::default(), entry: remark }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{ledger_check::check_ledger, ledger_write::ledger_to_bytes};

    #[test]
    fn a_generated_ledger_is_sound_and_the_same_each_time() {
        let today = NaiveDate::from_ymd_opt(2026, 9, 18).unwrap();
        let now = today.and_hms_opt(9, 0, 0).unwrap();
        let clock = Clock { now, today, instant: std::time::Instant::now() };
        let bytes = |seed| ledger_to_bytes(&generate(1_100, 200, seed, clock).unwrap()).unwrap();
        let one = bytes(7);
        let check = check_ledger(&one).unwrap();
        assert!(check.ok, "{:?}", check.faults);
        assert_eq!(check.issues, 1_100);
        assert!(check.changes > 190, "{}", check.changes);
        assert!(one == bytes(7), "the same seed");
        assert!(one != bytes(8), "another seed");
    }
}
