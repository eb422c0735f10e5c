//! Notices, extensions, instructions, remarks and look-backs of the sample.

#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one thing a table tells")]

use crate::domain::{
    DrawId,
    issue::IssueItem,
    measure::CheckpointValue,
    record::{Extension, SupervisionNotice},
    rules::{Action, NewRecord},
};

use super::{
    super::founding::OFFICE,
    calendar::{deadline, from_today},
    directory::{INSPECTIONS, people_of, unit},
    entry::{Answer, Due, Entry, Extra},
    provincial, provincial_second,
    story::{Story, Typist, checkpoint_id, issue_id, measure_id, record_id, signed, target_id},
};

impl Story {
    /// The supervisor draws issues of the first inspection for a check on site.
    pub(super) fn tell_draw(&mut self) {
        let ago = 12;
        let entries = provincial::ENTRIES.iter().chain(provincial_second::ENTRIES);
        let name = INSPECTIONS.first().map_or("", |it| it.0);
        let draw = Action::Draw {
            draw: DrawId::derived(&["sample"]),
            seed: "2026118".to_owned(),
            pool: entries.map(|entry| issue_id(entry.number)).collect(),
            filter: format!("台账筛选：督察批次 {name}"),
            count: 4,
            date: self.day(ago),
            purpose: "省级督察反馈问题现场抽查".to_owned(),
        };
        self.tell(ago, Typist::Supervisor, draw);
    }

    /// Tells what an entry tells beside its facts.
    pub(super) fn tell_extra(&mut self, entry: &'static Entry, extra: &'static Extra) {
        match extra {
            Extra::Notice(level, ago, cause, demand, answer) => {
                self.notice(entry, (level, *ago), (cause, demand), *answer);
            }
            Extra::Extension(ago, by, reason) => self.extension(entry, *ago, *by, reason),
            Extra::Correction(ago, due, page) => self.correction(entry, *ago, *due, page),
            Extra::Instruction(ago, who, words, outcome) => {
                self.instruction(entry, *ago, (who, words), *outcome);
            }
            Extra::Remark(ago, words, verdict) => {
                let remark = NewRecord::Remark {
                    date: self.day(*ago),
                    signed: signed("陈国栋", OFFICE),
                    text: (*words).to_owned(),
                    verdict: *verdict,
                };
                self.append((entry.number, "remark"), *ago, Typist::Supervisor, remark);
            }
            Extra::LookBack(ago, qualified, words) => {
                let look = NewRecord::LookBack {
                    date: self.day(*ago),
                    signed: signed("陈国栋", OFFICE),
                    qualified: *qualified,
                    text: (*words).to_owned(),
                };
                self.append((entry.number, "look back"), *ago, Typist::OfficeToo, look);
            }
            Extra::Target(..) | Extra::Checkpoints(_) | Extra::MeasureWithdrawn(..) => {
                self.tell_counted(entry, extra);
            }
            Extra::CoLeads(_) | Extra::Objection(..) | Extra::ByDocument(_) | Extra::NoteCorrected(..) => {}
        }
    }

    fn notice(
        &mut self,
        entry: &'static Entry,
        (level, ago): (&str, i64),
        (cause, demand): (&str, &str),
        answer: Answer,
    ) {
        let date = self.day(ago);
        let word = format!("notice {level}");
        self.n_notices += 1;
        let notice = SupervisionNotice {
            level: level.to_owned(),
            number: format!("示整改督〔{}〕{} 号", date.format("%Y"), self.n_notices),
            unit: Some(unit(entry.lead)),
            date: Some(date),
            cause: cause.to_owned(),
            demand: demand.to_owned(),
            answer_due: Some(from_today(date, 10)),
            signed: signed("郑文博", OFFICE),
        };
        self.append((entry.number, &word), ago, Typist::OfficeToo, NewRecord::Notice(notice));
        let answered = match answer {
            Answer::Open => return,
            Answer::Given(answered) | Answer::Lifted(answered) => answered,
        };
        let notice = record_id(entry.number, &word);
        let reply = NewRecord::NoticeAnswer {
            notice,
            date: self.day(answered),
            text: format!("已召开专题会研究，按要求落实：{demand}。"),
            signed: signed(people_of(entry.lead).0, entry.lead),
        };
        self.append((entry.number, &format!("answer {level}")), answered, Typist::Unit(entry.lead), reply);
        if let Answer::Lifted(lifted) = answer {
            let reason = "已按要求落实，进度赶上计划。".to_owned();
            let lift = NewRecord::NoticeLifted { notice, date: self.day(lifted), reason };
            self.append((entry.number, &format!("lifted {level}")), lifted, Typist::OfficeToo, lift);
        }
    }

