//! Which document tells what: how many tellings an incident has, in which documents, and who prints whose story again.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::world::World;

/// The first day of a corpus.
const FIRST_DAY: Date = date(2009, 1, 1);

/// Days over which it goes.
const DAYS: usize = 12 * 365;

/// About as many bytes tell one incident.
const STORY: usize = 1400;

/// Documents of a hundred that print another's story.
const REPRINTS: usize = 10;

/// An incident as one document tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Telling {
    pub(crate) incident: u32,
    /// From 0; later ones may know other figures.
    pub(crate) number: u32,
}

/// What a document is made of.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub(crate) tellings: Vec<Telling>,
    pub(crate) press: usize,
    /// The document whose story it prints, and whether it prints all of it.
    pub(crate) reprints: Option<(u32, bool)>,
}

/// The whole corpus.
pub(crate) struct Plan {
    pub(crate) world: World,
    pub(crate) seed: u64,
    pub(crate) documents: Vec<Planned>,
    /// Bytes that a document has on average.
    pub(crate) bytes: usize,
    /// How many documents there will be.
    total: usize,
    /// Of each incident the day.
    incidents: Vec<Date>,
}

impl Plan {
    pub(crate) fn new(documents: usize, bytes: usize, seed: u64) -> Self {
        let world = World::of(seed, documents);
        let mut plan = Self { world, seed, documents: Vec::new(), bytes, total: documents, incidents: Vec::new() };
        let mut waiting: Vec<Vec<Telling>> = vec![Vec::new(); documents];
        let mut chance = Chance::of(&[seed, 1]);
        let stories = (bytes / STORY).max(1);
        for number in 0..documents {
            let mut tellings = std::mem::take(&mut waiting[number]);
            while tellings.len() < stories {
                let incident = plan.incidents.len() as u32;
                let before = chance.below(3) as i64;
                plan.incidents.push(plan.day(number).saturating_sub(before.days()));
                tellings.push(Telling { incident, number: 0 });
                wait(incident, number, &mut waiting, &mut chance);
            }
            tellings.truncate(stories + 1);
            let press = world.any_press(&mut chance);
            let reprints = plan.origin(number, &mut chance);
            plan.documents.push(Planned { tellings, press, reprints });
        }
        plan
    }

    /// The day a document was published.
    pub(crate) fn day(&self, document: usize) -> Date {
        let days = document * DAYS / self.total.max(1);
        FIRST_DAY.saturating_add((days as i64).days())
    }

    /// The day an incident happened.
    pub(crate) fn day_of(&self, incident: u32) -> Date {
        self.incidents[incident as usize]
    }

    /// A document of the last days that is no reprint, where this one is to print another's story.
    fn origin(&self, number: usize, chance: &mut Chance) -> Option<(u32, bool)> {
        if number == 0 || !chance.percent(REPRINTS) {
            return None;
        }
        let origin = number - 1 - chance.below(number.min(40));
        self.documents[origin].reprints.is_none().then(|| (origin as u32, chance.percent(60)))
    }
}

/// Puts the further tellings of an incident down for later documents: mostly of the same days, some of later years.
fn wait(incident: u32, first: usize, waiting: &mut [Vec<Telling>], chance: &mut Chance) {
    let tellings = 1 + chance.rank(8);
    let a_week = (waiting.len() * 7 / DAYS).max(4);
    let mut at = first;
    for number in 1..tellings {
        at += 1 + if chance.percent(8) { chance.below(waiting.len() / 3 + 1) } else { chance.below(a_week) };
        if let Some(document) = waiting.get_mut(at) {
            document.push(Telling { incident, number: number as u32 });
        }
    }
}
