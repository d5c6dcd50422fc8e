//! Who and what there is to write about: regions with places, persons, organisations and publishers, and incidents.
//!
//! Nothing is kept: whatever is asked about one of them follows from its number and the seed. How many there are grows
//! with the documents as vocabularies do (Heaps' law), and how often each is met falls with its rank (Zipf's).

use super::chance::Chance;
use super::names::{TONGUES, Tongue};
use super::wording::titles::{FIRM_LAST, GROUP_FIRST, GROUP_LAST, MINISTRIES, OFFICES, PARTY_LAST, PRESS_LAST, TITLES};
use super::wording::{CLASSES, Class};

/// How the number of names grows with the documents.
const HEAPS: f64 = 0.6;

/// The world of one corpus.
#[derive(Clone, Copy, Debug)]
pub(crate) struct World {
    seed: u64,
    regions: usize,
    /// Persons, places, and so on, of each region.
    persons: usize,
    places: usize,
    groups: usize,
    firms: usize,
    presses: usize,
}

/// Kinds of things, each with names of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Region = 1,
    Person,
    Place,
    Group,
    Party,
    Firm,
    Body,
    Press,
    Incident,
}

/// One that can be named; the same one has the same numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Actor {
    kind: Kind,
    region: usize,
    rank: usize,
}

/// A person's names.
pub(crate) struct Person {
    pub(crate) title: &'static str,
    pub(crate) given: String,
    pub(crate) family: String,
}

/// What happened once, to be told by several documents.
#[derive(Clone, Debug)]
pub(crate) struct Incident {
    pub(crate) number: u32,
    pub(crate) class: &'static Class,
    pub(crate) region: usize,
    pub(crate) place: Actor,
    pub(crate) near: Actor,
    pub(crate) doer: Actor,
    pub(crate) other: Actor,
    pub(crate) body: Actor,
    pub(crate) firm: Actor,
    /// Who speaks of it.
    pub(crate) speakers: [Actor; 3],
    counts: [u64; 3],
}

impl World {
    pub(crate) fn of(seed: u64, documents: usize) -> Self {
        let heaps = (documents as f64).powf(HEAPS);
        let regions = 6 + (documents as f64).powf(HEAPS / 2.0) as usize;
        let each = |of_heaps: f64| 4 + (of_heaps * heaps / regions as f64) as usize;
        Self {
            seed,
            regions,
            persons: each(8.0),
            places: each(4.0),
            groups: each(1.0),
            firms: each(1.5),
            presses: 8 + regions,
        }
    }

    /// Chance about one thing of a kind.
    fn about(&self, kind: Kind, numbers: &[usize]) -> Chance {
        let mut all = vec![self.seed, kind as u64];
        all.extend(numbers.iter().map(|number| *number as u64));
        Chance::of(&all)
    }

    pub(crate) fn region(&self, region: usize) -> String {
        tongue(region).place(&mut self.about(Kind::Region, &[region]))
    }

    pub(crate) fn place(&self, place: Actor) -> String {
        tongue(place.region).place(&mut self.about(Kind::Place, &[place.region, place.rank]))
    }

    /// A person; families have several of them.
    pub(crate) fn person(&self, person: Actor) -> Person {
        let (region, tongue) = (person.region, tongue(person.region));
        let mut chance = self.about(Kind::Person, &[region, person.rank]);
        let mut of_family = self.about(Kind::Person, &[region, chance.below(self.persons * 2 / 3), 1]);
        Person { title: chance.one(TITLES), given: tongue.given(&mut chance), family: tongue.family(&mut of_family) }
    }

    /// The full name of an organisation, without article.
    pub(crate) fn organisation(&self, actor: Actor) -> String {
        let (region, tongue) = (actor.region, tongue(actor.region));
        let mut chance = self.about(actor.kind, &[region, actor.rank]);
        match actor.kind {
            Kind::Group => {
                let root = if chance.percent(50) { self.region(region) } else { tongue.place(&mut chance) };
                format!("{} {root} {}", chance.one(GROUP_FIRST), chance.one(GROUP_LAST))
            }
            Kind::Party => format!("{} {}", tongue.place(&mut chance), chance.one(PARTY_LAST)),
            Kind::Firm => format!("{} {}", tongue.family(&mut chance), chance.one(FIRM_LAST)),
            _ if actor.rank < MINISTRIES.len() => format!("{} Ministry", MINISTRIES[actor.rank]),
            _ => {
                let place = Actor { kind: Kind::Place, region, rank: chance.rank(self.places) };
                format!("{} {}", self.place(place), chance.one(OFFICES))
            }
        }
    }

    /// The name of a publisher, without article.
    pub(crate) fn press(&self, press: usize) -> String {
        let mut chance = self.about(Kind::Press, &[press]);
        format!("{} {}", tongue(press).place(&mut chance), chance.one(PRESS_LAST))
    }

    /// Any publisher, the big ones more often.
    pub(crate) fn any_press(&self, chance: &mut Chance) -> usize {
        chance.rank(self.presses)
    }

    pub(crate) fn incident(&self, number: u32) -> Incident {
        let mut chance = self.about(Kind::Incident, &[number as usize]);
        let class = &CLASSES[chance.below(CLASSES.len())];
        let region = chance.rank(self.regions);
        let mut actor = |kind: Kind, end: usize| Actor { kind, region, rank: chance.rank(end) };
        let place = actor(Kind::Place, self.places);
        let doers = if class.civil { Kind::Party } else { Kind::Group };
        let (doer, mut other) = (actor(doers, self.groups), actor(doers, self.groups));
        if other == doer {
            other.rank = (other.rank + 1) % self.groups;
        }
        let body = actor(Kind::Body, MINISTRIES.len() + self.groups);
        let firm = actor(Kind::Firm, self.firms);
        let speakers = [(); 3].map(|()| actor(Kind::Person, self.persons));
        let near = Actor { rank: (place.rank + 1 + number as usize % 3) % self.places, ..place };
        let counts = class.counts.map(|(low, high)| rounded(chance.magnitude(low, high)));
        Incident { number, class, region, place, near, doer, other, body, firm, speakers, counts }
    }
}

/// How names sound in a region.
fn tongue(region: usize) -> &'static Tongue {
    &TONGUES[region % TONGUES.len()]
}

impl Incident {
    /// What telling number `telling` says of count `which`: often what the first said, later ones more, some something
    /// else.
    pub(crate) fn count(&self, which: usize, telling: u32) -> u64 {
        let base = self.counts[which];
        let mut chance = Chance::of(&[u64::from(self.number), which as u64, u64::from(telling)]);
        let factor = match chance.below(100) {
            _ if telling == 0 => 1.0,
            60..85 if self.class.grows && which == 0 => 1.0 + 0.12 * f64::from(telling),
            85..93 => 0.8 + 0.15 * chance.share(),
            93.. => 1.05 + 0.4 * chance.share(),
            _ => 1.0,
        };
        rounded((base as f64 * factor).round() as u64).max(2)
    }
}

/// Large numbers are told round.
fn rounded(count: u64) -> u64 {
    let step = match count {
        0..1000 => 1,
        1000..10_000 => 100,
        _ => 1000,
    };
    count / step * step
}
