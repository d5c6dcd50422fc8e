//! Actors: one thing under all its spellings.

use serde::{Deserialize, Serialize};

use super::Sources;
use crate::extract::ActorKind;
use crate::text::{DocumentId, Span};

/// The number of an actor within one corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ActorId(pub u32);

/// A stretch of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Passage {
    /// Which document.
    pub document: DocumentId,
    /// Which bytes of its text.
    pub span: Span,
}

/// One spelling of an actor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Alias {
    /// As the documents spell it.
    pub text: String,
    /// How often it stands in them.
    pub count: usize,
    /// The documents it stands in.
    pub documents: Vec<DocumentId>,
    /// Why it is this actor's, in words ("acronym defined in meog-2020-week-26", "spelling: kh~k").
    pub because: String,
}

/// What one document calls an actor (`AAH leader`, `Prime Minister`).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Description {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub passage: Passage,
}

/// One actor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Actor {
    /// Its number.
    pub id: ActorId,
    /// Canonical name.
    pub name: String,
    /// Its kind.
    pub kind: ActorKind,
    /// Its spellings, most frequent first; the canonical name is among them.
    pub aliases: Vec<Alias>,
    /// What documents call it, best first.
    pub descriptions: Vec<Description>,
    /// Every mention of it, in order of documents.
    pub mentions: Vec<Passage>,
    /// Other actors that share a spelling with it or that a reader may take it for.
    pub ambiguous_with: Vec<ActorId>,
}

/// Actors by spelling: known ones exactly, unseen ones by likeness.
#[derive(Clone, Debug, Default)]
pub struct ActorNames {}

impl ActorNames {
    /// Takes in every alias of every actor.
    pub fn new(actors: &[Actor]) -> Self {
        let _ = actors;
        Self {}
    }

    /// The actors that are called `surface`, under a known spelling (letter case, marks, apostrophes and articles aside)
    /// or else under one so like it that it can be no other.
    pub fn named(&self, surface: &str) -> Vec<ActorId> {
        let _ = surface;
        Vec::new()
    }
}

/// Merges the mentions of all documents into actors. Returns the actors, each at the position of its id, and for each
/// document the actor of each mention.
pub fn resolve_actors(sources: &Sources) -> (Vec<Actor>, Vec<Vec<ActorId>>) {
    (Vec::new(), sources.iter().map(|(_, facts)| vec![ActorId(0); facts.mentions.len()]).collect())
}
