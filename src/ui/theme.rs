//! Every colour, size, radius and stroke of the program. Nothing outside this file names a colour.
//!
//! A colour is asked for by its *meaning* ([`Tone`]), never by its hue. Two token sets, light and dark,
//! share one shape; [`of`] gives the one in force. `style::install` hands both to egui once.

use egui::{Color32, Stroke, Ui};

pub use crate::ui::style::{install, install_system_fonts};

/// What a colour says. There is no tone for decoration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing to say: plain facts.
    #[default]
    Neutral,

    /// Where the user is or can act: selection, focus, the primary button, work in progress.
    Accent,

    /// Late, broken or refused.
    Danger,

    /// Soon late, missing, or to be confirmed.
    Warn,

    /// Finished, there, saved.
    Good,
}

impl Tone {
    /// Every tone, for legends and tests.
    pub const ALL: [Self; 5] = [Self::Neutral, Self::Accent, Self::Danger, Self::Warn, Self::Good];
}

/// One tone in its three uses.
#[derive(Clone, Copy, Debug)]
pub struct Hue {
    /// Text and icons.
    pub ink: Color32,

    /// The fill behind ink.
    pub soft: Color32,

    /// Bars and dots.
    pub solid: Color32,
}

/// The colours of one theme, by what they are for.
#[derive(Debug)]
pub struct Tokens {
    /// Behind everything.
    pub canvas: Color32,

    /// Cards, the grid, inputs.
    pub surface: Color32,

    /// Grid head, side panels, bars.
    pub sunken: Color32,

    /// Under the pointer.
    pub hover: Color32,

    /// The chosen row or rail item.
    pub selected: Color32,

    /// Hairlines between rows and around cards.
    pub line: Color32,

    /// Borders of inputs and buttons, and the freeze line.
    pub line_strong: Color32,

    /// Values and titles.
    pub text: Color32,

    /// Secondary text.
    pub text_2: Color32,

    /// Labels, hints, and what is disabled.
    pub text_3: Color32,

    /// Text on a solid accent fill.
    pub on_accent: Color32,

    /// Fill of the primary button (in dark it is deeper than the accent ink).
    pub accent_fill: Color32,

    /// The same under the pointer.
    pub accent_fill_hover: Color32,

    /// Under popups and dialogs.
    pub shadow: Color32,

    /// Over the page while a dialog is open.
    pub scrim: Color32,

    neutral: Hue,
    accent: Hue,
    danger: Hue,
    warn: Hue,
    good: Hue,
}

impl Tokens {
    /// The three colours of a tone.
    pub fn hue(&self, tone: Tone) -> Hue {
        match tone {
            Tone::Neutral => self.neutral,
            Tone::Accent => self.accent,
            Tone::Danger => self.danger,
            Tone::Warn => self.warn,
            Tone::Good => self.good,
        }
    }

    /// The ink of a tone; plain text for what has nothing to say.
    pub fn ink(&self, tone: Tone) -> Color32 {
        if tone == Tone::Neutral { self.text } else { self.hue(tone).ink }
    }

    /// Over the cells of a chosen block.
    pub fn chosen_cell(&self) -> Color32 {
        self.accent.solid.gamma_multiply(0.16)
    }

    /// Behind words that a search has found.
    pub fn found(&self) -> Color32 {
        self.warn.solid.gamma_multiply(0.4)
    }

    /// The line between rows and around cards.
    pub fn hairline(&self) -> Stroke {
        Stroke::new(1.0, self.line)
    }

    /// The border of inputs and buttons.
    pub fn border(&self) -> Stroke {
        Stroke::new(1.0, self.line_strong)
    }

    /// Where the keyboard is, and what is chosen.
    pub fn focus(&self) -> Stroke {
        Stroke::new(2.0, self.accent.ink)
    }
}

const fn hex(rgb: u32) -> Color32 {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

const fn hue(ink: u32, soft: u32, solid: u32) -> Hue {
    Hue { ink: hex(ink), soft: hex(soft), solid: hex(solid) }
}

/// The light theme.
pub static LIGHT: Tokens = Tokens {
    canvas: hex(0x00F4_F5F7),
    surface: hex(0x00FF_FFFF),
    sunken: hex(0x00F9_FAFB),
    hover: hex(0x00EE_F1F5),
    selected: hex(0x00E6_EFFA),
    line: hex(0x00E4_E7EC),
    line_strong: hex(0x00C8_CED7),
    text: hex(0x001A_1F27),
    text_2: hex(0x0047_5160),
    text_3: hex(0x005F_6A79),
    on_accent: hex(0x00FF_FFFF),
    accent_fill: hex(0x001F_5AA6),
    accent_fill_hover: hex(0x0019_4B8C),
    shadow: Color32::from_black_alpha(28),
    scrim: Color32::from_black_alpha(82),
    neutral: hue(0x0047_5160, 0x00EC_EFF3, 0x00AA_B5C4),
    accent: hue(0x001F_5AA6, 0x00E6_EFFA, 0x004A_83C8),
    danger: hue(0x00B3_261E, 0x00FC_ECEA, 0x00CF_4A40),
    warn: hue(0x0085_5100, 0x00FD_F2DA, 0x00DD_A23A),
    good: hue(0x001B_6A43, 0x00E5_F3EB, 0x004A_9F75),
};

/// The dark theme.
pub static DARK: Tokens = Tokens {
    canvas: hex(0x0015_181C),
    surface: hex(0x001C_2026),
    sunken: hex(0x0020_252C),
    hover: hex(0x0027_2D35),
    selected: hex(0x001F_3350),
    line: hex(0x002C_323A),
    line_strong: hex(0x0043_4B56),
    text: hex(0x00E7_EAEE),
    text_2: hex(0x00B6_BEC9),
    text_3: hex(0x0097_A2B0),
    on_accent: hex(0x00FF_FFFF),
    accent_fill: hex(0x002C_67B8),
    accent_fill_hover: hex(0x0030_6CBE),
    shadow: Color32::from_black_alpha(120),
    scrim: Color32::from_black_alpha(140),
    neutral: hue(0x00B6_BEC9, 0x002A_3038, 0x005D_6978),
    accent: hue(0x0085_B4F2, 0x001F_3350, 0x004F_88D2),
    danger: hue(0x00F2_938B, 0x003B_2224, 0x00D0_5F57),
    warn: hue(0x00E6_B566, 0x0036_2B18, 0x00C5_943F),
    good: hue(0x007C_C9A0, 0x001B_3027, 0x004C_9A73),
};

/// The tokens in force for this `ui`.
pub fn of(ui: &Ui) -> &'static Tokens {
    of_visuals(ui.visuals())
}

