//! `ledger merge` and `ledger resolve`, run as a program.

#![expect(clippy::disallowed_methods, clippy::panic, reason = "a test copies and spoils files")]

use std::{fs, path::PathBuf, process::Output};

use serde_json::Value;

use super::cli::run_ledger;

struct Desk(tempfile::TempDir);

impl Desk {
    /// Two copies of one ledger with two issues.
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder"));
        desk.fine(&["new", "a.ron", "--title", "示例台账", "--today", "2026-03-02"]);
        for n in 1..=2 {
            let line = format!(
                "RegisterIssue(issue:\"{n:032x}\",values:[Title(\"问题{n}\"),Number(\"{n}\"),Goal(\"水质达标\")])"
            );
            desk.act("a.ron", "刘敏", &line);
        }
        desk.copy("a.ron", "b.ron");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn copy(&self, from: &str, to: &str) {
        fs::copy(self.path(from), self.path(to)).expect("copied");
    }

    fn run(&self, arguments: &[&str], piped: &str) -> Output {
        run_ledger(self.0.path(), arguments, piped)
    }

    #[track_caller]
    fn fine(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments, "");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        let text = self.fine(arguments);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {text}"))
    }

    #[track_caller]
    fn act(&self, file: &str, author: &str, piped: &str) {
        let output = self.run(&["act", file, "--author", author, "--unit", "市整改办", "--date", "2026-03-03"], piped);
        assert_eq!(output.status.code(), Some(0), "{piped}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn set(&self, file: &str, author: &str, issue: u128, value: &str) {
        self.act(file, author, &format!("SetIssue(issue:\"{issue:032x}\",value:{value})"));
    }

    fn counts(merge: &Value) -> Vec<u64> {
        ["mine", "theirs", "common", "taken", "conflicts", "refused", "faults"]
            .map(|name| merge[name].as_u64().expect("a count"))
            .to_vec()
    }
}

#[test]
fn two_copies_are_merged_with_a_counted_receipt_and_a_conflict_is_resolved() {
    let desk = Desk::new();
    desk.set("a.ron", "刘敏", 1, "Goal(\"全面达标\")");
    desk.set("b.ron", "周强", 1, "Goal(\"稳定达标\")");
    desk.set("b.ron", "周强", 2, "Region(\"榆阳区\")");
    let seen = desk.json(&["merge", "a.ron", "b.ron", "--preview", "--json"]);
    let counts = Desk::counts(&seen);
    let (mine, theirs, common, taken) = (counts[0], counts[1], counts[2], counts[3]);
    assert_eq!((taken, counts[4], counts[5]), (2, 1, 0), "{seen}");
    assert_eq!((theirs, mine), (common + taken, common + 1), "the sums agree");
    assert!(!desk.path("out.ron").exists(), "a preview writes nothing");
    let done = desk.json(&["merge", "a.ron", "b.ron", "-o", "out.ron", "--receipt", "r.txt", "--json"]);
    assert_eq!(Desk::counts(&done), counts, "the receipt says what the preview said");
    let receipt = fs::read_to_string(desk.path("r.txt")).expect("a receipt");
    assert!(receipt.contains("整改目标") && receipt.contains("周强"), "{receipt}");
    let check = desk.json(&["check", "out.ron", "--json"]);
    assert_eq!((check["ok"].as_bool(), check["changes"].as_u64()), (Some(true), Some(mine + taken)), "{check}");
    let open = desk.json(&["resolve", "out.ron", "--json"]);
    assert_eq!(open["conflicts"].as_array().map(Vec::len), Some(1), "{open}");
    let chosen = desk.json(&["resolve", "out.ron", "--of", "周强", "--today", "2026-03-04", "--json"]);
    assert_eq!((chosen["chosen"].as_u64(), chosen["left"].as_u64()), (Some(1), Some(0)), "{chosen}");
    let shown = desk.fine(&["show", "out.ron", "1"]);
    assert!(shown.contains("稳定达标"), "{shown}");
}

#[test]
fn all_of_mine_or_all_of_theirs_are_taken_as_one_change() {
    let desk = Desk::new();
    for (file, who, word) in [("a.ron", "刘敏", "甲"), ("b.ron", "周强", "乙")] {
        for issue in 1..=2 {
            desk.set(file, who, issue, &format!("Goal(\"{word}{issue}\")"));
            desk.set(file, who, issue, &format!("Region(\"{word}区\")"));
        }
    }
    desk.fine(&["merge", "a.ron", "b.ron", "-o", "a.ron"]);
    let before = desk.json(&["check", "a.ron", "--json"])["changes"].as_u64().expect("a count");
    let day = "2026-03-04";
    let chosen =
        desk.json(&["resolve", "a.ron", "--other", "b.ron", "--theirs", "--issue", "1", "--today", day, "--json"]);
    assert_eq!((chosen["chosen"].as_u64(), chosen["left"].as_u64()), (Some(2), Some(0)), "of this issue: {chosen}");
    let chosen = desk.json(&["resolve", "a.ron", "--other", "b.ron", "--mine", "--today", day, "--json"]);
    assert_eq!((chosen["chosen"].as_u64(), chosen["left"].as_u64()), (Some(2), Some(0)), "{chosen}");
    let check = desk.json(&["check", "a.ron", "--json"]);
    assert_eq!(check["changes"].as_u64(), Some(before + 2), "two choices, two changes");
    assert!(desk.fine(&["show", "a.ron", "1"]).contains("乙1"), "theirs");
    assert!(desk.fine(&["show", "a.ron", "2"]).contains("甲2"), "mine");
}

#[test]
fn identical_copies_have_nothing_to_merge_and_ledgers_of_other_origin_are_refused() {
    let desk = Desk::new();
    assert!(desk.fine(&["merge", "a.ron", "b.ron", "--preview"]).contains("没有需要合并的内容"));
    desk.fine(&["new", "c.ron", "--title", "另一本", "--today", "2026-03-02"]);
    let refused = desk.run(&["merge", "a.ron", "c.ron", "-o", "out.ron"], "");
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("导入"), "the way out is named: {said}");
    assert!(!desk.path("out.ron").exists(), "nothing was written");
    let wrong = desk.run(&["merge", "a.ron", "b.ron"], "");
    assert_eq!(wrong.status.code(), Some(2), "where to write is missing");
}

#[test]
fn a_spoiled_record_of_the_other_copy_is_refused_by_its_line_and_the_rest_is_taken() {
    let desk = Desk::new();
    desk.set("b.ron", "周强", 1, "Goal(\"稳定达标\")");
    desk.set("b.ron", "周强", 2, "Region(\"榆阳区\")");
    let text = fs::read_to_string(desk.path("b.ron")).expect("the file");
    // The state line and the part line both say it; whichever was edited by hand, its checksum tells.
    fs::write(desk.path("b.ron"), text.replace("稳定达标", "随意达标")).expect("spoiled");
    let output = desk.run(&["merge", "a.ron", "b.ron", "-o", "out.ron", "--json"], "");
    let merge: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let records = merge["refused_records"].as_array().expect("a list");
    assert!(!records.is_empty() && records.iter().any(|it| it["line"].is_u64()), "{merge}");
    assert!(!desk.fine(&["show", "out.ron", "1"]).contains("随意达标"), "a text typed into the file is not taken");
    assert!(desk.fine(&["show", "out.ron", "2"]).contains("榆阳区"), "what is whole is");
    let damaged = desk.run(&["merge", "b.ron", "a.ron", "-o", "b.ron"], "");
    assert_eq!(damaged.status.code(), Some(1), "a damaged file is not written over");
}
