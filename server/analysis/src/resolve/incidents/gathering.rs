//! Threads of many documents put together: what is told most exactly first.

use std::cmp::Reverse;

use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::super::reference::Collection;
use super::super::{Actor, ActorId, Reprints, distinct};
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

/// How many groups with a name and a month in common are looked at, the latest first.
const LOOKED_AT: usize = 64;

/// The months of a time that spans more than this are not looked up.
const MONTHS: usize = 24;

/// What gathering asks.
pub(in crate::resolve) struct Corpus<'a> {
    pub(in crate::resolve) sources: &'a dyn Collection,
    pub(in crate::resolve) reprints: &'a Reprints,
    pub(in crate::resolve) names: &'a Names<'a>,
    pub(in crate::resolve) actors: &'a [Actor],
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
        self.sources.date(thread.document().0 as usize)
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

/// When a group can be found: what can be no part of a thread's incident by its time is not looked at.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Slot {
    /// It has a day in this month: year and month.
    Month(i16, i8),
    /// It has a day in this month of some year.
    Yearly(i8),
    /// It tells no day, or none in particular.
    Open,
    /// It is done once to whoever it is found by, whenever that was.
    Once,
}

/// The threads of all documents.
pub(super) struct Threads<'a> {
    pub(super) corpus: &'a Corpus<'a>,
    pub(super) all: Vec<Thread>,
    /// The place of each document in order of keys.
    ranks: Vec<u32>,
}

impl<'a> Threads<'a> {
    pub(super) fn new(corpus: &'a Corpus<'a>, all: Vec<Thread>) -> Self {
        let mut order: Vec<usize> = (0..corpus.sources.count()).collect();
        order.sort_by_key(|at| corpus.sources.key(*at));
        let mut ranks = vec![0; order.len()];
        for (rank, at) in (0..).zip(order) {
            ranks[at] = rank;
        }
        Self { corpus, all, ranks }
    }

    /// The numbers of the threads of each widest class: what is told by classes of two of these is never one incident.
    pub(super) fn by_root(&self) -> Vec<Vec<usize>> {
        let mut by_root: FxHashMap<&'static str, Vec<usize>> = FxHashMap::default();
        for (number, thread) in self.all.iter().enumerate() {
            by_root.entry(events().root_class(&thread.tellings[0].predicate)).or_default().push(number);
        }
        let mut by_root: Vec<_> = by_root.into_values().collect();
        // What takes longest is begun first.
        by_root.sort_by_key(|numbers| Reverse(numbers.len()));
        by_root
    }

    /// Where a thread stands in the order of keys and passages.
    fn place_of(&self, number: usize) -> (u32, crate::text::Span) {
        let thread = &self.all[number];
        (self.ranks[thread.document().0 as usize], thread.tellings[0].phrase.span)
    }
}

/// Groups of threads of one widest class, found again by name and month.
struct Gathering<'a> {
    corpus: &'a Corpus<'a>,
    threads: &'a Threads<'a>,
    groups: Vec<Group>,
    /// In order.
    by_name: FxHashMap<(ActorId, Slot), Vec<usize>>,
    /// The group of each thread that has one.
    home: FxHashMap<usize, usize>,
    /// By a sentence that several documents print and what it tells, the first threads of two documents that are in a group.
    copied: FxHashMap<(super::Passage, &'static str), Vec<usize>>,
}

/// Puts threads of one widest class into groups.
pub(super) fn groups(threads: &Threads<'_>, numbers: &[usize]) -> Vec<Group> {
    let mut gathering = Gathering {
        corpus: threads.corpus,
        threads,
        groups: Vec::new(),
        by_name: FxHashMap::default(),
        home: FxHashMap::default(),
        copied: FxHashMap::default(),
    };
    gathering.gather(numbers);
    gathering.groups
}

