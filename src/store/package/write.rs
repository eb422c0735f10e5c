//! Writes a package as a new file, reads it back, and only then says that it is whole.

use std::{
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::store::{
    Cause, Doing, StoreError,
    checksum::{FileHash, FileMark, Hasher, Marker, each_piece, try_each_piece},
    safe_write::{Disk, Known, RealDisk, safe_write_with},
};

use super::{
    EVIDENCE, LEDGER, MANIFEST, Manifest, PartEntry, Passphrase,
    limits::{ENTRIES, LEDGER_BYTES},
};

/// More than this needs the long form of a zip entry.
const LONG: u64 = 4_000_000_000;

/// The work factor of scrypt (2^n): about a second on an office computer.
const WORK: u8 = if cfg!(debug_assertions) { 10 } else { 18 };

/// An evidence file to be packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its hash.
    pub hash: FileHash,
    /// Its size in bytes.
    pub n_bytes: u64,
}

/// Everything that goes into a package.
#[derive(Clone, Debug)]
pub struct PackageDraft {
    /// The manifest; its parts are worked out while writing.
    pub manifest: Manifest,
    /// The ledger file.
    pub ledger: Vec<u8>,
    /// Evidence.
    pub evidence: Vec<EvidenceFile>,
    /// Encrypts the package.
    pub passphrase: Option<Passphrase>,
}

/// A package that was written and read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it is.
    pub path: PathBuf,
    /// How many bytes it has.
    pub n_bytes: u64,
    /// Its hash, as it was read back.
    pub hash: FileHash,
}

/// Writes a package as a new file at `path`; a file that is there stays, and is an error.
///
/// `goes_on` is told how many bytes of how many are packed, and stops it by saying no. What was written is read back
/// whole before this returns.
pub fn write_package(
    path: &Path,
    draft: &PackageDraft,
    goes_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Written, StoreError> {
    write_package_on(&RealDisk, path, draft, goes_on)
}

/// The same on another disk.
pub fn write_package_on(
    disk: &dyn Disk,
    path: &Path,
    draft: &PackageDraft,
    goes_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Written, StoreError> {
    if path.exists() {
        return Err(StoreError::new(Doing::Create, path, Cause::Exists));
    }
    check_limits(path, draft)?;
    let written = safe_write_with(disk, path, Known::Absent, |out| match &draft.passphrase {
        None => fill(out, draft, goes_on),
        Some(passphrase) => {
            let mut recipient = age::scrypt::Recipient::new(passphrase.0.clone());
            recipient.set_work_factor(WORK);
            let recipients = std::iter::once(&recipient as &dyn age::Recipient);
            let sealed = age::Encryptor::with_recipients(recipients).map_err(io::Error::other)?;
            let mut sealed = sealed.wrap_output(out)?;
            fill(&mut sealed, draft, goes_on)?;
            sealed.finish()?;
            Ok(())
        }
    })?;
    let n_bytes = std::fs::metadata(path).map_err(StoreError::at(Doing::Verify, path))?.len();
    let (is, hash) = look_again(path).map_err(StoreError::at(Doing::Verify, path))?;
    if is == written {
        return Ok(Written { path: path.to_owned(), n_bytes, hash });
    }
    // Nothing half stays on the stick.
    std::fs::remove_file(path).map_err(StoreError::at(Doing::Remove, path))?;
    let cause = Cause::ReadBack { written: written.to_string(), is: is.to_string() };
    Err(StoreError::new(Doing::Verify, path, cause))
}

/// Reads the file once more: whether it is the one that was written, and the hash by which people compare it.
fn look_again(path: &Path) -> io::Result<(FileMark, FileHash)> {
    let (mut marker, mut hasher) = (Marker::new(), Hasher::new());
    each_piece(&mut File::open(path)?, &mut |bytes| {
        marker.add(bytes);
        hasher.add(bytes);
    })?;
    Ok((marker.finish(), hasher.finish()))
}

/// What no program would open again is not packed.
fn check_limits(path: &Path, draft: &PackageDraft) -> Result<(), StoreError> {
    let too_big = |is, most| Err(StoreError::new(Doing::Create, path, Cause::TooBig { is, most }));
    let n_ledger = draft.ledger.len() as u64;
    // With the ledger and the manifest.
    let n_entries = draft.evidence.len() as u64 + 2;
    if n_ledger > LEDGER_BYTES {
        too_big(n_ledger, LEDGER_BYTES)
    } else if n_entries > ENTRIES {
        Err(StoreError::new(Doing::Create, path, Cause::TooMany { are: n_entries, most: ENTRIES }))
    } else {
        Ok(())
    }
}

fn fill(out: &mut dyn Write, draft: &PackageDraft, goes_on: &mut dyn FnMut(u64, u64) -> bool) -> Result<(), Cause> {
    let mut manifest = draft.manifest.clone();
    let whole =
        PartEntry { name: LEDGER.to_owned(), bytes: draft.ledger.len() as u64, sha256: FileHash::of(&draft.ledger) };
    let files =
        draft.evidence.iter().map(|file| PartEntry { name: name_of(file), bytes: file.n_bytes, sha256: file.hash });
    manifest.parts = std::iter::once(whole).chain(files).collect();
    let total: u64 = manifest.parts.iter().map(|part| part.bytes).sum();
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new_stream(out);
    zip.start_file(MANIFEST, packed).map_err(io::Error::from)?;
    zip.write_all(manifest.to_text()?.as_bytes())?;
    zip.start_file(LEDGER, packed.large_file(draft.ledger.len() as u64 > LONG)).map_err(io::Error::from)?;
    zip.write_all(&draft.ledger)?;
    let mut done = draft.ledger.len() as u64;
    for file in &draft.evidence {
        // Pictures and documents are packed already.
        zip.start_file(name_of(file), stored.large_file(file.n_bytes > LONG)).map_err(io::Error::from)?;
        let is = copy(file, &mut zip, &mut |n_bytes| goes_on(done + n_bytes, total))?;
        if is != file.hash {
            return Err(Cause::ReadBack { written: file.hash.to_string(), is: is.to_string() });
        }
        done += file.n_bytes;
    }
    zip.finish().map_err(io::Error::from)?;
    Ok(())
}

fn copy(file: &EvidenceFile, out: &mut dyn Write, goes_on: &mut dyn FnMut(u64) -> bool) -> Result<FileHash, Cause> {
    let mut hasher = Hasher::new();
    let mut n_done = 0;
    try_each_piece(&mut File::open(&file.path)?, &mut |piece| {
        hasher.add(piece);
        out.write_all(piece)?;
        n_done += piece.len() as u64;
        if goes_on(n_done) { Ok(()) } else { Err(Cause::Stopped) }
    })?;
    Ok(hasher.finish())
}

fn name_of(file: &EvidenceFile) -> String {
    let name = file.path.file_name().unwrap_or_default().to_string_lossy();
    let extension = name.rsplit_once('.').map(|(_, extension)| format!(".{extension}")).unwrap_or_default();
    format!("{EVIDENCE}{}{extension}", file.hash)
}
