//! What is made of the assets before the program is compiled: the fonts packed, and the resources of a Windows program.

#![expect(clippy::disallowed_methods, reason = "what is made for the compiler may be made anew")]

#[path = "windows/resources.rs"]
mod resources;

use std::{env, fs, path::Path};

/// The faces for text, by far the largest of what the program carries.
const FONTS: [&str; 2] = ["NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"];

/// The highest that a computer of today unpacks in a few milliseconds.
const LEVEL: i32 = 19;

fn main() -> Result<(), String> {
    println!("cargo:rerun-if-changed=assets/build.rs");
    println!("cargo:rerun-if-changed=assets/windows/resources.rs");
    let out = env::var("OUT_DIR").map_err(|err| err.to_string())?;
    for name in FONTS {
        let font = Path::new("assets/fonts").join(name);
        println!("cargo:rerun-if-changed={}", font.display());
        pack(&font, &Path::new(&out).join(name).with_extension("zst")).map_err(|err| format!("{name}: {err}"))?;
    }
    resources::embed()
}

fn pack(font: &Path, to: &Path) -> std::io::Result<()> {
    fs::write(to, zstd::bulk::compress(&fs::read(font)?, LEVEL)?)
}
