//! Which incidents of the documents a phrase of the note means.
//!
//! The note is read as a document is: `the raid` means the raid that the note told before, with its names and its day.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Analysis;
use crate::extract::{ActorKind, Event, Time};
use crate::lexicon::events;
use crate::resolve::incidents::threads::{Names, Thread, threads};
use crate::resolve::{ActorId, Incident, IncidentId};
use crate::text::{DocumentId, Span};

/// A phrase of the note and the incidents it may mean, the best first.
pub(super) struct Meant {
    /// The phrase.
    pub(super) phrase: Span,
    /// What it may mean.
    pub(super) incidents: Vec<Arc<Incident>>,
}

/// What the shortest phrase at byte `offset` that names an incident means.
pub(super) fn meant_at(analysis: &Analysis, offset: usize) -> Option<Meant> {
    let facts = &analysis.note.facts;
    let named = facts.events.iter().enumerate().filter(|(_, event)| event.phrase.touches(offset));
    let (number, event) = named.min_by_key(|(_, event)| event.phrase.len())?;
    let looked_for = match thread_of(&threads_of(analysis), number) {
        Some(thread) => Looked::of_thread(event, thread),
        None => Looked::of_event(analysis, event),
    };
    Some(Meant { phrase: event.phrase, incidents: incidents(analysis, &looked_for) })
}

/// The phrases of the note that surely mean one of `wanted`: whose best incident is one of them.
pub(super) fn phrases_of(analysis: &Analysis, wanted: &[IncidentId]) -> Vec<Span> {
    let mut found = Vec::new();
    for thread in threads_of(analysis) {
        for telling in &thread.tellings {
            let event = &analysis.note.facts.events[telling.event];
            let best = incidents(analysis, &Looked::of_thread(event, &thread)).into_iter().next();
            found.extend(best.filter(|incident| wanted.contains(&incident.id)).map(|_| event.phrase));
        }
    }
    found.sort_unstable();
    found
}

fn thread_of(threads: &[Thread], event: usize) -> Option<&Thread> {
    threads.iter().find(|thread| thread.tellings.iter().any(|telling| telling.event == event))
}

/// The note's own tellings, put together as a document's are.
fn threads_of(analysis: &Analysis) -> Vec<Thread> {
    let note = &analysis.note;
    let reference = analysis.reference.as_ref();
    let kind = |id| reference.kind_of(id);
    let named = analysis.mentions.iter().flat_map(|spelling| spelling.actors.iter()).copied();
    let within: FxHashMap<_, _> = named.map(|id| (id, reference.places_around(id))).collect();
    let names = Names { kind: &kind, within: &within };
    let actors_of = |mention: u32| analysis.actors_of(mention).to_vec();
    threads(DocumentId(u32::MAX), &note.text, &note.facts, &actors_of, &names, &|_| None)
}

/// What an incident phrase says.
struct Looked<'a> {
    predicate: &'a str,
    time: Option<Time>,
    actors: Vec<ActorId>,
    places: Vec<ActorId>,
}

impl<'a> Looked<'a> {
    fn of_thread(event: &'a Event, thread: &Thread) -> Self {
        let (actors, places) = (thread.cast.actors.clone(), thread.cast.places.clone());
        Self { predicate: &event.predicate, time: thread.time, actors, places }
    }

    /// A phrase that tells of nothing that happened once (`the attacks`, `plans to raid`) says what it says alone.
    fn of_event(analysis: &Analysis, event: &'a Event) -> Self {
        let (actors, places) = (specific(analysis, &event.actors), specific(analysis, &event.places));
        Self { predicate: &event.predicate, time: event.time, actors, places }
    }
}

/// The actors that mentions of the note may name, countries left out.
fn specific(analysis: &Analysis, mentions: &[u32]) -> Vec<ActorId> {
    let ids = mentions.iter().flat_map(|at| analysis.actors_of(*at));
    let is_specific = |id: &&ActorId| analysis.reference.kind_of(**id) != ActorKind::Country;
    ids.filter(is_specific).copied().collect()
}

/// The incidents that fit best, and those that may be meant as well.
fn incidents(analysis: &Analysis, looked_for: &Looked<'_>) -> Vec<Arc<Incident>> {
    let reference = analysis.reference.as_ref();
    let incidents = near(analysis, looked_for).into_iter().filter_map(|id| reference.happening(id));
    let mut ranked: Vec<_> =
        incidents.map(|incident| (rank(looked_for, &incident), incident)).filter(|(rank, _)| *rank > 0).collect();
    ranked.sort_by_key(|(rank, incident)| (std::cmp::Reverse(*rank), incident.id));
    let best = ranked.first().map_or(0, |(rank, _)| *rank);
    // An incident whose day is not told may be the one that is meant.
    let fits = |rank: usize, incident: &Incident| rank == best || rank >= 3 || rank == 2 && incident.time.is_none();
    let fitting = ranked.into_iter().filter(|(rank, incident)| fits(*rank, incident));
    fitting.filter_map(|(_, incident)| reference.incident(incident.id)).collect()
}

/// The incidents that may fit: those of whom or where the phrase names, or else those of its time.
fn near(analysis: &Analysis, looked_for: &Looked<'_>) -> Vec<IncidentId> {
    let reference = analysis.reference.as_ref();
    let like = reference.incidents_like(looked_for.predicate);
    let named = looked_for.actors.iter().chain(&looked_for.places);
    let mut near: Vec<IncidentId> = named.flat_map(|actor| reference.incidents_of(*actor)).collect();
    if looked_for.actors.is_empty() && looked_for.places.is_empty() {
        let overlaps = |id: &IncidentId| {
            looked_for.time.zip(reference.time_of(*id)).is_some_and(|(time, other)| time.overlaps(&other))
        };
        return like.into_iter().filter(overlaps).collect();
    }
    near.sort_unstable();
    near.dedup();
    near.retain(|id| like.binary_search(id).is_ok());
    near
}

/// How well an incident fits: 0 not at all. Its class must fit; a time, an actor and a place that the phrase names count
/// for it where the incident has them, and against it where it has others.
fn rank(looked_for: &Looked<'_>, incident: &Incident) -> usize {
    let class = incident.predicates.iter().any(|predicate| events().compatible(predicate, looked_for.predicate));
    let shares = |a: &[ActorId], b: &[ActorId]| a.iter().any(|id| b.contains(id));
    let time = match (looked_for.time, incident.time) {
        (Some(a), Some(b)) if !a.overlaps(&b) => return 0,
        (Some(_), Some(_)) => 2,
        _ => 0,
    };
    let actors = shares(&looked_for.actors, &incident.actors);
    let places = shares(&looked_for.places, &incident.places) || shares(&looked_for.places, &incident.actors);
    let names_any = !looked_for.actors.is_empty() || !looked_for.places.is_empty();
    if !class || names_any && !actors && !places {
        return 0;
    }
    time + 2 * usize::from(actors) + usize::from(places)
}
