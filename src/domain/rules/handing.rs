//! Rules of handing out and taking in: who hands out what, and what a unit's copy keeps within.

use super::{Action, Context, Refusal, Role, Thing};
use crate::domain::{
    edit::{DirectoryEdit, Edit},
    grant::Grant,
    ledger::Ledger,
    register::Reg,
};

type Edits = Result<Vec<Edit>, Refusal>;

#[expect(clippy::wildcard_enum_match_arm, reason = "only these two actions arrive here")]
pub(super) fn plan(ledger: &Ledger, action: &Action, ctx: &Context) -> Edits {
    ctx.needs(Role::Office)?;
    let directory = &ledger.directory;
    match action {
        Action::HandOut(grants) => {
            for grant in grants {
                check(ledger, grant)?;
            }
            if grants.is_empty() {
                return Err(Refusal::NothingToHandOut);
            }
            let edits = grants.iter().map(|grant| DirectoryEdit::HandOut(Box::new(grant.clone())));
            Ok(edits.map(Edit::Directory).collect())
        }
        Action::Admit { change, admitted } => {
            let held = directory.admissions.get(change);
            if held.is_some_and(|held| !held.is_conflicted() && held.get() == admitted) || (held.is_none() && !admitted)
            {
                return Ok(Vec::new());
            }
            let current = held.map(Reg::current).unwrap_or_default();
            let replaces = directory.log.edit_refs(current.into_iter().map(|(key, _)| key));
            Ok(vec![Edit::Directory(DirectoryEdit::Admit(*change, *admitted, replaces))])
        }
        _ => Err(Refusal::NotInside),
    }
}

fn check(ledger: &Ledger, grant: &Grant) -> Result<(), Refusal> {
    if !ledger.directory.units.contains_key(&grant.unit) {
        return Err(Refusal::NotHere(Thing::Unit));
    }
    if grant.n_issues() == 0 {
        return Err(Refusal::NothingToHandOut);
    }
    let known = |id| ledger.issue(id).is_some_and(|issue| issue.registered);
    if grant.leads.iter().chain(&grant.helps).all(|id| known(*id)) {
        Ok(())
    } else {
        Err(Refusal::NotHere(Thing::Issue))
    }
}

/// In a unit's copy nothing is done outside its grant.
pub(super) fn within_grant(ledger: &Ledger, edits: Vec<Edit>) -> Edits {
    let Some(at) = ledger.grant else {
        return Ok(edits);
    };
    let grant = ledger.directory.grant(at);
    let inside = edits.iter().all(|edit| grant.is_some_and(|grant| grant.allows(edit)));
    if inside { Ok(edits) } else { Err(Refusal::OutsideGrant) }
}
