//! `cargo xtask bench`: how fast texts are read, notes are edited, claims are judged and names are known.
//!
//! Nothing in here fails for being slow: it prints medians, and whoever changes the code compares them with those of
//! the commit before, on one machine, one after the other.

mod editing;
mod extraction;
mod judging;
mod names;
mod prose;
mod report;
mod rounds;

use std::process::ExitCode;

use anyhow::{Result, bail};
use mimalloc::MiMalloc;

use report::Report;

/// The program's own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const HELP: &str = "\
Usage: cargo xtask bench [OPTIONS]

Measures an optimised build over prose made of the sample corpora: names and numbers vary, so that nothing is met twice.

  --megabytes N    how much prose is extracted in one round [default: 16]
  --rounds N       how often everything is done; medians are told [default: 5]
  --only NAME      extraction, editing, judging or names alone
  --format json    the same as one JSON object";

/// What was asked for.
struct Asked {
    megabytes: usize,
    rounds: usize,
    only: Option<String>,
    json: bool,
}

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: impl Iterator<Item = String>) -> Result<()> {
    let Some(asked) = understood(arguments)? else {
        println!("{HELP}");
        return Ok(());
    };
    deskcheck_analysis::text::tags::warm_up();
    let wanted = |part: &str| asked.only.as_deref().is_none_or(|only| only == part);
    let sources = prose::sources()?;
    let mut report = Report { load: load(), ..Report::default() };
    if wanted("extraction") {
        report.extraction = Some(extraction::measure(&sources, asked.megabytes * 1_000_000, asked.rounds));
    }
    if wanted("editing") {
        report.editing = editing::measure(&sources, asked.rounds)?;
    }
    if wanted("judging") {
        report.judging = judging::measure(asked.rounds)?;
    }
    if wanted("names") {
        report.names = Some(names::measure(&sources, asked.rounds));
    }
    if asked.json {
        println!("{}", serde_json::to_string_pretty(&report.json())?);
    } else {
        print!("{}", report.text());
    }
    Ok(())
}

fn understood(mut arguments: impl Iterator<Item = String>) -> Result<Option<Asked>> {
    let mut asked = Asked { megabytes: 16, rounds: 5, only: None, json: false };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| anyhow::anyhow!("`{argument}` wants a value"));
        match argument.as_str() {
            "--help" | "-h" => return Ok(None),
            "--megabytes" => asked.megabytes = value()?.parse()?,
            "--rounds" => asked.rounds = value()?.parse::<usize>()?.max(1),
            "--only" => match value()? {
                part if ["extraction", "editing", "judging", "names"].contains(&part.as_str()) => {
                    asked.only = Some(part);
                }
                other => bail!("there is no part `{other}`: extraction, editing, judging or names"),
            },
            "--format" => asked.json = value()? == "json",
            other => bail!("no option `{other}`; --help lists them"),
        }
    }
    Ok(Some(asked))
}

/// How many programs want a processor, on average over the last minute, where the system tells.
fn load() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}
