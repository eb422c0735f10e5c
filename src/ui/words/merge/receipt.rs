//! The receipt of a merge as a text that can be printed and filed.

use std::fmt::Write as _;

use crate::{
    app::{
        documents::{self, ReceiptLine},
        merge::{FaultKind, Receipt},
    },
    domain::ledger::Ledger,
    ui::words,
};

/// The receipt with its lists, line by line.
pub fn receipt_text(ledger: &Ledger, receipt: &Receipt) -> String {
    let mut text = String::new();
    // Writing into a text does not fail.
    write(ledger, receipt, &mut text).ok();
    text
}

fn write(ledger: &Ledger, receipt: &Receipt, text: &mut String) -> std::fmt::Result {
    let it = receipt.counts;
    writeln!(text, "合并回执")?;
    writeln!(text, "台账：{}", receipt.title)?;
    writeln!(text, "时间：{}", words::date_and_time(receipt.at))?;
    writeln!(text, "操作人：{}", receipt.by)?;
    writeln!(text, "来源：{}", receipt.source)?;
    writeln!(text)?;
    writeln!(text, "本方原有改动 {} 次", it.mine)?;
    writeln!(text, "对方改动 {} 次 = 两边都有 {} + 并入 {} + 拒收 {}", it.theirs, it.common, it.taken, it.refused)?;
    writeln!(text, "并入之后 {} 次 = 原有 {} + 并入 {}", it.mine + it.taken, it.mine, it.taken)?;
    writeln!(text, "并入的改动中与本方冲突 {} 次，规则不允许、需核对 {} 处", it.conflicts, it.faults)?;
    if receipt.filled > 0 {
        writeln!(text, "补全了 {} 次改动缺少的内容", receipt.filled)?;
    }
    if receipt.erased > 0 {
        writeln!(text, "按对方的擦除记录擦除 {} 处个人信息", receipt.erased)?;
    }
    if !receipt.conflicts.is_empty() {
        writeln!(text, "\n冲突，待选定：")?;
        for finding in &receipt.conflicts {
            let place = finding
                .place()
                .map(|(key, slot)| format!("{}　{}", super::subject(ledger, key), super::slot(ledger, key, &slot)));
            writeln!(text, "  {}", place.unwrap_or_default())?;
        }
    }
    if !receipt.faults.is_empty() {
        writeln!(text, "\n需核对：")?;
        for finding in &receipt.faults {
            let issue = finding.issue().map(|issue| words::review::issue(ledger, issue)).unwrap_or_default();
            writeln!(text, "  {issue}　{}", words::review::title(finding))?;
        }
    }
    if !receipt.refused.is_empty() {
        writeln!(text, "\n拒收：")?;
        for record in &receipt.refused {
            let line = record.line.map(|line| format!("第 {line} 行　")).unwrap_or_default();
            writeln!(text, "  {line}{}", fault_kind(record.fault))?;
        }
    }
    writeln!(text, "\n并入的改动：")?;
    for change in &receipt.taken {
        let subjects: Vec<String> = change.subjects.iter().take(3).map(|key| super::subject(ledger, *key)).collect();
        let more =
            if change.subjects.len() > 3 { format!(" 等 {} 项", change.subjects.len()) } else { String::new() };
        let who = words::review::entered(&change.author, &change.unit, change.typed_at);
        writeln!(text, "  {}　{who}　{}{more}", change.change.0.short(), subjects.join("、"))?;
    }
    Ok(())
}

/// A receipt as the form 合并回执 prints it; `mine` is the file it was merged into.
pub fn receipt_document(ledger: &Ledger, receipt: &Receipt, mine: &str) -> documents::Receipt {
    let line =
        |subject: String, outcome: &str, words: String| ReceiptLine { subject, outcome: outcome.to_owned(), words };
    let mut lines = Vec::new();
    for finding in &receipt.conflicts {
        if let Some((key, slot)) = finding.place() {
            lines.push(line(super::subject(ledger, key), "冲突", super::slot(ledger, key, &slot)));
        }
    }
    for finding in &receipt.faults {
        let issue = finding.issue().map(|issue| words::review::issue(ledger, issue)).unwrap_or_default();
        lines.push(line(issue, "需核对", words::review::title(finding)));
    }
    for record in &receipt.refused {
        let place = record.line.map(|line| format!("第 {line} 行")).unwrap_or_default();
        lines.push(line(place, "拒收", fault_kind(record.fault).to_owned()));
    }
    for change in &receipt.taken {
        let subjects: Vec<String> = change.subjects.iter().map(|key| super::subject(ledger, *key)).collect();
        let who = words::review::entered(&change.author, &change.unit, change.typed_at);
        lines.push(line(subjects.join("、"), "并入", who));
    }
    let it = receipt.counts;
    documents::Receipt {
        mine_name: mine.to_owned(),
        theirs_name: receipt.source.clone(),
        merged_at: words::date_and_time(receipt.at),
        merged_by: receipt.by.clone(),
        mine: it.mine,
        theirs: it.theirs,
        common: it.common,
        taken: it.taken,
        refused: it.refused,
        conflicts: it.conflicts,
        faults: it.faults,
        lines,
    }
}

/// What is wrong with a line of a file.
pub fn fault_kind(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Cut => "文件不完整，末尾缺失",
        FaultKind::ZeroTail => "文件末尾是空白，可能写入时断电",
        FaultKind::HeadBroken => "文件开头损坏",
        FaultKind::NewerFormat => "由新版本程序写成",
        FaultKind::Reformatted => "被别的程序重新排版过，校验已不在",
        FaultKind::NotUtf8 => "不是 UTF-8 文字",
        FaultKind::NoChecksum => "没有校验码",
        FaultKind::WrongChecksum => "校验不符，内容被改动或损坏",
        FaultKind::UnknownRecord => "不认识的记录",
        FaultKind::WrongSeal => "封签与内容不符",
        FaultKind::WrongCounts => "封签上的数目与内容不符",
        FaultKind::AfterSeal => "封签之后还有内容",
        FaultKind::Doubled => "同一内容出现两次",
        FaultKind::StateLost => "状态行丢失，已由历史重算",
        FaultKind::StateDiffers => "状态与历史重算的结果不符",
        FaultKind::PartLost => "一次改动的内容丢失",
        FaultKind::PartWrong => "一次改动的内容与其编号不符",
        FaultKind::ChangeUnreadable => "一次改动无法读出",
    }
}
