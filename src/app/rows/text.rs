//! Every text of an issue in one, for searching: units by all their names, people, records.

use crate::domain::{
    UnitId,
    directory::Directory,
    issue::{Issue, UnitRole},
    numerals::searchable,
    record::{Record, RecordBody},
};

/// Adds all texts of an issue in lower case, a line each.
pub(super) fn search_text(all: &mut String, issue: &Issue, directory: &Directory) {
    let mut text = Text(all);
    let f = &issue.fields;
    for field in [
        &f.number,
        &f.title,
        &f.detail,
        &f.source,
        &f.chapter,
        &f.category,
        &f.region,
        &f.disposal,
        &f.goal,
        &f.closing_standard,
        &f.by_document,
        &f.source_text,
    ] {
        text.add(field.get());
    }
    text.add(&issue.first_deadline().words);
    let units = [*f.lead_unit.get(), *f.supervising_unit.get(), *f.accepting_unit.get()];
    units.into_iter().flatten().for_each(|unit| text.unit(directory, unit));
    for role in [UnitRole::CoLead, UnitRole::Cooperating] {
        issue.units(role).iter().for_each(|unit| text.unit(directory, *unit));
    }
    for person in [*f.person_in_charge.get(), *f.leader_in_charge.get()].into_iter().flatten() {
        text.add(directory.person_name(person));
    }
    if let Some(inspection) = directory.inspections.get(f.inspection.get()) {
        text.add(inspection.fields.name.get());
    }
    for measure in issue.live_measures() {
        text.add(measure.fields.number.get());
        text.add(measure.fields.text.get());
    }
    issue.live_checkpoints().iter().for_each(|it| text.add(it.fields.name.get()));
    issue.live_targets().iter().for_each(|it| text.add(it.fields.what.get()));
    issue.live_records().for_each(|record| text.record(record));
}

struct Text<'a>(&'a mut String);

impl Text<'_> {
    fn add(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) || !text.is_ascii() {
            self.lower(text);
        } else {
            self.0.push_str(text);
        }
        self.0.push('\n');
    }

    /// Chinese has no case: most texts are copied as they stand.
    fn lower(&mut self, text: &str) {
        self.0.push_str(&searchable(text));
    }

    fn unit(&mut self, directory: &Directory, unit: UnitId) {
        let Some(unit) = directory.unit(unit) else {
            return;
        };
        self.add(unit.fields.name.get());
        unit.aliases.iter().for_each(|alias| self.add(alias));
    }

    fn record(&mut self, record: &Record) {
        match &record.body {
            RecordBody::Progress(note) => {
                for text in [&note.text, &note.problems, &note.next_step] {
                    self.add(text);
                }
            }
            RecordBody::Notice(notice) => {
                for text in [&notice.number, &notice.cause, &notice.demand] {
                    self.add(text);
                }
            }
            RecordBody::Step(step) => {
                for text in [&step.opinion, &step.filing_number, &step.signed.person] {
                    self.add(text);
                }
            }
            RecordBody::Evidence(evidence) => {
                self.add(&evidence.name);
                self.add(&evidence.note);
            }
            RecordBody::Instruction { who, words, .. } => {
                self.add(who);
                self.add(words);
            }
            RecordBody::Extension(extension) => {
                self.add(&extension.reason);
                self.add(&extension.document);
            }
            RecordBody::NoticeAnswer { text, .. }
            | RecordBody::Objection { text, .. }
            | RecordBody::LookBack { text, .. }
            | RecordBody::InstructionOutcome { text, .. }
            | RecordBody::Remark { text, .. } => self.add(text),
            RecordBody::NoticeLifted { reason, .. }
            | RecordBody::ExtensionChosen { reason, .. }
            | RecordBody::DeadlineCorrected { reason, .. } => self.add(reason),
            RecordBody::ObjectionSettled { outcome, .. } => self.add(outcome),
            RecordBody::Publicity(publicity) => self.add(&publicity.medium),
            RecordBody::Reading { note, .. } => self.add(note),
        }
    }
}
