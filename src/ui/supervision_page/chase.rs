//! Who has not reported (未报送), and the reminder (催报) to copy into 微信 or QQ.

use std::collections::BTreeSet;

use egui::{Align2, Rect, ScrollArea, Sense, Ui, vec2};

use crate::{
    app::{
        Command,
        duty::{ChaseUnit, Kept, Urge, chase},
        sheet_import::SheetCommand,
    },
    domain::{UnitId, ledger::Ledger, record::Month},
    ui::{
        icon,
        paint::{card, inside, line, take_top, title_line},
        theme::{self, font, size, space},
        view::ViewCtx,
        widgets::{Field, Weight, button, check_box, empty_note, icon_button},
        words::{self, duty as says},
    },
};

use super::SupervisionDraft;

/// What the message was written of; typing in it stays until one of these changes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Written {
    made_of: Option<(u64, Month)>,
    left_out: BTreeSet<Option<UnitId>>,
    brief: bool,
    due: String,
}

/// What is worked out, chosen and typed here.
#[derive(Debug, Default)]
pub(super) struct ChaseDraft {
    month: Option<Month>,
    made_of: Option<(u64, Month)>,
    units: Vec<ChaseUnit>,
    left_out: BTreeSet<Option<UnitId>>,
    brief: bool,
    due: String,
    text: String,
    written_of: Option<Written>,
    copied: bool,
}

impl ChaseDraft {
    /// How many units owe a report.
    pub(super) fn owed(&self) -> usize {
        self.units.len()
    }

    fn month(&self, ctx: ViewCtx<'_>) -> Month {
        self.month.unwrap_or_else(|| Month::of(ctx.today()).before())
    }

    /// Works out who owes what when something changed.
    pub(super) fn refresh(&mut self, ctx: ViewCtx<'_>, ledger: &Ledger, urges: &Kept<Urge>) {
        let month = self.month(ctx);
        let made_of = Some((urges.version(), month));
        if self.made_of != made_of {
            self.made_of = made_of;
            self.units = chase(urges.values(), ledger, month);
        }
    }

    /// Writes the message anew when what it is written of changed.
    fn write(&mut self, ctx: ViewCtx<'_>, ledger: &Ledger) {
        let (made_of, left_out, due) = (self.made_of, self.left_out.clone(), self.due.clone());
        let written = Written { made_of, left_out, brief: self.brief, due };
        if self.written_of.as_ref() == Some(&written) {
            return;
        }
        let on = (self.month(ctx), ctx.today());
        self.text = says::chase_text(ledger, self.chosen(), on, (&self.due, self.brief));
        self.written_of = Some(written);
        self.copied = false;
    }

    /// Takes a unit into the reminder, or leaves it out.
    fn take_in(&mut self, unit: Option<UnitId>, on: bool) {
        if on {
            self.left_out.remove(&unit);
        } else {
            self.left_out.insert(unit);
        }
    }

    fn chosen(&self) -> impl Iterator<Item = &ChaseUnit> {
        self.units.iter().filter(|unit| !self.left_out.contains(&unit.unit))
    }
}

pub(super) fn chase_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SupervisionDraft, ledger: &Ledger) {
    let draft = &mut draft.chase;
    month_ui(ctx, ui, draft);
    ui.add_space(space::S);
    if draft.units.is_empty() {
        empty_note(ui, icon::TASK_ALT, says::ALL_REPORTED);
        return;
    }
    draft.write(ctx, ledger);
    let mut room = ui.available_rect_before_wrap();
    room.max.y -= space::M;
    let stacked = room.width() < size::NARROW * 0.8;
    let (left, right) = if stacked {
        let mut rest = room;
        let top = take_top(&mut rest, (room.height() * 0.45).floor());
        (top.with_max_y(top.bottom() - space::M), rest)
    } else {
        let edge = room.left() + (room.width() * 0.46).floor();
        (room.with_max_x(edge), room.with_min_x(edge + space::M))
    };
    units_ui(ui, left, draft, ledger);
    message_ui(ui, right, draft);
}

