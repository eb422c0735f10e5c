//! What a Windows program is tried with under Wine: the tests of `tests/all` that start `ledger` or write files, and names,
//! line ends and held files as only Windows has them. `.ci/windows` builds and runs it; elsewhere `cargo test --test windows`.
#![expect(clippy::expect_used, reason = "a test may stop here")]

#[path = "../all/cli.rs"]
mod cli;
#[path = "../all/flow.rs"]
mod flow;
#[path = "../all/grants.rs"]
mod grants;
mod held;
#[path = "../all/merge_cli.rs"]
mod merge_cli;
mod names;
#[path = "../all/packages.rs"]
mod packages;
#[path = "../all/store_evidence.rs"]
mod store_evidence;
#[path = "../all/store_format.rs"]
mod store_format;
#[path = "../all/store_journal.rs"]
mod store_journal;
#[path = "../all/store_kill.rs"]
mod store_kill;
#[path = "../all/store_safe_write.rs"]
mod store_safe_write;
