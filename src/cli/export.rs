//! Writes a form of a ledger: the same tables as the window's 报表.

mod words;

use std::path::Path;

use crate::{
    app::{
        BuiltIn, CellKey, Clock, Column, FormFormat, FormName, ViewName,
        documents::WordForm,
        export::{ExportFault, ExportTask, issues_of, make, view_form, view_title},
        view_of,
    },
    domain::{ledger::Ledger, record::Month},
    store::safe_write::{Known, RealDisk, safe_write_with},
};

use super::{Desk, Done, Exit, Stop, args::ExportArgs, documents, open::open_ledger, typed, words as cli_words};

pub(super) fn export(asked: &ExportArgs, desk: &mut Desk<'_>) -> Done {
    if let Some(form) = documents::word_form(asked) {
        return export_word(asked, form?, desk);
    }
    let form = form_of(&asked.form)?;
    let format = format_of(form, &asked.out)?;
    if asked.out.exists() && !asked.force {
        return Err(Stop::no_file(cli_words::exists_already(&asked.out)));
    }
    let clock = desk.clock_on(asked.today);
    let ledger = open_ledger(&asked.file, desk)?;
    let made = make(&task_of(asked, (form, format), ledger, clock)?, &mut |_, _| true).map_err(fault)?;
    let known = if asked.force { Known::Any } else { Known::Absent };
    safe_write_with(&RealDisk, &asked.out, known, |out| Ok(out.write_all(&made.bytes)?))?;
    if asked.json {
        let path = super::shown(&asked.out);
        let lacking: String = made.lost.lacking.iter().collect();
        desk.json(&serde_json::json!({
            "form": form.name(), "out": path, "bytes": made.bytes.len(), "cut": made.lost.cut, "lacking": lacking,
        }))?;
    } else {
        desk.line(&words::exported(&asked.out, &made.lost))?;
    }
    Ok(Exit::Fine)
}

/// Writes a Word form of the issues asked for.
fn export_word(asked: &ExportArgs, form: WordForm, desk: &mut Desk<'_>) -> Done {
    if asked.out.exists() && !asked.force {
        return Err(Stop::no_file(cli_words::exists_already(&asked.out)));
    }
    let clock = desk.clock_on(asked.today);
    let ledger = open_ledger(&asked.file, desk)?;
    let task = task_of(asked, (FormName::View, FormFormat::Docx), ledger, clock)?;
    let issues = issues_of(&task);
    documents::export_docx(asked, form, (task.ledger, issues), desk)
}

/// What is asked for, as the window would ask for it.
fn task_of(
    asked: &ExportArgs,
    (form, format): (FormName, FormFormat),
    ledger: Ledger,
    clock: Clock,
) -> Result<ExportTask, Stop> {
    let name = asked.view.as_ref().map(|view| view_named(&ledger, view)).transpose()?.unwrap_or_default();
    let (mut query, layout) = view_of(&ledger, &name, clock.today);
    if let Some(inspection) = &asked.inspection {
        let values = [CellKey::Inspection(inspection_named(&ledger, inspection)?)].into();
        query.filters.insert(Column::Inspection, values);
    }
    let month = asked.month.as_deref().map(month_of).transpose()?;
    Ok(ExportTask {
        form,
        format,
        query,
        view: view_form(&layout, asked.view.as_ref().map(|_| view_title(&name)).unwrap_or_default()),
        month: month.unwrap_or_else(|| crate::app::duty::round_month(clock.today)),
        public: asked.public,
        unit: asked.unit.clone(),
        own_unit: ledger.directory.find_unit(&asked.unit),
        clock,
        ledger,
    })
}

fn fault(fault: ExportFault) -> Stop {
    match fault {
        ExportFault::Store(error) => error.into(),
        ExportFault::Stopped | ExportFault::Writer(_) => Stop::faults(words::not_exported(&fault.to_string())),
    }
}

fn form_of(name: &str) -> Result<FormName, Stop> {
    FormName::of_name(name.trim()).ok_or_else(|| Stop::wrong_use(words::no_such_form(name)))
}

/// The format by the ending of the file, if the form has it.
fn format_of(form: FormName, out: &Path) -> Result<FormFormat, Stop> {
    let ending = out.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let format = FormFormat::of_ending(&ending).filter(|format| form.formats().contains(format));
    format.ok_or_else(|| Stop::wrong_use(words::no_such_format(form, &ending)))
}

fn view_named(ledger: &Ledger, name: &str) -> Result<ViewName, Stop> {
    let name = name.trim();
    let built_in = BuiltIn::ALL.into_iter().map(ViewName::BuiltIn);
    let shared = ledger.directory.live_views().map(|(name, _)| ViewName::Shared(name.to_owned()));
    let mut all: Vec<ViewName> = built_in.chain(shared).collect();
    let found = all.iter().position(|view| crate::ui::words::views::view(view) == name || view.is_called(name));
    let Some(at) = found else {
        let known: Vec<&str> = all.iter().map(crate::ui::words::views::view).collect();
        return Err(Stop::wrong_use(words::no_such_view(name, &known)));
    };
    Ok(all.swap_remove(at))
}

fn inspection_named(ledger: &Ledger, name: &str) -> Result<crate::domain::InspectionId, Stop> {
    let all = ledger.directory.live_inspections();
    let found = all.iter().find(|it| it.fields.name.get().trim() == name.trim());
    found.map(|it| it.id).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|it| it.fields.name.get().as_str()).collect();
        Stop::wrong_use(words::no_such_inspection(name, &known))
    })
}

pub(super) fn month_of(text: &str) -> Result<Month, Stop> {
    typed::month(text).ok_or_else(|| Stop::wrong_use(cli_words::no_month(text)))
}
