//! `deskcheck sources`: the documents, and what is known about each.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use clap::Args;
use deskcheck_analysis::extract::left_out;
use serde::Serialize;

use super::{Listing, ListingOptions, Outcome, opening};
use crate::corpus::{Filed, Problem};
use crate::report::json::write_object;
use crate::workspace::paths;

/// List the documents: citation key, date, publisher, title, file
#[derive(Args, Debug)]
pub(super) struct Sources {
    #[command(flatten)]
    listing: ListingOptions,

    /// List the files that could not be read, or not whole, instead: what happened, and what to do
    #[arg(long)]
    problems: bool,
}

#[derive(Serialize)]
struct Answer {
    version: u32,
    sources: Vec<SourceAnswer>,
}

#[derive(Serialize)]
struct SourceAnswer {
    key: String,
    path: String,
    title: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    language: Option<String>,
    url: Option<String>,
    grade: Option<String>,
    retracted: bool,
    dated: Option<String>,
    /// True where the date is concluded from the text.
    date_inferred: bool,
    bytes: usize,
    figures: usize,
    /// Why its figures are not read, where they are not.
    left_out: Option<String>,
}

impl Sources {
    pub(super) fn run(self) -> Result<Outcome> {
        if self.problems {
            return self.list_problems();
        }
        opening::answered_here(&self.listing.corpus, |corpus, out| {
            let sources: Vec<_> = corpus.sources().map(|(_, source)| answer(&source)).collect();
            match self.listing.format {
                Listing::Json => write_object(out, &Answer { version: 1, sources })?,
                Listing::Text => write_text(out, &sources)?,
            }
            Ok(Outcome::Clean)
        })
    }

    fn list_problems(&self) -> Result<Outcome> {
        let workspace = opening::workspace(Path::new("."), &self.listing.corpus)?;
        let (corpora, ()) = opening::whole(&[(workspace, Vec::new())], &self.listing.corpus, |_| ())?;
        let problems: Vec<_> = corpora.iter().flat_map(|corpus| corpus.files().problems()).collect();
        let mut out = anstream::stdout().lock();
        match self.listing.format {
            Listing::Json => {
                let problems = problems.iter().map(|problem| problem_answer(problem)).collect();
                write_object(&mut out, &ProblemsAnswer { version: 1, problems })?;
            }
            Listing::Text => {
                for problem in &problems {
                    writeln!(out, "{}", opening::in_a_line(problem))?;
                }
            }
        }
        Ok(if problems.is_empty() { Outcome::Clean } else { Outcome::Findings })
    }
}

#[derive(Serialize)]
struct ProblemsAnswer<'a> {
    version: u32,
    problems: Vec<ProblemAnswer<'a>>,
}

#[derive(Serialize)]
struct ProblemAnswer<'a> {
    path: String,
    /// From 1, where one can be named.
    line: Option<usize>,
    message: &'a str,
}

fn problem_answer(problem: &Problem) -> ProblemAnswer<'_> {
    ProblemAnswer { path: paths::shown(&problem.path), line: problem.line, message: &problem.message }
}

fn answer(source: &Filed) -> SourceAnswer {
    let document = &source.document;
    SourceAnswer {
        key: document.key.clone(),
        path: paths::shown(&source.path),
        title: document.title.clone(),
        publisher: document.publisher.clone(),
        author: document.author.clone(),
        language: document.language.clone(),
        url: document.url.clone(),
        grade: document.grade.clone(),
        retracted: document.retracted,
        dated: document.date.map(|date| date.to_string()),
        date_inferred: document.date_inferred,
        bytes: document.text.len(),
        figures: source.figures,
        left_out: left_out(document),
    }
}

fn write_text(out: &mut impl Write, sources: &[SourceAnswer]) -> Result<()> {
    let (bold, dim) = (anstyle::Style::new().bold(), anstyle::Style::new().dimmed());
    let widest = sources.iter().map(|source| source.key.chars().count()).max().unwrap_or(0);
    for source in sources {
        let date = match (&source.dated, source.date_inferred) {
            (Some(date), true) => format!("{date}?"),
            (Some(date), false) => format!("{date} "),
            (None, _) => "undated    ".to_owned(),
        };
        let figures = match &source.left_out {
            Some(why) => why.clone(),
            None => format!("{:>4} figures", source.figures),
        };
        let about: Vec<_> = source.publisher.iter().chain(&source.title).map(String::as_str).collect();
        let about = if about.is_empty() { source.path.clone() } else { about.join(": ") };
        let grade = source.grade.as_ref().map(|grade| format!("{grade}  ")).unwrap_or_default();
        let retracted = if source.retracted { "RETRACTED  " } else { "" };
        writeln!(
            out,
            "{bold}{:widest$}{bold:#}  {date}  {figures}  {grade}{retracted}{dim}{about}{dim:#}",
            source.key
        )?;
    }
    if sources.iter().any(|source| source.dated.is_some() && source.date_inferred) {
        writeln!(out, "{dim}?: concluded from the text{dim:#}")?;
    }
    Ok(())
}
