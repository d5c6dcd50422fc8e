//! Which candidates are names, by the evidence of the whole text: sure ones, partial matches of them, relaxed ones.

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates::{Name, Votes};
use super::handles;
use super::words::{Case, Style, Words};
use super::{ActorKind, Block};
use crate::lexicon::kinds::{NoName, foreign_head};
use crate::lexicon::lookup::hash;
use crate::text::TokenKind;

/// What the text as a whole says of one spelling.
#[derive(Default)]
struct Spelling {
    votes: Votes,
    /// Found by a sure-fire rule, or more than one word in running prose.
    sure: bool,
    /// Stands inside a sentence with its capital.
    inside: bool,
    /// How often it stands in the text.
    count: usize,
}

/// A candidate's words in small letters, without what spelling varies in.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// Their hash.
    hash: u64,
    /// Their length, in bytes.
    length: usize,
    /// Where there are several, the hash of each that has more than one letter.
    parts: Option<Box<[u64]>>,
    /// The first is a noun that groups of other languages begin with.
    foreign: bool,
}

impl Key {
    /// The key of one candidate.
    pub(super) fn of(words: &Words, name: &Name) -> Self {
        let key = spelled(words, name);
        let several = key.contains(' ');
        let parts = || key.split(' ').filter(|part| part.len() > 1).map(hash).collect();
        Self {
            hash: hash(&key),
            length: key.len(),
            parts: several.then(parts),
            foreign: several && foreign_head(key.split(' ').next().unwrap_or_default()).is_some(),
        }
    }
}

/// What all candidates of a text say together.
pub(super) struct Evidence {
    spellings: FxHashMap<u64, Spelling>,
    /// The words of persons' and sure names that may stand for the whole: the last word of a person's name, the first of
    /// a group's; with what is said of the whole.
    parts: FxHashMap<u64, Votes>,
    /// Words that stand in small letters somewhere.
    small: FxHashSet<u64>,
}

