//! A form in a dialog whose typing is never lost: closed by accident it is still there, a crash leaves it on this
//! computer, and when the rules or the disk refuse it after all it comes back as it was typed.

use std::collections::BTreeSet;

use crate::{
    app::{Command, TypedForm},
    ui::{issue_page::dialogs::Done, sent::Sent, view::ViewCtx},
};

/// A form as texts, so that it can be kept.
pub(in crate::ui) trait TypedTexts: Clone {
    /// Everything typed or chosen, by the names of the fields; those that are empty may be left out.
    fn texts(&self) -> TypedForm;

    /// Takes over the fields that are named.
    fn fill(&mut self, texts: &TypedForm);
}

/// Fields by their names.
pub(in crate::ui) fn named<'a>(fields: impl IntoIterator<Item = (&'a str, String)>) -> TypedForm {
    fields.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}

/// Several ids in one text, and back.
pub(in crate::ui) fn ids_text<T: ToString>(ids: &[T]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// The ids of such a text; what is no id is passed over.
pub(in crate::ui) fn read_ids<T: std::str::FromStr>(text: &str) -> Vec<T> {
    text.split(' ').filter_map(|id| id.parse().ok()).collect()
}

/// A form that is being filled in.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Filling<F> {
    /// What is typed.
    pub(in crate::ui) form: F,
    /// As it was when it was opened for the first time: what differs from it was meant.
    pub(in crate::ui) fresh: F,
    name: String,
    /// The revision it was opened on: what came from others later was not seen.
    since: u64,
    /// What the rules said of which ledger and form: they are asked again only when one of them has changed.
    asked: Option<(u64, TypedForm, Option<String>)>,
}

impl<F: TypedTexts> Filling<F> {
    /// What differs from the fresh form.
    fn typed(&self) -> TypedForm {
        let (fresh, now) = (self.fresh.texts(), self.form.texts());
        let of = |texts: &TypedForm, name: &String| texts.get(name).cloned().unwrap_or_default();
        let names: BTreeSet<&String> = fresh.keys().chain(now.keys()).collect();
        let differing = names.into_iter().filter(|name| of(&fresh, name) != of(&now, name));
        differing.map(|name| (name.clone(), of(&now, name))).collect()
    }

    /// Why it may not be sent, as `ask` has it; asked once for each state of the ledger and of the form.
    pub(in crate::ui) fn refused(
        &mut self,
        ctx: ViewCtx<'_>,
        ask: impl FnOnce(&F) -> Option<String>,
    ) -> Option<String> {
        let (revision, texts) = (ctx.app.revision(), self.form.texts());
        if let Some((of, held, refusal)) = &self.asked
            && (*of, held) == (revision, &texts)
        {
            return refusal.clone();
        }
        let refusal = ask(&self.form);
        self.asked = Some((revision, texts, refusal.clone()));
        refusal
    }

    /// Whether something was typed that could be emptied.
    pub(in crate::ui) fn is_typed(&self) -> bool {
        !self.typed().is_empty()
    }
}

/// A form that is to be sent.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Meant<F> {
    /// What is typed.
    pub(in crate::ui) form: F,
    /// What stood there when it was opened.
    pub(in crate::ui) fresh: F,
    /// The revision it was opened on.
    pub(in crate::ui) since: u64,
}

/// The dialog of a form: closed, open, or just sent.
#[derive(Debug)]
pub(in crate::ui) struct FormSlot<F> {
    open: Option<Box<Filling<F>>>,
    sent: Option<Sent<Box<Filling<F>>>>,
}

impl<F> Default for FormSlot<F> {
    fn default() -> Self {
        Self { open: None, sent: None }
    }
}

impl<F: TypedTexts> FormSlot<F> {
    /// Opens the form of that name; what was typed into it before and not sent is in it again.
    pub(in crate::ui) fn open(&mut self, ctx: ViewCtx<'_>, name: impl Into<String>, fresh: F) {
        let name = name.into();
        let mut form = fresh.clone();
        if let Some(typed) = ctx.app.typed(&name) {
            form.fill(typed);
        }
        let since = ctx.app.typed_since(&name).unwrap_or_else(|| ctx.app.revision());
        self.open = Some(Box::new(Filling { form, fresh, name, since, asked: None }));
    }

    /// The form to be shown, if it is open.
    pub(in crate::ui) fn take(&mut self, ctx: ViewCtx<'_>) -> Option<Box<Filling<F>>> {
        if let Some(mut filling) = Sent::come_back(&mut self.sent, ctx) {
            // Whatever stood against it was told: it is seen now.
            filling.since = ctx.app.revision();
            self.open = Some(filling);
        }
        self.open.take()
    }

    /// What becomes of the form after it was shown; where it is to be sent, the form itself.
    pub(in crate::ui) fn put(
        &mut self,
        ctx: ViewCtx<'_>,
        mut filling: Box<Filling<F>>,
        done: Done,
    ) -> Option<Meant<F>> {
        match done {
            Done::Open => {
                keep(ctx, &filling.name, filling.typed());
                self.open = Some(filling);
                None
            }
            Done::Emptied => {
                filling.form = filling.fresh.clone();
                keep(ctx, &filling.name, TypedForm::new());
                self.open = Some(filling);
                None
            }
            Done::Closed => None,
            Done::Sent => {
                keep(ctx, &filling.name, TypedForm::new());
                let meant = Meant { form: filling.form.clone(), fresh: filling.fresh.clone(), since: filling.since };
                self.sent = Some(Sent::now(ctx, filling));
                Some(meant)
            }
        }
    }
}

/// Keeps what is typed into the form of that name; nothing typed forgets it.
fn keep(ctx: ViewCtx<'_>, name: &str, typed: TypedForm) {
    if ctx.app.typed(name).unwrap_or(&TypedForm::new()) != &typed {
        ctx.commands.send(Command::KeepTyped(name.to_owned(), typed));
    }
}
