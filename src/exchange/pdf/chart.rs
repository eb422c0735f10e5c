//! Draws the charts of a table, each on pages of its own, from the figures that stand in its rows.

use krilla::{Document, page::PageSettings, surface::Surface};

use crate::exchange::form::{ChartKind, FormCell, FormChart, FormTable, words};

use super::{
    PdfFault,
    face::{Ink, Pen, Type, fill_box, fill_shape, lines},
    layout::{MARGIN, MILLIMETRE, NOTE, TITLE},
};

/// So many bars stand on a page.
const BARS: usize = 20;
const QUIET: Ink = 0x0052_5B69;
const HAIR: Ink = 0x00D5_DAE1;
const LABEL: Type = Type::new(10.5);
const FIGURE: Type = Type::new(9.5);

/// The colours of the shares of a whole.
const SHARES: [Ink; 10] = [
    0x002F_6FDE,
    0x0012_8A5B,
    0x00C7_7700,
    0x00C2_3B3B,
    0x006B_4FBB,
    0x0008_8395,
    0x008A_94A6,
    0x00A8_5B1F,
    0x004C_6A92,
    0x00B0_4A87,
];

/// One page of charts: the chart, and which of its rows.
pub(super) struct ChartPage<'a> {
    chart: &'a FormChart,
    from: usize,
    to: usize,
}

/// The pages that the charts of a table take.
pub(super) fn pages<'a>(table: &'a FormTable<'_>) -> Vec<ChartPage<'a>> {
    let mut pages = Vec::new();
    for chart in &table.charts {
        let each = if chart.kind == ChartKind::StackedBars { BARS } else { chart.rows.max(1) };
        let mut from = 0;
        while from < chart.rows {
            let to = (from + each).min(chart.rows);
            pages.push(ChartPage { chart, from, to });
            from = to;
        }
    }
    pages
}

/// Draws one page.
pub(super) fn draw(
    document: &mut Document,
    pen: &mut Pen,
    table: &FormTable<'_>,
    page: &ChartPage<'_>,
    (number, of): (usize, usize),
) -> Result<(), PdfFault> {
    let (wide, high) = table.paper.millimetres();
    let (wide, high) = (wide * MILLIMETRE, high * MILLIMETRE);
    let settings =
        PageSettings::from_wh(wide, high).ok_or_else(|| PdfFault::Writer("the paper has no size".to_owned()))?;
    let mut drawn = document.start_page_with(settings);
    let mut surface = drawn.surface();
    let room = Room { left: MARGIN, top: MARGIN + 60.0, right: wide - MARGIN, bottom: high - MARGIN - 38.0 };
    let mut sheet = Sheet { surface: &mut surface, pen, table, page, room };
    sheet.middle((wide / 2.0, MARGIN + 20.0), &page.chart.title, Type { size: 16.0, ..TITLE });
    match page.chart.kind {
        ChartKind::StackedBars => sheet.bars(),
        ChartKind::Columns | ChartKind::Lines => sheet.lines(),
        ChartKind::Pie => sheet.pie(),
    }
    sheet.middle((wide / 2.0, high - MARGIN + 2.0), &words::page_of(number, of), NOTE);
    surface.finish();
    drawn.finish();
    Ok(())
}

#[derive(Clone, Copy)]
struct Room {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

struct Sheet<'a, 'b> {
    surface: &'a mut Surface<'b>,
    pen: &'a mut Pen,
    table: &'a FormTable<'a>,
    page: &'a ChartPage<'a>,
    room: Room,
}

impl Sheet<'_, '_> {
    fn middle(&mut self, (x, y): (f32, f32), said: &str, set: Type) {
        let wide = self.pen.width(said, set);
        self.pen.write(self.surface, (x - wide / 2.0, y), said, set);
    }

    fn end(&mut self, (x, y): (f32, f32), said: &str, set: Type) {
        let wide = self.pen.width(said, set);
        self.pen.write(self.surface, (x - wide, y), said, set);
    }

    /// A figure of a row; none where the cell is empty.
    fn figure(&self, row: usize, column: usize) -> Option<f32> {
        match self.table.rows.row(row).cells.get(column) {
            Some(FormCell::Number(number)) => Some(*number as f32),
            Some(FormCell::Percent(share)) => Some(share * 100.0),
            Some(FormCell::Money(fen)) => Some(*fen as f32 / 100.0),
            Some(FormCell::Empty | FormCell::Text(_) | FormCell::Date(_)) | None => None,
        }
    }

    fn name(&self, row: usize) -> String {
        let row = self.table.rows.row(row);
        row.cells.get(self.page.chart.names).map(FormCell::words).unwrap_or_default()
    }

