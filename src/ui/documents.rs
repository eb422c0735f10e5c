//! 生成文书: the ways to a Word document from where the clerk stands.

#![expect(clippy::wildcard_enum_match_arm, reason = "one kind of edit is picked out")]

use egui::{Response, Ui};

use crate::{
    app::{
        Command,
        documents::{DocumentCommand, DocumentOrder, Subject, WordForm},
    },
    domain::{
        IssueId,
        edit::{Edit, IssueEdit},
        record::RecordBody,
    },
    ui::{
        icon,
        view::ViewCtx,
        widgets::{MenuItem, Weight, button, button_unless, menu_under},
        words::documents as says,
    },
};

/// The forms about an issue.
pub const OF_ISSUE: [WordForm; 4] =
    [WordForm::IssueAccount, WordForm::ClosureApplication, WordForm::Acceptance, WordForm::Publicity];

/// The command that asks where a document should go.
pub fn ask(ctx: ViewCtx<'_>, order: DocumentOrder) -> Command {
    let name = ctx.app.document_file_name(&order);
    Command::Document(DocumentCommand::Ask(Box::new(order), name))
}

/// Asks where the papers of the notices should go that were issued last.
pub fn print_issued(ctx: ViewCtx<'_>) -> Option<Command> {
    let last = ctx.app.history()?.in_order().next_back()?.id;
    let issued = ctx.app.edits_of(last).into_iter().filter_map(|edit| match edit {
        Edit::Issue(issue, IssueEdit::Append(record, body)) if matches!(*body, RecordBody::Notice(_)) => {
            Some((issue, record))
        }
        _ => None,
    });
    let order = DocumentOrder::new(WordForm::SupervisionNotice, Subject::Notices(issued.collect()));
    (order.subject.count() > 0 && busy(ctx).is_none()).then(|| ask(ctx, order))
}

/// Why no document can be written now.
pub fn busy(ctx: ViewCtx<'_>) -> Option<&'static str> {
    ctx.app.is_writing_documents().then_some(says::BUSY)
}

/// A button that asks where the document of one form should go.
pub fn document_button(ctx: ViewCtx<'_>, ui: &mut Ui, label: &str, order: impl FnOnce() -> DocumentOrder) -> Response {
    let response = button_unless(ui, Weight::Normal, icon::DESCRIPTION, label, busy(ctx));
    if response.clicked() {
        ctx.commands.send(ask(ctx, order()));
    }
    response
}

/// The menu 生成文书 of one issue; the forms with the likeliest first.
pub fn issue_menu(ctx: ViewCtx<'_>, ui: &mut Ui, issue: IssueId, weight: Weight) {
    let opener = button(ui, weight, icon::DESCRIPTION, says::MENU).on_hover_text(says::MENU_HINT);
    let busy = busy(ctx);
    let labels: Vec<String> = OF_ISSUE.into_iter().map(says::form_button).collect();
    let items: Vec<_> = labels.iter().map(|label| MenuItem::new("", label).unless(busy)).collect();
    if let Some(form) = menu_under(&opener, &items).and_then(|at| OF_ISSUE.get(at)) {
        ctx.commands.send(ask(ctx, DocumentOrder::new(*form, Subject::Issues(vec![issue]))));
    }
}

/// A menu for several issues: each form as one file or as a file for each.
pub fn issues_menu(ctx: ViewCtx<'_>, ui: &mut Ui, weight: Weight, issues: impl Fn() -> Vec<IssueId>) {
    let opener = button(ui, weight, icon::DESCRIPTION, says::MENU).on_hover_text(says::MENU_HINT);
    let busy = busy(ctx);
    let choices: Vec<(WordForm, bool)> = OF_ISSUE.into_iter().flat_map(|form| [(form, false), (form, true)]).collect();
    let labels: Vec<String> = choices.iter().map(|(form, each)| says::several_button(*form, *each)).collect();
    let items: Vec<_> = labels.iter().map(|label| MenuItem::new("", label).unless(busy)).collect();
    if let Some((form, each)) = menu_under(&opener, &items).and_then(|at| choices.get(at)) {
        let order = DocumentOrder::new(*form, Subject::Issues(issues()));
        ctx.commands.send(ask(ctx, DocumentOrder { file_each: *each, ..order }));
    }
}
