//! The command line.

use std::{
    io::{BufWriter, stderr, stdin, stdout},
    process::ExitCode,
};

use rectification_ledger::{
    cli::{Desk, Pipe, run},
    shell::{data_root, read_clock},
    store::paths::DataFolder,
};

fn main() -> ExitCode {
    let mut desk = Desk {
        clock: read_clock(),
        data: DataFolder::new(data_root()),
        out: &mut BufWriter::new(Pipe::new(stdout().lock())),
        told: &mut Pipe::new(stderr().lock()),
        piped: &mut stdin().lock(),
    };
    ExitCode::from(run(std::env::args_os(), &mut desk).code())
}