    /// What the colours mean, in the middle under the title.
    fn legend(&mut self) {
        let named: Vec<(String, Ink)> = self
            .page
            .chart
            .values
            .iter()
            .map(|(at, ink)| {
                let head = self.table.columns.get(*at).map(|column| column.head.clone());
                (head.unwrap_or_default(), *ink)
            })
            .collect();
        let wide: f32 = named.iter().map(|(head, _)| self.pen.width(head, LABEL) + 34.0).sum::<f32>() - 18.0;
        let (mut x, y) = ((self.room.left + self.room.right - wide) / 2.0, self.room.top - 18.0);
        for (head, ink) in named {
            fill_box(self.surface, (x, y - 9.0, 11.0, 11.0), ink);
            self.pen.write(self.surface, (x + 16.0, y), &head, LABEL);
            x += self.pen.width(&head, LABEL) + 34.0;
        }
    }

    /// The highest figure of all rows of the chart, so that its pages can be compared.
    fn most(&self, stacked: bool) -> f32 {
        let columns = &self.page.chart.values;
        let of = |row: usize| {
            let figures = columns.iter().filter_map(|(at, _)| self.figure(row, *at));
            if stacked { figures.sum::<f32>() } else { figures.fold(0.0, f32::max) }
        };
        (0..self.page.chart.rows).map(of).fold(0.0, f32::max)
    }

    fn bars(&mut self) {
        self.legend();
        let rows = self.page.from..self.page.to;
        let names: Vec<String> = rows.clone().map(|row| self.name(row)).collect();
        let widest = names.iter().map(|name| self.pen.width(name, LABEL)).fold(0.0, f32::max).min(190.0);
        let (left, right) = (self.room.left + widest + 10.0, self.room.right - 34.0);
        let top_value = axis_end(self.most(true).ceil() as usize) as f32;
        let x = |value: f32| left + (right - left) * value / top_value;
        let step = ((self.room.bottom - self.room.top) / rows.len().max(1) as f32).min(44.0);
        let under = self.room.top + step * rows.len() as f32;
        for part in 0..=4_u8 {
            let value = top_value * f32::from(part) / 4.0;
            lines(self.surface, &[vec![(x(value), self.room.top), (x(value), under)]], (HAIR, 0.6), &[]);
            self.middle((x(value), under + 13.0), &format!("{value:.0}"), Type { ink: QUIET, ..FIGURE });
        }
        let thick = (step * 0.62).min(22.0);
        for (at, row) in rows.enumerate() {
            let y = self.room.top + step * (at as f32 + 0.5);
            let name = names.get(at).map(String::as_str).unwrap_or_default();
            let shown = self.shortened(name, widest);
            self.end((left - 8.0, y + 3.8), &shown, LABEL);
            let mut sum = 0.0;
            for (column, ink) in self.page.chart.values.clone() {
                let value = self.figure(row, column).unwrap_or(0.0);
                let (from, to) = (x(sum), x(sum + value));
                fill_box(self.surface, (from, y - thick / 2.0, to - from, thick), ink);
                let said = format!("{value:.0}");
                if to - from > self.pen.width(&said, FIGURE) + 5.0 {
                    self.middle((f32::midpoint(from, to), y + 3.4), &said, Type { ink: on(ink), ..FIGURE });
                }
                sum += value;
            }
            self.pen.write(self.surface, (x(sum) + 5.0, y + 3.6), &format!("{sum:.0}"), FIGURE.bold());
        }
    }

    /// A name in so much room.
    fn shortened(&mut self, name: &str, room: f32) -> String {
        if self.pen.width(name, LABEL) <= room {
            return name.to_owned();
        }
        let mut kept = String::new();
        let mut wide = self.pen.width("…", LABEL);
        for c in name.chars() {
            wide += self.pen.width(c.encode_utf8(&mut [0; 4]), LABEL);
            if wide > room {
                break;
            }
            kept.push(c);
        }
        kept + "…"
    }

