//! Incidents: one real-world happening, gathered from the mentions of it in several documents.
//!
//! First each document by itself ([`mod@threads`]): `the raid` takes up the raid told before. Then over all documents
//! (`gathering`): what is told most exactly first, so that vaguer words find their incident or, where two would fit, none.
//! Neighbouring like incidents are kept apart by vetoes: other days, other places, other victims. Nothing depends on the
//! order of the documents.

mod gathering;
mod naming;
pub mod threads;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::each::{self, Each};
use super::{ActorId, Passage, distinct};
use crate::extract::Time;
use crate::lexicon::events;
pub(super) use gathering::Corpus;
use gathering::{Group, Threads};
pub(crate) use naming::days;
use threads::Thread;

/// The number of an incident within one corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IncidentId(pub u32);

/// One happening.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Incident {
    /// Its number.
    pub id: IncidentId,
    /// A short name of it, as a headline has it (`Raid on Kata'ib Hezbollah, Dora, 25 June 2020`).
    pub name: String,
    /// Its class (`raid`).
    pub predicate: String,
    /// When.
    pub time: Option<Time>,
    /// Who takes part.
    pub actors: Vec<ActorId>,
    /// Those of them to whom it was done.
    pub patients: Vec<ActorId>,
    /// Where.
    pub places: Vec<ActorId>,
    /// Every mention of it, by document and place in it.
    pub mentions: Vec<IncidentMention>,
    /// The classes by which its mentions tell it (`raid`, `attack`).
    pub predicates: Vec<String>,
    /// Why these mentions are one, in words, each reason once.
    pub because: Vec<String>,
}

impl Incident {
    /// Who takes part and where it happens, each once.
    pub fn who_and_where(&self) -> Vec<ActorId> {
        distinct(self.actors.iter().chain(&self.places).copied())
    }
}

/// One mention of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentMention {
    /// The sentence that tells it.
    pub sentence: Passage,
    /// The words in it that tell it.
    pub phrase: Passage,
    /// Why it is of this incident, in words; empty for the one that the others were joined to.
    pub because: String,
}

/// The incidents that each sentence tells.
pub type Told = FxHashMap<Passage, Vec<IncidentId>>;

/// The incidents that each sentence tells.
pub(super) fn by_sentence(incidents: &[Incident]) -> Told {
    let mut told = Told::default();
    for incident in incidents {
        for mention in &incident.mentions {
            told.entry(mention.sentence).or_default().push(incident.id);
        }
    }
    told
}

/// True where a figure of `class` belongs to an incident that its sentence tells and that is told by these classes.
pub fn is_of(class: &str, predicates: &[String]) -> bool {
    predicates.iter().any(|predicate| events().compatible(predicate, class))
}

/// Gathers the threads of all documents into incidents, in order of time; those whose time is not told come last. What can be
/// done at once is shared out by `each`.
pub(super) fn gather(corpus: &Corpus<'_>, threads: Vec<Thread>, each: Each<'_>) -> Vec<Incident> {
    let threads = Threads::new(corpus, threads);
    // What has no day and no name cannot be told from any other of its kind.
    let named = |group: &&Group| group.time.is_some() || !group.cast.is_nameless();
    let by_root = threads.by_root();
    let gathered = each::all(each, by_root.len(), |root| {
        let groups = gathering::groups(&threads, &by_root[root]);
        groups.iter().filter(named).map(|group| incident(group, &threads.all, corpus)).collect::<Vec<_>>()
    });
    let mut incidents: Vec<Incident> = gathered.into_iter().flatten().collect();
    let place = |incident: &Incident| {
        let first = incident.mentions.first().map(|mention| mention.phrase);
        first.map(|passage| (corpus.sources.key(passage.document.0 as usize), passage.span))
    };
    incidents.sort_by_cached_key(|incident| {
        let time = incident.time.map(|time| (time.first, time.last));
        (time.is_none(), time, incident.name.clone(), place(incident))
    });
    for (number, incident) in (0..).zip(&mut incidents) {
        incident.id = IncidentId(number);
    }
    incidents
}

fn incident(group: &Group, threads: &[Thread], corpus: &Corpus<'_>) -> Incident {
    let mut mentions: Vec<IncidentMention> = Vec::new();
    for (thread, why) in &group.threads {
        for (at, telling) in threads[*thread].tellings.iter().enumerate() {
            let because = if at == 0 { why.clone() } else { telling.because.clone() };
            mentions.push(IncidentMention { sentence: telling.sentence, phrase: telling.phrase, because });
        }
    }
    let key = |mention: &IncidentMention| (corpus.sources.key(mention.phrase.document.0 as usize), mention.phrase.span);
    mentions.sort_by_cached_key(key);
    let mut because: Vec<String> =
        mentions.iter().map(|mention| mention.because.clone()).filter(|why| !why.is_empty()).collect();
    because.sort();
    because.dedup();
    let members: Vec<&Thread> = group.threads.iter().map(|(thread, _)| &threads[*thread]).collect();
    let mut predicates: Vec<String> =
        members.iter().flat_map(|thread| &thread.tellings).map(|telling| telling.predicate.clone()).collect();
    let predicate = naming::predicate(&predicates);
    predicates.sort();
    predicates.dedup();
    Incident {
        id: IncidentId(0),
        name: naming::headline(&predicate, group, &members, corpus),
        predicate,
        time: group.time,
        actors: distinct(group.cast.actors.iter().chain(&group.cast.countries).copied()),
        patients: group.cast.patients.clone(),
        places: group.cast.places.clone(),
        mentions,
        predicates,
        because,
    }
}
