//! Headlines: `Raid on Kata'ib Hezbollah, Dora, 25 June 2020`.

use rustc_hash::FxHashMap;

use super::super::ActorId;
use super::gathering::{Corpus, Group};
use super::threads::{Cast, Thread};
use crate::extract::{ActorKind, Time};
use crate::lexicon::events;

/// The class that most mentions tell; among equals the narrowest, then the first of the alphabet.
pub(super) fn predicate(told: &[String]) -> String {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for class in told {
        *counts.entry(class).or_default() += 1;
    }
    let rank = |class: &str, count: usize| (events().root_class(class) != class, count);
    let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
    ranked.sort_by(|(a, many), (b, other)| rank(b, *other).cmp(&rank(a, *many)).then(a.cmp(b)));
    ranked.first().map_or_else(String::new, |(class, _)| (*class).to_owned())
}

/// A name as a headline has it: what happened, to whom or by whom, where, when.
pub(super) fn headline(predicate: &str, group: &Group, threads: &[&Thread], corpus: &Corpus<'_>) -> String {
    let form = events().headline(predicate);
    let most = |of: fn(&Cast) -> &Vec<ActorId>| most_told(threads.iter().flat_map(|thread| of(&thread.cast)), corpus);
    let places = most(|cast| &cast.places);
    let patients = most(|cast| &cast.patients);
    let agents = most(|cast| &cast.agents);
    let whom: Vec<ActorId> = patients.iter().copied().take(2).collect();
    let who: Vec<ActorId> = agents.iter().copied().filter(|id| !patients.contains(id)).take(2).collect();
    let mut words = form.noun.to_owned();
    if !whom.is_empty() && !form.to.is_empty() {
        words = format!("{words} {} {}", form.to, parties(predicate, &whom, corpus));
    } else if !who.is_empty() {
        words = format!("{words} {} {}", form.by, listed(&who, corpus));
    } else if places.is_empty() {
        // Who takes part, whatever part it is.
        let cast: Vec<ActorId> = most(|cast| &cast.actors).into_iter().take(2).collect();
        words = if cast.is_empty() { words } else { format!("{words} involving {}", listed(&cast, corpus)) };
    }
    let mut parts = vec![words];
    let place = places.iter().find(|place| !whom.contains(place));
    // The narrower place says more: Dora rather than Baghdad.
    let narrower = |outer: &ActorId| {
        let lies_in = |place: &&ActorId| corpus.names.within.get(*place).is_some_and(|above| above.contains(outer));
        places.iter().filter(|place| !whom.contains(place)).find(lies_in)
    };
    let place = place.map(|outer| narrower(outer).unwrap_or(outer));
    parts.extend(place.map(|place| corpus.name(*place).to_owned()));
    parts.extend(group.time.as_ref().map(days));
    let mut name = parts.join(", ");
    if let Some(first) = name.chars().next() {
        name.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    name
}

/// Ids in order of how often they are told, then by name.
fn most_told<'a>(ids: impl Iterator<Item = &'a ActorId>, corpus: &Corpus<'_>) -> Vec<ActorId> {
    let mut counts: FxHashMap<ActorId, usize> = FxHashMap::default();
    for id in ids {
        *counts.entry(*id).or_default() += 1;
    }
    let mut ranked: Vec<(ActorId, usize)> = counts.into_iter().collect();
    ranked.sort_by(|(a, many), (b, other)| other.cmp(many).then_with(|| corpus.name(*a).cmp(corpus.name(*b))));
    ranked.into_iter().map(|(id, _)| id).collect()
}

fn listed(ids: &[ActorId], corpus: &Corpus<'_>) -> String {
    ids.iter().map(|id| corpus.name(*id)).collect::<Vec<_>>().join(" and ")
}

/// Persons by name, and of a group its members: `Arrest of Kata'ib Hezbollah members`.
fn parties(predicate: &str, ids: &[ActorId], corpus: &Corpus<'_>) -> String {
    let kind = |id: ActorId| (corpus.names.kind)(id);
    let person = ids.iter().find(|id| kind(**id) == ActorKind::Person);
    if !events().is_done_to_persons(predicate) {
        return corpus.name(ids[0]).to_owned();
    }
    match person {
        Some(_) => {
            let persons: Vec<ActorId> = ids.iter().copied().filter(|id| kind(*id) == ActorKind::Person).collect();
            listed(&persons, corpus)
        }
        None if matches!(kind(ids[0]), ActorKind::Group | ActorKind::Party | ActorKind::Body) => {
            format!("{} members", corpus.name(ids[0]))
        }
        None => corpus.name(ids[0]).to_owned(),
    }
}

/// `25 June 2020`, `1 to 5 June 2020`, `June 2020`, `March to May 2020`, `2020`.
pub(crate) fn days(time: &Time) -> String {
    let (first, last) = (time.first, time.last);
    let day = if time.yearless { "%-d %B" } else { "%-d %B %Y" };
    let month = if time.yearless { "%B" } else { "%B %Y" };
    let whole_month = first == first.first_of_month() && last == first.last_of_month();
    let whole_year = first == first.first_of_year() && last == first.last_of_year();
    if first == last {
        first.strftime(day).to_string()
    } else if whole_month {
        first.strftime(month).to_string()
    } else if whole_year {
        first.strftime("%Y").to_string()
    } else if first == first.first_of_month() && last == last.last_of_month() && first.year() == last.year() {
        format!("{} to {}", first.strftime("%B"), last.strftime(month))
    } else if first.first_of_month() == last.first_of_month() {
        format!("{} to {}", first.day(), last.strftime(day))
    } else {
        format!("{} to {}", first.strftime(day), last.strftime(day))
    }
}
