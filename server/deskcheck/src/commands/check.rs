//! `deskcheck check`: every claim of one or more notes against the documents.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use deskcheck_analysis::answer::{Analysis, FrontMatter, Note, Severity};
use deskcheck_analysis::text::LineIndex;
use jiff::civil::Date;

use super::opening::{self, Asked, tell};
use super::{CorpusOptions, Outcome};
use crate::corpus::Corpus;
use crate::report::{self, Checked};
use crate::workspace::Workspace;
use crate::workspace::notes::notes_below;
use crate::workspace::paths;

/// Check notes against their documents
///
/// Every figure (count, amount of money, percentage, duration, measure, date) of a note is compared with what the
/// documents say of the same thing. A warning is given only where every comparable document says otherwise; where
/// documents disagree among themselves, every side is named.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  deskcheck check brief.md
  deskcheck check --corpus reports --corpus wires brief.md annex.md
  deskcheck check notes/                       every .md file below, documents left out
  pbpaste | deskcheck check -                  a note from standard input
  deskcheck check --format json brief.md       for programs (also sarif and github)
  deskcheck check --as-of 2020-07-01 brief.md  as if nothing later were known

Exit code: 0 nothing to say, 1 findings at warning or above, 2 could not check it all.")]
pub(super) struct Check {
    /// Notes, folders of notes, or - for standard input
    #[arg(value_name = "NOTE|DIR|-", default_value = ".")]
    notes: Vec<PathBuf>,

    #[command(flatten)]
    corpus: CorpusOptions,

    /// How to print the findings
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Check as if nothing later than this day were known, whatever the notes say (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading, as a compiler would
    #[default]
    Text,
    /// For programs: one JSON object, version 1
    Json,
    /// For code scanning services (SARIF 2.1.0)
    Sarif,
    /// Workflow commands that annotate a pull request
    Github,
}

/// A note before it is judged.
pub(super) struct Unread {
    /// As the user named it.
    shown: String,
    /// Its file, absolute; none for standard input.
    pub(super) path: Option<PathBuf>,
    /// The folder whose documents it is checked against.
    pub(super) folder: PathBuf,
    pub(super) text: String,
}

impl Check {
    pub(super) fn run(self) -> Result<Outcome> {
        let (notes, mut complete) = self.notes();
        let (mut groups, mut asked) = (Vec::new(), Vec::new());
        for group in by_folder(notes) {
            match self.asked(&group) {
                Ok(documents) => {
                    groups.push(group);
                    asked.push(documents);
                }
                Err(error) => {
                    tell("error", &format!("{error:#}"));
                    complete = false;
                }
            }
        }
        if groups.is_empty() && !complete {
            return Ok(Outcome::Failed);
        }
        opening::answered_by_all(&asked, &self.corpus, |corpora, out| {
            let by_group = groups.iter().zip(&asked).zip(corpora);
            let checked: Vec<_> = by_group
                .flat_map(|((notes, (workspace, _)), corpus)| {
                    notes.iter().map(|note| self.judge(note, workspace, corpus))
                })
                .collect();
            match self.format {
                Format::Text => report::text::write(out, &checked)?,
                Format::Json => report::json::write(out, &checked)?,
                Format::Sarif => report::sarif::write(out, &checked)?,
                Format::Github => report::github::write(out, &checked)?,
            }
            let mut found = checked.iter().flat_map(|note| &note.diagnostics);
            let warned = found.any(|found| found.severity <= Severity::Warning);
            Ok(match (complete, warned) {
                (false, _) => Outcome::Failed,
                (true, true) => Outcome::Findings,
                (true, false) => Outcome::Clean,
            })
        })
    }

