//! What the subcommands about packages and evidence say, in Chinese.

use std::path::Path;

use crate::{
    app::packages::{PackageFault, PackageLook, Written, evidence::FileState},
    ui::words::exchange_packages as says,
};

use super::shown;

pub(super) const NO_SUCH_UNIT_ISSUES: &str = "没有可下发的问题：没有哪个单位牵头或参与问题";
pub(super) const EMPTY_PASSPHRASE: &str = "口令文件是空的，口令写在第一行";
pub(super) const UNGRANTED: &str = "有不在任何下发之下做的改动，未接收；核实后用 --accept-ungranted 接收";
pub(super) const NOT_OFFICE: &str = "这是下发给单位的副本，不能再下发；不给 --unit 即打成上报包";
pub(super) const NOTHING_WITHHELD: &str = "没有超出下发范围的改动";

pub(super) fn no_unit(name: &str) -> String {
    format!("台账中没有单位“{name}”，请用台账里的单位名称或别名")
}

pub(super) fn no_complaint(number: &str) -> String {
    format!("台账中没有编号为“{number}”的信访件")
}

pub(super) fn no_change(meant: &str) -> String {
    format!("没有唯一的改动以“{meant}”开头，请多写几位")
}

pub(super) fn written(written: &Written, issues: usize) -> String {
    format!("{}（问题 {issues} 个，{}）", says::may_unplug(&written.path), says::bytes(written.n_bytes))
}

pub(super) fn left_out(names: &[String]) -> String {
    format!("未打包的佐证材料 {} 份（本机没有或已改动）：{}", names.len(), names.join("、"))
}

pub(super) fn refused(path: &Path, fault: &PackageFault) -> String {
    format!("{} 未接收：{}", shown(path), says::package_fault(fault))
}

pub(super) fn look(look: &PackageLook) -> String {
    let unit = look.manifest.unit.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
    let kind = says::package_kind(look.manifest.kind);
    format!("{}：{kind}包 {unit}，{}", shown(&look.path), says::verdict(look))
}

pub(super) fn taken(n_changes: usize, n_files: usize) -> String {
    format!("已接收改动 {n_changes} 处，新佐证材料 {n_files} 份")
}

pub(super) fn unpacked(path: &Path, n_issues: usize, n_files: usize) -> String {
    format!("已解到 {}：问题 {n_issues} 个，佐证材料 {n_files} 份", shown(path))
}

pub(super) fn evidence_line(number: &str, name: &str, state: Option<&FileState>) -> String {
    let said = match state {
        None => String::new(),
        Some(FileState::Whole) => "  完好".to_owned(),
        Some(FileState::Changed) => "  已改动，与录入时不一致".to_owned(),
        Some(FileState::Missing { author, unit }) => format!("  缺失，由 {unit} {author} 录入"),
    };
    format!("{number}  {name}{said}")
}

pub(super) fn strange_files(names: &[String]) -> String {
    format!("文件夹中有台账未登记的文件 {} 个：{}", names.len(), names.join("、"))
}

pub(super) fn evidence_sum(whole: usize, missing: usize, changed: usize) -> String {
    format!("完好 {whole} 份，缺失 {missing} 份，已改动 {changed} 份")
}

pub(super) fn evidence_added(n_files: usize) -> String {
    format!("已添加佐证材料 {n_files} 份")
}

pub(super) fn evidence_too_large(path: &Path, is: u64, most: u64) -> String {
    format!(
        "{} 有 {}，超过单个文件 {} 的上限，没有添加任何文件。可先压缩；确需添加的，加大 --most（单位 MB，0 为不限）。",
        shown(path),
        says::bytes(is),
        says::bytes(most)
    )
}
