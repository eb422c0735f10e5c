//! A field of fixed choices: a drop-down whose list is filtered by typing, by Chinese input too.

use egui::{
    Align2, CornerRadius, EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea,
    Sense, Ui, WidgetInfo, accesskit,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
    vec2,
};

use crate::ui::{
    composition::hold_composition_keys,
    fields::{Field, go_on},
    icon,
    paint::{glyph, silent_line, width_of},
    theme::{self, font, radius, size, space},
    words,
};

/// More lines than these are not drawn; the clerk types on.
const MOST: usize = 100;
const LIST_HEIGHT: f32 = 8.0 * size::ROW;

/// One line of a choice.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChoiceItem<'a> {
    /// What is chosen.
    pub word: &'a str,

    /// A quiet remark at the right: an alias, a place, a count.
    pub aside: &'a str,

    /// What else finds it: pinyin initials, aliases.
    pub keys: &'a str,

    /// Offered whatever is typed, such as a way to add what is missing.
    pub always: bool,
}

impl<'a> ChoiceItem<'a> {
    /// A line that is only its word.
    pub fn new(word: &'a str) -> Self {
        Self { word, ..Self::default() }
    }

    /// With a quiet remark at the right.
    pub fn aside(mut self, aside: &'a str) -> Self {
        self.aside = aside;
        self
    }

    /// With other texts that find it.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = keys;
        self
    }

    /// Offered whatever is typed.
    pub fn always(mut self) -> Self {
        self.always = true;
        self
    }

    fn is_found_by(&self, needle: &str) -> bool {
        self.always || [self.word, self.aside, self.keys].iter().any(|text| text.to_lowercase().contains(needle))
    }
}

/// A field that holds one of `items`.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    field: Field<'a>,
    items: &'a [ChoiceItem<'a>],
    may_be_empty: bool,
    opens: bool,
}

/// What is being typed into the choice that has the focus.
#[derive(Clone, Debug, Default)]
struct Typing {
    text: String,
    typed: bool,
    open: bool,
    at: usize,
    moved: bool,
    arrowed: bool,
}

/// What the clerk decided.
enum Pick {
    Nothing,
    Item(usize),
    Empty,
    Text(String),
}

