//! Reads a package: first the manifest, then that every part is what it says, and only then what is inside.

use std::{
    collections::BTreeSet,
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::Path,
};

use thiserror::Error;
use zip::{ZipArchive, result::ZipError};

use crate::store::{
    Doing, StoreError,
    checksum::{FileHash, Hasher},
    evidence::EvidenceFolder,
    fault::FileFault,
    ledger_check::differing,
    ledger_open::open_ledger,
    ledger_write::LedgerContent,
    recognise::FileLook,
};

use super::{EVIDENCE, LEDGER, MANIFEST, Manifest, PartEntry, Passphrase, limits, manifest::ManifestFault};

/// How an age file begins.
const AGE_MAGIC: &[u8] = b"age-encryption.org/v1\n";

/// How a zip begins, and how one without files does.
const ZIP_MAGIC: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// How the end of a directory begins, and how that of a long one does.
const DIRECTORY_END: [&[u8]; 2] = [b"PK\x05\x06", b"PK\x06\x06"];

/// Why a package is not taken; nothing of it was used.
#[derive(Debug, Error)]
pub enum PackageFault {
    /// The file cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It is no package.
    #[error("not a package")]
    NotAPackage,
    /// It is encrypted.
    #[error("encrypted")]
    NeedsPassphrase,
    /// The passphrase is another one.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// Trying the passphrase would take longer than anyone waits; see [`limits::WORK`].
    #[error("the passphrase asks for too much work")]
    ExcessiveWork,
    /// The zip itself is broken.
    #[error("broken zip: {0}")]
    Broken(String),
    /// There is no manifest.
    #[error("no manifest")]
    NoManifest,
    /// The manifest is not what its own hash says.
    #[error("the manifest was changed")]
    ManifestChanged,
    /// A newer version wrote the package.
    #[error("format {0}")]
    NewerFormat(u32),
    /// A name leads out of the package, or is none of a package.
    #[error("the name {0:?}")]
    BadName(String),
    /// A file is inside that the manifest does not name.
    #[error("{0} is not in the manifest")]
    Extra(String),
    /// The manifest names a file that is not inside, or names it twice.
    #[error("{0} is missing")]
    Missing(String),
    /// A part unpacks to far more than a part of a package would.
    #[error("{0} is too big")]
    TooBig(String),
    /// A part is not what the manifest says.
    #[error("{0} was changed")]
    Changed(String),
    /// The ledger inside is none.
    #[error("no ledger: {0:?}")]
    NoLedger(FileLook),
    /// The ledger inside has faults.
    #[error("{} faults", .0.len())]
    Faults(Vec<FileFault>),
    /// The ledger inside is another one than the manifest says.
    #[error("another ledger")]
    OtherLedger,
    /// It was stopped.
    #[error("stopped")]
    Stopped,
}

trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

/// A package whose manifest and parts agree.
pub struct Package {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Whether it came encrypted.
    pub encrypted: bool,
    zip: ZipArchive<Box<dyn Source>>,
}

impl std::fmt::Debug for Package {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Package").field("manifest", &self.manifest).finish_non_exhaustive()
    }
}

/// Whether the file begins as a package does, open or encrypted.
pub fn is_package(path: &Path) -> bool {
    let mut head = [0; 22];
    let read = File::open(path).and_then(|mut file| file.read(&mut head));
    let head = head.get(..read.unwrap_or_default()).unwrap_or_default();
    ZIP_MAGIC.iter().any(|magic| head.starts_with(magic)) || head.starts_with(AGE_MAGIC)
}

