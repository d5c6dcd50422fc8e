//! Reprints: one wire story in three papers is one source, and so is a paragraph that one paper took over from another.
//!
//! Shingles and sketches after Broder (1997, "On the resemblance and containment of documents"), sentence by sentence:
//! two sentences print the same words where most runs of four words of the shorter stand in the other. They are found by
//! a sketch of the smallest hashes, so that the cost grows with the length of the text and not with its square. Numbers are
//! masked: a copy with another number is still a copy, and it is the judge's business that it is another statement. Names
//! are not: where each of two sentences names somebody whom the other does not, they are two reports in one form of words
//! (`Dr A was elected governor with a lead of 95 votes`), and so is what is worded in very many ways. Two documents are one
//! story where at least half of the shorter one's words stand in sentences that the other prints too.
//!
//! Nothing depends on the order of the documents: where more sentences are alike than can be compared, those with the
//! smallest hashes are.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Passage;
use super::each::{self, Each};
use super::names::sound::Sounds;
use crate::extract::TextFacts;
use crate::lexicon::kept::Kept;
use crate::lexicon::lookup::hash;
use crate::lexicon::numbers;
use crate::text::tokens::bare_words;
use crate::text::{Document, DocumentId};

/// Words in a shingle.
const SHINGLE: usize = 4;

/// Fewer words than this are a turn of phrase that anybody may use.
const LEAST: usize = 10;

/// Hashes in a sketch.
const SKETCH: usize = 8;

/// With so many sentences (or documents) of one sketch another is compared at most.
const COMPARED: usize = 8;

/// Nobody prints one sentence in more different wordings than this: it is a form of words into which many things are put.
const WORDINGS: u32 = 16;

/// So many of five of the shorter sentence's shingles its copy has.
const COPIED: usize = 3;

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
        let mut mentions = facts.mentions.iter().map(|mention| mention.span).peekable();
        let mut sentences = Vec::with_capacity(facts.sentences.len());
        sentences.extend(facts.sentences.iter().filter_map(|span| {
            let mut named = 0;
            while let Some(mention) = mentions.next_if(|mention| mention.start() < span.end()) {
                named |= name_bits(mention.of(&document.text));
            }
            let words = words(span.of(&document.text));
            (words.len() >= LEAST).then(|| {
                let mixed = |run: &[u64]| run.iter().fold(SEED, |hash, word| mix(hash, *word));
                // Half of a hash tells enough, and there are very many.
                let mut shingles: Vec<u32> = words.windows(SHINGLE).map(|run| (mixed(run) >> 32) as u32).collect();
                shingles.sort_unstable();
                shingles.dedup();
                let passage = Passage { document: DocumentId(number as u32), span: *span };
                let bits = shingles.iter().fold(0, |bits, shingle| bits | 1 << (shingle % u128::BITS));
                Printed {
                    passage,
                    words: words.len(),
                    whole: mixed(&words),
                    shingles: shingles.into(),
                    bits,
                    named: AtomicU64::new(named),
                }
            })
        }));
        Self { sentences, text: hash(&document.text) }
    }
}

