//! The import page, by accessible name: paste a plan, look at it, decide, take it, take it back.

#![expect(clippy::panic, reason = "a test may stop here")]

use std::{path::Path, sync::Arc};

use chrono::NaiveDate;
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rectification_ledger::{
    app::{
        App, Clock, Command, CommandQueue, CommandSender, Identity, NewLedger, Page, StartOptions, WakeFn,
        command_queue,
    },
    domain::rules::Role,
    store::paths::DataFolder,
    ui::view::{Drafts, ViewCtx, view_ui},
};

use crate::window::{commit, window};

/// A plan of our own making.
const PLAN: &str = "示例市贯彻落实省生态环境保护督察反馈意见整改方案
2026年5月20日，省督察组向示例市反馈了督察意见。
一、打好碧水保卫战
1.整治黑臭水体。完成南渠、西沟两处黑臭水体整治，2027年前水质达标。（市水利局、市住建局牵头，清河县人民政府、东城区人民政府参与）
2.保护饮用水水源地。拆除一级保护区内违法建筑，2027年6月底前完成。（市生态环境局牵头，清河县人民政府参与）
二、打好蓝天保卫战
1.淘汰燃煤小锅炉。全市淘汰燃煤小锅炉120台，淘汰率达到95%以上。（市发改委负责）
";

/// The program without its window: app, drafts, and the way between them.
pub struct Desk {
    pub app: App,
    pub drafts: Drafts,
    pub sender: CommandSender,
    queue: CommandQueue,
    _folder: tempfile::TempDir,
}

pub fn clock() -> Clock {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    let now = today.and_hms_opt(9, 0, 0).expect("a time");
    Clock { now, today, instant: std::time::Instant::now() }
}

impl Desk {
    /// A new ledger, on the page asked for.
    pub fn new(page: Page) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data = DataFolder::new(folder.path().join("data"));
        let (sender, queue) = command_queue();
        let wake = WakeFn(Arc::new(|| ()));
        let mut app = App::start(StartOptions { data, wake }, clock());
        let who = Identity {
            name: "王敏".to_owned(),
            unit: "市整改办".to_owned(),
            role: Role::Office,
            ..Identity::default()
        };
        app.run(Command::SetIdentity(who));
        let path = folder.path().join("台账.ron");
        app.run(Command::CreateLedger(NewLedger {
            title: "示例市整改台账".to_owned(),
            path: Path::new(&path).to_owned(),
            ..NewLedger::default()
        }));
        app.run(Command::Go(page));
        Self { app, drafts: Drafts::default(), sender, queue, _folder: folder }
    }

    /// Does what was asked, as the shell does each frame.
    pub fn work(&mut self) {
        while let Some(command) = self.queue.take() {
            self.app.run(command);
        }
        self.app.tick(clock());
    }

    pub fn issues(&self) -> usize {
        let ledger = self.app.ledger().expect("open");
        ledger.issues.values().filter(|issue| issue.is_present()).count()
    }
}

/// The whole window over a desk.
pub fn shown<'a>(desk: Desk) -> Harness<'a, Desk> {
    window(desk, |ui, desk: &mut Desk| {
        desk.work();
        let ctx = ViewCtx { app: &desk.app, commands: &desk.sender };
        view_ui(ctx, ui, &mut desk.drafts);
    })
}

/// Runs frames until the plan is read.
fn read(window: &mut Harness<'_, Desk>) {
    for _ in 0..2000 {
        window.step();
        if window.state().app.import().is_some_and(|import| import.job().is_none()) {
            window.run();
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    panic!("the plan was not read");
}

/// The import page with the plan read.
pub fn pasted<'a>() -> Harness<'a, Desk> {
    let mut window = shown(Desk::new(Page::Import));
    window.run();
    window.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "粘贴方案文字").focus();
    window.run();
    window.event(commit(PLAN));
    window.run();
    window.get_by_label("读取文字").click();
    read(&mut window);
    window
}

fn title_of(window: &Harness<'_, Desk>, part: &str) -> bool {
    let ledger = window.state().app.ledger().expect("open");
    ledger.issues.values().any(|issue| issue.is_present() && issue.fields.title.get().contains(part))
}

#[test]
fn a_pasted_plan_is_previewed_taken_as_one_change_and_taken_back() {
    let mut window = pasted();
    window.get_by_label("导入预览");
    assert_eq!(window.state().issues(), 0, "reading changes nothing");
    window.get_by_label("导入 3 条").click();
    window.run();
    assert_eq!(window.state().issues(), 3, "all three");
    assert_eq!(window.state().app.page(), Page::Issues, "and there they are");
    window.state_mut().app.run(Command::Undo);
    window.run();
    assert_eq!(window.state().issues(), 0, "one undo takes the import back");
    window.state_mut().app.run(Command::ReadPlanText(PLAN.to_owned()));
    read(&mut window);
    window.get_by_label("导入 3 条").click();
    window.run();
    assert_eq!(window.state().issues(), 3, "what was taken back can come again");
    window.state_mut().app.run(Command::ReadPlanText(PLAN.to_owned()));
    read(&mut window);
    window.get_by_label("导入 0 条");
    assert!(window.get_by_label("导入 0 条").accesskit_node().is_disabled(), "nothing is new");
}

#[test]
fn an_item_left_out_is_not_imported_and_its_units_are_not_added() {
    let mut window = pasted();
    window.get_by_label("导入 1.淘汰燃煤小锅炉").click();
    window.run();
    window.get_by_label("导入 2 条").click();
    window.run();
    assert!(title_of(&window, "黑臭水体"), "taken");
    assert!(!title_of(&window, "小锅炉"), "left");
    let directory = &window.state().app.ledger().expect("open").directory;
    assert!(directory.find_unit("市发改委").is_none(), "nobody asked for it");
}

#[test]
fn several_leads_and_a_doubtful_date_are_confirmed_in_the_preview() {
    let mut window = pasted();
    window.get_by_label("确认由它牵头").click_accesskit();
    window.run();
    window.get_by_label("按此确认").click_accesskit();
    window.run();
    window.get_by_label("导入 3 条").click();
    window.run();
    let ledger = window.state().app.ledger().expect("open");
    let water = ledger.issues.values().find(|issue| issue.fields.title.get().contains("黑臭")).expect("taken");
    assert!(!*water.fields.lead_to_confirm.get(), "confirmed");
    assert!(!water.fields.deadline.get().needs_confirmation(), "confirmed");
}

#[test]
fn units_are_listed_and_may_be_left_out() {
    let mut window = pasted();
    window.get_by_role_and_label(egui::accesskit::Role::Tab, "单位").click();
    window.run();
    window.get_by_label("清河县人民政府");
    window.get_by_label("导入时 清河县人民政府").focus();
    window.run();
    window.get_by_label("导入时 清河县人民政府").type_text("不作为");
    window.run();
    crate::window::press(&mut window, egui::Key::Enter);
    window.get_by_label("导入 3 条").click();
    window.run();
    let directory = &window.state().app.ledger().expect("open").directory;
    assert!(directory.find_unit("清河县人民政府").is_none(), "left in the text");
    assert!(directory.find_unit("市水利局").is_some(), "added");
}

#[test]
fn a_plan_that_cannot_be_read_is_refused_in_words() {
    let mut window = shown(Desk::new(Page::Import));
    window.run();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("方案.doc");
    rectification_ledger::store::safe_write::safe_write(&path, &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])
        .expect("written");
    window.state_mut().app.run(Command::ReadPlan(path));
    read(&mut window);
    let said = window.query_all_by_label_contains("另存为 .docx").count();
    assert!(said >= 1, "says what to do");
}