/// Opens a package and verifies its manifest and every part. Nothing is written anywhere.
///
/// `goes_on` is told how many bytes of how many are verified, and stops it by saying no.
pub fn open_package(
    path: &Path,
    passphrase: Option<&Passphrase>,
    goes_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Package, PackageFault> {
    let (mut source, encrypted) = source(path, passphrase)?;
    if n_entries(&mut source)? > limits::ENTRIES {
        return Err(PackageFault::TooBig(path.file_name().unwrap_or_default().to_string_lossy().into_owned()));
    }
    let mut zip = ZipArchive::new(source).map_err(|error| PackageFault::Broken(error.to_string()))?;
    let manifest = read_manifest(&mut zip)?;
    check_names(&zip, &manifest)?;
    let mut package = Package { manifest, encrypted, zip };
    package.verify(goes_on)?;
    Ok(package)
}

fn source(path: &Path, passphrase: Option<&Passphrase>) -> Result<(Box<dyn Source>, bool), PackageFault> {
    let at = |error| StoreError::new(Doing::Read, path, error);
    let mut file = File::open(path).map_err(at)?;
    let mut head = Vec::new();
    (&mut file).take(AGE_MAGIC.len() as u64).read_to_end(&mut head).map_err(at)?;
    file.rewind().map_err(at)?;
    if ZIP_MAGIC.iter().any(|magic| head.starts_with(magic)) {
        return Ok((Box::new(BufReader::new(file)), false));
    }
    if head != AGE_MAGIC {
        return Err(PackageFault::NotAPackage);
    }
    let passphrase = passphrase.ok_or(PackageFault::NeedsPassphrase)?;
    let sealed = age::Decryptor::new(file).map_err(|error| PackageFault::Broken(error.to_string()))?;
    let mut identity = age::scrypt::Identity::new(passphrase.0.clone());
    identity.set_max_work_factor(limits::WORK);
    let opened = sealed.decrypt(std::iter::once(&identity as &dyn age::Identity));
    let opened = opened.map_err(|error| {
        let is_too_much = matches!(error, age::DecryptError::ExcessiveWork { .. });
        if is_too_much { PackageFault::ExcessiveWork } else { PackageFault::WrongPassphrase }
    })?;
    Ok((Box::new(opened), true))
}

/// How many files the zip says it holds, the most of all it says where it says several things.
fn n_entries(source: &mut Box<dyn Source>) -> io::Result<u64> {
    // The end of the directory may be followed by a note of 64 KiB.
    let size = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(size.saturating_sub(70_000)))?;
    let mut tail = Vec::new();
    source.take(70_000).read_to_end(&mut tail)?;
    source.rewind()?;
    let figure = |at: usize, n_bytes: usize| {
        let bytes = tail.get(at..at + n_bytes)?.iter().rev();
        Some(bytes.fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte)))
    };
    let [short, long] = DIRECTORY_END.map(|sign| memchr::memmem::find_iter(&tail, sign).collect::<Vec<_>>());
    let short = short.iter().filter_map(|at| figure(at + 10, 2)).filter(|n| *n != u64::from(u16::MAX));
    let long = long.iter().filter_map(|at| figure(at + 32, 8));
    Ok(short.chain(long).max().unwrap_or(0))
}

fn read_manifest(zip: &mut ZipArchive<Box<dyn Source>>) -> Result<Manifest, PackageFault> {
    let file = match zip.by_name(MANIFEST) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Err(PackageFault::NoManifest),
        Err(error) => return Err(PackageFault::Broken(error.to_string())),
    };
    // What it says may be a lie, and is looked at all the same: it costs no memory.
    if file.size() > limits::MANIFEST_BYTES {
        return Err(PackageFault::TooBig(MANIFEST.to_owned()));
    }
    let mut bytes = Vec::new();
    let read = file.take(limits::MANIFEST_BYTES + 1).read_to_end(&mut bytes);
    // A wrong checksum of the zip is a changed manifest as well.
    read.map_err(|_changed| PackageFault::ManifestChanged)?;
    if bytes.len() as u64 > limits::MANIFEST_BYTES {
        return Err(PackageFault::TooBig(MANIFEST.to_owned()));
    }
    Manifest::from_bytes(&bytes).map_err(|fault| match fault {
        ManifestFault::Changed | ManifestFault::Unreadable => PackageFault::ManifestChanged,
        ManifestFault::NewerFormat(format) => PackageFault::NewerFormat(format),
    })
}

/// The zip holds the parts of the manifest and nothing else, under names that lead nowhere.
fn check_names(zip: &ZipArchive<Box<dyn Source>>, manifest: &Manifest) -> Result<(), PackageFault> {
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    for part in &manifest.parts {
        if !is_part_name(&part.name) {
            return Err(PackageFault::BadName(part.name.clone()));
        }
        if !wanted.insert(&part.name) {
            return Err(PackageFault::Missing(part.name.clone()));
        }
    }
    if !wanted.contains(LEDGER) {
        return Err(PackageFault::Missing(LEDGER.to_owned()));
    }
    let mut found = BTreeSet::new();
    for name in zip.file_names() {
        let name = name.map_err(|error| PackageFault::Broken(error.to_string()))?.into_owned();
        if name == MANIFEST {
            continue;
        }
        if !is_part_name(&name) {
            return Err(PackageFault::BadName(name));
        }
        if !wanted.contains(name.as_str()) {
            return Err(PackageFault::Extra(name));
        }
        found.insert(name);
    }
    match wanted.into_iter().find(|name| !found.contains(*name)) {
        Some(name) => Err(PackageFault::Missing(name.to_owned())),
        None => Ok(()),
    }
}

/// `ledger.ron`, or a hash with a plain extension in `evidence/`.
fn is_part_name(name: &str) -> bool {
    if name == LEDGER {
        return true;
    }
    let Some(file) = name.strip_prefix(EVIDENCE) else {
        return false;
    };
    let (hash, extension) = file.split_once('.').unwrap_or((file, ""));
    let plain = extension.len() <= 8 && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain && hash.parse::<FileHash>().is_ok_and(|parsed| parsed.to_string() == hash)
}

impl Package {
    fn verify(&mut self, goes_on: &mut dyn FnMut(u64, u64) -> bool) -> Result<(), PackageFault> {
        let parts = self.manifest.parts.clone();
        let total = parts.iter().fold(0_u64, |sum, part| sum.saturating_add(part.bytes));
        let mut done = 0_u64;
        for part in &parts {
            self.verify_part(part, &mut |n_bytes| goes_on(done.saturating_add(n_bytes), total))?;
            done = done.saturating_add(part.bytes);
        }
        Ok(())
    }

