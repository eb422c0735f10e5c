//! Lays the page out: cards, bars by unit, plan and reality, tasks, stages, what is due, footnotes.

use chrono::Datelike as _;

use super::{
    PageFacts,
    sheet::{Anchor, Face, Room, Sheet, ink, width},
    words,
};
use crate::domain::stats::Tally;

/// The page in units: four to the millimetre.
pub(super) const WIDTH: f32 = 1188.0;
/// See [`WIDTH`].
pub(super) const HEIGHT: f32 = 840.0;

const MARGIN: f32 = 40.0;
const GAP: f32 = 14.0;
const PAD: f32 = 14.0;

const BODY: Face = Face::new(13.0, ink::TEXT);
const SMALL: Face = Face::new(12.0, ink::QUIET);
const TITLE: Face = Face::new(15.0, ink::TEXT).bold();

/// The whole page.
pub(super) fn page(facts: &PageFacts) -> Sheet {
    let mut sheet = Sheet::new(WIDTH, HEIGHT, &facts.title);
    head(&mut sheet, facts);
    let content = WIDTH - MARGIN * 2.0;
    numbers(&mut sheet, Room::new(MARGIN, 100.0, content, 82.0), facts);
    let half = (content - GAP) / 2.0;
    units(&mut sheet, Room::new(MARGIN, 196.0, half, 280.0), facts);
    super::chart::months(&mut sheet, Room::new(MARGIN + half + GAP, 196.0, half, 280.0), facts);
    let third = Room::new(MARGIN, 490.0, 330.0, 262.0);
    tasks(&mut sheet, third, facts);
    let stages_at = Room::new(third.right() + GAP, 490.0, 250.0, 262.0);
    stages(&mut sheet, stages_at, facts);
    let rest = Room::new(stages_at.right() + GAP, 490.0, WIDTH - MARGIN - stages_at.right() - GAP, 262.0);
    due(&mut sheet, rest, facts);
    for (n, note) in words::NOTES.iter().enumerate() {
        let y = 776.0 + 17.0 * n as f32;
        sheet.text((MARGIN, y), Face::new(11.0, ink::QUIET), content, &format!("{}. {note}", n + 1));
    }
    sheet
}

fn head(sheet: &mut Sheet, facts: &PageFacts) {
    let title = Face::new(26.0, ink::TEXT).bold();
    sheet.text((MARGIN, 62.0), title, 760.0, &facts.title);
    let after = MARGIN + (width(&facts.title) * 26.0).min(760.0) + 16.0;
    sheet.text((after, 62.0), Face::new(16.0, ink::QUIET), 200.0, words::OVERVIEW);
    let right = WIDTH - MARGIN;
    sheet.text((right, 58.0), Face::new(14.0, ink::TEXT).at(Anchor::End), 300.0, &words::as_of(facts.today));
    sheet.text((right, 80.0), SMALL.at(Anchor::End), 400.0, &words::made_by(&facts.unit));
    sheet.line(&[(MARGIN, 88.0), (right, 88.0)], ink::ACCENT, 2.0, "");
}

/// One number: name, figure, remark, ink.
type Number = (&'static str, String, String, &'static str);

