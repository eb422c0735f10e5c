//! Takes labelled values into an item: units, deadlines, goals, measures and persons.

use crate::domain::deadline_words::read_deadline_of_year;

use super::{
    labels::Label,
    model::{LineFault, PlanFault, PlanItem, PlanMeasure, PlanRole, PlanUnit},
    outline::{NumberKind, number, spoken},
    own_text::times_and_targets,
    roles::{LONGEST, read_group},
    source::Line,
    units::{split_units, with_role},
    wide::{Wide, trim_end_marks},
};

/// An item being put together, with what is known of the plan.
pub(super) struct Draft<'a> {
    pub item: &'a mut PlanItem,
    pub faults: &'a mut Vec<LineFault>,
    pub year: Option<i32>,
    /// Units said to hold for the items that follow too (下同).
    pub for_all: Vec<PlanUnit>,
}

impl Draft<'_> {
    /// Takes in one labelled value; `more` are the lines that go on with it.
    pub(super) fn take(&mut self, label: &Label, value: &str, more: &[&Line], line: usize) {
        let whole = joined(value, more);
        // A list that ends with a comma goes on in the next line.
        let goes_on = trim_end_marks(value.trim(), "、,") != value.trim();
        let first = if value.trim().is_empty() || goes_on { whole.as_str() } else { value };
        match label {
            Label::Units(role) => self.units(first, *role, line),
            Label::Deadline => {
                let words = trim_end_marks(first.trim(), "。.;");
                if !words.is_empty() {
                    let deadline = read_deadline_of_year(words, self.year);
                    self.item.deadlines.push(deadline);
                }
            }
            Label::Measures => self.measures(value, more, line),
            Label::Goal => {
                let (_, targets) = times_and_targets(&whole, self.year);
                self.item.targets.extend(targets);
                set(&mut self.item.goal, &whole);
            }
            Label::Progress => set(&mut self.item.progress, &whole),
            Label::Supervising => set(&mut self.item.supervising_unit, first),
            Label::Accepting => set(&mut self.item.accepting_unit, first),
            Label::Person => set(&mut self.item.person_in_charge, first),
            Label::Leader => set(&mut self.item.leader_in_charge, first),
            Label::Problem => {
                if self.item.title.is_empty() {
                    let title = first.trim().trim_end_matches('。');
                    title.clone_into(&mut self.item.title);
                }
            }
            Label::Number => {
                if self.item.no.is_empty() {
                    first.trim().clone_into(&mut self.item.no);
                }
            }
            Label::Unknown(words) => self.faults.push(LineFault { line, what: PlanFault::UnknownLabel(words.clone()) }),
        }
    }

    /// A list under a label has the label's role, unless it says roles of its own.
    fn units(&mut self, value: &str, role: PlanRole, line: usize) {
        let value = trim_end_marks(value.trim(), "。.");
        let (value, scoped) = without_scope_word(value);
        if scoped {
            self.for_all.clear();
        }
        if let Some(group) = read_group(value).filter(|group| group.assumed.is_empty()) {
            if scoped {
                self.for_all.extend(group.units.iter().cloned());
            } else if !group.for_all.is_empty() {
                self.for_all.clone_from(&group.for_all);
            }
            self.item.document = self.item.document.take().or(group.document);
            let units = group.units;
            add_units(&mut self.item.units, units);
            return;
        }
        let wide = Wide::new(value);
        let names = split_units(&wide, 0..wide.len().min(LONGEST));
        if names.iter().any(|name| name.chars().count() > 40) {
            let what = PlanFault::UnreadGroup(value.to_owned());
            self.faults.push(LineFault { line, what });
        }
        let units = with_role(names, role, &self.item.units);
        if scoped {
            self.for_all.clone_from(&units);
        }
        add_units(&mut self.item.units, units);
    }

    fn measures(&mut self, value: &str, more: &[&Line], line: usize) {
        let (mut pieces, mut kind) = inline_pieces(value, line);
        for line in more {
            let number = line.numbered.or_else(|| spoken(&line.wide));
            // What is counted deeper belongs to the measure it stands under.
            let own = number.filter(|number| kind.is_none_or(|kind| number.kind <= kind));
            match (own, pieces.last_mut()) {
                (None, Some(piece)) => piece.go_on(&line.text()),
                (Some(number), _) => {
                    kind = Some(number.kind);
                    pieces.push(Piece {
                        no: line.wide.quote(0..number.end),
                        text: line.wide.quote(number.end..line.wide.len()),
                        line: line.number,
                    });
                }
                (None, None) => pieces.push(Piece { no: String::new(), text: line.text(), line: line.number }),
            }
        }
        for piece in pieces {
            let measure = measure(piece, self.year, self.faults);
            self.item.measures.push(measure);
        }
    }
}

