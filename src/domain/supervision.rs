//! Supervision levels as data: their order, what suggests each, and what follows from it.
//!
//! A notice is always issued by a person: the program only suggests, and says why.
//! [`super::supervision_presets`] has the ready scales.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};

pub use super::supervision_suggest::{NoticeFact, Suggestion, SuggestionReason, SupervisionFacts, suggest};
use super::{procedure::DayLimit, supervision_presets};

/// The levels of supervision of one place, the mildest first.
#[doc(alias = "督办级别")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisionScale {
    /// What people call it.
    pub name: String,
    /// Where it comes from, and which of its rules are only suggested.
    pub source: String,
    /// The levels, the mildest first.
    pub levels: Vec<SupervisionLevel>,
    /// Whether issues are judged afresh each month, so that an open notice of an earlier month does not keep back one of the same level.
    #[serde(default)]
    pub judged_monthly: bool,
}

/// One level: its name and colour, when it is suggested, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisionLevel {
    /// What notices name it by; unique in its scale.
    pub key: LevelKey,
    /// What people call it, such as 黄色督办.
    pub name: String,
    /// The colour it is shown in.
    pub tone: LevelTone,
    /// What suggests it: any one of these is enough; without any it is never suggested.
    #[serde(default)]
    pub suggest: Vec<SuggestionRule>,
    /// How soon the unit must answer.
    #[serde(default)]
    pub answer_within: Option<DayLimit>,
    /// What follows, in the words that a notice prints.
    #[serde(default)]
    pub consequence: String,
    /// The points taken off the unit's score.
    #[serde(default)]
    pub points: u8,
}

/// The short ASCII name of a level, such as `yellow`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LevelKey(String);

impl LevelKey {
    /// A key of these words.
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for LevelKey {
    fn from(key: &str) -> Self {
        Self::new(key)
    }
}

impl fmt::Display for LevelKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The colour a level is shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LevelTone {
    /// No colour of its own.
    Plain,
    /// 白.
    White,
    /// 蓝.
    Blue,
    /// 黄.
    Yellow,
    /// 橙.
    Orange,
    /// 红.
    Red,
}

/// What suggests a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SuggestionRule {
    /// Overdue by at least so many days, without accepted reason.
    OverdueBy(u16),
    /// Due within so many days and rated behind schedule.
    DueWithinAndBehind(u16),
    /// Due within so many days and not yet begun.
    DueWithinAndNotBegun(u16),
    /// Rated behind schedule so many months in a row.
    MonthsBehind(u16),
    /// No report for so many months in a row.
    MonthsUnreported(u16),
    /// At least so many checkpoints missed.
    CheckpointsMissed(u16),
    /// A notice of that level stayed unanswered after its day, without accepted reason.
    Unanswered(LevelKey),
    /// So many notices of that level on the same issue.
    Repeated(LevelKey, u16),
    /// A higher authority criticised it or the press exposed it.
    Exposed,
    /// It is grave and urgent.
    Urgent,
}

impl SupervisionScale {
    /// The level of that key.
    pub fn level(&self, key: &LevelKey) -> Option<&SupervisionLevel> {
        self.levels.iter().find(|level| level.key == *key)
    }

    /// How severe the level of that key is, the mildest being 0.
    pub fn rank(&self, key: &LevelKey) -> Option<usize> {
        self.levels.iter().position(|level| level.key == *key)
    }

    /// The level of that key, of this scale or of a preset the ledger may have had when a notice was issued.
    pub fn named(&self, key: &LevelKey) -> Option<&SupervisionLevel> {
        self.level(key).or_else(|| supervision_presets::known().iter().find_map(|scale| scale.level(key)))
    }

    /// The most severe of these levels; where none is of this scale, that of the preset they were issued under.
    pub fn highest<'a>(&self, keys: impl IntoIterator<Item = &'a LevelKey>) -> Option<&SupervisionLevel> {
        let keys: Vec<&LevelKey> = keys.into_iter().collect();
        let of = |scale: &Self| keys.iter().filter_map(|key| scale.rank(key)).max();
        if let Some(rank) = of(self) {
            return self.levels.get(rank);
        }
        supervision_presets::known().iter().find_map(|scale| scale.levels.get(of(scale)?))
    }

    /// Whether a ledger can work with it, or the first thing that is wrong.
    pub fn validate(&self) -> Result<(), ScaleFault> {
        if self.levels.is_empty() {
            return Err(ScaleFault::NoLevels);
        }
        let mut milder = BTreeSet::new();
        for level in &self.levels {
            let key = level.key.clone();
            if key.as_str().trim().is_empty() || level.name.trim().is_empty() {
                return Err(ScaleFault::LevelWithoutName(key));
            }
            if milder.contains(&&level.key) {
                return Err(ScaleFault::KeyTwice(key));
            }
            for rule in &level.suggest {
                if let SuggestionRule::Unanswered(other) | SuggestionRule::Repeated(other, _) = rule
                    && !milder.contains(&other)
                {
                    return Err(ScaleFault::NoMilderLevel(key, other.clone()));
                }
            }
            milder.insert(&level.key);
        }
        Ok(())
    }
}

/// Why a scale cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScaleFault {
    /// It has no levels.
    #[error("the scale has no levels")]
    NoLevels,
    /// A level has no key or no name.
    #[error("level {0:?} has no key or no name")]
    LevelWithoutName(LevelKey),
    /// Two levels have the same key.
    #[error("two levels have the key {0}")]
    KeyTwice(LevelKey),
    /// A rule speaks of a level that is not there or not milder.
    #[error("level {0} looks at level {1}, which is not a milder one")]
    NoMilderLevel(LevelKey, LevelKey),
}
