//! The window's program as it starts: drivers that are missing, the message box, the log, the settings about it.

use std::{
    fs,
    path::Path,
    process::{Command as Process, Output},
};

use egui_kittest::kittest::Queryable as _;
use rectification_ledger::{
    app::{
        Command, NoticeKind, Page, Saved,
        computer::{RendererMemory, RendererName},
    },
    domain::{IssueId, issue::IssueValue, rules::Action},
    store::{paths::DataFolder, safe_write::safe_write},
    ui::words,
};
use tempfile::TempDir;

use crate::page_window::{Program, open_sized};

/// All cards of the settings at once.
const TALL: [f32; 2] = [1366.0, 1500.0];

/// Starts the window's program in a folder of its own, with a `zenity` that writes what it was to show into a file.
fn start(folder: &Path, without: &str, words: &[&str]) -> Output {
    let bin = folder.join("bin");
    fs::create_dir_all(&bin).expect("a folder");
    let zenity = bin.join("zenity");
    let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{}'\n", folder.join("box.txt").display());
    safe_write(&zenity, script.as_bytes()).expect("a program");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&zenity, fs::Permissions::from_mode(0o755)).expect("may run");
    }
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    Process::new(env!("CARGO_BIN_EXE_rectification-ledger"))
        .args(words)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("RUST_LOG")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env("PATH", path)
        .env("HOME", folder)
        .env("RECTIFICATION_LEDGER_DATA", folder.join("data"))
        .env("RECTIFICATION_LEDGER_WITHOUT", without)
        .output()
        .expect("the program runs")
}

#[test]
#[cfg(unix)]
fn without_any_driver_the_program_says_what_it_tried_in_order_and_where_the_log_is() {
    let folder = TempDir::new().expect("a folder");
    let ended = start(folder.path(), "dx12,vulkan,gl,glow", &["--renderer", "gl"]);
    assert!(!ended.status.success(), "it does not pretend");
    let log = folder.path().join("data/log/rectification-ledger.log");
    let said = fs::read_to_string(folder.path().join("box.txt")).expect("a box was shown");
    for part in ["无法显示窗口", "OpenGL：", "Vulkan：", "OpenGL（兼容）：", &log.display().to_string()] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let told = String::from_utf8(ended.stderr).expect("UTF-8");
    assert!(told.contains("无法显示窗口"), "on the terminal too: {told}");
    let log = fs::read_to_string(log).expect("a log");
    let tried: Vec<_> =
        log.lines().filter_map(|line| line.split_once("starting with ")).map(|(_, name)| name).collect();
    assert_eq!(tried, ["gl", "vulkan", "glow"], "the one asked for first, then the others");
    assert!(!folder.path().join("data/starting").exists(), "nothing crashed");
}

#[test]
#[cfg(unix)]
fn a_driver_that_crashed_is_left_out_by_the_program() {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir_all(folder.path().join("data")).expect("a folder");
    safe_write(&folder.path().join("data/starting"), b"vulkan").expect("a marker");
    start(folder.path(), "vulkan,gl,glow", &[]);
    let log = fs::read_to_string(folder.path().join("data/log/rectification-ledger.log")).expect("a log");
    assert!(!log.contains("starting with vulkan"), "{log}");
    let memory = RendererMemory::load(&DataFolder::new(folder.path().join("data")));
    assert_eq!(memory.crashed, [RendererName::Vulkan]);
}

#[test]
#[cfg(unix)]
fn the_usage_is_answered_and_a_wrong_word_refused_without_a_window() {
    let folder = TempDir::new().expect("a folder");
    let help = start(folder.path(), "", &["--help"]);
    assert!(help.status.success() && String::from_utf8_lossy(&help.stderr).contains("--renderer"), "usage");
    let wrong = start(folder.path(), "", &["--renderer", "best"]);
    assert_eq!(wrong.status.code(), Some(2), "wrong use");
    assert!(!folder.path().join("data").exists(), "nothing was written");
}

#[test]
fn the_way_to_draw_is_chosen_in_the_settings_and_kept_for_the_next_start() {
    let mut program = Program::with_ledger();
    program.app.drawn_with(RendererName::Vulkan, None);
    program.app.run(Command::Go(Page::Settings));
    let mut window = open_sized(program, TALL);
    window.run_steps(3);
    assert!(window.query_by_label_contains(words::computer::DRAWN_WITH).is_some(), "what it is now");
    window.get_by_label(words::computer::renderer(RendererName::Glow)).click();
    window.run_steps(3);
    let data = DataFolder::new(window.state().folder.path().join("data"));
    assert_eq!(RendererMemory::load(&data).wanted, Some(RendererName::Glow));
    window.get_by_label(words::computer::DRAW_ANY).click();
    window.run_steps(3);
    assert_eq!(RendererMemory::load(&data).wanted, None);
}

