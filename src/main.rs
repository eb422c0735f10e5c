//! The window: what it is started with, and a word on the screen where nothing can draw it.

#![windows_subsystem = "windows"]

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use rectification_ledger::{
    app::computer::RendererName,
    shell::{
        arguments::{AFTER_CRASH, Arguments, Said},
        bell::ring_for,
        data_root,
        early::Early,
        graphics,
        log_file::{self, log_path},
        start::{Outcome, open_window},
    },
    store::paths::DataFolder,
    ui::words,
};

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments.or_environment(),
        Err(Said::Answer(said)) => return say(&said, ExitCode::SUCCESS),
        Err(Said::Fault(said)) => return say(&said, ExitCode::from(2)),
    };
    let data = DataFolder::new(data_root());
    log_file::start(&data);
    // The window that has the ledger open comes forward instead of a second one.
    if arguments.file.as_deref().is_some_and(|file| ring_for(&data, file)) {
        return ExitCode::SUCCESS;
    }
    let mut early = Some(Early::start(arguments.file.as_deref()));
    let here = RendererName::of_this_system();
    let outcome = open_window(&data, &arguments, &here, &mut |this| graphics::attempt(this, &data, early.take()));
    let log = log_path(&data);
    match outcome {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::StartAnew(file) => start_anew(file, &log),
        Outcome::NothingDraws(tried) => {
            log::error!("nothing draws the window");
            show_box(&words::computer::no_renderer(&tried, &log))
        }
        Outcome::BrokeOff => show_box(&words::computer::broke_off(&log)),
    }
}

/// A driver took this process down, which may leave the event loop useless: another process tries the next one.
fn start_anew(file: Option<PathBuf>, log: &Path) -> ExitCode {
    let started = std::env::current_exe().and_then(|program| {
        let mut command = Command::new(program);
        command.arg(AFTER_CRASH);
        if let Some(file) = file {
            command.arg("--").arg(file);
        }
        command.spawn()
    });
    match started {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            log::error!("the program cannot be started anew: {error}");
            show_box(&words::computer::broke_off(log))
        }
    }
}

/// Says why nothing is to be seen: the window's program has no terminal on Windows.
fn show_box(said: &str) -> ExitCode {
    complain(said);
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title(words::PROGRAM)
        .set_description(said)
        .show();
    ExitCode::FAILURE
}

/// Answers a command line: in the terminal it was typed into, or in a box where there is none.
fn say(said: &str, code: ExitCode) -> ExitCode {
    complain(said);
    if cfg!(windows) {
        rfd::MessageDialog::new().set_title(words::PROGRAM).set_description(said).show();
    }
    code
}

fn complain(said: &str) {
    // Without a terminal there is nobody to read it.
    writeln!(std::io::stderr(), "{said}").ok();
}
