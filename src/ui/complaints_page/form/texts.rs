//! The form of a complaint as texts, so that a crash leaves what is typed.

use crate::{
    app::TypedForm,
    ui::typed_form::{TypedTexts, ids_text, named, read_ids},
};

use super::ComplaintForm;

const COUNTS: [&str; 6] = ["ordered", "cases_filed", "criminal", "detained", "talked_to", "held"];

impl ComplaintForm {
    /// What is typed, by name.
    fn fields(&mut self) -> Vec<(&'static str, &mut String)> {
        let mut all = vec![
            ("number", &mut self.number),
            ("received", &mut self.received),
            ("due", &mut self.due),
            ("batch", &mut self.batch),
            ("origin", &mut self.origin),
            ("responsible", &mut self.responsible),
            ("remarks", &mut self.remarks),
            ("regions", &mut self.regions),
            ("places", &mut self.places),
            ("facts", &mut self.facts),
            ("findings", &mut self.findings),
            ("handling", &mut self.handling),
            ("fine", &mut self.fine),
            ("accountability", &mut self.accountability),
            ("reporter", &mut self.reporter),
        ];
        all.extend(COUNTS.into_iter().zip(&mut self.counts));
        all
    }

    /// What is chosen, as texts.
    fn choices(&self) -> [(&'static str, String); 8] {
        let id = |id: Option<String>| id.unwrap_or_default();
        [
            ("weighty", if self.weighty { "1".to_owned() } else { String::new() }),
            ("inspection", id(self.inspection.map(|it| it.to_string()))),
            ("kinds", self.kinds.join("\n")),
            ("verified", self.verified.to_string()),
            ("status", self.status.to_string()),
            ("repeats", id(self.repeats.map(|it| it.to_string()))),
            ("merged_into", id(self.merged_into.map(|it| it.to_string()))),
            ("issues", ids_text(&self.issues)),
        ]
    }

    fn choose(&mut self, name: &str, text: &str) {
        match name {
            "weighty" => self.weighty = !text.is_empty(),
            "inspection" => self.inspection = text.parse().ok(),
            "kinds" => self.kinds = text.lines().map(str::to_owned).collect(),
            "verified" => self.verified = text.parse().unwrap_or_default(),
            "status" => self.status = text.parse().unwrap_or_default(),
            "repeats" => self.repeats = text.parse().ok(),
            "merged_into" => self.merged_into = text.parse().ok(),
            "issues" => self.issues = read_ids(text),
            _ => {}
        }
    }
}

impl TypedTexts for ComplaintForm {
    fn texts(&self) -> TypedForm {
        let mut form = self.clone();
        let typed: Vec<_> = form.fields().into_iter().map(|(name, text)| (name, std::mem::take(text))).collect();
        named(typed.into_iter().chain(self.choices()))
    }

    fn fill(&mut self, texts: &TypedForm) {
        for (name, field) in self.fields() {
            if let Some(text) = texts.get(name) {
                field.clone_from(text);
            }
        }
        for (name, text) in texts {
            self.choose(name, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ComplaintId, InspectionId, IssueId};

    #[test]
    fn everything_typed_and_chosen_comes_back_from_its_texts() {
        let mut form = ComplaintForm {
            weighty: true,
            inspection: Some(InspectionId(7)),
            kinds: vec!["水".to_owned(), "大气".to_owned()],
            verified: 3,
            status: 1,
            repeats: Some(ComplaintId(9)),
            issues: vec![IssueId(4), IssueId(5)],
            ..ComplaintForm::default()
        };
        for (n, (_, field)) in form.fields().into_iter().enumerate() {
            *field = format!("第{n}项");
        }
        let mut back = ComplaintForm::default();
        back.fill(&form.texts());
        assert_eq!(format!("{back:?}"), format!("{form:?}"), "nothing is left out");
    }
}
