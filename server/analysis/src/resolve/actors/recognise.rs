//! Known spellings found in running text, all at once: the text is read along the transducer of all spellings
//! (`segment`).
//!
//! Text and spellings are brought into one form first: small Latin letters without marks and apostrophes, each word
//! between two bytes that no text has, so that a match always begins and ends with a word. Of overlapping spellings the
//! leftmost wins, and of those that begin together the longest. Letter case is looked at behind that, word by word.

use rustc_hash::FxHashMap;
use unicode_normalization::char::is_combining_mark;

use super::ActorId;
use super::segment::Segment;
use crate::lexicon::kinds::name_word;
use crate::resolve::names::words::push_bare;
use crate::text::tags::dictionary_tag;
use crate::text::{Span, Tag};

/// A known spelling in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// Where it stands, in bytes.
    pub span: Span,
    /// The actors that are called so.
    pub actors: Vec<ActorId>,
}

/// Stands before every word.
const OPEN: u8 = 1;
/// Stands behind every word.
const CLOSE: u8 = 2;
/// Stands for whatever else parts words; no spelling goes over it.
const BREAK: u8 = 3;

/// Of longer names the case of the words behind these is not looked at.
const CASED: usize = 16;

/// What is asked of the words of a spelling, a bit for each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pattern {
    /// Words that may be in small letters.
    pub(super) small: u16,
    /// Words that must be in capitals.
    pub(super) capitals: u16,
}

/// The spellings that stand in the stretches `within` of `text`, in order, without overlap.
pub(super) fn find(names: &Segment, text: &str, within: &[Span]) -> Vec<Recognised> {
    let mut folded = Folded::default();
    for span in within {
        folded.read(span.of(text), span.start());
    }
    let (mut found, mut first) = (Vec::new(), 0);
    while let Some(word) = folded.words.get(first) {
        let Some((number, length)) = names.longest_pattern(&folded.bytes[word.at as usize..]) else {
            first += 1;
            continue;
        };
        let end = word.at as usize + length;
        let behind = first + folded.words[first..].partition_point(|word| (word.at as usize) < end);
        let words = &folded.words[first..behind];
        let (pattern, actors) = names.pattern(number);
        if pattern.fits(words) && !(words.len() == 1 && shouts(&folded.words, first)) {
            let span = word.span.join(folded.words[behind - 1].span);
            found.push(Recognised { span, actors });
        }
        first = behind;
    }
    found
}

/// True where a word in capitals stands among others: a headline, in which its capitals mean nothing.
fn shouts(words: &[Word], at: usize) -> bool {
    let capitals = |at: usize| words.get(at).is_some_and(|word| word.case == Case::Capitals && word.span.len() > 1);
    capitals(at) && (at > 0 && capitals(at - 1) || capitals(at + 1))
}

impl Pattern {
    /// A word in small letters is a name's only where the name is written so; an acronym is written in capitals.
    fn fits(self, words: &[Word]) -> bool {
        words.iter().take(CASED).enumerate().all(|(at, word)| match word.case {
            Case::Small => self.small >> at & 1 == 1,
            Case::Initial => self.capitals >> at & 1 == 0,
            Case::Capitals => true,
        })
    }
}

/// Patterns being gathered, each once.
#[derive(Default)]
pub(super) struct Patterns {
    numbers: FxHashMap<Box<[u8]>, usize>,
    patterns: Vec<(Pattern, Vec<ActorId>)>,
}

impl Patterns {
    pub(super) fn add(&mut self, actor: ActorId, spelling: &str) {
        let mut folded = Folded::default();
        folded.read(spelling, 0);
        folded.bytes.truncate(folded.words.last().map_or(0, |word| word.end as usize));
        let bits = |case: Case| {
            let words = folded.words.iter().take(CASED).enumerate();
            words.filter(|(_, word)| word.case == case).fold(0, |bits, (at, _)| bits | 1 << at)
        };
        let (small, capitals): (u16, u16) = (bits(Case::Small), bits(Case::Capitals));
        if !names_alone(&folded, spelling) {
            return;
        }
        let number = *self.numbers.entry(folded.bytes.into_boxed_slice()).or_insert_with(|| {
            self.patterns.push((Pattern { small, capitals }, Vec::new()));
            self.patterns.len() - 1
        });
        let (known, actors) = &mut self.patterns[number];
        known.small |= small;
        known.capitals &= capitals;
        if !actors.contains(&actor) {
            actors.push(actor);
        }
    }

