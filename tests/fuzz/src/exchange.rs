//! The readers of foreign files; what only writes stays away.

#[path = "../../../src/exchange/columns/mod.rs"]
pub mod columns;
#[path = "../../../src/exchange/docx.rs"]
pub mod docx;
#[path = "../../../src/exchange/docx_numbering.rs"]
mod docx_numbering;
#[path = "../../../src/exchange/error.rs"]
pub mod error;
#[path = "../../../src/exchange/plan/mod.rs"]
pub mod plan;
#[path = "../../../src/exchange/sheet/mod.rs"]
pub mod sheet;
#[path = "../../../src/exchange/word/mod.rs"]
pub mod word;
#[path = "../../../src/exchange/words.rs"]
pub mod words;
#[path = "../../../src/exchange/xml.rs"]
mod xml;
#[path = "../../../src/exchange/zipped.rs"]
mod zipped;
