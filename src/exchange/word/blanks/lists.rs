//! 信访一览表 and 合并回执.

use zip::result::ZipResult;

use super::{
    super::writer::{Docx, Style},
    PAIRS, cells, heads, pair, wide,
};

pub(in super::super) fn complaints() -> ZipResult<Vec<u8>> {
    Docx::new("信访一览表")
        .landscape()
        .text(Style::Title, "群众信访举报转办和边督边改公开情况一览表")
        .text(Style::Note, "填报单位：{{整改办}}    填报日期：{{今日}}    共 {{件数}} 件，已办结 {{已办结数}} 件，阶段性办结 {{阶段性办结数}} 件，未办结 {{未办结数}} 件")
        .table(
            &[10, 26, 52, 20, 18, 44, 16, 40, 15, 20],
            &[
                heads(&[
                    "序号",
                    "受理编号",
                    "交办问题基本情况",
                    "行政区域",
                    "污染类型",
                    "调查核实情况",
                    "是否属实",
                    "处理和整改情况",
                    "办结\n状态",
                    "责任人被\n处理情况",
                ]),
                cells(&[
                    (Style::SmallMiddle, "{{#信访件}}{{序号}}"),
                    (Style::Small, "{{受理编号}}"),
                    (Style::Small, "{{交办问题基本情况}}"),
                    (Style::SmallMiddle, "{{行政区域}}"),
                    (Style::SmallMiddle, "{{污染类型}}"),
                    (Style::Small, "{{调查核实情况}}"),
                    (Style::SmallMiddle, "{{是否属实}}"),
                    (Style::Small, "{{处理和整改情况}}"),
                    (Style::SmallMiddle, "{{办结状态}}"),
                    (Style::Small, "{{责任人被处理情况}}{{/信访件}}"),
                ]),
            ],
        )
        .text(
            Style::Note,
            "注：受理编号前带 * 的为重点件。办结率 {{办结率}}（已办结÷件数）；含阶段性办结为 {{含阶段性办结率}}。属实、基本属实、部分属实共 {{属实数}} 件，不属实 {{不属实数}} 件。一件可涉及多种污染类型。",
        )
        .finish()
}

pub(in super::super) fn receipt() -> ZipResult<Vec<u8>> {
    Docx::new("合并回执")
        .text(Style::Title, "台账合并回执")
        .table(
            &PAIRS,
            &[
                wide("台账", "{{台账名称}}"),
                wide("本机文件", "{{本机文件}}"),
                wide("合入文件", "{{合入文件}}"),
                pair(("合并时间", "{{合并时间}}"), ("合并人", "{{合并人}}")),
            ],
        )
        .text(Style::Heading, "合并结果")
        .table(
            &[22, 22, 22, 22, 22, 23, 23],
            &[
                heads(&["本方原有", "对方改动", "两边都有", "并入", "拒收", "冲突", "需核对"]),
                cells(&[
                    (Style::SmallMiddle, "{{本方原有}}"),
                    (Style::SmallMiddle, "{{对方改动}}"),
                    (Style::SmallMiddle, "{{两边都有}}"),
                    (Style::SmallMiddle, "{{并入}}"),
                    (Style::SmallMiddle, "{{拒收}}"),
                    (Style::SmallMiddle, "{{冲突}}"),
                    (Style::SmallMiddle, "{{需核对}}"),
                ]),
            ],
        )
        .text(
            Style::Note,
            "注：对方改动 {{对方改动}}＝两边都有 {{两边都有}}＋并入 {{并入}}＋拒收 {{拒收}}；并入之后共 {{并入之后}} 次改动。冲突和需核对的都保留在台账里，在“核对”页处理。",
        )
        .text(Style::Note, "{{?明细}}")
        .text(Style::Heading, "明细")
        .table(
            &[12, 52, 30, 62],
            &[
                heads(&["序号", "对象", "结果", "说明"]),
                cells(&[
                    (Style::SmallMiddle, "{{#明细}}{{序号}}"),
                    (Style::Small, "{{对象}}"),
                    (Style::SmallMiddle, "{{结果}}"),
                    (Style::Small, "{{说明}}{{/明细}}"),
                ]),
            ],
        )
        .text(Style::Note, "{{/?明细}}")
        .text(Style::Signature, "\n合并人（签字）：            \n{{打印日期}}")
        .finish()
}