    fn extension(&mut self, entry: &'static Entry, ago: i64, by: i64, reason: &str) {
        let first = deadline(entry.due, self.today).date();
        let extension = Extension {
            new_date: first.map(|first| from_today(first, by)),
            reason: reason.to_owned(),
            approver: "市领导小组".to_owned(),
            document: "示整改组〔延〕3 号".to_owned(),
            date: Some(self.day(ago)),
            after: Vec::new(),
        };
        self.append((entry.number, "extension"), ago, Typist::Office, NewRecord::Extension(extension));
    }

    fn correction(&mut self, entry: &'static Entry, ago: i64, due: Due, page: &str) {
        let action = Action::CorrectDeadline {
            record: record_id(entry.number, "correction"),
            issue: issue_id(entry.number),
            deadline: deadline(due, self.today),
            reason: "录入时看错一行，按方案原文更正。".to_owned(),
            page: page.to_owned(),
        };
        self.tell(ago, Typist::Office, action);
    }

    fn instruction(
        &mut self,
        entry: &'static Entry,
        ago: i64,
        (who, words): (&str, &str),
        outcome: Option<(i64, &str)>,
    ) {
        let instruction =
            NewRecord::Instruction { who: who.to_owned(), words: words.to_owned(), date: self.day(ago), person: None };
        self.append((entry.number, "instruction"), ago, Typist::Supervisor, instruction);
        if let Some((later, text)) = outcome {
            let outcome = NewRecord::InstructionOutcome {
                instruction: record_id(entry.number, "instruction"),
                date: self.day(later),
                text: text.to_owned(),
            };
            self.append((entry.number, "outcome"), later, Typist::Unit(entry.lead), outcome);
        }
    }

    /// The parts of a target or of checkpoints that come later.
    fn tell_counted(&mut self, entry: &'static Entry, extra: &'static Extra) {
        let issue = issue_id(entry.number);
        match extra {
            Extra::Target(_, _, _, _, readings) => {
                for (place, (ago, value)) in readings.iter().enumerate() {
                    let (target, date) = (target_id(entry.number), self.day(*ago));
                    let (value, note) = ((*value).to_owned(), String::new());
                    let reading = NewRecord::Reading { target, date, value, note };
                    let word = format!("reading {place}");
                    self.append((entry.number, &word), *ago, Typist::Unit(entry.lead), reading);
                }
            }
            Extra::Checkpoints(points) => {
                for (place, (_, _, reached)) in points.iter().enumerate() {
                    let Some(ago) = reached else { continue };
                    let checkpoint = checkpoint_id(entry.number, place);
                    let value = CheckpointValue::ReachedOn(Some(self.day(*ago)));
                    self.tell(*ago, Typist::Unit(entry.lead), Action::SetCheckpoint { issue, checkpoint, value });
                }
            }
            Extra::MeasureWithdrawn(place, ago, reason) => {
                let item = IssueItem::Measure(measure_id(entry.number, *place));
                let reason = (*reason).to_owned();
                self.tell(*ago, Typist::Office, Action::Withdraw { issue, item, reason });
            }
            _ => {}
        }
    }
}
