//! The fonts the program carries, packed: the window draws with them, and so do the pictures and pages it makes.

use std::sync::LazyLock;

use crate::exchange::pdf::Faces;

use super::spare_fonts;

/// More than any of them takes unpacked, in bytes.
const MOST_BYTES: usize = 16 << 20;

/// The text face.
pub static REGULAR: LazyLock<Vec<u8>> =
    LazyLock::new(|| unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/NotoSansSC-Regular.zst"))));

/// The bold text face.
pub static BOLD: LazyLock<Vec<u8>> =
    LazyLock::new(|| unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/NotoSansSC-Bold.zst"))));

/// What the build packed. A test unpacks both.
fn unpacked(packed: &[u8]) -> Vec<u8> {
    zstd::bulk::decompress(packed, MOST_BYTES).unwrap_or_default()
}

/// What both faces call themselves.
pub const FAMILY: &str = "Noto Sans CJK SC";

/// Unpacks them, which takes some of the time a window takes to appear: on another thread it costs nothing.
pub fn unpack() {
    LazyLock::force(&REGULAR);
    LazyLock::force(&BOLD);
}

/// What pages are set in: our own faces, and those of the system for what they lack.
pub fn faces() -> Faces {
    Faces { regular: &REGULAR, bold: &BOLD, spare: spare_fonts::face_for }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_faces_are_carried_whole() {
        assert_eq!(REGULAR.as_slice(), include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf"));
        assert_eq!(BOLD.as_slice(), include_bytes!("../../assets/fonts/NotoSansSC-Bold.otf"));
    }
}
