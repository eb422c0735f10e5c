//! How the units stand in the monthly bulletin, the best first.
//!
//! The order: points left of 100 after the notices of the year by the ledger's scale, then the fewest overdue, then
//! the higher share struck off, then the name.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::{Datelike as _, NaiveDate};

use crate::domain::{
    UnitId,
    supervision_score::{FULL_SCORE, ScoredNotice, unit_scores},
};

use super::{
    super::{fields::Fields, words},
    desk::Desk,
    monthly::Line,
};

/// A unit in the ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ranked {
    /// The unit.
    pub(super) unit: Option<UnitId>,
    /// Its name.
    pub(super) name: String,
    /// From 1; units that stand alike share it.
    pub(super) place: usize,
    pub(super) all: usize,
    pub(super) finished: usize,
    pub(super) closed: usize,
    pub(super) overdue: usize,
    pub(super) behind: usize,
    pub(super) silent: usize,
    pub(super) score: i64,
}

impl Ranked {
    fn key(&self) -> (Reverse<i64>, usize, Reverse<usize>) {
        let closed_in_thousand = (self.closed * 1_000).checked_div(self.all).unwrap_or(0);
        (Reverse(self.score), self.overdue, Reverse(closed_in_thousand))
    }

    /// A row of the ranking.
    pub(super) fn fields(&self) -> Fields {
        Fields::default()
            .text("名次", self.place.to_string())
            .text("单位", self.name.as_str())
            .text("总数", self.all.to_string())
            .text("完成整改", self.finished.to_string())
            .text("已销号", self.closed.to_string())
            .text("超期", self.overdue.to_string())
            .text("未达序时", self.behind.to_string())
            .text("未报送", self.silent.to_string())
            .text("销号率", words::rate(self.closed, self.all))
            .text("得分", self.score.to_string())
    }
}

/// The units that lead issues, the best first.
pub(super) fn ranking(desk: &Desk<'_>, lines: &[Line<'_>]) -> Vec<Ranked> {
    let mut units: BTreeMap<Option<UnitId>, Ranked> = BTreeMap::new();
    for line in lines {
        let unit = line.unit().and_then(|unit| desk.directory().unit(unit)).map(|unit| unit.id);
        let ranked = units.entry(unit).or_default();
        ranked.unit = unit;
        ranked.all += 1;
        ranked.finished += usize::from(line.facts.is_finished());
        ranked.closed += usize::from(line.facts.is_closed());
        ranked.overdue += usize::from(line.is_overdue());
        ranked.behind += usize::from(line.is_behind());
        ranked.silent += usize::from(line.is_silent());
    }
    let scores = scores(desk, lines);
    let mut ranked: Vec<Ranked> = units.into_values().collect();
    for unit in &mut ranked {
        let name = desk.unit(unit.unit);
        name.clone_into(&mut unit.name);
        if name.is_empty() {
            "未明确牵头单位".clone_into(&mut unit.name);
        }
        unit.score = unit.unit.and_then(|id| scores.get(&id)).copied().unwrap_or(FULL_SCORE);
    }
    // What no unit leads is nobody's merit or fault: last.
    let order = |it: &Ranked| (it.unit.is_none(), it.key());
    ranked.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.name.cmp(&b.name)));
    let mut last: Option<(_, usize)> = None;
    for (n, unit) in ranked.iter_mut().enumerate() {
        let shared = last.filter(|(key, _)| *key == unit.key()).map(|(_, place)| place);
        unit.place = shared.unwrap_or(n + 1);
        last = Some((unit.key(), unit.place));
    }
    ranked
}

fn scores(desk: &Desk<'_>, lines: &[Line<'_>]) -> BTreeMap<UnitId, i64> {
    let Some(scale) = desk.directory().fields.scale.get().as_ref() else {
        return BTreeMap::new();
    };
    let from = NaiveDate::from_ymd_opt(desk.today.year(), 1, 1).unwrap_or(desk.today);
    let notices: Vec<ScoredNotice> =
        lines.iter().flat_map(|line| line.issue.scored_notices(desk.directory())).collect();
    let scored = unit_scores(scale, &notices, (from, desk.today));
    scored.into_iter().map(|(unit, score)| (unit, score.score())).collect()
}
