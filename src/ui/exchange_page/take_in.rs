//! Taking in (接收): packages and remarks are looked at, listed with a verdict each, and taken when somebody says so.

use std::{collections::BTreeSet, path::PathBuf};

use egui::Ui;

use crate::{
    app::{
        Command,
        merge::MergeSource,
        packages::{Look, LookKind, PackageCommand, PackageLook, Passphrase, ReviewLook, Verdict},
    },
    domain::{WithheldPart, rules::Action},
    ui::{
        icon,
        theme::{Tone, space},
        view::ViewCtx,
        widgets::{
            Field, Weight, banner, button, button_unless, card_ui, check_box, chip, divider, empty_note, hint,
            job_line, link,
        },
        words::{self, exchange_hand_out as says, exchange_packages as package_words, merge as merge_words},
    },
};

use super::drives::drives_ui;

/// What is open and typed on these cards.
#[derive(Debug, Default)]
pub(super) struct TakeInDraft {
    open: BTreeSet<PathBuf>,
    agreed: BTreeSet<PathBuf>,
    passphrase: String,
    withheld: Vec<WithheldPart>,
    worked_out: Option<(crate::domain::LedgerId, u64)>,
}

/// The card of what comes in.
pub(super) fn take_in_card(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut TakeInDraft) {
    card_ui(ui, says::TAKE_IN, "", |ui| {
        hint(ui, says::TAKE_IN_HINT);
        ui.horizontal(|ui| {
            if button(ui, Weight::Normal, icon::FOLDER_OPEN, says::CHOOSE_FILES).clicked() {
                ctx.commands.send(Command::Packages(PackageCommand::AskPackages));
            }
            if button(ui, Weight::Normal, icon::FOLDER_OPEN, says::CHOOSE_IN_FOLDER).clicked() {
                ctx.commands.send(Command::Packages(PackageCommand::AskPackageFolder));
            }
        });
        if let Some(drive) = drives_ui(ctx, ui, words::computer::FROM_DRIVE) {
            ctx.commands.send(Command::Packages(PackageCommand::Look(vec![drive.folder])));
        }
        let work = ctx.app.packages();
        if work.is_looking() {
            let (what, progress) = work.progress(ctx.clock().instant).unwrap_or_default();
            let what = if what == "take" { says::TAKING } else { says::LOOKING };
            if ui.horizontal(|ui| job_line(ui, what, progress.done, progress.total)).inner {
                ctx.commands.send(Command::StopJob);
            }
        }
        if work.looks().is_empty() && !work.is_looking() {
            return empty_note(ui, icon::DOWNLOAD, says::NOTHING_YET);
        }
        let plain: Vec<_> = work.looks().iter().filter(|look| look.is_plain()).map(|look| look.path.clone()).collect();
        for look in work.looks() {
            divider(ui);
            ui.push_id(&look.path, |ui| look_ui(ctx, ui, look, draft));
        }
        if plain.len() > 1 {
            divider(ui);
            let refusal = refusal(ctx);
            if button_unless(ui, Weight::Primary, icon::DOWNLOAD, &says::take_all(plain.len()), refusal).clicked() {
                ctx.commands.send(Command::Packages(PackageCommand::Take(plain)));
            }
        }
        take_back_ui(ctx, ui);
    });
    withheld_card(ctx, ui, draft);
}