fn numbers(sheet: &mut Sheet, room: Room, facts: &PageFacts) {
    let stats = &facts.stats;
    let (all, left) = (stats.all.all(), stats.all.left());
    let tone = |count: usize, tone| if count == 0 { ink::TEXT } else { tone };
    let waiting = left.saturating_sub(stats.under_way);
    let late = words::share_of_left(stats.all.overdue, left);
    let finished = words::of(stats.finished, all);
    let closed = words::of(stats.all.closed, all);
    let cards: [Number; 6] = [
        (words::ALL, all.to_string(), words::inspections(facts.n_inspections), ink::TEXT),
        (words::UNDER_WAY, stats.under_way.to_string(), words::not_assigned(waiting), ink::TEXT),
        (words::OVERDUE, stats.all.overdue.to_string(), late, tone(stats.all.overdue, ink::DANGER)),
        (words::DUE_SOON, stats.all.due_soon.to_string(), words::due_in_30(stats.due.len()), ink::TEXT),
        (words::FINISHED_RATE, words::percent(stats.finished_rate()), finished, ink::TEXT),
        (words::CLOSED_RATE, words::percent(stats.closed_rate()), closed, ink::TEXT),
    ];
    let wide = (room.w - GAP * 5.0) / 6.0;
    for (n, (name, figure, note, tone)) in cards.into_iter().enumerate() {
        let card = Room::new(room.x + (wide + GAP) * n as f32, room.y, wide, room.h);
        sheet.card(card);
        let x = card.x + PAD;
        let marked = if n >= 4 { format!("{name}（注 {}）", n - 3) } else { name.to_owned() };
        sheet.text((x, card.y + 22.0), SMALL, wide - PAD, &marked);
        sheet.text((x, card.y + 52.0), Face::new(28.0, tone).bold(), wide - PAD, &figure);
        sheet.text((x, card.y + 72.0), SMALL, wide - PAD, &note);
    }
}

/// A card with its title; gives the room below.
pub(super) fn titled(sheet: &mut Sheet, room: Room, title: &str) -> Room {
    sheet.card(room);
    sheet.text((room.x + PAD, room.y + 26.0), TITLE, room.w - PAD * 2.0, title);
    let inner = room.shrink(PAD);
    Room::new(inner.x, room.y + 38.0, inner.w, room.bottom() - PAD - room.y - 38.0)
}

/// How many rows fit, and how many are left over for a last line that says so.
fn fitting(rows: usize, fit: usize) -> (usize, usize) {
    if rows <= fit { (rows, 0) } else { (fit - 1, rows - fit + 1) }
}

fn units(sheet: &mut Sheet, room: Room, facts: &PageFacts) {
    let inner = titled(sheet, room, words::BY_UNIT);
    legend(sheet, room);
    let rows = &facts.units;
    let most = rows.iter().map(|(_, tally)| tally.all()).max().unwrap_or(1).max(1) as f32;
    let (shown, more) = fitting(rows.len(), 11);
    for (n, (unit, tally)) in rows.iter().take(shown).enumerate() {
        let y = inner.y + 20.0 * n as f32 + 10.0;
        sheet.text((inner.x, y + 5.0), BODY, 112.0, unit);
        bar(sheet, Room::new(inner.x + 122.0, y - 5.0, inner.w - 122.0 - 104.0, 12.0), *tally, most);
        let late = words::late(tally.overdue);
        let right = inner.right();
        sheet.text((right - 36.0, y + 5.0), Face::new(12.0, ink::DANGER).at(Anchor::End), 66.0, &late);
        sheet.text((right, y + 5.0), BODY.at(Anchor::End), 34.0, &tally.all().to_string());
    }
    and_more(sheet, inner, (20.0 * shown as f32 + 15.0, more));
}

fn and_more(sheet: &mut Sheet, inner: Room, (down, more): (f32, usize)) {
    if more > 0 {
        sheet.text((inner.x, inner.y + down), SMALL, inner.w, &words::and_more(more));
    }
}

const PARTS: [(&str, &str); 4] = [
    (words::OVERDUE, ink::DANGER),
    (words::DUE_SOON, ink::WARN),
    (words::NORMAL, ink::NORMAL),
    (words::CLOSED, ink::GOOD),
];

fn legend(sheet: &mut Sheet, room: Room) {
    let mut x = room.right() - PAD;
    for (word, ink) in PARTS.iter().rev() {
        sheet.text((x, room.y + 26.0), SMALL.at(Anchor::End), 60.0, word);
        x -= width(word) * 12.0 + 14.0;
        sheet.rect(Room::new(x, room.y + 17.0, 9.0, 9.0), ink, 2.0);
        x -= 12.0;
    }
}

fn bar(sheet: &mut Sheet, room: Room, tally: Tally, most: f32) {
    let mut x = room.x;
    for (count, (_, ink)) in tally.parts().into_iter().zip(PARTS) {
        let wide = room.w * count as f32 / most;
        sheet.rect(Room::new(x, room.y, (wide - 1.0).max(0.0), room.h), ink, 2.0);
        x += wide;
    }
}

