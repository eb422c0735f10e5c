//! Every name of a unit in the taken items, and what it means to the directory.

use egui::{Align2, Rect, Sense, Ui, vec2};

use crate::{
    app::{
        Command,
        import::{UnitChoice, UnitMatch, UnitPreview},
    },
    domain::{UnitId, directory::UnitKind},
    ui::{
        icon,
        theme::{self, Tone, font, size, space},
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, Field, empty_note, hint, inside, line, link, width_of},
        words,
    },
};

const KINDS: [UnitKind; 4] = [UnitKind::Department, UnitKind::County, UnitKind::Group, UnitKind::Other];
const ROW: f32 = 44.0;

/// The names of units an import uses, and the command that says what one means.
#[derive(Clone, Copy)]
pub(super) struct UnitList<'a> {
    pub ctx: ViewCtx<'a>,
    pub units: &'a [UnitPreview],
    pub none: &'a str,
    pub ask: fn(String, UnitChoice) -> Command,
}

/// What may be chosen for a name, with the words for it.
struct Options {
    choices: Vec<UnitChoice>,
    words: Vec<String>,
}

/// Shows the list of units.
pub(super) fn units_ui(ui: &mut Ui, shown: UnitList<'_>) {
    if shown.units.is_empty() {
        return empty_note(ui, icon::APARTMENT, shown.none);
    }
    ui.add_space(space::S);
    hint(ui, words::import::UNITS_HINT);
    ui.spacing_mut().item_spacing.y = 0.0;
    let t = theme::of(ui);
    let wide = vec2(ui.available_width(), size::GRID_HEAD);
    let (head, _) = ui.allocate_exact_size(wide, Sense::hover());
    for (cell, word) in columns(head).iter().zip(words::import::UNIT_HEADS) {
        line(ui, *cell, Align2::LEFT_CENTER, word, font::small_strong(), t.text_2);
    }
    ui.painter().hline(head.x_range(), head.bottom(), t.hairline());
    let options = options(shown);
    for unit in shown.units {
        row_ui(ui, shown, unit, &options);
    }
}

fn options(shown: UnitList<'_>) -> Options {
    let Some(ledger) = shown.ctx.ledger() else {
        return Options { choices: Vec::new(), words: Vec::new() };
    };
    let mut choices: Vec<_> = KINDS.iter().copied().map(UnitChoice::New).collect();
    choices.push(UnitChoice::LeaveOut);
    choices.extend(ledger.directory.live_units().into_iter().map(|unit| UnitChoice::Existing(unit.id)));
    let words = choices.iter().map(|choice| words::import::unit_choice(ledger, *choice)).collect();
    Options { choices, words }
}

fn columns(rect: Rect) -> [Rect; 4] {
    let narrow = rect.width() < 800.0;
    let [items, found, choice] = if narrow { [56.0, 200.0, 200.0] } else { [72.0, 320.0, 300.0] };
    let name = (rect.width() - items - found - choice).max(120.0);
    let mut left = rect.left();
    [name, items, found, choice].map(|wide| {
        let cell = Rect::from_min_size(egui::pos2(left, rect.top()), vec2(wide, rect.height()));
        left += wide;
        cell.shrink2(vec2(space::XS, 0.0))
    })
}

fn row_ui(ui: &mut Ui, shown: UnitList<'_>, unit: &UnitPreview, options: &Options) {
    let wide = vec2(ui.available_width(), ROW);
    let (rect, _) = ui.allocate_exact_size(wide, Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let t = theme::of(ui);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    let [name, items, found, choice] = columns(rect);
    let left = Align2::LEFT_CENTER;
    line(ui, name, left, &unit.name, font::body(), t.text);
    line(ui, items, left, &words::import::n_items(unit.n_items), font::body(), t.text_2);
    found_ui(ui, shown, unit, found);
    let place = choice.shrink2(vec2(0.0, (ROW - size::BUTTON) / 2.0));
    inside(ui, ("choice", &unit.name), place, |ui| {
        choice_ui(ui, shown, unit, options);
    });
}

fn found_ui(ui: &mut Ui, shown: UnitList<'_>, unit: &UnitPreview, cell: Rect) {
    let t = theme::of(ui);
    let name =
        |id: UnitId| shown.ctx.ledger().map(|ledger| ledger.directory.unit_name(id).to_owned()).unwrap_or_default();
    let left = Align2::LEFT_CENTER;
    match &unit.found {
        UnitMatch::Known(id) => {
            line(ui, cell, left, &words::import::unit_known(&name(*id)), font::body(), t.hue(Tone::Good).ink);
        }
        UnitMatch::New => {
            line(ui, cell, left, words::import::UNIT_NEW, font::body(), t.text_3);
        }
        UnitMatch::LooksLike(like) => {
            let Some(first) = like.first().copied() else {
                return;
            };
            let wide = width_of(ui, words::import::USE_THIS, font::body()) + space::S;
            let text = cell.with_max_x(cell.right() - wide);
            let said =
                line(ui, text, left, &words::import::unit_like(&name(first)), font::body(), t.hue(Tone::Warn).ink);
            let taken = unit.choice == UnitChoice::Existing(first);
            let place = cell.with_min_x(said.right() + space::S).shrink2(vec2(0.0, 10.0));
            let pressed =
                !taken && inside(ui, ("like", &unit.name), place, |ui| link(ui, words::import::USE_THIS)).clicked();
            if pressed {
                send(shown, unit, UnitChoice::Existing(first));
            }
        }
    }
}

fn choice_ui(ui: &mut Ui, shown: UnitList<'_>, unit: &UnitPreview, options: &Options) {
    let items: Vec<_> = options.words.iter().map(|word| ChoiceItem::new(word)).collect();
    let mut place = options.choices.iter().position(|choice| *choice == unit.choice);
    let label = words::import::unit_choice_of(&unit.name);
    let field = Field::new(&label).bare().salt(&unit.name);
    if Choice::new(field, &items).show(ui, &mut place).changed()
        && let Some(choice) = place.and_then(|n| options.choices.get(n))
    {
        send(shown, unit, *choice);
    }
}

fn send(shown: UnitList<'_>, unit: &UnitPreview, choice: UnitChoice) {
    shown.ctx.commands.send((shown.ask)(unit.name.clone(), choice));
}
