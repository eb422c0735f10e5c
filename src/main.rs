//! The window.

use std::path::PathBuf;

use rectification_ledger::{app::Command, shell::Shell, store::paths::DataFolder};

fn main() -> eframe::Result {
    env_logger::init();
    let data = DataFolder::new(data_root());
    let opened = std::env::args_os().nth(1).map(PathBuf::from);
    let viewport = egui::ViewportBuilder::default()
        .with_title("整改台账")
        .with_inner_size([1366.0, 728.0])
        .with_min_inner_size([900.0, 560.0]);
    let options = eframe::NativeOptions {
        viewport,
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "rectification-ledger",
        options,
        Box::new(move |cc| {
            let shell = Shell::new(&cc.egui_ctx, data);
            rectification_ledger::ui::style::install_system_fonts(&cc.egui_ctx);
            if let Some(path) = opened {
                shell.sender().send(Command::Open(path));
            }
            Ok(Box::new(shell))
        }),
    )
}

/// Where the program keeps its own files; `RECTIFICATION_LEDGER_DATA` names another place.
fn data_root() -> PathBuf {
    if let Some(root) = std::env::var_os("RECTIFICATION_LEDGER_DATA") {
        return PathBuf::from(root);
    }
    directories::ProjectDirs::from("", "", "rectification-ledger")
        .map_or_else(|| PathBuf::from("rectification-ledger-data"), |dirs| dirs.data_local_dir().to_owned())
}
