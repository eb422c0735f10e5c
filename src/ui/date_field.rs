//! A date that is typed in the forms people write, or picked from a small calendar.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use egui::{
    Align2, CornerRadius, EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, Role, Sense,
    StrokeKind, Ui, Vec2, WidgetInfo, vec2,
};

use crate::ui::{
    buttons::{Weight, button, icon_button},
    fields::{Field, sentence_line},
    icon,
    paint::{columns, focus_ring, glyph, has_focus, silent_line},
    theme::{self, font, radius, size, space},
    words,
};

const DAY: f32 = 34.0;

/// A field for a date; `parse` reads the forms that may be typed.
#[derive(Clone, Copy)]
pub struct DateField<'a> {
    field: Field<'a>,
    parse: &'a dyn Fn(&str) -> Option<NaiveDate>,
    today: NaiveDate,
}

/// What the field holds.
#[derive(Debug)]
pub struct DateShown {
    /// Of the text input: `changed()` also when a day was picked.
    pub response: Response,

    /// The date, when the text is one.
    pub date: Option<NaiveDate>,
}

/// The calendar while it is open.
#[derive(Clone, Copy, Debug)]
struct Calendar {
    at: NaiveDate,
    fresh: bool,
}

impl<'a> DateField<'a> {
    /// A date field with the label, hint and fault of `field`.
    pub fn new(field: Field<'a>, parse: &'a dyn Fn(&str) -> Option<NaiveDate>, today: NaiveDate) -> Self {
        Self { field, parse, today }
    }

    /// Draws it over the text being typed.
    pub fn show(self, ui: &mut Ui, text: &mut String) -> DateShown {
        let id = self.field.id(ui);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let before = (self.parse)(text);
        let unreadable = before.is_none() && !text.trim().is_empty() && !focused;
        let mut field = self.field;
        if unreadable && !field.has_fault() {
            field = field.fault(Some(words::NOT_A_DATE));
        }
        let mut date = None;
        let response = field.around(ui, |ui, id| {
            let response = self.input(ui, &field, id, text);
            date = (self.parse)(text);
            if let Some(date) = date.filter(|date| text.trim() != words::date(*date)) {
                // What was understood, so that a slip of the year is seen.
                let said = words::date_with_weekday(date);
                sentence_line(ui, icon::EVENT, &said, theme::of(ui).text_3);
            }
            response
        });
        DateShown { response, date }
    }

