//! Incidents: one real-world happening, gathered from the mentions of it in several documents.

use serde::{Deserialize, Serialize};

use super::{Actor, ActorId, Passage, Sources};
use crate::extract::{ActorKind, Modality, Time, TimeKind};
use crate::lexicon::events;
use crate::text::DocumentId;

/// The number of an incident within one corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IncidentId(pub u32);

/// One happening.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Incident {
    /// Its number.
    pub id: IncidentId,
    /// A short name of it (`raid on Kata'ib Hezbollah, Dora, 25 June 2020`).
    pub name: String,
    /// Its class (`raid`).
    pub predicate: String,
    /// When.
    pub time: Option<Time>,
    /// Who takes part.
    pub actors: Vec<ActorId>,
    /// Where.
    pub places: Vec<ActorId>,
    /// Every mention of it: the sentence and the words in it that tell it.
    pub mentions: Vec<(Passage, Passage)>,
    /// The classes by which its mentions tell it (`raid`, `arrest`).
    pub predicates: Vec<String>,
    /// Why these mentions are one, in words.
    pub because: Vec<String>,
}

/// One telling of an event, its names resolved.
struct Telling {
    sentence: Passage,
    phrase: Passage,
    predicate: String,
    time: Option<Time>,
    actors: Vec<ActorId>,
    places: Vec<ActorId>,
}

/// Gathers the events of all documents into incidents, in order of time. Two tellings are one incident where their classes
/// agree, their days overlap (no longer than a month each), and they share an actor other than a country, or a place.
pub fn resolve_incidents(sources: &Sources, mention_actors: &[Vec<ActorId>], actors: &[Actor]) -> Vec<Incident> {
    let tellings = tellings(sources, mention_actors);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (number, telling) in tellings.iter().enumerate() {
        let home = groups.iter_mut().find(|group| group.iter().any(|other| is_one(&tellings[*other], telling, actors)));
        match home {
            Some(group) => group.push(number),
            None => groups.push(vec![number]),
        }
    }
    let mut incidents: Vec<Incident> = groups.iter().map(|group| incident(group, &tellings, actors)).collect();
    incidents.sort_by_key(|incident| {
        (incident.time.map(|time| (time.first, time.last)), incident.mentions.first().copied())
    });
    for (number, incident) in (0..).zip(&mut incidents) {
        incident.id = IncidentId(number);
    }
    incidents
}

fn tellings(sources: &Sources, mention_actors: &[Vec<ActorId>]) -> Vec<Telling> {
    let mut found = Vec::new();
    for ((number, (_, facts)), mention_actors) in (0..).zip(sources).zip(mention_actors) {
        let passage = |span| Passage { document: DocumentId(number), span };
        let resolved = |mentions: &[u32]| {
            super::distinct(mentions.iter().filter_map(|at| mention_actors.get(*at as usize).copied()))
        };
        for event in facts.events.iter().filter(|event| event.modality == Modality::Asserted) {
            let sentence = facts.sentences.get(event.sentence as usize).copied().unwrap_or(event.phrase);
            found.push(Telling {
                sentence: passage(sentence),
                phrase: passage(event.phrase),
                predicate: event.predicate.clone(),
                time: event.time.filter(|time| time.kind == TimeKind::Point),
                actors: resolved(&event.actors),
                places: resolved(&event.places),
            });
        }
    }
    found
}

fn is_one(a: &Telling, b: &Telling, actors: &[Actor]) -> bool {
    let (Some(first), Some(second)) = (a.time, b.time) else { return false };
    let specific = |id: &&ActorId| actors.get(id.0 as usize).is_some_and(|actor| actor.kind != ActorKind::Country);
    let shares = |a: &[ActorId], b: &[ActorId]| a.iter().filter(specific).any(|id| b.contains(id));
    let brief = first.days() <= 31 && second.days() <= 31;
    events().compatible(&a.predicate, &b.predicate)
        && brief
        && first.overlaps(&second)
        && (shares(&a.actors, &b.actors) || shares(&a.places, &b.places))
}

fn incident(group: &[usize], tellings: &[Telling], actors: &[Actor]) -> Incident {
    let members: Vec<_> = group.iter().map(|number| &tellings[*number]).collect();
    let time = members.iter().filter_map(|telling| telling.time).min_by_key(Time::days);
    let gather = |of: fn(&Telling) -> &Vec<ActorId>| {
        super::distinct(members.iter().flat_map(|telling| of(telling).iter().copied()))
    };
    let (who, places) = (gather(|telling| &telling.actors), gather(|telling| &telling.places));
    let predicate = members[0].predicate.clone();
    let mut predicates: Vec<_> = members.iter().map(|telling| telling.predicate.clone()).collect();
    predicates.sort();
    predicates.dedup();
    Incident {
        id: IncidentId(0),
        name: name(&predicate, &who, &places, time, actors),
        predicate,
        predicates,
        time,
        actors: who,
        places,
        mentions: members.iter().map(|telling| (telling.sentence, telling.phrase)).collect(),
        because: if members.len() > 1 {
            vec!["same class, same days, shared actor or place".to_owned()]
        } else {
            Vec::new()
        },
    }
}

/// `raid: Kata'ib Hezbollah, Counter Terrorism Service; Dora; 2020-06-25`.
fn name(predicate: &str, who: &[ActorId], places: &[ActorId], time: Option<Time>, actors: &[Actor]) -> String {
    let names = |ids: &[ActorId]| {
        let names: Vec<_> =
            ids.iter().filter_map(|id| actors.get(id.0 as usize)).map(|actor| actor.name.as_str()).take(3).collect();
        names.join(", ")
    };
    let days = time.map(|time| {
        if time.first == time.last { time.first.to_string() } else { format!("{} to {}", time.first, time.last) }
    });
    let parts = [names(who), names(places), days.unwrap_or_default()];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { predicate.to_owned() } else { format!("{predicate}: {}", parts.join("; ")) }
}
