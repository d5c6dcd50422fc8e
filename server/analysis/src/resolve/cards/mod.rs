//! Actor cards: what the analyst settles about actors, as plain data.
//!
//! A card overrules what the documents show, in both directions. Reading the files that cards stand in is the caller's
//! business; what is said here of lines and files is only handed on to the reader.

mod list;
mod matching;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use list::{EntityList, Listed};
pub(super) use matching::cards_for;

use super::names::folded;
use super::{Actor, ActorId};
use crate::extract::ActorKind;

/// What is settled about one actor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Canonical name.
    pub name: String,
    /// Other names; wherever one of them stands, this actor is meant.
    pub aliases: Vec<String>,
    /// Names that others have too: they mean this actor only in a document that also uses its name or an alias.
    pub weak: Vec<String>,
    /// Names that are not this actor's.
    pub not: Vec<String>,
    /// Its kind; none leaves it to the documents.
    pub kind: Option<ActorKind>,
    /// What the analyst wants to be reminded of.
    pub note: Option<String>,
    /// The card's file, as it is to be shown.
    pub file: String,
    /// The card's line in it, from 1.
    pub line: usize,
    /// True where it comes from a list made elsewhere, by somebody who did not know these documents.
    pub ready_made: bool,
}

/// Everything that is settled about actors.
#[derive(Clone, Debug, Default)]
pub struct Cards {
    /// What the analyst wrote, in the order of the files and within them.
    pub written: Vec<Card>,
    /// Entities of lists made elsewhere.
    pub lists: Vec<Arc<EntityList>>,
}

impl Cards {
    /// The entity of a list that stands behind `actors` which documents name; none where there is none.
    pub fn listed_actor(&self, id: ActorId, actors: usize) -> Option<Actor> {
        let entity = (id.0 as usize).checked_sub(actors)?;
        let card = self.entity(entity)?;
        Some(Actor::of_card(id, (self.written.len() + entity) as u32, &card))
    }

    /// The one entity of all lists that `folded` means wherever it stands, by its position over all lists; none where
    /// several are called so.
    pub fn listed(&self, folded: &str) -> Option<usize> {
        match self.all_listed(folded).as_slice() {
            [entity] => Some(*entity),
            _ => None,
        }
    }

    /// The entities that are called `folded`, by their positions over all lists.
    pub fn all_listed(&self, folded: &str) -> Vec<usize> {
        let mut before = 0;
        let mut found = Vec::new();
        for list in &self.lists {
            found.extend(list.named(folded).into_iter().map(|entity| before + entity));
            before += list.len();
        }
        found
    }

    /// An entity by its position over all lists.
    pub fn entity(&self, position: usize) -> Option<Card> {
        let mut position = position;
        for list in &self.lists {
            if position < list.len() {
                return list.card(position);
            }
            position -= list.len();
        }
        None
    }
}

impl Card {
    /// Why a name is an actor's, in words: "card actors.toml".
    pub fn because(&self) -> String {
        format!("card {}", self.file)
    }

    /// True where one of its names binds by itself.
    pub(super) fn binds(&self, folded: &str) -> bool {
        !self.ready_made || list::binds(self.kind.unwrap_or_default(), folded)
    }

    /// The name and the aliases: what binds wherever it stands.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str)
    }
}

/// Which of a card's names a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The canonical name.
    Name,
    /// The alias at this position.
    Alias(usize),
    /// The name at this position of `not`.
    Not(usize),
}

/// Something about a card that the analyst should know.
#[derive(Clone, Debug, PartialEq)]
pub struct CardFinding {
    /// The position of the card.
    pub card: usize,
    /// Where in it.
    pub place: Place,
    /// True for what cannot hold together, false for what only has no effect.
    pub contradiction: bool,
    /// One sentence of plain text, the name first.
    pub message: String,
}

/// What is to be said of the analyst's cards, in order of place; `is_told` is true of those (their numbers) whose actors
/// documents name.
pub fn card_findings(cards: &[Card], is_told: impl Fn(u32) -> bool) -> Vec<CardFinding> {
    let mut found = contradictions(cards);
    found.extend(unmatched(cards, |number| is_told(number as u32)));
    found.sort_by_key(|finding| (finding.card, finding.place));
    found
}

/// What cannot hold together: a name that two cards claim, or that one card claims and refuses.
///
/// A name that two cards claim binds neither. That one card refuses what another claims is no contradiction: it says that
/// the two are not one.
pub fn contradictions(cards: &[Card]) -> Vec<CardFinding> {
    let mut claims: BTreeMap<String, Vec<(usize, Place, &str)>> = BTreeMap::new();
    for (number, card) in cards.iter().enumerate() {
        for (place, name) in placed(card) {
            claims.entry(folded(name)).or_default().push((number, place, name));
        }
    }
    let mut found = Vec::new();
    for places in claims.values() {
        for (number, place, name) in places {
            let Some((other, ..)) = places.iter().find(|(other, ..)| other != number) else { continue };
            let other = &cards[*other];
            let message = format!(
                "“{name}” is on the card of {} too ({}:{}): it binds neither",
                other.name, other.file, other.line
            );
            found.push(CardFinding { card: *number, place: *place, contradiction: true, message });
        }
    }
    for (number, card) in cards.iter().enumerate() {
        for (at, name) in card.not.iter().enumerate() {
            if card.names().any(|own| folded(own) == folded(name)) {
                let message =
                    format!("“{name}” is a name of this card and stands under `not` as well: the name counts");
                found.push(CardFinding { card: number, place: Place::Not(at), contradiction: true, message });
            }
        }
    }
    found.sort_by_key(|finding| (finding.card, finding.place));
    found
}

/// The cards whose actors (`mentioned`, by card) stand nowhere in the documents.
pub fn unmatched(cards: &[Card], mentioned: impl Fn(usize) -> bool) -> Vec<CardFinding> {
    let without = cards.iter().enumerate().filter(|(number, _)| !mentioned(*number));
    let finding = |(card, about): (usize, &Card)| CardFinding {
        card,
        place: Place::Name,
        contradiction: false,
        message: format!("{}: no document uses this name or an alias", about.name),
    };
    without.map(finding).collect()
}

fn placed(card: &Card) -> impl Iterator<Item = (Place, &str)> {
    let aliases = card.aliases.iter().enumerate().map(|(at, alias)| (Place::Alias(at), alias.as_str()));
    std::iter::once((Place::Name, card.name.as_str())).chain(aliases)
}
