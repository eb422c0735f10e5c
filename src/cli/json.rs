//! Issues, logs and counts as JSON: names are stable, words of the screen stand beside them.

#![expect(clippy::wildcard_enum_match_arm, reason = "readings are looked for among all records")]

use serde_json::{Value, json};

use crate::{
    app::issue_log::LogEntry,
    domain::{
        closure::{Round, RoundCause, Stage, StagePoint, StepOutcome},
        deadline::Deadline,
        facts::IssueFacts,
        issue::{Issue, Presence, UnitRole},
        ledger::Ledger,
        measure::Relation,
        procedure::StepKey,
        record::{Record, RecordBody, ScheduleRating},
        supervision::LevelKey,
        time_status::TimeStatus,
    },
    exchange::plan::deadline_json,
    ui,
};

/// The stage of an issue.
pub(super) fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::Registered => "registered",
        Stage::Rectifying => "rectifying",
        Stage::Closing => "closing",
        Stage::Closed => "closed",
        Stage::Consolidating => "consolidating",
        Stage::Withdrawn => "withdrawn",
    }
}

fn stage(point: &StagePoint) -> Value {
    json!({
        "stage": stage_word(point.stage),
        "name": ui::words::stage(point),
        "step": point.step.as_ref().map(StepKey::as_str),
        "done": point.progress.0,
        "of": point.progress.1,
        "round": point.round,
        "contradicted": point.contradicted,
    })
}

fn time(status: TimeStatus) -> Value {
    let (kind, days) = match status {
        TimeStatus::Overdue(days) => ("overdue", Some(days)),
        TimeStatus::DueSoon(days) => ("due_soon", Some(days)),
        TimeStatus::Normal(days) => ("normal", Some(days)),
        TimeStatus::NoDeadline => ("no_deadline", None),
        TimeStatus::Over => ("over", None),
    };
    json!({"kind": kind, "days": days})
}

/// The judgement of a month.
pub(super) fn rating_word(rating: ScheduleRating) -> &'static str {
    match rating {
        ScheduleRating::NotStarted => "not_started",
        ScheduleRating::Behind => "behind",
        ScheduleRating::OnSchedule => "on_schedule",
        ScheduleRating::Ahead => "ahead",
        ScheduleRating::Finished => "finished",
    }
}

fn deadline(deadline: &Deadline) -> Option<Value> {
    (!deadline.is_empty()).then(|| deadline_json(deadline))
}

/// An issue as lists have it.
pub(super) fn summary(ledger: &Ledger, issue: &Issue, facts: &IssueFacts) -> Value {
    let (fields, directory) = (&issue.fields, &ledger.directory);
    let inspection = directory.inspections.get(fields.inspection.get());
    json!({
        "id": issue.id.to_string(),
        "number": fields.number.get(),
        "inspection": inspection.map(|it| it.fields.name.get()),
        "category": fields.category.get(),
        "title": fields.title.get(),
        "lead_unit": fields.lead_unit.get().map(|id| directory.unit_name(id)),
        "deadline": deadline(issue.first_deadline()),
        "acting_date": facts.date.map(|day| day.to_string()),
        "stage": stage(&facts.stage),
        "time_status": time(facts.time),
        "level": facts.level.as_ref().map(LevelKey::as_str),
        "rating": facts.rating.map(rating_word),
        "to_confirm": facts.to_confirm,
        "closed_on": facts.closed_on.map(|day| day.to_string()),
    })
}

/// An issue with everything in it.
pub(super) fn whole(ledger: &Ledger, issue: &Issue, facts: &IssueFacts) -> Value {
    let (fields, directory) = (&issue.fields, &ledger.directory);
    let names = |role| issue.units(role).iter().map(|id| directory.unit_name(*id)).collect::<Vec<_>>();
    let person = |id: &Option<_>| id.map(|id| directory.person_name(id).to_owned());
    let unit = |id: &Option<_>| id.map(|id| directory.unit_name(id).to_owned());
    let withdrawn = match issue.presence.get() {
        Presence::Withdrawn(reason) => Some(reason),
        Presence::Present | Presence::Undone => None,
    };
    let conflicts = fields.conflicts().into_iter().map(ui::words::issue_field);
    let rest = json!({
        "source": fields.source.get(),
        "chapter": fields.chapter.get(),
        "detail": fields.detail.get(),
        "region": fields.region.get(),
        "disposal": fields.disposal.get(),
        "goal": fields.goal.get(),
        "closing_standard": fields.closing_standard.get(),
        "lead_to_confirm": fields.lead_to_confirm.get(),
        "co_lead_units": names(UnitRole::CoLead),
        "cooperating_units": names(UnitRole::Cooperating),
        "by_document": fields.by_document.get(),
        "supervising_unit": unit(fields.supervising_unit.get()),
        "accepting_unit": unit(fields.accepting_unit.get()),
        "person_in_charge": person(fields.person_in_charge.get()),
        "leader_in_charge": person(fields.leader_in_charge.get()),
        "source_text": fields.source_text.get(),
        "withdrawn": withdrawn,
        "conflicts": conflicts.collect::<Vec<_>>(),
        "measures": measures(ledger, issue),
        "checkpoints": checkpoints(issue),
        "targets": targets(issue),
        "rounds": issue.live_rounds().into_iter().map(|round| self::round(issue, round)).collect::<Vec<_>>(),
        "records": issue.live_records().map(|record| self::record(ledger, record)).collect::<Vec<_>>(),
    });
    let mut value = summary(ledger, issue, facts);
    if let (Some(map), Value::Object(rest)) = (value.as_object_mut(), rest) {
        map.extend(rest);
    }
    value
}

