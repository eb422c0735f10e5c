//! How large a template and what becomes of it may be.

/// Bytes of a template file.
pub const FILE: usize = 64 * 1024 * 1024;
/// Bytes to which all parts together may unpack.
pub(super) const INFLATED: u64 = 256 * 1024 * 1024;
/// Bytes of one part that is looked into, and of all together that hold text.
pub(super) const TEXT: usize = 24 * 1024 * 1024;
/// Tags of all parts that hold text: a template of 100 pages has some 100,000.
pub(super) const TAGS: usize = 400_000;
/// Parts of the package.
pub(super) const PARTS: usize = 4_000;
/// How deep elements may stand in one another.
pub(super) const DEPTH: usize = 200;
/// Bytes of text that a filled document may have.
pub(super) const FILLED: usize = 512 * 1024 * 1024;
