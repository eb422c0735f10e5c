//! A supervisor's remarks (督导意见) in a small file of their own, beside a ledger that was only looked at.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        IssueId, LedgerId, RecordId,
        ledger::Ledger,
        record::{Signature, Verdict},
        rules::{Action, NewRecord},
    },
    store::{
        package::{seal_text, unseal_text},
        ron_text::{RonTextError, to_ron},
    },
};

/// The format of review files this version writes.
const FORMAT: u32 = 1;

/// One remark of a supervisor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRemark {
    /// The issue.
    pub issue: IssueId,
    /// Its number, for whoever reads the file.
    #[serde(default)]
    pub number: String,
    /// Its title, likewise.
    #[serde(default)]
    pub title: String,
    /// The record it becomes: the same file taken twice meets itself.
    pub record: RecordId,
    /// The day.
    pub date: NaiveDate,
    /// The name as signed.
    pub signed: String,
    /// The unit as signed, by its name.
    #[serde(default)]
    pub unit: String,
    /// What it says.
    pub text: String,
    /// The verdict.
    #[serde(default)]
    pub verdict: Verdict,
}

/// A supervisor's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewFile {
    /// The format.
    pub review_format: u32,
    /// The ledger it is about.
    pub ledger: LedgerId,
    /// What the ledger is called.
    #[serde(default)]
    pub title: String,
    /// Who remarks, as declared.
    pub reviewer: String,
    /// When the file was last written.
    pub written_on: NaiveDateTime,
    /// The remarks in the order they were made.
    pub remarks: Vec<ReviewRemark>,
}

/// Why a review file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewFault {
    /// It is none.
    NotAReview,
    /// It was changed since it was written.
    Changed,
    /// A newer version wrote it.
    NewerFormat(u32),
}

/// What a review file would bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewLook {
    /// The file.
    pub file: ReviewFile,
    /// It is about another ledger.
    pub other_ledger: bool,
    /// Remarks that are here already.
    pub n_known: usize,
    /// Remarks that would be taken in.
    pub new: Vec<ReviewRemark>,
    /// Remarks on issues that are not here or do not stand.
    pub lost: Vec<ReviewRemark>,
}

impl ReviewFile {
    /// An empty file about a ledger.
    pub fn new(ledger: &Ledger, reviewer: &str, now: NaiveDateTime) -> Self {
        Self {
            review_format: FORMAT,
            ledger: ledger.id,
            title: ledger.directory.fields.title.get().clone(),
            reviewer: reviewer.to_owned(),
            written_on: now,
            remarks: Vec::new(),
        }
    }

    /// The text of the file.
    pub fn to_text(&self) -> Result<String, RonTextError> {
        Ok(seal_text(to_ron(self)?))
    }

    /// Reads the text of a file, whose hash must be right first.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ReviewFault> {
        let text = std::str::from_utf8(bytes).map_err(|_not_text| ReviewFault::NotAReview)?;
        if !text.trim_start_matches('\u{feff}').starts_with("(review_format:") {
            return Err(ReviewFault::NotAReview);
        }
        let body = unseal_text(bytes).ok_or(ReviewFault::Changed)?;
        let file: Self = ron::from_str(body).map_err(|_unknown| ReviewFault::Changed)?;
        if file.review_format > FORMAT { Err(ReviewFault::NewerFormat(file.review_format)) } else { Ok(file) }
    }

    /// Whether the bytes begin as a review file does.
    pub fn is_one(bytes: &[u8]) -> bool {
        bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).starts_with(b"(review_format:")
    }
}

/// What `file` would bring to `ledger`.
pub fn look_at_review(ledger: &Ledger, file: ReviewFile) -> ReviewLook {
    let other_ledger = file.ledger != ledger.id;
    let (mut n_known, mut new, mut lost) = (0, Vec::new(), Vec::new());
    for remark in if other_ledger { &[][..] } else { &file.remarks } {
        match ledger.issue(remark.issue) {
            Some(issue) if issue.record(remark.record).is_some() => n_known += 1,
            Some(issue) if issue.is_present() => new.push(remark.clone()),
            Some(_) | None => lost.push(remark.clone()),
        }
    }
    ReviewLook { file, other_ledger, n_known, new, lost }
}

/// The one action that takes the new remarks in, signed as declared.
pub fn review_action(ledger: &Ledger, look: &ReviewLook) -> Action {
    let append = |remark: &ReviewRemark| {
        let unit = ledger.directory.find_unit(&remark.unit);
        let signed = Signature { person: remark.signed.clone(), unit };
        let (date, text, verdict) = (remark.date, remark.text.clone(), remark.verdict);
        let entry = NewRecord::Remark { date, signed, text, verdict };
        Action::Append { issue: remark.issue, record: remark.record, entry }
    };
    Action::Batch(look.new.iter().map(append).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_file_reads_back_and_one_changed_byte_is_seen() {
        let ledger = Ledger::new(LedgerId(1));
        let today: NaiveDate = "2026-09-18".parse().unwrap();
        let mut file = ReviewFile::new(&ledger, "王健", today.and_hms_opt(9, 0, 0).unwrap());
        file.remarks.push(ReviewRemark {
            issue: IssueId(2),
            number: "省督-01".to_owned(),
            title: "围网破损".to_owned(),
            record: RecordId(3),
            date: today,
            signed: "王健".to_owned(),
            unit: "市委督查室".to_owned(),
            text: "现场与台账不符".to_owned(),
            verdict: Verdict::Unsatisfied,
        });
        let text = file.to_text().unwrap();
        assert_eq!(ReviewFile::from_bytes(text.as_bytes()), Ok(file.clone()));
        let forged = text.replace("不符", "相符");
        assert_eq!(ReviewFile::from_bytes(forged.as_bytes()), Err(ReviewFault::Changed));
        assert_eq!(ReviewFile::from_bytes(b"Ledger(format:1"), Err(ReviewFault::NotAReview));
        let look = look_at_review(&ledger, file);
        assert_eq!((look.new.len(), look.lost.len(), look.n_known), (0, 1, 0), "the issue is not here");
    }
}
