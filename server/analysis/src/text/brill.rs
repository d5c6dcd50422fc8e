//! A Brill tagger (Brill 1992, "A simple rule-based part of speech tagger"): each word has its most frequent tag until a
//! patch gives it another for the tags and words around it.
//!
//! The model is that of the crate `harper-brill`, written as plain lines by the build script. So is the way it is applied,
//! patch by patch from the first word to the last; but a sentence is looked at as sets of places, one for each tag, and a
//! patch that fits nowhere in a sentence, as nearly all do, costs a few operations on these sets;
//! one that looks for a word which the sentence has not costs nothing.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Tag;
use crate::lexicon::lookup::hash;

/// Places in a sentence, one bit for each.
type Places = u64;

/// So many words are tagged together.
const WINDOW: usize = Places::BITS as usize;
/// So many words of a longer sentence are tagged twice, once with what stands before them and once with what follows.
const OVERLAP: usize = 16;

/// A tagger's model.
pub(super) struct Model {
    /// The most frequent tag of each word, in lower case, by the hash of its letters: no two of so few words share one,
    /// and its letters need not be fetched from somewhere else in memory.
    words: FxHashMap<u64, Tag>,
    patches: Vec<Patch>,
    /// The patches that may fit where a word stands alone.
    lonely: PatchSet,
    /// The patches whose first condition looks for no word.
    wordless: PatchSet,
    /// The words that patches look for, each with the patches whose first condition does; at most [`SOUGHT`].
    sought: Vec<(&'static str, PatchSet)>,
    /// For each byte those of these words that begin with it, in either letter case.
    beginning: Box<[u32; 256]>,
    /// For each tag the patches that fit nowhere where no word has it.
    needing: [PatchSet; Tag::COUNT],
}

/// So many words patches look for.
const SOUGHT: usize = u32::BITS as usize;

/// What the model says of one word by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Untagged {
    /// Its most frequent tag; [`Tag::Unknown`] for one that the model has not met.
    pub(super) tag: Tag,
    /// The sought words that begin as it does, or as which it begins: a bit for each.
    alike: u32,
}

/// Patches by their position, one bit for each.
#[derive(Clone, Copy, Default)]
struct PatchSet([u64; 4]);

impl PatchSet {
    /// So many patches a model may have.
    const CAPACITY: usize = 4 * u64::BITS as usize;

    fn insert(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    fn extend(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own |= other);
    }

    fn remove(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own &= !other);
    }

    /// The first position from `at` on.
    fn next(&self, at: usize) -> Option<usize> {
        let mut bits = self.0.get(at / 64)? & u64::MAX << (at % 64);
        let mut word = at / 64;
        while bits == 0 {
            word += 1;
            bits = *self.0.get(word)?;
        }
        Some(word * 64 + bits.trailing_zeros() as usize)
    }

    /// Their positions, in order.
    fn iter(self) -> impl Iterator<Item = usize> {
        std::iter::successors(self.next(0), move |at| self.next(at + 1))
    }
}

/// Words tagged `from` are `to` where all conditions hold.
struct Patch {
    from: Tag,
    to: Tag,
    /// The one that fails most often: on a word, where there is such a one.
    first: Condition,
    others: [Option<Condition>; 2],
}

/// A condition on what stands around a word; distances are in words, negative before it.
#[derive(Clone, Copy)]
enum Condition {
    /// The word there has this tag.
    Tagged(i8, Tag),
    /// Some word from the word itself to before the one there has this tag; or, before it, from the one there on.
    AnyTagged(i8, Tag),
    /// The word before and the word behind have these tags.
    Between(Tag, Tag),
    /// The word there begins as the sought word of this number does, or the other way round.
    Word(i8, u8),
}

static MODEL: LazyLock<Model> = LazyLock::new(|| read(include_str!(concat!(env!("OUT_DIR"), "/tagger.model"))));

/// The one instance.
pub(super) fn model() -> &'static Model {
    &MODEL
}

