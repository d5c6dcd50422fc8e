//! `cargo xtask test`: everything a change must pass, cheapest first.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::command::{self, cargo};
use crate::report::Report;
use crate::{editors, tools};

/// Runs every step; a failing one does not keep the next from running, unless that one could not make sense.
pub(crate) fn run() -> Result<()> {
    let mut report = Report::default();
    if prepare(&mut report) {
        report.step("formatting", || run_cargo(&["fmt", "--all", "--check"]));
        report.step("VS Code extension: types, tests, bundle", editors::check_extension);
        report.step("lints", || run_cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]));
        report.step("documentation", || {
            command::run(cargo(&["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
        });
        if report.step("server", || run_cargo(&["build", "--package", "deskcheck"])) {
            report.step("documentation's examples", || run_cargo(&["test", "--workspace", "--doc"]));
            report.step("tests", test_workspace);
        }
    }
    report.finish()
}

/// Fetches what the tests need.
pub(crate) fn set_up() -> Result<()> {
    let mut report = Report::default();
    prepare(&mut report);
    report.finish()
}

fn prepare(report: &mut Report) -> bool {
    report.step("tools", tools::ensure)
        && report.step("editors", editors::fetch)
        && report.step("VS Code extension: packages", editors::fetch_extension_packages)
}

/// The tests of every crate, with the server that was just built named in `DESKCHECK_BIN`.
fn test_workspace() -> Result<()> {
    let arguments: &[&str] = if tools::has_nextest() {
        &["nextest", "run", "--workspace", "--no-fail-fast"]
    } else {
        &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]
    };
    command::run(cargo(arguments).env("DESKCHECK_BIN", server()?))
}

/// The server cargo builds: it stands beside this program.
fn server() -> Result<PathBuf> {
    let xtask = std::env::current_exe().context("cannot tell where this program is")?;
    Ok(xtask.with_file_name(format!("deskcheck{}", std::env::consts::EXE_SUFFIX)))
}

fn run_cargo(arguments: &[&str]) -> Result<()> {
    command::run(&mut cargo(arguments))
}
