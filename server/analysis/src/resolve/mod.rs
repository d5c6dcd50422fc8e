//! Many texts to actors, incidents and reprints.

pub mod actors;
pub mod candidates;
pub mod cards;
mod each;
mod evidence;
pub mod incidents;
pub mod names;
pub mod places;
pub mod reference;
pub mod reprints;
mod sightings;

pub use actors::{Actor, ActorCard, ActorId, Alias, Beginning, Beginnings, Description, Passage, Recognised};
pub use candidates::{Keys, PostingLists, Postings, Signs, candidates};
pub use cards::{Card, Cards};
pub use each::{Each, IN_ORDER};
pub use evidence::{Links, Sentences, Surroundings, Theme, evidence_of, evidence_of_document, title_words};
pub use incidents::{Incident, IncidentId, IncidentMention, Told};
pub use reference::{Cast, Collection, Evidence, Reference, Source, Sources};
pub use reprints::Reprints;
pub use sightings::Sightings;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::extract::ActorKind;
use crate::text::DocumentId;
use evidence::distinct;
use incidents::threads::{self, Names};
use reprints::Prints;

/// What many texts say together: what an index keeps.
#[derive(Clone, Default)]
pub struct Resolution {
    /// Every actor, at the position of its id.
    pub actors: Vec<Arc<Actor>>,
    /// Actors by spelling.
    pub names: actors::ActorNames,
    /// For each document (in the order of the sources), the actor of each of its mentions.
    pub mention_actors: Vec<Vec<ActorId>>,
    /// Which documents have figures that a claim may be comparable with.
    pub postings: PostingLists,
    /// For each document its figures by their keys.
    pub keys: Vec<Keys>,
    /// Every incident, at the position of its id, in order of time.
    pub incidents: Vec<Arc<Incident>>,
    /// The incidents that each sentence tells.
    pub told: Told,
    /// For each place, the places it lies in, as documents tell.
    pub within: FxHashMap<ActorId, Vec<ActorId>>,
    /// Which documents and sentences copy one another.
    pub reprints: Reprints,
    /// What is to be said of the cards.
    pub card_findings: Vec<cards::CardFinding>,
    /// The cards, with the entities of lists that no document names.
    pub cards: Cards,
}

impl Resolution {
    /// An actor: one of [`Resolution::actors`], or behind these an entity of a list.
    pub fn actor(&self, id: ActorId) -> Option<Arc<Actor>> {
        let position = id.0 as usize;
        let known = self.actors.get(position).map(Arc::clone);
        known.or_else(|| self.cards.listed_actor(id, self.actors.len()).map(Arc::new))
    }

    /// The actors that are called `surface`: under a known spelling, of documents, cards or lists, or else under one so like
    /// it that it can be no other.
    pub fn actors_named(&self, surface: &str) -> Vec<ActorId> {
        self.names.named_or_listed(surface, &self.cards, self.actors.len())
    }

    /// The figures of a document as evidence, in order.
    pub fn evidence_of(&self, id: DocumentId, source: &Source) -> Vec<Evidence> {
        let kind = |id: ActorId| self.actors.get(id.0 as usize).map_or(ActorKind::Unknown, |actor| actor.kind);
        let incident = |sentence, class: &str| {
            let mut told = self.told.get(&sentence)?.iter().copied();
            told.find(|id| incidents::is_of(class, &self.incidents[id.0 as usize].predicates))
        };
        let links = Links {
            actors: self.mention_actors.get(id.0 as usize).map_or(&[], Vec::as_slice),
            kind: &kind,
            written_on: &|sentence| self.reprints.written_on(sentence),
            incident: &incident,
        };
        evidence_of_document(id, source, &links)
    }
}

/// Resolves names, incidents and reprints over all documents, as `cards` overrule them. The order of `sources` never
/// changes the result but for ids.
pub fn resolve(sources: &Sources, cards: &Cards) -> Resolution {
    resolve_shared(sources, cards, IN_ORDER)
}

/// As [`resolve`], the work on single documents shared out by `each`. Every document is asked for twice.
pub fn resolve_shared(sources: &dyn Collection, cards: &Cards, each: Each<'_>) -> Resolution {
    let beside = |number: usize, (document, facts): &Source| {
        (Prints::of(number, document, facts), places::leading(document, facts))
    };
    let gathered = |beside: Vec<(Prints, Vec<u32>)>| {
        let (prints, leading): (Vec<Prints>, Vec<Vec<u32>>) = beside.into_iter().unzip();
        (reprints::reprints(&prints, |number| sources.date(number), each), leading)
    };
    let resolved = actors::resolve_actors(sources, cards, each, beside, gathered);
    let (actors, mention_actors, (reprints, leading)) = (resolved.actors, resolved.mention_actors, resolved.beside);
    let kinds: Vec<ActorKind> = actors.iter().map(|actor| actor.kind).collect();
    let within = places::within(&leading, &mention_actors, &kinds);
    let kind = |id: ActorId| kinds.get(id.0 as usize).copied().unwrap_or_default();
    let names = Names { kind: &kind, within: &within };
    let (mut threads, mut postings, mut keys) = (Vec::new(), PostingLists::default(), Vec::new());
    let read = |number: usize| {
        let (id, source) = (DocumentId(number as u32), sources.source(number));
        let of_mentions = &mention_actors[number];
        let actors_of = |mention: u32| of_mentions.get(mention as usize).copied().into_iter().collect();
        let written_on = |sentence| reprints.written_on(sentence);
        let threads = threads::threads(id, &source.0.text, &source.1, &actors_of, &names, &written_on);
        let links = Links { actors: of_mentions, kind: &kind, written_on: &written_on, incident: &|_, _| None };
        (threads, Signs::of(&evidence_of_document(id, &source, &links)))
    };
    let numbers: Vec<usize> = (0..sources.count()).collect();
    each::in_turn(each, &numbers, read, |number, (told, signs)| {
        threads.extend(told);
        postings.take(DocumentId(number as u32), &signs);
        keys.push(signs.keys);
    });
    go_on(each);
    let corpus = incidents::Corpus { sources, reprints: &reprints, names: &names, actors: &actors };
    // Names need no incidents, and to write them down keeps one processor busy.
    let gathered = || incidents::gather(&corpus, threads, each);
    let (named, incidents) = each::both(each, || actors::ActorNames::new(actors.iter()), gathered);
    let told = actors.iter().filter(|actor| !actor.mentions.is_empty()).filter_map(|actor| actor.card.as_ref());
    let told: FxHashSet<u32> = told.map(|card| card.number).collect();
    Resolution {
        card_findings: cards::card_findings(&cards.written, |number| told.contains(&number)),
        names: named,
        actors: actors.into_iter().map(Arc::new).collect(),
        told: incidents::by_sentence(&incidents),
        incidents: incidents.into_iter().map(Arc::new).collect(),
        reprints,
        within,
        mention_actors,
        postings,
        keys,
        cards: cards.clone(),
    }
}

/// Lets whoever shares out the work end it.
fn go_on(each: Each<'_>) {
    each(1, &|_| ());
}
