//! What this user has chosen on this computer: identity, theme, zoom, recent ledgers.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::domain::view::ViewLayout;

use super::{identity::Identity, views::OwnView};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// Light.
    #[default]
    Light,
    /// Dark.
    Dark,
}

/// Megabytes: a file of the evidence above that is asked about. A scanned report has 50, a video of a phone more.
pub const EVIDENCE_FILE_MB: u32 = 200;

/// How many ledgers the welcome page remembers.
const MAX_RECENT: usize = 8;

/// What this user has chosen on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Who sits here; incomplete until the first start is done.
    pub identity: Identity,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Zoom in percent, 80 to 200.
    pub zoom: u16,
    /// Ledgers opened lately, the last first.
    pub recent: Vec<PathBuf>,
    /// The columns of the grid by name, as an earlier version kept them; taken over at the start.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// The columns of each view as they were last left.
    pub layouts: BTreeMap<String, ViewLayout>,
    /// What columns of spreadsheets were taken for, by their heads.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sheet_columns: Vec<super::sheet_import::KeptColumns>,
    /// One's own views of the ledgers.
    pub own_views: Vec<OwnView>,
    /// The folder of the office's own Word templates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub templates: Option<PathBuf>,
    /// Whom the public may ask, in public notices.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact_unit: String,
    /// Under which number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact_phone: String,
    /// Above so many megabytes a file of the evidence is asked about before it is copied; 0: never.
    pub evidence_file_mb: u32,
    /// The same for all evidence of a ledger together.
    pub evidence_total_mb: u32,
    /// The folders used last, one for each kind of file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub folders: Vec<super::computer::UsedFolder>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            identity: Identity::default(),
            theme: ThemeChoice::Light,
            zoom: 100,
            recent: Vec::new(),
            columns: Vec::new(),
            layouts: BTreeMap::new(),
            sheet_columns: Vec::new(),
            own_views: Vec::new(),
            templates: None,
            contact_unit: String::new(),
            contact_phone: String::new(),
            evidence_file_mb: EVIDENCE_FILE_MB,
            evidence_total_mb: 20_000,
            folders: Vec::new(),
        }
    }
}

impl Settings {
    /// Puts a ledger at the head of the recent ones. False where it is there already.
    pub fn remember(&mut self, path: &Path) -> bool {
        if self.recent.first().is_some_and(|newest| newest == path) {
            return false;
        }
        self.recent.retain(|old| old != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(MAX_RECENT);
        true
    }
}
