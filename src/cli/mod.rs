//! What the command line does: the same library as the window, for scripts and tests.
//!
//! ```text
//! arguments -> one subcommand -> lines for the terminal or JSON -> exit code
//! ```
//! Exit codes: 0 fine, 1 faults found or refused, 2 wrong use, 3 cannot read or write.

mod act;
mod args;
mod document_args;
mod document_words;
mod documents;
mod evidence;
mod export;
mod files;
mod import_args;
mod json;
mod list;
mod look;
mod make;
mod merge;
mod open;
mod package_args;
mod package_words;
mod packages;
mod pipe;
mod plan;
mod sheets;
mod take_in;
mod typed;
mod words;

use std::{ffi::OsString, io::Write, path::PathBuf};

use chrono::NaiveDate;
use clap::Parser as _;

use crate::{
    app::{Clock, random_id},
    store::{StoreError, paths::DataFolder},
    ui,
};

use args::{Cli, Subcommand};
pub use pipe::Pipe;

/// What the program was started with beside its arguments.
pub struct Desk<'a> {
    /// The clock.
    pub clock: Clock,
    /// Where the window keeps its journals.
    pub data: DataFolder,
    /// Where what was asked for goes.
    pub out: &'a mut dyn Write,
    /// Where everything else goes.
    pub told: &'a mut dyn Write,
    /// What is piped in.
    pub piped: &'a mut dyn std::io::BufRead,
}

impl std::fmt::Debug for Desk<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("data", &self.data).finish_non_exhaustive()
    }
}

/// How a subcommand ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Fine,
    /// Faults were found, or a rule refused.
    Faults,
    /// It was asked for wrongly.
    WrongUse,
    /// A file cannot be read or written.
    NoFile,
}

impl Exit {
    /// The number the program ends with.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Faults => 1,
            Self::WrongUse => 2,
            Self::NoFile => 3,
        }
    }
}

/// Why a subcommand stopped: how it ends, and what is said.
#[derive(Debug)]
pub(crate) struct Stop {
    exit: Exit,
    said: String,
}

impl Stop {
    fn faults(said: impl Into<String>) -> Self {
        Self { exit: Exit::Faults, said: said.into() }
    }

    fn wrong_use(said: impl Into<String>) -> Self {
        Self { exit: Exit::WrongUse, said: said.into() }
    }

    fn no_file(said: impl Into<String>) -> Self {
        Self { exit: Exit::NoFile, said: said.into() }
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::no_file(ui::words::store_error(&error))
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::no_file(words::cannot_print(&error))
    }
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        Self::no_file(words::cannot_print(&error.into()))
    }
}

type Done = Result<Exit, Stop>;

/// Does what the arguments ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>, desk: &mut Desk<'_>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return say_usage(&error, desk),
    };
    let done = carry_out(cli.subcommand, desk);
    let ended = done.unwrap_or_else(|stop| {
        // Nobody to tell is no reason to end otherwise.
        writeln!(desk.told, "{}", stop.said).ok();
        stop.exit
    });
    match desk.out.flush() {
        Ok(()) => ended,
        Err(_) => Exit::NoFile,
    }
}

/// Help goes where output goes, a mistake where everything else does.
fn say_usage(error: &clap::Error, desk: &mut Desk<'_>) -> Exit {
    let (to, exit) = if error.use_stderr() { (&mut *desk.told, Exit::WrongUse) } else { (&mut *desk.out, Exit::Fine) };
    write!(to, "{}", error.render()).ok();
    to.flush().ok();
    exit
}

fn carry_out(asked: Subcommand, desk: &mut Desk<'_>) -> Done {
    match asked {
        Subcommand::New(asked) => make::new(&asked, desk),
        Subcommand::Sample(asked) => make::sample(&asked, desk),
        Subcommand::Generate(asked) => make::generate(&asked, desk),
        Subcommand::ReadPlan(asked) => plan::read(&asked, desk),
        Subcommand::Deadline(asked) => plan::deadline(&asked, desk),
        Subcommand::Import(asked) if sheets::is_sheet(&asked.source) => sheets::import(&asked, desk),
        Subcommand::Import(asked) => plan::import(&asked, desk),
        Subcommand::Export(asked) => export::export(&asked, desk),
        Subcommand::Templates(asked) => documents::templates(&asked, desk),
        Subcommand::Act(asked) => act::act(&asked, desk),
        Subcommand::Show(asked) => look::show(&asked, desk),
        Subcommand::Log(asked) => look::log(&asked, desk),
        Subcommand::Stats(asked) => look::stats(&asked, desk),
        Subcommand::Check(asked) => files::check(&asked, desk),
        Subcommand::Salvage(asked) => files::salvage(&asked, desk),
        Subcommand::Merge(asked) => merge::merge(&asked, desk),
        Subcommand::Resolve(asked) => merge::resolve(&asked, desk),
        Subcommand::Pack(asked) => packages::pack(&asked, desk),
        Subcommand::HandOut(asked) => packages::hand_out(&asked, desk),
        Subcommand::TakeIn(asked) => take_in::take_in(&asked, desk),
        Subcommand::Unpack(asked) => packages::unpack(&asked, desk),
        Subcommand::Admit(asked) => take_in::admit(&asked, desk),
        Subcommand::Evidence(asked) => evidence::run(&asked, desk),
    }
}

impl Desk<'_> {
    /// The clock set to another business day, where one was given.
    fn clock_on(&self, day: Option<NaiveDate>) -> Clock {
        let Some(today) = day else {
            return self.clock;
        };
        Clock { now: today.and_time(self.clock.now.time()), today, ..self.clock }
    }

    fn line(&mut self, text: &str) -> Result<(), Stop> {
        Ok(writeln!(self.out, "{text}")?)
    }

    fn json(&mut self, value: &serde_json::Value) -> Result<(), Stop> {
        serde_json::to_writer_pretty(&mut *self.out, value)?;
        self.line("")
    }

    /// A word beside the output.
    fn tell(&mut self, text: &str) -> Result<(), Stop> {
        Ok(writeln!(self.told, "{text}")?)
    }
}

/// Random ids, as the window gives them.
fn random_ids() -> Box<dyn FnMut() -> u128> {
    Box::new(random_id)
}

/// A path in words.
fn shown(path: &std::path::Path) -> String {
    PathBuf::from(path).display().to_string()
}
