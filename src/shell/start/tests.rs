//! Drivers that are missing, fail, stop and crash.

use tempfile::TempDir;

use super::*;
use RendererName::{Dx12, Gl, Glow, Vulkan};

struct Desk {
    _folder: TempDir,
    data: DataFolder,
    arguments: Arguments,
}

fn desk() -> Desk {
    let folder = TempDir::new().unwrap();
    let data = DataFolder::new(folder.path().join("data"));
    Desk { _folder: folder, data, arguments: Arguments::default() }
}

impl Desk {
    fn open(&self, attempt: &mut dyn FnMut(&Try) -> Attempt) -> (Outcome, Vec<RendererName>) {
        let mut tried = Vec::new();
        let outcome = open_window(&self.data, &self.arguments, &RendererName::ALL, &mut |this| {
            tried.push(this.renderer);
            attempt(&this)
        });
        (outcome, tried)
    }
}

#[test]
fn what_is_missing_is_passed_over_in_order_and_nothing_is_remembered_of_it() {
    let desk = desk();
    let mut attempt = |this: &Try| match this.renderer {
        Dx12 | Vulkan => Attempt::Failed("no adapter".to_owned()),
        Gl | Glow => Attempt::Closed,
    };
    assert_eq!(desk.open(&mut attempt), (Outcome::Done, vec![Dx12, Vulkan, Gl]));
    assert_eq!(RendererMemory::load(&desk.data), RendererMemory::default());
    assert!(!desk.data.start_marker().exists(), "no marker stays");
}

#[test]
fn where_nothing_draws_everything_that_was_tried_is_named() {
    let desk = desk();
    let (outcome, _) = desk.open(&mut |this| Attempt::Failed(format!("no {}", this.renderer.key())));
    let Outcome::NothingDraws(tried) = outcome else {
        panic!("{outcome:?}");
    };
    let said = words::no_renderer(&tried, std::path::Path::new("D:/数据/log/a.log"));
    for part in
        ["DirectX 12：no dx12", "Vulkan：no vulkan", "OpenGL：no gl", "OpenGL（兼容）：no glow", "D:/数据/log/a.log"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn a_driver_that_took_the_program_down_is_not_tried_at_the_next_start_and_told_once() {
    let desk = desk();
    // The process died while this stood there.
    drop(StartMarker::leave(&desk.data.start_marker(), "dx12").unwrap());
    let mut told = Vec::new();
    let mut attempt = |this: &Try| {
        told.push(this.crashed);
        this.vitals.prove();
        Attempt::Closed
    };
    assert_eq!(desk.open(&mut attempt).1, [Vulkan]);
    assert_eq!(desk.open(&mut attempt).1, [Vulkan], "nor at the one after");
    assert_eq!(told, [Some(Dx12), None]);
    RendererMemory::default().save(&desk.data).unwrap();
    assert_eq!(desk.open(&mut |_| Attempt::Closed).1, [Dx12], "until the user says so");
}

#[test]
fn the_marker_stands_until_the_window_has_drawn() {
    let desk = desk();
    let path = desk.data.start_marker();
    desk.open(&mut |this| {
        assert!(path.exists(), "while it starts");
        this.vitals.prove();
        assert!(!path.exists(), "gone with the first frames");
        Attempt::Closed
    });
}

#[test]
fn a_panic_at_the_start_starts_the_program_anew_without_that_driver() {
    let mut desk = desk();
    desk.arguments.file = Some(PathBuf::from("台账.ron"));
    let (outcome, tried) = desk.open(&mut |_| Attempt::BrokeOff("no adapter".to_owned()));
    assert_eq!((outcome, tried), (Outcome::StartAnew(Some(PathBuf::from("台账.ron"))), vec![Dx12]));
    desk.arguments.after_crash = true;
    let mut told = None;
    let (outcome, tried) = desk.open(&mut |this| {
        told = this.crashed;
        this.vitals.prove();
        Attempt::BrokeOff("our own fault".to_owned())
    });
    assert_eq!((outcome, tried, told), (Outcome::BrokeOff, vec![Vulkan], Some(Dx12)));
}

#[test]
fn when_every_driver_took_it_down_it_says_so_and_does_not_start_anew_for_ever() {
    let mut desk = desk();
    desk.arguments.after_crash = true;
    RendererMemory { wanted: None, crashed: RendererName::ALL.to_vec() }.save(&desk.data).unwrap();
    let (outcome, tried) = desk.open(&mut |_| Attempt::Closed);
    assert!(matches!(outcome, Outcome::NothingDraws(ways) if ways.len() == 4), "said");
    assert!(tried.is_empty(), "nothing is tried");
}

#[test]
fn a_device_that_stops_opens_the_window_again_with_the_same_ledger() {
    let desk = desk();
    let mut files = Vec::new();
    let (outcome, tried) = desk.open(&mut |this| {
        files.push(this.file.clone());
        this.vitals.prove();
        if this.renderer == Glow {
            return Attempt::Closed;
        }
        this.vitals.keep_file(Some(PathBuf::from("台账.ron")));
        Attempt::Lost("removed".to_owned())
    });
    assert_eq!((outcome, tried), (Outcome::Done, vec![Dx12, Vulkan, Gl, Glow]));
    assert_eq!(files.last(), Some(&Some(PathBuf::from("台账.ron"))));
}

#[test]
fn a_device_that_stops_over_and_over_ends_in_words() {
    let desk = desk();
    let (outcome, tried) = desk.open(&mut |this| {
        this.vitals.prove();
        Attempt::Lost("removed".to_owned())
    });
    assert!(matches!(outcome, Outcome::NothingDraws(_)), "said");
    assert_eq!(tried.len(), RendererName::ALL.len() + MOST_LOSSES - 1, "each a few times");
}
