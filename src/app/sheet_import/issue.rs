//! A row as an issue: which one it is, and what a new one is entered with.

use std::sync::Arc;

use crate::{
    app::import::{guess_category, inspection_id},
    domain::{
        InspectionId, IssueId,
        issue::{IssueItem, IssueValue, Presence, UnitRole},
        rules::Action,
    },
    exchange::{
        columns::{Field, Record, Table},
        plan::PlanItem,
        sheet::Cell,
    },
};

use super::{
    choices::Decision,
    deadline,
    desk::{At, Desk},
    fault::FaultWhat,
    matching::{Match, Matcher},
    measures, note,
    outcome::{RowOutcome, RowState},
    said::{TEXTS, text_value},
    update::update,
    who::{Units, one_person, single_unit},
};

/// A problem longer than this has a title of its own, in characters.
const LONG: usize = 60;

/// What rows of one sheet share.
pub(super) struct SheetOf<'a, 't> {
    pub table: &'t Table<'a>,
    /// The program wrote it from this very ledger: empty cells empty fields.
    pub own: bool,
}

/// The texts by which a row is known.
pub(super) struct Known {
    pub number: String,
    pub title: String,
    pub detail: String,
    pub inspection: InspectionId,
}

/// Works one row out.
pub(super) fn row(
    desk: &mut Desk<'_>,
    matcher: &mut Matcher<'_>,
    of: &SheetOf<'_, '_>,
    record: &Record,
    keys: &mut Keys,
) {
    let known = known(desk, of, record);
    let mut outcome = RowOutcome {
        key: desk.key,
        row: record.first,
        last: record.last,
        number: shared(of.table, record, Field::Number, &known.number),
        title: shared(of.table, record, Field::Title, &known.title),
        ..RowOutcome::default()
    };
    let found = match identity(desk, matcher, of, record, &known) {
        Ok(found) => found,
        Err(what) => {
            outcome.state = RowState::Faulty;
            desk.fault(Desk::place(of.table, record, Field::Id), what);
            return desk.row(outcome);
        }
    };
    let id = match found {
        Match::Sure(id) => id,
        Match::None => keys.derive(&known),
        Match::Unsure(candidates) => match desk.choices.decisions.get(&(desk.key, record.first)) {
            Some(Decision::New) => keys.derive(&known),
            Some(Decision::Same(id)) => *id,
            Some(Decision::Leave) => {
                outcome.state = RowState::Left;
                return desk.row(outcome);
            }
            None => {
                (outcome.state, outcome.candidates) = (RowState::Undecided, candidates);
                desk.fault(Desk::place(of.table, record, Field::Title), FaultWhat::Undecided);
                return desk.row(outcome);
            }
        },
    };
    if let Some(first) = keys.seen(id, record.first) {
        outcome.state = RowState::Faulty;
        desk.fault(Desk::place(of.table, record, Field::Number), FaultWhat::TwiceInTable(first + 1));
        return desk.row(outcome);
    }
    outcome.issue = Some(id);
    let held = desk.ledger.issue(id).filter(|issue| issue.registered);
    match held.map(|issue| (issue, issue.presence.get())) {
        Some((_, Presence::Withdrawn(_))) => {
            outcome.state = RowState::Faulty;
            desk.fault(Desk::place(of.table, record, Field::Number), FaultWhat::Withdrawn);
            desk.row(outcome);
        }
        Some((issue, Presence::Undone)) => {
            let item = IssueItem::Issue;
            desk.change(At::default(), Action::Restore { issue: id, item });
            update(desk, of, record, issue, &known, outcome);
        }
        Some((issue, Presence::Present)) => update(desk, of, record, issue, &known, outcome),
        None => register(desk, of, record, id, known, outcome),
    }
}

/// The ids that rows of the import have.
#[derive(Debug, Default)]
pub(super) struct Keys {
    counts: std::collections::BTreeMap<(InspectionId, bool, String), u32>,
    n_derived: usize,
    taken: std::collections::BTreeMap<IssueId, usize>,
}

