//! The words in the names of files that go from hand to hand.

use chrono::NaiveDate;

use super::PackageKind;

/// The name of a package: `示例市整改台账_下发_东城区_2026-09-18.zip`; an encrypted one ends in `.zip.age`.
pub fn package_name(title: &str, kind: PackageKind, unit: &str, day: NaiveDate, encrypted: bool) -> String {
    let what = match kind {
        PackageKind::HandOut => "下发",
        PackageKind::Return => "上报",
        PackageKind::Copy => "副本",
    };
    let parts = [title, what, unit].into_iter().map(safe).filter(|part| !part.is_empty());
    let ending = if encrypted { "zip.age" } else { "zip" };
    format!("{}_{day}.{ending}", parts.collect::<Vec<_>>().join("_"))
}

/// The name of a supervisor's file: `示例市整改台账_督导意见_王健_2026-09-18.ron`.
pub fn review_name(title: &str, person: &str, day: NaiveDate) -> String {
    let parts = [title, "督导意见", person].into_iter().map(safe).filter(|part| !part.is_empty());
    format!("{}_{day}.ron", parts.collect::<Vec<_>>().join("_"))
}

/// The name of a unit's working copy: `示例市整改台账_东城区.ron`.
pub fn working_copy_name(title: &str, unit: &str) -> String {
    let parts = [title, unit].into_iter().map(safe).filter(|part| !part.is_empty());
    format!("{}.ron", parts.collect::<Vec<_>>().join("_"))
}

/// The folder of working copies among the documents.
pub const WORKING_FOLDER: &str = "整改台账";

/// A text as a part of a file name that every disk takes.
pub fn safe(text: &str) -> String {
    const LONGEST: usize = 40;
    let plain = |c: char| if c.is_control() || "\\/:*?\"<>|".contains(c) { ' ' } else { c };
    let text: String = text.chars().map(plain).take(LONGEST).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_valid_on_every_disk() {
        let day = "2026-09-18".parse().unwrap();
        let name = package_name("示例/市:台账", PackageKind::HandOut, "东城区\n", day, false);
        assert_eq!(name, "示例 市 台账_下发_东城区_2026-09-18.zip");
        assert_eq!(package_name("", PackageKind::Return, "", day, true), "上报_2026-09-18.zip.age");
        assert_eq!(safe("..\\..\\evil.."), ".. .. evil");
    }
}
