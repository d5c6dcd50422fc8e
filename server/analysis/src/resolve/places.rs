//! Which place lies in which, as the documents tell: "in the Dora neighborhood in southern Baghdad", "Dora, Baghdad".

use rustc_hash::FxHashMap;

use super::{ActorId, Sources};
use crate::extract::ActorKind;
use crate::lexicon::kinds::name_word;

/// For each place the places it is said to lie in, in ascending order. `kinds` are the kinds of the actors by id.
pub fn within(
    sources: &Sources,
    mention_actors: &[Vec<ActorId>],
    kinds: &[ActorKind],
) -> FxHashMap<ActorId, Vec<ActorId>> {
    let mut found: FxHashMap<ActorId, Vec<ActorId>> = FxHashMap::default();
    let is_place = |id: ActorId| matches!(kinds.get(id.0 as usize), Some(ActorKind::Place | ActorKind::Country));
    for ((document, facts), actors) in sources.iter().zip(mention_actors) {
        for (pair, ids) in facts.mentions.windows(2).zip(actors.windows(2)) {
            let places = is_place(ids[0]) && is_place(ids[1]) && ids[0] != ids[1];
            let between = document.text.get(pair[0].span.end()..pair[1].span.start()).filter(|_| places);
            if between.is_some_and(tells_containment) {
                found.entry(ids[0]).or_default().push(ids[1]);
            }
        }
    }
    for places in found.values_mut() {
        places.sort_unstable();
        places.dedup();
    }
    found
}

/// True for ` neighborhood in southern ` and `, `: words of place alone, and one that says "in".
fn tells_containment(between: &str) -> bool {
    let words: Vec<_> = between.split_whitespace().collect();
    let inside = |word: &str| matches!(word, "in" | "of" | ",");
    words.len() <= 6
        && words.iter().any(|word| inside(word))
        && words.iter().all(|word| inside(word) || *word == "the" || name_word(&word.to_lowercase()).place.is_some())
}
