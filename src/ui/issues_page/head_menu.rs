//! The menu of a column head: order, filter, groups, hiding, freezing, width.

use egui::Ui;

use crate::{
    app::{Column, Command},
    ui::{
        icon,
        view::ViewCtx,
        widgets::{MenuItem, menu_lines},
        words::views as says,
    },
};

use super::{IssuesDraft, column_filter::FilterDraft, header};

#[derive(Clone, Copy)]
enum Deed {
    Sort(bool),
    Filter,
    Group(bool),
    Fit,
    Freeze,
    Hide,
}

pub(super) fn menu_ui(ctx: ViewCtx<'_>, ui: &mut Ui, column: Column, draft: &mut IssuesDraft) {
    ui.set_min_width(180.0);
    let query = ctx.app.rows().query();
    let grouped = query.group == Some(column);
    let mut all = vec![
        (Deed::Sort(false), icon::ARROW_UPWARD, says::UP),
        (Deed::Sort(true), icon::ARROW_DOWNWARD, says::DOWN),
        (Deed::Filter, icon::FILTER_LIST, says::FILTER),
    ];
    if grouped {
        all.push((Deed::Group(false), icon::TABLE_ROWS, says::UNGROUP));
    } else if Column::GROUPS.contains(&column) {
        all.push((Deed::Group(true), icon::TABLE_ROWS, says::GROUP_BY));
    }
    all.extend([
        (Deed::Fit, icon::SWAP_HORIZ, says::FIT),
        (Deed::Freeze, icon::PUSH_PIN, says::FREEZE_HERE),
        (Deed::Hide, icon::VISIBILITY_OFF, says::HIDE),
    ]);
    let items: Vec<_> = all.iter().map(|(_, sign, word)| MenuItem::new(sign, word)).collect();
    let Some((deed, ..)) = menu_lines(ui, &items).and_then(|n| all.get(n)) else {
        return;
    };
    match deed {
        Deed::Sort(down) => {
            let mut query = query.clone();
            query.sort = vec![(column, *down)];
            ctx.commands.send(Command::SetRows(query));
        }
        Deed::Filter => draft.filtering = Some(FilterDraft::new(query, column, true)),
        Deed::Group(on) => {
            let mut query = query.clone();
            query.group = on.then_some(column);
            ctx.commands.send(Command::SetRows(query));
        }
        Deed::Fit => header::fit(ctx, ui, column),
        Deed::Freeze | Deed::Hide => {
            let mut layout = ctx.app.layout().clone();
            if matches!(deed, Deed::Hide) {
                layout.show(column, false);
            } else {
                layout.frozen = layout.columns.iter().position(|it| *it == column).map_or(0, |n| n + 1);
            }
            ctx.commands.send(Command::SetLayout(Box::new(layout)));
        }
    }
}
