//! What the user is told: what happened, to which file, what was kept, what to do.

use std::path::Path;

use crate::{
    app::{
        FileLook, NoticeKind, Recovered,
        documents::DocumentNotice,
        told::{Deed, TakenBack, Whereabouts},
    },
    domain::ledger::Ledger,
    ui::{
        theme::Tone,
        words::{self, documents, store_error},
    },
};

fn damaged(path: &std::path::Path, count: usize) -> String {
    format!(
        "{} 有 {count} 处损坏，已读出其余内容并以只读方式打开，原文件未改动。请先另存副本或从备份恢复；若是用记事本改过，打开完好的副本后在“交换 → 合并”中选这个文件，可看到改了什么并采用",
        path.display()
    )
}

fn not_shown(path: &Path) -> String {
    format!("文件完好，但本机没有能打开它的程序：{}。请安装阅读软件，或拷到其他电脑打开", path.display())
}

fn meanwhile(ledger: Option<&Ledger>, news: &[(String, Vec<crate::domain::edit::Edit>)]) -> String {
    let one = |(author, edits): &(String, Vec<_>)| {
        let said = ledger.map(|ledger| words::edits(ledger, edits)).unwrap_or_default();
        format!("{author}：{}", words::cut(&said, 60))
    };
    let said: Vec<String> = news.iter().take(3).map(one).collect();
    let more = if news.len() > said.len() { format!("等 {} 处", news.len()) } else { String::new() };
    format!(
        "填写期间，这个问题并入了他人的修改（{}{more}），本次未提交，已填内容仍在。请看过后再提交一次",
        said.join("；")
    )
}

fn job_failed(name: &str) -> String {
    format!("{}中断，已录入的内容均在日志中，未丢失，请重试", job(name))
}

fn taken_in(count: usize) -> String {
    match count {
        0 => "文件被其他程序改写，内容与本机一致，未丢失修改".to_owned(),
        _ => format!("文件中有他人新增的 {count} 处修改，已并入本台账，双方修改均已保留"),
    }
}

