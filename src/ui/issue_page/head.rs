//! The head of the page: where we are, the four dimensions, and the one next step of the procedure.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use egui::{Align, Align2, Layout, Margin, Rect, RichText, Sense, Ui, vec2};

use crate::{
    app::{Command, Page},
    domain::{
        closure::Stage,
        issue::IssueItem,
        procedure::{StepKey, StepKind},
        record::RecordBody,
        rules::{Action, StepEntry},
    },
    ui::{
        documents, icon,
        keys::{Deed, with_keys},
        theme::{self, Tone, font, size, space},
        widgets::{
            MenuItem, Weight, button_unless, chip, fact_chip, glyph, icon_button, level_dot, line, link, menu_under,
            paragraph, paragraph_height, stage_pie,
        },
        words::{self, issue_page as says},
    },
};

use super::{
    Here, IssueDraft,
    dialogs::Dialog,
    dialogs_closing::{notice_runs, sample},
    procedure::next,
};

pub(super) fn head_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let t = theme::of(ui);
    let frame = egui::Frame::new().fill(t.surface).inner_margin(Margin { left: 24, right: 24, top: 8, bottom: 10 });
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        path_ui(here, ui, draft);
        title_ui(here, ui);
        dimensions_ui(here, ui);
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    // The cards begin at the hairline.
    ui.add_space(-ui.spacing().item_spacing.y);
}

// ---------------------------------------------------------------- first row

fn path_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let row = vec2(ui.available_width(), size::BUTTON);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        primary_ui(here, ui, draft);
        send_back_ui(here, ui, draft);
        more_ui(here, ui, draft);
        documents::issue_menu(here.ctx, ui, here.id(), Weight::Normal);
        if icon_button(ui, icon::CHEVRON_RIGHT, &with_keys(says::NEXT_ISSUE, Deed::NextIssue)).clicked() {
            here.ctx.commands.send(Command::Neighbour(true));
        }
        if icon_button(ui, icon::CHEVRON_LEFT, &with_keys(says::PREVIOUS_ISSUE, Deed::PreviousIssue)).clicked() {
            here.ctx.commands.send(Command::Neighbour(false));
        }
        let rest = vec2(ui.available_width(), size::BUTTON);
        ui.allocate_ui_with_layout(rest, Layout::left_to_right(Align::Center), |ui| crumbs_ui(here, ui));
    });
}

fn crumbs_ui(here: Here<'_>, ui: &mut Ui) {
    if icon_button(ui, icon::ARROW_BACK, &with_keys(says::BACK, Deed::Back)).clicked() {
        let back = if here.ctx.app.can_go_back() { Command::Back } else { Command::Go(Page::Issues) };
        here.ctx.commands.send(back);
    }
    let t = theme::of(ui);
    if link(ui, says::LEDGER).clicked() {
        here.ctx.commands.send(Command::Go(Page::Issues));
    }
    let inspection = words::inspection(here.ledger, *here.issue.fields.inspection.get());
    let number = here.issue.fields.number.get();
    let parts = [inspection.as_str(), number.as_str()];
    let known = parts.into_iter().filter(|part| !part.trim().is_empty() && *part != words::EMPTY);
    let said = known.map(|part| format!("/ {part}")).collect::<Vec<_>>().join(" ");
    let room = ui.available_rect_before_wrap();
    line(ui, room, Align2::LEFT_CENTER, &said, font::small(), t.text_3);
}

/// What the primary button does.
enum Next {
    Open(Dialog, String),
    Restore,
}

fn what_next(here: Here<'_>) -> Option<Next> {
    let stage = here.issue.stage().stage;
    match stage {
        Stage::Withdrawn => return Some(Next::Restore),
        Stage::Closed | Stage::Consolidating => {
            return Some(Next::Open(Dialog::LookBack, says::LOOK_BACK_MENU.to_owned()));
        }
        Stage::Registered | Stage::Rectifying | Stage::Closing => {}
    }
    let step = next(here)?;
    Some(if step.kind == StepKind::Publicity && !notice_runs(here) {
        Next::Open(Dialog::Publish, says::BEGIN_NOTICE.to_owned())
    } else if step.kind == StepKind::Publicity {
        Next::Open(Dialog::Step(step.key.clone()), says::END_NOTICE.to_owned())
    } else {
        let verb = if step.kind == StepKind::SiteVerification {
            says::VERIFY_AND_SIGN.to_owned()
        } else {
            says::begin(&step.name)
        };
        Next::Open(Dialog::Step(step.key.clone()), verb)
    })
}

/// The dialog of the one next step with what its button says; `None` where the next thing is no dialog.
pub(super) fn next_dialog(here: Here<'_>) -> Option<(Dialog, String)> {
    match what_next(here)? {
        Next::Open(dialog, verb) => Some((dialog, verb)),
        Next::Restore => None,
    }
}

/// Whether a dialog could be sent at all, were it filled.
pub(super) fn begin_refused(here: Here<'_>, dialog: &Dialog) -> Option<String> {
    match dialog {
        Dialog::Step(key) => here.refused_to_begin(&first_try(here, key)),
        other => sample(here, other).and_then(|action| here.refused_to_begin(&action)),
    }
}

fn first_try(here: Here<'_>, key: &StepKey) -> Action {
    let entry = StepEntry { step: key.clone(), ..StepEntry::default() };
    let (record, round) = Default::default();
    Action::TakeStep { issue: here.id(), record, round, entry: Box::new(entry) }
}

