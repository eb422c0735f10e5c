//! The placeholders of each form with what they mean: what templates are checked against and what lists of them print.

use super::super::fields::Spec;

/// In every form.
macro_rules! with_common {
    ($($more:expr),* $(,)?) => {
        &[
            Spec::text("台账名称", "台账的名称"),
            Spec::text("整改办", "整改办的单位名称"),
            Spec::text("今日", "生成文书当天的日期"),
            Spec::text("联系单位", "生成时填写的联系单位"),
            Spec::text("联系电话", "生成时填写的联系电话"),
            Spec::flag("公开版", "是否为公开版"),
            $($more,)*
        ]
    };
}

pub(super) use with_common;

/// The values of an issue, with more after them.
macro_rules! with_issue {
    ($start:ident, $($more:expr),* $(,)?) => {
        $start![
            Spec::text("编号", "问题编号"),
            Spec::text("批次", "督察批次"),
            Spec::text("批次级别", "中央、省级、市级"),
            Spec::text("来源", "问题来源"),
            Spec::text("章节", "整改方案的章节"),
            Spec::text("问题", "一句话问题"),
            Spec::text("问题描述", "问题全文，没有时同问题"),
            Spec::text("类别", "类别"),
            Spec::text("区域", "区域、网格"),
            Spec::text("分类处置", "关停取缔、整合搬迁、整改提升"),
            Spec::text("整改目标", "整改目标"),
            Spec::text("销号标准", "销号标准"),
            Spec::text("分工文件", "方案按哪份文件分工"),
            Spec::text("牵头单位", "牵头单位"),
            Spec::text("并列牵头", "并列牵头单位"),
            Spec::text("配合单位", "配合单位"),
            Spec::text("督导单位", "督导单位"),
            Spec::text("验收单位", "验收单位"),
            Spec::text("责任人", "责任人"),
            Spec::text("责任人职务", "责任人职务"),
            Spec::text("责任领导", "责任领导"),
            Spec::text("责任领导职务", "责任领导职务"),
            Spec::text("整改时限", "方案原文的时限"),
            Spec::text("时限日期", "现在起作用的日期"),
            Spec::text("当前时限", "延期后的日期，没有延期时同整改时限"),
            Spec::text("时限状态", "正常、剩余几天、超期几天"),
            Spec::text("程序阶段", "整改中、资料审核、已销号等"),
            Spec::text("序时进度", "最近一次月评"),
            Spec::text("督办级别", "未解除的最高督办级别"),
            Spec::text("交办日期", "交办日期"),
            Spec::text("销号日期", "备案销号日期"),
            Spec::text("轮次", "第几轮销号"),
            Spec::flag("已销号", "是否已销号"),
            Spec::flag("已延期", "是否批准过延期"),
            Spec::text("整改措施", "各条措施，编号分行"),
            Spec::text("最新进展", "最近一次月报的进展"),
            Spec::text("最新月份", "最近一次月报的月份"),
            Spec::text("整改完成情况", "评为完成整改那次的进展，没有时同最新进展"),
            Spec::text("存在问题", "最近一次月报的存在问题"),
            Spec::text("下步措施", "最近一次月报的下步措施"),
            Spec::list("措施", "各条措施", MEASURE),
            Spec::list("节点", "节点、点位", CHECKPOINT),
            Spec::list("量化目标", "量化目标", TARGET),
            Spec::list("进展", "各月进展", NOTE),
            Spec::list("延期", "延期", EXTENSION),
            Spec::list("佐证材料", "佐证材料文件", FILE),
            Spec::list("督导意见", "督导意见", REMARK),
            Spec::list("督办", "督办单", NOTICE),
            Spec::list("领导批示", "领导批示", INSTRUCTION),
            Spec::text("核实签字单位", "现场核实：单位"),
            Spec::text("核实人", "现场核实：签字人"),
            Spec::text("核实日期", "现场核实：日期"),
            Spec::text("核实意见", "现场核实：意见"),
            Spec::text("申请签字单位", "申请销号：单位"),
            Spec::text("申请人", "申请销号：签字人"),
            Spec::text("申请日期", "申请销号：日期"),
            Spec::text("申请意见", "申请销号：意见"),
            Spec::text("审核签字单位", "资料审核：单位"),
            Spec::text("审核人", "资料审核：签字人"),
            Spec::text("审核日期", "资料审核：日期"),
            Spec::text("审核意见", "资料审核：意见"),
            Spec::text("核查签字单位", "现场核查：单位"),
            Spec::text("核查人", "现场核查：签字人"),
            Spec::text("核查日期", "现场核查：日期"),
            Spec::text("核查意见", "现场核查：意见"),
            Spec::text("验收签字单位", "验收：单位"),
            Spec::text("验收人", "验收：签字人"),
            Spec::text("验收日期", "验收：日期"),
            Spec::text("验收意见", "验收：意见"),
            Spec::text("审签签字单位", "领导审签：单位"),
            Spec::text("审签人", "领导审签：签字人"),
            Spec::text("审签日期", "领导审签：日期"),
            Spec::text("审签意见", "领导审签：意见"),
            Spec::text("备案签字单位", "备案销号：单位"),
            Spec::text("备案人", "备案销号：签字人"),
            Spec::text("备案日期", "备案销号：日期"),
            Spec::text("备案意见", "备案销号：意见"),
            Spec::text("退回次数", "本轮退回次数"),
            Spec::text("备案文号", "备案文号"),
            Spec::list("环节", "本轮各环节的记录", STEP),
            Spec::list("历次", "各轮销号", ROUND),
            Spec::list("材料", "程序要求的材料", MATERIAL),
            Spec::list("核对清单", "程序要求核对的各条", CHECK),
            Spec::list("回头看", "回头看", LOOK_BACK),
            Spec::text("公示媒体", "公示媒体"),
            Spec::text("公示开始", "公示第一天"),
            Spec::text("公示结束", "公示最后一天"),
            Spec::text("公示天数", "程序规定的公示天数"),
            Spec::text("异议情况", "公示期间的异议和处理"),
            $($more,)*
        ]
    };
}

