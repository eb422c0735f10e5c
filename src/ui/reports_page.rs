//! 报表: a card a form – what it is, which issues or month, in which format – and after it the file that was written.

mod choices;
mod form_card;
mod word_cards;

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::{
    app::{Command, ExportOrder, ExportRows, FormFormat, FormName, Page},
    ui::{
        icon,
        theme::{size, space},
        view::ViewCtx,
        widgets::{check_box, empty_state, hint, job_line, page_head},
        words::{documents as word_forms, reports as words},
    },
};

use choices::Choices;

/// What is chosen on this page.
#[derive(Debug, Default)]
pub struct ReportsDraft {
    choices: Choices,
    public: bool,
}

/// A card is no narrower than this.
const NARROWEST: f32 = 330.0;

/// The forms under their heads. Word forms hang their cards in here as a group of their own.
const GROUPS: [(&str, &[FormName]); 4] = [
    (words::LISTS, &[FormName::Ledger, FormName::Problems, FormName::Duties, FormName::Rectifications, FormName::View]),
    (words::PROGRESS, &[FormName::YearTasks, FormName::Monthly, FormName::Closures, FormName::Notices]),
    (words::PUBLIC_AND_CASES, &[FormName::Complaints, FormName::Cases]),
    (words::FIGURES, FIGURES),
];

const FIGURES: &[FormName] = &[FormName::Statistics, FormName::Overview];

/// Asks where the grid as it stands should go: a workbook with its columns, rows, order and groups.
pub fn export_view(ctx: ViewCtx<'_>) -> Command {
    let order = ExportOrder {
        rows: ExportRows::Shown,
        ..ExportOrder::new(FormName::View, FormFormat::Xlsx, ctx.app.export_month())
    };
    let name = ctx.app.export_name(&order);
    Command::AskExport(Box::new(order), name)
}

/// Shows the page.
pub fn reports_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ReportsDraft) {
    if ctx.ledger().is_none() {
        if empty_state(ui, icon::DESCRIPTION, words::NO_LEDGER, words::TO_WELCOME).clicked() {
            ctx.commands.send(Command::Go(Page::Welcome));
        }
        return;
    }
    let side = if ui.available_width() < size::NARROW { space::L } else { space::XL };
    Frame::new().inner_margin(Margin::symmetric(side as i8, 0)).show(ui, |ui| {
        page_head(ui, words::TITLE, words::TITLE_ASIDE, |_| ());
        draft.choices.strip_ui(ctx, ui);
        ui.horizontal_wrapped(|ui| {
            check_box(ui, &mut draft.public, word_forms::PUBLIC);
            hint(ui, word_forms::PUBLIC_HINT);
        });
        ui.add_space(space::S);
        if let Some(progress) = ctx.app.exporting()
            && job_line(ui, words::EXPORTING, progress.done, progress.total)
        {
            ctx.commands.send(Command::StopJob);
        }
        ScrollArea::vertical().id_salt("reports").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::M, space::M);
            for (title, forms) in GROUPS {
                group_ui(ctx, ui, (title, forms), (&draft.choices, draft.public));
            }
            word_cards::word_cards_ui(ctx, ui, &draft.choices, draft.public);
            ui.add_space(space::XL);
        });
    });
}

fn group_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (title, forms): (&str, &[FormName]), choices: (&Choices, bool)) {
    crate::ui::widgets::section_title(ui, title, "");
    let n = ((ui.available_width() / NARROWEST) as usize).clamp(1, 3);
    for row in forms.chunks(n) {
        ui.columns(n, |columns| {
            for (ui, form) in columns.iter_mut().zip(row) {
                ui.push_id(form.name(), |ui| form_card::card(ctx, ui, *form, choices));
            }
        });
    }
}
