//! A modal dialog: title, a body that scrolls when the screen is small, the deed's own verb at the bottom right.

use egui::{
    Align, Align2, Context, FocusDirection, Frame, Id, Key, Layout, Margin, Modal, Modifiers, ScrollArea, Sense, Ui,
    vec2,
};

use crate::ui::{
    paint::{line, silent_line},
    theme::{self, font, size, space},
};

/// What stays free around it on every side.
const AROUND: f32 = 24.0;
const INNER: f32 = 20.0;
const BAR: f32 = 12.0;

/// A modal dialog. Esc closes it; a click beside it does not, for that would lose what was typed.
#[derive(Clone, Copy, Debug)]
pub struct Dialog<'a> {
    salt: &'a str,
    title: &'a str,
    aside: &'a str,
    width: f32,
}

/// What a dialog gave.
#[derive(Debug)]
pub struct DialogShown<B, F> {
    /// What the body returned.
    pub body: B,

    /// What the row of buttons returned.
    pub foot: F,

    /// Esc was pressed, or `ui.close()` was called in it: stop showing it.
    pub closed: bool,
}

/// A dialog on the screen, remembered from pass to pass.
#[derive(Clone, Copy, Debug)]
struct Open {
    id: Id,
    pass: u64,
    opener: Option<Id>,
    focus_given: bool,
}

/// The dialogs on the screen, the topmost last, and who waits for the focus.
#[derive(Clone, Debug, Default)]
struct Stack {
    open: Vec<Open>,
    heir: Option<Id>,
    /// Gets the focus at the end of the pass, whoever took it meanwhile.
    wanted: Option<Id>,
}

impl<'a> Dialog<'a> {
    /// A dialog; `salt` tells it from others, the title says the deed.
    pub fn new(salt: &'a str, title: &'a str) -> Self {
        Self { salt, title, aside: "", width: 480.0 }
    }

    /// A quiet remark at the right of the title.
    pub fn aside(mut self, aside: &'a str) -> Self {
        self.aside = aside;
        self
    }

    /// How wide the body may be; the screen may make it less.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Draws it over everything. `draft` is what both parts work on; `foot` draws the buttons from right to left:
    /// the deed first, then the way out.
    pub fn show<D: ?Sized, B, F>(
        self,
        ctx: &Context,
        draft: &mut D,
        body: impl FnOnce(&mut Ui, &mut D) -> B,
        foot: impl FnOnce(&mut Ui, &mut D) -> F,
    ) -> DialogShown<B, F> {
        let id = Id::unique(("dialog", self.salt));
        let mut open = recall(ctx, id);
        if !open.focus_given {
            // Until the first field has the focus: the page behind must not keep it.
            ctx.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
        }
        let style = ctx.style_of(ctx.theme());
        let t = if ctx.theme() == egui::Theme::Dark { &theme::DARK } else { &theme::LIGHT };
        let frame = Frame::window(&style).inner_margin(Margin {
            // The scroll bar stands in the right margin, beside the fields.
            right: (INNER - BAR) as i8,
            ..Margin::same(16)
        });
        // The area carries the title as its name; the painted words do not say it again.
        let area = Modal::default_area(id).accessible_name(self.title);
        let modal = Modal::new(id).area(area).backdrop_color(t.scrim).frame(frame);
        let shown = modal.show(ctx, |ui| self.inside(ui, draft, body, foot));
        if !open.focus_given {
            open.focus_given = ctx.memory(|memory| memory.focused().is_some());
        }
        let escaped = shown.is_top_modal
            && !shown.any_popup_open
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let closed = escaped || shown.response.should_close();
        with_stack(ctx, |stack| {
            stack.open.retain(|other| other.id != id);
            stack.open.push(open);
        });
        let (body, foot) = shown.inner;
        DialogShown { body, foot, closed }
    }

