//! `cargo xtask bench`: the speed of an optimised build; the work is done by the benchmark `speed` of `tests/`.

use anyhow::Result;

use crate::command::{self, cargo};

/// Builds that benchmark and hands the arguments over.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let mut cargo = cargo(&["bench", "--quiet", "--package", "deskcheck-tests", "--bench", "speed"]);
    command::run(cargo.arg("--").args(arguments))
}
