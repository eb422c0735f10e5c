//! New ledgers: empty, the sample, a big one.

use crate::{
    app::{Identity, founding, generate, sample, scribe::Scribe},
    domain::{DeviceId, LedgerId, ledger::Ledger, rules::Role},
    store::ledger_write::LedgerContent,
};

use super::{
    Desk, Done, Exit, Stop,
    args::{GenerateArgs, NewArgs, SampleArgs},
    open::{refused, save_new},
    random_ids, words,
};

/// Who types at the command line: one computer of its own for each name.
pub(super) fn identity(name: &str, unit: &str, role: Role) -> Result<Identity, Stop> {
    let who = Identity {
        name: name.trim().to_owned(),
        unit: unit.trim().to_owned(),
        role,
        device: DeviceId::derived(&["ledger command line", name.trim()]),
    };
    if who.is_complete() { Ok(who) } else { Err(Stop::wrong_use(words::NO_IDENTITY)) }
}

pub(super) fn new(asked: &NewArgs, desk: &mut Desk<'_>) -> Done {
    let who = identity(&asked.clerk.author, &asked.clerk.unit, Role::Office)?;
    let ledger = Ledger::new(LedgerId(crate::app::random_id()));
    let content = LedgerContent { ledger, ..LedgerContent::default() };
    let founding = founding::actions(&asked.title, &who);
    let mut scribe = Scribe::new(content, who, desk.clock_on(asked.clerk.today), random_ids());
    if let Err(error) = scribe.act(founding) {
        return Err(Stop::faults(refused(&error, &scribe.content)));
    }
    save_new(&asked.file, &scribe.content)?;
    desk.line(&words::made(&asked.file, &scribe.content))?;
    Ok(Exit::Fine)
}

pub(super) fn sample(asked: &SampleArgs, desk: &mut Desk<'_>) -> Done {
    let content = sample::sample(desk.clock_on(asked.today));
    let content = content.map_err(|cause| Stop::faults(words::not_written(&cause)))?;
    save_new(&asked.file, &content)?;
    sample::write_files(&asked.file, content.ledger.id).map_err(|error| Stop::faults(error.to_string()))?;
    desk.line(&words::made(&asked.file, &content))?;
    Ok(Exit::Fine)
}

pub(super) fn generate(asked: &GenerateArgs, desk: &mut Desk<'_>) -> Done {
    let clock = desk.clock_on(asked.today.or_else(|| chrono::NaiveDate::from_ymd_opt(2026, 9, 18)));
    let content = generate::generate(asked.issues, asked.changes, asked.seed, clock);
    let content = content.map_err(|error| Stop::faults(words::not_written(&error)))?;
    save_new(&asked.file, &content)?;
    desk.line(&words::made(&asked.file, &content))?;
    Ok(Exit::Fine)
}