impl Gathering<'_> {
    fn gather(&mut self, numbers: &[usize]) {
        let order = |number: &usize| {
            let thread = &self.threads.all[*number];
            let days = thread.time.filter(|time| !time.yearless).map_or(i32::MAX, |time| time.days());
            let names = thread.cast.patients.len() + thread.cast.actors.len() + thread.cast.places.len();
            (days, Reverse(names), self.corpus.date(thread), self.threads.place_of(*number))
        };
        let mut numbers = numbers.to_vec();
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

    /// The group of a thread that another document prints in the same words; not where one of them was given another day.
    fn copied_from(&self, number: usize) -> Option<(usize, String)> {
        let document = self.threads.all[number].document();
        let twins = self.copies(number).filter_map(|copy| self.copied.get(&copy)).flatten().copied();
        let meets = |twin: &usize| may_meet(self.threads.all[number].time, self.groups[self.home[twin]].time);
        let others = twins.filter(|twin| self.threads.all[*twin].document() != document && meets(twin));
        let twin = others.min_by_key(|twin| self.threads.place_of(*twin))?;
        let key = self.corpus.sources.key(self.threads.all[twin].document().0 as usize);
        Some((self.home[&twin], format!("the same words as in {key}")))
    }

    /// The sentences of a thread that others print, each by the first of them, with what the thread tells.
    fn copies(&self, number: usize) -> impl Iterator<Item = (super::Passage, &'static str)> {
        let thread = &self.threads.all[number];
        let class = events().class_named(&thread.tellings[0].predicate);
        let firsts = thread.tellings.iter().filter_map(|telling| self.corpus.reprints.of(telling.sentence).first());
        firsts.map(move |first| (*first, class))
    }

    /// Remembers that a thread is in a group, for those that print its words after it.
    fn note_copies(&mut self, number: usize) {
        let copies: Vec<_> = self.copies(number).collect();
        for copy in copies {
            let mut known = self.copied.remove(&copy).unwrap_or_default();
            known.push(number);
            known.sort_by_key(|thread| self.threads.place_of(*thread));
            // One of them may be a document's own; the next is another's.
            known.dedup_by_key(|thread| self.threads.all[*thread].document());
            known.truncate(2);
            self.copied.insert(copy, known);
        }
    }

    /// The group that fits best, where one fits better than all others.
    fn best(&self, number: usize) -> Option<(usize, String)> {
        let thread = &self.threads.all[number];
        let slots = self.sought(thread);
        let ids = self.keys(&thread.cast);
        let places = ids.iter().flat_map(|id| slots.iter().map(move |slot| (*id, *slot)));
        let victims = self.victims(thread).map(|id| (id, Slot::Once));
        let found = places.chain(victims).filter_map(|place| self.by_name.get(&place));
        let mut near: Vec<usize> = found.flat_map(|groups| groups.iter().rev().take(LOOKED_AT)).copied().collect();
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
        let thread = &self.threads.all[number];
        let group = &mut self.groups[at];
        let before = group.time;
        group.time = narrower(group.time, thread.time);
        group.cast.take(&thread.cast);
        group.predicates.extend(thread.tellings.iter().map(|telling| telling.predicate.clone()));
        group.predicates.sort();
        group.predicates.dedup();
        group.dates.extend(self.corpus.date(thread));
        group.threads.push((number, why));
        let moved = group.time != before;
        self.home.insert(number, at);
        // What a group has been told of before stands where it stood, unless its time has moved.
        let ids = self.keys(if moved { &self.groups[at].cast } else { &thread.cast });
        let slots = slots_of(self.groups[at].time);
        let victims: Vec<_> = self.victims(thread).map(|id| (id, Slot::Once)).collect();
        let places = ids.iter().flat_map(|id| slots.iter().map(move |slot| (*id, *slot)));
        for place in places.chain(victims) {
            let groups = self.by_name.entry(place).or_default();
            if let Err(place) = groups.binary_search(&at) {
                groups.insert(place, at);
            }
        }
        self.note_copies(number);
    }

    /// Where a thread's incident can be found, by its time or, where it tells none, by the day its document is of.
    fn sought(&self, thread: &Thread) -> Vec<Slot> {
        let date = self.corpus.date(thread);
        let mut slots = match (thread.time, date) {
            (Some(time), _) => slots_of(Some(time)),
            (None, Some(day)) if could_be_named(thread) => {
                let reach = if thread.cast.own() > 1 { REVIEW } else { NEWS };
                months(day.saturating_sub(reach.days()), day).map(|day| Slot::Month(day.year(), day.month())).collect()
            }
            _ => Vec::new(),
        };
        slots.retain(|slot| !matches!(slot, Slot::Yearly(_)) || thread.time.is_some_and(|time| time.yearless));
        if !slots.contains(&Slot::Open) {
            slots.push(Slot::Open);
        }
        slots
    }

    /// The persons to whom a thread says was done what is done once.
    fn victims(&self, thread: &Thread) -> impl Iterator<Item = ActorId> {
        let once = events().happens_once(&thread.tellings[0].predicate);
        let persons = thread.cast.patients.iter().filter(move |_| once);
        persons.copied().filter(|id| self.corpus.kind(*id) == ActorKind::Person)
    }

    /// The names by which a cast is found: its own with the places they lie in, and what else its sentences name.
    fn keys(&self, cast: &Cast) -> Vec<ActorId> {
        let above = |id: &ActorId| self.corpus.names.within.get(id).into_iter().flatten().copied();
        let own = cast.actors.iter().chain(&cast.places).chain(&cast.patients);
        distinct(own.flat_map(|id| std::iter::once(*id).chain(above(id))).chain(cast.near.iter().copied()))
    }
}

/// True for a thread without a day that may be told to be of an incident by whom it names, or by saying `the flood`.
fn could_be_named(thread: &Thread) -> bool {
    !thread.cast.patients.is_empty() || thread.cast.own() > 1 || thread.is_definite()
}

/// Where a group of this time is found.
fn slots_of(time: Option<Time>) -> Vec<Slot> {
    let Some(time) = time else { return vec![Slot::Open] };
    let days: Vec<Date> = months(time.first, time.last).collect();
    let yearly = days.iter().take(12).map(|day| Slot::Yearly(day.month()));
    if days.len() > MONTHS {
        vec![Slot::Open]
    } else if time.yearless {
        // Nothing is in the year of such a time.
        yearly.chain([Slot::Open]).collect()
    } else {
        yearly.chain(days.iter().map(|day| Slot::Month(day.year(), day.month()))).collect()
    }
}

/// A day of each month from that of `first` to that of `last`, as many as matter.
fn months(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.first_of_month().series(1.month()).take_while(move |day| *day <= last).take(MONTHS + 1)
}

/// True where a thread and a group can be one by their times, whatever they name.
fn may_meet(thread: Option<Time>, group: Option<Time>) -> bool {
    match (thread, group) {
        (Some(a), Some(b)) => a.overlaps(&b),
        _ => true,
    }
}

/// How well a thread fits a group, and why; none where it may be another incident.
fn link(thread: &Thread, group: &Group, corpus: &Corpus<'_>) -> Option<(u32, String)> {
    let names = corpus.names;
    if !may_meet(thread.time, group.time) {
        return None;
    }
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
