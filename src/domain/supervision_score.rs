//! Scores of units: points taken off for the notices they were given, by the ledger's scale.
//!
//! A lifted notice still costs its points; one that was withdrawn or undone costs nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    directory::Directory,
    ids::UnitId,
    issue::Issue,
    supervision::{LevelKey, SupervisionScale},
};

/// What every unit begins a period with.
pub const FULL_SCORE: i64 = 100;

/// What a unit lost in a period, and for what.
#[doc(alias = "计分")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitScore {
    /// How many notices of each level it was given.
    pub notices: BTreeMap<LevelKey, u32>,
    /// The points taken off for them.
    pub points: i64,
}

impl UnitScore {
    /// What is left of the full score.
    pub fn score(&self) -> i64 {
        FULL_SCORE - self.points
    }
}

/// Notices that count for the score of a unit: one for each notice given in the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoredNotice {
    /// To whom.
    pub unit: UnitId,
    /// Its level.
    pub level: LevelKey,
    /// The day it was issued.
    pub date: NaiveDate,
}

impl Issue {
    /// The notices of this issue as far as they count for scores: to whom it went, else the lead unit.
    pub fn scored_notices(&self, directory: &Directory) -> Vec<ScoredNotice> {
        let lead = *self.fields.lead_unit.get();
        let scored = self.notices().into_iter().filter_map(|state| {
            let unit = directory.unit(state.notice.unit.or(lead)?)?.id;
            let level = LevelKey::new(state.notice.level.clone());
            Some(ScoredNotice { unit, level, date: state.notice.date? })
        });
        scored.collect()
    }
}

/// Adds up the notices given from `from` to `to`, both included, by unit.
pub fn unit_scores<'a>(
    scale: &SupervisionScale,
    notices: impl IntoIterator<Item = &'a ScoredNotice>,
    (from, to): (NaiveDate, NaiveDate),
) -> BTreeMap<UnitId, UnitScore> {
    let mut scores: BTreeMap<UnitId, UnitScore> = BTreeMap::new();
    for notice in notices.into_iter().filter(|notice| from <= notice.date && notice.date <= to) {
        let points = scale.level(&notice.level).map_or(0, |level| i64::from(level.points));
        let score = scores.entry(notice.unit).or_default();
        *score.notices.entry(notice.level.clone()).or_default() += 1;
        score.points += points;
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::supervision_presets::guangyuan;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn notice(unit: u128, level: &str, date: &str) -> ScoredNotice {
        ScoredNotice { unit: UnitId(unit), level: level.into(), date: day(date) }
    }

    #[test]
    fn in_guangyuan_a_letter_costs_one_point_and_a_red_light_two() {
        let given = [
            notice(1, "yellow", "2026-03-05"),
            notice(1, "yellow", "2026-04-05"),
            notice(1, "letter", "2026-04-06"),
            notice(1, "red", "2026-05-05"),
            notice(2, "blue", "2026-05-05"),
            notice(2, "red", "2025-12-31"),
        ];
        let scores = unit_scores(&guangyuan(), &given, (day("2026-01-01"), day("2026-12-31")));
        let first = &scores[&UnitId(1)];
        assert_eq!((first.points, first.score()), (3, 97));
        assert_eq!(first.notices[&LevelKey::from("yellow")], 2);
        let second = &scores[&UnitId(2)];
        assert_eq!((second.points, second.notices.len()), (0, 1), "last year's red light is another year's");
    }

    #[test]
    fn a_level_the_scale_lost_is_counted_and_costs_nothing() {
        let given = [notice(1, "violet", "2026-03-05")];
        let scores = unit_scores(&guangyuan(), &given, (day("2026-03-05"), day("2026-03-05")));
        assert_eq!(scores[&UnitId(1)].points, 0);
        assert_eq!(scores[&UnitId(1)].notices.len(), 1);
    }
}
