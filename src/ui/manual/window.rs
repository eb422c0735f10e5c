//! The window of the manual: contents and search at the left, the chapter at the right; it does not stop the work.

use std::collections::BTreeMap;

use egui::{
    Align2, ColorImage, Context, Frame, Id, Key, Margin, Memory, Modifiers, Order, Rect, Role, ScrollArea, Sense,
    TextureHandle, TextureOptions, Ui, Vec2, Window, vec2,
};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use crate::ui::{
    icon,
    theme::{self, font, size, space},
    view::ViewCtx,
    widgets::{SearchField, hint, hot, icon_button, inside, line, paragraph, paragraph_height, silent_line, take_top},
    words,
};

use super::{Block, Chapter, Section, picture, sections};

/// What the manual shows.
#[derive(Default)]
pub struct ManualDraft {
    chapter: Option<Chapter>,
    /// What had the keyboard when it was opened.
    opener: Option<Id>,
    before: Vec<Chapter>,
    search: String,
    /// The section that was asked for, to be scrolled to once.
    wanted: Option<usize>,
    shown: Option<(Chapter, Vec<Section>)>,
    cache: CommonMarkCache,
    pictures: BTreeMap<String, Option<TextureHandle>>,
}

impl std::fmt::Debug for ManualDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ManualDraft").field("chapter", &self.chapter).finish_non_exhaustive()
    }
}

impl ManualDraft {
    /// Opens a chapter; closes the manual where that chapter is open already.
    pub fn open(&mut self, ui: &Ui, chapter: Chapter) {
        if self.chapter == Some(chapter) {
            return self.close(ui);
        }
        if self.chapter.is_none() {
            self.opener = ui.memory(Memory::focused);
        }
        self.show(chapter, None);
    }

    /// The chapter on the screen.
    pub fn chapter(&self) -> Option<Chapter> {
        self.chapter
    }

    /// Esc closes it wherever the keyboard is.
    pub fn escape(&mut self, ui: &Ui) {
        if self.chapter.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.close(ui);
        }
    }

    /// Closes it; the keyboard goes back to where it was when the manual was opened.
    fn close(&mut self, ui: &Ui) {
        self.chapter = None;
        if let Some(opener) = self.opener.take() {
            ui.memory_mut(|memory| memory.request_focus(opener));
        }
    }

    fn show(&mut self, chapter: Chapter, section: Option<usize>) {
        if let Some(before) = self.chapter.filter(|before| *before != chapter) {
            self.before.push(before);
        }
        self.chapter = Some(chapter);
        self.wanted = Some(section.unwrap_or(0));
    }
}

const TOC: f32 = 190.0;