const MEASURE: &[Spec] = &[
    Spec::text("序号", "从 1 起"),
    Spec::text("内容", "措施内容"),
    Spec::text("责任单位", "没有写明时是牵头单位"),
    Spec::text("时限", "措施时限"),
    Spec::text("开始日期", "开始日期"),
    Spec::text("完成日期", "完成日期"),
    Spec::flag("已完成", "是否完成"),
];
const CHECKPOINT: &[Spec] = &[
    Spec::text("序号", "从 1 起"),
    Spec::text("名称", "节点名称"),
    Spec::text("计划日期", "计划日期"),
    Spec::text("实际日期", "实际完成日期"),
    Spec::flag("逾期", "过了计划日期还没有完成"),
];
const TARGET: &[Spec] = &[
    Spec::text("序号", "从 1 起"),
    Spec::text("指标", "指标名称"),
    Spec::text("要求", "要达到的值"),
    Spec::text("时限", "指标时限"),
    Spec::text("最新读数", "最近一次读数"),
    Spec::text("读数日期", "最近一次读数的日期"),
    Spec::flag("达到", "是否达到"),
];
const NOTE: &[Spec] = &[
    Spec::text("月份", "报送的月份"),
    Spec::text("单位", "报送单位"),
    Spec::text("评价", "序时进度评价"),
    Spec::text("进展", "进展情况"),
    Spec::text("存在问题", "存在问题"),
    Spec::text("下步措施", "下步措施"),
];
const EXTENSION: &[Spec] = &[
    Spec::text("新时限", "延到哪一天"),
    Spec::text("原因", "原因"),
    Spec::text("批准人", "批准人"),
    Spec::text("文号", "批准文号"),
    Spec::text("批准日期", "批准日期"),
];
const FILE: &[Spec] = &[
    Spec::text("序号", "从 1 起"),
    Spec::text("名称", "文件名"),
    Spec::text("类别", "材料类别"),
    Spec::text("日期", "材料日期"),
    Spec::text("说明", "说明"),
];
const REMARK: &[Spec] = &[
    Spec::text("日期", "日期"),
    Spec::text("单位", "单位"),
    Spec::text("签字人", "签字人"),
    Spec::text("意见", "意见"),
    Spec::text("结论", "结论"),
];
const INSTRUCTION: &[Spec] = &[
    Spec::text("领导", "批示领导"),
    Spec::text("日期", "批示日期"),
    Spec::text("批示", "批示内容"),
    Spec::text("落实情况", "落实情况"),
];
const STEP: &[Spec] = &[
    Spec::text("序号", "从 1 起"),
    Spec::text("环节名称", "环节"),
    Spec::text("日期", "签字日期"),
    Spec::text("单位", "签字单位"),
    Spec::text("签字人", "签字人"),
    Spec::text("结论", "通过、退回、撤回申请"),
    Spec::text("意见", "意见或退回理由"),
];
const ROUND: &[Spec] = &[
    Spec::text("轮次", "第几轮"),
    Spec::text("起因", "交办或反弹"),
    Spec::text("程序", "销号程序"),
    Spec::list("环节", "该轮各环节的记录", STEP),
];
const MATERIAL: &[Spec] = &[
    Spec::text("序号", "从 1 起"),
    Spec::text("名称", "材料名称"),
    Spec::text("环节名称", "哪个环节要求"),
    Spec::text("情况", "电子件份数、纸质存放处"),
    Spec::flag("必备", "是否必备"),
];
const CHECK: &[Spec] = &[
    Spec::text("序号", "从 1 起"),
    Spec::text("内容", "核对内容"),
    Spec::text("环节名称", "哪个环节核对"),
    Spec::text("结论", "符合、不符合"),
    Spec::text("说明", "说明"),
];
const LOOK_BACK: &[Spec] = &[
    Spec::text("日期", "日期"),
    Spec::text("单位", "单位"),
    Spec::text("签字人", "签字人"),
    Spec::text("结论", "合格、发现反弹"),
    Spec::text("情况", "情况"),
];

