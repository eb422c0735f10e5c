//! The public edition: nothing that is not for the public is in it, neither in the ledger file nor in any form.

use std::io::{Cursor, Read as _};

use rectification_ledger::{
    app::{
        Clock, FormFormat, FormName, Layout, RowQuery,
        export::{ExportTask, make, view_form},
    },
    domain::{LedgerId, issue::Issue, record::Month},
    exchange::{
        public::{Openness, SUFFIX, Subject, baselines, public_ledger},
        word::{
            Template,
            forms::{
                Desk, Details, WordForm, complaint_fields, issue_document, monthly_fields, notice_fields,
                publicity_fields,
            },
        },
    },
    store::{
        ledger_check::check_ledger,
        ledger_open::open_ledger,
        ledger_write::{LedgerContent, ledger_to_bytes},
    },
};

use super::public_specimen::{Mark, marked, paths, stored};

/// What is said of persons, and of one's own work, that nobody outside may read: a list of its own, apart from the table.
const NEVER: &[(&str, &str)] = &[
    ("issue", "records.body.Remark.text"),
    ("issue", "records.body.Remark.signed.person"),
    ("issue", "records.body.Instruction.words"),
    ("issue", "records.body.Instruction.who"),
    ("issue", "records.body.InstructionOutcome.text"),
    ("issue", "records.body.Notice.cause"),
    ("issue", "records.body.NoticeAnswer.text"),
    ("issue", "records.body.Objection.text"),
    ("issue", "records.body.Evidence.name"),
    ("issue", "records.body.Step.signed.person"),
    ("issue", "records.body.Step.outcome.SentBack"),
    ("issue", "records.body.Progress.problems"),
    ("case", "fields.clue.v"),
    ("case", "fields.opinion.v"),
    ("case not published", "fields.decision.v"),
    ("directory", "draws"),
];

fn subject(entity: &str) -> Option<Subject> {
    match entity {
        "issue" => Some(Subject::Issue),
        "directory" => Some(Subject::Directory),
        "complaint" => Some(Subject::Complaint),
        "case" => Some(Subject::Case),
        _ => None,
    }
}

fn is_public(mark: &Mark) -> bool {
    let path: Vec<&str> = mark.path.iter().map(String::as_str).collect();
    subject(mark.entity).and_then(|subject| subject.openness(&path)) == Some(Openness::Public)
}

#[test]
fn every_field_of_the_domain_is_marked_public_or_private() {
    let mut faults = Vec::new();
    for (entity, value) in stored() {
        let subject = subject(entity).expect("a table");
        let mut found = Vec::new();
        paths(&value, &mut Vec::new(), &mut found);
        for path in found {
            let names: Vec<&str> = path.iter().map(String::as_str).collect();
            // A variant that holds nothing is kept by its name.
            let variant = matches!(names.last(), Some(&"cause" | &"outcome"));
            if subject.openness(&names).is_none() && !variant {
                faults.push(format!("{entity}: {}", path.join(".")));
            }
        }
    }
    faults.dedup();
    assert!(faults.is_empty(), "mark these in exchange/public/table.rs:\n{}", faults.join("\n"));
}

#[test]
fn the_specimen_speaks_of_everything_that_must_never_be_public() {
    let (_, marks) = marked();
    for (entity, path) in NEVER {
        let of = |mark: &&Mark| mark.entity == *entity && mark.path.join(".").starts_with(path);
        let mark = marks.iter().find(of).unwrap_or_else(|| panic!("{entity} {path} is not in the specimen"));
        assert!(!is_public(mark), "{entity} {path}");
    }
    assert!(marks.len() > 150, "{} markers", marks.len());
}

/// The private words found in bytes.
fn found_private(text: &str, marks: &[Mark]) -> Vec<String> {
    let private = marks.iter().filter(|mark| !is_public(mark) && text.contains(&mark.word));
    private.map(|mark| format!("{} {}", mark.entity, mark.path.join("."))).collect()
}

fn public_bytes(id: LedgerId) -> (Vec<u8>, Vec<Mark>) {
    let (ledger, marks) = marked();
    let public = public_ledger(&ledger, id).expect("a public ledger");
    let history = baselines(&public);
    let content = LedgerContent { ledger: public, history, ..LedgerContent::default() };
    (ledger_to_bytes(&content).expect("a file"), marks)
}

#[test]
fn the_public_ledger_file_has_every_public_word_and_no_private_one() {
    let (bytes, marks) = public_bytes(LedgerId(2));
    let text = String::from_utf8(bytes).expect("text");
    assert_eq!(found_private(&text, &marks), [] as [String; 0]);
    let unnamed = |mark: &&Mark| mark.path.get(1).is_some_and(|id| id.ends_with("63"));
    let public = marks.iter().filter(|mark| is_public(mark) && !unnamed(mark));
    let missing: Vec<String> = public
        .filter(|mark| !text.contains(&mark.word))
        .map(|mark| format!("{} {}", mark.entity, mark.path.join(".")))
        .collect();
    assert_eq!(missing, [] as [String; 0]);
}

#[test]
fn the_public_ledger_is_a_whole_ledger_of_its_own_without_history() {
    let (bytes, _) = public_bytes(LedgerId(2));
    let check = check_ledger(&bytes).expect("a ledger");
    assert!(check.ok, "{:?}", check.faults);
    assert_eq!(check.changes, 0, "no history");
    let opened = open_ledger(&bytes).expect("a ledger").content;
    assert_eq!(opened.ledger.id, LedgerId(2), "never taken for a copy of the other");
    assert!(opened.ledger.directory.fields.title.get().ends_with(SUFFIX));
    assert!(opened.ledger.private.texts.is_empty());
    let (whole, _) = marked();
    let old = &whole.issues.values().next().expect("an issue").log;
    let new = &opened.ledger.issues.values().next().expect("an issue").log;
    assert_eq!(old.0.len(), new.0.len());
    assert_ne!(old, new, "no name of a change leads back");
    assert_eq!(opened.ledger.directory.people.len(), 1, "only who is in charge of something");
}

