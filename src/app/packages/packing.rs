//! Packages going out: the hand-out is recorded, then each package is written in a job.

use std::{path::Path, sync::Arc};

use crate::{
    app::{
        jobs::{Job, JobReporter},
        state::App,
    },
    domain::{EditRef, grant::Grant, rules::Action},
    store::package::PackageKind,
};

use super::{
    ask::{HandOutAsk, PackAsk, Packed},
    names::package_name,
    pack::{Desk, PackChoices, copy_package, free_path, hand_out, return_package},
};

impl App {
    /// The hand-out is a change; the packages are cut from the ledger that holds it.
    pub(super) fn start_handing_out(&mut self, asked: &HandOutAsk) {
        let Some(ledger) = self.ledger().filter(|_| self.packages.packing.is_none()) else {
            return;
        };
        let mut all = Grant::of_units(ledger, &asked.may);
        let grants: Vec<_> = asked.units.iter().filter_map(|unit| all.remove(unit)).collect();
        let units: Vec<_> = grants.iter().map(|grant| grant.unit).collect();
        let (who, clock) = (self.settings.identity.clone(), self.clock);
        let mut made = None;
        self.with_document(|document| {
            made = document.act(&Action::HandOut(grants), &who, clock)?;
            Ok(())
        });
        let (Some(change), Some(document)) = (made, self.document.as_ref()) else {
            return;
        };
        let content = document.snapshot();
        let (desk, choices) = self.pack_desk(document.path(), &asked.pack);
        let (folder, today) = (asked.pack.folder.clone(), clock.today);
        self.packages.folder = Some(folder.clone());
        self.start_packing(move |report| {
            let directory = &content.ledger.directory;
            let mut packed = Vec::new();
            for (n, unit) in (0..).zip(units.iter().copied()) {
                let name = directory.unit_name(unit).to_owned();
                let title = directory.fields.title.get();
                let sealed = choices.passphrase.is_some();
                let out = free_path(&folder, &package_name(title, PackageKind::HandOut, &name, today, sealed));
                let at = EditRef(change, n);
                let done = n as usize;
                let mut goes_on = |_: u64, _: u64| report.goes_on(done, units.len());
                let result = hand_out(&content, at, (&desk, &choices), &out, &mut goes_on);
                packed.push(Packed { name, result });
                if report.is_stopped() {
                    break;
                }
            }
            packed
        });
    }

    pub(super) fn start_packing_whole(&mut self, asked: PackAsk, kind: PackageKind) {
        let Some(document) = self.document.as_ref().filter(|_| self.packages.packing.is_none()) else {
            return;
        };
        let content = document.snapshot();
        let (desk, choices) = self.pack_desk(document.path(), &asked);
        let today = self.clock.today;
        self.packages.folder = Some(asked.folder.clone());
        self.start_packing(move |report| {
            let directory = &content.ledger.directory;
            let title = directory.fields.title.get().clone();
            let own = content.ledger.grant.and_then(|at| directory.grant(at));
            let unit = own.map(|grant| directory.unit_name(grant.unit).to_owned()).unwrap_or_default();
            let out = free_path(&asked.folder, &package_name(&title, kind, &unit, today, choices.passphrase.is_some()));
            let mut goes_on =
                |done: u64, total: u64| report.goes_on((done >> 10) as usize, (total >> 10).max(1) as usize);
            let with = (&desk, &choices);
            let result = match kind {
                PackageKind::Return => return_package(&content, with, &out, &mut goes_on),
                PackageKind::Copy | PackageKind::HandOut => copy_package(&content, with, &out, &mut goes_on),
            };
            vec![Packed { name: if unit.is_empty() { title } else { unit }, result }]
        });
    }

    fn pack_desk(&self, ledger: &Path, asked: &PackAsk) -> (Desk, PackChoices) {
        let author = self.settings.identity.name.clone();
        let desk = Desk { ledger: ledger.to_owned(), now: self.clock.now, author };
        let passphrase = asked.passphrase.clone();
        (desk, PackChoices { evidence: asked.evidence, passphrase, ..PackChoices::default() })
    }

    fn start_packing(&mut self, work: impl FnOnce(&JobReporter<Vec<Packed>>) -> Vec<Packed> + Send + 'static) {
        self.packages.packed.clear();
        match Job::start("pack", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.packages.packing = Some(job),
            Err(error) => self.no_job(error),
        }
    }
}
