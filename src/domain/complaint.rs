//! Complaints of the public (信访件) and accountability cases (责任追究), linked to issues or alone.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    ids::{CaseId, ComplaintId, InspectionId, IssueId, UnitId},
    issue::Presence,
    register::{Log, MemberSet, Reg, fields},
};

/// Whether a complaint was found true (是否属实).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verified {
    /// Not looked into yet.
    #[default]
    Open,
    /// True.
    True,
    /// Mostly true.
    Mostly,
    /// Partly true.
    Partly,
    /// Untrue.
    Untrue,
}

/// How far a complaint is dealt with (办结状态).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Handling {
    /// Not settled.
    #[default]
    Open,
    /// Settled for the present stage.
    InStages,
    /// Settled.
    Settled,
}

fields! {
    /// The fields of a complaint.
    ComplaintFields, ComplaintField, ComplaintValue {
        /// Its acceptance number; any form is taken.
        number: Number(String),
        /// A case of weight (marked * in the public list).
        weighty: Weighty(bool),
        /// The inspection it came with.
        inspection: Inspection(Option<InspectionId>),
        /// The day it was handed on.
        received_on: ReceivedOn(Option<NaiveDate>),
        /// The day it has to be settled by.
        due: Due(Option<NaiveDate>),
        /// What it says.
        facts: Facts(String),
        /// Where exactly, in words; the regions stand beside.
        places: Places(String),
        /// Whether it was found true.
        verified: FoundTrue(Verified),
        /// What the inquiry found.
        findings: Findings(String),
        /// How it was handled and put right.
        handling: HandlingText(String),
        /// How far it is settled.
        status: Status(Handling),
        /// Fines, in fen.
        fine_fen: FineFen(u64),
        /// Cases filed for punishment.
        cases_filed: CasesFiled(u32),
        /// People detained.
        detained: Detained(u32),
        /// People called in for a talk.
        talked_to: TalkedTo(u32),
        /// People held to account.
        held_to_account: HeldToAccount(u32),
        /// How those responsible were dealt with.
        accountability: Accountability(String),
        /// The complaint it repeats.
        repeats: Repeats(Option<ComplaintId>),
        /// The main case it was merged into and is handled with (并案).
        merged_into: MergedInto(Option<ComplaintId>),
        /// Enterprises ordered to put it right.
        ordered: Ordered(u32),
        /// Criminal cases opened.
        criminal_cases: CriminalCases(u32),
        /// The batch it was handed on with (转办批次), in words.
        batch: Batch(String),
        /// Where it came from: by telephone, letter or otherwise (来电来信), in words.
        origin: Origin(String),
        /// Who is responsible for it (责任单位), in the words of the register.
        responsible: Responsible(String),
        /// Remarks of the office (备注): not for the public.
        remarks: Remarks(String),
    }
}

/// A complaint (信访件). Who reported it stands in the private part only.
#[doc(alias = "信访件")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Complaint {
    /// Its name.
    pub id: ComplaintId,
    /// The changes that touched it.
    pub log: Log,
    /// True once its registration is here.
    pub registered: bool,
    /// Whether it stands.
    #[serde(skip_serializing_if = "Reg::is_unset")]
    pub presence: Reg<Presence>,
    /// Its fields.
    pub fields: ComplaintFields,
    /// The kinds of pollution it names; sums over kinds may exceed the number of cases.
    pub kinds: MemberSet<String>,
    /// The regions it concerns (行政区域); one may concern several.
    #[serde(skip_serializing_if = "MemberSet::is_empty")]
    pub regions: MemberSet<String>,
    /// The issues it is linked to.
    pub issues: MemberSet<IssueId>,
}

fields! {
    /// The fields of an accountability case.
    CaseFields, CaseField, CaseValue {
        /// The clue.
        clue: Clue(String),
        /// The day it was handed over.
        handed_over_on: HandedOverOn(Option<NaiveDate>),
        /// The opinion on how to deal with it.
        opinion: Opinion(String),
        /// The day of the opinion.
        opinion_on: OpinionOn(Option<NaiveDate>),
        /// What was decided.
        decision: Decision(String),
        /// The day of the decision.
        decided_on: DecidedOn(Option<NaiveDate>),
        /// The day it was made public.
        published_on: PublishedOn(Option<NaiveDate>),
        /// Its number on paper.
        number: Number(String),
        /// The unit it was handed to.
        unit: HandledBy(Option<UnitId>),
        /// The day the superior office agreed; only then the opinion is carried out.
        consent_on: ConsentOn(Option<NaiveDate>),
        /// How many people were held to account.
        people: People(u32),
    }
}

/// An accountability case (责任追究).
#[doc(alias = "追责")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountabilityCase {
    /// Its name.
    pub id: CaseId,
    /// The changes that touched it.
    pub log: Log,
    /// True once its registration is here.
    pub registered: bool,
    /// Whether it stands.
    #[serde(skip_serializing_if = "Reg::is_unset")]
    pub presence: Reg<Presence>,
    /// Its fields.
    pub fields: CaseFields,
    /// The issues it is linked to.
    pub issues: MemberSet<IssueId>,
}

impl Complaint {
    /// True where it is entered and stands.
    pub fn is_present(&self) -> bool {
        self.registered && self.presence.get().is_present()
    }

    /// True where it belongs in lists: everything but what was undone.
    pub fn is_listed(&self) -> bool {
        self.registered && *self.presence.get() != Presence::Undone
    }

