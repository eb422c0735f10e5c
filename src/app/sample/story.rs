//! Turns the tables of the sample into what people did, day by day.

#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one thing a table tells")]

use chrono::NaiveDate;

use crate::domain::{
    CheckpointId, IssueId, MeasureId, RecordId, RoundId, TargetId,
    issue::{IssueItem, IssueValue, UnitRole},
    measure::{CheckpointValue, MeasureValue, TargetValue},
    record::Signature,
    rules::{Action, NewRecord},
};

use super::{
    calendar::{deadline, from_today, office_day},
    directory::{BY_SESSION, INSPECTIONS, inspection, people_of, person, unit},
    entry::{Due, Entry, Extra, Fate},
};

/// Who typed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typist {
    /// The first clerk of the office.
    Office,
    /// The second one, at another computer.
    OfficeToo,
    /// The supervisor.
    Supervisor,
    /// The clerk of a unit.
    Unit(&'static str),
}

/// One thing somebody did.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) day: NaiveDate,
    pub(super) who: Typist,
    pub(super) action: Action,
}

/// Everything that is told, not yet in order.
pub(super) struct Story {
    pub(super) today: NaiveDate,
    pub(super) events: Vec<Event>,
    /// So many notices were numbered.
    pub(super) n_notices: usize,
}

/// The id of an issue by its number.
pub(super) fn issue_id(number: &str) -> IssueId {
    IssueId::derived(&["sample", number])
}

/// The id of a record of an issue by a word for it.
pub(super) fn record_id(number: &str, word: &str) -> RecordId {
    RecordId::derived(&["sample", number, word])
}

/// The id of a round of an issue.
pub(super) fn round_id(number: &str, round: usize) -> RoundId {
    RoundId::derived(&["sample", number, &round.to_string()])
}

/// The id of a part of an issue.
pub(super) fn measure_id(number: &str, place: usize) -> MeasureId {
    MeasureId::derived(&["sample", number, &place.to_string()])
}

/// The id of a part of an issue.
pub(super) fn target_id(number: &str) -> TargetId {
    TargetId::derived(&["sample", number])
}

/// The id of a part of an issue.
pub(super) fn checkpoint_id(number: &str, place: usize) -> CheckpointId {
    CheckpointId::derived(&["sample", number, &place.to_string()])
}

/// The signature of somebody for a unit.
pub(super) fn signed(name: &str, of: &str) -> Signature {
    Signature { person: name.to_owned(), unit: Some(unit(of)) }
}

/// How many days after the feedback the issues are in the ledger, and how many until they are assigned.
const REGISTERED_AFTER: i64 = 4;
const ASSIGNED_AFTER: i64 = 9;

impl Story {
    /// The day so many days ago, on which offices work.
    pub(super) fn day(&self, ago: i64) -> NaiveDate {
        office_day(self.today, ago)
    }

    /// Somebody did something so many days ago.
    pub(super) fn tell(&mut self, ago: i64, who: Typist, action: Action) {
        let day = self.day(ago);
        self.events.push(Event { day, who, action });
    }

    /// A record is appended so many days ago.
    pub(super) fn append(&mut self, (number, word): (&str, &str), ago: i64, who: Typist, entry: NewRecord) {
        let (issue, record) = (issue_id(number), record_id(number, word));
        self.tell(ago, who, Action::Append { issue, record, entry });
    }

    /// Tells the issues of an inspection, from registration on.
    pub(super) fn tell_inspection(&mut self, place: usize, entries: &'static [Entry]) {
        let Some((.., feedback)) = INSPECTIONS.get(place) else {
            return;
        };
        let registered = feedback - REGISTERED_AFTER;
        let all = entries.iter().flat_map(|entry| self.registration(place, entry));
        let all = Action::Batch(all.collect());
        self.tell(registered, Typist::Office, all);
        for entry in entries {
            self.tell_issue((place, entry), feedback - ASSIGNED_AFTER);
        }
    }

    fn registration(&self, place: usize, entry: &Entry) -> Vec<Action> {
        let issue = issue_id(entry.number);
        let text = |words: &str| words.to_owned();
        let (leader, clerk) = people_of(entry.lead);
        let words = deadline(entry.due, self.today);
        let source = format!("{}，{}。", entry.title, words.words);
        let mut values = vec![
            IssueValue::Number(text(entry.number)),
            IssueValue::Inspection(inspection(place)),
            IssueValue::Source(text(if place == 2 { "自查发现" } else { "督察反馈" })),
            IssueValue::Chapter(text(entry.category)),
            IssueValue::Title(text(entry.title)),
            IssueValue::Detail(text(entry.detail)),
            IssueValue::Category(text(entry.category)),
            IssueValue::Region(text(entry.region)),
            IssueValue::Disposal(text("整改提升")),
            IssueValue::Goal(text(entry.goal)),
            IssueValue::ClosingStandard(format!("{}相关资料齐全，现场核查合格，公示无异议。", entry.goal)),
            IssueValue::SupervisingUnit(Some(unit(super::super::founding::OFFICE))),
            IssueValue::SourceText(source),
        ];
        if !words.is_empty() {
            values.push(IssueValue::FirstDeadline(words));
        }
        if entry.lead.is_empty() {
            values.push(IssueValue::LeadToConfirm(true));
        } else {
            values.push(IssueValue::LeadUnit(Some(unit(entry.lead))));
            values.push(IssueValue::LeaderInCharge(Some(person(leader))));
            values.push(IssueValue::PersonInCharge(Some(person(clerk))));
        }
        for extra in entry.extras {
            match extra {
                Extra::CoLeads(_) => values.push(IssueValue::LeadToConfirm(true)),
                Extra::ByDocument(document) => values.push(IssueValue::ByDocument(text(document))),
                _ => {}
            }
        }
        let mut all = vec![Action::RegisterIssue { issue, values }];
        all.extend(units(entry));
        all.extend(self.measures(entry));
        all.extend(self.counted(entry));
        all
    }

