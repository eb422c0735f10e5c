//! What the window's program is started with.

use std::{ffi::OsString, path::PathBuf};

use crate::{
    app::computer::{NoRenderer, RendererName},
    ui::words::computer as words,
};

/// What the command line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// What to open.
    pub file: Option<PathBuf>,
    /// What to draw with before anything else.
    pub renderer: Option<RendererName>,
    /// The program started itself anew because a driver took it down.
    pub after_crash: bool,
}

/// What to say instead of starting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It was asked for.
    Answer(String),
    /// The command line means nothing.
    Fault(String),
}

/// The word that tells a program that it was started anew.
pub const AFTER_CRASH: &str = "--after-crash";

impl Arguments {
    /// Reads the command line, the program's own name left out.
    pub fn read(words: impl IntoIterator<Item = OsString>) -> Result<Self, Said> {
        let mut read = Self::default();
        let mut words = words.into_iter();
        let mut only_files = false;
        while let Some(word) = words.next() {
            let text = word.to_string_lossy().into_owned();
            if only_files || !text.starts_with('-') {
                // Explorer hands over what was chosen together; one window shows one ledger.
                read.file.get_or_insert_with(|| PathBuf::from(word));
                continue;
            }
            match text.as_str() {
                "--" => only_files = true,
                "-h" | "--help" => return Err(Said::Answer(words::ARGUMENTS.to_owned())),
                "-V" | "--version" => return Err(Said::Answer(words::version(env!("CARGO_PKG_VERSION")))),
                AFTER_CRASH => read.after_crash = true,
                "--renderer" => {
                    let name = words.next().unwrap_or_default();
                    read.renderer = Some(renderer(&name.to_string_lossy())?);
                }
                _ => match text.strip_prefix("--renderer=") {
                    Some(name) => read.renderer = Some(renderer(name)?),
                    None => return Err(Said::Fault(words::bad_argument(&text))),
                },
            }
        }
        Ok(read)
    }

    /// With the renderer that `RECTIFICATION_LEDGER_RENDERER` names, where the command line names none.
    pub fn or_environment(mut self) -> Self {
        let named = std::env::var("RECTIFICATION_LEDGER_RENDERER").ok();
        self.renderer = self.renderer.or_else(|| named?.parse().ok());
        self
    }
}

fn renderer(name: &str) -> Result<RendererName, Said> {
    name.parse().map_err(|NoRenderer| Said::Fault(words::bad_renderer(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Arguments, Said> {
        Arguments::read(words.iter().map(OsString::from))
    }

    #[test]
    fn a_file_and_a_renderer_are_read_in_any_order() {
        let file = Some(PathBuf::from("省级 督察/台账.ron"));
        let read_it = read(&["省级 督察/台账.ron", "--renderer", "GLOW"]).unwrap();
        assert_eq!(read_it, Arguments { file, renderer: Some(RendererName::Glow), after_crash: false });
        let anew = read(&["--renderer=gl", AFTER_CRASH]).unwrap();
        assert_eq!((anew.renderer, anew.after_crash, anew.file), (Some(RendererName::Gl), true, None));
        assert_eq!(read(&["--", "-台账.ron"]).unwrap().file, Some(PathBuf::from("-台账.ron")));
        assert_eq!(read(&["a.ron", "b.ron"]).unwrap().file, Some(PathBuf::from("a.ron")));
    }

    #[test]
    fn what_means_nothing_is_said_with_the_usage() {
        for words in [&["--renderer", "opengl"][..], &["--renderer"], &["--rendrer=gl"], &["-x"]] {
            let Err(Said::Fault(said)) = read(words) else {
                panic!("{words:?}");
            };
            assert!(said.contains("用法"), "{said}");
        }
        assert!(matches!(read(&["--help"]), Err(Said::Answer(said)) if said.contains("--renderer")));
    }
}
