//! Completion of incidents: what happened (`raid on Ka`) becomes the phrase by which an incident is known, with place and day.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{Completion, Offer, Offered};
use crate::answer::incident_card::told_in;
use crate::answer::{Analysis, Name};
use crate::lexicon::{events, words};
use crate::resolve::names::folded;
use crate::resolve::{Actor, ActorId, Incident, IncidentId, incidents::days};
use crate::text::Span;

/// As many incidents are offered.
const MOST: usize = 20;

/// So many incidents of one class are looked at, at most.
const LOOKED_AT: usize = 2_048;

/// So many actors are looked for by each word that was typed behind what happened.
const ACTORS: usize = 32;

/// With less letters of what happened there is nothing to offer.
const LETTERS: usize = 3;

/// The incidents that the words of one of `spans`, the longest first, may be going to tell. Each word more may be any word
/// of their names.
pub(super) fn completion(analysis: &Analysis, spans: &[Span]) -> Option<Completion> {
    let text = &analysis.note.text;
    spans.iter().find_map(|span| {
        let typed = span.of(text);
        let lower = typed.to_lowercase();
        if lower.chars().count() < LETTERS || is_name(analysis, *span) {
            return None;
        }
        let classes = events().headlines_beginning(&lower);
        let mut found: Vec<_> =
            classes.iter().flat_map(|(class, noun)| told_by(analysis, class, typed, noun)).collect();
        let named: FxHashSet<ActorId> = analysis.names.iter().filter_map(Name::actor).collect();
        let shared = |incident: &Incident| {
            incident.actors.iter().chain(&incident.places).filter(|id| named.contains(id)).count()
        };
        let tellings = |incident: &Incident| analysis.reference.tellings(incident.id);
        found.sort_by_cached_key(|incident| std::cmp::Reverse((shared(incident), tellings(incident))));
        let offers: Vec<_> = found.iter().take(MOST).map(|incident| offer(analysis, incident, typed)).collect();
        (!offers.is_empty()).then_some(Completion { span: *span, offers, more: true })
    })
}

/// True where a capital makes a name of the word (`March`): it does not begin its sentence.
fn is_name(analysis: &Analysis, span: Span) -> bool {
    let note = &analysis.note;
    let begins = || note.facts.sentences.iter().any(|sentence| sentence.start() == span.start());
    span.of(&note.text).starts_with(char::is_uppercase) && !begins()
}

/// The incidents of `class` whose names have the words that were typed behind its noun.
fn told_by(analysis: &Analysis, class: &str, typed: &str, noun: &str) -> Vec<Arc<Incident>> {
    // A capital makes even a small word (`Or`) the beginning of a name.
    let rest = typed.get(noun.len()..).unwrap_or_default();
    let told = rest.split_whitespace().filter(|word| words().class(word).is_none());
    let told: Vec<String> = told.map(folded).filter(|word| !word.is_empty()).collect();
    let fits = |incident: &Incident| {
        incident.predicate == class
            && (told.is_empty() || {
                let name = format!(" {}", folded(&incident.name));
                told.iter().all(|word| name.contains(&format!(" {word}")))
            })
    };
    let like = likely(analysis, analysis.reference.incidents_like(class), &told).into_iter();
    like.filter_map(|id| analysis.reference.happening(id)).filter(|incident| fits(incident)).collect()
}

/// Of more incidents than can be looked at, those of whom the note or one of the words `told` names, and those that are told
/// most often.
fn likely(analysis: &Analysis, mut like: Vec<IncidentId>, told: &[String]) -> Vec<IncidentId> {
    if like.len() <= LOOKED_AT {
        return like;
    }
    let reference = analysis.reference.as_ref();
    let beginning = told.iter().flat_map(|word| reference.actors_beginning(word, ACTORS).found);
    let beginning: Vec<ActorId> = beginning.map(|found| found.actor).collect();
    let named: FxHashSet<ActorId> =
        beginning.into_iter().chain(analysis.names.iter().filter_map(Name::actor)).collect();
    let theirs: FxHashSet<IncidentId> = named.into_iter().flat_map(|actor| reference.incidents_of(actor)).collect();
    like.sort_by_cached_key(|id| std::cmp::Reverse((theirs.contains(id), reference.tellings(*id))));
    let of_named = like.partition_point(|id| theirs.contains(id));
    // Half for the one sort, and what it leaves for the other.
    let most_told = like.split_off(of_named);
    like.truncate(LOOKED_AT / 2);
    like.extend(most_told.into_iter().take(LOOKED_AT / 2));
    like.sort_unstable();
    like
}

fn offer(analysis: &Analysis, incident: &Incident, typed: &str) -> Offer {
    let phrase = phrase(analysis, incident);
    let insert = if typed.starts_with(char::is_uppercase) { phrase } else { with_small_letter(&phrase) };
    let rest: String = insert.chars().skip(typed.chars().count()).collect();
    Offer {
        subject: Offered::Incident(incident.id),
        label: incident.name.clone(),
        filter: format!("{typed}{rest}"),
        insert,
        aside: String::new(),
        detail: analysis.reference.incident(incident.id).map(|incident| told_in(&incident)).unwrap_or_default(),
    }
}

/// The name of an incident as words of a sentence: `Raid on the Orm Brigade in Selm on 25 June 2020`.
fn phrase(analysis: &Analysis, incident: &Incident) -> String {
    let actor = |id: &ActorId| analysis.reference.called(*id);
    let mut words = incident.name.as_str();
    let mut behind = String::new();
    if let Some(time) = &incident.time {
        let day = days(time);
        if let Some(before) = without(words, &day) {
            words = before;
            let preposition = if time.first == time.last { "on" } else { "in" };
            // `1 to 5 June 2020`
            let preposition = if day.contains(" to ") { "from" } else { preposition };
            behind = format!(" {preposition} {day}");
        }
    }
    let places: Vec<_> = incident.places.iter().filter_map(actor).collect();
    if let Some((place, before)) = places.iter().find_map(|place| Some((place, without(words, &place.name)?))) {
        words = before;
        behind = format!(" in {}{behind}", place.name);
    }
    let mut phrase = format!("{words}{behind}");
    for actor in incident.actors.iter().filter_map(actor).chain(places) {
        if let Some(at) = phrase.find(&format!(" {}", actor.name)).filter(|_| has_article(analysis, &actor)) {
            phrase.insert_str(at, " the");
        }
    }
    phrase
}

/// `words` without the last of its parts, where that is `part`.
fn without<'w>(words: &'w str, part: &str) -> Option<&'w str> {
    words.strip_suffix(part)?.strip_suffix(", ")
}

/// True where documents put the article before the name.
fn has_article(analysis: &Analysis, actor: &Actor) -> bool {
    let first = analysis.reference.sightings(actor.id).first;
    let mentions = first.iter().filter_map(|mention| {
        let document = analysis.reference.document(mention.document)?;
        let last = document.text.get(..mention.span.start())?.split_whitespace().next_back()?;
        Some(last.eq_ignore_ascii_case("the"))
    });
    let (with, without): (Vec<_>, Vec<_>) = mentions.partition(|has| *has);
    with.len() > without.len()
}

fn with_small_letter(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}
