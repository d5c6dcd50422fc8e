//! Reprints: one wire story in three papers is one source, and so is a paragraph that one paper took over from another.
//!
//! Shingles and sketches after Broder (1997, "On the resemblance and containment of documents"), sentence by sentence:
//! two sentences print the same words where most runs of four words of the shorter stand in the other. They are found by
//! a sketch of the smallest hashes, so that the cost grows with the length of the text and not with its square. Numbers are
//! masked: a copy with another number is still a copy, and it is the judge's business that it is another statement. Two
//! documents are one story where at least half of the shorter one's words stand in sentences that the other prints too.
//!
//! Nothing depends on the order of the documents: where more sentences are alike than can be compared, those with the
//! smallest hashes are.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Passage;
use crate::extract::TextFacts;
use crate::lexicon::numbers;
use crate::text::{Document, DocumentId};

/// Words in a shingle.
const SHINGLE: usize = 4;

/// Fewer words than this are a turn of phrase that anybody may use.
const LEAST: usize = 10;

/// Hashes in a sketch.
const SKETCH: usize = 8;

/// With so many sentences (or documents) of one sketch another is compared at most.
const COMPARED: usize = 8;

/// The share of the shorter sentence's shingles that its copy has.
const COPIED: f64 = 0.6;

/// What copies what.
#[derive(Clone, Debug, Default)]
pub struct Reprints {
    /// For each document, the number of the first one that prints the same story.
    pub documents: Vec<u32>,
    /// The sentences that several documents print after one another, each group in order.
    pub copies: Vec<Vec<Passage>>,
    /// For each group the date of the document that printed it first, as far as dates are known.
    first: Vec<Option<Date>>,
    /// For each of these sentences, the position of its group in `copies`.
    group_of: FxHashMap<Passage, u32>,
}

impl Reprints {
    /// The position of a sentence's group in `copies`.
    pub fn group(&self, sentence: Passage) -> Option<u32> {
        self.group_of.get(&sentence).copied()
    }

    /// What prints the words of `sentence`, itself among them; empty where no other document does.
    pub fn of(&self, sentence: Passage) -> &[Passage] {
        self.group_of.get(&sentence).map_or(&[], |group| &self.copies[*group as usize])
    }

    /// The day by which the words of a sentence are to be understood (`on Thursday`) where another document printed it
    /// first; `None` for all others.
    pub fn written_on(&self, sentence: Passage) -> Option<Date> {
        self.group_of.get(&sentence).and_then(|group| self.first[*group as usize])
    }
}

/// What one document prints: all of it that finding reprints needs.
pub(super) struct Prints {
    sentences: Vec<Printed>,
    /// A hash of its whole text.
    text: u64,
}

impl Prints {
    /// What a document with this number prints.
    pub(super) fn of(number: usize, document: &Document, facts: &TextFacts) -> Self {
        let sentences = facts.sentences.iter().filter_map(|span| {
            let words = words(span.of(&document.text));
            (words.len() >= LEAST).then(|| {
                let hash = |run: &[u64]| run.iter().fold(SEED, |hash, word| mix(hash, *word));
                // Half of a hash tells enough, and there are very many.
                let mut shingles: Vec<u32> = words.windows(SHINGLE).map(|run| (hash(run) >> 32) as u32).collect();
                shingles.sort_unstable();
                shingles.dedup();
                let passage = Passage { document: DocumentId(number as u32), span: *span };
                Printed { passage, words: words.len(), whole: hash(&words), shingles: shingles.into() }
            })
        });
        let text = document.text.bytes().fold(SEED, |hash, byte| mix(hash, u64::from(byte)));
        Self { sentences: sentences.collect(), text }
    }
}

