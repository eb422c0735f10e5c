//! 设置: who sits here, how it looks, and the rules, units, people and inspections of the ledger.

mod computer;
mod entries;
mod holidays;
mod inspections;
mod people;
mod personal;
mod procedures;
mod rules;
mod templates;
mod typing;
mod units;
mod withdrawing;

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::{
    domain::{ledger::Ledger, rules::Role},
    ui::{
        theme::{self, Tone, size, space},
        view::ViewCtx,
        welcome_page::IdentityDraft,
        widgets::{banner, card_ui, page_head, tab},
        words,
    },
};

use inspections::InspectionsDraft;
use people::PeopleDraft;
use typing::Typing;
use units::UnitsDraft;

/// Text being typed and choices open on this page.
#[derive(Debug, Default)]
pub struct SettingsDraft {
    tab: usize,
    identity: Option<IdentityDraft>,
    typing: Typing,
    category: String,
    days_fault: bool,
    limit_fault: bool,
    /// The bytes of all evidence, worked out once for each revision.
    evidence: Option<(u64, u64)>,
    procedure: Option<String>,
    holidays: String,
    contact: templates::ContactDraft,
    units: UnitsDraft,
    people: PeopleDraft,
    inspections: InspectionsDraft,
}

/// The tab of Word templates: chosen on this computer, so anybody may.
const TEMPLATES: usize = 7;

/// Forms are no wider than this, so that the eye finds the next field.
const FORM: f32 = 880.0;

/// Pages lower than this do without their title.
const LOW: f32 = 460.0;

/// Shows the page.
pub fn settings_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SettingsDraft) {
    let side = if ui.available_width() < size::NARROW { space::L } else { space::XL };
    let margin = Margin::symmetric(side as i8, 0);
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        // At a high zoom the tabs alone say where one is.
        if ui.available_height() > LOW {
            page_head(ui, words::SETTINGS, "", |_| ());
        }
        ScrollArea::horizontal().id_salt("tabs").show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                for (place, label) in words::SETTINGS_TABS.into_iter().enumerate() {
                    if tab(ui, label, "", draft.tab == place).clicked() {
                        draft.tab = place;
                    }
                }
            });
        });
    });
    let line = ui.cursor().top();
    let t = theme::of(ui);
    ui.painter().hline(ui.max_rect().x_range(), line, t.hairline());
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add_space(space::M);
        tab_ui(ctx, ui, draft);
    });
}

fn tab_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SettingsDraft) {
    let Some(ledger) = ctx.ledger() else {
        return scrolled(ui, "personal", |ui| personal::personal_ui(ctx, ui, draft));
    };
    let own = draft.tab == 0 || draft.tab == TEMPLATES;
    if !own && ctx.app.identity().role != Role::Office {
        banner(ui, Tone::Warn, words::RULES_OF_OFFICE, &[]);
        ui.add_space(space::S);
    }
    let open = own || (ctx.app.identity().role == Role::Office && !ctx.app.is_read_only());
    ui.add_enabled_ui(open, |ui| ledger_tab_ui(ctx, ledger, ui, draft));
}

fn ledger_tab_ui(ctx: ViewCtx<'_>, ledger: &Ledger, ui: &mut Ui, draft: &mut SettingsDraft) {
    match draft.tab {
        1 => scrolled(ui, "rules", |ui| rules::rules_ui(ctx, ledger, ui, draft)),
        2 => scrolled(ui, "procedures", |ui| {
            procedures::procedures_ui(ctx, ledger, ui, &mut draft.procedure);
        }),
        3 => scrolled(ui, "holidays", |ui| {
            holidays::holidays_ui(ctx, ledger, ui, &mut draft.holidays);
        }),
        4 => units::units_ui(ctx, ledger, ui, &mut draft.units, &mut draft.typing),
        5 => people::people_ui(ctx, ledger, ui, &mut draft.people, &mut draft.typing),
        6 => {
            inspections::inspections_ui(ctx, ledger, ui, &mut draft.inspections, &mut draft.typing);
        }
        TEMPLATES => scrolled(ui, "templates", |ui| templates::templates_ui(ctx, ui, &mut draft.contact)),
        _ => scrolled(ui, "personal", |ui| personal::personal_ui(ctx, ui, draft)),
    }
}

/// A card of a form: its fields stand closer together than cards do.
fn form_card(ui: &mut Ui, title: &str, aside: &str, add: impl FnOnce(&mut Ui)) {
    card_ui(ui, title, aside, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        add(ui);
    });
}

fn scrolled(ui: &mut Ui, salt: &str, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(ui, |ui| {
        // The scroll bar floats over the right edge, and the focus ring lies outside its widget.
        let wide = (ui.available_width() - space::M).min(FORM);
        Frame::new().inner_margin(Margin::same(2)).show(ui, |ui| {
            ui.set_width(wide);
            ui.spacing_mut().item_spacing.y = space::M;
            add(ui);
            ui.add_space(space::XL);
        });
    });
}
