//! Native charts beside a table.

use rust_xlsxwriter::{Chart, ChartFont, ChartLegendPosition, ChartType, ColNum, Color, RowNum, Worksheet, XlsxError};

use crate::exchange::form::{ChartKind, FormChart, FormTable};

use super::sheet::Places;

pub(super) fn add(sheet: &mut Worksheet, table: &FormTable<'_>, places: Places) -> Result<(), XlsxError> {
    for (n, chart) in (0_u32..).zip(&table.charts) {
        let drawn = drawn(table, chart, places);
        sheet.insert_chart_with_offset(places.head + n * 22, places.last + 2, &drawn, 0, 0)?;
    }
    Ok(())
}

fn drawn(table: &FormTable<'_>, chart: &FormChart, places: Places) -> Chart {
    let mut drawn = Chart::new(match chart.kind {
        ChartKind::StackedBars => ChartType::BarStacked,
        ChartKind::Columns => ChartType::Column,
        ChartKind::Lines => ChartType::Line,
        ChartKind::Pie => ChartType::Pie,
    });
    let last = places.data + RowNum::try_from(chart.rows).unwrap_or(1).saturating_sub(1);
    let column = |at: usize| ColNum::try_from(at).unwrap_or(0);
    let sheet = table.sheet.as_str();
    for (at, colour) in &chart.values {
        let head = table.columns.get(*at).map_or("", |column| column.head.as_str());
        let series = drawn.add_series();
        series
            .set_categories((sheet, places.data, column(chart.names), last, column(chart.names)))
            .set_values((sheet, places.data, column(*at), last, column(*at)))
            .set_name(head);
        match chart.kind {
            ChartKind::StackedBars | ChartKind::Columns => {
                let fill = rust_xlsxwriter::ChartSolidFill::new().set_color(Color::RGB(*colour)).clone();
                series.set_format(rust_xlsxwriter::ChartFormat::new().set_solid_fill(&fill)).set_gap(45);
            }
            ChartKind::Lines => {
                let line = rust_xlsxwriter::ChartLine::new().set_color(Color::RGB(*colour)).set_width(2.25).clone();
                series.set_format(rust_xlsxwriter::ChartFormat::new().set_line(&line));
            }
            ChartKind::Pie => {
                series.set_data_label(rust_xlsxwriter::ChartDataLabel::new().show_percentage());
            }
        }
        if chart.kind == ChartKind::StackedBars {
            series.set_overlap(100);
        }
    }
    let font = ChartFont::new().set_size(12).set_bold().clone();
    drawn.title().set_name(chart.title.as_str()).set_font(&font);
    drawn.legend().set_position(ChartLegendPosition::Bottom);
    if chart.kind == ChartKind::StackedBars {
        // The first row above, as in the table.
        drawn.y_axis().set_reverse();
    }
    let height = if chart.kind == ChartKind::StackedBars { 160 + 26 * chart.rows } else { 380 };
    drawn.set_width(620).set_height(u32::try_from(height).unwrap_or(400).max(300));
    drawn
}
