//! `cargo xtask bench`: the speed of an optimised build; the work is done by the program `bench` of `tests/`, which finds
//! the server beside itself.

use anyhow::Result;

use crate::command::{self, cargo};

/// Builds that program and the server, and hands the arguments over.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    command::run(&mut cargo(&["build", "--release", "--quiet", "--package", "deskcheck"]))?;
    let mut cargo = cargo(&["run", "--release", "--quiet", "--package", "deskcheck-tests", "--bin", "bench"]);
    command::run(cargo.arg("--").args(arguments))
}