/// Finds what copies what: `prints` are those of the documents in order of their numbers, `date` tells when each was
/// published.
pub(super) fn reprints(prints: Vec<Prints>, date: impl Fn(usize) -> Option<Date>) -> Reprints {
    let texts: Vec<u64> = prints.iter().map(|document| document.text).collect();
    let printed: Vec<Printed> = prints.into_iter().flat_map(|document| document.sentences).collect();
    let mut groups = Groups::new(printed.len());
    join_copies(&printed, &mut groups);
    let firsts: Vec<u32> = (0..printed.len() as u32).map(|number| groups.first(number)).collect();
    let mut sizes = vec![0; printed.len()];
    for first in &firsts {
        sizes[*first as usize] += 1;
    }
    let mut copies: FxHashMap<u32, Vec<&Printed>> = FxHashMap::default();
    for (first, sentence) in firsts.into_iter().zip(&printed).filter(|(first, _)| sizes[*first as usize] > 1) {
        copies.entry(first).or_default().push(sentence);
    }
    copies.retain(|_, sentences| sentences.iter().any(|other| other.passage.document != sentences[0].passage.document));
    let documents = stories(&texts, &printed, &copies);
    let passages = |sentences: Vec<&Printed>| sentences.iter().map(|sentence| sentence.passage).collect::<Vec<_>>();
    let mut copies: Vec<_> = copies.into_values().map(passages).collect();
    copies.sort_unstable();
    let numbered = (0..).zip(&copies);
    let group_of = numbered.flat_map(|(group, copies)| copies.iter().map(move |copy| (*copy, group))).collect();
    let date = |copy: &Passage| date(copy.document.0 as usize);
    let first = copies.iter().map(|copies| copies.iter().filter_map(date).min()).collect();
    Reprints { documents, copies, first, group_of }
}

/// A sentence as it is printed in one document.
struct Printed {
    passage: Passage,
    /// Number of its words.
    words: usize,
    /// A hash of all its words, numbers masked.
    whole: u64,
    /// Its shingles, sorted.
    shingles: Box<[u32]>,
}

/// Joins sentences of the same words, then those whose sketches meet and whose shingles are mostly the same.
fn join_copies(printed: &[Printed], groups: &mut Groups) {
    let mut first_of: FxHashMap<u64, u32> = FxHashMap::default();
    // Each hash of a sketch with its sentence.
    let mut sketches: Vec<(u32, u32)> = Vec::new();
    for (number, sentence) in (0..).zip(printed) {
        match first_of.entry(sentence.whole) {
            std::collections::hash_map::Entry::Occupied(first) => groups.join(*first.get(), number),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(number);
                sketches.extend(sentence.shingles.iter().take(SKETCH).map(|hash| (*hash, number)));
            }
        }
    }
    sketches.sort_unstable();
    for alike in sketches.chunk_by_mut(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
        alike.sort_unstable_by_key(|(_, number)| printed[*number as usize].whole);
        for (at, (_, a)) in alike.iter().enumerate() {
            for (_, b) in &alike[..at.min(COMPARED)] {
                if is_copy(&printed[*a as usize].shingles, &printed[*b as usize].shingles) {
                    groups.join(*a, *b);
                }
            }
        }
    }
}

fn is_copy(a: &[u32], b: &[u32]) -> bool {
    let shorter = a.len().min(b.len());
    let needed = (COPIED * shorter as f64).ceil() as usize;
    let (mut rest, mut other, mut common) = (a, b, 0);
    // What is left cannot make up for what is missing.
    while common < needed && common + rest.len().min(other.len()) >= needed {
        match rest[0].cmp(&other[0]) {
            std::cmp::Ordering::Less => rest = &rest[1..],
            std::cmp::Ordering::Greater => other = &other[1..],
            std::cmp::Ordering::Equal => (rest, other, common) = (&rest[1..], &other[1..], common + 1),
        }
    }
    common >= needed
}

/// For each document the number of the first one that prints its story.
fn stories(texts: &[u64], printed: &[Printed], copies: &FxHashMap<u32, Vec<&Printed>>) -> Vec<u32> {
    let mut words = vec![0; texts.len()];
    for sentence in printed {
        words[sentence.passage.document.0 as usize] += sentence.words;
    }
    let order: Vec<(u64, u32)> = texts.iter().copied().zip(0..).collect();
    let mut common: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    for sentences in copies.values() {
        let mut documents: Vec<(u32, usize)> =
            sentences.iter().map(|sentence| (sentence.passage.document.0, sentence.words)).collect();
        documents.sort_unstable_by_key(|(document, _)| order[*document as usize]);
        documents.dedup_by_key(|(document, _)| *document);
        for (at, (a, words)) in documents.iter().enumerate() {
            for (b, others) in &documents[..at.min(COMPARED)] {
                *common.entry((*a.min(b), *a.max(b))).or_default() += words.min(others);
            }
        }
    }
    let mut groups = Groups::new(texts.len());
    for ((a, b), shared) in common {
        let shorter = words[a as usize].min(words[b as usize]);
        if 2 * shared >= shorter && shorter >= STORY {
            groups.join(a, b);
        }
    }
    (0..texts.len() as u32).map(|document| groups.first(document)).collect()
}

