//! Where text is typed: labelled fields, the search field, and what keeps an input method's keys to itself.

use egui::{
    Align2, Color32, CornerRadius, Direction, FocusDirection, Id, Key, Layout, Margin, Modifiers, Rect, Response,
    Sense, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, vec2,
};

use crate::ui::{
    composition::{hold_composition_keys, is_composing, text_filter},
    dialog::give_focus_at_end,
    icon,
    paint::{glyph, has_focus, line, silent_line, width_of},
    theme::{self, Tone, font, radius, size, space},
    words,
};

/// What stands around a field: label above, fault below. Shared by text, choice and date fields.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    label: &'a str,
    shows_label: bool,
    note: &'a str,
    hint: &'a str,
    fault: Option<&'a str>,
    rows: usize,
    width: Option<f32>,
    salt: &'a str,
    goes_on: bool,
}

impl<'a> Field<'a> {
    /// A field named `label`.
    pub fn new(label: &'a str) -> Self {
        Self {
            label,
            shows_label: true,
            note: "",
            hint: "",
            fault: None,
            rows: 1,
            width: None,
            salt: label,
            goes_on: false,
        }
    }

    /// Says in words that the field must be filled.
    pub fn required(self) -> Self {
        self.note(words::REQUIRED)
    }

    /// A quiet remark beside the label.
    pub fn note(mut self, note: &'a str) -> Self {
        self.note = note;
        self
    }

    /// What stands in the field while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// What is wrong, in words, with an example that would be accepted.
    pub fn fault(mut self, fault: Option<&'a str>) -> Self {
        self.fault = fault;
        self
    }

    /// How many lines it shows; more than one makes it a field of several lines.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// How wide it is; without it, as wide as there is room.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Tells two fields of the same label apart.
    pub fn salt(mut self, salt: &'a str) -> Self {
        self.salt = salt;
        self
    }

    /// Enter leads to the next field, as in a form; in a field of several lines it breaks the line.
    pub fn goes_on(mut self) -> Self {
        self.goes_on = true;
        self
    }

    /// No label above, as in a cell; it is still the accessible name.
    pub fn bare(mut self) -> Self {
        self.shows_label = false;
        self
    }

    /// The id of its text field in this `ui`, to put the focus there.
    pub fn id(&self, ui: &Ui) -> Id {
        ui.make_persistent_id(("field", self.salt))
    }

    /// Draws the field. `changed()` when typed into, `lost_focus()` when left.
    pub fn show(self, ui: &mut Ui, text: &mut String) -> Response {
        self.around(ui, |ui, id| {
            let edit = self.text_edit(ui, id, text, 10);
            let response = ui.add(edit);
            self.border(ui, &response);
            response
        })
    }

    /// Draws the label, then what `add` draws, then the fault. `add` gets the id for its input.
    pub(in crate::ui) fn around(&self, ui: &mut Ui, add: impl FnOnce(&mut Ui, Id) -> Response) -> Response {
        let id = self.id(ui);
        let shown = ui.vertical(|ui| {
            if let Some(width) = self.width {
                ui.set_max_width(width);
            }
            ui.spacing_mut().item_spacing.y = 2.0;
            let label = self.shows_label.then(|| field_label(ui, self.label, self.note));
            let response = add(ui, id);
            // After the input, which gives its focus up on any click beside it.
            if label.as_ref().is_some_and(Response::clicked) {
                response.request_focus();
            }
            let response = match label {
                Some(label) => response.labelled_by(label.id),
                None => response.accessible_name(self.label),
            };
            if let Some(fault) = self.fault {
                fault_line(ui, fault);
                let says = fault.to_owned();
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_description(says);
                });
            }
            response
        });
        shown.inner
    }

    /// The bare input, as high as a button when it has one line; `tail` is its room at the right.
    pub(in crate::ui) fn text_edit<'t>(&self, ui: &Ui, id: Id, text: &'t mut String, tail: i8) -> TextEdit<'t> {
        hold_composition_keys(ui, id);
        if self.goes_on
            && self.rows == 1
            && ui.memory(|memory| memory.has_focus(id))
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
        {
            go_on(ui, id);
        }
        let t = theme::of(ui);
        let edit = if self.rows > 1 {
            TextEdit::multiline(text).desired_rows(self.rows)
        } else {
            TextEdit::singleline(text).min_size(vec2(0.0, size::BUTTON))
        };
        let (ground, ink) = if ui.is_enabled() { (t.surface, t.text) } else { (t.hue(Tone::Neutral).soft, t.text_3) };
        let margin = Margin { left: 10, right: tail, top: 5, bottom: 5 };
        edit.id(id)
            .event_filter(text_filter(ui))
            .hint_text(self.hint)
            .background_color(ground)
            .text_color(ink)
            .margin(margin)
            .desired_width(ui.available_width())
    }

    /// The border over the input's own: the fault's red, the focus' accent.
    pub(in crate::ui) fn border(&self, ui: &Ui, response: &Response) {
        let t = theme::of(ui);
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        let stroke = if self.fault.is_some() {
            let wide = if has_focus(ui, response) { 2.0 } else { 1.0 };
            Stroke::new(wide, t.hue(Tone::Danger).ink)
        } else if has_focus(ui, response) {
            t.focus()
        } else {
            return;
        };
        let round = CornerRadius::same(radius::M);
        ui.painter().rect_stroke(response.rect, round, stroke, StrokeKind::Inside);
    }

    /// Its hint, or a general one where only a choice is accepted.
    pub(in crate::ui) fn hint_or(&self, general: &'a str, free: bool) -> &'a str {
        if self.hint.is_empty() && !free { general } else { self.hint }
    }

    /// The name a screen reader says.
    pub(in crate::ui) fn name(&self) -> &'a str {
        self.label
    }

    /// Has it a fault already?
    pub(in crate::ui) fn has_fault(&self) -> bool {
        self.fault.is_some()
    }
}

