//! A stick pulled out while it is written: vfat and exfat as a Linux kernel of its own writes them, which is killed at any
//! moment with all it had not yet written, and the stick put in again without a repair.
//!
//! A file system that finds itself damaged by this lets nothing more be written. The program says so, what was on the stick
//! is still looked at, and then the stick is formatted and its ledger put back, as an office does.
//!
//! The kernel is User Mode Linux (Debian's user-mode-linux), a program like any other: no rights and no loop device are
//! needed. It sees the files of this computer, and the stick as a disk of its own.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test makes scripts and disks, and prints what it did"
)]

use std::{
    collections::BTreeSet,
    env, fs,
    io::{BufRead as _, BufReader, Lines, Write as _},
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use rectification_ledger::store::{
    checksum::FileMark,
    codec::change_from_line,
    generations::{list_generations, read_generation},
    journal::read_journal,
    ledger_open::open_ledger,
    paths::DataFolder,
    safe_write::safe_write,
    shadow::Shadow,
};

use super::{Dice, Place, clock_at, disk::run, ids, noon, rounds, save, skipped, step, who};

/// Tells the test program that it works on a stick, and where.
const STICK: &str = "RECTIFICATION_LEDGER_STICK";

/// Where the modules of the kernel lie.
const MODULES: &str = "/usr/lib/uml/modules";

/// How a stick is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Vfat,
    Exfat,
}

impl Format {
    fn make(self) -> (&'static str, &'static [&'static str]) {
        match self {
            // Each long name takes seven entries of the first folder, which has room for 512 otherwise.
            Self::Vfat => ("mkfs.vfat", &["-r", "8192"]),
            Self::Exfat => ("mkfs.exfat", &[]),
        }
    }

    /// The kernel's modules it needs.
    fn modules(self) -> &'static [&'static str] {
        match self {
            Self::Vfat => &["fat/fat", "nls/nls_cp437", "nls/nls_iso8859-1", "nls/nls_utf8", "fat/vfat"],
            Self::Exfat => &["fuse/fuse"],
        }
    }

    fn mount(self) -> &'static str {
        match self {
            Self::Vfat => "mount -t vfat -o utf8=1 /dev/ubda",
            Self::Exfat => "mount.exfat-fuse /dev/ubda",
        }
    }
}

/// Works on the stick and tells what it has done, until the stick is gone; without one it has nothing to do.
#[test]
fn the_program_on_a_stick_works_until_it_is_pulled() {
    let Some(folder) = env::var_os(STICK).map(PathBuf::from) else { return };
    let place = Place { ledger: folder.join("stick/台账.ron"), data: DataFolder::new(folder.join("data")) };
    let mut document = place.open().expect("opened");
    let tell = |line: String| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "told {line} .").expect("told");
        out.flush().expect("told");
    };
    tell("opened".to_owned());
    for number in 0..10_000 {
        let change = document.act(&step(&document, number), &who(), clock_at(noon())).expect("done").expect("a change");
        tell(format!("ack {change}"));
        if number % 3 == 2 {
            // Pulled sticks come to be read-only, or full of what belongs to nothing: the program says so, and the
            // stick is as it was.
            if let Err(error) = save(&mut document, &place.data, noon()) {
                return tell(format!("refused {error}: {}", error.source));
            }
            tell(format!("saved {change}"));
        }
        if number % 5 == 4 {
            let bytes = format!("{change}\n").repeat(number * 7);
            let name = format!("上报-{change}.zip");
            match safe_write(&folder.join("stick").join(&name), bytes.as_bytes()) {
                Ok(mark) => tell(format!("file {name} {mark}")),
                Err(error) => return tell(format!("refused {error}: {}", error.source)),
            }
        }
    }
}

/// A computer with a stick in it, running.
struct Computer {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Drop for Computer {
    fn drop(&mut self) {
        // With all its helpers, at once and without a word.
        run("kill", &["-9", "--", &format!("-{}", self.child.id())]).ok();
        self.child.wait().ok();
    }
}

/// What was told so far, and what came of it.
#[derive(Default)]
struct Told {
    acknowledged: BTreeSet<String>,
    saved: BTreeSet<String>,
    /// What is on the stick beside the ledger.
    files: Vec<(String, String)>,
    n_files: usize,
    n_damaged: usize,
    /// Changes that the copy which was brought back lacks: they are in the computer's own store.
    gone: BTreeSet<String>,
    refused: Vec<String>,
    /// What the file system found last when nothing could be written.
    kernel: Option<String>,
}

impl Told {
    fn hear(&mut self, line: &str) {
        // A line cut short was not told.
        let Some(line) = line.split_once("told ").and_then(|(_, rest)| rest.trim_end().strip_suffix(" .")) else {
            return;
        };
        match *line.split(' ').collect::<Vec<_>>() {
            ["ack", change] => _ = self.acknowledged.insert(change.to_owned()),
            ["saved", _] => self.saved = self.acknowledged.difference(&self.gone).cloned().collect(),
            ["file", name, mark] => {
                self.files.push((name.to_owned(), mark.to_owned()));
                self.n_files += 1;
            }
            ["kernel", ..] => self.kernel = Some(line.to_owned()),
            ["refused", ..] => self.refused.push(line.to_owned()),
            _ => {}
        }
    }
}

struct Rig {
    format: Format,
    folder: tempfile::TempDir,
}

impl Rig {
    fn new(format: Format) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        if !Path::new(MODULES).is_dir() {
            return Err("User Mode Linux is not installed (apt-get install user-mode-linux)".to_owned());
        }
        let rig = Self { format, folder };
        fs::create_dir(rig.path("stick")).map_err(|error| error.to_string())?;
        fs::create_dir(rig.path("restore")).map_err(|error| error.to_string())?;
        rig.make_stick()?;
        Ok(rig)
    }