/// A measure as it stands in the plan.
pub(super) struct Piece {
    pub no: String,
    pub text: String,
    pub line: usize,
}

impl Piece {
    /// Takes a line in that goes on with the measure.
    pub(super) fn go_on(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }
}

/// Reads one measure: its own units, deadlines and numbers.
pub(super) fn measure(piece: Piece, year: Option<i32>, faults: &mut Vec<LineFault>) -> PlanMeasure {
    let line = Line::new(piece.line, &piece.text);
    let own = super::own_text::OwnText::of(std::slice::from_ref(&line), 0, &[]);
    let (deadlines, targets) = times_and_targets(&piece.text, year);
    let mut measure =
        PlanMeasure { no: piece.no, text: piece.text, units: Vec::new(), deadlines, targets, line: piece.line };
    for (_, group) in own.groups {
        add_units(&mut measure.units, group.units);
        for words in group.assumed {
            faults.push(LineFault { line: piece.line, what: PlanFault::RoleAssumed(words) });
        }
    }
    measure
}

/// Takes 下同 off the end of a labelled list of units.
fn without_scope_word(value: &str) -> (&str, bool) {
    let bare = value.strip_suffix("不再一一列出").unwrap_or(value);
    let bare = trim_end_marks(bare.trim_end(), ",;。、(");
    let closed = bare.trim_end_matches([')', '）']);
    match closed.strip_suffix("下同") {
        Some(rest) => (trim_end_marks(rest.trim_end_matches(['(', '（']).trim_end(), ",;。、"), true),
        None => (value, false),
    }
}

/// Adds units that are not there yet.
pub(super) fn add_units(units: &mut Vec<PlanUnit>, more: Vec<PlanUnit>) {
    for unit in more {
        let known = units.iter().any(|old| old.name == unit.name && old.role == unit.role);
        if !known {
            units.push(unit);
        }
    }
}

fn joined(value: &str, more: &[&Line]) -> String {
    let mut whole = value.trim().to_owned();
    for line in more {
        if !whole.is_empty() {
            whole.push('\n');
        }
        whole.push_str(&line.text());
    }
    whole
}

fn set(field: &mut Option<String>, value: &str) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    match field {
        Some(old) => {
            old.push('\n');
            old.push_str(value);
        }
        None => *field = Some(value.to_owned()),
    }
}

/// 1.…。2.…。 in one paragraph or cell: a piece for each number that goes on counting.
fn inline_pieces(value: &str, line: usize) -> (Vec<Piece>, Option<NumberKind>) {
    let value = value.trim();
    let mut pieces: Vec<Piece> = Vec::new();
    let wide = Wide::new(value);
    let mut starts = Vec::new();
    for at in 0..wide.len() {
        let opens = at == 0 || wide.scan().before(at).is_some_and(|c| "。;\n ".contains(c));
        let found = opens
            .then(|| Wide::new(&wide.quote(at..wide.len().min(at + 12))))
            .and_then(|head| number(&head).or_else(|| spoken(&head)));
        let next = u32::try_from(starts.len()).unwrap_or(u32::MAX).saturating_add(1);
        let same_kind = starts.first().is_none_or(|(_, _, kind)| found.is_some_and(|number| number.kind == *kind));
        if let Some(found) = found.filter(|found| found.value == next && same_kind) {
            starts.push((at, at + found.end, found.kind));
        }
    }
    let first = starts.first().map_or(wide.len(), |(at, _, _)| *at);
    let before = wide.quote(0..first);
    if !before.is_empty() {
        pieces.push(Piece { no: String::new(), text: before, line });
    }
    for (index, (at, text, _)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(wide.len(), |(next, _, _)| *next);
        pieces.push(Piece { no: wide.quote(*at..*text), text: wide.quote(*text..end), line });
    }
    (pieces, starts.first().map(|(_, _, kind)| *kind))
}
