//! A folder as an analyst has it, as large as is wanted: documents, `deskcheck.toml`, and notes.
//!
//! The documents tell what those of the sample corpora tell, each time with other names, days and numbers. As in the
//! news some names stand in every document, some in a few and most in one story alone, so that a claim of a note finds
//! about as much evidence in 10,000 documents as an analyst's does.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use deskcheck_analysis::text::{Document, Markup};
use jiff::civil::Date;

use crate::prose::{corpora, library, shared};

/// Years over which the stories are spread.
const YEARS: u64 = 12;

/// The second half of a document tells another story than any first half.
const SECOND_HALF: u64 = 1_000_000;

/// A folder with a corpus of so many documents.
pub(crate) struct Desk {
    pub(crate) folder: PathBuf,
    pub(crate) documents: usize,
}

/// Makes the folder of `documents` documents below `target/`, unless it is there.
///
/// # Errors
///
/// Where it cannot be written.
pub(crate) fn made(documents: usize, samples: &[Document], notes: &[(usize, String)]) -> Result<Desk> {
    let target = std::env::current_exe().context("cannot tell where this program is")?;
    let target = target.ancestors().nth(2).context("this program does not lie in target/")?;
    let desk = Desk { folder: target.join("bench").join(documents.to_string()), documents };
    let sources = desk.folder.join("sources");
    let complete = desk.folder.join("deskcheck.toml");
    if !complete.is_file() {
        fs::create_dir_all(&sources).with_context(|| format!("{} cannot be made", sources.display()))?;
        for number in 0..documents {
            let (key, text) = document(samples, number);
            let path = sources.join(format!("{key}.md"));
            fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
        }
    }
    for (kilobytes, text) in notes {
        fs::write(desk.note(*kilobytes), text)?;
    }
    // Written last: a folder that has it has all its documents.
    fs::write(complete, "corpus = [\"sources\"]\n")?;
    Ok(desk)
}

impl Desk {
    /// The file of the note of so many kilobytes.
    pub(crate) fn note(&self, kilobytes: usize) -> PathBuf {
        note_in(&self.folder, kilobytes)
    }
}

/// The file of the note of so many kilobytes in `folder`.
pub(crate) fn note_in(folder: &Path, kilobytes: usize) -> PathBuf {
    folder.join(format!("note-{kilobytes}.md"))
}

/// The documents of the sample corpora; those of the first brief come first.
pub(crate) fn samples() -> Vec<Document> {
    let order = ["iraq-2020", "veldra-flood", "dunmere-strike", "almanac", "kerren-port"];
    let of = |corpus: &str| library(corpora().join(corpus).join("sources")).sources;
    order.into_iter().flat_map(of).map(|source| source.filed.document.as_ref().clone()).collect()
}

/// Document number `number`: its citation key, and the text of its file.
fn document(samples: &[Document], number: usize) -> (String, String) {
    let (sample, story) = (number % samples.len(), (number / samples.len()) as u64);
    let (first, second) = (&samples[sample], &samples[(sample * 7 + 3) % samples.len()]);
    let key = if story == 0 { first.key.clone() } else { format!("{}-{story}", first.key) };
    let mut text = String::from("---\n");
    if let Some(title) = &first.title {
        let _ = writeln!(text, "title: {:?}", other(title, story));
    }
    if let Some(date) = first.date {
        let _ = writeln!(text, "date: {}", other_day(date, story));
    }
    text.push_str("---\n\n");
    text.push_str(&other(&paragraphs(first), story));
    if story > 0 {
        text.push_str("\n\n");
        text.push_str(&other(&paragraphs(second), story + SECOND_HALF));
    }
    text.push('\n');
    (key, text)
}

/// The note of so many kilobytes: the first brief, then what documents say, as far as a fact stands in any corpus.
pub(crate) fn note(samples: &[Document], kilobytes: usize) -> Result<String> {
    let brief = corpora().join("iraq-2020/brief.md");
    let mut note = fs::read_to_string(&brief).with_context(|| format!("{} cannot be read", brief.display()))?;
    let paragraphs = (0..).flat_map(|story| samples.iter().map(move |sample| (story, sample)));
    for (story, sample) in paragraphs {
        for paragraph in paragraphs_of(sample) {
            if note.len() >= kilobytes * 1000 {
                note.truncate(end(&note, kilobytes * 1000));
                return Ok(note);
            }
            note.push_str("\n\n");
            note.push_str(other(paragraph, story).trim());
        }
    }
    Ok(note)
}

/// The end of the last line of `note` within `bytes`.
fn end(note: &str, bytes: usize) -> usize {
    note.match_indices('\n').map(|(at, _)| at + 1).take_while(|at| *at <= bytes).last().unwrap_or(note.len())
}

fn paragraphs_of(sample: &Document) -> impl Iterator<Item = &str> {
    sample.text.lines().filter(|line| !line.trim().is_empty())
}

/// The text as Markdown, without front matter.
fn paragraphs(sample: &Document) -> String {
    match sample.markup {
        Markup::Markdown => {
            let fenced = sample.text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
            fenced.map_or(sample.text.as_str(), |(_, body)| body).to_owned()
        }
        Markup::Plain => paragraphs_of(sample).collect::<Vec<_>>().join("\n\n"),
    }
}

/// `text` as told of another story.
fn other(text: &str, story: u64) -> String {
    let told = shared(text, story);
    if story == 0 { told } else { in_other_years(&told, story) }
}

/// Every year from 2000 to 2029 with its neighbours exchanged, as [`other_day`] does it.
fn in_other_years(text: &str, story: u64) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("20") {
        let (before, from) = rest.split_at(at);
        let is_year = !before.ends_with(|c: char| c.is_ascii_digit())
            && from.get(2..4).is_some_and(|tail| tail.bytes().all(|c| c.is_ascii_digit()))
            && !from[4..].starts_with(|c: char| c.is_ascii_digit());
        made.push_str(before);
        let year = from.get(..4).filter(|_| is_year).and_then(|year| year.parse::<u64>().ok());
        if let Some(year) = year.filter(|year| *year < 2030) {
            let _ = write!(made, "{}", year - story % YEARS);
            rest = &from[4..];
        } else {
            made.push_str("20");
            rest = &from[2..];
        }
    }
    made + rest
}

/// The day that [`other`] makes of a date.
fn other_day(date: Date, story: u64) -> Date {
    if story == 0 {
        return date;
    }
    let day = if date.day() <= 28 { 1 + (date.day() as u64 - 1 + story) % 28 } else { 28 };
    let year = date.year() - (story % YEARS) as i16;
    Date::new(year, date.month(), day as i8).unwrap_or(date)
}
