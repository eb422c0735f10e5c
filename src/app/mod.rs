//! The open document and what can be asked of it. No egui here.

pub mod alike;
pub mod back_to;
mod command;
mod document;
pub mod duty;
mod evidence;
pub mod figures;
pub mod fonts;
pub(crate) mod founding;
pub mod generate;
pub mod grid;
pub mod handover;
mod identity;
pub mod import;
pub mod issue_log;
pub mod jobs;
mod ledger_files;
pub mod listing;
mod look_over;
mod notice;
pub mod overview_picture;
mod pictures;
pub mod rows;
mod run;
pub mod sample;
mod saving;
pub mod scribe;
mod settings;
mod state;
pub mod told;
mod typed;
mod viewing;
mod views;

pub use command::{Command, CommandQueue, CommandSender, EvidenceTarget, NewLedger, Page, command_queue};
pub use document::{Document, NotDone, Recovered, Saved};
pub use figures::Figures;
pub use identity::{Clock, Identity, random_id};
pub use notice::{Notice, NoticeKind};
pub use pictures::may_be_picture;
pub use rows::{CellKey, Column, Condition, Group, Line, Only, RowQuery, Rows, TimeKind, hit_ranges};
pub use settings::{Settings, ThemeChoice};
pub use state::{App, Picture, StartOptions, WakeFn};
pub use typed::TypedForm;
pub use views::{BuiltIn, Layout, OwnView, ViewName};

pub use crate::store::{Cause, Doing, StoreError, recognise::FileLook};
