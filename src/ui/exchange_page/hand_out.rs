//! Handing out (下发), giving back (上报), and the whole ledger as a package.

use std::{collections::BTreeSet, path::PathBuf};

use egui::{Align2, Rect, Sense, Ui, vec2};

use crate::{
    app::{
        Command,
        computer::drive_of,
        packages::{HandOutAsk, PackAsk, PackageCommand, Packed, Passphrase, UnitShare, held_grant, unit_shares},
    },
    domain::{UnitId, grant::GrantedDeed, rules::Role},
    ui::{
        icon,
        theme::{self, Tone, font, space},
        view::ViewCtx,
        widgets::{
            Field, Weight, banner, button, button_unless, card_ui, check_box, check_line, columns, hint, inside,
            job_line, key_text, line,
        },
        words::{self, exchange_hand_out as says},
    },
};

use super::drives::drives_ui;

/// What is chosen on these cards.
#[derive(Debug)]
pub(super) struct HandOutDraft {
    folder: String,
    picked: Option<PathBuf>,
    evidence: bool,
    sealed: bool,
    passphrase: String,
    may_apply: bool,
    ticked: BTreeSet<UnitId>,
    shares: Vec<UnitShare>,
    worked_out: Option<(crate::domain::LedgerId, u64)>,
}

impl Default for HandOutDraft {
    fn default() -> Self {
        Self {
            folder: String::new(),
            picked: None,
            evidence: true,
            sealed: false,
            passphrase: String::new(),
            may_apply: true,
            ticked: BTreeSet::new(),
            shares: Vec::new(),
            worked_out: None,
        }
    }
}

impl HandOutDraft {
    /// The units are worked out once for each state of the ledger; at first all are ticked.
    fn refresh(&mut self, ctx: ViewCtx<'_>) {
        let (Some(document), Some(history)) = (ctx.app.document(), ctx.app.history()) else {
            return;
        };
        let now = Some((document.id(), document.revision()));
        if self.worked_out != now {
            let is_new = self.worked_out.map(|(id, _)| id) != now.map(|(id, _)| id);
            self.shares = unit_shares(document.ledger(), history);
            if is_new {
                self.ticked = self.shares.iter().map(|share| share.unit).collect();
            }
            self.worked_out = now;
        }
    }

    fn chosen(&self) -> Vec<UnitId> {
        self.shares.iter().map(|share| share.unit).filter(|unit| self.ticked.contains(unit)).collect()
    }

    fn ask(&self) -> PackAsk {
        let passphrase = if self.sealed { Passphrase::new(&self.passphrase) } else { None };
        PackAsk { folder: self.folder.trim().trim_matches('"').into(), evidence: self.evidence, passphrase }
    }

    fn lacks(&self) -> Option<&'static str> {
        if self.folder.trim().is_empty() {
            Some(says::NO_FOLDER)
        } else if self.sealed && self.passphrase.is_empty() {
            Some(says::NO_PASSPHRASE)
        } else {
            None
        }
    }
}

/// The card of handing out.
pub(super) fn hand_out_card(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut HandOutDraft) {
    draft.refresh(ctx);
    card_ui(ui, says::HAND_OUT, "", |ui| {
        hint(ui, says::HAND_OUT_HINT);
        if draft.shares.is_empty() {
            return hint(ui, says::NO_UNITS);
        }
        target_ui(ctx, ui, draft, true);
        // The deed stands over the list, so that it is on the screen however many units there are.
        let chosen = draft.chosen();
        let office = ctx.app.identity().role == Role::Office;
        let lacks = if chosen.is_empty() { Some(says::NO_UNIT) } else { draft.lacks() };
        let refusal = if office { lacks } else { Some(says::ONLY_OFFICE) };
        let refusal = if ctx.app.is_read_only() { Some(says::READ_ONLY) } else { refusal };
        if button_unless(ui, Weight::Primary, icon::UPLOAD, &says::do_hand_out(chosen.len()), refusal).clicked() {
            let all = GrantedDeed::ALL.into_iter();
            let may = all.filter(|deed| *deed != GrantedDeed::Apply || draft.may_apply).collect();
            let asked = HandOutAsk { units: chosen, may, pack: draft.ask() };
            ctx.commands.send(Command::Packages(PackageCommand::HandOut(asked)));
        }
        packed_ui(ctx, ui);
        ui.add_space(space::XS);
        units_ui(ui, draft);
    });
}