    fn lines(&mut self) {
        self.legend();
        let room = Room { left: self.room.left + 40.0, right: self.room.right - 24.0, ..self.room };
        let top_value = axis_end(self.most(false).ceil() as usize) as f32;
        let n = self.page.chart.rows.max(2) as f32 - 1.0;
        let x = |row: usize| room.left + (room.right - room.left) * row as f32 / n;
        let y = |value: f32| room.bottom - (room.bottom - room.top) * value / top_value;
        for part in 0..=4_u8 {
            let value = top_value * f32::from(part) / 4.0;
            lines(self.surface, &[vec![(room.left, y(value)), (room.right, y(value))]], (HAIR, 0.6), &[]);
            self.end((room.left - 8.0, y(value) + 3.4), &format!("{value:.0}"), Type { ink: QUIET, ..FIGURE });
        }
        for row in 0..self.page.chart.rows {
            let name = self.name(row);
            self.middle((x(row), room.bottom + 16.0), &name, FIGURE);
        }
        for (at, (column, ink)) in self.page.chart.values.clone().into_iter().enumerate() {
            let points = (0..self.page.chart.rows).filter_map(|row| Some((x(row), y(self.figure(row, column)?))));
            let points: Vec<(f32, f32)> = points.collect();
            let last = (0..self.page.chart.rows).rev().find_map(|row| self.figure(row, column));
            lines(self.surface, std::slice::from_ref(&points), (ink, 2.0), if at == 0 { &[5.0, 3.0] } else { &[] });
            for (x, y) in &points {
                fill_box(self.surface, (x - 2.5, y - 2.5, 5.0, 5.0), ink);
            }
            if let (Some((x, y)), Some(last)) = (points.last(), last) {
                self.pen.write(self.surface, (x + 6.0, y - 5.0), &format!("{last:.0}"), Type { ink, ..LABEL }.bold());
            }
        }
    }

    fn pie(&mut self) {
        let Some((column, _)) = self.page.chart.values.first().copied() else {
            return;
        };
        let figures: Vec<f32> = (0..self.page.chart.rows).map(|row| self.figure(row, column).unwrap_or(0.0)).collect();
        let all = figures.iter().sum::<f32>().max(1.0);
        let radius = (self.room.bottom - self.room.top) * 0.42;
        let middle = (
            self.room.left + (self.room.right - self.room.left) * 0.34,
            f32::midpoint(self.room.top, self.room.bottom),
        );
        let on = |turn: f32, far: f32| {
            let angle = (turn - 0.25) * std::f32::consts::TAU;
            (middle.0 + far * angle.cos(), middle.1 + far * angle.sin())
        };
        let left = middle.0 + radius + 60.0;
        let step = ((self.room.bottom - self.room.top) / figures.len().max(1) as f32).min(26.0);
        let mut y = middle.1 - step * figures.len() as f32 / 2.0 + 12.0;
        let mut turn = 0.0;
        for (row, value) in figures.iter().enumerate() {
            let ink = SHARES.get(row % SHARES.len()).copied().unwrap_or(QUIET);
            let share = value / all;
            // Three degrees a side look round.
            let sides = (share * 120.0).ceil().max(1.0) as u16;
            let mut points = vec![middle];
            points.extend((0..=sides).map(|side| on(turn + share * f32::from(side) / f32::from(sides), radius)));
            if share > 0.0 {
                fill_shape(self.surface, &points, ink);
                lines(self.surface, &[vec![middle, on(turn, radius)]], (0x00FF_FFFF, 1.2), &[]);
            }
            if share > 0.05 {
                let (x, y) = on(turn + share / 2.0, radius * 0.68);
                self.middle((x, y + 4.0), &words::percent(share), Type { ink: 0x00FF_FFFF, ..LABEL }.bold());
            }
            turn += share;
            fill_box(self.surface, (left, y - 9.0, 11.0, 11.0), ink);
            let name = self.name(row);
            self.pen.write(self.surface, (left + 18.0, y), &name, LABEL);
            self.end((left + 210.0, y), &format!("{value:.0}"), LABEL.bold());
            self.end((left + 262.0, y), &words::percent(share), Type { ink: QUIET, ..LABEL });
            y += step;
        }
    }
}

/// The ink that is read best on a colour.
fn on(ground: Ink) -> Ink {
    let [_, red, green, blue] = ground.to_be_bytes();
    let light = u32::from(red) * 3 + u32::from(green) * 6 + u32::from(blue);
    if light > 1_500 { 0x001F_2937 } else { 0x00FF_FFFF }
}

/// Where an axis ends whose highest value is `most`: the first round number that four lines divide.
pub fn axis_end(most: usize) -> usize {
    let mut step = 1;
    loop {
        for factor in [1, 2, 5] {
            if step * factor * 4 >= most {
                return step * factor * 4;
            }
        }
        step *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::axis_end;

    #[test]
    fn an_axis_ends_at_a_round_number_that_four_lines_divide() {
        let ends = [0, 4, 5, 21, 116, 214].map(axis_end);
        assert_eq!(ends, [4, 4, 8, 40, 200, 400]);
    }
}
