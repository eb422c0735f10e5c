//! Word forms and their templates from the command line.

use std::path::Path;

use serde_json::{Value, json};

use crate::{
    app::documents::{
        About, DocumentFault, DocumentOrder, DocumentTask, Subject, TemplateSource, WordForm, look_at, source_of, write,
    },
    domain::{IssueId, ledger::Ledger, record::Month},
    exchange::word::{Spec, SpecKind},
};

use super::{
    Desk, Done, Exit, Stop, args::ExportArgs, document_args::TemplatesArgs, document_words as words, look::find,
};

/// Lists forms with their placeholders; checks a template; writes ours into a folder.
pub(super) fn templates(asked: &TemplatesArgs, desk: &mut Desk<'_>) -> Done {
    if let Some(folder) = &asked.write {
        return write_built_in(folder, desk);
    }
    if let Some(file) = &asked.check {
        return check(file, asked, desk);
    }
    let forms: Vec<WordForm> = match &asked.form {
        Some(name) => vec![form_named(name)?],
        None => WordForm::ALL.to_vec(),
    };
    if asked.json {
        let forms: Vec<Value> = forms.into_iter().map(form_json).collect();
        desk.json(&json!({ "forms": forms }))?;
        return Ok(Exit::Fine);
    }
    for form in forms {
        desk.line(&words::word_form(form))?;
        for line in placeholder_lines(form.spec(), 1) {
            desk.line(&line)?;
        }
    }
    Ok(Exit::Fine)
}

fn form_json(form: WordForm) -> Value {
    json!({ "form": form.key(), "name": form.name(), "file": form.file_name(), "placeholders": placeholders_json(form.spec()) })
}

fn placeholders_json(all: &[Spec]) -> Vec<Value> {
    let one = |it: &Spec| match it.kind {
        SpecKind::Text => json!({ "name": it.name, "kind": "text", "means": it.means }),
        SpecKind::Flag => json!({ "name": it.name, "kind": "flag", "means": it.means }),
        SpecKind::List(inside) => {
            json!({ "name": it.name, "kind": "list", "means": it.means, "inside": placeholders_json(inside) })
        }
    };
    all.iter().map(one).collect()
}

fn placeholder_lines(all: &[Spec], depth: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for it in all {
        lines.push(format!("{}{}", "  ".repeat(depth), words::placeholder(it)));
        if let SpecKind::List(inside) = it.kind {
            lines.extend(placeholder_lines(inside, depth + 1));
        }
    }
    lines
}

fn check(file: &Path, asked: &TemplatesArgs, desk: &mut Desk<'_>) -> Done {
    let named = asked.form.clone().or_else(|| file.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    let form = form_named(&named.unwrap_or_default())?;
    // A file that is not there is no faulty template.
    super::open::read_foreign(file).map(drop)?;
    let look = look_at(form, TemplateSource::File(file.to_owned()));
    if asked.json {
        let faults: Vec<&str> = look.state.as_ref().err().map(|said| said.lines().collect()).unwrap_or_default();
        desk.json(&json!({ "form": form.key(), "ok": look.state.is_ok(), "faults": faults }))?;
    } else {
        match &look.state {
            Ok(names) => desk.line(&words::template_sound(form, *names))?,
            Err(why) => desk.line(&words::template_faulty(file, why))?,
        }
    }
    Ok(if look.state.is_ok() { Exit::Fine } else { Exit::Faults })
}

fn write_built_in(folder: &Path, desk: &mut Desk<'_>) -> Done {
    std::fs::create_dir_all(folder)?;
    for form in WordForm::ALL {
        let path = folder.join(form.file_name());
        if path.exists() {
            desk.line(&words::left_as_it_is(&path))?;
            continue;
        }
        crate::store::safe_write::safe_write(&path, form.built_in())?;
        desk.line(&words::wrote(&path))?;
    }
    Ok(Exit::Fine)
}

fn form_named(name: &str) -> Result<WordForm, Stop> {
    WordForm::find(name.trim()).ok_or_else(|| Stop::wrong_use(words::no_word_form(name)))
}

/// The Word form asked for, where the file to be written is a Word document.
pub(super) fn word_form(asked: &ExportArgs) -> Option<Result<WordForm, Stop>> {
    let ending = asked.out.extension()?;
    ending.eq_ignore_ascii_case("docx").then(|| form_named(&asked.form))
}

/// Writes a Word form; `issues` are those of the view asked for.
pub(super) fn export_docx(
    asked: &ExportArgs,
    form: WordForm,
    (ledger, issues): (Ledger, Vec<IssueId>),
    desk: &mut Desk<'_>,
) -> Done {
    let clock = desk.clock_on(asked.today);
    let subject = subject(asked, form, (&ledger, issues), clock.today)?;
    let count = subject.count();
    let source = asked.template.clone().map_or_else(|| source_of(form, Some(&asked.file), None), TemplateSource::File);
    let task = DocumentTask {
        order: DocumentOrder { public: asked.public, ..DocumentOrder::new(form, subject) },
        ledger,
        source,
        today: clock.today,
        contact_unit: String::new(),
        contact_phone: String::new(),
        may_replace: asked.force,
    };
    let written = write(&task, &asked.out, &mut |_, _| true).map_err(fault)?;
    if asked.json {
        let out = super::shown(&written.path);
        desk.json(&json!({ "form": form.key(), "out": out, "documents": written.count, "asked": count }))?;
    } else {
        desk.line(&words::documents_written(&written.path, written.count))?;
    }
    Ok(Exit::Fine)
}

fn fault(fault: DocumentFault) -> Stop {
    match fault {
        DocumentFault::Store(error) => error.into(),
        DocumentFault::Stopped | DocumentFault::Template(..) | DocumentFault::Public(_) | DocumentFault::Nothing(_) => {
            Stop::faults(fault.said())
        }
    }
}

fn subject(
    asked: &ExportArgs,
    form: WordForm,
    (ledger, issues): (&Ledger, Vec<IssueId>),
    today: chrono::NaiveDate,
) -> Result<Subject, Stop> {
    let issues = match &asked.issue {
        Some(name) => vec![find(ledger, name)?.id],
        None => issues,
    };
    Ok(match form.about() {
        About::Notice => Subject::Notices(
            issues
                .iter()
                .filter_map(|id| ledger.issue(*id))
                .flat_map(|issue| issue.notices().into_iter().map(|state| (issue.id, state.id)).collect::<Vec<_>>())
                .collect(),
        ),
        About::Issue | About::Issues => Subject::Issues(issues),
        About::Month => Subject::Month(month(asked, today)?),
        About::Ledger => Subject::Ledger,
        About::Merge => return Err(Stop::wrong_use(words::receipt_by_merge())),
    })
}

fn month(asked: &ExportArgs, today: chrono::NaiveDate) -> Result<Month, Stop> {
    match asked.month.as_deref() {
        Some(text) => super::export::month_of(text),
        None => Ok(crate::app::duty::round_month(today)),
    }
}
