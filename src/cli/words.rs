//! What the command line says, in Chinese.

use std::{fmt::Write as _, path::Path};

use chrono::NaiveDate;

use crate::{
    app::{
        import::{ImportPreview, PlanItem},
        issue_log::LogEntry,
    },
    domain::{
        deadline::Deadline,
        facts::IssueFacts,
        issue::{Issue, UnitRole},
        ledger::Ledger,
        stats::{Stats, Tally},
    },
    exchange::plan::words as plan_words,
    store::{fault::FileFault, ledger_check::FileCheck, ledger_write::LedgerContent, recognise::FileLook},
    ui,
};

use super::shown;

pub(super) const NO_IDENTITY: &str = "录入人和单位不能为空，请用 --author 和 --unit 填写";

/// How the rate of issues struck off is counted.
pub(super) const CLOSED_RATE: &str = "验收销号率 = 已备案销号的问题数 ÷ 全部有效问题数（不含作废）";

/// How the rate of finished issues is counted.
pub(super) const FINISHED_RATE: &str =
    "完成整改率 = 最近一次月度评价为完成整改或已销号的问题数 ÷ 全部有效问题数（不含作废）";

pub(super) fn cannot_print(error: &std::io::Error) -> String {
    format!("读写失败：{error}")
}

pub(super) fn not_opened(path: &Path, look: FileLook) -> String {
    format!("打不开 {}：{}", shown(path), ui::words::file_look(look))
}

pub(super) fn damaged(path: &Path, n_faults: usize) -> String {
    format!("{} 有 {n_faults} 处损坏，只显示完整的内容；可用 ledger salvage 救出", shown(path))
}

pub(super) fn not_changed_damaged(path: &Path) -> String {
    format!("{} 有损坏或由新版本程序写成，不能改动；文件保持原样", shown(path))
}

pub(super) fn window_has_more(path: &Path, held: usize) -> String {
    format!("窗口程序正打开 {}，还有 {held} 处改动未写入文件；请先在窗口中保存，再执行本命令。文件未改动", shown(path))
}

pub(super) fn taken_from_journal(taken: usize) -> String {
    format!("上次未存盘的 {taken} 处改动已从日志并入")
}

pub(super) fn exists_already(path: &Path) -> String {
    format!("{} 已存在，不覆盖；请换一个文件名", shown(path))
}

pub(super) fn not_written(error: &dyn std::fmt::Display) -> String {
    format!("未能生成：{error}")
}

pub(super) fn made(path: &Path, content: &LedgerContent) -> String {
    format!("已生成 {}：问题 {} 个，改动 {} 次", shown(path), content.ledger.issues.len(), content.history.len())
}

pub(super) fn checked(checked: &FileCheck) -> String {
    let ok = if checked.ok { "核对无误" } else { "核对发现问题" };
    format!(
        "{ok}：问题 {} 个，改动 {} 次，最新改动 {} 个；内容齐全 {}，未包含 {}，已擦除 {}，新版本写的 {}",
        checked.issues,
        checked.changes,
        checked.heads.len(),
        checked.verified,
        checked.hidden,
        checked.erased,
        checked.unknown
    )
}

pub(super) fn fault(fault: &FileFault) -> String {
    let line = fault.line.map_or_else(String::new, |line| format!("第 {line} 行："));
    format!("  {line}{}", ui::words::merge::fault_kind(fault.kind))
}

pub(super) fn rescued(path: &Path, n_issues: usize, n_changes: usize, n_faults: usize) -> String {
    format!("已救出到 {}：问题 {n_issues} 个，改动 {n_changes} 次；原文件有 {n_faults} 处损坏，原样未动", shown(path))
}

pub(super) fn refused_line(line: usize, why: &str) -> String {
    format!("第 {line} 行被拒绝：{why}\n文件未改动")
}

pub(super) fn unreadable_line(line: usize, why: &dyn std::fmt::Display) -> String {
    format!("第 {line} 行不是可识别的操作：{why}\n文件未改动")
}

pub(super) fn acted(n_lines: usize, n_changes: usize) -> String {
    format!("已执行 {n_lines} 个操作，{n_changes} 次改动，已存盘")
}

pub(super) fn no_plan(path: &Path, why: &str) -> String {
    format!("读不了 {}：{why}", shown(path))
}