    /// The notes that were asked for, and whether all of them could be read.
    fn notes(&self) -> (Vec<Unread>, bool) {
        let (mut notes, mut complete) = (Vec::new(), true);
        for path in &self.notes {
            let files = if path.is_dir() { self.notes_below(path) } else { vec![path.clone()] };
            for file in files {
                match read_note(&file) {
                    Ok(note) if path.is_dir() && Workspace::find(&note.folder, None).is_none() => {
                        notes.push(Unread { folder: path.clone(), ..note });
                    }
                    Ok(note) => notes.push(note),
                    Err(error) => {
                        tell("error", &format!("{error:#}"));
                        complete = false;
                    }
                }
            }
        }
        (notes, complete)
    }

    /// Every Markdown file below `folder` that is neither a document nor ignored.
    fn notes_below(&self, folder: &Path) -> Vec<PathBuf> {
        let workspace = if self.corpus.corpus.is_empty() {
            Workspace::find(folder, None)
        } else {
            Some(Workspace::with_corpus(folder, &self.corpus.corpus))
        };
        let notes = notes_below(folder, workspace.as_ref(), usize::MAX);
        if notes.is_empty() {
            tell(
                "warning",
                &format!("{}: there is no note (a file ending in .md) below this folder", folder.display()),
            );
        }
        notes
    }

    /// What the notes of one folder are checked against.
    fn asked(&self, notes: &[Unread]) -> Result<Asked> {
        let folder = notes.first().map_or(Path::new("."), |note| &note.folder);
        let mut workspace = opening::workspace(folder, &self.corpus)?;
        for note in notes {
            let folder = note.path.as_deref().and_then(Path::parent).unwrap_or(&note.folder);
            workspace.take_bibliographies(folder, &FrontMatter::of(&note.text));
        }
        Ok((workspace, notes.iter().filter_map(|note| note.path.clone()).collect()))
    }

    fn judge(&self, unread: &Unread, workspace: &Workspace, corpus: &Arc<Corpus>) -> Checked {
        let mut note = Note::read(unread.text.clone(), None);
        if self.as_of.is_some() {
            note.front_matter.as_of = self.as_of;
        }
        let analysis =
            Analysis::new(Arc::new(note), Arc::clone(corpus.reference()), Arc::clone(&workspace.settings), None);
        Checked::new(unread.shown.clone(), analysis, Arc::clone(corpus))
    }
}

/// Notes of one folder side by side: they have one workspace.
fn by_folder(notes: Vec<Unread>) -> Vec<Vec<Unread>> {
    let mut groups: Vec<Vec<Unread>> = Vec::new();
    for note in notes {
        match groups.iter_mut().find(|group| group[0].folder == note.folder) {
            Some(group) => group.push(note),
            None => groups.push(vec![note]),
        }
    }
    groups
}

/// Reads a note.
///
/// # Errors
///
/// One sentence with the file, where it is not there, cannot be read or is not text.
pub(super) fn read_note(path: &Path) -> Result<Unread> {
    let shown = path.display().to_string();
    let from_stdin = shown == "-";
    let mut bytes = Vec::new();
    if from_stdin {
        std::io::stdin().lock().read_to_end(&mut bytes).context("standard input: cannot be read")?;
    } else {
        bytes = std::fs::read(path).with_context(|| format!("{shown}: cannot be read"))?;
    }
    let text = note_text(bytes, &shown)?;
    let path = (!from_stdin).then(|| paths::absolute(path));
    let folder = path.as_deref().and_then(Path::parent).map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    Ok(Unread { shown, path, folder, text })
}

fn note_text(bytes: Vec<u8>, shown: &str) -> Result<String> {
    anyhow::ensure!(!bytes.contains(&0), "{shown}: this is a binary file, not a note in Markdown");
    anyhow::ensure!(
        bytes.len() <= deskcheck_analysis::text::MAX_BYTES,
        "{shown}: this file is larger than the {} MB that a note may have",
        deskcheck_analysis::text::MAX_BYTES >> 20
    );
    String::from_utf8(bytes).or_else(|error| {
        let good = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let line = LineIndex::new(&text).line(good) + 1;
        tell("warning", &format!("{shown}:{line}: this is not UTF-8; such characters are read as U+FFFD"));
        Ok(text)
    })
}