/// Shows the manual while it is open.
pub fn manual_ui(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut ManualDraft) {
    let Some(chapter) = draft.chapter else {
        return;
    };
    // The bars stay in reach: the rail, what is saved, who sits here.
    let mut room = ui.ctx().content_rect();
    if ctx.app.document().is_some() {
        room.min += vec2(size::RAIL, size::TOP_BAR);
        room.max.y -= size::STATUS_BAR;
    }
    let room = room.shrink(space::S);
    let most = room.size();
    let usual = vec2(900.0, 600.0).min(most);
    let frame = Frame::window(ui.style()).inner_margin(Margin::same(12));
    // What is inside is smaller by the frame.
    let inner = |size: Vec2| size - vec2(26.0, 26.0);
    Window::new(words::MANUAL)
        .title_bar(false)
        .frame(frame)
        .order(Order::Middle)
        .default_pos(egui::pos2(room.right() - usual.x, room.top()))
        .default_size(inner(usual))
        .max_size(inner(most))
        .min_size(inner(vec2(420.0, 260.0).min(most)))
        .constrain_to(room)
        .show(ui.ctx(), |ui| {
            let (rect, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
            let mut room = rect;
            let head = take_top(&mut room, size::BUTTON + space::S);
            inside(ui, "manual head", head, |ui| head_ui(ui, draft, chapter));
            body_ui(ui, room, draft);
        });
}

fn head_ui(ui: &mut Ui, draft: &mut ManualDraft, chapter: Chapter) {
    let t = theme::of(ui);
    let room = ui.max_rect();
    ui.horizontal(|ui| {
        let back =
            ui.add_enabled_ui(!draft.before.is_empty(), |ui| icon_button(ui, icon::ARROW_BACK, words::MANUAL_BACK));
        if back.inner.clicked()
            && let Some(before) = draft.before.pop()
        {
            draft.chapter = Some(before);
            draft.wanted = Some(0);
        }
        let title = format!("{} / {}", words::MANUAL, chapter.title());
        let place = Rect::from_min_max(ui.cursor().left_top(), room.max - vec2(size::BUTTON + 236.0, space::S));
        line(ui, place, Align2::LEFT_CENTER, &title, font::heading(), t.text);
    });
    let right = Rect::from_min_max(room.right_top() - vec2(size::BUTTON + 228.0, 0.0), room.max);
    inside(ui, "manual tools", right, |ui| {
        ui.horizontal(|ui| {
            let find = SearchField { name: words::MANUAL_SEARCH, hint: words::MANUAL_SEARCH, keys: "", width: 216.0 };
            find.show(ui, &mut draft.search);
            if icon_button(ui, icon::CLOSE, words::MANUAL_CLOSE).clicked() {
                draft.close(ui);
            }
        });
    });
}

fn body_ui(ui: &mut Ui, room: Rect, draft: &mut ManualDraft) {
    let Some(chapter) = draft.chapter else {
        return;
    };
    let toc = room.with_max_x(room.left() + TOC.min(room.width() * 0.3));
    let text = room.with_min_x(toc.right() + space::L);
    let t = theme::of(ui);
    ui.painter().vline(toc.right() + space::S, room.y_range(), t.hairline());
    inside(ui, "manual contents", toc, |ui| {
        let area = ScrollArea::vertical().id_salt("contents").auto_shrink([false, false]);
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if draft.search.trim().is_empty() { contents_ui(ui, draft, chapter) } else { hits_ui(ui, draft) }
        });
    });
    inside(ui, "manual text", text, |ui| {
        let area = ScrollArea::vertical().id_salt(("chapter", chapter.name())).auto_shrink([false, false]);
        area.show(ui, |ui| chapter_ui(ui, draft, chapter));
    });
}

fn contents_ui(ui: &mut Ui, draft: &mut ManualDraft, here: Chapter) {
    for chapter in Chapter::ALL {
        if entry_ui(ui, chapter.name(), chapter.title(), "", chapter == here) {
            draft.show(chapter, None);
        }
    }
}

/// One line of the contents, with a quiet line under it where there is one.
fn entry_ui(ui: &mut Ui, salt: &str, title: &str, under: &str, here: bool) -> bool {
    let t = theme::of(ui);
    let high = if under.is_empty() { size::ROW } else { 50.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), high), Sense::hover());
    let response = hot(ui, salt, rect, Role::Link, title, here);
    let inner = rect.shrink2(vec2(space::S, 0.0));
    let first = inner.with_max_y(inner.top() + size::ROW);
    let ink = if here { t.hue(theme::Tone::Accent).ink } else { t.text };
    silent_line(ui, first, Align2::LEFT_CENTER, title, font::body(), ink);
    if !under.is_empty() {
        let second = inner.with_min_y(inner.top() + 26.0);
        silent_line(ui, second, Align2::LEFT_CENTER, under, font::small(), t.text_3);
    }
    response.clicked()
}

fn hits_ui(ui: &mut Ui, draft: &mut ManualDraft) {
    let needle = draft.search.trim().to_lowercase();
    let mut any = false;
    for chapter in Chapter::ALL {
        for (n, section) in sections(chapter).iter().enumerate() {
            let plain = section.plain();
            let Some(hit) = plain.lines().find(|line| line.to_lowercase().contains(&needle)) else {
                continue;
            };
            any = true;
            let title = if section.heading.is_empty() { chapter.title() } else { &section.heading };
            if entry_ui(ui, &format!("{} {n}", chapter.name()), title, &around(hit, &needle), false) {
                draft.show(chapter, Some(n));
            }
        }
    }
    if !any {
        hint(ui, words::MANUAL_NO_HIT);
    }
}

