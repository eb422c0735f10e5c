//! A form that was sent: it comes back as it was typed if the rules refuse it after all or the disk fails.

use crate::ui::view::ViewCtx;

/// What was sent, and how the program stood then.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Sent<T> {
    what: T,
    revision: u64,
    notices: u64,
}

fn revision(ctx: ViewCtx<'_>) -> u64 {
    ctx.app.document().map_or(0, crate::app::Document::revision)
}

impl<T> Sent<T> {
    /// Sent in this frame.
    pub(in crate::ui) fn now(ctx: ViewCtx<'_>, what: T) -> Self {
        let notices = ctx.app.notices().iter().map(|notice| notice.number).max().unwrap_or_default();
        Self { what, revision: revision(ctx), notices }
    }

    /// What was sent, if nothing came of it.
    pub(in crate::ui) fn come_back(self, ctx: ViewCtx<'_>) -> Option<T> {
        let mut newer = ctx.app.notices().iter().filter(|notice| notice.number > self.notices);
        let failed = newer.any(|notice| notice.kind.is_in_vain());
        (failed && revision(ctx) == self.revision).then_some(self.what)
    }
}
