//! Names of cards that stand in documents where the text alone shows no such name (`the Old Man of the River`).
//!
//! Outside of all mentions they are passages that tell of the actor; figures are read without cards, so none is bound to
//! such a name. Around a shorter mention they are what that mention really says.

use rustc_hash::FxHashMap;

use super::{Actor, ActorId, ActorNames, Passage};
use crate::extract::ActorKind;
use crate::resolve::cards::Card;
use crate::resolve::each::{self, Each};
use crate::resolve::reference::{Collection, Source};
use crate::text::{DocumentId, Span};

/// Where documents use names of the analyst's cards beyond their mentions; names as they are spelled there.
#[derive(Default)]
pub(super) struct Spoken {
    /// By card, in their order: outside of all mentions.
    pub(super) outside: Vec<Vec<(String, Passage)>>,
    /// By document and number of the mention: the whole name around it.
    pub(super) around: FxHashMap<(DocumentId, u32), String>,
}

/// Finds the names of cards in all documents.
pub(super) fn spoken(sources: &dyn Collection, cards: &[Card], each: Each<'_>) -> Spoken {
    let mut found = Spoken { outside: vec![Vec::new(); cards.len()], around: FxHashMap::default() };
    let written = (0..).zip(cards).filter(|(_, card)| !card.ready_made);
    let actors: Vec<Actor> = written.map(|(number, card)| Actor::of_card(ActorId(number), number, card)).collect();
    if actors.is_empty() {
        return found;
    }
    let names = ActorNames::new(actors.iter());
    let numbers: Vec<usize> = (0..sources.count()).collect();
    let read = |number: usize| spoken_in(&sources.without_figures(number), &names);
    each::in_turn(each, &numbers, read, |number, said| {
        let document = DocumentId(number as u32);
        for (card, words, place) in said {
            match place {
                Place::Outside(span) => found.outside[card as usize].push((words, Passage { document, span })),
                Place::Around(mention) => drop(found.around.insert((document, mention), words)),
            }
        }
    });
    found
}

/// Where a name of a card stands.
enum Place {
    Outside(Span),
    /// Around the mention of this number.
    Around(u32),
}

/// The names of cards in one document: the card, the words, and where they stand.
fn spoken_in((text, facts): &Source, names: &ActorNames) -> Vec<(u32, String, Place)> {
    let mut said = Vec::new();
    for name in names.standing_in(&text.text, &facts.sentences) {
        let [ActorId(card)] = name.actors.as_slice() else { continue };
        let first = facts.mentions.partition_point(|mention| mention.span.end() <= name.span.start());
        let touched = facts.mentions[first..].iter().take_while(|mention| mention.span.start() < name.span.end());
        let touched: Vec<_> = touched.collect();
        let words = name.span.in_a_line(&text.text);
        match touched.as_slice() {
            [] => said.push((*card, words, Place::Outside(name.span))),
            [inner] if inner.kind != ActorKind::Country && name.span.covers(inner.span) && name.span != inner.span => {
                said.push((*card, words, Place::Around(first as u32)));
            }
            _ => {}
        }
    }
    said
}
