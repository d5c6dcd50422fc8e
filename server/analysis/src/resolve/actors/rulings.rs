//! What cards rule about spellings and about what may be one: the only door through which cards reach the merging.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Passage;
use super::entities::{Entity, Rank, Spelling, compatible};
use super::spoken::Spoken;
use super::tally::KindTally;
use crate::extract::ActorKind;
use crate::lexicon::countries::country_named;
use crate::resolve::cards::Card;
use crate::resolve::names::{folded, spelled};
use crate::text::DocumentId;

/// How the cards stand to an entity or a cluster.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    /// The card that one of its spellings stands on.
    pub(super) card: Option<u32>,
    /// The cards that one of its spellings is refused by, in order.
    pub(super) refused: Vec<u32>,
}

impl Standing {
    /// True where the cards say that two are not one: they stand on different cards, or the card of one refuses the other.
    pub(super) fn parted(&self, other: &Standing) -> bool {
        let refuses = |card: Option<u32>, refused: &[u32]| card.is_some_and(|card| refused.contains(&card));
        matches!((self.card, other.card), (Some(a), Some(b)) if a != b)
            || refuses(self.card, &other.refused)
            || refuses(other.card, &self.refused)
    }

    /// As of one that both have become.
    pub(super) fn take(&mut self, other: &Standing) {
        self.card = self.card.or(other.card);
        self.refused.extend(&other.refused);
        self.refused.sort_unstable();
        self.refused.dedup();
    }
}

/// All cards, by spelling.
pub(super) struct Rulings<'c> {
    cards: &'c [Card],
    claimed: FxHashMap<String, Vec<u32>>,
    weak: FxHashMap<String, Vec<u32>>,
    refused: FxHashMap<String, Vec<u32>>,
    /// Where documents use names of cards beyond their mentions.
    spoken: Spoken,
}

impl<'c> Rulings<'c> {
    pub(super) fn new(cards: &'c [Card], spoken: Spoken) -> Self {
        let mut rulings = Self {
            cards,
            spoken,
            claimed: FxHashMap::default(),
            weak: FxHashMap::default(),
            refused: FxHashMap::default(),
        };
        for (number, card) in (0..).zip(cards) {
            let binding = card.names().filter(|name| card.binds(&folded(name)));
            binding.for_each(|name| enter(&mut rulings.claimed, name, number));
            card.weak.iter().for_each(|name| enter(&mut rulings.weak, name, number));
            card.not.iter().for_each(|name| enter(&mut rulings.refused, name, number));
        }
        rulings
    }

    /// The card that `folded` stands on; none where two cards claim it.
    pub(super) fn card_of(&self, folded: &str) -> Option<u32> {
        match self.claimed.get(folded).map(Vec::as_slice) {
            Some([card]) => Some(*card),
            _ => None,
        }
    }

    /// The standing of what a text names by this one spelling and shows to be of this kind. Only what the analyst wrote holds
    /// whatever the kind; a list does not know that the documents speak of a town.
    pub(super) fn standing(&self, folded: &str, kind: ActorKind) -> Standing {
        let fits = |card: &u32| {
            let card = self.card(*card);
            !card.ready_made || compatible(kind, card.kind.unwrap_or_default())
        };
        let card = self.card_of(folded).filter(fits);
        let refused = self.refused.get(folded).into_iter().flatten().copied().filter(|by| Some(*by) != card).collect();
        Standing { card, refused }
    }

    /// The cards that have `folded` as a weak alias.
    pub(super) fn weakly(&self, folded: &str) -> &[u32] {
        self.weak.get(folded).map_or(&[], Vec::as_slice)
    }

    /// "card actors.toml".
    pub(super) fn because(&self, card: u32) -> String {
        self.card(card).because()
    }

    /// The card of a number.
    pub(super) fn card(&self, card: u32) -> &'c Card {
        &self.cards[card as usize]
    }

    /// Where names of a card stand without being mentions, as they are spelled there.
    pub(super) fn spoken(&self, card: u32) -> &[(String, Passage)] {
        self.spoken.outside.get(card as usize).map_or(&[], Vec::as_slice)
    }

    /// The name of a card that stands around a mention, as it is spelled there.
    pub(super) fn around(&self, document: DocumentId, mention: usize) -> Option<&str> {
        self.spoken.around.get(&(document, mention as u32)).map(String::as_str)
    }

    /// The kind that the entity's card settles.
    pub(super) fn kind(&self, standing: &Standing) -> Option<ActorKind> {
        standing.card.and_then(|card| self.card(card).kind)
    }

    /// True where the card knows a name of several words: what it says then needs no longer name from a document.
    pub(super) fn is_full(&self, card: u32) -> bool {
        self.card(card).names().any(|name| spelled(name).name.parts.len() > 1)
    }

    /// The actors of all cards as if a document named them, without mentions.
    pub(super) fn entities(&self) -> Vec<Entity> {
        (0..).zip(self.cards).map(|(number, card)| self.entity(number, card)).collect()
    }

    fn entity(&self, number: u32, card: &Card) -> Entity {
        let own = |name: &&str| self.card_of(&folded(name)) == Some(number);
        // What another card claims as well names this actor nowhere by itself.
        let names = std::iter::once(card.name.as_str()).chain(card.aliases.iter().map(String::as_str).filter(own));
        let spelling = |name: &str| Spelling {
            text: name.into(),
            folded: folded(name).into(),
            rank: Rank::Full,
            because: self.because(number),
            mentions: Vec::new(),
        };
        let refused = card.names().flat_map(|name| self.standing(&folded(name), ActorKind::Unknown).refused);
        let mut standing = Standing { card: Some(number), refused: Vec::new() };
        standing.take(&Standing { card: None, refused: refused.filter(|by| *by != number).collect() });
        let mut kinds = KindTally::default();
        card.kind.into_iter().for_each(|kind| kinds.add(kind, 1));
        Entity {
            key: format!("{}:{:09}:{number:09}", card.file, card.line).into(),
            spellings: names.clone().map(spelling).collect(),
            kinds,
            handle: false,
            listed: false,
            country: (card.kind == Some(ActorKind::Country)).then(|| country_named(&card.name)).flatten(),
            names: names.map(|name| Arc::clone(&spelled(name).name)).collect(),
            standing,
        }
    }
}

fn enter(map: &mut FxHashMap<String, Vec<u32>>, name: &str, number: u32) {
    let folded = folded(name);
    let numbers = map.entry(folded).or_default();
    if !numbers.contains(&number) {
        numbers.push(number);
    }
}