    fn measures(&self, entry: &Entry) -> Vec<Action> {
        let issue = issue_id(entry.number);
        let numbered = entry.measures.iter().enumerate();
        let add = numbered.map(|(place, words)| {
            let mut values = vec![
                MeasureValue::Number((place + 1).to_string()),
                MeasureValue::Text((*words).to_owned()),
                MeasureValue::Due(deadline(entry.due, self.today)),
            ];
            // The second measure is often another unit's.
            if place == 1 {
                values.push(MeasureValue::Unit(entry.with.first().map(|name| unit(name))));
            }
            Action::AddMeasure { issue, measure: measure_id(entry.number, place), values }
        });
        add.collect()
    }

    fn counted(&self, entry: &Entry) -> Vec<Action> {
        let issue = issue_id(entry.number);
        let mut all = Vec::new();
        for extra in entry.extras {
            match extra {
                Extra::Target(what, relation, value, per, _) => {
                    let values = vec![
                        TargetValue::What((*what).to_owned()),
                        TargetValue::Compared(*relation),
                        TargetValue::Value((*value).to_owned()),
                        TargetValue::Unit((*per).to_owned()),
                        TargetValue::Due(deadline(entry.due, self.today)),
                    ];
                    all.push(Action::AddTarget { issue, target: target_id(entry.number), values });
                }
                Extra::Checkpoints(points) => {
                    for (place, (name, planned, _)) in points.iter().enumerate() {
                        let values = vec![
                            CheckpointValue::Name((*name).to_owned()),
                            CheckpointValue::OfMeasure(Some(measure_id(entry.number, 0))),
                            CheckpointValue::PlannedOn(Some(from_today(self.today, *planned))),
                        ];
                        let checkpoint = checkpoint_id(entry.number, place);
                        all.push(Action::AddCheckpoint { issue, checkpoint, values });
                    }
                }
                _ => {}
            }
        }
        all
    }

    /// Tells what happened to an issue after registration.
    fn tell_issue(&mut self, (place, entry): (usize, &'static Entry), assigned: i64) {
        let issue = issue_id(entry.number);
        match entry.fate {
            Fate::Registered => return,
            Fate::Withdrawn(ago) => {
                let reason = "与省督-03 重复登记".to_owned();
                let item = IssueItem::Issue;
                return self.tell(ago, Typist::Office, Action::Withdraw { issue, item, reason });
            }
            _ => {}
        }
        if let Due::Soft(_) = entry.due {
            self.tell(assigned + 1, Typist::Office, Action::ConfirmDeadline { issue, date: None });
        }
        let confirm = entry.extras.iter().any(|extra| matches!(extra, Extra::CoLeads(_)));
        if confirm {
            let unit = unit(entry.lead);
            self.tell(assigned + 1, Typist::Office, Action::ConfirmLead { issue, unit });
        }
        self.assign(entry, assigned);
        for extra in entry.extras {
            self.tell_extra(entry, extra);
        }
        if place == BY_SESSION {
            self.tell_application(entry);
        } else {
            self.tell_closing(entry);
        }
        self.tell_months(entry, assigned);
        self.tell_measures_done(entry);
    }

    /// Measures are done before the verification; where work goes well, the first is done already.
    fn tell_measures_done(&mut self, entry: &'static Entry) {
        let verified = super::closing::verified_on(entry.fate);
        for place in 0..entry.measures.len() {
            let ago = match verified {
                Some(ago) => ago + 4 + 3 * i64::try_from(place).unwrap_or_default(),
                None if place == 0 && entry.ratings.ends_with(['o', 'a']) && entry.ratings.len() > 2 => 35,
                None => continue,
            };
            let value = MeasureValue::DoneOn(Some(self.day(ago)));
            let (issue, measure) = (issue_id(entry.number), measure_id(entry.number, place));
            self.tell(ago, Typist::Unit(entry.lead), Action::SetMeasure { issue, measure, value });
        }
    }
}

fn units(entry: &Entry) -> Vec<Action> {
    let issue = issue_id(entry.number);
    let add = |role| move |name: &&str| Action::AddIssueUnit { issue, role, unit: unit(name) };
    let mut all: Vec<_> = Vec::new();
    for extra in entry.extras {
        if let Extra::CoLeads(names) = extra {
            all.extend(names.iter().map(add(UnitRole::CoLead)));
        }
    }
    all.extend(entry.with.iter().map(add(UnitRole::Cooperating)));
    all
}
