//! What is done about an issue and how it is counted: measures, checkpoints, quantified targets.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    deadline::Deadline,
    ids::{CheckpointId, EditKey, MeasureId, TargetId, UnitId},
    issue::{Issue, Presence},
    numerals::read_number,
    register::{Reg, fields},
};

fields! {
    /// The fields of a measure.
    MeasureFields, MeasureField, MeasureValue {
        /// Its number in the plan.
        number: Number(String),
        /// What is to be done.
        text: Text(String),
        /// The unit that does it, where it is not the lead unit.
        unit: Unit(Option<UnitId>),
        /// By when.
        deadline: Due(Deadline),
        /// When it began.
        started_on: StartedOn(Option<NaiveDate>),
        /// When it was done; empty while it is not.
        done_on: DoneOn(Option<NaiveDate>),
    }
}

fields! {
    /// The fields of a checkpoint.
    CheckpointFields, CheckpointField, CheckpointValue {
        /// What stands there to be reached: a stage of work, or one of many places.
        name: Name(String),
        /// The measure it belongs to, if any.
        measure: OfMeasure(Option<MeasureId>),
        /// The planned day.
        planned_on: PlannedOn(Option<NaiveDate>),
        /// The day it was reached.
        reached_on: ReachedOn(Option<NaiveDate>),
    }
}

/// How a reading is compared with the value to be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Relation {
    /// At least (以上、不低于).
    #[default]
    AtLeast,
    /// At most (以下、不超过).
    AtMost,
    /// Exactly.
    Equal,
}

fields! {
    /// The fields of a quantified target.
    TargetFields, TargetField, TargetValue {
        /// What is measured (e.g. a disposal rate).
        what: What(String),
        /// How readings are compared.
        relation: Compared(Relation),
        /// The value to be reached, as decimal text.
        value: Value(String),
        /// Its unit: %, km, t.
        unit: Unit(String),
        /// By when.
        due: Due(Deadline),
    }
}

/// A measure (整改措施).
#[doc(alias = "整改措施")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Measure {
    /// Its name.
    pub id: MeasureId,
    /// The edit that added it.
    pub added: EditKey,
    /// Whether it stands.
    #[serde(skip_serializing_if = "Reg::is_unset")]
    pub presence: Reg<Presence>,
    /// Its fields.
    pub fields: MeasureFields,
}

/// A checkpoint (节点、点位): planned and actual date.
#[doc(alias = "节点")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Checkpoint {
    /// Its name.
    pub id: CheckpointId,
    /// The edit that added it.
    pub added: EditKey,
    /// Whether it stands.
    #[serde(skip_serializing_if = "Reg::is_unset")]
    pub presence: Reg<Presence>,
    /// Its fields.
    pub fields: CheckpointFields,
}

/// A quantified target (量化目标); its readings are append-only records.
#[doc(alias = "量化目标")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Target {
    /// Its name.
    pub id: TargetId,
    /// The edit that added it.
    pub added: EditKey,
    /// Whether it stands.
    #[serde(skip_serializing_if = "Reg::is_unset")]
    pub presence: Reg<Presence>,
    /// Its fields.
    pub fields: TargetFields,
}

impl Target {
    /// Whether `reading` reaches the target; `None` where either is no number.
    pub fn is_reached_by(&self, reading: &str) -> Option<bool> {
        let number = read_number::<f64>;
        let (value, reading) = (number(self.fields.value.get())?, number(reading)?);
        Some(match self.fields.relation.get() {
            Relation::AtLeast => reading >= value,
            Relation::AtMost => reading <= value,
            Relation::Equal => (reading - value).abs() < 1e-9,
        })
    }
}

impl Issue {
    /// All standing measures in one text, a line each, under their numbers.
    pub fn measures_text(&self) -> String {
        let line = |measure: &&Measure| {
            let (number, text) = (measure.fields.number.get().trim(), measure.fields.text.get().trim());
            let digits = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
            if digits { format!("{number}. {text}") } else { format!("{number}{text}") }
        };
        self.live_measures().iter().map(line).collect::<Vec<_>>().join("\n")
    }
}
