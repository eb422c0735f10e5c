//! One issue: what the inspection found, and everything entered about putting it right.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "one kind of record is picked out; the others are not looked at here"
)]

use serde::{Deserialize, Serialize};

use super::{
    closure::Round,
    deadline::Deadline,
    id_map::{IdMap, tight},
    ids::{
        ChangeId, CheckpointId, EditKey, InspectionId, IssueId, MeasureId, PersonId, RecordId, RoundId, TargetId,
        UnitId,
    },
    measure::{Checkpoint, Measure, Target},
    record::{Record, RecordBody},
    register::{Log, MemberSet, Reg, fields},
};

/// Whether a thing stands. Nothing is ever deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Presence {
    /// It stands.
    #[default]
    Present,
    /// It was withdrawn (作废) with a reason and stays readable.
    #[doc(alias = "作废")]
    Withdrawn(String),
    /// The edit that made it was taken back (撤销).
    Undone,
}

impl Presence {
    /// True while it stands.
    pub fn is_present(&self) -> bool {
        match self {
            Self::Present => true,
            Self::Withdrawn(_) | Self::Undone => false,
        }
    }
}

/// How a unit stands to an issue, beside the one lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UnitRole {
    /// One of several units the plan names as leads (并列牵头).
    #[doc(alias = "并列牵头")]
    CoLead,
    /// Takes part (配合、参与).
    #[doc(alias = "配合单位")]
    Cooperating,
}

fields! {
    /// The single-valued fields of an issue.
    IssueFields, IssueField, IssueValue {
        /// The number on paper (编号). Never identity.
        number: Number(String),
        /// The inspection it belongs to (督察批次).
        inspection: Inspection(InspectionId),
        /// Where it comes from (来源): a feedback report, a complaint, an own find.
        source: Source(String),
        /// The chapter of the plan (章节).
        chapter: Chapter(String),
        /// The problem in one line (问题).
        title: Title(String),
        /// The problem in full, as the plan words it (问题描述).
        detail: Detail(String),
        /// Category (类别), of the ledger's list.
        category: Category(String),
        /// Region or grid (区域、网格).
        region: Region(String),
        /// How it is disposed of (分类处置): close down, merge and move, upgrade.
        disposal: Disposal(String),
        /// What is to be reached (整改目标).
        goal: Goal(String),
        /// By what it may be struck off (销号标准).
        closing_standard: ClosingStandard(String),
        /// The one lead unit (牵头单位).
        lead_unit: LeadUnit(Option<UnitId>),
        /// The plan named several leads, or none: a person has to confirm.
        lead_to_confirm: LeadToConfirm(bool),
        /// The document that divides the work, where the plan names it instead of units (按文件分工).
        by_document: ByDocument(String),
        /// The unit that supervises (督导单位).
        supervising_unit: SupervisingUnit(Option<UnitId>),
        /// The unit that accepts (验收单位).
        accepting_unit: AcceptingUnit(Option<UnitId>),
        /// The person in charge (责任人).
        person_in_charge: PersonInCharge(Option<PersonId>),
        /// The leader in charge (责任领导).
        leader_in_charge: LeaderInCharge(Option<PersonId>),
        /// The first deadline (整改时限); after assignment only an extension or a correction moves the date.
        deadline: FirstDeadline(Deadline),
        /// The name of another procedure than the inspection's, possible until assignment.
        procedure: Procedure(String),
        /// The sentence of the plan it was read from, with its line.
        source_text: SourceText(String),
    }
}

/// One issue (问题), folded from its history.
#[doc(alias = "问题")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Issue {
    /// Its random or derived name.
    pub id: IssueId,
    /// The changes that touched it, in the order of the fold.
    pub log: Log,
    /// True once its registration is here; a package may lack it.
    pub registered: bool,
    /// Whether it stands.
    pub presence: Reg<Presence>,
    /// Its single-valued fields.
    pub fields: IssueFields,
    /// Several leads in the plan: those after the first.
    pub co_lead_units: MemberSet<UnitId>,
    /// Units that take part.
    pub cooperating_units: MemberSet<UnitId>,
    /// Measures (措施).
    pub measures: IdMap<MeasureId, Measure>,
    /// Checkpoints (节点、点位).
    pub checkpoints: IdMap<CheckpointId, Checkpoint>,
    /// Quantified targets (量化目标).
    pub targets: IdMap<TargetId, Target>,
    /// Closure rounds (轮次) in the order they were opened.
    #[serde(deserialize_with = "tight")]
    pub rounds: Vec<Round>,
    /// Append-only records in the order they were entered.
    #[serde(deserialize_with = "tight")]
    pub records: Vec<Record>,
    /// The same problem in other inspections; each of the two names the other.
    #[serde(skip_serializing_if = "MemberSet::is_empty")]
    pub related: MemberSet<IssueId>,
}