/// Reads the lines of the build script: `word TAG`, an empty line, `FROM TO condition; condition`.
fn read(source: &'static str) -> Model {
    let (words, patches) = source.split_once("\n\n").unwrap_or((source, ""));
    let mut sought = Vec::new();
    let patches: Vec<Patch> =
        patches.lines().filter_map(|line| patch(line, &mut sought)).take(PatchSet::CAPACITY).collect();
    let mut sought: Vec<_> = sought.into_iter().map(|word| (word, PatchSet::default())).collect();
    let (mut lonely, mut wordless) = (PatchSet::default(), PatchSet::default());
    let mut needing = [PatchSet::default(); Tag::COUNT];
    for (at, patch) in patches.iter().enumerate() {
        for tag in patch.conditions().flat_map(Condition::tags).chain([patch.from]) {
            needing[tag as usize].insert(at);
        }
        if patch.fits_alone() {
            lonely.insert(at);
        }
        match patch.first {
            Condition::Word(_, word) => sought[usize::from(word)].1.insert(at),
            _ => wordless.insert(at),
        }
    }
    let mut beginning = Box::new([0; 256]);
    for (number, (word, _)) in sought.iter().enumerate() {
        for first in word.bytes().take(1).flat_map(|first| [first.to_ascii_lowercase(), first.to_ascii_uppercase()]) {
            beginning[usize::from(first)] |= 1 << number;
        }
    }
    let words =
        words.lines().filter_map(|line| line.rsplit_once(' ')).map(|(word, tag)| (hash(word), named(tag))).collect();
    Model { words, patches, lonely, wordless, sought, beginning, needing }
}

fn patch(line: &'static str, sought: &mut Vec<&'static str>) -> Option<Patch> {
    let mut parts = line.splitn(3, ' ');
    let (from, to) = (named(parts.next()?), named(parts.next()?));
    let conditions = parts.next()?.split("; ").map(|part| condition(part, sought));
    let mut others = conditions.collect::<Option<Vec<_>>>()?;
    let first = others.remove(others.iter().position(|one| matches!(one, Condition::Word(..))).unwrap_or(0));
    let mut others = others.into_iter();
    Some(Patch { from, to, first, others: [others.next(), others.next()] })
}

fn condition(part: &'static str, sought: &mut Vec<&'static str>) -> Option<Condition> {
    let cells: Vec<&str> = part.split(' ').collect();
    let [kind, first, second] = cells[..] else { return None };
    Some(match kind {
        "tagged" => Condition::Tagged(first.parse().ok()?, named(second)),
        "any" => Condition::AnyTagged(first.parse().ok()?, named(second)),
        "between" => Condition::Between(named(first), named(second)),
        _ => {
            let number = sought.iter().position(|word| *word == second).unwrap_or(sought.len());
            if number == SOUGHT {
                return None;
            }
            if number == sought.len() {
                sought.push(second);
            }
            Condition::Word(first.parse().ok()?, u8::try_from(number).ok()?)
        }
    })
}

/// A tag by its name in Universal Dependencies.
fn named(name: &str) -> Tag {
    match name {
        "ADJ" => Tag::Adjective,
        "ADP" => Tag::Adposition,
        "ADV" => Tag::Adverb,
        "AUX" => Tag::Auxiliary,
        "CCONJ" => Tag::CoordinatingConjunction,
        "DET" => Tag::Determiner,
        "INTJ" => Tag::Interjection,
        "NOUN" => Tag::Noun,
        "NUM" => Tag::Numeral,
        "PART" => Tag::Particle,
        "PRON" => Tag::Pronoun,
        "PROPN" => Tag::ProperNoun,
        "PUNCT" => Tag::Punctuation,
        "SCONJ" => Tag::SubordinatingConjunction,
        "SYM" => Tag::Symbol,
        "VERB" => Tag::Verb,
        _ => Tag::Unknown,
    }
}

impl Model {
    /// Corrects the tags of the words of one sentence.
    pub(super) fn tag(&self, words: &mut [Untagged]) {
        if words.len() <= WINDOW {
            return self.correct(words);
        }
        let alone = words.to_vec();
        let mut done = 0;
        while done < words.len() {
            let begin = done.saturating_sub(OVERLAP);
            let end = (begin + WINDOW).min(words.len());
            let mut window = alone[begin..end].to_vec();
            self.correct(&mut window);
            let until = if end == words.len() { end } else { end - OVERLAP };
            words[done..until].copy_from_slice(&window[done - begin..until - begin]);
            done = until;
        }
    }

