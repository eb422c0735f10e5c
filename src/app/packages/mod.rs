//! Packages (材料包): what goes out to units, what comes back, and what a look at one tells before anything is taken.
//!
//! ```text
//! office ── HandOut (a change) ── cut to the unit's issues ── zip ──► unit
//! office ◄── union, grants looked at ── zip ── the unit's copy ◄─┘
//! ```

mod ask;
mod bringing;
mod cut;
pub mod evidence;
pub mod names;
mod opening;
mod pack;
mod packing;
mod review;
mod take;
mod units;
mod work;

pub use ask::{HandOutAsk, Look, LookKind, PackAsk, PackageCommand, Packed, Refused, Taken};
pub use cut::{cut_copy, cut_for_unit};
pub use pack::{Desk, PackChoices, copy_package, free_path, hand_out, return_package};
pub use review::{ReviewFault, ReviewFile, ReviewLook, ReviewRemark, look_at_review, review_action};
pub use take::{IssueLook, Opened, PackageLook, Verdict, look_at, open, packages_in};
pub use units::{UnitShare, held_grant, unit_shares};
pub use work::PackageWork;

pub use crate::store::fault::{FaultKind, FileFault};
pub use crate::store::package::{
    LeftOut, Manifest, PackageFault, PackageKind, Passphrase, Written, is_package, limits,
};