#[test]
fn a_crash_at_the_start_before_is_told_and_can_be_tried_again() {
    let program = Program::with_ledger();
    let data = DataFolder::new(program.folder.path().join("data"));
    RendererMemory { wanted: None, crashed: vec![RendererName::Vulkan] }.save(&data).expect("kept");
    let mut program = program;
    program.app.drawn_with(RendererName::Gl, Some(RendererName::Vulkan));
    program.app.run(Command::Go(Page::Settings));
    let mut window = open_sized(program, TALL);
    window.run_steps(3);
    let told = words::computer::crashed(RendererName::Vulkan, RendererName::Gl);
    assert!(window.query_by_label_contains(&told).is_some(), "told");
    window.get_by_label(words::computer::RETRY).click();
    window.run_steps(3);
    assert!(RendererMemory::load(&data).crashed.is_empty(), "tried again at the next start");
    assert!(window.query_by_label(words::computer::RETRY).is_none(), "said no more");
}

#[test]
fn a_ledger_open_in_another_window_is_not_opened_twice_but_may_be_looked_at() {
    let mut first = Program::with_ledger();
    let path = first.path("测试台账.ron");
    let mut second = Program::second_window(&first);
    second.app.run(Command::Open(path.clone()));
    assert!(second.app.document().is_none(), "not opened");
    let mut window = open_sized(second, TALL);
    window.run_steps(3);
    assert!(window.query_by_label_contains(&words::computer::already_open(&path)).is_some(), "said");
    window.get_by_label(words::computer::LOOK_ONLY).click();
    window.run_steps(4);
    assert!(window.state().app.is_read_only() && window.state().app.document().is_some(), "looked at");
    first.app.run(Command::CloseLedger);
    window.state_mut().app.run(Command::Open(path));
    assert!(!window.state().app.is_read_only(), "free again");
}

#[test]
fn opening_the_ledger_that_is_open_opens_it_anew() {
    let mut program = Program::with_ledger();
    let path = program.path("测试台账.ron");
    program.app.run(Command::Open(path));
    assert!(!program.app.is_read_only() && program.app.document().is_some(), "it is our own");
    assert!(program.app.notices().is_empty(), "{:?}", program.app.notices());
}

#[test]
fn opening_the_ledger_that_is_open_anew_keeps_what_was_just_done_and_not_yet_saved() {
    let mut program = Program::with_ledger();
    let path = program.path("测试台账.ron");
    let title = IssueValue::Title("南渠返黑返臭".to_owned());
    program.app.run(Command::Do(Action::RegisterIssue { issue: IssueId(7), values: vec![title] }));
    assert_eq!(program.app.saved(), Some(Saved::InJournal));
    program.app.run(Command::Open(path));
    assert!(program.app.ledger().is_some_and(|ledger| ledger.issues.contains_key(&IssueId(7))), "it is shown");
    let told: Vec<_> = program.app.notices().iter().map(|notice| &notice.kind).collect();
    assert!(matches!(told.as_slice(), [NoticeKind::Done(_)]), "nothing else is told: {told:?}");
}

#[test]
fn the_folder_of_the_last_plan_is_remembered_for_plans_alone() {
    use rectification_ledger::app::computer::{ComputerCommand, FolderKind, used_folder};
    let mut program = Program::known();
    let folder = program.path("方案");
    program.app.run(Command::Computer(ComputerCommand::UsedFolder(FolderKind::Plans, folder.clone())));
    let again = Program::at(&program.folder);
    assert_eq!(used_folder(&again.settings().folders, FolderKind::Plans), Some(folder.as_path()));
    assert_eq!(used_folder(&again.settings().folders, FolderKind::Evidence), None);
}

