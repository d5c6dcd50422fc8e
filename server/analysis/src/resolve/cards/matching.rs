//! Which entities of lists the documents name: only these become cards.

use rustc_hash::{FxHashMap, FxHashSet};

use super::list::binds;
use super::{Card, Cards};
use crate::extract::ActorKind;
use crate::resolve::actors::compatible;
use crate::resolve::each::{self, Each};
use crate::resolve::names::folded;
use crate::resolve::reference::Collection;

/// The analyst's cards and those that lists have for what the documents name. The analyst's come first and keep their
/// positions; where one of them has a name of an entity, it takes in the entity's other names.
pub(crate) fn cards_for(sources: &dyn Collection, cards: &Cards, each: Each<'_>) -> Vec<Card> {
    let mut found = cards.written.clone();
    if cards.lists.is_empty() {
        return found;
    }
    let mut claimed: FxHashMap<String, usize> = FxHashMap::default();
    for (number, card) in cards.written.iter().enumerate() {
        card.names().for_each(|name| {
            claimed.entry(folded(name)).or_insert(number);
        });
    }
    let mut seen = FxHashSet::default();
    for (folded, kind) in
        spellings(sources, each).into_iter().chain(claimed.keys().map(|name| (name.clone(), ActorKind::Unknown)))
    {
        let Some(entity) = cards.listed(&folded).filter(|entity| seen.insert(*entity)) else { continue };
        let Some(card) = cards.entity(entity) else { continue };
        if !compatible(kind, card.kind.unwrap_or_default()) {
            seen.remove(&entity);
            continue;
        }
        found.push(card);
    }
    let mut ready = found.split_off(cards.written.len());
    ready.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    for card in ready {
        let own = card.names().map(folded).filter(|name| card.binds(name)).find_map(|name| claimed.get(&name).copied());
        match own {
            Some(number) => take_in(&mut found[number], &card, &claimed),
            None => found.push(card),
        }
    }
    found
}

/// Names of the documents, each once for each kind that it is read as; in no order.
fn spellings(sources: &dyn Collection, each: Each<'_>) -> FxHashSet<(String, ActorKind)> {
    let mut texts: FxHashSet<(String, ActorKind)> = FxHashSet::default();
    let numbers: Vec<usize> = (0..sources.count()).collect();
    let read = |number: usize| {
        let (document, facts) = &sources.without_figures(number);
        let named = facts.mentions.iter().filter(|mention| !mention.listed && mention.kind != ActorKind::Country);
        named.map(|mention| (mention.span.of(&document.text).to_owned(), mention.kind)).collect::<FxHashSet<_>>()
    };
    each::in_turn(each, &numbers, read, |_, named| texts.extend(named));
    texts.into_iter().map(|(text, kind)| (folded(&text), kind)).collect()
}

/// Adds to a card what a list knows of the same actor, but for what it refuses or another card claims.
fn take_in(card: &mut Card, listed: &Card, claimed: &FxHashMap<String, usize>) {
    let refused: FxHashSet<String> = card.not.iter().map(|name| folded(name)).collect();
    let kind = listed.kind.unwrap_or_default();
    for name in listed.names() {
        let folded = folded(name);
        let free = !claimed.contains_key(&folded) && !refused.contains(&folded);
        if free && binds(kind, &folded) {
            card.aliases.push(name.to_owned());
        }
    }
    card.weak.extend(listed.weak.iter().filter(|name| !refused.contains(&folded(name))).cloned());
    card.kind = card.kind.or(listed.kind);
}
