//! The developers' commands: `cargo xtask help` lists them.
//!
//! A command sets up what it needs by itself, as far as it can, and otherwise says exactly what to install.

mod bench;
mod command;
mod corpus;
mod editors;
mod eval;
mod grammar;
mod install;
mod package;
mod pictures;
mod report;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};

/// One command: how it is called, what it does, and its code.
struct Command {
    name: &'static str,
    summary: &'static str,
    run: Run,
}

/// The code of a command.
enum Run {
    /// It takes no arguments.
    Plain(fn() -> Result<()>),
    /// It takes what stands behind its name.
    Told(fn(&[String]) -> Result<()>),
}

const COMMANDS: &[Command] = &[
    Command {
        name: "test",
        summary: "everything a change must pass: formatting, lints, documentation, tests, editors",
        run: Run::Plain(test::run),
    },
    Command {
        name: "setup",
        summary: "install and fetch what the tests need, and nothing else (`test` does this by itself)",
        run: Run::Plain(test::set_up),
    },
    Command {
        name: "editors",
        summary: "the tests in real editors alone; pictures of what they saw are in target/editors",
        run: Run::Plain(test::run_editors),
    },
    Command {
        name: "grammar",
        summary: "the grammars of notes alone: generated, compiled, and run over the list of examples",
        run: Run::Plain(test::run_grammar),
    },
    Command {
        name: "pictures",
        summary: "renew the pictures of README and docs with those that the editors' tests took last",
        run: Run::Plain(pictures::run),
    },
    Command {
        name: "eval",
        summary: "score the analysis against labelled notes (`eval --help`)",
        run: Run::Told(eval::run),
    },
    Command {
        name: "bench",
        summary: "measure how long an analyst waits for the server (`bench --help`)",
        run: Run::Told(bench::run),
    },
    Command {
        name: "corpus",
        summary: "write a made-up corpus of any size, to measure with (`corpus --help`)",
        run: Run::Told(corpus::run),
    },
    Command {
        name: "package",
        summary: "pack the VS Code extension, with the server inside and without",
        run: Run::Plain(package::run),
    },
    Command {
        name: "install",
        summary: "put the server on PATH, the extension into VS Code, the plugin into Neovim",
        run: Run::Plain(install::run),
    },
    Command { name: "help", summary: "this list", run: Run::Plain(help) },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let [name, rest @ ..] = arguments else {
        return help();
    };
    let name = match name.as_str() {
        "-h" | "--help" => "help",
        other => other,
    };
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        let names: Vec<_> = COMMANDS.iter().map(|command| command.name).collect();
        bail!("no command `{name}`; there are: {}", names.join(", "));
    };
    match (&command.run, rest.first()) {
        (Run::Told(run), _) => run(rest),
        (Run::Plain(run), None) => run(),
        (Run::Plain(_), Some(extra)) => bail!("`cargo xtask {name}` takes no arguments, but got `{extra}`"),
    }
}

// It never fails, but stands in the table beside those that do.
#[allow(clippy::unnecessary_wraps)]
fn help() -> Result<()> {
    println!("Usage: cargo xtask COMMAND\n");
    for Command { name, summary, .. } in COMMANDS {
        println!("  {name:<9}{summary}");
    }
    println!(
        "\nWhile working on one crate, its own tests are quicker: cargo nextest run -p deskcheck-analysis\n\
         (cargo test -p ... without nextest). CONTRIBUTING.md says what goes where."
    );
    Ok(())
}