/// The tokens that go with these visuals.
pub fn of_visuals(visuals: &egui::Visuals) -> &'static Tokens {
    if visuals.dark_mode { &DARK } else { &LIGHT }
}

/// The 4-px grid. Inside a component XS to M, between components M to L, page margin XL.
pub mod space {
    /// Between an icon and its word.
    pub const XS: f32 = 4.0;
    /// Between buttons.
    pub const S: f32 = 8.0;
    /// Between cards.
    pub const M: f32 = 12.0;
    /// Inside a card.
    pub const L: f32 = 16.0;
    /// Page margin.
    pub const XL: f32 = 24.0;
}

/// Fixed heights and widths, all multiples of 4.
pub mod size {
    /// Width of the rail.
    pub const RAIL: f32 = 72.0;
    /// Height of the top bar.
    pub const TOP_BAR: f32 = 48.0;
    /// Height of the status bar.
    pub const STATUS_BAR: f32 = 28.0;
    /// Height of a page's head.
    pub const PAGE_HEAD: f32 = 56.0;
    /// A row of the grid or of a list.
    pub const ROW: f32 = 32.0;
    /// The grid's head.
    pub const GRID_HEAD: f32 = 36.0;
    /// Buttons and one-line inputs.
    pub const BUTTON: f32 = 32.0;
    /// Chips.
    pub const CHIP: f32 = 24.0;
    /// The title line of a card.
    pub const CARD_TITLE: f32 = 44.0;
    /// Content narrower than this (zoom 150 % on 1366) stacks instead of squeezing.
    pub const NARROW: f32 = 1000.0;
}

/// Corner radii.
pub mod radius {
    /// Chips and cells.
    pub const S: u8 = 4;
    /// Buttons and inputs.
    pub const M: u8 = 6;
    /// Cards and dialogs.
    pub const L: u8 = 8;
}

/// Five sizes, two weights. Nothing smaller than 13.
pub mod font {
    use egui::{FontFamily, FontId};

    /// Key numbers.
    pub fn display() -> FontId {
        bold(28.0)
    }

    /// Title of a page, an issue, a dialog.
    pub fn title() -> FontId {
        bold(20.0)
    }

    /// Title of a card.
    pub fn heading() -> FontId {
        bold(16.0)
    }

    /// Body text that stands out.
    pub fn strong() -> FontId {
        bold(15.0)
    }

    /// Body text.
    pub fn body() -> FontId {
        FontId::proportional(15.0)
    }

    /// Labels and hints.
    pub fn small() -> FontId {
        FontId::proportional(13.0)
    }

    /// Small text that stands out: the grid's head.
    pub fn small_strong() -> FontId {
        bold(13.0)
    }

    /// The icon font.
    pub fn icon(size: f32) -> FontId {
        FontId::new(size, FontFamily::Name("icons".into()))
    }

    /// The bold face in a given size.
    pub fn bold(size: f32) -> FontId {
        FontId::new(size, FontFamily::Name("bold".into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(c: Color32) -> f32 {
        let linear = |v: u8| {
            let v = f32::from(v) / 255.0;
            if v <= 0.039_28 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(c.r()) + 0.7152 * linear(c.g()) + 0.0722 * linear(c.b())
    }

    fn check(what: &str, ink: Color32, ground: Color32) {
        let (a, b) = (luminance(ink), luminance(ground));
        let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
        assert!(contrast >= 4.5, "{what}: {ink:?} on {ground:?} {contrast}");
    }

    #[test]
    fn every_text_reaches_4_5_to_1() {
        for t in [&LIGHT, &DARK] {
            for ground in [t.canvas, t.surface, t.sunken, t.hover, t.selected] {
                for ink in [t.text, t.text_2, t.text_3] {
                    check("text", ink, ground);
                }
                for tone in Tone::ALL {
                    check("tone", t.hue(tone).ink, ground);
                }
            }
            for tone in Tone::ALL {
                check("on its soft", t.hue(tone).ink, t.hue(tone).soft);
            }
            check("primary", t.on_accent, t.accent_fill);
            check("primary under the pointer", t.on_accent, t.accent_fill_hover);
            check("flag", t.surface, t.hue(Tone::Accent).ink);
        }
    }

    #[test]
    fn disabled_text_reaches_4_5_to_1() {
        for t in [&LIGHT, &DARK] {
            check("disabled", t.text_3, t.hue(Tone::Neutral).soft);
        }
    }
}
