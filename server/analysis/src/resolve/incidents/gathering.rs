//! Threads of many documents put together: what is told most exactly first.

use std::cmp::Reverse;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::super::{Actor, ActorId, Reprints, Sources, distinct};
use super::threads::{Cast, Names, Thread, narrower};
use crate::extract::{ActorKind, Time};
use crate::lexicon::events;

/// The most days over which a telling can still be told to be of one incident.
const BRIEF: i32 = 31;

/// Times as exact as this need one name in common only.
const EXACT: i32 = 3;

/// How many days after an incident a document that names no time may still be about it.
const NEWS: i32 = 45;

/// The same, where two names agree.
const REVIEW: i32 = 400;

/// How many groups with a name in common are looked at, the latest first.
const LOOKED_AT: usize = 256;

/// What gathering asks.
pub(super) struct Corpus<'a> {
    pub(super) sources: &'a Sources,
    pub(super) reprints: &'a Reprints,
    pub(super) names: &'a Names<'a>,
    pub(super) actors: &'a [Actor],
}

impl Corpus<'_> {
    /// The name of an actor: by it, not by its number, things are put in order.
    pub(super) fn name(&self, id: ActorId) -> &str {
        self.actors.get(id.0 as usize).map_or("", |actor| actor.name.as_str())
    }

    fn kind(&self, id: ActorId) -> ActorKind {
        (self.names.kind)(id)
    }

    fn date(&self, thread: &Thread) -> Option<Date> {
        self.sources[thread.document().0 as usize].0.date
    }
}

/// Threads that are one incident, and what they say together.
#[derive(Default)]
pub(super) struct Group {
    /// Its threads, each with why it is one of them; the first has no reason.
    pub(super) threads: Vec<(usize, String)>,
    pub(super) time: Option<Time>,
    pub(super) cast: Cast,
    predicates: Vec<String>,
    /// The dates of its documents.
    dates: Vec<Date>,
}

/// Groups of threads, found again by class and name.
pub(super) struct Gathering<'a> {
    corpus: &'a Corpus<'a>,
    pub(super) threads: Vec<Thread>,
    pub(super) groups: Vec<Group>,
    by_name: FxHashMap<(&'static str, ActorId), Vec<usize>>,
    /// The group of each thread that has one.
    home: FxHashMap<usize, usize>,
    /// Threads by the sentence they begin with, where other documents print it as well.
    copied: FxHashMap<super::Passage, Vec<usize>>,
}

impl<'a> Gathering<'a> {
    pub(super) fn new(corpus: &'a Corpus<'a>, threads: Vec<Thread>) -> Self {
        let mut copied: FxHashMap<_, Vec<usize>> = FxHashMap::default();
        for (number, thread) in threads.iter().enumerate() {
            for telling in &thread.tellings {
                if let Some(first) = corpus.reprints.of(telling.sentence).first() {
                    copied.entry(*first).or_default().push(number);
                }
            }
        }
        let (groups, by_name, home) = (Vec::new(), FxHashMap::default(), FxHashMap::default());
        Self { corpus, threads, groups, by_name, home, copied }
    }

    /// Puts every thread into a group.
    pub(super) fn gather(&mut self) {
        let order = |number: &usize| {
            let thread = &self.threads[*number];
            let days = thread.time.filter(|time| !time.yearless).map_or(i32::MAX, |time| time.days());
            let names = thread.cast.patients.len() + thread.cast.actors.len() + thread.cast.places.len();
            let key = self.corpus.sources[thread.document().0 as usize].0.key.clone();
            (days, Reverse(names), self.corpus.date(thread), key, thread.tellings[0].phrase.span)
        };
        let mut numbers: Vec<usize> = (0..self.threads.len()).collect();
        numbers.sort_by_cached_key(order);
        for number in numbers {
            let known = self.copied_from(number).or_else(|| self.best(number));
            if known.is_none() {
                self.groups.push(Group::default());
            }
            let (group, why) = known.unwrap_or_else(|| (self.groups.len() - 1, String::new()));
            self.put(number, group, why);
        }
    }

    /// The group of a thread that another document prints in the same words.
    fn copied_from(&self, number: usize) -> Option<(usize, String)> {
        let thread = &self.threads[number];
        let copies = thread.tellings.iter().filter_map(|telling| self.corpus.reprints.of(telling.sentence).first());
        let twins = copies.filter_map(|first| self.copied.get(first)).flatten();
        let same = |twin: &&usize| {
            let other = &self.threads[**twin];
            other.document() != thread.document()
                && other.tellings[0].predicate == thread.tellings[0].predicate
                && self.home.contains_key(*twin)
        };
        let twin = twins.filter(same).min_by_key(|twin| self.key_of(**twin))?;
        Some((self.home[twin], format!("the same words as in {}", self.key_of(*twin).0)))
    }

    fn key_of(&self, number: usize) -> (&str, crate::text::Span) {
        let thread = &self.threads[number];
        (&self.corpus.sources[thread.document().0 as usize].0.key, thread.tellings[0].phrase.span)
    }

