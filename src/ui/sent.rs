//! A form that was sent: it comes back as it was typed if the rules refuse it after all or the disk fails.

use crate::ui::view::ViewCtx;

/// What was sent, and how the program stood then.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Sent<T> {
    what: T,
    deeds: u64,
    notices: u64,
}

fn deeds(ctx: ViewCtx<'_>) -> u64 {
    ctx.app.document().map_or(0, crate::app::Document::n_deeds)
}

impl<T> Sent<T> {
    /// Sent in this frame.
    pub(in crate::ui) fn now(ctx: ViewCtx<'_>, what: T) -> Self {
        let notices = ctx.app.all_notices().map(|notice| notice.number).max().unwrap_or_default();
        Self { what, deeds: deeds(ctx), notices }
    }

    /// What was sent, once it is known that nothing came of it. As long as it waits to be carried out it stays in `slot`.
    pub(in crate::ui) fn come_back(slot: &mut Option<Self>, ctx: ViewCtx<'_>) -> Option<T> {
        if ctx.app.is_holding_back() {
            return None;
        }
        let sent = slot.take()?;
        let mut newer = ctx.app.notices().iter().filter(|notice| notice.number > sent.notices);
        let failed = newer.any(|notice| notice.kind.is_in_vain());
        (failed && deeds(ctx) == sent.deeds).then_some(sent.what)
    }
}
