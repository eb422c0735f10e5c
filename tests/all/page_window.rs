//! A whole program without a screen, for page tests: the real app over a folder of its own, drawn by the real view.

use std::{path::PathBuf, sync::Arc, time::Instant};

use chrono::NaiveDate;
use egui_kittest::Harness;
use rectification_ledger::{
    app::{App, Clock, Command, CommandQueue, CommandSender, Identity, NewLedger, StartOptions, WakeFn, command_queue},
    domain::{ledger::Ledger, rules::Role},
    store::paths::DataFolder,
    ui::{
        style,
        view::{Drafts, ViewCtx, view_ui},
    },
};
use tempfile::TempDir;

/// The program: what the window shows and what was asked of it.
pub struct Program {
    /// The app.
    pub app: App,
    /// What was asked for and is not carried out by itself: file dialogs.
    pub asked: Vec<Command>,
    sender: CommandSender,
    queue: CommandQueue,
    drafts: Drafts,
    /// Its folder; gone with the program.
    pub folder: TempDir,
}

/// The clock of all page tests: 2026-09-18, 14:32.
pub fn clock() -> Clock {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    let now = today.and_hms_opt(14, 32, 0).expect("a time");
    Clock { now, today, instant: Instant::now() }
}

/// The office's clerk of all page tests.
pub fn clerk() -> Identity {
    Identity { name: "王敏".to_owned(), unit: "市整改办".to_owned(), role: Role::Office, ..Identity::default() }
}

impl Program {
    /// A program started for the first time.
    pub fn fresh() -> Self {
        let folder = TempDir::new().expect("a folder");
        let wake = WakeFn(Arc::new(|| ()));
        let data = DataFolder::new(folder.path().join("data"));
        let app = App::start(StartOptions { data, wake }, clock());
        let (sender, queue) = command_queue();
        Self { app, asked: Vec::new(), sender, queue, drafts: Drafts::default(), folder }
    }

    /// Another window of the same user; its own folder is only a place to live.
    pub fn second_window(first: &Self) -> Self {
        let mut second = Self::known();
        second.app = Self::at(&first.folder);
        second
    }

    /// The app as it is at the next start over the same folder.
    pub fn at(folder: &TempDir) -> App {
        let data = DataFolder::new(folder.path().join("data"));
        App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock())
    }

    /// A program in which the clerk is known.
    pub fn known() -> Self {
        let mut program = Self::fresh();
        program.app.run(Command::SetIdentity(clerk()));
        program
    }

    /// A program with a new, empty ledger open.
    pub fn with_ledger() -> Self {
        let mut program = Self::known();
        let path = program.path("测试台账.ron");
        let new = NewLedger { title: "测试台账".to_owned(), path, ..NewLedger::default() };
        program.app.run(Command::CreateLedger(new));
        program.app.finish_saving();
        let made: Vec<u64> = program.app.notices().iter().map(|notice| notice.number).collect();
        for number in made {
            program.app.run(Command::Dismiss(number));
        }
        program
    }

    /// A file in the program's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The open ledger.
    pub fn ledger(&self) -> &Ledger {
        self.app.ledger().expect("an open ledger")
    }

    /// Draws one frame and carries out what it asked for.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        let ctx = ViewCtx { app: &self.app, commands: &self.sender };
        view_ui(ctx, ui, &mut self.drafts);
        while let Some(command) = self.queue.take() {
            if is_dialog(&command) {
                self.asked.push(command);
            } else {
                self.app.run(command);
            }
        }
        self.app.tick(clock());
    }
}

fn is_dialog(command: &Command) -> bool {
    matches!(
        command,
        Command::AskNewLedger(_) | Command::AskOpen | Command::AskSaveCopy | Command::AskPlan | Command::AskEvidence(_)
    )
}

/// The program in a window of this size.
pub fn open_sized<'a>(program: Program, size: [f32; 2]) -> Harness<'a, Program> {
    Harness::builder()
        .with_size(size)
        .with_max_steps(64)
        .with_context_setup(style::install)
        .build_ui_state(|ui, program: &mut Program| program.frame(ui), program)
}

/// The program in the window of an office computer.
pub fn open<'a>(program: Program) -> Harness<'a, Program> {
    open_sized(program, [1366.0, 728.0])
}
