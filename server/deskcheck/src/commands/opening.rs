//! What every subcommand does first: find the workspace, read its documents, tell what is wrong with them.

use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use anyhow::{Result, bail};

use super::CorpusOptions;
use crate::cache;
use crate::cards::CardProblem;
use crate::corpus::{Corpus, Problem, Watch};
use crate::isolation::isolation;
use crate::report::severity_name;
use crate::workspace::{Workspace, paths};

/// The workspace of the notes in `folder`, its settings told about on standard error.
///
/// # Errors
///
/// Where nothing says what the documents are, or where none of the folders that do exist can be read.
pub(super) fn workspace(folder: &Path, options: &CorpusOptions) -> Result<Workspace> {
    let workspace = if options.corpus.is_empty() {
        match Workspace::find(folder, None) {
            Some(workspace) => workspace,
            None => bail!(
                "there are no documents to check against: put them into a folder `sources` in {}, or name their folder \
                 with --corpus DIR or in a file deskcheck.toml (corpus = [\"DIR\"])",
                in_words(folder)
            ),
        }
    } else {
        Workspace::with_corpus(folder, &options.corpus)
    };
    tell_problems(&workspace.problems);
    tell_problems(&workspace.missing);
    if workspace.corpus.is_empty() {
        match &workspace.file {
            Some(file) if options.corpus.is_empty() => {
                bail!(
                    "{}: no folder with documents is named: write corpus = [\"DIR\"] or use --corpus DIR",
                    paths::shown(file)
                )
            }
            _ => bail!("there are no documents to check against: name their folder with --corpus DIR"),
        }
    }
    Ok(workspace)
}

fn in_words(folder: &Path) -> String {
    match paths::shown(&paths::absolute(folder)).as_str() {
        "." => "this folder".to_owned(),
        shown => shown.to_owned(),
    }
}

/// Reads the documents of `workspace` but those in `notes` (absolute paths), and tells on standard error what could not
/// be read. What was read is kept unless `options` say otherwise.
pub(super) fn corpus(workspace: &Workspace, notes: &[PathBuf], options: &CorpusOptions) -> Corpus {
    let corpus = read(workspace, notes, options);
    tell_problems(corpus.files().problems());
    corpus.card_problems().iter().for_each(tell_card_problem);
    if corpus.files().count() == 0 {
        let folders: Vec<_> = workspace.corpus.iter().map(|folder| paths::shown(folder)).collect();
        tell("warning", &format!("{}: no document in here could be read", folders.join(", ")));
    }
    corpus
}

/// Reads the documents of `workspace` but those in `notes` (absolute paths), and tells nothing.
pub(super) fn read(workspace: &Workspace, notes: &[PathBuf], options: &CorpusOptions) -> Corpus {
    let index = if options.in_memory { None } else { cache::index_folder(workspace) };
    let watch = Watch { isolation: Some(&isolation()), index: index.as_deref(), ..Watch::NONE };
    Corpus::read(workspace, notes, None, &watch)
}

/// The documents that belong to the working directory.
///
/// # Errors
///
/// As [`workspace`].
pub(super) fn corpus_here(options: &CorpusOptions) -> Result<Corpus> {
    Ok(corpus(&workspace(Path::new("."), options)?, &[], options))
}

/// Tells problems on standard error, one line each: file, line, sentence.
pub(super) fn tell_problems(problems: &[Problem]) {
    for problem in problems {
        tell("warning", &in_a_line(problem));
    }
}

/// `path:line: what happened, what to do`.
pub(super) fn in_a_line(problem: &Problem) -> String {
    let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
    format!("{}{line}: {}", paths::shown(&problem.path), problem.message)
}

/// Tells what is wrong with a card file on standard error, in one line.
fn tell_card_problem(problem: &CardProblem) {
    let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
    let message = format!("{}{line}: {} [{}]", paths::shown(&problem.path), problem.message, problem.code);
    tell(severity_name(problem.severity), &message);
}

/// One line on standard error.
pub(super) fn tell(severity: &str, message: &str) {
    let colour = match severity {
        "error" => AnsiColor::Red,
        "hint" | "information" => AnsiColor::Cyan,
        _ => AnsiColor::Yellow,
    };
    let style = Style::new().bold().fg_color(Some(colour.into()));
    anstream::eprintln!("{style}{severity}{style:#}: {message}");
}
