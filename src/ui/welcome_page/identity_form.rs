//! Who sits here: name, unit, role, asked at the first start and changed in the settings.

use egui::Ui;

use crate::{
    app::{Command, Identity},
    domain::rules::Role,
    ui::{
        theme::space,
        view::ViewCtx,
        widgets::{Field, field_label, hint, segmented, submitted},
        words,
    },
};

const ROLES: [Role; 3] = [Role::Office, Role::Unit, Role::Supervisor];

/// The identity being typed.
#[derive(Clone, Debug)]
pub(in crate::ui) struct IdentityDraft {
    name: String,
    unit: String,
    role: usize,
    tried: bool,
    /// What it was made of: a package that is opened meanwhile tells the unit.
    of: (String, Role),
}

impl IdentityDraft {
    /// What is typed while nothing was changed.
    pub fn of(who: &Identity) -> Self {
        let unit = if who.unit.trim().is_empty() { words::USUAL_UNIT } else { who.unit.trim() };
        let role = ROLES.iter().position(|role| *role == who.role);
        Self {
            name: who.name.clone(),
            unit: unit.to_owned(),
            role: role.unwrap_or(0),
            tried: false,
            of: (who.unit.clone(), who.role),
        }
    }

    /// Takes over unit and role where they became known after the form was shown; a typed name stays.
    pub fn follow(&mut self, who: &Identity) {
        if self.of != (who.unit.clone(), who.role) {
            let name = std::mem::take(&mut self.name);
            *self = Self::of(who);
            if !name.is_empty() {
                self.name = name;
            }
        }
    }

    /// Who it says.
    pub fn identity(&self) -> Identity {
        Identity {
            name: self.name.trim().to_owned(),
            unit: self.unit.trim().to_owned(),
            role: ROLES.get(self.role).copied().unwrap_or_default(),
            ..Identity::default()
        }
    }

    /// Sends it where it is complete; otherwise the fields say what is missing.
    pub fn send(&mut self, ctx: ViewCtx<'_>) -> bool {
        let who = self.identity();
        self.tried = !who.is_complete();
        if !self.tried {
            ctx.commands.send(Command::SetIdentity(who));
        }
        !self.tried
    }
}

/// Shows the fields. True when Enter was pressed in one.
pub(in crate::ui) fn identity_fields_ui(ui: &mut Ui, draft: &mut IdentityDraft) -> bool {
    let name_fault = (draft.tried && draft.name.trim().is_empty()).then_some(words::NAME_MISSING);
    let unit_fault = (draft.tried && draft.unit.trim().is_empty()).then_some(words::UNIT_MISSING);
    ui.spacing_mut().item_spacing.y = space::S;
    let name = Field::new(words::OWN_NAME).required().fault(name_fault);
    let name = name.show(ui, &mut draft.name);
    let unit = Field::new(words::OWN_UNIT).required().fault(unit_fault);
    let unit = unit.show(ui, &mut draft.unit);
    field_label(ui, words::OWN_ROLE, "");
    segmented(ui, &ROLES.map(words::role), &mut draft.role);
    let role = ROLES.get(draft.role).copied().unwrap_or_default();
    hint(ui, words::role_hint(role));
    submitted(ui, &name) || submitted(ui, &unit)
}
