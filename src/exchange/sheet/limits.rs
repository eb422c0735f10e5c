//! How much a spreadsheet may be, so that no file can take the computer down.

/// The largest file that is read, in bytes: a ledger of 100,000 issues takes about 30 MiB.
pub const MAX_FILE: usize = 192 * 1024 * 1024;

/// The largest .xls: the format holds 65,536 rows, and its reader wants all of it in memory at once.
pub const MAX_OLD_FILE: usize = 48 * 1024 * 1024;

/// Rows an .xls may name for a sheet: the format has no more.
pub const MAX_OLD_ROWS: usize = 65_536;

/// Columns an .xls may name for a sheet: the format has no more.
pub const MAX_OLD_COLUMNS: usize = 256;

/// Records of an .xls that go on with the one before, outside its sheets: its reader moves all of them for each, and the
/// largest file has 6,000 by right.
pub const MAX_CONTINUED: usize = 20_000;

/// The largest .csv: its text is in memory twice while it is read.
pub const MAX_TEXT_FILE: usize = 128 * 1024 * 1024;

/// A packed file may unpack to so many bytes: a sheet of 100,000 rows and 20 columns takes about 200 MiB.
pub const MAX_PART: u64 = 512 * 1024 * 1024;

/// Beyond so many bytes the ratio counts: small files of blanks are packed very tightly by right.
pub const SMALL_PART: u64 = 48 * 1024 * 1024;

/// Honest sheets are packed 10 to 60 times; bombs 1,000 times, the most the method can.
pub const MAX_RATIO: u64 = 250;

/// One value or tag may take so many bytes: a cell holds 32,767 characters.
pub const MAX_EVENT: u64 = 2 * 1024 * 1024;

/// Elements may stand so deep in one another: a sheet needs six.
pub const MAX_DEPTH: usize = 128;

/// Columns with something in them: the widest register in use has 35.
pub const MAX_COLUMNS: usize = 512;

/// Rows, as Excel counts them.
pub const MAX_ROWS: usize = 1_048_576;

/// Cells of all sheets together, empty ones between filled ones included: 200,000 rows of 20.
pub const MAX_CELLS: usize = 4_000_000;

/// Bytes of text of all cells together.
pub const MAX_TEXT: usize = 176 * 1024 * 1024;

/// Sheets of one workbook.
pub const MAX_SHEETS: usize = 256;

/// Merged ranges, each counted once for every column it covers.
pub const MAX_MERGES: usize = 1_000_000;
