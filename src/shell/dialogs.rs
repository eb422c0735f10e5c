//! The system's file dialogs: asked on a thread of their own, answered by a command.
//!
//! Each belongs to the window (elsewhere Windows shows it behind), begins in the folder used last for that kind of
//! file, and one is open at a time.

#![expect(clippy::wildcard_enum_match_arm, reason = "a command or action that is not meant here goes its usual way")]

mod picked;

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use rfd::FileDialog;
use winit::window::Window;

use crate::{
    app::{
        App, Command, CommandSender, ExportOrder, WakeFn,
        computer::{ComputerCommand, FolderKind, used_folder},
        documents::DocumentCommand,
        packages::PackageCommand,
        sheet_import::{ENDINGS, SheetCommand},
    },
    ui::words,
};

use picked::{Picked, agreed, with_picture_ending, with_ron};

/// Asks file dialogs, one at a time.
#[derive(Debug)]
pub struct Dialogs {
    sender: CommandSender,
    wake: WakeFn,
    window: Option<Arc<Window>>,
    open: Arc<AtomicBool>,
}

impl Dialogs {
    /// Answers go to `sender`, and `wake` tells the window.
    pub fn new(sender: CommandSender, wake: WakeFn) -> Self {
        Self { sender, wake, window: None, open: Arc::default() }
    }

    /// Dialogs belong to this window from now on.
    pub fn belong_to(&mut self, window: Option<Arc<Window>>) {
        self.window = window;
    }

    /// Asks what `command` wants asked; false where it wants nothing asked.
    pub fn ask(&self, command: &Command, app: &App) -> bool {
        let ask = Ask { dialogs: self, app };
        match command {
            Command::AskOpen => ask.open_ledger(),
            Command::AskNewLedger(new) => {
                let name = format!("{}.ron", new.title.trim());
                ask.start(FolderKind::Ledgers, move |dialog| {
                    let dialog = dialog.add_filter(words::LEDGER_FILE, &["ron"]).set_file_name(name);
                    Picked::beside(dialog.save_file()?, |path| Command::PickedPlace(with_ron(path)))
                });
            }
            Command::AskSaveCopy => {
                // Another name than its own: a copy beside the ledger is what most want.
                let name = words::computer::copy_name(&app.file_name().unwrap_or_default());
                ask.start(FolderKind::Ledgers, move |dialog| {
                    let dialog = dialog.add_filter(words::LEDGER_FILE, &["ron"]).set_file_name(name);
                    Picked::beside(dialog.save_file()?, |path| Command::SaveCopy(with_ron(path)))
                });
            }
            Command::AskMerge => ask.start(FolderKind::Packages, |dialog| {
                let dialog = dialog.add_filter(words::LEDGER_FILE, &["ron", "zst"]);
                Picked::beside(dialog.pick_file()?, Command::Merge)
            }),
            Command::AskPlan => ask.start(FolderKind::Plans, |dialog| {
                let dialog = dialog.add_filter(words::PLAN_FILE, &["docx", "txt", "md"]);
                Picked::beside(dialog.pick_file()?, Command::ReadPlan)
            }),
            Command::AskBringBack(sha) => {
                let sha = *sha;
                ask.start(FolderKind::Evidence, move |dialog| {
                    let dialog = dialog.add_filter(words::computer::ANY_FILE, &["*"]);
                    Picked::beside(dialog.pick_file()?, |path| Command::BringBack(sha, path))
                });
            }
            Command::AskEvidence(target) => {
                let target = target.clone();
                ask.start(FolderKind::Evidence, move |dialog| {
                    let dialog = dialog
                        .add_filter(words::computer::ANY_FILE, &["*"])
                        .add_filter(words::computer::PICTURES, &["jpg", "jpeg", "png", "bmp", "gif", "webp"])
                        .add_filter(
                            words::computer::PAPERS,
                            &["pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "ofd"],
                        );
                    Picked::several(dialog.pick_files()?, |files| Command::AddEvidence(target, files))
                });
            }
            Command::Packages(asked) => return ask.packages(asked),
            Command::Sheets(asked) => return ask.sheets(asked),
            Command::Document(command) => return ask.document(command),
            _ => return ask.export(command),
        }
        true
    }
}

/// One question, with the app as it is now.
#[derive(Clone, Copy)]
struct Ask<'a> {
    dialogs: &'a Dialogs,
    app: &'a App,
}