    /// What is known of a lower-case word by itself.
    pub(super) fn untagged(&self, word: &str) -> Untagged {
        let may_be = word.bytes().next().map_or(0, |first| self.beginning[usize::from(first)]);
        let sought = (0..).zip(&self.sought).filter(|(number, _)| may_be >> number & 1 == 1);
        let alike = sought.filter(|(_, (sought, _))| begins_alike(word, sought));
        Untagged { tag: self.dictionary(word), alike: alike.fold(0, |set, (number, _)| set | 1u32 << number) }
    }

    /// The most frequent tag of a lower-case word.
    fn dictionary(&self, word: &str) -> Tag {
        self.words.get(&hash(word)).copied().unwrap_or_default()
    }

    /// The tag of a lower-case word that stands alone.
    pub(super) fn tag_alone(&self, word: &str) -> Tag {
        let mut tag = self.dictionary(word);
        for patch in self.lonely.iter().map(|at| &self.patches[at]) {
            let stands = |condition: &Condition| match condition {
                Condition::Word(_, sought) => begins_alike(word, self.sought[usize::from(*sought)].0),
                _ => true,
            };
            if patch.from == tag && patch.conditions().all(stands) {
                tag = patch.to;
            }
        }
        tag
    }

    /// Applies every patch to the words of one window.
    fn correct(&self, words: &mut [Untagged]) {
        let mut tagged = [0; Tag::COUNT];
        let mut standing = [0; SOUGHT];
        for (at, word) in words.iter().enumerate() {
            tagged[word.tag as usize] |= 1 << at;
            let mut alike = word.alike;
            while alike != 0 {
                standing[alike.trailing_zeros() as usize] |= 1 << at;
                alike &= alike - 1;
            }
        }
        let mut wanted = self.wordless;
        for ((_, patches), _) in self.sought.iter().zip(standing).filter(|(_, places)| *places != 0) {
            wanted.extend(*patches);
        }
        let (mut fitting, mut next) = (self.fitting(wanted, &tagged), 0);
        while let Some(number) = fitting.next(next) {
            next = number + 1;
            let patch = &self.patches[number];
            let is_new = tagged[patch.to as usize] == 0;
            // A change is seen by the words behind it, and not by those before.
            let mut open = Places::MAX;
            loop {
                let from = tagged[patch.from as usize] & open;
                let fits = patch.others.iter().flatten().fold(
                    from & patch.first.places(&tagged, &standing),
                    |fits, condition| {
                        if fits == 0 { 0 } else { fits & condition.places(&tagged, &standing) }
                    },
                );
                if fits == 0 {
                    break;
                }
                let at = fits.trailing_zeros();
                tagged[patch.from as usize] &= !(1 << at);
                tagged[patch.to as usize] |= 1 << at;
                words[at as usize].tag = patch.to;
                open = (Places::MAX << at) << 1;
            }
            if is_new && tagged[patch.to as usize] != 0 {
                fitting = self.fitting(wanted, &tagged);
            }
        }
    }

    /// Those of `patches` that need no tag that no word has.
    fn fitting(&self, mut patches: PatchSet, tagged: &[Places; Tag::COUNT]) -> PatchSet {
        for (needing, _) in self.needing.iter().zip(tagged).filter(|(_, places)| **places == 0) {
            patches.remove(*needing);
        }
        patches
    }
}

/// True where one of two words begins as the other does.
fn begins_alike(word: &str, sought: &str) -> bool {
    word.bytes().zip(sought.bytes()).all(|(a, b)| a.eq_ignore_ascii_case(&b))
}

impl Patch {
    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        std::iter::once(&self.first).chain(self.others.iter().flatten())
    }

    /// True where it asks for nothing beside the word itself.
    fn fits_alone(&self) -> bool {
        self.conditions().all(|condition| match condition {
            Condition::Tagged(0, tag) => *tag == self.from,
            Condition::AnyTagged(distance, tag) => *distance > 0 && *tag == self.from,
            Condition::Word(distance, _) => *distance == 0,
            Condition::Tagged(..) | Condition::Between(..) => false,
        })
    }
}

