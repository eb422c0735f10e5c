//! The running text of one item and the responsibility groups in it.

use std::{collections::BTreeSet, ops::Range};

use crate::domain::deadline::Deadline;
use crate::domain::deadline_find::find_deadlines;

use super::{
    model::{PlanMeasure, PlanTarget},
    roles::{Group, mentions_duty, read_group, read_sentence, shares_out},
    source::Line,
    targets::find_targets,
    wide::{Wide, trim_end_marks},
};

/// The running text of an item, without its labelled parts.
#[derive(Clone, Debug)]
pub(super) struct OwnText {
    pub text: Wide,
    /// The brackets that name units, and what they say.
    pub groups: Vec<(Range<usize>, Group)>,
    /// Brackets that speak of duties but could not be read.
    pub unread: Vec<Range<usize>>,
    /// Which line each line break leads to, by position.
    lines: Vec<usize>,
}

impl Default for OwnText {
    fn default() -> Self {
        Self { text: Wide::new(""), groups: Vec::new(), unread: Vec::new(), lines: Vec::new() }
    }
}

impl OwnText {
    /// Gathers the first line without its number and the lines that go on with it.
    pub(super) fn of(lines: &[Line], first: usize, body: &[usize]) -> Self {
        let mut own = Vec::new();
        let mut texts = Vec::new();
        for (position, index) in std::iter::once(&first).chain(body).enumerate() {
            let Some(line) = lines.get(*index) else {
                continue;
            };
            // What stands after a label is read with the label.
            let label = line.labels.first().map_or(line.wide.len(), |hit| hit.start);
            let start = if position == 0 { line.rest() } else { 0 };
            texts.push(line.wide.quote(start..label.max(start)));
            own.push(*index);
        }
        let text = Wide::new(&texts.join("\n"));
        let (groups, unread) = groups(&text);
        Self { text, groups, unread, lines: own }
    }

    /// The line a position of the text stands on.
    pub(super) fn line_at(&self, pos: usize) -> Option<usize> {
        let breaks = self.text.narrow(0..pos).chars().filter(|c| *c == '\n').count();
        self.lines.get(breaks).or_else(|| self.lines.last()).copied()
    }

    /// The text without its responsibility groups.
    pub(super) fn bare(&self) -> String {
        let mut bare = String::new();
        let mut start = 0;
        for (range, _) in &self.groups {
            bare.push_str(&self.text.quote(start..range.start));
            start = range.end;
        }
        bare.push_str(&self.text.quote(start..self.text.len()));
        bare
    }

    /// The first sentence.
    pub(super) fn title(&self) -> String {
        let bare = self.bare();
        let bare = bare.trim();
        let end = bare.find(['。', '\n']).unwrap_or(bare.len());
        let title = bare.get(..end).unwrap_or(bare).trim();
        let title = trim_end_marks(title, ".;:");
        if title.chars().count() <= 80 {
            return title.to_owned();
        }
        let clause = title.split([',', '，', ';', '；']).next().unwrap_or(title);
        clause.chars().take(80).collect()
    }

    /// The sentences with a group of their own, where there are several.
    pub(super) fn measures(&self, year: Option<i32>) -> Vec<PlanMeasure> {
        if self.groups.len() < 2 {
            return Vec::new();
        }
        let mut measures = Vec::new();
        let mut start = 0;
        for (range, group) in &self.groups {
            let text = self.text.quote(start..range.end);
            let (deadlines, targets) = times_and_targets(&text, year);
            measures.push(PlanMeasure {
                no: String::new(),
                line: self.line_at(start).unwrap_or_default(),
                text,
                units: group.units.clone(),
                deadlines,
                targets,
            });
            start = range.end;
        }
        measures
    }

