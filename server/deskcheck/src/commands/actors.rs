//! `deskcheck actors`: who acts in the documents, under which spellings.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use deskcheck_analysis::extract::ActorKind;
use deskcheck_analysis::resolve::{Actor, ActorId, Alias};
use serde::Serialize;

use super::opening::{self, tell};
use super::{Listing, ListingOptions, Outcome};
use crate::corpus::Corpus;
use crate::report::json::write_object;

/// List who acts in the documents, under which spellings, and why these are one
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  deskcheck actors                        everyone, most mentioned first
  deskcheck actors \"Badr Organisation\"    one actor, under any of its spellings
  deskcheck actors --format json")]
pub(super) struct Actors {
    /// Only the actors that are called so
    name: Option<String>,

    #[command(flatten)]
    listing: ListingOptions,
}

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    actors: Vec<ActorAnswer<'a>>,
}

#[derive(Serialize)]
struct ActorAnswer<'a> {
    name: &'a str,
    kind: ActorKind,
    aliases: Vec<AliasAnswer<'a>>,
    ambiguous_with: Vec<String>,
}

#[derive(Serialize)]
struct AliasAnswer<'a> {
    text: &'a str,
    count: usize,
    documents: Vec<&'a str>,
    because: &'a str,
}

impl Actors {
    pub(super) fn run(self) -> Result<Outcome> {
        let corpus = opening::corpus_here(&self.listing.corpus)?;
        let reference = corpus.reference();
        let ids = match &self.name {
            Some(name) => reference.actors_named(name),
            None => reference.actors(),
        };
        let actors: Vec<_> = ids.into_iter().filter_map(|id| reference.actor(id)).collect();
        if let (Some(name), true) = (&self.name, actors.is_empty()) {
            tell("warning", &format!("no document names `{name}` under any spelling"));
        }
        let mut out = anstream::stdout().lock();
        match self.listing.format {
            Listing::Json => {
                let actors = actors.iter().map(|actor| answer(&corpus, actor)).collect();
                write_object(&mut out, &Answer { version: 1, actors })?;
            }
            Listing::Text => {
                for actor in &actors {
                    write_actor(&mut out, &corpus, actor, self.name.is_some())?;
                }
            }
        }
        Ok(Outcome::Clean)
    }
}

fn answer<'a>(corpus: &'a Corpus, actor: &'a Actor) -> ActorAnswer<'a> {
    let alias = |alias: &'a Alias| AliasAnswer {
        text: &alias.text,
        count: alias.count,
        documents: alias.documents.iter().map(|id| corpus.key(*id)).collect(),
        because: &alias.because,
    };
    ActorAnswer {
        name: &actor.name,
        kind: actor.kind,
        aliases: actor.aliases.iter().map(alias).collect(),
        ambiguous_with: names(corpus, &actor.ambiguous_with),
    }
}

fn names(corpus: &Corpus, ids: &[ActorId]) -> Vec<String> {
    ids.iter().filter_map(|id| corpus.reference().actor(*id)).map(|actor| actor.name.clone()).collect()
}

fn write_actor(out: &mut impl Write, corpus: &Corpus, actor: &Actor, in_full: bool) -> Result<()> {
    let bold = anstyle::Style::new().bold();
    let dim = anstyle::Style::new().dimmed();
    let role = actor.descriptions.first().map(|role| format!(", {}", role.text)).unwrap_or_default();
    writeln!(out, "{bold}{}{bold:#} {dim}({}{role}){dim:#}", actor.name, kind_name(actor.kind))?;
    for alias in &actor.aliases {
        let because = if alias.because.is_empty() { String::new() } else { format!("  {}", alias.because) };
        writeln!(out, "  {:>4}  {}{dim}{because}{dim:#}", alias.count, alias.text)?;
    }
    for other in names(corpus, &actor.ambiguous_with) {
        writeln!(out, "        {dim}not to be confused with{dim:#} {other}")?;
    }
    if in_full {
        for passage in &actor.mentions {
            if let Some((source, place)) = corpus.locate(*passage) {
                let path = crate::workspace::paths::shown(&source.path);
                writeln!(
                    out,
                    "  {dim}{path}:{}{dim:#}: {}",
                    place.start.line + 1,
                    passage.span.of(&source.document.text)
                )?;
            }
        }
    }
    Ok(())
}

fn kind_name(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Group => "group",
        ActorKind::Body => "body",
        ActorKind::Party => "party",
        ActorKind::Company => "company",
        ActorKind::Country => "country",
        ActorKind::Place => "place",
        ActorKind::Publication => "publication",
        ActorKind::Unknown => "kind unknown",
    }
}
