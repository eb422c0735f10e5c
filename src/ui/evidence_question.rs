//! The dialog before large files are added, or before a program among the evidence is opened.

use egui::Ui;

use crate::{
    app::{Command, EvidenceAnswer, EvidenceQuestion},
    ui::{
        view::ViewCtx,
        widgets::{Dialog, Weight, button, hint},
        words::{self, evidence as says},
    },
};

/// Shows the dialog while something is asked.
pub fn evidence_question_ui(ctx: ViewCtx<'_>, ui: &Ui) {
    let Some(question) = ctx.app.evidence_question() else {
        return;
    };
    let title = match question {
        EvidenceQuestion::TooLarge { .. } => says::TOO_LARGE,
        EvidenceQuestion::Dangerous { .. } => says::DANGEROUS,
    };
    let mut answer = None;
    let shown = Dialog::new("evidence question", title).width(560.0).show(
        ui.ctx(),
        &mut answer,
        |ui, _| body_ui(ui, question),
        |ui, answer| foot_ui(ui, question, answer),
    );
    let answer = answer.or_else(|| (shown.closed || shown.foot).then_some(EvidenceAnswer::Leave));
    if let Some(answer) = answer {
        ctx.commands.send(Command::AnswerEvidence(answer));
    }
}

fn body_ui(ui: &mut Ui, question: &EvidenceQuestion) {
    match question {
        EvidenceQuestion::TooLarge { files, most, total, .. } => {
            if let Some(most) = most {
                hint(ui, &says::larger_than(*most));
                for (path, bytes) in files.iter().filter(|(_, bytes)| bytes > most).take(8) {
                    hint(ui, &says::file(path, *bytes));
                }
            }
            if let Some((total, limit)) = total {
                hint(ui, &says::more_than(*total, *limit));
            }
            hint(ui, says::LARGE_HINT);
        }
        EvidenceQuestion::Dangerous { name, is_document, .. } => {
            hint(ui, &says::dangerous(name, *is_document));
        }
    }
}

/// True where it is to be left.
fn foot_ui(ui: &mut Ui, question: &EvidenceQuestion, answer: &mut Option<EvidenceAnswer>) -> bool {
    let mut deed = |ui: &mut Ui, weight: Weight, word: &str, means: EvidenceAnswer| {
        if button(ui, weight, "", word).clicked() {
            *answer = Some(means);
        }
    };
    match question {
        EvidenceQuestion::TooLarge { files, most, .. } => {
            let fits = files.iter().any(|(_, bytes)| most.is_none_or(|most| *bytes <= most));
            deed(ui, Weight::Primary, says::ADD_ALL, EvidenceAnswer::AddAll);
            if fits {
                deed(ui, Weight::Normal, says::ADD_FITTING, EvidenceAnswer::AddFitting);
            }
        }
        EvidenceQuestion::Dangerous { is_document, .. } => {
            deed(ui, Weight::Primary, says::OPEN_FOLDER, EvidenceAnswer::OpenFolder);
            if *is_document {
                deed(ui, Weight::Normal, says::OPEN_ANYWAY, EvidenceAnswer::Open);
            }
        }
    }
    button(ui, Weight::Normal, "", words::CANCEL).clicked()
}
