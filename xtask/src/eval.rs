//! `cargo xtask eval`: scores of the analysis; the work is done by the program `eval` of `tests/`.

use anyhow::Result;

use crate::command::{self, cargo};

/// Builds that program and hands the arguments over; `--release` is for cargo.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let (profile, rest): (Vec<_>, Vec<_>) = arguments.iter().partition(|argument| *argument == "--release");
    let mut cargo = cargo(&["run", "--quiet", "--package", "deskcheck-tests", "--bin", "eval"]);
    // Files are named from where the developer stands.
    cargo.current_dir(std::env::current_dir()?);
    command::run(cargo.args(profile).arg("--").args(rest))
}
