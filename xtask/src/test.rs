//! `cargo xtask test`: everything a change must pass, cheapest first.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::command::{self, cargo, root};
use crate::report::Report;
use crate::{editors, grammar, package, tools};

/// Runs every step; a failing one does not keep the next from running, unless that one could not make sense.
pub(crate) fn run() -> Result<()> {
    let mut report = Report::default();
    if prepare(&mut report) {
        report.step("formatting", || run_cargo(&["fmt", "--all", "--check"]));
        report.step("VS Code extension: types, tests, bundle", editors::check_extension);
        report.step("grammars of notes", grammar::check);
        report.step("lints", || run_cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]));
        report.step("documentation", || {
            command::run(cargo(&["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
        });
        // With the features that the tests are built with: other ones would compile the large libraries twice.
        if report.step("server", || run_cargo(&["build", "--workspace", "--bins"])) {
            report.step("documentation's examples", || run_cargo(&["test", "--workspace", "--doc"]));
            report.step("VS Code extension: package", pack_extension);
            report.step("tests", || run_tests(&["--workspace"]));
        }
    }
    report.finish()
}

/// The tests of the editors alone.
pub(crate) fn run_editors() -> Result<()> {
    let mut report = Report::default();
    if prepare(&mut report)
        // Neovim's colours of the notation are compiled there.
        && report.step("grammars of notes", grammar::check)
        && report.step("server", || run_cargo(&["build", "--package", "deskcheck"]))
        && report.step("VS Code extension: package", pack_extension)
    {
        report.step("tests", || {
            run_tests(&[
                "--package",
                "deskcheck-tests",
                "--test",
                "neovim",
                "--test",
                "vscode",
                "--test",
                "other_editors",
            ])
        });
    }
    report.finish()
}

/// The grammars of notes and the list of examples alone.
pub(crate) fn run_grammar() -> Result<()> {
    let mut report = Report::default();
    if prepare(&mut report) && report.step("grammars of notes", grammar::check) {
        report.step("tests", || run_tests(&["--package", "deskcheck-tests", "--test", "notation"]));
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
        && report.step("grammars of notes: what checks them", grammar::fetch)
}

/// The extension with the server that was just built, where the tests look for it.
fn pack_extension() -> Result<()> {
    package::pack_as(&root().join("target/editors/deskcheck.vsix"), Some(&server()?))
}

/// Tests that cargo chooses, with the server that was just built named in `DESKCHECK_BIN`.
fn run_tests(choice: &[&str]) -> Result<()> {
    let (runner, kinds): (&[&str], &[&str]) = match tools::has_nextest() {
        true => (&["nextest", "run"], &[]),
        false if choice.contains(&"--test") => (&["test"], &[]),
        false => (&["test"], &["--lib", "--bins", "--tests"]),
    };
    command::run(cargo(runner).args(choice).args(kinds).arg("--no-fail-fast").env("DESKCHECK_BIN", server()?))
}

/// The server cargo builds: it stands beside this program.
fn server() -> Result<PathBuf> {
    let xtask = std::env::current_exe().context("cannot tell where this program is")?;
    Ok(xtask.with_file_name(format!("deskcheck{}", std::env::consts::EXE_SUFFIX)))
}

fn run_cargo(arguments: &[&str]) -> Result<()> {
    command::run(&mut cargo(arguments))
}