    /// The complaint it is handled with: the main case it was merged into, or the one it repeats.
    pub fn main(&self) -> Option<ComplaintId> {
        self.fields.merged_into.get().or(*self.fields.repeats.get())
    }

    /// True while it is open and its day is past; what is merged runs on the clock of its main case.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        let open = *self.fields.status.get() != Handling::Settled && self.fields.merged_into.get().is_none();
        open && self.fields.due.get().is_some_and(|due| due < today)
    }
}

/// The day a complaint is usually to be answered by, and in how many days: 10 for the central level, 7 for a province.
///
/// `level` is the words of the inspection; other levels have no usual term.
pub fn usual_due(level: &str, received: NaiveDate) -> Option<(i64, NaiveDate)> {
    let days = if level.contains("中央") || level.contains("国家") {
        10
    } else if level.contains('省') {
        7
    } else {
        return None;
    };
    Some((days, received.checked_add_signed(chrono::TimeDelta::days(days))?))
}

/// Months from the hand-over of a clue to the day its opinion is due (Yulin plan 2019, accountability).
const OPINION_MONTHS: u32 = 3;

/// The day an opinion is due on a clue handed over on a day.
pub fn opinion_due(handed_over_on: NaiveDate) -> Option<NaiveDate> {
    handed_over_on.checked_add_months(Months::new(OPINION_MONTHS))
}

/// How far an accountability case has come, and how its clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseState {
    /// The clue is not handed over: no clock runs.
    NotHandedOver,
    /// The opinion is due on that day.
    Running(NaiveDate),
    /// The opinion was due on that day and is not there.
    Overdue(NaiveDate),
    /// The opinion is there; the superior office has not agreed yet.
    OpinionGiven,
    /// Agreed to; not decided yet.
    Agreed,
    /// Decided; not made public yet.
    Decided,
    /// Made public: nothing is left to do.
    Published,
}

impl AccountabilityCase {
    /// True where it is entered and stands.
    pub fn is_present(&self) -> bool {
        self.registered && self.presence.get().is_present()
    }

    /// True where it belongs in lists: everything but what was undone.
    pub fn is_listed(&self) -> bool {
        self.registered && *self.presence.get() != Presence::Undone
    }

    /// The day the opinion is due: 3 months after the hand-over.
    pub fn opinion_due(&self) -> Option<NaiveDate> {
        self.fields.handed_over_on.get().and_then(opinion_due)
    }

    /// How far it has come on a day. The last day itself is still in time.
    pub fn state(&self, today: NaiveDate) -> CaseState {
        let f = &self.fields;
        if f.published_on.get().is_some() {
            CaseState::Published
        } else if f.decided_on.get().is_some() {
            CaseState::Decided
        } else if f.consent_on.get().is_some() {
            CaseState::Agreed
        } else if f.opinion_on.get().is_some() {
            CaseState::OpinionGiven
        } else {
            match self.opinion_due() {
                None => CaseState::NotHandedOver,
                Some(due) if due < today => CaseState::Overdue(due),
                Some(due) => CaseState::Running(due),
            }
        }
    }

    /// By how many days the opinion came after its day; nothing where it was in time or is not there.
    pub fn opinion_late_by(&self) -> Option<i64> {
        let late = (*self.fields.opinion_on.get())?.signed_duration_since(self.opinion_due()?).num_days();
        (late > 0).then_some(late)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::EditKey;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn case(values: &[CaseValue]) -> AccountabilityCase {
        let mut case = AccountabilityCase { registered: true, ..AccountabilityCase::default() };
        for (n, value) in values.iter().enumerate() {
            case.fields.set(EditKey(0, n as u32), value.clone(), &[]);
        }
        case
    }

    #[test]
    fn the_clock_runs_three_months_and_the_last_day_is_in_time() {
        let handed = CaseValue::HandedOverOn(Some(day("2026-11-30")));
        let open = case(std::slice::from_ref(&handed));
        let due = day("2027-02-28");
        assert_eq!(open.opinion_due(), Some(due), "February has no 30th");
        assert_eq!(open.state(due), CaseState::Running(due), "its last day");
        assert_eq!(open.state(day("2027-03-01")), CaseState::Overdue(due), "a day later");
        let late = case(&[handed, CaseValue::OpinionOn(Some(day("2027-03-03")))]);
        assert_eq!(late.state(day("2027-06-01")), CaseState::OpinionGiven, "the clock stands");
        assert_eq!(late.opinion_late_by(), Some(3), "three days late");
        assert_eq!(case(&[]).state(due), CaseState::NotHandedOver, "no clock");
    }

    #[test]
    fn the_usual_term_follows_the_level_of_the_inspection() {
        let received = day("2026-09-18");
        assert_eq!(usual_due("中央", received), Some((10, day("2026-09-28"))));
        assert_eq!(usual_due("省级", received), Some((7, day("2026-09-25"))));
        assert_eq!(usual_due("市级", received), None, "nothing is known");
    }

    #[test]
    fn a_merged_complaint_is_never_late_itself() {
        let mut complaint = Complaint { registered: true, ..Complaint::default() };
        complaint.fields.set(EditKey(0, 0), ComplaintValue::Due(Some(day("2026-09-01"))), &[]);
        assert!(complaint.is_late(day("2026-09-02")), "a day after");
        assert!(!complaint.is_late(day("2026-09-01")), "on its day");
        complaint.fields.set(EditKey(0, 1), ComplaintValue::MergedInto(Some(ComplaintId(7))), &[]);
        assert!(!complaint.is_late(day("2026-09-02")), "its main case is");
        assert_eq!(complaint.main(), Some(ComplaintId(7)));
    }
}
