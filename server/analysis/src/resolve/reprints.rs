//! Reprints: one wire story in three papers is one source.
//!
//! Shingles after Broder (1997, "On the resemblance and containment of documents"): two documents are one story where
//! at least half of the shorter one's runs of eight words stand in the other. One run in eight is looked at, chosen by
//! its hash, so that the cost is linear in the text.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Sources;

/// Words in a shingle.
const WORDS: usize = 8;

/// One shingle in so many is kept.
const SAMPLE: u64 = 8;

/// Fewer kept shingles than this tell nothing.
const LEAST: usize = 6;

/// For each document the number of its group: that of the first document it shares its story with.
pub fn reprints(sources: &Sources) -> Vec<u32> {
    let shingles: Vec<FxHashSet<u64>> = sources.iter().map(|(document, _)| sampled(&document.text)).collect();
    let mut holders: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
    let mut groups: Vec<u32> = (0..sources.len() as u32).collect();
    for (number, set) in (0u32..).zip(&shingles) {
        let mut common: FxHashMap<u32, usize> = FxHashMap::default();
        for shingle in set {
            let known = holders.entry(*shingle).or_default();
            for other in known.iter() {
                *common.entry(*other).or_default() += 1;
            }
            known.push(number);
        }
        let same = |(other, count): &(u32, usize)| {
            let shorter = set.len().min(shingles[*other as usize].len());
            shorter >= LEAST && 2 * count >= shorter
        };
        if let Some((other, _)) = common.into_iter().filter(same).min() {
            groups[number as usize] = groups[other as usize];
        }
    }
    groups
}

/// Hashes of the kept shingles of a text, letter case and punctuation aside.
fn sampled(text: &str) -> FxHashSet<u64> {
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.chars().flat_map(char::to_lowercase).fold(0xcbf2_9ce4_8422_2325, |hash, c| mix(hash, u64::from(c)))
        })
        .collect();
    let shingles = words.windows(WORDS).map(|run| run.iter().fold(0, |hash, word| mix(hash, *word)));
    shingles.filter(|hash| (hash >> 17) % SAMPLE == 0).collect()
}

/// FNV-1a's step, on whole values.
fn mix(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x0000_0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::extract::TextFacts;
    use crate::text::Document;

    fn check(texts: &[&str], expected: &[u32]) {
        let document = |text: &&str| Arc::new(Document { text: (*text).to_owned(), ..Document::default() });
        let sources: Sources = texts.iter().map(|text| (document(text), Arc::new(TextFacts::default()))).collect();
        assert_eq!(reprints(&sources), expected);
    }

    #[test]
    fn a_story_printed_twice_is_one() {
        let words = |stem: &str, step: usize| {
            (0..200).map(|n| format!("{stem}{}", n * step % 1000)).collect::<Vec<_>>().join(" ")
        };
        let (story, other) = (words("word", 7919), words("term", 104_729));
        let reprint = format!("The Other Paper\n{}\nShare this", story.to_uppercase());
        check(&[&story, &other, &reprint], &[0, 1, 0]);
    }

    #[test]
    fn short_texts_tell_nothing() {
        check(
            &[
                "Thirteen were arrested in the raid on Thursday night.",
                "Thirteen were arrested in the raid on Thursday night.",
            ],
            &[0, 1],
        );
    }
}
