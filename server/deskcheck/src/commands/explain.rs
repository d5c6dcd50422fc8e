//! `deskcheck explain`: how a figure was read, and what it was compared with.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::Args;
use deskcheck_analysis::answer::{Analysis, Note};
use deskcheck_analysis::text::Span;

use super::check::read_note;
use super::{CorpusOptions, Outcome, opening};

/// Say how the figures of a line were read, what they were compared with, and what held the rest back
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  deskcheck explain brief.md:12       every figure of line 12
  deskcheck explain brief.md:12:40    the figure at column 40 of it")]
pub(super) struct Explain {
    /// File, line and perhaps column, both from 1
    #[arg(value_name = "NOTE:LINE[:COL]")]
    place: String,

    #[command(flatten)]
    corpus: CorpusOptions,
}

/// A place in a note, as the user writes it.
#[derive(Debug, PartialEq)]
struct Place {
    note: PathBuf,
    /// From 1.
    line: usize,
    /// In characters, from 1.
    column: Option<usize>,
}

impl Explain {
    pub(super) fn run(self) -> Result<Outcome> {
        let place = place(&self.place).context("where? Write it as in brief.md:12 or brief.md:12:40")?;
        let unread = read_note(&place.note)?;
        let workspace = opening::workspace(&unread.folder, &self.corpus)?;
        let files: Vec<_> = unread.path.iter().cloned().collect();
        let settings = Arc::clone(&workspace.settings);
        let note = Arc::new(Note::read(unread.text, None));
        let Some(span) = span(&note, &place) else {
            bail!("{}: the note ends at line {}", self.place, note.lines.len());
        };
        opening::answered((workspace, files), &self.corpus, |corpus, out| {
            let (note, settings) = (Arc::clone(&note), Arc::clone(&settings));
            let answer = Analysis::new(note, Arc::clone(corpus.reference()), settings, None).explain(span);
            let answer = if answer.trim().is_empty() { "there is no figure here" } else { answer.trim_end() };
            writeln!(out, "{answer}")?;
            Ok(Outcome::Clean)
        })
    }
}

fn place(text: &str) -> Option<Place> {
    let (rest, last) = text.rsplit_once(':')?;
    let last: usize = last.parse().ok().filter(|number| *number > 0)?;
    let before =
        rest.rsplit_once(':').and_then(|(note, line)| Some((note, line.parse().ok().filter(|line| *line > 0)?)));
    Some(match before {
        Some((note, line)) => Place { note: note.into(), line, column: Some(last) },
        None => Place { note: rest.into(), line: last, column: None },
    })
}

/// The bytes of the line, or of the character at the column.
fn span(note: &Note, place: &Place) -> Option<Span> {
    if place.line > note.lines.len() {
        return None;
    }
    let line = note.lines.line_span(&note.text, place.line - 1);
    let Some(column) = place.column else { return Some(line) };
    let found = line.of(&note.text).char_indices().nth(column - 1);
    Some(found.map_or(Span::new(line.end(), line.end()), |(at, character)| {
        Span::new(line.start() + at, line.start() + at + character.len_utf8())
    }))
}

#[cfg(test)]
mod tests {
    use super::{Place, place};

    #[test]
    fn a_place_is_file_line_and_perhaps_column() {
        let wanted = |line, column| Some(Place { note: "a:b.md".into(), line, column });
        assert_eq!(place("a:b.md:12"), wanted(12, None));
        assert_eq!(place("a:b.md:12:4"), wanted(12, Some(4)));
        assert_eq!((place("a.md"), place("a.md:0"), place("a.md:x")), (None, None, None));
    }
}
