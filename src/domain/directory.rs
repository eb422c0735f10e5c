//! What all issues share: title, rules, units with their aliases, people, inspections.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    calendar::HolidayYear,
    draw::DrawEntry,
    grant::HandedOut,
    ids::{ChangeId, DrawId, EditKey, InspectionId, PersonId, UnitId},
    issue::Presence,
    procedure::Procedure,
    register::{Log, MemberSet, Reg, fields},
    supervision::SupervisionScale,
    view::SavedView,
};

fields! {
    /// The ledger's own fields and single-valued rules.
    LedgerFields, LedgerField, LedgerValue {
        /// What the ledger is called.
        title: Title(String),
        /// The rectification office (市整改办) among the units.
        office: Office(Option<UnitId>),
        /// The name of the procedure of inspections that name none.
        procedure: DefaultProcedure(String),
        /// The supervision levels.
        scale: Scale(Option<SupervisionScale>),
        /// From so many calendar days before the deadline an issue is due soon (临期).
        due_soon_days: DueSoonDays(Option<u16>),
        /// Months between look-backs at issues that stay standing (持续巩固).
        look_back_months: LookBackMonths(Option<u16>),
    }
}

/// What kind of unit it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UnitKind {
    /// A department of the city.
    #[default]
    Department,
    /// A county, district or zone.
    County,
    /// The rectification office itself.
    Office,
    /// A name for several units (集合单位), such as all counties.
    #[doc(alias = "集合单位")]
    Group,
    /// Anything else: an enterprise, a court.
    Other,
}

fields! {
    /// The fields of a unit.
    UnitFields, UnitField, UnitValue {
        /// Its name.
        name: Name(String),
        /// Its kind.
        kind: Kind(UnitKind),
        /// Its region.
        region: Region(String),
        /// The unit it was merged into (合并单位).
        merged_into: MergedInto(Option<UnitId>),
    }
}

/// A unit of the directory (单位).
#[doc(alias = "单位")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Unit {
    /// Its name in all records.
    pub id: UnitId,
    /// The edit that added it.
    pub added: EditKey,
    /// Whether it stands.
    #[serde(skip_serializing_if = "Reg::is_unset")]
    pub presence: Reg<Presence>,
    /// Its fields.
    pub fields: UnitFields,
    /// Other names it goes by (别名).
    pub aliases: MemberSet<String>,
    /// The units a group stands for.
    pub members: MemberSet<UnitId>,
}

fields! {
    /// The fields of a person.
    PersonFields, PersonField, PersonValue {
        /// The name.
        name: Name(String),
        /// The unit.
        unit: Unit(Option<UnitId>),
        /// The post.
        post: Post(String),
    }
}

/// A person of the directory; the phone number stands in the private part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The person's name in all records.
    pub id: PersonId,
    /// The edit that added the entry.
    pub added: EditKey,
    /// Whether the entry stands.
    #[serde(skip_serializing_if = "Reg::is_unset")]
    pub presence: Reg<Presence>,
    /// The fields.
    pub fields: PersonFields,
}

fields! {
    /// The fields of an inspection.
    InspectionFields, InspectionField, InspectionValue {
        /// What it is called.
        name: Name(String),
        /// Central, provincial, municipal.
        level: Level(String),
        /// Which round.
        round: Round(String),
        /// Inspection, look-back, special.
        kind: Kind(String),
        /// The day the findings were fed back.
        feedback_date: FeedbackDate(Option<NaiveDate>),
        /// The day the plan is due (30 working days after feedback).
        plan_due: PlanDue(Option<NaiveDate>),
        /// The day the report is due (6 months after the list).
        report_due: ReportDue(Option<NaiveDate>),
        /// The procedure of its issues, by name.
        procedure: Procedure(String),
        /// The plan it was read from.
        document: Document(String),
    }
}

/// An inspection (督察批次).
#[doc(alias = "督察批次")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Inspection {
    /// Its name in all records.
    pub id: InspectionId,
    /// The edit that added it.
    pub added: EditKey,
    /// Whether it stands.
    #[serde(skip_serializing_if = "Reg::is_unset")]
    pub presence: Reg<Presence>,
    /// Its fields.
    pub fields: InspectionFields,
}

/// A part of the directory that can be withdrawn or restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DirectoryItem {
    /// A unit.
    Unit(UnitId),
    /// A person.
    Person(PersonId),
    /// An inspection.
    Inspection(InspectionId),
    /// A random draw.
    Draw(DrawId),
}

