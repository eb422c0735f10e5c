//! Monthly reports of the sample.

#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one thing a table tells")]

use chrono::{Datelike as _, NaiveDate};

use crate::domain::{
    record::{Month, ProgressNote, ScheduleRating},
    rules::NewRecord,
};

use super::{
    calendar::month_from,
    closing::reported_until,
    directory::unit,
    entry::{Entry, Extra, rating},
    story::{Story, Typist, record_id},
};

/// The day of the month on which units report.
const REPORT_DAY: u32 = 26;

impl Story {
    /// Tells the monthly reports from the month of assignment on; the last letter stands for the last month.
    pub(super) fn tell_months(&mut self, entry: &'static Entry, assigned: i64) {
        let (from, until) = (self.day(assigned), self.day(reported_until(entry.fate)));
        let months = (-14..=0).map(|n| month_from(self.today, n));
        let days = months.filter_map(|month| month.with_day(REPORT_DAY));
        let mut days: Vec<NaiveDate> = days.filter(|day| *day > from && *day <= until).collect();
        days.reverse();
        let letters: Vec<char> = entry.ratings.chars().rev().collect();
        let told = days.into_iter().zip(letters.iter().copied());
        for (place, (day, letter)) in told.enumerate().collect::<Vec<_>>().into_iter().rev() {
            if let Some(rating) = rating(letter) {
                self.report(entry, (place, day), rating);
            }
        }
    }

    fn report(&mut self, entry: &'static Entry, (place, day): (usize, NaiveDate), rating: ScheduleRating) {
        let ago = (self.today - day).num_days();
        let measure = entry.measures.get(place % entry.measures.len().max(1)).copied().unwrap_or_default();
        let (text, problems, next_step) = words(measure, rating, place);
        let note = ProgressNote {
            month: Month { year: day.year(), month: day.month() },
            unit: Some(unit(entry.lead)),
            date: Some(self.day(ago)),
            rating: Some(rating),
            text,
            problems,
            next_step,
            corrects: None,
        };
        let corrected = entry.extras.iter().find_map(|extra| match extra {
            Extra::NoteCorrected(after, words) if place == 0 => Some((*after, *words)),
            _ => None,
        });
        // Every third report comes on paper and is typed by the office.
        let who =
            if (place + entry.measures.len()).is_multiple_of(3) { Typist::Office } else { Typist::Unit(entry.lead) };
        self.append((entry.number, &format!("note {place}")), ago, who, NewRecord::Progress(note.clone()));
        if let Some((after, words)) = corrected {
            let corrects = Some(record_id(entry.number, "note 0"));
            let again = ProgressNote { text: words.to_owned(), corrects, ..note };
            let later = after.min(ago);
            self.append((entry.number, "note again"), later, Typist::Unit(entry.lead), NewRecord::Progress(again));
        }
    }
}

/// What was done, what stands in the way, what comes next.
fn words(measure: &str, rating: ScheduleRating, place: usize) -> (String, String, String) {
    let quiet = String::new();
    match rating {
        ScheduleRating::NotStarted => (
            format!("“{measure}”尚在前期准备，未进场。"),
            "资金来源未落实，前期手续未办结。".to_owned(),
            "下月落实资金并完成手续。".to_owned(),
        ),
        ScheduleRating::Behind => (
            format!("“{measure}”累计完成约 {}%，低于计划。", 45_usize.saturating_sub(5 * place)),
            "施工力量不足，部分点位协调困难。".to_owned(),
            "增加施工班组，每周调度一次。".to_owned(),
        ),
        ScheduleRating::OnSchedule => (
            format!("按计划推进“{measure}”，累计完成约 {}%。", 80_usize.saturating_sub(10 * place)),
            quiet,
            "继续按计划推进，完成节点任务。".to_owned(),
        ),
        ScheduleRating::Ahead => (
            format!("“{measure}”提前完成节点任务，累计完成约 {}%。", 92_usize.saturating_sub(8 * place)),
            quiet,
            "做好收尾，整理过程资料。".to_owned(),
        ),
        ScheduleRating::Finished => {
            ("各项整改措施全部完成，正在整理验收资料。".to_owned(), quiet, "组织现场核实，申请销号。".to_owned())
        }
    }
}
