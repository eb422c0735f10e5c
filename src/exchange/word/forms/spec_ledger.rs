//! The placeholders of the forms about the whole ledger: the month, the complaints, a merge.

use super::{
    super::fields::Spec,
    spec::{plain, with_common, with_notice},
};

/// 月调度通报.
pub(super) const MONTHLY: &[Spec] = with_common![
    Spec::text("年", "调度的年"),
    Spec::text("月", "调度的月"),
    Spec::text("问题总数", "台账里的问题数，作废的不计"),
    Spec::text("完成整改数", "月评为完成整改，或已销号"),
    Spec::text("完成整改率", "完成整改数 ÷ 问题总数"),
    Spec::text("销号数", "已备案销号"),
    Spec::text("销号率", "销号数 ÷ 问题总数"),
    Spec::text("在办数", "已交办未销号"),
    Spec::text("超期数", "过了时限未销号"),
    Spec::text("临期数", "临近时限"),
    Spec::text("本月销号数", "当月备案销号"),
    Spec::text("应报送数", "当月应报进展的问题数"),
    Spec::text("已报送数", "当月已报进展"),
    Spec::text("未报送数", "当月未报进展"),
    Spec::text("评价完成整改", "当月评为完成整改"),
    Spec::text("评价超过", "当月评为超过序时进度"),
    Spec::text("评价达到", "当月评为达到序时进度"),
    Spec::text("评价未达到", "当月评为未达到序时进度"),
    Spec::text("评价未启动", "当月评为尚未启动"),
    Spec::text("未评价", "当月没有评价"),
    Spec::list(
        "批次情况",
        "按督察批次",
        &[
            Spec::text("批次", "督察批次"),
            Spec::text("总数", "问题数"),
            Spec::text("完成整改", "完成整改数"),
            Spec::text("已销号", "销号数"),
            Spec::text("超期", "超期数"),
            Spec::text("完成整改率", "完成整改率"),
            Spec::text("销号率", "销号率"),
        ]
    ),
    Spec::list(
        "单位排名",
        "按得分、超期数、销号率排名",
        &[
            Spec::text("名次", "名次，相同的并列"),
            Spec::text("单位", "牵头单位"),
            Spec::text("总数", "牵头的问题数"),
            Spec::text("完成整改", "完成整改数"),
            Spec::text("已销号", "销号数"),
            Spec::text("超期", "超期数"),
            Spec::text("未达序时", "当月未达序时进度数"),
            Spec::text("未报送", "当月未报送数"),
            Spec::text("销号率", "销号率"),
            Spec::text("得分", "100 分减去今年督办扣分"),
        ]
    ),
    Spec::text("排名靠前单位", "前三名"),
    Spec::text("滞后数", "超期或未达序时进度的问题数"),
    Spec::list(
        "滞后问题",
        "超期或未达序时进度的问题",
        &[
            Spec::text("序号", "从 1 起"),
            Spec::text("编号", "问题编号"),
            Spec::text("问题", "问题"),
            Spec::text("牵头单位", "牵头单位"),
            Spec::text("整改时限", "现在起作用的日期"),
            Spec::text("滞后情况", "超期天数、月评、未报送"),
            Spec::text("原因", "最近一次月报的存在问题"),
            Spec::text("下步措施", "最近一次月报的下步措施"),
        ]
    ),
    Spec::list(
        "未报送单位",
        "当月未报送的单位",
        &[
            Spec::text("单位", "牵头单位"),
            Spec::text("件数", "未报送的问题数"),
            Spec::text("问题编号", "未报送的问题编号"),
        ]
    ),
    Spec::list(
        "督办情况",
        "当月签发的督办单",
        with_notice![plain, [], Spec::text("编号", "问题编号"), Spec::text("问题", "问题"),]
    ),
    Spec::list(
        "下月到期",
        "下月到期的问题",
        &[
            Spec::text("序号", "从 1 起"),
            Spec::text("编号", "问题编号"),
            Spec::text("问题", "问题"),
            Spec::text("牵头单位", "牵头单位"),
            Spec::text("整改时限", "现在起作用的日期"),
            Spec::text("程序阶段", "程序阶段"),
        ]
    ),
    Spec::list(
        "下步安排",
        "由上面的数得出的几条，可在 Word 里接着改",
        &[Spec::text("序号", "从 1 起"), Spec::text("内容", "一条安排"),]
    ),
];

/// 信访一览表.
pub(super) const COMPLAINTS: &[Spec] = with_common![
    Spec::text("件数", "信访件数"),
    Spec::text("已办结数", "已办结"),
    Spec::text("阶段性办结数", "阶段性办结"),
    Spec::text("未办结数", "未办结"),
    Spec::text("办结率", "已办结 ÷ 件数"),
    Spec::text("含阶段性办结率", "（已办结＋阶段性办结）÷ 件数"),
    Spec::text("属实数", "属实、基本属实、部分属实"),
    Spec::text("不属实数", "不属实"),
    Spec::list(
        "信访件",
        "一件一行",
        &[
            Spec::text("序号", "从 1 起"),
            Spec::text("受理编号", "重点件前带 *"),
            Spec::text("交办问题基本情况", "反映的问题"),
            Spec::text("行政区域", "行政区域"),
            Spec::text("污染类型", "污染类型"),
            Spec::text("调查核实情况", "调查核实情况"),
            Spec::text("是否属实", "是否属实"),
            Spec::text("处理和整改情况", "处理和整改情况"),
            Spec::text("办结状态", "办结状态"),
            Spec::text("责任人被处理情况", "责任人被处理情况"),
            Spec::text("转办日期", "转办日期"),
            Spec::text("办结期限", "办结期限"),
        ]
    ),
];

/// 合并回执.
pub(super) const RECEIPT: &[Spec] = with_common![
    Spec::text("本机文件", "打开着的文件"),
    Spec::text("合入文件", "合进来的文件"),
    Spec::text("合并时间", "合并时间"),
    Spec::text("合并人", "合并人和单位"),
    Spec::text("本方原有", "合并前本机的改动数"),
    Spec::text("对方改动", "合入文件的改动数"),
    Spec::text("两边都有", "双方都有的改动数"),
    Spec::text("并入", "并入本机的改动数"),
    Spec::text("拒收", "读不出或内容不符、没有并入的改动数"),
    Spec::text("冲突", "并入的改动中与本方不一致的"),
    Spec::text("需核对", "规则不允许、列入核对的处数"),
    Spec::text("并入之后", "本方原有加并入"),
    Spec::text("打印日期", "打印日期"),
    Spec::list(
        "明细",
        "逐条",
        &[
            Spec::text("序号", "从 1 起"),
            Spec::text("对象", "哪个问题或哪项内容"),
            Spec::text("结果", "结果"),
            Spec::text("说明", "谁、何时、哪个字段、两边的值"),
        ]
    ),
];
