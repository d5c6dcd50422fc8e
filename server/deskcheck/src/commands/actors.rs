//! `deskcheck actors`: who acts in the documents, under which spellings.

mod listing;

use anyhow::Result;
use clap::Args;
use deskcheck_analysis::extract::ActorKind;
use deskcheck_analysis::resolve::{Actor, ActorId, Alias};
use serde::Serialize;

use super::opening::{self, Page};
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
    documents: Vec<String>,
    because: &'a str,
}

impl Actors {
    pub(super) fn run(self) -> Result<Outcome> {
        opening::answered_here(&self.listing.corpus, |corpus, out| self.list(corpus, out))
    }

    fn list(&self, corpus: &Corpus, out: &mut Page) -> Result<Outcome> {
        let reference = corpus.reference();
        let ids = match &self.name {
            Some(name) => reference.actors_named(name),
            None => reference.actors(),
        };
        let actors: Vec<_> = ids.into_iter().filter_map(|id| reference.actor(id)).collect();
        if let (Some(name), true) = (&self.name, actors.is_empty()) {
            out.warn(format!("no document names `{name}` under any spelling"));
        }
        match self.listing.format {
            Listing::Json => {
                let actors = actors.iter().map(|actor| answer(corpus, actor)).collect();
                write_object(out, &Answer { version: 1, actors })?;
            }
            Listing::Text if self.name.is_some() => {
                actors.iter().try_for_each(|actor| listing::write_full(out, corpus, actor))?;
            }
            Listing::Text => listing::write_all(out, corpus, &actors)?,
        }
        Ok(Outcome::Clean)
    }
}

fn answer<'a>(corpus: &Corpus, actor: &'a Actor) -> ActorAnswer<'a> {
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
    ids.iter().filter_map(|id| corpus.reference().called(*id)).map(|actor| actor.name.clone()).collect()
}
