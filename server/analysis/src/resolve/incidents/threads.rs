//! Threads: the tellings of one happening within one text.
//!
//! A note is read by the same rules as a document, so that `the raid` in a note means the raid that it told before.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::super::{ActorId, Passage, distinct};
use crate::extract::{ActorKind, Event, Figure, Form, Kind, Modality, Role, TextFacts, Time, TimeKind};
use crate::lexicon::words::Trait;
use crate::lexicon::{events, lemmas, numbers, words};
use crate::text::{DocumentId, Span};

/// How many sentences `the raid` may stand behind the telling it takes up.
const REACH: u32 = 6;

/// Up to which sentence a text still tells what its title does.
const LEAD: u32 = 3;

/// What is known of names: their kinds, and which place lies in which.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// The kind of an actor.
    pub kind: &'a (dyn Fn(ActorId) -> ActorKind + Sync),
    /// For each place, those it lies in.
    pub within: &'a FxHashMap<ActorId, Vec<ActorId>>,
}

impl Names<'_> {
    /// True for an actor that tells one happening from another.
    pub fn is_specific(&self, id: ActorId) -> bool {
        !matches!((self.kind)(id), ActorKind::Country | ActorKind::Publication)
    }

    /// True where one of `a` is one of `b`, or lies in it, or has it in itself.
    pub fn meet(&self, a: &[ActorId], b: &[ActorId]) -> bool {
        let inside = |low: &ActorId, high: &ActorId| self.within.get(low).is_some_and(|above| above.contains(high));
        a.iter().any(|one| b.iter().any(|other| one == other || inside(one, other) || inside(other, one)))
    }

    /// True where both name places, and none in common.
    pub fn part(&self, a: &[ActorId], b: &[ActorId]) -> bool {
        !a.is_empty() && !b.is_empty() && !self.meet(a, b)
    }

    /// True where both name persons, or both name groups, and none in common; a person may be of a group.
    pub fn part_victims(&self, a: &[ActorId], b: &[ActorId]) -> bool {
        let persons = |ids: &[ActorId], wanted: bool| -> Vec<ActorId> {
            ids.iter().copied().filter(|id| ((self.kind)(*id) == ActorKind::Person) == wanted).collect()
        };
        [true, false].into_iter().any(|wanted| self.part(&persons(a, wanted), &persons(b, wanted))) && !self.meet(a, b)
    }
}

/// One telling of an event, its names resolved.
#[derive(Clone, Debug)]
pub struct Telling {
    /// Number of its event in the text's facts.
    pub event: usize,
    /// The sentence.
    pub sentence: Passage,
    /// The words that tell it.
    pub phrase: Passage,
    /// Class.
    pub predicate: String,
    /// Why it was joined to the thread, in words; empty for the first.
    pub because: String,
    number: u32,
    definite: bool,
    /// True where its time is part of its noun phrase: `the 25 June raid`.
    restricted: bool,
    time: Option<Time>,
    cast: Cast,
}

/// Who and what a telling names.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// Who takes part, countries left out.
    pub actors: Vec<ActorId>,
    /// Countries that take part.
    pub countries: Vec<ActorId>,
    /// Who does it, countries left out.
    pub agents: Vec<ActorId>,
    /// To whom or what it is done, countries left out.
    pub patients: Vec<ActorId>,
    /// Where.
    pub places: Vec<ActorId>,
    /// Who and what else the sentence names, countries left out.
    pub near: Vec<ActorId>,
}

impl Cast {
    /// Takes in what another telling of the same names.
    pub fn take(&mut self, other: &Cast) {
        let pairs = [
            (&mut self.actors, &other.actors),
            (&mut self.countries, &other.countries),
            (&mut self.agents, &other.agents),
            (&mut self.patients, &other.patients),
            (&mut self.places, &other.places),
            (&mut self.near, &other.near),
        ];
        for (all, more) in pairs {
            *all = distinct(all.iter().chain(more).copied());
        }
    }

