//! Hands the theme to egui: fonts, and a style for light and dark.

use std::sync::Arc;

use egui::{
    Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle,
    Theme, Visuals, vec2,
};

use crate::app::fonts;
use crate::ui::{
    dialog::FocusReturn,
    system_fonts::ChineseSystemFonts,
    theme::{DARK, LIGHT, Tokens, Tone, font, radius, size, space},
};

/// Installs fonts, both styles, and what gives the focus back after a dialog.
///
/// Call once, before the first frame; tests call it too.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts());
    ctx.set_style_of(Theme::Light, style(&LIGHT, Visuals::light()));
    ctx.set_style_of(Theme::Dark, style(&DARK, Visuals::dark()));
    ctx.add_plugin(FocusReturn);
    // The zoom is kept in the settings; egui's own keys for it would forget it.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// Asks the system for characters our fonts lack. For the window only, because it reads what is installed.
///
/// It replaces eframe's own provider, so `NativeOptions::system_font_fallback` should be off, or both read them.
pub fn install_system_fonts(ctx: &Context) {
    ctx.set_font_providers(vec![Arc::new(ChineseSystemFonts::default())]);
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, bytes: &'static [u8], lift: f32| {
        let mut data = FontData::from_static(bytes);
        data.tweak.y_offset_factor = lift;
        fonts.font_data.insert(name.to_owned(), data.into());
    };
    // Noto's line box is 1.16 above and 0.29 below: lift the glyphs so that they stand in its middle.
    let icons = include_bytes!("../../assets/fonts/MaterialSymbols-subset.ttf");
    add("sans", &fonts::REGULAR, -0.05);
    add("sans-bold", &fonts::BOLD, -0.05);
    add("icons", icons, 0.0);
    let mut family = |family: FontFamily, names: &[&str]| {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        fonts.families.insert(family, names);
    };
    family(FontFamily::Proportional, &["sans", "icons"]);
    family(FontFamily::Monospace, &["sans", "icons"]);
    family(FontFamily::Name("bold".into()), &["sans-bold", "sans", "icons"]);
    family(FontFamily::Name("icons".into()), &["icons", "sans"]);
    fonts
}

fn style(t: &Tokens, base: Visuals) -> Style {
    let mut style = Style { visuals: visuals(t, base), ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, font::small()),
        (TextStyle::Body, font::body()),
        (TextStyle::Button, font::body()),
        (TextStyle::Monospace, FontId::monospace(15.0)),
        (TextStyle::Heading, font::title()),
    ]
    .into();
    style.animation_time = 0.1;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    let s = &mut style.spacing;
    s.item_spacing = vec2(space::S, space::S);
    s.button_padding = vec2(space::M, space::XS);
    s.interact_size = vec2(size::BUTTON, size::BUTTON);
    s.window_margin = Margin::same(16);
    s.menu_margin = Margin::symmetric(6, 6);
    s.indent = space::L;
    s.icon_width = 16.0;
    s.icon_spacing = space::S;
    s.tooltip_width = 480.0;
    s.scroll.floating = true;
    s.scroll.bar_width = 8.0;
    s.scroll.floating_width = 4.0;
    s.scroll.bar_inner_margin = 2.0;
    s.scroll.dormant_handle_opacity = 0.18;
    s.scroll.active_handle_opacity = 0.3;
    s.scroll.interact_handle_opacity = 0.5;
    style
}

fn visuals(t: &Tokens, mut v: Visuals) -> Visuals {
    v.panel_fill = t.canvas;
    v.window_fill = t.surface;
    v.extreme_bg_color = t.surface;
    v.faint_bg_color = t.sunken;
    v.code_bg_color = t.sunken;
    v.window_stroke = t.hairline();
    v.window_corner_radius = CornerRadius::same(radius::L);
    v.menu_corner_radius = CornerRadius::same(radius::L);
    v.window_shadow = Shadow { offset: [0, 8], blur: 24, spread: 0, color: t.shadow };
    v.popup_shadow = Shadow { offset: [0, 4], blur: 12, spread: 0, color: t.shadow };
    v.hyperlink_color = t.hue(Tone::Accent).ink;
    v.warn_fg_color = t.hue(Tone::Warn).ink;
    v.error_fg_color = t.hue(Tone::Danger).ink;
    v.weak_text_color = Some(t.text_3);
    v.selection.bg_fill = t.selected;
    v.selection.stroke = Stroke::new(1.0, t.hue(Tone::Accent).ink);
    // Widgets draw their disabled state themselves; fading would take text below 4.5:1.
    v.disabled_alpha = 1.0;
    v.striped = false;
    v.slider_trailing_fill = true;
    widget_visuals(t, &mut v);
    v
}

fn widget_visuals(t: &Tokens, v: &mut Visuals) {
    let w = &mut v.widgets;
    for each in [&mut w.noninteractive, &mut w.inactive, &mut w.hovered, &mut w.active, &mut w.open] {
        each.corner_radius = CornerRadius::same(radius::M);
        each.expansion = 0.0;
        each.bg_fill = t.surface;
        each.weak_bg_fill = t.surface;
        each.bg_stroke = t.border();
        each.fg_stroke = Stroke::new(1.0, t.text);
    }
    w.noninteractive.bg_stroke = t.hairline();
    w.hovered.weak_bg_fill = t.hover;
    w.hovered.bg_fill = t.hover;
    w.active.weak_bg_fill = t.line;
    w.active.bg_stroke = Stroke::new(1.0, t.hue(Tone::Accent).ink);
    w.open.weak_bg_fill = t.hover;
}