/// A notice in words, and how grave it is.
pub fn notice(ledger: Option<&Ledger>, kind: &NoticeKind) -> (Tone, String) {
    match kind {
        NoticeKind::Refused(refusal) => (Tone::Warn, words::refusal(ledger, refusal)),
        NoticeKind::Failed(error) => (Tone::Danger, store_error(error)),
        NoticeKind::ReadOnly => (Tone::Warn, "台账以只读方式打开，不能修改。需要修改请另存副本后打开副本".to_owned()),
        NoticeKind::Meanwhile(news) => (Tone::Warn, meanwhile(ledger, news)),
        NoticeKind::Done(done) => (Tone::Good, done_words(ledger, &done.what)),
        NoticeKind::TakenBack(back) => (Tone::Accent, taken_back(ledger, back)),
        NoticeKind::ViewGone(name) => {
            (Tone::Accent, format!("视图“{name}”已不存在，改为显示默认视图，筛选条件和列保持不变"))
        }
        NoticeKind::Created(path) => (Tone::Good, format!("已新建台账 {}", path.display())),
        NoticeKind::Saved => (Tone::Good, "已保存".to_owned()),
        NoticeKind::CopySaved(path) => (Tone::Good, format!("副本已写入并核对一致：{}", path.display())),
        NoticeKind::CopyStopped(path) => (Tone::Accent, words::exchange::copy_stopped(path)),
        NoticeKind::CopyLeft(path) => (Tone::Danger, words::exchange::copy_left(path)),
        NoticeKind::CopyFirst { stops } => (Tone::Accent, words::exchange::copy_first(*stops).to_owned()),
        NoticeKind::PictureSaved(path) => (Tone::Good, format!("一页图已保存到 {}", path.display())),
        NoticeKind::ReportsWritten(path, n) => (Tone::Good, words::sheets::reports_written(path, *n)),
        NoticeKind::Exported(path, lost) => (Tone::Good, words::reports::exported(path, lost)),
        NoticeKind::ExportStopped(path) => (Tone::Accent, words::reports::stopped(path)),
        NoticeKind::NotExported(path, why) => (Tone::Danger, words::reports::not_exported(path, why)),
        NoticeKind::Documents(notice) => documents::notice(notice),
        NoticeKind::Recovered(recovered) => (Tone::Accent, self::recovered(recovered)),
        NoticeKind::TakenIn(count) => (Tone::Accent, taken_in(*count)),
        NoticeKind::NotOpened(path, look) => {
            (Tone::Danger, format!("{} 未打开：{}。原文件未作任何改动", path.display(), file_look(*look)))
        }
        NoticeKind::Damaged(path, count) => (Tone::Danger, damaged(path, *count)),
        NoticeKind::SettingsSetAside(path) => (Tone::Warn, settings_set_aside(path)),
        NoticeKind::OpenElsewhere(who, computer) => (Tone::Warn, open_elsewhere(who, computer)),
        NoticeKind::Imported(count) => (Tone::Good, format!("已导入 {count} 条，可一次撤销")),
        NoticeKind::PlanNotRead(why) => {
            (Tone::Danger, format!("整改方案未能读取：{why}。台账未改动，可将正文复制后粘贴导入"))
        }
        NoticeKind::TypedKept(count) => {
            (Tone::Accent, format!("上次有 {count} 处内容填写后未提交，已保留，打开原对话框可继续填写"))
        }
        NoticeKind::EvidenceAdded(_)
        | NoticeKind::EvidenceFirst(_)
        | NoticeKind::EvidenceLeft(_)
        | NoticeKind::EvidenceBack(_)
        | NoticeKind::EvidenceOther(_)
        | NoticeKind::EvidenceMissing(_)
        | NoticeKind::EvidenceChanged(_) => evidence(kind),
        NoticeKind::NotShown(path) => (Tone::Warn, not_shown(path)),
        NoticeKind::CannotDrop(path) => (Tone::Warn, cannot_drop(path)),
        NoticeKind::DroppedRest(taken, left) => (Tone::Warn, words::drops::rest(taken, left)),
        NoticeKind::TextSaved(path) => (Tone::Good, format!("已保存到 {}", path.display())),
        NoticeKind::Copies(kind) => words::merge::notice(kind),
        NoticeKind::CopyMade(path, unit, issues) => {
            (Tone::Good, words::exchange_packages::copy_made(path, unit, *issues))
        }
        NoticeKind::SealedShown(_) => (Tone::Accent, words::exchange_packages::SEALED_SHOWN.to_owned()),
        NoticeKind::PackageRefused(path, refused) => (Tone::Danger, words::exchange_packages::not_taken(path, refused)),
        NoticeKind::PackagesTaken(changes, files) => (Tone::Good, words::exchange_packages::taken(*changes, *files)),
        NoticeKind::RemarkWritten(path, count) => (Tone::Good, words::exchange_packages::remark_written(path, *count)),
        NoticeKind::AlreadyOpen(path) => (Tone::Warn, words::computer::already_open(path)),
        NoticeKind::RendererCrashed(was, now) => (Tone::Warn, words::computer::crashed(*was, *now)),
        NoticeKind::JobFailed(name) => (Tone::Danger, job_failed(name)),
    }
}

/// The settings cannot be read.
fn settings_set_aside(path: &Path) -> String {
    format!("个人设置文件无法读取，已改名保留为 {}，现使用默认设置，台账不受影响", path.display())
}

/// Takes back that something is done after files are taken in.
pub const fn put_off_not_done(quits: bool) -> &'static str {
    if quits { "暂不关闭" } else { "不再执行" }
}