fn refusal(ctx: ViewCtx<'_>) -> Option<&'static str> {
    if ctx.app.is_read_only() {
        Some(says::READ_ONLY)
    } else if ctx.app.packages().is_looking() {
        Some(says::LOOKING)
    } else {
        None
    }
}

fn look_ui(ctx: ViewCtx<'_>, ui: &mut Ui, look: &Look, draft: &mut TakeInDraft) {
    let file = look.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (tone, verdict) = verdict(look);
    ui.horizontal_wrapped(|ui| {
        ui.label(egui::RichText::new(&file).strong()).on_hover_text(look.path.display().to_string());
        chip(ui, &verdict, tone);
    });
    match &look.kind {
        LookKind::Package(package) => package_ui(ctx, ui, (look, package), draft),
        LookKind::Review(review) => review_ui(ctx, ui, (look, review), draft),
        LookKind::Sealed(wrong) => sealed_field(ctx, ui, look, *wrong, draft),
        LookKind::Refused(_) => drop_ui(ctx, ui, look),
    }
}

fn verdict(look: &Look) -> (Tone, String) {
    if let Some(taken) = look.taken {
        return (Tone::Good, says::taken(taken.changes, taken.files));
    }
    match &look.kind {
        LookKind::Package(package) => {
            let tone = match package.verdict {
                Verdict::New if package.withheld.is_empty() => Tone::Accent,
                Verdict::New | Verdict::Ungranted => Tone::Warn,
                Verdict::NothingNew => Tone::Neutral,
                Verdict::OtherLedger => Tone::Danger,
            };
            (tone, package_words::verdict(package))
        }
        LookKind::Review(review) if review.other_ledger => (Tone::Danger, says::REVIEW_OTHER.to_owned()),
        LookKind::Review(review) => {
            let tone = if review.new.is_empty() { Tone::Neutral } else { Tone::Accent };
            (tone, says::review(review.new.len(), review.n_known, review.lost.len()))
        }
        LookKind::Sealed(false) => (Tone::Warn, says::SEALED.to_owned()),
        LookKind::Sealed(true) => (Tone::Danger, says::SEALED_WRONG.to_owned()),
        LookKind::Refused(refused) => (Tone::Danger, package_words::refused(refused)),
    }
}

fn package_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (look, package): (&Look, &PackageLook), draft: &mut TakeInDraft) {
    let manifest = &package.manifest;
    let unit = manifest.unit.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
    let kind = package_words::package_kind(manifest.kind);
    hint(ui, &says::made(kind, unit, &manifest.made_by, manifest.made_on));
    if !package.files_left_out.is_empty() {
        hint(ui, &says::left_out(&package.files_left_out));
    }
    let open = draft.open.contains(&look.path);
    if open {
        details_ui(ctx, ui, package);
    }
    let needs = consent(package);
    if look.taken.is_none()
        && let Some(consent) = needs
    {
        let mut on = draft.agreed.contains(&look.path);
        if check_box(ui, &mut on, consent).changed() {
            if on {
                draft.agreed.insert(look.path.clone())
            } else {
                draft.agreed.remove(&look.path)
            };
        }
    }
    ui.horizontal(|ui| {
        let takes = look.taken.is_none() && matches!(package.verdict, Verdict::New | Verdict::Ungranted);
        if takes {
            let missing = needs.filter(|_| !draft.agreed.contains(&look.path));
            let refusal = refusal(ctx).or(missing);
            if button_unless(ui, Weight::Primary, icon::DOWNLOAD, says::TAKE, refusal).clicked() {
                ctx.commands.send(Command::Packages(PackageCommand::Take(vec![look.path.clone()])));
            }
            let busy = ctx.app.is_reading_copy().then_some(merge_words::READING);
            if button_unless(ui, Weight::Normal, icon::VISIBILITY, merge_words::LOOK_INSIDE, busy).clicked() {
                ctx.commands.send(Command::LookInside(look.path.clone()));
            }
        }
        if look.taken.is_some() {
            receipt_link(ctx, ui, look);
        }
        if !package.issues.is_empty() {
            let word = if open { says::NO_DETAILS } else { says::DETAILS };
            if button(ui, Weight::Quiet, "", word).clicked() && !draft.open.remove(&look.path) {
                draft.open.insert(look.path.clone());
            }
        }
        drop_ui(ctx, ui, look);
    });
}

/// What has to be agreed to, and was not, before the package shown side by side is taken.
pub(super) fn missing_consent(ctx: ViewCtx<'_>, source: &MergeSource, draft: &TakeInDraft) -> Option<&'static str> {
    let MergeSource::Package(path) = source else {
        return None;
    };
    let look = ctx.app.packages().looks().iter().find(|look| look.path == *path)?;
    let LookKind::Package(package) = &look.kind else {
        return None;
    };
    refusal(ctx).or_else(|| consent(package).filter(|_| !draft.agreed.contains(path)))
}

/// What has to be agreed to before such a package is taken.
fn consent(package: &PackageLook) -> Option<&'static str> {
    if package.verdict == Verdict::Ungranted {
        Some(says::UNGRANTED_CONSENT)
    } else if package.encrypted {
        Some(says::PLAIN_CONSENT)
    } else {
        None
    }
}

fn details_ui(ctx: ViewCtx<'_>, ui: &mut Ui, package: &PackageLook) {
    let people: Vec<_> =
        package.people.iter().map(|((author, unit), count)| says::person(author, unit, *count)).collect();
    hint(ui, &people.join("；"));
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    for issue in &package.issues {
        ui.horizontal_wrapped(|ui| {
            let said = says::issue_news(&issue.number, &issue.title, issue.news.len());
            ui.label(said);
            if issue.withheld {
                chip(ui, words::exchange_packages::withheld(crate::domain::Withheld::OutsideGrant), Tone::Warn);
            }
        });
        let edits = issue
            .news
            .iter()
            .flat_map(|(author, _, at, edits)| edits.iter().map(move |edit| (author, at, words::edit(ledger, edit))));
        for (author, at, said) in edits.take(8) {
            hint(ui, &format!("　{} {author}：{said}", words::date_and_time(*at)));
        }
    }
}

/// The receipt of a package that was taken in.
fn receipt_link(ctx: ViewCtx<'_>, ui: &mut Ui, look: &Look) {
    let source = look.path.display().to_string();
    let at = ctx.app.receipts().iter().position(|receipt| receipt.source == source);
    if let Some(at) = at
        && button(ui, Weight::Quiet, icon::DESCRIPTION, merge_words::RECEIPT_OF).clicked()
    {
        ctx.commands.send(Command::ShowReceipt(at));
    }
}