/// A label over its field: quiet, no colon; what is compulsory says so in words. A click on it is the field's.
pub fn field_label(ui: &mut Ui, label: &str, note: &str) -> Response {
    let t = theme::of(ui);
    let wide = vec2(ui.available_width(), 22.0);
    // Not reached by Tab: the field is.
    let (rect, response) = ui.allocate_exact_size(wide, Sense::CLICK);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, label));
    let at = Align2::LEFT_CENTER;
    let said = silent_line(ui, rect, at, label, font::small(), t.text_2);
    if !note.is_empty() {
        let rest = rect.with_min_x(said.right() + space::S);
        line(ui, rest, at, note, font::small(), t.text_3);
    }
    response
}

/// What is wrong with the field above, in red words beside a sign.
pub fn fault_line(ui: &mut Ui, fault: &str) {
    sentence_line(ui, icon::ERROR, fault, theme::of(ui).hue(Tone::Danger).ink);
}

/// A small sentence with a sign, wrapped when it is long.
pub(in crate::ui) fn sentence_line(ui: &mut Ui, sign: &str, text: &str, ink: Color32) {
    let left = ui.available_width();
    let wide = (left - 22.0).max(1.0);
    let high = crate::ui::paint::paragraph_height(ui, wide, 4, text, font::small());
    let (rect, _) = ui.allocate_exact_size(vec2(left, high.max(20.0)), Sense::hover());
    let place = Rect::from_min_size(rect.min, vec2(16.0, 20.0));
    glyph(ui, place, sign, 16.0, ink);
    let words = rect.with_min_x(rect.left() + 22.0);
    crate::ui::paint::paragraph(ui, words, 4, text, font::small(), ink);
}

// ---------------------------------------------------------------- Enter goes on

#[derive(Clone, Copy)]
struct WentOn {
    from: Id,
    pass: u64,
}

fn went_on_key() -> Id {
    Id::unique("Enter went on")
}

/// Gives the keyboard to whatever is drawn next. Call before the field itself is drawn.
pub(in crate::ui) fn go_on(ui: &Ui, from: Id) {
    ui.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
    let went = WentOn { from, pass: ui.ctx().cumulative_pass_nr() };
    ui.data_mut(|data| data.insert_temp(went_on_key(), went));
}

/// Enter came from the last field to a deed that cannot be done: the keyboard goes back, else the next Enter would
/// press what stands behind it, the way out.
pub(in crate::ui) fn deed_is_refused(ui: &Ui) {
    let Some(went) = ui.data(|data| data.get_temp::<WentOn>(went_on_key())) else {
        return;
    };
    let pass = ui.ctx().cumulative_pass_nr();
    if went.pass == pass && ui.memory(|memory| memory.focused().is_none()) {
        give_focus_at_end(ui.ctx(), went.from);
    }
}

