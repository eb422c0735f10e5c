//! The arguments of the command line, with the help that is printed for each.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, ValueEnum};

use crate::domain::rules::Role;

use super::{
    import_args::ImportArgs,
    typed::{day, number},
};

/// Keeps a rectification ledger (整改台账) from the command line.
#[derive(Debug, Parser)]
#[command(
    name = "ledger",
    bin_name = "ledger",
    version,
    about = "整改台账命令行：新建、导入、办理、查看、核对台账",
    after_help = "退出码：0 正常；1 有问题或被规则拒绝；2 用法不对；3 文件读不了或写不了。\n\n例：\n  ledger new 台账.ron --title 示例市整改台账\n  ledger import 台账.ron 整改方案.docx\n  ledger stats 台账.ron --json\n\n每个子命令的说明：ledger help <子命令>",
    subcommand_required = true
)]
pub struct Cli {
    #[command(subcommand)]
    pub(super) subcommand: Subcommand,
}

pub(super) use super::package_args::{
    AdmitArgs, EvidenceAddArgs, EvidenceCommand, EvidenceListArgs, HandOutArgs, PackArgs, TakeInArgs, UnpackArgs,
};

/// What can be asked for.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Subcommand {
    /// 新建台账，带榆林程序、督办级别、节假日和整改办（取 --unit 的名称）
    #[command(after_help = "例：ledger new 台账.ron --title 示例市整改台账")]
    New(NewArgs),
    /// 生成示例台账：约 40 个虚构问题，日期以某一天为准
    #[command(after_help = "例：ledger sample 示例.ron --today 2026-09-18\n同一天生成的文件逐字节相同。")]
    Sample(SampleArgs),
    /// 生成大台账，供测速用
    #[command(after_help = "例：ledger generate 大台账.ron --issues 100000 --changes 1000 --seed 7")]
    Generate(GenerateArgs),
    /// 读整改方案（.txt、.docx），列出任务、单位、时限、指标
    #[command(
        after_help = "例：ledger read-plan 整改方案.docx --json\nJSON：{\"title\",\"year\",\"items\":[{\"chapter\",\"no\",\"title\",\"text\",\"line\",\"units\":[{\"name\",\"role\"}],\"deadlines\":[…],\"targets\":[…],\"confidence\"}],\"faults\":[{\"line\",\"what\"}]}\nrole：lead, co_lead, cooperating, joint, responsible, implementing, by_document。"
    )]
    ReadPlan(ReadPlanArgs),
    /// 读一个时限的写法
    #[command(
        after_help = "例：ledger deadline 2026年6月底前，并长期坚持 --json\n    ledger deadline 3个月内 --base 2026-03-10\nJSON：{\"words\",\"kind\",\"date\",\"precision\",\"soft\",\"standing\",\"immediate\",\"needs_confirmation\",\"reason\",\"count\",\"unit\"}\nkind：by_date, from_date, relative, vague, none。"
    )]
    Deadline(DeadlineArgs),
    /// 把整改方案或表格导入台账，作为一次改动；再导一次不会重复
    #[command(
        after_help = "例：ledger import 台账.ron 整改方案.docx --inspection 省委“回头看” --dry-run\nJSON：{\"dry_run\",\"inspection\",\"new\",\"updated\",\"measures\",\"reports\",\"units\":[…],\"change\",\"items\":[{\"no\",\"title\",\"issue\",\"state\",\"lead\",\"line\"}],\"faults\":[{\"line\",\"what\"}]}\nstate：new, updated, reported（记为一条进展）, assigned, withdrawn, not_taken。\n\n表格：ledger import 台账.ron 台账.xlsx --sheet 台账 --map B=问题 --dry-run --json\nJSON：{\"dry_run\",\"change\",\"sheets\":[{\"sheet\",\"taken\",\"kind\",\"head_rows\",\"columns\":[{\"column\",\"head\",\"field\",\"why\"}]}],\"new\",\"changed\",\"unchanged\",\"undecided\",\"notes\",\"rows\":[{\"sheet\",\"row\",\"state\",\"number\",\"title\",\"issue\",\"complaint\",\"changes\":[{\"field\",\"old\",\"new\"}],\"candidates\"}],\"units\",\"faults\":[{\"sheet\",\"row\",\"cell\",\"field\",\"text\",\"what\",\"accepted\",\"remark\"}]}\nstate：new, changed, unchanged, undecided, left, faulty。有误的单元格不导入，其余照常导入，退出码 1。"
    )]
    Import(ImportArgs),
    /// 按习惯格式导出报表（.xlsx、.pdf），格式由扩展名定
    #[command(
        after_help = "例：ledger export 台账.ron 整改台账.xlsx --form 整改台账\n    ledger export 台账.ron 九月调度.pdf --form monthly --month 2026-09\n    ledger export 台账.ron 逾期.xlsx --form view --view 责任清单\n表名可写中文或英文：ledger 整改台账、problems 问题清单、duties 责任清单、rectifications 整改清单、year_tasks 年度任务表、monthly 月调度表、closures 销号汇总表、notices 督办台账、complaints 信访一览表、cases 责任追究表、statistics 统计表、view 台账视图、overview 整改情况一览（仅 pdf）。\nWord 文书（.docx）：supervision-notice 督办单、closure-application 销号申请表、acceptance-opinion 验收意见、publicity 公示稿、monthly-bulletin 月调度通报、issue-account 一题一账、complaint-list 信访一览表；可加 --issue 编号、--template 模板.docx。\nJSON：{\"form\",\"out\",\"bytes\",\"cut\",\"lacking\"}；cut 是因超过每格上限而截断的格数，lacking 是 PDF 里没有字体能印的字。Word 文书：{\"form\",\"out\",\"documents\",\"asked\"}。"
    )]
    Export(ExportArgs),
    /// 列出 Word 文书和占位符；检查模板；导出内置模板
    #[command(after_help = super::document_args::TEMPLATES_HELP)]
    Templates(super::document_args::TemplatesArgs),
    /// 从标准输入逐行读操作（RON），全部成功才存盘
    #[command(
        after_help = "例：echo 'SetLedger(Title(\"示例市整改台账\"))' | ledger act 台账.ron --author 刘敏 --unit 市整改办 --date 2026-09-18\n一行一个操作；空行和 // 开头的行略过。有一行被拒绝，文件就不变。\n--date 既是业务日期，也表示已核对时钟。"
    )]
    Act(ActArgs),
    /// 列出问题，或显示一个问题的全部内容
    #[command(
        after_help = "例：ledger show 台账.ron\n    ledger show 台账.ron 省督-01 --json\n问题可用编号、标识或标识开头几位指明。"
    )]
    Show(ShowArgs),
    /// 列出改动：谁、何时、改了什么，最新的在前
    #[command(
        after_help = "例：ledger log 台账.ron 省督-01\nJSON：{\"changes\":[{\"id\",\"author\",\"unit\",\"typed_at\",\"undoes\",\"reason\",\"withheld\",\"edits\":[{\"text\",\"before\":[…]}]}]}"
    )]
    Log(LogArgs),
    /// 统计：按阶段、时限、单位、类别、批次，两个率及口径
    #[command(after_help = "例：ledger stats 台账.ron --json --today 2026-09-18")]
    Stats(StatsArgs),
    /// 核对文件：逐行校验、历史重算、与存储的状态比较
    #[command(
        after_help = "例：ledger check 台账.ron --json\nJSON：{\"ok\",\"issues\",\"changes\",\"heads\":[…],\"verified\",\"hidden\",\"erased\",\"unknown\",\"loose\",\"missing_ancestors\",\"faults\":[{\"kind\",\"what\",\"line\",\"subject\",\"change\"}],\"evidence\":{\"whole\",\"missing\":[{\"issue\",\"number\",\"name\",\"sha256\",\"author\",\"unit\"}],\"changed\":[…],\"strange\":[文件名]}}"
    )]
    Check(CheckArgs),
    /// 从损坏的文件里救出完整的记录，另存为新文件
    #[command(after_help = "例：ledger salvage 坏台账.ron 救出.ron\n原文件不动；新文件已存在时不覆盖。")]
    Salvage(SalvageArgs),
    /// 合并同一本台账的两份副本，写成新文件；先预览、后回执，谁的改动都不丢
    #[command(
        after_help = "例：ledger merge 我的.ron 对方.ron -o 合并后.ron --json\n    ledger merge 我的.ron 对方.ron --preview\n-o 可以就是第一个文件；其他已存在的文件不覆盖。\nJSON：{\"mine\",\"theirs\",\"common\",\"taken\",\"conflicts\",\"refused\",\"faults\",\"filled\",\"erased\",\"unchanged\",\"taken_changes\":[{\"id\",\"author\",\"unit\",\"typed_at\",\"subjects\":[…]}],\"open_conflicts\":[…同 resolve…],\"refused_records\":[{\"line\",\"change\",\"kind\",\"what\"}],\"found_faults\":[{\"issue\",\"what\"}],\"subjects\":[{\"key\",\"name\",\"state\",\"places\":[{\"place\",\"state\",\"mine\",\"theirs\",\"by\"}]}],\"people\":[{\"author\",\"unit\",\"changes\",\"subjects\",\"conflicts\"}]}\n前七项是改动的次数：theirs = common + taken + refused。state：conflicting, refused, new, changed, same。"
    )]
    Merge(MergeArgs),
    /// 列出各副本不一致的地方，或选定其中的值；选定也是一次改动
    #[command(
        after_help = "例：ledger resolve 台账.ron\n    ledger resolve 台账.ron --take 3fa9c2d1 --issue 省督-01\n    ledger resolve 台账.ron --of 刘敏\n    ledger resolve 台账.ron --other 对方.ron --theirs\n不给出选法时只列出。一次选定的多处是一次改动，可一起撤销。\nJSON：{\"conflicts\":[{\"key\",\"name\",\"place\",\"values\":[{\"change\",\"author\",\"unit\",\"typed_at\",\"value\"}]}],\"chosen\",\"left\",\"change\"}"
    )]
    Resolve(ResolveArgs),
    /// 打成材料包：某单位的部分（下发）、本单位的副本（上报）或整本
    #[command(
        after_help = "例：ledger pack 台账.ron 东城区.zip --unit 东城区政府 --evidence --passphrase-file 口令.txt\n给 --unit：先登记下发，再打包该单位的问题；对下发来的副本：打成上报包；否则打包整本。\n信访人等私密内容一律不在包内，除非用 --reporter 点名。已有的文件不覆盖；写完读回比对。\nJSON：{\"path\",\"kind\",\"unit\",\"issues\",\"files\",\"left_out\":[…],\"bytes\",\"sha256\"}"
    )]
    Pack(PackArgs),
    /// 下发：每个单位一个材料包
    #[command(
        after_help = "例：ledger hand-out 台账.ron /media/U盘 --evidence\n不给 --unit：所有有问题的单位，一次登记，一单位一包。\nJSON：{\"change\",\"packages\":[{\"unit\",\"path\",\"issues\",\"bytes\",\"sha256\"}]}"
    )]
    HandOut(HandOutArgs),
    /// 接收上报：先核对清单和每个文件，再看改动，最后并入
    #[command(
        after_help = "例：ledger take-in 台账.ron /media/U盘 --preview --json\nJSON：{\"preview\",\"taken\",\"packages\":[{\"path\",\"verdict\",\"kind\",\"unit\",\"made_by\",\"made_on\",\"known\",\"new\",\"ungranted\",\"withheld\":[{\"change\",\"subject\",\"why\"}],\"issues\":[{\"issue\",\"number\",\"title\",\"new\",\"withheld\"}],\"people\":[{\"author\",\"unit\",\"changes\"}],\"files\"}],\"refused\":[{\"path\",\"fault\",\"what\"}]}\nverdict：new, nothing_new, other_ledger, ungranted。包内任何一处不符即拒收整包，原件不动。"
    )]
    TakeIn(TakeInArgs),
    /// 把材料包解成台账文件和佐证材料文件夹
    #[command(after_help = "例：ledger unpack 东城区.zip 文件夹\n先全部核对，再写新文件；已有的文件不覆盖。")]
    Unpack(UnpackArgs),
    /// 准许（或不再准许）一处下发范围之外的改动
    #[command(after_help = "例：ledger admit 台账.ron 3f9a12bc\n    ledger admit 台账.ron            列出全部")]
    Admit(AdmitArgs),
    /// 佐证材料：添加、核对、列出
    #[command(subcommand)]
    Evidence(EvidenceCommand),
}