impl Keys {
    /// The id of a new issue: of inspection and number, else of its text; the same table gives the same ids.
    fn derive(&mut self, known: &Known) -> IssueId {
        let (number, title) = (known.number.trim(), known.title.trim());
        let own = if number.is_empty() { title } else { number };
        let kind = if number.is_empty() { "text" } else { "number" };
        let nth = self.counts.entry((known.inspection, number.is_empty(), own.to_owned())).or_default();
        let id = IssueId::derived(&[&known.inspection.to_string(), "sheet", kind, own, &nth.to_string()]);
        *nth += 1;
        self.n_derived += 1;
        id
    }

    /// How many rows were new so far.
    pub(super) fn n_derived(&self) -> usize {
        self.n_derived
    }

    /// The row that is this issue already.
    fn seen(&mut self, id: IssueId, row: usize) -> Option<usize> {
        let first = self.taken.get(&id).copied();
        self.taken.entry(id).or_insert(row);
        first
    }
}

/// A text that stands in a cell of its own, without another copy of it.
fn shared(table: &Table<'_>, record: &Record, field: Field, text: &str) -> Arc<str> {
    match table.cell(record, field).map(|placed| placed.cell) {
        Some(Cell::Text(said)) if **said == *text => Arc::clone(said),
        _ => Arc::from(text),
    }
}

fn known(desk: &mut Desk<'_>, of: &SheetOf<'_, '_>, record: &Record) -> Known {
    let text = |field| of.table.text(record, field).into_owned();
    let (title, detail) = (text(Field::Title), text(Field::Detail));
    let (title, detail) = match (title.is_empty(), detail.is_empty(), of.own) {
        (_, _, true) | (false, false, _) => (title, detail),
        (true, _, _) => split_problem(&detail),
        (false, true, _) => split_problem(&title),
    };
    let target = inspection_id(&desk.choices.shared.target);
    let named = text(Field::Inspection);
    let inspection = if named.is_empty() { None } else { desk.inspection(&named) };
    Known { number: text(Field::Number), title, detail, inspection: inspection.unwrap_or(target) }
}

/// Title and full text of a problem that stands in one cell.
pub(super) fn split_problem(text: &str) -> (String, String) {
    let text = text.trim();
    if text.chars().count() <= LONG && !text.contains('\n') {
        return (text.to_owned(), String::new());
    }
    let end = text.find(['。', '\n', '；']).unwrap_or(text.len());
    let first: String = text.get(..end).unwrap_or(text).chars().take(80).collect();
    (first.trim().to_owned(), text.to_owned())
}

fn identity(
    desk: &Desk<'_>,
    matcher: &mut Matcher<'_>,
    of: &SheetOf<'_, '_>,
    record: &Record,
    known: &Known,
) -> Result<Match, FaultWhat> {
    let id = of.table.text(record, Field::Id);
    if !id.is_empty() && of.own {
        let found =
            id.parse::<IssueId>().ok().filter(|id| desk.ledger.issue(*id).is_some_and(|issue| issue.registered));
        return found.map(Match::Sure).ok_or(FaultWhat::UnknownId);
    }
    if known.title.trim().is_empty() && known.number.trim().is_empty() {
        return Err(FaultWhat::NoTitle);
    }
    let text = if known.detail.is_empty() { &known.title } else { &known.detail };
    let found = matcher.find(known.inspection, &known.number, text);
    if found == Match::None && known.title.trim().is_empty() { Err(FaultWhat::NoTitle) } else { Ok(found) }
}

// ---------------------------------------------------------------- new

