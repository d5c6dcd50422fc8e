//! What all tables say of one word by itself: asked once, and kept for the words met last.

use super::times;
use crate::lexicon::kept::Kept;
use crate::lexicon::lookup::part_before;
use crate::lexicon::{Sense, events, lemmas, numbers, sense};
use crate::text::tags::{Untagged, untagged};

/// Whether a word tells something that a sentence is read for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tells {
    /// Nothing.
    #[default]
    Nothing,
    /// An event together with the words around it (`give` up, `search` operation), or that something is there (`have`).
    Perhaps,
    /// A number, or an event.
    Surely,
}

/// What is known of a lower-case word, whatever stands around it.
#[derive(Clone, Copy, Default)]
pub(super) struct Knowledge {
    /// What the small tables say of it.
    pub(super) sense: Sense,
    /// What the tagger says of it.
    pub(super) untagged: Untagged,
    /// What it tells.
    pub(super) tells: Tells,
    /// True for a form of a verb that the tables have.
    pub(super) is_verb: bool,
    /// True for what a time may be told by without digits.
    pub(super) tells_time: bool,
}

thread_local! {
    static KNOWN: Kept<Knowledge> = const { Kept::new() };
}

impl Knowledge {
    /// What is known of `lower`.
    pub(super) fn of(lower: &str) -> Self {
        KNOWN.with(|known| known.of(lower, Self::looked_up))
    }

    fn looked_up(lower: &str) -> Self {
        let (sense, verb) = (sense(lower), lemmas().verb(lower));
        let counts = || lower.contains('-') && numbers().word(part_before(lower, b'-')).is_some();
        let happens = || events().noun(&lemmas().noun(lower)).is_some() || tells_event(&[&verb]);
        let tells = if sense.number || counts() || happens() {
            Tells::Surely
        } else if events().is_verb(&verb) || events().begins_noun(lower) {
            Tells::Perhaps
        } else {
            Tells::Nothing
        };
        let tells_time = sense.calendar || lower.contains('-') || times::is_unit_or_day(lower);
        Self { sense, untagged: untagged(lower), tells, is_verb: lemmas().knows_verb(&verb), tells_time }
    }
}

/// True where a verb in base form, with the words behind it, tells an event: more than that something is there.
pub(super) fn tells_event(words: &[&str]) -> bool {
    events().verb(words, 0).is_some_and(|(class, _)| class != "exist")
}
