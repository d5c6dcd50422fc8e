//! The command line: one file for each subcommand.
//!
//! Results go to standard output, everything else to standard error. Exit codes: 0 nothing to say, 1 findings at
//! warning or above, 2 could not run.

mod actors;

mod check;

mod completions;

mod explain;

mod incidents;

mod index;

mod lsp;

mod names;

mod opening;

mod read;

mod sources;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to say.
    Clean,
    /// At least one finding at warning or above.
    Findings,
    /// Something that was asked for could not be done; standard error says what.
    Failed,
    /// The editor has left its language server without a word.
    Cut,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Findings | Outcome::Cut => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Checks the figures, names and dates of a brief against the documents it was written from.
#[derive(Debug, Parser)]
#[command(name = "deskcheck", version, after_help = EXAMPLES, max_term_width = 100)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  deskcheck check brief.md                   against the folder sources/ beside it
  deskcheck check --corpus reports brief.md  against another folder
  deskcheck explain brief.md:12              how the figures of line 12 were read and compared
  deskcheck actors \"Badr Organisation\"       one actor: every spelling, and where each stands
  deskcheck names \"Qassem Soleimani\" \"Qasim Sulaymani\"

Where the documents are: --corpus, else `corpus` in the nearest deskcheck.toml upward from
the note, else a folder sources/ or corpus/ beside the note. Nothing is sent anywhere, and
no note is ever changed.";

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Explain(explain::Explain),
    Actors(actors::Actors),
    Incidents(incidents::Incidents),
    Sources(sources::Sources),
    Names(names::Names),
    Index(index::Index),
    Lsp(lsp::Lsp),
    Completions(completions::Completions),
    Read(read::Read),
}

/// Where the documents are.
#[derive(Args, Clone, Debug, Default)]
struct CorpusOptions {
    /// A folder (or file) with documents; may be given several times [default: as deskcheck.toml says, or sources/ or
    /// corpus/ beside the note]
    #[arg(long, value_name = "DIR")]
    corpus: Vec<PathBuf>,

    /// Read the documents afresh and write nothing
    #[arg(long)]
    in_memory: bool,
}

/// What every listing of the documents' contents can be told.
#[derive(Args, Debug)]
struct ListingOptions {
    #[command(flatten)]
    corpus: CorpusOptions,

    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    format: Listing,
}

/// The formats of a listing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Listing {
    /// For reading
    #[default]
    Text,
    /// For programs: one JSON object, version 1
    Json,
}

/// Runs the program on this process's arguments.
pub fn run() -> ExitCode {
    let command = Program::parse().command;
    if !matches!(command, Command::Read(_)) {
        // The tagger's model takes some milliseconds to load; it does so while folders are looked at.
        std::thread::spawn(deskcheck_analysis::text::tags::warm_up);
    }
    let outcome = match command {
        Command::Check(command) => command.run(),
        Command::Explain(command) => command.run(),
        Command::Actors(command) => command.run(),
        Command::Incidents(command) => command.run(),
        Command::Sources(command) => command.run(),
        Command::Names(command) => command.run(),
        Command::Index(command) => command.run(),
        Command::Lsp(command) => command.run(),
        Command::Completions(command) => Ok(command.run()),
        Command::Read(command) => command.run(),
    };
    outcome.unwrap_or_else(|error| failed(&error)).into()
}

fn failed(error: &anyhow::Error) -> Outcome {
    // Whoever reads our output has gone away (`deskcheck check | head`): there is nobody left to tell.
    if error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe) {
        return Outcome::Clean;
    }
    opening::tell("error", &format!("{error:#}"));
    Outcome::Failed
}
