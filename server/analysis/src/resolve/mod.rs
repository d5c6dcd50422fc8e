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

pub use actors::{Actor, ActorCard, ActorId, Alias, Beginning, Beginnings, Description, Passage, Recognised};
pub use candidates::Candidates;
pub use cards::{Card, Cards};
pub use each::{Each, IN_ORDER};
pub use evidence::{Sentences, Surroundings, Theme, evidence_of};
pub use incidents::{Incident, IncidentId, IncidentMention};
pub use reference::{Evidence, Reference, Sources};
pub use reprints::Reprints;

use std::slice;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::extract::ActorKind;
use crate::extract::figures::frame::content_words;
use crate::text::{Document, DocumentId};
use evidence::distinct;

/// What many texts say together: what an index keeps.
#[derive(Clone, Default)]
pub struct Resolution {
    /// Every actor, at the position of its id.
    pub actors: Vec<Arc<Actor>>,
    /// Actors by spelling.
    pub names: actors::ActorNames,
    /// For each document (in the order of the sources), the actor of each of its mentions.
    pub mention_actors: Vec<Vec<ActorId>>,
    /// Every figure of every document, in the order of the sources.
    pub evidence: Vec<Arc<Evidence>>,
    /// Every incident, at the position of its id, in order of time.
    pub incidents: Vec<Arc<Incident>>,
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
        if let Some(actor) = self.actors.get(position) {
            return Some(Arc::clone(actor));
        }
        let entity = position - self.actors.len();
        let card = self.cards.entity(entity)?;
        Some(Arc::new(Actor::of_card(id, (self.cards.written.len() + entity) as u32, &card)))
    }

    /// The actors that are called `surface`: under a known spelling, of documents, cards or lists, or else under one so like
    /// it that it can be no other.
    pub fn actors_named(&self, surface: &str) -> Vec<ActorId> {
        if !self.cards.lists.is_empty() && !self.names.is_known(surface) {
            let listed = self.cards.all_listed(&names::folded(surface));
            if !listed.is_empty() {
                return listed.into_iter().map(|entity| self.listed_actor(entity)).collect();
            }
        }
        self.names.named(surface)
    }

    /// The id of an entity of a list that no document names; `entity` is its position over all lists.
    pub fn listed_actor(&self, entity: usize) -> ActorId {
        ActorId((self.actors.len() + entity) as u32)
    }
}

/// Resolves names, incidents and reprints over all documents, as `cards` overrule them. The order of `sources` never
/// changes the result but for ids.
pub fn resolve(sources: &Sources, cards: &Cards) -> Resolution {
    resolve_shared(sources, cards, IN_ORDER)
}

/// As [`resolve`], the work on single documents shared out by `each`.
pub fn resolve_shared(sources: &Sources, cards: &Cards, each: Each<'_>) -> Resolution {
    let (actors, mention_actors) = actors::resolve_actors(sources, cards, each);
    let card_findings = card_findings(&actors, &cards.written);
    let names = actors::ActorNames::new(&actors);
    let actors_by_kind: Vec<ActorKind> = actors.iter().map(|actor| actor.kind).collect();
    let reprints = reprints::reprints(sources, each);
    let within = places::within(sources, &mention_actors, &actors_by_kind);
    let incidents = incidents::resolve_incidents(sources, &mention_actors, &actors, &reprints, &within, each);
    let kind_of = |id: ActorId| actors.get(id.0 as usize).map_or(ActorKind::Unknown, |actor: &Actor| actor.kind);
    let told = incidents::by_sentence(&incidents);
    let evidence = each::all(each, sources.len(), |number| {
        let (document, facts) = &sources[number];
        let of_mentions = &mention_actors[number];
        let actors_of = |mention| of_mentions.get(mention as usize).map_or(&[][..], slice::from_ref);
        let title = title_words(document);
        let evidence = evidence_of(DocumentId(number as u32), facts, actors_of, kind_of);
        let settled = evidence.into_iter().map(|mut evidence| {
            let mut setting: Vec<u32> = evidence.figure.setting.iter().chain(&title).copied().collect();
            setting.sort_unstable();
            setting.dedup();
            evidence.figure.setting = setting.into();
            let sentence = Passage { document: evidence.document, span: evidence.sentence };
            if let (Some(written), Some((span, when))) = (reprints.written_on(sentence), &evidence.figure.when) {
                evidence.figure.time = when.resolve(*span, Some(written));
            }
            evidence.incident = incidents::told_beside(&evidence, &told, &incidents);
            Arc::new(evidence)
        });
        settled.collect::<Vec<_>>()
    });
    let evidence = evidence.into_iter().flatten().collect();
    Resolution {
        actors: actors.into_iter().map(Arc::new).collect(),
        names,
        evidence,
        incidents: incidents.into_iter().map(Arc::new).collect(),
        reprints,
        within,
        mention_actors,
        card_findings,
        cards: cards.clone(),
    }
}

fn card_findings(actors: &[Actor], cards: &[Card]) -> Vec<cards::CardFinding> {
    let told = actors.iter().filter(|actor| !actor.mentions.is_empty()).filter_map(|actor| actor.card.as_ref());
    let told: FxHashSet<u32> = told.map(|card| card.number).collect();
    let mut found = cards::contradictions(cards);
    found.extend(cards::unmatched(cards, |number| told.contains(&(number as u32))));
    found.sort_by_key(|finding| (finding.card, finding.place));
    found
}

/// The content words of a document's title: they stand over all that it says.
fn title_words(document: &Document) -> Vec<u32> {
    document.title.as_deref().map(content_words).unwrap_or_default()
}
