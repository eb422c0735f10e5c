//! One test program for everything that crosses a folder.
#![expect(clippy::expect_used, reason = "a test may stop here")]

mod cli;
mod closures_page;
mod complaints_page;
mod deadline_forms;
mod desk;
mod docx_reader;
mod flow;
mod grid_paste;
mod grid_typing;
mod hands;
mod history;
mod import_page;
mod issue_completed;
mod issue_desk;
mod issue_page;
mod issues_page;
mod list_pages;
mod overview_page;
mod page_window;
mod plan_reader;
mod presets;
mod review_page;
mod settings_and_welcome;
mod store_evidence;
mod store_format;
mod store_journal;
mod store_kill;
mod store_ron_text;
mod store_safe_write;
mod supervision_page;
mod tidy;
mod views;
mod widgets;
mod widgets_fields;
mod window;
