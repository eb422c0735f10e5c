//! Merges two copies of a ledger, and chooses where copies disagree.

use std::{collections::BTreeSet, path::Path};

use serde_json::{Value, json};

use crate::{
    app::{
        merge::{
            CannotMerge, DeltaState, FacetState, Incoming, MergePreview, OpenConflict, RefusedRecord, Side,
            open_conflicts, preview, resolve_all,
        },
        scribe::Scribe,
    },
    domain::{ChangeId, edit::PartKey, history::History, ledger::Ledger, rules::Role},
    store::safe_write::{Known, RealDisk, safe_write_with},
    ui,
};

use super::{
    Desk, Done, Exit, Stop,
    args::{MergeArgs, ResolveArgs},
    look::find,
    make::identity,
    open::{open, open_to_change, open_two, refused, remember, save_new},
    random_ids, shown, words,
};

/// So many digits of a change's id name it well enough.
const MIN_DIGITS: usize = 6;

pub(super) fn merge(asked: &MergeArgs, desk: &mut Desk<'_>) -> Done {
    let [mut mine, theirs] = open_two([&asked.mine, &asked.theirs], desk)?;
    if !mine.may_be_written() {
        return Err(Stop::faults(words::not_changed_damaged(&asked.mine)));
    }
    let incoming = Incoming {
        source: shown(&asked.theirs),
        at: desk.clock.now,
        by: String::new(),
        refused: theirs.faults().iter().map(RefusedRecord::from).collect(),
    };
    let content = std::mem::take(&mut mine.content);
    let preview = preview(&content, theirs.content, incoming).map_err(|cannot| match cannot {
        CannotMerge::OtherOrigin { .. } => Stop::faults(ui::words::merge::OTHER_ORIGIN),
    })?;
    if let (Some(out), false) = (&asked.out, asked.preview) {
        if is_same_file(out, &asked.mine) {
            mine.save(&preview.merged, desk)?;
        } else {
            save_new(out, &preview.merged)?;
            remember(&preview.merged, desk)?;
        }
    }
    if let Some(path) = &asked.receipt {
        let text = ui::words::merge::receipt_text(&preview.merged.ledger, &preview.receipt);
        safe_write_with(&RealDisk, path, Known::Absent, |out| Ok(out.write_all(text.as_bytes())?))?;
    }
    if asked.json {
        desk.json(&preview_json(&preview))?;
    } else {
        tell(&preview, desk)?;
    }
    Ok(if preview.receipt.counts.refused > 0 { Exit::Faults } else { Exit::Fine })
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| path.canonicalize().ok();
    whole(one).is_some_and(|path| Some(path) == whole(other))
}

fn tell(preview: &MergePreview, desk: &mut Desk<'_>) -> Result<(), Stop> {
    let ledger = &preview.merged.ledger;
    if preview.is_nothing() && preview.receipt.refused.is_empty() {
        return desk.line(ui::words::merge::NOTHING);
    }
    desk.line(&ui::words::merge::counts(&preview.receipt))?;
    for subject in preview.subjects.iter().filter(|subject| subject.state != DeltaState::Same) {
        let name = ui::words::merge::subject(ledger, subject.key);
        desk.line(&words::pair(ui::words::merge::state(subject.state), &name))?;
        for facet in subject.facets.iter().filter(|facet| facet.state != FacetState::Same) {
            let place = ui::words::merge::slot(ledger, subject.key, &facet.slot);
            let theirs = ui::words::cut(&ui::words::merge::value(ledger, &facet.theirs), 60);
            let mine = facet.mine.as_ref().map(|edit| ui::words::cut(&ui::words::merge::value(ledger, edit), 60));
            let mine = mine.unwrap_or_default();
            desk.line(&words::place(&place, ui::words::merge::facet_state(facet.state), (&mine, &theirs)))?;
        }
        for fault in &subject.faults {
            desk.line(&words::place(
                ui::words::merge::state(DeltaState::Refused),
                &ui::words::review::title(fault),
                ("", ""),
            ))?;
        }
    }
    Ok(())
}

fn key_word(key: PartKey) -> Value {
    match key {
        PartKey::Issue(id) => json!({"issue": id.to_string()}),
        PartKey::Complaint(id) => json!({"complaint": id.to_string()}),
        PartKey::Case(id) => json!({"case": id.to_string()}),
        PartKey::Directory => json!("directory"),
        PartKey::Private => json!("private"),
    }
}

