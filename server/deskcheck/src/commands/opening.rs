//! What every subcommand does first: find the workspace, read its documents, tell what is wrong with them.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anstyle::{AnsiColor, Style};
use anyhow::{Result, bail};

use super::{CorpusOptions, Outcome};
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

/// A workspace whose documents are asked, but for those notes (absolute paths) that lie among them.
pub(super) type Asked = (Workspace, Vec<PathBuf>);

/// What a command has to say, put together before any of it is given out.
#[derive(Default)]
pub(super) struct Page {
    text: Vec<u8>,
    warnings: Vec<String>,
}

impl Page {
    /// Warns the user on standard error, in one line.
    pub(super) fn warn(&mut self, message: impl Into<String>) {
        self.warnings.push(message.into());
    }

    fn give_out(&self) -> io::Result<()> {
        self.warnings.iter().for_each(|message| tell("warning", message));
        // In one piece: standard output takes line by line otherwise.
        anstream::stdout().lock().write_all(&self.text)
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Has `answer` answered out of the documents that are `asked`, tells on standard error what could not be read of them, and
/// gives out the answer. What was read is kept unless `options` say otherwise.
///
/// # Errors
///
/// Those of `answer`, and where an index is damaged though it was just made.
pub(super) fn answered_by_all(
    asked: &[Asked],
    options: &CorpusOptions,
    answer: impl Fn(&[Arc<Corpus>], &mut Page) -> Result<Outcome>,
) -> Result<Outcome> {
    let (corpora, (page, outcome)) = whole(asked, options, |corpora| {
        let mut page = Page::default();
        let outcome = answer(corpora, &mut page);
        (page, outcome)
    })?;
    for ((workspace, _), corpus) in asked.iter().zip(&corpora) {
        tell_of(workspace, corpus);
    }
    let outcome = outcome?;
    page.give_out()?;
    Ok(outcome)
}

/// As [`answered_by_all`], by the documents of one workspace.
///
/// # Errors
///
/// As there.
pub(super) fn answered(
    asked: Asked,
    options: &CorpusOptions,
    answer: impl Fn(&Arc<Corpus>, &mut Page) -> Result<Outcome>,
) -> Result<Outcome> {
    answered_by_all(&[asked], options, |corpora, page| {
        corpora.iter().try_fold(Outcome::Clean, |_, corpus| answer(corpus, page))
    })
}

/// As [`answered`], by the documents that belong to the working directory.
///
/// # Errors
///
/// As there, and as [`workspace`].
pub(super) fn answered_here(
    options: &CorpusOptions,
    answer: impl Fn(&Arc<Corpus>, &mut Page) -> Result<Outcome>,
) -> Result<Outcome> {
    answered((workspace(Path::new("."), options)?, Vec::new()), options, answer)
}

/// What `ask` finds in documents of which none is missing, and these; nothing is told.
///
/// Of an index only what is asked for is looked at, so that it may be damaged is noticed while it answers. Then it is made
/// anew and asked once more.
///
/// # Errors
///
/// Where it is damaged even so.
pub(super) fn whole<T>(
    asked: &[Asked],
    options: &CorpusOptions,
    ask: impl Fn(&[Arc<Corpus>]) -> T,
) -> Result<(Vec<Arc<Corpus>>, T)> {
    let mut corpora: Vec<_> = asked.iter().map(|asked| Arc::new(read(asked, options, None))).collect();
    let mut found = checked(&corpora, &ask);
    let is_damaged = |corpora: &[Arc<Corpus>]| corpora.iter().find_map(|corpus| corpus.fault());
    if is_damaged(&corpora).is_some() {
        for (corpus, asked) in corpora.iter_mut().zip(asked) {
            *corpus = Arc::new(read(asked, options, Some(corpus.as_ref())));
        }
        found = checked(&corpora, &ask);
    }
    match is_damaged(&corpora) {
        None => Ok((corpora, found)),
        Some(fault) => bail!(
            "the index of the documents is no good though it was just made: {fault}. Look whether its disk is failing, or \
             use --in-memory"
        ),
    }
}

/// What `ask` finds, the index looked at meanwhile.
fn checked<T>(corpora: &[Arc<Corpus>], ask: impl Fn(&[Arc<Corpus>]) -> T) -> T {
    thread::scope(|scope| {
        scope.spawn(|| corpora.iter().for_each(|corpus| corpus.check()));
        ask(corpora)
    })
}

fn read((workspace, notes): &Asked, options: &CorpusOptions, previous: Option<&Corpus>) -> Corpus {
    let index = if options.in_memory { None } else { cache::index_folder(workspace) };
    let watch = Watch { isolation: Some(&isolation()), index: index.as_deref(), ..Watch::NONE };
    Corpus::read(workspace, notes, previous, &watch)
}

/// Tells on standard error what could not be read.
fn tell_of(workspace: &Workspace, corpus: &Corpus) {
    tell_problems(corpus.files().problems());
    corpus.card_problems().iter().for_each(tell_card_problem);
    if corpus.files().count() == 0 {
        let folders: Vec<_> = workspace.corpus.iter().map(|folder| paths::shown(folder)).collect();
        tell("warning", &format!("{}: no document in here could be read", folders.join(", ")));
    }
}

/// So many problems are told; in a large collection there may be hundreds of small ones.
const TOLD: usize = 10;

/// Tells problems on standard error, one line each: file, line, sentence. Of many the first.
pub(super) fn tell_problems(problems: &[Problem]) {
    for problem in problems.iter().take(TOLD) {
        tell("warning", &in_a_line(problem));
    }
    if problems.len() > TOLD {
        let more = problems.len() - TOLD;
        tell("warning", &format!("there are {more} more: `deskcheck sources --problems` lists all of them"));
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
