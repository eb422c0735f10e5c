//! The window over one way to draw: its options, and a watch over its device.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use eframe::{CreationContext, NativeOptions, Renderer, egui_wgpu};
use egui::ViewportBuilder;

use crate::{
    app::{
        Command,
        computer::{RendererName, SMALLEST, renderers_in},
    },
    store::paths::DataFolder,
    ui::{style, words},
};

use super::{
    Shell,
    early::Early,
    start::{Attempt, Try, Vitals},
    with_icon,
};

/// Simulates drivers that are missing: names separated by commas.
const WITHOUT: &str = "RECTIFICATION_LEDGER_WITHOUT";

/// The identity of the program for the system: groups its windows in the task bar.
const PROGRAM_ID: &str = "rectification-ledger";

/// Opens the window and stays until it is closed.
pub fn attempt(this: Try, data: &DataFolder, early: Option<Early>) -> Attempt {
    let switched_off = std::env::var(WITHOUT).unwrap_or_default();
    if renderers_in(&switched_off).contains(&this.renderer) {
        return Attempt::Failed(words::computer::SWITCHED_OFF.to_owned());
    }
    let vitals = Arc::clone(&this.vitals);
    let data = data.clone();
    // Some drivers and layers panic instead of failing.
    let ran = catch_unwind(AssertUnwindSafe(move || run(this, data, early)));
    match (ran, vitals.lost()) {
        (Ok(_), Some(why)) => Attempt::Lost(why),
        (Ok(Ok(())), None) => Attempt::Closed,
        (Ok(Err(error)), None) if vitals.is_proved() => Attempt::Lost(error.to_string()),
        (Ok(Err(error)), None) => Attempt::Failed(error.to_string()),
        // The hook has written the rest to the log.
        (Err(_), _) => Attempt::BrokeOff(words::computer::DEVICE_LOST.to_owned()),
    }
}

fn run(this: Try, data: DataFolder, early: Option<Early>) -> eframe::Result {
    let options = options(this.renderer);
    eframe::run_native(
        PROGRAM_ID,
        options,
        Box::new(move |cc| {
            watch_device(cc, &this.vitals);
            let mut shell = Shell::new(&cc.egui_ctx, data);
            shell.take_window(cc, &this);
            if let Some(early) = early {
                shell.take_early(&cc.egui_ctx, early);
            }
            style::install_system_fonts(&cc.egui_ctx);
            if let Some(path) = this.file {
                shell.sender().send(Command::Open(path));
            }
            Ok(Box::new(shell))
        }),
    )
}

fn options(renderer: RendererName) -> NativeOptions {
    let viewport = ViewportBuilder::default()
        .with_title(words::PROGRAM)
        .with_app_id(PROGRAM_ID)
        .with_inner_size([1366.0, 728.0])
        .with_min_inner_size([SMALLEST.0 as f32, SMALLEST.1 as f32]);
    let mut options = NativeOptions {
        viewport: with_icon(viewport),
        // Ours asks the system for Chinese glyphs; eframe's own would take the Japanese ones.
        system_font_fallback: false,
        ..NativeOptions::default()
    };
    let backends = match renderer {
        RendererName::Dx12 => wgpu::Backends::DX12,
        RendererName::Vulkan => wgpu::Backends::VULKAN,
        RendererName::Gl => wgpu::Backends::GL,
        RendererName::Glow => {
            options.renderer = Renderer::Glow;
            return options;
        }
    };
    let mut setup = egui_wgpu::WgpuSetupCreateNew::without_display_handle();
    setup.instance_descriptor.backends = backends;
    // A ledger needs no second graphics card, which costs battery and start-up time.
    setup.power_preference = wgpu::PowerPreference::LowPower;
    options.renderer = Renderer::Wgpu;
    options.wgpu_options.wgpu_setup = egui_wgpu::WgpuSetup::CreateNew(setup);
    options
}

/// A device that stops, or does what it must not, closes the window: it opens again with another way to draw.
fn watch_device(cc: &CreationContext<'_>, vitals: &Arc<Vitals>) {
    let Some(state) = &cc.wgpu_render_state else {
        return;
    };
    log::info!("drawn by {:?}", state.adapter.get_info());
    let (lost, ctx) = (Arc::clone(vitals), cc.egui_ctx.clone());
    state.device.set_device_lost_callback(move |reason, said| match reason {
        // The window was closed.
        wgpu::DeviceLostReason::Destroyed => {}
        wgpu::DeviceLostReason::Unknown => {
            lost.lose(format!("{}（{said}）", words::computer::DEVICE_LOST));
            ctx.request_repaint();
        }
    });
    let (lost, ctx) = (Arc::clone(vitals), cc.egui_ctx.clone());
    // By default wgpu panics.
    state.device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
        log::error!("the device says: {error}");
        lost.lose(format!("{}（{error}）", words::computer::DEVICE_LOST));
        ctx.request_repaint();
    }));
}