impl Ask<'_> {
    fn open_ledger(self) {
        self.start(FolderKind::Ledgers, |dialog| {
            let dialog = dialog
                .add_filter(words::LEDGER_FILE, &["ron", "zst", "zip", "age"])
                .add_filter(words::computer::ANY_FILE, &["*"]);
            Picked::beside(dialog.pick_file()?, Command::Open)
        });
    }

    /// What is written for use outside the program.
    fn export(self, command: &Command) -> bool {
        match command {
            Command::AskOverviewPicture => self.start(FolderKind::Exports, |dialog| {
                let dialog = dialog
                    .add_filter(words::overview_cards::PNG_FILE, &["png"])
                    .add_filter(words::overview_cards::SVG_FILE, &["svg"])
                    .set_file_name(words::overview_cards::PICTURE_NAME);
                Picked::beside(dialog.save_file()?, |path| Command::SaveOverviewPicture(with_picture_ending(path)))
            }),
            Command::AskExport(order, name) => self.form(order, name),
            Command::AskSaveText(name, text) => {
                let (name, text) = (name.clone(), text.clone());
                self.start(FolderKind::Exports, move |dialog| {
                    let dialog = dialog.add_filter(words::computer::TEXT_FILE, &["txt"]).set_file_name(name);
                    Picked::beside(dialog.save_file()?, |path| Command::SaveText(path, text))
                });
            }
            _ => return false,
        }
        true
    }

    fn form(self, order: &ExportOrder, name: &str) {
        let (order, name) = (Box::new(order.clone()), name.to_owned());
        self.start(FolderKind::Exports, move |dialog| {
            let format = order.format;
            let kind = words::reports::file_kind(format);
            let dialog = dialog.add_filter(kind, &[format.ending()]).set_file_name(name);
            Picked::beside(dialog.save_file()?, |picked| {
                let (path, may_replace) = agreed(&picked, format.ending());
                Command::Export(order, path, may_replace)
            })
        });
    }

    fn document(self, command: &DocumentCommand) -> bool {
        match command {
            DocumentCommand::Ask(order, _) if order.into_folder() => {
                let order = order.clone();
                self.folder(FolderKind::Documents, move |folder| {
                    Command::Document(DocumentCommand::Write(order, folder, false))
                });
            }
            DocumentCommand::Ask(order, name) => {
                let (order, name) = (order.clone(), name.clone());
                self.start(FolderKind::Documents, move |dialog| {
                    let dialog = dialog.add_filter(words::documents::WORD_FILE, &["docx"]).set_file_name(name);
                    Picked::beside(dialog.save_file()?, |picked| {
                        let (path, asked) = agreed(&picked, "docx");
                        Command::Document(DocumentCommand::Write(order, path, asked))
                    })
                });
            }
            DocumentCommand::AskPublicCopy(name) => {
                let name = name.clone();
                self.start(FolderKind::Exports, move |dialog| {
                    let dialog = dialog.add_filter(words::LEDGER_FILE, &["ron"]).set_file_name(name);
                    Picked::beside(dialog.save_file()?, |picked| {
                        let (path, asked) = agreed(&picked, "ron");
                        Command::Document(DocumentCommand::WritePublicCopy(path, asked))
                    })
                });
            }
            DocumentCommand::AskTemplateFolder => self.folder(FolderKind::Templates, |folder| {
                Command::Document(DocumentCommand::SetTemplateFolder(Some(folder)))
            }),
            DocumentCommand::AskExportTemplates => {
                self.folder(FolderKind::Templates, |folder| {
                    Command::Document(DocumentCommand::ExportTemplates(folder))
                });
            }
            _ => return false,
        }
        true
    }

    fn packages(self, asked: &PackageCommand) -> bool {
        match asked {
            PackageCommand::AskFolder => {
                self.folder(FolderKind::Packages, |folder| Command::Packages(PackageCommand::SetFolder(folder)));
            }
            PackageCommand::AskPackages => self.start(FolderKind::Packages, |dialog| {
                let dialog = dialog.add_filter(words::exchange_packages::FILES, &["zip", "age", "ron"]);
                Picked::several(dialog.pick_files()?, |files| Command::Packages(PackageCommand::Look(files)))
            }),
            PackageCommand::AskPackageFolder => {
                self.folder(FolderKind::Packages, |folder| Command::Packages(PackageCommand::Look(vec![folder])));
            }
            _ => return false,
        }
        true
    }

    fn sheets(self, asked: &SheetCommand) -> bool {
        match asked {
            SheetCommand::Ask => self.start(FolderKind::Sheets, |dialog| {
                let dialog = dialog.add_filter(words::sheets::SHEET_FILE, &ENDINGS);
                Picked::several(dialog.pick_files()?, |paths| Command::Sheets(SheetCommand::Read(paths)))
            }),
            SheetCommand::AskReports(month, units) => {
                let (month, units) = (*month, units.clone());
                self.folder(FolderKind::Sheets, move |folder| {
                    Command::Sheets(SheetCommand::WriteReports(folder, month, units))
                });
            }
            SheetCommand::AskSaveText(name, text) => {
                let (name, text) = (name.clone(), text.clone());
                self.start(FolderKind::Exports, move |dialog| {
                    let dialog = dialog.add_filter(words::sheets::CSV_FILE, &["csv"]).set_file_name(name);
                    Picked::beside(dialog.save_file()?, |path| Command::Sheets(SheetCommand::SaveText(path, text)))
                });
            }
            _ => return false,
        }
        true
    }

    fn folder(self, kind: FolderKind, then: impl FnOnce(PathBuf) -> Command + Send + 'static) {
        self.start(kind, move |dialog| {
            let folder = dialog.pick_folder()?;
            Some(Picked { folder: Some(folder.clone()), command: then(folder) })
        });
    }

    fn start(self, kind: FolderKind, ask: impl FnOnce(FileDialog) -> Option<Picked> + Send + 'static) {
        let this = self.dialogs;
        if this.open.swap(true, Ordering::SeqCst) {
            return;
        }
        // The parent is taken on this thread: Windows gives its handle to no other.
        let dialog = FileDialog::new();
        let dialog = match &this.window {
            Some(window) => dialog.set_parent(&**window),
            None => dialog,
        };
        let used = used_folder(&self.app.settings().folders, kind).map(ToOwned::to_owned);
        let (sender, wake, open) = (this.sender.clone(), this.wake.clone(), Arc::clone(&this.open));
        let asking = thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            // A stick that was pulled out meanwhile; asked here, because a network folder may take its time.
            let dialog = match used.filter(|folder| folder.is_dir()) {
                Some(folder) => dialog.set_directory(folder),
                None => dialog,
            };
            if let Some(Picked { folder, command }) = ask(dialog) {
                if let Some(folder) = folder {
                    sender.send(Command::Computer(ComputerCommand::UsedFolder(kind, folder)));
                }
                sender.send(command);
            }
            open.store(false, Ordering::SeqCst);
            (wake.0)();
        });
        if let Err(error) = asking {
            log::warn!("no thread for a file dialog: {error}");
            this.open.store(false, Ordering::SeqCst);
        }
    }
}
