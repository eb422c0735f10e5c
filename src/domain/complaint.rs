//! Complaints of the public (信访件) and accountability cases (责任追究), linked to issues or alone.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    ids::{CaseId, ComplaintId, InspectionId, IssueId},
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
        /// Where.
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

impl AccountabilityCase {
    /// The day the opinion is due: 3 months after the hand-over (Yulin plan 2019, accountability).
    pub fn opinion_due(&self) -> Option<NaiveDate> {
        self.fields.handed_over_on.get().and_then(|day| day.checked_add_months(Months::new(3)))
    }
}
