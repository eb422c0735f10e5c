//! Saved views of the grid.

use super::*;
use crate::domain::{rules::AnyField, rules::Thing, view::SavedView};

fn view(group: &str) -> Box<SavedView> {
    Box::new(SavedView { group: group.to_owned(), ..SavedView::default() })
}

fn save(name: &str, group: &str) -> Action {
    Action::SaveView { name: name.to_owned(), view: view(group) }
}

fn names(desk: &Desk) -> Vec<(&str, &str)> {
    desk.ledger.directory.live_views().map(|(name, view)| (name, view.group.as_str())).collect()
}

#[test]
fn a_view_is_saved_under_its_name_saved_again_and_removed() {
    let mut desk = Desk::new();
    desk.does(save(" 尾矿库 ", "stage"));
    desk.does(save("年内", ""));
    assert_eq!(names(&desk), [("尾矿库", "stage"), ("年内", "")]);
    desk.does(save("尾矿库", "category"));
    assert_eq!(names(&desk), [("尾矿库", "category"), ("年内", "")]);
    assert_eq!(plan(&desk.ledger, &save("年内", ""), &desk.ctx), Ok(Vec::new()), "the same again changes nothing");
    let remove = Action::RemoveView { name: "尾矿库".to_owned() };
    desk.does(remove.clone());
    assert_eq!(names(&desk), [("年内", "")]);
    desk.refuses(remove, &Refusal::NotHere(Thing::View));
}

#[test]
fn a_view_for_everybody_needs_a_name_and_is_the_offices() {
    let mut desk = Desk::new();
    desk.refuses(save(" ", ""), &Refusal::TextMissing(AnyField::View));
    desk.ctx.role = Role::Unit;
    desk.refuses(save("尾矿库", ""), &Refusal::NeedsRole(Role::Office));
}
