//! Planning of a long batch: with a word now and then of how far it has come, and a way to stop.

#![expect(clippy::wildcard_enum_match_arm, reason = "of all actions only those that hold others are looked into")]

use super::{Action, Context, Refusal, has_text, plan};
use crate::domain::{edit::Parts, ledger::Ledger, scratch::Scratch};

/// After so many actions it is asked whether to go on.
const ACTIONS_A_WORD: usize = 1_000;

/// Works out what [`plan`] does, with ids given to things still to be made; nothing where it was told to stop.
///
/// `goes_on` is told how many actions are planned, out of how many.
pub fn plan_long(
    ledger: &Ledger,
    action: &Action,
    ctx: &Context,
    new_id: &mut dyn FnMut() -> u128,
    goes_on: &dyn Fn(usize, usize) -> bool,
) -> Option<Result<Parts, Refusal>> {
    match action {
        Action::Batch(actions) => plan_all(ledger, actions, ctx, new_id, goes_on),
        Action::Because { reason, action } if has_text(reason) => plan_long(ledger, action, ctx, new_id, goes_on),
        single => Some(plan(ledger, &single.clone().with_ids(new_id), ctx).map(Parts::from_iter)),
    }
}

/// Plans several actions, each on what the ones before it come to: all or none. Ids and stopping as in [`plan_long`].
pub fn plan_all(
    ledger: &Ledger,
    actions: &[Action],
    ctx: &Context,
    new_id: &mut dyn FnMut() -> u128,
    goes_on: &dyn Fn(usize, usize) -> bool,
) -> Option<Result<Parts, Refusal>> {
    plan_each(ledger, actions.iter().cloned(), ctx, new_id, goes_on)
}

/// The same for actions that nobody needs afterwards: each is let go once it is planned.
pub fn plan_each(
    ledger: &Ledger,
    actions: impl ExactSizeIterator<Item = Action>,
    ctx: &Context,
    new_id: &mut dyn FnMut() -> u128,
    goes_on: &dyn Fn(usize, usize) -> bool,
) -> Option<Result<Parts, Refusal>> {
    if let Err(refusal) = ctx.check_clock() {
        return Some(Err(refusal));
    }
    let total = actions.len();
    let mut work = Scratch::new(ledger);
    let mut all = Parts::default();
    for (n, action) in actions.enumerate() {
        if n % ACTIONS_A_WORD == 0 && !goes_on(n, total) {
            return None;
        }
        match plan(work.ledger(), &action.with_ids(new_id), ctx) {
            Ok(edits) => {
                work.take(&edits);
                all.extend(edits);
            }
            Err(refusal) => return Some(Err(Refusal::InBatch(n + 1, Box::new(refusal)))),
        }
    }
    Some(Ok(all))
}

impl Action {
    /// How many single actions it is made of.
    pub fn n_single(&self) -> usize {
        match self {
            Self::Batch(actions) => actions.iter().map(Self::n_single).sum(),
            Self::Because { action, .. } | Self::Resolve(action) => action.n_single(),
            _ => 1,
        }
    }
}
