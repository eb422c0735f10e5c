//! The window's place: put where it stood last, watched while it is used, kept when it is closed.

use eframe::CreationContext;
use egui::{Context, ViewportCommand, ViewportInfo};
use winit::{
    dpi::{PhysicalPosition, PhysicalSize},
    monitor::MonitorHandle,
    window::Window,
};

use crate::app::computer::{Screen, WindowPlace, fitted};

/// Watches where the window stands.
#[derive(Debug, Default)]
pub struct PlaceWatch {
    seen: Option<WindowPlace>,
    wants_maximised: bool,
}

impl PlaceWatch {
    /// Puts the window where it stood, while it is not shown yet.
    pub fn put(cc: &CreationContext<'_>, kept: Option<WindowPlace>) -> Self {
        let Some(window) = cc.winit_window() else {
            return Self::default();
        };
        let Some(place) = fitted(kept, &screens(window)) else {
            return Self::default();
        };
        let (width, height) = (place.width.unsigned_abs(), place.height.unsigned_abs());
        // What the system makes of it is seen in the next frame.
        let _granted: Option<PhysicalSize<u32>> = window.request_inner_size(PhysicalSize::new(width, height));
        window.set_outer_position(PhysicalPosition::new(place.x, place.y));
        if place.maximised {
            cc.egui_ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
        }
        Self { seen: Some(place), wants_maximised: place.maximised }
    }

    /// Looks where the window stands now; `settled` once it has been shown.
    pub fn look(&mut self, ctx: &Context, settled: bool) {
        let scale = ctx.pixels_per_point();
        let info = ctx.input(|input| input.viewport().clone());
        if self.wants_maximised && settled {
            self.wants_maximised = false;
            // X11 forgets what was asked of a hidden window.
            if info.maximized == Some(false) {
                ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
                return;
            }
        }
        if settled {
            self.seen = seen(&info, scale, self.seen).or(self.seen);
        }
    }

    /// The place to be kept.
    pub fn place(&self) -> Option<WindowPlace> {
        self.seen
    }
}

/// Where the window stands; while it fills the screen, where it would stand otherwise.
fn seen(info: &ViewportInfo, scale: f32, before: Option<WindowPlace>) -> Option<WindowPlace> {
    if info.minimized == Some(true) || info.fullscreen == Some(true) {
        return None;
    }
    if info.maximized == Some(true) {
        return before.map(|place| WindowPlace { maximised: true, ..place });
    }
    let (outer, inner) = (info.outer_rect?, info.inner_rect?);
    let pixels = |points: f32| (points * scale).round() as i32;
    Some(WindowPlace {
        x: pixels(outer.min.x),
        y: pixels(outer.min.y),
        width: pixels(inner.width()),
        height: pixels(inner.height()),
        scale: (info.native_pixels_per_point.unwrap_or(1.0) * 100.0).round() as i32,
        maximised: false,
    })
}

/// The screens, the main one first.
fn screens(window: &Window) -> Vec<Screen> {
    let main = window.primary_monitor().or_else(|| window.current_monitor());
    let others = window.available_monitors().filter(|screen| Some(screen) != main.as_ref());
    main.iter().cloned().chain(others).map(|screen| values(&screen)).collect()
}

fn values(screen: &MonitorHandle) -> Screen {
    let (corner, size) = (screen.position(), screen.size());
    let edge = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
    let scale = (screen.scale_factor() * 100.0).round() as i32;
    Screen { x: corner.x, y: corner.y, width: edge(size.width), height: edge(size.height), scale }
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2, vec2};

    use super::*;

    fn info() -> ViewportInfo {
        ViewportInfo {
            outer_rect: Some(Rect::from_min_size(pos2(80.0, 40.0), vec2(1016.0, 639.0))),
            inner_rect: Some(Rect::from_min_size(pos2(88.0, 71.0), vec2(1000.0, 600.0))),
            native_pixels_per_point: Some(1.25),
            ..ViewportInfo::default()
        }
    }

    #[test]
    fn the_place_is_kept_in_pixels_whatever_the_zoom() {
        let place = seen(&info(), 1.25, None).unwrap();
        assert_eq!((place.x, place.y, place.width, place.height, place.scale), (100, 50, 1250, 750, 125));
        assert!(!place.maximised);
    }

    #[test]
    fn a_maximised_window_keeps_its_place_and_a_minimised_one_says_nothing() {
        let before = seen(&info(), 1.0, None);
        let full = ViewportInfo { maximized: Some(true), ..info() };
        let place = seen(&full, 2.0, before).unwrap();
        assert_eq!((place.x, place.width, place.maximised), (80, 1000, true));
        let hidden = ViewportInfo { minimized: Some(true), ..info() };
        assert_eq!(seen(&hidden, 1.0, before), None);
    }
}
