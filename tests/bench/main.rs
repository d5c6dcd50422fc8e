//! `cargo xtask bench`: how long an analyst waits for the server; and, part by part, how fast texts are read, notes are
//! edited, claims are judged and names are known.
//!
//! Nothing in here fails for being slow: it prints medians, and whoever changes the code compares them with those of
//! the commit before, on one machine, one after the other. `figures.toml` keeps those of the server that were committed last.

mod desk;
mod editing;
mod extraction;
mod judging;
mod names;
mod prose;
mod report;
mod rounds;
mod scale;
mod server;

use std::process::ExitCode;

use anyhow::{Result, bail};
use mimalloc::MiMalloc;

use report::Report;
use server::Committed;

/// The program's own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const HELP: &str = "\
Usage: cargo xtask bench [OPTIONS]

Times an optimised server, over its standard input and output, as an editor meets it: opening, typing, hovering and so
on in notes of several sizes, over corpora of several sizes that are made of the sample corpora with other names and
numbers. Compares with the committed figures (tests/bench/figures.toml), and runs the other servers that it finds
(harper-ls, vale-ls, markdown-oxide, marksman) with the same notes.

  --corpora N,..   documents of the corpora [default: 10,1000,10000]
  --notes KB,..    kilobytes of the notes [default: 1,10,50,500]
  --program PATH   the server to time, instead of the one that was just built
  --no-peers       without other servers
  --save           write the figures in place of the committed ones
  --scale DIR,..   indexing and the server over these made-up corpora instead, and how each figure grows with their size
                   (`cargo xtask bench --scale` makes them)
  --only NAME      a part of the program by itself: extraction, editing, judging or names
  --megabytes N    how much prose is extracted in one round [default: 16]
  --rounds N       how often such a part is done; medians are told [default: 5]
  --format json    the same as one JSON object";

/// The parts of the program that are measured by themselves.
const PARTS: [&str; 4] = ["extraction", "editing", "judging", "names"];

/// What was asked for.
struct Asked {
    server: server::Asked,
    save: bool,
    megabytes: usize,
    rounds: usize,
    only: Option<String>,
    /// Folders that `cargo xtask corpus` has made.
    scale: Vec<std::path::PathBuf>,
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
    if !asked.scale.is_empty() {
        let program = asked.server.program.clone().map_or_else(server::beside, Ok)?;
        print!("{}", scale::text(&scale::measure(&program, &asked.scale)?));
        return Ok(());
    }
    let report = match &asked.only {
        Some(part) => part_alone(part, &asked)?,
        None => Report { load: load(), server: Some(server::measure(&asked.server)?), ..Report::default() },
    };
    if asked.json {
        println!("{}", serde_json::to_string_pretty(&report.json())?);
    } else {
        print!("{}", report.text(Committed::read()?.as_ref()));
    }
    if let Some(rows) = report.server.as_ref().filter(|_| asked.save) {
        println!("\nwritten: {}", server::save(rows)?.display());
    }
    Ok(())
}

fn part_alone(part: &str, asked: &Asked) -> Result<Report> {
    let mut report = Report { load: load(), ..Report::default() };
    deskcheck_analysis::text::tags::warm_up();
    let sources = prose::sources()?;
    match part {
        "extraction" => {
            report.extraction = Some(extraction::measure(&sources, asked.megabytes * 1_000_000, asked.rounds));
        }
        "editing" => report.editing = editing::measure(&sources, asked.rounds)?,
        "judging" => report.judging = judging::measure(asked.rounds)?,
        _ => report.names = Some(names::measure(&sources, asked.rounds)),
    }
    Ok(report)
}

fn understood(mut arguments: impl Iterator<Item = String>) -> Result<Option<Asked>> {
    let server =
        server::Asked { program: None, corpora: server::CORPORA.to_vec(), notes: server::NOTES.to_vec(), peers: true };
    let mut asked = Asked { server, save: false, megabytes: 16, rounds: 5, only: None, scale: Vec::new(), json: false };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| anyhow::anyhow!("`{argument}` wants a value"));
        match argument.as_str() {
            "--help" | "-h" => return Ok(None),
            "--corpora" => asked.server.corpora = numbers(&value()?)?,
            "--notes" => asked.server.notes = numbers(&value()?)?,
            "--program" => asked.server.program = Some(std::path::absolute(value()?)?),
            "--no-peers" => asked.server.peers = false,
            "--save" => asked.save = true,
            "--megabytes" => asked.megabytes = value()?.parse()?,
            "--rounds" => asked.rounds = value()?.parse::<usize>()?.max(1),
            "--scale" => {
                asked.scale = value()?.split(',').map(std::path::absolute).collect::<std::io::Result<_>>()?;
            }
            "--only" => match value()? {
                part if PARTS.contains(&part.as_str()) => asked.only = Some(part),
                other => bail!("there is no part `{other}`: extraction, editing, judging or names"),
            },
            "--format" => asked.json = value()? == "json",
            other => bail!("no option `{other}`; --help lists them"),
        }
    }
    Ok(Some(asked))
}

/// Numbers parted by commas.
fn numbers(text: &str) -> Result<Vec<usize>> {
    text.split(',').map(|number| Ok(number.trim().parse()?)).collect()
}

/// How many programs want a processor, on average over the last minute, where the system tells.
fn load() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}
