//! Spreadsheets on the import page, by accessible name: look at the rows, correct a column, take them, take them back.

#![expect(clippy::disallowed_methods, clippy::panic, reason = "a test writes a table and may stop here")]

use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rectification_ledger::app::{Command, Page, sheet_import::SheetCommand};

use crate::import_page::{Desk, shown};

const TABLE: &str = "示例市省级督察整改台账\n序号,反馈问题,整改目标,要求完成日,责任单位,颜色\n1,南渠黑臭水体返黑返臭,消除黑臭,2026年底前,市水利局,红\n2,建筑工地扬尘管控不到位,达标,尽快,市住建局,黄\n";

fn opened<'a>() -> Harness<'a, Desk> {
    let mut window = shown(Desk::new(Page::Import));
    window.run();
    let folder = tempfile::tempdir().expect("a folder").keep();
    let path = folder.join("台账.csv");
    std::fs::write(&path, TABLE).expect("written");
    window.state_mut().app.run(Command::Sheets(SheetCommand::Read(vec![path])));
    for _ in 0..2000 {
        window.step();
        let session = window.state().app.sheet_import();
        if session.is_some_and(|session| session.reading_job().is_none() && session.outcome().is_some()) {
            window.run();
            return window;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    panic!("the table was not read");
}

#[test]
fn a_table_is_previewed_its_column_corrected_taken_as_one_change_and_taken_back() {
    let mut window = opened();
    window.get_by_label("表格导入预览");
    assert_eq!(window.state().issues(), 0, "reading changes nothing");
    window.get_by_role_and_label(egui::accesskit::Role::Tab, "列的对应").click();
    window.run();
    window.get_by_label("要求完成日 导入为").focus();
    window.run();
    window.get_by_label("要求完成日 导入为").type_text("整改时限");
    window.run();
    crate::window::press(&mut window, egui::Key::Enter);
    window.run();
    window.get_by_role_and_label(egui::accesskit::Role::Tab, "有误和提示").click();
    window.run();
    assert!(window.query_all_by_label_contains("未能识别出时间").count() >= 1, "尽快 is no deadline");
    window.get_by_label("导入 2 行").click();
    window.run();
    assert_eq!(window.state().issues(), 2, "both");
    assert_eq!(window.state().app.settings().sheet_columns.len(), 1, "the choice is remembered for these heads");
    window.state_mut().app.run(Command::Undo);
    window.run();
    assert_eq!(window.state().issues(), 0, "one undo takes the import back");
}

#[test]
fn the_same_table_again_offers_nothing_to_take() {
    let mut window = opened();
    window.get_by_label("导入 2 行").click();
    window.run();
    let path = {
        let folder = tempfile::tempdir().expect("a folder").keep();
        let path = folder.join("台账.csv");
        std::fs::write(&path, TABLE).expect("written");
        path
    };
    window.state_mut().app.run(Command::Sheets(SheetCommand::Read(vec![path])));
    for _ in 0..2000 {
        window.step();
        if window.state().app.sheet_import().is_some_and(|session| session.outcome().is_some()) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    window.run();
    assert!(window.get_by_label("导入 0 行").accesskit_node().is_disabled(), "nothing is new");
}
