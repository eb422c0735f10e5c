//! Words about packages: why one is not taken, what one brings, what was written.

use std::path::Path;

use crate::{
    app::packages::{PackageFault, PackageKind, PackageLook, Refused, ReviewFault, Verdict, limits},
    domain::Withheld,
    ui::words,
};

/// Why a package is not taken, by name, and what to do.
pub fn package_fault(fault: &PackageFault) -> String {
    match fault {
        PackageFault::Store(error) => words::store_error(error),
        PackageFault::NotAPackage => "不是材料包，请选择下发或上报的 .zip 文件".to_owned(),
        PackageFault::NeedsPassphrase => "材料包有口令，请填写口令".to_owned(),
        PackageFault::WrongPassphrase => "口令不对，请向打包的人核对".to_owned(),
        PackageFault::ExcessiveWork => format!(
            "口令的加密强度高得不合常理（上限 2 的 {} 次方），打开会耗时过久，整包拒收，请对方用本程序重新打包",
            limits::WORK
        ),
        PackageFault::Broken(_) => "压缩包损坏，可能没有写完就拔出，请重新拷贝或请对方重新打包".to_owned(),
        PackageFault::NoManifest => "压缩包里没有清单，不是本程序打的材料包".to_owned(),
        PackageFault::ManifestChanged => "清单被改动过，整包拒收，请对方重新打包".to_owned(),
        PackageFault::NewerFormat(format) => format!("由新版本程序打包（格式 {format}），请先升级本机程序"),
        PackageFault::BadName(name) => format!("包内文件名“{}”不合规矩，整包拒收", words::cut(name, 60)),
        PackageFault::Extra(name) => format!("包内的“{}”不在清单上，整包拒收", part_name(name)),
        PackageFault::Missing(name) => format!("清单上的“{}”不在包内，整包拒收，请对方重新打包", part_name(name)),
        PackageFault::TooBig(name) => format!(
            "“{}”展开后大得不合常理（上限：台账 {} GB，清单 {} MB，压缩 {} 倍，文件 {} 万个），整包拒收",
            part_name(name),
            limits::LEDGER_BYTES >> 30,
            limits::MANIFEST_BYTES >> 20,
            limits::RATIO,
            limits::ENTRIES / 10_000
        ),
        PackageFault::Changed(name) => {
            format!("“{}”与清单不符，被改动或损坏，整包拒收，请对方重新打包", part_name(name))
        }
        PackageFault::NoLedger(look) => format!("包内的台账无法读取：{}", words::file_look(*look)),
        PackageFault::Faults(faults) => {
            let first = faults.first().map(ledger_fault).unwrap_or_default();
            format!("包内的台账有 {} 处不符（{first}），整包拒收，请对方重新打包", faults.len())
        }
        PackageFault::OtherLedger => "包内的台账与清单所写的不是同一份，整包拒收".to_owned(),
        PackageFault::Stopped => "已停止，什么也没有接收".to_owned(),
    }
}

/// The same as a stable word for scripts.
pub fn package_fault_key(fault: &PackageFault) -> &'static str {
    match fault {
        PackageFault::Store(_) => "file",
        PackageFault::NotAPackage => "not_a_package",
        PackageFault::NeedsPassphrase => "needs_passphrase",
        PackageFault::WrongPassphrase => "wrong_passphrase",
        PackageFault::ExcessiveWork => "excessive_work",
        PackageFault::Broken(_) => "broken_zip",
        PackageFault::NoManifest => "no_manifest",
        PackageFault::ManifestChanged => "manifest_changed",
        PackageFault::NewerFormat(_) => "newer_format",
        PackageFault::BadName(_) => "bad_name",
        PackageFault::Extra(_) => "not_in_manifest",
        PackageFault::Missing(_) => "missing",
        PackageFault::TooBig(_) => "too_big",
        PackageFault::Changed(_) => "changed",
        PackageFault::NoLedger(_) => "no_ledger",
        PackageFault::Faults(_) => "ledger_faults",
        PackageFault::OtherLedger => "other_ledger",
        PackageFault::Stopped => "stopped",
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the others come to the same for who gets the package")]
fn ledger_fault(fault: &crate::app::packages::FileFault) -> String {
    use crate::app::packages::FaultKind;
    let change = fault.change.map(|id| format!("改动 {} ", id.0.short())).unwrap_or_default();
    let line = fault.line.map(|line| format!("第 {line} 行")).unwrap_or_default();
    match fault.kind {
        FaultKind::PartWrong => format!("{change}的内容与其编号不符"),
        FaultKind::ChangeUnreadable => format!("{line}{change}与其编号不符，无法读出"),
        FaultKind::StateDiffers => "台账内容与其修改记录不符".to_owned(),
        FaultKind::PartLost => format!("{change}的内容缺失"),
        _ => format!("{line}校验不符"),
    }
}

/// A file of a package in words.
fn part_name(name: &str) -> String {
    match name {
        "ledger.ron" => "台账".to_owned(),
        "manifest.ron" => "清单".to_owned(),
        other => other.strip_prefix("evidence/").map_or_else(
            || words::cut(other, 60),
            |file| format!("佐证材料 {}", file.chars().take(12).collect::<String>()),
        ),
    }
}

/// What a package is for.
pub fn package_kind(kind: PackageKind) -> &'static str {
    match kind {
        PackageKind::HandOut => "下发",
        PackageKind::Return => "上报",
        PackageKind::Copy => "副本",
    }
}

