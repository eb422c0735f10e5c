//! Staff handover (人员交接): the issues one person carries go to another in one change with a reason.

use crate::domain::{
    IssueId, PersonId,
    closure::Stage,
    issue::{Issue, IssueField, IssueValue},
    ledger::Ledger,
    rules::Action,
};

use super::rows::natural;

/// In which seat a person carries an issue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    /// The person in charge (责任人).
    #[default]
    InCharge,
    /// The leader in charge (责任领导).
    Leader,
}

impl Seat {
    /// Both, in their order.
    pub const ALL: [Self; 2] = [Self::InCharge, Self::Leader];

    /// Who sits in it.
    pub fn of(self, issue: &Issue) -> Option<PersonId> {
        match self {
            Self::InCharge => *issue.fields.person_in_charge.get(),
            Self::Leader => *issue.fields.leader_in_charge.get(),
        }
    }

    /// The field it is.
    pub fn field(self) -> IssueField {
        match self {
            Self::InCharge => IssueField::PersonInCharge,
            Self::Leader => IssueField::LeaderInCharge,
        }
    }

    fn value(self, person: PersonId) -> IssueValue {
        match self {
            Self::InCharge => IssueValue::PersonInCharge(Some(person)),
            Self::Leader => IssueValue::LeaderInCharge(Some(person)),
        }
    }
}

/// An issue that may be handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The issue.
    pub issue: IssueId,
    /// It is not struck off yet.
    pub open: bool,
    /// Copies disagree about who carries it: that has to be settled first.
    pub conflicted: bool,
}

/// What a person carries in a seat, by number; nobody carries what has nobody there.
pub fn carried_by(ledger: &Ledger, seat: Seat, person: Option<PersonId>) -> Vec<Carried> {
    let standing = ledger.issues.values().filter(|issue| issue.is_present() && seat.of(issue) == person);
    let mut all: Vec<_> = standing
        .map(|issue| {
            let open = !matches!(issue.stage().stage, Stage::Closed | Stage::Consolidating);
            let conflicted = issue.fields.is_conflicted(seat.field());
            (natural(issue.fields.number.get()), Carried { issue: issue.id, open, conflicted })
        })
        .collect();
    all.sort_by(|one, two| (&one.0, one.1.issue).cmp(&(&two.0, two.1.issue)));
    all.into_iter().map(|(_, carried)| carried).collect()
}

/// How many issues each person carries in a seat, for those who carry any.
pub fn loads(ledger: &Ledger, seat: Seat) -> std::collections::BTreeMap<PersonId, usize> {
    let mut loads = std::collections::BTreeMap::new();
    for person in ledger.issues.values().filter(|issue| issue.is_present()).filter_map(|issue| seat.of(issue)) {
        *loads.entry(person).or_default() += 1;
    }
    loads
}

/// Hands issues over as one change that carries the reason.
#[doc(alias = "人员交接")]
pub fn hand_over(seat: Seat, issues: &[IssueId], to: PersonId, reason: &str) -> Action {
    let set = issues.iter().map(|issue| Action::SetIssue { issue: *issue, value: seat.value(to) });
    Action::Because { reason: reason.to_owned(), action: Box::new(Action::Batch(set.collect())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ChangeId, LedgerId, Sha,
        edit::{IssueEdit, PartEdits, PartKey},
    };

    const FROM: PersonId = PersonId(5);

    fn ledger() -> Ledger {
        let mut ledger = Ledger::new(LedgerId(1));
        let set = |value| IssueEdit::Set(value, Vec::new());
        for (n, number, person) in [(1_u8, "S-10", FROM), (2, "S-9", FROM), (3, "S-1", PersonId(6))] {
            let edits = vec![
                IssueEdit::Register,
                set(IssueValue::Number(number.to_owned())),
                set(IssueValue::PersonInCharge(Some(person))),
            ];
            let key = PartKey::Issue(IssueId(u128::from(n)));
            ledger.apply(ChangeId(Sha([n; 32])), key, &PartEdits::Issue(edits), 0);
        }
        let other = PartEdits::Issue(vec![set(IssueValue::PersonInCharge(Some(FROM)))]);
        ledger.apply(ChangeId(Sha([9; 32])), PartKey::Issue(IssueId(3)), &other, 0);
        ledger
    }

    #[test]
    fn what_a_person_carries_is_listed_by_number_and_disputes_are_marked() {
        let ledger = ledger();
        let all = carried_by(&ledger, Seat::InCharge, Some(FROM));
        let listed: Vec<_> = all.iter().map(|it| (it.issue.0, it.open, it.conflicted)).collect();
        assert_eq!(listed, [(3, true, true), (2, true, false), (1, true, false)], "S-1, S-9, S-10");
        assert!(carried_by(&ledger, Seat::Leader, Some(FROM)).is_empty(), "another seat");
        assert_eq!(loads(&ledger, Seat::InCharge).get(&FROM), Some(&3));
    }

    #[test]
    fn a_handover_is_one_change_with_its_reason() {
        let action = hand_over(Seat::InCharge, &[IssueId(1), IssueId(2)], PersonId(8), "岗位调整");
        assert_eq!(action.reason(), "岗位调整");
        let Action::Because { action, .. } = action else { panic!("it carries a reason") };
        assert!(matches!(*action, Action::Batch(all) if all.len() == 2), "both at once");
    }
}
