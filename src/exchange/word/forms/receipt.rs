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

/// What came of a merge. The sums agree: `theirs = common + taken + refused`, and `mine + taken` is here afterwards.
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
    /// Changes here before.
    pub mine: usize,
    /// Changes of the other copy.
    pub theirs: usize,
    /// Changes on both sides.
    pub common: usize,
    /// Of theirs taken in.
    pub taken: usize,
    /// Of theirs not taken: they cannot be read or are not what they say.
    pub refused: usize,
    /// Of the taken ones those that stand against a value here.
    pub conflicts: usize,
    /// What the rules would not have let through: kept, listed in 核对.
    pub faults: usize,
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
        .text("本方原有", receipt.mine.to_string())
        .text("对方改动", receipt.theirs.to_string())
        .text("两边都有", receipt.common.to_string())
        .text("并入", receipt.taken.to_string())
        .text("拒收", receipt.refused.to_string())
        .text("冲突", receipt.conflicts.to_string())
        .text("需核对", receipt.faults.to_string())
        .text("并入之后", (receipt.mine + receipt.taken).to_string())
        .text("打印日期", words::day(desk.today))
        .list("明细", receipt.lines.iter().enumerate().map(line).collect())
}
