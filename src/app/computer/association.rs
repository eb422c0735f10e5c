//! Opening ledgers by a double click: written for this user alone, needing no administrator, and taken back whole.
//!
//! ```text
//! HKEY_CURRENT_USER\Software\Classes
//!   RectificationLedger.ron            整改台账, its icon and its command
//!   .ron\OpenWithProgids               RectificationLedger.ron
//!   .ron                               RectificationLedger.ron, where nobody else has it
//! ```
//!
//! What the user chose himself in Explorer goes before all of it. Programs may only read that choice.

use std::{io, path::Path};

/// The part of the registry that belongs to the user.
pub trait Registry: Send {
    /// The text of a value; the name of the default value is empty.
    fn get(&self, key: &str, name: &str) -> Option<String>;
    /// Sets a value, with the key.
    fn set(&mut self, key: &str, name: &str, text: &str) -> io::Result<()>;
    /// Takes a value out; fine where there is none.
    fn remove_value(&mut self, key: &str, name: &str) -> io::Result<()>;
    /// Takes a key out with all below it; fine where there is none.
    fn remove_tree(&mut self, key: &str) -> io::Result<()>;
    /// Takes a key out that holds nothing; fine where it holds something or is not there.
    fn remove_if_empty(&mut self, key: &str) -> io::Result<()>;
}

/// Where all of it is written, as an error names it.
pub const PLACE: &str = r"HKEY_CURRENT_USER\Software\Classes";

const KIND: &str = r"Software\Classes\RectificationLedger.ron";
const KIND_NAME: &str = "RectificationLedger.ron";
const ENDING: &str = r"Software\Classes\.ron";
const OTHERS: &str = r"Software\Classes\.ron\OpenWithProgids";

/// What was chosen by hand, with “always open with”.
const CHOICE: &str = r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.ron\UserChoice";
const CHOSEN: &str = "ProgId";

fn command_of(program: &Path) -> String {
    format!("\"{}\" \"%1\"", program.display())
}

/// What a double click on a ledger does on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opener {
    /// It opens this very program.
    This,
    /// This program stands in the list “open with”; another one has the double click.
    Other,
    /// This program has nothing to do with it.
    Nobody,
}

/// What a double click on a ledger does, as far as this user's part of the registry tells.
pub fn opener(registry: &dyn Registry, program: &Path) -> Opener {
    let command = registry.get(&command_key(KIND_NAME), "");
    if command.is_none_or(|command| command != command_of(program)) {
        return Opener::Nobody;
    }
    let chosen = registry.get(CHOICE, CHOSEN).filter(|chosen| !chosen.is_empty());
    let owner = chosen.or_else(|| registry.get(ENDING, ""));
    // Whoever chose the program's file itself has it under “Applications”.
    let is_ours = |owner: String| {
        owner == KIND_NAME || registry.get(&command_key(&owner), "").is_some_and(|it| it == command_of(program))
    };
    if owner.is_some_and(is_ours) { Opener::This } else { Opener::Other }
}

fn command_key(kind: &str) -> String {
    format!(r"Software\Classes\{kind}\shell\open\command")
}

/// Makes this program the one that opens ledgers; `kind` is what Explorer calls such a file.
pub fn associate(registry: &mut dyn Registry, program: &Path, kind: &str) -> io::Result<()> {
    registry.set(KIND, "", kind)?;
    registry.set(&format!(r"{KIND}\DefaultIcon"), "", &format!("\"{}\",0", program.display()))?;
    registry.set(&command_key(KIND_NAME), "", &command_of(program))?;
    registry.set(OTHERS, KIND_NAME, "")?;
    // Another program's claim stays; ours is then in Explorer's list of what a file is opened with.
    if registry.get(ENDING, "").is_none_or(|owner| owner.is_empty() || owner == KIND_NAME) {
        registry.set(ENDING, "", KIND_NAME)?;
    }
    Ok(())
}

/// Takes everything back that [`associate`] wrote.
pub fn dissociate(registry: &mut dyn Registry) -> io::Result<()> {
    registry.remove_tree(KIND)?;
    registry.remove_value(OTHERS, KIND_NAME)?;
    if registry.get(ENDING, "").is_some_and(|owner| owner == KIND_NAME) {
        registry.remove_value(ENDING, "")?;
    }
    registry.remove_if_empty(OTHERS)?;
    registry.remove_if_empty(ENDING)
}

/// The registry of this user; none on a system without one.
pub fn user_registry() -> Option<Box<dyn Registry>> {
    #[cfg(windows)]
    return Some(Box::new(windows::UserRegistry));
    #[cfg(not(windows))]
    None
}

#[cfg(windows)]
mod windows {
    //! The registry of Windows.

    use std::io;

    use windows_registry::{CURRENT_USER, Key};

    use super::Registry;

    /// `HKEY_CURRENT_USER`.
    pub(super) struct UserRegistry;

    /// What Windows answers where there is nothing: `ERROR_FILE_NOT_FOUND` as an HRESULT.
    const NOT_THERE: i32 = 0x8007_0002_u32.cast_signed();

