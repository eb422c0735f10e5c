//! The fonts the program carries: the window draws with them, and so do the pictures and pages it makes.

use crate::exchange::pdf::Faces;

use super::spare_fonts;

/// The text face.
pub static REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf");

/// The bold text face.
pub static BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold.otf");

/// What both faces call themselves.
pub const FAMILY: &str = "Noto Sans CJK SC";

/// What pages are set in: our own faces, and those of the system for what they lack.
pub fn faces() -> Faces {
    Faces { regular: REGULAR, bold: BOLD, spare: spare_fonts::face_for }
}