/// What was taken in can be taken back until the next edit.
fn take_back_ui(ctx: ViewCtx<'_>, ui: &mut Ui) {
    let taken = ctx.app.packages().looks().iter().any(|look| look.taken.is_some());
    let Some(count) = ctx.app.merge_to_take_back().filter(|_| taken) else {
        return;
    };
    divider(ui);
    ui.horizontal(|ui| {
        let undo =
            button(ui, Weight::Normal, icon::UNDO, merge_words::UNDO_TAKING).on_hover_text(merge_words::UNDO_HINT);
        if undo.clicked() {
            ctx.commands.send(Command::UndoMerge);
        }
        hint(ui, &merge_words::places(count));
    });
}

fn review_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (look, review): (&Look, &ReviewLook), draft: &mut TakeInDraft) {
    let open = draft.open.contains(&look.path);
    if open {
        for remark in review.new.iter().chain(&review.lost) {
            hint(ui, &says::remark(&remark.number, &remark.signed, &remark.text));
        }
    }
    ui.horizontal(|ui| {
        if look.taken.is_none() && !review.new.is_empty() {
            let refusal = refusal(ctx);
            if button_unless(ui, Weight::Primary, icon::DOWNLOAD, says::TAKE, refusal).clicked() {
                ctx.commands.send(Command::Packages(PackageCommand::Take(vec![look.path.clone()])));
            }
        }
        let word = if open { says::NO_DETAILS } else { says::DETAILS };
        if button(ui, Weight::Quiet, "", word).clicked() && !draft.open.remove(&look.path) {
            draft.open.insert(look.path.clone());
        }
        drop_ui(ctx, ui, look);
    });
}

fn sealed_field(ctx: ViewCtx<'_>, ui: &mut Ui, look: &Look, wrong: bool, draft: &mut TakeInDraft) {
    let fault = wrong.then_some(says::SEALED_WRONG);
    Field::new(says::PASSPHRASE).fault(fault).width(320.0).show(ui, &mut draft.passphrase);
    ui.horizontal(|ui| {
        let missing = draft.passphrase.is_empty().then_some(says::NO_PASSPHRASE);
        if button_unless(ui, Weight::Primary, "", says::UNSEAL, missing).clicked()
            && let Some(passphrase) = Passphrase::new(&draft.passphrase)
        {
            let asked = PackageCommand::GivePassphrase(look.path.clone(), passphrase);
            ctx.commands.send(Command::Packages(asked));
            draft.passphrase.clear();
        }
        drop_ui(ctx, ui, look);
    });
}

fn drop_ui(ctx: ViewCtx<'_>, ui: &mut Ui, look: &Look) {
    if button(ui, Weight::Quiet, "", says::DROP).clicked() {
        ctx.commands.send(Command::Packages(PackageCommand::Drop(look.path.clone())));
    }
}

/// What lies outside its grant: kept, without effect, to be admitted.
fn withheld_card(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut TakeInDraft) {
    let (Some(document), Some(history), Some(ledger)) = (ctx.app.document(), ctx.app.history(), ctx.ledger()) else {
        return;
    };
    let now = Some((document.id(), document.revision()));
    if draft.worked_out != now {
        draft.withheld = ctx.app.withheld();
        draft.worked_out = now;
    }
    if draft.withheld.is_empty() {
        return;
    }
    card_ui(ui, says::WITHHELD, "", |ui| {
        hint(ui, says::WITHHELD_HINT);
        for part in &draft.withheld {
            let Some(change) = history.get(part.change) else {
                continue;
            };
            divider(ui);
            let header = &change.header;
            let why = package_words::withheld(part.why);
            ui.label(says::withheld(&header.author, &header.unit, header.typed_at, why));
            let edits: Vec<_> = ctx.app.edits_of(part.change).iter().map(|edit| words::edit(ledger, edit)).collect();
            hint(ui, &edits.join("；"));
            let word = if part.admitted { says::NO_LONGER } else { says::ADMIT };
            ui.push_id(part.change, |ui| {
                if link(ui, word).clicked() {
                    ctx.commands.act(Action::Admit { change: part.change, admitted: !part.admitted });
                }
            });
        }
        ui.add_space(space::XS);
    });
}

/// The card while a copy is only looked at: remarks go to a file of their own.
pub(super) fn review_card(ctx: ViewCtx<'_>, ui: &mut Ui) {
    card_ui(ui, says::REVIEW, "", |ui| {
        hint(ui, says::REVIEW_HINT);
        if let Some((path, count)) = ctx.app.packages().reviewing()
            && banner(ui, Tone::Good, &says::reviewing(path, count), &[says::SHOW_FOLDER]).is_some()
        {
            ctx.commands.send(Command::ShowWritten(path.to_owned()));
        }
    });
    if ctx.app.packages().is_sealed_shown() {
        card_ui(ui, says::SEALED_CARD, "", |ui| {
            hint(ui, says::SEALED_CARD_HINT);
            if button(ui, Weight::Normal, "", says::KEEP_PLAIN).clicked() {
                ctx.commands.send(Command::Packages(PackageCommand::KeepPlain));
            }
        });
    }
}
