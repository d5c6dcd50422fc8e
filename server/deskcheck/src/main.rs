//! The program `deskcheck`: everything it does is in the library beside this file.

use std::process::ExitCode;

use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    deskcheck::commands::run()
}