/// Where the packages go, and what comes along.
fn target_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut HandOutDraft, grants: bool) {
    let picked = ctx.app.packages().folder();
    if picked != draft.picked.as_deref() {
        draft.picked = picked.map(std::path::Path::to_owned);
        draft.folder = picked.map(|path| path.display().to_string()).unwrap_or_default();
    }
    ui.horizontal(|ui| {
        let wide = (ui.available_width() - 120.0).clamp(160.0, 520.0);
        Field::new(says::FOLDER).hint(says::FOLDER_HINT).width(wide).show(ui, &mut draft.folder);
        ui.vertical(|ui| {
            ui.add_space(24.0);
            if button(ui, Weight::Normal, icon::FOLDER_OPEN, says::CHOOSE_FOLDER).clicked() {
                ctx.commands.send(Command::Packages(PackageCommand::AskFolder));
            }
        });
    });
    if let Some(drive) = drives_ui(ctx, ui, words::computer::TO_DRIVE) {
        ctx.commands.send(Command::Packages(PackageCommand::SetFolder(drive.folder)));
    }
    if let Some(drive) = drive_of(ctx.app.computer().drives(), std::path::Path::new(draft.folder.trim())) {
        hint(ui, &words::computer::drive_room(drive));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        check_box(ui, &mut draft.evidence, says::WITH_EVIDENCE);
        if grants {
            check_box(ui, &mut draft.may_apply, says::MAY_APPLY);
        }
        check_box(ui, &mut draft.sealed, says::WITH_PASSPHRASE);
    });
    if draft.sealed {
        Field::new(says::PASSPHRASE).required().width(320.0).show(ui, &mut draft.passphrase);
        hint(ui, says::PASSPHRASE_HINT);
    }
}

/// The share of each column of the units' list.
const WEIGHTS: [f32; 6] = [3.0, 0.8, 0.8, 1.8, 1.5, 1.5];