/// What is said of files of the evidence.
#[expect(clippy::wildcard_enum_match_arm, reason = "nothing else is sent here")]
fn evidence(kind: &NoticeKind) -> (Tone, String) {
    match kind {
        NoticeKind::EvidenceAdded(count) => (Tone::Good, format!("已添加佐证材料 {count} 份")),
        NoticeKind::EvidenceFirst(true) => {
            (Tone::Accent, "正在复制佐证材料，完成后自动关闭窗口；不再等待可点底部的“停止”".to_owned())
        }
        NoticeKind::EvidenceFirst(false) => {
            (Tone::Accent, "正在复制佐证材料，完成后自动执行刚才的操作；不再等待可点底部的“停止”".to_owned())
        }
        NoticeKind::EvidenceLeft(files) => {
            (Tone::Warn, format!("台账已关闭，{}没有处理，需要时请重新拖入或添加", words::drops::named(files)))
        }
        NoticeKind::EvidenceBack(name) => (Tone::Good, format!("已找回 {name}")),
        NoticeKind::EvidenceOther(name) => {
            (Tone::Warn, format!("{name} 与登记的佐证材料内容不同，没有收下，请另选原文件"))
        }
        NoticeKind::EvidenceMissing(name) => {
            (Tone::Warn, format!("“{name}”不在本机，请将佐证材料文件夹与台账放在一起后重试"))
        }
        NoticeKind::EvidenceChanged(name) => {
            (Tone::Danger, format!("“{name}”与录入时不一致，未打开，请找回原文件或作废后重新添加"))
        }
        _ => (Tone::Neutral, String::new()),
    }
}

fn cannot_drop(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!(
        "“{name}”不能拖到这里。可拖入台账（.ron）、材料包（.zip）、整改方案（.docx、.txt）；打开台账后还可拖入表格（.xlsx、.csv），佐证材料请拖到一题一账页面"
    )
}

/// What a change did, by number.
fn done_words(ledger: Option<&Ledger>, what: &Deed) -> String {
    match what {
        Deed::Registered { issues, cells: 0 } => format!("已登记 {issues} 条问题，可一次撤销"),
        Deed::Registered { issues, cells } => format!("已登记 {issues} 条问题、改写 {cells} 格，可一次撤销"),
        Deed::Issued(1) => "已签发 1 份督办单".to_owned(),
        Deed::Issued(notices) => format!("已签发 {notices} 份督办单，可一次撤销"),
        Deed::Rated(1) => "已登记 1 条月评".to_owned(),
        Deed::Rated(issues) => format!("已登记 {issues} 条月评，可一次撤销"),
        Deed::Written(cells) => format!("已改写 {cells} 格，可一次撤销"),
        Deed::Stepped { step, first, issues } => {
            let name = words::step_name(ledger, step);
            let issue = ledger.map(|ledger| words::issue(ledger, *first)).unwrap_or_default();
            if *issues > 1 {
                format!("{issue} 等 {issues} 个问题已办理“{name}”，可一次撤销")
            } else {
                format!("{issue} 已办理“{name}”")
            }
        }
    }
}

/// What undo took back or redo did again, and where it is.
fn taken_back(ledger: Option<&Ledger>, back: &TakenBack) -> String {
    let deed = if back.again { "已重做" } else { "已撤销" };
    let Some(ledger) = ledger else {
        return deed.to_owned();
    };
    let place = match &back.place {
        Whereabouts::Issue(id) => format!("一题一账 {}", words::issue(ledger, *id)),
        Whereabouts::Issues(ids) => format!("台账，共 {} 个问题", ids.len()),
        Whereabouts::Complaint(id) => format!("信访 {}", words::complaint(ledger, *id)),
        Whereabouts::Case(id) => format!("责任追究 {}", words::case(ledger, *id)),
        Whereabouts::Views => "台账视图".to_owned(),
        Whereabouts::Settings => "设置".to_owned(),
    };
    format!("{deed}“{}”（{place}）", words::within_quotes(&words::edits(ledger, &back.edits)))
}

/// What lies behind a notice: the file with its folder, and the system's own words.
#[expect(clippy::wildcard_enum_match_arm, reason = "most notices have said everything")]
pub fn notice_detail(kind: &NoticeKind) -> Option<String> {
    match kind {
        NoticeKind::Failed(error) => Some(format!("{error}：{:?}", error.source)),
        NoticeKind::NotOpened(path, look) => Some(format!("{}：{look:?}", path.display())),
        NoticeKind::Damaged(path, _)
        | NoticeKind::SettingsSetAside(path)
        | NoticeKind::CannotDrop(path)
        | NoticeKind::PictureSaved(path)
        | NoticeKind::Documents(
            DocumentNotice::Written(path, _)
            | DocumentNotice::Stopped(path, _)
            | DocumentNotice::PublicCopy(path)
            | DocumentNotice::OverLedger(path)
            | DocumentNotice::Templates(path, ..),
        )
        | NoticeKind::ReportsWritten(path, _)
        | NoticeKind::Exported(path, _)
        | NoticeKind::CopyStopped(path)
        | NoticeKind::CopyLeft(path)
        | NoticeKind::ExportStopped(path) => Some(path.display().to_string()),
        NoticeKind::NotExported(path, why) => Some(format!("{}：{why}", path.display())),
        NoticeKind::Recovered(recovered) => {
            let kept: Vec<String> = recovered.kept_as.iter().map(|path| path.display().to_string()).collect();
            (!kept.is_empty()).then(|| kept.join("\n"))
        }
        _ => None,
    }
}

