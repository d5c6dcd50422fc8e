//! `deskcheck sources`: the documents, and what is known about each.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::{Listing, ListingOptions, Outcome, opening};
use crate::corpus::Source;
use crate::report::json::write_object;
use crate::workspace::paths;

/// List the documents: citation key, date, publisher, title, file
#[derive(Args, Debug)]
pub(super) struct Sources {
    #[command(flatten)]
    listing: ListingOptions,
}

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    sources: Vec<SourceAnswer<'a>>,
}

#[derive(Serialize)]
struct SourceAnswer<'a> {
    key: &'a str,
    path: String,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    dated: Option<String>,
    /// True where the date is concluded from the text.
    date_inferred: bool,
    bytes: usize,
    figures: usize,
}

impl Sources {
    pub(super) fn run(self) -> Result<Outcome> {
        let corpus = opening::corpus_here(&self.listing.corpus)?;
        let sources: Vec<_> = corpus.library().sources.iter().map(answer).collect();
        let mut out = anstream::stdout().lock();
        match self.listing.format {
            Listing::Json => write_object(&mut out, &Answer { version: 1, sources })?,
            Listing::Text => write_text(&mut out, &sources)?,
        }
        Ok(Outcome::Clean)
    }
}

fn answer(source: &Source) -> SourceAnswer<'_> {
    let document = &source.document;
    SourceAnswer {
        key: &document.key,
        path: paths::shown(&source.path),
        title: document.title.as_deref(),
        publisher: document.publisher.as_deref(),
        dated: document.date.map(|date| date.to_string()),
        date_inferred: document.date_inferred,
        bytes: document.text.len(),
        figures: source.facts.figures.len(),
    }
}

fn write_text(out: &mut impl Write, sources: &[SourceAnswer<'_>]) -> Result<()> {
    let (bold, dim) = (anstyle::Style::new().bold(), anstyle::Style::new().dimmed());
    let widest = sources.iter().map(|source| source.key.chars().count()).max().unwrap_or(0);
    for source in sources {
        let date = match (&source.dated, source.date_inferred) {
            (Some(date), true) => format!("{date}?"),
            (Some(date), false) => format!("{date} "),
            (None, _) => "undated    ".to_owned(),
        };
        let about: Vec<_> = source.publisher.iter().chain(&source.title).copied().collect();
        let about = if about.is_empty() { source.path.clone() } else { about.join(": ") };
        writeln!(
            out,
            "{bold}{:widest$}{bold:#}  {date}  {:>4} figures  {dim}{about}{dim:#}",
            source.key, source.figures
        )?;
    }
    if sources.iter().any(|source| source.dated.is_some() && source.date_inferred) {
        writeln!(out, "{dim}?: concluded from the text{dim:#}")?;
    }
    Ok(())
}