fn units_ui(ui: &mut Ui, draft: &mut HandOutDraft) {
    ui.horizontal(|ui| {
        if button(ui, Weight::Quiet, "", says::ALL).clicked() {
            draft.ticked = draft.shares.iter().map(|share| share.unit).collect();
        }
        if button(ui, Weight::Quiet, "", says::NONE).clicked() {
            draft.ticked.clear();
        }
        hint(ui, &says::ticked(draft.chosen().len(), draft.shares.len()));
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    let t = theme::of(ui);
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    for (n, (place, word)) in columns(head, &WEIGHTS, space::L).into_iter().zip(says::UNIT_HEADS).enumerate() {
        line(ui, place, align(n), word, font::small(), t.text_3);
    }
    let shares = std::mem::take(&mut draft.shares);
    for share in &shares {
        unit_row(ui, share, &mut draft.ticked);
    }
    draft.shares = shares;
    ui.spacing_mut().item_spacing.y = space::S;
}

/// Counts stand at the right of their columns.
fn align(column: usize) -> Align2 {
    if column == 1 || column == 2 { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER }
}

fn unit_row(ui: &mut Ui, share: &UnitShare, ticked: &mut BTreeSet<UnitId>) {
    let t = theme::of(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    ui.painter().hline(row.x_range(), row.top(), t.hairline());
    let places: Vec<Rect> = columns(row, &WEIGHTS, space::L);
    let said = [
        String::new(),
        says::count(share.leads),
        says::count(share.helps),
        says::files(share.n_files, share.bytes),
        says::day(share.handed_out.map(|(_, at)| at)),
        says::day(share.came_back),
    ];
    for (n, (place, words)) in places.iter().zip(&said).enumerate() {
        if n == 0 {
            let mut on = ticked.contains(&share.unit);
            let changed = inside(ui, share.unit, place.translate(vec2(0.0, 3.0)), |ui| {
                check_box(ui, &mut on, &share.name).changed()
            });
            if changed && on {
                ticked.insert(share.unit);
            } else if changed {
                ticked.remove(&share.unit);
            }
        } else {
            line(ui, *place, align(n), words, font::body(), t.text_2);
        }
    }
}

/// What is being written, and what was.
fn packed_ui(ctx: ViewCtx<'_>, ui: &mut Ui) {
    let work = ctx.app.packages();
    if work.is_packing() {
        let (_, progress) = work.progress(ctx.clock().instant).unwrap_or_default();
        if ui.horizontal(|ui| job_line(ui, says::PACKING, progress.done, progress.total)).inner {
            ctx.commands.send(Command::StopJob);
        }
    }
    let packed = work.packed();
    if packed.is_empty() {
        return;
    }
    let failed = packed.iter().filter(|it| it.result.is_err()).count();
    let (tone, said) = if failed == 0 {
        (Tone::Good, says::all_written(packed.len()))
    } else {
        (Tone::Danger, says::some_failed(failed, packed.len()))
    };
    match banner(ui, tone, &said, &[says::SHOW_FOLDER, says::PUT_AWAY]) {
        Some(0) => {
            if let Some(written) = packed.iter().find_map(|it| it.result.as_ref().ok()) {
                ctx.commands.send(Command::ShowWritten(written.path.clone()));
            }
        }
        Some(_) => ctx.commands.send(Command::Packages(PackageCommand::PutAway)),
        None => {}
    }
    for it in packed {
        check_line(ui, it.result.is_ok(), &packed_words(it));
    }
}

fn packed_words(packed: &Packed) -> String {
    match &packed.result {
        Ok(written) => {
            let file = written.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            says::written(&packed.name, &file, written.n_bytes)
        }
        Err(error) => says::not_written(&packed.name, &words::store_error(error)),
    }
}

/// The card of a unit's copy: what it was handed out, and how it gives back.
pub(super) fn return_card(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut HandOutDraft) {
    let (Some(ledger), Some(history)) = (ctx.ledger(), ctx.app.history()) else {
        return;
    };
    card_ui(ui, says::RETURN, "", |ui| {
        if let Some((grant, unit)) = held_grant(ledger, history) {
            key_text(ui, says::TAB_OUT, &says::held(&unit, grant.leads.len(), grant.helps.len()), 2);
            key_text(ui, words::exchange::MAY, &says::may(&grant.may), 3);
        }
        hint(ui, says::RETURN_HINT);
        target_ui(ctx, ui, draft, false);
        let refusal = if ctx.app.is_read_only() { Some(says::READ_ONLY) } else { draft.lacks() };
        if button_unless(ui, Weight::Primary, icon::UPLOAD, says::DO_RETURN, refusal).clicked() {
            ctx.commands.send(Command::Packages(PackageCommand::Return(draft.ask())));
        }
        packed_ui(ctx, ui);
    });
}

/// The card of the whole ledger as a package.
pub(super) fn whole_card(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut HandOutDraft) {
    card_ui(ui, says::WHOLE, "", |ui| {
        hint(ui, says::WHOLE_HINT);
        target_ui(ctx, ui, draft, false);
        if button_unless(ui, Weight::Normal, icon::UPLOAD, says::DO_WHOLE, draft.lacks()).clicked() {
            ctx.commands.send(Command::Packages(PackageCommand::Copy(draft.ask())));
        }
        packed_ui(ctx, ui);
    });
}
