//! The records of a ledger file, and the file as any RON reader sees it.
//!
//! ```text
//! Ledger(format:1,program:"…",id:"…",title:"…",records:[ // checksum
//! Directory((…)), // checksum                                       folded state
//! Part(change:"…",key:Directory,salt:"…",body:Directory([…])), // checksum    what each change did to it
//! Issue((…)), // checksum
//! Part(change:"…",key:Issue("…"),salt:"…",body:Issue([…])), // checksum
//! Change((parents:[…],generation:1,…)), // checksum
//! ],seal:(id:"…",lines:6,issues:1,changes:1,heads:["…"],sha256:"…")) // checksum
//! ```

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        complaint::{AccountabilityCase, Complaint},
        directory::Directory,
        edit::PartKey,
        history::Baseline,
        ids::{ChangeId, EditRef, LedgerId},
        issue::Issue,
        ledger::Private,
    },
    store::{checksum::FileHash, raw::Raw},
};

/// One line between the first and the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Record {
    /// What issues share, folded.
    Directory(Arc<Directory>),

    /// An issue, folded.
    Issue(Arc<Issue>),

    /// A complaint, folded.
    Complaint(Arc<Complaint>),

    /// An accountability case, folded.
    Case(Arc<AccountabilityCase>),

    /// Private personal data, folded.
    Private(Arc<Private>),

    /// The state of a subject in place of ancestors this copy lacks.
    Baseline(PartKey, Baseline),

    /// The edits of one change about one subject.
    Part {
        /// The change.
        change: ChangeId,
        /// The subject.
        key: PartKey,
        /// Random text hashed with the edits.
        salt: Arc<str>,
        /// The edits' bytes.
        body: Raw,
    },

    /// The header's bytes of a change, whose hash is its id.
    Change(Raw),

    /// A part of a change that is not here on purpose.
    Lacks {
        /// The change.
        change: ChangeId,
        /// The subject.
        key: PartKey,
        /// Why it is not here.
        why: Lack,
    },
}

/// Why a part is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lack {
    /// This copy was made without it.
    Hidden,

    /// It was erased by that change.
    Erased(ChangeId),
}

/// What the first line tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Ledger")]
pub struct Head {
    /// The file's format.
    pub format: u32,

    /// The program that wrote it, and its version.
    #[serde(default)]
    pub program: String,

    /// The ledger's id.
    pub id: LedgerId,

    /// What the ledger is called, for whoever looks into the file.
    #[serde(default)]
    pub title: String,

    /// The hand-out the copy is held under, in a unit's copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<EditRef>,
}

/// What the last line tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The ledger's id once more, should the first line be lost.
    pub id: LedgerId,

    /// How many lines stand before the seal.
    pub lines: usize,

    /// How many issues.
    pub issues: usize,

    /// How many changes.
    pub changes: usize,

    /// The newest changes, sorted.
    pub heads: Vec<ChangeId>,

    /// SHA-256 over the checksums of all lines before, each with a line feed.
    pub sha256: FileHash,
}

/// The whole file as any RON reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Ledger")]
pub struct PlainLedger {
    /// The file's format.
    pub format: u32,

    /// The program that wrote it, and its version.
    #[serde(default)]
    pub program: String,

    /// The ledger's id.
    pub id: LedgerId,

    /// What the ledger is called, for whoever looks into the file.
    #[serde(default)]
    pub title: String,

    /// The hand-out the copy is held under, in a unit's copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<EditRef>,

    /// All records in their order.
    pub records: Vec<Record>,

    /// The last line.
    pub seal: Seal,
}