    /// Each pattern with its actors, in order of their first.
    pub(super) fn all(self) -> impl Iterator<Item = (Box<[u8]>, Pattern, Vec<ActorId>)> {
        let mut folded: Vec<_> = self.numbers.into_iter().collect();
        folded.sort_unstable_by_key(|(_, number)| *number);
        let patterns = folded.into_iter().zip(self.patterns);
        patterns.map(|((folded, _), (pattern, actors))| (folded, pattern, actors))
    }
}

/// True for a spelling that names something wherever it stands: more than one word, an acronym, or a word that is no
/// ordinary one.
fn names_alone(folded: &Folded, spelling: &str) -> bool {
    match folded.words.as_slice() {
        [] => false,
        [word] => {
            let letters = word.span.of(spelling);
            letters.chars().filter(|c| c.is_alphabetic()).count() > 1
                && (word.case == Case::Capitals || word.case == Case::Initial && !is_ordinary(letters))
        }
        words => words.iter().any(|word| word.case != Case::Small),
    }
}

fn is_ordinary(word: &str) -> bool {
    let lower = word.to_lowercase();
    name_word(&lower).has_part() || !matches!(dictionary_tag(&lower), Tag::ProperNoun | Tag::Unknown)
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// Without any capital.
    Small,
    /// With some.
    Initial,
    /// With nothing else, and more than one.
    Capitals,
}

/// A word of a folded text.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// Where it begins and ends in [`Folded::bytes`], with the bytes around it.
    at: u32,
    end: u32,
    /// Its letters in the text.
    span: Span,
    case: Case,
}

/// Text brought into the form of the patterns.
#[derive(Debug, Default)]
struct Folded {
    bytes: Vec<u8>,
    words: Vec<Word>,
}

/// A word that has begun.
struct Begun {
    at: usize,
    start: usize,
    end: usize,
    upper: usize,
    lower: usize,
}

impl Folded {
    /// Takes in `text`, which begins at byte `start` of the whole.
    fn read(&mut self, text: &str, start: usize) {
        self.bytes.push(BREAK);
        if self.words.is_empty() {
            self.bytes.clear();
        }
        let mut begun: Option<Begun> = None;
        let mut letters = String::new();
        for (at, c) in text.char_indices() {
            let end = start + at + c.len_utf8();
            let behind = &text[at + c.len_utf8()..];
            if is_apostrophe(c) && is_inside(c, begun.is_some(), behind) {
                // `Kata'ib`, `Kataʾib` and `Kataib` are one word.
            } else if c.is_alphanumeric() && !is_apostrophe(c) || is_mark(c) {
                let word = begun.get_or_insert_with(|| self.begin(start + at));
                word.end = end;
                word.upper += usize::from(c.is_uppercase());
                word.lower += usize::from(c.is_lowercase());
                self.push(c, &mut letters);
            } else {
                let initial = begun.take().map(|word| self.end(&word)).is_some_and(|letters| letters == 1);
                let joins = c.is_whitespace() || matches!(c, '-' | '‑') || c == '.' && initial;
                if !joins {
                    self.bytes.push(BREAK);
                }
            }
        }
        if let Some(word) = begun {
            self.end(&word);
        }
    }

    fn begin(&mut self, start: usize) -> Begun {
        let at = self.bytes.len();
        self.bytes.push(OPEN);
        Begun { at, start, end: start, upper: 0, lower: 0 }
    }

