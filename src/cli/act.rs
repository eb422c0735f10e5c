//! Does actions that are piped in, one a line: all of them, or none.

use std::{
    io::{BufRead as _, Read as _},
    path::Path,
};

use ron::{Options, extensions::Extensions};
use serde_json::json;

use crate::{
    app::scribe::Scribe,
    domain::rules::Action,
    store::{Cause, Doing, StoreError},
};

use super::{
    Desk, Done, Exit, Stop,
    args::ActArgs,
    make::identity,
    open::{open_to_change, refused},
    random_ids, words,
};

/// So much is read of what is piped in: a hundred thousand actions take a tenth.
const MOST_PIPED_BYTES: u64 = 128 << 20;

pub(super) fn act(asked: &ActArgs, desk: &mut Desk<'_>) -> Done {
    let who = identity(&asked.author, &asked.unit, asked.role.into())?;
    let actions = read_actions(desk)?;
    let mut opened = open_to_change(&asked.file, desk)?;
    let content = std::mem::take(&mut opened.content);
    let mut scribe = Scribe::new(content, who, desk.clock_on(asked.date), random_ids());
    // Who names the day has looked at the calendar.
    scribe.clock_confirmed = asked.date.is_some();
    let mut done = Vec::new();
    for (line, action) in actions {
        match scribe.act(action) {
            Ok(change) => done.push((line, change)),
            Err(error) => {
                let said = words::refused_line(line, &refused(&error, &scribe.content));
                return Err(Stop::faults(said));
            }
        }
    }
    let n_changes = done.iter().filter(|(_, change)| change.is_some()).count();
    if n_changes > 0 {
        opened.save(&scribe.content, desk)?;
    }
    if asked.json {
        let told = done.iter().map(|(line, change)| json!({"line": line, "id": change.map(|id| id.to_string())}));
        desk.json(&json!({"changes": told.collect::<Vec<_>>()}))?;
    } else {
        desk.line(&words::acted(done.len(), n_changes))?;
    }
    Ok(Exit::Fine)
}

/// Reads all lines before anything is done.
fn read_actions(desk: &mut Desk<'_>) -> Result<Vec<(usize, Action)>, Stop> {
    // A value may stand bare where it could be missing: lead_unit: "…" instead of Some("…").
    let ron = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let mut actions = Vec::new();
    let mut piped = (&mut *desk.piped).take(MOST_PIPED_BYTES + 1);
    for number in 1.. {
        let mut line = String::new();
        let read = piped.read_line(&mut line);
        if piped.limit() == 0 {
            let cause = Cause::TooBig { is: MOST_PIPED_BYTES + 1, most: MOST_PIPED_BYTES };
            return Err(StoreError::new(Doing::Read, Path::new("-"), cause).into());
        }
        let n_read = read.map_err(|error| Stop::wrong_use(words::unreadable_line(number, &error)))?;
        if n_read == 0 {
            break;
        }
        let text = line.trim_start_matches('\u{feff}').trim();
        if text.is_empty() || text.starts_with("//") {
            continue;
        }
        let action = ron.from_str(text);
        let action = action.map_err(|error| Stop::wrong_use(words::unreadable_line(number, &error)))?;
        actions.push((number, action));
    }
    Ok(actions)
}
