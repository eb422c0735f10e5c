//! The receipt of a merge (合并回执) as a document.

use super::{
    super::{fields::Fields, words},
    desk::Desk,
};

/// One line of a receipt: a change that was taken, refused or is to be decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiptLine {
    /// Which issue or what else, in words.
    pub subject: String,
    /// What became of it.
    pub outcome: String,
    /// Details: who, when, which field, both values.
    pub words: String,
}

/// What came of a merge. The sums agree: mine + theirs + common = all changes of the merged copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The file that was open.
    pub mine_name: String,
    /// The file that was taken in.
    pub theirs_name: String,
    /// When, in words.
    pub merged_at: String,
    /// Who merged, and the unit.
    pub merged_by: String,
    /// Changes only here.
    pub mine: usize,
    /// Changes only there.
    pub theirs: usize,
    /// Changes on both sides.
    pub common: usize,
    /// Of theirs taken and in force.
    pub taken: usize,
    /// Fields on which both sides disagree.
    pub conflicts: usize,
    /// Changes the rules would have refused: kept, listed in 核对.
    pub refused: usize,
    /// Lines one by one.
    pub lines: Vec<ReceiptLine>,
}

/// The values of a receipt.
pub fn receipt_fields(desk: &Desk<'_>, receipt: &Receipt) -> Fields {
    let line = |(n, it): (usize, &ReceiptLine)| {
        Fields::default()
            .text("序号", (n + 1).to_string())
            .text("对象", it.subject.as_str())
            .text("结果", it.outcome.as_str())
            .text("说明", it.words.as_str())
    };
    desk.common()
        .text("本机文件", receipt.mine_name.as_str())
        .text("合入文件", receipt.theirs_name.as_str())
        .text("合并时间", receipt.merged_at.as_str())
        .text("合并人", receipt.merged_by.as_str())
        .text("本机独有", receipt.mine.to_string())
        .text("对方独有", receipt.theirs.to_string())
        .text("双方共有", receipt.common.to_string())
        .text("合并后合计", (receipt.mine + receipt.theirs + receipt.common).to_string())
        .text("采纳", receipt.taken.to_string())
        .text("冲突", receipt.conflicts.to_string())
        .text("规则不允许", receipt.refused.to_string())
        .text("打印日期", words::day(desk.today))
        .list("明细", receipt.lines.iter().enumerate().map(line).collect())
}