    /// The group that fits best, where one fits better than all others.
    fn best(&self, number: usize) -> Option<(usize, String)> {
        let thread = &self.threads[number];
        let root = events().root_class(&thread.tellings[0].predicate);
        let near = self.keys(&thread.cast).into_iter().filter_map(|id| self.by_name.get(&(root, id)));
        let mut near: Vec<usize> = near.flat_map(|groups| groups.iter().rev().take(LOOKED_AT)).copied().collect();
        near.sort_unstable();
        near.dedup();
        let mut fitting: Vec<(u32, usize, String)> = near
            .into_iter()
            .filter_map(|group| link(thread, &self.groups[group], self.corpus).map(|(score, why)| (score, group, why)))
            .collect();
        fitting.sort_by_key(|(score, group, _)| (Reverse(*score), *group));
        let second = fitting.get(1).map(|(score, ..)| *score);
        let (score, group, why) = fitting.into_iter().next()?;
        // Two that fit alike: which is meant cannot be told.
        (second != Some(score)).then_some((group, why))
    }

    fn put(&mut self, number: usize, at: usize, why: String) {
        let thread = &self.threads[number];
        let root = events().root_class(&thread.tellings[0].predicate);
        let group = &mut self.groups[at];
        group.time = narrower(group.time, thread.time);
        group.cast.take(&thread.cast);
        group.predicates.extend(thread.tellings.iter().map(|telling| telling.predicate.clone()));
        group.predicates.sort();
        group.predicates.dedup();
        group.dates.extend(self.corpus.date(thread));
        group.threads.push((number, why));
        self.home.insert(number, at);
        for id in self.keys(&self.threads[number].cast) {
            let groups = self.by_name.entry((root, id)).or_default();
            if !groups.contains(&at) {
                groups.push(at);
            }
        }
    }

    /// The names by which a cast is found: its own with the places they lie in, and what else its sentences name.
    fn keys(&self, cast: &Cast) -> Vec<ActorId> {
        let above = |id: &ActorId| self.corpus.names.within.get(id).into_iter().flatten().copied();
        let own = cast.actors.iter().chain(&cast.places).chain(&cast.patients);
        distinct(own.flat_map(|id| std::iter::once(*id).chain(above(id))).chain(cast.near.iter().copied()))
    }
}

/// How well a thread fits a group, and why; none where it may be another incident.
fn link(thread: &Thread, group: &Group, corpus: &Corpus<'_>) -> Option<(u32, String)> {
    let names = corpus.names;
    let predicate = &thread.tellings[0].predicate;
    let fits = group.predicates.iter().all(|other| events().compatible(other, predicate));
    let (told, known) = (&thread.cast, &group.cast);
    let parted = names.part(&told.places, &known.places) || names.part_victims(&told.patients, &known.patients);
    if !fits || parted {
        return None;
    }
    let shared = |a: &[ActorId], b: &[ActorId]| -> Vec<ActorId> {
        a.iter().copied().filter(|id| names.meet(&[*id], b)).collect()
    };
    let (actors, places) = (shared(&told.actors, &known.actors), shared(&told.places, &known.places));
    let patients = shared(&told.patients, &known.patients);
    let own = distinct(actors.iter().chain(&places).chain(&patients).copied());
    // What else a sentence names counts beside a name of its own, or where it has none.
    let all = |cast: &Cast| distinct(cast.actors.iter().chain(&cast.places).chain(&cast.near).copied());
    let beside = !own.is_empty() || told.is_nameless() || known.is_nameless();
    let common = if beside { shared(&all(told), &all(known)) } else { Vec::new() };
    if common.is_empty() {
        return None;
    }
    let once = events().happens_once(predicate) && patients.iter().any(|id| corpus.kind(*id) == ActorKind::Person);
    let (when, exact) = match (thread.time, group.time) {
        (Some(a), Some(b)) => {
            let long = a.days().max(b.days());
            let enough = long <= EXACT || !patients.is_empty() || common.len() > 1 || once;
            let day = if long <= EXACT { "the same day" } else { "days that agree" };
            (a.overlaps(&b) && long <= BRIEF && enough || a.overlaps(&b) && once).then_some((day, long <= EXACT))?
        }
        _ if once => ("what happens once", true),
        (None, Some(time)) => {
            let date = corpus.date(thread)?;
            let limit = if own.len() > 1 { REVIEW } else { NEWS };
            let enough = !patients.is_empty() || own.len() > 1 || thread.is_definite() && !own.is_empty();
            let near = date >= time.first && (date - time.last).get_days() <= limit;
            (enough && near && time.days() <= BRIEF).then_some(("no other day told", false))?
        }
        (_, None) => {
            let near = |date: &Date| corpus.date(thread).is_some_and(|day| (day - *date).get_days().abs() <= NEWS);
            let enough = !patients.is_empty() && common.len() > 1 || thread.is_definite() && !own.is_empty();
            let enough = enough && group.dates.iter().any(near);
            enough.then_some(("no day told", false))?
        }
    };
    let mut called: Vec<&str> = common.iter().map(|id| corpus.name(*id)).collect();
    called.sort_unstable();
    called.dedup();
    let score = 4 * u32::from(exact) + 2 * patients.len().min(2) as u32 + common.len().min(3) as u32;
    Some((score, format!("{when}, names {}", called.join(", "))))
}