/// Everything issues share, folded from the directory part of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Directory {
    /// The changes that touched it.
    pub log: Log,
    /// Title and single-valued rules.
    pub fields: LedgerFields,
    /// Closure procedures by name.
    pub procedures: BTreeMap<String, Reg<Option<Procedure>>>,
    /// Holiday arrangements by year.
    pub holidays: BTreeMap<i32, Reg<Option<HolidayYear>>>,
    /// The categories issues are sorted into (类别).
    pub categories: MemberSet<String>,
    /// Units.
    pub units: BTreeMap<UnitId, Unit>,
    /// People.
    pub people: BTreeMap<PersonId, Person>,
    /// Inspections.
    pub inspections: BTreeMap<InspectionId, Inspection>,
    /// Random draws for spot checks (抽查).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub draws: BTreeMap<DrawId, DrawEntry>,
    /// Saved views of the grid by name; `None` once one was removed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub views: BTreeMap<String, Reg<Option<SavedView>>>,
    /// What was handed out to units (下发), in the order of the fold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hand_outs: Vec<HandedOut>,
    /// Changes outside their grant that the office admits, or admits no longer.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub admissions: BTreeMap<ChangeId, Reg<bool>>,
}

impl Directory {
    /// The unit a reference means today: merged units lead to the one they were merged into.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        let mut unit = self.units.get(&id)?;
        for _ in 0..self.units.len() {
            match unit.fields.merged_into.get().and_then(|into| self.units.get(&into)) {
                Some(into) => unit = into,
                None => break,
            }
        }
        Some(unit)
    }

    /// The name of a unit; empty where it is not here.
    pub fn unit_name(&self, id: UnitId) -> &str {
        self.unit(id).map_or("", |unit| unit.fields.name.get())
    }

    /// The name of a person; empty where the person is not here.
    pub fn person_name(&self, id: PersonId) -> &str {
        self.people.get(&id).map_or("", |person| person.fields.name.get())
    }

    /// The unit that goes by this name or alias.
    pub fn find_unit(&self, name: &str) -> Option<UnitId> {
        let wanted = name.trim();
        let standing = || self.units.values().filter(|unit| unit.presence.get().is_present());
        let by_name = standing().find(|unit| unit.fields.name.get() == wanted);
        let found = by_name.or_else(|| standing().find(|unit| unit.aliases.iter().any(|alias| alias == wanted)));
        found.and_then(|unit| self.unit(unit.id)).map(|unit| unit.id)
    }

    /// The person with this name, of this unit where one is given.
    pub fn find_person(&self, name: &str, unit: Option<UnitId>) -> Option<PersonId> {
        let mut found = self.people.values().filter(|person| {
            let of_unit = unit.is_none() || *person.fields.unit.get() == unit;
            person.presence.get().is_present() && person.fields.name.get() == name.trim() && of_unit
        });
        found.next().map(|person| person.id)
    }

    /// The standing units in the order they were added; merged ones are left out.
    pub fn live_units(&self) -> Vec<&Unit> {
        let standing = |unit: &&Unit| unit.presence.get().is_present() && unit.fields.merged_into.get().is_none();
        let mut found: Vec<_> = self.units.values().filter(standing).collect();
        found.sort_by_key(|unit| unit.added);
        found
    }

    /// The standing people in the order they were added.
    pub fn live_people(&self) -> Vec<&Person> {
        let mut found: Vec<_> = self.people.values().filter(|p| p.presence.get().is_present()).collect();
        found.sort_by_key(|person| person.added);
        found
    }

    /// The standing inspections in the order they were added.
    pub fn live_inspections(&self) -> Vec<&Inspection> {
        let mut found: Vec<_> = self.inspections.values().filter(|i| i.presence.get().is_present()).collect();
        found.sort_by_key(|inspection| inspection.added);
        found
    }

    /// The standing draws, the newest first.
    pub fn live_draws(&self) -> Vec<&DrawEntry> {
        let mut found: Vec<_> = self.draws.values().filter(|entry| entry.presence.get().is_present()).collect();
        found.sort_by_key(|entry| std::cmp::Reverse((entry.draw.date, entry.added)));
        found
    }

    /// The saved views that stand, by name.
    pub fn live_views(&self) -> impl Iterator<Item = (&str, &SavedView)> {
        self.views.iter().filter_map(|(name, view)| Some((name.as_str(), view.get().as_ref()?)))
    }

    /// The presence of an entry; `None` where there is no such entry.
    pub fn presence_of(&self, item: DirectoryItem) -> Option<&Reg<Presence>> {
        match item {
            DirectoryItem::Unit(id) => self.units.get(&id).map(|u| &u.presence),
            DirectoryItem::Person(id) => self.people.get(&id).map(|p| &p.presence),
            DirectoryItem::Inspection(id) => self.inspections.get(&id).map(|i| &i.presence),
            DirectoryItem::Draw(id) => self.draws.get(&id).map(|d| &d.presence),
        }
    }
}
