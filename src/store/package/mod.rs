//! Packages: one `.zip` that carries a ledger, or a unit's part of it, with its evidence.
//!
//! ```text
//! manifest.ron               what is inside, SHA-256 and size of every part; its own last line is its own SHA-256
//! ledger.ron                 a ledger file as any other
//! evidence/<64 digits>.jpg   named by SHA-256, as beside a ledger
//! ```
//! With a passphrase the whole zip is inside one age file (scrypt), and no byte of it is ever unpacked to disk to be read.
//!
//! **Invariant:** nothing of a package is handed on before its manifest and every part agree.

pub mod limits;
mod manifest;
mod read;
mod write;

pub use manifest::{LeftOut, Manifest, PackageKind, PartEntry, seal_text, unseal_text};
pub use read::{Package, PackageFault, is_package, open_package};
pub use write::{EvidenceFile, PackageDraft, Written, write_package, write_package_on};

/// The name of the manifest in the zip.
pub const MANIFEST: &str = "manifest.ron";

/// The name of the ledger in the zip.
pub const LEDGER: &str = "ledger.ron";

/// The folder of evidence in the zip.
pub const EVIDENCE: &str = "evidence/";

/// The format of packages this version writes.
pub const PACKAGE_FORMAT: u32 = 1;

/// A passphrase, wiped from memory when it is dropped and shown nowhere.
#[derive(Clone)]
pub struct Passphrase(pub(super) age::secrecy::SecretString);

impl Passphrase {
    /// The passphrase somebody typed; `None` where nothing was typed.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim_end_matches(['\r', '\n']);
        (!text.is_empty()).then(|| Self(text.to_owned().into()))
    }
}

impl PartialEq for Passphrase {
    fn eq(&self, other: &Self) -> bool {
        use age::secrecy::ExposeSecret as _;
        self.0.expose_secret() == other.0.expose_secret()
    }
}

impl Eq for Passphrase {}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}