impl<'a> Choice<'a> {
    /// A choice among `items`, with the label, hint and fault of `field`.
    pub fn new(field: Field<'a>, items: &'a [ChoiceItem<'a>]) -> Self {
        Self { field, items, may_be_empty: false, opens: false }
    }

    /// Emptying the text chooses nothing; without it, it restores what was chosen.
    pub fn may_be_empty(mut self) -> Self {
        self.may_be_empty = true;
        self
    }

    /// Its list opens as soon as the keyboard is in it.
    pub fn opens(mut self) -> Self {
        self.opens = true;
        self
    }

    /// What has been typed into the choice of `field` and is not yet chosen.
    pub fn typed(ui: &Ui, field: &Field<'_>) -> String {
        let typing = ui.data(|data| data.get_temp::<Typing>(field.id(ui)));
        typing.filter(|typing| typing.typed).map(|typing| typing.text.trim().to_owned()).unwrap_or_default()
    }

    /// Draws it; `chosen` is a place in the items. `changed()` when another was chosen.
    pub fn show(self, ui: &mut Ui, chosen: &mut Option<usize>) -> Response {
        let word = chosen.and_then(|n| self.items.get(n));
        let word = word.map_or("", |item| item.word);
        let mut picked = Pick::Nothing;
        let mut response = self.field.around(ui, |ui, id| self.combo(ui, id, (word, *chosen), &mut picked, false));
        let new = match picked {
            Pick::Item(n) => Some(n),
            Pick::Empty if self.may_be_empty => None,
            Pick::Empty | Pick::Nothing | Pick::Text(_) => *chosen,
        };
        if new != *chosen {
            *chosen = new;
            response.mark_changed();
        }
        response
    }

    /// Draws it as a text field that only proposes the items: anything may be typed. `changed()` with each character.
    pub fn show_free(self, ui: &mut Ui, text: &mut String) -> Response {
        let mut picked = Pick::Nothing;
        let before = text.clone();
        let mut response = self.field.around(ui, |ui, id| self.combo(ui, id, (&before, None), &mut picked, true));
        let new = match picked {
            Pick::Item(n) => self.items.get(n).map(|item| item.word.to_owned()),
            Pick::Text(typed) => Some(typed),
            Pick::Empty => Some(String::new()),
            Pick::Nothing => None,
        };
        if let Some(new) = new.filter(|new| *new != before) {
            *text = new;
            response.mark_changed();
        }
        response
    }

    fn combo(
        &self,
        ui: &mut Ui,
        id: Id,
        (word, chosen): (&str, Option<usize>),
        picked: &mut Pick,
        free: bool,
    ) -> Response {
        let focused = ui.memory(|memory| memory.has_focus(id));
        let old = ui.data(|data| data.get_temp::<Typing>(id));
        // A field that was given the focus by the program never says that it gained it.
        let entered = focused && old.is_none();
        let mut typing = old.unwrap_or_else(|| Typing { text: word.to_owned(), ..Typing::default() });
        // Drawn once before the keys are read, so that a composition keeps its own.
        hold_composition_keys(ui, id);
        let matches = self.matches(&typing);
        if focused && Self::keys(ui, &mut typing, &matches, picked, free) {
            // Before the input is drawn: whoever is drawn after it gets the keyboard.
            go_on(ui, id);
        }
        if !typing.typed {
            word.clone_into(&mut typing.text);
        }
        let response = self.input(ui, id, &mut typing, free);
        if response.gained_focus() || entered {
            typing.at = chosen.unwrap_or(0);
            typing.open |= self.opens && entered;
            if !response.changed() {
                select_all(ui, id, &typing.text);
            }
        }
        if response.changed() {
            typing.typed = true;
            typing.open = true;
            typing.at = 0;
            typing.arrowed = false;
            if free {
                *picked = Pick::Text(typing.text.clone());
            }
        } else if response.clicked() {
            typing.open = true;
        }
        let rect = response.rect;
        let mut over_list = false;
        // Where anything may be typed, nothing to propose is nothing to say.
        if typing.open && !(free && self.matches(&typing).is_empty()) {
            let (item, over) = self.list(ui, id, rect, &mut typing, chosen);
            over_list = over;
            if let Some(n) = item {
                *picked = Pick::Item(n);
            }
        }
        let decided = !matches!(picked, Pick::Nothing | Pick::Text(_));
        let focused = ui.memory(|memory| memory.has_focus(id));
        if decided {
            typing = Typing::default();
            ui.memory_mut(|memory| memory.request_focus(id));
            ui.data_mut(|data| data.remove::<Typing>(id));
        } else if focused || over_list {
            ui.data_mut(|data| data.insert_temp(id, typing.clone()));
        } else {
            self.left(&typing, picked, free);
            ui.data_mut(|data| data.remove::<Typing>(id));
        }
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(accesskit::Role::EditableComboBox);
            node.set_expanded(typing.open);
        });
        response
    }

    fn input(&self, ui: &mut Ui, id: Id, typing: &mut Typing, free: bool) -> Response {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            tab: false,
            // Escape first closes the list; only then it leaves the field.
            escape: typing.open,
        };
        let edit = self.field.text_edit(ui, id, &mut typing.text, 36);
        let hint = self.field.hint_or(words::CHOOSE, free);
        let response = ui.add(edit.return_key(None).event_filter(filter).hint_text(hint));
        self.field.border(ui, &response);
        let t = theme::of(ui);
        let arrow = response.rect.with_min_x(response.rect.right() - 34.0);
        let ink = if ui.is_enabled() { t.text_2 } else { t.text_3 };
        glyph(ui, arrow, icon::EXPAND_MORE, 20.0, ink);
        response
    }

    /// The places of the items that the typed text finds.
    fn matches(&self, typing: &Typing) -> Vec<usize> {
        let needle = typing.text.trim().to_lowercase();
        let all = !typing.typed || needle.is_empty();
        let found = self.items.iter().enumerate().filter(|(_, item)| all || item.is_found_by(&needle)).map(|(n, _)| n);
        found.collect()
    }

    /// Takes the keys of the field; true where Enter goes on to the next one.
    fn keys(ui: &Ui, typing: &mut Typing, matches: &[usize], picked: &mut Pick, free: bool) -> bool {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = matches.len().min(MOST).saturating_sub(1);
        let (up, down) = (pressed(Key::ArrowUp), pressed(Key::ArrowDown));
        if up || down {
            if !typing.open {
                typing.open = true;
            } else if down {
                typing.at = (typing.at + 1).min(last);
            } else {
                typing.at = typing.at.saturating_sub(1);
            }
            typing.moved = true;
            typing.arrowed = true;
        }
        let mut goes_on = false;
        if pressed(Key::Enter) {
            let says = !typing.text.trim().is_empty();
            if !typing.open {
                (typing.open, goes_on) = (!says, says);
            } else if free && !typing.arrowed {
                // What was typed stands; only an arrow chooses a proposal.
                (typing.open, goes_on) = (false, true);
            } else if let Some(&n) = matches.get(typing.at) {
                *picked = Pick::Item(n);
            } else if typing.text.trim().is_empty() {
                *picked = Pick::Empty;
            }
        }
        if typing.open && pressed(Key::Escape) {
            typing.open = false;
            typing.typed = false;
        }
        goes_on
    }

    /// The field was left by Tab or a click elsewhere: what was typed counts when it is plain what it means.
    fn left(&self, typing: &Typing, picked: &mut Pick, free: bool) {
        if free || !typing.typed {
            return;
        }
        let text = typing.text.trim();
        let same = self.items.iter().position(|item| item.word == text);
        let mut matches = self.matches(typing);
        matches.retain(|n| self.items.get(*n).is_some_and(|item| !item.always));
        *picked = match (text.is_empty(), same, matches.as_slice()) {
            (true, ..) => Pick::Empty,
            (false, Some(n), _) | (false, None, &[n]) => Pick::Item(n),
            (false, None, _) => Pick::Nothing,
        };
    }

    /// The list under the field: what was picked, and whether the pointer is at work in it.
    fn list(&self, ui: &Ui, id: Id, rect: Rect, typing: &mut Typing, chosen: Option<usize>) -> (Option<usize>, bool) {
        let matches = self.matches(typing);
        let list = Popup::new(id.with("list"), ui.ctx().clone(), rect, ui.layer_id())
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .gap(space::XS)
            .width(rect.width());
        let shown = list.show(|ui| {
            ui.set_min_width(rect.width() - 14.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            let area = ScrollArea::vertical().max_height(LIST_HEIGHT);
            area.show(ui, |ui| self.lines(ui, &matches, typing, chosen)).inner
        });
        let Some(shown) = shown else {
            return (None, false);
        };
        typing.moved = false;
        let place = shown.response.rect;
        let over = ui.input(|input| {
            let at_work = input.pointer.any_down() || input.pointer.any_released();
            let at = input.pointer.interact_pos();
            at_work && at.is_some_and(|at| place.contains(at))
        });
        (shown.inner, over)
    }

    fn lines(&self, ui: &mut Ui, matches: &[usize], typing: &Typing, chosen: Option<usize>) -> Option<usize> {
        let mut picked = None;
        let found = matches.iter().take(MOST);
        let found = found.filter_map(|&n| self.items.get(n).map(|item| (n, item)));
        for (row, (n, item)) in found.enumerate() {
            let response = choice_line(ui, item, (row == typing.at, chosen == Some(n)));
            if row == typing.at && typing.moved {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                picked = Some(n);
            }
        }
        if matches.is_empty() {
            ui.label(egui::RichText::new(words::NO_MATCH).color(theme::of(ui).text_3));
        }
        picked
    }
}

