//! Mentions: byte ranges that name an actor, found without any list of actors.
//!
//! After Mikheev, Moens, Grover 1999 ("Named Entity Recognition without Gazetteers"): sure-fire evidence first (titles,
//! organisation heads, apposition, a definition "Long Name (LN)"), then partial matches of what that found, then relaxed
//! rules. Evidence is gathered over the whole text. A capitalised word at the start of a sentence counts only with other
//! support. Acronyms after Schwartz and Hearst 2003 ("A simple algorithm for identifying abbreviation definitions").

mod acronyms;
mod appositions;
mod calendar;
mod candidates;
mod context;
mod descriptions;
mod evidence;
mod handles;
mod headlines;
mod references;
mod runs;
mod words;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use crate::lexicon::kinds::ActorKind;
use crate::text::{Sentence, Span};
use acronyms::Declared;
use candidates::Name;
use evidence::{Evidence, Key};
use headlines::Known;
use references::Listed;
use words::Words;

/// One name in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name, without title, article or possessive.
    pub span: Span,
    /// What it names, as far as this text shows.
    pub kind: ActorKind,
    /// The sentence it stands in: the running number over all blocks.
    pub sentence: u32,
    /// True for an author or publisher in a list of sources: no actor of the story.
    pub listed: bool,
}

/// What a text calls an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionDescription {
    /// The mention it describes: its position in [`Mentions::mentions`].
    pub mention: u32,
    /// The words (`Prime Minister`, `AAH commander`), in bytes.
    pub text: Span,
}

/// Why two mentions of one text belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// `to` is the acronym that the text defines for `from`.
    Acronym,
    /// `to` is another name of `from` ("X, also known as Y").
    Apposition,
    /// `from`, a body or group, belongs to the country `to` ("the Iraqi Interior Ministry").
    Country,
}

/// Two mentions that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionLink {
    /// Position in [`Mentions::mentions`].
    pub from: u32,
    /// Position in [`Mentions::mentions`].
    pub to: u32,
    /// How.
    pub how: LinkKind,
    /// The words that show it, in bytes.
    pub span: Span,
}

/// The names of one text and what it says of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mentions {
    /// Names, in order, without overlap.
    pub mentions: Vec<Mention>,
    /// Titles, roles and appositions, in order of their mentions.
    pub descriptions: Vec<MentionDescription>,
    /// Mentions that belong together.
    pub links: Vec<MentionLink>,
}

/// What one block says of names by itself; offsets count from its first byte.
#[derive(Clone, Debug, Default)]
pub(super) struct BlockNames {
    words: Words,
    found: Candidates,
    /// It stands over a list of sources.
    opens_list: bool,
}

impl BlockNames {
    /// As [`super::BlockFacts`] does.
    pub(super) fn shrink(&mut self) {
        self.words.shrink();
        self.found.names.shrink_to_fit();
        self.found.declared.shrink_to_fit();
    }
}

/// What may be names in one block.
#[derive(Clone, Debug, Default)]
struct Candidates {
    names: Vec<Name>,
    /// How each is spelled.
    keys: Vec<Key>,
    /// Those that one passage declares to be one.
    declared: Vec<Declared>,
}

impl Candidates {
    fn new(words: &Words, mut names: Vec<Name>) -> Self {
        let declared = acronyms::define(words, &mut names);
        context::vote(words, &mut names);
        let keys = names.iter().map(|name| Key::of(words, name)).collect();
        Self { names, keys, declared }
    }
}

/// A block in its text.
struct Block<'t> {
    /// Where it begins in the text.
    start: usize,
    /// The number of its first sentence.
    first_sentence: u32,
    words: &'t Words,
    listed: Listed,
    found: Cow<'t, Candidates>,
}

impl Block<'_> {
    fn place(&self, span: Span) -> Span {
        Span::new(self.start + span.start(), self.start + span.end())
    }
}

/// Reads the names of the block that `own` of `text` is, cut into `sentences`.
pub(super) fn names_of_block(text: &str, own: Span, heading: bool, sentences: &[Sentence]) -> BlockNames {
    let words = words::read(text, own, heading, sentences);
    let names = candidates::candidates(&words, &Listed::default());
    let found = Candidates::new(&words, names);
    BlockNames { opens_list: references::is_heading(&words), words, found }
}

/// The names of a text: its blocks, each with the byte it begins at, in order. One passage helps to read another.
pub(super) fn mentions<'t>(blocks: impl Iterator<Item = (usize, &'t BlockNames)>) -> Mentions {
    let mut blocks = laid_out(blocks);
    let known = Known::in_prose(blocks.iter().map(|block| (block.words, block.found.names.as_slice())));
    let restored = |(at, block)| Some((at, headlines_restored(block, &known)?));
    let headlines: Vec<_> = blocks.iter().enumerate().filter_map(restored).collect();
    for (at, restored) in headlines {
        blocks[at].found = Cow::Owned(restored);
    }
    let evidence = Evidence::of(&blocks);
    let mut answer = Mentions::default();
    for block in &mut blocks {
        let kept = evidence.decide(block);
        descriptions::tell(block, &kept, &mut answer);
    }
    answer
}

/// For each of so many sentences, and behind the last, the position of the first mention that stands in it or later.
pub(crate) fn first_of_sentence(mentions: &[Mention], sentences: usize) -> Vec<u32> {
    let mut mention = 0;
    let first = |sentence| {
        mention += mentions[mention..].iter().take_while(|mention| (mention.sentence as usize) < sentence).count();
        mention as u32
    };
    (0..=sentences).map(first).collect()
}

/// The blocks of a text, entries of lists of sources read as such.
fn laid_out<'t>(blocks: impl Iterator<Item = (usize, &'t BlockNames)>) -> Vec<Block<'t>> {
    let mut in_list = false;
    let mut first_sentence = 0;
    let laid_out = blocks.map(|(start, block)| {
        let words = &block.words;
        let entry = if in_list && !block.opens_list { references::entry(words) } else { None };
        in_list = block.opens_list || entry.is_some() || in_list && words.lines.is_empty();
        let (listed, found) = match entry {
            Some(listed) => {
                let names = candidates::candidates(words, &listed);
                (listed, Cow::Owned(Candidates::new(words, names)))
            }
            None => (Listed::default(), Cow::Borrowed(&block.found)),
        };
        let laid_out = Block { start, first_sentence, words, listed, found };
        first_sentence += words.lines.len() as u32;
        laid_out
    });
    laid_out.collect()
}

/// The candidates of a block, where names in its headlines are put together again.
fn headlines_restored(block: &Block<'_>, known: &Known<'_>) -> Option<Candidates> {
    if !block.words.is_shouted() {
        return None;
    }
    let mut names = candidates::candidates(block.words, &block.listed);
    headlines::restore(block.words, &mut names, known).then(|| Candidates::new(block.words, names))
}
