//! Incidents: one real-world happening, gathered from the mentions of it in several documents.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Actor, ActorId, Evidence, Passage, Reprints, Sources};
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

/// The incidents that each sentence tells.
pub(super) fn by_sentence(incidents: &[Incident]) -> FxHashMap<Passage, Vec<IncidentId>> {
    let mut told: FxHashMap<Passage, Vec<IncidentId>> = FxHashMap::default();
    for incident in incidents {
        for (sentence, _) in &incident.mentions {
            told.entry(*sentence).or_default().push(incident.id);
        }
    }
    told
}

/// The incident that a figure belongs to: one of its own class that its sentence tells.
pub(super) fn told_beside(
    evidence: &Evidence,
    told: &FxHashMap<Passage, Vec<IncidentId>>,
    incidents: &[Incident],
) -> Option<IncidentId> {
    let class = evidence.figure.predicate.as_deref()?;
    let sentence = Passage { document: evidence.document, span: evidence.sentence };
    let is_own = |id: &&IncidentId| {
        incidents[id.0 as usize].predicates.iter().any(|predicate| events().compatible(predicate, class))
    };
    told.get(&sentence)?.iter().find(is_own).copied()
}

/// One telling of an event, its names resolved.
struct Telling {
    document: DocumentId,
    number: u32,
    sentence: Passage,
    phrase: Passage,
    predicate: String,
    definite: bool,
    time: Option<Time>,
    actors: Vec<ActorId>,
    places: Vec<ActorId>,
}

/// How many sentences `the raid` may stand behind the telling it takes up.
const REACH: u32 = 6;

/// The most days over which a telling can still be told to be of one incident.
const BRIEF: i32 = 31;

/// Gathers the events of all documents into incidents, in order of time. Two tellings are one incident where their classes
/// agree, their days overlap (no longer than a month each), and they share an actor other than a country, or a place; and
/// where a definite noun without a time of its own takes up a telling shortly before it.
pub fn resolve_incidents(
    sources: &Sources,
    mention_actors: &[Vec<ActorId>],
    actors: &[Actor],
    reprints: &Reprints,
) -> Vec<Incident> {
    let tellings = tellings(sources, mention_actors, reprints);
    let mut gathering = Gathering { actors, ..Gathering::default() };
    for number in 0..tellings.len() {
        gathering.take(&tellings, number);
    }
    let incidents = gathering.groups.iter().map(|group| incident(group, &tellings, actors));
    // What has no day and no name cannot be told from any other of its kind.
    let named =
        |incident: &Incident| incident.time.is_some() || !incident.actors.is_empty() || !incident.places.is_empty();
    let mut incidents: Vec<Incident> = incidents.filter(named).collect();
    incidents.sort_by_key(|incident| {
        (incident.time.map(|time| (time.first, time.last)), incident.mentions.first().copied())
    });
    for (number, incident) in (0..).zip(&mut incidents) {
        incident.id = IncidentId(number);
    }
    incidents
}

/// Groups of tellings, found again by class, actor or place, and month.
#[derive(Default)]
struct Gathering<'a> {
    actors: &'a [Actor],
    groups: Vec<Vec<usize>>,
    by_name: FxHashMap<Key, Vec<usize>>,
    /// The last telling of each class in the document being read, with its group.
    last: FxHashMap<&'static str, (usize, usize)>,
}