fn tasks(sheet: &mut Sheet, room: Room, facts: &PageFacts) {
    let inner = titled(sheet, room, &format!("{}（注 3）", words::tasks_of(facts.today.year())));
    if facts.tasks.is_empty() {
        sheet.text((inner.x, inner.y + 16.0), SMALL, inner.w, words::NO_TASKS);
    }
    let (shown, more) = fitting(facts.tasks.len(), 5);
    for (n, (name, tasks)) in facts.tasks.iter().take(shown).enumerate() {
        let y = inner.y + 40.0 * n as f32 + 14.0;
        sheet.text((inner.x, y), BODY, inner.w - 120.0, name);
        let part = words::of(tasks.done(), tasks.all());
        sheet.text((inner.right() - 56.0, y), BODY.at(Anchor::End), 60.0, &part);
        let (said, ink) = if tasks.is_cleared() {
            (words::CLEARED.to_owned(), ink::GOOD_TEXT)
        } else {
            (words::left(tasks.left.len()), if tasks.overdue > 0 { ink::DANGER } else { ink::TEXT })
        };
        sheet.text((inner.right(), y), Face::new(13.0, ink).bold().at(Anchor::End), 54.0, &said);
        let track = Room::new(inner.x, y + 8.0, inner.w, 6.0);
        sheet.rect(track, ink::HAIR, 3.0);
        sheet.rect(Room::new(track.x, track.y, track.w * tasks.rate().unwrap_or_default(), 6.0), ink::GOOD, 3.0);
    }
    and_more(sheet, inner, (40.0 * shown as f32 + 14.0, more));
}

fn stages(sheet: &mut Sheet, room: Room, facts: &PageFacts) {
    let inner = titled(sheet, room, words::BY_STAGE);
    let most = facts.stages.iter().map(|it| it.1).max().unwrap_or(1).max(1) as f32;
    let (shown, more) = fitting(facts.stages.len(), 10);
    for (n, (name, count, done)) in facts.stages.iter().take(shown).enumerate() {
        let y = inner.y + 20.0 * n as f32 + 10.0;
        sheet.text((inner.x, y + 5.0), BODY, 84.0, name);
        let full = inner.w - 92.0 - 40.0;
        let ink = if *done { ink::GOOD } else { ink::ACCENT };
        let wide = (full * *count as f32 / most).max(2.0);
        sheet.rect(Room::new(inner.x + 92.0, y - 4.0, wide, 10.0), ink, 2.0);
        sheet.text((inner.right(), y + 5.0), BODY.at(Anchor::End), 38.0, &count.to_string());
    }
    and_more(sheet, inner, (20.0 * shown as f32 + 15.0, more));
}

fn due(sheet: &mut Sheet, room: Room, facts: &PageFacts) {
    let inner = titled(sheet, room, &words::named(words::DUE, facts.due.len()));
    if facts.due.is_empty() {
        sheet.text((inner.x, inner.y + 16.0), SMALL, inner.w, words::NOTHING_DUE);
    }
    let (shown, more) = fitting(facts.due.len(), 9);
    for (n, due) in facts.due.iter().take(shown).enumerate() {
        let y = inner.y + 23.0 * n as f32 + 15.0;
        if n > 0 {
            sheet.line(&[(inner.x, y - 16.0), (inner.right(), y - 16.0)], ink::HAIR, 1.0, "");
        }
        sheet.text((inner.x, y), SMALL, 40.0, &words::day(due.date));
        sheet.text((inner.x + 44.0, y), BODY, inner.w - 44.0 - 164.0, &due.title);
        sheet.text((inner.right() - 70.0, y), SMALL.at(Anchor::End), 90.0, &due.unit);
        let left = words::days_left((due.date - facts.today).num_days());
        sheet.text((inner.right(), y), SMALL.at(Anchor::End), 66.0, &left);
    }
    and_more(sheet, inner, (23.0 * shown as f32 + 15.0, more));
}
