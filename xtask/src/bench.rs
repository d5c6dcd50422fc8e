//! `cargo xtask bench`: the speed of an optimised build; the work is done by the program `bench` of `tests/`.

use anyhow::Result;

use crate::command::{self, cargo};

/// Builds that program and hands the arguments over.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let mut cargo = cargo(&["run", "--release", "--quiet", "--package", "deskcheck-tests", "--bin", "bench"]);
    command::run(cargo.arg("--").args(arguments))
}
