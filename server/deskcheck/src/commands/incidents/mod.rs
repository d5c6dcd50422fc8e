//! `deskcheck incidents`: what happened, by which documents, with which figures.

mod figures;
mod text;

use std::sync::Arc;

use anyhow::Result;
use clap::Args;
use deskcheck_analysis::extract::Time;
use deskcheck_analysis::lexicon::events;
use deskcheck_analysis::resolve::{ActorId, Evidence, Incident, Reference};
use jiff::civil::Date;
use serde::Serialize;

use super::opening::{self, Page};
use super::{Listing, ListingOptions, Outcome};
use crate::corpus::Corpus;
use crate::report::json::write_object;
use crate::workspace::paths;
use figures::FigureAnswer;

/// List what happened, in order of time: who says so, with which figures, and why the passages are one incident
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  deskcheck incidents                          everything, in order of time
  deskcheck incidents \"Badr Organisation\"      what it did, and what was done to it
  deskcheck incidents raid --since 2020-06-01  raids from June on
  deskcheck incidents --format json")]
pub(super) struct Incidents {
    /// Only incidents of this kind (`raid`), or in which this actor or place is named, under any spelling
    name: Option<String>,

    /// Only from this day on; leaves out what has no day
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,

    /// Only up to this day; leaves out what has no day
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,

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
    figures: Vec<FigureAnswer<'a>>,
    mentions: Vec<Mention<'a>>,
    because: &'a [String],
}

#[derive(Serialize)]
struct Mention<'a> {
    document: String,
    path: String,
    page: Option<u32>,
    line: Option<u32>,
    text: String,
    sentence: String,
    because: &'a str,
}

impl Incidents {
    pub(super) fn run(self) -> Result<Outcome> {
        opening::answered_here(&self.listing.corpus, |corpus, out| self.list(corpus, out))
    }

    fn list(&self, corpus: &Corpus, out: &mut Page) -> Result<Outcome> {
        let reference = corpus.reference();
        let wanted = Wanted::of(self, reference.as_ref());
        let all = reference.incidents().into_iter().filter_map(|id| reference.incident(id));
        let incidents: Vec<_> = all
            .filter(|incident| wanted.takes(incident))
            .map(|incident| (figures::told_with(corpus, &incident), incident))
            .collect();
        if incidents.is_empty() {
            out.warn("no incident like that stands in the documents");
        }
        let answers = incidents.iter().map(|(figures, incident)| answer(corpus, incident, figures));
        match self.listing.format {
            Listing::Json => write_object(out, &Answer { version: 1, incidents: answers.collect() })?,
            Listing::Text => text::write(out, answers)?,
        }
        Ok(Outcome::Clean)
    }
}

/// What the command line asks for.
struct Wanted {
    /// Where a name was given: the class it is, and the actors called so.
    name: Option<(Option<&'static str>, Vec<ActorId>)>,
    since: Option<Date>,
    until: Option<Date>,
}

impl Wanted {
    fn of(options: &Incidents, reference: &dyn Reference) -> Self {
        let named = |name: &String| (events().incident_called(&name.to_lowercase()), reference.actors_named(name));
        Self { name: options.name.as_ref().map(named), since: options.since, until: options.until }
    }

    fn takes(&self, incident: &Incident) -> bool {
        let named = self.name.as_ref().is_none_or(|(class, actors)| {
            let is_kind =
                class.is_some_and(|class| incident.predicates.iter().any(|told| events().is_kind(told, class)));
            is_kind || actors.iter().any(|id| incident.actors.contains(id) || incident.places.contains(id))
        });
        let after = |time: &Time| self.since.is_none_or(|since| time.last >= since);
        let before = |time: &Time| self.until.is_none_or(|until| time.first <= until);
        let dated = incident.time.as_ref().filter(|time| !time.yearless);
        let timeless = self.since.is_none() && self.until.is_none();
        named && dated.map_or(timeless, |time| after(time) && before(time))
    }
}

fn answer<'a>(corpus: &'a Corpus, incident: &'a Incident, figures: &'a [Arc<Evidence>]) -> IncidentAnswer<'a> {
    let day = |pick: fn(&Time) -> Date| incident.time.as_ref().map(|time| pick(time).to_string());
    let mentions = incident.mentions.iter().filter_map(|mention| {
        let (source, place) = corpus.locate(mention.phrase)?;
        Some(Mention {
            document: source.document.key.clone(),
            path: paths::shown(&source.path),
            page: place.page,
            line: place.page.is_none().then_some(place.start.line + 1),
            text: mention.phrase.span.of(&source.document.text).to_owned(),
            sentence: mention.sentence.span.of(&source.document.text).to_owned(),
            because: &mention.because,
        })
    });
    IncidentAnswer {
        name: &incident.name,
        predicate: &incident.predicate,
        first: day(|time| time.first),
        last: day(|time| time.last),
        actors: names(corpus, &incident.actors),
        places: names(corpus, &incident.places),
        figures: figures::figures(corpus, incident, figures),
        mentions: mentions.collect(),
        because: &incident.because,
    }
}

fn names(corpus: &Corpus, ids: &[ActorId]) -> Vec<String> {
    let mut names: Vec<String> =
        ids.iter().filter_map(|id| corpus.reference().called(*id)).map(|actor| actor.name.clone()).collect();
    names.sort();
    names
}