/// The values of a notice, with more after them.
macro_rules! with_notice {
    ($start:ident, [$($before:ident)?], $($more:expr),* $(,)?) => {
        $start![
            $($before,)?
            Spec::text("级别", "督办级别"),
            Spec::text("文号", "督办单文号"),
            Spec::text("对象", "督办对象，没有写明时是牵头单位"),
            Spec::text("签发日期", "签发日期"),
            Spec::text("事由", "督办事由"),
            Spec::text("要求", "督办要求"),
            Spec::text("答复期限", "答复期限"),
            Spec::text("签发单位", "签发单位"),
            Spec::text("签发人", "签发人"),
            Spec::text("后果", "该级别的后果"),
            Spec::text("答复日期", "答复日期"),
            Spec::text("答复内容", "答复内容"),
            Spec::text("答复人", "答复人"),
            Spec::text("答复状态", "待答复、已答复、逾期未答复、已解除"),
            $($more,)*
        ]
    };
}

/// Nothing around.
macro_rules! plain {
    ($($more:expr),* $(,)?) => { &[$($more,)*] };
}
pub(super) use {plain, with_notice};

const NOTICE: &[Spec] = with_notice![plain, [],];

/// One issue: 一题一账, 销号申请表, 验收意见.
pub(super) const ISSUE: &[Spec] = with_issue![with_common,];

/// 督办单.
pub(super) const SUPERVISION: &[Spec] = with_notice![with_issue, [with_common],];

const TASK: &[Spec] = with_issue![plain, Spec::text("序号", "从 1 起")];

/// 公示稿.
pub(super) const PUBLICITY: &[Spec] = with_common![
    Spec::text("批次", "第一个问题的督察批次"),
    Spec::text("公示单位", "第一个问题的牵头单位"),
    Spec::text("公示天数", "程序规定的公示天数"),
    Spec::text("公示时间", "公示起止日期"),
    Spec::text("公示媒体", "公示媒体"),
    Spec::text("任务数", "公示的问题数"),
    Spec::flag("多项", "是否多于一个问题"),
    Spec::list("任务", "公示的问题，每个都有一题一账的全部占位符", TASK),
];
