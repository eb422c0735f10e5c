//! 佐证材料: pictures and files as tiles; added by dialog or dropped onto the page.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use std::collections::BTreeMap;

use egui::{ColorImage, TextureId, TextureOptions, Ui, Vec2, vec2};

use crate::{
    app::{Command, DropCommand, EvidenceTarget, may_be_picture, may_bring_issues},
    domain::{
        RecordId,
        issue::IssueItem,
        procedure::Step,
        record::{Evidence, RecordBody},
        rules::{Action, NewRecord},
    },
    ui::{
        icon,
        theme::{Tone, space},
        widgets::{
            Choice, ChoiceItem, Field, MenuItem, Tile, Weight, button_unless, drop_tile, file_tile, hint, icon_button,
            menu_under, picture_tile,
        },
        words::{self, issue_page as says},
    },
};

use super::{Here, IssueDraft, dialogs::Dialog, parts::card, step_dialog::material_name};

pub(super) fn evidence_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let files: Vec<(RecordId, &Evidence)> = here
        .issue
        .live_records()
        .filter_map(|record| match &record.body {
            RecordBody::Evidence(evidence) => Some((record.id, evidence)),
            _ => None,
        })
        .collect();
    let missing = files.iter().filter(|(_, e)| here.ctx.app.is_evidence_missing(e.sha)).count();
    let aside = if files.is_empty() { String::new() } else { says::files_sum(files.len(), missing) };
    let refused = may_not_add(here);
    let mut asked = false;
    let mut dropped = false;
    card(
        ui,
        (says::EVIDENCE, &aside),
        |ui| asked = button_unless(ui, Weight::Quiet, icon::ADD, says::ADD_FILES, refused.as_deref()).clicked(),
        |ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            if refused.is_none() {
                material_ui(here, ui, draft);
            }
            pictures_ui(here, ui, draft, &files);
            for (id, evidence) in files.iter().filter(|(_, e)| !may_be_picture(&e.name)) {
                tile_ui(here, ui, draft, (*id, evidence), None);
            }
            if here.ctx.app.is_adding_evidence() {
                hint(ui, says::ADDING);
            } else if refused.is_none() {
                let over = ui.ctx().input(|input| !input.raw.hovered_files.is_empty());
                let wide = ui.available_width();
                dropped |= drop_tile(ui, wide, icon::UPLOAD, says::DROP_HERE, over).clicked();
            }
        },
    );
    if asked || dropped {
        here.ctx.commands.send(Command::AskEvidence(target(here, draft)));
    }
}

fn may_not_add(here: Here<'_>) -> Option<String> {
    let evidence = Evidence { name: "?".to_owned(), ..Evidence::default() };
    here.refused(&Action::Append {
        issue: here.id(),
        record: RecordId::default(),
        entry: NewRecord::Evidence(evidence),
    })
}

/// The materials the steps of the procedure demand, with the step each belongs to.
fn demands(here: Here<'_>) -> Vec<(&Step, &str, &str)> {
    let procedure = match here.issue.current_round() {
        Some(round) => Some(&*round.procedure),
        None => here.ledger.directory.procedure_for(here.issue),
    };
    let steps = procedure.map(|procedure| procedure.steps.as_slice()).unwrap_or_default();
    let mut all = Vec::new();
    for step in steps {
        all.extend(step.materials.iter().map(|demand| (step, demand.key.as_str(), demand.name.as_str())));
    }
    all
}

/// What kind of material the next files are.
fn material_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let demands = demands(here);
    let mut names: Vec<&str> = Vec::new();
    for (_, _, name) in &demands {
        if !names.contains(name) {
            names.push(name);
        }
    }
    names.extend(says::USUAL_MATERIALS.iter().filter(|usual| demands.iter().all(|(_, _, name)| name != *usual)));
    let items: Vec<_> = names.iter().map(|name| ChoiceItem::new(name)).collect();
    let field = Field::new(says::MATERIAL_KIND).note(says::MATERIAL_KIND_HINT).hint(says::MATERIAL_EXAMPLE);
    Choice::new(field, &items).show_free(ui, &mut draft.material);
}

/// Where added files belong: a demanded material belongs to its step, anything else to the issue.
fn target(here: Here<'_>, draft: &IssueDraft) -> EvidenceTarget {
    let typed = draft.material.trim();
    let assigned = here.issue.current_round().is_some();
    let demand = demands(here).into_iter().find(|(_, _, name)| *name == typed && assigned);
    let (step, material) = match demand {
        Some((step, key, _)) => (Some(step.key.clone()), key.to_owned()),
        None => (None, typed.to_owned()),
    };
    EvidenceTarget { issue: here.id(), step, material }
}

fn pictures_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft, files: &[(RecordId, &Evidence)]) {
    let pictures: Vec<_> = files.iter().filter(|(_, e)| may_be_picture(&e.name)).collect();
    if pictures.is_empty() {
        return;
    }
    let wide = ui.available_width();
    let in_row = ((wide / 140.0) as usize).clamp(1, 6);
    let each = ((wide - space::S * (in_row as f32 - 1.0)) / in_row as f32).floor();
    for row in pictures.chunks(in_row) {
        ui.horizontal_top(|ui| {
            for (id, evidence) in row {
                ui.allocate_ui(vec2(each, 0.0), |ui| tile_ui(here, ui, draft, (*id, evidence), Some(each)));
            }
        });
    }
}