/// What a job does, by its name.
pub fn job(name: &str) -> &str {
    match name {
        "save" => "保存",
        "copy" => "写入副本",
        "figures" => "统计",
        "one page" => "生成一页图",
        "export" => words::reports::EXPORTING,
        "open" => "打开台账",
        "change" => "写入台账",
        "import" => "导入方案",
        "evidence" => "添加佐证材料",
        "open evidence" => "打开佐证材料",
        "picture" => "显示图片",
        "documents" => "生成文书",
        "templates" => "检查模板",
        "public copy" => "生成公开版",
        other => other,
    }
}

fn recovered(found: &Recovered) -> String {
    let mut said = if found.changes > 0 {
        format!("上次未正常退出，已从日志找回 {} 处修改", found.changes)
    } else {
        format!("上次未正常退出{}", if found.broken == 0 { "，修改均已在文件中" } else { "" })
    };
    if found.torn {
        said.push_str("；最后一处未录完，未计入");
    }
    if found.broken > 0 {
        said = format!("{said}；日志有 {} 行无法读取", found.broken);
        if let Some(path) = found.kept_as.first() {
            said = format!("{said}，原样保留在 {}", path.display());
        }
    }
    said
}

fn open_elsewhere(who: &str, computer: &str) -> String {
    let who = if who.trim().is_empty() { "他人" } else { who };
    let place = if computer.trim().is_empty() { String::new() } else { format!("在 {computer} ") };
    format!("{who}正{place}打开此台账。可以继续工作，保存时双方修改会自动并入")
}

/// What a file is that is no ledger we can open, and what to do with it.
pub fn file_look(look: FileLook) -> String {
    match look {
        FileLook::Ledger { .. } => "台账内容无法解析，请用“抢救台账”处理或打开备份".to_owned(),
        FileLook::Cut { .. } => "台账文件不完整，末尾缺失，请重新拷贝，或从备份恢复".to_owned(),
        FileLook::ZeroTail { .. } => "台账文件末尾是空白，可能写入时断电，请从备份恢复".to_owned(),
        FileLook::SealBroken { .. } => "台账文件校验不符，内容被改动或损坏，请从备份恢复".to_owned(),
        FileLook::Reformatted { .. } => "台账文件被别的程序重新排版过，内容无法核对，请从备份恢复".to_owned(),
        FileLook::HeadBroken => "台账文件开头损坏，请从备份恢复".to_owned(),
        FileLook::NewerFormat(format) => {
            format!("台账由新版本程序写成（格式 {format}），请更新程序后打开")
        }
        FileLook::Empty => "文件是空的，请重新拷贝，或从备份恢复".to_owned(),
        FileLook::ZeroFilled => "文件内容全是空白，可能拷贝时断电，请重新拷贝".to_owned(),
        FileLook::Utf16 => "文件被另存为 Unicode 编码，请用 UTF-8 编码另存，或打开原文件".to_owned(),
        FileLook::NotUtf8 { .. } => "文件编码不是 UTF-8，可能被其他软件改写，请打开原文件".to_owned(),
        FileLook::Zip => "这是压缩包或 Word、Excel 文件，不是台账；整改方案请用导入".to_owned(),
        FileLook::Packed => "这是压缩的历史备份，内容无法读取，请换一份较早的备份".to_owned(),
        FileLook::NotALedger => "不是整改台账文件，请选择扩展名为 .ron 的台账".to_owned(),
    }
}
