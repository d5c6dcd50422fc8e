//! What a figure's sentence is about, whatever its grammar: content words, hashed, so that two tellings can be compared.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::super::events::Parse;
use super::super::quantities::QuantityTokens;
use super::super::reading::Reading;
use super::super::times::TimeTokens;
use crate::lexicon::kept::Kept;
use crate::lexicon::kinds::{PlaceCue, name_word};
use crate::lexicon::words::WordClass;
use crate::lexicon::{calendar, events, lemmas, nouns, synonyms, words};
use crate::text::tokens::tokenize;
use crate::text::{Span, Tag, TokenKind};

/// The content words of the sentence, hashed and sorted: no function words, numbers or dates.
pub(super) fn frame(parse: &Parse<'_>, quantities: &[QuantityTokens]) -> Vec<u32> {
    words_between(parse, quantities, 0, parse.reading.len())
}

/// The frames of what semicolons part, each with the token where it ends: sentences of their own.
pub(super) fn frames(parse: &Parse<'_>, quantities: &[QuantityTokens]) -> Vec<(usize, Vec<u32>)> {
    let ends = (0..parse.reading.len()).filter(|at| parse.reading.word(*at) == ";");
    let mut start = 0;
    let mut frames = Vec::new();
    for end in ends.chain([parse.reading.len()]) {
        frames.push((end, words_between(parse, quantities, start, end)));
        start = end;
    }
    frames
}

/// The content words of the sentence that are part of names.
pub(super) fn names(parse: &Parse<'_>, quantities: &[QuantityTokens]) -> Vec<u32> {
    let named = (0..parse.reading.len()).filter(|at| is_name(parse, *at));
    sorted(named.filter_map(|at| word_at(parse, quantities, at)).collect())
}

/// The content words that only say what the name behind them names (`the film Annie`), where a table knows them.
pub(super) fn descriptors(parse: &Parse<'_>, quantities: &[QuantityTokens]) -> Vec<u32> {
    let mut found = Vec::new();
    for chunk in 0..parse.chunks.len() {
        let Some(noun) = parse.noun(chunk).filter(|noun| noun.quantity.is_none()) else { continue };
        let name = (noun.first..noun.end).find(|at| is_name(parse, *at));
        // `Iraq's film Annie`: a possessor restricts.
        let start = noun.possessor_end.map_or(noun.first, |end| end + 1);
        let before = name.filter(|name| *name > start && describes(parse.reading.word(name - 1)));
        found.extend(before.map(|name| words_between(parse, quantities, start, name)).into_iter().flatten());
    }
    sorted(found)
}

/// True for a common noun of persons, groups, places or works.
fn describes(word: &str) -> bool {
    let facts = name_word(word);
    let noun = lemmas().noun(word);
    let named = facts.cue.is_some() || facts.title.is_some() || matches!(facts.place, Some(PlaceCue::Noun(_)));
    named || nouns().is_known(&noun) || synonyms().contains(&noun)
}

/// True for a capitalised word, at the start of a sentence only where it is no plain one.
pub(super) fn is_name(parse: &Parse<'_>, at: usize) -> bool {
    let plain = at == 0 && matches!(parse.reading.tokens[at].tag, Tag::Noun | Tag::Adjective | Tag::Verb);
    parse.reading.is_capitalised(at) && !plain && parse.reading.class(at).is_none()
}

/// The content words of the noun phrases `chunks` that restrict what is counted: names are compared as actors and places,
/// but `on Sundays` is no name.
pub(super) fn terms_of(parse: &Parse<'_>, quantities: &[QuantityTokens], chunks: &[usize]) -> Vec<u32> {
    let plain = |at: usize| {
        let weekday = || calendar().get(parse.reading.word(at).trim_end_matches('s')).is_some();
        at == 0 || !parse.reading.is_capitalised(at) || weekday()
    };
    let phrases = chunks.iter().filter_map(|chunk| parse.noun(*chunk));
    let tokens = phrases.flat_map(|noun| noun.first..noun.end).filter(|at| plain(*at));
    sorted(tokens.filter_map(|at| word_at(parse, quantities, at)).collect())
}

/// The content words of the noun phrases `chunks`, names too.
pub(super) fn words_of(parse: &Parse<'_>, quantities: &[QuantityTokens], chunks: &[usize]) -> Vec<u32> {
    let tokens = chunks.iter().filter_map(|chunk| parse.noun(*chunk)).flat_map(|noun| noun.first..noun.end);
    sorted(tokens.filter_map(|at| word_at(parse, quantities, at)).collect())
}

/// The content words of any text (a heading, a title), hashed as those of a [`frame`].
pub(crate) fn content_words(text: &str) -> Vec<u32> {
    let tokens = tokenize(text, Span::new(0, text.len()));
    let lower =
        tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.text(text).to_lowercase());
    sorted(lower.filter(|word| is_content(word)).map(|word| root_hash(&word)).collect())
}