/// So that typing replaces the word that was chosen.
fn select_all(ui: &Ui, id: Id, text: &str) {
    if let Some(mut state) = TextEditState::load(ui.ctx(), id) {
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
}

fn choice_line(ui: &mut Ui, item: &ChoiceItem<'_>, (at, chosen): (bool, bool)) -> Response {
    let t = theme::of(ui);
    let aside_width = width_of(ui, item.aside, font::small());
    let wide = vec2(ui.available_width(), size::ROW);
    // Not reached by Tab: the focus stays in the field, where the arrows move.
    let (rect, response) = ui.allocate_exact_size(wide, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, item.word));
    let ground = match (at || response.hovered(), chosen) {
        (_, true) => Some(t.selected),
        (true, false) => Some(t.hover),
        (false, false) => None,
    };
    let round = CornerRadius::same(radius::S);
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, round, ground);
    }
    if at {
        let ring = t.border();
        ui.painter().rect_stroke(rect, round, ring, egui::StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(space::S, 0.0));
    let words = inner.with_max_x(inner.right() - aside_width - space::S);
    let left = Align2::LEFT_CENTER;
    silent_line(ui, words, left, item.word, font::body(), t.text);
    let right = Align2::RIGHT_CENTER;
    silent_line(ui, inner, right, item.aside, font::small(), t.text_3);
    if width_of(ui, item.word, font::body()) > words.width() { response.on_hover_text(item.word) } else { response }
}