/// The words around a hit, short enough for the contents.
fn around(line: &str, needle: &str) -> String {
    let low = line.to_lowercase();
    let before = low.find(needle).and_then(|at| low.get(..at)).map_or(0, |before| before.chars().count());
    let start = before.saturating_sub(5);
    let cut: String = line.chars().skip(start).take(24).collect();
    if start > 0 { format!("…{}", cut.trim()) } else { cut.trim().to_owned() }
}

fn chapter_ui(ui: &mut Ui, draft: &mut ManualDraft, chapter: Chapter) {
    if draft.shown.as_ref().is_none_or(|(shown, _)| *shown != chapter) {
        draft.shown = Some((chapter, sections(chapter)));
    }
    for known in Chapter::ALL {
        draft.cache.add_link_hook(known.name());
    }
    let wide = ui.available_width() - space::M;
    ui.set_max_width(wide);
    ui.spacing_mut().item_spacing.y = 6.0;
    let wanted = draft.wanted.take();
    let Some((_, shown)) = draft.shown.take() else {
        return;
    };
    let t = theme::of(ui);
    for (n, section) in shown.iter().enumerate() {
        let (head, response) = ui.allocate_exact_size(vec2(wide, if n == 0 { 2.0 } else { 40.0 }), Sense::hover());
        if wanted == Some(n) {
            response.scroll_to_me(Some(egui::Align::Min));
        }
        if !section.heading.is_empty() {
            let place = head.with_min_y(head.top() + 8.0);
            line(ui, place, Align2::LEFT_CENTER, &section.heading, font::heading(), t.text);
        }
        for (m, block) in section.blocks.iter().enumerate() {
            match block {
                Block::Text(text) => text_ui(ui, draft, (chapter, n, m), text),
                Block::Picture(file, caption) => picture_ui(ui, draft, file, caption),
            }
        }
    }
    ui.add_space(space::XL);
    draft.shown = Some((chapter, shown));
    let asked = Chapter::ALL.into_iter().find(|known| draft.cache.get_link_hook(known.name()) == Some(true));
    if let Some(asked) = asked {
        draft.show(asked, None);
    }
}

fn text_ui(ui: &mut Ui, draft: &mut ManualDraft, (chapter, n, m): (Chapter, usize, usize), text: &str) {
    ui.push_id((chapter.name(), n, m), |ui| {
        CommonMarkViewer::new().show(ui, &mut draft.cache, text);
    });
}

fn picture_ui(ui: &mut Ui, draft: &mut ManualDraft, file: &str, caption: &str) {
    let ctx = ui.ctx().clone();
    let known = draft.pictures.entry(file.to_owned()).or_insert_with(|| load(&ctx, file));
    let Some(texture) = known else {
        return hint(ui, caption);
    };
    let natural = texture.size_vec2();
    let wide = (ui.available_width() - 2.0).min(natural.x).max(80.0);
    let room = vec2(wide, (natural.y * wide / natural.x).round());
    let t = theme::of(ui);
    let shown = ui.add(egui::Image::new((texture.id(), natural)).fit_to_exact_size(room).alt_text(caption));
    ui.painter().rect_stroke(shown.rect, 0, t.hairline(), egui::StrokeKind::Outside);
    let high = paragraph_height(ui, wide, 2, caption, font::small());
    let (rect, _) = ui.allocate_exact_size(vec2(wide, high + space::S), Sense::hover());
    paragraph(ui, rect, 2, caption, font::small(), t.text_3);
}

fn load(ctx: &Context, file: &str) -> Option<TextureHandle> {
    let bytes = picture(file)?;
    let decoded = image::load_from_memory_with_format(bytes, image::ImageFormat::Png).ok()?.into_rgba8();
    let size = [decoded.width() as usize, decoded.height() as usize];
    let picture = ColorImage::from_rgba_unmultiplied(size, decoded.as_raw());
    Some(ctx.load_texture(file, picture, TextureOptions::LINEAR))
}
