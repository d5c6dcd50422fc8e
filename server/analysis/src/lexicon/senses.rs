//! What the small tables say of one word, all at once: every token is looked up here when it is laid out for reading, and
//! the steps that pass over most words ask for no more.

use std::sync::LazyLock;

use super::lookup::Lookup;
use super::words::{Traits, WordClass};
use super::{calendar, grammar, numbers, rows, schemas, words};

/// What a lower-case word is known to be, or to begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct Sense {
    /// Its class, where it is a function word.
    pub class: Option<WordClass>,
    /// What it does besides its class.
    pub traits: Traits,
    /// True for a number word.
    pub number: bool,
    /// True where a vague number may begin with it (`dozens of`).
    pub vague: bool,
    /// True where a name of the calendar may begin with it.
    pub calendar: bool,
    /// True where a time may begin with it, be it a name of the calendar or not.
    pub opens_time: bool,
}

static SENSES: LazyLock<Lookup<Sense>> = LazyLock::new(|| {
    let mut senses: Lookup<Sense> = Lookup::default();
    for (word, class, traits) in words().all() {
        let sense = senses.entry(word);
        (sense.class, sense.traits) = (Some(class), traits);
    }
    for word in numbers().words() {
        senses.entry(word).number = true;
    }
    for word in numbers().vague.first_words() {
        senses.entry(word).vague = true;
    }
    for word in calendar().first_words() {
        let sense = senses.entry(word);
        (sense.calendar, sense.opens_time) = (true, true);
    }
    for row in rows(&schemas::TIME_OPENERS, grammar!("english/time-openers.table")) {
        senses.entry(row.cells[0]).opens_time = true;
    }
    senses
});

/// What is known of a lower-case word.
///
/// # Example
///
/// ```
/// let sense = deskcheck_analysis::lexicon::sense("may");
/// assert!(sense.calendar && sense.class.is_some() && !sense.number);
/// ```
pub fn sense(lower: &str) -> Sense {
    SENSES.get(lower).copied().unwrap_or_default()
}
