//! Plans and deadlines: read, and taken into a ledger.

use std::{io::Read as _, path::Path};

use serde_json::{Value, json};

use crate::{
    app::{
        import::{
            ImportChange, ImportChoices, ImportPreview, ItemRole, ItemState, NewInspection, ReadPlan, TargetInspection,
            plan_actions, proposed_choices, read_source, source_of_bytes,
        },
        scribe::Scribe,
    },
    domain::{
        calendar::WorkCalendar,
        deadline_words::{read_deadline, resolve_relative},
        ledger::Ledger,
        rules::Role,
    },
    exchange::{
        docx::MAX_FILE,
        plan::{deadline_json, report_json, words as plan_words},
    },
};

use super::{
    Desk, Done, Exit, Stop,
    args::{DeadlineArgs, ReadPlanArgs},
    import_args::ImportArgs,
    make::identity,
    open::{open, open_to_change, read_foreign, refused},
    random_ids, typed, words,
};

pub(super) fn read(asked: &ReadPlanArgs, desk: &mut Desk<'_>) -> Done {
    let read = read_file(&asked.source, desk)?;
    if asked.json {
        desk.json(&report_json(&read.report))?;
        return Ok(Exit::Fine);
    }
    for item in &read.report.items {
        desk.line(&words::plan_item(item))?;
    }
    tell_faults(&read, desk)?;
    desk.line(&words::plan_read(read.report.items.len(), read.report.faults.len()))?;
    Ok(Exit::Fine)
}

fn read_file(source: &Path, desk: &mut Desk<'_>) -> Result<ReadPlan, Stop> {
    let bytes = if source == Path::new("-") {
        // Of more than is read comes one byte more, by which the reader knows it.
        let mut bytes = Vec::new();
        (&mut *desk.piped).take(MAX_FILE as u64 + 1).read_to_end(&mut bytes)?;
        bytes
    } else {
        read_foreign(source)?
    };
    let plan = source_of_bytes(&bytes);
    let plan = plan.map_err(|error| Stop::no_file(words::no_plan(source, &plan_words::error_words(&error))))?;
    Ok(read_source(&plan))
}

fn tell_faults(read: &ReadPlan, desk: &mut Desk<'_>) -> Result<(), Stop> {
    for fault in &read.report.faults {
        desk.line(&words::line_fault(fault.line, &plan_words::fault_words(&fault.what)))?;
    }
    Ok(())
}

pub(super) fn deadline(asked: &DeadlineArgs, desk: &mut Desk<'_>) -> Done {
    let mut deadline = read_deadline(&asked.words, asked.base);
    if let Some(base) = asked.base {
        let calendar = WorkCalendar::state_council();
        let days = |from, n| calendar.add_working_days(from, u16::try_from(n).ok()?).ok();
        deadline = resolve_relative(deadline, base, days);
    }
    if asked.json {
        desk.json(&deadline_json(&deadline))?;
    } else {
        desk.line(&words::deadline(&deadline))?;
    }
    Ok(Exit::Fine)
}

pub(super) fn import(asked: &ImportArgs, desk: &mut Desk<'_>) -> Done {
    let who = identity(&asked.clerk.author, &asked.clerk.unit, Role::Office)?;
    let read = read_file(&asked.source, desk)?;
    let mut opened = if asked.dry_run { open(&asked.file, desk)? } else { open_to_change(&asked.file, desk)? };
    let content = std::mem::take(&mut opened.content);
    let mut choices = proposed_choices(&read, &content.ledger);
    choose_inspection(&mut choices, asked.inspection.as_deref(), &content.ledger);
    if let Some(month) = asked.month.as_deref() {
        let month = typed::month(month).ok_or_else(|| Stop::wrong_use(words::no_month(month)))?;
        choices.change(&read.report, ImportChange::Month(month), &content.ledger);
    }
    let preview = ImportPreview::of(&read.report, &choices, &content.ledger);
    let mut change = None;
    if !asked.dry_run {
        let action = plan_actions(&read.report, &choices, &content.ledger);
        let mut scribe = Scribe::new(content, who, desk.clock_on(asked.clerk.today), random_ids());
        scribe.clock_confirmed = asked.clerk.today.is_some();
        match scribe.act(action) {
            Ok(id) => change = id,
            Err(error) => return Err(Stop::faults(refused(&error, &scribe.content))),
        }
        if change.is_some() {
            opened.save(&scribe.content, desk)?;
        }
    }
    if asked.json {
        let mut value = preview_json(&read, &choices, &preview);
        if let Some(map) = value.as_object_mut() {
            map.insert("dry_run".to_owned(), json!(asked.dry_run));
            map.insert("change".to_owned(), json!(change.map(|id| id.to_string())));
        }
        desk.json(&value)?;
    } else {
        tell_faults(&read, desk)?;
        desk.line(&words::imported(&preview, asked.dry_run))?;
    }
    Ok(Exit::Fine)
}

/// The inspection of that name, which is added where the ledger has none.
fn choose_inspection(choices: &mut ImportChoices, name: Option<&str>, ledger: &Ledger) {
    let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else {
        return;
    };
    let known = ledger.directory.live_inspections().into_iter();
    let known = known.filter(|inspection| inspection.fields.name.get() == name).map(|inspection| inspection.id).next();
    choices.target = match (known, &choices.target) {
        (Some(id), _) => TargetInspection::Existing(id),
        (None, TargetInspection::New(proposed)) => {
            TargetInspection::New(NewInspection { name: name.to_owned(), ..proposed.clone() })
        }
        (None, TargetInspection::Existing(_)) => {
            TargetInspection::New(NewInspection { name: name.to_owned(), ..NewInspection::default() })
        }
    };
}

fn preview_json(read: &ReadPlan, choices: &ImportChoices, preview: &ImportPreview) -> Value {
    let rows = read.report.items.iter().zip(&choices.items).zip(&preview.items);
    let items = rows.map(|((item, choice), row)| {
        let reported = match choice.role {
            ItemRole::ProgressOf(issue) => Some(issue),
            ItemRole::Issue | ItemRole::MeasureOfItem(_) | ItemRole::MeasureOfIssue(_) => None,
        };
        let state = match row.known.state {
            _ if reported.is_some() && choice.take => "reported",
            _ if reported.is_some() => "not_taken",
            ItemState::Assigned => "assigned",
            ItemState::Withdrawn => "withdrawn",
            _ if !choice.take => "not_taken",
            ItemState::New | ItemState::Undone => "new",
            ItemState::Here => "updated",
        };
        json!({
            "no": item.no,
            "title": choice.title,
            "line": item.line,
            "issue": reported.unwrap_or(row.known.issue).to_string(),
            "state": state,
            "lead": row.lead,
            "lead_to_confirm": row.lead_to_confirm,
            "deadline": deadline_json(&row.deadline),
        })
    });
    let inspection = match &choices.target {
        TargetInspection::Existing(id) => id.to_string(),
        TargetInspection::New(new) => new.name.clone(),
    };
    let units = preview.new_units().map(|unit| json!(unit.name));
    let faults = read.report.faults.iter();
    let faults = faults.map(|fault| json!({"line": fault.line, "what": plan_words::fault_words(&fault.what)}));
    json!({
        "inspection": inspection,
        "new": preview.n_new,
        "updated": preview.n_updated,
        "measures": preview.n_measures,
        "reports": preview.n_reports,
        "units": units.collect::<Vec<_>>(),
        "items": items.collect::<Vec<_>>(),
        "faults": faults.collect::<Vec<_>>(),
    })
}
