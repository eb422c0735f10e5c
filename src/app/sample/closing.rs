//! The closure procedure in the sample: assignment, steps, returns, relapses.

#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one thing a table tells")]

use crate::domain::{
    closure::{ChecklistAnswer, MaterialGiven},
    procedure::{Procedure, StepKey},
    procedure_presets,
    rules::{Action, NewRecord, StepEntry},
};

use super::{
    super::founding::OFFICE,
    directory::people_of,
    entry::{Entry, Extra, Fate},
    story::{Story, Typist, issue_id, record_id, round_id, signed},
};

/// The steps after assignment with the days after the verification on which they are signed.
const STEPS: [(&str, i64); 6] = [
    ("site_verification", 0),
    ("closure_application", 3),
    ("document_review", 10),
    ("site_check", 17),
    ("publicity", 31),
    ("filing", 35),
];

/// The day after the verification on which the public notice begins.
const NOTICE_BEGINS: i64 = 20;

/// The day of a step: so many days ago, when the step in place `last` was so many days ago.
fn ago_of(step: usize, last: usize, ago: i64) -> i64 {
    let day = |place: usize| STEPS.get(place).map_or(0, |(_, day)| *day);
    ago + day(last) - day(step)
}

/// The last step taken and how many days ago, if any was.
fn progress_of(fate: Fate) -> Option<(usize, i64)> {
    match fate {
        Fate::Registered | Fate::Rectifying | Fate::Withdrawn(_) => None,
        Fate::Verified(ago) => Some((0, ago)),
        Fate::Applied(ago) => Some((1, ago)),
        Fate::Reviewed(ago) => Some((2, ago)),
        Fate::Checked(ago) => Some((3, ago)),
        Fate::Noticed(ago) => Some((3, ago + 3)),
        Fate::Published(ago) => Some((4, ago)),
        Fate::Filed(ago) => Some((5, ago)),
        Fate::SentBack(ago) => Some((2, ago + 7)),
        Fate::TakenBack(ago) => Some((1, ago + 4)),
        Fate::Relapsed(ago) => Some((5, ago + 21)),
    }
}

/// How many days ago the unit verified the work, if it did.
pub(super) fn verified_on(fate: Fate) -> Option<i64> {
    progress_of(fate).map(|(last, ago)| ago_of(0, last, ago))
}

/// How many days ago the reports end: the day of filing, else yesterday.
pub(super) fn reported_until(fate: Fate) -> i64 {
    match fate {
        Fate::Filed(ago) => ago,
        Fate::Relapsed(ago) => ago + 21,
        _ => 1,
    }
}

impl Story {
    /// The office assigns the issue to its lead unit.
    pub(super) fn assign(&mut self, entry: &'static Entry, ago: i64) {
        let step = StepEntry {
            step: "assignment".into(),
            date: Some(self.day(ago)),
            signed: signed("郑文博", OFFICE),
            opinion: format!("请{}牵头办理，按期完成。", entry.lead),
            ..StepEntry::default()
        };
        self.take(entry, ago, Typist::Office, step);
    }

    fn take(&mut self, entry: &'static Entry, ago: i64, who: Typist, step: StepEntry) {
        let number = entry.number;
        let action = Action::TakeStep {
            issue: issue_id(number),
            record: record_id(number, step.step.as_str()),
            round: round_id(number, 1),
            entry: Box::new(step),
        };
        self.tell(ago, who, action);
    }

    /// Tells the application of an issue that is accepted at a session, if it has come so far.
    pub(super) fn tell_application(&mut self, entry: &'static Entry) {
        let Fate::Applied(ago) = entry.fate else {
            return;
        };
        let mut step = StepEntry {
            step: "closure_application".into(),
            date: Some(self.day(ago)),
            signed: signed(people_of(entry.lead).0, entry.lead),
            opinion: opinion(1).to_owned(),
            ..StepEntry::default()
        };
        fill_demands(&mut step, &procedure_presets::hanzhong(), entry.number);
        self.take(entry, ago, Typist::Office, step);
    }

    /// Tells the closure of an issue as far as it has come.
    pub(super) fn tell_closing(&mut self, entry: &'static Entry) {
        let Some((last, ago)) = progress_of(entry.fate) else {
            return;
        };
        for (place, (key, _)) in STEPS.iter().enumerate().take(last + 1) {
            let day = ago_of(place, last, ago);
            if place == 4 {
                let begun = day + STEPS.get(4).map_or(0, |(_, day)| *day) - NOTICE_BEGINS;
                self.begin_notice(entry, begun);
            }
            self.tell_step(entry, place, &StepKey::from(*key), day);
        }
        self.tell_end(entry);
    }

