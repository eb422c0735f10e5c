//! Settings and other small values, each in a RON file of its own.
//!
//! **Invariant:** a file that cannot be understood is set aside under a new name, never overwritten by defaults.

use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;
use serde::{Serialize, de::DeserializeOwned};

use crate::store::{
    Doing, StoreError,
    files::{make_folder_of, read_if_there, set_aside},
    ron_text::RonTextError,
    safe_write::safe_write,
};

/// What was found where the settings should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loaded<T> {
    /// The value.
    Found(T),

    /// No file yet.
    Missing,

    /// A file that cannot be understood, now under another name.
    SetAside {
        /// Where it is now.
        kept_as: PathBuf,
        /// Why it was not understood.
        why: String,
    },
}

impl<T: Default> Loaded<T> {
    /// The value, or the defaults.
    pub fn or_default(self) -> T {
        match self {
            Self::Found(value) => value,
            Self::Missing | Self::SetAside { .. } => T::default(),
        }
    }
}

/// Reads the value at `path`.
///
/// An error means that the file may be fine but could not be read now: it must not be saved over.
pub fn load<T: DeserializeOwned>(path: &Path) -> Result<Loaded<T>, StoreError> {
    let Some(bytes) = read_if_there(path)? else {
        return Ok(Loaded::Missing);
    };
    // Notepad of older Windows adds a byte order mark.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    match ron::de::from_bytes(bytes) {
        Ok(value) => Ok(Loaded::Found(value)),
        Err(err) => Ok(Loaded::SetAside { kept_as: set_aside(path, "unreadable")?, why: err.to_string() }),
    }
}

/// Writes the value to `path`, one field a line.
pub fn save<T: Serialize>(path: &Path, value: &T) -> Result<(), StoreError> {
    // Settings are short, so that `ron`'s slow writer does no harm and people can read the file.
    let text = ron::ser::to_string_pretty(value, PrettyConfig::new().new_line("\n"))
        .map_err(|err| StoreError::new(Doing::Encode, path, RonTextError::Value(err.to_string())))?;
    make_folder_of(path)?;
    safe_write(path, text.as_bytes())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde::Deserialize;
    use tempfile::TempDir;

    use super::*;

    #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
    struct Settings {
        name: String,
        zoom: Option<u8>,
    }

    #[test]
    fn settings_come_back_also_with_a_byte_order_mark() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("new/settings.ron");
        assert_eq!(load::<Settings>(&path).unwrap(), Loaded::Missing);
        let settings = Settings { name: "李\u{3000}明".to_owned(), zoom: Some(125) };
        save(&path, &settings).unwrap();
        assert_eq!(load(&path).unwrap(), Loaded::Found(settings.clone()));
        let mut marked = b"\xef\xbb\xbf".to_vec();
        marked.extend(fs::read(&path).unwrap());
        safe_write(&path, &marked).unwrap();
        assert_eq!(load(&path).unwrap(), Loaded::Found(settings));
    }

    #[test]
    fn broken_settings_are_set_aside_and_never_overwritten() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("settings.ron");
        let broken: [&[u8]; 4] = [b"", b"(name:\"x\"", &[0; 40], b"\xff\xfe"];
        for (number, bytes) in broken.into_iter().enumerate() {
            safe_write(&path, bytes).unwrap();
            let loaded = load::<Settings>(&path).unwrap();
            let Loaded::SetAside { kept_as, why } = &loaded else {
                panic!("{loaded:?}");
            };
            assert!(!why.is_empty());
            assert_eq!(fs::read(kept_as).unwrap(), bytes);
            assert!(!path.exists());
            save(&path, &loaded.clone().or_default()).unwrap();
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), number + 2);
        }
    }
}