    /// The pieces of the text with a day of their own each, where the text names several days.
    ///
    /// A clause without a day goes with the one before it in its sentence, or with the next; a sentence without any
    /// day is no measure.
    pub(super) fn by_deadline(&self, year: Option<i32>) -> Vec<PlanMeasure> {
        let mut pieces: Vec<(Range<usize>, bool)> = Vec::new();
        let mut open = false;
        for clause in clauses(&self.text) {
            let ends = self.text.scan().before(clause.end).is_some_and(|c| "。!?\n".contains(c));
            let hits = find_deadlines(&self.text.quote(clause.clone()), year);
            let dated = hits.iter().any(|hit| hit.deadline.date().is_some());
            match pieces.last_mut().filter(|(_, has)| open && !(dated && *has)) {
                Some((piece, has)) => {
                    piece.end = clause.end;
                    *has |= dated;
                }
                None => pieces.push((clause, dated)),
            }
            open = !ends;
        }
        pieces.retain(|(_, dated)| *dated);
        let mut measures = Vec::new();
        let mut days = BTreeSet::new();
        for (range, _) in pieces {
            let text = self.text.quote(range.clone());
            let text = trim_end_marks(&text, ",;").to_owned();
            let (deadlines, targets) = times_and_targets(&text, year);
            days.extend(deadlines.iter().filter_map(Deadline::date));
            let line = self.line_at(range.start).unwrap_or_default();
            measures.push(PlanMeasure { text, deadlines, targets, line, ..PlanMeasure::default() });
        }
        if days.len() < 2 || measures.len() < 2 { Vec::new() } else { measures }
    }
}

/// Where the clauses of a text stand, each with the mark that ends it.
fn clauses(text: &Wide) -> Vec<Range<usize>> {
    let ends = text.outside_brackets(0..text.len(), "。;,!?\n");
    let mut start = 0;
    let mut found = Vec::new();
    for end in ends.into_iter().map(|at| at + 1).chain(std::iter::once(text.len())) {
        if end > start {
            found.push(start..end);
            start = end;
        }
    }
    found
}

type Groups = (Vec<(Range<usize>, Group)>, Vec<Range<usize>>);

/// Finds the brackets that name units.
fn groups(text: &Wide) -> Groups {
    let (mut groups, mut unread) = (Vec::new(), Vec::new());
    for range in text.brackets() {
        let opener = text.scan().at(range.start);
        if !matches!(opener, Some('(' | '〔' | '[' | '【')) {
            continue;
        }
        let inside = text.quote(range.start + 1..range.end.saturating_sub(1));
        let closes = ends_a_sentence(text, &range);
        let duty = mentions_duty(&inside);
        match read_group(&inside) {
            Some(group) if duty || (closes && !group.units.is_empty()) || shares_out(&group) => {
                groups.push((range, group));
            }
            _ if duty && inside.chars().count() >= 4 => unread.push(range),
            _ => {}
        }
    }
    if groups.is_empty() && unread.is_empty() {
        groups = sentences(text);
    }
    (groups, unread)
}

/// Finds sentences that share out duties without a bracket.
fn sentences(text: &Wide) -> Vec<(Range<usize>, Group)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut ends = text.outside_brackets(0..text.len(), "。\n");
    ends.push(text.len());
    for end in ends {
        let sentence = text.quote(start..end);
        // The first sentence is the title, whatever it says.
        if start > 0
            && let Some(group) = read_sentence(&sentence)
        {
            found.push((start..end, group));
        }
        start = end + 1;
    }
    found
}

/// A bare name in brackets is a unit only where a sentence ends: 建成。(示例县政府)
fn ends_a_sentence(text: &Wide, range: &Range<usize>) -> bool {
    let scan = text.scan();
    let after = scan.skip(range.end);
    let stops = scan.at(after).is_none_or(|c| "。;\n".contains(c));
    let before = range.start.checked_sub(1).and_then(|at| scan.at(at));
    stops && before.is_some_and(|c| "。;.\n".contains(c))
}

/// Finds the deadlines of a text, each once, and its targets.
pub(super) fn times_and_targets(text: &str, year: Option<i32>) -> (Vec<Deadline>, Vec<PlanTarget>) {
    let found = find_deadlines(text, year);
    let targets = find_targets(&Wide::new(text), &found);
    let mut deadlines: Vec<Deadline> = Vec::new();
    for hit in found {
        if !deadlines.iter().any(|known| known.words == hit.deadline.words) {
            deadlines.push(hit.deadline);
        }
    }
    (deadlines, targets)
}
