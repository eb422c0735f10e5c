//! 一题一账: everything about one issue.

use zip::result::ZipResult;

use super::{
    super::writer::{Cell, Docx, Row, Style},
    PAIRS, cells, heads, pair, wide,
};

pub(in super::super) fn issue_account() -> ZipResult<Vec<u8>> {
    let document = Docx::new("一题一账").text(Style::Title, "督察整改问题台账\n（一题一账）").table(
        &PAIRS,
        &[
            pair(("问题编号", "{{编号}}"), ("督察批次", "{{批次}}")),
            wide("问题", "{{问题}}"),
            wide("问题描述", "{{问题描述}}"),
            pair(("类别", "{{类别}}"), ("区域", "{{区域}}")),
            pair(("牵头单位", "{{牵头单位}}"), ("并列牵头", "{{并列牵头}}")),
            wide("配合单位", "{{配合单位}}"),
            pair(("督导单位", "{{督导单位}}"), ("验收单位", "{{验收单位}}")),
            pair(("责任领导", "{{责任领导}} {{责任领导职务}}"), ("责任人", "{{责任人}} {{责任人职务}}")),
            wide("整改目标", "{{整改目标}}"),
            wide("销号标准", "{{销号标准}}"),
            pair(("整改时限", "{{整改时限}}"), ("当前时限", "{{当前时限}}（{{时限状态}}）")),
            pair(("程序阶段", "{{程序阶段}}"), ("序时进度", "{{序时进度}}")),
            pair(("督办级别", "{{督办级别}}"), ("销号日期", "{{销号日期}}")),
        ],
    );
    remarks(records(closure(progress(work(document))))).finish()
}

/// A table with its name before it, both only where there is something to say: a marker row above and below each.
fn section(document: Docx, list: &str, name: &str, widths: &[usize], table: &[Row]) -> Docx {
    document
        .text(Style::Note, &format!("{{{{?{list}}}}}"))
        .text(Style::Heading, name)
        .table(widths, table)
        .text(Style::Note, &format!("{{{{/?{list}}}}}"))
}

fn work(document: Docx) -> Docx {
    let document = section(
        document,
        "措施",
        "整改措施",
        &[12, 58, 28, 29, 29],
        &[
            heads(&["序号", "措施", "责任单位", "时限", "完成日期"]),
            cells(&[
                (Style::SmallMiddle, "{{#措施}}{{序号}}"),
                (Style::Small, "{{内容}}"),
                (Style::Small, "{{责任单位}}"),
                (Style::SmallMiddle, "{{时限}}"),
                (Style::SmallMiddle, "{{完成日期}}{{/措施}}"),
            ]),
        ],
    );
    let document = section(
        document,
        "节点",
        "节点",
        &[12, 84, 30, 30],
        &[
            heads(&["序号", "节点", "计划日期", "实际日期"]),
            cells(&[
                (Style::SmallMiddle, "{{#节点}}{{序号}}"),
                (Style::Small, "{{名称}}"),
                (Style::SmallMiddle, "{{计划日期}}"),
                (Style::SmallMiddle, "{{?实际日期}}{{实际日期}}{{/?实际日期}}{{?逾期}}逾期{{/?逾期}}{{/节点}}"),
            ]),
        ],
    );
    section(
        document,
        "量化目标",
        "量化目标",
        &[12, 54, 30, 30, 30],
        &[
            heads(&["序号", "指标", "要求", "最新读数", "是否达到"]),
            cells(&[
                (Style::SmallMiddle, "{{#量化目标}}{{序号}}"),
                (Style::Small, "{{指标}}"),
                (Style::SmallMiddle, "{{要求}}\n{{时限}}"),
                (Style::SmallMiddle, "{{最新读数}}\n{{读数日期}}"),
                (Style::SmallMiddle, "{{达到}}{{/量化目标}}"),
            ]),
        ],
    )
}

fn progress(document: Docx) -> Docx {
    section(
        document,
        "进展",
        "进展情况",
        &[26, 22, 60, 48],
        &[
            heads(&["月份", "评价", "进展", "存在问题和下步措施"]),
            cells(&[
                (Style::SmallMiddle, "{{#进展}}{{月份}}\n{{单位}}"),
                (Style::SmallMiddle, "{{评价}}"),
                (Style::Small, "{{进展}}"),
                (
                    Style::Small,
                    "{{?存在问题}}问题：{{存在问题}}{{/?存在问题}}\n{{?下步措施}}下步：{{下步措施}}{{/?下步措施}}{{/进展}}",
                ),
            ]),
        ],
    )
}