    /// How many names are bound to it.
    pub(super) fn own(&self) -> usize {
        distinct(self.actors.iter().chain(&self.places).chain(&self.patients).copied()).len()
    }

    /// True where no name is bound to it.
    pub fn is_nameless(&self) -> bool {
        self.actors.is_empty() && self.places.is_empty() && self.patients.is_empty()
    }
}

/// The tellings of one happening within one text, and what they say together.
#[derive(Clone, Debug)]
pub struct Thread {
    /// Its tellings, in order.
    pub tellings: Vec<Telling>,
    /// The most exact of their times.
    pub time: Option<Time>,
    /// Whom and what they name.
    pub cast: Cast,
}

/// Finds the threads of one text, in order of their first telling. `actors_of` gives the actors that a mention may name,
/// `written_on` the day by which a sentence is to be understood where that is not the text's own.
pub fn threads(
    document: DocumentId,
    text: &str,
    facts: &TextFacts,
    actors_of: &dyn Fn(u32) -> Vec<ActorId>,
    names: &Names<'_>,
    written_on: &dyn Fn(Passage) -> Option<Date>,
) -> Vec<Thread> {
    let reader = Reader { document, text, facts, actors_of, names, written_on };
    let mut found: Vec<Thread> = Vec::new();
    // The latest thread of each widest class: what `the raid` takes up.
    let mut latest: FxHashMap<&'static str, Vec<usize>> = FxHashMap::default();
    for telling in (0..facts.events.len()).filter_map(|event| reader.telling(event)) {
        let open = latest.entry(events().root_class(&telling.predicate)).or_default();
        open.retain(|thread| telling.number <= found[*thread].last().number + REACH);
        let own = |thread: &&usize| found[**thread].tellings.iter().any(|other| other.predicate == telling.predicate);
        let (same, like): (Vec<&usize>, Vec<&usize>) = open.iter().rev().partition(own);
        let mut nearest = same.into_iter().chain(like);
        let taken = nearest.find_map(|thread| Some((*thread, taken_up(&found[*thread], &telling, names)?)));
        if let Some((thread, because)) = taken {
            found[thread].take(Telling { because, ..telling });
        } else {
            open.push(found.len());
            found.push(Thread::new(telling));
        }
    }
    // What a thread names is kept once.
    for telling in found.iter_mut().flat_map(|thread| &mut thread.tellings) {
        telling.cast = Cast::default();
    }
    found
}

struct Reader<'a> {
    document: DocumentId,
    text: &'a str,
    facts: &'a TextFacts,
    actors_of: &'a dyn Fn(u32) -> Vec<ActorId>,
    names: &'a Names<'a>,
    written_on: &'a dyn Fn(Passage) -> Option<Date>,
}