/// A tile that opens its file; a menu at its corner withdraws it.
fn tile_ui(
    here: Here<'_>,
    ui: &mut Ui,
    draft: &mut IssueDraft,
    (id, evidence): (RecordId, &Evidence),
    picture: Option<f32>,
) {
    let missing = here.ctx.app.is_evidence_missing(evidence.sha);
    let note = if missing {
        says::FILE_MISSING.to_owned()
    } else {
        let material = material_name(here, &evidence.material);
        format!("{material} {}", words::file_size(evidence.size)).trim().to_owned()
    };
    let tile = Tile {
        sign: sign_of(&evidence.name),
        name: &evidence.name,
        note: &note,
        tone: if missing { Tone::Warn } else { Tone::Neutral },
        picture: texture(here, ui, draft, evidence),
    };
    ui.push_id(("evidence", id), |ui| {
        let response = match picture {
            Some(wide) => picture_tile(ui, wide, &tile),
            None => file_tile(ui, ui.available_width(), &tile),
        };
        let has_no_preview = !missing && here.ctx.app.has_no_preview(evidence.sha);
        let response = if has_no_preview { response.on_hover_text(says::NO_PREVIEW) } else { response };
        if response.clicked() {
            here.ctx.commands.send(Command::OpenEvidence(evidence.sha));
        }
        let corner = egui::Rect::from_min_size(response.rect.right_top() + vec2(-34.0, 2.0), vec2(32.0, 32.0));
        super::parts::at(ui, ("evidence menu", id), corner, |ui| menu_ui(here, ui, draft, (id, evidence)));
    });
}

fn menu_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft, (id, evidence): (RecordId, &Evidence)) {
    let more = icon_button(ui, icon::MORE_VERT, &says::more_of(&evidence.name));
    let item = IssueItem::Record(id);
    let open = egui::Popup::is_id_open(ui.ctx(), egui::Popup::default_response_id(&more));
    let action = Action::Withdraw { issue: here.id(), item, reason: "?".to_owned() };
    let refused = if open { here.refused(&action) } else { None };
    let lines = [
        MenuItem::new(icon::OPEN_IN_NEW, says::OPEN_FILE),
        MenuItem::new(icon::BLOCK, says::WITHDRAW_MENU).unless(refused.as_deref()),
    ];
    match menu_under(&more, &lines) {
        Some(0) => here.ctx.commands.send(Command::OpenEvidence(evidence.sha)),
        Some(_) => draft.dialog = Some(Dialog::Withdraw(item)),
        None => {}
    }
}

/// The picture on the graphics card, put there once.
fn texture(here: Here<'_>, ui: &Ui, draft: &mut IssueDraft, evidence: &Evidence) -> Option<(TextureId, Vec2)> {
    let picture = here.ctx.app.picture(evidence.sha)?;
    let handle = draft.textures.entry(evidence.sha).or_insert_with(|| {
        let size = [picture.width, picture.height];
        let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
        ui.ctx().load_texture(evidence.sha.short(), image, TextureOptions::LINEAR)
    });
    Some((handle.id(), handle.size_vec2()))
}

fn sign_of(name: &str) -> &'static str {
    let signs: BTreeMap<&str, &'static str> = [
        ("pdf", icon::PICTURE_AS_PDF),
        ("doc", icon::DESCRIPTION),
        ("docx", icon::DESCRIPTION),
        ("wps", icon::DESCRIPTION),
        ("xls", icon::TABLE_CHART),
        ("xlsx", icon::TABLE_CHART),
        ("et", icon::TABLE_CHART),
        ("mp4", icon::VIDEOCAM),
        ("mov", icon::VIDEOCAM),
        ("avi", icon::VIDEOCAM),
    ]
    .into();
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let other = if may_be_picture(name) { icon::IMAGE } else { icon::INSERT_DRIVE_FILE };
    signs.get(ending.as_str()).copied().unwrap_or(other)
}

/// Files dropped anywhere on the page are added.
pub(super) fn drop_files(here: Here<'_>, ui: &Ui, draft: &IssueDraft) {
    let dropped: Vec<_> =
        ui.ctx().input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
    let Some(first) = dropped.first() else {
        return;
    };
    let ends = |endings: &[&str]| {
        first.extension().is_some_and(|end| endings.iter().any(|ending| end.eq_ignore_ascii_case(ending)))
    };
    // A ledger, an older copy and a sealed package are opened instead.
    if ends(&["ron", "zst", "age"]) {
        return;
    }
    // A file dropped into the dialog of a step is that step's.
    let target = match &draft.dialog {
        Some(Dialog::Step(key)) if here.issue.current_round().is_some() => {
            EvidenceTarget { step: Some(key.clone()), ..target(here, draft) }
        }
        _ => target(here, draft),
    };
    let is_asked = draft.dialog.is_none() && (ends(&["zip"]) || may_bring_issues(first));
    here.ctx.commands.send(if is_asked {
        Command::Dropped(DropCommand::Dropped { files: dropped, target: Some(target) })
    } else {
        Command::AddEvidence(target, dropped)
    });
}
