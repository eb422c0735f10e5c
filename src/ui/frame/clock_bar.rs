//! The line under the top bar while the computer's clock cannot be right: everything is grey until a person has
//! looked at it or given the day.

use egui::{Panel, RichText, Sense, Ui, vec2};

use crate::{
    app::Command,
    domain::deadline_words::read_deadline,
    ui::{
        buttons::{Weight, button, button_unless},
        date_field::DateField,
        fields::Field,
        icon,
        notices::small_button,
        paint::glyph,
        theme::{self, font, size, space},
        view::ViewCtx,
        words,
    },
};

/// Shows it where it is needed. `text` is the day being typed.
pub(super) fn clock_bar_ui(ctx: ViewCtx<'_>, ui: &mut Ui, text: &mut String) {
    let doubtful = ctx.app.doubtful_clock();
    let given = ctx.app.day_given();
    if doubtful.is_none() && given.is_none() {
        return;
    }
    let hue = theme::of(ui).hue(theme::Tone::Warn);
    let frame = egui::Frame::new().fill(hue.soft).inner_margin(egui::Margin::symmetric(16, 8));
    Panel::top("clock bar").frame(frame).show_separator_line(false).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            match (doubtful, given) {
                (Some((now, newest)), _) => doubtful_ui(ctx, ui, &words::clock_doubtful(now, newest), text),
                (None, Some((today, machine))) => {
                    says(ui, &words::day_given(today, machine));
                    if small_button(ui, words::DAY_AS_CLOCK).clicked() {
                        ctx.commands.send(Command::GiveDay(machine));
                    }
                }
                (None, None) => {}
            }
        });
    });
}

fn says(ui: &mut Ui, sentence: &str) {
    let t = theme::of(ui);
    let (sign, _) = ui.allocate_exact_size(vec2(20.0, size::BUTTON), Sense::hover());
    glyph(ui, sign, icon::WARNING, 18.0, t.hue(theme::Tone::Warn).ink);
    ui.label(RichText::new(sentence).font(font::body()).color(t.text));
}

fn doubtful_ui(ctx: ViewCtx<'_>, ui: &mut Ui, sentence: &str, text: &mut String) {
    says(ui, sentence);
    ui.add_space(space::S);
    if button(ui, Weight::Normal, "", words::CONFIRM_CLOCK).clicked() {
        ctx.commands.send(Command::ConfirmClock);
    }
    let parse = |text: &str| read_deadline(text, Some(ctx.today())).date();
    let field = Field::new(words::DAY_IS).hint(words::DAY_IS).bare().width(170.0);
    let day = DateField::new(field, &parse, ctx.today()).show(ui, text).date;
    let refusal = day.is_none().then_some(words::DAY_MISSING);
    if button_unless(ui, Weight::Normal, "", words::GIVE_DAY, refusal).clicked()
        && let Some(day) = day
    {
        ctx.commands.send(Command::GiveDay(day));
        text.clear();
    }
}