impl Reader<'_> {
    /// The telling of an event; none where it is not told to have happened, once, at one time.
    fn telling(&self, number: usize) -> Option<Telling> {
        let event = &self.facts.events[number];
        let happened = event.modality == Modality::Asserted && event.form != Form::Infinitive;
        if !happened
            || !events().is_incident(&event.predicate)
            || self.is_several(event)
            || self.is_done_by_event(event)
        {
            return None;
        }
        let passage = |span| Passage { document: self.document, span };
        let sentence = passage(self.facts.sentences.get(event.sentence as usize).copied().unwrap_or(event.phrase));
        let written = (self.written_on)(sentence).zip(event.when.as_ref());
        let time = written.map_or(event.time, |(day, (span, when))| when.resolve(*span, Some(day)));
        if time.is_some_and(|time| time.kind == TimeKind::Window) {
            return None;
        }
        Some(Telling {
            event: number,
            sentence,
            phrase: passage(event.phrase),
            predicate: event.predicate.clone(),
            because: String::new(),
            number: event.sentence,
            definite: event.definite,
            restricted: event.when.as_ref().is_some_and(|(when, _)| event.phrase.covers(*when)),
            time,
            cast: self.cast(event, sentence.span),
        })
    }

    fn cast(&self, event: &Event, sentence: Span) -> Cast {
        let names = self.names;
        let resolved = |mentions: &[u32]| distinct(mentions.iter().flat_map(|at| (self.actors_of)(*at)));
        let specific = |mentions: &[u32]| -> Vec<ActorId> {
            resolved(mentions).into_iter().filter(|id| names.is_specific(*id)).collect()
        };
        let is_place = |id: &ActorId| (names.kind)(*id) == ActorKind::Place;
        let (grounds, actors): (Vec<_>, Vec<_>) = specific(&event.actors).into_iter().partition(is_place);
        let places = distinct(grounds.into_iter().chain(specific(&event.places)));
        let countries =
            resolved(&event.actors).into_iter().filter(|id| (names.kind)(*id) == ActorKind::Country).collect();
        let own = |id: &ActorId| actors.contains(id) || places.contains(id);
        let near = specific(&self.mentions_in(sentence)).into_iter().filter(|id| !own(id)).collect();
        let agents = specific(&self.parties(event, Role::Agent));
        let patients = specific(&self.parties(event, Role::Patient));
        Cast { actors, countries, agents, patients, places, near }
    }

    /// True where the words tell of more than one happening: `six attacks`, `bombings`.
    fn is_several(&self, event: &Event) -> bool {
        if !event.nominal || events().is_done_to_persons(&event.predicate) {
            return false;
        }
        let counted = self.figures_in(event.phrase).any(|figure| figure.quantity.hard.low != Some(1.0));
        counted || event.form == Form::Plural
    }

    fn figures_in(&self, phrase: Span) -> impl Iterator<Item = &Figure> {
        let figures = self.facts.figures.as_slice();
        let first = figures.partition_point(|figure| figure.span.start() < phrase.start());
        let inside = figures[first..]
            .iter()
            .map(AsRef::as_ref)
            .take_while(move |figure: &&Figure| figure.span.start() < phrase.end());
        let happenings = inside.filter(|figure| figure.quantity.kind == Kind::Count);
        happenings.filter(|figure| {
            figure.noun.as_ref().is_some_and(|noun| events().noun(&lemmas().noun(&noun.lemma)).is_some())
        })
    }

    /// The mentions inside the noun phrases of one role. A place is a party only of what is done to things, and only where
    /// its name is the phrase (`the Green Zone`, not `a base north of Baghdad`).
    fn parties(&self, event: &Event, role: Role) -> Vec<u32> {
        let mut phrases = event.participants.iter().filter(|participant| participant.role == role).map(|it| it.span);
        let things = role == Role::Patient && !events().is_done_to_persons(&event.predicate);
        let first = phrases.clone().min().unwrap_or_default();
        let named = |phrase: Span, at: u32| {
            let span = self.facts.mentions[at as usize].span;
            let ids = (self.actors_of)(at);
            let place = !ids.is_empty() && ids.iter().all(|id| (self.names.kind)(*id) == ActorKind::Place);
            let whole = span.end() == phrase.end() && span.start() <= phrase.start() + ARTICLE;
            (!place || things && phrase == first && whole) && !self.is_partitive(phrase)
        };
        let mut found = Vec::new();
        for phrase in phrases.by_ref() {
            found.extend(self.mentions_in(phrase).into_iter().filter(|at| named(phrase, *at)));
            found.extend(self.apposition(phrase.end()));
        }
        found
    }

    /// True behind `one of`: what is named is the whole that somebody is of.
    fn is_partitive(&self, phrase: Span) -> bool {
        let mut before = self.text[..phrase.start()].split_whitespace().rev();
        let (of, word) = (before.next(), before.next().unwrap_or_default().to_lowercase());
        of == Some("of") && (numbers().word(&word).is_some() || words().has(&word, Trait::Alone))
    }

    /// The mention behind the comma at byte `end`: `the leader of the guard, Pavel Dorn`.
    fn apposition(&self, end: usize) -> Option<u32> {
        let next = self.facts.mentions.partition_point(|mention| mention.span.start() < end);
        let mention = self.facts.mentions.get(next)?;
        (mention.span.start() == end + ", ".len()).then_some(next as u32)
    }

    fn mentions_in(&self, span: Span) -> Vec<u32> {
        let mentions = &self.facts.mentions;
        let first = mentions.partition_point(|mention| mention.span.start() < span.start());
        let last = mentions.partition_point(|mention| mention.span.start() < span.end());
        ((first as u32)..(last as u32)).collect()
    }

    /// True for `the districts hit by the flood`: what it tells is the flood.
    fn is_done_by_event(&self, event: &Event) -> bool {
        let by = event.participants.iter().filter(|participant| participant.role == Role::Agent);
        let doer = |span: Span| {
            let events_there = self.facts.events.iter().filter(|other| other.nominal && span.covers(other.span));
            events_there.map(|other| events().root_class(&other.predicate)).next()
        };
        let own = events().root_class(&event.predicate);
        own == "attack" && by.filter_map(|participant| doer(participant.span)).any(|class| class != own)
    }
}

