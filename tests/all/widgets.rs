//! Each widget as a clerk meets it: found by name, clicked, reached and worked by keyboard.

use std::cell::RefCell;

use chrono::NaiveDate;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use rectification_ledger::ui::{icon, theme::Tone, widgets::*, words};

use crate::window::{press, window};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day of 2026")
}

// ---------------------------------------------------------------- buttons
#[test]
fn a_button_is_pressed_by_click_and_by_space_and_enter() {
    let mut window = window(0, |ui, pressed| {
        if button(ui, Weight::Primary, icon::ADD, "登记问题…").clicked() {
            *pressed += 1;
        }
    });
    window.get_by_label("登记问题…").click();
    window.run();
    assert_eq!(*window.state(), 1, "by click");
    window.get_by_label("登记问题…").focus();
    window.run();
    press(&mut window, Key::Space);
    press(&mut window, Key::Enter);
    assert_eq!(*window.state(), 3, "by Space and by Enter");
}

#[test]
fn a_refused_button_does_nothing() {
    let mut window = window(0, |ui, pressed| {
        let refusal = Some("还缺验收意见");
        if button_unless(ui, Weight::Primary, "", "审核通过…", refusal).clicked() {
            *pressed += 1;
        }
    });
    window.get_by_label("审核通过…").click();
    window.run();
    assert_eq!(*window.state(), 0, "a grey button is dead");
}

#[test]
fn an_icon_button_is_found_by_what_it_would_do() {
    let mut window = window(0, |ui, pressed| {
        if icon_button(ui, icon::UNDO, "撤销 改期限").clicked() {
            *pressed += 1;
        }
    });
    window.get_by_label("撤销 改期限").click();
    window.run();
    assert_eq!(*window.state(), 1, "its tooltip is its name");
}

#[test]
fn a_check_box_changes_by_click_and_by_space() {
    let mut window = window(false, |ui, on| {
        check_box(ui, on, "监测报告");
    });
    window.get_by_label("监测报告").click();
    window.run();
    assert!(*window.state(), "on by click");
    window.get_by_label("监测报告").focus();
    window.run();
    press(&mut window, Key::Space);
    assert!(!*window.state(), "off by Space");
}

#[test]
fn a_segment_is_chosen_by_click_and_by_arrow() {
    let mut window = window(0, |ui, chosen| {
        segmented(ui, &["浅色", "深色", "跟随系统"], chosen);
    });
    window.get_by_label("深色").click();
    window.run();
    assert_eq!(*window.state(), 1, "by click");
    window.get_by_label("深色").focus();
    window.run();
    press(&mut window, Key::ArrowRight);
    assert_eq!(*window.state(), 2, "by arrow");
}

#[test]
fn a_menu_opens_and_gives_the_line_that_was_chosen() {
    let mut window = window(None, |ui, chosen| {
        let from = icon_button(ui, icon::MORE_HORIZ, words::MORE);
        let items = [
            MenuItem::new("", "延期…"),
            MenuItem::new("", "归档").unless(Some("还没有销号")),
            MenuItem::new(icon::PRINT, "打印…"),
        ];
        if let Some(n) = menu_under(&from, &items) {
            *chosen = Some(n);
        }
    });
    window.get_by_label(words::MORE).click();
    window.run();
    window.get_by_label("归档").click();
    window.run();
    assert_eq!(*window.state(), None, "a refused line is dead");
    if window.query_by_label("打印…").is_none() {
        window.get_by_label(words::MORE).click();
        window.run();
    }
    window.get_by_label("打印…").click();
    window.run();
    assert_eq!(*window.state(), Some(2), "the third line");
    assert!(window.query_by_label("打印…").is_none(), "the menu is gone");
}

#[test]
fn a_filter_chip_is_opened_or_taken_off() {
    let mut window = window(None, |ui, asked| {
        if let Some(ask) = filter_chip(ui, "阶段", "整改中", words::TAKE_OFF) {
            *asked = Some(ask);
        }
    });
    window.get_by_label("阶段 整改中").click();
    window.run();
    assert_eq!(*window.state(), Some(FilterAsk::Open), "its body opens");
    window.get_by_label("去掉筛选 阶段").click();
    window.run();
    assert_eq!(*window.state(), Some(FilterAsk::TakeOff), "its cross");
}

#[test]
fn rail_items_and_tabs_are_found_by_their_word() {
    let mut window = window(Vec::new(), |ui, seen: &mut Vec<&str>| {
        let item = RailItem { sign: icon::TASK_ALT, label: "销号", waiting: 120, here: false };
        if rail_item(ui, 60.0, &item).clicked() {
            seen.push("销号");
        }
        if tab(ui, "全部", "214", true).clicked() {
            seen.push("全部");
        }
    });
    window.get_by_label("销号").click();
    window.run();
    window.get_by_label("全部").click();
    window.run();
    assert_eq!(*window.state(), ["销号", "全部"], "both were pressed");
}

// ---------------------------------------------------------------- notices

#[test]
fn a_banner_and_a_toast_say_their_sentence_and_give_what_was_pressed() {
    let mut window = window((None, None), |ui, (pressed, asked)| {
        if let Some(n) = banner(ui, Tone::Warn, "时限待确认", &["确认…", "以后再说"]) {
            *pressed = Some(n);
        }
        if let Some(ask) = toast(ui.ctx(), Tone::Good, "已导入 18 条", &[words::UNDO]) {
            *asked = Some(ask);
        }
    });
    window.run();
    window.get_by_label("时限待确认");
    window.get_by_label("以后再说").click();
    window.run();
    window.get_by_label(words::UNDO).click();
    window.run();
    assert_eq!(*window.state(), (Some(1), Some(ToastAsk::Act(0))), "both");
    window.get_by_label(words::DISMISS).click();
    window.run();
    assert_eq!(window.state().1, Some(ToastAsk::Dismiss), "put away");
}