/// The content words of what a sentence says its subject is (`Ironvale is a strategy game developed by ...`: strategy, game).
pub(crate) fn definition(sentence: &str) -> Vec<u32> {
    let tokens = tokenize(sentence, Span::new(0, sentence.len()));
    let lower: Vec<String> = tokens.iter().map(|token| token.text(sentence).to_lowercase()).collect();
    let stands = |at: usize, words: &[&str]| lower.get(at).is_some_and(|word| words.contains(&word.as_str()));
    let opens = |at: &usize| stands(*at, &["is", "was", "are", "were"]) && stands(at + 1, &["a", "an", "the"]);
    let Some(start) = (0..tokens.len()).find(opens) else { return Vec::new() };
    let phrase = (start + 2..tokens.len()).take_while(|at| {
        let function = words().class(&lower[*at]).is_some() || lower[*at].ends_with("ed");
        tokens[*at].kind == TokenKind::Word && !function
    });
    sorted(phrase.map(|at| root_hash(&lower[at])).collect())
}

fn words_between(parse: &Parse<'_>, quantities: &[QuantityTokens], first: usize, end: usize) -> Vec<u32> {
    sorted((first..end).filter_map(|at| word_at(parse, quantities, at)).collect())
}

/// The content word at `at`, outside of numbers.
fn word_at(parse: &Parse<'_>, quantities: &[QuantityTokens], at: usize) -> Option<u32> {
    let word = parse.content()[at]?;
    let within = |quantity: &QuantityTokens| (quantity.first..quantity.end).contains(&at);
    (!quantities.iter().any(within)).then_some(word)
}

/// For each token of a sentence the hash of its root, where it is a content word outside of its `times`.
pub(in crate::extract) fn content(reading: &Reading<'_>, times: &[TimeTokens]) -> Vec<Option<u32>> {
    let is_content = |at: usize| {
        reading.kind(at) == Some(TokenKind::Word)
            && !times.iter().any(|time| (time.first..time.end).contains(&at))
            && matches!(reading.class(at), None | Some(WordClass::Opener))
    };
    (0..reading.len()).map(|at| is_content(at).then(|| root_hash(reading.word(at)))).collect()
}

/// True for a word that carries content; some of those often begin a sentence, and stand in the table of function words for it.
fn is_content(word: &str) -> bool {
    matches!(words().class(word), None | Some(WordClass::Opener))
}

fn sorted(mut hashes: Vec<u32>) -> Vec<u32> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

thread_local! {
    static ROOTS: Kept<u32> = const { Kept::new() };
}

/// The hash of a word's root.
fn root_hash(word: &str) -> u32 {
    ROOTS.with(|roots| roots.of(word, |word| hash(&root(word))))
}

/// The word that stands for all forms and near synonyms of `word` (`grossed`, `earned`, `earnings`).
fn root(word: &str) -> Cow<'_, str> {
    let noun = lemmas().noun(word);
    if let Some(root) = synonyms().get(word).or_else(|| synonyms().get(&noun)).copied() {
        return Cow::Borrowed(root);
    }
    let verb = lemmas().verb(word);
    if is_light(&verb) {
        return verb;
    }
    let told = events().transitive.get(&verb).or_else(|| events().ergative.get(&verb));
    let told = told.or_else(|| events().tolls.get(&noun));
    if let Some(class) = told.or_else(|| events().noun(&noun)).or_else(|| events().person(&noun)) {
        return Cow::Borrowed(class);
    }
    if word.ends_with("ed") || word.ends_with("ing") {
        return verb;
    }
    match noun {
        Cow::Borrowed(noun) => Cow::Borrowed(nouns().class(noun)),
        Cow::Owned(noun) => Cow::Owned(nouns().class(&noun).to_owned()),
    }
}

/// True for a verb that only says that something is there.
fn is_light(verb: &str) -> bool {
    let class = events().transitive.get(verb);
    class == Some("exist") || class.is_none() && events().light(&[verb], 0).is_some()
}

static LIGHT: LazyLock<FxHashSet<u32>> = LazyLock::new(|| {
    let verbs = events().light_verbs().chain(["exist"]).filter(|verb| is_light(verb));
    verbs.chain(nouns().general()).map(hash).collect()
});

/// True for the hash of a word that adds nothing to what is told: it only says that something is there, or that persons
/// are meant.
pub(crate) fn adds_nothing(word: u32) -> bool {
    LIGHT.contains(&word)
}

/// FNV-1a, 32 bits (Fowler, Noll & Vo): the same on every machine and in every version, as the index keeps it.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
