//! The one door through which judge and answers see the index: [`Reference`].

use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::{Actor, ActorId, Beginnings, Incident, IncidentId, Passage, Recognised, Sightings};
use crate::extract::{ActorKind, Figure, Interval, Kind, TextFacts, Time};
use crate::lexicon::{events, nouns};
use crate::text::{Document, DocumentId, Span};

/// A few actors, in ascending order.
pub type Actors = SmallVec<[ActorId; 4]>;

/// A figure with its actors and places resolved over the whole corpus (or, for a claim, looked up in it): where it stands,
/// and who is around it.
///
/// Who is around it is shared by all copies and read as if it stood here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Evidence {
    /// The document it stands in; for a claim of a note this is not used.
    pub document: DocumentId,
    /// The figure.
    pub figure: Arc<Figure>,
    /// The sentence it stands in, in bytes.
    pub sentence: crate::text::Span,
    /// Its incident.
    pub incident: Option<IncidentId>,
    /// Who is around it.
    pub cast: Arc<Cast>,
}

/// The actors and places that a figure is told with, wherever that stands in a text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cast {
    /// Its actors.
    pub actors: Actors,
    /// The actors that what is counted belongs to (`members of the militia`).
    pub owners: Actors,
    /// Every actor and place named in its sentence.
    pub here: Arc<[ActorId]>,
    /// Every actor and place named in its sentence and in the two before it in its block.
    pub near: Arc<[ActorId]>,
    /// Those, and what is named in the first sentence of its document or most often in it.
    pub context: Arc<[ActorId]>,
    /// What the title names.
    pub title: Arc<[ActorId]>,
    /// Who has what is counted.
    pub holders: Actors,
    /// Its places.
    pub places: Actors,
    /// Where it has no place itself: those of which other figures of its sentence tell the same (`93 died: 54 in Selm`).
    pub elsewhere: Actors,
    /// True where it names an actor that the index does not know.
    pub stranger: bool,
    /// True where it names a place that the index does not know.
    pub strange_place: bool,
    /// The values of the other figures of its sentence that measure the same.
    pub beside: Vec<Interval>,
}

impl Deref for Evidence {
    type Target = Cast;

    fn deref(&self) -> &Cast {
        &self.cast
    }
}

impl Evidence {
    /// The keys by which an index keeps it, and by which a claim finds it: what happens, or else what is counted.
    /// Evidence that no key of a claim finds cannot pass the judge's gates.
    pub fn keys(&self) -> Vec<String> {
        let kind = self.figure.quantity.kind as u8;
        let happening = self.figure.predicate.as_deref().filter(|predicate| *predicate != "exist");
        let noun = self.figure.noun.as_ref().map_or("", |noun| nouns().root(&noun.lemma));
        let unit = self.figure.quantity.unit.as_str();
        // An amount without a noun is found by all that are measured alike and of which nothing more is told.
        let bare = self.figure.quantity.kind != Kind::Count && happening.is_none();
        happening
            .map(|class| format!("{kind} {}", events().root(class)))
            .into_iter()
            .chain([format!("{kind} {noun} {unit}")])
            .chain(bare.then(|| format!("{kind} * {unit}")))
            .collect()
    }
}

