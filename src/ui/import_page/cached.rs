//! What taking the plan comes to, worked out once for each decision and change of the ledger.

use crate::{
    app::import::{ImportPreview, ImportSession},
    ui::{view::ViewCtx, words},
};

/// The preview, and why it could not be taken.
#[derive(Debug)]
pub(super) struct Cached {
    of: (u64, u64),
    /// What taking the plan comes to.
    pub preview: ImportPreview,
    /// Why it would be refused, in words.
    pub refusal: Option<String>,
}

impl Cached {
    /// The preview as things are now.
    pub fn refreshed<'a>(cached: &'a mut Option<Self>, ctx: ViewCtx<'_>, session: &ImportSession) -> Option<&'a Self> {
        let document = ctx.app.document()?;
        let of = (document.revision(), session.version());
        if cached.as_ref().is_none_or(|cached| cached.of != of) {
            let preview = session.preview(document.ledger());
            let refusal = Self::refusal(ctx, session, &preview);
            *cached = Some(Self { of, preview, refusal });
        }
        cached.as_ref()
    }

    fn refusal(ctx: ViewCtx<'_>, session: &ImportSession, preview: &ImportPreview) -> Option<String> {
        if ctx.app.is_read_only() {
            return Some(words::import::READ_ONLY.to_owned());
        }
        if preview.n_taken() == 0 {
            return Some(words::import::NOTHING_CHOSEN.to_owned());
        }
        let ledger = ctx.ledger()?;
        let refusal = ctx.app.refusal(&session.actions(ledger))?;
        Some(words::refusal(Some(ledger), &refusal))
    }
}