/// All text of a Word document.
fn unzipped(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut all = String::new();
    for n in 0..archive.len() {
        let mut bytes = Vec::new();
        archive.by_index(n).expect("a part").read_to_end(&mut bytes).expect("its bytes");
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

#[test]
fn no_word_form_of_the_public_edition_has_a_private_word() {
    let (ledger, marks) = marked();
    let public = public_ledger(&ledger, ledger.id).expect("a public ledger");
    let details = Details::default();
    let today = "2026-11-22".parse().expect("a day");
    let desk = Desk { ledger: &public, today, details: &details, public: true };
    let issue: &Issue = public.issues.values().next().expect("an issue");
    let month = Month { year: 2026, month: 9 };
    let mut seen = 0;
    for form in WordForm::ALL {
        let fields = match form {
            WordForm::SupervisionNotice => {
                assert!(issue.notices().is_empty(), "notices are not for the public");
                continue;
            }
            WordForm::Receipt => continue,
            WordForm::Publicity => publicity_fields(&desk, &[issue]),
            WordForm::Monthly => monthly_fields(&desk, month),
            WordForm::Complaints => complaint_fields(&desk),
            WordForm::ClosureApplication | WordForm::Acceptance | WordForm::IssueAccount => {
                issue_document(&desk, issue)
            }
        };
        let template = Template::read(form.built_in()).expect("our template");
        let text = unzipped(&template.fill(form.spec(), &[fields]).expect("filled"));
        assert_eq!(found_private(&text, &marks), [] as [String; 0], "{}", form.name());
        assert!(text.contains("MARK"), "{} says something", form.name());
        seen += 1;
    }
    assert_eq!(seen, 6);
    // The same forms of the whole ledger do have private words, or this test would prove nothing.
    let whole = Desk { ledger: &ledger, public: false, ..desk };
    let issue = ledger.issues.values().next().expect("an issue");
    let template = Template::read(WordForm::IssueAccount.built_in()).expect("our template");
    let fields = issue_document(&whole, issue);
    let text = unzipped(&template.fill(WordForm::IssueAccount.spec(), &[fields]).expect("filled"));
    assert!(found_private(&text, &marks).len() > 5);
    let notice = issue.notices().first().map(|state| state.id).expect("a notice");
    assert!(notice_fields(&whole, issue, notice).is_some());
}

/// A form of the specimen in a format, as the window and the command line write it.
fn exported(form: FormName, format: FormFormat, public: bool) -> Vec<u8> {
    let (ledger, _) = marked();
    let today = "2026-11-22".parse().expect("a day");
    let clock = Clock { now: today_at(today), today, instant: std::time::Instant::now() };
    let task = ExportTask {
        form,
        format,
        ledger,
        query: RowQuery::default(),
        view: view_form(&Layout::default(), String::new()),
        month: Month { year: 2026, month: 10 },
        public,
        unit: "市整改办".to_owned(),
        own_unit: None,
        clock,
    };
    make(&task, &mut |_, _| true).expect("a file").bytes
}

fn today_at(day: chrono::NaiveDate) -> chrono::NaiveDateTime {
    day.and_hms_opt(9, 0, 0).expect("a time")
}

/// The words of a PDF, those of its properties among them.
fn pdf_words(bytes: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf");
    rectification_ledger::store::safe_write::safe_write(&path, bytes).expect("written");
    let run = |program: &str, arguments: &[&str]| {
        std::process::Command::new(program).args(arguments).arg(&path).arg("-").output()
    };
    let text = run("pdftotext", &["-raw"]);
    let Ok(text) = text else {
        assert!(std::env::var_os("CI_TOOLS").is_none(), "pdftotext is missing");
        return None;
    };
    let info = std::process::Command::new("pdfinfo").arg(&path).output().map(|out| out.stdout).unwrap_or_default();
    let mut words = String::from_utf8_lossy(&text.stdout).replace('\n', "");
    words += &String::from_utf8_lossy(&info);
    // What is not packed, in both encodings a PDF has.
    words += &String::from_utf8_lossy(bytes);
    let wide: Vec<u16> =
        bytes.chunks_exact(2).filter_map(|pair| Some(u16::from_be_bytes(pair.try_into().ok()?))).collect();
    words += &String::from_utf16_lossy(&wide);
    Some(words)
}

#[test]
fn no_table_of_the_public_edition_has_a_private_word_in_any_byte() {
    let (_, marks) = marked();
    let (mut seen, mut private) = (0, 0);
    for form in FormName::ALL {
        for format in form.formats().iter().copied().filter(|format| *format != FormFormat::Docx) {
            let words = |public| {
                let bytes = exported(form, format, public);
                if format == FormFormat::Xlsx { Some(unzipped(&bytes)) } else { pdf_words(&bytes) }
            };
            let Some(public) = words(true) else {
                continue;
            };
            assert_eq!(found_private(&public, &marks), [] as [String; 0], "{form:?} {format:?}");
            seen += usize::from(public.contains("MARK"));
            private += words(false).map_or(0, |text| found_private(&text, &marks).len());
        }
    }
    assert!(seen >= 8, "{seen} of them say something");
    assert!(private > 20, "the same tables of the whole ledger do have private words: {private}");
}
