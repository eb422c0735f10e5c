//! The append-only records in words: their kind, and one line of what they say.

use crate::{
    domain::{
        closure::{RoundCause, StepOutcome, StepRecord},
        ledger::Ledger,
        record::RecordBody,
    },
    ui::words,
};

/// The kind of a record.
pub fn record_kind(body: &RecordBody) -> &'static str {
    match body {
        RecordBody::Progress(note) if note.corrects.is_some() => "进展更正",
        RecordBody::Progress(_) => "进展情况",
        RecordBody::Notice(_) => "督办单",
        RecordBody::NoticeAnswer { .. } => "督办回复",
        RecordBody::NoticeLifted { .. } => "解除督办",
        RecordBody::Extension(_) => "延期",
        RecordBody::ExtensionChosen { .. } => "选定延期",
        RecordBody::DeadlineCorrected { .. } => "时限更正",
        RecordBody::Step(step) => match step.outcome {
            StepOutcome::Passed => "办理环节",
            StepOutcome::SentBack(_) => "退回",
            StepOutcome::ApplicationWithdrawn(_) => "撤回申请",
        },
        RecordBody::Publicity(_) => "公示",
        RecordBody::Objection { .. } => "公示异议",
        RecordBody::ObjectionSettled { .. } => "异议处理",
        RecordBody::LookBack { .. } => "回头看",
        RecordBody::Evidence(_) => "佐证材料",
        RecordBody::Instruction { .. } => "领导批示",
        RecordBody::InstructionOutcome { .. } => "批示落实",
        RecordBody::Remark { .. } => "督导意见",
        RecordBody::Reading { .. } => "指标读数",
    }
}

/// What a record says, in one line after its kind.
pub fn record_line(ledger: &Ledger, body: &RecordBody) -> String {
    match body {
        RecordBody::Progress(note) => {
            let rating = note.rating.map_or("", words::rating);
            joined(&[&words::report_month(note.month), rating, &note.text])
        }
        RecordBody::Notice(notice) => {
            let scale = ledger.directory.fields.scale.get().as_ref();
            joined(&[&words::level(scale, &notice.level), &notice.number, &notice.demand])
        }
        RecordBody::NoticeAnswer { date, text, .. }
        | RecordBody::Objection { date, text, .. }
        | RecordBody::InstructionOutcome { date, text, .. } => joined(&[&words::date(*date), text]),
        RecordBody::NoticeLifted { date, reason, .. } => joined(&[&words::date(*date), reason]),
        RecordBody::Extension(extension) => {
            let day = extension.new_date.map(words::date).unwrap_or_default();
            joined(&[&format!("延至 {day}"), &extension.approver, &extension.document])
        }
        RecordBody::ExtensionChosen { reason, .. } => joined(&[reason]),
        RecordBody::DeadlineCorrected { deadline, reason, .. } => joined(&[&words::deadline(deadline), reason]),
        RecordBody::Step(step) => step_line(ledger, step),
        RecordBody::Publicity(publicity) => {
            let from = publicity.from.map(words::date).unwrap_or_default();
            let to = publicity.to.map(words::date).unwrap_or_default();
            joined(&[&publicity.medium, &format!("{from} 至 {to}")])
        }
        RecordBody::ObjectionSettled { date, outcome, .. } => joined(&[&words::date(*date), outcome]),
        RecordBody::LookBack { date, qualified, text, .. } => {
            let verdict = if *qualified { "合格" } else { "不合格" };
            joined(&[&words::date(*date), verdict, text])
        }
        RecordBody::Evidence(evidence) => joined(&[&evidence.name, &words::file_size(evidence.size)]),
        RecordBody::Instruction { who, words: said, date, .. } => joined(&[&words::date(*date), who, said]),
        RecordBody::Remark { date, text, verdict, .. } => {
            joined(&[&words::date(*date), words::verdict(*verdict), text])
        }
        RecordBody::Reading { date, value, note, .. } => joined(&[&words::date(*date), value, note]),
    }
}

fn step_line(ledger: &Ledger, step: &StepRecord) -> String {
    let day = step.date.map(words::date).unwrap_or_default();
    let said = match &step.outcome {
        StepOutcome::Passed => &step.opinion,
        StepOutcome::SentBack(reason) | StepOutcome::ApplicationWithdrawn(reason) => reason,
    };
    let name = words::step_name(Some(ledger), &step.step);
    joined(&[&name, &day, &step.signed.person, said])
}

fn joined(parts: &[&str]) -> String {
    let filled: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    words::cut(&filled.join(" · "), 60)
}

/// Why a closure round was opened.
pub fn round_cause(cause: &RoundCause) -> String {
    match cause {
        RoundCause::Assigned => "交办".to_owned(),
        RoundCause::Relapse { date, reason, .. } => {
            format!("{} 反弹，重新整改：{reason}", words::date(*date))
        }
    }
}
