//! The one-page picture of 总览, for printing and for a slide: SVG by hand, PNG of the same with our own fonts.

mod chart;
mod page;
mod sheet;
#[cfg(test)]
mod tests;
pub mod words;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

pub use crate::exchange::pdf::axis_end;

use chrono::NaiveDate;
use resvg::{tiny_skia, usvg};

use super::{
    computer::show_in_folder,
    figures::Figures,
    fonts,
    jobs::{Job, JobEvent},
    notice::NoticeKind,
    state::App,
};
use crate::{
    domain::{
        closure::Stage,
        ids::IssueId,
        ledger::Ledger,
        stats::{Stats, Tally, YearTasks},
    },
    exchange::pdf::{PdfFault, Printed, picture},
    store::{Cause, Doing, StoreError, safe_write::safe_write},
};

/// The picture being made.
pub(super) type PictureJob = (PathBuf, Job<Result<(), StoreError>>);

/// Pixels across of a PNG: A4 on its side at 200 to the inch.
pub const PIXELS_WIDE: u32 = 2339;

/// Pixels down of a PNG.
pub const PIXELS_HIGH: u32 = 1654;

/// An issue due soon.
#[derive(Clone, Debug)]
struct DueIssue {
    date: NaiveDate,
    title: String,
    unit: String,
}

/// Everything the page says, as plain data.
#[derive(Clone, Debug)]
pub struct PageFacts {
    title: String,
    unit: String,
    today: NaiveDate,
    n_inspections: usize,
    stats: Stats,
    units: Vec<(String, Tally)>,
    tasks: Vec<(String, YearTasks)>,
    stages: Vec<(String, usize, bool)>,
    due: Vec<DueIssue>,
}

impl PageFacts {
    /// What the page of a ledger says; `unit` made it.
    pub fn of(ledger: &Ledger, figures: &Figures, unit: &str, today: NaiveDate) -> Self {
        let directory = &ledger.directory;
        let unit_name = |unit: Option<_>| unit.map_or(words::NO_UNIT, |unit| directory.unit_name(unit)).to_owned();
        let inspection = |tasks: &YearTasks| {
            let found = directory.inspections.get(&tasks.inspection);
            found.map_or(words::NO_INSPECTION, |it| it.fields.name.get()).to_owned()
        };
        let stats = figures.stats.clone();
        let due = |(date, id): &(NaiveDate, IssueId)| {
            let fields = &ledger.issue(*id)?.fields;
            let unit = fields.lead_unit.get().map_or("", |unit| directory.unit_name(unit));
            Some(DueIssue { date: *date, title: fields.title.get().clone(), unit: unit.to_owned() })
        };
        Self {
            title: directory.fields.title.get().clone(),
            unit: unit.to_owned(),
            today,
            n_inspections: directory.live_inspections().len(),
            units: stats.units.iter().map(|(unit, tally)| (unit_name(*unit), *tally)).collect(),
            tasks: figures.tasks.iter().filter(|it| it.all() > 0).map(|it| (inspection(it), it.clone())).collect(),
            stages: stats.stages.iter().map(stage).collect(),
            due: stats.due.iter().filter_map(due).collect(),
            stats,
        }
    }
}

fn stage(count: &crate::domain::stats::StageCount) -> (String, usize, bool) {
    let done = matches!(count.name.stage, Stage::Closed | Stage::Consolidating);
    (words::stage(&count.name), count.count, done)
}

/// The page as SVG, with our font named first.
pub fn svg(facts: &PageFacts) -> String {
    page::page(facts).end()
}

/// The page as PDF, A4 on its side, with the same shapes and real words.
pub fn pdf(facts: &PageFacts) -> Result<Printed, PdfFault> {
    picture(&facts.title, (297.0, 210.0), page::WIDTH, &page::page(facts).into_shapes(), fonts::faces())
}