/// A part of an issue that can be withdrawn or restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum IssueItem {
    /// The issue itself.
    Issue,
    /// A measure.
    Measure(MeasureId),
    /// A checkpoint.
    Checkpoint(CheckpointId),
    /// A target.
    Target(TargetId),
    /// A closure round.
    Round(RoundId),
    /// An append-only record.
    Record(RecordId),
}

impl Issue {
    /// True where it stands: registered here, neither withdrawn nor undone.
    pub fn is_present(&self) -> bool {
        self.registered && self.presence.get().is_present()
    }

    /// True where it belongs in lists: everything but what was undone.
    pub fn is_listed(&self) -> bool {
        self.registered && *self.presence.get() != Presence::Undone
    }

    /// The set of units in `role`.
    pub fn units(&self, role: UnitRole) -> &MemberSet<UnitId> {
        match role {
            UnitRole::CoLead => &self.co_lead_units,
            UnitRole::Cooperating => &self.cooperating_units,
        }
    }

    /// The set of units in `role`, to be changed by the fold.
    pub(super) fn units_mut(&mut self, role: UnitRole) -> &mut MemberSet<UnitId> {
        match role {
            UnitRole::CoLead => &mut self.co_lead_units,
            UnitRole::Cooperating => &mut self.cooperating_units,
        }
    }

    /// A record by its id, standing or not.
    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.records.iter().find(|record| record.id == id)
    }

    /// The records that stand, in the order they were entered.
    pub fn live_records(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.records.iter().filter(|record| record.is_present())
    }

    /// The standing measures in the order they were added.
    pub fn live_measures(&self) -> Vec<&Measure> {
        let mut found: Vec<_> = self.measures.values().filter(|m| m.presence.get().is_present()).collect();
        found.sort_by_key(|m| m.added);
        found
    }

    /// The standing checkpoints in the order they were added.
    pub fn live_checkpoints(&self) -> Vec<&Checkpoint> {
        let mut found: Vec<_> = self.checkpoints.values().filter(|c| c.presence.get().is_present()).collect();
        found.sort_by_key(|c| c.added);
        found
    }

    /// The standing targets in the order they were added.
    pub fn live_targets(&self) -> Vec<&Target> {
        let mut found: Vec<_> = self.targets.values().filter(|t| t.presence.get().is_present()).collect();
        found.sort_by_key(|t| t.added);
        found
    }

    /// The presence of a part; `None` where there is no such part.
    pub fn presence_of(&self, item: IssueItem) -> Option<&Reg<Presence>> {
        match item {
            IssueItem::Issue => Some(&self.presence),
            IssueItem::Measure(id) => self.measures.get(&id).map(|m| &m.presence),
            IssueItem::Checkpoint(id) => self.checkpoints.get(&id).map(|c| &c.presence),
            IssueItem::Target(id) => self.targets.get(&id).map(|t| &t.presence),
            IssueItem::Round(id) => self.rounds.iter().find(|r| r.id == id).map(|r| &r.presence),
            IssueItem::Record(id) => self.record(id).map(|r| &r.presence),
        }
    }

    /// The change an edit of this issue came with.
    pub fn change_of(&self, key: EditKey) -> Option<ChangeId> {
        self.log.0.get(key.0 as usize).copied()
    }

    /// Whether a monthly note is a judgement of the office rather than a report of who rectifies.
    pub fn is_judgement(&self, note: &super::record::ProgressNote, office: Option<UnitId>) -> bool {
        office.is_some() && note.unit == office && *self.fields.lead_unit.get() != office
    }

    /// The newest monthly report that stands; what the office noted with its own judgement is none.
    pub fn latest_report(&self, office: Option<UnitId>) -> Option<&super::record::ProgressNote> {
        let notes = self.live_records().filter_map(|record| match &record.body {
            RecordBody::Progress(note) => Some((note.month, !note.text.trim().is_empty(), record.at, note)),
            _ => None,
        });
        let reports = notes.filter(|(.., note)| !self.is_judgement(note, office));
        reports.max_by_key(|(month, said, at, _)| (*month, *said, *at)).map(|(.., note)| note)
    }

    /// The newest monthly note that stands: by month, one with words before a bare rating, then by entry.
    #[doc(alias = "月报")]
    pub fn latest_note(&self) -> Option<&super::record::ProgressNote> {
        let notes = self.live_records().filter_map(|record| match &record.body {
            RecordBody::Progress(note) => Some((note.month, !note.text.trim().is_empty(), record.at, note)),
            _ => None,
        });
        notes.max_by_key(|(month, said, at, _)| (*month, *said, *at)).map(|(.., note)| note)
    }
}
