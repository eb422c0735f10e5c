//! The fonts the program carries: the window draws with them, and so do the pictures it makes.

/// The text face.
pub static REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.otf");

/// The bold text face.
pub static BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold.otf");

/// What both faces call themselves.
pub const FAMILY: &str = "Noto Sans CJK SC";
