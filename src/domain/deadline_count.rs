//! A count without its start: 3个月内, 20个工作日内.

use chrono::{Days, Months, NaiveDate};

use super::{
    deadline::RelativeUnit,
    numerals::{Scan, is_numeral},
};

/// A count without its start: 3个月内.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    pub many: u32,
    pub unit: RelativeUnit,
    pub end: usize,
}

impl Count {
    /// Reads a count that begins here and ends with 内.
    pub(super) fn at(scan: Scan<'_>, pos: usize) -> Option<Self> {
        let start = scan.skip(pos);
        if scan.before(start).is_some_and(is_numeral) {
            return None;
        }
        let (count, unit, end) = if let Some(end) = scan.any(start, &["半年"]) {
            (6, RelativeUnit::Month, end)
        } else {
            let (number, end) = scan.number(start)?;
            let (factor, unit, end) = unit(scan, end)?;
            (number.checked_mul(factor)?, unit, end)
        };
        let end = scan.any(end, &["以内", "之内", "内"])?;
        (count > 0).then_some(Self { many: count, unit, end })
    }

    /// Counts from the start, where it is known; working days are for a calendar.
    pub(super) fn due(self, base: Option<NaiveDate>) -> Option<NaiveDate> {
        let base = base?;
        match self.unit {
            RelativeUnit::Month => base.checked_add_months(Months::new(self.many)),
            RelativeUnit::Day => base.checked_add_days(Days::new(u64::from(self.many))),
            RelativeUnit::WorkingDay => None,
        }
    }
}

fn unit(scan: Scan<'_>, pos: usize) -> Option<(u32, RelativeUnit, usize)> {
    const UNITS: &[(&str, u32, RelativeUnit)] = &[
        ("个工作日", 1, RelativeUnit::WorkingDay),
        ("工作日", 1, RelativeUnit::WorkingDay),
        ("个自然日", 1, RelativeUnit::Day),
        ("个自然月", 1, RelativeUnit::Month),
        ("个月", 1, RelativeUnit::Month),
        ("个季度", 3, RelativeUnit::Month),
        ("个星期", 7, RelativeUnit::Day),
        ("周", 7, RelativeUnit::Day),
        ("年", 12, RelativeUnit::Month),
        ("日", 1, RelativeUnit::Day),
        ("天", 1, RelativeUnit::Day),
    ];
    UNITS.iter().find_map(|(word, factor, unit)| Some((*factor, *unit, scan.word(pos, word)?)))
}
