//! The dialog after a file was dropped that may be meant in more than one way.

use egui::Ui;

use crate::{
    app::{Command, DropCommand, DropMeaning, DropQuestion},
    ui::{
        view::ViewCtx,
        widgets::{Dialog, Weight, button, hint, key_text},
        words::{self, drops as says},
    },
};

/// Shows the dialog while something is asked.
pub fn drop_question_ui(ctx: ViewCtx<'_>, ui: &Ui) {
    let Some(question) = ctx.app.drop_question() else {
        return;
    };
    let mut answer = None;
    let shown = Dialog::new("drop question", says::DROPPED).width(560.0).show(
        ui.ctx(),
        &mut answer,
        |ui, _| body_ui(ui, question),
        |ui, answer| foot_ui(ui, question, answer),
    );
    let meaning = answer.take();
    if meaning.is_some() || shown.closed || shown.foot {
        ctx.commands.send(Command::Dropped(DropCommand::Means(meaning)));
    }
}

fn body_ui(ui: &mut Ui, question: &DropQuestion) {
    if let Some(first) = question.files.first() {
        key_text(ui, says::DROPPED_FILE, &says::files(first, question.files.len()), 2);
    }
    for meaning in &question.meanings {
        hint(ui, says::means(meaning));
    }
}

/// True where the files are to be left alone.
fn foot_ui(ui: &mut Ui, question: &DropQuestion, answer: &mut Option<DropMeaning>) -> bool {
    for (place, meaning) in question.meanings.iter().enumerate() {
        let weight = if place == 0 { Weight::Primary } else { Weight::Normal };
        if button(ui, weight, "", says::deed(meaning)).clicked() {
            *answer = Some(meaning.clone());
        }
    }
    button(ui, Weight::Normal, "", words::CANCEL).clicked()
}