#[test]
fn a_running_job_is_stopped_by_its_word() {
    let mut window = window(false, |ui, stopped| {
        if job_line(ui, "正在导出", 134, 214) {
            *stopped = true;
        }
    });
    window.get_by_label("正在导出 134 / 214");
    window.get_by_label(words::STOP).click();
    window.run();
    assert!(*window.state(), "stopped");
}

// ---------------------------------------------------------------- pictures with words

#[test]
fn every_step_of_the_stepper_is_told_and_may_be_pressed() {
    let steps = [
        ("交办", "03-18", StepState::Done),
        ("整改中", "03-20", StepState::Returned),
        ("现场核查", "09-10 起", StepState::Now),
        ("已销号", "", StepState::Later),
    ];
    for wide in [1366.0, 200.0] {
        let mut window = window(None, |ui, pressed| {
            let steps = steps.map(|(word, when, state)| StepView { word, when, state });
            ui.set_max_width(wide);
            if let Some(n) = stepper(ui, &steps) {
                *pressed = Some(n);
            }
        });
        window.get_by_label("第 4 步 已销号 未到");
        window.get_by_label("第 2 步 整改中 已退回 03-20");
        let now = window.get_by_label("第 3 步 现场核查 进行中 09-10 起");
        assert!(now.rect().right() <= wide + 8.0, "inside {wide}");
        now.click();
        window.run();
        assert_eq!(*window.state(), Some(2), "the third, {wide} wide");
    }
}

#[test]
fn every_row_of_the_timeline_is_told_and_may_be_pressed() {
    let mut window = window(None, |ui, pressed| {
        let late = MeasureBar {
            label: "安装视频监控",
            from: Some(day(7, 1)),
            due: Some(day(9, 10)),
            said: ("超期 8 天", Tone::Danger),
            points: vec![(day(8, 1), true)],
            ..MeasureBar::default()
        };
        let bare = MeasureBar { label: "长期坚持", said: ("无期限", Tone::Neutral), ..MeasureBar::default() };
        if let Some(n) = timeline(ui, &[late, bare], day(9, 18)) {
            *pressed = Some(n);
        }
    });
    window.get_by_label("今天 09-18");
    window.get_by_label("安装视频监控 超期 8 天");
    window.get_by_label("长期坚持 无期限").click();
    window.run();
    assert_eq!(*window.state(), Some(1), "the second row");
}

#[test]
fn a_checklist_says_what_is_there_and_what_is_missing() {
    let window = window((), |ui, ()| {
        check_line(ui, true, "验收意见");
        check_line(ui, false, "监测报告");
    });
    window.get_by_label("已有 验收意见");
    window.get_by_label("缺 监测报告");
}

#[test]
fn tiles_open_by_click_and_say_their_remark() {
    let mut window = window(0, |ui, opened| {
        let tile =
            Tile { sign: icon::IMAGE, name: "拆除前 01.jpg", note: "1.2 MB", tone: Tone::Neutral, picture: None };
        *opened += usize::from(picture_tile(ui, 150.0, &tile).clicked());
        let file = Tile { name: "验收报告.docx", note: "文件不见了", tone: Tone::Danger, ..tile };
        *opened += usize::from(file_tile(ui, 260.0, &file).clicked());
        *opened += usize::from(drop_tile(ui, 260.0, icon::ADD, "添加材料…", false).clicked());
    });
    for name in ["拆除前 01.jpg 1.2 MB", "验收报告.docx 文件不见了", "添加材料…"] {
        window.get_by_label(name).click();
        window.run();
    }
    assert_eq!(*window.state(), 3, "each once");
}

#[test]
fn cut_text_shows_whole_on_hover() {
    let long = "全市规模养殖场粪污处理设施配套率虚报 6.4 个百分点";
    let mut window = window((), |ui, ()| {
        ui.set_max_width(160.0);
        key_value(ui, "问题", long);
    });
    let before = window.get_all_by_label(long).count();
    window.get_by_label(long).hover();
    window.run_steps(60);
    let after = window.get_all_by_label(long).count();
    assert_eq!((before, after), (1, 2), "the tooltip says it too");
}

#[test]
fn the_focus_ring_is_painted_where_the_keyboard_is() {
    let painted = RefCell::new(0);
    let mut window = window((), |ui, ()| {
        let response = button(ui, Weight::Normal, "", "导出…");
        *painted.borrow_mut() = usize::from(has_focus(ui, &response));
    });
    window.key_press_modifiers(Modifiers::NONE, Key::Tab);
    window.run();
    assert_eq!(*painted.borrow(), 1, "Tab reaches it");
}

#[test]
fn both_themes_draw_every_sign() {
    for dark in [egui::Theme::Light, egui::Theme::Dark] {
        let mut window = window((), |ui, ()| {
            let rect = ui.max_rect().with_max_y(60.0);
            stage(ui, rect, StageSign::steps(3, 9), "申请销号");
            level(ui, rect.translate(egui::vec2(0.0, 40.0)), LevelDot::Ring, "白色");
            rating(ui, rect.translate(egui::vec2(0.0, 80.0)), RatingArrow::Behind, "未达到");
            let late = rect.translate(egui::vec2(0.0, 120.0));
            time_status(ui, late, "超期 3 天", Tone::Danger);
        });
        window.ctx.set_theme(dark);
        window.run();
        for word in ["申请销号", "白色", "未达到", "超期 3 天"] {
            window.get_by_label(word);
        }
    }
}