/// What taking a package in would come to.
pub fn verdict(look: &PackageLook) -> String {
    match look.verdict {
        Verdict::New if look.withheld.is_empty() => format!("新修改 {} 处", look.n_new),
        Verdict::New => format!("新修改 {} 处，其中范围外 {} 处", look.n_new, look.withheld.len()),
        Verdict::NothingNew => "没有新内容".to_owned(),
        Verdict::OtherLedger => "是另一本台账的材料包，不能接收到本台账".to_owned(),
        Verdict::Ungranted => format!("有 {} 处修改不是在下发的副本上做的，请核实后再接收", look.n_ungranted),
    }
}

/// Why a part does not act.
pub fn withheld(why: Withheld) -> &'static str {
    match why {
        Withheld::GrantUnknown => "所依据的下发记录不在本台账",
        Withheld::OutsideGrant => "超出下发范围",
        Withheld::LeadMoved => "该问题已改由其他单位牵头",
    }
}

/// Bytes as people say them.
pub fn bytes(n_bytes: u64) -> String {
    match n_bytes {
        0..1024 => format!("{n_bytes} 字节"),
        1024..1_048_576 => format!("{:.1} KB", n_bytes as f64 / 1024.0),
        1_048_576..1_073_741_824 => format!("{:.1} MB", n_bytes as f64 / 1_048_576.0),
        _ => format!("{:.2} GB", n_bytes as f64 / 1_073_741_824.0),
    }
}

/// A package was written and read back.
pub fn may_unplug(path: &Path) -> String {
    format!("已写到 {} 并读回比对，内容一致，可以拔出", path.display())
}

/// What is chosen among when something is to be taken in.
pub const FILES: &str = "材料包、督导意见";

/// An encrypted package is shown out of memory.
pub const SEALED_SHOWN: &str =
    "加密材料包只在内存中打开，本机没有写下任何内容。要在本机填报，请在 交换 中建立工作副本（本机上不再加密）";

/// A working copy was made of a unit's package, or of a whole ledger's.
pub fn copy_made(path: &Path, unit: &str, issues: usize) -> String {
    if unit.is_empty() {
        return format!(
            "已把整本台账的副本放到本机 {}。督导组只读查看，意见另存为文件，请在 交换 中交回",
            path.display()
        );
    }
    format!("已把下发给{unit}的 {issues} 个问题放到本机 {}，填报后在 交换 中上报", path.display())
}

/// Why a file that came in is not taken.
pub fn refused(refused: &Refused) -> String {
    match refused {
        Refused::Package(fault) => package_fault(fault),
        Refused::Review(ReviewFault::NotAReview) => "不是督导意见文件".to_owned(),
        Refused::Review(ReviewFault::Changed) => "督导意见文件被改动过，请向督导人员要原件".to_owned(),
        Refused::Review(ReviewFault::NewerFormat(format)) => {
            format!("督导意见文件由新版本程序写成（格式 {format}），请先升级本机程序")
        }
    }
}

/// The same with the file.
pub fn not_taken(path: &Path, why: &Refused) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!("{name}：{}。台账和原件均未改动", refused(why))
}

/// Packages were taken in.
pub fn taken(changes: usize, files: usize) -> String {
    if changes == 0 {
        "没有新内容，台账未变".to_owned()
    } else {
        format!("已接收 {changes} 处修改、{files} 份佐证材料")
    }
}

/// A remark was written to the supervisor's file.
pub fn remark_written(path: &Path, count: usize) -> String {
    format!("督导意见已写入 {}（共 {count} 条），请把这个文件交给整改办；台账本身没有改动", path.display())
}
