//! From a task to the bytes of the file: pure, for the window and the command line alike.

use crate::{
    domain::stats::Desk,
    exchange::{
        form::{FormAsked, FormDesk, FormFormat, FormName, book},
        pdf,
        public::public_ledger,
        xlsx_out::{self, XlsxFault},
    },
    store::StoreError,
};

use super::{ExportTask, lines};
use crate::app::{figures::Figures, fonts, overview_picture};

/// The bytes of a file, and what it could not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What could not stand in it as it does in the ledger.
    pub lost: Lost,
}

/// What a file could not hold as it stands in the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    /// So many cells were too long for the format and were cut.
    pub cut: usize,
    /// Characters no font has: a box stands for each.
    pub lacking: Vec<char>,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum ExportFault {
    /// It was stopped; nothing was written.
    #[error("stopped")]
    Stopped,
    /// The file could not be written.
    #[error("{0}")]
    Store(StoreError),
    /// The format could not hold it, in the writer's words.
    #[error("{0}")]
    Writer(String),
}

impl From<XlsxFault> for ExportFault {
    fn from(fault: XlsxFault) -> Self {
        match fault {
            XlsxFault::Stopped => Self::Stopped,
            XlsxFault::TooManyRows(_) | XlsxFault::Writer(_) | XlsxFault::Package(_) => Self::Writer(fault.to_string()),
        }
    }
}

impl From<pdf::PdfFault> for ExportFault {
    fn from(fault: pdf::PdfFault) -> Self {
        match fault {
            pdf::PdfFault::Stopped => Self::Stopped,
            pdf::PdfFault::Font | pdf::PdfFault::Writer(_) => Self::Writer(fault.to_string()),
        }
    }
}

/// Makes the file of a task. `goes` hears how many rows of how many are done; false stops.
///
/// The public edition is made of a redacted copy of the ledger, so that no form can show what is not for the public.
pub fn make(task: &ExportTask, goes: &mut dyn FnMut(usize, usize) -> bool) -> Result<Made, ExportFault> {
    if !task.public {
        return make_of(task, goes);
    }
    let redacted = public_ledger(&task.ledger, task.ledger.id);
    let ledger = redacted.map_err(|fault| ExportFault::Writer(fault.to_string()))?;
    make_of(&ExportTask { ledger, ..task.clone() }, goes)
}

fn make_of(task: &ExportTask, goes: &mut dyn FnMut(usize, usize) -> bool) -> Result<Made, ExportFault> {
    if task.form == FormName::Overview {
        return overview(task);
    }
    let desk = FormDesk { ledger: &task.ledger, today: task.clock.today, unit: &task.unit, public: task.public };
    let lines = if task.form.takes_view() { lines::lines(task) } else { Vec::new() };
    let asked = FormAsked {
        narrowed: lines::narrowed(&task.ledger, &lines),
        lines,
        month: task.month,
        view: task.view.clone(),
    };
    if !goes(0, asked.lines.len()) {
        return Err(ExportFault::Stopped);
    }
    let book = book(task.form, desk, &asked);
    match task.format {
        FormFormat::Xlsx => {
            let xlsx_out::Workbooked { bytes, cut } = xlsx_out::write(&book, goes)?;
            Ok(Made { bytes, lost: Lost { cut, lacking: Vec::new() } })
        }
        FormFormat::Pdf => {
            let pdf::Printed { bytes, lacking } = pdf::write(&book, fonts::faces(), goes)?;
            Ok(Made { bytes, lost: Lost { cut: 0, lacking } })
        }
        FormFormat::Docx => Err(ExportFault::Writer("this form has no Word template".to_owned())),
    }
}

/// The one-page picture of 总览 as a page of a PDF.
fn overview(task: &ExportTask) -> Result<Made, ExportFault> {
    let today = task.clock.today;
    let desk = Desk { role: crate::domain::rules::Role::Office, unit: task.own_unit, today };
    let figures = Figures::of(&task.ledger, desk);
    let facts = overview_picture::PageFacts::of(&task.ledger, &figures, &task.unit, today);
    let pdf::Printed { bytes, lacking } = overview_picture::pdf(&facts)?;
    Ok(Made { bytes, lost: Lost { cut: 0, lacking } })
}
