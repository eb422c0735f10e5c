//! Forms out of the ledger: what stands in them, that other programs open them, and the page 报表 by name.

#![expect(
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test may stop here, and picks one command out of many"
)]
#![expect(clippy::print_stdout, reason = "a test says what it skips")]

use std::{
    path::{Path, PathBuf},
    process::Command as Process,
};

use egui_kittest::kittest::Queryable as _;
use rectification_ledger::{
    app::{
        Clock, Command, FormFormat, FormName, Page, RowQuery,
        export::{ExportTask, make, view_form},
        sample,
    },
    domain::{issue::IssueValue, ledger::Ledger, record::Month, rules::Action},
    ui::words,
};

use crate::desk::{Desk, clock_on, desk_on, today};

fn sample_ledger(clock: Clock) -> Ledger {
    sample::sample(clock).expect("the sample").ledger
}

fn task(ledger: Ledger, form: FormName, format: FormFormat) -> ExportTask {
    let clock = clock_on(today());
    ExportTask {
        form,
        format,
        ledger,
        query: RowQuery::default(),
        view: view_form(&rectification_ledger::app::Layout::default(), String::new()),
        month: Month { year: 2026, month: 8 },
        public: false,
        unit: "市整改办".to_owned(),
        own_unit: None,
        clock,
    }
}

/// A program of this computer; where it is missing the test is skipped, or fails where all tools must be there.
fn has(program: &str) -> bool {
    let there = Process::new(program).arg("--version").output().is_ok();
    if !there {
        assert!(std::env::var_os("CI_TOOLS").is_none(), "{program} must be installed for this test");
        println!("skipped: {program} is not installed");
    }
    there
}

fn text_of(pdf: &Path) -> String {
    let out = Process::new("pdftotext").arg("-layout").arg(pdf).arg("-").output().expect("pdftotext runs");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// Words without the blanks that a layout puts between them.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn write(folder: &Path, task: &ExportTask) -> PathBuf {
    let path = folder.join(format!("{}.{}", task.form.name(), task.format.ending()));
    let made = make(task, &mut |_, _| true).expect("a form");
    rectification_ledger::store::safe_write::safe_write(&path, &made.bytes).expect("a file");
    path
}

/// The head, a cell and a note that each form of the sample shows.
const SHOWN: [(FormName, &[&str]); 11] = [
    (FormName::Ledger, &["整改台账", "反馈问题", "整改措施", "截污干管", "完成整改率="]),
    (FormName::Problems, &["问题清单", "督察批次", "垃圾填埋场"]),
    (FormName::Duties, &["责任清单", "责任人员", "市住建局"]),
    (FormName::Rectifications, &["整改清单", "整改目标", "旱季零直排", "验收销号率="]),
    (FormName::YearTasks, &["年度任务表", "应完成", "年度任务="]),
    (FormName::Monthly, &["2026年8月", "是否达到序时进度", "下月安排", "全部报送"]),
    (FormName::Closures, &["销号汇总表", "资料审核", "备案文号"]),
    (FormName::Notices, &["督办台账", "答复期限", "督办要求"]),
    (FormName::Complaints, &["公开情况一览表", "受理编号", "调查核实情况", "办结率"]),
    (FormName::Cases, &["责任追究表", "问题线索", "处理意见期限=移交"]),
    (FormName::Statistics, &["统计表", "按牵头单位", "合计", "验收销号率="]),
];

#[test]
fn our_own_pdf_of_every_form_says_what_it_should_in_real_text() {
    if !has("pdftotext") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = sample_ledger(clock_on(today()));
    for (form, words) in SHOWN {
        let text = squeezed(&text_of(&write(folder.path(), &task(ledger.clone(), form, FormFormat::Pdf))));
        for word in words {
            assert!(text.contains(word), "{word} in {form:?}: {text}");
        }
        assert!(text.contains("第1页共"), "numbered: {form:?}");
    }
    let overview = write(folder.path(), &task(ledger, FormName::Overview, FormFormat::Pdf));
    assert!(squeezed(&text_of(&overview)).contains("整改情况一览"), "the one page");
}

#[test]
fn rare_characters_are_set_in_a_font_of_the_system_or_named() {
    let mut ledger = sample_ledger(clock_on(today()));
    let issue = *ledger.issues.keys().next().expect("an issue");
    // A character of names that our font lacks, and one that no font can have.
    let value = IssueValue::Title("𪟝河\u{10FFFD}黑臭".to_owned());
    crate::sheet_files::act(&mut ledger, &Action::SetIssue { issue, value }, 99);
    let made = make(&task(ledger, FormName::Problems, FormFormat::Pdf), &mut |_, _| true).expect("a form");
    assert!(made.lost.lacking.contains(&'\u{10FFFD}'), "{:?}", made.lost.lacking);
    let said = words::reports::exported(Path::new("a.pdf"), &made.lost);
    assert!(said.contains("U+10FFFD") && said.contains("方框"), "{said}");
    println!("𪟝 is {}", if made.lost.lacking.contains(&'𪟝') { "in no font here" } else { "in a font of the system" });
}

