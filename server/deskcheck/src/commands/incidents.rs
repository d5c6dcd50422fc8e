//! `deskcheck incidents`: what happened, by which documents.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use deskcheck_analysis::extract::Time;
use deskcheck_analysis::resolve::{ActorId, Incident};
use serde::Serialize;

use super::{Listing, ListingOptions, Outcome, opening};
use crate::corpus::Corpus;
use crate::report::json::write_object;
use crate::workspace::paths;

/// List what happened, in order of time, and the passages that tell of it
#[derive(Args, Debug)]
pub(super) struct Incidents {
    #[command(flatten)]
    listing: ListingOptions,
}

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    incidents: Vec<IncidentAnswer<'a>>,
}

#[derive(Serialize)]
struct IncidentAnswer<'a> {
    name: &'a str,
    predicate: &'a str,
    first: Option<String>,
    last: Option<String>,
    actors: Vec<String>,
    places: Vec<String>,
    mentions: Vec<Mention<'a>>,
    because: &'a [String],
}

#[derive(Serialize)]
struct Mention<'a> {
    document: &'a str,
    path: String,
    page: Option<u32>,
    line: Option<u32>,
    text: &'a str,
    sentence: &'a str,
}

impl Incidents {
    pub(super) fn run(self) -> Result<Outcome> {
        let corpus = opening::corpus_here(&self.listing.corpus)?;
        let reference = corpus.reference();
        let incidents: Vec<_> = reference.incidents().into_iter().filter_map(|id| reference.incident(id)).collect();
        let mut out = anstream::stdout().lock();
        match self.listing.format {
            Listing::Json => {
                let incidents = incidents.iter().map(|incident| answer(&corpus, incident)).collect();
                write_object(&mut out, &Answer { version: 1, incidents })?;
            }
            Listing::Text => {
                for incident in &incidents {
                    write_incident(&mut out, &answer(&corpus, incident))?;
                }
            }
        }
        Ok(Outcome::Clean)
    }
}

fn answer<'a>(corpus: &'a Corpus, incident: &'a Incident) -> IncidentAnswer<'a> {
    let day = |pick: fn(&Time) -> jiff::civil::Date| incident.time.as_ref().map(|time| pick(time).to_string());
    let mentions = incident.mentions.iter().filter_map(|(sentence, words)| {
        let (source, place) = corpus.locate(*words)?;
        Some(Mention {
            document: &source.document.key,
            path: paths::shown(&source.path),
            page: place.page,
            line: place.page.is_none().then_some(place.start.line + 1),
            text: words.span.of(&source.document.text),
            sentence: sentence.span.of(&source.document.text),
        })
    });
    IncidentAnswer {
        name: &incident.name,
        predicate: &incident.predicate,
        first: day(|time| time.first),
        last: day(|time| time.last),
        actors: names(corpus, &incident.actors),
        places: names(corpus, &incident.places),
        mentions: mentions.collect(),
        because: &incident.because,
    }
}

fn names(corpus: &Corpus, ids: &[ActorId]) -> Vec<String> {
    ids.iter().filter_map(|id| corpus.reference().actor(*id)).map(|actor| actor.name.clone()).collect()
}

fn write_incident(out: &mut impl Write, incident: &IncidentAnswer<'_>) -> Result<()> {
    let (bold, dim) = (anstyle::Style::new().bold(), anstyle::Style::new().dimmed());
    writeln!(out, "{bold}{}{bold:#}", incident.name)?;
    for mention in &incident.mentions {
        let place = match (mention.page, mention.line) {
            (Some(page), _) => format!(" p. {page}"),
            (None, Some(line)) => format!(":{line}"),
            (None, None) => String::new(),
        };
        let sentence = mention.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "  {dim}{}{place}{dim:#}: {sentence}", mention.path)?;
    }
    Ok(())
}
