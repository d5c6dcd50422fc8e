//! The reference index: what the documents say together, behind the one door
//! [`Reference`](deskcheck_analysis::resolve::Reference).

mod collection;

pub mod disk;

pub mod memory;

pub mod overlaid;

mod pool;

mod recent;

pub mod resolved;

pub mod store;

mod weights;

use std::sync::Arc;

use deskcheck_analysis::extract::Mention;
use deskcheck_analysis::resolve::{ActorId, Evidence, Passage};
use deskcheck_analysis::text::{DocumentId, Span};

/// Those of a document's `evidence` that have one of these keys.
fn under(evidence: &[Arc<Evidence>], keys: &[String]) -> Vec<Arc<Evidence>> {
    let has_key = |one: &&Arc<Evidence>| one.keys().iter().any(|key| keys.contains(key));
    evidence.iter().filter(has_key).cloned().collect()
}

/// The mentions of a document with their actors, in order of place.
fn mentions_in_order(document: DocumentId, mentions: &[Mention], actors: &[ActorId]) -> Vec<(Passage, ActorId)> {
    let passages = mentions.iter().map(|mention| Passage { document, span: mention.span });
    let mut mentions: Vec<_> = passages.zip(actors.iter().copied()).collect();
    mentions.sort();
    mentions
}

/// Those of the `mentions` of a document, in order of place, that stand within a passage of it.
fn within(mentions: &[(Passage, ActorId)], passage: Passage) -> Vec<(Passage, ActorId)> {
    let first = mentions.partition_point(|(mention, _)| mention.span.start() < passage.span.start());
    let within = mentions[first..].iter().take_while(|(mention, _)| mention.span.start() < passage.span.end());
    within.filter(|(mention, _)| passage.span.covers(mention.span)).copied().collect()
}

/// The one of the `sentences` of a document that a passage of it begins in; the passage itself where there is none.
fn sentence_of(sentences: &[Span], passage: Passage) -> Passage {
    let next = sentences.partition_point(|sentence| sentence.start() <= passage.span.start());
    let sentence = next.checked_sub(1).map(|at| sentences[at]).filter(|span| span.covers(passage.span));
    Passage { span: sentence.unwrap_or(passage.span), ..passage }
}