/// Fewer words than this are no story: its sentences may be copied, but that makes no reprint of it.
const STORY: usize = 3 * LEAST;

/// Hashes of the words of a text, letter case and punctuation aside, every number the same.
fn words(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut hashes: Vec<u64> = Vec::new();
    for word in words {
        let lower = word.to_lowercase();
        let number = lower.starts_with(|c: char| c.is_ascii_digit()) || numbers().word(&lower).is_some();
        if number && hashes.last() == Some(&NUMBER) {
            continue;
        }
        hashes.push(if number { NUMBER } else { lower.bytes().fold(SEED, |hash, byte| mix(hash, u64::from(byte))) });
    }
    hashes
}

/// FNV-1a's offset basis, 64 bits (Fowler, Noll & Vo).
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Stands for every number.
const NUMBER: u64 = 1;

/// FNV-1a's step on whole values, with its high bits folded back so that small hashes are spread evenly.
fn mix(hash: u64, value: u64) -> u64 {
    let next = (hash ^ value).wrapping_mul(0x0000_0100_0000_01b3);
    next ^ (next >> 29)
}

/// Numbers joined into groups (union-find, each group led by its smallest number).
struct Groups(Vec<u32>);

impl Groups {
    fn new(len: usize) -> Self {
        Self((0..len as u32).collect())
    }

    fn first(&mut self, number: u32) -> u32 {
        let mut at = number;
        while self.0[at as usize] != at {
            let above = self.0[self.0[at as usize] as usize];
            self.0[at as usize] = above;
            at = above;
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::extract;
    use crate::text::Markup;

    fn found(texts: &[&str]) -> Reprints {
        let prints = texts.iter().enumerate().map(|(number, text)| {
            let document = Document { text: (*text).to_owned(), ..Document::default() };
            Prints::of(number, &document, &extract(text, Markup::Plain, None))
        });
        reprints(prints.collect(), |_| None)
    }

    const STORY_OF_SELM: &str = "Rain swept away the old bridge of Selm during the night of the harvest fair.\n\
        Forty men of the fire brigade searched the banks for the ferryman and his two sons.\n\
        The mayor of Selm said that a new bridge would cost more than the town earns in a year.";

    #[test]
    fn a_story_printed_twice_is_one() {
        let other = "Nothing of the kind was heard in Karsk, where the market opened as it does on every Monday.\n\
            The price of barley fell for the third week, and that of wool rose a little, as traders had foreseen.";
        let reprint = format!("The Other Paper\n{}\nShare this", STORY_OF_SELM.replace("Forty", "41"));
        let found = found(&[STORY_OF_SELM, other, &reprint]);
        assert_eq!(found.documents, [0, 1, 0]);
        assert_eq!(found.copies.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2]);
    }

    #[test]
    fn a_paragraph_taken_over_is_no_reprint_of_the_story() {
        let quoting = "The Karsk Echo has asked around what became of the bridge that everybody knew so well.\n\
            Rain swept away the old bridge of Selm during the night of the harvest fair, the Post reported.\n\
            Nobody in Karsk believes it, for the ferry has been running again since the first of the month.\n\
            It is said that the bridge was sold to a dealer in stones long before the rain began to fall.";
        let found = found(&[STORY_OF_SELM, quoting]);
        assert_eq!(found.documents, [0, 1]);
        let copied: Vec<_> = found.copies.iter().flatten().map(|passage| passage.document.0).collect();
        assert_eq!(copied, [0, 1]);
    }

    #[test]
    fn short_sentences_tell_nothing() {
        let found = found(&["Thirteen were arrested in the raid.", "Thirteen were arrested in the raid."]);
        assert_eq!((found.documents, found.copies.len()), (vec![0, 1], 0));
    }

    #[test]
    fn who_is_read_first_does_not_matter() {
        let shared = "A convoy of nine lorries left the depot at Orm for the camps on the far side of the river.";
        let texts = [shared.to_owned(), STORY_OF_SELM.to_owned(), format!("{shared}\n{STORY_OF_SELM}")];
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        for order in orders {
            let texts: Vec<&str> = order.iter().map(|at| texts[*at].as_str()).collect();
            let found = found(&texts);
            let place = |text: usize| order.iter().position(|at| *at == text).unwrap_or_default();
            let one = |a: usize, b: usize| found.documents[place(a)] == found.documents[place(b)];
            assert_eq!((one(0, 1), one(0, 2), one(1, 2), found.copies.len()), (false, false, true, 4), "{order:?}");
        }
    }
}