    fn input(&self, ui: &mut Ui, field: &Field<'_>, id: Id, text: &mut String) -> Response {
        let edit = field.text_edit(ui, id, text, 38);
        let mut response = ui.add(edit);
        field.border(ui, &response);
        let sign = response.rect.with_min_x(response.rect.right() - 34.0);
        // Not reached by Tab or Enter: the arrow down in the field opens the calendar.
        let opener = ui.interact(sign, id.with("calendar"), Sense::CLICK);
        let says = format!("{} {}", words::OPEN_CALENDAR, field.name());
        let enabled = ui.is_enabled();
        opener.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &says));
        let t = theme::of(ui);
        let ink = if opener.hovered() { t.text } else { t.text_2 };
        glyph(ui, sign, icon::CALENDAR_TODAY, 18.0, ink);
        focus_ring(ui, sign.shrink(4.0), &opener);
        let opener = opener.on_hover_text(words::OPEN_CALENDAR);

        let key = id.with("month");
        let mut open = ui.data(|data| data.get_temp::<Calendar>(key));
        let down = has_focus(ui, &response) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
        if opener.clicked() || down {
            open = match open {
                Some(_) => None,
                None => Some(Calendar { at: (self.parse)(text).unwrap_or(self.today), fresh: true }),
            };
        }
        if let Some(calendar) = open {
            let (picked, still) = self.popup(ui, key, &response, opener.rect, calendar);
            if let Some(day) = picked {
                *text = words::date(day);
                response.mark_changed();
            }
            if still.is_none() && !ui.input(|input| input.pointer.any_pressed()) {
                response.request_focus();
            }
            open = still;
        }
        if let Some(calendar) = open {
            ui.data_mut(|data| data.insert_temp(key, calendar));
        } else {
            ui.data_mut(|data| data.remove::<Calendar>(key));
        }
        response
    }

    /// Draws the calendar; what was picked, and the calendar if it stays open.
    fn popup(
        &self,
        ui: &Ui,
        key: Id,
        field: &Response,
        opener: Rect,
        mut calendar: Calendar,
    ) -> (Option<NaiveDate>, Option<Calendar>) {
        let popup = Popup::new(key, ui.ctx().clone(), field.rect, ui.layer_id())
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .gap(space::XS)
            .width(DAY * 7.0);
        let shown = popup.show(|ui| {
            ui.set_width(DAY * 7.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            self.head(ui, &mut calendar.at);
            self.days(ui, key.with("days"), &mut calendar)
        });
        let Some(shown) = shown else {
            return (None, None);
        };
        let place = shown.response.rect;
        let outside = ui.input(|input| {
            let at = input.pointer.interact_pos();
            let there = |at| place.contains(at) || opener.contains(at);
            input.pointer.any_pressed() && at.is_some_and(|at| !there(at))
        });
        let escaped = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let gone = shown.inner.is_some() || outside || escaped;
        (shown.inner, (!gone).then_some(calendar))
    }

    fn head(&self, ui: &mut Ui, at: &mut NaiveDate) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            if icon_button(ui, icon::CHEVRON_LEFT, words::MONTH_BEFORE).clicked() {
                *at = at.checked_sub_months(Months::new(1)).unwrap_or(*at);
            }
            let room = vec2(DAY * 7.0 - size::BUTTON * 2.0 - 52.0, size::BUTTON);
            let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
            let title = words::month_title(*at);
            let center = Align2::CENTER_CENTER;
            let ink = theme::of(ui).text;
            crate::ui::paint::line(ui, rect, center, &title, font::strong(), ink);
            if button(ui, Weight::Quiet, "", words::TODAY).clicked() {
                *at = self.today;
            }
            if icon_button(ui, icon::CHEVRON_RIGHT, words::MONTH_AFTER).clicked() {
                *at = at.checked_add_months(Months::new(1)).unwrap_or(*at);
            }
        });
    }

    /// Six weeks of days. One widget holds the focus; the arrows move in it, Enter picks.
    fn days(&self, ui: &mut Ui, id: Id, calendar: &mut Calendar) -> Option<NaiveDate> {
        let t = theme::of(ui);
        let wide = vec2(DAY * 7.0, DAY * 7.0 - 6.0);
        let (_, mut room) = ui.allocate_space(wide);
        let grid = ui.interact(room, id, Sense::focusable_noninteractive());
        let said = words::date_with_weekday(calendar.at);
        grid.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &said));
        if calendar.fresh {
            grid.request_focus();
            calendar.fresh = false;
        }
        let mut picked = None;
        if has_focus(ui, &grid) {
            let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            picked = move_by_keys(ui, &mut calendar.at);
        }
        let heads = crate::ui::paint::take_top(&mut room, DAY - 6.0);
        for (cell, word) in columns(heads, &[1.0; 7], 0.0).into_iter().zip(words::WEEKDAY_HEADS) {
            let center = Align2::CENTER_CENTER;
            silent_line(ui, cell, center, word, font::small(), t.text_3);
        }
        let first = calendar.at.with_day(1).unwrap_or(calendar.at);
        let back = u64::from(first.weekday().num_days_from_monday());
        let mut day = first.checked_sub_days(Days::new(back));
        for _ in 0..6 {
            let week = crate::ui::paint::take_top(&mut room, DAY);
            for cell in columns(week, &[1.0; 7], 0.0) {
                if let Some(date) = day {
                    if self.day(ui, cell, date, calendar.at, &grid) {
                        picked = Some(date);
                    }
                    day = date.succ_opt();
                }
            }
        }
        picked
    }

    fn day(&self, ui: &Ui, cell: Rect, date: NaiveDate, at: NaiveDate, grid: &Response) -> bool {
        let t = theme::of(ui);
        let response = ui.interact(cell, grid.id.with(date.num_days_from_ce()), Sense::CLICK);
        let said = words::date_with_weekday(date);
        response.widget_info(|| WidgetInfo::selected(Role::GridCell, true, date == at, &said));
        let round = CornerRadius::same(radius::M);
        let place = Rect::from_center_size(cell.center(), Vec2::splat(DAY - 4.0));
        let ink = if date == at {
            ui.painter().rect_filled(place, round, t.accent_fill);
            t.on_accent
        } else if response.hovered() {
            ui.painter().rect_filled(place, round, t.hover);
            t.text
        } else if date.month() == at.month() {
            t.text
        } else {
            t.text_3
        };
        if date == self.today {
            let ring = t.border();
            ui.painter().rect_stroke(place, round, ring, StrokeKind::Inside);
        }
        if date == at && has_focus(ui, grid) {
            let ring = place.expand(2.0);
            ui.painter().rect_stroke(ring, round, t.focus(), StrokeKind::Outside);
        }
        let number = date.day().to_string();
        let center = Align2::CENTER_CENTER;
        silent_line(ui, cell, center, &number, font::body(), ink);
        response.clicked()
    }
}

/// Moves by day, week or month; Enter picks.
fn move_by_keys(ui: &Ui, at: &mut NaiveDate) -> Option<NaiveDate> {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let moved = if pressed(Key::ArrowLeft) {
        at.pred_opt()
    } else if pressed(Key::ArrowRight) {
        at.succ_opt()
    } else if pressed(Key::ArrowUp) {
        at.checked_sub_days(Days::new(7))
    } else if pressed(Key::ArrowDown) {
        at.checked_add_days(Days::new(7))
    } else if pressed(Key::PageUp) {
        at.checked_sub_months(Months::new(1))
    } else if pressed(Key::PageDown) {
        at.checked_add_months(Months::new(1))
    } else {
        None
    };
    if let Some(moved) = moved {
        *at = moved;
    }
    let enter = pressed(Key::Enter) || pressed(Key::Space);
    enter.then_some(*at)
}
