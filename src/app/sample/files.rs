//! The evidence of the sample: two drawn pictures, written beside the ledger when the sample is made.

use std::{io::Write as _, path::Path};

use crate::{
    domain::{
        LedgerId, Sha,
        record::Evidence,
        rules::{Action, NewRecord},
    },
    store::{Doing, StoreError, evidence::EvidenceFolder},
};

use super::story::{Story, Typist, issue_id};

/// The issue whose evidence they are: its unit verified on site.
const OF: &str = "省督-02";

/// A picture: its name, its bytes, how many days ago it was added.
const PICTURES: [(&str, &[u8], i64); 2] = [
    ("整改前照片（示例）.png", include_bytes!("../../../assets/sample/before.png"), 120),
    ("整改后照片（示例）.png", include_bytes!("../../../assets/sample/after.png"), 14),
];

impl Story {
    /// Tells that the unit added the pictures.
    pub(super) fn tell_files(&mut self) {
        for (name, bytes, ago) in PICTURES {
            let evidence = Evidence {
                name: name.to_owned(),
                material: "整改前后对比照片".to_owned(),
                size: bytes.len() as u64,
                sha: Sha::of(&[bytes]),
                date: Some(self.day(ago)),
                ..Evidence::default()
            };
            self.append((OF, name), ago, Typist::Unit("市水利局"), NewRecord::Evidence(evidence));
        }
    }

    /// Tells that an issue of the look-back is about the same problem as one of the provincial inspection.
    pub(super) fn tell_related(&mut self) {
        let (issue, other) = (issue_id("回头看-11"), issue_id("省督-06"));
        self.tell(90, Typist::Office, Action::Relate { issue, other, related: true });
    }
}

/// Writes the pictures into the folder of evidence of a sample ledger.
pub fn write_files(ledger: &Path, id: LedgerId) -> Result<(), StoreError> {
    let folder = EvidenceFolder::find_or_make(ledger, &id.to_string())?;
    for (_, bytes, _) in PICTURES {
        let at = |error| StoreError::new(Doing::Write, folder.path(), error);
        // Taken in as any file is: from a file of its own, by its hash.
        let mut file = tempfile::Builder::new().suffix(".png").tempfile_in(folder.path()).map_err(at)?;
        file.write_all(bytes).map_err(at)?;
        folder.add(file.path(), &mut |_| true)?;
    }
    Ok(())
}