    fn verify_part(&mut self, part: &PartEntry, goes_on: &mut dyn FnMut(u64) -> bool) -> Result<(), PackageFault> {
        let changed = || PackageFault::Changed(part.name.clone());
        let named = part.name.strip_prefix(EVIDENCE).and_then(|file| file.split('.').next());
        if named.is_some_and(|hash| hash != part.sha256.to_string()) {
            return Err(changed());
        }
        let file = self.zip.by_name(&part.name).map_err(|_broken| changed())?;
        let packed = file.compressed_size().max(1);
        if part.bytes / packed > limits::RATIO || (part.name == LEDGER && part.bytes > limits::LEDGER_BYTES) {
            return Err(PackageFault::TooBig(part.name.clone()));
        }
        // One byte more than it should have shows that it has more, however much that would be.
        let mut file = file.take(part.bytes.saturating_add(1));
        let mut hasher = Hasher::new();
        let mut buffer = vec![0; 1 << 18];
        let mut n_done = 0_u64;
        loop {
            let n_read = file.read(&mut buffer).map_err(|_broken| changed())?;
            if n_read == 0 {
                break;
            }
            hasher.add(buffer.get(..n_read).unwrap_or_default());
            n_done += n_read as u64;
            if !goes_on(n_done) {
                return Err(PackageFault::Stopped);
            }
        }
        if n_done == part.bytes && hasher.finish() == part.sha256 { Ok(()) } else { Err(changed()) }
    }

    /// The ledger inside: sound, and its state what its history comes to.
    pub fn ledger(&mut self) -> Result<LedgerContent, PackageFault> {
        let bytes = self.bytes_of(LEDGER)?;
        let opened = open_ledger(&bytes).map_err(|none| PackageFault::NoLedger(none.0))?;
        if !opened.faults.is_empty() {
            return Err(PackageFault::Faults(opened.faults));
        }
        let content = opened.content;
        if content.ledger.id != self.manifest.ledger {
            return Err(PackageFault::OtherLedger);
        }
        let differ: Vec<_> = differing(&content.ledger, &content.history)
            .map(|key| FileFault::of_subject(crate::store::fault::FaultKind::StateDiffers, key))
            .collect();
        if differ.is_empty() { Ok(content) } else { Err(PackageFault::Faults(differ)) }
    }

    /// The ledger file inside, byte for byte.
    pub fn ledger_bytes(&mut self) -> Result<Vec<u8>, PackageFault> {
        self.bytes_of(LEDGER)
    }

    fn bytes_of(&mut self, name: &str) -> Result<Vec<u8>, PackageFault> {
        let changed = || PackageFault::Changed(name.to_owned());
        let part = self.manifest.parts.iter().find(|part| part.name == name).ok_or_else(changed)?;
        let file = self.zip.by_name(name).map_err(|_broken| changed())?;
        let mut bytes = Vec::new();
        file.take(part.bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(|_broken| changed())?;
        // The file on the stick may be another one by now.
        if FileHash::of(&bytes) == part.sha256 { Ok(bytes) } else { Err(changed()) }
    }

    /// The evidence inside: hashes, in their order.
    pub fn evidence(&self) -> Vec<FileHash> {
        let files = self.manifest.parts.iter().filter(|part| part.name.starts_with(EVIDENCE));
        files.map(|part| part.sha256).collect()
    }

    /// Copies evidence that `folder` lacks into it; returns how many files were new.
    pub fn unpack_evidence(
        &mut self,
        folder: &EvidenceFolder,
        goes_on: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<usize, PackageFault> {
        let parts: Vec<_> =
            self.manifest.parts.iter().filter(|part| part.name.starts_with(EVIDENCE)).cloned().collect();
        let mut n_new = 0;
        for (n, part) in parts.iter().enumerate() {
            if !goes_on(n, parts.len()) {
                return Err(PackageFault::Stopped);
            }
            let extension = part.name.rsplit_once('.').map_or("", |(_, extension)| extension);
            let changed = |_: ZipError| PackageFault::Changed(part.name.clone());
            let mut file = self.zip.by_name(&part.name).map_err(changed)?.take(part.bytes.saturating_add(1));
            let added = folder.add_from(&mut file, extension, part.sha256)?;
            n_new += usize::from(added);
        }
        Ok(n_new)
    }
}

impl From<io::Error> for PackageFault {
    fn from(error: io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::safe_write::safe_write;

    /// An age file sealed with so much work, of which only the head is there.
    fn opened(work: u8) -> PackageFault {
        let (salt, body) = ("A".repeat(22), "A".repeat(43));
        let head = format!("age-encryption.org/v1\n-> scrypt {salt} {work}\n{body}\n--- {body}\n");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.age");
        safe_write(&path, &[head.as_bytes(), &[0; 64]].concat()).unwrap();
        open_package(&path, Passphrase::new("秋水").as_ref(), &mut |_, _| true).unwrap_err()
    }

    #[test]
    fn a_passphrase_that_would_take_hours_to_try_is_not_called_a_wrong_one() {
        assert!(matches!(opened(limits::WORK + 1), PackageFault::ExcessiveWork));
        assert!(matches!(opened(2), PackageFault::WrongPassphrase));
    }
}
