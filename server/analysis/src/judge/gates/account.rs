//! How much claim and evidence have in common: names, places, times, and the words around the figures.

use super::{SURE, Shared};
use crate::extract::figures::frame::adds_nothing;
use crate::extract::{Figure, Subject};
use crate::lexicon::events;

/// How sure it is that both speak of one thing: names, places and times they share, and the words around them.
pub(super) fn closeness(said: &Figure, found: &Figure, shared: [Shared; 3]) -> f64 {
    let weight = |shared, yes| match shared {
        Shared::Yes => yes,
        Shared::Nearby => yes / 2.0,
        Shared::Topic => yes / 4.0,
        Shared::Unknown | Shared::Missing => 0.0,
    };
    let [actors, places, time] = shared;
    let words = likeness(&said.frame, &found.frame);
    weight(actors, 0.35) + weight(places, 0.2) + weight(time, 0.3) + 0.7 * words
}

/// The share of a claim's words from which evidence tells the same, however it is put.
pub(super) const WORD_FOR_WORD: f64 = 0.85;

/// The share of a claim's words that evidence must tell where no verb says what of.
pub(super) const HALF: f64 = 0.5;

/// How much a claim counts that evidence tells in all its words.
pub(super) const ACCOUNT: f64 = SURE / WORD_FOR_WORD;

/// The share of the claim's content words that the evidence's sentence has, or what stands over it; none where the two
/// name different subjects. `known`: its names have been found to name the same.
pub(super) fn told(said: &Figure, found: &Figure, known: bool) -> f64 {
    let words: Vec<u32> = telling(said, &said.frame);
    // A sentence that goes back to somebody names nobody that could be found to be the same.
    let fits = known && found.subject != Subject::Back || names_fit(said, found);
    if words.len() < 2 || !fits {
        return 0.0;
    }
    let named =
        |word: &u32| known && has(&said.names, *word) && !has(&found.frame, *word) && !has(&found.setting, *word);
    let named = words.iter().filter(|word| named(word)).count();
    (covered(&words, found) + named) as f64 / words.len() as f64
}

/// Of `words`, those that tell something: not that a thing is there, and not what a name names.
fn telling(said: &Figure, words: &[u32]) -> Vec<u32> {
    words.iter().copied().filter(|word| !adds_nothing(*word) && !has(&said.descriptors, *word)).collect()
}

/// How many of the words the evidence's sentence has, or what stands over it.
pub(super) fn covered(words: &[u32], found: &Figure) -> usize {
    words.iter().filter(|word| has(&found.frame, **word) || has(&found.setting, **word)).count()
}

fn has(words: &[u32], word: u32) -> bool {
    words.binary_search(&word).is_ok()
}

/// True where what restricts the claim restricts the evidence too.
pub(super) fn is_of_the_same(said: &Figure, found: &Figure) -> bool {
    let terms: Vec<u32> = telling(said, &said.terms);
    names_fit(said, found) && covered(&terms, found) as f64 >= WORD_FOR_WORD * terms.len() as f64
}

/// True unless the two name different subjects.
pub(super) fn names_fit(said: &Figure, found: &Figure) -> bool {
    match found.subject {
        Subject::Named => found.subject_words.iter().any(|word| has(&said.frame, *word) || has(&said.setting, *word)),
        Subject::Back => {
            let meant = said.subject_words.iter().any(|word| has(&found.setting, *word));
            let known = said.subject_words.is_empty() || meant;
            known && covered(&said.subject_words, found) as f64 >= 0.6 * said.subject_words.len() as f64
        }
        Subject::Plain => true,
    }
}

/// How alike two sentences are in their words: the share of common words, which says little where they are few, unless
/// the sentences are all but the same.
fn likeness(a: &[u32], b: &[u32]) -> f64 {
    let common = a.iter().filter(|word| b.binary_search(word).is_ok()).count() as f64;
    let all = (a.len() + b.len()) as f64 - common;
    if common >= 0.8 * all { overlap(a, b) } else { overlap(a, b) * (common / ENOUGH_WORDS).min(1.0) }
}

/// How many common words make a likeness count in full.
const ENOUGH_WORDS: f64 = 4.0;

/// The share of the shorter frame's words that the longer one has too.
pub fn overlap(a: &[u32], b: &[u32]) -> f64 {
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    let common = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    common as f64 / shorter as f64
}

/// True for what happens, which its time, place and participants identify; a state needs the words that restrict it.
pub(super) fn happens(figure: &Figure) -> bool {
    figure.predicate.as_deref().is_some_and(|class| events().is_incident(class) || events().grows(class))
}
