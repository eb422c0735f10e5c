//! Word documents out: forms filled from .docx templates that an office can replace by its own.
//!
//! A template is an ordinary Word document with placeholders in double braces, found however Word has split them:
//!
//! | Written | Means |
//! |---|---|
//! | `{{编号}}` | the value; its line breaks become line breaks |
//! | `{{#措施}} … {{/措施}}` | what stands between, once for each; over table rows, paragraphs or within one |
//! | `{{?整改目标}} … {{/?整改目标}}` | what stands between, only if there is something |
//! | `{{^整改目标}} … {{/^整改目标}}` | what stands between, only if there is nothing |
//!
//! Everything else of the template is passed on byte by byte.

mod blanks;
mod check;
mod expand;
mod fault;
mod fields;
mod find;
pub mod forms;
mod limits;
mod package;
mod shapes;
mod template;
#[cfg(test)]
mod tests;
mod tree;
pub mod words;
pub mod writer;
mod writer_parts;

pub use fault::{PartPlace, Place, TemplateError, TemplateFault};
pub use fields::{Fields, Spec, SpecKind, Value};
pub use limits::FILE as MAX_FILE;
pub use template::Template;