impl Evidence {
    /// Gathers it.
    pub(super) fn of(blocks: &[Block<'_>]) -> Self {
        let mut spellings: FxHashMap<u64, Spelling> = FxHashMap::default();
        let listing = |block| candidates_of(block).filter(|(name, _)| !name.listed);
        for (name, key) in blocks.iter().flat_map(listing) {
            let spelling = spellings.entry(key.hash).or_default();
            spelling.votes.join(&name.votes);
            spelling.sure |= name.sure
                && !name.loose
                && (!name.doubtful || name.title.is_some() || name.words.len() > 1 || !name.common);
            spelling.inside |= !name.doubtful && !name.loose;
            spelling.count += 1;
        }
        // A defined acronym and its long form share what is said of either.
        for block in blocks {
            let keys = &block.found.keys;
            for one in &block.found.declared {
                let long = spellings.get(&keys[one.long].hash).map(|spelling| spelling.votes).unwrap_or_default();
                if let Some(short) = spellings.get_mut(&keys[one.short].hash) {
                    short.votes.join(&long);
                }
            }
        }
        let parts = parts(blocks, &spellings);
        let mut small = FxHashSet::default();
        small.reserve(blocks.iter().map(|block| block.words.small.len()).sum());
        small.extend(blocks.iter().flat_map(|block| &block.words.small));
        Self { spellings, parts, small }
    }

    /// Decides on every candidate of a block; returns the positions of those that are names, in order, with their kinds.
    /// Candidates may lose words by it.
    pub(super) fn decide(&self, block: &mut Block<'_>) -> Vec<(usize, ActorKind)> {
        let mut kept = Vec::with_capacity(block.found.names.len());
        for at in 0..block.found.names.len() {
            let shorter = self.cut_end(block, at).or_else(|| self.shorter(block, at));
            let is_name = shorter.is_some() || self.accept(block, at);
            if let Some(name) = shorter {
                let found = block.found.to_mut();
                found.keys[at] = Key::of(block.words, &name);
                found.names[at] = name;
            }
            if is_name {
                kept.push((at, self.kind(&block.found.names[at], &block.found.keys[at])));
            }
        }
        kept
    }

    fn kind(&self, name: &Name, key: &Key) -> ActorKind {
        let spelling = self.spellings.get(&key.hash).filter(|_| !name.listed);
        let votes = spelling.map_or(name.votes, |spelling| spelling.votes);
        match (votes.winner(), self.parts.get(&key.hash)) {
            (ActorKind::Unknown, Some(whole)) => {
                let mut votes = votes;
                votes.join(whole);
                votes.winner()
            }
            (kind, _) => kind,
        }
    }

    /// "Observers Badr": where only the rest of a doubtful run is known from elsewhere, the candidate becomes that rest.
    fn shorter(&self, block: &Block<'_>, at: usize) -> Option<Name> {
        let (words, name, key) = (block.words, &block.found.names[at], &block.found.keys[at]);
        if !name.doubtful || name.words.len() < 2 || name.listed || name.country.is_some() {
            return None;
        }
        let whole = self.spellings.get(&key.hash).is_some_and(|spelling| spelling.inside);
        let first = name.words.start;
        if whole || words.all[first].function || !words.all[first].common || words.all[first].facts.head.is_some() {
            return None;
        }
        let mut rest = name.clone();
        rest.words.start += 1;
        let known = self.spelling(words, &rest).is_some_and(|spelling| spelling.inside || spelling.sure);
        rest.doubtful = false;
        known.then_some(rest)
    }

    /// "Asaib al-Nahr Terror": an ordinary word, met once behind a name that stands without it elsewhere, is none of its
    /// parts.
    fn cut_end(&self, block: &Block<'_>, at: usize) -> Option<Name> {
        let (words, name, key) = (block.words, &block.found.names[at], &block.found.keys[at]);
        let word = &words.all[name.words.end - 1];
        let loose = word.common && word.facts.head.is_none() && !word.is_place_noun();
        let met_again = || self.spellings.get(&key.hash).is_none_or(|spelling| spelling.count > 1);
        if name.words.len() < 3 || !loose || name.listed || met_again() {
            return None;
        }
        let mut rest = name.clone();
        rest.words.end -= 1;
        self.spelling(words, &rest).is_some_and(|spelling| spelling.inside).then_some(rest)
    }

    fn spelling(&self, words: &Words, name: &Name) -> Option<&Spelling> {
        self.spellings.get(&hash(&spelled(words, name)))
    }

    /// True where the text also has word `at` in small letters.
    fn stands_small(&self, words: &Words, at: usize) -> bool {
        self.small.contains(&hash(words.lower(at)))
    }

    fn accept(&self, block: &Block<'_>, at: usize) -> bool {
        let (words, name, key) = (block.words, &block.found.names[at], &block.found.keys[at]);
        if name.listed || name.country.is_some() {
            return true;
        }
        let spelling = self.spellings.get(&key.hash);
        if name.loose {
            return spelling.is_some_and(|spelling| spelling.sure || spelling.inside);
        }
        let first = name.words.start;
        if words.all[first].kind == TokenKind::Handle {
            return true;
        }
        // "the US Army", "Iraq's Parliament": the country stands for them.
        if name.of_country.is_some() && name.words.len() == 1 && name.common {
            return false;
        }
        let last = &words.all[name.words.end - 1];
        if last.facts.no_name == Some(NoName::Event) && !name.sure {
            return false;
        }
        let Some(spelling) = spelling else { return false };
        if name.words.len() > 1 {
            return match words.lines[name.sentence].style {
                Style::Prose => !name.doubtful || !name.common || spelling.sure || spelling.inside,
                Style::Headline => spelling.sure || spelling.inside || !name.common,
                Style::Capitals => spelling.sure || spelling.inside,
            };
        }
        let word = &words.all[first];
        let is_grammar = word.function && !(word.case == Case::Upper && spelling.sure);
        if word.facts.no_name.is_some() || is_grammar || key.length < 2 {
            return false;
        }
        if spelling.sure && (!name.common || name.title.is_some()) || name.acronym_of.is_some() {
            return true;
        }
        if name.common {
            // "the Assembly": a body by its head noun alone, where it is not also written small.
            let head = word.facts.head.is_some_and(|(kind, _)| kind == ActorKind::Body);
            let told = head || word.facts.platform;
            let placed = !name.doubtful || spelling.inside;
            return told && placed && word.case == Case::Initial && !self.stands_small(words, first);
        }
        if self.parts.contains_key(&key.hash) || spelling.inside {
            return true;
        }
        // At the start of a sentence: a word that no dictionary knows and that the text never writes small.
        let style = words.lines[name.sentence].style;
        style != Style::Capitals && key.length > 2 && !self.stands_small(words, first)
    }
}

fn candidates_of<'b>(block: &'b Block<'_>) -> impl Iterator<Item = (&'b Name, &'b Key)> {
    block.found.names.iter().zip(&block.found.keys)
}

fn parts(blocks: &[Block<'_>], spellings: &FxHashMap<u64, Spelling>) -> FxHashMap<u64, Votes> {
    let mut parts: FxHashMap<u64, Votes> = FxHashMap::default();
    let mut done: FxHashSet<u64> = FxHashSet::default();
    for (name, key) in blocks.iter().flat_map(candidates_of) {
        let Some(words) = key.parts.as_ref().filter(|_| name.country.is_none() && !name.listed) else { continue };
        if !done.insert(key.hash) {
            continue;
        }
        let Some(spelling) = spellings.get(&key.hash).filter(|spelling| spelling.sure || spelling.inside) else {
            continue;
        };
        // "Veldra" is not the company that has its name in front of a head noun.
        if !key.foreign && !spelling.votes.winner().may_be_person() {
            continue;
        }
        for part in words {
            parts.entry(*part).or_default().join(&spelling.votes);
        }
    }
    parts
}

/// A candidate's words in small letters, without what spelling varies in.
fn spelled(words: &Words, name: &Name) -> String {
    if words.all[name.words.start].kind == TokenKind::Handle {
        return handles::spaced(&words.written(name.words.start)[1..]).to_lowercase();
    }
    let mut key = String::with_capacity(words.span(name.words.start, name.words.end).len() + 1);
    for at in name.words.clone() {
        if !key.is_empty() {
            key.push(' ');
        }
        let letters = words.lower(at).chars().filter(|c| c.is_alphanumeric() || *c == '-');
        key.extend(letters.map(|c| if c == '-' { ' ' } else { c }));
    }
    if let Some(article) = ["al ", "el ", "the "].iter().find(|article| key.starts_with(**article)) {
        key.drain(..article.len());
    }
    key
}
