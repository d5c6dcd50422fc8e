//! Actors: one thing under all its spellings.

mod beginnings;
mod describe;
mod edges;
mod entities;
mod lone;
mod lookup;
mod merge;
mod recognise;
mod rulings;
mod shorter;
mod spoken;
mod tally;
mod types;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use beginnings::{Beginning, Beginnings};
pub(super) use entities::compatible;
pub use lookup::ActorNames;
pub use recognise::Recognised;
use rulings::Rulings;
use types::Types;

use super::Sources;
use super::cards::{Card, Cards, cards_for};
use super::each::{self, Each};
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

/// The card that an actor stands on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ActorCard {
    /// The position among all cards.
    pub number: u32,
    /// The card's file, as it is to be shown.
    pub file: String,
    /// The card's line in it, from 1.
    pub line: usize,
    /// True where it comes from a list made elsewhere.
    pub ready_made: bool,
    /// What the analyst wants to be reminded of.
    pub note: Option<String>,
    /// Names that are not this actor's.
    pub not: Vec<String>,
}

impl ActorCard {
    /// What an actor keeps of `card`, which has this position among all.
    pub(super) fn new(number: u32, card: &Card) -> Self {
        Self {
            number,
            file: card.file.clone(),
            line: card.line,
            ready_made: card.ready_made,
            note: card.note.clone(),
            not: card.not.clone(),
        }
    }
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
    /// Its card.
    pub card: Option<ActorCard>,
}

impl Actor {
    /// The actor of a card that no document names.
    pub fn of_card(id: ActorId, number: u32, card: &Card) -> Self {
        let alias = |text: &str| Alias {
            text: text.to_owned(),
            count: 0,
            documents: Vec::new(),
            because: if text == card.name { "its name".to_owned() } else { card.because() },
        };
        Self {
            id,
            name: card.name.clone(),
            kind: card.kind.unwrap_or_default(),
            aliases: card.names().map(alias).collect(),
            descriptions: Vec::new(),
            mentions: Vec::new(),
            ambiguous_with: Vec::new(),
            card: Some(ActorCard::new(number, card)),
        }
    }
}

/// The entities of so many documents are held at once, before they are gathered in types.
const AT_ONCE: usize = 2_048;

/// Merges the mentions of all documents into actors. Returns the actors, each at the position of its id, and for each
/// document the actor of each mention.
///
/// Within a document first (`entities`), where a short name stands for the one long name it fits; then over all documents,
/// where what several name alike is one `type`, strongest evidence first (`merge`), with vetoes between whole clusters. What a card says comes before all
/// of it (`rulings`). The order of `sources` changes nothing but ids of documents.
pub fn resolve_actors(sources: &Sources, cards: &Cards, each: Each<'_>) -> (Vec<Actor>, Vec<Vec<ActorId>>) {
    let cards = cards_for(sources, cards);
    let rulings = Rulings::new(&cards, spoken::spoken(sources, &cards));
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by(|a, b| sources[*a].0.key.cmp(&sources[*b].0.key));
    let mut types = Types::new(sources.len());
    for some in order.chunks(AT_ONCE) {
        let entities = each::all(each, some.len(), |place| {
            let (document, facts) = &sources[some[place]];
            entities::of_document(DocumentId(some[place] as u32), document, facts, &rulings)
        });
        for (at, entities) in some.iter().zip(entities) {
            let (document, facts) = &sources[*at];
            types.take(DocumentId(*at as u32), document, facts, entities);
        }
    }
    types.take_cards(&rulings);
    let clusters = merge::clusters(&mut types.entities, &rulings);
    describe::actors(&types, &clusters, &rulings)
}
