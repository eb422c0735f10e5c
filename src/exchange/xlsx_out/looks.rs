//! How cells look: 宋体, thin borders, wrapped, the alignment of each kind.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::exchange::form::{ColumnKind, RowKind};

/// Text of the table (五号).
const BODY: f64 = 10.5;
const FONT: &str = "宋体";
/// The title as official papers have it; a computer without it shows its own serif.
const TITLE_FONT: &str = "方正小标宋简体";
const HEAD_FILL: u32 = 0x00E8_EEF7;
const GROUP_FILL: u32 = 0x00F3_F5F9;

/// The formats of a workbook.
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) left: Format,
    pub(super) right: Format,
    pub(super) head: Format,
    pub(super) note: Format,
    pub(super) hidden: Format,
    data: [Format; 6],
    sum: [Format; 6],
    group: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let plain = || Format::new().set_font_name(FONT).set_font_size(BODY).set_align(FormatAlign::VerticalCenter);
        let boxed = || plain().set_border(FormatBorder::Thin).set_text_wrap();
        let head = boxed().set_bold().set_align(FormatAlign::Center).set_background_color(HEAD_FILL);
        let sum = |kind| of_kind(boxed().set_bold().set_background_color(GROUP_FILL), kind);
        let title = Format::new().set_font_name(TITLE_FONT).set_font_size(20).set_align(FormatAlign::Center);
        Self {
            title: title.set_align(FormatAlign::VerticalCenter),
            left: plain().set_align(FormatAlign::Left),
            right: plain().set_align(FormatAlign::Right),
            head,
            note: plain().set_text_wrap().set_align(FormatAlign::Left).set_align(FormatAlign::Top).set_font_size(9.5),
            hidden: Format::new().set_font_size(9).set_num_format("@"),
            data: KINDS.map(|kind| of_kind(boxed(), kind)),
            sum: KINDS.map(sum),
            // Not wrapped and without lines between cells: the words run over the empty cells beside them.
            group: plain()
                .set_bold()
                .set_background_color(GROUP_FILL)
                .set_border_top(FormatBorder::Thin)
                .set_border_bottom(FormatBorder::Thin),
        }
    }

    /// The format of a cell in a row and a column.
    pub(super) fn cell(&self, row: RowKind, kind: ColumnKind) -> &Format {
        let [text, short, number, date, percent, money] = match row {
            RowKind::Data => &self.data,
            RowKind::Sum => &self.sum,
            RowKind::Group => return &self.group,
        };
        match kind {
            ColumnKind::Text => text,
            ColumnKind::Short => short,
            ColumnKind::Number => number,
            ColumnKind::Date => date,
            ColumnKind::Percent => percent,
            ColumnKind::Money => money,
        }
    }
}

const KINDS: [ColumnKind; 6] =
    [ColumnKind::Text, ColumnKind::Short, ColumnKind::Number, ColumnKind::Date, ColumnKind::Percent, ColumnKind::Money];

fn of_kind(format: Format, kind: ColumnKind) -> Format {
    match kind {
        // As text, so that a number typed over it stays as it was typed.
        ColumnKind::Text => format.set_align(FormatAlign::Left).set_num_format("@"),
        ColumnKind::Short => format.set_align(FormatAlign::Center).set_num_format("@"),
        ColumnKind::Number => format.set_align(FormatAlign::Center).set_num_format("0"),
        ColumnKind::Date => format.set_align(FormatAlign::Center).set_num_format("yyyy-mm-dd"),
        ColumnKind::Percent => format.set_align(FormatAlign::Center).set_num_format("0.0%"),
        ColumnKind::Money => format.set_align(FormatAlign::Right).set_num_format("#,##0.00"),
    }
}
