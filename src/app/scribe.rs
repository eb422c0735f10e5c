//! Writes changes: edits become a change with its bytes and id, and a change enters a ledger and its history.

use chrono::NaiveDateTime;

use crate::{
    domain::{
        ChangeId, DeviceId,
        change::{Change, Header},
        edit::{Edit, PartEdits, PartKey, Parts, PrivateEdit, PrivateSubject},
        history::HistoryFault,
        rules::{Action, Context, Refusal, plan_each, plan_long},
    },
    store::{
        codec::{RonParts, write_change},
        ledger_write::LedgerContent,
        ron_text::RonTextError,
    },
};

use super::identity::{Clock, Identity};

/// A change with its bytes, not entered yet.
#[derive(Debug)]
pub struct Composed {
    /// The change.
    pub change: Change,
    parts: Vec<(PartKey, PartEdits)>,
}

/// What a change is beside its edits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner<'a> {
    /// The change it takes back.
    pub undoes: Option<ChangeId>,
    /// Why.
    pub reason: &'a str,
    /// Whose private data it erases wherever it stands.
    pub erases: &'a [PrivateSubject],
}

/// Makes a change of edits, on the heads of the history; `new_id` gives the random numbers of its salts.
pub fn compose(
    content: &LedgerContent,
    mut edits: Parts,
    (who, clock): (&Identity, Clock),
    manner: Manner<'_>,
    new_id: &mut dyn FnMut() -> u128,
) -> Result<Composed, RonTextError> {
    let Manner { undoes, reason, erases } = manner;
    let (erases, kept) = erasing(content, erases);
    edits.extend(kept);
    let parts = edits.into_list();
    let header = Header {
        parents: content.history.heads(),
        generation: content.history.generation() + 1,
        author: who.name.clone(),
        unit: who.unit.clone(),
        device: who.device,
        typed_at: clock.now,
        reason: reason.to_owned(),
        undoes,
        grant: content.ledger.grant,
        erases,
        parts: Vec::new(),
    };
    let change = write_change(header, &parts, || format!("{:032x}", new_id()))?;
    Ok(Composed { change, parts })
}

/// The changes whose private part has to go with a subject, and what else stood in those parts, to be entered anew.
fn erasing(content: &LedgerContent, subjects: &[PrivateSubject]) -> (Vec<ChangeId>, Vec<Edit>) {
    if subjects.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let speaks_of = |change: &&Change| {
        let part = content.history.part(change.id, PartKey::Private, &RonParts);
        let edits = part.map(|part| part.edits(PartKey::Private)).unwrap_or_default();
        edits.iter().any(|edit| matches!(edit, Edit::Private(PrivateEdit::Set(of, ..)) if subjects.contains(of)))
    };
    let gone: Vec<ChangeId> = content.history.touching(PartKey::Private).filter(speaks_of).map(|it| it.id).collect();
    let private = &content.ledger.private;
    let mut kept = Vec::new();
    for (subject, text) in private.texts.iter().filter(|(subject, _)| !subjects.contains(subject)) {
        // An emptied text says nothing; entered anew it would look erased.
        for (key, value) in text.current().into_iter().filter(|(_, value)| !value.is_empty()) {
            let at = private.log.edit_ref(key).filter(|at| gone.contains(&at.0));
            kept.extend(at.map(|at| Edit::Private(PrivateEdit::Set(*subject, value, vec![at]))));
        }
    }
    (gone, kept)
}

/// Enters a composed change: history and ledger grow together.
pub fn enter(content: &mut LedgerContent, composed: Composed) -> Result<ChangeId, HistoryFault> {
    let Composed { change, parts } = composed;
    let id = change.id;
    content.history.insert(change)?;
    // A part that is in the ledger is let go at once: there may be as many as issues.
    for (key, part) in parts {
        content.ledger.apply(id, key, &part, 0);
    }
    if content.history.get(id).is_some_and(|change| !change.header.erases.is_empty()) {
        content.history.fold_subject(&mut content.ledger, PartKey::Private, &RonParts);
    }
    for key in content.history.get(id).map(|change| content.history.swayed_by(change, &RonParts)).unwrap_or_default() {
        content.history.fold_subject(&mut content.ledger, key, &RonParts);
    }
    Ok(id)
}

/// How many of the last changes are looked at for the newest: those beyond are older than any doubt.
const LOOKED_AT: usize = 256;

/// The newest time of typing that this computer's clock has to stand: of its own last change and of what came after it.
///
/// Once a person has confirmed the clock and gone on working, a foreign clock that was wrong is asked about no more.
fn newest_typed(content: &LedgerContent, device: DeviceId) -> Option<NaiveDateTime> {
    // Of a file that is still being looked through only what is shown hangs on it: nothing is done before it is.
    if !content.history.is_ready() {
        return None;
    }
    let mut newest = None;
    for change in content.history.in_order().rev().take(LOOKED_AT) {
        newest = newest.max(Some(change.header.typed_at));
        if change.header.device == device {
            break;
        }
    }
    newest
}

/// What the rules may know of a ledger that `who` works on.
pub fn context(content: &LedgerContent, who: &Identity, clock: Clock, clock_confirmed: bool) -> Context {
    Context {
        today: clock.today,
        now: clock.now,
        author: who.name.clone(),
        unit: content.ledger.directory.find_unit(&who.unit),
        role: who.role,
        newest_change: newest_typed(content, who.device),
        clock_confirmed,
    }
}

/// Why an action did not become a change.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// A rule refused.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// It cannot be written down.
    #[error(transparent)]
    Text(#[from] RonTextError),
    /// The history does not take it.
    #[error(transparent)]
    History(#[from] HistoryFault),
}

/// Works on a ledger in memory, without journal or file: for the sample, the generator, the command line.
pub struct Scribe {
    /// The ledger and its history.
    pub content: LedgerContent,
    /// Who works.
    pub who: Identity,
    /// When.
    pub clock: Clock,
    /// The clock may stand anywhere.
    pub clock_confirmed: bool,
    new_id: Box<dyn FnMut() -> u128>,
}

impl std::fmt::Debug for Scribe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scribe").field("who", &self.who).finish_non_exhaustive()
    }
}

impl Scribe {
    /// A scribe at work on `content`; `new_id` gives ids and salts, random or counted.
    pub fn new(content: LedgerContent, who: Identity, clock: Clock, new_id: Box<dyn FnMut() -> u128>) -> Self {
        Self { content, who, clock, clock_confirmed: false, new_id }
    }

    /// Does what is meant, or says why not. `None`: everything was so already.
    pub fn act(&mut self, action: Action) -> Result<Option<ChangeId>, NotWritten> {
        let ctx = context(&self.content, &self.who, self.clock, self.clock_confirmed);
        let (reason, erases) = (action.reason().to_owned(), action.erased());
        let (ledger, new_id) = (&self.content.ledger, &mut self.new_id);
        // Of several, each is let go once it is planned: there may be as many as an import has rows.
        let planned = if let Action::Batch(actions) = action {
            plan_each(ledger, actions.into_iter(), &ctx, new_id, &|_, _| true)
        } else {
            plan_long(ledger, &action, &ctx, new_id, &|_, _| true)
        };
        let edits = planned.transpose()?.unwrap_or_default();
        if edits.is_empty() && erases.is_empty() {
            return Ok(None);
        }
        let manner = Manner { undoes: None, reason: &reason, erases: &erases };
        let composed = compose(&self.content, edits, (&self.who, self.clock), manner, &mut self.new_id)?;
        Ok(Some(enter(&mut self.content, composed)?))
    }
}
