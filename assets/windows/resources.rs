//! Lays icon, version and manifest into the two programs when they are built for Windows; elsewhere does nothing.
//!
//! With GNU tools `windres` makes them an object file, with Microsoft's `rc` a resource file; the linker takes either.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

const FOLDER: &str = "assets/windows";

/// Each program and its resource script.
const PROGRAMS: [(&str, &str); 2] = [("rectification-ledger", "window.rc"), ("ledger", "ledger.rc")];

/// Embeds them, where it is Windows that is built for.
pub fn embed() -> Result<(), String> {
    for name in ["icon.ico", "ledger.rc", "program.manifest", "program.rc", "window.rc"] {
        println!("cargo:rerun-if-changed={FOLDER}/{name}");
    }
    if variable("CARGO_CFG_TARGET_OS") != "windows" {
        return Ok(());
    }
    let out = PathBuf::from(variable("OUT_DIR"));
    for (program, script) in PROGRAMS {
        let script = Path::new(FOLDER).join(script);
        if variable("CARGO_CFG_TARGET_ENV") == "msvc" {
            with_microsoft(program, &script, &out);
        } else {
            with_gnu(program, &script, &out)?;
        }
    }
    Ok(())
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

/// The version as the script wants it, behind the sign that defines a word.
fn definitions(sign: &str) -> [String; 2] {
    let version = variable("CARGO_PKG_VERSION");
    [format!("{sign}VERSION_NUMBERS={},0", version.replace('.', ",")), format!("{sign}VERSION_TEXT=\"{version}\"")]
}

fn with_gnu(program: &str, script: &Path, out: &Path) -> Result<(), String> {
    let object = out.join(format!("{program}.o"));
    let tool = if cfg!(windows) {
        "windres".to_owned()
    } else {
        format!("{}-w64-mingw32-windres", variable("CARGO_CFG_TARGET_ARCH"))
    };
    let mut command = Command::new(env::var("WINDRES").unwrap_or(tool));
    // The preprocessor's shell takes one pair of quotes away.
    command.args(definitions("-D").map(|word| word.replace('"', "\\\"")));
    command.arg("-I").arg(FOLDER).arg("-i").arg(script).arg("-O").arg("coff").arg("-o").arg(&object);
    run(command)?;
    println!("cargo:rustc-link-arg-bin={program}={}", object.display());
    Ok(())
}

/// The linker embeds the manifest itself; icon and version need `rc`, which a developer's prompt has on its path.
fn with_microsoft(program: &str, script: &Path, out: &Path) {
    let manifest = Path::new(&variable("CARGO_MANIFEST_DIR")).join(FOLDER).join("program.manifest");
    println!("cargo:rustc-link-arg-bin={program}=/MANIFEST:EMBED");
    println!("cargo:rustc-link-arg-bin={program}=/MANIFESTINPUT:{}", manifest.display());
    let resources = out.join(format!("{program}.res"));
    let mut command = Command::new(env::var("RC").unwrap_or_else(|_| "rc".to_owned()));
    command.arg("/nologo").args(definitions("/d")).arg("/dNO_MANIFEST").arg("/i").arg(FOLDER);
    command.arg("/fo").arg(&resources).arg(script);
    match run(command) {
        Ok(()) => println!("cargo:rustc-link-arg-bin={program}={}", resources.display()),
        Err(why) => println!("cargo:warning=without icon and version: {why}"),
    }
}

fn run(mut command: Command) -> Result<(), String> {
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr))),
        Err(error) => Err(format!("{command:?}: {error}")),
    }
}