    fn fine_without(result: windows_registry::Result<()>) -> io::Result<()> {
        match result {
            Err(error) if error.code().0 != NOT_THERE => Err(io::Error::from_raw_os_error(error.code().0)),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    fn made(key: &str) -> io::Result<Key> {
        CURRENT_USER.create(key).map_err(|error| io::Error::from_raw_os_error(error.code().0))
    }

    impl Registry for UserRegistry {
        fn get(&self, key: &str, name: &str) -> Option<String> {
            CURRENT_USER.open(key).ok()?.get_string(name).ok()
        }

        fn set(&mut self, key: &str, name: &str, text: &str) -> io::Result<()> {
            fine_without(made(key)?.set_string(name, text))
        }

        fn remove_value(&mut self, key: &str, name: &str) -> io::Result<()> {
            fine_without(made(key)?.remove_value(name))
        }

        fn remove_tree(&mut self, key: &str) -> io::Result<()> {
            fine_without(CURRENT_USER.remove_tree(key))
        }

        fn remove_if_empty(&mut self, key: &str) -> io::Result<()> {
            let is_empty = CURRENT_USER.open(key).is_ok_and(|key| {
                key.keys().is_ok_and(|keys| keys.count() == 0) && key.values().is_ok_and(|values| values.count() == 0)
            });
            if is_empty { self.remove_tree(key) } else { Ok(()) }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Default)]
    struct Book(BTreeMap<(String, String), String>);

    impl Registry for Book {
        fn get(&self, key: &str, name: &str) -> Option<String> {
            self.0.get(&(key.to_owned(), name.to_owned())).cloned()
        }

        fn set(&mut self, key: &str, name: &str, text: &str) -> io::Result<()> {
            self.0.insert((key.to_owned(), name.to_owned()), text.to_owned());
            Ok(())
        }

        fn remove_value(&mut self, key: &str, name: &str) -> io::Result<()> {
            self.0.remove(&(key.to_owned(), name.to_owned()));
            Ok(())
        }

        fn remove_tree(&mut self, key: &str) -> io::Result<()> {
            self.0.retain(|(at, _), _| at != key && !at.starts_with(&format!("{key}\\")));
            Ok(())
        }

        fn remove_if_empty(&mut self, _: &str) -> io::Result<()> {
            // A key is here for its values only.
            Ok(())
        }
    }

    #[test]
    fn a_double_click_opens_the_program_and_everything_is_taken_back() {
        let mut book = Book::default();
        let program = Path::new(r"D:\办公 软件\rectification-ledger.exe");
        associate(&mut book, program, "整改台账").unwrap();
        assert_eq!(opener(&book, program), Opener::This);
        assert_eq!(opener(&book, Path::new("other.exe")), Opener::Nobody, "the program was moved");
        let command = book.get(r"Software\Classes\RectificationLedger.ron\shell\open\command", "");
        assert_eq!(command.as_deref(), Some(r#""D:\办公 软件\rectification-ledger.exe" "%1""#));
        assert_eq!(book.get(r"Software\Classes\.ron", "").as_deref(), Some("RectificationLedger.ron"));
        dissociate(&mut book).unwrap();
        assert!(book.0.is_empty(), "{:?}", book.0);
    }

    #[test]
    fn what_another_program_claimed_stays_its_own() {
        let mut book = Book::default();
        book.set(r"Software\Classes\.ron", "", "Editor.ron").unwrap();
        associate(&mut book, Path::new("a.exe"), "整改台账").unwrap();
        assert_eq!(book.get(r"Software\Classes\.ron", "").as_deref(), Some("Editor.ron"));
        assert_eq!(opener(&book, Path::new("a.exe")), Opener::Other);
        dissociate(&mut book).unwrap();
        assert_eq!(book.0.len(), 1, "{:?}", book.0);
    }

    #[test]
    fn what_the_user_chose_in_explorer_goes_before_what_is_registered_and_is_left_alone() {
        let mut book = Book::default();
        let program = Path::new("a.exe");
        associate(&mut book, program, "整改台账").unwrap();
        let by_hand = [
            (r"Applications\notepad.exe", Opener::Other),
            ("RectificationLedger.ron", Opener::This),
            (r"Applications\a.exe", Opener::This),
            (r"Applications\old.exe", Opener::Other),
            ("", Opener::This),
        ];
        book.set(r"Software\Classes\Applications\a.exe\shell\open\command", "", r#""a.exe" "%1""#).unwrap();
        book.set(r"Software\Classes\Applications\old.exe\shell\open\command", "", r#""old.exe" "%1""#).unwrap();
        for (chosen, expected) in by_hand {
            book.set(CHOICE, CHOSEN, chosen).unwrap();
            assert_eq!(opener(&book, program), expected, "{chosen}");
        }
        book.set(CHOICE, CHOSEN, r"Applications\notepad.exe").unwrap();
        associate(&mut book, program, "整改台账").unwrap();
        dissociate(&mut book).unwrap();
        assert_eq!(book.get(CHOICE, CHOSEN).as_deref(), Some(r"Applications\notepad.exe"));
        assert_eq!(opener(&book, program), Opener::Nobody);
    }
}
