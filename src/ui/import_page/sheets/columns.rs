//! What each column of each sheet is taken for, why, and what stands in it.

use egui::{Align2, Rect, Sense, Ui, vec2};

use crate::{
    app::sheet_import::{Band, Field as TableField, Guess, SheetChange, SheetChoice, TableKind, Why, column_name},
    ui::{
        theme::{self, Tone, font, size, space},
        widgets::{Choice, ChoiceItem, Field, card_ui, check_box, hint, inside, line, link, segmented},
        words::sheets as words,
    },
};

use super::Shown;

const ROW: f32 = 44.0;

/// So many rows are quoted beside a column.
const QUOTED: usize = 3;

/// Shows the sheets, each with its columns.
pub(super) fn columns_ui(ui: &mut Ui, shown: Shown<'_>) {
    for (n, choice) in shown.session.choices().sheets.iter().enumerate() {
        ui.push_id(n, |ui| card_ui(ui, "", "", |ui| sheet_ui(ui, shown, n, choice)));
        ui.add_space(space::S);
    }
}

fn sheet_ui(ui: &mut Ui, shown: Shown<'_>, n: usize, choice: &SheetChoice) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let mut take = choice.take;
        let name = words::sheet(shown.session.files(), choice.key);
        if check_box(ui, &mut take, &name).changed() {
            shown.send(SheetChange::Take(n, take));
        }
        let Some(band) = choice.band else {
            hint(ui, words::NO_HEADS);
            if link(ui, words::HEAD_ROW).clicked() {
                shown.send(SheetChange::Band(n, Band::default()));
            }
            return;
        };
        let mut kind = usize::from(choice.kind == TableKind::Complaints);
        if segmented(ui, &words::KINDS, &mut kind) {
            let kind = if kind == 0 { TableKind::Issues } else { TableKind::Complaints };
            shown.send(SheetChange::Kind(n, kind));
        }
        head_row(ui, shown, n, band);
        let hidden = sheet_of(shown, choice).map_or(0, |sheet| sheet.hidden_rows.len());
        if hidden > 0 {
            hint(ui, &words::hidden_rows(hidden));
        }
    });
    if choice.take && choice.band.is_some() {
        table(ui, shown, n, choice);
    }
}

/// The row in which the heads stand; another may be said.
fn head_row(ui: &mut Ui, shown: Shown<'_>, n: usize, band: Band) {
    let rows: Vec<String> = (1..=30).map(|row: usize| row.to_string()).collect();
    let items: Vec<_> = rows.iter().map(|row| ChoiceItem::new(row)).collect();
    let mut chosen = Some(band.bottom);
    hint(ui, words::HEAD_ROW);
    let field = Field::new(words::HEAD_ROW).bare().width(72.0);
    let response =
        ui.allocate_ui(vec2(72.0, size::BUTTON), |ui| Choice::new(field, &items).show(ui, &mut chosen)).inner;
    if let Some(bottom) = chosen.filter(|bottom| response.changed() && *bottom != band.bottom) {
        shown.send(SheetChange::Band(n, Band { top: bottom, bottom }));
    }
}

fn sheet_of<'a>(shown: Shown<'a>, choice: &SheetChoice) -> Option<&'a crate::app::sheet_import::SheetView> {
    shown.session.files().get(choice.key.0)?.book.sheets.get(choice.key.1)
}

fn widths(rect: Rect) -> [Rect; 5] {
    let narrow = rect.width() < 800.0;
    let fixed = if narrow { [36.0, 150.0, 190.0, 0.0] } else { [40.0, 200.0, 250.0, 230.0] };
    let rest = (rect.width() - fixed.iter().sum::<f32>()).max(80.0);
    let [letter, head, field, why] = fixed;
    let mut left = rect.left();
    [letter, head, field, why, rest].map(|wide| {
        let cell = Rect::from_min_size(egui::pos2(left, rect.top()), vec2(wide, rect.height()));
        left += wide;
        if wide > 0.0 { cell.shrink2(vec2(space::XS, 0.0)) } else { cell }
    })
}

fn table(ui: &mut Ui, shown: Shown<'_>, n: usize, choice: &SheetChoice) {
    let t = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::GRID_HEAD), Sense::hover());
    for (cell, word) in widths(head).iter().zip(words::COLUMN_HEADS).filter(|(cell, _)| cell.width() > 1.0) {
        line(ui, *cell, Align2::LEFT_CENTER, word, font::small_strong(), t.text_2);
    }
    ui.painter().hline(head.x_range(), head.bottom(), t.hairline());
    let fields: Vec<TableField> = TableField::ALL.iter().copied().filter(|field| field.kind() == choice.kind).collect();
    for (column, guess) in choice.mapping.columns.iter().enumerate() {
        row(ui, shown, (n, column), (choice, guess), &fields);
    }
}

fn row(
    ui: &mut Ui,
    shown: Shown<'_>,
    (n, column): (usize, usize),
    (choice, guess): (&SheetChoice, &Guess),
    fields: &[TableField],
) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let t = theme::of(ui);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    let [letter, head, field, why, quoted] = widths(rect);
    let left = Align2::LEFT_CENTER;
    line(ui, letter, left, &column_name(column), font::small(), t.text_3);
    let ink = if guess.field.is_some() { t.text } else { t.text_3 };
    line(ui, head, left, &guess.head, font::body(), ink);
    let place = field.shrink2(vec2(0.0, (ROW - size::BUTTON) / 2.0));
    inside(ui, ("field", column), place, |ui| field_choice(ui, shown, (n, column), guess, fields));
    let doubtful = matches!(guess.why, Why::Holds(_) | Why::Unknown);
    let ink = if doubtful { t.hue(Tone::Warn).ink } else { t.text_2 };
    if why.width() > 1.0 {
        line(ui, why, left, &words::why(&guess.why), font::small(), ink);
    }
    line(ui, quoted, left, &quote(shown, choice, column), font::small(), t.text_3);
}

fn field_choice(ui: &mut Ui, shown: Shown<'_>, (n, column): (usize, usize), guess: &Guess, fields: &[TableField]) {
    let mut items = vec![ChoiceItem::new(words::LEFT_OUT)];
    items.extend(fields.iter().map(|field| ChoiceItem::new(words::field(*field))));
    let mut chosen =
        Some(guess.field.and_then(|now| fields.iter().position(|field| *field == now)).map_or(0, |n| n + 1));
    let label = words::column_choice(&guess.head);
    let salt = format!("{n} {column}");
    let response = Choice::new(Field::new(&label).bare().salt(&salt), &items).show(ui, &mut chosen);
    if response.changed() {
        let field = chosen.and_then(|n| n.checked_sub(1)).and_then(|n| fields.get(n)).copied();
        shown.send(SheetChange::Column(n, column, field));
    }
}

/// What stands in the first rows of a column.
fn quote(shown: Shown<'_>, choice: &SheetChoice, column: usize) -> String {
    let (Some(sheet), Some(band)) = (sheet_of(shown, choice), choice.band) else {
        return String::new();
    };
    let rows = sheet.rows.iter().skip(band.bottom + 1).take(200);
    let texts = rows.filter_map(|cells| cells.get(column)).map(|cell| cell.text().replace('\n', " "));
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).take(QUOTED).collect();
    texts.iter().map(|text| text.chars().take(16).collect::<String>()).collect::<Vec<_>>().join("  ·  ")
}