    fn inside<D: ?Sized, B, F>(
        &self,
        ui: &mut Ui,
        draft: &mut D,
        body: impl FnOnce(&mut Ui, &mut D) -> B,
        foot: impl FnOnce(&mut Ui, &mut D) -> F,
    ) -> (B, F) {
        let screen = ui.ctx().content_rect().size();
        let outer = (AROUND + INNER) * 2.0;
        ui.set_width(self.width.min(screen.x - outer) + 4.0 + BAR);
        ui.spacing_mut().item_spacing.y = space::XS;
        self.head(ui);
        let rows = 28.0 + space::S + size::BUTTON + space::L + space::XS * 4.0;
        let room = (screen.y - outer - rows).max(96.0);
        let scroll = ScrollArea::vertical()
            .id_salt("body")
            .max_height(room)
            .min_scrolled_height(room)
            .auto_shrink([false, true]);
        let body = scroll.show(ui, |ui| {
            // The focus ring lies outside its widget: it must not be clipped.
            let frame = Frame::new().inner_margin(Margin { right: BAR as i8, ..Margin::same(4) });
            let shown = frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 10.0;
                body(ui, draft)
            });
            shown.inner
        });
        ui.add_space(space::M);
        let row = vec2(ui.available_width(), size::BUTTON);
        let layout = Layout::right_to_left(Align::Center);
        let foot = ui.allocate_ui_with_layout(row, layout, |ui| {
            ui.add_space(BAR);
            foot(ui, draft)
        });
        (body.inner, foot.inner)
    }

    fn head(&self, ui: &mut Ui) {
        let t = theme::of(ui);
        let wide = vec2(ui.available_width(), 28.0);
        let (rect, _) = ui.allocate_exact_size(wide, Sense::hover());
        let rect = rect.with_min_x(rect.left() + 4.0);
        let rect = rect.with_max_x(rect.right() - BAR);
        let left = Align2::LEFT_CENTER;
        let said = silent_line(ui, rect, left, self.title, font::title(), t.text);
        let rest = rect.with_min_x(said.right() + space::M);
        let right = Align2::RIGHT_CENTER;
        line(ui, rest, right, self.aside, font::small(), t.text_3);
        ui.add_space(space::XS);
    }
}

/// Is a dialog on the screen? Then the keys of the window behind it rest.
pub fn is_dialog_open(ctx: &Context) -> bool {
    with_stack(ctx, |stack| !stack.open.is_empty())
}

fn with_stack<R>(ctx: &Context, change: impl FnOnce(&mut Stack) -> R) -> R {
    let key = Id::unique("dialogs on the screen");
    ctx.data_mut(|data| change(data.get_temp_mut_or_default(key)))
}

/// Gives the focus to `id` once everything of this pass is drawn.
pub(in crate::ui) fn give_focus_at_end(ctx: &Context, id: Id) {
    with_stack(ctx, |stack| stack.wanted = Some(id));
}

/// What is known of the dialog; a new one when it was not shown in the pass before.
fn recall(ctx: &Context, id: Id) -> Open {
    let pass = ctx.cumulative_pass_nr();
    let known = with_stack(ctx, |stack| stack.open.iter().find(|open| open.id == id).copied());
    if let Some(open) = known {
        return Open { pass, ..open };
    }
    let opener = ctx.memory(egui::Memory::focused);
    if let Some(opener) = opener {
        ctx.memory_mut(|memory| memory.surrender_focus(opener));
    }
    Open { id, pass, opener, focus_given: false }
}

/// Gives the focus back to what opened a dialog, however the dialog was closed.
#[derive(Clone, Copy, Debug, Default)]
pub struct FocusReturn;

impl egui::Plugin for FocusReturn {
    fn debug_name(&self) -> &'static str {
        "focus after a dialog"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let pass = ui.ctx().cumulative_pass_nr();
        let (heir, gone, wanted) = with_stack(ui.ctx(), |stack| {
            let heir = stack.heir.take();
            let before = stack.open.len();
            let first_gone = stack.open.iter().find(|open| open.pass < pass);
            stack.heir = first_gone.and_then(|open| open.opener);
            stack.open.retain(|open| open.pass >= pass);
            (heir, stack.open.len() < before, stack.wanted.take())
        });
        if gone {
            // One pass later the widgets of the dialog are forgotten, and those of the page may have the focus again.
            ui.ctx().request_repaint();
        }
        if let Some(wanted) = wanted {
            ui.memory_mut(|memory| memory.request_focus(wanted));
        }
        if let Some(heir) = heir {
            ui.memory_mut(|memory| {
                if memory.focused().is_none() {
                    memory.request_focus(heir);
                }
            });
        }
    }
}
