//! Who does what for an item: one lead, further leads, those that take part.

use crate::exchange::plan::{PlanItem, PlanRole, PlanUnit};

/// The units of an item by what they do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles<'a> {
    /// The first that leads.
    pub lead: Option<&'a str>,
    /// Others the plan names as leading.
    pub co_leads: Vec<&'a str>,
    /// Those that take part.
    pub cooperating: Vec<&'a str>,
    /// It is not plain who leads: a person has to say.
    pub unsure: bool,
}

impl<'a> Roles<'a> {
    /// As the plan has it; an item that names nobody takes the first unit of its measures, to be confirmed.
    pub fn of(item: &'a PlanItem) -> Self {
        let mut roles = Self::of_units(&item.units);
        roles.unsure |= item.several_leads;
        if roles.lead.is_none() && item.document.is_none() {
            let of_measures = item.measures.iter().map(|measure| Self::of_units(&measure.units));
            let mut leads: Vec<&str> = of_measures.filter_map(|roles| roles.lead).collect();
            let mut seen = Vec::new();
            leads.retain(|lead| {
                !seen.contains(lead) && {
                    seen.push(lead);
                    true
                }
            });
            roles.unsure |= !leads.is_empty();
            roles.lead = leads.first().copied();
            roles.cooperating = leads.into_iter().skip(1).collect();
        }
        roles
    }

    /// The units in the order of the plan: who leads is found first, by the strongest word the plan uses.
    pub fn of_units(units: &'a [PlanUnit]) -> Self {
        const STRENGTH: [&[PlanRole]; 3] =
            [&[PlanRole::Lead, PlanRole::CoLead], &[PlanRole::Responsible, PlanRole::Joint], &[PlanRole::Implementing]];
        let with = |roles: &[PlanRole]| -> Vec<&'a str> {
            let named = units.iter().filter(|unit| roles.contains(&unit.role));
            named.map(|unit| unit.name.as_str()).collect()
        };
        let leads = STRENGTH.iter().map(|roles| with(roles)).find(|found| !found.is_empty());
        let leads = leads.unwrap_or_default();
        let rest = units.iter().filter(|unit| unit.role != PlanRole::ByDocument);
        let cooperating = rest.map(|unit| unit.name.as_str()).filter(|name| !leads.contains(name));
        Self {
            lead: leads.first().copied(),
            cooperating: unique(cooperating),
            unsure: leads.len() > 1,
            co_leads: unique(leads.into_iter().skip(1)),
        }
    }

    /// With another lead, whom a person chose: who led before leads beside it.
    pub fn led_by(mut self, chosen: Option<&'a str>) -> Self {
        if chosen == self.lead {
            return self;
        }
        let before = self.lead;
        self.lead = chosen;
        self.co_leads = unique(before.into_iter().chain(self.co_leads).filter(|name| Some(*name) != chosen));
        self.cooperating.retain(|name| Some(*name) != chosen);
        self
    }
}

fn unique<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(named: &[(&str, PlanRole)]) -> Vec<PlanUnit> {
        named.iter().map(|(name, role)| PlanUnit::new(*name, *role)).collect()
    }

    #[test]
    fn the_first_of_several_leads_leads() {
        let units =
            units(&[("市水利局", PlanRole::Lead), ("市住建局", PlanRole::CoLead), ("各县市区", PlanRole::Cooperating)]);
        let roles = Roles::of_units(&units);
        assert_eq!(roles.lead, Some("市水利局"));
        assert_eq!((roles.co_leads.clone(), roles.cooperating.clone()), (vec!["市住建局"], vec!["各县市区"]));
        assert!(roles.unsure, "a person has to say who leads");
        let chosen = roles.led_by(Some("市住建局"));
        assert_eq!((chosen.lead, chosen.co_leads), (Some("市住建局"), vec!["市水利局"]));
    }

    #[test]
    fn who_implements_leads_only_where_nobody_else_does() {
        let both = units(&[("清河县", PlanRole::Implementing), ("市水利局", PlanRole::Responsible)]);
        let roles = Roles::of_units(&both);
        assert_eq!((roles.lead, roles.cooperating), (Some("市水利局"), vec!["清河县"]));
        let alone = units(&[("清河县", PlanRole::Implementing)]);
        assert_eq!(Roles::of_units(&alone).lead, Some("清河县"));
    }
}