#[test]
fn a_stick_is_offered_as_the_place_for_packages_with_its_free_room() {
    use rectification_ledger::app::computer::Drive;
    let mut program = Program::with_ledger();
    let folder = program.path("stick");
    fs::create_dir_all(&folder).expect("a stick");
    let drive = Drive { folder: folder.clone(), name: "KINGSTON".to_owned(), free: Some(7 << 30), removable: true };
    let found = vec![drive.clone()];
    program.app.with_drives(move || found.clone());
    program.app.run(Command::Go(Page::Exchange));
    let mut window = open_sized(program, TALL);
    window.run_steps(3);
    window.get_by_label(words::exchange_hand_out::TAB_IN).click();
    for _ in 0..4_000 {
        window.run_steps(1);
        if !window.state().app.computer().drives().is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    window.run_steps(2);
    let from = words::computer::drive(words::computer::FROM_DRIVE, &drive);
    assert!(window.query_by_label(&from).is_some(), "to take in from");
    window.get_by_label(words::exchange_hand_out::TAB_FILES).click();
    window.run_steps(3);
    let to = words::computer::drive(words::computer::TO_DRIVE, &drive);
    window.get_by_label(&to).click();
    window.run_steps(3);
    assert_eq!(window.state().app.packages().folder(), Some(folder.as_path()), "packages go there");
    assert!(window.query_by_label(&words::computer::drive_room(&drive)).is_some(), "with its room");
}

#[test]
fn a_folder_that_is_no_stick_is_not_called_one_and_unknown_room_is_no_figure() {
    use rectification_ledger::app::computer::Drive;
    let folder = std::path::PathBuf::from("/mnt/share");
    let drive = Drive { folder, name: "share".to_owned(), free: None, removable: false };
    assert_eq!(words::computer::drive(words::computer::TO_DRIVE, &drive), "写到 /mnt/share");
    for removable in [false, true] {
        let room = words::computer::drive_room(&Drive { removable, ..drive.clone() });
        assert!(!room.contains(|c: char| c.is_ascii_digit()) && !room.contains("可用空间"), "{room}");
    }
}

/// A registry in memory, as the user's part of Windows' own.
#[derive(Default)]
struct Book(std::sync::Arc<std::sync::Mutex<std::collections::BTreeMap<(String, String), String>>>);

impl rectification_ledger::app::computer::Registry for Book {
    fn get(&self, key: &str, name: &str) -> Option<String> {
        self.0.lock().expect("the book").get(&(key.to_owned(), name.to_owned())).cloned()
    }

    fn set(&mut self, key: &str, name: &str, text: &str) -> std::io::Result<()> {
        self.0.lock().expect("the book").insert((key.to_owned(), name.to_owned()), text.to_owned());
        Ok(())
    }

    fn remove_value(&mut self, key: &str, name: &str) -> std::io::Result<()> {
        self.0.lock().expect("the book").remove(&(key.to_owned(), name.to_owned()));
        Ok(())
    }

    fn remove_tree(&mut self, key: &str) -> std::io::Result<()> {
        let below = format!("{key}\\");
        self.0.lock().expect("the book").retain(|(at, _), _| at != key && !at.starts_with(&below));
        Ok(())
    }

    fn remove_if_empty(&mut self, _: &str) -> std::io::Result<()> {
        // A key is here for its values only.
        Ok(())
    }
}

#[test]
fn ledgers_are_opened_by_a_double_click_when_the_settings_say_so_and_no_more_when_not() {
    use rectification_ledger::app::computer::Opener;
    let book = Book::default();
    let entries = std::sync::Arc::clone(&book.0);
    let mut program = Program::with_ledger();
    program.app.with_registry(Some(Box::new(book)));
    program.app.run(Command::Go(Page::Settings));
    let mut window = open_sized(program, TALL);
    window.run_steps(3);
    assert_eq!(window.state().app.computer().opener(), Some(Opener::Nobody));
    window.get_by_label(words::computer::OPENS_LEDGERS).click();
    window.run_steps(3);
    assert_eq!(window.state().app.computer().opener(), Some(Opener::This));
    let command = entries.lock().expect("the book").values().find(|text| text.ends_with("\"%1\"")).cloned();
    assert!(command.is_some_and(|command| command.starts_with('"')), "quoted, for folders with spaces");
    let choice = r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.ron\UserChoice";
    let key = (choice.to_owned(), "ProgId".to_owned());
    entries.lock().expect("the book").insert(key.clone(), r"Applications\notepad.exe".to_owned());
    window.event(egui::Event::WindowFocused(true));
    window.run_steps(3);
    assert_eq!(window.state().app.computer().opener(), Some(Opener::Other), "chosen in Explorer meanwhile");
    assert!(window.query_by_label(words::computer::OTHER_OPENER).is_some(), "how to change it is said");
    entries.lock().expect("the book").remove(&key);
    window.get_by_label(words::computer::OPENS_LEDGERS).click();
    window.run_steps(3);
    assert!(entries.lock().expect("the book").is_empty(), "all of it is taken back");
}

#[test]
fn where_there_is_no_registry_nothing_is_said_of_a_double_click() {
    let mut program = Program::with_ledger();
    program.app.run(Command::Go(Page::Settings));
    let mut window = open_sized(program, TALL);
    window.run_steps(3);
    assert!(window.query_by_label(words::computer::OPENS_LEDGERS).is_none(), "no card");
}