/// Finds what copies what: `prints` are those of the documents in order of their numbers, `date` tells when each was
/// published. What can be compared at once is shared out by `each`.
pub(super) fn reprints(prints: &[Prints], date: impl Fn(usize) -> Option<Date>, each: Each<'_>) -> Reprints {
    let texts: Vec<u64> = prints.iter().map(|document| document.text).collect();
    // They stay where they are: a second list of them is what most memory would go into.
    let printed: Vec<&Printed> = prints.iter().flat_map(|document| &document.sentences).collect();
    let mut groups = Groups::new(printed.len());
    join_copies(&printed, &mut groups, each);
    let firsts: Vec<u32> = (0..printed.len() as u32).map(|number| groups.first(number)).collect();
    let mut sizes = vec![0; printed.len()];
    for first in &firsts {
        sizes[*first as usize] += 1;
    }
    let mut copies: FxHashMap<u32, Vec<&Printed>> = FxHashMap::default();
    for (first, sentence) in firsts.into_iter().zip(&printed).filter(|(first, _)| sizes[*first as usize] > 1) {
        copies.entry(first).or_default().push(*sentence);
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
    /// A bit for each of them, by its lowest seven.
    bits: u128,
    /// A bit for each word of its names, by what it roughly sounds like.
    named: AtomicU64,
}

impl Printed {
    /// True where most shingles of the shorter of two sentences stand in the other, and not each names somebody else.
    fn is_copy(&self, other: &Printed) -> bool {
        if self.names_others_than(other) {
            return false;
        }
        let (shorter, longer) = if self.shingles.len() <= other.shingles.len() { (self, other) } else { (other, self) };
        let needed = (COPIED * shorter.shingles.len()).div_ceil(5);
        // Each of these bits is of a shingle at least that the longer one does not have: nearly all pairs end here.
        let missing = (shorter.bits & !longer.bits).count_ones() as usize;
        shorter.shingles.len() - needed >= missing && have_in_common(&shorter.shingles, &longer.shingles, needed)
    }

    fn names_others_than(&self, other: &Printed) -> bool {
        let (own, others) = (self.named.load(Relaxed), other.named.load(Relaxed));
        own & !others != 0 && others & !own != 0
    }
}

/// Joins sentences of the same words, then those whose sketches meet and whose shingles are mostly the same.
fn join_copies(printed: &[&Printed], groups: &mut Groups, each: Each<'_>) {
    let mut wholes: Vec<(u64, u32)> = printed.iter().map(|sentence| sentence.whole).zip(0..).collect();
    wholes.sort_unstable();
    let mut wordings: Vec<u32> = Vec::new();
    for same in wholes.chunk_by(|a, b| a.0 == b.0) {
        let first = same[0].1;
        for (_, other) in &same[1..] {
            groups.join(first, *other);
            // What is a name in one document may not have been told to be one in another.
            let named = printed[*other as usize].named.load(Relaxed);
            printed[first as usize].named.fetch_or(named, Relaxed);
        }
        wordings.push(first);
    }
    drop(wholes);
    // As they lie in memory: each drawer goes over all of them.
    wordings.sort_unstable();
    let copies = each::all(each, DRAWERS, |drawer| copies_among(printed, sketched(printed, &wordings, drawer)));
    let copies = || copies.iter().flatten().copied();
    let mut alike = Groups::new(printed.len());
    copies().for_each(|(a, b)| alike.join(a, b));
    let mut sizes = vec![0; printed.len()];
    for wording in wordings {
        sizes[alike.first(wording) as usize] += 1;
    }
    for (a, b) in copies().filter(|(a, _)| sizes[alike.first(*a) as usize] <= WORDINGS) {
        groups.join(a, b);
    }
}

/// So many parts of the sketches are compared each by itself: for each of them all sentences are gone over, and what is in
/// one is held at once.
const DRAWERS: usize = 4;

/// Each hash of the sketches of these sentences, and its sentence, as far as they belong into one drawer by their lowest bits.
fn sketched(printed: &[&Printed], sentences: &[u32], drawer: usize) -> Vec<(u32, u32)> {
    let mut sketches = Vec::with_capacity(sentences.len() * SKETCH / DRAWERS);
    for number in sentences {
        let shingles = &printed[*number as usize].shingles;
        let sketch = shingles[..SKETCH.min(shingles.len())].iter();
        sketches.extend(sketch.filter(|hash| **hash as usize % DRAWERS == drawer).map(|hash| (*hash, *number)));
    }
    sketches
}

/// Which sentences of one hash are copies.
fn copies_among(printed: &[&Printed], mut sketches: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    sketches.sort_unstable();
    let (mut copies, mut sentences) = (Vec::new(), Vec::new());
    for alike in sketches.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
        sentences.clear();
        sentences.extend(alike.iter().map(|(_, number)| (printed[*number as usize], *number)));
        sentences.sort_unstable_by_key(|(sentence, _)| sentence.whole);
        // Of those that others are compared with, the first that each is a copy of: a copy of one is known to be one of all.
        let mut leaders = [0; COMPARED];
        for (at, (a, number)) in sentences.iter().enumerate() {
            let mut led_by = [false; COMPARED];
            let before = sentences[..at.min(COMPARED)].iter().zip(leaders);
            for ((b, other), leader) in before {
                if !led_by[leader] && a.is_copy(b) {
                    led_by[leader] = true;
                    copies.push((*number, *other));
                }
            }
            if let Some(own) = leaders.get_mut(at) {
                *own = led_by.iter().position(|led| *led).unwrap_or(at);
            }
        }
    }
    copies
}

