//! Carries out what is asked about views: show, save, remove, put the columns otherwise.

#![expect(clippy::wildcard_enum_match_arm, reason = "a command that is not about views is not sent here")]

use std::collections::BTreeSet;

use crate::domain::{LedgerId, rules::Action, view::SavedView};

use super::{
    command::Command,
    rows::{Column, RowQuery},
    settings::Settings,
    state::App,
    views::{Layout, OwnView, ViewName, query_of, to_saved},
};

impl App {
    /// The view shown.
    pub fn view(&self) -> &ViewName {
        &self.view
    }

    /// The columns of the grid as they stand.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The views saved by somebody: those in the ledger, then one's own.
    pub fn saved_views(&self) -> Vec<ViewName> {
        let shared = self.ledger().into_iter().flat_map(|ledger| ledger.directory.live_views());
        let shared = shared.map(|(name, _)| ViewName::Shared(name.to_owned()));
        let mine = self.settings.own_views.iter().filter(|own| own.ledger == self.ledger_id());
        shared.chain(mine.map(|own| ViewName::Mine(own.name.clone()))).collect()
    }

    /// True where rows or columns are no longer those of the view shown.
    pub fn view_is_changed(&self) -> bool {
        let asked = RowQuery { text: String::new(), folded: BTreeSet::new(), ..self.rows.query().clone() };
        asked != self.query_of(&self.view) || self.layout != self.layout_of(&self.view)
    }

    fn ledger_id(&self) -> LedgerId {
        self.ledger().map(|ledger| ledger.id).unwrap_or_default()
    }

    fn saved_view(&self, name: &ViewName) -> Option<&SavedView> {
        match name {
            ViewName::BuiltIn(_) => None,
            ViewName::Shared(name) => self.ledger()?.directory.views.get(name)?.get().as_ref(),
            ViewName::Mine(name) => {
                let ledger = self.ledger_id();
                let own = self.settings.own_views.iter().find(|own| own.ledger == ledger && own.name == *name);
                own.map(|own| &own.view)
            }
        }
    }

    pub(super) fn query_of(&self, name: &ViewName) -> RowQuery {
        match name {
            ViewName::BuiltIn(view) => view.query(self.clock.today),
            ViewName::Shared(_) | ViewName::Mine(_) => self.saved_view(name).map(query_of).unwrap_or_default(),
        }
    }

    /// The columns a view was saved with.
    pub(super) fn layout_of(&self, name: &ViewName) -> Layout {
        match name {
            ViewName::BuiltIn(view) => view.layout(),
            ViewName::Shared(_) | ViewName::Mine(_) => {
                self.saved_view(name).map(|view| Layout::of_saved(&view.layout)).unwrap_or_default()
            }
        }
    }

    /// The columns of the view as this user last left them.
    pub(super) fn take_layout(&mut self) {
        let key = self.view.key(self.ledger_id());
        let kept = self.settings.layouts.get(&key).map(Layout::of_saved);
        self.layout = kept.unwrap_or_else(|| self.layout_of(&self.view));
    }

    pub(super) fn run_view(&mut self, command: Command) {
        match command {
            Command::ShowView(name) => self.show_view(name),
            Command::SetLayout(layout) => self.set_layout(*layout),
            Command::ResetLayout => {
                self.settings.layouts.remove(&self.view.key(self.ledger_id()));
                self.take_layout();
                self.save_settings();
            }
            Command::SaveView(name) => self.save_view(name),
            Command::RemoveView(name) => self.remove_view(&name),
            _ => {}
        }
    }

    /// The name of the view shown, where nobody has it saved any more.
    pub(super) fn vanished_view(&self) -> Option<String> {
        let name = match &self.view {
            ViewName::BuiltIn(_) => return None,
            ViewName::Shared(name) | ViewName::Mine(name) => name,
        };
        let gone = self.document.is_some() && self.saved_view(&self.view).is_none();
        gone.then(|| name.clone())
    }

    fn show_view(&mut self, name: ViewName) {
        let text = self.rows.query().text.clone();
        self.rows.ask(RowQuery { text, ..self.query_of(&name) });
        self.view = name;
        self.take_layout();
    }

    fn set_layout(&mut self, layout: Layout) {
        let key = self.view.key(self.ledger_id());
        self.settings.layouts.insert(key, layout.to_saved());
        self.layout = layout;
        self.save_settings();
    }

    /// Saves rows and columns as they are under a name.
    fn save_view(&mut self, name: ViewName) {
        let view = to_saved(self.rows.query(), &self.layout);
        let ledger = self.ledger_id();
        match &name {
            ViewName::BuiltIn(_) => return,
            ViewName::Shared(shared) => {
                let (who, clock) = (self.settings.identity.clone(), self.clock);
                let action = Action::SaveView { name: shared.trim().to_owned(), view: Box::new(view) };
                self.with_document(|document| document.act(&action, &who, clock).map(drop));
            }
            ViewName::Mine(mine) => {
                self.settings.own_views.retain(|own| own.ledger != ledger || own.name != *mine);
                self.settings.own_views.push(OwnView { ledger, name: mine.clone(), view });
            }
        }
        if self.saved_view(&name).is_some() {
            self.settings.layouts.remove(&name.key(ledger));
            self.view = name;
            self.take_layout();
        }
        self.save_settings();
    }

    fn remove_view(&mut self, name: &ViewName) {
        let ledger = self.ledger_id();
        match name {
            ViewName::BuiltIn(_) => return,
            ViewName::Shared(shared) => {
                let (who, clock) = (self.settings.identity.clone(), self.clock);
                let action = Action::RemoveView { name: shared.clone() };
                self.with_document(|document| document.act(&action, &who, clock).map(drop));
            }
            ViewName::Mine(mine) => {
                self.settings.own_views.retain(|own| own.ledger != ledger || own.name != *mine);
            }
        }
        self.settings.layouts.remove(&name.key(ledger));
        if self.view == *name && self.saved_view(name).is_none() {
            self.show_view(ViewName::default());
        }
        self.save_settings();
    }
}

impl Settings {
    /// The columns chosen before views had columns of their own.
    pub(super) fn take_old_columns(&mut self) {
        if !self.columns.is_empty() {
            let layout = Layout::of_columns(&Column::chosen(&std::mem::take(&mut self.columns)));
            self.layouts.entry(ViewName::default().key(LedgerId::default())).or_insert_with(|| layout.to_saved());
        }
    }
}