fn register(
    desk: &mut Desk<'_>,
    of: &SheetOf<'_, '_>,
    record: &Record,
    id: IssueId,
    known: Known,
    mut outcome: RowOutcome,
) {
    inspection_fault(desk, of, record);
    let units = Units::read(desk, of.table, record);
    let lead = units.lead;
    let chapter = of.table.groups.get(record.group).cloned().unwrap_or_default();
    let mut values = vec![
        IssueValue::Inspection(known.inspection),
        IssueValue::Title(known.title),
        IssueValue::Detail(known.detail),
        IssueValue::LeadUnit(lead),
        IssueValue::LeadToConfirm(units.unsure && lead.is_some()),
        IssueValue::ByDocument(units.document.clone().unwrap_or_default()),
        IssueValue::SupervisingUnit(single_unit(desk, of.table, record, Field::Supervising).ok().flatten()),
        IssueValue::AcceptingUnit(single_unit(desk, of.table, record, Field::Accepting).ok().flatten()),
        IssueValue::FirstDeadline(deadline::of_new(desk, of.table, record)),
    ];
    for field in TEXTS {
        let text = desk.text(of.table, record, field).map(|(text, _)| text).unwrap_or_default();
        values.extend(text_value(field, text));
    }
    fill_in(desk, &mut values, &chapter);
    let person = one_person(desk, of.table, record, Field::Person, lead).ok().flatten();
    let leader = one_person(desk, of.table, record, Field::Leader, None).ok().flatten();
    values.extend([IssueValue::PersonInCharge(person), IssueValue::LeaderInCharge(leader)]);
    values.retain(|value| *value != IssueValue::unset(value.field()));
    // There are as many of these lists as rows.
    values.shrink_to_fit();
    desk.enter(Action::RegisterIssue { issue: id, values });
    let roles = [(UnitRole::CoLead, units.co_leads), (UnitRole::Cooperating, units.cooperating)];
    for (role, units) in roles {
        for unit in units.unwrap_or_default() {
            desk.enter(Action::AddIssueUnit { issue: id, role, unit });
        }
    }
    measures::enter(desk, of.table, record, id);
    if let Some(read) = note::read(desk, of.table, record, None) {
        desk.outcome.n_notes += 1;
        desk.enter(note::append(id, None, read.note));
    }
    outcome.state = RowState::New;
    desk.row(outcome);
}

/// The chapter from the head of the group, the category from its words, where no column says them.
fn fill_in(desk: &Desk<'_>, values: &mut Vec<IssueValue>, chapter: &str) {
    let is_set = |values: &[IssueValue], wanted: fn(&IssueValue) -> bool| values.iter().any(wanted);
    if !is_set(values, |value| matches!(value, IssueValue::Chapter(text) if !text.is_empty())) {
        values.retain(|value| !matches!(value, IssueValue::Chapter(_)));
        values.push(IssueValue::Chapter(chapter.to_owned()));
    }
    if !is_set(values, |value| matches!(value, IssueValue::Category(text) if !text.is_empty())) {
        let title = values
            .iter()
            .find_map(|value| if let IssueValue::Title(title) = value { Some(title.clone()) } else { None });
        let item =
            PlanItem { title: title.unwrap_or_default(), chapter: Some(chapter.to_owned()), ..PlanItem::default() };
        let category = guess_category(&item, &desk.ledger.directory);
        values.retain(|value| !matches!(value, IssueValue::Category(_)));
        values.push(IssueValue::Category(category));
    }
}

pub(super) fn inspection_fault(desk: &mut Desk<'_>, of: &SheetOf<'_, '_>, record: &Record) -> Option<InspectionId> {
    let (text, at) = desk.text(of.table, record, Field::Inspection).filter(|(text, _)| !text.is_empty())?;
    let found = desk.inspection(&text);
    if found.is_none() && text != target_name(desk) {
        let names = desk.inspection_names();
        desk.fault(at, FaultWhat::NoSuchInspection(names));
    }
    found
}

fn target_name(desk: &Desk<'_>) -> String {
    match &desk.choices.shared.target {
        crate::app::import::TargetInspection::New(new) => new.name.trim().to_owned(),
        crate::app::import::TargetInspection::Existing(_) => String::new(),
    }
}