/// True where two sorted lists have so many shingles in common.
fn have_in_common(a: &[u32], b: &[u32], needed: usize) -> bool {
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
fn stories(texts: &[u64], printed: &[&Printed], copies: &FxHashMap<u32, Vec<&Printed>>) -> Vec<u32> {
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
    thread_local! {
        static MET: Kept<u64> = const { Kept::new() };
    }
    let mut hashes: Vec<u64> = Vec::with_capacity(text.len() / 5);
    for hash in bare_words(text).map(|word| MET.with(|met| met.of(word, hash_of))) {
        if hash != NUMBER || hashes.last() != Some(&NUMBER) {
            hashes.push(hash);
        }
    }
    hashes
}

fn hash_of(word: &str) -> u64 {
    let lower = word.to_lowercase();
    let number = lower.starts_with(|c: char| c.is_ascii_digit()) || numbers().word(&lower).is_some();
    if number { NUMBER } else { lower.bytes().fold(SEED, |hash, byte| mix(hash, u64::from(byte))) }
}

/// A bit for each word of a name, the same for spellings that sound roughly alike.
fn name_bits(name: &str) -> u64 {
    thread_local! {
        static MET: Kept<u64> = const { Kept::new() };
    }
    let words = name.split(|c: char| c.is_whitespace() || c == '-').filter(|word| word.starts_with(char::is_uppercase));
    words.fold(0, |bits, word| bits | MET.with(|met| met.of(word, bit_of)))
}

fn bit_of(word: &str) -> u64 {
    let letters: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let skeleton = Sounds::of(&letters).skeleton();
    1 << (skeleton.bytes().fold(SEED, |hash, byte| mix(hash, u64::from(byte))) % u64::from(u64::BITS))
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
    use crate::resolve::IN_ORDER;
    use crate::text::Markup;

    fn found(texts: &[&str]) -> Reprints {
        let prints = texts.iter().enumerate().map(|(number, text)| {
            let document = Document { text: (*text).to_owned(), ..Document::default() };
            Prints::of(number, &document, &extract(text, Markup::Plain, None))
        });
        reprints(&prints.collect::<Vec<_>>(), |_| None, IN_ORDER)
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
    fn the_same_form_of_words_about_others_is_no_copy() {
        let of = |who: &str, day: &str| {
            format!(
                "Dr {who} was elected governor of Karsk province on {day} with a lead of nearly 60 votes over the mayor."
            )
        };
        let groups = |one: &str, other: &str| found(&[one, other]).copies.len();
        assert_eq!(groups(&of("Irina Sokolova", "6 October"), &of("Pavel Orlov", "11 October")), 0);
        assert_eq!(groups(&of("Nouri of Kata'ib Hezbollah", "6 May"), &of("Nuri of Khataib Hizballah", "6 May")), 1);
        assert_eq!(groups(&of("Irina Sokolova", "6 October"), &of("Sokolova", "6 October")), 1);
    }

    #[test]
    fn what_is_worded_in_too_many_ways_is_no_copy() {
        let goods = ["apples", "barley", "candles", "drums", "eggs", "flax", "grapes", "hay", "ink", "jars"];
        let telling = |goods: &str, who: &str| {
            format!(
                "Families waited in the rain outside the old customs house with {goods} until {who} sent them home."
            )
        };
        let groups = |whos: &[&str]| {
            let texts: Vec<String> =
                goods.iter().flat_map(|goods| whos.iter().map(|who| telling(goods, who))).collect();
            found(&texts.iter().map(String::as_str).collect::<Vec<_>>()).copies
        };
        assert_eq!(groups(&["guards"]).iter().map(Vec::len).collect::<Vec<_>>(), [10]);
        assert_eq!(groups(&["guards", "clerks"]), Vec::<Vec<Passage>>::new());
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
