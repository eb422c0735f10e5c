//! The sample ledger: invented, with every stage, level and time status, dates relative to a given day.
//!
//! **Invariant:** the same day gives the same bytes; everything goes through the rules.

mod apart;
mod calendar;
mod closing;
mod complaints;
mod directory;
mod entry;
mod files;
mod looking_back;
mod months;
mod own_check;
mod provincial;
mod provincial_second;
mod records;
mod story;

use chrono::{NaiveDate, TimeDelta};

use crate::{
    domain::{DeviceId, LedgerId, RecordId, ledger::Ledger, rules::Role},
    store::{Cause, ledger_write::LedgerContent},
};

use super::{
    founding::{self, OFFICE},
    identity::{Clock, Identity},
    scribe::{NotWritten, Scribe},
};

pub use files::write_files;

use directory::{INSPECTIONS, people_of};
use story::{Event, Story, Typist};

/// What the sample's file is called.
pub const FILE_NAME: &str = "示例市整改台账.ron";

/// The title of the sample.
const TITLE: &str = "示例市生态环境保护督察整改台账";

/// Makes the sample as it stands on the clock's day.
pub fn sample(clock: Clock) -> Result<LedgerContent, Cause> {
    tell(clock).map_err(|error| Cause::from(std::io::Error::other(error)))
}

fn tell(clock: Clock) -> Result<LedgerContent, NotWritten> {
    let mut story = Story { today: clock.today, events: Vec::new(), n_notices: 0 };
    tell_beginning(&mut story);
    story.tell_inspection(0, provincial::ENTRIES);
    story.tell_inspection(0, provincial_second::ENTRIES);
    story.tell_inspection(1, looking_back::ENTRIES);
    story.tell_inspection(2, own_check::ENTRIES);
    story.tell_complaints();
    story.tell_cases();
    story.tell_files();
    story.tell_related();
    story.tell_draw();
    let mut events = story.events;
    // Stable: what was told of one issue on one day stays in its order.
    events.sort_by_key(|event| event.day);
    let id = LedgerId::derived(&["sample", &clock.today.to_string()]);
    let content = LedgerContent { ledger: Ledger::new(id), ..LedgerContent::default() };
    let ids = counted_ids(&id.to_string());
    let mut scribe = Scribe::new(content, identity(Typist::Office), clock, Box::new(ids));
    let mut typed = (NaiveDate::MIN, 0);
    for event in events {
        typed = if event.day == typed.0 { (event.day, typed.1 + 1) } else { (event.day, 0) };
        write(&mut scribe, event, typed.1)?;
    }
    let met = apart::part_and_choose(scribe.content, clock)?;
    apart::part_and_meet(met, clock)
}

fn tell_beginning(story: &mut Story) {
    let first = INSPECTIONS.iter().map(|it| it.4).max().unwrap_or_default();
    story.tell(first + 3, Typist::Office, founding::actions(TITLE, &identity(Typist::Office)));
    story.tell(first + 3, Typist::Office, directory::units_and_people());
    story.tell(first + 3, Typist::Office, directory::phones());
    for (place, inspection) in INSPECTIONS.iter().enumerate() {
        let ago = inspection.4;
        if let Some(add) = directory::add_inspection(place, story.day(ago)) {
            story.tell(ago, Typist::Office, add);
        }
    }
}

fn write(scribe: &mut Scribe, event: Event, place: i64) -> Result<(), NotWritten> {
    scribe.who = identity(event.who);
    scribe.clock = at(scribe.clock, event.day, place);
    scribe.act(event.action).map(drop)
}

/// A clock on that day, at the time of the so-manieth entry of the day.
fn at(clock: Clock, day: NaiveDate, place: i64) -> Clock {
    let nine = day.and_time(chrono::NaiveTime::MIN) + TimeDelta::hours(9);
    Clock { now: nine + TimeDelta::minutes(4 * place), today: day, ..clock }
}

/// Who somebody is, each at a computer of their own.
fn identity(typist: Typist) -> Identity {
    let (name, unit, role) = match typist {
        Typist::Office => ("刘敏", OFFICE, Role::Office),
        Typist::OfficeToo => ("周航", OFFICE, Role::Office),
        Typist::Supervisor => ("陈国栋", OFFICE, Role::Supervisor),
        Typist::Unit(unit) => (people_of(unit).1, unit, Role::Unit),
    };
    let device = DeviceId::derived(&["sample", name]);
    Identity { name: name.to_owned(), unit: unit.to_owned(), role, device }
}

/// Ids and salts counted from a seed: the same each time, and as unlike each other as random ones.
pub(in crate::app) fn counted_ids(seed: &str) -> impl FnMut() -> u128 + 'static {
    let seed = seed.to_owned();
    let mut n = 0_u64;
    move || {
        n += 1;
        RecordId::derived(&["counted", &seed, &n.to_string()]).0
    }
}

#[cfg(test)]
mod tests;
