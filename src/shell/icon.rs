//! The program's picture in the title bar and the task bar.

use std::sync::Arc;

use egui::{IconData, ViewportBuilder};

const PICTURE: &[u8] = include_bytes!("../../assets/windows/icon.png");

/// Gives a window the program's icon; one whose picture cannot be read keeps the system's.
pub fn with_icon(window: ViewportBuilder) -> ViewportBuilder {
    match eframe::icon_data::from_png_bytes(PICTURE) {
        Ok(icon) => window.with_icon(Arc::<IconData>::new(icon)),
        Err(error) => {
            log::warn!("the icon cannot be read: {error}");
            window
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_has_the_icon_of_the_program() {
        let icon = with_icon(ViewportBuilder::default()).icon.expect("an icon");
        assert_eq!((icon.width, icon.height), (256, 256));
        assert_eq!(icon.rgba.len(), 4 * 256 * 256);
        assert!(icon.rgba.chunks_exact(4).any(|pixel| pixel[3] == 0), "its corners are round");
    }
}