impl Gathering<'_> {
    fn take(&mut self, tellings: &[Telling], number: usize) {
        let telling = &tellings[number];
        let root = events().root_class(&telling.predicate);
        let home = self.taken_up(tellings, telling, root).or_else(|| self.same(tellings, telling, root));
        let group = home.unwrap_or_else(|| {
            self.groups.push(Vec::new());
            self.groups.len() - 1
        });
        self.groups[group].push(number);
        for key in keys(telling, root, self.actors) {
            let groups = self.by_name.entry(key).or_default();
            if groups.last() != Some(&group) {
                groups.push(group);
            }
        }
        self.last.insert(root, (number, group));
    }

    fn taken_up(&self, tellings: &[Telling], telling: &Telling, root: &'static str) -> Option<usize> {
        let (number, group) = *self.last.get(root)?;
        let before = &tellings[number];
        let near = before.document == telling.document && telling.number <= before.number + REACH;
        (telling.definite && telling.time.is_none() && near).then_some(group)
    }

    fn same(&self, tellings: &[Telling], telling: &Telling, root: &'static str) -> Option<usize> {
        // The first tellings of an incident and its latest stand for the rest, whatever its size.
        let shown = |group: &usize| {
            let members = &self.groups[*group];
            members.iter().take(8).chain(members.iter().skip(8).last())
        };
        let is_one = |group: &usize| shown(group).any(|other| is_one(&tellings[*other], telling, self.actors));
        let near = keys(telling, root, self.actors).into_iter().filter_map(|key| self.by_name.get(&key)).flatten();
        near.copied().find(is_one)
    }
}

/// Class, actor or place, and month: tellings of one incident share at least one of these.
type Key = (&'static str, ActorId, i32);

/// The keys of a telling; none for one without a day, or whose days are too many to tell an incident by.
fn keys(telling: &Telling, root: &'static str, actors: &[Actor]) -> Vec<Key> {
    let Some(time) = telling.time.filter(|time| time.days() <= BRIEF) else { return Vec::new() };
    let month = |date: jiff::civil::Date| i32::from(date.year()) * 12 + i32::from(date.month());
    let names = telling.actors.iter().filter(|id| is_specific(**id, actors)).chain(&telling.places);
    names.flat_map(|id| (month(time.first)..=month(time.last)).map(move |month| (root, *id, month))).collect()
}

fn tellings(sources: &Sources, mention_actors: &[Vec<ActorId>], reprints: &Reprints) -> Vec<Telling> {
    let mut found = Vec::new();
    for ((number, (_, facts)), mention_actors) in (0..).zip(sources).zip(mention_actors) {
        let document = DocumentId(number);
        let passage = |span| Passage { document, span };
        let resolved = |mentions: &[u32]| {
            super::distinct(mentions.iter().filter_map(|at| mention_actors.get(*at as usize).copied()))
        };
        let told = facts.events.iter().filter(|event| event.modality == Modality::Asserted);
        for event in told.filter(|event| events().is_incident(&event.predicate)) {
            let sentence = facts.sentences.get(event.sentence as usize).copied().unwrap_or(event.phrase);
            let written = reprints.written_on(passage(sentence)).zip(event.when.as_ref());
            let time = written.map_or(event.time, |(day, (span, when))| when.resolve(*span, Some(day)));
            found.push(Telling {
                document,
                number: event.sentence,
                sentence: passage(sentence),
                phrase: passage(event.phrase),
                predicate: event.predicate.clone(),
                definite: event.definite,
                time: time.filter(|time| time.kind == TimeKind::Point),
                actors: resolved(&event.actors),
                places: resolved(&event.places),
            });
        }
    }
    found
}

fn is_one(a: &Telling, b: &Telling, actors: &[Actor]) -> bool {
    let (Some(first), Some(second)) = (a.time, b.time) else { return false };
    let shares = |a: &[ActorId], b: &[ActorId]| a.iter().any(|id| is_specific(*id, actors) && b.contains(id));
    let brief = first.days() <= BRIEF && second.days() <= BRIEF;
    events().compatible(&a.predicate, &b.predicate)
        && brief
        && first.overlaps(&second)
        && (shares(&a.actors, &b.actors) || shares(&a.places, &b.places))
}

fn is_specific(id: ActorId, actors: &[Actor]) -> bool {
    actors.get(id.0 as usize).is_some_and(|actor| actor.kind != ActorKind::Country)
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
