//! The sentences of the corpus: what is told of each class of incident, and what stands around it.
//!
//! A slot in braces is filled by `telling.rs`: `{0}`, `{1}`, `{2}` are the incident's counts with their hedges (`{0!}`
//! bare, for headlines), `{n}` a small number and `{nth}` its ordinal, `{people}` a large one, `{share}` a percentage,
//! `{sum}` an amount of money; `{doer}` and `{other}` organisations, `{who}` a person with title, `{body}` a public
//! body, `{firm}` a company, `{press}` the publisher, `{place}` and `{near}` places, `{region}` the region, `{when}`
//! the day, `{month}` a month and `{year}` a year; `{trade}`, `{thing}` and the like are words of [`words::BANKS`].

pub(crate) mod around;
mod conflict;
mod disasters;
mod public_life;
pub(crate) mod titles;
pub(crate) mod words;

/// A class of incidents.
#[derive(Debug)]
pub(crate) struct Class {
    pub(crate) headlines: &'static [&'static str],
    /// Sentences that open a story.
    pub(crate) leads: &'static [&'static str],
    /// Sentences that go on with it.
    pub(crate) more: &'static [&'static str],
    /// The lowest and highest of each count.
    pub(crate) counts: [(u64, u64); 3],
    /// True where the first count grows from one telling to the next.
    pub(crate) grows: bool,
    /// True where parties act, and no armed groups.
    pub(crate) civil: bool,
}

/// Every class. Their order decides which incident is of which class.
pub(crate) const CLASSES: &[Class] = &[
    conflict::RAID,
    conflict::ATTACK,
    conflict::BOMBING,
    conflict::CLASHES,
    public_life::STRIKE,
    public_life::MARCH,
    disasters::FLOOD,
    disasters::FIRE,
    disasters::CRASH,
    disasters::OUTBREAK,
    conflict::FLIGHT,
    public_life::SEIZURE,
    public_life::JOB_CUTS,
    conflict::EXCHANGE,
    public_life::ELECTION,
    disasters::QUAKE,
];
