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
mod segment;
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
pub use segment::Bytes;
use types::{Named, Types};

use super::cards::{Card, Cards, cards_for};
use super::each::{self, Each};
use super::reference::{Collection, Source};
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
    /// True where a document names it.
    pub fn is_named_in(&self, document: DocumentId) -> bool {
        self.mentions.binary_search_by_key(&document, |mention| mention.document).is_ok()
    }

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

/// The actors of all documents.
pub struct Resolved<T> {
    /// Each at the position of its id, most mentioned first.
    pub actors: Vec<Actor>,
    /// For each document the actor of each mention.
    pub mention_actors: Vec<Vec<ActorId>>,
    /// What came of what else was taken from each document while it was at hand.
    pub beside: T,
}

/// Merges the mentions of all documents into actors, and takes from each what `beside` does; `gathered` makes of all of that,
/// in order of documents, what is kept.
///
/// Within a document first (`entities`), where a short name stands for the one long name it fits; then over all documents,
/// where what several name alike is one `type`, strongest evidence first (`merge`), with vetoes between whole clusters. What a card says comes before all
/// of it (`rulings`). The order of `sources` changes nothing but ids of documents.
pub fn resolve_actors<T: Send + Sync, R: Default + Send + Sync>(
    sources: &dyn Collection,
    cards: &Cards,
    each: Each<'_>,
    beside: impl Fn(usize, &Source) -> T + Sync,
    gathered: impl FnOnce(Vec<T>) -> R + Send,
) -> Resolved<R> {
    let cards = cards_for(sources, cards, each);
    let rulings = Rulings::new(&cards, spoken::spoken(sources, &cards, each));
    let mut order: Vec<usize> = (0..sources.count()).collect();
    order.sort_by(|a, b| sources.key(*a).cmp(sources.key(*b)));
    let mut types = Types::new(sources.count());
    let mut taken: Vec<Option<T>> = (0..sources.count()).map(|_| None).collect();
    let read = |number: usize| {
        let source = sources.without_figures(number);
        let (document, facts) = &source;
        let entities = entities::of_document(DocumentId(number as u32), document, facts, &rulings);
        (Named::new(entities, document, facts), beside(number, &source))
    };
    each::in_turn(each, &order, read, |number, (named, beside)| {
        types.take(DocumentId(number as u32), named);
        taken[number] = Some(beside);
    });
    super::go_on(each);
    types.take_cards(&rulings);
    let merged = || {
        let clusters = merge::clusters(&mut types.entities, &rulings, each);
        super::go_on(each);
        describe::actors(&types, &clusters, &rulings, each)
    };
    let (beside, (actors, mention_actors)) =
        each::both(each, || gathered(taken.into_iter().flatten().collect()), merged);
    Resolved { actors, mention_actors, beside }
}
