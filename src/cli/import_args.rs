//! The arguments of an import: plans and spreadsheets.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::ClerkArgs;

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    /// 方案文件（.txt、.docx）或表格（.xlsx、.xls、.ods、.csv）
    pub(super) source: PathBuf,
    /// 督察批次名称；台账里没有就新建
    #[arg(long)]
    pub(super) inspection: Option<String>,
    /// 进展清单所属的月份，如 2026-08；文件里写明的不必给
    #[arg(long)]
    pub(super) month: Option<String>,
    /// 表格：只导入这张工作表，可写几次
    #[arg(long)]
    pub(super) sheet: Vec<String>,
    /// 表格：列=字段，如 B=问题、备注=来源；等号后留空为不导入，可写几次
    #[arg(long)]
    pub(super) map: Vec<String>,
    /// 表格：与台账里的问题相似而不能确定的行怎么办；不写就不导入并列出
    #[arg(long, value_enum)]
    pub(super) unsure: Option<UnsureName>,
    /// 表格：已交办问题的时限按更正导入，写明理由
    #[arg(long, requires = "page")]
    pub(super) correction: Option<String>,
    /// 表格：更正依据的原文页码
    #[arg(long)]
    pub(super) page: Option<String>,
    /// .csv 的编码，默认自动
    #[arg(long, value_enum)]
    pub(super) encoding: Option<EncodingName>,
    /// .csv 的分隔符，默认自动
    #[arg(long)]
    pub(super) delimiter: Option<char>,
    /// 只预览，不存盘
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) clerk: ClerkArgs,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// What becomes of rows that may be issues that are here.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum UnsureName {
    /// 都算新问题
    New,
    /// 都算最相似的那一条
    Same,
    /// 都不导入
    Leave,
}

/// An encoding as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum EncodingName {
    /// UTF-8
    #[value(name = "utf-8")]
    Utf8,
    /// GB18030（含 GBK、GB2312）
    #[value(name = "gb18030")]
    Gb18030,
    /// UTF-16
    #[value(name = "utf-16")]
    Utf16,
}
