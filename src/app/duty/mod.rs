//! What supervision (督办) and closure (销号) have before them, as data: worked out issue by issue and kept.

mod board;
mod chase;
mod kept;
mod ratings;
mod urge;

pub use board::{Board, BoardColumn, BoardQuery, Card, ColumnOf, DaysUsed, NoticeRun, card_of};
pub use chase::{ChaseUnit, Unreported, chase};
pub use kept::{Kept, KeptOf};
pub use ratings::{Judged, Monthly, RatingRow, monthly, rating_notes, rating_round, round_month};
pub use urge::{InstructionRow, NoticeRow, Urge, urge_of};
