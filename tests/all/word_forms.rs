//! Word forms filled from the sample ledger: every value is described, `LibreOffice` opens every file and shows what it should.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use chrono::{NaiveDate, NaiveTime};
use rectification_ledger::{
    app::{Clock, sample::sample},
    domain::{issue::Issue, ledger::Ledger, record::Month},
    exchange::word::{
        Fields, Spec, SpecKind, Template, TemplateError, Value,
        forms::{
            Desk, Details, Receipt, ReceiptLine, WordForm, complaint_fields, issue_document, monthly_fields,
            notice_fields, publicity_fields, receipt_fields,
        },
        writer::{Docx, Style},
    },
    store::safe_write::safe_write,
};

fn today() -> NaiveDate {
    "2026-09-18".parse().expect("a day")
}

fn ledger() -> Ledger {
    let clock = Clock { now: today().and_time(NaiveTime::MIN), today: today(), instant: Instant::now() };
    sample(clock).expect("the sample").ledger
}

fn details() -> Details {
    Details { contact_unit: "市整改办综合科".to_owned(), contact_phone: "0900-3881234".to_owned() }
}

/// The issues of the sample with most to say first.
fn telling(desk: &Desk<'_>) -> Vec<Issue> {
    let mut issues: Vec<Issue> = desk.issues().into_iter().cloned().collect();
    issues.sort_by_key(|issue| std::cmp::Reverse(issue.records.len()));
    issues
}

fn receipt() -> Receipt {
    let line = |subject: &str, outcome: &str, words: &str| ReceiptLine {
        subject: subject.to_owned(),
        outcome: outcome.to_owned(),
        words: words.to_owned(),
    };
    Receipt {
        mine_name: "示例市整改台账.ron".to_owned(),
        theirs_name: "E:\\示例市整改台账(县区).ron".to_owned(),
        merged_at: "2026年9月18日 15:20".to_owned(),
        merged_by: "刘敏（市整改办）".to_owned(),
        mine: 357,
        theirs: 352,
        common: 345,
        taken: 6,
        refused: 1,
        conflicts: 1,
        faults: 1,
        lines: vec![
            line("省督-03 渗滤液处理", "并入", "清河县生态环境局 王涛 9月17日录入"),
            line("省督-07 散煤治理", "冲突", "牵头单位"),
        ],
    }
}

/// Every form of the sample, filled: once for each thing it is about.
fn filled(desk: &Desk<'_>) -> Vec<(WordForm, Vec<Fields>)> {
    let issues = telling(desk);
    let first: Vec<&Issue> = issues.iter().take(3).collect();
    let notices = issues.iter().flat_map(|issue| {
        issue.notices().into_iter().filter_map(|state| notice_fields(desk, issue, state.id)).collect::<Vec<_>>()
    });
    let notices: Vec<Fields> = notices.take(4).collect();
    let documents: Vec<Fields> = first.iter().map(|issue| issue_document(desk, issue)).collect();
    let month = Month { year: 2026, month: 8 };
    WordForm::ALL
        .into_iter()
        .map(|form| {
            let fields = match form {
                WordForm::SupervisionNotice => notices.clone(),
                WordForm::ClosureApplication | WordForm::Acceptance | WordForm::IssueAccount => documents.clone(),
                WordForm::Publicity => vec![publicity_fields(desk, &first)],
                WordForm::Monthly => vec![monthly_fields(desk, month)],
                WordForm::Complaints => vec![complaint_fields(desk)],
                WordForm::Receipt => vec![receipt_fields(desk, &receipt())],
            };
            (form, fields)
        })
        .collect()
}

/// The names a form's description has and its values lack, or the other way round.
fn differences(spec: &[Spec], fields: &Fields, around: &str, found: &mut BTreeSet<String>) {
    for spec in spec {
        match (spec.kind, fields.get(spec.name)) {
            (SpecKind::Text, Some(Value::Text(_))) | (SpecKind::Flag, Some(Value::Flag(_))) => {}
            (SpecKind::List(inside), Some(Value::List(entries))) => {
                for entry in entries {
                    differences(inside, entry, &format!("{around}{}.", spec.name), found);
                }
            }
            (_, other) => drop(found.insert(format!("{around}{} is {other:?}", spec.name))),
        }
    }
    for (name, _) in fields.iter() {
        if !spec.iter().any(|spec| spec.name == name) {
            found.insert(format!("{around}{name} is not described"));
        }
    }
}

