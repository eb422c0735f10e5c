//! What cannot be taken, by sheet and cell, with the values that would be.

use crate::{
    domain::{deadline::DeadlineDoubt, rules::Refusal},
    exchange::{columns::Field, sheet::CellError},
};

/// Why a cell or a row cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultWhat {
    /// An error stands in place of a value.
    ErrorValue(CellError),
    /// The last digits of a long number were lost by the other program.
    DigitsLost,
    /// A row without a problem.
    NoTitle,
    /// A row of a list of complaints without number and facts.
    NoFacts,
    /// The inspection is not here; these are.
    NoSuchInspection(Vec<String>),
    /// No deadline can be read from it.
    NotADeadline(DeadlineDoubt),
    /// After assignment a deadline moves by extension or correction only; what stands in the ledger.
    DeadlineLocked(String),
    /// No day can be read from it.
    NotADate,
    /// No month can be read from it.
    NotAMonth,
    /// The month has not begun.
    MonthAhead,
    /// A note needs what was done, or a judgement.
    NoteEmpty,
    /// It is none of these words.
    NotAWord(&'static [&'static str]),
    /// No whole number can be read from it.
    NotANumber,
    /// No sum of money can be read from it.
    NotMoney,
    /// One person's name is wanted.
    NotAPerson,
    /// So many measures of the ledger are not in the table; they stay.
    MeasuresMissing(usize),
    /// The exporter had cut the text; it is left as it is.
    WasCut,
    /// The id is of no issue here.
    UnknownId,
    /// The same issue stands in another row of the table, counted from 1.
    TwiceInTable(usize),
    /// The issue was withdrawn.
    Withdrawn,
    /// The complaint that is repeated is not here.
    NoSuchComplaint,
    /// A public edition lacks fields: it is not taken in.
    PublicEdition,
    /// Nobody has said yet whether the row is an issue that is here.
    Undecided,
    /// The step of applying is not what the issue waits for.
    CannotApply,
    /// A rule stands against it.
    Refused(Refusal),
    /// The row was passed over: a sum, a footnote, or nothing that could be a problem.
    PassedOver,
}

/// Something that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFault {
    /// The file and the sheet, from 0.
    pub key: super::SheetKey,
    /// The row from 0.
    pub row: usize,
    /// The column from 0; none where the whole row is meant.
    pub column: Option<usize>,
    /// The field, where one is meant.
    pub field: Option<Field>,
    /// What stands there.
    pub text: String,
    /// Why it cannot be taken.
    pub what: FaultWhat,
}

impl FaultWhat {
    /// Whether it is only told, and no value is lost by it.
    pub fn is_remark(&self) -> bool {
        matches!(self, Self::PassedOver | Self::MeasuresMissing(_))
    }
}