fn state_word(state: DeltaState) -> &'static str {
    match state {
        DeltaState::Conflicting => "conflicting",
        DeltaState::Refused => "refused",
        DeltaState::New => "new",
        DeltaState::Changed => "changed",
        DeltaState::Same => "same",
    }
}

fn facet_word(state: FacetState) -> &'static str {
    match state {
        FacetState::Conflicting => "conflicting",
        FacetState::New => "new",
        FacetState::Changed => "changed",
        FacetState::Removed => "removed",
        FacetState::Same => "same",
    }
}

fn preview_json(preview: &MergePreview) -> Value {
    let (ledger, receipt) = (&preview.merged.ledger, &preview.receipt);
    let counts = receipt.counts;
    let taken = receipt.taken.iter().map(|change| {
        json!({
            "id": change.change.to_string(),
            "author": change.author,
            "unit": change.unit,
            "typed_at": change.typed_at.to_string(),
            "subjects": change.subjects.iter().map(|key| key_word(*key)).collect::<Vec<_>>(),
        })
    });
    let open = open_conflicts(ledger);
    let open = open.iter().filter(|conflict| receipt.conflicts.contains(&conflict.finding));
    let refused = receipt.refused.iter().map(|record| {
        json!({
            "line": record.line,
            "change": record.change.map(|id| id.to_string()),
            "kind": record.fault,
            "what": ui::words::merge::fault_kind(record.fault),
        })
    });
    let faults = receipt.faults.iter().map(
        |finding| json!({"issue": finding.issue().map(|id| id.to_string()), "what": ui::words::review::title(finding)}),
    );
    let people = preview.people.iter().map(|person| {
        json!({
            "author": person.author,
            "unit": person.unit,
            "changes": person.changes,
            "subjects": person.subjects.len(),
            "conflicts": person.conflicts,
        })
    });
    json!({
        "mine": counts.mine,
        "theirs": counts.theirs,
        "common": counts.common,
        "taken": counts.taken,
        "conflicts": counts.conflicts,
        "refused": counts.refused,
        "faults": counts.faults,
        "filled": receipt.filled,
        "erased": receipt.erased,
        "unchanged": preview.unchanged,
        "taken_changes": taken.collect::<Vec<_>>(),
        "open_conflicts": open.map(|it| conflict_json(ledger, &preview.merged.history, it)).collect::<Vec<_>>(),
        "refused_records": refused.collect::<Vec<_>>(),
        "found_faults": faults.collect::<Vec<_>>(),
        "subjects": preview.subjects.iter().map(|it| subject_json(ledger, it)).collect::<Vec<_>>(),
        "people": people.collect::<Vec<_>>(),
    })
}

fn subject_json(ledger: &Ledger, subject: &crate::app::merge::SubjectDelta) -> Value {
    let places = subject.facets.iter().map(|facet| {
        json!({
            "place": ui::words::merge::slot(ledger, subject.key, &facet.slot),
            "state": facet_word(facet.state),
            "mine": facet.mine.as_ref().map(|edit| ui::words::merge::value(ledger, edit)),
            "theirs": ui::words::merge::value(ledger, &facet.theirs),
            "by": facet.by.to_string(),
        })
    });
    json!({
        "key": key_word(subject.key),
        "name": ui::words::merge::subject(ledger, subject.key),
        "state": state_word(subject.state),
        "places": places.collect::<Vec<_>>(),
    })
}

fn conflict_json(ledger: &Ledger, history: &History, conflict: &OpenConflict) -> Value {
    let values = conflict.values.iter().map(|(by, edit)| {
        let header = history.get(*by).map(|change| &change.header);
        json!({
            "change": by.to_string(),
            "author": header.map(|it| &it.author),
            "unit": header.map(|it| &it.unit),
            "typed_at": header.map(|it| it.typed_at.to_string()),
            "value": ui::words::merge::value(ledger, edit),
        })
    });
    json!({
        "key": key_word(conflict.subject),
        "name": ui::words::merge::subject(ledger, conflict.subject),
        "place": ui::words::merge::slot(ledger, conflict.subject, &conflict.slot),
        "values": values.collect::<Vec<_>>(),
    })
}