pub(super) fn no_such_sheet(name: &str, known: &[String]) -> String {
    format!("文件里没有工作表“{name}”，有：{}", known.join("、"))
}

pub(super) fn no_pair(pair: &str) -> String {
    format!("“{pair}”写成 列=字段")
}

pub(super) fn no_column(column: &str) -> String {
    format!("表里没有“{column}”这一列；可用表头或列号（A、B…）")
}

pub(super) fn no_field(word: &str) -> String {
    format!("没有“{word}”这个字段")
}

pub(super) fn plan_item(item: &PlanItem) -> String {
    let units: Vec<_> = item.units.iter().map(|unit| unit.name.as_str()).collect();
    let times: Vec<_> = item.deadlines.iter().map(|time| time.words.as_str()).collect();
    let chapter = item.chapter.as_deref().unwrap_or_default();
    format!(
        "第 {} 行 {chapter} {} {}\n    单位：{}；时限：{}",
        item.line,
        item.no,
        item.title,
        units.join("、"),
        times.join("；")
    )
}

pub(super) fn plan_read(n_items: usize, n_faults: usize) -> String {
    format!("共 {n_items} 条任务，{n_faults} 处需要核对")
}

pub(super) fn line_fault(line: usize, what: &str) -> String {
    format!("第 {line} 行：{what}")
}

pub(super) fn deadline(deadline: &Deadline) -> String {
    let mut said = format!("{}（{}）", ui::words::deadline(deadline), ui::words::deadline_kind(&deadline.kind));
    if let Some(doubt) = deadline.doubt {
        said.push('；');
        said.push_str(plan_words::doubt_words(doubt));
    }
    said
}

pub(super) fn imported(preview: &ImportPreview, dry_run: bool) -> String {
    let done = if dry_run { "预览（未存盘）" } else { "已导入" };
    format!(
        "{done}：新登记问题 {} 个，更新 {} 个，措施 {} 条，登记进展 {} 条，新单位 {} 个",
        preview.n_new,
        preview.n_updated,
        preview.n_measures,
        preview.n_reports,
        preview.new_units().count()
    )
}

pub(super) fn no_such_issue(meant: &str) -> String {
    format!("台账中没有“{meant}”这个问题，请用编号或标识")
}

pub(super) fn several_issues(meant: &str, several: &[&Issue]) -> String {
    let mut said = format!("“{meant}”对应 {} 个问题，请用标识指明：", several.len());
    for issue in several {
        said.extend([format!("\n  {} {} {}", issue.id, issue.fields.number.get(), issue.fields.title.get())]);
    }
    said
}

pub(super) fn issue_line(ledger: &Ledger, issue: &Issue, facts: &IssueFacts) -> String {
    let fields = &issue.fields;
    let date = facts.date.map_or_else(|| "—".to_owned(), ui::words::date);
    let time = ui::words::time_status(facts.time).0;
    let stage = ui::words::stage(&facts.stage);
    let lead = ui::words::unit(ledger, *fields.lead_unit.get());
    format!("{}\t{stage}\t{date}\t{time}\t{lead}\t{}", fields.number.get(), fields.title.get())
}

/// Everything about an issue, a line for each thing that is filled in.
pub(super) fn whole_issue(ledger: &Ledger, issue: &Issue, facts: &IssueFacts) -> String {
    let fields = &issue.fields;
    let mut said = format!("{} {}\n标识 {}", fields.number.get(), fields.title.get(), issue.id);
    let mut line = |name: &str, value: &str| {
        if !value.trim().is_empty() {
            write!(said, "\n{name}：{value}").ok();
        }
    };
    let units = |role| {
        let names: Vec<_> = issue.units(role).iter().map(|id| ledger.directory.unit_name(*id)).collect();
        names.join("、")
    };
    let person = |id: Option<_>| id.map(|id| ledger.directory.person_name(id).to_owned()).unwrap_or_default();
    line("批次", &ui::words::inspection(ledger, *fields.inspection.get()));
    line("类别", fields.category.get());
    line("区域", fields.region.get());
    line("阶段", &ui::words::stage(&facts.stage));
    line("时限", &issue.first_deadline().words);
    line("现行期限", &facts.date.map(ui::words::date).unwrap_or_default());
    line("时限状态", &ui::words::time_status(facts.time).0);
    line("问题描述", fields.detail.get());
    line("整改目标", fields.goal.get());
    line("牵头单位", &ui::words::unit(ledger, *fields.lead_unit.get()));
    line("并列牵头", &units(UnitRole::CoLead));
    line("配合单位", &units(UnitRole::Cooperating));
    line("责任领导", &person(*fields.leader_in_charge.get()));
    line("责任人", &person(*fields.person_in_charge.get()));
    for measure in issue.live_measures() {
        let done =
            measure.fields.done_on.get().map_or_else(String::new, |day| format!("（{} 完成）", ui::words::date(day)));
        line("措施", &format!("{} {}{done}", measure.fields.number.get(), measure.fields.text.get()));
    }
    for record in issue.live_records() {
        line(ui::words::record_kind(&record.body), &ui::words::record_line(ledger, &record.body));
    }
    said
}

