//! Which fields of the domain are public: the one place that says so.
//!
//! A line names a field by its path in the stored form. `*` stands for the keys of a map; the members of a list add
//! nothing to the path.
//!
//! | Sign | Means |
//! |---|---|
//! | `+` | public: kept with all that is in it |
//! | `=` | private, and its kind cannot be left out: emptied |
//! | `-` | private: left out |
//!
//! What no line names is left out too, so a field that is new is private until somebody says otherwise; a test asks
//! that every field of the domain has its line.

/// One issue. The plan, who is responsible, progress, filing and public notices are public; who signed, what was
/// remarked, demanded and instructed, and what stands in the way, is not.
pub(super) const ISSUE: &str = "
+ id
+ registered
- log
- presence
+ fields.number
+ fields.inspection
+ fields.source
+ fields.chapter
+ fields.title
+ fields.detail
+ fields.category
+ fields.region
+ fields.disposal
+ fields.goal
+ fields.closing_standard
+ fields.lead_unit
- fields.lead_to_confirm
+ fields.by_document
+ fields.supervising_unit
+ fields.accepting_unit
+ fields.person_in_charge
+ fields.leader_in_charge
+ fields.deadline
+ fields.procedure
+ fields.source_text
+ co_lead_units
+ cooperating_units
+ related
+ measures.*.id
+ measures.*.added
- measures.*.presence
+ measures.*.fields.number
+ measures.*.fields.text
+ measures.*.fields.unit
+ measures.*.fields.deadline
+ measures.*.fields.started_on
+ measures.*.fields.done_on
+ checkpoints.*.id
+ checkpoints.*.added
- checkpoints.*.presence
+ checkpoints.*.fields.name
+ checkpoints.*.fields.measure
+ checkpoints.*.fields.planned_on
+ checkpoints.*.fields.reached_on
+ targets.*.id
+ targets.*.added
- targets.*.presence
+ targets.*.fields.what
+ targets.*.fields.relation
+ targets.*.fields.value
+ targets.*.fields.unit
+ targets.*.fields.due
+ rounds.id
+ rounds.opened
- rounds.presence
+ rounds.procedure
+ rounds.cause.Relapse.date
= rounds.cause.Relapse.reason
+ rounds.cause.Relapse.signed.unit
- rounds.cause.Relapse.signed.person
+ records.id
+ records.at
- records.presence
+ records.body.Progress.month
+ records.body.Progress.unit
+ records.body.Progress.date
+ records.body.Progress.rating
+ records.body.Progress.text
- records.body.Progress.problems
+ records.body.Progress.next_step
+ records.body.Progress.corrects
- records.body.Notice
- records.body.NoticeAnswer
- records.body.NoticeLifted
+ records.body.Extension.new_date
- records.body.Extension.reason
- records.body.Extension.approver
+ records.body.Extension.document
+ records.body.Extension.date
+ records.body.Extension.after
+ records.body.ExtensionChosen.chosen
+ records.body.ExtensionChosen.over
= records.body.ExtensionChosen.reason
+ records.body.DeadlineCorrected.deadline
= records.body.DeadlineCorrected.reason
+ records.body.DeadlineCorrected.page
+ records.body.Step.round
+ records.body.Step.step
+ records.body.Step.after
+ records.body.Step.date
+ records.body.Step.signed.unit
- records.body.Step.signed.person
= records.body.Step.outcome.SentBack
= records.body.Step.outcome.ApplicationWithdrawn
- records.body.Step.opinion
+ records.body.Step.checklist.question
+ records.body.Step.checklist.met
- records.body.Step.checklist.note
- records.body.Step.materials
+ records.body.Step.filing_number
+ records.body.Publicity
- records.body.Objection
- records.body.ObjectionSettled
+ records.body.LookBack.round
+ records.body.LookBack.date
+ records.body.LookBack.signed.unit
- records.body.LookBack.signed.person
+ records.body.LookBack.qualified
= records.body.LookBack.text
- records.body.Evidence
- records.body.Instruction
- records.body.InstructionOutcome
- records.body.Remark
+ records.body.Reading.target
+ records.body.Reading.date
+ records.body.Reading.value
= records.body.Reading.note
";

/// What issues share. Spot checks and views of the grid are the office's own.
pub(super) const DIRECTORY: &str = "
- log
+ fields
+ procedures
+ holidays
+ categories
+ units.*.id
+ units.*.added
- units.*.presence
+ units.*.fields
+ units.*.aliases
+ units.*.members
+ people.*.id
+ people.*.added
- people.*.presence
+ people.*.fields.name
+ people.*.fields.unit
+ people.*.fields.post
+ inspections.*.id
+ inspections.*.added
- inspections.*.presence
+ inspections.*.fields
- draws
- views
- hand_outs
- admissions
";

/// One complaint: the public list names all of this but remarks. Who reported stands in the private part, which is left out whole.
pub(super) const COMPLAINT: &str = "
+ id
- log
+ registered
- presence
+ fields.number
+ fields.weighty
+ fields.inspection
+ fields.received_on
+ fields.due
+ fields.facts
+ fields.places
+ fields.verified
+ fields.findings
+ fields.handling
+ fields.status
+ fields.fine_fen
+ fields.cases_filed
+ fields.detained
+ fields.talked_to
+ fields.held_to_account
+ fields.accountability
+ fields.repeats
+ fields.merged_into
+ fields.ordered
+ fields.criminal_cases
+ fields.batch
+ fields.origin
+ fields.responsible
- fields.remarks
+ kinds
+ regions
+ issues
";

/// One accountability case, only once it was made public.
pub(super) const CASE: &str = "
+ id
- log
+ registered
- presence
- fields.clue
- fields.handed_over_on
- fields.opinion
- fields.opinion_on
+ fields.decision
+ fields.decided_on
+ fields.published_on
+ fields.number
+ fields.unit
- fields.consent_on
+ fields.people
+ issues
";
