//! The window: which renderer to try, what to open, and a word on the screen where neither renderer works.

#![windows_subsystem = "windows"]

use std::{fs, path::PathBuf, process::ExitCode};

use eframe::Renderer;
use rectification_ledger::{
    app::Command,
    shell::{Shell, data_root, with_icon},
    store::{paths::DataFolder, safe_write::safe_write},
    ui::{style, words},
};

fn main() -> ExitCode {
    env_logger::init();
    let data = DataFolder::new(data_root());
    let mut failures = Vec::new();
    for renderer in renderers(&data) {
        // Some drivers do not fail but crash: then the next start reads here what this one was trying.
        mark_start(&data, renderer);
        match run(renderer, data.clone()) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(error) => failures.push(format!("{}: {error}", name_of(renderer))),
        }
    }
    log::error!("no renderer works: {failures:?}");
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title(words::PROGRAM)
        .set_description(words::no_renderer(&failures.join("\n")))
        .show();
    ExitCode::FAILURE
}

fn name_of(renderer: Renderer) -> &'static str {
    match renderer {
        Renderer::Glow => "glow",
        Renderer::Wgpu => "wgpu",
    }
}

/// Which renderers to try, in order: the one asked for, else first the one that did not crash last time.
fn renderers(data: &DataFolder) -> Vec<Renderer> {
    let crashed = fs::read_to_string(data.start_marker()).unwrap_or_default();
    match std::env::var("RECTIFICATION_LEDGER_RENDERER").as_deref() {
        Ok("glow") => vec![Renderer::Glow],
        Ok("wgpu") => vec![Renderer::Wgpu],
        _ if crashed.trim() == name_of(Renderer::Wgpu) => vec![Renderer::Glow, Renderer::Wgpu],
        _ => vec![Renderer::Wgpu, Renderer::Glow],
    }
}

fn mark_start(data: &DataFolder, renderer: Renderer) {
    let path = data.start_marker();
    let marked = fs::create_dir_all(data.root()).map(|()| safe_write(&path, name_of(renderer).as_bytes()).is_ok());
    if !marked.unwrap_or(false) {
        log::warn!("the start cannot be marked in {}", path.display());
    }
}

fn run(renderer: Renderer, data: DataFolder) -> eframe::Result {
    let opened = std::env::args_os().nth(1).map(PathBuf::from);
    let viewport = egui::ViewportBuilder::default()
        .with_title(words::PROGRAM)
        .with_app_id("rectification-ledger")
        .with_inner_size([1366.0, 728.0])
        .with_min_inner_size([900.0, 560.0]);
    let options = eframe::NativeOptions {
        viewport: with_icon(viewport),
        renderer,
        // Ours asks the system for Chinese glyphs; eframe's own would take the Japanese ones.
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "rectification-ledger",
        options,
        Box::new(move |cc| {
            let shell = Shell::new(&cc.egui_ctx, data);
            style::install_system_fonts(&cc.egui_ctx);
            if let Some(path) = opened {
                shell.sender().send(Command::Open(path));
            }
            Ok(Box::new(shell))
        }),
    )
}