    fn tell_end(&mut self, entry: &'static Entry) {
        let (number, issue) = (entry.number, issue_id(entry.number));
        match entry.fate {
            Fate::Noticed(ago) => self.begin_notice(entry, ago),
            Fate::SentBack(ago) => {
                let action = Action::SendBack {
                    issue,
                    record: record_id(number, "send back"),
                    date: self.day(ago),
                    signed: signed("周航", OFFICE),
                    reason: "现场核查发现 2 号点覆土厚度不足，整改不到位，责令继续整改。".to_owned(),
                };
                self.tell(ago, Typist::OfficeToo, action);
            }
            Fate::TakenBack(ago) => {
                let action = Action::WithdrawApplication {
                    issue,
                    record: record_id(number, "take back"),
                    date: self.day(ago),
                    signed: signed(people_of(entry.lead).0, entry.lead),
                    reason: "2 处排污口标志牌未安装完毕，补充后再申请。".to_owned(),
                };
                self.tell(ago, Typist::Unit(entry.lead), action);
            }
            Fate::Relapsed(ago) => self.relapse(entry, ago),
            Fate::Registered
            | Fate::Rectifying
            | Fate::Verified(_)
            | Fate::Applied(_)
            | Fate::Reviewed(_)
            | Fate::Checked(_)
            | Fate::Published(_)
            | Fate::Filed(_)
            | Fate::Withdrawn(_) => {}
        }
    }

    /// A look-back finds the problem again: a new round begins.
    fn relapse(&mut self, entry: &'static Entry, ago: i64) {
        let (number, date) = (entry.number, self.day(ago));
        let found = "夜间暗访发现 2 家加工点恢复生产。".to_owned();
        let look =
            NewRecord::LookBack { date, signed: signed("陈国栋", OFFICE), qualified: false, text: found.clone() };
        self.append((number, "look back"), ago, Typist::OfficeToo, look);
        let action = Action::Reopen {
            issue: issue_id(number),
            round: round_id(number, 2),
            record: record_id(number, "relapse"),
            date,
            signed: signed("郑文博", OFFICE),
            reason: found,
        };
        self.tell(ago, Typist::Office, action);
    }

    fn begin_notice(&mut self, entry: &'static Entry, ago: i64) {
        let medium = "市政府网站、示例日报、市电视台".to_owned();
        let notice = NewRecord::Publicity { medium, from: self.day(ago) };
        self.append((entry.number, "public notice"), ago, Typist::Office, notice);
        for extra in entry.extras {
            if let Extra::Objection(words, settled) = extra {
                self.objection(entry, ago - 1, words, *settled);
            }
        }
    }

    fn objection(&mut self, entry: &'static Entry, ago: i64, words: &str, settled: Option<&str>) {
        let number = entry.number;
        let publicity = record_id(number, "public notice");
        let objection = NewRecord::Objection { publicity, date: self.day(ago), text: words.to_owned() };
        self.append((number, "objection"), ago, Typist::OfficeToo, objection);
        if let Some(outcome) = settled {
            let settled = NewRecord::ObjectionSettled {
                objection: record_id(number, "objection"),
                date: self.day(ago - 4),
                outcome: outcome.to_owned(),
            };
            self.append((number, "settled"), ago - 4, Typist::OfficeToo, settled);
        }
    }

    fn tell_step(&mut self, entry: &'static Entry, place: usize, key: &StepKey, ago: i64) {
        let (leader, _) = people_of(entry.lead);
        let by_unit = place < 2;
        let signature = match place {
            0 | 1 => signed(leader, entry.lead),
            2 => signed("刘敏", OFFICE),
            3 => signed("周航", OFFICE),
            _ => signed("郑文博", OFFICE),
        };
        let mut step = StepEntry {
            step: key.clone(),
            date: Some(self.day(ago)),
            signed: signature,
            opinion: opinion(place).to_owned(),
            ..StepEntry::default()
        };
        fill_demands(&mut step, &procedure_presets::yulin(), entry.number);
        if place == 5 {
            step.filing_number = format!(
                "示整改备〔{}〕{}号",
                step.date.map_or_else(String::new, |day| day.format("%Y").to_string()),
                entry.number.trim_start_matches(|c: char| !c.is_ascii_digit())
            );
        }
        // In the first weeks one clerk of the office types what units signed on paper.
        let types = by_unit && entry.number.ends_with(['1', '3', '5', '7']);
        let who = match (types, place) {
            (true, _) => Typist::Unit(entry.lead),
            (false, 3) => Typist::OfficeToo,
            (false, _) => Typist::Office,
        };
        self.take(entry, ago, who, step);
    }
}

/// What the procedure demands of a step, given on paper and answered.
pub(super) fn fill_demands(entry: &mut StepEntry, procedure: &Procedure, number: &str) {
    let Some(step) = procedure.step(&entry.step) else {
        return;
    };
    entry.materials = step
        .required_materials()
        .map(|demand| MaterialGiven {
            key: demand.key.clone(),
            evidence: Vec::new(),
            on_paper: format!("市整改办档案室，{number}卷，{}", demand.name),
        })
        .collect();
    let answer = |question: &String| ChecklistAnswer { question: question.clone(), met: true, note: String::new() };
    entry.checklist = step.checklist.iter().map(answer).collect();
}

fn opinion(place: usize) -> &'static str {
    match place {
        0 => "经现场核实，整改措施已全部落实，达到整改目标。",
        1 => "整改已完成，资料齐全，申请验收销号。",
        2 => "资料齐全，符合要求，同意进入现场核查。",
        3 => "现场核查合格，整改到位。",
        4 => "公示期满，无未处理的异议。",
        _ => "同意备案销号。",
    }
}