    /// A stick with nothing on it.
    fn make_stick(&self) -> Result<(), String> {
        let image = self.path("image");
        fs::File::create(&image).and_then(|file| file.set_len(16 << 20)).map_err(|error| error.to_string())?;
        let (program, arguments) = self.format.make();
        let mut arguments = arguments.to_vec();
        arguments.push(image.to_str().expect("a plain path"));
        run(program, &arguments).map(drop)
    }

    /// Puts a ledger onto the stick, which is taken out well.
    fn bring(&self, ledger: &[u8]) {
        let brought = self.path("restore/台账.ron");
        fs::write(&brought, ledger).expect("to be brought");
        let mut computer = self.start(false);
        assert!(computer.lines.by_ref().map_while(Result::ok).any(|line| line.contains("told copied")), "a stick");
        drop(computer);
        fs::remove_file(brought).expect("it is on the stick");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts the computer; what is on the stick is copied to `copy` first, what lies in `restore` goes onto it.
    fn start(&self, works: bool) -> Computer {
        let at = self.folder.path().display();
        let names = self.format.modules().join(" ");
        let modules = format!("for name in {names}; do insmod {MODULES}/$(uname -r)/kernel/fs/$name.ko; done\n");
        let program = env::current_exe().expect("this program");
        let work = if works {
            format!(
                "{STICK}={at} {} --exact fault::sticks::the_program_on_a_stick_works_until_it_is_pulled --nocapture",
                program.display()
            )
        } else {
            String::new()
        };
        let script = format!(
            "#!/bin/sh\nmount -t proc proc /proc\n{modules}{} {at}/stick && echo told mounted .\n\
             rm -rf {at}/copy\nmkdir {at}/copy\ncp -r {at}/stick/. {at}/copy/\ncp {at}/restore/* {at}/stick/\nsync\n\
             echo told copied .\n{work}\n\
             dmesg | grep -i 'fs (ubda): error' | tail -1 | sed 's/.*error, /told kernel /; s/$/ ./'\n\
             echo told over .\nsleep 60\n",
            self.format.mount()
        );
        let init = self.path("init");
        fs::write(&init, script).expect("the script");
        run("chmod", &["+x", init.to_str().expect("a plain path")]).expect("it can be run");
        let mut child = Command::new("linux.uml")
            .args(["mem=512M", "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "rw", "quiet"])
            .args([format!("ubd0={}", self.path("image").display()), format!("init={}", init.display())])
            .args(["con0=fd:0,fd:1", "con=null", "ssl=null"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("User Mode Linux");
        let lines = BufReader::new(child.stdout.take().expect("its screen")).lines();
        Computer { child, lines }
    }

    /// Puts the stick in, works, and pulls it after so many words and a moment.
    fn pull_after(&self, n_words: usize, moment: Duration, told: &mut Told) {
        let mut computer = self.start(true);
        let mut n = 0;
        while let Some(Ok(line)) = computer.lines.next() {
            told.hear(&line);
            n += usize::from(line.contains("told "));
            // The first three say that it is mounted, copied and opened. What was refused is the last.
            if n > n_words + 3 || line.contains("told over") {
                break;
            }
            let mut why = || computer.lines.by_ref().map_while(Result::ok).take(3).collect::<Vec<_>>().join("\n");
            assert!(!line.contains("panicked"), "{line}\n{}", why());
        }
        assert!(n >= 3, "it did not come so far");
        std::thread::sleep(moment);
        run("kill", &["-9", "--", &format!("-{}", computer.child.id())]).expect("pulled");
        for line in computer.lines.by_ref().map_while(Result::ok) {
            told.hear(&line);
        }
    }

    /// Puts the stick in again and looks what is on it: the ledger, or the last good one where that was damaged.
    fn look(&self, told: &mut Told, round: usize) -> Vec<u8> {
        let mut computer = self.start(false);
        let copied = computer.lines.by_ref().map_while(Result::ok).any(|line| line.contains("told copied"));
        assert!(copied, "round {round}: the stick can be read");
        drop(computer);
        let at = format!("{:?}, round {round}", self.format);
        for (name, mark) in &told.files {
            let is = fs::read(self.path("copy").join(name)).map(|bytes| FileMark::of(&bytes).to_string());
            assert_eq!(is.as_deref().ok(), Some(mark.as_str()), "{at}: {name} was said to be whole");
        }
        let data = DataFolder::new(self.path("data"));
        let mut good = fs::read(self.path("copy").join("台账.ron")).unwrap_or_default();
        let opened = open_ledger(&good).ok().filter(rectification_ledger::store::ledger_open::OpenedFile::is_sound);
        let mut found: BTreeSet<String> = BTreeSet::new();
        if let Some(opened) = &opened {
            found.extend(ids(&opened.content).iter().map(ToString::to_string));
            let lost: Vec<_> = told.saved.difference(&found).collect();
            assert!(lost.is_empty(), "{at}: {lost:?} was said to be saved on the stick");
        } else {
            // It is refused, and the last good one is on the computer.
            told.n_damaged += 1;
            let id = fs::read_dir(data.journals())
                .expect("a list")
                .flatten()
                .find_map(|entry| entry.file_name().to_str()?.strip_suffix(".journal").map(str::to_owned));
            let older = list_generations(&data.generations(&id.expect("a journal"))).expect("a list");
            good = read_generation(&older.last().expect("an older copy").path).expect("readable");
            let opened = open_ledger(&good).expect("a ledger");
            assert!(opened.is_sound(), "{at}: the copy on the computer is whole");
            found.extend(ids(&opened.content).iter().map(ToString::to_string));
            told.gone = told.acknowledged.difference(&found).cloned().collect();
            told.saved.retain(|id| found.contains(id));
        }
        let id = open_ledger(&good).expect("a ledger").content.ledger.id.to_string();
        found.extend(Shadow::new(data.shadow(&id)).ids().expect("a list").iter().map(ToString::to_string));
        for entry in fs::read_dir(data.journals()).into_iter().flatten().flatten() {
            let read = read_journal(&entry.path()).expect("readable").map(|read| read.records).unwrap_or_default();
            found.extend(read.iter().filter_map(|line| Some(change_from_line(line).ok()?.id.to_string())));
        }
        let lost: Vec<_> = told.acknowledged.difference(&found).collect();
        assert!(lost.is_empty(), "{at}: {lost:?} was acknowledged and is lost");
        good
    }
}

fn pull(format: Format, n_rounds: usize) {
    let rig = match Rig::new(format) {
        Ok(rig) => rig,
        Err(why) => return skipped(&format!("a stick with {format:?}"), &why),
    };
    let place = Place { ledger: rig.path("restore/台账.ron"), data: DataFolder::new(rig.path("data")) };
    place.found();
    rig.bring(&place.bytes());
    let (mut told, mut dice) = (Told::default(), Dice(5));
    let mut is_fresh = true;
    for round in 0..n_rounds {
        let (n_words, moment) = (dice.roll(14), Duration::from_micros(dice.roll(30_000) as u64));
        let before = (told.refused.len(), told.n_damaged);
        rig.pull_after(n_words, moment, &mut told);
        let good = rig.look(&mut told, round);
        let is_refused = told.refused.len() > before.0;
        assert!(!(is_fresh && is_refused), "a stick never pulled before refused: {:?}", told.refused.last());
        // It is the stick that refused, and because of what it is: read-only, full, or not to be read.
        let is_of_stick = |why: &String| {
            why.contains("/stick/")
                && ["(os error 5)", "(os error 28)", "(os error 30)"].iter().any(|it| why.contains(it))
        };
        assert!(!is_refused || told.refused.last().is_some_and(is_of_stick), "{:?}", told.refused.last());
        is_fresh = is_refused || told.n_damaged > before.1;
        if is_fresh {
            rig.make_stick().expect("formatted");
            rig.bring(&good);
            told.files.clear();
        }
    }
    println!(
        "{format:?}: pulled {n_rounds} times; {} changes acknowledged, {} of them saved on the stick, {} files written; all \
         found; {} times the ledger on the stick was damaged, refused and brought back; {} times nothing could be \
         written, that was said, and the stick formatted: {:?}, for {:?}",
        told.acknowledged.len(),
        told.saved.len(),
        told.n_files,
        told.n_damaged,
        told.refused.len(),
        told.refused.first(),
        told.kernel
    );
    assert!(told.acknowledged.len() >= n_rounds, "it worked");
}

#[test]
fn a_stick_with_vfat_pulled_at_any_moment_loses_no_acknowledged_change() {
    pull(Format::Vfat, rounds(3, 150));
}

#[test]
fn a_stick_with_exfat_pulled_at_any_moment_loses_no_acknowledged_change() {
    pull(Format::Exfat, rounds(3, 100));
}
