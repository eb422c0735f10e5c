//! Forms against their descriptions and their templates.

use std::collections::BTreeSet;

use super::{
    super::{
        fields::{SpecKind, Value},
        template::Template,
    },
    *,
};
use crate::domain::{ids::LedgerId, ledger::Ledger};

/// The names a form's description has and its values lack, or the other way round, with the names of lists around.
fn differences(spec: &[Spec], fields: &Fields, around: &str, found: &mut BTreeSet<String>) {
    for spec in spec {
        match (spec.kind, fields.get(spec.name)) {
            (SpecKind::Text, Some(Value::Text(_))) | (SpecKind::Flag, Some(Value::Flag(_))) => {}
            (SpecKind::List(inside), Some(Value::List(entries))) => {
                for entry in entries {
                    differences(inside, entry, &format!("{around}{}.", spec.name), found);
                }
            }
            (_, other) => drop(found.insert(format!("{around}{} is {other:?}", spec.name))),
        }
    }
    for (name, _) in fields.iter() {
        if !spec.iter().any(|spec| spec.name == name) {
            found.insert(format!("{around}{name} is not described"));
        }
    }
}

fn check(form: WordForm, fields: &Fields) {
    let mut found = BTreeSet::new();
    differences(form.spec(), fields, "", &mut found);
    assert!(found.is_empty(), "{}: {found:#?}", form.name());
}

#[test]
fn every_form_has_just_the_values_it_describes() {
    let ledger = Ledger::new(LedgerId(1));
    let details = Details::default();
    let desk = Desk { ledger: &ledger, today: "2026-11-22".parse().unwrap(), details: &details, public: false };
    let issue = Issue::default();
    check(WordForm::IssueAccount, &issue_document(&desk, &issue));
    check(WordForm::Publicity, &publicity_fields(&desk, &[&issue]));
    check(WordForm::Monthly, &monthly_fields(&desk, crate::domain::record::Month { year: 2026, month: 10 }));
    check(WordForm::Complaints, &complaint_fields(&desk));
    check(
        WordForm::Receipt,
        &receipt_fields(&desk, &Receipt { lines: vec![ReceiptLine::default()], ..Receipt::default() }),
    );
}

#[test]
fn our_templates_know_every_placeholder_they_use() {
    for form in WordForm::ALL {
        let template = Template::read(form.built_in()).unwrap();
        assert_eq!(template.faults(form.spec()), [], "{}", form.name());
    }
}

#[test]
fn no_form_describes_a_name_twice() {
    fn look(spec: &[Spec], form: &str) {
        let names: BTreeSet<_> = spec.iter().map(|spec| spec.name).collect();
        assert_eq!(names.len(), spec.len(), "{form}");
        for spec in spec {
            if let SpecKind::List(inside) = spec.kind {
                look(inside, form);
            }
        }
    }
    for form in WordForm::ALL {
        look(form.spec(), form.name());
    }
}

#[test]
fn a_form_is_found_by_both_its_names() {
    for form in WordForm::ALL {
        assert_eq!(WordForm::find(form.name()), Some(form));
        assert_eq!(WordForm::find(form.key()), Some(form));
    }
    assert_eq!(WordForm::find("别的"), None);
}