fn measures(ledger: &Ledger, issue: &Issue) -> Vec<Value> {
    let all = issue.live_measures().into_iter();
    let json = all.map(|measure| {
        let fields = &measure.fields;
        json!({
            "id": measure.id.to_string(),
            "number": fields.number.get(),
            "text": fields.text.get(),
            "unit": fields.unit.get().map(|id| ledger.directory.unit_name(id)),
            "deadline": deadline(fields.deadline.get()),
            "started_on": fields.started_on.get().map(|day| day.to_string()),
            "done_on": fields.done_on.get().map(|day| day.to_string()),
        })
    });
    json.collect()
}

fn checkpoints(issue: &Issue) -> Vec<Value> {
    let all = issue.live_checkpoints().into_iter();
    let json = all.map(|point| {
        json!({
            "id": point.id.to_string(),
            "name": point.fields.name.get(),
            "planned_on": point.fields.planned_on.get().map(|day| day.to_string()),
            "reached_on": point.fields.reached_on.get().map(|day| day.to_string()),
        })
    });
    json.collect()
}

fn targets(issue: &Issue) -> Vec<Value> {
    let all = issue.live_targets().into_iter();
    let json = all.map(|held| {
        let relation = match held.fields.relation.get() {
            Relation::AtLeast => "at_least",
            Relation::AtMost => "at_most",
            Relation::Equal => "equal",
        };
        let readings = issue.live_records().filter_map(|record| match &record.body {
            RecordBody::Reading { target, date, value, .. } if *target == held.id => {
                Some(json!({"date": date.to_string(), "value": value, "reached": held.is_reached_by(value)}))
            }
            _ => None,
        });
        json!({
            "id": held.id.to_string(),
            "what": held.fields.what.get(),
            "relation": relation,
            "value": held.fields.value.get(),
            "unit": held.fields.unit.get(),
            "readings": readings.collect::<Vec<_>>(),
        })
    });
    json.collect()
}

fn round(issue: &Issue, round: &Round) -> Value {
    let standing = issue.standing(round);
    let steps = issue.steps_of(round.id).into_iter().map(|(record, step)| {
        let (outcome, reason) = match &step.outcome {
            StepOutcome::Passed => ("passed", None),
            StepOutcome::SentBack(reason) => ("sent_back", Some(reason)),
            StepOutcome::ApplicationWithdrawn(reason) => ("application_withdrawn", Some(reason)),
        };
        json!({
            "record": record.id.to_string(),
            "step": step.step.as_str(),
            "date": step.date.map(|day| day.to_string()),
            "signed": step.signed.person,
            "outcome": outcome,
            "reason": reason,
            "opinion": step.opinion,
            "filing_number": step.filing_number,
        })
    });
    let relapse = match &round.cause {
        RoundCause::Assigned => None,
        RoundCause::Relapse { date, reason, .. } => Some(json!({"date": date.to_string(), "reason": reason})),
    };
    json!({
        "id": round.id.to_string(),
        "procedure": round.procedure.name,
        "relapse": relapse,
        "filed": standing.filed.is_some(),
        "returns": standing.returns,
        "steps": steps.collect::<Vec<_>>(),
    })
}

fn record(ledger: &Ledger, record: &Record) -> Value {
    json!({
        "id": record.id.to_string(),
        "kind": record_kind(&record.body),
        "name": ui::words::record_kind(&record.body),
        "text": ui::words::record_line(ledger, &record.body),
    })
}

fn record_kind(body: &RecordBody) -> &'static str {
    match body {
        RecordBody::Progress(_) => "progress_note",
        RecordBody::Notice(_) => "supervision_notice",
        RecordBody::NoticeAnswer { .. } => "notice_answer",
        RecordBody::NoticeLifted { .. } => "notice_lifted",
        RecordBody::Extension(_) => "extension",
        RecordBody::ExtensionChosen { .. } => "extension_chosen",
        RecordBody::DeadlineCorrected { .. } => "deadline_corrected",
        RecordBody::Step(_) => "step",
        RecordBody::Publicity(_) => "publicity",
        RecordBody::Objection { .. } => "objection",
        RecordBody::ObjectionSettled { .. } => "objection_settled",
        RecordBody::LookBack { .. } => "look_back",
        RecordBody::Evidence(_) => "evidence",
        RecordBody::Instruction { .. } => "instruction",
        RecordBody::InstructionOutcome { .. } => "instruction_outcome",
        RecordBody::Remark { .. } => "remark",
        RecordBody::Reading { .. } => "reading",
    }
}

/// One change of the log.
pub(super) fn log_entry(ledger: &Ledger, entry: &LogEntry) -> Value {
    let edits = entry.lines.iter().map(|line| {
        let before: Vec<_> = line.before.iter().map(|edit| ui::words::edit(ledger, edit)).collect();
        json!({"text": ui::words::edit(ledger, &line.edit), "before": before})
    });
    json!({
        "id": entry.change.to_string(),
        "author": entry.author,
        "unit": entry.unit,
        "typed_at": entry.typed_at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        "undoes": entry.undoes.map(|id| id.to_string()),
        "reason": entry.reason,
        "withheld": entry.withheld,
        "edits": edits.collect::<Vec<_>>(),
    })
}