#[test]
fn the_charts_of_the_statistics_are_printed_with_the_figures_of_their_tables() {
    if !has("pdftotext") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = sample_ledger(clock_on(today()));
    let text = text_of(&write(folder.path(), &task(ledger, FormName::Statistics, FormFormat::Pdf)));
    let charts: Vec<String> = text.split('\u{c}').map(squeezed).filter(|page| page.starts_with("统计表（")).collect();
    assert_eq!(charts.len(), 6, "a page each for unit, inspection, category, region, stage and month");
    assert!(charts[0].contains("超期") && charts[0].contains("市住建局"), "legend and names: {}", charts[0]);
    assert!(charts[4].contains('%'), "shares: {}", charts[4]);
    assert!(charts[5].contains("计划累计") && charts[5].contains("2026年12月"), "lines: {}", charts[5]);
}

#[test]
fn heads_are_repeated_on_every_page_of_our_pdf() {
    if !has("pdftotext") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = sample_ledger(clock_on(today()));
    let text = text_of(&write(folder.path(), &task(ledger, FormName::Rectifications, FormFormat::Pdf)));
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 1, "{} pages", pages.len());
    for (at, page) in pages.iter().enumerate() {
        let page = squeezed(page);
        assert!(page.contains("整改措施") && page.contains("牵头单位"), "heads on page {}", at + 1);
        assert!(page.contains(&format!("第{}页共{}页", at + 1, pages.len())), "number on page {}", at + 1);
        assert_eq!(page.contains("示例市生态环境保护督察整改清单"), at == 0, "the title once");
    }
}

#[test]
fn libreoffice_opens_every_workbook_and_prints_what_it_should() {
    if !has("soffice") || !has("pdftotext") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = sample_ledger(clock_on(today()));
    let files: Vec<PathBuf> =
        SHOWN.iter().map(|(form, _)| write(folder.path(), &task(ledger.clone(), *form, FormFormat::Xlsx))).collect();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("office").display());
    let ran = Process::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .args(&files)
        .output()
        .expect("soffice runs");
    let first_id = ledger.issues.keys().next().expect("an issue").to_string();
    for ((form, words), file) in SHOWN.iter().zip(&files) {
        let pdf = file.with_extension("pdf");
        assert!(pdf.exists(), "{form:?}: {}", String::from_utf8_lossy(&ran.stderr));
        let text = squeezed(&text_of(&pdf));
        for word in *words {
            assert!(text.contains(word), "{word} in {form:?}: {text}");
        }
        let shows_marks = text.contains("_整改台账") || text.contains("台账标识") || text.contains(&first_id);
        assert!(!shows_marks, "the marks stay hidden: {form:?}");
    }
}

fn finish_export(desk: &mut Desk) {
    for _ in 0..20_000 {
        let clock = desk.clock;
        desk.app.tick(clock);
        if !desk.app.is_exporting() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    panic!("the export did not end");
}

#[test]
fn a_card_asks_where_to_and_then_offers_the_file_that_was_written() {
    let mut window = desk_on(Page::Reports, 3);
    window.get_by_label("导出整改清单为 Excel").click();
    window.run();
    let asked = window.state().asked.iter().rev().find_map(|command| match command {
        Command::AskExport(order, name) => Some((order.clone(), name.clone())),
        _ => None,
    });
    let (order, name) = asked.expect("a place was asked for");
    assert_eq!((order.form, order.format), (FormName::Rectifications, FormFormat::Xlsx));
    assert!(name.ends_with("整改清单_2026-09-18.xlsx"), "{name}");
    let path = window.state().folder.path().join(name);
    window.state_mut().app.run(Command::Export(order.clone(), path.clone(), false));
    finish_export(window.state_mut());
    assert!(path.exists(), "written");
    window.run();
    window.get_by_label("打开所在文件夹");
    // Nobody agreed that it goes: it stays, and that is said.
    let before = std::fs::read(&path).expect("the file");
    window.state_mut().app.run(Command::Export(order, path.clone(), false));
    finish_export(window.state_mut());
    assert_eq!(std::fs::read(&path).expect("the file"), before);
    let last = window.state().app.notices().last().map(|notice| format!("{:?}", notice.kind));
    assert!(last.is_some_and(|said| said.starts_with("Failed")), "said");
}

#[test]
fn an_export_that_is_stopped_leaves_no_file() {
    let mut window = desk_on(Page::Reports, 3);
    let folder = window.state().folder.path().join("out");
    std::fs::create_dir(&folder).expect("a folder");
    let month = window.state().app.export_month();
    let order = rectification_ledger::app::ExportOrder::new(FormName::Ledger, FormFormat::Pdf, month);
    window.state_mut().app.run(Command::Export(Box::new(order), folder.join("台账.pdf"), true));
    window.state_mut().app.run(Command::StopJob);
    finish_export(window.state_mut());
    let left: Vec<_> = std::fs::read_dir(&folder).expect("the folder").collect();
    let told = window.state().app.notices().iter().any(|it| format!("{:?}", it.kind).starts_with("ExportStopped"));
    assert_eq!(left.is_empty(), told, "either stopped and nothing there, or it was quicker: {left:?}");
}

#[test]
fn the_view_on_the_page_of_the_grid_is_exported_as_it_stands() {
    let mut window = desk_on(Page::Issues, 3);
    window.get_by_label("导出").click();
    window.run();
    let asked = window.state().asked.iter().any(|command| match command {
        Command::AskExport(order, _) => order.form == FormName::View,
        _ => false,
    });
    assert!(asked, "the view");
}