/// How many bytes may stand before a place that is a party: an article.
const ARTICLE: usize = 4;

/// Why a telling goes on about a thread of its text, in words; none where it may be another happening.
fn taken_up(thread: &Thread, telling: &Telling, names: &Names<'_>) -> Option<String> {
    let before = thread.last();
    let fits = thread.tellings.iter().all(|other| events().compatible(&other.predicate, &telling.predicate));
    let other_time = matches!((thread.time, telling.time), (Some(a), Some(b)) if !a.overlaps(&b));
    let (known, told) = (&thread.cast, &telling.cast);
    let parted = names.part(&known.places, &told.places) || names.part_victims(&known.patients, &told.patients);
    if !fits || other_time || parted {
        return None;
    }
    let shared = names.meet(&known.actors, &told.actors) || names.meet(&known.places, &told.places);
    if telling.definite && (telling.time.is_none() || thread.time.is_none() && !telling.restricted) {
        return Some(format!("takes up what is told {}", distance(telling.number - before.number)));
    }
    let mut cast = told.actors.iter().chain(&told.places);
    let is_known = |id: &ActorId| names.meet(&known.actors, &[*id]) || names.meet(&known.places, &[*id]);
    if shared && (telling.time.is_some() && thread.time.is_some() || cast.all(is_known)) {
        return Some(format!("names the same as what is told {}", distance(telling.number - before.number)));
    }
    let lead = before.number == 0 && telling.number <= LEAD;
    let same = before.predicate == telling.predicate && (known.is_nameless() || told.is_nameless());
    let country = known.countries.iter().any(|id| told.countries.contains(id));
    (lead && (shared || country || same)).then(|| "the title and the lead of one text".to_owned())
}

fn distance(sentences: u32) -> String {
    match sentences {
        0 => "in the same sentence".to_owned(),
        1 => "one sentence before".to_owned(),
        more => format!("{more} sentences before"),
    }
}

impl Thread {
    fn new(telling: Telling) -> Self {
        Self { time: telling.time, cast: telling.cast.clone(), tellings: vec![telling] }
    }

    fn take(&mut self, telling: Telling) {
        self.time = narrower(self.time, telling.time);
        self.cast.take(&telling.cast);
        self.tellings.push(telling);
    }

    /// True where it takes its happening for known (`the flood`) and says no more of when.
    pub fn is_definite(&self) -> bool {
        self.tellings[0].definite
    }

    /// Its latest telling.
    fn last(&self) -> &Telling {
        // A thread begins with a telling and never loses one.
        &self.tellings[self.tellings.len() - 1]
    }

    /// The document it stands in.
    pub fn document(&self) -> DocumentId {
        self.tellings[0].phrase.document
    }
}

/// The more exact of two times.
pub(super) fn narrower(a: Option<Time>, b: Option<Time>) -> Option<Time> {
    [a, b].into_iter().flatten().min_by_key(|time| (time.yearless, time.days(), time.first))
}
