//! Every rule, and what breaks it.

use chrono::{NaiveDate, TimeDelta};

use super::{Action, Context, Missing, NewRecord, Refusal, Role, StepEntry, plan};
use crate::domain::{
    ChangeId, InspectionId, IssueId, LedgerId, PersonId, RecordId, RoundId, Sha, UnitId,
    closure::{ChecklistAnswer, MaterialGiven, Stage},
    deadline::{Deadline, DeadlineDoubt},
    directory::{InspectionValue, LedgerValue, PersonValue, UnitValue},
    edit::into_parts,
    holidays,
    issue::{Issue, IssueItem, IssueValue, UnitRole},
    ledger::Ledger,
    procedure_presets,
    record::{Extension, Month, ProgressNote, ScheduleRating, Signature, SupervisionNotice},
    supervision_presets,
};

mod closing;
mod complaints;
mod draws;
mod facts;
mod rounds;
mod views;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A ledger of one issue, and a way to act on it.
pub(super) struct Desk {
    pub(super) ledger: Ledger,
    pub(super) ctx: Context,
    n: u32,
}

pub(super) const ISSUE: IssueId = IssueId(1);
pub(super) const LEAD: UnitId = UnitId(10);
pub(super) const OTHER: UnitId = UnitId(11);
pub(super) const OFFICE: UnitId = UnitId(12);
pub(super) const INSPECTION: InspectionId = InspectionId(20);

const STEPS: [&str; 7] =
    ["assignment", "site_verification", "closure_application", "document_review", "site_check", "publicity", "filing"];

impl Desk {
    /// An issue with a lead unit and a deadline, registered.
    pub(super) fn new() -> Self {
        let today = day("2026-09-18");
        let now = today.and_hms_opt(9, 0, 0).expect("a time");
        let ctx = Context {
            today,
            now,
            author: "王敏".to_owned(),
            unit: None,
            role: Role::Office,
            newest_change: None,
            clock_confirmed: false,
        };
        let mut desk = Self { ledger: Ledger::new(LedgerId(9)), ctx, n: 0 };
        let unit = |unit, name: &str| Action::AddUnit { unit, values: vec![UnitValue::Name(name.to_owned())] };
        desk.does(unit(LEAD, "市水利局"));
        desk.does(unit(OTHER, "市住建局"));
        desk.does(unit(OFFICE, "市整改办"));
        let yulin = procedure_presets::yulin();
        let name = yulin.name.clone();
        desk.does(Action::SetProcedure(Box::new(yulin)));
        desk.does(Action::SetLedger(LedgerValue::DefaultProcedure(name)));
        desk.does(Action::SetLedger(LedgerValue::Office(Some(OFFICE))));
        desk.does(Action::SetLedger(LedgerValue::Scale(Some(supervision_presets::yulin()))));
        for year in holidays::state_council() {
            desk.does(Action::SetHolidays(year));
        }
        let values = vec![InspectionValue::Name("省级督察".to_owned())];
        desk.does(Action::AddInspection { inspection: INSPECTION, values });
        let person = PersonId(30);
        desk.does(Action::AddPerson { person, values: vec![PersonValue::Name("陈国栋".to_owned())] });
        desk.does(Action::RegisterIssue {
            issue: ISSUE,
            values: vec![
                IssueValue::Title("水源地围网破损".to_owned()),
                IssueValue::Inspection(INSPECTION),
                IssueValue::LeadUnit(Some(LEAD)),
                IssueValue::FirstDeadline(Deadline::on("2026年12月底前", day("2026-12-31"))),
            ],
        });
        desk
    }

    pub(super) fn act(&mut self, action: &Action) -> Result<(), Refusal> {
        let edits = plan(&self.ledger, action, &self.ctx)?;
        self.n += 1;
        let id = ChangeId(Sha::of(&[&self.n.to_be_bytes()]));
        for (key, part) in into_parts(&edits) {
            self.ledger.apply(id, key, &part, 0);
        }
        Ok(())
    }

    #[track_caller]
    pub(super) fn does(&mut self, action: Action) {
        let action = action.with_ids(&mut || u128::from(self.n) + 1000);
        if let Err(refusal) = self.act(&action) {
            panic!("refused: {refusal}");
        }
    }

    #[track_caller]
    pub(super) fn refuses(&mut self, action: Action, expected: &Refusal) {
        let before = self.ledger.clone();
        let action = action.with_ids(&mut || u128::from(self.n) + 1000);
        assert_eq!(self.act(&action).as_ref(), Err(expected));
        assert!(self.ledger == before, "a refusal changes nothing");
    }

    pub(super) fn issue(&self) -> &Issue {
        self.ledger.issue(ISSUE).expect("the issue")
    }

    pub(super) fn stage(&self) -> Stage {
        self.issue().stage().stage
    }

    /// A step with all it demands, signed today.
    pub(super) fn entry(&self, step: &str, person: &str) -> StepEntry {
        let procedure = self.issue().current_round().map(|round| (*round.procedure).clone());
        let procedure = procedure.unwrap_or_else(procedure_presets::yulin);
        let of = procedure.step(&step.into()).expect("a step of the procedure").clone();
        let checklist =
            of.checklist.into_iter().map(|question| ChecklistAnswer { question, met: true, note: String::new() });
        let paper = |key| MaterialGiven { key, evidence: Vec::new(), on_paper: "档案柜三".to_owned() };
        StepEntry {
            step: step.into(),
            date: Some(self.ctx.today),
            signed: Signature { person: person.to_owned(), unit: Some(LEAD) },
            checklist: checklist.collect(),
            materials: of.materials.into_iter().map(|demand| paper(demand.key)).collect(),
            ..StepEntry::default()
        }
    }

    pub(super) fn step(&self, step: &str, person: &str) -> Action {
        Self::take(self.entry(step, person))
    }

    pub(super) fn take(entry: StepEntry) -> Action {
        Action::TakeStep { issue: ISSUE, record: RecordId(0), round: RoundId(0), entry: Box::new(entry) }
    }

    pub(super) fn append(entry: NewRecord) -> Action {
        Action::Append { issue: ISSUE, record: RecordId(0), entry }
    }

    /// All steps before `step`, the publicity run to its end; all of them for an empty name.
    pub(super) fn up_to(&mut self, step: &str) {
        self.up_to_from("assignment", step);
    }

    /// The steps from one on, up to but not including another.
    pub(super) fn up_to_from(&mut self, from: &str, step: &str) {
        for key in STEPS.into_iter().skip_while(|key| *key != from).take_while(|key| *key != step) {
            if key == "publicity" {
                self.publish();
            }
            let person = if key == "closure_application" { "陈国栋" } else { "王敏" };
            let action = self.step(key, person);
            self.does(action);
        }
    }

    pub(super) fn publish(&mut self) {
        let from = self.ctx.today;
        self.does(Self::append(NewRecord::Publicity { medium: "市政府网站".to_owned(), from }));
        self.ctx.today += TimeDelta::days(30);
        self.ctx.now += TimeDelta::days(30);
    }
}
