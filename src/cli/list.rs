//! Counts of a ledger as JSON and as lines.

use serde_json::{Value, json};

use crate::domain::{
    ledger::Ledger,
    stats::{Stats, Tally},
};

use super::{json::stage_word, words};

fn tally(tally: &Tally) -> Value {
    json!({
        "all": tally.all(),
        "overdue": tally.overdue,
        "due_soon": tally.due_soon,
        "normal": tally.normal,
        "closed": tally.closed,
    })
}

fn named(name: &str, counts: &Tally) -> Value {
    let mut value = tally(counts);
    if let Some(map) = value.as_object_mut() {
        map.insert("name".to_owned(), json!(name));
    }
    value
}

/// The counts of a day.
pub(super) fn stats_json(ledger: &Ledger, stats: &Stats, today: chrono::NaiveDate) -> Value {
    let directory = &ledger.directory;
    let stages = stats
        .stages
        .iter()
        .map(|it| json!({"stage": stage_word(it.name.stage), "step": it.name.step, "count": it.count}));
    let units =
        stats.units.iter().map(|(id, counts)| named(id.map(|id| directory.unit_name(id)).unwrap_or_default(), counts));
    let inspections = stats.inspections.iter().map(|(id, counts)| {
        let name = directory.inspections.get(id).map(|it| it.fields.name.get().as_str());
        named(name.unwrap_or_default(), counts)
    });
    let due = stats.due.iter().map(|(day, id)| {
        let number = ledger.issue(*id).map(|issue| issue.fields.number.get().as_str());
        json!({"date": day.to_string(), "issue": id.to_string(), "number": number})
    });
    let months = stats.months.iter().map(|it| json!({"month": it.month, "planned": it.planned, "actual": it.actual}));
    json!({
        "title": directory.fields.title.get(),
        "today": today.to_string(),
        "all": tally(&stats.all),
        "under_way": stats.under_way,
        "to_confirm": stats.to_confirm,
        "finished": stats.finished,
        "withdrawn": stats.withdrawn,
        "closed_rate": stats.closed_rate(),
        "finished_rate": stats.finished_rate(),
        "definitions": {"closed_rate": words::CLOSED_RATE, "finished_rate": words::FINISHED_RATE},
        "stages": stages.collect::<Vec<_>>(),
        "units": units.collect::<Vec<_>>(),
        "categories": stats.categories.iter().map(|(name, counts)| named(name, counts)).collect::<Vec<_>>(),
        "inspections": inspections.collect::<Vec<_>>(),
        "due": due.collect::<Vec<_>>(),
        "months": months.collect::<Vec<_>>(),
    })
}
