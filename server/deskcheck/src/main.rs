//! The program `deskcheck`: everything it does is in the library beside this file.

use std::process::ExitCode;

fn main() -> ExitCode {
    deskcheck::commands::run()
}