impl Condition {
    /// The tags that some word must have for it to hold.
    fn tags(&self) -> impl Iterator<Item = Tag> {
        let (one, other) = match *self {
            Self::Tagged(_, tag) | Self::AnyTagged(_, tag) => (Some(tag), None),
            Self::Between(before, behind) => (Some(before), Some(behind)),
            Self::Word(..) => (None, None),
        };
        one.into_iter().chain(other)
    }

    /// The places where it holds, given those of each tag and of each sought word; it says nothing of places behind the last.
    fn places(self, tagged: &[Places; Tag::COUNT], standing: &[Places; SOUGHT]) -> Places {
        match self {
            Self::Tagged(distance, tag) => seen_from(tagged[tag as usize], distance),
            Self::Word(distance, sought) => seen_from(standing[usize::from(sought)], distance),
            Self::Between(before, behind) => tagged[before as usize] << 1 & tagged[behind as usize] >> 1,
            Self::AnyTagged(distance, tag) if distance < 0 => {
                let near = (distance..0).fold(0, |near, one| near | seen_from(tagged[tag as usize], one));
                near & Places::MAX << -distance
            }
            Self::AnyTagged(distance, tag) => {
                (0..distance).fold(0, |near, one| near | seen_from(tagged[tag as usize], one))
            }
        }
    }
}

/// The places from which one of `places` lies so many words away.
fn seen_from(places: Places, distance: i8) -> Places {
    if distance < 0 { places << -distance } else { places >> distance }
}

#[cfg(test)]
mod tests {
    use harper_brill::Tagger;

    use super::*;
    use crate::text::Span;
    use crate::text::sentences::sentences;

    fn tags<S: AsRef<str>>(words: &[S]) -> Vec<Tag> {
        let mut words: Vec<_> = words.iter().map(|word| model().untagged(word.as_ref())).collect();
        model().tag(&mut words);
        words.iter().map(|word| word.tag).collect()
    }

    #[test]
    fn words_are_tagged_as_by_the_crate_that_the_model_comes_from() {
        let theirs = harper_brill::brill_tagger();
        for text in [
            include_str!("../../../../tests/corpus/iraq-2020/brief.md"),
            include_str!("../../../../tests/corpus/veldra-flood/brief.md"),
            include_str!("../../../../tests/corpus/iraq-2020/sources/two-rivers-wire-2020-06-26.txt"),
        ] {
            for sentence in sentences(text, Span::new(0, text.len())) {
                let words: Vec<String> =
                    sentence.tokens.iter().map(|token| token.text(text).to_lowercase().replace('’', "'")).collect();
                let wanted: Vec<Tag> = theirs
                    .tag_sentence(&words)
                    .into_iter()
                    .map(|tag| tag.map_or(Tag::Unknown, |tag| named(&format!("{tag:?}"))))
                    .collect();
                assert_eq!(tags(&words), wanted, "{words:?}");
                for word in &words {
                    let wanted = theirs.tag_sentence(std::slice::from_ref(word))[0];
                    let wanted = wanted.map_or(Tag::Unknown, |tag| named(&format!("{tag:?}")));
                    assert_eq!(model().tag_alone(word), wanted, "{word}");
                }
            }
        }
    }

    #[test]
    fn no_two_words_of_the_model_share_a_hash() {
        let source = include_str!(concat!(env!("OUT_DIR"), "/tagger.model"));
        let words: std::collections::BTreeSet<_> =
            source.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.rsplit_once(' ')).collect();
        assert_eq!(model().words.len(), words.len());
    }

    #[test]
    fn a_long_sentence_is_tagged_in_windows() {
        let words: Vec<&str> = "police said that the raid led to the arrest of 13 members .".split(' ').collect();
        let long: Vec<&str> = words.iter().copied().cycle().take(words.len() * 40).collect();
        let tags = tags(&long);
        assert_eq!(tags.len(), long.len());
        let twelfth = words.len() * 12..words.len() * 13;
        assert_eq!(tags[twelfth], tags[words.len() * 20..words.len() * 21]);
    }
}
