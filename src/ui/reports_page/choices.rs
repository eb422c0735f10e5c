//! What holds for all cards: which issues, which month.

use egui::Ui;

use crate::{
    app::{BuiltIn, ExportOrder, ExportRows, FormFormat, FormName, Page, ViewName},
    domain::{InspectionId, record::Month},
    ui::{
        theme::{size, space},
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, Field},
        words::{self, reports as says},
    },
};

/// So many months back can be chosen.
const MONTHS: usize = 18;

/// What is chosen.
#[derive(Debug, Default)]
pub(super) struct Choices {
    rows: Option<ExportRows>,
    month: Option<Month>,
}

impl Choices {
    pub(super) fn strip_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui) {
        let offered = offered(ctx);
        let rows = self.rows(ctx);
        let months: Vec<Month> =
            std::iter::successors(Some(ctx.app.export_month()), |month| Some(month.before())).take(MONTHS).collect();
        let month = self.month(ctx);
        let wide = ((ui.available_width() - space::M) / 2.0).min(360.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let items: Vec<_> = offered.iter().map(|(_, word)| ChoiceItem::new(word)).collect();
            let mut chosen = offered.iter().position(|(it, _)| *it == rows);
            ui.allocate_ui(egui::vec2(wide, size::BUTTON), |ui| {
                let field = Field::new(says::ROWS).width(wide);
                if Choice::new(field, &items).show(ui, &mut chosen).changed() {
                    self.rows = chosen.and_then(|at| offered.get(at)).map(|(rows, _)| rows.clone());
                }
            });
            let named: Vec<String> = months.iter().map(|month| words::report_month(*month)).collect();
            let items: Vec<_> = named.iter().map(|word| ChoiceItem::new(word)).collect();
            let mut chosen = months.iter().position(|it| *it == month);
            let wide = wide.min(220.0);
            ui.allocate_ui(egui::vec2(wide, size::BUTTON), |ui| {
                let field = Field::new(says::MONTH).width(wide);
                if Choice::new(field, &items).show(ui, &mut chosen).changed() {
                    self.month = chosen.and_then(|at| months.get(at)).copied();
                }
            });
        });
    }

    pub(super) fn rows(&self, ctx: ViewCtx<'_>) -> ExportRows {
        let offered = offered(ctx);
        let held = self.rows.clone().filter(|rows| offered.iter().any(|(it, _)| it == rows));
        held.unwrap_or_default()
    }

    pub(super) fn month(&self, ctx: ViewCtx<'_>) -> Month {
        self.month.unwrap_or_else(|| ctx.app.export_month())
    }

    pub(super) fn order(&self, ctx: ViewCtx<'_>, form: FormName, format: FormFormat) -> ExportOrder {
        let rows = if form.takes_view() { self.rows(ctx) } else { ExportRows::All };
        let then_open = format == FormFormat::Pdf;
        ExportOrder { rows, then_open, ..ExportOrder::new(form, format, self.month(ctx)) }
    }

    /// What a card says of the issues or the month it would take.
    pub(super) fn taken(&self, ctx: ViewCtx<'_>, form: FormName) -> String {
        let rows = self.rows(ctx);
        let word = offered(ctx).into_iter().find(|(it, _)| *it == rows).map(|(_, word)| word).unwrap_or_default();
        match (form.takes_view(), form.takes_month()) {
            (true, true) => says::taken_month(&word, &words::report_month(self.month(ctx))),
            (true, false) => word,
            (false, _) => says::WHOLE.to_owned(),
        }
    }
}

/// The issues that can be chosen, with their words.
fn offered(ctx: ViewCtx<'_>) -> Vec<(ExportRows, String)> {
    let Some(ledger) = ctx.ledger() else {
        return Vec::new();
    };
    let rows = ctx.app.rows();
    let mut all = vec![(ExportRows::All, says::ALL.to_owned())];
    if rows.query().is_narrowed() || ctx.app.page() == Page::Issues || *ctx.app.view() != ViewName::default() {
        all.push((ExportRows::Shown, says::shown(rows.ids().len())));
    }
    let views = BuiltIn::ALL.into_iter().filter(|it| *it != BuiltIn::Usual).map(ViewName::BuiltIn);
    for view in views.chain(ctx.app.saved_views()) {
        let word = says::of_view(words::views::view(&view));
        all.push((ExportRows::View(view), word));
    }
    let inspections = ledger.directory.live_inspections();
    if inspections.len() > 1 {
        let of = |id: InspectionId, name: &str| (ExportRows::Inspection(id), says::of_inspection(name));
        all.extend(inspections.iter().map(|it| of(it.id, it.fields.name.get())));
    }
    all
}
