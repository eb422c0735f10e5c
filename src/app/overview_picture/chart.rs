//! Plan and reality of the year on the page: sums to the end of each month.

use crate::exchange::pdf::axis_end;

use super::{
    PageFacts,
    page::titled,
    sheet::{Anchor, Face, Room, Sheet, ink, width},
    words,
};

const SMALL: Face = Face::new(12.0, ink::QUIET);

pub(super) fn months(sheet: &mut Sheet, room: Room, facts: &PageFacts) {
    let inner = titled(sheet, room, words::MONTHS);
    let chart = Room::new(inner.x + 36.0, inner.y + 8.0, inner.w - 36.0 - 74.0, inner.h - 32.0);
    let months = &facts.stats.months;
    let most = months.iter().map(|it| it.planned.max(it.actual.unwrap_or(0))).max().unwrap_or(0);
    let top = axis_end(most);
    let y = |value: usize| chart.bottom() - chart.h * value as f32 / top as f32;
    let x = |month: u32| chart.x + chart.w * (month as f32 - 1.0) / 11.0;
    for step in 0..=4 {
        let value = top * step / 4;
        sheet.line(&[(chart.x, y(value)), (chart.right(), y(value))], ink::HAIR, 1.0, "");
        sheet.text((chart.x - 8.0, y(value) + 4.0), SMALL.at(Anchor::End), 32.0, &value.to_string());
    }
    for point in months {
        let place = (x(point.month), chart.bottom() + 18.0);
        sheet.text(place, SMALL.at(Anchor::Middle), 40.0, &words::month(point.month));
    }
    let planned: Vec<_> = months.iter().map(|it| (x(it.month), y(it.planned))).collect();
    sheet.line(&planned, ink::QUIET, 1.5, "5 4");
    let actual: Vec<_> = months.iter().filter_map(|it| Some((x(it.month), y(it.actual?)))).collect();
    sheet.line(&actual, ink::ACCENT, 2.5, "");
    let now = months.iter().rfind(|it| it.actual.is_some());
    let (Some(end), Some(now), Some(last)) = (months.last(), now, actual.last()) else {
        return;
    };
    sheet.ring(*last, ink::ACCENT);
    let left = chart.right() + 8.0;
    sheet.text((left, y(end.planned) + 4.0), SMALL, 70.0, &words::named(words::PLANNED, end.planned));
    // Beside the ring; above it where the axis is too near.
    let under = if last.1 + 30.0 < chart.bottom() { 20.0 } else { -10.0 };
    let actual = now.actual.unwrap_or(0);
    let face = Face::new(12.0, ink::ACCENT).bold();
    sheet.text((last.0 + 8.0, last.1 + under), face, 70.0, &words::named(words::ACTUAL, actual));
    let face = if actual < now.planned { Face::new(12.0, ink::DANGER) } else { Face::new(12.0, ink::GOOD_TEXT) };
    let place = (last.0 + 16.0 + width(&words::named(words::ACTUAL, actual)) * 12.0, last.1 + under);
    sheet.text(place, face, 90.0, &words::against_plan(now.planned, actual));
}