fn closure(document: Docx) -> Docx {
    let document = section(
        document,
        "督办",
        "督办",
        &[28, 20, 29, 49, 30],
        &[
            heads(&["文号", "级别", "签发日期", "事由和要求", "答复"]),
            cells(&[
                (Style::Small, "{{#督办}}{{文号}}"),
                (Style::SmallMiddle, "{{级别}}"),
                (Style::SmallMiddle, "{{签发日期}}"),
                (Style::Small, "{{事由}}\n{{要求}}"),
                (Style::Small, "{{答复状态}}\n{{答复内容}}{{/督办}}"),
            ]),
        ],
    );
    let document = section(
        document,
        "延期",
        "延期",
        &[29, 46, 24, 28, 29],
        &[
            heads(&["新时限", "原因", "批准人", "文号", "批准日期"]),
            cells(&[
                (Style::SmallMiddle, "{{#延期}}{{新时限}}"),
                (Style::Small, "{{原因}}"),
                (Style::SmallMiddle, "{{批准人}}"),
                (Style::Small, "{{文号}}"),
                (Style::SmallMiddle, "{{批准日期}}{{/延期}}"),
            ]),
        ],
    );
    section(
        document,
        "历次",
        "销号程序",
        &[24, 29, 36, 18, 49],
        &[
            Row::new(vec![Cell::new(Style::SmallHead, "{{#历次}}第 {{轮次}} 轮  {{程序}}（{{起因}}）").over(5)]),
            Row::new(
                ["环节", "日期", "签字单位和签字人", "结论", "意见"].map(|it| Cell::new(Style::SmallHead, it)).to_vec(),
            ),
            cells(&[
                (Style::SmallMiddle, "{{#环节}}{{环节名称}}"),
                (Style::SmallMiddle, "{{日期}}"),
                (Style::Small, "{{单位}} {{签字人}}"),
                (Style::SmallMiddle, "{{结论}}"),
                (Style::Small, "{{意见}}{{/环节}}"),
            ]),
            Row::new(vec![Cell::new(Style::SmallHead, "{{/历次}}").over(5)]),
        ],
    )
}

fn records(document: Docx) -> Docx {
    let document = section(
        document,
        "公示媒体",
        "公示",
        &PAIRS,
        &[
            pair(("公示媒体", "{{公示媒体}}"), ("公示时间", "{{公示开始}}至{{公示结束}}")),
            wide("异议情况", "{{异议情况}}"),
        ],
    );
    let document = section(
        document,
        "回头看",
        "回头看",
        &[29, 43, 24, 60],
        &[
            heads(&["日期", "单位和签字人", "结论", "情况"]),
            cells(&[
                (Style::SmallMiddle, "{{#回头看}}{{日期}}"),
                (Style::Small, "{{单位}} {{签字人}}"),
                (Style::SmallMiddle, "{{结论}}"),
                (Style::Small, "{{情况}}{{/回头看}}"),
            ]),
        ],
    );
    section(
        document,
        "领导批示",
        "领导批示",
        &[27, 29, 50, 50],
        &[
            heads(&["领导", "日期", "批示", "落实情况"]),
            cells(&[
                (Style::SmallMiddle, "{{#领导批示}}{{领导}}"),
                (Style::SmallMiddle, "{{日期}}"),
                (Style::Small, "{{批示}}"),
                (Style::Small, "{{落实情况}}{{/领导批示}}"),
            ]),
        ],
    )
}

fn remarks(document: Docx) -> Docx {
    let document = section(
        document,
        "督导意见",
        "督导意见",
        &[29, 43, 60, 24],
        &[
            heads(&["日期", "单位和签字人", "意见", "结论"]),
            cells(&[
                (Style::SmallMiddle, "{{#督导意见}}{{日期}}"),
                (Style::Small, "{{单位}} {{签字人}}"),
                (Style::Small, "{{意见}}"),
                (Style::SmallMiddle, "{{结论}}{{/督导意见}}"),
            ]),
        ],
    );
    section(
        document,
        "佐证材料",
        "佐证材料",
        &[12, 66, 40, 38],
        &[
            heads(&["序号", "文件", "类别", "说明"]),
            cells(&[
                (Style::SmallMiddle, "{{#佐证材料}}{{序号}}"),
                (Style::Small, "{{名称}}"),
                (Style::Small, "{{类别}}"),
                (Style::Small, "{{说明}}{{/佐证材料}}"),
            ]),
        ],
    )
    .text(Style::Note, "{{整改办}}  {{今日}}打印")
}