    /// Ends a word; returns how many letters and digits it has.
    fn end(&mut self, word: &Begun) -> usize {
        self.bytes.push(CLOSE);
        let case = match (word.upper, word.lower) {
            (0, _) => Case::Small,
            (2.., 0) => Case::Capitals,
            _ => Case::Initial,
        };
        let span = Span::new(word.start, word.end);
        self.words.push(Word { at: word.at as u32, end: self.bytes.len() as u32, span, case });
        self.bytes.len() - word.at - 2
    }

    fn push(&mut self, c: char, letters: &mut String) {
        if c.is_ascii() {
            self.bytes.push(c.to_ascii_lowercase() as u8);
            return;
        }
        letters.clear();
        c.to_lowercase().for_each(|c| push_bare(letters, c));
        self.bytes.extend_from_slice(letters.as_bytes());
    }
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && (is_combining_mark(c) || c == '\u{ad}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʿ' | 'ʾ' | 'ʼ' | 'ʻ' | '′')
}

/// True for an apostrophe that belongs to a word: inside it and before no possessive `s`, or a letter of its own before it.
fn is_inside(c: char, begun: bool, behind: &str) -> bool {
    let rest = behind.strip_prefix(['s', 'S']).filter(|_| begun && !c.is_alphabetic()).unwrap_or(behind);
    (begun || c.is_alphabetic()) && rest.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::ActorKind;
    use crate::resolve::actors::ActorNames;
    use crate::resolve::{Actor, Alias};

    const ACTORS: &[&[&str]] = &[
        &["Kata'ib Hezbollah", "KH"],
        &["Hezbollah"],
        &["Harakat Hezbollah al-Nujaba"],
        &["Moqtada al-Sadr", "Sadr"],
        &["Islamic State", "IS", "ISIS"],
        &["Reform"],
        &["United States", "U.S."],
        &["de Gaulle"],
    ];

    fn check(text: &str, expected: &[&str]) {
        let actors: Vec<_> = (0..).zip(ACTORS).map(|(id, spellings)| actor(id, spellings)).collect();
        let found = ActorNames::new(actors.iter()).standing_in(text, &[Span::new(0, text.len())]);
        let shown: Vec<_> = found.iter().map(|found| found.span.of(text)).collect();
        assert_eq!(shown, expected, "{text}");
    }

    fn actor(id: u32, spellings: &[&str]) -> Actor {
        let alias =
            |text: &&str| Alias { text: (*text).to_owned(), count: 1, documents: vec![], because: String::new() };
        Actor {
            id: ActorId(id),
            name: spellings[0].to_owned(),
            kind: ActorKind::Group,
            aliases: spellings.iter().map(alias).collect(),
            descriptions: vec![],
            mentions: vec![],
            ambiguous_with: vec![],
            card: None,
        }
    }

    #[test]
    fn the_longest_spelling_at_whole_words() {
        check("Kata’ib Hezbollah's men and Hezbollah", &["Kata’ib Hezbollah", "Hezbollah"]);
        check("Katāʾib\nHezbollah, Hezbollahs, Sadrists", &["Katāʾib\nHezbollah"]);
        check("Harakat Hezbollah, al-Nujaba", &["Hezbollah"]);
        check("Harakat Hezbollah al Nujaba", &["Harakat Hezbollah al Nujaba"]);
        check("(Sadr), “Sadr” and Sadr.", &["Sadr", "Sadr", "Sadr"]);
    }

    #[test]
    fn letter_case() {
        check("kata'ib hezbollah, sadr, kh", &[]);
        check("KATA'IB HEZBOLLAH in IRAQ", &["KATA'IB HEZBOLLAH"]);
        check("Is IS there? isis, ISIS.", &["IS", "ISIS"]);
        check("WHAT IS THIS", &[]);
        check("the U.S. and us; Charles de Gaulle", &["U.S", "de Gaulle"]);
    }

    #[test]
    fn ordinary_words_are_no_names_by_themselves() {
        check("Reform is slow. The united States", &[]);
    }
}
