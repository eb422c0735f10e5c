//! The system's file dialogs: asked on a thread of their own, answered by a command.

#![expect(clippy::wildcard_enum_match_arm, reason = "a command or action that is not meant here goes its usual way")]

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use crate::{
    app::{
        Command, CommandSender, ExportOrder, WakeFn,
        documents::DocumentCommand,
        packages::PackageCommand,
        sheet_import::{ENDINGS, SheetCommand},
    },
    ui::words,
};

/// Asks file dialogs, one at a time.
#[derive(Debug)]
pub struct Dialogs {
    sender: CommandSender,
    wake: WakeFn,
    open: Arc<AtomicBool>,
}

impl Dialogs {
    /// Answers go to `sender`, and `wake` tells the window.
    pub fn new(sender: CommandSender, wake: WakeFn) -> Self {
        Self { sender, wake, open: Arc::default() }
    }

    /// Asks what `command` wants asked, a copy being called `copy_name` unless somebody says otherwise; false where it wants nothing asked.
    pub fn ask(&self, command: &Command, copy_name: String) -> bool {
        match command {
            Command::AskOpen => self.start(|| {
                let picked =
                    rfd::FileDialog::new().add_filter(words::LEDGER_FILE, &["ron", "zst", "zip", "age"]).pick_file();
                picked.map(Command::Open)
            }),
            Command::AskNewLedger(new) => {
                let name = format!("{}.ron", new.title.trim());
                self.start(move || pick_new_ledger(name));
            }
            Command::AskSaveCopy => self.start(move || {
                let dialog = rfd::FileDialog::new().add_filter(words::LEDGER_FILE, &["ron"]).set_file_name(copy_name);
                dialog.save_file().map(|path| Command::SaveCopy(with_ron(path)))
            }),
            Command::AskOverviewPicture => self.start(|| {
                let dialog = rfd::FileDialog::new()
                    .add_filter(words::overview_cards::PNG_FILE, &["png"])
                    .add_filter(words::overview_cards::SVG_FILE, &["svg"])
                    .set_file_name(words::overview_cards::PICTURE_NAME);
                dialog.save_file().map(|path| Command::SaveOverviewPicture(with_picture_ending(path)))
            }),
            Command::AskExport(order, name) => self.ask_export(order, name),
            Command::Packages(asked) => return self.ask_packages(asked),
            Command::AskPlan => self.start(|| {
                let dialog = rfd::FileDialog::new().add_filter(words::PLAN_FILE, &["docx", "txt", "md"]);
                dialog.pick_file().map(Command::ReadPlan)
            }),
            Command::Sheets(asked) => return self.ask_sheets(asked),
            Command::AskMerge => self.start(|| {
                let picked = rfd::FileDialog::new().add_filter(words::LEDGER_FILE, &["ron", "zst"]).pick_file();
                picked.map(Command::Merge)
            }),
            Command::AskSaveText(name, text) => {
                let (name, text) = (name.clone(), text.clone());
                self.start(move || {
                    let dialog = rfd::FileDialog::new().set_file_name(name);
                    dialog.save_file().map(|path| Command::SaveText(path, text))
                });
            }
            Command::AskBringBack(sha) => {
                let sha = *sha;
                self.start(move || rfd::FileDialog::new().pick_file().map(|path| Command::BringBack(sha, path)));
            }
            Command::AskEvidence(target) => {
                let target = target.clone();
                self.start(move || {
                    rfd::FileDialog::new().pick_files().map(|files| Command::AddEvidence(target, files))
                });
            }
            Command::Document(command) => return self.ask_document(command),
            _ => return false,
        }
        true
    }

    fn ask_export(&self, order: &ExportOrder, name: &str) {
        let (order, name) = (Box::new(order.clone()), name.to_owned());
        self.start(move || {
            let format = order.format;
            let kind = words::reports::file_kind(format);
            let dialog = rfd::FileDialog::new().add_filter(kind, &[format.ending()]).set_file_name(name);
            let (path, may_replace) = agreed(&dialog.save_file()?, format.ending());
            Some(Command::Export(order, path, may_replace))
        });
    }