pub(super) fn log_entry(ledger: &Ledger, entry: &LogEntry) -> String {
    let edits: Vec<_> = entry.lines.iter().map(|line| line.edit.clone()).collect();
    let mut said = format!(
        "{} {}（{}） {}",
        ui::words::date_and_time(entry.typed_at),
        entry.author,
        entry.unit,
        ui::words::edits(ledger, &edits)
    );
    if entry.withheld > 0 {
        said.extend([format!("；另有 {} 部分不在本副本中", entry.withheld)]);
    }
    said
}

pub(super) fn stats(ledger: &Ledger, stats: &Stats, today: NaiveDate) -> String {
    let row = |name: &str, tally: &Tally| {
        format!(
            "\n  {name}：共 {}，超期 {}，临期 {}，正常 {}，已销号 {}",
            tally.all(),
            tally.overdue,
            tally.due_soon,
            tally.normal,
            tally.closed
        )
    };
    let percent = |rate: Option<f32>| rate.map_or_else(|| "—".to_owned(), |rate| format!("{:.1}%", rate * 100.0));
    let mut said = format!("{}（{}）", ledger.directory.fields.title.get(), ui::words::date(today));
    said.push_str(&row("全部", &stats.all));
    said.extend([format!("\n  在办 {}，待确认 {}，作废 {}", stats.under_way, stats.to_confirm, stats.withdrawn)]);
    said.extend([format!("\n  验收销号率 {}（{CLOSED_RATE}）", percent(stats.closed_rate()))]);
    said.extend([format!("\n  完成整改率 {}（{FINISHED_RATE}）", percent(stats.finished_rate()))]);
    said.push_str("\n按批次");
    for (id, tally) in &stats.inspections {
        said.push_str(&row(&ui::words::inspection(ledger, *id), tally));
    }
    said.push_str("\n按牵头单位");
    for (id, tally) in &stats.units {
        said.push_str(&row(&ui::words::unit(ledger, *id), tally));
    }
    said.push_str("\n按类别");
    for (name, tally) in &stats.categories {
        said.push_str(&row(name, tally));
    }
    said
}

pub(super) fn nothing_to_choose() -> String {
    "没有这一方的值可选；文件未改动".to_owned()
}

pub(super) fn no_such_change(prefix: &str) -> String {
    format!("冲突的各值里没有编号以 {prefix} 开头的改动，或不止一个；至少写 6 位，文件未改动")
}

pub(super) fn resolved(chosen: usize, left: usize) -> String {
    match (chosen, left) {
        (0, 0) => "没有不一致的地方".to_owned(),
        (0, left) => format!("{left} 处不一致，待选定"),
        (chosen, 0) => format!("选定了 {chosen} 处，没有别的不一致"),
        (chosen, left) => format!("选定了 {chosen} 处，还有 {left} 处待选定"),
    }
}

pub(super) fn pair(one: &str, other: &str) -> String {
    format!("{one}　{other}")
}

/// A place of a subject: what happens to it, what stands here and what comes in.
pub(super) fn place(place: &str, state: &str, (mine, theirs): (&str, &str)) -> String {
    match (mine.is_empty(), theirs.is_empty()) {
        (_, true) => format!("    {place}　{state}"),
        (true, false) => format!("    {place}　{state}　{theirs}"),
        (false, false) => format!("    {place}　{state}　{mine} ⇒ {theirs}"),
    }
}

pub(super) fn choice(change: &str, who: &str, value: &str) -> String {
    format!("    {change}　{who}　{value}")
}

/// A month that is none.
pub(super) fn no_month(text: &str) -> String {
    format!("“{text}”不是月份。请写成 2026-08 这样")
}
