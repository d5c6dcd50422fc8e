//! Whether claim and evidence tell of the same kind of event, in the same role.

use super::Gate;
use super::account::{HALF, WORD_FOR_WORD, happens, told};
use crate::extract::{Figure, Kind};
use crate::lexicon::events;
use crate::lexicon::nouns::NounRelation;

/// Passes what tells of the same kind of event, in the same role. How many there are of a narrowly named thing (`There are
/// four pro-Sistani factions`, `the four factions`) bounds what anything else is told of.
pub(super) fn predicates(said: &Figure, found: &Figure, noun: NounRelation) -> Result<NounRelation, Gate> {
    let modifiers = |figure: &Figure| figure.noun.as_ref().map(|noun| noun.modifiers.clone()).unwrap_or_default();
    let narrow = noun == NounRelation::Same && modifiers(said).iter().any(|word| modifiers(found).contains(word));
    let all_there_are = found.definite || found.predicate.as_deref() == Some("exist");
    // The same words around a figure can stand for its predicate where no table knows it; that something is there says
    // nothing of what happened to it.
    let unknown =
        |figure: &Figure| figure.predicate.as_deref().is_none_or(|class| class == "exist" || !events().is_class(class));
    // Where a sentence has several figures, its words may belong to another of them (`scoring 64 goals and conceding 39`).
    let alone = found.place.1 <= 1 || found.place == said.place;
    let alike = alone && told(said, found, false) >= WORD_FOR_WORD;
    let there = |figure: &Figure| figure.predicate.as_deref() == Some("exist");
    let same_frame = alike
        && (unknown(said) && !happens(found) && (!there(said) || there(found) || found.predicate.is_none())
            || unknown(found) && !happens(said) && (!there(said) || found.predicate.is_none()));
    match (&said.predicate, &found.predicate) {
        (Some(a), Some(b))
            if events().compatible(a, b) && (said.role == found.role || said.quantity.kind == Kind::Date) =>
        {
            Ok(noun)
        }
        (None, None) if told(said, found, false) >= HALF => Ok(noun),
        _ if narrow && all_there_are => Ok(NounRelation::KindOf),
        _ if same_frame => Ok(noun),
        (Some(a), Some(b)) if events().compatible(a, b) => Err(Gate::Role),
        _ => Err(Gate::Predicate),
    }
}