/// Was a one-line field left by Enter? Never true for the Enter that ends a composition.
pub fn submitted(ui: &Ui, response: &Response) -> bool {
    response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))
}

// ---------------------------------------------------------------- search

/// A search field on the canvas colour, with a cross once something is typed.
#[derive(Clone, Copy, Debug)]
pub struct SearchField<'a> {
    /// The accessible name.
    pub name: &'a str,

    /// What stands there while it is empty.
    pub hint: &'a str,

    /// The keys that lead here, `""` for none.
    pub keys: &'a str,

    /// How wide it is.
    pub width: f32,
}

impl SearchField<'_> {
    /// The id of its text field in this `ui`, to put the focus there.
    pub fn id(&self, ui: &Ui) -> Id {
        ui.make_persistent_id(("search", self.name))
    }

    /// Draws it. `changed()` when the text changed, by typing or by the cross. While an input method composes, `text` stays
    /// what it was: nothing is filtered by half a word.
    pub fn show(&self, ui: &mut Ui, text: &mut String) -> Response {
        let id = self.id(ui);
        hold_composition_keys(ui, id);
        let composed = id.with("composed");
        let mut shown = ui.data_mut(|data| data.remove_temp::<String>(composed)).unwrap_or_else(|| text.clone());
        let response = self.edit(ui, id, &mut shown);
        if is_composing(ui) && has_focus(ui, &response) {
            ui.data_mut(|data| data.insert_temp(composed, shown));
        } else {
            *text = shown;
        }
        response
    }

    fn edit(&self, ui: &mut Ui, id: Id, text: &mut String) -> Response {
        let t = theme::of(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(self.width, size::BUTTON), Sense::hover());
        let round = CornerRadius::same(radius::M);
        ui.painter().rect(rect, round, t.canvas, t.hairline(), StrokeKind::Inside);
        let sign = Rect::from_min_size(rect.min, vec2(36.0, rect.height()));
        glyph(ui, sign, icon::SEARCH, 18.0, t.text_3);
        let keys = if text.is_empty() { width_of(ui, self.keys, font::small()) } else { 20.0 };
        let room = Rect::from_min_max(rect.min + vec2(34.0, 0.0), rect.max - vec2(keys + 14.0, 0.0));
        let edit = TextEdit::singleline(text)
            .id(id)
            .event_filter(text_filter(ui))
            .hint_text(self.hint)
            .frame(egui::Frame::NONE)
            .align(Align2::LEFT_CENTER)
            .desired_width(room.width());
        // Not `put`: that would let the next widget begin where the text ends, over the cross.
        let layout = Layout::centered_and_justified(Direction::TopDown);
        let mut inside = ui.new_child(UiBuilder::new().max_rect(room).layout(layout));
        let mut response = inside.add(edit).accessible_name(self.name);
        if text.is_empty() {
            let right = rect.with_max_x(rect.right() - 10.0);
            let at = Align2::RIGHT_CENTER;
            silent_line(ui, right, at, self.keys, font::small(), t.text_3);
        } else if self.cross(ui, rect) {
            text.clear();
            response.mark_changed();
        }
        if has_focus(ui, &response) {
            ui.painter().rect_stroke(rect, round, t.focus(), StrokeKind::Inside);
        }
        response
    }

    fn cross(&self, ui: &Ui, rect: Rect) -> bool {
        let place = rect.with_min_x(rect.right() - rect.height());
        let id = self.id(ui).with("clear");
        let response = ui.interact(place, id, Sense::click());
        let says = format!("{} {}", words::CLEAR, self.name);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &says));
        glyph(ui, place, icon::CLOSE, 16.0, theme::of(ui).text_3);
        crate::ui::paint::focus_ring(ui, place.shrink(4.0), &response);
        response.on_hover_text(words::CLEAR).clicked()
    }
}

/// A read-only value in the place of a field, for what the reader may not change here.
pub fn shown_value(ui: &mut Ui, label: &str, value: &str) {
    field_label(ui, label, "");
    let t = theme::of(ui);
    let wide = vec2(ui.available_width(), size::BUTTON);
    let (rect, _) = ui.allocate_exact_size(wide, Sense::hover());
    let round = CornerRadius::same(radius::M);
    ui.painter().rect_filled(rect, round, t.hue(Tone::Neutral).soft);
    let words = rect.shrink2(vec2(10.0, 0.0));
    let at = Align2::LEFT_CENTER;
    line(ui, words, at, value, font::body(), t.text_2);
}
