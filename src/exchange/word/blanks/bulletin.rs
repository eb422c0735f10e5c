//! 月调度通报.

use zip::result::ZipResult;

use super::{
    super::writer::{Docx, Style},
    cells, heads,
};

pub(in super::super) fn monthly() -> ZipResult<Vec<u8>> {
    let document = Docx::new("月调度通报")
        .text(Style::Title, "{{年}}年{{月}}月督察整改调度情况通报")
        .text(Style::Body, "现将{{年}}年{{月}}月督察整改调度情况通报如下（数据截至{{今日}}）。");
    due(lagging(ranking(overall(document))))
        .text(Style::Heading, "五、下步安排")
        .text(Style::Body, "{{#下步安排}}\n（{{序号}}）{{内容}}\n{{/下步安排}}")
        .text(Style::Signature, "\n{{整改办}}\n{{今日}}")
        .finish()
}

fn overall(document: Docx) -> Docx {
    document
        .text(Style::Heading, "一、总体情况")
        .text(
            Style::Body,
            "台账共有整改问题 {{问题总数}} 个。完成整改 {{完成整改数}} 个，完成整改率 {{完成整改率}}；验收销号 {{销号数}} 个，\
             验收销号率 {{销号率}}，其中当月销号 {{本月销号数}} 个。在办 {{在办数}} 个，其中超期 {{超期数}} 个、临期 {{临期数}} 个。\n\
             当月应报送进展 {{应报送数}} 个，已报送 {{已报送数}} 个，未报送 {{未报送数}} 个。从序时进度看，完成整改 {{评价完成整改}} 个，\
             超过序时进度 {{评价超过}} 个，达到序时进度 {{评价达到}} 个，未达到序时进度 {{评价未达到}} 个，尚未启动 {{评价未启动}} 个，\
             尚未评价 {{未评价}} 个。",
        )
        .table(
            &[54, 17, 17, 17, 17, 17, 17],
            &[
                heads(&["督察批次", "问题数", "完成整改", "已销号", "超期", "完成率", "销号率"]),
                cells(&[
                    (Style::Small, "{{#批次情况}}{{批次}}"),
                    (Style::SmallMiddle, "{{总数}}"),
                    (Style::SmallMiddle, "{{完成整改}}"),
                    (Style::SmallMiddle, "{{已销号}}"),
                    (Style::SmallMiddle, "{{超期}}"),
                    (Style::SmallMiddle, "{{完成整改率}}"),
                    (Style::SmallMiddle, "{{销号率}}{{/批次情况}}"),
                ]),
            ],
        )
        .text(
            Style::Note,
            "注：完成整改率＝（月评为完成整改或已销号的问题数）÷问题总数；验收销号率＝已备案销号的问题数÷问题总数。作废的问题不计。",
        )
}

fn ranking(document: Docx) -> Docx {
    document
        .text(Style::Heading, "二、单位排名")
        .text(Style::Body, "{{?单位排名}}按得分、超期数、销号率依次排名，靠前的是{{排名靠前单位}}。{{/?单位排名}}")
        .table(
            &[13, 47, 14, 16, 14, 13, 13, 13, 13],
            &[
                heads(&["名次", "牵头单位", "问题数", "完成整改", "已销号", "超期", "未达\n序时", "未报送", "得分"]),
                cells(&[
                    (Style::SmallMiddle, "{{#单位排名}}{{名次}}"),
                    (Style::Small, "{{单位}}"),
                    (Style::SmallMiddle, "{{总数}}"),
                    (Style::SmallMiddle, "{{完成整改}}"),
                    (Style::SmallMiddle, "{{已销号}}"),
                    (Style::SmallMiddle, "{{超期}}"),
                    (Style::SmallMiddle, "{{未达序时}}"),
                    (Style::SmallMiddle, "{{未报送}}"),
                    (Style::SmallMiddle, "{{得分}}{{/单位排名}}"),
                ]),
            ],
        )
        .text(Style::Note, "注：得分＝100－今年督办单按级别扣分；名次相同的并列。")
}

fn lagging(document: Docx) -> Docx {
    document
        .text(Style::Heading, "三、滞后问题")
        .text(
            Style::Body,
            "{{?滞后问题}}超期或未达到序时进度的问题 {{滞后数}} 个，情况如下。{{/?滞后问题}}{{^滞后问题}}没有超期或未达到序时进度的问题。{{/^滞后问题}}\n{{?滞后问题}}",
        )
        .table(
            &[18, 38, 26, 30, 44],
            &[
                heads(&["编号", "问题", "牵头单位", "滞后情况", "原因和下步措施"]),
                cells(&[
                    (Style::SmallMiddle, "{{#滞后问题}}{{编号}}"),
                    (Style::Small, "{{问题}}"),
                    (Style::Small, "{{牵头单位}}"),
                    (Style::Small, "{{滞后情况}}\n时限{{整改时限}}"),
                    (Style::Small, "{{?原因}}原因：{{原因}}{{/?原因}}\n{{?下步措施}}措施：{{下步措施}}{{/?下步措施}}{{/滞后问题}}"),
                ]),
            ],
        )
        .text(Style::Body, "{{/?滞后问题}}\n{{?未报送单位}}\n当月未报送进展的单位：\n{{#未报送单位}}\n{{单位}} {{件数}} 个（{{问题编号}}）\n{{/未报送单位}}\n{{/?未报送单位}}")
}

fn due(document: Docx) -> Docx {
    document
        .text(Style::Heading, "四、督办和到期情况")
        .text(Style::Body, "{{^督办情况}}当月没有签发督办单。{{/^督办情况}}\n{{?督办情况}}\n当月签发的督办单：")
        .table(
            &[28, 20, 30, 46, 32],
            &[
                heads(&["文号", "级别", "督办对象", "问题", "答复"]),
                cells(&[
                    (Style::Small, "{{#督办情况}}{{文号}}"),
                    (Style::SmallMiddle, "{{级别}}"),
                    (Style::Small, "{{对象}}"),
                    (Style::Small, "{{编号}} {{问题}}"),
                    (Style::Small, "{{答复状态}}\n期限{{答复期限}}{{/督办情况}}"),
                ]),
            ],
        )
        .text(
            Style::Body,
            "{{/?督办情况}}\n{{^下月到期}}下月没有到期的问题。{{/^下月到期}}\n{{?下月到期}}\n下月到期的问题：",
        )
        .table(
            &[20, 54, 30, 30, 22],
            &[
                heads(&["编号", "问题", "牵头单位", "时限", "阶段"]),
                cells(&[
                    (Style::SmallMiddle, "{{#下月到期}}{{编号}}"),
                    (Style::Small, "{{问题}}"),
                    (Style::Small, "{{牵头单位}}"),
                    (Style::SmallMiddle, "{{整改时限}}"),
                    (Style::SmallMiddle, "{{程序阶段}}{{/下月到期}}"),
                ]),
            ],
        )
        .text(Style::Body, "{{/?下月到期}}")
}
