//! The arguments of the subcommands about packages and evidence.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::app::EVIDENCE_FILE_MB;

use super::args::ClerkArgs;

#[derive(Debug, Args)]
pub(crate) struct PackArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    /// 材料包，不能已存在
    pub(super) out: PathBuf,
    /// 单位名称：下发给它
    #[arg(long)]
    pub(super) unit: Option<String>,
    /// 佐证材料文件一并打包
    #[arg(long)]
    pub(super) evidence: bool,
    /// 口令文件（第一行），加密整包
    #[arg(long)]
    pub(super) passphrase_file: Option<PathBuf>,
    /// 信访件编号：连同信访人信息（可多次）
    #[arg(long)]
    pub(super) reporter: Vec<String>,
    #[command(flatten)]
    pub(super) clerk: PackClerkArgs,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Who packs: `--unit` names the unit that is handed out to.
#[derive(Debug, Args)]
pub(crate) struct PackClerkArgs {
    /// 录入人
    #[arg(long, default_value = "命令行")]
    pub(super) author: String,
    /// 业务日期
    #[arg(long, visible_alias = "date", value_parser = super::typed::day)]
    pub(super) today: Option<chrono::NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct HandOutArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    /// 材料包放到这个文件夹
    pub(super) folder: PathBuf,
    /// 单位名称（可多次）；不给则所有有问题的单位
    #[arg(long = "unit")]
    pub(super) units: Vec<String>,
    /// 佐证材料文件一并打包
    #[arg(long)]
    pub(super) evidence: bool,
    /// 口令文件（第一行），加密整包
    #[arg(long)]
    pub(super) passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) clerk: PackClerkArgs,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct TakeInArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    /// 材料包，或放有材料包的文件夹
    #[arg(required = true)]
    pub(super) packages: Vec<PathBuf>,
    /// 只看改动，不并入
    #[arg(long)]
    pub(super) preview: bool,
    /// 也接收不在任何下发之下做的改动
    #[arg(long)]
    pub(super) accept_ungranted: bool,
    /// 口令文件（第一行）
    #[arg(long)]
    pub(super) passphrase_file: Option<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct UnpackArgs {
    /// 材料包
    pub(super) package: PathBuf,
    /// 解到这个文件夹
    pub(super) folder: PathBuf,
    /// 口令文件（第一行）；解出的文件是明文
    #[arg(long)]
    pub(super) passphrase_file: Option<PathBuf>,
    /// 输出 JSON：{"path","kind","unit","issues","changes","files"}
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct AdmitArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    /// 改动的标识或开头几位；不给则列出范围之外的改动
    pub(super) change: Option<String>,
    /// 不再准许
    #[arg(long)]
    pub(super) revoke: bool,
    #[command(flatten)]
    pub(super) clerk: ClerkArgs,
    /// 输出 JSON：{"withheld":[{"change","subject","why","admitted"}]}
    #[arg(long)]
    pub(super) json: bool,
}

/// What can be done with evidence.
#[derive(Debug, Subcommand)]
pub(crate) enum EvidenceCommand {
    /// 添加文件，作为一次改动
    #[command(
        after_help = "例：ledger evidence add 台账.ron 省督-01 照片.jpg 报告.pdf\n超过 --most 的文件不复制，全部不添加；核对后加大 --most 再添加。\nJSON：{\"added\":[{\"name\",\"sha256\",\"bytes\",\"was_there\"}]}"
    )]
    Add(EvidenceAddArgs),
    /// 逐个读出并核对；缺的列出是谁录入的
    #[command(
        after_help = "例：ledger evidence verify 台账.ron --json\nJSON：{\"ok\",\"whole\",\"missing\",\"changed\",\"files\":[{\"issue\",\"number\",\"name\",\"sha256\",\"bytes\",\"state\",\"author\",\"unit\"}]}\nstate：whole, missing, changed。有缺失或改动时退出码为 1。"
    )]
    Verify(EvidenceListArgs),
    /// 列出台账里的佐证材料，不读文件
    #[command(after_help = "例：ledger evidence list 台账.ron 省督-01")]
    List(EvidenceListArgs),
}

#[derive(Debug, Args)]
pub(crate) struct EvidenceAddArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    /// 问题的编号、标识或标识开头
    pub(super) issue: String,
    /// 要添加的文件
    #[arg(required = true)]
    pub(super) paths: Vec<PathBuf>,
    /// 材料种类
    #[arg(long, default_value = "")]
    pub(super) material: String,
    /// 单个文件不超过多少 MB，超过的一份也不添加；0 为不限
    #[arg(long, value_name = "MB", default_value_t = EVIDENCE_FILE_MB, value_parser = super::typed::number::<u32>)]
    pub(super) most: u32,
    #[command(flatten)]
    pub(super) clerk: ClerkArgs,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct EvidenceListArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    /// 问题的编号、标识或标识开头；不给则全部
    pub(super) issue: Option<String>,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}