pub(super) fn resolve(asked: &ResolveArgs, desk: &mut Desk<'_>) -> Done {
    let Some(side) = side(asked, desk)? else {
        let content = open(&asked.file, desk)?.content;
        let open = wanted(&content.ledger, asked)?;
        return show(&content.ledger, &content.history, (&open, 0, None), asked.json, desk);
    };
    let mut opened = open_to_change(&asked.file, desk)?;
    let content = std::mem::take(&mut opened.content);
    let open = wanted(&content.ledger, asked)?;
    let side = match side {
        Wanted::Side(side) => side,
        Wanted::Prefix(prefix) => Side::Change(by_prefix(&open, &prefix)?),
    };
    let Some((action, chosen)) = resolve_all(&open, &side, &content.history) else {
        return Err(Stop::faults(words::nothing_to_choose()));
    };
    let who = identity(&asked.clerk.author, &asked.clerk.unit, Role::Office)?;
    let mut scribe = Scribe::new(content, who, desk.clock_on(asked.clerk.today), random_ids());
    scribe.clock_confirmed = asked.clerk.today.is_some();
    let change = scribe.act(action).map_err(|error| Stop::faults(refused(&error, &scribe.content)))?;
    opened.save(&scribe.content, desk)?;
    let left = wanted(&scribe.content.ledger, asked)?;
    show(&scribe.content.ledger, &scribe.content.history, (&left, chosen, change), asked.json, desk)
}

/// Whose values are to be chosen, as far as the arguments alone say.
enum Wanted {
    Side(Side),
    Prefix(String),
}

fn side(asked: &ResolveArgs, desk: &mut Desk<'_>) -> Result<Option<Wanted>, Stop> {
    if let Some(prefix) = &asked.side.take {
        return Ok(Some(Wanted::Prefix(prefix.trim().to_ascii_lowercase())));
    }
    if let Some(name) = &asked.side.of {
        return Ok(Some(Wanted::Side(Side::Author(name.trim().to_owned()))));
    }
    let Some(other) = asked.other.as_ref().filter(|_| asked.side.mine || asked.side.theirs) else {
        return Ok(None);
    };
    let content = open(other, desk)?.content;
    let ids: BTreeSet<ChangeId> = content.history.ids().collect();
    Ok(Some(Wanted::Side(if asked.side.mine { Side::NotIn(ids) } else { Side::In(ids) })))
}

fn by_prefix(open: &[OpenConflict], prefix: &str) -> Result<ChangeId, Stop> {
    let all = open.iter().flat_map(|conflict| conflict.values.iter().map(|(by, _)| *by));
    let fits = |id: &ChangeId| prefix.len() >= MIN_DIGITS && id.to_string().starts_with(prefix);
    let found: BTreeSet<ChangeId> = all.filter(fits).collect();
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(Stop::wrong_use(words::no_such_change(prefix))),
    }
}

/// The conflicts that are meant.
fn wanted(ledger: &Ledger, asked: &ResolveArgs) -> Result<Vec<OpenConflict>, Stop> {
    let mut open = open_conflicts(ledger);
    if let Some(meant) = &asked.issue {
        let issue = PartKey::Issue(find(ledger, meant)?.id);
        open.retain(|conflict| conflict.subject == issue);
    }
    Ok(open)
}

fn show(
    ledger: &Ledger,
    history: &History,
    (open, chosen, change): (&[OpenConflict], usize, Option<ChangeId>),
    as_json: bool,
    desk: &mut Desk<'_>,
) -> Done {
    if as_json {
        let conflicts: Vec<_> = open.iter().map(|conflict| conflict_json(ledger, history, conflict)).collect();
        let change = change.map(|id| id.to_string());
        desk.json(&json!({"conflicts": conflicts, "chosen": chosen, "left": open.len(), "change": change}))?;
        return Ok(Exit::Fine);
    }
    desk.line(&words::resolved(chosen, open.len()))?;
    for conflict in open {
        let name = ui::words::merge::subject(ledger, conflict.subject);
        desk.line(&words::pair(&name, &ui::words::merge::slot(ledger, conflict.subject, &conflict.slot)))?;
        for (by, edit) in &conflict.values {
            let header = history.get(*by).map(|change| &change.header);
            let who = header.map(|it| ui::words::review::entered(&it.author, &it.unit, it.typed_at));
            let value = ui::words::merge::value(ledger, edit);
            desk.line(&words::choice(&by.0.short(), &who.unwrap_or_default(), &value))?;
        }
    }
    Ok(Exit::Fine)
}
