//! What is said of a failure on disk: what was being done to which file, why it failed, what was kept, what to do.

use std::{io::ErrorKind, path::Path};

use crate::app::{Cause, Doing, RonTextError, StoreError};

/// A failure on disk: what was being done to which file, why it failed, and what to do.
pub fn store_error(error: &StoreError) -> String {
    let path = error.path.display();
    let (why, next) = cause(error);
    let mut said = format!("{}失败：{path}，{why}", doing(error.doing));
    if let Some(kept) = error.kept_as() {
        said = format!("{said}。新内容已完整保存在 {}", kept.display());
    } else if !matches!(error.doing, Doing::Read | Doing::List | Doing::Parse | Doing::Create) {
        said.push_str("。已录入的内容在日志中，未丢失");
    }
    format!("{said}。{next}")
}

fn doing(doing: Doing) -> &'static str {
    match doing {
        Doing::Read => "读取",
        Doing::Create => "新建",
        Doing::Write => "写入",
        Doing::Sync => "写入磁盘",
        Doing::Verify => "写后核对",
        Doing::Replace => "替换文件",
        Doing::Append => "写入日志",
        Doing::Remove => "清理文件",
        Doing::SetAside => "保留损坏文件",
        Doing::List => "查看文件夹",
        Doing::Copy => "复制",
        Doing::Restore => "恢复备份",
        Doing::Encode => "生成内容",
        Doing::Parse => "解析",
    }
}

fn cause(error: &StoreError) -> (String, &'static str) {
    if error.is_disk_full() {
        return ("磁盘空间不足".to_owned(), "请清理磁盘后重试");
    }
    match &error.source {
        Cause::Io(err) | Cause::KeptBeside { source: err, .. } => {
            let (why, next) = io_cause(err.kind(), &error.path);
            (why.map_or_else(|| err.to_string(), str::to_owned), next)
        }
        Cause::Encode(RonTextError::TooDeep) => ("内容层级过深".to_owned(), "请撤销最近一次修改后重试"),
        Cause::Encode(err) => (err.to_string(), "请撤销最近一次修改后重试"),
        Cause::Parse(err) => (format!("第 {} 行无法解析", err.span.start.line), "请从备份恢复"),
        Cause::ReadBack { .. } => ("读回内容与写入不一致".to_owned(), "磁盘或 U 盘可能有故障，请换一个位置另存"),
        Cause::ChangedOnDisk { is: Some(_) } if error.doing == Doing::Read => {
            ("打开过程中文件被改写".to_owned(), "其间如有操作均未执行，请核对文件现在的内容，必要时重新打开后重做")
        }
        Cause::ChangedOnDisk { is: Some(_) } => ("文件已被他人改写".to_owned(), "将自动并入对方修改后再保存"),
        Cause::ChangedOnDisk { is: None } => ("文件已被移走或删除".to_owned(), "请另存到其他位置"),
        Cause::TooBig { is, most } => {
            let said = format!("大小 {} MB，超过 {} MB 的上限，未作处理", is.div_ceil(1_000_000), most / 1_000_000);
            (said, too_big_next(error.doing))
        }
        Cause::TooMany { are, most } => (format!("共 {are} 个文件，超过 {most} 个的上限，未作处理"), "请分次办理"),
        Cause::UnpacksTooBig { most } => {
            (format!("展开后超过 {} MB 的上限，未作处理", most / 1_000_000), "请核对是否选错文件，或换一份备份")
        }
        Cause::Exists => ("同名文件已存在，未覆盖".to_owned(), "请换一个文件名，或直接打开已有文件"),
        Cause::Stopped => ("已停止".to_owned(), "需要时请重新办理"),
        Cause::NotA { expected } => (format!("不是{expected}"), "请重新选择文件"),
    }
}

/// What helps where something is longer than its reader takes.
const fn too_big_next(doing: Doing) -> &'static str {
    if matches!(doing, Doing::Append) {
        "请先保存台账，再分次办理"
    } else if matches!(doing, Doing::Write | Doing::Create | Doing::Encode) {
        "原文件未改动；请按批次或单位分成几本台账"
    } else {
        "请核对是否选错文件，或分次办理"
    }
}

fn io_cause(kind: ErrorKind, path: &Path) -> (Option<&'static str>, &'static str) {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the system's list of errors is open")]
    match kind {
        ErrorKind::NotFound if path.parent().is_some_and(|parent| parent.as_os_str().is_empty()) => {
            (Some("没有这个文件"), "请填写完整路径")
        }
        ErrorKind::NotFound => (Some("文件或文件夹不存在"), "请检查 U 盘或网络盘是否已连接，或重新选择"),
        ErrorKind::PermissionDenied => (Some("没有权限或文件正被占用"), "请关闭占用文件的程序后重试，或另存到其他位置"),
        ErrorKind::ReadOnlyFilesystem => (Some("所在磁盘为只读"), "请另存到其他位置"),
        ErrorKind::OutOfMemory => (Some("内存不足，未能读入"), "请关闭其他程序后重试，或换一台内存较大的电脑"),
        ErrorKind::InvalidFilename => (Some("文件名无效"), "请去掉文件名中的特殊符号"),
        ErrorKind::IsADirectory => (Some("这是文件夹"), "请选择台账文件"),
        ErrorKind::NotADirectory => (Some("路径中有一段不是文件夹"), "请重新填写路径"),
        _ => (None, "请重试，仍失败请另存到其他位置"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_file_what_is_kept_and_what_to_do() {
        let path = Path::new("D:/台账/榆林.ron");
        let denied = std::io::Error::from(ErrorKind::PermissionDenied);
        let said = store_error(&StoreError::new(Doing::Replace, path, denied));
        for part in ["替换文件失败", "榆林.ron", "占用", "未丢失", "另存"] {
            assert!(said.contains(part), "{part} in {said}");
        }
    }

    #[test]
    fn a_name_already_taken_is_not_written_over_and_that_is_said() {
        let said = store_error(&StoreError::new(Doing::Create, Path::new("a.ron"), Cause::Exists));
        assert!(said.contains("未覆盖") && !said.contains("日志"), "{said}");
    }

    #[test]
    fn a_file_that_was_written_over_while_it_was_opened_is_said_with_what_was_not_done() {
        let is = "ab".repeat(32).parse().ok();
        let said = store_error(&StoreError::new(Doing::Read, Path::new("a.ron"), Cause::ChangedOnDisk { is }));
        for part in ["a.ron", "被改写", "重新打开", "未执行"] {
            assert!(said.contains(part), "{part} in {said}");
        }
        assert!(!said.contains("并入"), "{said}");
    }
}