    fn ask_document(&self, command: &DocumentCommand) -> bool {
        match command {
            DocumentCommand::Ask(order, _) if order.into_folder() => {
                let order = order.clone();
                self.start(move || {
                    let folder = rfd::FileDialog::new().pick_folder()?;
                    Some(Command::Document(DocumentCommand::Write(order, folder, false)))
                });
            }
            DocumentCommand::Ask(order, name) => {
                let (order, name) = (order.clone(), name.clone());
                self.start(move || {
                    let dialog = rfd::FileDialog::new().add_filter(words::documents::WORD_FILE, &["docx"]);
                    let (path, asked) = agreed(&dialog.set_file_name(name).save_file()?, "docx");
                    Some(Command::Document(DocumentCommand::Write(order, path, asked)))
                });
            }
            DocumentCommand::AskPublicCopy(name) => {
                let name = name.clone();
                self.start(move || {
                    let dialog = rfd::FileDialog::new().add_filter(words::LEDGER_FILE, &["ron"]);
                    let (path, asked) = agreed(&dialog.set_file_name(name).save_file()?, "ron");
                    Some(Command::Document(DocumentCommand::WritePublicCopy(path, asked)))
                });
            }
            DocumentCommand::AskTemplateFolder => self.start(|| {
                let folder = rfd::FileDialog::new().pick_folder()?;
                Some(Command::Document(DocumentCommand::SetTemplateFolder(Some(folder))))
            }),
            DocumentCommand::AskExportTemplates => self.start(|| {
                let folder = rfd::FileDialog::new().pick_folder()?;
                Some(Command::Document(DocumentCommand::ExportTemplates(folder)))
            }),
            _ => return false,
        }
        true
    }

    fn ask_packages(&self, asked: &PackageCommand) -> bool {
        match asked {
            PackageCommand::AskFolder => self.start(|| {
                let picked = rfd::FileDialog::new().pick_folder();
                picked.map(|folder| Command::Packages(PackageCommand::SetFolder(folder)))
            }),
            PackageCommand::AskPackages => self.start(|| {
                let dialog = rfd::FileDialog::new().add_filter(words::exchange_packages::FILES, &["zip", "age", "ron"]);
                dialog.pick_files().map(|files| Command::Packages(PackageCommand::Look(files)))
            }),
            PackageCommand::AskPackageFolder => self.start(|| {
                let picked = rfd::FileDialog::new().pick_folder();
                picked.map(|folder| Command::Packages(PackageCommand::Look(vec![folder])))
            }),
            _ => return false,
        }
        true
    }

    fn ask_sheets(&self, asked: &SheetCommand) -> bool {
        match asked {
            SheetCommand::Ask => self.start(|| {
                let dialog = rfd::FileDialog::new().add_filter(words::sheets::SHEET_FILE, &ENDINGS);
                dialog.pick_files().map(|paths| Command::Sheets(SheetCommand::Read(paths)))
            }),
            SheetCommand::AskReports(month, units) => {
                let (month, units) = (*month, units.clone());
                self.start(move || {
                    let folder = rfd::FileDialog::new().pick_folder();
                    folder.map(|folder| Command::Sheets(SheetCommand::WriteReports(folder, month, units)))
                });
            }
            SheetCommand::AskSaveText(name, text) => {
                let (name, text) = (name.clone(), text.clone());
                self.start(move || {
                    let dialog =
                        rfd::FileDialog::new().add_filter(words::sheets::CSV_FILE, &["csv"]).set_file_name(name);
                    dialog.save_file().map(|path| Command::Sheets(SheetCommand::SaveText(path, text)))
                });
            }
            _ => return false,
        }
        true
    }

    fn start(&self, ask: impl FnOnce() -> Option<Command> + Send + 'static) {
        if self.open.swap(true, Ordering::SeqCst) {
            return;
        }
        let (sender, wake, open) = (self.sender.clone(), self.wake.clone(), Arc::clone(&self.open));
        let asking = thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            if let Some(command) = ask() {
                sender.send(command);
            }
            open.store(false, Ordering::SeqCst);
            (wake.0)();
        });
        if asking.is_err() {
            self.open.store(false, Ordering::SeqCst);
        }
    }
}

fn pick_new_ledger(name: String) -> Option<Command> {
    let dialog = rfd::FileDialog::new().add_filter(words::LEDGER_FILE, &["ron"]).set_file_name(name);
    dialog.save_file().map(|path| Command::PickedPlace(with_ron(path)))
}

/// The path with the ending of pictures; what was typed decides which.
fn with_picture_ending(path: PathBuf) -> PathBuf {
    let is = |wanted: &str| path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case(wanted));
    if is("png") || is("svg") {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".png");
    PathBuf::from(name)
}

/// The path with an ending, and whether the dialog has asked about just that path: then what is there may go.
fn agreed(picked: &Path, ending: &str) -> (PathBuf, bool) {
    let path = with_ending(picked.to_owned(), ending);
    let asked = path == picked;
    (path, asked)
}

/// The path with the ending of ledgers, whatever was typed.
fn with_ron(path: PathBuf) -> PathBuf {
    with_ending(path, "ron")
}

/// The path with an ending, whatever was typed.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case(ending)) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}
