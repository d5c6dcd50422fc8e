//! Whether claim and evidence measure the same: kind, unit, rate, counted noun, share, place in a row.

use super::Gate;
use super::account::{WORD_FOR_WORD, told};
use crate::extract::{Figure, Kind, Role, Scope};
use crate::lexicon::nouns::NounRelation;
use crate::lexicon::{events, nouns, units};

/// Passes what has the same kind of value, in units of one base, for each of the same.
pub(super) fn kinds(said: &Figure, found: &Figure) -> Result<(), Gate> {
    let (a, b) = (&said.quantity, &found.quantity);
    let base = |unit: &str| units().named(unit).map(|unit| unit.base);
    let same_unit = a.unit == b.unit
        || base(&a.unit).is_some() && base(&a.unit) == base(&b.unit)
        || units().is_like(&a.unit, &b.unit);
    let points = (a.unit == "percent") == (b.unit == "percent");
    if a.kind == b.kind && same_unit && points && said.per == found.per { Ok(()) } else { Err(Gate::Kind) }
}

/// How the nouns stand to each other, where they can count the same.
pub(super) fn noun_relation(said: &Figure, found: &Figure) -> Result<NounRelation, Gate> {
    let persons = |figure: &Figure| {
        figure.role == Some(Role::Patient)
            && figure.predicate.as_deref().is_some_and(|class| events().is_done_to_persons(class))
    };
    match (&said.noun, &found.noun) {
        (Some(a), Some(b)) => {
            // An amount is told by its words; which of them is the noun can differ.
            let different = said.quantity.kind == Kind::Count || told(said, found, false) < WORD_FOR_WORD;
            match nouns().relation(&a.lemma, &b.lemma) {
                // Whom it is done to is somebody, though no table knows the word (`the arrest of 17 pickets`).
                NounRelation::Different if persons(said) && persons(found) && is_somebody(&a.lemma, &b.lemma) => {
                    Ok(NounRelation::KindOf)
                }
                NounRelation::Different if persons(said) && persons(found) && is_somebody(&b.lemma, &a.lemma) => {
                    Ok(NounRelation::HasKind)
                }
                NounRelation::Different if different => Err(Gate::Noun),
                _ if modifiers_clash(&a.modifiers, &b.modifiers) => Err(Gate::Noun),
                relation => Ok(relation),
            }
        }
        (None, None) => Ok(NounRelation::Same),
        (Some(noun), None) if persons(found) && nouns().is_person(&noun.lemma) => {
            Ok(whole_or(&noun.lemma, NounRelation::KindOf))
        }
        (None, Some(noun)) if persons(said) && nouns().is_person(&noun.lemma) => {
            Ok(whole_or(&noun.lemma, NounRelation::HasKind))
        }
        _ if said.quantity.kind != Kind::Count => Ok(NounRelation::Same),
        _ => Err(Gate::Noun),
    }
}

/// True for a word that no table knows, beside a general word for persons.
fn is_somebody(unknown: &str, general: &str) -> bool {
    nouns().is_general(general) && !nouns().is_known(unknown)
}

/// A figure without a noun counts persons; a general word for them counts the same, a special one only some.
fn whole_or(lemma: &str, special: NounRelation) -> NounRelation {
    let general = nouns().is_general(lemma);
    if general { NounRelation::Same } else { special }
}

/// `iraqi soldiers` and `american soldiers`, `senior` and `junior members`: both say more, and nothing of it is the same.
fn modifiers_clash(a: &[String], b: &[String]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|word| b.contains(word))
}

/// Passes what counts the same share: all, a part, an addition.
pub(super) fn scopes(said: &Figure, found: &Figure, noun: NounRelation) -> Result<(), Gate> {
    let named = said.noun.is_some() && found.noun.is_some() && noun == NounRelation::Same;
    let part_of_its_own = |scope| named && matches!(scope, Scope::Whole | Scope::Part);
    let fits = said.scope == found.scope && said.scope != Scope::Former
        || part_of_its_own(said.scope) && part_of_its_own(found.scope);
    if fits { Ok(()) } else { Err(Gate::Scope) }
}

/// The third album is not the fourth, and not any other either.
pub(super) fn ranks(said: &Figure, found: &Figure) -> Result<(), Gate> {
    let meets = said.ranks.iter().any(|rank| found.ranks.contains(rank));
    if said.ranks.is_empty() || meets { Ok(()) } else { Err(Gate::Context) }
}
