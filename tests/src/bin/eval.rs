//! `cargo xtask eval`: scores the gold set, or any file of a format that [`deskcheck_tests::eval`] knows.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use deskcheck_tests::eval::gold::GOLD;
use deskcheck_tests::eval::report::Shown;
use deskcheck_tests::eval::{Options, score_file};

const HELP: &str = "\
Usage: cargo xtask eval [OPTIONS] [FILE...]

Scores the analysis against labelled rows: without a file, the project's own gold set (tests/eval/README.md).

  --show           every row that went wrong: note, source, what was wanted, what came, what was held back and why
  --explain        the same, each claim explained in full
  --alarms         every false alarm, and nothing else that went wrong
  --only START     only rows whose id begins so
  --shape NAME     only rows whose `shape` or `about` is this (figure-one)
  --sample N       only N rows, always the same ones
  --corpora DIR    the folder that rows' corpora lie in [default: the nearest folder `corpus` above the file]
  --release        an optimised build: slower to make, faster to run";

fn main() -> ExitCode {
    std::thread::spawn(deskcheck_analysis::text::tags::warm_up);
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has seen enough (`cargo xtask eval | head`).
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

fn run(arguments: impl Iterator<Item = String>) -> Result<()> {
    let Some(Asked { options, shown, files }) = understood(arguments)? else {
        println!("{HELP}");
        return Ok(());
    };
    let mut out = std::io::stdout().lock();
    if files.is_empty() {
        for set in GOLD {
            writeln!(out, "== {} ({})", set.name, set.path().display())?;
            let report = score_file(&set.path(), &options)?;
            let nothing = set.held_out && shown == Shown::default();
            writeln!(out, "{}", report.text(if nothing { Shown::Nothing } else { shown }))?;
            for fault in set.thresholds()?.iter().filter_map(|threshold| threshold.fault(&report)) {
                writeln!(out, "  BEYOND ITS THRESHOLD: {fault}")?;
            }
        }
    }
    for file in files {
        writeln!(out, "== {}", file.display())?;
        let begun = Instant::now();
        let report = score_file(&file, &options)?;
        write!(out, "{}", report.text(shown))?;
        writeln!(out, "  in {:.1} s\n", begun.elapsed().as_secs_f64())?;
    }
    Ok(())
}

/// What the command line asks for.
#[derive(Default)]
struct Asked {
    options: Options,
    shown: Shown,
    files: Vec<PathBuf>,
}

/// The command line; none where help was asked for.
fn understood(mut arguments: impl Iterator<Item = String>) -> Result<Option<Asked>> {
    let mut asked = Asked::default();
    let options = &mut asked.options;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "-h" | "--help" => return Ok(None),
            "--show" => asked.shown = Shown::Everything,
            "--alarms" => asked.shown = Shown::Alarms,
            "--explain" => (asked.shown, options.explain) = (Shown::Everything, true),
            "--only" => options.only = Some(value(&argument, &mut arguments)?),
            "--shape" => options.shape = Some(value(&argument, &mut arguments)?),
            "--sample" => options.sample = Some(value(&argument, &mut arguments)?),
            "--corpora" => options.corpora = Some(value(&argument, &mut arguments)?),
            other if other.starts_with('-') => bail!("no option `{other}`; cargo xtask eval --help lists them"),
            _ => asked.files.push(PathBuf::from(argument)),
        }
    }
    Ok(Some(asked))
}

fn value<T: FromStr>(option: &str, arguments: &mut impl Iterator<Item = String>) -> Result<T> {
    let value = arguments.next().with_context(|| format!("{option} needs a value"))?;
    value.parse().ok().with_context(|| format!("{option}: `{value}` will not do"))
}