#[test]
fn every_value_of_every_form_is_described_and_every_description_has_its_value() {
    let (ledger, details) = (ledger(), details());
    let desk = Desk { ledger: &ledger, today: today(), details: &details, public: false };
    let mut found = BTreeSet::new();
    for (form, documents) in filled(&desk) {
        assert!(!documents.is_empty(), "{} has nothing to be about", form.name());
        for fields in &documents {
            differences(form.spec(), fields, &format!("{}: ", form.name()), &mut found);
        }
    }
    for issue in ledger.issues.values() {
        differences(WordForm::IssueAccount.spec(), &issue_document(&desk, issue), "", &mut found);
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_bulletin_adds_up_and_ranks_every_unit() {
    let (ledger, details) = (ledger(), details());
    let desk = Desk { ledger: &ledger, today: today(), details: &details, public: false };
    let fields = monthly_fields(&desk, Month { year: 2026, month: 8 });
    let number = |name: &str| fields.words(name).parse::<usize>().expect("a number");
    let list = |name: &str| match fields.get(name) {
        Some(Value::List(entries)) => entries.clone(),
        other => panic!("{name}: {other:?}"),
    };
    let sum = |name: &str, column: &str| -> usize {
        list(name).iter().map(|it| it.words(column).parse::<usize>().expect("a number")).sum()
    };
    assert_eq!(sum("批次情况", "总数"), number("问题总数"));
    assert_eq!(sum("单位排名", "总数"), number("问题总数"));
    assert_eq!(sum("单位排名", "未报送"), number("未报送数"));
    assert_eq!(number("已报送数") + number("未报送数"), number("应报送数"));
    assert_eq!(list("滞后问题").len(), number("滞后数"));
    assert!(list("滞后问题").iter().all(|it| !it.words("滞后情况").is_empty()), "each says why");
    let scores: Vec<i64> = list("单位排名").iter().map(|it| it.words("得分").parse().expect("points")).collect();
    assert!(scores.iter().take(10).is_sorted_by(|a, b| a >= b), "{scores:?}");
    assert!(!list("下步安排").is_empty());
}

/// `LibreOffice` and the readers of PDF; without them the test says so and passes, unless the gate asks for them.
fn tools() -> bool {
    let there =
        |name: &str| Command::new(name).arg(if name == "soffice" { "--version" } else { "-v" }).output().is_ok();
    let missing: Vec<_> = ["soffice", "pdftotext"].into_iter().filter(|name| !there(name)).collect();
    if missing.is_empty() {
        return true;
    }
    assert!(std::env::var_os("CI_TOOLS").is_none(), "missing: {missing:?}");
    println!("skipped: {missing:?} not installed");
    false
}

/// Turns documents into another format in one start of `LibreOffice`.
fn convert(folder: &Path, files: &[PathBuf], format: &str) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .arg(folder)
        .args(files)
        .output()
        .expect("LibreOffice starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// The text of a PDF without blanks and line ends.
fn pdf_text(path: &Path) -> String {
    let done = Command::new("pdftotext").arg(path).arg("-").output().expect("pdftotext");
    String::from_utf8_lossy(&done.stdout).split_whitespace().collect()
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect()
}

/// As much of a text as stands on one line of a narrow cell.
fn begin(text: &str) -> String {
    flat(text).chars().take(7).collect()
}

#[test]
fn libreoffice_opens_every_form_and_shows_what_it_says() {
    if !tools() {
        return;
    }
    let (ledger, details) = (ledger(), details());
    let desk = Desk { ledger: &ledger, today: today(), details: &details, public: false };
    let kept = std::env::var_os("WORD_FORMS").map(PathBuf::from);
    let temp = tempfile::tempdir().expect("a folder");
    let folder = kept.as_deref().unwrap_or_else(|| temp.path());
    let mut files = Vec::new();
    let all = filled(&desk);
    for (form, documents) in &all {
        let template = Template::read(form.built_in()).expect("our template");
        let bytes = template.fill(form.spec(), documents).expect("filled");
        let path = folder.join(form.file_name());
        safe_write(&path, &bytes).expect("written");
        files.push(path);
    }
    convert(folder, &files, "pdf");
    for ((form, documents), file) in all.iter().zip(&files) {
        let text = pdf_text(&file.with_extension("pdf"));
        let fields = documents.first().expect("a document");
        // The lines of a cell stand apart in the text of a PDF.
        let shown = |words: &str| assert!(text.contains(&begin(words)), "{}: {words} in {text}", form.name());
        let wanted = match form {
            WordForm::SupervisionNotice => {
                ["督察整改督办单", fields.words("文号"), fields.words("要求"), fields.words("答复期限")]
            }
            WordForm::ClosureApplication => {
                ["销号申请表", fields.words("牵头单位"), "现场核查", fields.words("整改目标")]
            }
            WordForm::Acceptance => ["验收意见", "整改措施落实情况", fields.words("整改目标"), "主要负责人"],
            WordForm::Publicity => ["完成情况公示", "公示时间", "联系电话：0900-3881234", "市整改办综合科"],
            WordForm::Monthly => ["2026年8月督察整改调度情况通报", "单位排名", "滞后问题", "下步安排"],
            WordForm::IssueAccount => ["一题一账", "进展情况", "销号程序", fields.words("问题")],
            WordForm::Complaints => ["公开情况一览表", "受理编号", "责任人被", "阶段性办结"],
            WordForm::Receipt => ["台账合并回执", "本方原有", "两边都有", "并入之后共363"],
        };
        wanted.into_iter().for_each(shown);
        assert!(!text.contains("{{"), "{}: a placeholder is left in {text}", form.name());
    }
}

#[test]
fn a_template_saved_by_libreoffice_with_formatting_still_works() {
    if !tools() {
        return;
    }
    let temp = tempfile::tempdir().expect("a folder");
    let plain = Docx::new("试").text(Style::Title, "甲").text(Style::Body, "乙").finish().expect("a document");
    // Marked up by hand as a clerk would: half of a placeholder bold, the rest not.
    let html = temp.path().join("模板.html");
    let text = "<html><head><meta charset=\"utf-8\"></head><body><p>编号：{<b>{编</b><i>号}</i>}，目标 <b>{{整改目标}}</b></p>\
                <table border=1><tr><th>措施</th><th>时限</th></tr>\
                <tr><td>{{#措<u>施}}{{内</u>容}}</td><td>{{时限}}{{/措施}}</td></tr></table></body></html>";
    safe_write(&html, text.as_bytes()).expect("written");
    safe_write(&temp.path().join("空.docx"), &plain).expect("written");
    convert(temp.path(), &[html], "docx:MS Word 2007 XML");
    let bytes = std::fs::read(temp.path().join("模板.docx")).expect("LibreOffice's document");
    let template = Template::read(&bytes).expect("a template");
    let (ledger, details) = (ledger(), details());
    let desk = Desk { ledger: &ledger, today: today(), details: &details, public: false };
    let issues = telling(&desk);
    let issue = issues.iter().find(|issue| issue.live_measures().len() > 1).expect("an issue with measures");
    let form = WordForm::IssueAccount;
    assert_eq!(template.faults(form.spec()), [], "split placeholders are whole");
    let fields = issue_document(&desk, issue);
    let filled = template.fill(form.spec(), std::slice::from_ref(&fields)).expect("filled");
    let path = temp.path().join("成文.docx");
    safe_write(&path, &filled).expect("written");
    convert(temp.path(), std::slice::from_ref(&path), "pdf");
    let text = pdf_text(&path.with_extension("pdf"));
    for measure in issue.live_measures() {
        let words = begin(measure.fields.text.get());
        assert!(text.contains(&words), "{words} in {text}");
    }
    assert!(text.contains(&flat(fields.words("编号"))), "{text}");
    assert!(!text.contains("{{"), "{text}");
    let wrong = Template::read(&bytes).expect("a template").fill(WordForm::Receipt.spec(), &[fields]);
    assert!(matches!(wrong, Err(TemplateError::Placeholders(faults)) if faults.len() > 2), "another form's names");
}