/// What the documents say, looked up in microseconds. In memory, on disk and on an engine are implementations of it.
pub trait Reference: Send + Sync {
    /// Two of one number, which live at the same time, differ in a few changed documents at most.
    fn number(&self) -> usize;
    /// True where changed documents may be comparable with a claim that otherwise was judged before.
    fn has_news_for(&self, _claim: &Evidence) -> bool {
        false
    }
    /// Ids of all documents, in order of key.
    fn documents(&self) -> Vec<DocumentId>;
    /// One document.
    fn document(&self, id: DocumentId) -> Option<Arc<Document>>;
    /// The document of a citation key, letter case ignored.
    fn document_of_key(&self, key: &str) -> Option<DocumentId>;
    /// The documents whose citation keys stand before and behind `key` in the alphabet, letter case ignored.
    fn documents_beside(&self, key: &str) -> Vec<DocumentId>;
    /// How all documents are called, in order of number.
    fn titles(&self) -> Arc<[Titled]>;
    /// The day a document was published.
    fn date(&self, id: DocumentId) -> Option<Date>;
    /// True for a document that whoever published it has taken back.
    fn is_retracted(&self, id: DocumentId) -> bool;
    /// The words of a passage.
    fn words_of(&self, passage: Passage) -> Option<String>;
    /// The work that a bibliography lists under a citation key, letter case ignored, where no document of it is there: a
    /// document without text.
    fn listed(&self, key: &str) -> Option<Arc<Document>>;
    /// The files that could not be read; they are no documents, and who cites one is told why.
    fn unread(&self) -> Arc<[Unread]> {
        Arc::default()
    }
    /// Ids of all actors, most mentioned first.
    fn actors(&self) -> Vec<ActorId>;
    /// One actor.
    fn actor(&self, id: ActorId) -> Option<Arc<Actor>>;
    /// One actor, where what it is called is wanted and not where it is named: mentions, and the documents of its spellings, may
    /// be left out.
    fn called(&self, id: ActorId) -> Option<Arc<Actor>> {
        self.actor(id)
    }
    /// Where an actor is named, as far as its card tells.
    fn sightings(&self, id: ActorId) -> Sightings {
        self.actor(id).map_or_else(Sightings::default, |actor| Sightings::of(&actor, |document| self.date(document)))
    }
    /// True where a document names an actor.
    fn is_named_in(&self, actor: ActorId, document: DocumentId) -> bool;
    /// The kind of an actor.
    fn kind_of(&self, id: ActorId) -> ActorKind;
    /// The actors that are called so: under a known spelling, or else under one like it.
    fn actors_named(&self, surface: &str) -> Vec<ActorId>;
    /// The persons whose longer name ends in the word `surface`.
    fn actors_sharing(&self, surface: &str) -> Vec<ActorId>;
    /// The known spellings that stand in the stretches `within` of `text`, in order, without overlap.
    fn actors_standing_in(&self, text: &str, within: &[Span]) -> Vec<Recognised>;
    /// Actors with a spelling that begins with `typed` from any of its words on; `most` at most, best first.
    fn actors_beginning(&self, typed: &str, most: usize) -> Beginnings;
    /// Actors under names that look or sound somewhat like `surface`, those that are called so among them; `most` at most,
    /// likest first.
    fn actors_near(&self, surface: &str, most: usize) -> Vec<ActorId>;
    /// Actors mentioned within a passage, with the mentions' own ranges, in order.
    fn actors_in(&self, passage: Passage) -> Vec<(Passage, ActorId)>;
    /// The sentence that a passage of a document begins in; the passage itself where there is none.
    fn sentence_of(&self, passage: Passage) -> Passage;
    /// Figures that may be comparable with `claim`, as far as an index can tell without judging.
    fn candidates(&self, claim: &Evidence) -> Vec<Arc<Evidence>>;
    /// The figures of one sentence, in order.
    fn figures_in(&self, sentence: Passage) -> Vec<Arc<Evidence>>;
    /// Ids of all incidents, in order of time; those whose time is not told come last.
    fn incidents(&self) -> Vec<IncidentId>;
    /// One incident.
    fn incident(&self, id: IncidentId) -> Option<Arc<Incident>>;
    /// One incident, where what happened is wanted and not where it is told: mentions may be left out.
    fn happening(&self, id: IncidentId) -> Option<Arc<Incident>> {
        self.incident(id)
    }
    /// How often an incident is told.
    fn tellings(&self, id: IncidentId) -> usize {
        self.incident(id).map_or(0, |incident| incident.mentions.len())
    }
    /// Incidents told by a class that has the widest class above it in common with `predicate`, in order of time.
    fn incidents_like(&self, predicate: &str) -> Vec<IncidentId>;
    /// Incidents that an actor takes part in, or that happen there where it is a place, in order of time.
    fn incidents_of(&self, actor: ActorId) -> Vec<IncidentId>;
    /// When an incident happened, as far as that is told.
    fn time_of(&self, incident: IncidentId) -> Option<Time>;
    /// The places that a place lies in, as documents tell.
    fn places_around(&self, place: ActorId) -> Vec<ActorId>;
    /// Documents that reprint one story share one group number.
    fn reprint_group(&self, id: DocumentId) -> u32;
    /// The documents that reprint the story of one, itself among them.
    fn reprints_of(&self, id: DocumentId) -> Vec<DocumentId>;
    /// A number that a sentence has in common with all that print its words; none where no other does.
    fn copied(&self, sentence: Passage) -> Option<u32>;
    /// The sentences of all documents that print the words of `sentence`, itself among them; none where no other does.
    fn copies(&self, sentence: Passage) -> Vec<Passage>;
}

/// What a document is called by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titled {
    /// The document.
    pub id: DocumentId,
    /// Its citation key.
    pub key: String,
    /// Its title, where it names one.
    pub title: Option<String>,
}

impl Titled {
    /// What the document with this number is called.
    pub fn new(id: DocumentId, document: &Document) -> Self {
        Self { id, key: document.key.clone(), title: document.title.clone() }
    }
}

/// A file among the documents that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// The citation key that its document would have.
    pub key: String,
    /// The name of the file, without its folder.
    pub file: String,
    /// What happened and what to do, as one sentence without the file's name.
    pub message: String,
}

/// One document with its facts.
pub type Source = (Arc<Document>, Arc<TextFacts>);

/// Documents with their facts, in memory.
pub type Sources = Vec<Source>;

/// Documents with their facts, wherever they lie: what resolution begins with. Their numbers are those of [`DocumentId`].
pub trait Collection: Sync {
    /// How many there are.
    fn count(&self) -> usize;
    /// The citation key of one of them.
    fn key(&self, number: usize) -> &str;
    /// The day it was published.
    fn date(&self, number: usize) -> Option<Date>;
    /// It itself. Resolution asks for each a few times, from several threads, and keeps none.
    fn source(&self, number: usize) -> Source;
    /// The same, but what it says need not have the figures.
    fn without_figures(&self, number: usize) -> Source {
        self.source(number)
    }
}

impl Collection for Sources {
    fn count(&self) -> usize {
        self.len()
    }

    fn key(&self, number: usize) -> &str {
        &self[number].0.key
    }

    fn date(&self, number: usize) -> Option<Date> {
        self[number].0.date
    }

    fn source(&self, number: usize) -> Source {
        self[number].clone()
    }
}
