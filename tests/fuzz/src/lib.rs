//! The readers of the program without its window, and what each must keep to whatever it is given.

pub mod checks;
#[path = "../../../src/app/grid/clipboard.rs"]
pub mod clipboard;
#[path = "../../../src/domain/mod.rs"]
pub mod domain;
pub mod exchange;
mod guard;
pub mod made;
#[path = "../../../src/store/mod.rs"]
pub mod store;

pub use guard::within_limits;

/// The program as the checks know it.
mod program {
    pub use crate::{clipboard, domain, exchange, store};
}
