//! The units issues can be handed out to, with what each would get.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use crate::{
    domain::{
        EditRef, Sha, UnitId,
        grant::{Grant, GrantedDeed},
        history::History,
        ledger::Ledger,
    },
    store::codec::RonParts,
};

use super::evidence::evidence_of;

/// What a unit would be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitShare {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Issues it leads.
    pub leads: usize,
    /// Issues it takes part in.
    pub helps: usize,
    /// Evidence files of these issues.
    pub n_files: usize,
    /// Their size in bytes.
    pub bytes: u64,
    /// The last hand-out, and when it was made.
    pub handed_out: Option<(EditRef, NaiveDateTime)>,
    /// The last time something made under any hand-out to it was typed, as far as it came back.
    pub came_back: Option<NaiveDateTime>,
}

/// The units that have issues, those with the most first; the office itself is not among them.
pub fn unit_shares(ledger: &Ledger, history: &History) -> Vec<UnitShare> {
    let office = *ledger.directory.fields.office.get();
    let returned = returned(history);
    let mut shares: Vec<_> = Grant::of_units(ledger, &GrantedDeed::ALL)
        .into_values()
        .filter(|grant| Some(grant.unit) != office)
        .map(|grant| share(ledger, history, &grant, &returned))
        .collect();
    shares.sort_by(|one, two| (two.leads, two.helps, &one.name).cmp(&(one.leads, one.helps, &two.name)));
    shares
}

fn share(ledger: &Ledger, history: &History, grant: &Grant, returned: &[(EditRef, NaiveDateTime)]) -> UnitShare {
    let issues: BTreeSet<_> = grant.leads.iter().chain(&grant.helps).copied().collect();
    let files = evidence_of(ledger, &|issue| issues.contains(&issue));
    let mut seen: BTreeSet<Sha> = BTreeSet::new();
    let once: Vec<_> = files.iter().filter(|file| seen.insert(file.evidence.sha)).collect();
    let handed = ledger.directory.hand_outs_to(grant.unit);
    let made = |at: EditRef| Some((at, history.get(at.0)?.header.typed_at));
    let own: BTreeSet<_> = handed.iter().map(|(at, _)| *at).collect();
    UnitShare {
        unit: grant.unit,
        name: ledger.directory.unit_name(grant.unit).to_owned(),
        leads: grant.leads.len(),
        helps: grant.helps.len(),
        n_files: once.len(),
        bytes: once.iter().map(|file| file.evidence.size).sum(),
        handed_out: handed.first().and_then(|(at, _)| made(*at)),
        came_back: returned.iter().filter(|(at, _)| own.contains(at)).map(|(_, when)| *when).max(),
    }
}

/// Under which hand-outs something was done, and when.
fn returned(history: &History) -> Vec<(EditRef, NaiveDateTime)> {
    history.granted().filter_map(|change| Some((change.header.grant?, change.header.typed_at))).collect()
}

/// The grant a copy is held under, with the unit's name.
pub fn held_grant(ledger: &Ledger, history: &History) -> Option<(Grant, String)> {
    let at = ledger.grant?;
    let grant = history.grant(at, &RonParts)?;
    let name = ledger.directory.unit_name(grant.unit).to_owned();
    Some((grant, name))
}