fn month_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ChaseDraft) {
    let month = draft.month(ctx);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        if icon_button(ui, icon::CHEVRON_LEFT, words::MONTH_BEFORE).clicked() {
            draft.month = Some(month.before());
        }
        let t = theme::of(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(112.0, size::BUTTON), Sense::hover());
        line(ui, rect, Align2::CENTER_CENTER, &words::report_month(month), font::strong(), t.text);
        if icon_button(ui, icon::CHEVRON_RIGHT, words::MONTH_AFTER).clicked() && month < Month::of(ctx.today()) {
            let next = if month.month >= 12 { (month.year + 1, 1) } else { (month.year, month.month + 1) };
            draft.month = Some(Month { year: next.0, month: next.1 });
        }
        ui.add_space(space::S);
        let issues = draft.units.iter().map(|unit| unit.issues.len()).sum();
        let said = says::owed(draft.units.len(), issues);
        ui.label(egui::RichText::new(said).font(font::small()).color(t.text_2));
        ui.add_space(space::M);
        let asked = button(ui, Weight::Normal, icon::TABLE_ROWS, words::sheets::REPORTS);
        if asked.on_hover_text(words::sheets::REPORTS_HINT).clicked() {
            let units = draft.chosen().filter_map(|unit| unit.unit).collect();
            ctx.commands.send(Command::Sheets(SheetCommand::AskReports(month, units)));
        }
    });
}

fn units_ui(ui: &mut Ui, rect: Rect, draft: &mut ChaseDraft, ledger: &Ledger) {
    card(ui, rect);
    let mut inner = rect.shrink2(vec2(space::L, 0.0));
    let head = take_top(&mut inner, size::CARD_TITLE);
    title_line(ui, head, says::OWING_UNITS, &says::chosen(draft.chosen().count(), draft.units.len()));
    inner.max.y -= space::S;
    let t = theme::of(ui);
    let units = draft.units.clone();
    inside(ui, "units", inner, |ui| {
        let row = size::ROW;
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, row, units.len(), |ui, range| {
            for unit in units.get(range).unwrap_or_default() {
                let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), row), Sense::hover());
                let name = unit.unit.map_or(says::NO_UNIT, |unit| ledger.directory.unit_name(unit));
                let mut on = !draft.left_out.contains(&unit.unit);
                inside(ui, ("unit", unit.unit), rect, |ui| {
                    if check_box(ui, &mut on, name).changed() {
                        draft.take_in(unit.unit, on);
                    }
                });
                let longest = unit.issues.iter().map(|it| it.months).max().unwrap_or_default();
                let said = says::owes(unit.issues.len(), unit.of, longest);
                let place = rect.with_max_x(rect.right() - space::M);
                line(ui, place, Align2::RIGHT_CENTER, &said, font::small(), t.text_3);
            }
        });
    });
}

fn message_ui(ui: &mut Ui, rect: Rect, draft: &mut ChaseDraft) {
    card(ui, rect);
    let mut inner = rect.shrink2(vec2(space::L, 0.0));
    let head = take_top(&mut inner, size::CARD_TITLE);
    title_line(ui, head, says::MESSAGE, if draft.copied { says::COPIED } else { says::MESSAGE_ASIDE });
    inner.max.y -= space::M;
    inside(ui, "message", inner, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let wide = (ui.available_width() - 250.0).clamp(100.0, 240.0);
            let due = Field::new(says::REPORT_BY).bare().hint(says::REPORT_BY_HINT).width(wide).salt("due");
            due.show(ui, &mut draft.due);
            let mut titles = !draft.brief;
            if check_box(ui, &mut titles, says::WITH_ISSUES).changed() {
                draft.brief = !titles;
            }
            if button(ui, Weight::Primary, icon::CONTENT_COPY, says::COPY).clicked() {
                ui.ctx().copy_text(draft.text.clone());
                draft.copied = true;
            }
        });
        ui.add_space(space::S);
        let room = ui.available_height();
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let rows = ((room - 16.0) / 21.0).floor().max(4.0) as usize;
            Field::new(says::MESSAGE).bare().rows(rows).salt("text").show(ui, &mut draft.text);
        });
    });
}