fn primary_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    match what_next(here) {
        Some(Next::Open(dialog, verb)) => {
            let refused = begin_refused(here, &dialog);
            if button_unless(ui, Weight::Primary, "", &verb, refused.as_deref()).clicked() {
                draft.dialog = Some(dialog);
            }
        }
        Some(Next::Restore) => {
            let action = Action::Restore { issue: here.id(), item: IssueItem::Issue };
            let refused = here.refused(&action);
            if button_unless(ui, Weight::Primary, "", says::RESTORE, refused.as_deref()).clicked() {
                here.act(action);
            }
        }
        None => {}
    }
}

fn send_back_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let point = here.issue.stage();
    if point.stage != Stage::Closing && !point.contradicted {
        return;
    }
    let refused = begin_refused(here, &Dialog::SendBack);
    if button_unless(ui, Weight::Normal, icon::REPLY, says::SEND_BACK_MENU, refused.as_deref()).clicked() {
        draft.dialog = Some(Dialog::SendBack);
    }
}

fn more_ui(here: Here<'_>, ui: &mut Ui, draft: &mut IssueDraft) {
    let more = icon_button(ui, icon::MORE_HORIZ, says::MORE);
    let lines = [
        (icon::EDIT_CALENDAR, says::EXTEND_MENU, Dialog::Extend),
        (icon::EDIT_NOTE, says::CORRECT_MENU, Dialog::Correct),
        (icon::REPLY, says::SEND_BACK_MENU, Dialog::SendBack),
        (icon::UNDO, says::TAKE_BACK_MENU, Dialog::TakeBack),
        (icon::VISIBILITY, says::LOOK_BACK_MENU, Dialog::LookBack),
        (icon::RESTART_ALT, says::REOPEN_MENU, Dialog::Reopen),
        (icon::BLOCK, says::WITHDRAW_MENU, Dialog::Withdraw(IssueItem::Issue)),
    ];
    // Asked only while the menu is open.
    let open = egui::Popup::is_id_open(ui.ctx(), egui::Popup::default_response_id(&more));
    let refusals: Vec<Option<String>> =
        lines.iter().map(|(_, _, dialog)| if open { begin_refused(here, dialog) } else { None }).collect();
    let items: Vec<_> = lines
        .iter()
        .zip(&refusals)
        .map(|((sign, label, _), refusal)| MenuItem::new(sign, label).unless(refusal.as_deref()))
        .collect();
    if let Some((_, _, dialog)) = menu_under(&more, &items).and_then(|at| lines.get(at)) {
        draft.dialog = Some(dialog.clone());
    }
}

// ---------------------------------------------------------------- title and dimensions

fn title_ui(here: Here<'_>, ui: &mut Ui) {
    let t = theme::of(ui);
    let title = here.issue.fields.title.get();
    let wide = ui.available_width();
    let high = paragraph_height(ui, wide, 2, title, font::title());
    let (rect, _) = ui.allocate_exact_size(vec2(wide, high.max(30.0)), Sense::hover());
    let place = Rect::from_center_size(rect.center(), vec2(wide, high));
    paragraph(ui, place, 2, title, font::title(), t.text);
}

/// Stage, time, supervision, rating: always in this order; then who and what.
fn dimensions_ui(here: Here<'_>, ui: &mut Ui) {
    let t = theme::of(ui);
    let directory = &here.ledger.directory;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        let point = here.issue.stage();
        let sign = words::stage_sign(&point);
        let mut stage = words::stage(&point);
        if point.round > 1 {
            stage = says::in_round(&stage, point.round);
        }
        fact_chip(ui, &stage, sign.tone, |ui, at| stage_pie(ui, at, sign));
        let (time, tone) = words::time_status(here.issue.time_status(directory, here.ctx.today()));
        chip(ui, &time, tone);
        let scale = directory.fields.scale.get().as_ref();
        if let Some(key) = highest_level(here) {
            let dot = words::level_dot(scale, &key);
            fact_chip(ui, &words::level(scale, &key), Tone::Neutral, |ui, at| level_dot(ui, at, dot));
        }
        if let Some(rating) = here.issue.latest_rating() {
            let arrow = words::rating_arrow(rating);
            fact_chip(ui, &says::monthly(words::rating(rating)), Tone::Neutral, |ui, at| {
                let place = Rect::from_center_size(at, vec2(16.0, 16.0));
                glyph(ui, place, arrow.sign(), 16.0, theme::of(ui).hue(arrow.tone()).ink);
            });
        }
        ui.add_space(space::S);
        let fields = &here.issue.fields;
        for (key, value) in [
            (says::LEAD, super::parts::unit_name(here, *fields.lead_unit.get())),
            (says::CATEGORY, fields.category.get().clone()),
            (says::ISSUE_NUMBER, fields.number.get().clone()),
        ] {
            if !value.trim().is_empty() {
                ui.label(RichText::new(key).font(font::small()).color(t.text_3));
                ui.label(RichText::new(value).font(font::small()).color(t.text));
                ui.add_space(space::XS);
            }
        }
    });
}

/// The gravest notice that was not lifted.
fn highest_level(here: Here<'_>) -> Option<String> {
    let lifted: Vec<_> = here
        .issue
        .live_records()
        .filter_map(|record| match &record.body {
            RecordBody::NoticeLifted { notice, .. } => Some(*notice),
            _ => None,
        })
        .collect();
    let open = here.issue.live_records().filter_map(|record| match &record.body {
        RecordBody::Notice(notice) if !lifted.contains(&record.id) => Some(notice.level.clone()),
        _ => None,
    });
    let scale = here.ledger.directory.fields.scale.get().as_ref();
    open.max_by_key(|key| scale.and_then(|scale| scale.rank(&key.as_str().into())))
}
