//! One sentence laid out for reading: its tokens with their lower-case words.

use super::knowledge::{Knowledge, Tells};
use crate::lexicon::numbers::NumberKind;
use crate::lexicon::words::{Trait, WordClass};
use crate::lexicon::{Sense, numbers, units};
use crate::text::tokens::tokenize;
use std::borrow::Cow;

use crate::text::{Span, Token, TokenKind, tags};

/// A sentence's tokens, tagged, and their words in lower case with straight apostrophes.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    pub(super) lower: Vec<Cow<'a, str>>,
    known: Vec<Knowledge>,
}

impl<'a> Reading<'a> {
    /// Lays out `tokens` of `text`; untagged until [`Reading::tag`].
    pub(super) fn new(text: &'a str, tokens: Vec<Token>) -> Self {
        let tokens = numbers_apart(text, tokens);
        let lower: Vec<_> = tokens.iter().map(|token| lower(token.text(text))).collect();
        let known = lower.iter().map(|word| Knowledge::of(word)).collect();
        Self { text, tokens, lower, known }
    }

    /// Gives every token its part of speech.
    pub(super) fn tag(&mut self) {
        let mut words: Vec<_> = self.known.iter().map(|known| known.untagged).collect();
        tags::tag_words(&mut words, &mut self.tokens);
    }

    /// The lower-case word at `at`; empty outside the sentence.
    pub(super) fn word(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", Cow::as_ref)
    }

    /// What the small tables know of the word at `at`.
    pub(super) fn sense(&self, at: usize) -> Sense {
        self.known.get(at).map_or_else(Sense::default, |known| known.sense)
    }

    /// What the word at `at` tells by itself.
    pub(super) fn tells(&self, at: usize) -> Tells {
        self.known.get(at).map_or(Tells::Nothing, |known| known.tells)
    }

    /// True where some token may tell a time.
    pub(super) fn may_tell_time(&self) -> bool {
        self.has_digits() || self.known.iter().any(|known| known.tells_time)
    }

    /// True where some token is a number in digits.
    pub(super) fn has_digits(&self) -> bool {
        self.tokens.iter().any(|token| token.kind == TokenKind::Number)
    }

    /// True for a form at `at` of a verb that the tables have.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.known.get(at).is_some_and(|known| known.is_verb)
    }

    /// The class of the word at `at`, where it is a function word.
    pub(super) fn class(&self, at: usize) -> Option<WordClass> {
        self.sense(at).class
    }

    /// True where the word at `at` is a function word with a trait.
    pub(super) fn has(&self, at: usize, wanted: Trait) -> bool {
        self.sense(at).traits.has(wanted)
    }

    /// Leaves out the first `count` tokens.
    pub(super) fn skip(&mut self, count: usize) {
        self.tokens.drain(..count);
        self.lower.drain(..count);
        self.known.drain(..count);
    }

    /// The word at `at` as written.
    pub(super) fn written(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text(self.text))
    }

    /// The form of the token at `at`.
    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Number of tokens.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// From the start of token `first` to the end of the token before `end`, in bytes.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        match (self.tokens.get(first), self.tokens.get(end.max(first + 1) - 1)) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }

    /// True where no space stands between token `at` and the one before it.
    pub(super) fn touches_previous(&self, at: usize) -> bool {
        at > 0 && at < self.len() && self.tokens[at - 1].touches(self.tokens[at])
    }

    /// True where the token at `at` begins with an upper-case letter.
    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_capitalised(self.text))
    }

    /// True where the words from `at` on are those of `phrase`, parted by spaces.
    pub(super) fn stands(&self, at: usize, phrase: &str) -> bool {
        // Nearly always the first letter says no.
        self.word(at).as_bytes().first() == phrase.as_bytes().first()
            && phrase.split(' ').enumerate().all(|(n, word)| self.word(at + n) == word)
    }
}

/// A word in lower case with straight apostrophes; most are so written.
fn lower(written: &str) -> Cow<'_, str> {
    if written.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(written)
    } else if written.is_ascii() {
        Cow::Owned(written.to_ascii_lowercase())
    } else {
        Cow::Owned(written.to_lowercase().replace('’', "'"))
    }
}

/// Parts letters from digits where one word holds both and the digits are a number: currency codes (`USD115`,
/// `Rs30,000`), and letters of scales and units before a hyphen (`5k-20k`, `5bn-dollar`).
fn numbers_apart(text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let cuts = |at: usize| code_length(tokens[at], text).or_else(|| suffix_length(&tokens, at, text));
    let whole = tokens.iter().map(|token| token.span).reduce(Span::join).unwrap_or_default();
    let digits = whole.of(text).bytes().any(|byte| byte.is_ascii_digit());
    if !digits || !(0..tokens.len()).any(|at| cuts(at).is_some()) {
        return tokens;
    }
    let mut apart: Vec<Token> = Vec::with_capacity(tokens.len() + 4);
    for (at, token) in tokens.iter().copied().enumerate() {
        let start = token.span.start();
        if apart.last().is_some_and(|last| last.span.end() > start) {
            continue;
        }
        let Some(length) = cuts(at) else {
            apart.push(token);
            continue;
        };
        apart.push(Token { span: Span::new(start, start + length), ..token });
        // The number may reach beyond the word: `USD1,000.5`.
        let rest = &text[start + length..];
        let end = rest.find(char::is_whitespace).map_or(text.len(), |space| start + length + space);
        let last = tokens.last().map_or(end, |last| last.span.end());
        apart.extend(tokenize(text, Span::new(start + length, end.min(last))));
    }
    apart
}

/// Bytes of the currency code that a word begins with, where digits follow it.
fn code_length(token: Token, text: &str) -> Option<usize> {
    if token.kind != TokenKind::Word || token.span.len() <= 2 {
        return None;
    }
    let word = token.text(text);
    let bytes = word.as_bytes();
    if !bytes[0].is_ascii_uppercase() {
        return None;
    }
    let digit = bytes.iter().take(5).position(u8::is_ascii_digit).filter(|digit| *digit >= 2)?;
    units().sign(word.get(..digit)?).map(|_| digit)
}

/// Bytes of the letters that touch a number before them, where a hyphen follows that is none of theirs.
fn suffix_length(tokens: &[Token], at: usize, text: &str) -> Option<usize> {
    let before = at.checked_sub(1).map(|before| tokens[before])?;
    if before.kind != TokenKind::Number || tokens[at].kind != TokenKind::Word || !before.touches(tokens[at]) {
        return None;
    }
    let (letters, rest) = tokens[at].text(text).split_once('-')?;
    let range = rest.starts_with(|c: char| c.is_ascii_digit());
    // `a 5bn-dollar loan`
    let scale = matches!(numbers().suffix(letters), Some((_, NumberKind::Scale)));
    (letters.len() <= 3 && (range || scale)).then_some(letters.len())
}
