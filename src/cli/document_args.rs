//! The arguments of `templates`.

use std::path::PathBuf;

use clap::Args;

/// What stands after the help of `templates`.
pub(super) const TEMPLATES_HELP: &str = "例：ledger templates --json\n    ledger templates --form 督办单\n    ledger templates --write 台账_模板\n    ledger templates --check 台账_模板/督办单.docx\n模板放在台账旁边的“台账名_模板”或“templates”文件夹里，同名文件优先。占位符写 {{编号}}；重复写 {{#措施}}…{{/措施}}；有内容才显示写 {{?整改目标}}…{{/?整改目标}}，没有内容才显示写 {{^整改目标}}…{{/^整改目标}}。\nJSON：{\"forms\":[{\"form\",\"name\",\"file\",\"placeholders\":[{\"name\",\"kind\",\"means\",\"inside\"}]}]}；--check：{\"form\",\"ok\",\"faults\":[…]}\nkind：text, flag, list。";

#[derive(Debug, Args)]
pub(super) struct TemplatesArgs {
    /// 只列这种文书
    #[arg(long)]
    pub(super) form: Option<String>,
    /// 检查这个模板；文书种类看文件名，或用 --form 指明
    #[arg(long)]
    pub(super) check: Option<PathBuf>,
    /// 把内置模板写到这个文件夹，已有的不动
    #[arg(long)]
    pub(super) write: Option<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}