/// The page as PNG, drawn with our own fonts whatever the system has.
pub fn png(svg: &str) -> Result<Vec<u8>, PictureFault> {
    let mut options = usvg::Options { font_family: fonts::FAMILY.to_owned(), ..usvg::Options::default() };
    let faces = Arc::make_mut(&mut options.fontdb);
    faces.load_font_data(fonts::REGULAR.to_vec());
    faces.load_font_data(fonts::BOLD.to_vec());
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| PictureFault(error.to_string()))?;
    let no_room = || PictureFault("no memory for the picture".to_owned());
    let mut pixels = tiny_skia::Pixmap::new(PIXELS_WIDE, PIXELS_HIGH).ok_or_else(no_room)?;
    let size = tree.size();
    let scale = tiny_skia::Transform::from_scale(PIXELS_WIDE as f32 / size.width(), PIXELS_HIGH as f32 / size.height());
    resvg::render(&tree, scale, &mut pixels.as_mut());
    encoded(&pixels)
}

fn encoded(pixels: &tiny_skia::Pixmap) -> Result<Vec<u8>, PictureFault> {
    use image::ImageEncoder as _;
    let mut out = Vec::new();
    // The page is opaque, so the colours are not multiplied by anything.
    let encoder = image::codecs::png::PngEncoder::new(&mut out);
    encoder
        .write_image(pixels.data(), pixels.width(), pixels.height(), image::ExtendedColorType::Rgba8)
        .map_err(|error| PictureFault(error.to_string()))?;
    Ok(out)
}

/// Why a picture cannot be drawn, in the drawing crate's words.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct PictureFault(String);

/// Writes the page where it was asked for: PNG by that ending, else SVG.
fn write(path: &Path, facts: &PageFacts) -> Result<(), StoreError> {
    let svg = svg(facts);
    let is_png = path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("png"));
    let bytes = if is_png {
        png(&svg).map_err(|fault| StoreError::new(Doing::Write, path, std::io::Error::other(fault)))?
    } else {
        svg.into_bytes()
    };
    safe_write(path, &bytes).map(drop)
}

impl App {
    /// Makes the picture of the ledger as it is now, in a job.
    pub(super) fn save_overview_picture(&mut self, path: PathBuf) {
        let Some(document) = self.document.as_ref() else {
            return;
        };
        if self.picture_job.is_some() {
            return;
        }
        let snapshot = document.ledger().clone();
        let (desk, unit, target) = (self.desk(), self.identity().unit.clone(), path.clone());
        let started = Job::start("one page", self.clock.instant, Arc::clone(&self.wake), move |_| {
            let figures = Figures::of(&snapshot, desk);
            write(&target, &PageFacts::of(&snapshot, &figures, &unit, desk.today))
        });
        match started {
            Ok(job) => self.picture_job = Some((path, job)),
            Err(error) => self.tell(NoticeKind::Failed(StoreError::new(Doing::Write, &path, Cause::from(error)))),
        }
    }

    pub(super) fn take_overview_picture(&mut self) {
        let Some((path, mut job)) = self.picture_job.take() else {
            return;
        };
        for event in job.take_events() {
            match event {
                JobEvent::Progress(_) => {}
                JobEvent::Ended(Ok(())) => self.tell(NoticeKind::PictureSaved(path.clone())),
                JobEvent::Ended(Err(error)) => self.tell(NoticeKind::Failed(error)),
                JobEvent::Failed(failed) => self.tell(NoticeKind::JobFailed(failed.name)),
            }
        }
        if !job.is_over() {
            self.picture_job = Some((path, job));
        }
    }

    /// Opens what the program itself has written, or its folder.
    pub(super) fn open_with_system(&mut self, path: &Path) {
        if let Err(error) = open::that_detached(path) {
            log::warn!("nothing opens {}: {error}", path.display());
            self.tell(NoticeKind::NotShown(path.to_owned()));
        }
    }

    /// Shows a file where it lies.
    pub(super) fn show_with_system(&mut self, path: &Path) {
        if let Err(error) = show_in_folder(path) {
            log::warn!("the folder of {} cannot be shown: {error}", path.display());
            self.tell(NoticeKind::NotShown(path.to_owned()));
        }
    }

    /// True while a picture is being made.
    pub fn is_drawing_picture(&self) -> bool {
        self.picture_job.is_some()
    }
}
