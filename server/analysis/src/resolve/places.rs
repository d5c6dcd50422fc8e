//! Which place lies in which, as the documents tell: "in the Dora neighborhood in southern Baghdad", "Dora, Baghdad".

use rustc_hash::FxHashMap;

use super::ActorId;
use crate::extract::{ActorKind, TextFacts};
use crate::lexicon::kinds::name_word;
use crate::text::Document;

/// The mentions of a text (their numbers) behind which words of place alone lead to the next.
pub(super) fn leading(document: &Document, facts: &TextFacts) -> Vec<u32> {
    let pairs = (0..).zip(facts.mentions.windows(2));
    let leads = pairs.filter(|(_, pair)| {
        let between = document.text.get(pair[0].span.end()..pair[1].span.start());
        between.is_some_and(|between| between.len() <= LONGEST && tells_containment(between))
    });
    leads.map(|(number, _)| number).collect()
}

/// For each place the places it is said to lie in, in ascending order: by the [`leading`] mentions of each document, the
/// actors of all, and the kinds of the actors by id.
pub(super) fn within(
    leading: &[Vec<u32>],
    mention_actors: &[Vec<ActorId>],
    kinds: &[ActorKind],
) -> FxHashMap<ActorId, Vec<ActorId>> {
    let mut found: FxHashMap<ActorId, Vec<ActorId>> = FxHashMap::default();
    let is_place = |id: ActorId| matches!(kinds.get(id.0 as usize), Some(ActorKind::Place | ActorKind::Country));
    for (leading, actors) in leading.iter().zip(mention_actors) {
        for mention in leading {
            let (inner, outer) = (actors[*mention as usize], actors[*mention as usize + 1]);
            if is_place(inner) && is_place(outer) && inner != outer {
                found.entry(inner).or_default().push(outer);
            }
        }
    }
    for places in found.values_mut() {
        places.sort_unstable();
        places.dedup();
    }
    found
}

/// Words of place alone are no longer than this, in bytes.
const LONGEST: usize = 120;

/// True for ` neighborhood in southern ` and `, `: words of place alone, and one that says "in".
fn tells_containment(between: &str) -> bool {
    let (mut words, mut inside) = (0, false);
    between.split_whitespace().all(|word| {
        words += 1;
        let says_in = matches!(word, "in" | "of" | ",");
        inside |= says_in;
        words <= MOST_WORDS && (says_in || word == "the" || name_word(&word.to_lowercase()).place.is_some())
    }) && inside
}

/// And they are no more than so many.
const MOST_WORDS: usize = 6;