/// Who enters it, and on which day.
#[derive(Debug, Args)]
pub(super) struct ClerkArgs {
    /// 录入人
    #[arg(long, default_value = "命令行")]
    pub(super) author: String,
    /// 录入人单位
    #[arg(long, default_value = "市整改办")]
    pub(super) unit: String,
    /// 业务日期
    #[arg(long, visible_alias = "date", value_parser = day)]
    pub(super) today: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// 台账文件，不能已存在
    pub(super) file: PathBuf,
    /// 台账名称
    #[arg(long)]
    pub(super) title: String,
    #[command(flatten)]
    pub(super) clerk: ClerkArgs,
}

#[derive(Debug, Args)]
pub(super) struct SampleArgs {
    /// 台账文件，不能已存在
    pub(super) file: PathBuf,
    /// 示例所在的日期，默认今天
    #[arg(long, value_parser = day)]
    pub(super) today: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(super) struct GenerateArgs {
    /// 台账文件，不能已存在
    pub(super) file: PathBuf,
    /// 问题数
    #[arg(long, value_parser = number::<usize>)]
    pub(super) issues: usize,
    /// 登记之后再做的改动数
    #[arg(long, default_value_t = 0, value_parser = number::<usize>)]
    pub(super) changes: usize,
    /// 随机种子，相同则文件相同
    #[arg(long, default_value_t = 1, value_parser = number::<u64>)]
    pub(super) seed: u64,
    /// 日期，默认 2026-09-18
    #[arg(long, value_parser = day)]
    pub(super) today: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(super) struct ReadPlanArgs {
    /// 方案文件（.txt 或 .docx），- 为标准输入
    pub(super) source: PathBuf,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct DeadlineArgs {
    /// 时限的原文
    pub(super) words: String,
    /// 起算日期或文件日期
    #[arg(long, value_parser = day)]
    pub(super) base: Option<NaiveDate>,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    /// 写到这里；扩展名定格式，已存在时不覆盖
    pub(super) out: PathBuf,
    /// 哪张表
    #[arg(long, default_value = "ledger")]
    pub(super) form: String,
    /// 只写这个问题的文书（.docx），写编号、标识或标识开头几位
    #[arg(long)]
    pub(super) issue: Option<String>,
    /// 用这个 Word 模板（.docx）；默认先找台账旁边的模板
    #[arg(long)]
    pub(super) template: Option<PathBuf>,
    /// 取哪个视图的问题；表为 view 时也取它的列
    #[arg(long)]
    pub(super) view: Option<String>,
    /// 只取这个批次的问题
    #[arg(long)]
    pub(super) inspection: Option<String>,
    /// 月调度表的月份，如 2026-09；默认当前调度月
    #[arg(long)]
    pub(super) month: Option<String>,
    /// 公开版：不含电话、举报人和内部意见
    #[arg(long)]
    pub(super) public: bool,
    /// 编制单位
    #[arg(long, default_value = "市整改办")]
    pub(super) unit: String,
    /// 按哪一天算，默认今天
    #[arg(long, value_parser = day)]
    pub(super) today: Option<NaiveDate>,
    /// 文件已存在时覆盖
    #[arg(long)]
    pub(super) force: bool,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// A role as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum RoleName {
    /// 市整改办
    Office,
    /// 责任单位
    Unit,
    /// 督导人员
    Supervisor,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Office => Self::Office,
            RoleName::Unit => Self::Unit,
            RoleName::Supervisor => Self::Supervisor,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct ActArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    /// 录入人
    #[arg(long)]
    pub(super) author: String,
    /// 录入人单位
    #[arg(long)]
    pub(super) unit: String,
    /// 身份
    #[arg(long, value_enum, default_value = "office")]
    pub(super) role: RoleName,
    /// 业务日期，默认今天
    #[arg(long, visible_alias = "today", value_parser = day)]
    pub(super) date: Option<NaiveDate>,
    /// 输出 JSON：{"changes":[{"line","id"}]}
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    /// 问题的编号、标识或标识开头
    pub(super) issue: Option<String>,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
    /// 按哪一天算时限，默认今天
    #[arg(long, value_parser = day)]
    pub(super) today: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(super) struct LogArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    /// 问题的编号、标识或标识开头；不填为整本台账
    pub(super) issue: Option<String>,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct StatsArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
    /// 按哪一天统计，默认今天
    #[arg(long, value_parser = day)]
    pub(super) today: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct SalvageArgs {
    /// 损坏的台账文件
    pub(super) broken: PathBuf,
    /// 救出的内容存到这里，不能已存在
    pub(super) out: PathBuf,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct MergeArgs {
    /// 本方的台账文件
    pub(super) mine: PathBuf,
    /// 对方的副本
    pub(super) theirs: PathBuf,
    /// 合并后写到这里
    #[arg(short, long, required_unless_present = "preview")]
    pub(super) out: Option<PathBuf>,
    /// 只预览，不写文件
    #[arg(long)]
    pub(super) preview: bool,
    /// 把回执另存为文本文件，不能已存在
    #[arg(long)]
    pub(super) receipt: Option<PathBuf>,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[group(id = "side", multiple = false)]
pub(super) struct SideArgs {
    /// 选这次改动填的值（改动编号或其开头）
    #[arg(long)]
    pub(super) take: Option<String>,
    /// 选这个人填的值
    #[arg(long)]
    pub(super) of: Option<String>,
    /// 选本方的值：--other 那份副本里没有的
    #[arg(long, requires = "other")]
    pub(super) mine: bool,
    /// 选对方的值：--other 那份副本里有的
    #[arg(long, requires = "other")]
    pub(super) theirs: bool,
}

#[derive(Debug, Args)]
pub(super) struct ResolveArgs {
    /// 台账文件
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) side: SideArgs,
    /// 对方的副本，与 --mine 或 --theirs 一起用
    #[arg(long)]
    pub(super) other: Option<PathBuf>,
    /// 只管这个问题（编号、标识或标识开头）
    #[arg(long)]
    pub(super) issue: Option<String>,
    #[command(flatten)]
    pub(super) clerk: ClerkArgs,
    /// 输出 JSON
    #[arg(long)]
    pub(super) json: bool,
}
